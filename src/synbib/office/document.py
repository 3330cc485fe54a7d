"""What a document is made of, whatever format it is written in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple

from synbib import lazily
from synbib.office.paragraphs import Paragraph, to_paragraphs
from synbib.text import BibliographyLayout
from synbib.text.indents import Indents, measured
from synbib.text.writers import reference_anchor

__all__ = ["Document", "Languages", "Reference", "Template"]

# Where a language is East Asian: the typeface that Word and LibreOffice have set it in for longest.
_FONTS: Final = {
    "zh-CN": "SimSun",
    "zh-HK": "PMingLiU",
    "zh-Hant": "PMingLiU",
    "zh-MO": "PMingLiU",
    "zh-SG": "SimSun",
    "zh-TW": "PMingLiU",
    "ja-JP": "MS Mincho",
    "ko-KR": "Batang",
}
_EAST_ASIAN: Final = frozenset(tag.partition("-")[0] for tag in _FONTS)
_RIGHT_TO_LEFT: Final = frozenset(("ar", "fa", "he", "ur", "yi"))


class Languages(NamedTuple):
    """The languages of a text, of which word processors keep one for each kind of script; ``""`` says nothing.

    Attributes:
        western: The tag of what is neither of these.
        east_asian: The tag of Chinese, Japanese and Korean characters.
        complex: The tag of what runs from right to left.
    """

    western: str = ""
    east_asian: str = ""
    complex: str = ""

    @classmethod
    def of(cls, tag: str) -> Languages:
        """Return what one tag says."""
        language = tag.partition("-")[0]
        if language in _EAST_ASIAN:
            return cls(east_asian=tag)
        return cls(complex=tag) if language in _RIGHT_TO_LEFT else cls(tag)

    def beside(self, others: Languages) -> Languages:
        """Return what these say that others do not."""
        return Languages(*("" if a == b else a for a, b in zip(self, others, strict=True)))


@lazily.dataclass(frozen=True)
class Reference:
    """One entry of a bibliography.

    Attributes:
        key: The citation key.
        marked: The formatted reference, as marked text (see `synbib.text`).
        language: The tag of the language that it is in, with a region: ``de-DE``; ``""`` for that of the document.
    """

    key: str
    marked: str
    language: str = ""

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """What it is as runs."""
        return to_paragraphs(self.marked)

    @property
    def is_east_asian(self) -> bool:
        """Whether it is in Chinese, Japanese or Korean."""
        return bool(Languages.of(self.language).east_asian)

    @property
    def target(self) -> str:
        """The name of the place where it stands."""
        return reference_anchor(self.key)


@lazily.dataclass(frozen=True, slots=True)
class Template:
    """A document whose styles are used.

    Attributes:
        name: What its file is called, for messages.
        data: Its bytes.
    """

    name: str
    data: bytes


@lazily.dataclass(frozen=True)
class Document:
    """A bibliography as a document.

    Attributes:
        references: Its entries, in their order.
        layout: How the style wants it set.
        language: The tag of its language, with a region: ``en-US``.
    """

    references: tuple[Reference, ...]
    layout: BibliographyLayout
    language: str

    @cached_property
    def indents(self) -> Indents:
        """How far entries are from the margin and from each other."""
        return measured(self.layout, self._labels())

    @property
    def has_labels(self) -> bool:
        """Whether a number, or what stands for one, is before an entry."""
        return any(self._labels())

    @cached_property
    def languages(self) -> Languages:
        """The languages of what says nothing else: East Asian characters are in that of the first such entry.

        Latin words among Chinese ones are English to whoever breaks lines, as they are to Word in China.
        """
        own = Languages.of(self.language)
        others = (each.language for each in self.references if each.is_east_asian)
        return own._replace(
            western=own.western or "en-US", east_asian=own.east_asian or next(others, "")
        )

    def own_languages(self, reference: Reference) -> Languages:
        """Return those languages of a reference that are not the document's."""
        return Languages.of(reference.language).beside(self.languages)

    @property
    def east_asian_font(self) -> str:
        """The typeface of East Asian characters; ``""`` if there are none."""
        language = self.languages.east_asian
        return _FONTS.get(language, _FONTS["zh-CN"]) if language else ""

    def _labels(self) -> Iterable[str]:
        for reference in self.references:
            for paragraph in reference.paragraphs:
                yield "".join(run.text for run in paragraph.label)
