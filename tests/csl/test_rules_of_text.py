"""Text, labels, groups, conditions and terms, one row a rule of CSL 1.0.2.

Chapters: "Text", "Label", "Group", "Choose", "Terms", "Locale", "Ordinal Suffixes".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reads = Callable[..., str]

NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
BOOK = {"title": "Book", "publisher": "Press"}


def terms(inside: str, language: str = "") -> dict[str, str]:
    language = f'xml:lang="{language}"' if language else ""
    return {"rest": f"<locale {language}><terms>{inside}</terms></locale>"}


def at(locator: str, label: str = "page") -> dict[str, Any]:
    return {"cite": {"locator": locator, "label": label}}


def when(test: str, match: str = "") -> str:
    """Return a choice that shows ``yes`` where a test holds, else ``no``."""
    match = f'match="{match}"' if match else ""
    return f'<choose><if {test} {match}><text value="yes"/></if><else><text value="no"/></else></choose>'


def ordinal(number: int | str, variable: str = "edition") -> tuple[str, dict[str, str]]:
    return f'<number variable="{variable}" form="ordinal"/>', {variable: str(number)}


SUFFIXES = '<term name="ordinal">th</term><term name="ordinal-01">st</term><term name="ordinal-11">leventh</term>'

# fmt: off
TEXT: list[tuple[Any, ...]] = [
    ("a variable", '<text variable="title"/>', BOOK, "Book"),
    ("a variable that is not there shows nothing", '<text variable="title"/>', {"publisher": "Press"}, NOTHING),
    ("the short form of the title", '<text variable="title" form="short"/>',
     {"title": "Book", "title-short": "B."}, "B."),
    ("the short form falls back to the long one", '<text variable="title" form="short"/>', BOOK, "Book"),
    ("the short form of the container's title", '<text variable="container-title" form="short"/>',
     {"container-title": "Journal", "container-title-short": "J."}, "J."),
    ("the short form by what CSL-JSON called it before", '<text variable="container-title" form="short"/>',
     {"container-title": "Journal", "journalAbbreviation": "J."}, "J."),
    ("shortTitle is title-short", '<text variable="title-short"/>', {"shortTitle": "B."}, "B."),
    ("event is event-title", '<text variable="event-title"/>', {"event": "Workshop"}, "Workshop"),
    ("a short title does not fall back", '<text variable="title-short"/>', BOOK, NOTHING),
    ("a value", '<text value="Hello"/>', {}, "Hello"),
    ("a macro", '<text macro="m"/>', BOOK, "Book", {"rest": '<macro name="m"><text variable="title"/></macro>'}),
    ("a macro with affixes", '<text macro="m" prefix="[" suffix="]"/>', BOOK, "[Book]",
     {"rest": '<macro name="m"><text variable="title"/></macro>'}),
    ("a macro that shows nothing has no affixes", '<text macro="m" prefix="[" suffix="]"/>', {}, NOTHING,
     {"rest": '<macro name="m"><text variable="title"/></macro>'}),
    ("the elements of a macro stand together", '<text macro="m"/>', BOOK, "BookPress",
     {"rest": '<macro name="m"><text variable="title"/><text variable="publisher"/></macro>'}),
    ("a term", '<text term="edition"/>', {}, "edition"),
    ("a term in the plural", '<text term="edition" plural="true"/>', {}, "editions"),
    ("a term in its short form", '<text term="edition" form="short"/>', {}, "ed."),
    ("a term in its short form without periods", '<text term="edition" form="short" strip-periods="true"/>', {}, "ed"),
    ("a term as a symbol", '<text term="section" form="symbol"/>', {}, "§"),
    ("a term in another language", '<text term="edition"/>', {}, "Auflage", {"language": "de-DE"}),
    ("the apostrophe of a term", '<text term="from"/>', {}, "l’adresse", terms('<term name="from">l\'adresse</term>')),
    ("a term that nobody knows shows nothing", '<text term="nonsense"/>', {}, NOTHING),
    ("a number as text", '<text variable="volume"/>', {"volume": 7}, "7"),
    ("the citation number", '<text variable="citation-number"/>', {}, "1"),
    ("the locator", '<text variable="locator"/>', {}, "12", at("12")),
    ("the locator is shown once", '<text variable="locator" prefix=": "/><text variable="locator" prefix=" "/>', {}, ": 12",
     at("12")),
    ("a group that says the locator again vanishes",
     '<number variable="locator"/><group><text value=" at "/><number variable="locator"/></group>', {}, "12", at("12")),
    ("a locator that was shown has its label, and is there for tests",
     '<text variable="locator"/><choose><if variable="locator"><label variable="locator" prefix=" "/></if></choose>', {},
     "12 page", at("12")),
    ("the citation label of one author", '<text variable="citation-label"/>',
     {"author": ["Jane Roebuck"], "issued": [1999]}, "Roeb99"),
    ("the citation label of two authors", '<text variable="citation-label"/>',
     {"author": ["Jane Roe", "John Doe"], "issued": [2005]}, "RoDo05"),
    ("the citation label of three authors", '<text variable="citation-label"/>',
     {"author": ["Jane Roe", "John Doe", "Mary Sue"], "issued": [2005]}, "RoDS05"),
    ("the citation label of one who is not an author", '<text variable="citation-label"/>',
     {"director": ["Clara Wieck"], "issued": [1846]}, "Wiec46"),
    ("the citation label of an institution", '<text variable="citation-label"/>',
     {"author": [{"literal": "The MLA Style Center"}], "issued": [2018]}, "Mlas18"),
    ("the citation label of a name in other letters", '<text variable="citation-label"/>',
     {"author": [{"literal": "语言研究所"}], "title": "Words of China", "issued": [2012]}, "Word12"),
    ("the citation label of a year before Christ", '<text variable="citation-label"/>',
     {"author": [{"literal": "Cicero"}], "issued": [-55]}, "Cice55"),
    ("the citation label of the data", '<text variable="citation-label"/>', {"citation-label": "own"}, "own"),
]

LABELS: list[tuple[Any, ...]] = [
    ("one page", '<label variable="page"/>', {"page": "12"}, "page"),
    ("pages", '<label variable="page"/>', {"page": "12-14"}, "pages"),
    ("a list of pages", '<label variable="page"/>', {"page": "12, 14"}, "pages"),
    ("a comma in a number makes no list", '<label variable="number"/>', {"number": "US 1,234,567"}, "number"),
    ("the number of a case is no range", '<label variable="number"/> <number variable="number"/>',
     {"type": "legal_case", "number": "12-345"}, "number12-345"),
    ("numbers with commas in them are a list", '<label variable="number"/>', {"number": "1,234,567, 1,234,568"}, "numbers"),
    ("a comma in a number has no blank after it", '<number variable="number"/>', {"number": "1,234,567"}, "1,234,567"),
    ("a comma between numbers has one", '<number variable="volume"/>', {"volume": "12,14"}, "12, 14"),
    ("a number of more than a thousand is in the plural", '<label variable="number-of-pages"/>',
     {"number-of-pages": "1,001"}, "pages"),
    ("two pages with an ampersand", '<label variable="page"/>', {"page": "12 & 14"}, "pages"),
    ("short", '<label variable="page" form="short"/>', {"page": "12"}, "p."),
    ("short, in the plural", '<label variable="page" form="short"/>', {"page": "12-14"}, "pp."),
    ("without periods", '<label variable="page" form="short" strip-periods="true"/>', {"page": "12"}, "p"),
    ("always in the plural", '<label variable="page" plural="always"/>', {"page": "12"}, "pages"),
    ("never in the plural", '<label variable="page" plural="never"/>', {"page": "12-14"}, "page"),
    ("contextual is the default", '<label variable="page" plural="contextual"/>', {"page": "12-14"}, "pages"),
    ("none without what it labels", '<label variable="page"/>', {}, NOTHING),
    ("what is not numeric is in the singular", '<label variable="volume"/>', {"volume": "special"}, "volume"),
    ("a hyphen with a backslash is not a range", '<label variable="page"/>', {"page": r"12\-14"}, "page"),
    ("a number of things is in the plural", '<label variable="number-of-volumes"/>', {"number-of-volumes": "3"},
     "volumes"),
    ("a number of one thing is not", '<label variable="number-of-volumes"/>', {"number-of-volumes": "1"}, "volume"),
    ("a locator's label is of its kind", '<label variable="locator"/>', {}, "chapter", at("3", "chapter")),
    ("a locator's label in the plural", '<label variable="locator"/>', {}, "chapters", at("3-4", "chapter")),
    ("a locator without a kind is a page", '<label variable="locator"/>', {}, "page", at("3", "")),
    ("a locator that says what it counts has no label", '<label variable="locator" suffix=" "/><text variable="locator"/>',
     {}, "vol. 3", at("vol. 3")),
    ("as a symbol", '<label variable="locator" form="symbol"/>', {}, "§", at("3", "section")),
    ("text-case", '<label variable="page" text-case="capitalize-first"/>', {"page": "12"}, "Page"),
]

GROUPS: list[tuple[Any, ...]] = [
    ("a delimiter between its elements", '<group delimiter=", "><text variable="title"/><text variable="publisher"/></group>',
     BOOK, "Book, Press"),
    ("no delimiter around what is not there",
     '<group delimiter=", "><text variable="title"/><text variable="volume"/><text variable="publisher"/></group>', BOOK,
     "Book, Press"),
    ("affixes around it", '<group prefix="(" suffix=")"><text variable="title"/></group>', BOOK, "(Book)"),
    ("none of its variables is there: it shows nothing",
     '<text variable="title"/><group prefix=" (" suffix=")"><text value="vol. "/><text variable="volume"/></group>', BOOK,
     "Book"),
    ("one of its variables is there: it shows all", '<group><text value="by "/><text variable="publisher"/>'
     '<text variable="volume"/></group>', BOOK, "by Press"),
    ("a group without variables is shown", '<group delimiter=" "><text value="in"/><text term="edition"/></group>', {},
     "in edition"),
    ("names that are not there count", '<text variable="title"/><group><text value=" by "/><names variable="author"/></group>',
     BOOK, "Book"),
    ("a date that is not there counts",
     '<text variable="title"/><group><text value=" in "/><date variable="issued" form="text"/></group>', BOOK, "Book"),
    ("a number that is not there counts",
     '<text variable="title"/><group><text value=" no. "/><number variable="volume"/></group>', BOOK, "Book"),
    ("a group within a group that shows nothing counts for the outer one",
     '<text variable="title"/><group><text value=" x "/><group><text value="y"/><text variable="volume"/></group></group>',
     BOOK, "Book"),
    ("a group within a group has its own delimiter",
     '<group delimiter="; "><group delimiter=", "><text variable="title"/><text variable="publisher"/></group>'
     '<text value="x"/></group>', BOOK, "Book, Press; x"),
    ("a macro counts as what is in it",
     '<text variable="title"/><group><text value=" vol. "/><text macro="m"/></group>', BOOK, "Book",
     {"rest": '<macro name="m"><text variable="volume"/></macro>'}),
    ("formatting is for the whole", '<group font-style="italic" delimiter=", "><text variable="title"/>'
     '<text variable="publisher"/></group>', BOOK, "<i>Book, Press</i>", {"format": "html"}),
]

CHOOSE: list[tuple[Any, ...]] = [
    ("the first branch that holds", '<choose><if variable="volume"><text value="1"/></if><else-if variable="title">'
     '<text value="2"/></else-if><else-if variable="publisher"><text value="3"/></else-if></choose>', BOOK, "2"),
    ("none holds, and there is no else", '<choose><if variable="volume"><text value="1"/></if></choose>', BOOK, NOTHING),
    ("else", when('variable="volume"'), BOOK, "no"),
    ("a delimiter reaches into a branch", '<group delimiter=", "><choose><if variable="title"><text variable="title"/>'
     '<text variable="publisher"/></if></choose></group>', BOOK, "Book, Press"),
    ("variable", when('variable="title"'), BOOK, "yes"),
    ("variable: names", when('variable="author"'), {"author": ["Jane Roe"]}, "yes"),
    ("variable: names that are not there", when('variable="author"'), {"author": []}, "no"),
    ("variable: a date", when('variable="issued"'), {"issued": [2000]}, "yes"),
    ("variable: a date that is not there", when('variable="issued"'), {}, "no"),
    ("variable: the locator", when('variable="locator"'), {}, "yes", at("12")),
    ("variable: no locator", when('variable="locator"'), {}, "no"),
    ("match all is the default", when('variable="title volume"'), BOOK, "no"),
    ("match all holds", when('variable="title publisher"', "all"), BOOK, "yes"),
    ("match any", when('variable="title volume"', "any"), BOOK, "yes"),
    ("match any of none", when('variable="issue volume"', "any"), BOOK, "no"),
    ("match none", when('variable="issue volume"', "none"), BOOK, "yes"),
    ("match none where one is there", when('variable="issue title"', "none"), BOOK, "no"),
    ("match is over all tests", when('variable="title" type="chapter"'), BOOK, "no"),
    ("match any over all tests", when('variable="title" type="chapter"', "any"), BOOK, "yes"),
    ("type", when('type="book"'), BOOK, "yes"),
    ("type: another", when('type="chapter"'), BOOK, "no"),
    ("type: one of several", when('type="chapter book"', "any"), BOOK, "yes"),
    ("types are alternatives without a match", when('type="chapter book"'), BOOK, "yes"),
    ("types are alternatives where all has to match", when('type="chapter book" variable="title"', "all"), BOOK, "yes"),
    ("the other tests have to hold all the same", when('type="chapter book" variable="volume"'), BOOK, "no"),
    ("none of several types", when('type="chapter book"', "none"), BOOK, "no"),
    ("is-numeric", when('is-numeric="volume"'), {"volume": "12"}, "yes"),
    ("is-numeric: with letters around it", when('is-numeric="volume"'), {"volume": "D2b"}, "yes"),
    ("is-numeric: a range", when('is-numeric="volume"'), {"volume": "2-4"}, "yes"),
    ("is-numeric: a list", when('is-numeric="volume"'), {"volume": "2, 4 & 6"}, "yes"),
    ("is-numeric: a hyphen that is meant", when('is-numeric="number"'), {"number": "12\\-345"}, "yes"),
    ("is-numeric: words", when('is-numeric="edition"'), {"edition": "second"}, "no"),
    ("is-numeric: a number and words", when('is-numeric="edition"'), {"edition": "2nd edition"}, "no"),
    ("is-numeric: not there", when('is-numeric="volume"'), {}, "no"),
    ("is-uncertain-date", when('is-uncertain-date="issued"'), {"issued": {"date-parts": [[2000]], "circa": True}}, "yes"),
    ("is-uncertain-date: a sure one", when('is-uncertain-date="issued"'), {"issued": [2000]}, "no"),
    ("is-uncertain-date: not there", when('is-uncertain-date="issued"'), {}, "no"),
    ("is-uncertain-date: circa in words", when('is-uncertain-date="issued"'), {"issued": {"raw": "ca. 2000"}}, "yes"),
    ("is-uncertain-date: a question mark", when('is-uncertain-date="issued"'), {"issued": {"raw": "2000?"}}, "yes"),
    ("is-uncertain-date: circa as a number", when('is-uncertain-date="issued"'),
     {"issued": {"date-parts": [[2000]], "circa": 1}}, "yes"),
    ("is-uncertain-date: circa is false", when('is-uncertain-date="issued"'),
     {"issued": {"date-parts": [[2000]], "circa": "false"}}, "no"),
    ("locator", when('locator="chapter"'), {}, "yes", at("3", "chapter")),
    ("locator: another kind", when('locator="chapter"'), {}, "no", at("3", "page")),
    ("locator: none is there", when('locator="page"'), {}, "no"),
    ("locator: sub verbo", when('locator="sub-verbo"'), {}, "yes", at("word", "sub-verbo")),
    ("disambiguate: nothing to tell apart", when('disambiguate="true"'), BOOK, "no"),
    ("position: the first time", when('position="first"'), BOOK, "yes"),
    ("position: not subsequent at first", when('position="subsequent"'), BOOK, "no"),
    ("position: not ibid at first", when('position="ibid"'), BOOK, "no"),
    ("position: not near at first", when('position="near-note"'), BOOK, "no"),
]

TERMS: list[tuple[Any, ...]] = [
    ("a style's term wins over the locale's", '<text term="edition"/>', {}, "print",
     terms('<term name="edition">print</term>')),
    ("a style's term for the language wins over one for all", '<text term="edition"/>', {}, "print",
     {"rest": '<locale xml:lang="en"><terms><term name="edition">print</term></terms></locale>'
              '<locale><terms><term name="edition">all</term></terms></locale>'}),
    ("a style's term for the dialect wins over one for the language", '<text term="edition"/>', {}, "US",
     {"rest": '<locale xml:lang="en-US"><terms><term name="edition">US</term></terms></locale>'
              '<locale xml:lang="en"><terms><term name="edition">print</term></terms></locale>'}),
    ("a style's term for another language has no effect", '<text term="edition"/>', {}, "edition",
     terms('<term name="edition">Druck</term>', "de")),
    ("a style's term for another dialect has no effect", '<text term="edition"/>', {}, "edition",
     terms('<term name="edition">GB</term>', "en-GB")),
    ("the dialect that is not there is that of the language", '<text term="edition"/>', {}, "Auflage",
     {"language": "de-XX"}),
    ("the language stands for its main dialect", '<text term="edition"/>', {}, "Auflage", {"language": "de"}),
    ("default-locale is the style's language", '<text term="edition"/>', {}, "Auflage",
     {"style": 'default-locale="de-DE"'}),
    ("the reader's language wins over default-locale", '<text term="edition"/>', {}, "edition",
     {"style": 'default-locale="de-DE"', "language": "en-US"}),
    ("a term that a language has not is English", '<text term="own"/>', {}, "mine",
     {**terms('<term name="own">mine</term>'), "language": "de-DE"}),
    ("single and multiple", '<text term="own" plural="true"/>', {}, "ours",
     terms('<term name="own"><single>mine</single><multiple>ours</multiple></term>')),
    ("a term without single and multiple has no plural", '<text term="own" plural="true"/>', {}, "mine",
     terms('<term name="own">mine</term>')),
    # --- ordinals
    ("the general suffix", *ordinal(4), "4th", terms(SUFFIXES)),
    ("the suffix of the last digit", *ordinal(1), "1st", terms(SUFFIXES)),
    ("the suffix of the last digit of more", *ordinal(21), "21st", terms(SUFFIXES)),
    ("the suffix of the last two digits wins", *ordinal(11), "11leventh", terms(SUFFIXES)),
    ("the suffix of the last two digits of more", *ordinal(111), "111leventh", terms(SUFFIXES)),
    ("match whole-number", *ordinal(1), "1uno",
     terms('<term name="ordinal">th</term><term name="ordinal-01" match="whole-number">uno</term>')),
    ("match whole-number is not a last digit", *ordinal(21), "21th",
     terms('<term name="ordinal">th</term><term name="ordinal-01" match="whole-number">uno</term>')),
    ("match last-two-digits", *ordinal(101), "101st",
     terms('<term name="ordinal">th</term><term name="ordinal-01" match="last-two-digits">st</term>')),
    ("match last-two-digits is not a last digit", *ordinal(21), "21th",
     terms('<term name="ordinal">th</term><term name="ordinal-01" match="last-two-digits">st</term>')),
    ("match whole-number of two digits", *ordinal(112), "112th",
     terms('<term name="ordinal">th</term><term name="ordinal-12" match="whole-number">z</term>')),
    ("a style's suffixes replace all of the locale's", *ordinal(2), "2.", terms('<term name="ordinal">.</term>')),
    ("the general suffix of the locale stays where a style has none", *ordinal(6), "6th",
     terms('<term name="ordinal-01">er</term><term name="ordinal-02">e</term>')),
    ("the suffix is of the gender of the noun", *ordinal(1), "1a",
     terms('<term name="edition" gender="feminine">edition</term><term name="ordinal">o</term>'
           '<term name="ordinal" gender-form="feminine">a</term>')),
    ("the suffix of another gender is not", *ordinal(1), "1o",
     terms('<term name="edition" gender="masculine">edition</term><term name="ordinal">o</term>'
           '<term name="ordinal" gender-form="feminine">a</term>')),
    ("a long ordinal is of the gender of the noun", '<number variable="edition" form="long-ordinal"/>', {"edition": "1"},
     "prima", terms('<term name="edition" gender="feminine">edition</term><term name="long-ordinal-01">primo</term>'
                    '<term name="long-ordinal-01" gender-form="feminine">prima</term>')),
    ("a day's suffix is of the gender of its month",
     '<date variable="issued"><date-part name="day" form="ordinal"/></date>', {"issued": [2000, 2, 1]}, "1a",
     terms('<term name="month-02" gender="feminine">February</term><term name="ordinal">o</term>'
           '<term name="ordinal" gender-form="feminine">a</term>')),
]
# fmt: on


def check(row: tuple[Any, ...], reads: Reads) -> None:
    _, layout, item, expected, *pieces = row
    assert reads(layout, item, **(pieces[0] if pieces else {})) == expected


@pytest.mark.parametrize("row", TEXT, ids=lambda row: row[0])
def test_text(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row[0])
def test_labels(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", GROUPS, ids=lambda row: row[0])
def test_groups(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", CHOOSE, ids=lambda row: row[0])
def test_choices(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", TERMS, ids=lambda row: row[0])
def test_terms(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize(
    ("form", "there", "expected"),
    [
        ("verb-short", ("verb-short", "verb", "long"), "verb-short"),
        ("verb-short", ("verb", "short", "long"), "verb"),
        ("verb-short", ("short", "long"), "long"),
        ("verb", ("short", "long"), "long"),
        ("symbol", ("symbol", "short", "long"), "symbol"),
        ("symbol", ("verb", "short", "long"), "short"),
        ("symbol", ("long",), "long"),
        ("short", ("verb", "long"), "long"),
        ("long", ("short", "verb"), NOTHING),
    ],
)
def test_a_form_that_is_not_there_is_stood_in_for(
    form: str, there: tuple[str, ...], expected: str, reads: Reads
) -> None:
    inside = "".join(f'<term name="own" form="{form}">{form}</term>' for form in there)
    assert reads(f'<text term="own" form="{form}"/>', {}, **terms(inside)) == expected
