"""Citations, one row a rule of CSL 1.0.2.

Chapters: "Citation" (disambiguation, cite grouping, cite collapsing, note distance), "Sorting" and what names inherit
where a work is cited again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from synbib.csl import Cite
from synbib.csl.phases import Engine

Small = Callable[..., Engine]
Cited = Callable[..., list[str]]


def work(year: int, *authors: str, **more: Any) -> dict[str, Any]:
    return {"author": [*authors], "issued": [year], **more}


NAMES = '<names variable="author"><name form="short" and="symbol"/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
AUTHOR_DATE = f'<group delimiter=" ">{NAMES}{YEAR}</group>'
JUMPING = [
    work(2000, "Jane Roe"),
    work(1999, "John Doe"),
    work(2001, "Jane Roe"),
    work(2001, "Jane Roe"),
]
ROES = [work(year, "Jane Roe") for year in (2000, 2001, 2002)]
SAME_YEAR = [work(2000, "Jane Roe", title=str(i)) for i in range(1, 6)]
SUFFIX = 'disambiguate-add-year-suffix="true"'
GIVEN = 'disambiguate-add-givenname="true"'
MANY = 'et-al-min="3" et-al-use-first="1"'
NUMBER = '<text variable="citation-number" prefix="[" suffix="]"/>'
NUMBERED = [{"title": str(i)} for i in range(1, 8)]
SEMICOLON = {"layout_attributes": 'delimiter="; "'}

# fmt: off
# The rule, the layout, the items, the attributes of cs:citation, citations (each the keys of its cites), what they read.
GROUPED: list[tuple[Any, ...]] = [
    ("cites stand in their order, with the layout's delimiter", AUTHOR_DATE, JUMPING, "", ["1 2 3"],
     ["Roe 2000; Doe 1999; Roe 2001"]),
    ("prefix and suffix of the layout stand around all cites", AUTHOR_DATE, JUMPING, "", ["1 2"],
     ["(Roe 2000 / Doe 1999)"], {"layout_attributes": 'prefix="(" suffix=")" delimiter=" / "'}),
    ("cite-group-delimiter puts cites of the same names next to each other", AUTHOR_DATE, JUMPING,
     'cite-group-delimiter=", "', ["1 3 2"], ["Roe 2000, Roe 2001; Doe 1999"]),
    ("cites without names are no group", AUTHOR_DATE, [{"issued": [2000]}, {"issued": [2001]}], 'cite-group-delimiter=", "',
     ["1 2"], ["2000; 2001"]),
    ("cites without names are brought nowhere", AUTHOR_DATE, [{"issued": [2000]}, work(2000, "Jane Roe"), {"issued": [2001]}],
     'collapse="year"', ["1 2 3"], ["2000; Roe 2000, 2001"], {"sort": '<sort><key variable="issued"/></sort>'}),
    ("collapse year: what says nothing but its year follows as a collapsed year does", AUTHOR_DATE,
     [{"issued": [2000]}, {"issued": [2001]}], 'collapse="year"', ["1 2"], ["2000, 2001"]),
    ("collapse year: what says more than its year does not", '<text variable="title" suffix=" "/><date variable="issued" form="text"/>',
     [{"title": "A", "issued": [2000]}, {"title": "B", "issued": [2001]}], 'collapse="year"', ["1 2"], ["A 2000; B 2001"]),
    ("cites without names are a group where the year suffix tells them apart", AUTHOR_DATE,
     [{"issued": [2000]}, {"issued": [2000]}, {"issued": [2001]}],
     f'collapse="year-suffix" year-suffix-delimiter="," {SUFFIX}', ["1 2 3"], ["2000a,b, 2001"]),
    ("collapse year: a cite without its author is one of the author's", AUTHOR_DATE, ROES, 'collapse="year"',
     [[Cite("1"), Cite("2", suppress_author=True), Cite("3")]], ["Roe 2000, 2001, 2002"]),
    ("collapse year: a group may begin without its author", AUTHOR_DATE, ROES, 'collapse="year"',
     [[Cite("1", suppress_author=True), Cite("2"), Cite("3")]], ["2000, 2001, 2002"]),
    ("cite-group-delimiter: a cite without its author is one of the author's", AUTHOR_DATE, ROES,
     'cite-group-delimiter=", "', [[Cite("1"), Cite("2", suppress_author=True), Cite("3")]], ["Roe 2000, 2001, Roe 2002"]),
    ("collapse year: a cite that has the names alone vanishes", AUTHOR_DATE, [*ROES, {"author": ["Jane Roe"]}],
     'collapse="year"', ["1 4 3"], ["Roe 2000, 2002"]),
    ("collapse year: unless something is written after it", AUTHOR_DATE, [*ROES, {"author": ["Jane Roe"]}],
     'collapse="year"', [[Cite("1"), Cite("4", suffix="passim"), Cite("3")]], ["Roe 2000, Roe passim, 2002"]),
    ("collapse citation-number: three in a row are a range", NUMBER, NUMBERED, 'collapse="citation-number"',
     ["1 2 3 4 5 6 7", "1 2 3 5"], ["[1]–[7]", "[1]–[3]; [5]"]),
    ("collapse citation-number: two are not range", NUMBER, NUMBERED, 'collapse="citation-number"',
     ["1 2 3 4 5 6 7", "1 2 4"], ["[1]–[7]", "[1]; [2]; [4]"]),
    ("no collapse: each number stands for itself", NUMBER, NUMBERED, "", ["1 2 3"], ["[1]; [2]; [3]"]),
    ("collapse year: names stand once", AUTHOR_DATE, JUMPING, 'collapse="year"', ["1 3 2"],
     ["Roe 2000, 2001; Doe 1999"]),
    ("collapse year: with cite-group-delimiter", AUTHOR_DATE, JUMPING,
     'collapse="year" cite-group-delimiter="/"', ["1 3 2"], ["Roe 2000/2001; Doe 1999"]),
    ("collapse year: each year suffix with its year", AUTHOR_DATE, SAME_YEAR, f'collapse="year" {SUFFIX}',
     ["1 2 3 4 5", "1 2"], ["Roe 2000a, 2000b, 2000c, 2000d, 2000e", "Roe 2000a, 2000b"]),
    ("collapse year-suffix: the year stands once", AUTHOR_DATE, SAME_YEAR, f'collapse="year-suffix" {SUFFIX}',
     ["1 2 3 4 5", "1 2 4"], ["Roe 2000a; b; c; d; e", "Roe 2000a; b; d"]),
    ("collapse year-suffix: year-suffix-delimiter", AUTHOR_DATE, SAME_YEAR,
     f'collapse="year-suffix" year-suffix-delimiter="," {SUFFIX}', ["1 2 3 4 5", "1 2 4"],
     ["Roe 2000a,b,c,d,e", "Roe 2000a,b,d"]),
    ("collapse year-suffix: the delimiter is the group's", AUTHOR_DATE, SAME_YEAR,
     f'collapse="year-suffix" cite-group-delimiter="/" {SUFFIX}', ["1 2 3 4 5", "1 2 4"],
     ["Roe 2000a/b/c/d/e", "Roe 2000a/b/d"]),
    ("collapse year-suffix-ranged: three in a row are a range", AUTHOR_DATE, SAME_YEAR,
     f'collapse="year-suffix-ranged" year-suffix-delimiter="," {SUFFIX}', ["1 2 3 4 5", "1 2 3 5"],
     ["Roe 2000a–e", "Roe 2000a–c,e"]),
    ("collapse year-suffix-ranged: two are not range", AUTHOR_DATE, SAME_YEAR,
     f'collapse="year-suffix-ranged" year-suffix-delimiter="," {SUFFIX}', ["1 2 3 4 5", "1 2 4 5"],
     ["Roe 2000a–e", "Roe 2000a,b,d,e"]),
    ("after-collapse-delimiter stands after what is collapsed", AUTHOR_DATE, JUMPING,
     'collapse="year" after-collapse-delimiter=" | "', ["1 3 2"], ["Roe 2000, 2001 | Doe 1999"],
     {"layout_attributes": 'delimiter=", "'}),
    ("cite-group-delimiter stands within what is collapsed, whatever stands after it", AUTHOR_DATE, JUMPING,
     'collapse="year" cite-group-delimiter="/" after-collapse-delimiter=" | "', ["1 3 2"], ["Roe 2000/2001 | Doe 1999"],
     {"layout_attributes": 'delimiter=", "'}),
    ("collapse year-suffix: after-collapse-delimiter is not for a cite alone", AUTHOR_DATE, JUMPING,
     f'collapse="year-suffix" after-collapse-delimiter=" | " {SUFFIX}', ["2 1 3"], ["Doe 1999, Roe 2000, 2001"],
     {"layout_attributes": 'delimiter=", "'}),
]

DISAMBIGUATED: list[tuple[Any, ...]] = [
    ("without a rule cites read the same", AUTHOR_DATE, [work(2000, "Jane Roe"), work(2000, "John Roe")], "",
     ["1", "2"], ["Roe 2000", "Roe 2000"]),
    # --- names
    ("disambiguate-add-names: as many as are needed", AUTHOR_DATE,
     [work(2000, "Jane Roe", "Ann Doe", "Max Sue"), work(2000, "Jane Roe", "Bob Poe", "Max Sue")],
     f'disambiguate-add-names="true" {MANY}', ["1", "2"], ["Roe, Doe, et al. 2000", "Roe, Poe, et al. 2000"]),
    ("disambiguate-add-names: all, where the last tells them apart", AUTHOR_DATE,
     [work(2000, "Jane Roe", "Ann Doe", "Max Sue"), work(2000, "Jane Roe", "Ann Doe", "Bob Poe")],
     f'disambiguate-add-names="true" {MANY}', ["1", "2"], ["Roe, Doe, & Sue 2000", "Roe, Doe, & Poe 2000"]),
    ("disambiguate-add-names: none where they do not help", AUTHOR_DATE,
     [work(2000, "Jane Roe", "Ann Doe", "Max Sue"), work(2000, "Jane Roe", "Ann Doe", "Max Sue")],
     f'disambiguate-add-names="true" {MANY}', ["1", "2"], ["Roe et al. 2000", "Roe et al. 2000"]),
    ("disambiguate-add-names false", AUTHOR_DATE,
     [work(2000, "Jane Roe", "Ann Doe", "Max Sue"), work(2000, "Jane Roe", "Bob Poe", "Max Sue")],
     f'disambiguate-add-names="false" {MANY}', ["1", "2"], ["Roe et al. 2000", "Roe et al. 2000"]),
    # --- given names
    ("disambiguate-add-givenname", AUTHOR_DATE, [work(2000, "Jane Roe"), work(2000, "John Roe")], GIVEN,
     ["1", "2"], ["Jane Roe 2000", "John Roe 2000"]),
    ("disambiguate-add-givenname: initials where they are enough", AUTHOR_DATE,
     [work(2000, "Jane Roe"), work(2000, "Mary Roe")], f'{GIVEN} initialize-with=". "', ["1", "2"],
     ["J. Roe 2000", "M. Roe 2000"]),
    ("disambiguate-add-givenname: the whole name where initials are not", AUTHOR_DATE,
     [work(2000, "Jane Roe"), work(2000, "John Roe")], f'{GIVEN} initialize-with=". "', ["1", "2"],
     ["Jane Roe 2000", "John Roe 2000"]),
    ("by-cite: not where the cites differ already", AUTHOR_DATE, [work(2000, "Jane Roe"), work(2001, "John Roe")],
     f'{GIVEN} givenname-disambiguation-rule="by-cite"', ["1", "2"], ["Roe 2000", "Roe 2001"]),
    ("by-cite is the default", AUTHOR_DATE, [work(2000, "Jane Roe"), work(2001, "John Roe")], GIVEN,
     ["1", "2"], ["Roe 2000", "Roe 2001"]),
    ("by-cite: any name of the list", AUTHOR_DATE,
     [work(2000, "Ann Doe", "Jane Roe"), work(2000, "Ann Doe", "John Roe")],
     f'{GIVEN} givenname-disambiguation-rule="by-cite"', ["1", "2"], ["Doe & Jane Roe 2000", "Doe & John Roe 2000"]),
    ("all-names: all who share a family name", AUTHOR_DATE,
     [work(2000, "Ann Doe", "Jane Roe"), work(2001, "John Roe")],
     f'{GIVEN} givenname-disambiguation-rule="all-names"', ["1", "2"], ["Doe & Jane Roe 2000", "John Roe 2001"]),
    ("all-names-with-initials: initials", AUTHOR_DATE, [work(2000, "Ann Doe", "Jane Roe"), work(2001, "Mary Roe")],
     f'{GIVEN} givenname-disambiguation-rule="all-names-with-initials" initialize-with=". "', ["1", "2"],
     ["Doe & J. Roe 2000", "M. Roe 2001"]),
    ("all-names-with-initials: nothing where initials do not help", AUTHOR_DATE,
     [work(2000, "Ann Doe", "Jane Roe"), work(2001, "John Roe")],
     f'{GIVEN} givenname-disambiguation-rule="all-names-with-initials" initialize-with=". "', ["1", "2"],
     ["Doe & Roe 2000", "Roe 2001"]),
    ("primary-name: the first names alone", AUTHOR_DATE,
     [work(2000, "Jane Roe", "Ann Doe"), work(2001, "John Roe", "Max Doe")],
     f'{GIVEN} givenname-disambiguation-rule="primary-name"', ["1", "2"],
     ["Jane Roe & Doe 2000", "John Roe & Doe 2001"]),
    ("primary-name-with-initials", AUTHOR_DATE,
     [work(2000, "Jane Roe", "Ann Doe"), work(2001, "Mary Roe", "Max Doe")],
     f'{GIVEN} givenname-disambiguation-rule="primary-name-with-initials" initialize-with=". "', ["1", "2"],
     ["J. Roe & Doe 2000", "M. Roe & Doe 2001"]),
    # --- year suffixes
    ("disambiguate-add-year-suffix", AUTHOR_DATE, [work(2000, "Jane Roe"), work(2000, "Jane Roe")], SUFFIX,
     ["1", "2"], ["Roe 2000a", "Roe 2000b"]),
    ("year suffixes are given in the order of the bibliography", AUTHOR_DATE,
     [work(2000, "Jane Roe", title="B"), work(2000, "Jane Roe", title="A")], SUFFIX, ["1", "2"],
     ["Roe 2000b", "Roe 2000a"], {"sort": '<sort><key variable="title"/></sort>', "bibliography": ""}),
    ("the year suffix stands where the style says", f'<group delimiter=" ">{YEAR}{NAMES}<text variable="year-suffix"/></group>',
     [work(2000, "Jane Roe"), work(2000, "Jane Roe")], SUFFIX, ["1", "2"], ["2000 Roe a", "2000 Roe b"]),
    ("years that differ have no suffix", AUTHOR_DATE, [work(2000, "Jane Roe"), work(2001, "Jane Roe")], SUFFIX,
     ["1", "2"], ["Roe 2000", "Roe 2001"]),
    ("names come before given names, and those before suffixes", AUTHOR_DATE,
     [work(2000, "Jane Roe"), work(2000, "John Roe"), work(2000, "John Roe")], f"{GIVEN} {SUFFIX}", ["1", "2", "3"],
     ["Jane Roe 2000", "John Roe 2000a", "John Roe 2000b"]),
    ("the first date has the year suffix, whichever it is",
     f'{NAMES}<text value=" n.d., seen "/><date variable="accessed"><date-part name="year"/></date>',
     [{"author": ["Jane Roe"], "accessed": [2020]}, {"author": ["Jane Roe"], "accessed": [2020]}], SUFFIX, ["1", "2"],
     ["Roe n.d., seen 2020a", "Roe n.d., seen 2020b"]),
    ("a label has the year suffix", '<text variable="citation-label"/>',
     [work(2000, "Jane Roe"), work(2000, "Jane Roe")], SUFFIX, ["1", "2"], ["Roe00a", "Roe00b"]),
    ("when a work was looked up tells nothing apart",
     f'{AUTHOR_DATE}<date variable="accessed" form="numeric" prefix=" "/>',
     [work(2000, "Jane Roe", accessed=[2020]), work(2000, "Jane Roe", accessed=[2021])], SUFFIX, ["1", "2"],
     ["Roe 2000a 2020", "Roe 2000b 2021"]),
    ("citation numbers tell works apart", f'{NAMES}<text variable="citation-number" prefix=" "/>',
     [work(2000, "Jane Roe"), work(2000, "Jane Roe")], SUFFIX, ["1", "2"], ["Roe 1", "Roe 2"]),
    # --- condition
    ("disambiguate true", f'{NAMES}<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>',
     [work(2000, "Jane Roe", title="A"), work(2000, "Jane Roe", title="B"), work(2000, "Ann Doe", title="C")], "",
     ["1", "2", "3"], ["Roe, A", "Roe, B", "Doe"]),
]

PLACE = (
    '<choose><if position="ibid-with-locator"><text value="ibid@"/><text variable="locator"/></if>'
    '<else-if position="ibid"><text value="ibid"/></else-if>'
    '<else-if position="near-note"><text value="near"/></else-if>'
    '<else-if position="subsequent"><text value="again"/></else-if>'
    '<else><text value="first"/></else></choose>'
)
PAGE_1 = Cite("1", locator="1")
PAGE_2 = Cite("1", locator="2")
# The rule, the attributes of cs:citation, citations, in which note each stands, what they read.
POSITIONS: list[tuple[Any, ...]] = [
    ("first, then ibid", "", ["1", "1"], [1, 2], ["first", "ibid"]),
    ("another work between", "", ["1", "2", "1"], [1, 2, 3], ["first", "first", "near"]),
    ("ibid-with-locator: another page", "", [[PAGE_1], [PAGE_2]], [1, 2], ["first", "ibid@2"]),
    ("ibid: the same page", "", [[PAGE_1], [PAGE_1]], [1, 2], ["first", "ibid"]),
    ("ibid-with-locator: a page at last", "", ["1", [PAGE_1]], [1, 2], ["first", "ibid@1"]),
    ("no ibid: a page before, and none now", "", [[PAGE_1], "1"], [1, 2], ["first", "near"]),
    ("ibid within a citation", "", [["1", "1"]], [1], ["first; ibid"]),
    ("no ibid after a citation of two works", "", ["2 1", "1"], [1, 2], ["first; first", "near"]),
    ("near-note: five notes by default", "", ["1", "2", "1"], [1, 2, 6], ["first", "first", "near"]),
    ("subsequent: six notes are too far", "", ["1", "2", "1"], [1, 2, 7], ["first", "first", "again"]),
    ("near-note-distance", 'near-note-distance="1"', ["1", "2", "1"], [1, 2, 3], ["first", "first", "again"]),
    ("near-note-distance holds", 'near-note-distance="2"', ["1", "2", "1"], [1, 2, 3], ["first", "first", "near"]),
]

BY_NAME = '<sort><key variable="author"/></sort>'
# The rule, the sort, the items, the keys in order.
SORTED: list[tuple[Any, ...]] = [
    ("no sort: in the order of the items", "", [{"title": "B"}, {"title": "A"}], "1 2"),
    ("a variable", '<key variable="title"/>', [{"title": "B"}, {"title": "A"}], "2 1"),
    ("ascending", '<key variable="title" sort="ascending"/>', [{"title": "B"}, {"title": "A"}], "2 1"),
    ("descending", '<key variable="title" sort="descending"/>', [{"title": "A"}, {"title": "B"}], "2 1"),
    ("equals stay in their order", '<key variable="publisher"/>', [{"title": "B"}, {"title": "A"}], "1 2"),
    ("equals stay in their order where it is descending", '<key variable="publisher" sort="descending"/>',
     [{"title": "B", "publisher": "P"}, {"title": "A", "publisher": "P"}], "1 2"),
    ("a second key decides on equals", '<key variable="publisher"/><key variable="title"/>',
     [{"publisher": "P", "title": "B"}, {"publisher": "P", "title": "A"}, {"publisher": "O", "title": "C"}], "3 2 1"),
    ("what is not there comes last", '<key variable="title"/>', [{}, {"title": "A"}], "2 1"),
    ("what is not there comes last where it is descending, too", '<key variable="title" sort="descending"/>',
     [{}, {"title": "A"}], "2 1"),
    ("capitals do not count", '<key variable="title"/>', [{"title": "b"}, {"title": "C"}, {"title": "A"}], "3 1 2"),
    ("accents do not count", '<key variable="title"/>', [{"title": "Ez"}, {"title": "Éa"}, {"title": "F"}], "2 1 3"),
    ("numbers by their size", '<key variable="volume"/>', [{"volume": "10"}, {"volume": "9"}], "2 1"),
    ("dates", '<key variable="issued"/>', [{"issued": [2000, 5]}, {"issued": [2000, 2, 3]}, {"issued": [1999]}], "3 2 1"),
    ("years before Christ come first", '<key variable="issued"/>', [{"issued": [1]}, {"issued": [-44]}, {"issued": [-50]}],
     "3 2 1"),
    ("names: the family name counts", '<key variable="author"/>',
     [work(2000, "Ann Zoe"), work(2000, "Zoe Ann")], "2 1"),
    ("names: then the given name", '<key variable="author"/>', [work(2000, "John Roe"), work(2000, "Jane Roe")], "2 1"),
    ("names: then the second name", '<key variable="author"/>',
     [work(2000, "Jane Roe", "Max Sue"), work(2000, "Jane Roe", "Ann Doe"), work(2000, "Jane Roe")], "3 2 1"),
    ("names: demoted particles do not count", '<key variable="author"/>',
     [{"author": [{"family": "Gogh", "given": "V", "non-dropping-particle": "van"}]}, work(2000, "Ann Hill")], "1 2"),
    ("names: particles that are not demoted count", '<key variable="author"/>',
     [{"author": [{"family": "Gogh", "given": "V", "non-dropping-particle": "van"}]}, work(2000, "Ann Hill")], "2 1",
     {"style": 'demote-non-dropping-particle="never"'}),
    ("names: sort-only demotes", '<key variable="author"/>',
     [{"author": [{"family": "Gogh", "given": "V", "non-dropping-particle": "van"}]}, work(2000, "Ann Hill")], "1 2",
     {"style": 'demote-non-dropping-particle="sort-only"'}),
    ("a macro", '<key macro="m"/>', [{"title": "B"}, {"title": "A"}], "2 1",
     {"rest": '<macro name="m"><text variable="title"/></macro>'}),
    ("a macro of names: family names first", '<key macro="m"/>', [work(2000, "Ann Zoe"), work(2000, "Zoe Ann")], "2 1",
     {"rest": '<macro name="m"><names variable="author"/></macro>'}),
    ("a macro of a date: by the date", '<key macro="m"/>', [{"issued": [2000, 10]}, {"issued": [2000, 9]}], "2 1",
     {"rest": '<macro name="m"><date variable="issued" form="text"/></macro>'}),
    ("a macro of a date: as far as it is shown", '<key macro="m"/>', [{"issued": [2000, 10]}, {"issued": [2000, 9]}], "1 2",
     {"rest": '<macro name="m"><date variable="issued"><date-part name="year"/></date></macro>'}),
    ("a macro of a date or of words in its place: words come after all dates", '<key macro="m"/>', [{}, {"issued": [2000]}],
     "2 1", {"rest": '<macro name="m"><choose><if variable="issued"><date variable="issued" form="text"/></if>'
                     '<else><text term="no date"/></else></choose></macro>'}),
    ("a macro of a number: by its size", '<key macro="m"/>', [{"volume": "10"}, {"volume": "9"}], "2 1",
     {"rest": '<macro name="m"><number variable="volume"/></macro>'}),
    ("a macro of text that is a number: by its size", '<key macro="m"/>', [{"volume": "10"}, {"volume": "9"}], "2 1",
     {"rest": '<macro name="m"><text variable="volume"/></macro>'}),
    ("a macro of a label and a number: the label does not count", '<key macro="m"/>',
     [{"volume": "10"}, {"volume": "9"}], "2 1",
     {"rest": '<macro name="m"><label variable="volume"/><number variable="volume"/></macro>'}),
    ("a macro of a date that is text: by the text", '<key macro="m"/>',
     [{"issued": {"literal": "B"}}, {"issued": {"literal": "A"}}], "2 1",
     {"rest": '<macro name="m"><date variable="issued" form="text"/></macro>'}),
    ("a macro of a range of dates: by the first", '<key macro="m"/>',
     [{"issued": [[2001], [2002]]}, {"issued": [[2000], [2009]]}], "2 1",
     {"rest": '<macro name="m"><date variable="issued" form="text"/></macro>'}),
    ("a macro of how many names", '<key macro="m"/>',
     [work(2000, *["Jane Roe"] * 10), work(2000, *["Jane Roe"] * 9)], "2 1",
     {"rest": '<macro name="m"><names variable="author"><name form="count"/></names></macro>'}),
    ("names-min and names-use-first: names after those do not count",
     '<key macro="m" names-min="2" names-use-first="1"/><key variable="issued"/>',
     [work(2001, "Jane Roe", "Ann Doe"), work(2000, "Jane Roe", "Max Sue")], "2 1",
     {"rest": '<macro name="m"><names variable="author"/></macro>'}),
    ("without names-min all names count", '<key macro="m"/><key variable="issued"/>',
     [work(2001, "Jane Roe", "Ann Doe"), work(2000, "Jane Roe", "Max Sue")], "1 2",
     {"rest": '<macro name="m"><names variable="author"/></macro>'}),
    ("names-use-last: the last name counts",
     '<key macro="m" names-min="3" names-use-first="1" names-use-last="true"/>',
     [work(2000, "Jane Roe", "Ann Doe", "Max Sue"), work(2000, "Jane Roe", "Bob Foe", "Max Poe")], "2 1",
     {"rest": '<macro name="m"><names variable="author"/></macro>'}),
]
# fmt: on


def check(row: Sequence[Any], small: Small, cited: Cited) -> None:
    _, layout, items, citation, citations, expected, *pieces = row
    engine = small(layout, *items, citation=citation, **(SEMICOLON | (pieces[0] if pieces else {})))
    assert cited(engine, *citations) == expected


@pytest.mark.parametrize("row", GROUPED, ids=lambda row: row[0])
def test_cites_are_grouped_and_collapsed(row: Sequence[Any], small: Small, cited: Cited) -> None:
    check(row, small, cited)


@pytest.mark.parametrize("row", DISAMBIGUATED, ids=lambda row: row[0])
def test_cites_are_told_apart(row: Sequence[Any], small: Small, cited: Cited) -> None:
    check(row, small, cited)


@pytest.mark.parametrize("row", POSITIONS, ids=lambda row: row[0])
def test_positions(row: Sequence[Any], small: Small, cited: Cited) -> None:
    _, citation, citations, notes, expected = row
    items = [{"title": "A"}, {"title": "B"}]
    engine = small(PLACE, *items, citation=citation, style='class="note"', **SEMICOLON)
    assert cited(engine, *citations, notes=notes) == expected


@pytest.mark.parametrize("row", SORTED, ids=lambda row: row[0])
def test_the_order_of_references(row: Sequence[Any], small: Small) -> None:
    _, keys, items, expected, *pieces = row
    more = {"sort": f"<sort>{keys}</sort>" if keys else "", **(pieces[0] if pieces else {})}
    engine = small('<text value="x"/>', *items, bibliography="", **more)
    assert [key for key, _ in engine.bibliography([])] == expected.split()


@pytest.mark.parametrize("row", SORTED, ids=lambda row: row[0])
def test_the_order_of_cites(row: Sequence[Any], small: Small, cited: Cited) -> None:
    _, keys, items, expected, *pieces = row
    more = {"sort": f"<sort>{keys}</sort>" if keys else "", **(pieces[0] if pieces else {})}
    named = [{**item, "note": str(number)} for number, item in enumerate(items, 1)]
    attributes = 'delimiter=" "'
    engine = small('<text variable="note"/>', *named, layout_attributes=attributes, **more)
    everything = " ".join(str(number) for number in range(1, len(items) + 1))
    assert cited(engine, everything) == [expected]


def test_after_z_comes_aa(small: Small, cited: Cited) -> None:
    works = [work(2000, "Jane Roe", title=str(number)) for number in range(28)]
    everything = [str(number) for number in range(1, 29)]
    read = cited(small(YEAR, *works, citation=SUFFIX), *everything)
    assert read[25:] == ["2000z", "2000aa", "2000ab"]


def test_where_a_work_is_cited_again_et_al_may_be_another(small: Small, cited: Cited) -> None:
    attributes = (
        'et-al-min="4" et-al-use-first="2" et-al-subsequent-min="3" et-al-subsequent-use-first="1"'
    )
    layout = '<names variable="author"><name form="short"/></names>'
    engine = small(layout, work(2000, "Jane Roe", "Ann Doe", "Max Sue"), citation=attributes)
    assert cited(engine, "1", "1") == ["Roe, Doe, Sue", "Roe et al."]


def test_the_number_of_the_note_of_the_first_cite(small: Small, cited: Cited) -> None:
    layout = '<text variable="title"/><text variable="first-reference-note-number" prefix=", n. "/>'
    engine = small(layout, {"title": "A"}, {"title": "B"}, style='class="note"')
    assert cited(engine, "1", "2", "1", notes=[3, 4, 5]) == ["A", "B", "A, n. 3"]


def test_citation_numbers_follow_the_order_of_citing(small: Small, cited: Cited) -> None:
    engine = small(NUMBER, *NUMBERED[:3])
    assert cited(engine, "2", "3 1", "2") == ["[1]", "[2][3]", "[1]"]


def test_citation_numbers_follow_the_order_of_the_bibliography(small: Small, cited: Cited) -> None:
    sort = '<sort><key variable="title"/></sort>'
    engine = small(NUMBER, {"title": "B"}, {"title": "A"}, bibliography="", sort=sort)
    assert cited(engine, "1", "2") == ["[2]", "[1]"]
