"""Documents that follow what a store has renamed: citations and blocks, in one go with the store."""

from pathlib import Path

import pytest

from synbib.errors import FileError, SynbibError
from synbib.verbs.renaming import rename_keys
from synbib.verbs.stores import change_stores

README = """\
As [@roe2020, p. 3] says.

<!-- synbib:start list after=roe2020 -->
[@roe2020]
<!-- synbib:end -->
"""


def test_documents_cite_the_new_keys_and_blocks_name_them(tmp_path: Path) -> None:
    store, readme, paper = (tmp_path / name for name in ("refs.bib", "README.md", "paper.tex"))
    store.write_text("@misc{roe2020, title = {A}}\n", encoding="utf-8")
    readme.write_text(README, encoding="utf-8")
    paper.write_bytes(b"\\cite{roe2020} % M\xfcller\r\n")
    [done] = change_stores(
        [store],
        lambda library: rename_keys(library, {"roe2020": "new"}),
        rewrite=[readme, paper],
    )
    assert store.read_text(encoding="utf-8") == "@misc{new, title = {A}}\n"
    assert readme.read_text(encoding="utf-8") == README.replace("roe2020", "new")
    assert paper.read_bytes() == b"\\cite{new} % M\xfcller\r\n"
    assert [document.changed for document in done.documents] == [True, True]


def test_a_key_that_a_document_cannot_cite_is_refused_and_nothing_written(tmp_path: Path) -> None:
    store, paper = tmp_path / "refs.bib", tmp_path / "paper.typ"
    store.write_text("@misc{roe2020, title = {A}}\n", encoding="utf-8")
    paper.write_text("As @roe2020 says.\n", encoding="utf-8")

    def rename(new: str) -> None:
        change_stores(
            [store], lambda library: rename_keys(library, {"roe2020": new}), rewrite=[paper]
        )

    with pytest.raises(SynbibError, match="'DBLP:books/Roe' cannot be cited there"):
        rename("DBLP:books/Roe")
    assert paper.read_text(encoding="utf-8") == "As @roe2020 says.\n"
    assert "roe2020" in store.read_text(encoding="utf-8")
    rename("roe:2020-a")
    assert paper.read_text(encoding="utf-8") == "As @roe:2020-a says.\n"


def test_a_document_that_is_not_there_is_told_as_a_document(tmp_path: Path) -> None:
    store, paper = tmp_path / "refs.bib", tmp_path / "paper.tex"
    store.write_text("@misc{roe2020}\n", encoding="utf-8")
    with pytest.raises(FileError) as told:
        change_stores(
            [store],
            lambda library: rename_keys(library, {"roe2020": "new"}),
            rewrite=[paper],
            hint="name a BibTeX file",
        )
    assert str(told.value) == f"{paper}: no such file; name a document that cites"
    assert store.read_text(encoding="utf-8") == "@misc{roe2020}\n"
