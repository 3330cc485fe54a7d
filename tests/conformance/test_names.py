"""Names that hold control sequences are cut where biber cuts them; what differs has its reason in `names`.

Without biber these tests skip.
"""

from __future__ import annotations

import shutil

import pytest
from names import UNEXPLAINED, WILD, Difference, by_us, differences, names_in

pytestmark = pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")

TRAPS = [
    r"Mu\~noz",
    r"Jo\~ao Sim\~oes",
    r"Sim\~oes, Jo\~ao",
    r"\'{E}va Tardos",
    r"\'Eva Tardos",
    r"Fran\c{c}ois Le\'on",
    r"\c{C}etin Kaya Ko\c{c}",
    r"\c Cetin, Ali",
    r"\L ukasz Kaiser",
    r"{\L}ukasz {\L}aski",
    r"\v Cech, Eduard",
    r"\v{S}tefan \v Cech",
    r"\AA ge Bj\o rck",
    r"Donald E.\ Knuth",
    r"Lorenzo de'\hspace{0pt} Medici",
    r"Weng{-}Kee Chan",
    r"Jean {\'E}douard de la Tour",
    r"{\'e}douard de la Tour",
    r"{\"U}nal, {\.I}lker",
    r"\"Ostlund, \'Asa",
    r"Paul Erd\H{o}s",
    r"Paul Erd\H os",
    r"Hans \O rsted",
    r"Ma{\~n}as, Jos{\'e} {\'A}ngel",
    r"{Barnes and Noble {\&} Co.}",
    r"Rafa{\l} {\enquote{bl4de}} Janicki",
]


def unexplained(found: list[Difference]) -> list[Difference]:
    return [each for each in found if each.cause.startswith(UNEXPLAINED)]


def test_letters_that_are_control_sequences_part_no_name() -> None:
    assert unexplained(list(differences(TRAPS))) == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        # Of these biber leaves the control sequence, and makes a particle or a word of it, or loses an accent.
        (r"Ng\~{\^e}n V\u{a}n", ("Ngễn", "", "Văn", "")),
        (r"D.\,E. Knuth", ("D. E.", "", "Knuth", "")),
        (r"Knuth, D.\,E.", ("D. E.", "", "Knuth", "")),
        (r"{\uppercase{d}e La} Cruz, Maria", ("Maria", "De La", "Cruz", "")),
        (r"Maria {\uppercase{d}e La} Cruz", ("Maria", "De La", "Cruz", "")),
    ],
)
def test_where_biber_is_no_oracle(name: str, parts: tuple[str, ...]) -> None:
    assert by_us(name) == parts


@pytest.mark.skipif(not WILD.is_dir(), reason="the files that lie beside the project are absent")
def test_names_of_real_files_are_cut_where_biber_cuts_them() -> None:
    names = names_in(sorted(WILD.glob("*.bib")), every=False)
    assert len(names) > 500
    assert unexplained(list(differences(names))) == []
