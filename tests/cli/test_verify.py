from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

WORKS = (
    "@inproceedings{w1, title = {Deep Residual Learning for Image Recognition}, author = {He, Kaiming and Sun, Jian},\n"
    "  booktitle = {Proceedings of {CVPR}}, year = {2016}, doi = {10.1109/X.1}, pages = {770--778}}\n"
    "@inproceedings{w2, title = {Another Paper on Some Matter}, author = {Doe, Jane}, booktitle = {ACL}, year = {2019},\n"
    "  doi = {10.1109/X.2}}\n"
)
STORE = """\
% synbib: mine
@inproceedings{good,
  title = {Deep Residual Learning for Image Recognition},
  author = {He, K. and others},
  year = 2015,
  booktitle = {CVPR},
}
@inproceedings{bad, title = {Nothing of the Kind}, author = {Poe, E}, doi = {10.1109/X.2}}
@phdthesis{thesis, title = {Mine}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", "--offline", *arguments])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SYNBIB_INDEX", str(tmp_path / "index.sqlite"))
    (tmp_path / "works.bib").write_text(WORKS)
    assert CliRunner().invoke(main, ["index", "add", "works.bib"]).exit_code == 0
    path = tmp_path / "refs.bib"
    path.write_text(STORE)
    return path


def test_what_is_not_in_order_is_a_line_with_its_place_and_errors_fail(store: Path) -> None:
    source = f"(index: {store.parent / 'works.bib'})"
    result = run()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "refs.bib:2:1: 'good': differs from its source: year is '2015' here, '2016' there: found by its title and "
        "people: “Deep Residual Learning for Image Recognition”, He et al., CVPR 2016 "
        + source
        + " (warning) [differs]",
        "refs.bib:8:1: 'bad': its identifier names another work: doi 10.1109/x.2 is “Another Paper on Some Matter”, "
        "Doe, ACL 2019 " + source + " (error) [id-of-another-work]",
        "refs.bib:9:1: 'thesis': cannot be checked: the sources need not have what is a @phdthesis (note) "
        "[cannot-be-checked]",
    ]
    assert result.stderr == "3 entries: 1 differs, 1 id-of-another-work, 1 cannot-be-checked\n"


def test_the_settings_say_how_much_a_verdict_matters(store: Path) -> None:
    settings = store.parent / "synbib.toml"
    settings.write_text(
        '[verify]\ndiffers = "error"\nid-of-another-work = "note"\ncannot-be-checked = "off"\n'
    )
    result = run()
    assert result.exit_code == 1
    assert [line.rsplit(" (", 1)[1] for line in result.stdout.splitlines()] == [
        "error) [differs]",
        "note) [id-of-another-work]",
    ]
    settings.write_text('[verify]\nid-of-another-work = "warning"\n')
    assert run().exit_code == 0
    settings.write_text('[verify]\ndiffer = "error"\n')
    assert (
        run().stderr
        == "synbib: synbib.toml: [verify]: unknown setting 'differ'; did you mean differs or id-differs?\n"
    )
    settings.write_text('[verify]\ndiffers = "bad"\n')
    assert run().stderr == (
        'synbib: synbib.toml: [verify]: \'differs\' must be "error", "warning", "note" or "off"\n'
    )


def test_fixing_completes_and_corrects_what_is_confirmed_and_nothing_else(store: Path) -> None:
    shown = run("--fix", "--diff")
    assert "+  year = 2016," in shown.stdout
    assert store.read_text() == STORE
    assert "refs.bib: 1 entry would be completed or corrected" in run("--fix", "--dry-run").stderr
    assert store.read_text() == STORE
    result = run("--fix", "--no-backup")
    assert "refs.bib: 1 entry completed or corrected" in result.stderr
    assert store.read_text() == STORE.replace(
        "{He, K. and others}", "{He, Kaiming and Sun, Jian}"
    ).replace(
        "2015,\n  booktitle = {CVPR},\n",
        "2016,\n  booktitle = {CVPR},\n  pages = {770--778},\n  doi = {10.1109/X.1},\n",
    )
    again = store.read_text()
    run("--fix", "--no-backup")
    assert store.read_text() == again


def test_programs_read_all_verdicts(store: Path) -> None:
    found = json.loads(run("--format", "json").stdout)
    assert [(each["key"], each["line"], each["verdict"], each["severity"]) for each in found] == [
        ("good", 2, "differs", "warning"),
        ("bad", 8, "id-of-another-work", "error"),
        ("thesis", 9, "cannot-be-checked", "note"),
    ]
    assert found[0]["differences"] == [{"field": "year", "ours": "2015", "theirs": "2016"}]
    assert found[0]["record"]["doi"] == "10.1109/X.1"
    assert (
        run("--format", "github")
        .stdout.splitlines()[1]
        .startswith(
            "::error title=synbib (id-of-another-work),file=refs.bib,line=8,col=1::refs.bib:8:1: 'bad': its identifier"
        )
    )


@pytest.mark.parametrize(
    ("format", "row"),
    [
        ("markdown", "| bad | A \\| &lt;b> \\| c | unknown |"),
        ("html", "<td>A | &#60;b&#62; | c</td>"),
    ],
)
def test_people_read_all_verdicts_as_a_table_in_which_nothing_is_markup(
    store: Path, format: str, row: str
) -> None:
    store.write_text("@article{bad, title = {A | <b> | c}}\n")
    result = run("--format", format, "-o", "report")
    assert result.exit_code == 0
    text = (store.parent / "report").read_text()
    assert "1 entry: 1 unknown" in text
    assert row in text


def test_only_what_is_new_since_a_revision_is_verified(store: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", "refs.bib")
    git("commit", "-qm", "first")
    assert run("--since", "HEAD").stderr == "no entries\n"
    store.write_text(STORE.replace("{Mine}", "{Yours}") + "@phdthesis{other, title = {Third}}\n")
    assert run("--since", "HEAD").stderr == "2 entries: 2 cannot-be-checked\n"
    assert run("--since", "nowhere").stderr == (
        "synbib: refs.bib: git has no revision 'nowhere' of it; name one that git rev-parse knows\n"
    )
    (store.parent / "new.bib").write_text("@phdthesis{thesis, title = {Fourth}}\n")
    assert run("--since", "HEAD", "new.bib").stderr == "1 entry: 1 cannot-be-checked\n"


@pytest.mark.parametrize("format", ["text", "github", "json", "markdown", "html"])
def test_verdicts_in_any_format_go_into_the_file_that_is_named(store: Path, format: str) -> None:
    printed = run("--format", format)
    written = run("--format", format, "-o", "verdicts")
    assert (written.exit_code, written.stdout) == (printed.exit_code, "")
    assert (store.parent / "verdicts").read_text() == printed.stdout != ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--diff"], "--diff and --dry-run are for --fix; add it"),
        (["-"], "synbib verify takes files, not standard input; name one"),
        (
            ["--index", "none.sqlite"],
            "none.sqlite: no such index; make one with synbib index add FILE",
        ),
    ],
)
def test_wrong_use_is_said(store: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"synbib: {message}\n")


def test_what_a_source_says_breaks_neither_the_file_nor_a_terminal(store: Path) -> None:
    hostile = (
        '@article{broken, title = "A Broken Work }", author = {Poe, E}}\n'
        "@article{x, title = {A Work With a Hostile Record}, author = {Poe, E}, year = 2020,\n"
        "  volume = {\x1b[31m7}, doi = {10.1000/\x1b]x}}\n"
    )
    (store.parent / "hostile.bib").write_text(hostile)
    assert CliRunner().invoke(main, ["index", "add", "hostile.bib"]).exit_code == 0
    store.write_text(
        "@article{k, title = {A Work With a Hostile Record}, author = {Poe, E}, year = 2020}\n"
    )
    result = run("--fix", "--no-backup")
    assert result.exit_code == 0
    text = store.read_text()
    assert "\x1b" not in text + result.output
    assert "volume = {" in text
    assert CliRunner().invoke(main, ["fmt", "--check", "refs.bib"]).exit_code in (0, 1)
