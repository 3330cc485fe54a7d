from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

WORKS = (
    "@inproceedings{w1, title = {Deep Learning of Some {BERT} Matter}, author = {Doe, Jane and Roe, Richard},\n"
    "  booktitle = {Proceedings of {ACL}}, year = {2020}, doi = {10.1109/X.1}, pages = {1--9}, month = jul}\n"
    "@inproceedings{w2, title = {A Study That Two People Made}, author = {Poe, E}, booktitle = {ICML}, year = {2020}}\n"
    "@inproceedings{w3, title = {A Work of Two Conferences}, author = {Poe, E}, booktitle = {ICML}, year = {2020}}\n"
    "@article{w4, title = {A Work of Two Conferences}, author = {Poe, E}, journal = {Mind}, year = {2021}}\n"
)
STORE = """\
@article{doe2019,
  title = {{Deep learning of some BERT matter}},
  author = {Doe, Jane and Roe, Richard},
  journal = {arXiv preprint arXiv:1912.01234},
  year = {2019},
  groups = {Mine},
  code = {https://example.org/code},
  note = {Read it twice},
}

@misc{other, title = {A Study That Two People Made}, author = {Moe, X}, eprint = {1901.00001}, archiveprefix = {arXiv}}
@misc{twice, title = {A Work of Two Conferences}, author = {Poe, E}, eprint = {1901.00002}, archiveprefix = {arXiv}}
@inproceedings{paper, title = {A Study That Two People Made}, author = {Poe, E}, booktitle = {ICLR}, year = 2019}
@misc{citing, title = {Cites}, related = {doe2019}}
"""
UPGRADED = """\
@inproceedings{doe2019,
  title = {{Deep learning of some BERT matter}},
  author = {Doe, Jane and Roe, Richard},
  year = {2020},
  groups = {Mine},
  code = {https://example.org/code},
  note = {Read it twice},
  booktitle = {Proceedings of {ACL}},
  month = jul,
  pages = {1--9},
  doi = {10.1109/X.1},
  eprint = {1912.01234},
  archiveprefix = {arXiv},
}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["upgrade", "--offline", "--no-backup", *arguments])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SYNBIB_INDEX", str(tmp_path / "index.sqlite"))
    (tmp_path / "works.bib").write_text(WORKS)
    assert CliRunner().invoke(main, ["index", "add", "works.bib"]).exit_code == 0
    path = tmp_path / "refs.bib"
    path.write_text(STORE)
    return path


def test_a_preprint_becomes_what_was_published_and_keeps_what_is_its_own(store: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert store.read_text() == UPGRADED + STORE[STORE.index("\n@misc{other") :]
    assert "-  journal = {arXiv preprint arXiv:1912.01234}," in result.stdout
    assert result.stderr.splitlines() == [
        "refs.bib: 'doe2019' was published in ACL 2020 (index)",
        "refs.bib: 'twice' may have been published in ICML 2020: it was published in Mind 2021, too; it is left as it is",
    ]
    assert run().stdout == ""


def test_what_would_change_is_shown_and_nothing_is_written(store: Path) -> None:
    shown = run("--diff")
    assert "+@inproceedings{doe2019," in shown.stdout
    told = run("--dry-run", "--rekey")
    assert told.stdout == "doe2019 -> doe2020deep\n"
    assert told.stderr == shown.stderr == run().stderr
    assert "+@inproceedings" not in told.stdout


def test_a_dry_run_writes_nothing(store: Path) -> None:
    run("--diff", "--rekey")
    run("--dry-run")
    assert store.read_text() == STORE


def test_what_is_doubtful_is_asked_on_a_terminal(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synbib.cli.printing.is_terminal", lambda: True)
    left = CliRunner().invoke(main, ["upgrade", "--offline", "--diff"], input="n\n")
    assert left.stderr.splitlines()[:4] == [
        "refs.bib: 'twice' may have been published in ICML 2020: it was published in Mind 2021, too",
        "  A Work of Two Conferences; Poe, E",
        "  A Work of Two Conferences; Poe, E; 2020",
        "Upgrade it [y/N]: n",
    ]
    CliRunner().invoke(main, ["upgrade", "--offline", "--no-backup"], input="y\n")
    assert "booktitle = {ICML}" in store.read_text().partition("{twice,")[2].partition("\n@")[0]


def test_a_publication_that_the_store_has_already_is_told(store: Path) -> None:
    store.write_text(STORE + WORKS.partition("\n@inproceedings{w2")[0] + "\n")
    for arguments, key in ((["--diff"], "doe2019"), (["--rekey"], "doe2020deep")):
        assert run(*arguments).stderr.splitlines()[1] == (
            f"refs.bib: '{key}' and 'w1' are one work; synbib check --merge makes one entry of them"
        )


@pytest.mark.parametrize(
    ("page", "is_taken"),
    [("https://proceedings.example.org/7", True), ("http://arxiv.org/abs/1912.01234", False)],
)
def test_the_page_of_the_publication_comes_and_never_that_of_the_preprint(
    store: Path, page: str, is_taken: bool
) -> None:
    work = (
        WORKS.splitlines()[0] + f"\n  booktitle = {{ICLR}}, year = {{2020}}, url = {{{page}}}}}\n"
    )
    (store.parent / "pages.bib").write_text(work)
    index = ["--index", "pages.sqlite"]
    assert CliRunner().invoke(main, ["index", "add", *index, "pages.bib"]).exit_code == 0
    run(*index)
    text = store.read_text().partition("\n}")[0]
    assert ("booktitle = {ICLR}" in text, page in text) == (True, is_taken)


NOTES = "As @doe2019 and [@other; -@doe2019] say.\n"


def test_a_new_key_is_written_where_entries_and_documents_name_the_entry(store: Path) -> None:
    store.write_text(STORE + "@misc{reply, note = {A reply to \\citet{doe2019}}}\n")
    (store.parent / "notes.md").write_text(NOTES)
    (store.parent / "paper.tex").write_text("\\cite{other,doe2019} % \\cite{doe2019}\n")
    result = run("--rekey", "--rewrite", "paper.tex", "--rewrite", "notes.md")
    assert "doe2019 -> doe2020deep\n" in result.stdout
    assert "+As @doe2020deep and" in result.stdout
    text = store.read_text()
    assert "@inproceedings{doe2020deep," in text
    assert "related = {doe2020deep}" in text
    assert "\\citet{doe2020deep}" in text
    assert (store.parent / "notes.md").read_text() == NOTES.replace("doe2019", "doe2020deep")
    assert (store.parent / "paper.tex").read_text() == (
        "\\cite{other,doe2020deep} % \\cite{doe2019}\n"
    )


def test_where_one_file_cannot_be_written_none_is(store: Path) -> None:
    result = run("--rekey", "--rewrite", "none.tex")
    assert (result.exit_code, result.stdout) == (2, "")
    assert run("--rekey", "--rewrite", "paper.pdf").exit_code == 2
    assert run("--rewrite", "paper.tex").stderr == (
        "synbib: --rewrite has documents cite new keys; give --rekey too\n"
    )
    assert store.read_text() == STORE


def test_a_new_key_is_neither_that_of_another_entry_nor_its_alias(store: Path) -> None:
    store.write_text(STORE + "@misc{x, title = {X}, ids = {doe2020deep}}\n")
    assert "doe2019 -> doe2020deepa\n" in run("--rekey").stdout


def test_the_entry_is_written_as_the_store_writes(store: Path) -> None:
    store.write_text("""\
@string{acl = {Annual Meeting of the Association for Computational Linguistics}}
@article{doe2019, title = {Deep Learning of Some BERT Matter}, author = {Doe, Jane and Roe, Richard},
  journaltitle = {arXiv preprint}, date = {2019-12}, eprint = {1912.01234}, eprinttype = {arxiv}, note = {Preprint.}}
@inproceedings{x, title = {X}, booktitle = acl, date = {2018}}
@article{twice, title = {A Study that Two People Made}, author = {Poe, E}, journaltitle = {CoRR}, date = {2019}}
""")
    assert run().exit_code == 0
    assert (
        store.read_text()
        == """\
@string{acl = {Annual Meeting of the Association for Computational Linguistics}}
@inproceedings{doe2019, title = {Deep Learning of Some BERT Matter}, author = {Doe, Jane and Roe, Richard}, date = {2020}, eprint = {1912.01234}, eprinttype = {arxiv}, booktitle = acl, pages = {1--9}, doi = {10.1109/X.1}}
@inproceedings{x, title = {X}, booktitle = acl, date = {2018}}
@inproceedings{twice, title = {A Study that Two People Made}, author = {Poe, E}, date = {2020}, booktitle = {ICML}}
"""
    )
