"""What a work is looked up by."""

from __future__ import annotations

import pytest

import synbib

LIBRARY = synbib.read_text(
    r"""
@string{roe = {Roe, Ann}}
@book{plain, author = {Doe, Jane}, title = {{GTPA:} {A}
  Generative {M}odel}, year = 2020, publisher = {Not Searched}}
@book{latex, author = {M{\"u}ller, J{\o}rn}, title = {Caf\'e \& $x$}, date = {2019-05}}
@book{macro, author = roe # { and Poe, C.}, title = {Über Lists}}
@proceedings{whole, editor = {Goe, Z.}, title = {Proceedings}, booktitle = {Proceedings}, year = 2021}
@inproceedings{part, author = {Foe, F.}, title = {Part}, crossref = {whole}}
"""
)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("plain", "doe, jane 2020 gtpa: a generative model"),
        ("latex", "muller, jorn 2019-05 cafe & x"),
        ("macro", "roe, ann and poe, c. uber lists"),
        ("part", "foe, f. goe, z. 2021 part"),
    ],
)
def test_people_year_and_title_without_accents_case_and_markup(key: str, expected: str) -> None:
    assert LIBRARY.search_text(key) == expected


def test_entries_that_come_from_no_file_have_it_too() -> None:
    entry = synbib.Entry("book", "a", {"title": "{B}ücher", "year": "2020"})
    assert synbib.Library.of([entry]).search_text("a") == "2020 bucher"


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(synbib.errors.UnknownKeyError, match="did you mean plain"):
        LIBRARY.search_text("plian")
