"""Two titles and their people as two versions of one work, or as two works."""

from __future__ import annotations

import pytest

from synbib.library import read_text
from synbib.verification import Known
from synbib.verification.versions import Change, doubt, title_change


def known(title: str, author: str = "Doe, Jane and Roe, Richard", year: int = 2020) -> Known:
    text = f"@misc{{k, title = {{{title}}}, author = {{{author}}}, year = {year}}}"
    return Known.of(read_text(text)["k"])


@pytest.mark.parametrize(
    ("preprint", "publication", "change"),
    [
        ("Deep Parsing of Trees", "Deep {P}arsing of Trees.", Change.NONE),
        ("Deep Parsing of Trees", "Deep Parsing of Trees: A Simple Baseline", Change.SUBTITLE),
        ("DeepTree: Parsing of Many Trees", "Parsing of Many Trees", Change.SUBTITLE),
        ("DeepTree: Parsing of Many Trees", "T4: Parsing of Many Trees", Change.SUBTITLE),
        ("Towards Deep Parsing of Trees", "Deep Parsing Using Trees", Change.WORDING),
        ("Deep Parsing of Trees and Graphs", "Deep Parsing of Graphs and Trees", Change.WORDING),
        ("Modelling Labelled Behaviour", "Modeling Labeled Behavior", Change.WORDING),
        ("Analysing Colours for Summarisation", "Analyzing Color for Summarization", Change.WORDING),
        ("Graph Networks for Deep Parsing", "Graph Network for Deep Parsing", Change.WORDING),
        ("Deep Parsnig of Unusually Tall and Old Trees", "Deep Parsing of Unusually Tall and Old Trees", Change.WORDING),
        ("Vision Models for Language Tasks", "Language Tasks for Vision Models", Change.UNSURE),
        ("Deep Parsing of Trees", "Deep Parsing of Trees: A Survey", Change.UNSURE),
        ("Deep Parsing of Trees", "Deep Parsing of Trees (Extended Abstract)", Change.UNSURE),
        ("Deep Parsing of Trees", "Deep Parsing of Trees Revisited", None),
        ("Deep Parsing of Trees", "Deep Parsing of Trees II", None),
        ("Deep Parsing in 2019: Many Trees", "Deep Parsing in 2020: Many Trees", None),
        ("SemEval-2013: Parsing of Many Trees", "SemEval-2014: Parsing of Many Trees", None),
        ("Deep Parsing with Trees", "Deep Parsing without Trees", None),
        ("Deep Parsing of Trees", "On the Diet of Barn Owls", None),
    ],
)  # fmt: skip
def test_a_title_changes_between_versions_in_these_ways(
    preprint: str, publication: str, change: Change | None
) -> None:
    ours, theirs = known(preprint).identity, known(publication).identity
    assert title_change(ours, theirs) == title_change(theirs, ours) == change


@pytest.mark.parametrize(
    ("people", "change", "why"),
    [
        ("Roe, R. and Doe, J.", Change.WORDING, ""),
        ("Doe, Jane and Roe, Richard and Poe, Edgar", Change.WORDING, ""),
        ("Doe, Jane", Change.WORDING, ""),
        ("Doe, Jane and others", Change.SUBTITLE, ""),
        ("Doe, Jane and Poe, Edgar", Change.NONE, ""),
        ("Doe, Jane and Poe, Edgar", Change.SUBTITLE, "its authors are not quite the same"),
        ("Poe, Edgar and Moe, Max and Doe, Jane", Change.NONE, "Richard Roe is not among its authors"),
        ("Doe, Jane and Roe, Richard", Change.UNSURE, "its title is “Deep Parsing of Trees”"),
    ],
)  # fmt: skip
def test_most_people_stay(people: str, change: Change, why: str) -> None:
    title = "Deep Parsing of Trees"
    assert doubt(known(title), known(title, people), change) == why


def test_a_publication_is_at_most_six_years_later() -> None:
    title = "Deep Parsing of Trees"
    assert doubt(known(title), known(title, year=2026), Change.NONE) == ""
    assert doubt(known(title), known(title, year=2027), Change.NONE) == (
        "it is of 2027, the preprint of 2020"
    )


def test_a_head_that_several_works_have_is_not_enough_by_itself() -> None:
    ours = known("Parsing Trees", "Doe, Jane")
    theirs = known("Parsing Trees: A Simple Baseline", "Doe, Jane")
    assert doubt(ours, theirs, Change.SUBTITLE) == (
        "its title is “Parsing Trees: A Simple Baseline”"
    )
