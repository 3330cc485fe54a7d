from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

GOOD = "@misc{a, title = {A}, author = {Doe, J}, year = 2020, doi = {10.1000/x}}\n"
BACK = "to go back: mv refs.bib.bak refs.bib\n"
TWICE = GOOD + "@misc{b, title = {A}, author = {Doe, J}, year = 2020, note = {é}}\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(
        main, ["check", "--output-format", "concise", *arguments], input=stdin
    )


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
        "synbib: --merge writes the file; name one instead of -, or add --diff\n",
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


# --- Mending -----------------------------------------------------------------------------------------

ROUGH = "@misc{a, title = {Q&A}, author = {Doe, J}, year = 2020, pages = {1-9}, note = {}}\n"
MENDED = "@misc{a, title = {Q\\&A}, author = {Doe, J}, year = 2020, pages = {1--9}, note = {}}\n"
OF_AMPERSAND = (
    "refs.bib:1:20: '&' in the field 'title' is not escaped: LaTeX takes it for the end of a cell"
)
OF_HYPHEN = "refs.bib:1:66: one hyphen in the pages '1-9'; a range has two"
OF_EMPTY = "refs.bib:1:{}: the field 'note' is empty (note) [empty-field]"


def test_fix_mends_what_fails_the_check_and_reports_the_rest(store: Path) -> None:
    store.write_text(ROUGH, encoding="utf-8")
    result = run("--fix")
    assert (result.exit_code, result.stderr) == (0, BACK)
    assert result.stdout.splitlines() == [
        f"mended: {OF_AMPERSAND}",
        f"mended: {OF_HYPHEN}",
        OF_EMPTY.format(81),
    ]
    assert store.read_text("utf-8") == MENDED
    assert run("--fix").stdout.splitlines() == [OF_EMPTY.format(81)]
    assert store.read_text("utf-8") == MENDED


def test_fix_mends_a_note_that_is_asked_for_or_that_the_settings_take_for_more(
    store: Path,
) -> None:
    deleted = ROUGH.replace(", note = {}", "")
    store.write_text(ROUGH, encoding="utf-8")
    assert run("--fix", "--select", "empty-field").exit_code == 0
    assert store.read_text("utf-8") == deleted
    store.write_text(ROUGH, encoding="utf-8")
    (store.parent / "synbib.toml").write_text(
        "[check.severity]\nempty-field = 'warning'\nbare-character = 'note'\n", encoding="utf-8"
    )
    result = run("--fix")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        f"{OF_AMPERSAND} (note) [bare-character]",
    )
    assert store.read_text("utf-8") == deleted.replace("1-9", "1--9")


def test_diff_and_dry_run_write_nothing(store: Path) -> None:
    store.write_text(ROUGH, encoding="utf-8")
    assert run("--fix", "--diff").stdout == (
        f"--- a/refs.bib\n+++ b/refs.bib\n@@ -1 +1 @@\n-{ROUGH}+{MENDED}{OF_EMPTY.format(81)}\n"
    )
    assert run("--fix", "--dry-run").stdout.splitlines()[:2] == [
        f"mended: {OF_AMPERSAND}",
        f"mended: {OF_HYPHEN}",
    ]
    store_of_two = ROUGH + TWICE
    store.write_text(store_of_two, encoding="utf-8")
    run("--fix", "--merge", "--diff")
    run("--merge", "--dry-run")
    assert store.read_text("utf-8") == store_of_two
    assert run("--diff").stderr == (
        "synbib: --diff and --dry-run show what --fix or --merge would do; give one of them\n"
    )


def test_a_diff_which_takes_long_of_a_large_store_is_made_only_where_it_is_shown(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(name: str, _old: str, _new: str) -> str:
        made.append(name)
        return ""

    monkeypatch.setattr("synbib.verbs.rewritten.unified_diff", noted)
    store.write_text(ROUGH, encoding="utf-8")
    run("--fix", "--dry-run")
    run("--fix", "--diff")
    run("--fix")
    assert made == ["refs.bib"]


def test_codes_are_chosen_and_left_out(store: Path) -> None:
    store.write_text(ROUGH, encoding="utf-8")
    assert [line.split()[-1] for line in run("--select", "single-hyphen").stdout.splitlines()] == [
        "[single-hyphen]"
    ]
    assert run("--ignore", "single-hyphen,bare-character", "--ignore", "empty-field").stdout == ""
    result = run("--select", "single-hyphens")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "synbib: unknown code 'single-hyphens'; did you mean single-hyphen"
    )


def test_a_severity_of_the_settings_is_told_and_counts(store: Path) -> None:
    store.write_text(ROUGH, encoding="utf-8")
    (store.parent / "synbib.toml").write_text(
        "[check.severity]\nsingle-hyphen = 'note'\nbare-character = 'note'\n", encoding="utf-8"
    )
    result = run()
    assert (result.exit_code, result.stdout.splitlines()[1]) == (
        0,
        f"{OF_HYPHEN} (note) [single-hyphen]",
    )


def test_people_see_the_line_and_what_of_it_is_meant(store: Path) -> None:
    store.write_text("@misc{a,\n\tpages = {1-9}, title = {A},\n}\n", encoding="utf-8")
    assert run("--output-format", "text").stdout == (
        "refs.bib:2:11: one hyphen in the pages '1-9'; a range has two (warning) [single-hyphen]\n"
        "    |  pages = {1-9}, title = {A},\n"
        "    |           ^^^\n"
    )


def test_carets_stand_below_what_is_meant_after_letters_of_two_columns(store: Path) -> None:
    store.write_text("@misc{a, title = {中文 & more}}\n", encoding="utf-8")
    assert run("--output-format", "text").stdout.splitlines()[1:] == [
        "    | @misc{a, title = {中文 & more}}",
        "    |                        ^",
    ]


def test_a_code_is_explained(store: Path) -> None:
    assert run("--explain", "single-hyphen").stdout == (
        """\
single-hyphen (warning)

A range of pages has one hyphen, which LaTeX prints as a hyphen.

Write two: `--fix` does.

Wrong:

    @misc{a, title = {T}, pages = {1-9}}

Right:

    @misc{a, title = {T}, pages = {1--9}}

https://github.com/synbib/synbib/blob/main/docs/rules.md#single-hyphen
"""
    )


# --- Documents that cite -----------------------------------------------------------------------------


def test_what_documents_cite_and_nobody_has_is_an_error_and_what_nobody_cites_a_note(
    store: Path,
) -> None:
    store.write_text(
        "@misc{roe2020, title = {A}, crossref = {whole}}\n@misc{whole, title = {B}, ids = {all}}\n"
        "% synbib: ignore uncited-entry\n@misc{c, title = {C}}\n@misc{d, title = {D}}\n",
        encoding="utf-8",
    )
    (store.parent / "paper.tex").write_text("\\input{one}\\input{none}\n", encoding="utf-8")
    (store.parent / "one.tex").write_text(
        "As \\cite{roe2020,\n  roe202} say.\n\\input{paper}\n", encoding="utf-8"
    )
    (store.parent / "notes.md").write_text("See @all, @fig-one and [@x].\n", encoding="utf-8")
    result = run("--cited", "paper.tex", "--cited", "notes.md")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "refs.bib:5:1: no document cites 'd' (note) [uncited-entry]",
        "one.tex:2:3: no entry has the key 'roe202'; did you mean roe2020? (error) [undefined-citation]",
        "notes.md:1:26: no entry has the key 'x' (error) [undefined-citation]",
    ]
    assert run().stdout == ""
    (store.parent / "all.md").write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    assert run("--cited", "all.md").stdout == ""


def test_a_document_that_is_not_there_or_has_no_syntax_is_named(store: Path) -> None:
    assert run("--cited", "none.tex").stderr == (
        "synbib: none.tex: no such file; name a document that cites\n"
    )
    assert run("--cited", "paper.pdf").stderr.startswith(
        "synbib: paper.pdf: what it cites cannot be told; name a file that ends in .tex"
    )


def test_merging_keeps_the_key_that_is_wanted_and_documents_follow(store: Path) -> None:
    other = "@misc{c, title = {C}, author = {Roe, Ann}, year = 2020, related = {a}}\n"
    store.write_text(TWICE + other, encoding="utf-8")
    paper = store.parent / "paper.tex"
    paper.write_bytes(b"Caf\xe9 \\cite{a,c} % \\cite{a}\r\n")
    diff = run("--merge", "--keep", "b", "--rewrite", "paper.tex", "--diff").stdout
    assert diff.startswith("--- a/refs.bib\n")
    assert diff.endswith("-Caf\ufffd \\cite{a,c} % \\cite{a}\n+Caf\ufffd \\cite{b,c} % \\cite{a}\n")
    result = run("--merge", "--keep", "b", "--rewrite", "paper.tex")
    assert (result.exit_code, result.stdout) == (0, "a -> b\n")
    assert store.read_text("utf-8") == (
        "@misc{b, title = {A}, author = {Doe, J}, year = 2020, doi = {10.1000/x}, note = {é}, ids = {a}}\n"
        + other.replace("{a}", "{b}")
    )
    assert paper.read_bytes() == b"Caf\xe9 \\cite{b,c} % \\cite{a}\r\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--merge", "--keep", "c"],
            "no other entry is certainly the work of 'c'; name a key that is merged",
        ),
        (
            ["--merge", "--keep", "a", "--keep", "b"],
            "'a' and 'b' are one work; keep one of them",
        ),
        (["--keep", "a"], "--keep and --rewrite say how to merge; give --merge too"),
        (
            ["--merge", "--keep", "a", "refs.bib", "more.bib"],
            "--keep and --rewrite go with one file; merge one after the other",
        ),
    ],
)
def test_a_key_to_be_kept_is_one_of_a_work_that_stands_twice(
    store: Path, arguments: list[str], message: str
) -> None:
    store.write_text(TWICE, encoding="utf-8")
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"synbib: {message}\n")
    assert store.read_text("utf-8") == TWICE
