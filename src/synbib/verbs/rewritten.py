"""A file as it was, and as a call makes it."""

from __future__ import annotations

from synbib import lazily
from synbib.bibtex.encoding import encode
from synbib.files import unified_diff

__all__ = ["Rewritten"]


@lazily.dataclass(frozen=True)
class Rewritten:
    """A file as it was, and as a call makes it.

    Attributes:
        name: The file.
        before: Its text as it was; ``""`` if it is new.
        text: Its text now.
        encoding: What it is read and written in.
    """

    name: str
    before: str
    text: str
    encoding: str = "utf-8"

    @property
    def changed(self) -> bool:
        """Whether the two texts differ."""
        return self.text != self.before

    @property
    def diff(self) -> str:
        """What differs, as a unified diff; ``""`` if nothing does."""
        return unified_diff(self.name, self.before, self.text)

    @property
    def data(self) -> bytes:
        """The new text in the file's encoding.

        Raises:
            SynbibError: The encoding lacks a character of it.
        """
        return encode(self.text, self.encoding)
