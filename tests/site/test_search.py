"""What the script of the first page loads: columns that search and filters go by, and what is folded away."""

import json
import re
from typing import Any

import pytest

from synbib.library import read_text
from synbib.site import Site, SiteOptions
from synbib.site.search import details, works

# Where entries name no groups, their keywords are groups: the first work comes last.
STORE = r"""
@inproceedings{b, author = {Boole, George and Ärger, Øystein}, title = {Logic}, booktitle = {Proceedings of \emph{Thought}},
  shortvenue = {PoT}, date = {1847-05}, keywords = {algebra; signs}, code = {https://code.example/b}, abstract = {On \emph{signs}.}}
@article{a, author = {Ada}, title = {Notes}, journal = {Notes}, year = 1843, pdf = {https://papers.example/a.pdf}}
@misc{c, title = {An Epic}, year = {-50}, langid = {german}}
"""


def called(script: bytes, name: str) -> list[Any]:
    """The arguments of the call that a script is."""
    text = script.decode("ascii")
    found = re.fullmatch(rf"synbib\.{name}\((.*)\);\n", text, re.DOTALL)
    assert found
    arguments: list[Any] = json.loads(f"[{found[1]}]")
    return arguments


def site(store: str) -> Site:
    """The site of a store."""
    return Site(read_text(store), SiteOptions().set(url="https://you.example/papers"))


def test_columns_have_a_place_for_each_work() -> None:
    (data,) = called(works(site(STORE)), "works")
    assert data.pop("styles")[1:] == [["apa", "APA"], ["ieee", "IEEE"]]
    assert data == {
        "url": "https://you.example/papers/",
        "chunk": 32,
        "venues": ["Notes", "", "PoT"],
        "venueRank": [0, 2, 1],
        "types": ["Journal articles", "Other", "Conference papers"],
        "has": [["code", "Code"], ["abstract", "Abstract"]],
        "year": [1843, None, 1847],
        "date": [18430000, -500000, 18470500],
        "venue": [0, 1, 2],
        "type": [0, 1, 2],
        "bits": [0, 0, 3],
        "author": [0, 2, 1],
        "title": [2, 0, 1],
        "more": ["Notes\na", "c", "Proceedings of Thought\nalgebra\nsigns\nb"],
    }


def test_details_have_citations_and_what_is_folded_away() -> None:
    (_, script), *others = details(site(STORE))
    assert others == []
    number, (ada, epic, boole) = called(script, "details")
    assert number == 0
    assert boole["abstract"] == "On <i>signs</i>."
    assert boole["keywords"] == ["algebra", "signs"]
    assert boole["bibtex"].startswith("@inproceedings{b,")
    assert boole["citations"][1] == (
        'Boole, G., &#38; Ärger, Ø. (1847, May). Logic. <i>Proceedings of <span class="upright">Thought</span></i>.'
    )
    assert set(ada) == {"citations", "bibtex"}
    assert epic["lang"] == "de-DE"


def test_venues_have_their_place_in_the_order_of_letters_and_the_last_is_none() -> None:
    store = "".join(
        f"@article{{k{n}, title = {{T}}, journal = {{{venue}}}}}\n"
        for n, venue in enumerate(["Zoo", "", "Äther", "bees"])
    )
    [data] = called(works(site(store)), "works")
    assert dict(zip(data["venues"], data["venueRank"], strict=True)) == {
        "Äther": 0, "bees": 1, "Zoo": 2, "": 3
    }  # fmt: skip


def test_many_works_are_in_several_files() -> None:
    store = "".join(f"@misc{{k{n}, title = {{T{n}}}}}\n" for n in range(70))
    scripts = list(details(site(store)))
    assert [number for number, _ in scripts] == [0, 1, 2]
    assert [len(called(script, "details")[1]) for _, script in scripts] == [32, 32, 6]


def test_authors_that_a_page_does_not_name_are_found_too() -> None:
    people = " and ".join(f"{chr(65 + n)}son, A." for n in range(15))
    made = site(f"@misc{{k, author = {{{people}}}, title = {{T}}}}")
    (data,) = called(works(made), "works")
    assert data["more"] == ["A. Kson, A. Lson, A. Mson, A. Nson, A. Oson\nk"]


@pytest.mark.parametrize(
    "text", ["</script><script>", "\u2028\u2029", "\u202e\u2066", "'\"\\\\", "*/"]
)
def test_data_is_ascii_and_one_call(text: str) -> None:
    made = site(f"@misc{{k, title = {{T}}, keywords = {{{text}}}, abstract = {{{text}}}}}")
    called(works(made), "works")
    for _, script in details(made):
        called(script, "details")
