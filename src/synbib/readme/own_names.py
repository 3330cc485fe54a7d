"""The maintainers' own names in bold, in references of any style.

The name is marked in the item before a style sees it, part by part, so whatever the style does with it (initials,
family name first, only the first three) the mark goes with it. The bold parts that then stand side by side are made
one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from synbib.errors import SynbibError
from synbib.library import Entry
from synbib.library.facets import fold
from synbib.model import parse_name

__all__ = ["CslName", "embolden", "is_own", "join_bold", "parse_own_name"]

# A name as CSL-JSON has it.
CslName = Mapping[str, Any]

_VARIABLES: Final = ("author", "editor", "translator", "director")
_PARTS: Final = (
    "family",
    "given",
    "suffix",
    "literal",
    "non-dropping-particle",
    "dropping-particle",
)
# A particle that is one with the name behind it: d'Alembert.
_ELIDED: Final = r"[^\W\d_]{1,4}['’\N{MODIFIER LETTER APOSTROPHE}]"
_BOLD: Final = re.compile(
    rf"(?:\b({_ELIDED}))?(?:\*\*((?:\\.|[^*\\\n])+)\*\*|<strong>((?:(?!</?strong>)[^\n])+)</strong>)"
)
_TOUCHES: Final = re.compile(r"[\w*]")
_BETWEEN: Final = re.compile(r"\.?[\s,]{0,3}")
_PART: Final = re.compile(rf"({_ELIDED})?(.*?)(\.?)", re.DOTALL)
_WORDS: Final = re.compile(r"[^\W\d_]+")


def parse_own_name(text: str) -> CslName:
    """Return the name that ``text`` is, as BibTeX reads one: ``Tan, Zhen`` or ``Zhen Tan``.

    Raises:
        SynbibError: There is no name in it.
    """
    name = parse_name(text).to_csl()
    if not _family(name):
        raise SynbibError(f"own-name: '{text}' is no name; write e.g. \"Tan, Zhen\"")
    return name


def is_own(name: CslName, own: Sequence[CslName]) -> bool:
    """Whether a CSL name is one of ``own``: the same family name, and given names that go together.

    An initial goes together with every name that it may stand for.
    """
    return any(
        _family(name) == _family(one) and _go_together(name.get("given", ""), one.get("given", ""))
        for one in own
    )


def _family(name: CslName) -> str:
    return fold(name.get("family") or name.get("literal") or "")


def _go_together(given: str, other: str) -> bool:
    ones, others = _WORDS.findall(fold(given)), _WORDS.findall(fold(other))
    return bool(ones) == bool(others) and all(
        one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])
        for one, two in zip(ones, others, strict=False)
    )


def embolden(entries: Sequence[Entry], own: Sequence[CslName]) -> list[Entry]:
    """Return the entries with the own names marked in their CSL items; without own names, the entries."""
    return [_emboldened(entry, own) for entry in entries] if own else list(entries)


def _emboldened(entry: Entry, own: Sequence[CslName]) -> Entry:
    changed = {
        variable: [_bold(name) if is_own(name, own) else name for name in entry.csl[variable]]
        for variable in _VARIABLES
        if any(is_own(name, own) for name in entry.csl.get(variable, ()))
    }
    if not changed:
        return entry
    copy = replace(entry)
    # The item is worked out once from the fields and kept, so that this is the one that every style gets.
    vars(copy)["csl"] = {**entry.csl, **changed}
    return copy


def _bold(name: CslName) -> dict[str, Any]:
    return {**name, **{part: _marked(name[part]) for part in _PARTS if name.get(part)}}


def _marked(part: str) -> str:
    # A style finds an elided particle only at the very start, and an initial by the period at its end.
    found = _PART.fullmatch(part)
    assert found
    before, text, period = found.groups(default="")
    return f"{before}<b>{text}</b>{period}" if text else part


def join_bold(markdown: str) -> str:
    """Return Markdown in which bold stretches with only blanks, commas and a period between them are one."""
    pieces: list[str] = []
    end = 0
    bold: list[re.Match[str]] = []
    for found in [*_BOLD.finditer(markdown), None]:
        if bold and (
            found is None or not _BETWEEN.fullmatch(markdown, bold[-1].end(), found.start())
        ):
            pieces += [markdown[end : bold[0].start()], _joined(markdown, bold)]
            end = bold[-1].end()
            bold = []
        if found:
            bold.append(found)
    return "".join([*pieces, markdown[end:]])


def _joined(markdown: str, bold: Sequence[re.Match[str]]) -> str:
    inner = ""
    for number, found in enumerate(bold):
        if number:
            inner += markdown[bold[number - 1].end() : found.start()]
        inner += "".join(filter(None, found.groups()))
    start, end = bold[0].start(), bold[-1].end()
    # Where a letter or another delimiter stands right beside it, asterisks need not be bold (CommonMark §6.2).
    beside = markdown[max(start - 1, 0) : start] + markdown[end : end + 1]
    asterisks = all(found[2] for found in bold) or not _TOUCHES.search(beside)
    return f"**{inner}**" if asterisks else f"<strong>{inner}</strong>"
