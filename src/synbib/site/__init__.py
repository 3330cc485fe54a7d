"""A site of static pages: a library as a folder that a browser opens, and any web server serves as it is.

`Site` is the library as pages need it (`work`), `SiteOptions` how they look (`options`). `build` yields each file as
its path and bytes, from a table of producers: the first page (`index`), a page for each work (`entries`), feeds, and
what all pages share (`assets`). `write` (`writing`) puts them into a folder, and takes away only what it put there.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.site.build import build
    from synbib.site.options import SiteOptions
    from synbib.site.work import Site, SiteGroup, Work
    from synbib.site.writing import Written, write

__all__ = ["Site", "SiteGroup", "SiteOptions", "Work", "Written", "build", "write"]

__getattr__ = lazily.names(
    __name__,
    {
        "build": ("build",),
        "options": ("SiteOptions",),
        "work": ("Site", "SiteGroup", "Work"),
        "writing": ("Written", "write"),
    },
)
