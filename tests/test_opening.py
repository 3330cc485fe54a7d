"""Files of works in any format, as libraries."""

from pathlib import Path

import pytest

import synbib
from synbib.errors import SynbibError

CSL = """[
  {"id": "doe", "type": "article-journal", "title": "On Things", "author": [{"family": "Doe", "given": "Ann"}],
   "container-title": "Journal of Things", "issued": {"date-parts": [[2020, 5]]}},
  {"type": "book", "title": "A Book", "author": [{"family": "Roe", "given": "Bo"}], "issued": {"date-parts": [[2019]]}},
  {"type": "book", "title": "A Book", "author": [{"family": "Roe", "given": "Bo"}], "issued": {"date-parts": [[2019]]}}
]"""


@pytest.mark.parametrize("name", ["refs.json", "refs.txt", "refs"])
def test_the_content_tells_the_format_where_the_ending_does_not(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CSL)
    library = synbib.read(tmp_path / name)
    assert [(key, entry.title) for key, entry in library.items()] == [
        ("doe", "On Things"),
        ("roe2019book", "A Book"),
        ("roe2019booka", "A Book"),
    ]


def test_what_nothing_tells_is_bibtex(tmp_path: Path) -> None:
    (tmp_path / "refs").write_text("% mine\n@misc{a, title = {A}}\n")
    assert list(synbib.read(tmp_path / "refs")) == ["a"]


def test_records_and_bibtex_are_one_library_of_which_the_first_file_counts(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@book{doe, title = {Another}}\n@book{poe, title = {P}}\n")
    (tmp_path / "b.json").write_text(CSL)
    both = [synbib.read(tmp_path / "a.bib"), synbib.read(tmp_path / "b.json")]
    assert synbib.combine(both)["doe"].title == "Another"
    assert synbib.combine(reversed(both))["doe"].title == "On Things"
    assert list(synbib.combine(both)) == ["doe", "poe", "roe2019book", "roe2019booka"]


def test_a_broken_file_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('[{"id": "a",\n "title": }]')
    with pytest.raises(SynbibError, match=r"b\.json:2:11: not JSON"):
        synbib.read(tmp_path / "b.json")


def test_an_item_of_csl_json_is_formatted_as_it_is(tmp_path: Path) -> None:
    """Its titles are in the case that they are to have, and it has variables that no field holds."""
    (tmp_path / "refs.json").write_text(
        '[{"id": "a/b c", "type": "book", "title": "Bees of central Europe (Halictidae)", "archive": "Box 3"}]'
    )
    [entry] = synbib.read(tmp_path / "refs.json").values()
    assert entry.csl == {
        "id": entry.key,
        "type": "book",
        "title": "Bees of central Europe (Halictidae)",
        "archive": "Box 3",
    }
    assert entry.key == "beescentral"


def test_a_title_in_sentence_case_keeps_its_names_and_one_in_title_case_is_brought_into_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "refs.ris").write_text(
        "TY  - BOOK\nTI  - Review of the bees of central Europe (Halictidae)\nER  - \n\n"
        "TY  - BOOK\nTI  - The Bees of Europe and Their Kin\nER  - \n"
    )
    library = synbib.read(tmp_path / "refs.ris")
    assert [entry.csl["title"] for entry in library.values()] == [
        "Review of the bees of central Europe (Halictidae)",
        "The bees of europe and their kin",
    ]


@pytest.mark.parametrize("named", ["bibtex", "bib", "biblatex"])
def test_bibtex_in_either_dialect_is_read_with_its_macros_and_its_groups(
    tmp_path: Path, named: str
) -> None:
    (tmp_path / "refs").write_text('@string{j = "J"}\n@article{a, journal = j, groups = {G}}\n')
    library = synbib.read(tmp_path / "refs", format=named)
    assert library["a"].fields["journal"] == "J"
    assert [group.name for group in library.groups.children] == ["G"]
    assert library.document.text.startswith("@string")
