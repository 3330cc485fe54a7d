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


def test_a_dry_run_writes_nothing(store: Path) -> None:
    assert "+@inproceedings{doe2019," in run("--dry-run").stdout
    assert store.read_text() == STORE


def test_a_new_key_is_written_where_others_name_the_entry(store: Path) -> None:
    result = run("--rekey")
    assert "doe2019 -> doe2020deep\n" in result.stdout
    assert "@inproceedings{doe2020deep," in store.read_text()
    assert "related = {doe2020deep}" in store.read_text()
