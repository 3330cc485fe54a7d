"""What a process keeps between requests: the documents that are open, and what holds where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from synbib import lazily
from synbib.csl import Style
from synbib.errors import SynbibError, UnknownNameError
from synbib.limits import MOST_DOCUMENTS
from synbib.serving.document import Document
from synbib.serving.works import ReadFile

__all__ = ["Defaults", "Documents"]


@lazily.dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a client does not say otherwise.

    Attributes:
        files: Paths of BibTeX files.
        style: The style: its name, or whatever `Style.load` takes.
        locale: A language tag; ``None`` for the style's own.
        style_names: Name → style, of names of the project's own.
    """

    files: tuple[str, ...]
    style: str
    locale: str | None = None
    style_names: Mapping[str, str] = field(default_factory=dict)


class Documents:
    """The documents that are open, by their names.

    Args:
        defaults: What holds where a client does not say otherwise.
        read_file: What reads a BibTeX file.
        version: The version of synbib.
    """

    def __init__(self, defaults: Defaults, read_file: ReadFile, version: str) -> None:
        self.defaults = defaults
        self.read_file = read_file
        self.version = version
        self._open: dict[str, Document] = {}
        self._styles: dict[str, Style] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._open

    def find(self, name: str) -> Document:
        """Return the document with this name.

        Raises:
            UnknownNameError: It is not open; the nearest names are suggested.
        """
        if name not in self._open:
            raise UnknownNameError.among("document", name, self._open)
        return self._open[name]

    def open(self, name: str, document: Document) -> None:
        """Keep a document under a name.

        Raises:
            SynbibError: There are too many.
        """
        if name not in self._open and len(self._open) >= MOST_DOCUMENTS:
            raise SynbibError(
                f"{MOST_DOCUMENTS} documents are open, which is as many as there may be; close one"
            )
        self._open[name] = document

    def close(self, name: str) -> None:
        """Forget a document.

        Raises:
            UnknownNameError: It is not open.
        """
        self.find(name)
        del self._open[name]

    def style(self, name: str) -> Style:
        """Return a style, read once; one that is a file of the client's is read each time.

        Raises:
            StyleError: There is none, or it is not valid.
        """
        if name not in self._styles:
            meant = self.defaults.style_names.get(name, name)
            style = Style.load(meant)
            if meant.endswith(".csl"):
                return style
            self._styles[name] = style
        return self._styles[name]
