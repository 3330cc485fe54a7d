r"""Citations of references that BibTeX's styles made, as natbib sets them.

Source: natbib's manual: ``\citep``, ``\citet``, ``\citeyearpar`` and ``\citeauthor``, with notes before and
after, and works by the same authors after each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.bbl.reading import Kind, Reference
from synbib.csl import Cite, locator_text
from synbib.text import scrub, strip

__all__ = ["ROUND", "SQUARE", "Punctuation", "cite"]


@lazily.dataclass(frozen=True, slots=True)
class Punctuation:
    r"""What stands around and between cites: the arguments of natbib's ``\setcitestyle``.

    Attributes:
        open: Before all.
        close: After all.
        between_cites: ``citesep``.
        before_year: ``aysep``.
        between_years: ``yysep``, between years of the same authors.
        before_note: ``notesep``.
    """

    open: str = "("
    close: str = ")"
    between_cites: str = "; "
    before_year: str = ", "
    between_years: str = ", "
    before_note: str = ", "


ROUND: Final = Punctuation()
SQUARE: Final = Punctuation("[", "]", ", ")
_YEAR: Final = lazily.pattern(r"(\d{4})([a-z])")


def cite(
    cites: Sequence[Cite],
    references: Mapping[str, Reference],
    kind: Kind,
    *,
    narrative: bool = False,
) -> str:
    """Return a citation as marked text.

    Args:
        cites: Its cites; each key is one of ``references``.
        references: Citation key → reference.
        kind: What the bibliography is cited by.
        narrative: Whether the authors of the first are part of the sentence.
    """
    signs = ROUND if kind is Kind.AUTHORS else SQUARE
    if narrative:
        first, *others = cites
        authors = references[first.key].label.authors
        bare = lazily.replace(first, suppress_author=True)
        rest = _bracketed([bare, *others], references, kind, signs)
        return " ".join(filter(None, (authors, rest)))
    if len(cites) == 1 and cites[0].author_only:
        return _with_notes(cites[0], _said(cites[0], references, kind, signs), signs)
    return _bracketed(cites, references, kind, signs)


def _bracketed(
    cites: Sequence[Cite], references: Mapping[str, Reference], kind: Kind, signs: Punctuation
) -> str:
    text = ""
    before: Cite | None = None
    for cite in cites:
        said = _said(cite, references, kind, signs)
        if before is not None:
            joint, said = _joined(before, cite, said, references, kind, signs)
            text += joint
        text += _with_notes(cite, said, signs)
        before = cite
    return f"{signs.open}{text}{signs.close}" if text else ""


def _joined(
    before: Cite,
    cite: Cite,
    said: str,
    references: Mapping[str, Reference],
    kind: Kind,
    signs: Punctuation,
) -> tuple[str, str]:
    """Return what stands between two cites, and the second: of works by the same authors the year, or its letter."""
    one, other = references[before.key].label, references[cite.key].label
    is_alike = (
        kind is Kind.AUTHORS
        and one.authors == other.authors
        and one.year
        and other.year
        and not (cite.prefix or cite.author_only or before.author_only)
        and not (before.locator or before.suffix)
    )
    if not is_alike:
        return signs.between_cites, said
    years = _YEAR.fullmatch(strip(one.year)), _YEAR.fullmatch(strip(other.year))
    if years[0] and years[1] and years[0][1] == years[1][1] and years[0][2] != years[1][2]:
        return signs.between_years.rstrip(), years[1][2]
    return signs.between_years, other.year


def _said(cite: Cite, references: Mapping[str, Reference], kind: Kind, signs: Punctuation) -> str:
    """Return what a cite says of its reference, without notes."""
    reference = references[cite.key]
    label = reference.label
    if cite.author_only:
        return label.authors
    if kind is not Kind.AUTHORS:
        return reference.sign(kind)
    if cite.suppress_author:
        return label.year
    return signs.before_year.join(filter(None, (label.authors or label.text, label.year)))


def _with_notes(cite: Cite, said: str, signs: Punctuation) -> str:
    note = locator_text(scrub(cite.locator), cite.label) if cite.locator else ""
    suffix = scrub(cite.suffix)
    if note:
        note += suffix
    else:
        note = suffix.lstrip(" ,")
    prefix = scrub(cite.prefix).strip()
    return f"{prefix} {said}".lstrip() + (f"{signs.before_note}{note}" if note else "")
