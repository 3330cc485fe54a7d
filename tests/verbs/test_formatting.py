"""BibTeX brought into one form by a call."""

from __future__ import annotations

from pathlib import Path

import pytest

import synbib
from synbib.bibtex.format import FormatOptions
from synbib.errors import BibtexError
from synbib.verbs import format_data

UNTIDY = "@MISC{a,TITLE={A}}\n"
TIDY = "@misc{a,\n  title         = {A},\n}\n"


def test_a_text_in_one_form() -> None:
    done = synbib.format_text(UNTIDY)
    assert (done.text, done.changed, done.diagnostics) == (TIDY, True, ())
    assert not synbib.format_text(TIDY).changed


def test_the_form_is_chosen() -> None:
    options = FormatOptions(space=1, align=0, trailing_commas=False, escape=True)
    text = "@misc{a, title = {Ä}}\n"
    assert synbib.format_text(text, options=options).text == '@misc{a,\n title = {{\\"A}}\n}\n'


def test_what_is_kept_as_it_is_is_told() -> None:
    done = synbib.format_text("@misc{a, title = {A}\n@misc{b, title = {B}}\n", "x.bib")
    assert [str(found).partition(": ")[0] for found in done.diagnostics] == ["x.bib:1:21"]


def test_the_first_line_that_changes_is_told() -> None:
    assert str(synbib.format_text(f"% x\n{UNTIDY}", "x.bib").unformatted) == (
        "x.bib:2:1: not formatted; run synbib fmt"
    )
    assert synbib.format_text(TIDY).unformatted is None


def test_what_is_no_bibtex_is_an_error() -> None:
    with pytest.raises(BibtexError, match=r"x\.bib:1:1: .*conflict"):
        synbib.format_text("<<<<<<< a\n=======\n>>>>>>> b\n", "x.bib")


def test_bytes_stay_in_their_encoding() -> None:
    data = "@misc{a,title={Ä}}\n".encode("latin-1")
    done = format_data(data, "x.bib", encoding="latin-1")
    assert done.data == "@misc{a,\n  title         = {Ä},\n}\n".encode("latin-1")
    assert [found.code for found in done.diagnostics] == ["encoding"]


def test_files_are_written_and_returned(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bib", tmp_path / "two.bib"
    one.write_text(UNTIDY, "utf-8")
    two.write_text(TIDY, "utf-8")
    looked = synbib.format_files([one, two], write=False)
    assert (one.read_text("utf-8"), [each.changed for each in looked]) == (UNTIDY, [True, False])
    assert synbib.format_files([one, two]) == looked
    assert one.read_text("utf-8") == TIDY
