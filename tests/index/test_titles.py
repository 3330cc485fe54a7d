"""Works found by their titles, misspelt ones too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.index import Database, File, LocalIndex
from synbib.index.record import Record
from synbib.index.titles import asked, chosen, likeness, stretches, trigrams
from synbib.library import Entry
from synbib.lookup import Question

TITLES = {
    "a": "Attention Is All You Need",
    "b": "Attention Is Not All You Need",
    "c": "Deep Residual Learning for Image Recognition",
    "d": "预训练语言模型的研究",
    "e": "Greed Is Good: Near-Optimal Submodular Maximization via Greedy Optimization",
}


def record(key: str, title: str, author: str = "Doe, Jane", year: str = "2017") -> Record:
    return Record(
        "inproceedings", key, {"title": title, "author": author, "year": year, "booktitle": "ACL"}
    )


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "index.sqlite", create=True)
    file = made.begin(File(0, "x.bib", "bib", "1", complete=True))
    made.add(file, [record(*each) for each in TITLES.items()], len(TITLES), finished=True)
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("attentionisallyouneed", ["a"]),
        ("atentoinisallyouneeed", ["a", "b"]),
        ("deepresidvallearningforimagerecogniton", ["c"]),
        ("预训练语言模型的研究", ["d"]),
        ("预训练语言模型研究", ["d"]),
        pytest.param("greedisgood", ["e"], id="without its subtitle"),
        ("somethingelse", []),
        ("x", []),
        ('*"*"*"*"*', []),
        ("".join(map(str, range(100_000))), []),
        ("", []),
    ],
)
def test_a_title_is_found_though_it_is_misspelt(
    database: Database, asked: str, found: list[str]
) -> None:
    assert [hit.record.key for hit in database.by_title(asked)] == found


def test_a_short_title_is_found_with_its_subtitle(tmp_path: Path) -> None:
    made = Database(tmp_path / "index.sqlite", create=True)
    long = (
        "Living on the Edge: Productivity Gain Thresholds in Machine Translation Evaluation Metrics"
    )
    short = {f"s{n}": f"Living on a Ledge {n}" for n in range(60)}
    file = made.begin(File(0, "x.bib", "bib", "1", complete=True))
    made.add(file, [record(*each) for each in {**short, "long": long}.items()], 61, finished=True)
    assert "long" in [hit.record.key for hit in made.by_title("livingontheedge")]


def test_of_several_works_of_one_title_that_of_the_author_and_the_year_goes_first(
    database: Database,
) -> None:
    [file] = database.files()
    several = [
        record("x", "Introduction to It", "Roe, Richard", "1990"),
        record("y", "Introduction to It", "Roe, Richard", "2016"),
        record("z", "Introduction to It", "Poe, Edgar", "2016"),
    ]
    database.add(file, several, 7, finished=True)
    found = database.by_title("introductiontoit", "roe", 2015)
    assert [hit.record.key for hit in found] == ["y", "x", "z"]


def test_another_process_that_adds_the_same_file_is_noticed(database: Database) -> None:
    [file] = database.files()
    database.add(file, [], 6, finished=False)
    with pytest.raises(Exception, match="another process adds it at this moment; wait for it"):
        database.add(file, [], 6, finished=False)


def test_the_index_answers_questions_with_works_as_they_come_in(database: Database) -> None:
    index = LocalIndex([database])
    [found] = index.find(Question(title="Attention is all you need", family="Doe", year="2017"))
    assert (found.title, found.identity.year, found.source) == (
        "Attention Is All You Need",
        2017,
        "x.bib",
    )
    assert index.find(Question(scheme="doi", identifier="10.1000/none")) == []
    assert len(index.find(Question(title="Attention is al you need", most=1))) == 1


def test_a_venue_of_which_there_are_few_works_is_not_expected_to_be_whole(
    database: Database,
) -> None:
    index = LocalIndex([database])
    wanted = Entry("inproceedings", "", {"title": "Other", "booktitle": "ACL", "year": "2017"})
    assert index.expected(wanted) == ""
    [file] = database.files()
    database.add(file, [record(str(n), f"Paper number {n}") for n in range(20)], 25, finished=True)
    assert index.expected(wanted) == "the index has 25 works of this venue and year"
    workshop = {"title": "Other", "booktitle": "ACL Workshops", "year": "2017"}
    assert index.expected(Entry("inproceedings", "", workshop)) == ""


def test_a_number_that_a_whole_archive_lacks_does_not_exist_unless_it_is_newer(
    tmp_path: Path,
) -> None:
    made = Database(tmp_path / "index.sqlite", create=True)
    file = made.begin(File(0, "x.json", "arxiv", "1", complete=True, scheme="arxiv"))
    preprint = Record(
        "misc", "1", {"title": "A Title", "eprint": "2402.13446", "archiveprefix": "arXiv"}
    )
    index = LocalIndex([made])
    file = made.add(file, [preprint], 1, finished=False)
    assert index.lacks("arxiv", "2301.00001") == ""
    made.add(file, [], 1, finished=True)
    assert (
        index.lacks("arxiv", "2301.00001")
        == "the index has all arxiv identifiers before 2402.13446"
    )
    assert (
        index.lacks("arxiv", "cs/0101001")
        == "the index has all arxiv identifiers before 2402.13446"
    )
    assert index.lacks("arxiv", "2402.00001") == ""
    assert index.lacks("doi", "10.1000/x") == ""


@given(st.dictionaries(st.text(min_size=3, max_size=3), st.integers(0, 100_000), max_size=60))
def test_the_rarest_stretches_are_chosen_and_few_of_them(counts: dict[str, int]) -> None:
    found = chosen(counts)
    assert len(found) <= 24
    assert [counts[each] for each in found] == sorted(counts.values())[: len(found)]
    assert len(found) >= min(6, len(counts))


@given(st.text(), st.text())
def test_likeness_is_the_same_from_both_sides_and_whole_for_one_title(one: str, other: str) -> None:
    a, b = trigrams(one), trigrams(other)
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == (1 if a else 0)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789é", max_size=80), st.data())
def test_a_title_shares_most_stretches_with_itself_misspelt(
    title: str, data: st.DataObject
) -> None:
    assert asked(title) <= stretches(title)
    if title and title.isascii():
        at = data.draw(st.integers(0, len(title) - 1))
        wrong = f"{title[:at]}x{title[at + 1 :]}"
        assert len(asked(wrong) - stretches(title)) <= 5
