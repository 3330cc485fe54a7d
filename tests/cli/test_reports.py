"""``--output-format``: what GitHub shows beside the lines of a pull request, and what other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main
from synbib.diagnostics import PAGE, RULES

STORE = """\
@misc{tan2024llm,
  author        = {Tan, Zhen},
  title         = {Data annotation},
  year          = {2024},
}
"""
README = "# Papers\n\n<!-- synbib:start table columns=title -->\n<!-- synbib:end -->\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


def page(code: str) -> str:
    """Where GitHub's annotation leads."""
    return f"%0A{PAGE}#{code}"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [*arguments, "--output-format", "github"], input=stdin)


def test_what_check_finds_stands_at_its_line(folder: Path) -> None:
    text = "@misc{x, title = nope}\n@misc{x, title = {other}}\n@misc{y, title = {\n"
    (folder / "refs.bib").write_text(text, encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "::warning title=synbib (undefined-macro),file=refs.bib,line=1,col=18::refs.bib:1:18: 'nope' is not an @string of "
        f"this file and stands for itself; define it, or write {{nope}}{page('undefined-macro')}",
        "::warning title=synbib (duplicate-key),file=refs.bib,line=2,col=1::refs.bib:2:1: the key 'x' is taken by the "
        "entry in line 1, which is the one that counts; two works: give one of them another key"
        + page("duplicate-key"),
        "::error title=synbib (broken-entry),file=refs.bib,line=3,col=18::refs.bib:3:18: cannot read @misc{y: this "
        "brace is not closed; check that every { has its }" + page("broken-entry"),
    ]


def test_works_that_stand_twice_are_warnings(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE + STORE.replace("tan2024llm", "again"), "utf-8")
    assert run("check").stdout == (
        "::warning title=synbib (duplicate),file=refs.bib,line=6,col=1::refs.bib:6:1: 'again' is the same work as "
        "'tan2024llm': title, author and year%0A"
        f"{RULES['duplicate'].remedy.replace('%', '%25')}{page('duplicate')}\n"
    )


def test_an_unformatted_file_is_shown_at_the_first_line_that_would_change(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE.replace("title   ", "Title   "), "utf-8")
    result = run("fmt", "--check")
    assert result.exit_code == 1
    assert result.stdout == (
        "::error title=synbib (unformatted),file=refs.bib,line=3,col=1::refs.bib:3:1: not formatted; run synbib fmt"
        f"{page('unformatted')}\n"
    )
    assert result.stderr == "not formatted; run synbib fmt\n"


def test_a_stale_block_is_shown_at_its_own_line_with_what_differs(folder: Path) -> None:
    result = run("sync", "--check", "README.md")
    assert result.exit_code == 1
    assert result.stdout == (
        "::error title=synbib (stale-block),file=README.md,line=3,col=1::README.md:3:1: this table is not up to date; "
        "run synbib sync README.md%0A@@ -1 +1,6 @@%0A %0A+%0A+| Title |%0A+|---|%0A+| Data annotation |%0A+"
        f"{page('stale-block')}\n"
    )
    assert (folder / "README.md").read_text("utf-8") == README


def test_only_blocks_that_are_stale_are_shown(folder: Path) -> None:
    CliRunner().invoke(main, ["sync", "README.md"])
    path = folder / "README.md"
    path.write_text(path.read_text("utf-8") + "\n" + README, "utf-8")
    result = run("sync", "--check", "README.md")
    assert result.stdout.startswith(
        "::error title=synbib (stale-block),file=README.md,line=13,col=1::"
    )
    assert result.stdout.count("::error") == 1


def test_long_differences_are_cut(folder: Path) -> None:
    entries = (STORE.replace("2024llm", str(n)).replace("Data", f"D{n}") for n in range(100))
    (folder / "refs.bib").write_text("".join(entries), encoding="utf-8")
    result = run("sync", "--check", "README.md")
    assert result.stdout.count("%0A") == 22
    assert result.stdout.endswith(f"%0A… and 86 lines more{page('stale-block')}\n")


def test_an_error_is_told_in_both_ways_and_ends_with_2(folder: Path) -> None:
    (folder / "README.md").write_text("<!-- synbib:start tabel -->\n<!-- synbib:end -->\n", "utf-8")
    result = run("sync", "--check", "README.md")
    assert result.exit_code == 2
    line = "README.md:1:1: unknown kind of block 'tabel'; did you mean table?"
    assert result.stdout == (
        f"::error title=synbib (broken-block),file=README.md,line=1,col=1::{line}"
        f"%0A{RULES['broken-block'].remedy}{page('broken-block')}\n"
    )
    assert result.stderr == f"{line}\n"


def test_an_error_about_no_place_has_none(folder: Path) -> None:
    result = run("check", "none.bib")
    line = "none.bib: no such file; name a BibTeX file, or create refs.bib in this folder"
    assert (result.exit_code, result.stdout) == (
        2,
        f"::error title=synbib (error)::{line}{page('error')}\n",
    )


def test_standard_input_is_no_file_of_the_repository(folder: Path) -> None:
    assert run("fmt", "--check", "-", stdin="@Misc{a}\n").stdout == (
        "::error title=synbib (unformatted),line=1,col=1::<stdin>:1:1: not formatted; run synbib fmt"
        f"{page('unformatted')}\n"
    )


def test_what_would_end_a_property_or_the_command_is_escaped(folder: Path) -> None:
    (folder / "100%,a:b.bib").write_text("@Misc{a}\n", encoding="utf-8")
    assert run("fmt", "--check", "100%,a:b.bib").stdout == (
        "::error title=synbib (unformatted),file=100%25%2Ca%3Ab.bib,line=1,col=1::"
        "100%25,a:b.bib:1:1: not formatted; run synbib fmt"
        f"{page('unformatted')}\n"
    )


def test_a_file_is_named_from_the_root_of_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "papers").mkdir()
    (folder / "papers" / "refs.bib").write_text("@Misc{a}\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder / "papers")
    assert run("fmt", "--check").stdout == (
        "::error title=synbib (unformatted),file=papers/refs.bib,line=1,col=1::"
        "refs.bib:1:1: not formatted; run synbib fmt"
        f"{page('unformatted')}\n"
    )


def test_a_variable_sets_the_format_for_all_commands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNBIB_OUTPUT_FORMAT", "github")
    (folder / "refs.bib").write_text("@Misc{a}\n", encoding="utf-8")
    for arguments in (["fmt", "--check"], ["sync", "--check", "README.md"]):
        assert CliRunner().invoke(main, arguments).stdout.startswith("::error ")


def as_json(*arguments: str, stdin: str | None = None) -> tuple[int, list[dict[str, object]]]:
    """The exit code, and all that goes to standard output."""
    result = CliRunner().invoke(main, [*arguments, "--output-format", "json"], input=stdin)
    return result.exit_code, json.loads(result.stdout)


def test_programs_get_an_array_with_all_that_is_known_of_each_finding(folder: Path) -> None:
    (folder / "more.bib").write_text("@misc{y, title = {\n", encoding="utf-8")
    (folder / "refs.bib").write_text(STORE + STORE.replace("tan2024llm", "again"), "utf-8")
    assert as_json("check", "refs.bib", "more.bib") == (
        1,
        [
            {
                "file": "refs.bib",
                "line": 6,
                "column": 1,
                "code": "duplicate",
                "severity": "warning",
                "message": "'again' is the same work as 'tan2024llm': title, author and year",
                "hint": RULES["duplicate"].remedy,
                "key": "again",
                "length": len("@misc"),
                "url": f"{PAGE}#duplicate",
            },
            {
                "file": "more.bib",
                "line": 1,
                "column": 18,
                "code": "broken-entry",
                "severity": "error",
                "message": "cannot read @misc{y: this brace is not closed",
                "hint": "check that every { has its }",
                "key": None,
                "length": None,
                "url": f"{PAGE}#broken-entry",
            },
        ],
    )


def test_programs_get_an_empty_array_where_nothing_is_found(folder: Path) -> None:
    assert as_json("check") == (0, [])
    assert as_json("fmt") == (0, [])
    assert as_json("sync", "README.md") == (0, [])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["fmt", "--check", "odd.bib"], (1, "unformatted")),
        (["sync", "--check", "README.md"], (1, "stale-block")),
        (["check", "none.bib"], (2, "error")),
        (["check", "text.bib"], (2, "no-bibtex")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_command_tells_programs_what_it_found_and_what_it_ended_with(
    folder: Path, arguments: list[str], code: tuple[int, str]
) -> None:
    (folder / "odd.bib").write_text("@Misc{a}\n", encoding="utf-8")
    (folder / "text.bib").write_text("no BibTeX\n", encoding="utf-8")
    exit_code, [found] = as_json(*arguments)
    assert (exit_code, found["code"]) == code


def test_a_file_on_standard_output_has_no_json_in_it(folder: Path) -> None:
    arguments = ["fmt", "-", "--output-format", "json"]
    result = CliRunner().invoke(main, arguments, input="@Misc{a}\n")
    assert (result.stdout, json.loads(result.stderr)) == ("@misc{a,\n}\n", [])
    result = CliRunner().invoke(main, arguments, input="no BibTeX\n")
    assert (result.stdout, result.exit_code) == ("", 2)
    assert '"code": "no-bibtex"' in result.stderr


def test_keys_of_merged_entries_stand_beside_the_array(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE + STORE.replace("tan2024llm", "again"), "utf-8")
    result = CliRunner().invoke(main, ["check", "--merge", "--output-format", "json"])
    assert json.loads(result.stdout) == []
    assert result.stderr.splitlines()[0] == "again -> tan2024llm"


def test_what_fails_no_check_is_a_notice_to_github(folder: Path) -> None:
    (folder / "refs.bib").write_text(f"% synbib: ignore late-macro\n{STORE}", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "::notice title=synbib (unused-ignore),file=refs.bib,line=1,col=1::"
    )
