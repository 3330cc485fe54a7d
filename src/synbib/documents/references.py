"""The bibliography of a Markdown document: where it goes, and how it stands there.

As pandoc has it, in a division ``refs``; else below a heading that says so and has nothing below it; else at the end.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.csl import Bibliography
from synbib.csl.cite import reference_target
from synbib.documents.prose import prose
from synbib.text import Writer
from synbib.text.writers import latex_label

__all__ = ["ReferencesPlace", "references_place", "written_references"]

_DIVISION: Final = lazily.pattern(
    r"""
      ^ [ ]{0,3} (?P<fence> :{3,} ) [ \t]* \{ [^}\r\n]* \#refs\b [^}\r\n]* \} [ \t:]* $
    | (?P<tag> <div \b [^<>]* \b id \s* = \s* ["']? refs ["']? (?= [\s>] ) [^<>]* > )
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_FENCE: Final = lazily.pattern(
    r"^ {0,3}:{3,}[ \t]*(?P<attributes>[^\s:].*?)?[ \t:]*$", re.MULTILINE
)
_DIV: Final = lazily.pattern(r"<(?P<closes>/?)div\b[^<>]*>", re.IGNORECASE)
_HEADING: Final = lazily.pattern(
    r"""
      ^ [ ]{0,3} \#{1,6} [ \t]++ (?P<atx> [^\r\n]*+ ) (?: \r\n? | \n | \Z )
    | ^ (?P<setext> [^\s#] [^\r\n]*+ ) (?:\r\n?|\n) (?: =++ | -++ ) [ \t]*+ (?: \r\n? | \n | \Z )
    """,
    re.VERBOSE | re.MULTILINE,
)
# What such a section is called.
_TITLES: Final = frozenset(
    [
        "references", "reference list", "bibliography", "works cited", "literature", "literature cited", "sources",
        "literatur", "literaturverzeichnis", "quellen", "quellenverzeichnis", "referenzen", "bibliografie",
        "références", "bibliographie", "références bibliographiques", "ouvrages cités",
        "referencias", "bibliografía", "referências", "bibliografia", "riferimenti bibliografici",
        "referenties", "literatuur", "referenser", "litteratur", "litteraturförteckning", "litteraturliste",
        "список литературы", "литература", "参考文献", "參考文獻", "引用文献", "참고문헌", "참고 문헌",
    ]
)  # fmt: skip


class ReferencesPlace(NamedTuple):
    """Where the bibliography goes.

    Attributes:
        start: Where in the document, in characters.
        end: Where what stands in its place ends; the same place if nothing does.
        is_division: Whether that is within the division that is made for it.
        is_end: Whether that is the end, and nothing says that it is made for it.
    """

    start: int
    end: int
    is_division: bool = False
    is_end: bool = False


def references_place(text: str, title: str = "") -> ReferencesPlace:
    """Return where the bibliography of a Markdown document goes.

    Args:
        text: The document.
        title: What the document calls it, if it says so.
    """
    shown = prose(text).text
    if found := _DIVISION.search(shown):
        end = _division_end(shown, found)
        return ReferencesPlace(end, end, is_division=True)
    titles = _TITLES | {title.casefold()}
    headings = list(_HEADING.finditer(shown))
    for i in range(len(headings) - 1, -1, -1):
        heading = headings[i]
        end = headings[i + 1].start() if i + 1 < len(headings) else len(shown)
        if _called(heading) in titles and not text[heading.end() : end].strip():
            return ReferencesPlace(heading.end(), heading.end())
    return ReferencesPlace(len(text), len(text), is_end=True)


def _called(heading: re.Match[str]) -> str:
    """Return what a heading says, without its attributes, its closing signs and emphasis around it."""
    title, _, _ = (heading["atx"] or heading["setext"] or "").partition("{")
    return title.rstrip(" \t#").strip(" \t*_").casefold()


def _division_end(text: str, found: re.Match[str]) -> int:
    """Where a division ends: before its closing fence or tag; right after its opening if it has none."""
    depth = 1
    pattern = _FENCE if found["fence"] else _DIV
    for mark in pattern.finditer(text, found.end()):
        closes = not mark["attributes"] if found["fence"] else bool(mark["closes"])
        depth += -1 if closes else 1
        if depth == 0:
            return mark.start()
    return found.end()


def written_references(bibliography: Bibliography, place: ReferencesPlace, *, linked: bool) -> str:
    """Return the bibliography as it stands in a Markdown document.

    Args:
        bibliography: The references.
        place: Where they go.
        linked: Whether citations link to them.
    """
    if bibliography.format == "html":
        return str(bibliography)
    return "\n\n".join(
        _reference(key, text, bibliography.format, place, linked=linked)
        for key, text in bibliography.entries
    )


def _reference(
    key: str, text: str, format: OutputFormat | Writer, place: ReferencesPlace, *, linked: bool
) -> str:
    target = reference_target(key).removeprefix("#")
    if format == "latex":
        return rf"\hypertarget{{{latex_label(target)}}}{{}}{text}" if linked else text
    if format == "text":
        return text
    if place.is_division and not re.search(r"[\s{}]", target):
        return f"::: {{#{target} .csl-entry}}\n{text}\n:::"
    return f'<span id="{target}"></span>{text}' if linked else text
