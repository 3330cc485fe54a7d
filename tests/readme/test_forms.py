"""Forms: how an entry looks, as one line that is read and written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import ReadmeError, SynbibError
from synbib.library import Library, read_text
from synbib.model import LINK_FIELDS
from synbib.readme import Options, write_blocks
from synbib.readme.forms import (
    DATES,
    PARTS,
    READY,
    Between,
    Form,
    Group,
    Linked,
    Slot,
    Template,
    entry_in_form,
    fill,
    format_template,
    joined,
    parse_template,
)
from synbib.readme.forms.cells import aligned, cells, columns
from synbib.readme.forms.form import forms_of

STORE = r"""
@inproceedings{tan2024annotation,
  author = {Tan, Zhen and Beigi, Alimohammad and Wang, Song},
  title = {Large Language Models for Data Annotation},
  booktitle = {Proceedings of the 2024 Conference on Empirical Methods in Natural Language Processing (EMNLP)},
  year = {2024}, month = nov, eprint = {2402.13446}, archiveprefix = {arXiv},
  code = {https://github.com/Zhen-Tan-dmml/LLM4Annotation},
  note = {The *one* to read},
}
@book{roe2020, title = {On Lists}, year = {2020}}
"""
ARXIV = "https://arxiv.org/abs/2402.13446"
CODE = "https://github.com/Zhen-Tan-dmml/LLM4Annotation"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_text(STORE)


def shown(template: str, library: Library, key: str = "tan2024annotation") -> str:
    return entry_in_form(library[key], Form(parse_template(template)), 7)


def block(options: str, library: Library, forms: dict[str, Form] | None = None) -> str:
    text = f"<!-- synbib:start {options} -->\n<!-- synbib:end -->"
    written = write_blocks(text, library, defaults=Options(forms=forms or {}))
    return written.partition("\n\n")[2].rpartition("\n\n")[0]


# --- the grammar ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("- {title}", ("- ", Slot("title"))),
        ("{, |venue}", (Slot("venue", before=", "),)),
        ("{|authors|. }", (Slot("authors", after=". "),)),
        ("{(|year|)}", (Slot("year", before="(", after=")"),)),
        ("{date YYYY/MM}", (Slot("date", "YYYY/MM"),)),
        ("{[|authors , and:?|]}", (Slot("authors", ", and", "[", "]", "?"),)),
        ("{code:-}", (Slot("code", otherwise="-"),)),
        ("{a\\|b|title}", (Slot("title", before="a|b"),)),
        ("{\\{|title|\\}}", (Slot("title", before="{", after="}"),)),
        ("{\\n  |note}", (Slot("note", before="\n  "),)),
        ("{?({venue}{ |year})}", (Group(("(", Slot("venue"), Slot("year", before=" "), ")")),)),
        ("{?{code}{:-}}", (Group((Slot("code"),), "-"),)),
        ("{?{venue}{& }{year}}", (Group((Slot("venue"), Between(" "), Slot("year"))),)),
        ("{?{code}{& \\| }{project}}", (Group((Slot("code"), Between(" | "), Slot("project"))),)),
        ("{& |year}", (Slot("year", before="& "),)),
        ("[{title}]({paper}).", (Linked((Slot("title"),), "", Slot("paper"), ""), ".")),
        ("[[{title} (PDF)]({paper})]", ("[", Linked((Slot("title"), " (PDF)"), "", Slot("paper"), ""), "]")),
        ("![a](/{key}.png)", (Linked(("a",), "/", Slot("key"), ".png", is_image=True),)),
        ("[![a](x)]({code})", (Linked(("![a](x)",), "", Slot("code"), ""),)),
        ("{?[{title}]({paper})}", (Group((Linked((Slot("title"),), "", Slot("paper"), ""),)),)),
        ("[a]({code:-})", ("[a](", Slot("code", otherwise="-"), ")")),
        ("a]({code})", ("a](", Slot("code"), ")")),
        ("a{br}b{sp}c{sp 3}d", ("a\nb c   d",)),
        ("\\{x\\} \\\\ \\a", ("{x} \\ \\a",)),
        ("{\\?|title}", (Slot("title", before="?"),)),
        ("{: |title}", (Slot("title", before=": "),)),
        ("{?{title}{\\: |venue}}", (Group((Slot("title"), Slot("venue", before=": "))),)),
        ("{code-label Code\\: v2:none}", (Slot("code-label", "Code: v2", otherwise="none"),)),
        ("C:\\dir", ("C:\\dir",)),
        ("", ()),
    ],
)  # fmt: skip
def test_a_line_is_read_as_a_template(text: str, template: tuple[object, ...]) -> None:
    assert parse_template(text) == template


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {title", "a form: the brace at character 3 has no partner; write a backslash before it if it is meant as it is"),
        ("title}", "a form: the brace at character 6 has no partner; write a backslash before it if it is meant as it is"),
        ("{?({venue})", "a form: a {? is not closed; add the brace }"),
        ("{?a{?{venue}}}", "a form: {? … } stands in another; close that one first"),
        ("{}", "a form: {} names no part; write e.g. {title} or {, |venue}"),
        ("{Title}", "a form: {Title} names no part; write e.g. {title} or {, |venue}"),
        ("{(|)}", "a form: {(|)} names no part; write e.g. {title} or {, |venue}"),
        ("{venue}{& }{year}", "a form: {& } stands between two parts of a {? … }; put these into one"),
        ("{a|b|c|d}", "a form: {a|b|c|d} has too many bars; write {before|part|after}, and \\| for a bar"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_form_is_told_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        parse_template(text)
    assert error.value.message == message


_TEXTS = st.text(alphabet="ab \\{}|:?\n[](),-é漢", max_size=6)
_NAMES = st.sampled_from(["title", "venue", "date", "code-label", "venue-2-note"])
_SLOTS = st.builds(
    Slot,
    _NAMES,
    st.sampled_from(["", "YYYY/MM", ", and", "'YY", "a: b|{c}\\"]),
    _TEXTS,
    _TEXTS,
    _TEXTS,
)
_BETWEEN = st.builds(Between, _TEXTS)
_GROUPS = st.builds(Group, st.lists(_TEXTS | _SLOTS | _BETWEEN, max_size=4).map(joined), _TEXTS)
# The parts of links often enough for some to be whole.
_LINKS_IN = st.sampled_from(["[", "![", "](", "](x/", ")", " "])
TEMPLATES = st.lists(_TEXTS | _LINKS_IN | _SLOTS | _GROUPS, max_size=8).map(joined)


@given(TEMPLATES, st.booleans())
def test_a_template_that_is_written_is_read_as_the_same(
    template: Template, for_field: bool
) -> None:
    assert parse_template(format_template(template, for_field=for_field)) == template


def test_a_field_keeps_the_blanks_of_a_form() -> None:
    template = ("  a   b", Slot("title"), " ")
    text = format_template(template, for_field=True)
    assert text == "{sp 2}a {sp 2}b{title}{sp}"
    assert parse_template(text) == template


def test_a_colon_needs_a_backslash_in_a_group_only() -> None:
    slot = Slot("title", before=": ")
    assert format_template((slot, Group((slot,)))) == "{: |title}{?{\\: |title}}"


# --- slots and groups -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "full", "empty"),
    [
        ("{venue}", "EMNLP", ""),
        ("{, |venue|!}", ", EMNLP!", ""),
        ("{venue:-}", "EMNLP", "-"),
        ("{?({venue}{ |code})}", "(EMNLP c)", ""),
        ("{?{code}{project}{:-}}", "c", "-"),
        ("a{br}b", "a\nb", "a\nb"),
        ("{?({venue}{& }{code})}", "(EMNLP c)", ""),
        ("{?({title}{& }{code})}", "(c)", ""),
        ("{?({venue}{& }{title})}", "(EMNLP)", ""),
        ("{?{venue}{& / }{title}{& / }[C]({code})}", "EMNLP / [C](c)", ""),
        ("[{venue}]({code})", "[EMNLP](c)", ""),
        ("**[{venue}]({paper})**", "**EMNLP**", "****"),
        ("[C]({code})[P]({paper})", "[C](c)", ""),
        ("[![{venue}](/b/{venue})]({paper})!", "![EMNLP](/b/EMNLP)!", "!"),
        ("![{venue}]({paper})", "", ""),
        ("[a](/x/{code}#y)", "[a](/x/c#y)", ""),
    ],
)
def test_what_stands_around_a_part_shows_with_it(template: str, full: str, empty: str) -> None:
    has = {"venue": "EMNLP", "code": "c"}
    assert fill(parse_template(template), lambda name, _: has.get(name, "")) == full
    assert fill(parse_template(template), lambda _name, _argument: "") == empty


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("title", "Large Language Models for Data Annotation"),
        ("authors", "Zhen Tan, Alimohammad Beigi, Song Wang"),
        ("authors and", "Zhen Tan, Alimohammad Beigi and Song Wang"),
        ("authors , and", "Zhen Tan, Alimohammad Beigi, and Song Wang"),
        ("authors &", "Zhen Tan, Alimohammad Beigi & Song Wang"),
        ("authors 1", "Zhen Tan et al."),
        ("authors 2 and", "Zhen Tan, Alimohammad Beigi et al."),
        ("authors 3", "Zhen Tan, Alimohammad Beigi, Song Wang"),
        ("authors 1/, et al", "Zhen Tan, et al"),
        ("authors 3 and/, et al.", "Zhen Tan, Alimohammad Beigi and Song Wang"),
        ("authors 2 、/ 等", "Zhen Tan、Alimohammad Beigi 等"),
        ("authors ;", "Zhen Tan; Alimohammad Beigi; Song Wang"),
        ("venue published", "EMNLP"),
        ("year published", "2024"),
        ("year 'YY published", "'24"),
        ("venue", "EMNLP"),
        ("year", "2024"),
        ("year YY", "24"),
        ("year 'YY", "'24"),
        ("date YYYY-MM", "2024-11"),
        ("date Mon YYYY", "Nov 2024"),
        ("date YYYY-MM-DD", ""),
        ("paper", ARXIV),
        ("code", CODE),
        ("code-label PyTorch", "PyTorch"),
        ("project", ""),
        ("project-label Page", ""),
        ("repository", "Zhen-Tan-dmml/LLM4Annotation"),
        ("arxiv", "2402.13446"),
        ("doi", ""),
        ("key", "tan2024annotation"),
        ("number", "7"),
        ("note", "The \\*one\\* to read"),
        ("no-such-field", ""),
    ],
)
def test_each_part_shows_what_the_entry_has(part: str, text: str, library: Library) -> None:
    assert shown(f"{{{part}}}", library) == text


def test_of_a_preprint_a_form_may_show_neither_where_nor_when() -> None:
    library = read_text(
        "@misc{a, title = {A}, year = {2024}, eprint = {2402.13446}, archiveprefix = {arXiv}}"
    )
    assert shown("{venue} {year}", library, "a") == "arXiv 2024"
    assert shown("{venue published}{year published}{year YY published}", library, "a") == ""


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("YYYY-MM-DD", "2024-03-05"),
        ("YYYY/MM/DD", "2024/03/05"),
        ("YYYY.MM.DD", "2024.03.05"),
        ("D Mon YYYY", "5 Mar 2024"),
        ("D Month YYYY", "5 March 2024"),
        ("Month D, YYYY", "March 5, 2024"),
        ("Mon D, YYYY", "Mar 5, 2024"),
        ("YYYY-MM", "2024-03"),
        ("YYYY/MM", "2024/03"),
        ("YYYY.MM", "2024.03"),
        ("YYYY.M", "2024.3"),
        ("YYYY/M", "2024/3"),
        ("YYYY Mon", "2024 Mar"),
        ("Month YYYY", "March 2024"),
        ("Month, YYYY", "March, 2024"),
        ("Mon YYYY", "Mar 2024"),
        ("Mon, YYYY", "Mar, 2024"),
        ("Mon. YYYY", "Mar. 2024"),
        ("MM/YYYY", "03/2024"),
        ("YY/MM", "24/03"),
        ("YY.MM", "24.03"),
    ],
)
def test_each_form_of_a_date(form: str, text: str) -> None:
    library = read_text("@misc{a, title = {A}, date = {2024-03-05}}")
    assert form in DATES
    assert shown(f"{{date {form}}}", library, "a") == text


# --- what a list writes in a way of its own ----------------------------------------------------------------


def with_fields(fields: str) -> Library:
    return read_text(f"@misc{{a, title = {{On Lists}}, year = {{2020}}, {fields}}}")


def test_what_the_list_writes_stands_in_the_place_of_what_the_entry_has() -> None:
    library = with_fields("list-title = {On **Lists**}, list-year = {{year}, in May}")
    assert block("list form=title-first", library) == "- On **Lists**, 2020, in May"


def test_what_a_table_writes_is_another_thing() -> None:
    library = with_fields("list-title = {On **Lists**}, table-title = {Lists}")
    assert block("table form=badge-table", library).splitlines()[2] == "| **Lists** | - | - |  |"


def test_an_entry_may_have_a_form_of_its_own() -> None:
    library = with_fields(r"list-form = {* {year}: {title}{br}{sp 2}\{end\}}")
    assert block("list form=title-first", library) == "* 2020: On Lists\n  {end}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("list-year = {{Year}}", "a: list-year: a form: {Year} names no part; write e.g. {title} or {, |venue}"),
        ("list-form = {{?a{?b}}}", "a: list-form: a form: {? … } stands in another; close that one first"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_field_is_told_with_its_place(fields: str, message: str) -> None:
    with pytest.raises(ReadmeError) as error:
        block("list form=title-first", with_fields(fields))
    assert str(error.value) == f"README.md:1:1: {message}"


# --- tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ("| a | b |", [" a ", " b "]),
        ("a | b", ["a ", " b"]),
        ("| a \\| b | `c|d` | |", [" a \\| b ", " `c|d` ", " "]),
    ],
)
def test_the_cells_of_a_row(row: str, texts: list[str]) -> None:
    assert [row[start:end] for start, end in cells(row)] == texts


HEAD = ("| Title   | Year   | Stars |", "|:--------|:------:|------:|")


@pytest.mark.parametrize(
    ("way", "row"),
    [
        ("left", "| Lists   | 2020   | 7     |"),
        ("centre", "| Lists   |  2020  |     7 |"),
        ("odd-left", "| Lists   |  2020  |     7 |"),
        ("no", None),
    ],
)
def test_cells_are_as_wide_as_the_rule_below_the_head(way: str, row: str | None) -> None:
    widths = columns(HEAD, way)  # type: ignore[arg-type]
    assert (aligned("| Lists | 2020 | 7 |", widths) if widths else None) == row


def test_an_odd_blank_of_a_centred_text_stands_after_it_or_before_it() -> None:
    head = ("| Year |", "|:----:|")
    assert aligned("| 1 |", columns(head, "centre")) == "|  1   |"
    assert aligned("| 1 |", columns(head, "odd-left")) == "|   1  |"


def test_a_chinese_sign_is_as_wide_as_two_others() -> None:
    assert aligned("| 中文 |", columns(("| Title |", "|-------|"), "left")) == "| 中文  |"


def test_an_aligned_table_is_written_so() -> None:
    forms = forms_of(
        {"mine": {"entry": "| {title} | {year} |", "head": [*HEAD[:2]], "aligned": "left"}}
    )
    assert block("table form=mine", read_text("@misc{a, title={Lists}, year={2020}}"), forms) == (
        "| Title   | Year   | Stars |\n|:--------|:------:|------:|\n| Lists   | 2020   |"
    )


# --- forms that are ready, and those of the settings --------------------------------------------------------

_LINKS = f"[[Paper]({ARXIV})] [[Code]({CODE})]"
_WRITTEN = {
    "title-first": f"- Large Language Models for Data Annotation, EMNLP 2024 {_LINKS}\n- On Lists, 2020",
    "title-authors": "- Large Language Models for Data Annotation. *Zhen Tan, Alimohammad Beigi, Song Wang*. "
    f"EMNLP 2024. {_LINKS}\n- On Lists. 2020.",
    "authors-first": "- Zhen Tan, Alimohammad Beigi, Song Wang. Large Language Models for Data Annotation. "
    f"EMNLP 2024. {_LINKS}\n- On Lists. 2020.",
    "linked-title": f"- [Large Language Models for Data Annotation]({ARXIV}), EMNLP 2024 [[Code]({CODE})]\n"
    "- On Lists, 2020",
    "bold-title": "- **Large Language Models for Data Annotation**, *Zhen Tan, Alimohammad Beigi, Song Wang*, "
    f"EMNLP 2024. {_LINKS}\n- **On Lists**, 2020.",
    "venue-first": f"- (EMNLP 2024) Large Language Models for Data Annotation {_LINKS}\n- (2020) On Lists",
    "date-first": "- [2024/11] **Large Language Models for Data Annotation**. "
    f"*Zhen Tan, Alimohammad Beigi, Song Wang*. EMNLP. {_LINKS}\n- **On Lists**.",
    "two-line": "- **Large Language Models for Data Annotation**\n"
    f"  *Zhen Tan, Alimohammad Beigi, Song Wang*. EMNLP 2024. {_LINKS}\n- **On Lists**\n  2020.",
    "numbered": "1. **Large Language Models for Data Annotation**. *Zhen Tan, Alimohammad Beigi, Song Wang*. "
    f"EMNLP 2024. {_LINKS}\n2. **On Lists**. 2020.",
    "badge-table": "| Title | Venue | Date | Links |\n|---|---|---|---|\n"
    "| **Large Language Models for Data Annotation** | EMNLP | 2024-11 | "
    f"[![arXiv](https://img.shields.io/badge/arXiv-b31b1b)]({ARXIV}) "
    "[![Stars](https://img.shields.io/github/stars/Zhen-Tan-dmml/LLM4Annotation?style=social)]"
    f"({CODE}) |\n| **On Lists** | - | - |  |",
    "year-table": "| Year | Venue | Title | Code |\n|---|---|---|---|\n"
    f"| 2024 | EMNLP | [Large Language Models for Data Annotation]({ARXIV}) | [code]({CODE}) |\n"
    "| 2020 | - | On Lists | - |",
}  # fmt: skip


@pytest.mark.parametrize("name", READY)
def test_each_form_that_is_ready(name: str, library: Library) -> None:
    assert block(f"{READY[name].kind} form={name}", library) == _WRITTEN[name]


def test_the_page_on_forms_shows_what_each_makes_and_names_each_part() -> None:
    page = (Path(__file__).parents[2] / "docs" / "forms.md").read_text("utf-8")
    for name, form in READY.items():
        entry = format_template(form.entry)
        shown = f"### `{name}`\n\n```text\n{entry}\n```\n\n```markdown\n{_WRITTEN[name]}\n```\n"
        assert shown in page
    rows = "".join(re.findall(r"^\| `.*", page[page.index("## Parts") :], re.MULTILINE))
    named = set(re.findall(r"`([a-z]+)`", rows))
    assert set(PARTS) - set(LINK_FIELDS) <= named


def test_numbers_begin_with_the_first(library: Library) -> None:
    assert [line[:3] for line in block("list form=numbered first=9", library).splitlines()] == [
        "9. ",
        "10.",
    ]


def test_a_form_of_the_settings_goes_before_one_that_is_ready(library: Library) -> None:
    forms = forms_of({"title-first": {"entry": "* {title}", "blank-lines": 1}})
    assert block("list form=title-first", library, forms) == (
        "* Large Language Models for Data Annotation\n\n* On Lists"
    )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"entry": "{title"}, "[forms.x]: a form: the brace at character 1 has no partner; write a backslash before it if it is meant as it is"),
        ({"entry": "{title}", "aligned": "right"}, "[forms.x]: 'aligned' must be one of no, left, centre, odd-left"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_settings_is_told_with_its_table(
    settings: dict[str, str], message: str
) -> None:
    with pytest.raises(SynbibError) as error:
        forms_of({"x": settings})
    assert error.value.message == message


def test_a_form_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(SynbibError) as error:
        Options().set("form", "title-fist")
    assert (
        error.value.message == "unknown form 'title-fist'; did you mean title-first or date-first?"
    )


# --- which entries ------------------------------------------------------------------------------------------

FIVE = read_text("".join(f"@misc{{k{n}, title={{T{n}}}}}" for n in range(5)))


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ("", "01234"),
        ("after=k1", "234"),
        ("until=k1", "01"),
        ("after=k0 until=k3", "123"),
        ("place='k3 first'", "30124"),
        ("place='k0 after k4, k1 after k0'", "23401"),
        ("place='k3 first' after=k3 until=k1", "01"),
        ("place='gone after k1'", "01234"),
        ("place='k0 after k2' limit=3", "120"),
    ],
)
def test_entries_are_moved_and_a_stretch_of_them_chosen(options: str, titles: str) -> None:
    lines = block(f"list form=title-first {options}", FIVE).splitlines()
    assert "".join(line.removeprefix("- T") for line in lines) == titles


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("after=k9", "unknown entry of this block 'k9'"),
        ("place='k1 k2'", "place: 'k1 k2' is not KEY after KEY, nor KEY first"),
        ("place=','", "place: there is nothing to move; write e.g. roe2021 after doe2020"),
        ("first=0", "first: '0' is not a number of entries; give one from 1 on"),
    ],
)
def test_what_cannot_be_chosen_is_an_error(options: str, message: str) -> None:
    with pytest.raises(ReadmeError) as error:
        block(f"list form=title-first {options}", FIVE)
    assert str(error.value) == f"README.md:1:1: {message}"
