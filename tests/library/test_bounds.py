"""Time and memory stay in proportion to the file: macros that double, long chains of parents, trees of groups."""

import contextlib
from collections.abc import Callable

import pytest

from synbib.bibtex import Document
from synbib.bibtex.format import FormatOptions, format_document
from synbib.errors import BibtexError, SynbibError
from synbib.library import Library, find_duplicates, find_repeated, merge, parse_query, read_text
from synbib.limits import LONGEST_VALUE, MOST_OF_A_NAME, MOST_RULES, MOST_XDATA

Grows = Callable[[Callable[[int], object], int], bool]


def doubling(definitions: int) -> str:
    """Macros each of which is twice the one before it, and an entry that uses the last."""
    lines = ['@string{s0 = "xxxxxxxxxxxxxxxxxxxxxxxx"}']
    lines += [f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, definitions)]
    return "\n".join([*lines, f"@misc{{k, title = s{definitions - 1}}}"])


def characters(library: Library) -> int:
    """The length of all that the entries of a library say."""
    return sum(len(value) for entry in library.values() for value in entry.fields.values())


def read_whole(text: str) -> Library:
    """Read all that commands ask for."""
    library = read_text(text)
    assert library.diagnostics is not None
    assert library.groups is not None
    for entry in library.values():
        assert entry.csl["id"] == entry.key
    return library


def test_macros_that_double_are_an_error_where_they_become_too_long() -> None:
    library = read_text(doubling(40))
    errors = [d for d in library.diagnostics if d.severity == "error"]
    # 24 characters, doubled 16 times.
    assert str(errors[0]) == (
        "<string>:17:15: the @string 's16' would be more than 1,000,000 characters long; "
        "shorten what it is made of"
    )
    with pytest.raises(BibtexError, match="1,000,000 characters"):
        library.raise_on_errors()
    assert any(d in errors for d in library.check(["k"]))
    assert characters(library) < 3 * LONGEST_VALUE


def test_macros_that_double_up_to_the_limit_are_what_they_say() -> None:
    library = read_text(doubling(16))
    assert not library.diagnostics
    assert library["k"].fields["title"] == "x" * 24 * 2**15


@pytest.mark.parametrize("value", ["s # s", "{x} # s # s"])
def test_a_value_of_macros_that_is_too_long_stays_as_written_and_is_an_error(value: str) -> None:
    library = read_text(f"@string{{s = {{{'x' * 600_000}}}}}\n@misc{{k,\n  title = {value}}}")
    assert library["k"].fields["title"] == value
    [error] = library.diagnostics
    assert str(error) == (
        "<string>:3:11: the value of 'title' would be more than 1,000,000 characters long; "
        "shorten what it is made of"
    )


def test_values_that_are_too_long_together_are_an_error_where_that_begins() -> None:
    entries = "\n".join(f"@misc{{k{n}, title = s # {{x}}}}" for n in range(3000))
    library = read_text(f"@string{{s = {{{'x' * 100_000}}}}}\n{entries}")
    errors = [d for d in library.diagnostics if d.severity == "error"]
    assert (errors[0].line, errors[0].code) == (102, "too-long")
    assert "with all that macros and parents stand for" in errors[0].message
    assert characters(library) < 20_000_000


def test_the_same_entries_asked_for_again_count_once() -> None:
    text = f"@string{{s = {{{'x' * 100_000}}}}}\n@misc{{k, title = s # {{x}}}}"
    library = read_text(text)
    for _ in range(500):
        assert len(read_text(text)["k"].fields["title"]) == 100_001
        assert len(library["k"].fields["title"]) == 100_001
        assert library.diagnostics == ()


def test_formatting_sorts_by_macros_that_double() -> None:
    formatted = format_document(Document.parse(doubling(60)), FormatOptions(sort=("title",)))
    assert "@string{s59 = s58 # s58}" in formatted.text


def test_numbers_of_any_length_are_sorted_by_their_size() -> None:
    long, longer = "2" * 5000, "1" * 5001
    text = f"@misc{{a, volume = {{{longer}}}}}\n@misc{{b, volume = {{{long}}}}}\n@misc{{c, volume = 07}}"
    formatted = format_document(Document.parse(text), FormatOptions(sort=("volume",)))
    assert [entry.key for entry in Document.parse(formatted.text).entries] == ["c", "b", "a"]


def test_what_a_long_parent_hands_on_to_many_is_an_error_where_it_becomes_too_much() -> None:
    parent = f"@proceedings{{p, title = {{P}}, abstract = {{{'x' * 50_000}}}}}\n"
    children = "\n".join(f"@inproceedings{{k{n}, crossref = {{p}}}}" for n in range(1000))
    library = read_text(parent + children)
    errors = [d for d in library.diagnostics if d.severity == "error"]
    assert (errors[0].line, errors[0].code) == (201, "too-long")
    assert "'k199' with what it inherits" in errors[0].message
    assert library["k0"].fields["booktitle"] == "P"
    assert "booktitle" not in library["k999"].fields


def test_more_xdata_than_the_limit_is_an_error_and_takes_over_nothing() -> None:
    def library(count: int) -> Library:
        names = ",".join(f"x{n}" for n in range(count))
        data = "".join(f"@xdata{{x{n}, note = {{N}}}}\n" for n in range(count))
        return read_text(f"@misc{{k, xdata = {{{names}}}}}\n{data}")

    within = library(MOST_XDATA)
    assert (within["k"].fields["note"], within.diagnostics) == ("N", ())
    beyond = library(MOST_XDATA + 1)
    assert "note" not in beyond["k"].fields
    [error] = beyond.diagnostics
    assert str(error) == (
        "<string>:1:18: xdata leads from 'k' to more than 100 entries; nothing is taken from them; name fewer"
    )


def test_references_that_double_end_in_a_warning() -> None:
    data = "".join(
        f"@xdata{{x{n}, author = {{xdata=x{n + 1}-author and xdata=x{n + 1}-author}}}}\n"
        for n in range(60)
    )
    library = read_text(
        f"@misc{{k, author = {{xdata=x0-author}}}}\n{data}@xdata{{x60, author = {{A, B.}}}}"
    )
    assert {d.code for d in library.diagnostics} == {"unknown-xdata"}
    assert len(library["k"].csl["author"]) <= 1000


def tree(records: list[str]) -> str:
    lines = "".join(f"1 {record};\n" for record in records)
    return f"@comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n{lines}}}\n"


def test_groups_with_a_rule_beyond_the_limit_stay_empty() -> None:
    rules = [rf"KeywordGroup:g{n}\;0\;title\;a\;0\;0\;1\;\;\;\;" for n in range(MOST_RULES + 1)]
    library = read_text(tree(rules) + "@misc{k, title = {a}}")
    assert [bool(group.keys) for group in library.groups.children] == [True] * MOST_RULES + [False]
    [warning] = library.diagnostics
    assert "the group 'g200' stays empty: more than 200 groups choose" in warning.message


def test_groups_of_one_name_beyond_the_limit_stay_empty() -> None:
    groups = [r"StaticGroup:g\;0\;1\;\;\;\;"] * (MOST_OF_A_NAME + 1)
    library = read_text(tree(groups) + "@misc{k, groups = {g}}")
    assert sum(bool(group.keys) for group in library.groups.children) == MOST_OF_A_NAME
    [warning] = library.diagnostics
    assert "the group 'g' stays empty: more than 200 groups have this name" in warning.message


# Kind of file → a file of that kind, ``n`` times as much of it.
FILES: dict[str, Callable[[int], str]] = {
    "macros joined": lambda n: f"@string{{s={{xx}}}}@misc{{k,title={' # '.join(['s'] * n)}}}",
    "macros in a preamble": lambda n: f"@string{{s={{x}}}}@preamble{{{' # '.join(['s'] * n)}}}",
    "a long macro used often": lambda n: f"@string{{s={{{'w ' * n}}}}}"
    + "".join(f"@misc{{k{i},title=s}}" for i in range(n)),
    "a chain of parents": lambda n: "".join(
        f"@book{{k{i}, title={{t}}, crossref={{k{i + 1}}}}}\n" for i in range(n)
    ),
    "a circle of parents": lambda n: "".join(
        f"@book{{k{i}, title={{t}}, crossref={{k{(i + 1) % n}}}}}\n" for i in range(n)
    ),
    "one list of data for all": lambda n: "@xdata{y, xdata={"
    + ",".join(f"x{i}" for i in range(n))
    + "}}"
    + "".join(f"@xdata{{x{i}, note={{N}}}}@misc{{k{i}, xdata={{y}}}}" for i in range(n)),
    "one list of references for all": lambda n: "@xdata{a,name={B}}@xdata{x,author={"
    + " and ".join(["xdata=a-name"] * n)
    + "}}"
    + "".join(f"@misc{{k{i},author={{xdata=x-author}}}}" for i in range(n)),
    "a reference to one of many": lambda n: f"@xdata{{x,author={{{'A B and ' * n}C}}}}"
    + "".join(f"@misc{{k{i},author={{xdata=x-author-5}}}}" for i in range(n)),
    "many keys of one entry": lambda n: "@misc{k, ids={" + ",".join(f"x{i}" for i in range(n)) + "}}",
    "many groups of one entry": lambda n: "@misc{k, groups={" + ",".join(map(str, range(n))) + "}}",
    "a wide tree": lambda n: tree([rf"StaticGroup:g{i}\;0\;1\;\;\;\;" for i in range(n)])
    + "".join(f"@misc{{k{i}, groups={{g0}}}}" for i in range(n)),
    "groups of an unknown kind": lambda n: tree([rf"NopeGroup:g{i}\;0\;;" for i in range(n)])
    + "@misc{k}",
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_reading_takes_time_in_proportion_to_the_file(
    kind: str, grows_in_proportion: Grows
) -> None:
    make = FILES[kind]
    assert grows_in_proportion(lambda n: read_whole(make(n)), 1500)


def test_merging_what_groups_list_takes_time_in_proportion(grows_in_proportion: Grows) -> None:
    def run(count: int) -> None:
        keys = "".join(rf"k{n}\;" for n in range(count))
        works = "".join(f"@misc{{k{n}, title={{a}}, author={{B}}}}\n" for n in range(count))
        library = read_text(tree([rf"ExplicitGroup:g\;0\;{keys}"]) + works)
        merged = merge(library, find_duplicates(library))
        assert merged.text.count("k1\\;") == 0

    assert grows_in_proportion(run, 500)


@pytest.mark.parametrize(
    "entry", ["@misc{k, title={a}, author={B}, year=2000}\n", "@misc{k}\n", "@misc{{k{n}, title={{a}}, author={{B}}}}\n"]
)  # fmt: skip
def test_merging_takes_time_in_proportion_to_the_file(
    entry: str, grows_in_proportion: Grows
) -> None:
    def run(count: int) -> None:
        entries = (entry.format(n=n) if "{n}" in entry else entry for n in range(count))
        library = read_text("".join(entries))
        merge(library, find_duplicates(library), find_repeated(library))

    assert grows_in_proportion(run, 1500)


@pytest.mark.parametrize(
    "sign", ["(", "-", "NOT ", '"a', "a OR ", "year:..", " ", "a", '"', "title:/a", "title:/a\\"]
)
def test_understanding_a_query_takes_time_in_proportion(
    sign: str, grows_in_proportion: Grows
) -> None:
    def run(count: int) -> None:
        with contextlib.suppress(SynbibError):
            parse_query(sign * count)

    assert grows_in_proportion(run, 20_000)
