"""Pages by templates: those of the user's folder go before ours, and run in a sandbox."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from synbib.errors import SynbibError
from synbib.folder import check_inside
from synbib.library import Entry, Library
from synbib.readme.running import run, template_text
from synbib.site.work import Site

if TYPE_CHECKING:
    from jinja2 import Environment

    from synbib.readme.sandbox import Sandbox

__all__ = ["POLICY", "TEMPLATES", "Pages"]

_OURS: Final = Path(__file__).with_name("templates")
TEMPLATES: Final = ("base.html", "index.html", "entry.html", "404.html")
"""The names of the templates, which a folder of the user's may have in their place."""

# What a template of the user's calls ours by, where its own has the same name.
_PREFIX: Final = "synbib/"

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Scripts, styles and pictures of the site's own folder, and nothing else: none in the page, none from elsewhere."""


class Pages:
    """The templates of a site.

    Args:
        site: The site.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._folder = site.options.templates
        if self._folder and not Path(self._folder).is_dir():
            raise SynbibError(f"{self._folder}: no such folder; it is to hold templates")

    def page(self, template: str, path: str, **values: Any) -> tuple[str, bytes]:
        """Return a page as its path and its bytes.

        Args:
            template: The template.
            path: Where the page stands, from the site's folder.
            values: What the template is given, beside the site, its options and the way to its folder, ``root``.

        Raises:
            SynbibError: The template has a mistake: its file, the line, and what is wrong.
        """
        if self._folder:
            self._sandbox.start()
        text = run(
            self._sandbox if self._folder else self._environment,
            template,
            site=self._site,
            options=self._site.options,
            root="../" * path.count("/"),
            path=path,
            policy=POLICY,
            logo=self._site.options.logo_path,
            **values,
        )
        return path, text.encode()

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        return Environment(
            loader=FunctionLoader(lambda name: (self._source(name), name, None)),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    @cached_property
    def _sandbox(self) -> Sandbox:
        from synbib.readme.sandbox import Sandbox

        return Sandbox(self._source, {}, html=True, hidden=(Entry, Library))

    def _source(self, name: str) -> str:
        """Return the text of a template, the user's if it is not called by our name.

        Raises:
            SynbibError: There is none, or it stands outside of the user's folder, or cannot be read.
        """
        if self._folder and not name.startswith(_PREFIX):
            folder = Path(self._folder)
            check_inside(name, "template", folder=folder)
            if (folder / name).is_file():
                return template_text(str(folder / name), name)
        own = name.removeprefix(_PREFIX)
        if own not in TEMPLATES:
            raise SynbibError(f"{name}: no such template; ours are {', '.join(TEMPLATES)}")
        return (_OURS / own).read_text("utf-8")
