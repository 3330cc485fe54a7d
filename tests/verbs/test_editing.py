"""Fields of entries set: what is given is text, and what stands in the file is what BibTeX reads as it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.bibtex import Document
from synbib.errors import BibtexError, SynbibError, UnknownKeyError
from synbib.verbs.editing import (
    Assignment,
    EditedStore,
    edit_entries,
    replace_entry,
    split_assignment,
)

STORE = """\
@string{jacm = "Journal of the ACM"}
% about a
@article{a,
  author  = {Roe, Jane},
  title   = {Old},
  year    = 2020, % checked
  keywords = {rag; llm},
}
@misc(b, title = "B", journaltitle = {X}, keywords = jacm # { x})
@comment{@misc{c, title = {not an entry}}}
@misc{c, title = {C}, crossref = {a}}
"""


def edit(text: str, *words: str, keys: str = "a", **options: object) -> EditedStore:
    assignments = [each for word in words if (each := split_assignment(word))]
    return edit_entries(synbib.read_text(text, "refs.bib"), keys.split(), assignments, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "assignment"),
    [
        ("year=2024", Assignment("year", "=", "2024")),
        ("note=a = b\nc", Assignment("note", "=", "a = b\nc")),
        ("keywords+=rag", Assignment("keywords", "+=", "rag")),
        ("keywords-=rag", Assignment("keywords", "-=", "rag")),
        ("bdsk-url-1 = x ", Assignment("bdsk-url-1", "=", "x")),
        ("note=", Assignment("note", "=", "")),
        ("roe2020", None),
        ("=x", None),
        ("2020=x", None),
    ],
)
def test_an_assignment_is_a_name_a_sign_and_a_value(word: str, assignment: Assignment) -> None:
    assert split_assignment(word) == assignment


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("publisher=Wiley & Sons_1 100%", r"publisher = {Wiley \& Sons\_1 100\%}"),
        ("title=On {BERT} & co", r"title   = {On {BERT} \& co}"),
        ("note=a } b", r"note    = {a {\textbraceright} b}"),
        ("note=Müller", "note    = {Müller}"),
        ("url=https://e.org/a_b?c=d&e#f", "url     = {https://e.org/a_b?c=d&e#f}"),
        ("doi=https://doi.org/10.1000/A_1", "doi     = {10.1000/A_1}"),
        ("file=:a_b.pdf:PDF", "file    = {:a_b.pdf:PDF}"),
        ("pages=1-5", "pages   = {1--5}"),
        ("pages=1--5", "pages   = {1--5}"),
        ("pages=1–5", "pages   = {1--5}"),
        ("month=may", "month   = may"),
        ("month=September", "month   = sep"),
        ("month=5", "month   = {5}"),
        ("journal=jacm", "journal = jacm"),
        ("note=jacm", "note    = {jacm}"),
        ("year=2021", "year    = 2021"),
        ("keywords+=new", "keywords = {rag; llm; new}"),
        ("author+=Doe, John", "author  = {Roe, Jane and Doe, John}"),
        ("groups+=A, B", "groups  = {A, B}"),
        ("keywords-=RAG", "keywords = {llm}"),
    ],
)
def test_a_value_is_written_as_its_field_is(word: str, field: str) -> None:
    text = edit(STORE, word).text
    name = field.split(maxsplit=1)[0]
    lines = STORE.splitlines()
    [written] = [each for each in text.splitlines() if each.startswith(f"  {name} ")]
    assert written.removesuffix(" % checked") == f"  {field},"
    others = [each for each in text.splitlines() if not each.startswith(f"  {name} ")]
    assert others == [each for each in lines if not each.startswith(f"  {name} ")]


def test_fields_are_removed_and_types_changed() -> None:
    done = edit(STORE, "keywords=", "type=book")
    assert done.text == STORE.replace("  keywords = {rag; llm},\n", "").replace("@article", "@book")
    assert done.done == ("a: keywords removed", "a: @book")
    assert edit(STORE, "type=PhD thesis").text.count("type    = {PhD thesis}") == 1
    assert edit(STORE, keys="a c", entry_type="online").text.count("@online{") == 2


def test_semicolons_divide_keywords_and_no_groups() -> None:
    store = "@misc{a, groups = {x;y}, keywords = {b;c}}"
    assert edit(store, "groups+=z", "keywords+=C; d, e").text == (
        "@misc{a, groups = {x;y, z}, keywords = {b;c; d; e}}"
    )
    assert (
        edit(store, "groups-=x", "keywords-=B").text == "@misc{a, groups = {x;y}, keywords = {c}}"
    )


def test_the_first_of_two_entries_of_a_key_is_edited_and_that_is_told() -> None:
    done = edit("@misc{a, title = {A}}\n@misc{a, title = {B}}", "title=C")
    assert done.text == "@misc{a, title = {C}}\n@misc{a, title = {B}}"
    assert done.remarks == ("a: another entry has this key too; the first, in line 1, is edited",)


def test_the_field_that_bibtex_sorts_by_is_removed_and_the_key_stays() -> None:
    assert edit("@misc{a, key = {x}, note = {y}}", "key=").text == "@misc{a, note = {y}}"
    assert edit("@misc{a}", "key=").remarks == ("a: there is no field 'key' to remove",)


def test_a_mistyped_type_is_told() -> None:
    assert edit("@misc{a}", "type=artcle").remarks == (
        "'artcle' is not a type of entry, so the field 'type' gets it; did you mean article?",
    )
    assert edit("@misc{a}", "type=Working Paper").remarks == ()


def test_a_list_that_is_made_of_macros_is_added_to() -> None:
    assert "keywords = jacm # { x} # {, y})" in edit(STORE, "keywords+=y", keys="b").text
    with pytest.raises(SynbibError, match="is made of macros"):
        edit(STORE, "keywords-=x", keys="b")


def test_a_field_goes_by_the_name_that_the_entry_has_for_it() -> None:
    done = edit(STORE, "journal=Y", keys="b")
    assert "journaltitle = {Y}" in done.text
    assert done.remarks == ("b: 'journaltitle' is what the entry has for 'journal'",)


def test_what_is_so_already_changes_nothing() -> None:
    done = edit(STORE, "year=2020", "title=Old", "keywords+=RAG", "type=article", "note=")
    assert (done.text, done.done) == (STORE, ())
    assert done.remarks == ("a: there is no field 'note' to remove",)


def test_values_may_be_latex_or_as_they_stand_in_a_file() -> None:
    assert r"title   = {\emph{A}}" in edit(STORE, r"title=\emph{A}", form="latex").text
    assert "title   = jacm # { x}" in edit(STORE, "title=jacm # { x}", form="written").text
    told = edit(STORE, r"title=\emph{A}").remarks
    assert told == (r"'\emph{A}' is taken as text; --latex takes it as LaTeX",)


def test_an_entry_gets_another_key_and_the_others_follow() -> None:
    done = edit(STORE, "key=new", "year=2021")
    assert done.keys == {"a": "new"}
    assert done.text == STORE.replace("@article{a", "@article{new").replace(
        "crossref = {a}", "crossref = {new}"
    ).replace("2020", "2021")


def test_what_the_rules_find_in_it_is_told_and_what_was_there_before_is_not() -> None:
    text = STORE.replace("Old", "A & B")
    done = edit(text, "doi=nonsense", "year=20212")
    assert sorted(each.code for each in done.findings) == ["malformed-doi", "year-out-of-range"]
    assert all(each.key == "a" and each.name == "refs.bib" for each in done.findings)
    done = edit(text, "date=2024-13-45", "related=nobody", "crossref=nobody")
    assert sorted(each.code for each in done.findings) == [
        "impossible-date", "unknown-parent", "unknown-related",
    ]  # fmt: skip
    assert [each.code for each in edit(text, "doi=x", ignore=["malformed-doi"]).findings] == []


def test_characters_that_the_file_cannot_hold_become_latex() -> None:
    library = synbib.library.read_data("@misc{a, title = {é}}".encode("latin-1"), "x", "latin-1")
    done = edit_entries(library, ["a"], [Assignment("note", "=", "é Ł")])
    assert done.data.decode("latin-1") == r"@misc{a, title = {é}, note = {{\'e} {\L}}}"


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (["title+=x"], SynbibError, "'title' is not a list; set the whole of it with title=…"),
        (["keywords+="], SynbibError, r"keywords\+=: there is nothing to add"),
        (["url=a{b"], BibtexError, "balance the braces"),
        (["key=c"], SynbibError, "there is an entry 'c' already"),
        (["key=C"], SynbibError, "there is an entry 'c' already, which BibTeX does not tell"),
        (["key=x%"], SynbibError, "which TeX cannot cite"),
    ],
)
def test_what_cannot_be_is_refused(words: list[str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        edit(STORE, *words)


def test_unknown_entries_and_one_key_for_several_are_refused() -> None:
    with pytest.raises(UnknownKeyError):
        edit(STORE, "year=1", keys="d")
    with pytest.raises(SynbibError, match="several entries cannot have one key"):
        edit(STORE, "key=x", keys="a b")
    with pytest.raises(BibtexError, match="is not a value"):
        edit(STORE, "title={a", form="written")


@given(
    st.text(st.sampled_from("ab é&%$#_~^\\`-',.\"@=:;!?中{}"), min_size=1, max_size=12),
    st.sampled_from(["title", "note", "publisher", "series", "x-own"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["a", "b", "c"]),
)
def test_what_is_set_is_what_is_read(value: str, field: str, newline: str, key: str) -> None:
    value = " ".join(value.split())
    if not value or value.count("{") == value.count("}") != 0:
        return  # braces that balance are kept, and read as none
    text = STORE.replace("\n", newline)
    done = edit(text, f"{field}={value}", keys=key)
    now = synbib.read_text(done.text)
    assert now[key].texts[field] == value
    before, after = (
        [e for e in Document.parse(each).entries if e.key != key] for each in (text, done.text)
    )
    assert [e.source for e in before] == [e.source for e in after]
    assert done.text.replace("\r\n", "").count("\n") == (
        0 if newline == "\r\n" else done.text.count("\n")
    )


# --- by hand --------------------------------------------------------------------------------------------


def replaced(source: str, key: str = "a") -> str:
    return replace_entry(synbib.read_text(STORE, "refs.bib"), key, source, name="a.bib").text


def test_an_entry_is_put_in_place_of_itself() -> None:
    assert replaced("@book{a, title = {New}}\n\n") == (
        STORE[: STORE.index("@article")]
        + "@book{a, title = {New}}"
        + STORE[STORE.index("\n@misc(b") :]
    )


def test_its_new_key_is_followed() -> None:
    assert "crossref = {new}" in replaced("@book{new, title = {New}}")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "a.bib:1:1: there is no entry; write one entry and nothing else"),
        ("@misc{a}\n\n@misc{b}", "a.bib:3:1: there is more than an entry"),
        ("% c\n@misc{a}", "a.bib:1:1: there is more than an entry"),
        ("@misc{a, title = {x}", "a.bib:1:"),
        ("@misc{a, title = {x}}}", "a.bib:1:22: there is more than an entry"),
        ("@misc{, title = {x}}", "a.bib:1"),
        ("@misc{b, title = {x}}", "there is an entry 'b' already"),
    ],
)
def test_what_is_not_one_entry_is_told_with_its_line(source: str, message: str) -> None:
    with pytest.raises(SynbibError) as raised:
        replaced(source)
    assert str(raised.value).startswith(message)
