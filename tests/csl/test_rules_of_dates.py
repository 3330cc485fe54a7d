"""Dates and numbers, one row a rule of CSL 1.0.2: "Date", "Date-part", "Date Ranges", "AD and BC", "Number"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reads = Callable[..., str]

DAY = {"issued": [2001, 2, 3]}
MONTH = {"issued": [2001, 2]}
YEAR = {"issued": [2001]}
FULL = (
    '<date variable="issued" delimiter=" ">'
    '<date-part name="day"/><date-part name="month"/><date-part name="year"/></date>'
)
GERMAN = {"language": "de-DE"}


def part(name: str, form: str = "", attributes: str = "") -> str:
    form = f'form="{form}"' if form else ""
    return f'<date variable="issued"><date-part name="{name}" {form} {attributes}/></date>'


def spanning(*ends: list[int]) -> dict[str, Any]:
    return {"issued": [*ends]}


# fmt: off
DATES: list[tuple[Any, ...]] = [
    # --- localized
    ("form text is the locale's date", '<date variable="issued" form="text"/>', DAY, "February 3, 2001"),
    ("form text of a month", '<date variable="issued" form="text"/>', MONTH, "February 2001"),
    ("form text of a year", '<date variable="issued" form="text"/>', YEAR, "2001"),
    ("form numeric is the locale's date", '<date variable="issued" form="numeric"/>', DAY, "02/03/2001"),
    ("form text in German", '<date variable="issued" form="text"/>', DAY, "3. Februar 2001", GERMAN),
    ("form numeric in German", '<date variable="issued" form="numeric"/>', DAY, "03.02.2001", GERMAN),
    ("date-parts year", '<date variable="issued" form="text" date-parts="year"/>', DAY, "2001"),
    ("date-parts year-month", '<date variable="issued" form="text" date-parts="year-month"/>', DAY, "February 2001"),
    ("date-parts year-month-day", '<date variable="issued" form="text" date-parts="year-month-day"/>', DAY,
     "February 3, 2001"),
    ("a style's date-part changes the form of the locale's",
     '<date variable="issued" form="text"><date-part name="month" form="short"/></date>', DAY, "Feb. 3, 2001"),
    ("a style's date-part does not change the affixes of the locale's",
     '<date variable="issued" form="text"><date-part name="day" prefix="("/></date>', DAY, "February 3, 2001"),
    ("a style's date-part may format a part of the locale's",
     '<date variable="issued" form="text"><date-part name="month" text-case="uppercase"/></date>', DAY,
     "FEBRUARY 3, 2001"),
    ("a style's locale may say how dates are written", '<date variable="issued" form="text"/>', DAY, "2001/2/3",
     {"rest": '<locale><date form="text" delimiter="/"><date-part name="year"/><date-part name="month" '
              'form="numeric"/><date-part name="day"/></date></locale>'}),
    # --- of the style's own
    ("parts in the style's order", FULL, DAY, "3 February 2001"),
    ("a part that is not there leaves no delimiter", FULL, MONTH, "February 2001"),
    ("affixes of a part stand with it alone",
     '<date variable="issued"><date-part name="year"/><date-part name="month" prefix=" (" suffix=")"/></date>', MONTH,
     "2001 (February)"),
    ("affixes of a part that is not there are not either",
     '<date variable="issued"><date-part name="year"/><date-part name="month" prefix=" (" suffix=")"/></date>', YEAR,
     "2001"),
    ("affixes of the date stand around it",
     '<date variable="issued" prefix="(" suffix=")"><date-part name="year"/></date>', DAY, "(2001)"),
    ("affixes of a date that is not there are not either",
     '<date variable="issued" prefix="(" suffix=")"><date-part name="year"/></date>', {}, "[CSL STYLE ERROR: reference with no printed form.]"),
    ("formatting of a part", part("year", "", 'font-weight="bold"'), DAY, "<b>2001</b>", {"format": "html"}),
    ("text-case of a month", part("month", "", 'text-case="lowercase"'), DAY, "february"),
    ("strip-periods of a month", part("month", "short", 'strip-periods="true"'), DAY, "Feb"),
    # --- forms
    ("day: numeric is the default", part("day"), DAY, "3"),
    ("day numeric", part("day", "numeric"), DAY, "3"),
    ("day numeric-leading-zeros", part("day", "numeric-leading-zeros"), DAY, "03"),
    ("day numeric-leading-zeros of two digits", part("day", "numeric-leading-zeros"), {"issued": [2001, 2, 13]}, "13"),
    ("day ordinal", part("day", "ordinal"), DAY, "3rd"),
    ("day ordinal in French is the first's alone", part("day", "ordinal"), DAY, "3", {"language": "fr-FR"}),
    ("day ordinal of the first in French", part("day", "ordinal"), {"issued": [2001, 2, 1]}, "1ᵉʳ",
     {"language": "fr-FR"}),
    ("limit-day-ordinals-to-day-1", part("day", "ordinal"), DAY, "3",
     {"rest": '<locale><style-options limit-day-ordinals-to-day-1="true"/></locale>'}),
    ("limit-day-ordinals-to-day-1 on the first", part("day", "ordinal"), {"issued": [2001, 2, 1]}, "1st",
     {"rest": '<locale><style-options limit-day-ordinals-to-day-1="true"/></locale>'}),
    ("month: long is the default", part("month"), DAY, "February"),
    ("month long", part("month", "long"), DAY, "February"),
    ("month short", part("month", "short"), DAY, "Feb."),
    ("month numeric", part("month", "numeric"), DAY, "2"),
    ("month numeric-leading-zeros", part("month", "numeric-leading-zeros"), DAY, "02"),
    ("month numeric-leading-zeros of two digits", part("month", "numeric-leading-zeros"), {"issued": [2001, 12]}, "12"),
    ("the twelfth month", part("month"), {"issued": [2001, 12]}, "December"),
    ("the first month", part("month"), {"issued": [2001, 1]}, "January"),
    ("year: long is the default", part("year"), DAY, "2001"),
    ("year short is two digits", part("year", "short"), DAY, "01"),
    ("year short of before the year 1000", part("year", "short"), {"issued": [999]}, "999"),
    ("year short of the year 1000", part("year", "short"), {"issued": [1000]}, "00"),
    # --- eras, seasons, uncertain and literal dates
    ("a year before Christ", part("year"), {"issued": [-44]}, "44 BC"),
    ("a year below 500", part("year"), {"issued": [499]}, "499 AD"),
    ("a year from 500 on", part("year"), {"issued": [500]}, "500"),
    ("a season stands in place of the month", FULL, {"issued": {"date-parts": [[2001]], "season": 1}}, "Spring 2001"),
    ("the second season", part("month"), {"issued": {"date-parts": [[2001]], "season": 2}}, "Summer"),
    ("the third season", part("month"), {"issued": {"date-parts": [[2001]], "season": "3"}}, "Autumn"),
    ("the fourth season", part("month"), {"issued": {"date-parts": [[2001]], "season": "winter"}}, "Winter"),
    ("a season does not stand beside a month", FULL, {"issued": {"date-parts": [[2001, 2]], "season": 1}},
     "February 2001"),
    ("a season stands in place of a month in numbers", FULL.replace('name="month"', 'name="month" form="numeric"'),
     {"issued": [2001, 21]}, "Spring 2001"),
    ("a season stands in place of a month in numbers with zeros", part("month", "numeric-leading-zeros"),
     {"issued": [2001, 22]}, "Summer"),
    ("the case of a month is that of the style's language", '<date variable="issued"><date-part name="month" '
     'text-case="title"/></date>', {"issued": [2001, 7], "language": "fr"}, "Thermidor",
     {"rest": '<locale><terms><term name="month-07">thermidor</term></terms></locale>'}),
    ("a month from 13 to 16 is a season", part("month"), {"issued": [2001, 13]}, "Spring"),
    ("a month from 17 to 20 is a season", part("month"), {"issued": [2001, 20]}, "Winter"),
    ("a month from 21 to 24 is a season", part("month"), {"issued": [2001, 24]}, "Winter"),
    ("a month of 25 is none", FULL, {"issued": [2001, 25]}, "2001"),
    ("a season has no day", FULL, {"issued": [2001, 21, 5]}, "Spring 2001"),
    ("a day of 31", FULL, {"issued": [2001, 1, 31]}, "31 January 2001"),
    ("a day of 32 is none", FULL, {"issued": [2001, 1, 32]}, "January 2001"),
    ("a day without a month is none", FULL, {"issued": [2001, 0, 5]}, "2001"),
    ("parts may be text", FULL, {"issued": {"date-parts": [["2001", "02", "03"]]}}, "3 February 2001"),
    ("a literal date stands as it is", FULL, {"issued": {"literal": "in the old days"}}, "in the old days"),
    ("a literal date is not shown where no year is", part("month"), {"issued": {"literal": "in the old days"}},
     "[CSL STYLE ERROR: reference with no printed form.]"),
    ("a date that is text", FULL, {"issued": "2001-02-03"}, "3 February 2001"),
    ("a date that is a number", FULL, {"issued": 2001}, "2001"),
    ("a date without a beginning is its end", FULL, spanning([0], [2001]), "2001"),
    ("a part that is true is none", FULL, {"issued": [2001, True]}, "2001"),
    ("a part that is a fraction is cut", FULL, {"issued": [2001, 2.0]}, "February 2001"),
    # --- raw
    ("raw: ISO 8601", FULL, {"issued": {"raw": "2001-02-03"}}, "3 February 2001"),
    ("raw: year and month", FULL, {"issued": {"raw": "2001-02"}}, "February 2001"),
    ("raw: a year", FULL, {"issued": {"raw": "2001"}}, "2001"),
    ("raw: with a time", FULL, {"issued": {"raw": "2001-02-03T10:00:00Z"}}, "3 February 2001"),
    ("raw: American", FULL, {"issued": {"raw": "2/3/2001"}}, "3 February 2001"),
    ("raw: month and year with a slash", FULL, {"issued": {"raw": "2/2001"}}, "February 2001"),
    ("raw: year first, with slashes", FULL, {"issued": {"raw": "2001/2/3"}}, "3 February 2001"),
    ("raw: in words", FULL, {"issued": {"raw": "February 3, 2001"}}, "3 February 2001"),
    ("raw: in words, day first", FULL, {"issued": {"raw": "3rd Feb. 2001"}}, "3 February 2001"),
    ("raw: a season in words", FULL, {"issued": {"raw": "Fall 2001"}}, "Autumn 2001"),
    ("raw: a range of ISO dates", FULL, {"issued": {"raw": "2001-02-03/2001-02-05"}}, "3–5 February 2001"),
    ("raw: an open range", FULL, {"issued": {"raw": "2001/.."}}, "2001–"),
    ("raw: before Christ", FULL, {"issued": {"raw": "-44"}}, "44 BC"),
    ("raw: what is not a date stays text", FULL, {"issued": {"raw": "forthcoming"}}, "forthcoming"),
    # --- ranges
    ("a range of years", FULL, spanning([2001], [2003]), "2001–2003"),
    ("a range of months of one year", FULL, spanning([2001, 2], [2001, 5]), "February–May 2001"),
    ("a range of days of one month", FULL, spanning([2001, 2, 3], [2001, 2, 5]), "3–5 February 2001"),
    ("a range of days of two months", FULL, spanning([2001, 2, 3], [2001, 5, 6]), "3 February–6 May 2001"),
    ("a range of days of two years", FULL, spanning([2001, 2, 3], [2003, 5, 6]), "3 February 2001–6 May 2003"),
    ("a range shows what the style shows", part("year"), spanning([2001, 2, 3], [2003, 5, 6]), "2001–2003"),
    ("a range within what the style shows is one date", part("year"), spanning([2001, 2], [2001, 5]), "2001"),
    ("a range of the same date is that date", FULL, spanning([2001, 2], [2001, 2]), "February 2001"),
    ("range-delimiter is that of the largest part that differs",
     '<date variable="issued" delimiter=" "><date-part name="day" range-delimiter=" d "/>'
     '<date-part name="month" range-delimiter=" m "/><date-part name="year" range-delimiter=" y "/></date>',
     spanning([2001, 2, 3], [2001, 5, 6]), "3 February m 6 May 2001"),
    ("range-delimiter of days",
     '<date variable="issued" delimiter=" "><date-part name="day" range-delimiter=" d "/>'
     '<date-part name="month" range-delimiter=" m "/><date-part name="year" range-delimiter=" y "/></date>',
     spanning([2001, 2, 3], [2001, 2, 6]), "3 d 6 February 2001"),
    ("range-delimiter of years",
     '<date variable="issued" delimiter=" "><date-part name="month" range-delimiter=" m "/>'
     '<date-part name="year" range-delimiter=" y "/></date>',
     spanning([2001, 2], [2003, 5]), "February 2001 y May 2003"),
    ("a range of a localized date", '<date variable="issued" form="text"/>', spanning([2001, 2, 3], [2001, 2, 5]),
     "February 3–5, 2001"),
    ("a range of years of a localized date", '<date variable="issued" form="text"/>',
     spanning([2001, 2, 3], [2003, 5, 6]), "February 3, 2001–May 6, 2003"),
    ("affixes stand outside of a range",
     '<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>', spanning([2001], [2003]),
     "(2001–2003)"),
]

NUMBERS: list[tuple[Any, ...]] = [
    ("numeric is the default", '<number variable="edition"/>', {"edition": "2"}, "2"),
    ("form numeric", '<number variable="edition" form="numeric"/>', {"edition": 2}, "2"),
    ("form ordinal", '<number variable="edition" form="ordinal"/>', {"edition": "2"}, "2nd"),
    ("form ordinal of 1", '<number variable="edition" form="ordinal"/>', {"edition": "1"}, "1st"),
    ("form ordinal of 3", '<number variable="edition" form="ordinal"/>', {"edition": "3"}, "3rd"),
    ("form ordinal of 4", '<number variable="edition" form="ordinal"/>', {"edition": "4"}, "4th"),
    ("form ordinal of 11", '<number variable="edition" form="ordinal"/>', {"edition": "11"}, "11th"),
    ("form ordinal of 12", '<number variable="edition" form="ordinal"/>', {"edition": "12"}, "12th"),
    ("form ordinal of 13", '<number variable="edition" form="ordinal"/>', {"edition": "13"}, "13th"),
    ("form ordinal of 21", '<number variable="edition" form="ordinal"/>', {"edition": "21"}, "21st"),
    ("form ordinal of 111", '<number variable="edition" form="ordinal"/>', {"edition": "111"}, "111th"),
    ("form ordinal of 122", '<number variable="edition" form="ordinal"/>', {"edition": "122"}, "122nd"),
    ("form ordinal in German", '<number variable="edition" form="ordinal"/>', {"edition": "2"}, "2.", GERMAN),
    ("form ordinal in French, by the gender of the noun", '<number variable="edition" form="ordinal"/>',
     {"edition": "1"}, "1ʳᵉ", {"language": "fr-FR"}),
    ("form ordinal in Spanish, by the gender of the noun", '<number variable="edition" form="ordinal"/>',
     {"edition": "2"}, "2.ª", {"language": "es-ES"}),
    ("form long-ordinal", '<number variable="edition" form="long-ordinal"/>', {"edition": "2"}, "second"),
    ("form long-ordinal of 1", '<number variable="edition" form="long-ordinal"/>', {"edition": "1"}, "first"),
    ("form long-ordinal of 10", '<number variable="edition" form="long-ordinal"/>', {"edition": "10"}, "tenth"),
    ("form long-ordinal is a word up to ten", '<number variable="edition" form="long-ordinal"/>', {"edition": "11"},
     "11th"),
    ("form long-ordinal of 0", '<number variable="edition" form="long-ordinal"/>', {"edition": "0"}, "0th"),
    ("form long-ordinal in German", '<number variable="edition" form="long-ordinal"/>', {"edition": "2"}, "zweiter",
     GERMAN),
    ("form roman", '<number variable="volume" form="roman"/>', {"volume": "14"}, "xiv"),
    ("form roman of 1", '<number variable="volume" form="roman"/>', {"volume": "1"}, "i"),
    ("form roman of 49", '<number variable="volume" form="roman"/>', {"volume": "49"}, "xlix"),
    ("form roman of 1994", '<number variable="volume" form="roman"/>', {"volume": "1994"}, "mcmxciv"),
    ("form roman of 888", '<number variable="volume" form="roman"/>', {"volume": "888"}, "dccclxxxviii"),
    ("form roman of 3999", '<number variable="volume" form="roman"/>', {"volume": "3999"}, "mmmcmxcix"),
    ("form roman of 4000 is in digits", '<number variable="volume" form="roman"/>', {"volume": "4000"}, "4000"),
    ("form roman of 0 is in digits", '<number variable="volume" form="roman"/>', {"volume": "0"}, "0"),
    ("form roman in capitals", '<number variable="volume" form="roman" text-case="uppercase"/>', {"volume": "14"},
     "XIV"),
    ("each number of a range", '<number variable="edition" form="ordinal"/>', {"edition": "2-3"}, "2nd–3rd"),
    ("each number of a list", '<number variable="edition" form="ordinal"/>', {"edition": "2,3 &4"},
     "2nd, 3rd & 4th"),
    ("numbers of a list with the blanks that CSL asks for", '<number variable="volume"/>', {"volume": "2,3&4 - 5"},
     "2, 3 & 4–5"),
    ("each number of a range in Roman numerals", '<number variable="volume" form="roman"/>', {"volume": "2-4"},
     "ii–iv"),
    ("a number with letters around it is not an ordinal", '<number variable="edition" form="ordinal"/>',
     {"edition": "2b"}, "2b"),
    ("what is not a number stands as it is", '<number variable="edition" form="ordinal"/>', {"edition": "Second revised"},
     "Second revised"),
    ("a number of nine digits is counted", '<number variable="volume" form="ordinal"/>', {"volume": "100000001"},
     "100000001st"),
    ("a number of ten digits is not", '<number variable="volume" form="ordinal"/>', {"volume": "1000000001"},
     "1000000001"),
    ("a number with the label of another in it", '<number variable="volume"/>', {"volume": "2, pt. 3"}, "2, pt. 3"),
    ("each number by itself, and its label in the language", '<number variable="volume" form="ordinal"/>',
     {"volume": "2, vol. 3"}, "2., Bd. 3", GERMAN),
    ("affixes and formatting", '<number variable="edition" prefix="(" suffix=")" font-style="italic"/>',
     {"edition": "2"}, "(<i>2</i>)", {"format": "html"}),
]

PAGES = '<text variable="page"/>'


def pages(format: str) -> dict[str, str]:
    return {"style": f'page-range-format="{format}"'}


PAGE_RANGES: list[tuple[Any, ...]] = [
    ("without a format the numbers stay", PAGES, {"page": "321-8"}, "321–8"),
    ("expanded: the second number in full", PAGES, {"page": "321-8"}, "321–328", pages("expanded")),
    ("expanded: what is in full stays", PAGES, {"page": "42-45"}, "42–45", pages("expanded")),
    ("expanded: from four digits", PAGES, {"page": "2787-816"}, "2787–2816", pages("expanded")),
    ("minimal: the digits that differ", PAGES, {"page": "321-328"}, "321–8", pages("minimal")),
    ("minimal: two digits", PAGES, {"page": "42-45"}, "42–5", pages("minimal")),
    ("minimal: three of four digits", PAGES, {"page": "2787-2816"}, "2787–816", pages("minimal")),
    ("minimal: one digit", PAGES, {"page": "3-8"}, "3–8", pages("minimal")),
    ("minimal: more digits than before", PAGES, {"page": "98-104"}, "98–104", pages("minimal")),
    ("minimal-two: two digits at least", PAGES, {"page": "321-328"}, "321–28", pages("minimal-two")),
    ("minimal-two: two digits of two", PAGES, {"page": "42-45"}, "42–45", pages("minimal-two")),
    ("minimal-two: one digit", PAGES, {"page": "3-8"}, "3–8", pages("minimal-two")),
    ("minimal-two: three digits that differ", PAGES, {"page": "2787-2816"}, "2787–816", pages("minimal-two")),
    *[
        (f"chicago: {given}", PAGES, {"page": given}, expected, pages("chicago"))
        for given, expected in (
            ("3-10", "3–10"), ("71-72", "71–72"), ("96-117", "96–117"), ("100-104", "100–104"),
            ("600-613", "600–613"), ("1100-1123", "1100–1123"), ("107-108", "107–8"), ("505-517", "505–17"),
            ("1002-1006", "1002–6"), ("321-325", "321–25"), ("415-532", "415–532"), ("11564-11568", "11564–68"),
            ("13792-13803", "13792–803"), ("1496-1504", "1496–1504"), ("2787-2816", "2787–2816"),
        )
    ],
    *[
        (f"chicago-16: {given}", PAGES, {"page": given}, expected, pages("chicago-16"))
        for given, expected in (
            ("3-10", "3–10"), ("92-113", "92–113"), ("100-104", "100–104"), ("108-109", "108–9"),
            ("321-325", "321–25"), ("415-532", "415–532"), ("1087-1089", "1087–89"), ("1496-1500", "1496–500"),
            ("11564-11615", "11564–615"), ("12991-13001", "12991–3001"),
        )
    ],
    ("chicago-15 is chicago", PAGES, {"page": "1496-1504"}, "1496–1504", pages("chicago-15")),
    ("each range of a list", PAGES, {"page": "321-328, 342-345"}, "321–8, 342–5", pages("minimal")),
    ("a page alone stays", PAGES, {"page": "321"}, "321", pages("minimal")),
    ("pages with the same prefix are a range", PAGES, {"page": "S321-S328"}, "S321–8", pages("minimal")),
    ("pages with the same prefix in full", PAGES, {"page": "S321-S328"}, "S321–S328", pages("expanded")),
    ("pages with other prefixes are none", PAGES, {"page": "A321-B328"}, "A321-B328", pages("minimal")),
    ("pages in Roman numerals stay in full", PAGES, {"page": "xii-xiv"}, "xii–xiv", pages("minimal")),
    ("a range that goes down stays", PAGES, {"page": "328-321"}, "328–321", pages("minimal")),
    ("the delimiter is the locale's", PAGES, {"page": "321-328"}, "321 to 8",
     {**pages("minimal"), "rest": '<locale><terms><term name="page-range-delimiter"> to </term></terms></locale>'}),
    ("an en dash or two hyphens are a range, too", PAGES, {"page": "321–328"}, "321–8", pages("minimal")),
    ("a number element, too", '<number variable="page"/>', {"page": "321-328"}, "321–8", pages("minimal")),
    ("a locator that is a page, too", '<text variable="locator"/>', {}, "321–8",
     {**pages("minimal"), "cite": {"locator": "321-328", "label": "page"}}),
    ("a locator that is not one is not", '<text variable="locator"/>', {}, "321–328",
     {**pages("minimal"), "cite": {"locator": "321-328", "label": "line"}}),
    ("an ampersand between pages is the locale's", PAGES, {"page": "3&5"}, "3 & 5"),
    ("an ampersand between pages in another language", PAGES, {"page": "3&5"}, "3 und 5",
     {"rest": '<locale><terms><term name="and" form="symbol">und</term></terms></locale>'}),
    ("page-first is the first page", '<text variable="page-first"/>', {"page": "321-328"}, "321"),
    ("page-first of a list", '<text variable="page-first"/>', {"page": "321, 328"}, "321"),
]
# fmt: on


def check(row: tuple[Any, ...], reads: Reads) -> None:
    _, layout, item, expected, *pieces = row
    assert reads(layout, item, **(pieces[0] if pieces else {})) == expected


@pytest.mark.parametrize("row", DATES, ids=lambda row: row[0])
def test_dates(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row[0])
def test_numbers(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", PAGE_RANGES, ids=lambda row: row[0])
def test_page_ranges(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)
