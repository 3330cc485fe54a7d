"""Citation keys renamed: everything that names an entry follows, and nothing else of the file changes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.bibtex import Document
from synbib.errors import BibtexError, SynbibError, UnknownKeyError
from synbib.verbs.renaming import check_key, keys_by_pattern, rename_keys

STORE = r"""% synbib: ignore duplicate roe2020 doe2019
@Book{roe2020,
    title  =   "A",   % first
  year={2020} }
@string{s = {S}}
@inproceedings(doe2019, crossref = {ROE2020}, related = {roe2020, poe}, note = {See \cite[p.~1]{roe2020}},)
@misc{poe, ids = {old, older}, title = {C}, xdata = roe2020}
@misc{zoe, title = {xdata=roe2020-title}}

free text about roe2020
@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:X\;0\;roe2020\;poe\;;
}
"""


def renamed(text: str, keys: dict[str, str], *, aliases: bool = False) -> str:
    return rename_keys(synbib.read_text(text), keys, aliases=aliases).text


def test_all_that_names_an_entry_follows_and_the_rest_stays_byte_for_byte() -> None:
    assert renamed(STORE, {"roe2020": "new"}) == (
        STORE.replace("duplicate roe2020", "duplicate new")
        .replace("@Book{roe2020", "@Book{new")
        .replace("ROE2020", "new")
        .replace("{roe2020, poe}", "{new, poe}")
        .replace("{roe2020}}", "{new}}")
        .replace("xdata=roe2020-title", "xdata=new-title")
        .replace(r"roe2020\;", r"new\;")
    )


def test_what_came_of_it_is_told() -> None:
    done = rename_keys(synbib.read_text(STORE, "refs.bib"), {"poe": "poe1999", "zoe": "zoe"})
    assert (done.name, done.before, done.keys) == ("refs.bib", STORE, {"poe": "poe1999"})
    assert done.changed
    assert done.text == STORE.replace("{poe,", "{poe1999,").replace(", poe}", ", poe1999}").replace(
        r"\;poe\;", r"\;poe1999\;"
    )


def test_a_key_with_blanks_is_followed_though_bibtex_takes_none() -> None:
    text = "@misc{a b, related = {c}}\n@misc{c, related = {a  b,d}, xdata = {c, a b}, crossref = {a b}}\n"
    assert renamed(text, {"a b": "ab"}) == text.replace("a b", "ab").replace("a  b", "ab")


def test_two_entries_may_get_each_others_key() -> None:
    text = "@misc{a, related = {b}}\n@misc{b, note = {\\cite{a}}}\n"
    assert renamed(text, {"a": "b", "b": "a"}) == (
        "@misc{b, related = {a}}\n@misc{a, note = {\\cite{b}}}\n"
    )


def test_a_key_may_get_other_capitals() -> None:
    assert renamed("@misc{Roe, title = {A}}", {"Roe": "roe"}) == "@misc{roe, title = {A}}"


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("@misc{a,\n  title = {A},\n}", {"a": "b"}, "@misc{b,\n  title = {A},\n  ids = {a},\n}"),
        ("@misc{a, ids = {x,b}}", {"a": "b"}, "@misc{b, ids = {x, a}}"),
        ("@misc{a, IDS = {a}}", {"a": "b"}, "@misc{b, IDS = {a}}"),
        ("@misc{a, ids = {b}}", {"a": "b"}, "@misc{b, ids = {a}}"),
        # The old key is another entry's now.
        ("@misc{a}\n@misc{b}", {"a": "b", "b": "a"}, "@misc{b}\n@misc{a}"),
        ("@misc{a}\n@misc{b}", {"a": "B", "b": "c"}, "@misc{B,\n  ids = {a},\n}\n@misc{c}"),
        # Other capitals are the same key to BibTeX.
        ("@misc{a, t = {A}}", {"a": "A"}, "@misc{A, t = {A}}"),
    ],
)
def test_an_entry_keeps_its_old_key_as_a_further_one_on_wish(
    text: str, keys: dict[str, str], after: str
) -> None:
    assert renamed(text, keys, aliases=True) == after


@pytest.mark.parametrize(
    ("keys", "error", "message"),
    [
        ({"poe": "zoe"}, SynbibError, "there is an entry 'zoe' already; choose another key"),
        ({"poe": "ZOE"}, SynbibError, "there is an entry 'zoe' already, which BibTeX does not tell from 'ZOE'"),
        ({"poe": "x", "zoe": "X"}, SynbibError, "'poe' and 'zoe' cannot both become 'X'"),
        ({"zoe": "Old"}, SynbibError, "'Old' is a further key (ids) of 'poe'; choose another key"),
        ({"zoe": "z%"}, SynbibError, "'z%' holds '%', which TeX cannot cite"),
        ({"zoe": "a,b"}, BibtexError, "'a,b' is not a citation key"),
        ({"zoe": ""}, BibtexError, "'' is not a citation key"),
        ({"zoe2": "x"}, UnknownKeyError, "unknown citation key 'zoe2'; did you mean zoe"),
        ({"old": "x"}, UnknownKeyError, "'old' is a further key of 'poe'; give that one instead"),
    ],
)  # fmt: skip
def test_what_would_confuse_entries_is_refused(
    keys: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        renamed(STORE, keys)
    assert str(raised.value).startswith(message)


def test_a_key_that_two_entries_have_is_not_renamed() -> None:
    with pytest.raises(BibtexError) as raised:
        rename_keys(synbib.read_text("@misc{a}\n\n@misc{a}", "refs.bib"), {"a": "b"})
    assert str(raised.value).startswith("refs.bib:3:1: the key 'a' is that of the entry in line 1")


@pytest.mark.parametrize("key", ["roe2020", "a:b/c+d.e_f-g", "中文2020", "müller'"])
def test_a_key_that_can_be_cited_is_one(key: str) -> None:
    check_key(key)


@pytest.mark.parametrize(
    "key", ["", " a", "a b", "a,", "a}", "{a", "a=b", 'a"', "*", "a\x00b", "a\u202eb", "a%b", "#", "a~b"]
)  # fmt: skip
def test_another_one_is_refused(key: str) -> None:
    with pytest.raises(SynbibError):
        check_key(key)


def test_time_is_in_proportion(steps: Callable[[Callable[[], object]], int]) -> None:
    def renaming(number: int) -> Callable[[], object]:
        text = "".join(f"@misc{{k{n}, related = {{k{n - 1}}}}}\n" for n in range(number))
        library = synbib.read_text(text)
        keys = {f"k{n}": f"l{n}" for n in range(number)}
        return lambda: rename_keys(library, keys, aliases=True)

    renaming(1)()  # what is imported and compiled once does not count
    assert steps(renaming(200)) < 2.3 * steps(renaming(100))


# --- for every store ------------------------------------------------------------------------------------

_KEYS = ("a", "b", "c-d", "é", "X1")


@st.composite
def stores(draw: st.DrawFn) -> str:
    """Entries that name each other, in every way of writing them."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    listed = st.lists(st.sampled_from(_KEYS), max_size=3, unique=True)
    pieces = [draw(st.sampled_from(["", "\ufeff", "% Encoding: UTF-8\n"]))]
    for key in draw(st.permutations(_KEYS)):
        opening, closing = draw(st.sampled_from([("{", "}"), ("(", ")")]))
        fields = [
            f"title{draw(st.sampled_from(['=', ' = ']))}{{{draw(st.sampled_from(['T', '']))}}}"
        ]
        for name in draw(
            st.lists(st.sampled_from(["related", "xdata", "crossref", "note"]), unique=True)
        ):
            keys = ", ".join(draw(listed))
            fields.append(
                f"{name} = {{\\cite{{{keys}}}}}" if name == "note" else f"{name} = {{{keys}}}"
            )
        separator = draw(st.sampled_from([", ", f",{newline}  ", f", % {key}{newline}"]))
        pieces.append(f"@misc{opening}{key},{separator.join(fields)}{closing}{newline}")
        pieces.append(draw(st.sampled_from(["", newline, f"about a and b{newline}"])))
    return "".join(pieces)  # fmt: skip


@given(stores(), st.permutations((*_KEYS, "new", "newer", "中")))
def test_a_renaming_and_the_inverse_one_give_the_file_back(text: str, new: list[str]) -> None:
    keys = {old: now for old, now in zip(_KEYS, new, strict=False) if old != now}
    free = {now for now in keys.values() if now not in keys}
    kept = {key for key in _KEYS if key not in keys}
    if free & kept:
        return
    after = renamed(text, keys)
    assert [entry.key for entry in Document.parse(after).entries] == [
        keys.get(entry.key, entry.key) for entry in Document.parse(text).entries
    ]
    assert renamed(after, {now: old for old, now in keys.items()}) == text


# --- by a pattern ---------------------------------------------------------------------------------------

WORKS = """
@misc{roe2020, author = {Roe}, year = 2020, title = {A}}
@misc{new, author = {Roe}, year = 2020, title = {B}}
@misc{newer, author = {Roe}, year = 2020, title = {C}}
@misc{roe2020z, author = {Roe}, year = 2020, title = {D}}
@misc{roe2020ai, author = {Roe}, year = 2020, title = {E}}
@misc{nothing, note = {no name, no title}}
@misc{doe, author = {Doe}, year = 2019, ids = {doe2019, roe2020c}}
@misc{twice, author = {Poe}, year = 1999}
@misc{twice, author = {Poe}, year = 1998}
@xdata{data, author = {Roe}, year = 2020}
"""


def test_keys_that_fit_the_pattern_stay_and_the_others_get_letters() -> None:
    assert keys_by_pattern(synbib.read_text(WORKS), "[auth:lower][year]") == {
        "roe2020": "roe2020",
        "new": "roe2020a",
        "newer": "roe2020b",
        "roe2020z": "roe2020z",
        "roe2020ai": "roe2020d",  # "roe2020c" is a further key of another
        "nothing": "nothing",
        "doe": "doe2019",
        "twice": "twice",
    }


def test_keys_of_the_pattern_can_be_given_though_a_key_stands_twice() -> None:
    library = synbib.read_text(WORKS)
    done = rename_keys(library, keys_by_pattern(library, "[auth:lower][year]"))
    assert done.keys == {
        "new": "roe2020a",
        "newer": "roe2020b",
        "roe2020ai": "roe2020d",
        "doe": "doe2019",
    }


def test_a_further_key_is_free_for_its_own_entry_alone() -> None:
    text = "@misc{a, author = {Roe}, ids = {roe}}\n@misc{b, author = {Doe}, ids = {doe, poe}}\n"
    text += "@misc{c, author = {Poe}, ids = {poe}}\n"
    library = synbib.read_text(text)
    assert keys_by_pattern(library, "[auth:lower]") == {"a": "roe", "b": "doe", "c": "poea"}
    assert rename_keys(library, {"a": "roe"}).text.startswith("@misc{roe, author = {Roe}}")


def test_entries_may_swap_keys_to_fit() -> None:
    text = "@misc{roe, author = {Doe}}\n@misc{doe, author = {Roe}}\n"
    assert keys_by_pattern(synbib.read_text(text), "[auth:lower]") == {"roe": "doe", "doe": "roe"}


@given(
    st.lists(st.sampled_from(["Roe", "roe", "Doe", "Poe"]), min_size=1, max_size=8),
    st.integers(0, 8),
)
def test_an_entry_that_is_added_renames_no_other(authors: list[str], at: int) -> None:
    entries = [f"@misc{{k{n}, author = {{{name}}}}}\n" for n, name in enumerate(authors)]
    library = synbib.read_text("".join(entries))
    first = rename_keys(library, keys_by_pattern(library, "[auth]")).text
    before = set(synbib.read_text(first))
    lines = first.splitlines(keepends=True)
    lines.insert(at, "@misc{added, author = {Roe}}\n")
    library = synbib.read_text("".join(lines))
    after = keys_by_pattern(library, "[auth]")
    assert {old: new for old, new in after.items() if old != new}.keys() == {"added"}
    assert before < {
        entry.key for entry in Document.parse(rename_keys(library, after).text).entries
    }
