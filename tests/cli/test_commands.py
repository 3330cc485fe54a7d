from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib import config
from synbib.cli import main

STORE = """\
@misc{tan2024llm,
  author = {Tan, Zhen and Beigi, Alimohammad},
  title = {Data annotation: A survey},
  year = {2024}, eprint = {2402.13446}, archiveprefix = {arXiv},
  groups = {Surveys},
}
@inproceedings{dong2024abilities,
  author = {Dong, Guanting and Zhou, Jingren},
  title = {How abilities are affected},
  booktitle = {Proceedings of ACL},
  year = {2024}, groups = {Analysis},
}
"""
TAN_ACL = (
    "Zhen Tan and Alimohammad Beigi. 2024. Data annotation: A survey. *Preprint*, arXiv:2402.13446."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_render_prints_the_store_of_the_folder(folder: Path) -> None:
    result = run("render", "--style", "acl", "--key", "tan2024llm")
    assert (result.exit_code, result.stdout, result.stderr) == (0, TAN_ACL + "\n", "")


def test_render_reads_several_files_and_standard_input(folder: Path) -> None:
    result = run(
        "render", "-", "refs.bib", "-s", "acl", "-f", "text", stdin="@misc{x, title={Zero}}"
    )
    assert result.exit_code == 0
    assert "Zero." in result.stdout
    assert "Zhen Tan" in result.stdout


def test_render_breaks_lines_where_it_is_asked_to(folder: Path) -> None:
    result = run("render", "-s", "acl", "-k", "tan2024llm", "-f", "text", "--width", "40")
    assert all(len(line) <= 40 for line in result.stdout.splitlines())
    assert len(result.stdout.splitlines()) > 1


def test_render_styles_for_a_terminal_wherever_it_goes(folder: Path) -> None:
    result = run("render", "-s", "acl", "-k", "tan2024llm", "-f", "terminal")
    assert "\x1b[3m" in result.stdout
    run("render", "-s", "acl", "-k", "tan2024llm", "-f", "terminal", "-o", "out.ansi")
    assert (folder / "out.ansi").read_text(encoding="utf-8") == result.stdout


def test_whoever_wants_no_colour_gets_letters_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    styled = run("render", "-s", "acl", "-k", "tan2024llm", "-f", "terminal")
    assert styled.stdout == run("render", "-s", "acl", "-k", "tan2024llm", "-f", "text").stdout


def test_render_says_to_programs_what_a_page_shows(folder: Path) -> None:
    options = ("--format", "html", "--html-data", "coins")
    assert '<span class="Z3988" title="ctx_ver=' in run("render", "-s", "acl", *options).stdout


def test_render_writes_a_file(folder: Path) -> None:
    result = run("render", "-s", "acl", "-k", "tan2024llm", "-o", "out.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (folder / "out.md").read_text("utf-8") == TAN_ACL + "\n"


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["--filter", "author:tan", "--group-by", "none", "--own-name", "Tan, Zhen", "--links", ""],
         "- **Tan Z**, Beigi A. Data annotation: A survey[J]. arXiv preprint arXiv:2402.13446, 2024.\n"),
        (["--sort", "-title", "--limit", "1", "--headings", "no", "--style", "acl", "--numbering", "all"],
         "1. Guanting Dong and Jingren Zhou. 2024. How abilities are affected. In *Proceedings of ACL*.\n"),
        # What is for all types goes before what is for one, in whatever order they stand.
        (["--style-for", "misc=syndata", "--style", "acl", "--filter", "author:tan", "--group-by", "year",
          "--badges", "paper=PDF:red"],
         "## 2024\n\n- Tan Z, Beigi A. Data annotation: A survey[J]. arXiv preprint arXiv:2402.13446, 2024.\n\n"
         "  [![PDF](https://img.shields.io/badge/PDF-red)](https://arxiv.org/abs/2402.13446)\n"),
    ],
)  # fmt: skip
def test_list_takes_the_options_of_a_block(folder: Path, arguments: list[str], output: str) -> None:
    result = run("list", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, output, "")


def test_table_takes_the_options_of_a_block(folder: Path) -> None:
    result = run(
        "table", "--filter", "year:2024", "--sort", "title", "--group-by", "none",
        "--columns", "authors", "--own-name", "Dong, Guanting", "--numbering", "all",
    )  # fmt: skip
    assert result.stdout == (
        "| # | Authors |\n|---:|---|\n"
        "| 1 | Zhen Tan, Alimohammad Beigi |\n"
        "| 2 | **Guanting Dong**, Jingren Zhou |\n"
    )


def test_a_template_writes_a_table_instead(folder: Path) -> None:
    (folder / "a.j2").write_text("{{ sections | length }} sections")
    assert run("table", "--template", "a.j2").stdout == "2 sections\n"


def test_the_names_that_the_project_calls_its_own_are_bold(folder: Path) -> None:
    (folder / "synbib.toml").write_text('style = "acl"\nown-name = ["Tan, Zhen"]\n')
    result = run("list", "--group", "Surveys")
    assert result.stdout.startswith("- **Zhen Tan** and Alimohammad Beigi. 2024.")


def test_settings_choose_store_and_style(folder: Path) -> None:
    (folder / "refs.bib").rename(folder / "papers.bib")
    (folder / "synbib.toml").write_text('store = "papers.bib"\nstyle = "acl"\n')
    assert run("render", "--group", "surveys").stdout == TAN_ACL + "\n"


def test_cite_prints_citation_and_reference(folder: Path) -> None:
    result = run("cite", "tan2024llm", "--style", "acl")
    assert result.stdout == f"(Tan and Beigi, 2024)\n\n{TAN_ACL.replace('*', '')}\n"


def test_cite_copies_the_reference(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr("pyperclip.copy", copied.append)
    result = run("cite", "tan2024llm", "--style", "acl", "--copy")
    assert copied == [TAN_ACL.replace("*", "")]
    assert result.stderr == "copied to the clipboard\n"


def test_without_a_clipboard_cite_still_prints(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyperclip

    def fail(text: str) -> None:
        raise pyperclip.PyperclipException

    monkeypatch.setattr("pyperclip.copy", fail)
    result = run("cite", "tan2024llm", "--copy")
    assert result.exit_code == 2
    assert "Tan Z, Beigi A." in result.stdout
    assert result.stderr.startswith("synbib: no clipboard here; on Linux install xclip")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["render", "none.bib"],
            "synbib: none.bib: no such file; name a BibTeX file, or create refs.bib in this folder",
        ),
        (
            ["render", "broken.bib"],
            "broken.bib:2:19: cannot read @misc{a to its end: it is not closed; add the closing brace",
        ),
        (
            ["render", "latin1.bib", "--encoding", "klingon"],
            "synbib: unknown encoding 'klingon'; write e.g. latin-1, cp1252, gbk or utf-16",
        ),
        (
            ["cite", "tan2024lm"],
            "synbib: unknown citation key 'tan2024lm'; did you mean tan2024llm?",
        ),
        (["render", "--group", "Survey"], "synbib: unknown group 'Survey'; did you mean Surveys?"),
        (
            ["render", "--style", "ieeee"],
            "synbib: unknown style 'ieeee'; did you mean ieee or ieee-pulse?",
        ),
        (
            ["render", "--style", "bad.csl"],
            "bad.csl:1:1: not a CSL style: its root is <a>; correct it, or name another style",
        ),
        (["render", "--style", "worse.csl"], "worse.csl:1:4: not well-formed XML: "),
        (
            ["render", "--format", "markdwn"],
            "synbib: unknown format 'markdwn'; did you mean markdown?",
        ),
        (
            ["render", "--locale", "xx"],
            "synbib: unknown locale 'xx'; give a language tag such as en-US or de",
        ),
        (
            ["render", "-o", "no/out.md"],
            "synbib: no/out.md: cannot be written: No such file or directory; nothing was changed",
        ),
        (
            ["list", "--style-for", "acl"],
            "synbib: style-for: 'acl' is not TYPE=STYLE; write e.g. inproceedings=acl",
        ),
        (["table", "--columns", "papr"], "synbib: unknown column 'papr'; did you mean paper?"),
    ],
)
def test_a_mistake_is_one_clear_line_and_exit_code_2(
    folder: Path, arguments: list[str], message: str
) -> None:
    (folder / "latin1.bib").write_bytes("@misc{a, title={é}}".encode("latin-1"))
    (folder / "broken.bib").write_text("\n@misc{a, title={x}\n@misc{b, title={y}}\n")
    (folder / "bad.csl").write_text("<a/>")
    (folder / "worse.csl").write_text("<a>")
    before = sorted(folder.iterdir())
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    assert sorted(folder.iterdir()) == before


def test_warnings_go_to_standard_error_and_do_not_fail(folder: Path) -> None:
    result = run("render", "-", "-s", "acl", stdin="@misc{a, title={T}}\n@misc{a, title={U}}")
    assert result.exit_code == 0
    assert result.stdout == "T.\n"
    assert result.stderr == (
        "<stdin>:2:1: the key 'a' is taken by the entry in line 1, which is the one that counts; "
        "give one of them another key (warning)\n"
    )


def test_a_file_that_is_not_utf_8_is_read_with_a_warning(folder: Path) -> None:
    (folder / "latin1.bib").write_bytes("@misc{a, title={é}}".encode("latin-1"))
    result = run("render", "latin1.bib", "-s", "acl")
    assert (result.exit_code, result.stdout) == (0, "É.\n")
    assert result.stderr == (
        "latin1.bib:1:17: not UTF-8: byte 0xe9 begins no character; read as cp1252; "
        "name another with --encoding or in a first line '% Encoding: NAME', or save the file as UTF-8 (warning)\n"
    )
    assert run("render", "latin1.bib", "-s", "acl", "--encoding", "cp1251").stdout == "й.\n"
    (folder / "synbib.toml").write_text('encoding = "cp1251"\n')
    assert run("render", "latin1.bib", "-s", "acl").stdout == "й.\n"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["find", "T", "--store", "some.bib"], "a  Roe  2020  T\n"),
        (["find", "none", "--store", "some.bib"], ""),
        (["stats", "some.bib", "--by", "year"], "2 works\n"),
        (["keys", "--store", "some.bib"], "a -> roe2020t\n"),
        (["group", "list", "--store", "some.bib"], "G (1)\n"),
    ],
)
def test_who_looks_for_something_is_shown_what_can_be_read_and_told_what_cannot(
    folder: Path, arguments: list[str], shown: str
) -> None:
    (folder / "some.bib").write_text(
        "@misc{a, title={T}, author={Roe}, year=2020, groups={G}}\n@misc{b, title={x}\n"
    )
    result = run(*arguments)
    assert (result.exit_code, result.stdout[: len(shown) or None]) == (2, shown)
    assert result.stderr == (
        "some.bib:2:19: cannot read @misc{b to its end: it is not closed; add the closing brace\n"
    )


def test_cite_does_not_mind_what_is_broken_elsewhere(folder: Path) -> None:
    (folder / "some.bib").write_text(
        "@misc{a, title={A}}\n@misc{c, title={C}}, year=2020}\n@misc{b, title={B\n"
    )
    assert run("cite", "a", "--store", "some.bib", "-s", "acl").exit_code == 0
    lost = run("cite", "b", "--store", "some.bib")
    assert (lost.exit_code, lost.stderr.splitlines()) == (
        2,
        [
            "some.bib:2:20: this stands after the end of the entry; check the braces before it",
            "some.bib:3:16: cannot read @misc{b: this brace is not closed; check that every { has its }",
            "unknown citation key 'b'",
        ],
    )
    assert run("cite", "c", "--store", "some.bib").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("render",),
        ("list",),
        ("table",),
        ("find", "tan"),
        ("cite", "tan2024llm"),
        ("check",),
        ("fmt",),
        ("sync", "README.md"),
        ("import", "more.bib", "README.md"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_reads_the_settings_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (folder / "README.md").write_text("- [A title of a paper](https://arxiv.org/abs/2401.00001)\n")
    (folder / "more.bib").write_text("@misc{b, title = {B}}\n")
    read: list[Path] = []
    load = config.load

    def counted(path: Path) -> config.Config:
        read.append(path)
        return load(path)

    monkeypatch.setattr(config, "load", counted)
    result = run(*arguments)
    assert (result.exit_code, read) == (0, [Path()]), result.output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["tan2024llm@p. 3", "--in-text"], "(Tan & Beigi, 2024, p. 3)\n"),
        (["tan2024llm", "-l", "chap. 2", "--in-text"], "(Tan & Beigi, 2024, Chapter 2)\n"),
        (["tan2024llm@passim", "--in-text"], "(Tan & Beigi, 2024, passim)\n"),
        (["tan2024llm", "--narrative", "--in-text"], "Tan & Beigi (2024)\n"),
        (["tan2024llm", "--suppress-author", "--in-text"], "(2024)\n"),
        (
            ["tan2024llm@3", "--prefix", "see", "--suffix", "and more", "--in-text"],
            "(see Tan & Beigi, 2024, p. 3 and more)\n",
        ),
        (["tan2024llm@S. 3", "--in-text", "--locale", "de"], "(Tan & Beigi, 2024, S. 3)\n"),
    ],
)
def test_cite_takes_all_that_a_citation_has(
    folder: Path, arguments: list[str], expected: str
) -> None:
    assert run("cite", "--style", "apa", *arguments).stdout == expected


def test_cite_prints_the_reference_alone_and_the_entry(folder: Path) -> None:
    alone = run("cite", "tan2024llm", "--style", "acl", "--reference", "-f", "markdown")
    assert alone.stdout == f"{TAN_ACL}\n"
    assert run("cite", "tan2024llm", "--bibtex").stdout.startswith("@misc{tan2024llm,\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--in-text", "--reference"], "--in-text and --reference exclude each other; give one"),
        (["--narrative", "--suppress-author"], "--narrative and --suppress-author exclude each other"),
        (["--html"], "--html is about the clipboard; add --copy"),
    ],
)  # fmt: skip
def test_what_cite_cannot_do_is_told(folder: Path, options: list[str], said: str) -> None:
    result = run("cite", "tan2024llm", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["render", "--style", "acl"],
        ["find", "--format", "bibtex", "year:2024"],
        ["list"],
        ["table"],
        ["recent"],
        ["verify", "--offline", "--fix"],
    ],
)
def test_what_is_made_of_a_store_never_replaces_it(folder: Path, command: list[str]) -> None:
    (folder / "same.bib").symlink_to("refs.bib")
    result = run(*command, "-o", "same.bib")
    assert (result.exit_code, result.stderr) == (
        2,
        "synbib: same.bib: is read, and would be lost; name another file with -o\n",
    )
    assert (folder / "refs.bib").read_text(encoding="utf-8") == STORE


@pytest.mark.parametrize(
    ("there", "arguments", "hint"),
    [
        ([], ["show", "x"], "synbib init makes it; or name another one: --store FILE"),
        ([], ["stats"], "synbib init makes it; or name another one: synbib stats FILE"),
        (
            ["thesis.bib"],
            ["find", "x"],
            "name one that is here, --store thesis.bib, or have synbib init set this folder up",
        ),
        (
            ["a b.bib", "c.bib"],
            ["check"],
            "name one that is here, synbib check 'a b.bib' or synbib check c.bib, or have synbib init "
            "set this folder up",
        ),
        (
            ["thesis.bib"],
            ["edit", "x", "year=2020"],
            "name one that is here, --store thesis.bib, or have synbib init set this folder up",
        ),
        (
            ["thesis.bib"],
            ["group", "list"],
            "name one that is here, --store thesis.bib, or have synbib init set this folder up",
        ),
    ],
)
def test_where_there_is_no_store_what_to_name_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: list[str],
    arguments: list[str],
    hint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in there:
        (tmp_path / name).write_text("@misc{a, title={T}}", encoding="utf-8")
    result = CliRunner().invoke(main, arguments, prog_name="synbib")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"synbib: refs.bib: no such file; {hint}\n"
