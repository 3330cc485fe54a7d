"""What ``mkdocs.yml`` says, in our words or in those of mkdocs-bibtex."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as options

__all__ = ["Settings"]


class Settings(base.Config):  # type: ignore[no-untyped-call]
    """The settings; the second half has the names of mkdocs-bibtex."""

    stores = options.ListOfItems(options.Type(str), default=[])
    style = options.Type(str, default="")
    locale = options.Type(str, default="")
    scope = options.Choice(("page", "site"), default="page")
    backlinks = options.Type(bool, default=True)

    bib_file = options.Type(str, default="")
    bib_dir = options.Type(str, default="")
    bib_command = options.Type(str, default=r"\bibliography")
    bib_by_default = options.Type(bool, default=True)
    full_bib_command = options.Type(str, default=r"\full_bibliography")
    csl_file = options.Type(str, default="")
    csl_file_encoding = options.Type(str, default="")
    footnote_format = options.Type(str, default="{key}")
    enable_inline_citations = options.Type(bool, default=True)

    @property
    def store_names(self) -> list[str]:
        """The BibTeX files that are named."""
        return [*self.stores, *([self.bib_file] if self.bib_file else [])]
