"""Numbers: whether content is numeric, how it is written, ranges of pages, plurals.

Source: CSL 1.0.2, "Number", "Choose" (``is-numeric``), "Label" (``plural``) and Appendix V ("Page Range Formats").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from synbib import lazily
from synbib.csl.style import Locale
from synbib.text.patterns import BLANKS_BEFORE

__all__ = [
    "has_numbers",
    "is_numeric",
    "is_plural",
    "names_its_label",
    "page_range",
    "render_number",
    "roman",
    "tidy_number",
]

# A number may have letters before and after it: `D2`, `2b`, `L2d`.
_ONE: Final = r"[^\W\d_]*\d+[^\W\d_]*"
_NUMERIC: Final = lazily.pattern(rf"\s*{_ONE}(?:\s*[-–—,&]\s*{_ONE})*\s*")
# The comma in `1,234,567`, which parts no two numbers.
_IN_A_NUMBER: Final = r"(?<=\d)(?<!\d{4}),\d{3}(?!\d)"
_SEPARATOR: Final = lazily.pattern(rf"{BLANKS_BEFORE}((?!{_IN_A_NUMBER})[-–—,&])\s*")
_MANY: Final = lazily.pattern(
    rf"""
    \d \s*[-–—]\s* \w
    # After the last digit of a word: from each of them the word would be read to its end.
    | \d[^\W\d]*+ \s* (?: (?!{_IN_A_NUMBER}), | & | \b(?:and|et|und|y)\b ) \s* \w
    | [ivxlcdm] \s*[-–—]\s* [ivxlcdm]
    """,
    re.VERBOSE,
)
_COUNT: Final = lazily.pattern(r"\D*(\d+(?:,\d{3})*)")
_SYMBOLS: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                   (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def is_numeric(content: str) -> bool:
    """Whether content is numbers, with letters at most around them, joined by ``,``, ``&`` and ``-``."""
    return content.isdecimal() or _NUMERIC.fullmatch(content) is not None


def has_numbers(content: str) -> bool:
    """Whether content is numbers for the test ``is-numeric``, where it does not matter what a hyphen means."""
    return is_numeric(content.replace("\\-", "-") if "\\" in content else content)


def is_plural(variable: str, content: str) -> bool:
    """Whether a label for ``content`` is in the plural."""
    if variable.startswith("number-of-"):
        count = _COUNT.match(content)
        if count is not None and int(count[1].replace(",", "")) > 1:
            return True
    return is_many(content)


def is_many(content: str) -> bool:
    """Whether ``content`` is a range or a list."""
    return (
        not content.isalnum()
        and _MANY.search(content.replace("\\-", "").replace("\\–", "")) is not None
    )


def tidy_number(content: str, locale: Locale) -> str:
    """Return numeric content with the blanks and dashes that CSL asks for: ``2–3, 5 & 7``."""
    if content.isalnum():
        return content
    dash = locale.term("page-range-delimiter") or "–"

    def write(found: re.Match[str]) -> str:
        char = found[1]
        if char == ",":
            return ", "
        if char == "&":
            return f" {locale.term('and', 'symbol') or '&'} "
        # A dash that was typed is meant, and a hyphen between letters is not a range.
        return dash if char == "-" and content[found.start() - 1].isdecimal() else char

    return _SEPARATOR.sub(write, content.strip())


_LABELS: Final = {
    "bk.": "book", "ch.": "chapter", "chap.": "chapter", "col.": "column", "fig.": "figure", "fol.": "folio",
    "l.": "line", "ll.": "line", "n.": "note", "nn.": "note", "no.": "issue", "nos.": "issue", "op.": "opus",
    "p.": "page", "pp.": "page", "para.": "paragraph", "pt.": "part", "pts.": "part", "sec.": "section",
    "s.v.": "sub-verbo", "v.": "verse", "vv.": "verse", "vol.": "volume", "vols.": "volume",
}  # fmt: skip
_LABELLED: Final = lazily.pattern(
    rf"(?<!\w)({'|'.join(re.escape(label) for label in _LABELS)})\s+({_ONE}(?:\s*[-–—]\s*{_ONE})?)(?!\w)"
)


def names_its_label(content: str) -> bool:
    """Whether content begins with what it counts, as ``vol. 1, fol. 186`` does."""
    return _LABELLED.match(content) is not None


def _with_labels(content: str, locale: Locale) -> str:
    """Return content with the labels in it in the locale's words."""

    def write(found: re.Match[str]) -> str:
        number = tidy_number(found[2], locale)
        return f"{locale.term(_LABELS[found[1]], 'short', is_many(found[2]))} {number}"

    return _LABELLED.sub(write, content)


def render_number(content: str, form: str, locale: Locale, gender: str = "") -> str:
    """Return the content of a number variable in a form: ``numeric``, ``ordinal``, ``long-ordinal`` or ``roman``."""
    if content.isdecimal():
        # Nobody counts in numbers of ten digits; Python refuses those of thousands.
        if form not in _FORMS or len(content) > 9:
            return content
        return _FORMS[form](int(content), content, locale, gender)
    if not is_numeric(content):
        head, comma, rest = content.partition(",")
        if comma and is_numeric(head) and names_its_label(rest.strip()):
            return (
                f"{render_number(head, form, locale, gender)}, {_with_labels(rest.strip(), locale)}"
            )
        return content.replace("\\-", "-")
    tidy = tidy_number(content, locale)
    if form not in _FORMS:
        return tidy
    return re.sub(
        r"(?<!\w)\d{1,9}(?!\w)",
        lambda found: _FORMS[form](int(found[0]), found[0], locale, gender),
        tidy,
    )


def _ordinal(number: int, content: str, locale: Locale, gender: str) -> str:
    return content + locale.ordinal(number, gender)


def _long_ordinal(number: int, content: str, locale: Locale, gender: str) -> str:
    word = locale.long_ordinal(number, gender) if 0 < number <= 10 else ""
    return word or _ordinal(number, content, locale, gender)


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in small Roman numerals, any other in digits."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, symbol in _SYMBOLS:
        count, number = divmod(number, value)
        out += symbol * count
    return out


_FORMS: Final[dict[str, Callable[[int, str, Locale, str], str]]] = {
    "ordinal": _ordinal,
    "long-ordinal": _long_ordinal,
    "roman": lambda number, content, locale, gender: roman(number),
}

# --- Page ranges -----------------------------------------------------------------------------------------------

# A number may have a prefix, which ends in letters and the zeros after them: `N110`, `123N110`.
_RANGE: Final = lazily.pattern(
    r"""
    (?<!\w) (\d*[^\W\d_]+0*)? (\d+) \s*[-–—]\s* (\d*[^\W\d_]+0*)? (\d+) (?=ff?\b|\b)(?!\d)
    | (?<!\w) ([ivxlcdmIVXLCDM]+) \s*[-–—]\s* ([ivxlcdmIVXLCDM]+) (?!\w)
    """,
    re.VERBOSE,
)

_AMPERSAND: Final = lazily.pattern(rf"{BLANKS_BEFORE}&\s*")


def page_range(pages: str, format: str, delimiter: str, ampersand: str = "&") -> str:
    """Return pages with their ranges in a format of Appendix V.

    Args:
        pages: What the variable holds.
        format: A value of ``page-range-format``, or ``""`` to leave the numbers alone.
        delimiter: What stands in a range: the locale's ``page-range-delimiter``.
        ampersand: What stands for ``&``: the locale's symbol for "and".
    """
    if pages.isdecimal():
        return pages
    shorten = _RANGES.get(format)

    def write(found: re.Match[str]) -> str:
        before, first, again, last, low, high = found.groups("")
        if low:
            return f"{low}{delimiter}{high}"
        if before != again:
            return f"{before}{first}{'–' if '–' in found[0] else '-'}{again}{last}"
        if shorten is None:
            return f"{before}{first}{delimiter}{again}{last}"
        whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if _by_size(whole) < _by_size(first):
            return f"{before}{first}{delimiter}{again}{last}"
        shown = shorten(first, whole)
        # Only a range in full says the prefix again.
        return f"{before}{first}{delimiter}{again if format == 'expanded' else ''}{shown}"

    if "&" in pages:
        pages = _AMPERSAND.sub(f" {ampersand} ", pages)
    if "–" in pages and "-" in pages:
        # Beside a dash a hyphen is part of a number: `12-1–12-20`.
        pieces = re.split("([,&])", pages)
        pages = "".join(
            piece if "–" in piece and "-" in piece else _RANGE.sub(write, piece) for piece in pieces
        )
    else:
        pages = _RANGE.sub(write, pages)
    return pages.replace("\\-", "-").replace("\\–", "–")


def _by_size(digits: str) -> tuple[int, str]:
    """Return what orders numbers of any length by their size."""
    bare = digits.lstrip("0")
    return len(bare), bare


def _minimal(first: str, last: str, least: int) -> str:
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - least and first[same] == last[same]:
        same += 1
    return last[same:]


def _chicago(first: str, last: str, version: int) -> str:
    number = int(first[-9:])
    if len(first) != len(last) or number < 100 or number % 100 == 0:
        return last
    if number % 100 < 10:
        return _minimal(first, last, 1)
    if version == 15 and len(first) == 4 and len(_minimal(first, last, 2)) > 2:
        return last
    return _minimal(first, last, 2)


_RANGES: Final[dict[str, Callable[[str, str], str]]] = {
    "expanded": lambda first, last: last,
    "minimal": lambda first, last: _minimal(first, last, 1),
    "minimal-two": lambda first, last: _minimal(first, last, min(2, len(last))),
    "chicago": lambda first, last: _chicago(first, last, 15),
    "chicago-15": lambda first, last: _chicago(first, last, 15),
    "chicago-16": lambda first, last: _chicago(first, last, 16),
}
