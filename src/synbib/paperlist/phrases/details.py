"""Volume, number, pages and date of a formatted reference.

Each form stands in a table, from the surest to the least sure, and is looked for once. What it finds is taken out of
the text, and leaves a `GAP`.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.paperlist.phrases.when import YEAR, When, find_year, read_date
from synbib.text.months import MONTH

__all__ = ["GAP", "take_details"]

# Where something was taken out of the text.
GAP: Final = "\x1f"

_PAGE: Final = r"(?:[A-Z]{0,3}\.?\d[\d.]{0,12}[A-Za-z]?)"
_TO: Final = r"\s*[-\u2010\u2011–—]{1,3}\s*"
_PAGES: Final = (
    rf"(?P<pages>\d{{1,5}}:\d{{1,5}}[-–]\d{{1,5}}:\d{{1,5}}|{_PAGE}{_TO}{_PAGE}|e?{_PAGE})"
)
_END: Final = r"(?=\s*(?:[.,;]?\s*(?:\Z|\x1f)|[,;(]))"
_RANGE: Final = rf"(?P<pages>{_PAGE}{_TO}{_PAGE})"
# The number of an article of a journal that has no pages: 107844, A46, e20240262, 130511J.
_ARTICLE: Final = rf"(?!{YEAR}\b)(?P<pages>[A-Za-z]{{1,5}}\d{{1,8}}|\d{{5,8}}[A-Z]?|[a-z]\d{{4}}[A-Z]{{2}}\d{{6}})"
_V: Final = r"(?P<volume>\d{1,5}|[IVXLC]{1,7})"
_N: Final = rf"(?!{YEAR}\))(?P<number>[\w.–-]{{1,12}}(?:\s[\w.]{{1,8}})?)"
_Y: Final = rf"(?P<year>{YEAR})[a-z]?"
_MON: Final = rf"(?P<month>{MONTH})\.?"

_SHORT_YEAR: Final = lazily.pattern(r"(?<=[^\W\d_])\s?['’‘`´]\s?\d\d(?![\d)])")  # OSDI '26
_YEAR: Final = lazily.pattern(rf"(?<![\w./:-]){_Y}(?![\w/:-]|\.\d)(?=\s*(?:[,.;:)(\x1f]|\Z))")
# From the surest to the least sure; each is looked for once.
_DETAILS: Final = tuple(
    lazily.pattern(form)
    for form in (
        # GB/T 7714: 2021, 35(9): 7583-7591
        rf"\b{_Y},\s*{_V}\s*(?:\({_N}\))?\s*:\s*{_PAGES}",
        rf"\b{_Y},\s*{_V}\s*\({_N}\)",
        # 2021: 7583-7591; a volume of that number has its year after it: 1730:465077, 2024
        rf"\b{_Y}\s*:\s*{_PAGES}(?![\w.–-])(?!\s*[,(]\s*\(?{YEAR}\b)",
        # Vancouver: 2020 Jan;12(3):1-9
        rf"""(?x)
        \b {_Y} (?: \s{_MON} (?: \s (?P<day> \d{{1,2}} ) )? )? ;
        \s* {_V} \s* (?: \({_N}\) )? \s* (?: :\s*{_PAGES} )? (?![\w])
        """,
        # Chicago, MLA: 34, no. 4 (2018): 968-998
        rf"""(?x)
        (?<![\w]) (?: vol\.\s* )? {_V} ,\s* no\.?\s* {_N} (?: ,?\s* \( (?: {_MON}\s* )? {_Y} \) )?
        \s* [:,] \s* (?! {YEAR}\b ) (?: pp\.\s* )? {_PAGES}
        """,
        # MLA: 596.7873 (2021): 583-589
        rf"(?<![\w.]){_V}\.(?P<number>\d[\d–-]{{0,9}})\s\({_Y}\)\s*:\s*{_PAGES}",
        rf"(?<![\w.]){_V}\s\({_Y}\)\s*:\s*{_PAGES}",
        # 33, 3–8 (2007)
        rf"(?<![\w]){_V}\s*(?:\({_N}\))?\s*[,:]\s*(?:pp?\.\s*)?{_PAGES}\s*\({_Y}\)",
        rf"(?<![\w]){_V}\s*\({_N}\)\s*[,:]\s*(?:pp?\.?\s*)?(?!{YEAR}{_END}){_PAGES}",
        rf"(?<![\w]){_V}\s?:\s?{_RANGE}",
        rf"(?<=[,\s]){_V}:{_PAGES}{_END}",
        rf"(?<=[,\s]){_V}\s?\({_N}\){_END}",
        r"(?i)(?<![\w])\(?p(?:p|ages?)?\.\s*" + _PAGES,
        r"(?i)(?<![\w])\(?pages?\s+" + _PAGES,
        r"(?i)(?<!\()\bvol(?:ume|\.)?\s*" + _V + r"(?:\s*\(" + _N + r"\))?(?:,\s*Part\s\d{1,2})?",
        r"(?i)\b(?:no|number|issue|num)\b\.?\s*(?P<number>\d[\w–-]{0,10})",
        r"\bNo\.\s(?P<number>[A-Za-z]{1,3}\d{2,6})(?=[.,]\s)",  # of a working paper
        # 131, 107844, 2024; 998, A46
        rf"(?<=[,\s])(?!{YEAR},)(?P<volume>\d{{1,4}}),\s{_ARTICLE}(?=[,\s]*(?:\Z|\x1f|\(?{YEAR}\b))",
        rf"(?<=[,\s])(?!{YEAR},)(?P<volume>\d{{1,4}}),\s{_RANGE}(?=[,\s]*(?:\Z|\x1f|\(?{YEAR}\b))",
        # Nature 638, 920 (2025); AI in Civil Engineering, 4, 11, 2025
        rf"""(?x)
        (?<= [\w.,] \s ) (?! {YEAR}, ) (?P<volume> \d{{1,4}} ) ,\s
        (?! {YEAR}\b ) (?P<pages> [A-Z]? \d{{2,4}} ) (?= [,\s]* (?: \Z | \x1f | \(?{YEAR}\b ) )
        """,
        # The number of an article alone, after what was taken out: Volume 505, 112904
        rf"(?:,|\x1f)\s*{_ARTICLE}(?=[,\s]*(?:\Z|\x1f|\(?{YEAR}\b))",
        r"""(?ix)
        \b (?P<edition> \d{1,2} (?: st | nd | rd | th ) | first | second | third | fourth | fifth )
        \s+ ed (?: ition | n | \. ) \.?
        """,
        r"(?i)\bch(?:apter|ap|\.)\.?\s*(?P<chapter>\d{1,3})",
        rf"\({_MON}(?:\s(?P<day>\d{{1,2}}),?)?\s*{_Y}\)",
        rf"\({_Y}(?:,?\s*{_MON}(?:\s(?P<day>\d{{1,2}}))?)?\)",
        rf"\b(?:(?P<day>\d{{1,2}})\s)?{_MON}(?:\s(?P<day2>\d{{1,2}}))?,?\s{_Y}",
        rf"\b{_Y},?\s{_MON}(?:\s(?P<day>\d{{1,2}}))?",
        rf"(?:,|\x1f|\A)\s*{_Y}\s*[,.;]?\s*(?=\x1f|\Z)",
        rf"""(?x)
        (?<![\w./:-]) {_Y} [.-] (?P<month> 0?[1-9] | 1[0-2] ) (?: [.-] (?P<day> \d{{1,2}} ) )? (?![\w.-])
        """,
        _YEAR.pattern,
        rf"(?<![\w])(?P<volume>\d{{1,4}}),\s*{_RANGE}",
        rf"(?:,\s*|\x1f\s*){_RANGE}(?=\s*(?:\.|,|\x1f|\(|\Z))",
        rf"\s{_RANGE}(?=\s*(?:\(|\x1f|\Z))",
        r"""(?x)
        (?: ,\s* | (?<!['’‘`´]) \s ) (?! (?:19|20)\d\d ) (?P<volume> \d{1,4} )
        (?= \s* (?: ,\s* )? (?: \.?\s*\Z | \x1f ) )
        """,
        rf"(?:,|\x1f)\s*{_MON}(?=\s*(?:,|\x1f|\.?\Z))",
    )
)

_DATE: Final = frozenset({"year", "month", "day", "day2"})


def take_details(text: str, fields: dict[str, str]) -> tuple[str, When | None]:
    """Take volume, number, pages, edition and date out of a text.

    Args:
        text: What stands after a title.
        fields: Where the details go, under the names of BibTeX's fields.

    Returns:
        The rest, with gaps, and the date.
    """
    date: dict[str, str] = {}
    for form in _DETAILS:
        match = form.search(text)
        if form is _YEAR:  # of a conference and of its proceedings, the year stands last
            match = next(reversed(list(form.finditer(text))), None)
        if match is None:
            continue
        said = {name: value for name, value in match.groupdict().items() if value}
        if (fields.keys() | date.keys()) & said.keys():
            continue  # a second volume is part of a name
        for name, value in said.items():
            if name in _DATE:
                date[name.removesuffix("2")] = value
            else:
                fields[name] = value
        text = f"{text[: match.start()]}{GAP}{text[match.end() :]}"
    if "year" not in date and (short := _SHORT_YEAR.search(text)):
        date["year"] = str(find_year(short[0]))
        text = f"{text[: short.start()]}{GAP}{text[short.end() :]}"
    if "pages" in fields:
        fields["pages"] = _pages(fields["pages"])
    return text, _when(date)


def _when(date: dict[str, str]) -> When | None:
    year, month = date.get("year", ""), date.get("month", "")
    day = date.get("day", "") if month else ""
    if month.isdigit():
        return read_date("-".join(filter(None, (year, month, day))))
    return read_date(f"{day} {month} {year}") or read_date(year)


def _pages(text: str) -> str:
    """Return pages as BibTeX has them, the second in full: 331–50 is 331--350."""
    first, *last = re.split(r"\s*[-\u2010\u2011–—]{1,3}\s*", text.rstrip("."), maxsplit=1)
    if not last:
        return first
    end = last[0]
    if first.isdigit() and end.isdigit() and len(end) < len(first):
        end = first[: len(first) - len(end)] + end
    return f"{first}--{end}"
