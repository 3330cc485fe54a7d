from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

GOOD = "@misc{a, title = {A}, author = {Doe, J}, year = 2020, doi = {10.1000/x}}\n"
BACK = "to go back: mv refs.bib.bak refs.bib\n"
TWICE = GOOD + "@misc{b, title = {A}, author = {Doe, J}, year = 2020, note = {é}}\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["check", "--output-format", "concise", *arguments], input=stdin)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "refs.bib"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_store_in_order_is_quiet(store: Path) -> None:
    result = run()
    assert (result.exit_code, result.output) == (0, "")


def test_everything_found_is_a_line_with_its_place(store: Path) -> None:
    (store.parent / "more.bib").write_text("@misc{x, title = nope}\n@misc{y, title = {\n")
    store.write_text(TWICE, encoding="utf-8")
    result = run("more.bib", "refs.bib")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "more.bib:1:18: 'nope' is not an @string of this file and stands for itself; define it, or write {nope} "
        "(warning) [undefined-macro]",
        "more.bib:2:18: cannot read @misc{y: this brace is not closed; check that every { has its } "
        "(error) [broken-entry]",
        "refs.bib:2:1: 'b' is the same work as 'a': title, author and year (warning) [duplicate]",
    ]
    assert result.stderr == ""


def test_standard_input_is_checked_too(store: Path) -> None:
    assert run("-", stdin=GOOD).exit_code == 0
    assert run("-", stdin=TWICE).stdout.startswith("<stdin>:2:1: 'b' is the same work as 'a'")


def test_merging_writes_the_file_in_its_encoding_and_prints_the_keys(store: Path) -> None:
    store.write_bytes(TWICE.replace("@misc", "% Encoding: cp1252\n@misc", 1).encode("cp1252"))
    result = run("--merge")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "b -> a\n", BACK)
    assert store.read_bytes().decode("cp1252") == (
        "% Encoding: cp1252\n"
        "@misc{a, title = {A}, author = {Doe, J}, year = 2020, doi = {10.1000/x}, note = {é}, ids = {b}}\n"
    )
    assert run().exit_code == 0


def test_what_is_only_likely_is_not_merged(store: Path) -> None:
    text = TWICE.replace("2020, note", "2021, note")
    store.write_text(text, encoding="utf-8")
    result = run("--merge")
    assert result.exit_code == 1
    assert "'b' may be the same work as 'a': title, author and year" in result.stdout
    assert store.read_text("utf-8") == text


def test_in_which_fields_merged_entries_differed_is_said(store: Path) -> None:
    text = GOOD + "@misc{b, title = {A!}, year = 2020, doi = {10.1000/x}, publisher = {P}, x = 1}\n"
    store.write_text(text.replace("author = {Doe, J}, ", "publisher = {Q}, "))
    result = run("--merge")
    assert result.stderr == "b: publisher = {P} is kept; a had {Q}\n" + BACK


SAME_KEY = """\
@misc{a, title = {A}, author = {Doe, J}, note = {x}}

@misc{a, title = {{A}}, author = {Doe, Jane}, year = 2020, note = {y}, crossref = {z}}

@misc{a, title = {Another}, author = {Roe, R}}

@misc{z, booktitle = {Z}}
"""


def test_under_one_key_the_same_work_is_merged_and_another_wants_a_key_of_its_own(
    store: Path,
) -> None:
    store.write_text(SAME_KEY)
    taken = "the key 'a' is taken by the entry in line 1, which is the one that counts"
    result = run()
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            f"refs.bib:3:1: {taken}; one work: --merge makes one entry of them (warning) [duplicate-key]",
            f"refs.bib:5:1: {taken}; two works: give one of them another key (warning) [duplicate-key]",
        ],
    )
    result = run("--merge")
    assert (result.exit_code, result.stdout, result.stderr.splitlines()) == (
        1,
        f"refs.bib:3:1: {taken}; two works: give one of them another key (warning) [duplicate-key]\n",
        [
            "a: author = {Doe, J} is kept; the one in line 3 had {Doe, Jane}",
            "a: note = {x} is kept; the one in line 3 had {y}",
            BACK.rstrip(),
        ],
    )
    assert store.read_text() == (
        "@misc{a, title = {A}, author = {Doe, J}, note = {x}, year = {2020}, crossref = {z}}\n\n"
        "@misc{a, title = {Another}, author = {Roe, R}}\n\n@misc{z, booktitle = {Z}}\n"
    )


def test_after_merging_an_entry_with_its_repetition_nothing_is_left_to_report(store: Path) -> None:
    store.write_text(GOOD + "@misc{a, note = {é}, title = {A}}\n" + GOOD, encoding="utf-8")
    result = run("--merge")
    assert (result.exit_code, result.output) == (0, BACK)
    assert store.read_text("utf-8") == GOOD.replace("10.1000/x}", "10.1000/x}, note = {é}")
    assert run().output == ""


def test_a_broken_file_and_standard_input_are_not_written(store: Path) -> None:
    text = TWICE + "@misc{c, title = {\n"
    store.write_text(text, encoding="utf-8")
    assert run("--merge").exit_code == 2
    assert store.read_text("utf-8") == text
    result = run("--merge", "-", stdin=TWICE)
    assert (result.exit_code, result.stderr) == (
        2,
        "synbib: --merge writes the file; name one instead of -\n",
    )


DOUBTFUL = "@misc{c, title = nope}\n"


def test_what_the_settings_ignore_is_neither_reported_nor_merged(store: Path) -> None:
    store.write_text(TWICE + DOUBTFUL, encoding="utf-8")
    (store.parent / "synbib.toml").write_text(
        '[check]\nignore = ["duplicate", "undefined-macro"]\n', encoding="utf-8"
    )
    for arguments in ([], ["--merge"]):
        result = run(*arguments)
        assert (result.exit_code, result.output) == (0, "")
    assert store.read_text("utf-8") == TWICE + DOUBTFUL


def test_an_arxiv_version_and_its_proceedings_version_both_stay(store: Path) -> None:
    text = TWICE.replace("@misc{b", "% synbib: ignore duplicate a\n@misc{b")
    store.write_text(text, encoding="utf-8")
    for arguments in ([], ["--merge"]):
        result = run(*arguments)
        assert (result.exit_code, result.output) == (0, "")
    assert store.read_text("utf-8") == text


def test_a_note_does_not_fail(store: Path) -> None:
    store.write_text(f"% synbib: ignore late-macro\n{GOOD}", encoding="utf-8")
    result = run()
    assert (result.exit_code, result.output) == (
        0,
        "refs.bib:1:1: this ignores nothing: there is no 'late-macro' here; delete the line (note) [unused-ignore]\n",
    )


def test_a_mistyped_code_is_told_with_the_nearest(store: Path) -> None:
    store.write_text(f"% synbib: ignore late-marco\n{GOOD}", encoding="utf-8")
    result = run()
    assert (result.exit_code, result.output) == (
        1,
        "refs.bib:1:1: unknown code 'late-marco'; did you mean late-macro? (warning) [invalid-ignore]\n",
    )
    (store.parent / "synbib.toml").write_text('[check]\nignore = ["late-marco"]\n', "utf-8")
    result = run()
    assert (result.exit_code, result.output) == (
        2,
        "synbib: synbib.toml: [check]: 'ignore': unknown code 'late-marco'; did you mean late-macro?\n",
    )
