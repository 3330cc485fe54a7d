"""Which of millions of records are one work, and that those meet which are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.library import read, read_text
from synbib.library.matching import (
    CATALOGUE,
    Answer,
    Identity,
    blocks_of,
    compare,
    identity_of,
    identity_of_item,
)
from synbib.library.matching.likeness import are_edits_apart
from synbib.text.folding import letters

TITLE = "title={Learning to Rank the Sentences of Long Reports}, "
BY_DOE = "author={Doe, Jane and Roe, Ada}, "
WORK = TITLE + BY_DOE + "year=2020, "


def identity(fields: str) -> Identity:
    return identity_of(read_text(f"@misc{{k, {fields}}}")["k"])


def answer(one: str, other: str) -> str:
    verdict = compare(identity(one), identity(other), CATALOGUE)
    return f"{verdict.answer.value} {verdict.reason} {verdict.against}".strip()


def called(title: str, more: str = "") -> str:
    return f"title={{{title}}}, {BY_DOE} year=2020, {more}"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        # One work, however it is written.
        (WORK, WORK, "same title"),
        (WORK, TITLE.upper() + BY_DOE + "year=2020", "same title"),
        (WORK, TITLE + "author={Doe, J. and Roe, A.}, year=2020", "same title"),
        (TITLE + "author={Müller, Jan}", TITLE + "author={Mueller, J.}", "same title"),
        (TITLE + "author={Hernández, Ana}", TITLE + "author={Hernandes, Ana}", "same title"),
        (TITLE + "author={García Márquez, Gabriel}", TITLE + "author={García, Gabriel}", "same title"),
        (TITLE + "author={Wang, Wei}", TITLE + "author={Wei, Wang}", "same title"),
        (WORK, called("Learnign to Rank the Sentences of Long Report"), "same spelling"),
        (WORK, called("Lerning to Rank teh Sentences of Long Reports"), "same spelling"),
        (WORK + "journal={Proc. Natl. Acad. Sci.}", WORK + "journal={Proceedings of the National Academy of Sciences}", "same title"),
        (called("Learning to Rank the Sentences of Reports: A Case"), called("Learning to Rank the Sentences of Reports", "journal={Nature}"), "same title"),
        # A preprint has another identifier, no journal, and may have waited.
        (WORK + "eprint={2001.01234}, archiveprefix={arXiv}", TITLE + BY_DOE + "year=2023, doi={10.1000/x}, journal={Nature}", "same title"),
        (WORK + "doi={10.1101/2020.01.01}, journal={bioRxiv}", WORK + "doi={10.1000/x}, journal={Nature}", "same title"),
        (TITLE + "author={Doe, Jane}, year=2020", TITLE + BY_DOE + "year=2023, journal={Nature}", "different title year"),
        # So have the versions of one.
        (WORK + "doi={10.6084/m9.figshare.1}", WORK + "doi={10.6084/m9.figshare.1.v2}", "same title"),
        (WORK + "doi={10.21203/rs.3.rs-1/v1}, journal={Nature}", WORK + "doi={10.21203/rs.3.rs-1/v2}, journal={Nature}", "same title"),
        # Two works, however alike.
        (WORK, TITLE + "author={Poe, Edgar}, year=2020", "different title author"),
        (WORK + "doi={10.1000/x}", WORK + "doi={10.1000/y}", "different title doi"),
        (WORK + "journal={Nature}", TITLE + BY_DOE + "year=2023, journal={Nature}", "different title year"),
        (WORK + "journal={Nature}, pages=7", WORK + "journal={Nature}, pages=8", "perhaps title pages"),
        (WORK + "journal={Nature}", TITLE + BY_DOE + "year=2021, journal={Science}", "perhaps title journal"),
        (WORK, TITLE + "year=2020", "perhaps title author"),
        (TITLE + "author={Doe, Jane}", TITLE + "author={Doe, Mary}", "perhaps title author"),
        (TITLE + "author={Li, Na}", TITLE + "author={Na, Li}", "same title"),
        (TITLE + "year=2020, journal={Nature}, pages=7", TITLE + "year=2020, journal={Nature}, pages={7--9}", "same title"),
        (TITLE + "author={Zhang, Wei}", TITLE + "author={张, 伟}", "perhaps title author"),
        (called("Studies in the Theory of Rings, Part I"), called("Studies in the Theory of Rings, Part II"), "different spelling title"),
        (called("The Role of Vitamin A in Healthy Children"), called("The Role of Vitamin D in Healthy Children"), "different spelling title"),
        (called("Results of the Survey of 2019 in All Towns"), called("Results of the Survey of 2018 in All Towns"), "different spelling title"),
        (called("A Long Report on Ranking All Sentences"), called("A Long Report on Ranking All Sentences: Erratum"), "different title title"),
        (called("A Long Report on Ranking All Sentences"), called("Reply: A Long Report on Ranking All Sentences"), "different spelling title"),
        (called("On Reports of the Fourth Workshop on Ranking"), called("On Reports of the Fifth Workshop on Ranking"), "different spelling title"),
        (called("Ways to Work of the Male Population of All Towns"), called("Ways to Work of the Female Population of All Towns"), "different spelling title"),
        (called("The Treatment of Hypothyroidism among All Nurses"), called("The Treatment of Hyperthyroidism among All Nurses"), "different spelling title"),
        (called("基于深度学习的男性图像识别方法研究与应用"), called("基于深度学习的女性图像识别方法研究与应用"), "different spelling title"),
        # What many works are called says nothing; that they begin on one page of one journal does.
        (called("Introduction", "journal={Nature}"), called("Introduction", "journal={Nature}"), "perhaps title title"),
        (called("Letter to the Editor"), called("Letter to the editor"), "perhaps title title"),
        (called("Introduction", "journal={Nature}, pages={1--3}"), called("Introduction", "journal={Nature}, pages=1"), "same title"),
        # An identifier is that of a whole, or was copied.
        (called("Session Details: Vision", "doi={10.1000/x}"), "title={Session Details: Speech and Sound}, author={Poe, E.}, doi={10.1000/x}", "perhaps doi title"),
        (called("Something Else Entirely", "doi={10.1000/x}"), called("Learning to Rank", "doi={10.1000/x}"), "perhaps doi title"),
        (called("Something Else Entirely", "doi={10.1000/x}"), "title={Learning to Rank}, author={Poe, E.}, doi={10.1000/x}", "different doi title"),
        (called("Learning to Rank: A Case"), called("Learning to Rank"), "perhaps title title"),
        (called("Learning to Rank: A Case", "journal={Nature}, pages=7"), called("Learning to Rank", "journal={Nature}, pages=7"), "same title"),
        (called("Learning to Rank", "journal={Nature}, pages=7"), called("Laerning to Rnak", "journal={Nature}, pages=7"), "same spelling"),
        (WORK + "doi={10.1000/x}", "title={Learning to Rank the Sentences}, doi={10.1000/X}", "same doi"),
    ],
)  # fmt: skip
def test_records_are_of_one_work_where_nothing_speaks_against_it(
    one: str, other: str, told: str
) -> None:
    assert answer(one, other) == told
    assert answer(other, one) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("article-journal", "article-journal", "same title"),
        ("article-journal", "article", "same title"),
        ("article-journal", "document", "same title"),
        ("report", "chapter", "same title"),
        ("article-journal", "review", "same title"),
        ("article-journal", "dataset", "perhaps title type"),
        ("article", "software", "perhaps title type"),
        ("article-journal", "thesis", "perhaps title type"),
        ("article-journal", "patent", "perhaps title type"),
        ("book", "review-book", "perhaps title type"),
    ],
)
def test_works_of_two_kinds_may_be_two_though_all_else_is_the_same(
    one: str, other: str, told: str
) -> None:
    first, second = (identity_of_item(item(of)) for of in (one, other))
    for verdict in (compare(first, second, CATALOGUE), compare(second, first, CATALOGUE)):
        assert f"{verdict.answer.value} {verdict.reason} {verdict.against}".strip() == told


def item(of_type: str, year: int = 2020) -> dict[str, Any]:
    return {
        "type": of_type,
        "title": "Learning to Rank the Sentences of Long Reports",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[year]]},
    }


def test_books_and_reports_of_two_years_may_be_two_editions_or_two_of_a_series() -> None:
    for of_type, told in (
        ("report", Answer.PERHAPS),
        ("book", Answer.PERHAPS),
        ("article", Answer.SAME),
    ):
        early, late = (identity_of_item(item(of_type, year)) for year in (2019, 2020))
        assert compare(early, late, CATALOGUE).answer is told


def test_a_preprint_waits_for_its_journal_and_a_book_for_nothing() -> None:
    for of_type, told in (("article", Answer.SAME), ("book", Answer.DIFFERENT)):
        early, late = (identity_of_item(item(of_type, year)) for year in (2017, 2020))
        assert compare(early, late, CATALOGUE).answer is told


# --- where they meet --------------------------------------------------------------------------------------------

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SENTENCE = "Learning to rank the sentences of long reports"


@given(st.integers(0, len(SENTENCE) - 1), st.sampled_from(LETTERS), st.integers(0, 2))
def test_a_letter_that_is_wrong_anywhere_leaves_a_block_in_which_two_meet(
    at: int, letter: str, kept: int
) -> None:
    misspelt = SENTENCE[:at] + letter + SENTENCE[at + kept :]
    known, asked = (
        {(block.kind, block.value) for block in blocks_of(identity(f"title={{{title}}}, {BY_DOE}"))}
        for title in (SENTENCE, misspelt)
    )
    assert known & asked


def test_a_record_is_in_a_block_for_each_thing_that_others_may_share_with_it() -> None:
    blocks = list(blocks_of(identity(WORK + "doi={10.1000/X}")))
    order = "learningtorankthesentencesoflongreports"
    assert blocks == [
        ("doi", "10.1000/x", order),
        ("title", order, order),
        ("head", "learningtora do", order),
        ("tail", "flongreports do", order[::-1]),
        ("word", "sentences do", order),
        ("people", "do ro", order),
    ]
    assert list(blocks_of(Identity(""))) == []


# --- letters ----------------------------------------------------------------------------------------------------


def edits_between(one: str, other: str) -> int:
    """The least number of edits, by the whole table."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            least = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


SHORT = st.text("ab", max_size=9)


@given(SHORT, SHORT, st.integers(0, 4))
def test_texts_are_so_many_edits_apart_as_the_whole_table_says(
    one: str, other: str, most: int
) -> None:
    assert are_edits_apart(one, other, most) == (edits_between(one, other) <= most)


# --- a CSL item -------------------------------------------------------------------------------------------------


def told(identity: Identity) -> dict[str, Any]:
    texts = ("letters", "family", "names", "families", "year", "kind")
    names = (*texts, "identifiers", "numbers", "links")
    return {name: getattr(identity, name) for name in names} | {
        "journal": letters(identity.journal),
        "book": letters(identity.book),
    }


@pytest.mark.parametrize("store", ["tests/snapshots/works.bib", "refs.bib"])
def test_an_item_is_recognised_by_what_its_entry_is(
    store: str, request: pytest.FixtureRequest
) -> None:
    for entry in read(request.config.rootpath / store).values():
        expected, found = identity_of(entry), identity_of_item(entry.csl)
        # An item has one address, where an entry may have an arXiv number besides.
        kept = found.identifiers.items() <= expected.identifiers.items()
        assert kept
        assert told(found) == told(expected) | {"identifiers": found.identifiers}


@pytest.mark.parametrize(
    "item",
    [
        {"title": 7, "author": "Doe", "issued": "2020", "container-title": None},
        {"title": None, "author": [None, {"family": 3}], "issued": {"date-parts": 5}, "DOI": ["x"]},
        {"issued": {"date-parts": [[]], "raw": "May 1999"}, "author": [{}]},
    ],
)
def test_what_has_not_the_form_of_its_variable_is_as_if_it_were_not_there(
    item: dict[str, Any],
) -> None:
    found = identity_of_item(item)
    assert (found.letters, found.family, dict(found.identifiers)) == ("", "", {})
    assert found.year in (None, 1999)
