"""Searches: what each form finds in a small store, and what is said of those that are none."""

from __future__ import annotations

import contextlib

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import SynbibError, UnknownNameError
from synbib.library import Library, parse_query, read_text

STORE = r"""
@inproceedings{tan2024annotation,
  author = {Tan, Zhen and Wang, Song}, title = {Large Language Models for Data Annotation: A Survey},
  booktitle = {Empirical Methods in Natural Language Processing (EMNLP)}, year = {2024}, month = nov,
  doi = {10.18653/v1/2024.emnlp-main.54}, code = {https://github.com/Zhen-Tan-dmml/LLM4Annotation},
  keywords = {survey, data annotation}, groups = {Surveys}, volume = {54},
}
@misc{lupidi2024source2synth,
  author = {Lupidi, Alisia and Gonz{\'a}lez, Jos{\'e}}, title = {{Source2Synth}: Grounded \& Curated},
  year = {2024}, eprint = {2409.08239}, archiveprefix = {arXiv}, keywords = {rag; storage}, groups = {Tuning},
  abstract = {We teach tables.},
}
@article{chen2023phi,
  author = {陈, 一凡 and Müller, J{\"u}rgen}, title = {Was ist $\phi$ wert?}, langid = {ngerman},
  journal = {Transactions on Machine Learning Research}, date = {2023-05-17}, groups = {Methods},
}
@book{knuth1984texbook, editor = {Knuth, Donald}, title = {The {\TeX}book}, year = {1984}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\;0\;1\;\;\;\;;
1 StaticGroup:Methods\;0\;1\;\;\;\;;
2 StaticGroup:Tuning\;0\;1\;\;\;\;;
}
"""
TAN, LUPIDI, CHEN, KNUTH = ALL = (
    "tan2024annotation", "lupidi2024source2synth", "chen2023phi", "knuth1984texbook"
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return read_text(STORE)


def found(library: Library, query: str) -> tuple[str, ...]:
    return tuple(entry.key for entry in parse_query(query).select(library))


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        # Words stand anywhere: in titles, names, venues, keywords, abstracts, years, keys.
        ("annotation", [TAN]),
        ("ANNOTATION survey", [TAN]),
        ("lupidi2024", [LUPIDI]),
        ("tables", [LUPIDI]),
        ("2024", [TAN, LUPIDI]),
        ("emnlp", [TAN]),
        ('"data annotation"', [TAN]),
        ('"annotation data"', []),
        # Accents, case and LaTeX do not count.
        ("gonzalez", [LUPIDI]),
        ("GONZÁLEZ", [LUPIDI]),
        ("title:texbook", [KNUTH]),
        ("author:muller", [CHEN]),
        ("author:陈", [CHEN]),
        # A field contains a word, or is it.
        ("author:wang", [TAN]),
        ('author:"Zhen Tan"', [TAN]),
        ('author:"Tan, Zhen"', [TAN]),
        ("author=tan", [TAN]),
        ("author=ta", []),
        ("editor:knuth", [KNUTH]),
        ("keyword:rag", [LUPIDI]),
        ("keyword:stor", [LUPIDI]),
        ("keyword=stor", []),
        ('keyword="data annotation"', [TAN]),
        ("type:article", [CHEN]),
        ("venue:emnlp", [TAN]),
        ('venue:"machine learning research"', [CHEN]),
        ("venue=arxiv", [LUPIDI]),
        ("key:tex", [KNUTH]),
        ("language:de", [CHEN]),
        ("langid:ngerman", [CHEN]),
        ("arxiv:2409", [LUPIDI]),
        ("doi:10.18653", [TAN]),
        ("code:github.com", [TAN]),
        # A group holds those below it.
        ("group:methods", [LUPIDI, CHEN]),
        ("group=Methods", [LUPIDI, CHEN]),
        ("group=Tuning", [LUPIDI]),
        ("group=Methods/Tuning", [LUPIDI]),
        ("group=Meth", []),
        ("group:none", [KNUTH]),
        # A field is there, or not.
        ("code:any", [TAN]),
        ("-code:none", [TAN]),
        ("abstract:none", [TAN, CHEN, KNUTH]),
        ('title:"none"', []),
        # Numbers and dates are compared as far as both are known.
        ("year>=2023", [TAN, LUPIDI, CHEN]),
        ("year>2023", [TAN, LUPIDI]),
        ("year<2000", [KNUTH]),
        ("year<=1984", [KNUTH]),
        ("year:2020..2023", [CHEN]),
        ("year:..2000", [KNUTH]),
        ("year:2024..", [TAN, LUPIDI]),
        ("date>=2024-10", [TAN]),
        ("date:2024-09", [LUPIDI]),  # by its arXiv number
        ("date:2023-05-01..2023-05-31", [CHEN]),
        ("date<=1984-01", [KNUTH]),
        ("month>=10", [TAN]),
        ("volume>50", [TAN]),
        # Regular expressions.
        ("title:/^source\\d/", [LUPIDI]),
        ("doi:/^10\\.18653\\/v1/", [TAN]),
        # Terms together.
        ("year:2024 -type:misc", [TAN]),
        ("year:2024 NOT type:misc", [TAN]),
        ("year:2024 AND type:misc", [LUPIDI]),
        ("type:book OR type:article", [CHEN, KNUTH]),
        ("type:book | type:article", [CHEN, KNUTH]),
        ("year:2024 (wang OR gonzalez) -rag", [TAN]),
        ("type:book OR year:2024 rag", [LUPIDI, KNUTH]),
        ("-(type:book OR year:2024)", [CHEN]),
        ("--type:book", [KNUTH]),
        ("or", [TAN, LUPIDI]),  # in small letters it is a word like any other: `for`, `storage`
    ],
)  # fmt: skip
def test_a_query_finds(library: Library, query: str, keys: list[str]) -> None:
    assert found(library, query) == tuple(keys)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "query:1: there is nothing to search for; write e.g. year>=2023 author:Wang"),
        ("rag (a", "query:5: this is never closed; write ) at its end"),
        ("rag) a", 'query:4: this closes nothing; delete it, or put it in quotes: ")"'),
        ('rag "two words', 'query:5: this is never closed; write " at its end'),
        ('author:""', "query:8: there is nothing in the quotes; write author:VALUE without blanks"),
        ("author: Wang", "query:8: a value of author is missing here; write author:VALUE without blanks"),
        ("year >= 2023", "query:6: a field is missing here; write e.g. year>=2023, without blanks"),
        ("year>=soon", "query:7: '>=' compares numbers and dates, not 'soon'; write e.g. year>=2023"),
        ("a OR", 'query:5: a word is missing here; write one, or put the sign in quotes: "|"'),
        ("a NOT", 'query:6: a word is missing here; write e.g. rag, "two words", -word to leave it out'),
        ("title:/(/", "query:7: '(' is not a regular expression (missing ), unterminated subpattern at position 0); write e.g. title:/^on /"),
        ("rag autor:Wang", "query:5: unknown field 'autor'; did you mean author or origauthor or bookauthor?"),
        (51 * "(" + "a" + 51 * ")", "query:51: this is nested more than 50 deep; write it flatter"),
    ],
)  # fmt: skip
def test_what_is_no_query_is_an_error_with_its_column(
    library: Library, query: str, message: str
) -> None:
    with pytest.raises(SynbibError) as error:
        found(library, query)
    assert error.value.message == message


def test_a_field_that_entries_may_have_is_known_before_one_has_it(library: Library) -> None:
    assert found(library, "isbn:any") == ()
    assert found(read_text("@misc{a, mood = {good}}"), "mood:good") == ("a",)
    with pytest.raises(UnknownNameError, match="query:1: unknown field 'mood'"):
        found(library, "mood:good")


def test_a_query_looks_through_the_entries_that_it_is_given_in_their_order(
    library: Library,
) -> None:
    entries = [library[KNUTH], library[LUPIDI], library[TAN]]
    assert parse_query("year:2024").select(library, entries) == entries[1:]


@given(
    st.text(st.sampled_from(' ab:"()|-/=<>.\\0OR'), max_size=30)
    | st.lists(st.sampled_from(["a", "OR", "-", "(", ")", "year:", "2023", "..", '"', " "])).map(
        "".join
    )
)
def test_any_text_is_a_query_or_an_error_with_a_column_in_it(library: Library, text: str) -> None:
    try:
        assert set(found(library, text)) <= set(ALL)
    except SynbibError as error:
        column = int(error.message.split(":")[1])
        assert 1 <= column <= len(text) + 1


WORDS = st.sampled_from(["annotation", "year>=2023", "type:misc", "code:any", "-rag", "(a OR b)"])


@given(WORDS, WORDS)
def test_either_both_and_not_are_those_of_sets(library: Library, one: str, two: str) -> None:
    first, second = set(found(library, one)), set(found(library, two))
    assert set(found(library, f"{one} {two}")) == first & second
    assert set(found(library, f"{one} OR {two}")) == first | second
    assert set(found(library, f"-({one})")) == set(ALL) - first


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "("), ("", "-"), ("", '"a'), ("", '"'), ("", "a"), ("title:/", "a\\"), ("", "a OR "), ("", "year:.."), ("", " "),
    ],
)  # fmt: skip
def test_hostile_queries_take_time_in_proportion_to_their_length(before: str, piece: str) -> None:
    def parse(times: int) -> None:
        with contextlib.suppress(SynbibError):
            parse_query(before + piece * times)

    assert in_proportion(parse, 50_000)


def test_an_entry_is_found_by_each_of_its_keys() -> None:
    library = read_text("@misc{new2019, ids = {old2019, older}, title = {One}}")
    for key in ("new2019", "old2019", "older"):
        assert [entry.key for entry in parse_query(f"key={key}").select(library)] == ["new2019"]
