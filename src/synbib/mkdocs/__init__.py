"""An MkDocs plugin: citations in pages and docstrings in any CSL style, with bibliographies per page or for the site.

``plugins: [synbib: {stores: [refs.bib]}]`` in ``mkdocs.yml`` is all that it needs; settings and markers of
mkdocs-bibtex are understood. While Markdown is converted, a token stands in the place of each citation (`tokens`),
which no extension of Markdown disturbs; when all pages are converted, `scanning` finds which of them are shown,
`composing` formats these, and `writing` puts them in. `plugin` has the hooks by which MkDocs calls.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.mkdocs.plugin import SynbibPlugin

__all__ = ["SynbibPlugin"]

# Zensical takes `synbib.mkdocs.zensical`, and has no MkDocs.
__getattr__ = lazily.names(__name__, {"plugin": ("SynbibPlugin",)})
