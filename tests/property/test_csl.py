"""What holds for every style and every item: nothing raises, and the generated code says what the interpreter says."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from synbib.csl.cite import Cite
from synbib.csl.phases import Citation, Engine
from synbib.csl.run import compile_style
from synbib.csl.style import Style
from synbib.csl.vocabulary import NAMES
from synbib.text import writer
from synbib.text.marks import SPANS

Item = dict[str, Any]
Items = Mapping[str, Item]

# --- Items ----------------------------------------------------------------------------------------

TYPES: Final = ("article-journal", "book", "chapter", "legal_case", "paper-conference", "webpage")
STRINGS: Final = ("title", "title-short", "container-title", "publisher", "DOI", "URL", "genre")
NUMBERS: Final = ("volume", "issue", "page", "edition", "number", "chapter-number")
PEOPLE: Final = ("author", "editor", "translator")
DATES: Final = ("issued", "accessed", "original-date")

words = st.sampled_from(
    [
        *[
            "a",
            "b",
            "The",
            "of",
            "v.",
            "I",
            "ΩΔ",
            "ß",
            "王",
            "\u0130",
            "élan",
            "McX",
            "x-y",
            "O'Neil",
            "'quoted'",
            '"quoted"',
            "“so”",
            "3",
            "12-15",
            "iv",
        ],
        "<i>slanted</i>",
        "<b>open",
        "</sup>",
        '<span class="nocase">kept</span>',
        "what?!",
        "end.",
        "end:",
        "...",
        "(",
        "],",
        "–",
        "\N{NO-BREAK SPACE}",
    ]
)
sentences = st.lists(words, max_size=5).map(" ".join)
# Anything at all, with the characters that stand for formatting among it.
marks: Final = "".join(span.open + span.close for span in SPANS)
anything = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Co")),
        st.sampled_from(f"{marks}.,:;!? '\"<>i/()\n"),
    ),
    max_size=12,
)
texts = st.one_of(sentences, anything)
numbers = st.one_of(
    st.integers(-3, 4000),
    st.sampled_from(
        ["1", "2-4", "12–15", "3, 5 & 7", "xii", "N110-N112", "2nd", "A1b", "1-", "II"]
    ),
    texts,
)
family_names = st.sampled_from(
    ["Doe", "Roe", "van der Berg", "d'Arc", "O'Neil", "王", "de", "Ünal", "doe", "X"]
)
given_names = st.sampled_from(
    ["Jane", "J.", "Jean-Paul", "J. R.", "小明", "Ludwig van", "A, Jr.", "ab"]
)
people = st.one_of(
    st.fixed_dictionaries(
        {"family": family_names},
        optional={
            "given": given_names,
            "suffix": st.sampled_from(["Jr.", "III"]),
            "dropping-particle": st.sampled_from(["de", "d'"]),
            "non-dropping-particle": st.sampled_from(["van", "'t", "al-"]),
            "comma-suffix": st.booleans(),
            "static-ordering": st.booleans(),
        },
    ),
    st.fixed_dictionaries({"literal": texts}),
    st.fixed_dictionaries({"family": texts, "given": texts}),
    st.just({"literal": "others"}),
)
moments = st.lists(st.integers(-1, 32), max_size=2).flatmap(
    lambda rest: st.integers(-300, 2100).map(lambda year: [year, *rest])
)
dates = st.one_of(
    st.fixed_dictionaries(
        {"date-parts": st.lists(moments, min_size=1, max_size=2)},
        optional={"circa": st.booleans(), "season": st.integers(0, 5)},
    ),
    st.fixed_dictionaries({"literal": texts}),
    st.fixed_dictionaries(
        {"raw": st.sampled_from(["2020", "2020-01-02", "May 2020", "2019/2020", "c. 1850", "?"])}
    ),
)
items = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES)},
    optional={
        **dict.fromkeys(STRINGS, texts),
        **dict.fromkeys(NUMBERS, numbers),
        **dict.fromkeys(PEOPLE, st.lists(people, max_size=4)),
        **dict.fromkeys(DATES, dates),
        "language": st.sampled_from(["en", "de-DE", "tr", "zh-CN", "no language"]),
        "note": texts,
    },
)


def with_ids(found: Sequence[Item]) -> dict[str, Item]:
    return {f"i{number}": {**item, "id": f"i{number}"} for number, item in enumerate(found)}


libraries = st.lists(items, min_size=1, max_size=4).map(with_ids)


def without_blanks(value: Any) -> Any:
    """Data whose texts have no blank at an end and no two side by side."""
    if isinstance(value, str):
        return " ".join(value.split(" ")).strip() if "  " not in value else " ".join(value.split())
    if isinstance(value, dict):
        return {key: without_blanks(inner) for key, inner in value.items()}
    return [without_blanks(inner) for inner in value] if isinstance(value, list) else value


# --- Styles ---------------------------------------------------------------------------------------

Attributes = dict[str, str]


def element(tag: str, attributes: Attributes, *children: str) -> str:
    """An element as XML."""
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def some(**choices: Sequence[str]) -> st.SearchStrategy[Attributes]:
    """Some of the attributes: `font_style=("italic",)` is ``font-style``, and so on."""
    optional = {
        name.strip("_").replace("_", "-"): st.sampled_from(v) for name, v in choices.items()
    }
    return st.fixed_dictionaries({}, optional=optional)


AFFIXES: Final = ("", " ", ", ", ". ", ".", ": ", "(", ")", "[", "”", "? ", " – ", "x", "; ")
DELIMITERS: Final = ("", " ", ", ", ". ", "; ", ": ", " ", "/", " & ")
TRUTH: Final = ("true", "false")
affixes = some(prefix=AFFIXES, suffix=AFFIXES)
font = some(
    font_style=("italic", "normal", "oblique"),
    font_variant=("small-caps", "normal"),
    font_weight=("bold", "light", "normal"),
    text_decoration=("underline", "none"),
    vertical_align=("sup", "sub", "baseline"),
)
cases = some(
    text_case=("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")
)
displays = some(display=("block", "left-margin", "right-inline", "indent"))
delimiters = some(delimiter=DELIMITERS)


def merged(*parts: st.SearchStrategy[Attributes]) -> st.SearchStrategy[Attributes]:
    """The attributes of all the strategies."""

    def merge(found: tuple[Attributes, ...]) -> Attributes:
        return {name: value for attributes in found for name, value in attributes.items()}

    return st.tuples(*parts).map(merge)


def one(**choices: Sequence[str]) -> st.SearchStrategy[Attributes]:
    """All of the attributes."""
    return st.fixed_dictionaries(
        {name.strip("_").replace("_", "-"): st.sampled_from(v) for name, v in choices.items()}
    )


FORMS: Final = ("long", "short", "verb", "verb-short", "symbol")
TERMS: Final = ("and", "et-al", "in", "accessed", "no date", "page", "volume", "editor", "edition")
CITED: Final = ("locator", "citation-number", "first-reference-note-number", "page-first")
what = st.one_of(
    merged(
        one(variable=(*STRINGS, *NUMBERS, *CITED, "year-suffix", "citation-label", "note")),
        some(form=("short", "long")),
    ),
    merged(one(term=TERMS), some(form=FORMS, plural=TRUTH)),
    one(value=("in", "a.", " of ", "?", "“x”", "Vol.", "ed")),
)
text = merged(what, affixes, font, cases, displays, some(quotes=TRUTH, strip_periods=TRUTH)).map(
    lambda attributes: element("text", attributes)
)
macro_calls = merged(one(macro=("low", "high")), affixes, font, cases, some(quotes=TRUTH)).map(
    lambda attributes: element("text", attributes)
)
number = merged(
    one(variable=(*NUMBERS, *CITED)),
    some(form=("numeric", "ordinal", "long-ordinal", "roman")),
    affixes,
    font,
    cases,
    displays,
).map(lambda attributes: element("number", attributes))
plurals = some(plural=("always", "never", "contextual"), strip_periods=TRUTH)
label = merged(
    one(variable=(*NUMBERS, "locator")), some(form=FORMS[:2]), plurals, affixes, font, cases
).map(lambda attributes: element("label", attributes))


@st.composite
def date_parts(draw: st.DrawFn, *, localized: bool) -> str:
    """One or more date-parts, each of a kind of its own."""
    forms = {
        "year": ("long", "short"),
        "month": ("long", "short", "numeric", "numeric-leading-zeros"),
        "day": ("numeric", "numeric-leading-zeros", "ordinal"),
    }
    names = draw(st.lists(st.sampled_from(sorted(forms)), min_size=not localized, unique=True))
    more = [font, cases, some(range_delimiter=("–", "/", " to "))]
    if not localized:
        more.append(affixes)
    return "".join(
        element("date-part", {"name": name, **draw(merged(some(form=forms[name]), *more))})
        for name in names
    )


@st.composite
def dated(draw: st.DrawFn) -> str:
    """A date, localized or not."""
    localized = draw(st.booleans())
    attributes = draw(merged(one(variable=DATES), affixes, font, cases, displays))
    if localized:
        shown = ("year", "year-month", "year-month-day")
        attributes |= draw(merged(one(form=("text", "numeric")), some(date_parts=shown)))
    else:
        attributes |= draw(delimiters)
    return element("date", attributes, draw(date_parts(localized=localized)))


PRECEDES: Final = ("contextual", "always", "never", "after-inverted-name")
SMALL: Final = ("0", "1", "2", "3")
name_options = some(
    _and=("text", "symbol"),
    delimiter_precedes_et_al=PRECEDES,
    delimiter_precedes_last=PRECEDES,
    et_al_min=SMALL,
    et_al_use_first=SMALL,
    et_al_use_last=TRUTH,
    et_al_subsequent_min=SMALL,
    et_al_subsequent_use_first=SMALL,
    initialize=TRUTH,
    initialize_with=("", ".", ". ", " "),
    name_as_sort_order=("first", "all"),
    sort_separator=(", ", " "),
)


@st.composite
def named(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """A list of names with some of the elements that it may hold."""
    variables = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True))
    attributes = draw(merged(delimiters, affixes, font, displays))
    children: list[str] = []
    if draw(st.booleans()):
        forms = some(form=("long", "short", "count"), delimiter=DELIMITERS)
        part = merged(one(name=("family", "given")), affixes, font, cases)
        parts = draw(st.lists(part, max_size=2, unique_by=lambda found: found["name"]))
        options = draw(merged(name_options, forms, affixes, font))
        children.append(element("name", options, *(element("name-part", each) for each in parts)))
    if draw(st.booleans()):
        children.append(element("et-al", draw(merged(some(term=("et-al", "and others")), font))))
    if draw(st.booleans()):
        options = draw(merged(some(form=FORMS), plurals, affixes, font, cases))
        children.insert(draw(st.sampled_from([0, len(children)])), element("label", options))
    if draw(st.booleans()):
        bare = one(variable=PEOPLE).map(lambda found: element("names", found))
        inside = draw(st.lists(st.one_of(bare, inner), min_size=1, max_size=2))
        children.append(element("substitute", {}, *inside))
    return element("names", {"variable": " ".join(variables), **attributes}, *children)


conditions = merged(
    st.one_of(
        one(type=(*TYPES, "book webpage")),
        one(variable=(*STRINGS, *PEOPLE, *DATES, "locator", "volume issue", "author editor")),
        one(is_numeric=(*NUMBERS, "volume page", "locator")),
        one(is_uncertain_date=DATES),
        one(locator=("page", "chapter", "sub-verbo")),
        one(position=("first", "subsequent", "ibid", "ibid-with-locator", "near-note")),
        one(disambiguate=("true",)),
    ),
    some(match=("all", "any", "none")),
)


@st.composite
def chosen(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """A choice with two or three branches."""
    branches = [element("if", draw(conditions), draw(inner))]
    if draw(st.booleans()):
        branches.append(element("else-if", draw(conditions), draw(inner)))
    if draw(st.booleans()):
        branches.append(element("else", {}, draw(inner)))
    return element("choose", {}, *branches)


def grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A group of one to three elements."""
    return st.builds(
        lambda attributes, children: element("group", attributes, *children),
        merged(delimiters, affixes, font, displays),
        st.lists(inner, min_size=1, max_size=3),
    )


leaves = st.one_of(text, number, label, dated(), named(text))
elements_of_macros = st.recursive(
    leaves, lambda inner: st.one_of(grouped(inner), chosen(inner), named(inner)), max_leaves=5
)
elements = st.recursive(
    st.one_of(leaves, macro_calls),
    lambda inner: st.one_of(grouped(inner), chosen(inner), named(inner)),
    max_leaves=6,
)
layouts = st.lists(elements, min_size=1, max_size=3).map("".join)
keys = st.lists(
    st.one_of(
        merged(
            one(variable=("title", "author", "issued", "volume", "citation-number")),
            some(sort=("ascending", "descending")),
        ),
        merged(one(macro=("low", "high")), some(names_min=SMALL, names_use_last=TRUTH)),
    ).map(lambda attributes: element("key", attributes)),
    min_size=1,
    max_size=2,
).map(lambda found: element("sort", {}, *found))
citation_options = some(
    disambiguate_add_names=TRUTH,
    disambiguate_add_givenname=TRUTH,
    disambiguate_add_year_suffix=TRUTH,
    givenname_disambiguation_rule=(
        "all-names",
        "all-names-with-initials",
        "primary-name",
        "primary-name-with-initials",
        "by-cite",
    ),
    collapse=("citation-number", "year", "year-suffix", "year-suffix-ranged"),
    cite_group_delimiter=DELIMITERS,
    year_suffix_delimiter=DELIMITERS,
    after_collapse_delimiter=DELIMITERS,
    near_note_distance=SMALL,
)
bibliography_options = some(
    subsequent_author_substitute=("", "———", "id."),
    subsequent_author_substitute_rule=(
        "complete-all",
        "complete-each",
        "partial-each",
        "partial-first",
    ),
    second_field_align=("flush", "margin"),
)
root_options = some(
    demote_non_dropping_particle=("never", "sort-only", "display-and-sort"),
    initialize_with_hyphen=TRUTH,
    page_range_format=("expanded", "minimal", "minimal-two", "chicago-15", "chicago-16"),
    default_locale=("en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "zh-CN"),
    name_form=("long", "short"),
)
INFO: Final = "<info><title>Random</title><id>urn:random</id><updated>2026-01-01T00:00:00+00:00</updated></info>"


@st.composite
def styles(draw: st.DrawFn) -> str:
    """A style of two macros, a citation and mostly a bibliography."""
    maybe_sort = st.one_of(st.just(""), keys)
    content = element("layout", draw(merged(affixes, delimiters, font)), draw(layouts))
    options = draw(merged(citation_options, name_options))
    parts = [
        INFO,
        element("macro", {"name": "low"}, draw(elements_of_macros)),
        element("macro", {"name": "high"}, draw(elements_of_macros)),
        element("citation", options, draw(maybe_sort), content),
    ]
    if draw(st.integers(0, 5)):
        content = element("layout", draw(merged(affixes, font)), draw(layouts))
        options = draw(merged(bibliography_options, name_options))
        parts.append(element("bibliography", options, draw(maybe_sort), content))
    attributes = {
        "xmlns": "http://purl.org/net/xbiblio/csl",
        "class": draw(st.sampled_from(["in-text", "note"])),
        "version": "1.0",
    }
    return element("style", {**attributes, **draw(root_options)}, *parts)


# --- Documents ------------------------------------------------------------------------------------


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Item], list[Citation]]:
    """Some items and citations of them, in the text and in notes."""
    library = draw(libraries)
    cites = st.builds(
        Cite,
        st.sampled_from(sorted(library)),
        locator=st.sampled_from(["", "", "3", "3-5", "xii", "§ 2"]),
        label=st.sampled_from(["page", "chapter", "sub-verbo", ""]),
        prefix=st.sampled_from(["", "", "see", "cf. "]),
        suffix=st.sampled_from(["", "", "ff.", ", too"]),
        suppress_author=st.booleans(),
    )
    clusters = draw(st.lists(st.lists(cites, min_size=1, max_size=3).map(tuple), max_size=4))
    in_notes = draw(st.booleans())
    return library, [
        Citation(cluster, note if in_notes else 0) for note, cluster in enumerate(clusters, 1)
    ]


Rendered = tuple[list[str], list[tuple[str, str]]]


def rendered(
    xml: str, library: Items, citations: Sequence[Citation], *, generate: bool = True
) -> Rendered:
    """The citations and the bibliography that a style makes of a document."""
    program = compile_style(Style.parse_unchecked(xml), None, generate=generate)
    engine = Engine(program, library)
    return engine.citations(citations), engine.bibliography(citations)


def plain(found: Rendered) -> list[str]:
    """All texts without formatting."""
    write = writer("text").inline
    return [write(text) for text in (*found[0], *(text for _, text in found[1]))]


def reordered(value: Any) -> Any:
    """Data with the keys of each object the other way round."""
    if isinstance(value, dict):
        return {key: reordered(inner) for key, inner in reversed(value.items())}
    return [reordered(inner) for inner in value] if isinstance(value, list) else value


# A style is a large example: how long one takes to make is not a fault, and to make a failing one small takes longer than
# a test may take. Validation is left out: with many attributes on one element libxml2 takes minutes for it.
slowly = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


# --- What holds -----------------------------------------------------------------------------------


def test_the_names_of_the_items_are_names() -> None:
    assert NAMES.issuperset(PEOPLE)


@slowly
@given(styles(), documents())
def test_generated_code_says_what_the_interpreter_says(
    xml: str, document: tuple[Items, list[Citation]]
) -> None:
    assert rendered(xml, *document, generate=True) == rendered(xml, *document, generate=False)


@slowly
@given(styles(), documents())
def test_every_citation_and_every_item_is_rendered_and_no_mark_is_left(
    xml: str, document: tuple[Items, list[Citation]]
) -> None:
    library, citations = document
    found = rendered(xml, library, citations)
    assert len(found[0]) == len(citations)
    if "<bibliography" in xml:
        keys = [key for key, _ in found[1]]
        assert len(keys) == len(set(keys))
        assert set(keys) <= set(library)  # an item of which the style shows nothing is left out
    for shown in plain(found):
        assert [char for char in shown if unicodedata.category(char) == "Co"] == []


@slowly
@given(styles(), documents())
def test_no_blank_is_doubled_where_texts_meet(
    xml: str, document: tuple[Items, list[Citation]]
) -> None:
    library, citations = document
    assert [
        shown for shown in plain(rendered(xml, without_blanks(library), citations)) if "  " in shown
    ] == []


@slowly
@given(styles(), documents())
def test_the_order_of_an_item_s_keys_changes_nothing(
    xml: str, document: tuple[Items, list[Citation]]
) -> None:
    library, citations = document
    again = {key: reordered(item) for key, item in library.items()}
    assert rendered(xml, again, citations) == rendered(xml, library, citations)


@slowly
@given(styles(), documents())
def test_an_engine_forgets_what_it_was_asked_before(
    xml: str, document: tuple[Items, list[Citation]]
) -> None:
    library, citations = document
    engine = Engine(compile_style(Style.parse_unchecked(xml), None), library)
    first = engine.citations(citations), engine.bibliography(citations)
    engine.citations(citations[:1])
    assert (engine.citations(citations), engine.bibliography(citations)) == first


@pytest.mark.parametrize(
    "name", ["apa", "chicago-author-date", "ieee", "modern-language-association"]
)
@slowly
@given(document=documents())
def test_public_styles_render_every_document(
    name: str, document: tuple[Items, list[Citation]]
) -> None:
    library, citations = document
    engine = Engine(compile_style(Style.load(name), None), library)
    found = engine.citations(citations), engine.bibliography(citations)
    for shown in plain(found):
        assert [char for char in shown if unicodedata.category(char) == "Co"] == []
