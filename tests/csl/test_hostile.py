"""What comes from outside is what it is: items with rubbish render as far as they go, bad styles say where."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from growth import in_proportion

from synbib.csl.cite import Cite
from synbib.csl.phases import Citation, Engine
from synbib.csl.phases.affixes import with_capital
from synbib.csl.run import Program, compile_style
from synbib.csl.style import Style
from synbib.csl.vocabulary import DATES, NAMES, NUMBERS
from synbib.errors import StyleError
from synbib.text import WRITERS, writer
from synbib.text.marks import ITALIC, MARK, TERM

STYLES: Final = ("apa", "ieee", "chicago-author-date", "modern-language-association")
TEXTS: Final = (
    "title",
    "title-short",
    "container-title",
    "publisher",
    "publisher-place",
    "genre",
    "DOI",
    "URL",
    "note",
    "language",
    "abstract",
)
# The rest of the item, which has to be there whatever one variable holds.
SOUND: Final[dict[str, Any]] = {
    "type": "article-journal",
    "title": "Soundness",
    "author": [{"family": "Doe", "given": "Jane"}],
    "container-title": "Journal",
    "volume": "1",
    "page": "1-2",
    "issued": {"date-parts": [[2020]]},
}


@pytest.fixture(scope="module", params=STYLES)
def program(request: pytest.FixtureRequest) -> Program:
    return compile_style(Style.load(request.param), None)


def pages(program: Program, items: Iterable[Mapping[str, Any]]) -> str:
    """All that a style makes of items, each on its own and all together, in plain text."""
    by_id = {str(number): item for number, item in enumerate(items)}
    engine = Engine(program, by_id)
    citations = [Citation((Cite(key, locator="3"),), note) for note, key in enumerate(by_id)]
    citations.append(Citation(tuple(map(Cite, by_id)), len(by_id)))
    texts = [*engine.citations(citations), *(text for _, text in engine.bibliography(citations))]
    for one in WRITERS.values():
        assert all(MARK.search(one.inline(text)) is None for text in texts)
    return "\n".join(map(writer("text").inline, texts))


def nested(depth: int) -> list[Any]:
    """A list in a list in a list …"""
    inner: list[Any] = []
    for _ in range(depth):
        inner = [inner]
    return inner


RUBBISH: Final[dict[str, Any]] = {
    "null": None,
    "a truth": True,
    "zero": 0,
    "a number": -12.5,
    "a huge number": 10**400,
    "an infinite number": float("inf"),
    "no number": float("nan"),
    "digits without end": "9" * 6000,
    "digits of another script": "١٢-٣٤",
    "superscript digits": "²³",
    "an empty text": "",
    "blanks": " \t\n ",
    "an empty list": [],
    "an empty object": {},
    "a list of texts": ["one", "two", None, 3],
    "a list of lists": [[], [[]], [{"family": []}]],
    "an object": {"date-parts": {"a": 1}, "family": {"x": "y"}, "literal": ["z"], 3: 4},
    "nesting": nested(500),
    "bytes": b"bytes",
    "a set": {1, 2},
    "an open tag": "<i>open <b>and <sup>open",
    "a closing tag": "closed</i></b></span> never opened",
    "crossing tags": '<i>a<b>b</i>c</b> <span class="nocase">d<i>e</span>f</i>',
    "rubbish in a tag": '<span style="color:red" onclick=x>&lt;&#0; <script>alert(1)</script><i',
    "marks": "".join(map(chr, range(0xE000, 0xE040))),
    "marks in a text": "a\ue000b\ue001c\ue030d\ue031e\ue032f\ue033g",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85\u2028\u2029",
    "half a character": "\ud800 and \udfff",
    "directions": "\u202eabc\u202c\u2066x\u2069\u200b\ufeff",
    "combining characters": "a" + "\u0301" * 500,
    "quotation marks": '"“”‘’\'"\'\'""“‘”’',
    "punctuation": ".,;:!?.,;:!?…—.. ,, !!",
    "braces": "{:DOI: 10.1} {:type: book} {:author: A||B||C} {: :}",
    "lines": "type: book\nauthor: A || B || C\nissued: 9999999\nDOI: x\nfree text\npage: 7",
    "percents": "%s %(x)s {0} \\1 \\g<0> $1 \\",
}
RUBBISH_DATES: Final[dict[str, Any]] = {
    "no parts": {"date-parts": []},
    "empty parts": {"date-parts": [[]]},
    "null parts": {"date-parts": [[None, None], None]},
    "parts in no list": {"date-parts": [2020, 5]},
    "parts that are a text": {"date-parts": "2020-01-01"},
    "parts that are texts": {"date-parts": [["MMXX", "May", "first"]]},
    "parts that are objects": {"date-parts": [[{}, []], {"year": 1}]},
    "many parts": {"date-parts": [[2020, 1, 1, 12, 30], [2021], [2022]]},
    "thirteen months": {"date-parts": [[2020, 99, 99]]},
    "a negative month": {"date-parts": [[2020, -1, -1]]},
    "a negative year": {"date-parts": [[-500, 3, 15]]},
    "a very negative year": {"date-parts": [[-(10**12)]]},
    "a far year": {"date-parts": [[123456789, 1, 1]]},
    "a huge year": {"date-parts": [[10**50]]},
    "a year of digits without end": {"date-parts": [["9" * 6000]]},
    "no finite year": {"date-parts": [[float("inf"), float("nan")]]},
    "a range back in time": {"date-parts": [[2020, 5, 6], [1919, 1, 1]]},
    "an open range": {"date-parts": [[2020], [0, 0, 0]]},
    "a range from nowhere": {"date-parts": [[0], [2020]]},
    "a season of no kind": {"date-parts": [[2020]], "season": "monsoon"},
    "a season that is a list": {"date-parts": [[2020]], "season": [1]},
    "season and month": {"date-parts": [[2020, 24, 5]], "season": 99},
    "circa of a kind": {"date-parts": [[2020]], "circa": {"no": []}},
    "a raw list": {"raw": [2020]},
    "a raw number": {"raw": 2020},
    "raw rubbish": {"raw": "////---??~~"},
    "a literal object": {"literal": {"a": 1}},
    "a literal mark": {"literal": "\ue000\ue030"},
    "a long raw date": {"raw": "1" * 5000 + "/" + "-" * 5000},
}
RUBBISH_NAMES: Final[dict[str, Any]] = {
    "a text": "Jane Doe",
    "texts": ["Jane Doe", "", "others"],
    "an object in no list": {"family": "Doe"},
    "empty objects": [{}, {"family": ""}, {"given": ""}, {"literal": ""}],
    "nulls": [None, {"family": None, "given": None}],
    "numbers": [{"family": 12, "given": 3.5}, 7],
    "parts that are lists": [{"family": ["Doe"], "given": {"a": 1}}],
    "particles alone": [{"family": "von", "given": "de la"}, {"family": "d'", "given": "van"}],
    "commas alone": [{"family": "Doe", "given": ",,, ,!"}, {"family": ",", "given": ","}],
    "quotation marks": [{"family": '""', "given": '"'}, {"family": '"', "given": "'"}],
    "punctuation": [{"family": ".", "given": "-"}, {"family": "-", "given": ". . -"}],
    "marks": [{"family": "\ue000", "given": "\ue001\ue020"}],
    "tags": [{"family": "<i>", "given": "<b>J</b>ane <sup>"}, {"literal": "<i>ACM"}],
    "scripts": [{"family": "王", "given": "Xiǎo明"}, {"family": "Ω", "given": "ß \u01c6 \ufb01"}],
    "flags": [{"family": "Doe", "given": "J", "comma-suffix": [], "static-ordering": "x"}],
    "a long name": [{"family": "x" * 50_000, "given": "y " * 20_000}],
}


# --- Items ----------------------------------------------------------------------------------------


def test_an_item_with_nothing_in_it_renders(program: Program) -> None:
    assert pages(program, [{}, {"id": None}, {"type": None}, {"type": []}, {"type": "no such"}])


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_in_every_variable_at_once_renders(program: Program, kind: str) -> None:
    variables = (*TEXTS, *NUMBERS, *NAMES, *DATES, "type", "id")
    assert pages(program, [SOUND, dict.fromkeys(variables, RUBBISH[kind])])


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_in_one_variable_leaves_the_others(program: Program, kind: str) -> None:
    variables = [name for name in (*TEXTS, *NUMBERS, *DATES) if name != "language"]
    items = [{**SOUND, name: RUBBISH[kind]} for name in variables if name not in SOUND]
    assert pages(program, items).count("Soundness") >= len(items)


@pytest.mark.parametrize("kind", RUBBISH_DATES)
def test_a_date_of_rubbish_renders_with_the_rest_of_the_item(program: Program, kind: str) -> None:
    items = [{**SOUND, **dict.fromkeys(DATES, RUBBISH_DATES[kind])}]
    assert "Soundness" in pages(program, items)


@pytest.mark.parametrize("kind", RUBBISH_NAMES)
def test_names_of_rubbish_render_with_the_rest_of_the_item(program: Program, kind: str) -> None:
    items = [{**SOUND, **dict.fromkeys(("author", "editor", "translator"), RUBBISH_NAMES[kind])}]
    assert "Soundness" in pages(program, items)


@pytest.mark.parametrize("kind", RUBBISH_NAMES)
def test_names_of_rubbish_in_every_variable_at_once_render(program: Program, kind: str) -> None:
    assert pages(program, [{**SOUND, **dict.fromkeys(NAMES, RUBBISH_NAMES[kind])}])


def test_a_name_that_is_a_text_is_shown(program: Program) -> None:
    assert "Jane Doe" in pages(program, [{**SOUND, "author": "Jane Doe"}])


def test_numbers_that_are_numbers_read_as_those_that_are_texts(program: Program) -> None:
    numbers = {"volume": 12, "issue": 3, "page": 45, "edition": 2}
    texts = {name: str(number) for name, number in numbers.items()}
    assert pages(program, [{**SOUND, **numbers}]) == pages(program, [{**SOUND, **texts}])


def test_the_items_are_left_as_they_were(program: Program) -> None:
    item = {
        **SOUND,
        "note": "type: book\nDOI: 10.1/x",
        "author": [{"family": "van X", "given": "A, Jr."}],
    }
    before = repr(item)
    pages(program, [item])
    assert repr(item) == before


# --- Size -----------------------------------------------------------------------------------------

MEGABYTE: Final = 1_000_000
LONG: Final = {
    "words": "a title of words " * (MEGABYTE // 17),
    "one word": "x" * MEGABYTE,
    "blanks": "a" + " " * MEGABYTE + "b",
    "question marks": "?" * MEGABYTE,
    "full stops": "a. " * (MEGABYTE // 3),
    "quotations": 'a "b". ' * (MEGABYTE // 7),
    "opening quotation marks": " 'a" * (MEGABYTE // 6) + ' b"' * (MEGABYTE // 6),
    "open tags": "<i>" * (MEGABYTE // 6) + "</b>" * (MEGABYTE // 8),
    "tags": "<i>a</i> " * (MEGABYTE // 9),
    "brackets": "(" * MEGABYTE,
    "hyphens": "a-" * (MEGABYTE // 2),
    "capitals": "ABC DEF " * (MEGABYTE // 8),
    "accents": "é à " * (MEGABYTE // 4),
}
PATIENCE: Final = (
    60.0  # seconds of the process, on a slow machine: what grows with the square takes hours
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("style", ["apa", "modern-language-association"])
def test_a_title_of_a_megabyte_takes_seconds(style: str, kind: str) -> None:
    engine = Engine(compile_style(Style.load(style), None), {"x": {**SOUND, "title": LONG[kind]}})
    start = time.process_time()
    [(_, text)] = engine.bibliography([])
    assert len(text) > MEGABYTE // 10 or kind == "blanks"
    assert time.process_time() - start < PATIENCE


@pytest.mark.slow
@pytest.mark.parametrize("variable", ["author", "page", "volume", "DOI", "note"])
def test_a_name_or_number_of_a_hundred_kilobytes_takes_seconds(variable: str) -> None:
    engine_of = compile_style(Style.load("apa"), None)
    start = time.process_time()
    for unit in ("1", "i", "v", "-", " ", ",", "1-", "1, ", "van ", "A. ", "x:", "{:"):
        text = unit * (MEGABYTE // 10 // len(unit))
        value = [{"family": text, "given": text}] if variable == "author" else text
        engine = Engine(engine_of, {"x": {**SOUND, variable: value}})
        assert engine.bibliography([])
    assert time.process_time() - start < PATIENCE


def test_ten_thousand_authors_render(program: Program) -> None:
    authors = [{"family": f"Family{i}", "given": f"Given{i} M."} for i in range(10_000)]
    start = time.process_time()
    assert "Family0" in pages(program, [{**SOUND, "author": authors}, SOUND])
    assert time.process_time() - start < PATIENCE


@pytest.mark.slow
def test_two_items_of_ten_thousand_authors_are_told_apart_in_seconds(program: Program) -> None:
    authors = [{"family": f"Family{i}", "given": f"Given{i} M."} for i in range(10_000)]
    others = [*authors[:-1], {"family": "Other", "given": "Ann"}]
    assert pages(program, [{**SOUND, "author": authors}, {**SOUND, "author": others}])


def test_a_thousand_items_of_the_same_author_and_year_are_told_apart_in_seconds() -> None:
    items = {str(i): {**SOUND, "title": f"Title {i}"} for i in range(1000)}
    engine = Engine(compile_style(Style.load("apa"), None), items)
    start = time.process_time()
    found = engine.citations([Citation((Cite(key),)) for key in items])
    assert len(set(found)) == len(items)
    assert time.process_time() - start < PATIENCE


# --- Cites ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [text for text in RUBBISH.values() if isinstance(text, str)])
def test_cites_with_rubbish_around_them_render(program: Program, text: str) -> None:
    engine = Engine(program, {"x": SOUND})
    cite = Cite("x", locator=text, label=text, prefix=text, suffix=text)  # type: ignore[arg-type]
    [found] = engine.citations([Citation((cite,), 1)])
    assert MARK.search(writer("html").inline(found)) is None
    assert MARK.search(writer("text").inline(found)) is None


def test_a_citation_without_cites_renders(program: Program) -> None:
    assert len(Engine(program, {"x": SOUND}).citations([Citation(())])) == 1


def test_a_note_of_a_strange_number_renders(program: Program) -> None:
    engine = Engine(program, {"x": SOUND})
    notes = (-1, 10**9, 3, 3, 0)
    assert len(engine.citations([Citation((Cite("x"),), note) for note in notes])) == len(notes)


# --- Styles ---------------------------------------------------------------------------------------

TEXT: Final = '<text variable="title"/>'


def style(layout: str = TEXT, more: str = "", *, doctype: str = "", bibliography: str = "") -> str:
    """A style of a citation's layout; the elements of its layout begin on line 9."""
    return f"""{doctype}<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info>
<title>Hostile</title>
<id>urn:hostile</id>
<updated>2026-01-01T00:00:00+00:00</updated>
</info>
{more}
<citation><layout>
{layout}
</layout></citation>{bibliography}
</style>"""


def refused(xml: str) -> StyleError:
    """The error of a style that is refused, at the latest when it is compiled."""
    before = sys.getrecursionlimit()
    with pytest.raises(StyleError) as caught:
        compile_style(Style.parse(xml), None)
    assert sys.getrecursionlimit() == before
    return caught.value


def line_of(error: StyleError) -> int:
    [diagnostic] = error.diagnostics
    return diagnostic.line


def test_the_style_that_these_tests_spoil_is_sound() -> None:
    assert compile_style(Style.parse(style()), None).citation.layouts


@pytest.mark.parametrize(
    ("layout", "macros", "message"),
    [
        (
            '<text macro="a"/>',
            '<macro name="a"><text macro="a"/></macro>',
            "'a' calls itself: a → a",
        ),
        (
            '<text macro="a"/>',
            '<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="c"/></group></macro>'
            '<macro name="c"><choose><if type="book"><text macro="a"/></if></choose></macro>',
            "calls itself: a → b → c → a",
        ),
        (
            '<text macro="a"/>',
            '<macro name="a"><names variable="author"><substitute><text macro="a"/></substitute></names></macro>',
            "'a' calls itself: a → a",
        ),
    ],
)
def test_a_macro_that_calls_itself_is_refused_with_its_line(
    layout: str, macros: str, message: str
) -> None:
    error = refused(style(layout, macros))
    assert message in error.message
    assert line_of(error) == 7


def test_a_macro_that_calls_itself_for_a_sort_key_is_refused() -> None:
    more = '<macro name="a"><text macro="a"/></macro>'
    xml = style("", more).replace("<layout>\n", f'<sort><key macro="a"/></sort><layout>{TEXT}\n')
    assert line_of(refused(xml)) == 7


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ('<text macro="nope"/>', 9),
        ('<group>\n<group>\n<text macro="nope"/></group></group>', 11),
        ('<names variable="author"><substitute>\n<text macro="nope"/></substitute></names>', 10),
        (f'<choose><if type="book">{TEXT}</if>\n<else><text macro="nope"/></else></choose>', 10),
    ],
)
def test_an_unknown_macro_is_refused_with_its_line(layout: str, line: int) -> None:
    error = refused(style(layout))
    assert "no macro 'nope'" in error.message
    assert line_of(error) == line


def test_an_unknown_macro_of_the_bibliography_or_of_a_sort_key_is_refused() -> None:
    bad = '<text macro="nope"/>'
    assert (
        "nope"
        in refused(
            style(bibliography=f"<bibliography><layout>{bad}</layout></bibliography>")
        ).message
    )
    sort = '<sort><key macro="nope"/></sort>'
    assert "nope" in refused(style().replace("<citation>", f"<citation>{sort}")).message


def many(opening: str, closing: str, depth: int = 1000) -> str:
    return opening * depth + TEXT + closing * depth


@pytest.mark.parametrize("depth", [190, 250, 1000, 20_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<group>", "</group>"),
        ('<choose><if type="book">', "</if></choose>"),
        ("<choose><if type='book'><text value='x'/></if><else>", "</else></choose>"),
        ('<names variable="author"><substitute>', "</substitute></names>"),
    ],
    ids=["group", "if", "else", "substitute"],
)
def test_elements_nested_deep_are_refused_or_render(opening: str, closing: str, depth: int) -> None:
    xml = style(many(opening, closing, depth))
    try:
        program = compile_style(Style.parse(xml), None)
    except StyleError:
        assert line_of(refused(xml)) > 0
    else:
        assert depth < 1000
        assert Engine(program, {"x": SOUND}).citations([Citation((Cite("x"),))])


def test_a_thousand_nested_groups_are_refused_with_a_line() -> None:
    assert line_of(refused(style(many("<group>\n", "</group>")))) > 9


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<group>", "</group>"),
        ('<names variable="author"><substitute>', "</substitute></names>"),
    ],
    ids=["group", "substitute"],
)
def test_elements_nested_deep_are_refused_in_an_unchecked_style(opening: str, closing: str) -> None:
    for depth in (1000, 20_000):
        with pytest.raises(StyleError):
            compile_style(Style.parse_unchecked(style(many(opening, closing, depth))), None)


def test_a_chain_of_a_thousand_macros_is_refused() -> None:
    chain = "".join(f'<macro name="m{i}"><text macro="m{i + 1}"/></macro>\n' for i in range(1000))
    last = f'<macro name="m1000">{TEXT}</macro>'
    assert line_of(refused(style('<text macro="m0"/>', chain + last))) > 7
    backwards = "\n".join(reversed((chain + last).split("\n")))
    assert line_of(refused(style('<text macro="m0"/>', backwards))) > 7


@pytest.mark.parametrize("depth", [20, 60, 90, 190])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("", ""),
        ("<group>", "</group>"),
        ("<choose><if variable='title'>", "</if></choose>"),
        ("<names variable='editor'><substitute>", "</substitute></names>"),
    ],
    ids=["call", "group", "choose", "substitute"],
)
def test_macros_that_call_each_other_deep_are_refused_or_render(
    opening: str, closing: str, depth: int
) -> None:
    chain = "".join(
        f'<macro name="m{i}">{opening}<text macro="m{i + 1}"/>{closing}</macro>'
        for i in range(depth)
    )
    xml = style('<text macro="m0"/>', f'{chain}<macro name="m{depth}">{TEXT}</macro>')
    try:
        program = compile_style(Style.parse(xml), None)
    except StyleError:
        assert line_of(refused(xml)) > 0
        assert depth > 20
    else:
        engine = Engine(program, {"x": SOUND})
        assert engine.citations([Citation((Cite("x"),))]) == ["Soundness"]


def doubling(opening: str, between: str, closing: str) -> str:
    """Macros that each call the next one twice; each stands on a line of its own, from line 7 on."""
    macros = "\n".join(
        f'<macro name="m{i}">{opening}<text macro="m{i + 1}"/>{between}<text macro="m{i + 1}"/>{closing}</macro>'
        for i in range(25)
    )
    return f'{macros}\n<macro name="m25">{TEXT}</macro>'


@pytest.mark.parametrize(
    ("opening", "between", "closing"),
    [
        ("", "", ""),
        ("<group>", "</group><group>", "</group>"),
        ("<names variable='editor'><substitute>", "", "</substitute></names>"),
        ("<choose><if type='book'>", "", "</if></choose>"),
    ],
    ids=["call", "group", "substitute", "choose"],
)
def test_macros_that_double_what_they_call_are_refused_with_a_line(
    opening: str, between: str, closing: str
) -> None:
    error = refused(style('<text macro="m0"/>', doubling(opening, between, closing)))
    assert "the style runs through more than 30,000 elements for one item" in error.message
    assert 7 < line_of(error) < 32


def test_macros_that_double_for_a_sort_key_are_refused() -> None:
    xml = style(TEXT, doubling("", "", "")).replace(
        "<layout>\n", '<sort><key macro="m0"/></sort><layout>\n'
    )
    assert "30,000 elements" in refused(xml).message


def test_macros_of_which_each_branch_calls_the_next_render() -> None:
    # Two to the 25th ways through them, and each is a hundred steps.
    macros = doubling('<choose><if type="book">', "</if><else>", "</else></choose>")
    xml = style('<text macro="m0"/>', macros)
    engine = Engine(compile_style(Style.parse(xml), None), {"x": SOUND})
    assert engine.citations([Citation((Cite("x"),))]) == ["Soundness"]


@pytest.mark.parametrize("generate", [True, False])
@pytest.mark.parametrize(
    "layout",
    [
        '<choose><if type="book"/>' + '<else-if type="map"/>' * 3000 + f"<else>{TEXT}</else></choose>",
        '<choose><if type="book"/>' + '<else-if type="map"/>' * 200
        + f'<else-if variable="title" is-numeric="title" match="any">{TEXT}</else-if></choose>',
        '<text value=""/>' * 20_000 + TEXT,
        "<group>" + '<text value=""/>' * 20_000 + f"{TEXT}</group>",
        '<names variable="editor"><substitute>' + '<names variable="translator"/>' * 5000
        + f"{TEXT}</substitute></names>",
    ],
    ids=["else-if", "else-if without else", "texts", "texts of a group", "substitutes"],
)  # fmt: skip
def test_thousands_of_elements_side_by_side_render(layout: str, generate: bool) -> None:
    program = compile_style(Style.parse_unchecked(style(layout)), None, generate=generate)
    assert Engine(program, {"x": SOUND}).citations([Citation((Cite("x"),))]) == ["Soundness"]


def test_more_elements_than_the_limit_are_refused_with_a_line() -> None:
    error = refused(style(f"{TEXT}\n" * 100_000))
    assert "more than 50,000 elements" in error.message
    assert line_of(error) > 9
    assert "30,000 elements for one item" in refused(style(f"{TEXT}\n" * 40_000)).message


def test_a_style_of_more_bytes_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csl"
    path.write_text(style(f"<!--{'x' * 5_000_000}-->{TEXT}"))
    with pytest.raises(StyleError, match="longer than 5,000,000 bytes"):
        Style.load(str(path))


@pytest.mark.parametrize("digits", [10, 5000, 500_000])
def test_numbers_of_any_length_are_numbers(digits: int) -> None:
    huge = "9" * digits
    names = f'<names variable="author"><name et-al-min="{huge}" et-al-use-first="{huge}"/></names>'
    bibliography = f'<bibliography entry-spacing="{huge}" line-spacing="{huge}"><layout>{TEXT}</layout></bibliography>'
    xml = style(names, bibliography=bibliography)
    xml = xml.replace("<citation>", f'<citation near-note-distance="{huge}" et-al-min="{huge}">')
    parsed = Style.parse(xml)
    assert parsed.layout.entry_spacing == 999_999
    engine = Engine(compile_style(parsed, None), {"x": SOUND})
    assert engine.citations([Citation((Cite("x"),))]) == ["Jane Doe"]


@pytest.mark.parametrize("spacing", ["a b", "", "-1", "1.5", "1e999999", "٣x"])
def test_a_spacing_that_is_no_number_is_refused_or_without_effect(spacing: str) -> None:
    xml = style(
        bibliography=f'<bibliography entry-spacing="{spacing}"><layout>{TEXT}</layout></bibliography>'
    )
    assert line_of(refused(xml)) > 0
    assert Style.parse_unchecked(xml).layout.entry_spacing == 1


# --- Names of styles and their parents ------------------------------------------------------------------


def dependent(parent: str) -> str:
    link = f'<link href="{parent}" rel="independent-parent"/>'
    layout = f"<citation><layout>\n{TEXT}\n</layout></citation>"
    return (
        style()
        .replace(layout, "")
        .replace(' class="in-text"', "")
        .replace("<updated>", f"{link}\n<updated>")
    )


@pytest.mark.parametrize("count", [1, 2, 7])
def test_dependent_styles_in_a_circle_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.chdir(tmp_path)  # a parent is looked for by its name
    paths = [tmp_path / f"{n}.csl" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(dependent(str(paths[(n + 1) % count])))
    with pytest.raises(StyleError, match="more than 5 styles lead on to their parent") as caught:
        Style.load(str(paths[0]))
    assert line_of(caught.value) == 5


def test_a_parent_of_a_parent_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = [tmp_path / f"{n}.csl" for n in range(4)]
    for path, parent in pairwise(paths):
        path.write_text(dependent(str(parent)))
    paths[-1].write_text(style())
    assert compile_style(Style.load(str(paths[0])), None).citation.layouts


@pytest.mark.parametrize(
    "name",
    [
        "x" * 5000,
        "x" * 900,
        "a/" * 400 + "b.csl",
        "\0",
        "apa\0",
        "a\0.csl",
        "",
        "/",
        ".",
        "..",
        "\udcff",
    ],
)
def test_a_name_of_no_style_is_one_line(name: str) -> None:
    with pytest.raises(StyleError) as caught:
        Style.load(name)
    assert "\n" not in caught.value.message


def test_a_folder_is_no_style(tmp_path: Path) -> None:
    (tmp_path / "folder.csl").mkdir()
    for name in (tmp_path / "folder.csl", tmp_path):
        with pytest.raises(StyleError, match="no such style file"):
            Style.load(str(name))


# --- Styles that are not whole --------------------------------------------------------------------

WHOLE: Final = style(bibliography=f"<bibliography><layout>{TEXT}</layout></bibliography>")
SPOILT: Final = {
    "without a citation": (f"<citation><layout>\n{TEXT}\n</layout></citation>", ""),
    "without a layout": (f"<citation><layout>\n{TEXT}\n</layout></citation>", "<citation/>"),
    "with an empty layout": (f"<citation><layout>\n{TEXT}\n</layout>", "<citation><layout/>"),
    "without a layout of its bibliography": (
        f"<bibliography><layout>{TEXT}</layout>",
        "<bibliography>",
    ),
    "with two citations": (
        "<bibliography>",
        f"<citation><layout>{TEXT}</layout></citation><bibliography>",
    ),
    "with an attribute of no kind": ("<layout>\n", '<layout colour="red">\n'),
    "with a number that is not one": ("<citation>", '<citation et-al-min="many">'),
    "with a spacing that is not one": ("<bibliography>", '<bibliography entry-spacing="much">'),
    "with text between elements": ("<layout>\n", "<layout>\nwords"),
    "with a key of nothing": ("<citation>", "<citation><sort><key/></sort>"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_style_that_is_not_whole_is_refused(how: str) -> None:
    old, new = SPOILT[how]
    assert old in WHOLE
    with pytest.raises(StyleError, match=r"not a valid CSL 1\.0\.2 style"):
        Style.parse(WHOLE.replace(old, new))


@pytest.mark.parametrize("how", SPOILT)
def test_a_style_that_is_not_whole_is_refused_with_its_line(how: str) -> None:
    old, new = SPOILT[how]
    with pytest.raises(StyleError) as caught:
        Style.parse(WHOLE.replace(old, new))
    assert line_of(caught.value) > 0


@pytest.mark.parametrize("how", SPOILT)
def test_an_unchecked_style_that_is_not_whole_compiles_or_is_refused(how: str) -> None:
    old, new = SPOILT[how]
    try:
        program = compile_style(Style.parse_unchecked(WHOLE.replace(old, new)), None)
    except StyleError:
        return
    engine = Engine(program, {"x": SOUND})
    assert engine.citations([Citation((Cite("x"),))])
    engine.bibliography([])


@pytest.mark.parametrize(
    "xml",
    [
        "",
        " ",
        "\0",
        "<",
        "<style/>",
        "not XML",
        "<style xmlns='http://purl.org/net/xbiblio/csl'/>",
        "\ud800",
    ],
)
def test_what_is_no_style_is_refused(xml: str) -> None:
    with pytest.raises(StyleError):
        Style.parse(xml)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\xff\xff<style/>", b"<?xml version='1.0' encoding='no'?><a/>"]
)
def test_bytes_that_are_no_style_are_refused(data: bytes) -> None:
    with pytest.raises(StyleError):
        Style.parse(data)


def test_a_style_of_many_attributes_is_validated_in_seconds(tmp_path: Path) -> None:
    # Most options of a name: each further one multiplied the time that libxml2 took.
    options = (
        'and="text" delimiter-precedes-et-al="always" delimiter-precedes-last="always" et-al-min="3" '
        'et-al-use-first="1" et-al-use-last="true" et-al-subsequent-min="3" initialize="true" initialize-with="." '
        'et-al-subsequent-use-first="1" name-as-sort-order="all" sort-separator="," form="short" delimiter=";" '
        'prefix="(" suffix=")" font-style="italic" font-weight="bold"'
    )
    path = tmp_path / "many.csl"
    path.write_text(style(f'<names variable="author"><name {options}/></names>'))
    # In a process of its own, as nothing stops libxml2 in this one.
    program = "import sys; from synbib.csl.style import Style; Style.load(sys.argv[1])"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, timeout=300)


# --- XML that reaches out -------------------------------------------------------------------------


def everything(xml: str) -> str:
    """All that can be seen of a style, or of the error that refuses it."""
    try:
        parsed = Style.parse_unchecked(xml)
        seen = [parsed.title, parsed.default_locale]
        engine = Engine(compile_style(parsed, None), {"x": SOUND})
        seen += engine.citations([Citation((Cite("x"),))])
    except StyleError as error:
        return error.message
    return "\n".join(seen)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE style [<!ENTITY x SYSTEM "URI">]>',
        '<!DOCTYPE style [<!ENTITY % p SYSTEM "URI">%p;<!ENTITY x "x">]>',
        '<!DOCTYPE style SYSTEM "URI">',
        '<!DOCTYPE style [<!ENTITY x PUBLIC "-//X//Y" "URI">]>',
        '<?xml-stylesheet href="URI" type="text/xsl"?>',
    ],
)
def test_a_style_shows_nothing_of_another_file(tmp_path: Path, doctype: str) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY x "SECRET"> SECRET')
    declared = doctype.replace("URI", secret.as_uri())
    for place in ("Hostile", TEXT):
        xml = style(doctype=declared).replace(place, "&x;" if "ENTITY x" in doctype else place)
        assert "SECRET" not in everything(xml)


def test_a_style_includes_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<t>SECRET</t>")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    assert "SECRET" not in everything(style(include + TEXT))


def test_a_billion_laughs_are_not_laughed() -> None:
    laughs = '<!ENTITY a "ha ha ha ha ">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghijkl")
    )
    doctype = f"<!DOCTYPE style [{laughs}]>"
    assert len(everything(style(doctype=doctype).replace("Hostile", "&l;"))) < 10_000
    in_attribute = style('<text value="&l;"/>', doctype=doctype)
    assert len(everything(in_attribute)) < 10_000


def test_an_entity_that_grows_with_the_square_is_not_expanded() -> None:
    doctype = f'<!DOCTYPE style [<!ENTITY a "{"x" * 50_000}">]>'
    layout = "".join('<text value="' + "&a;" * 100 + '"/>' for _ in range(20))
    assert len(everything(style(layout, doctype=doctype))) < 1_000_000


@pytest.mark.parametrize("piece", ["(", ITALIC.open, f"{ITALIC.open}“", f"({ITALIC.close}"])
def test_a_term_after_many_marks_is_looked_for_in_time_in_proportion(piece: str) -> None:
    assert in_proportion(lambda times: with_capital(f"{piece * times}a{TERM}b"), 10_000)


@pytest.mark.parametrize(
    ("start", "end"), [("<i>", "</i>"), ("<sup>", "</sup>"), ('<span class="nocase">', "</span>"), ('"<b>', '</b>"')]
)  # fmt: skip
def test_tags_that_nest_thousands_deep_render(program: Program, start: str, end: str) -> None:
    shown = pages(program, [{**SOUND, "title": f"{start * 3000}within{end * 3000}"}])
    assert "within" in shown or "ʷⁱᵗʰⁱⁿ" in shown
