"""Where results go: formats told by the ending of a file, and documents of word processors."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from synbib.cli import main, printing
from synbib.cli.outputs import ENDINGS, FORMATS

STORE = """\
@article{tan2024, author = {Tan, Zhen}, title = {Data \\emph{annotation}}, journal = {Computing}, year = {2024}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def text_of(path: Path | io.BytesIO) -> list[str]:
    return [
        paragraph.text
        for paragraph in docx.Document(str(path) if isinstance(path, Path) else path).paragraphs
    ]


REFERENCE = "Zhen Tan. 2024. Data annotation. Computing."


def test_each_format_that_has_files_has_an_ending() -> None:
    assert set(ENDINGS.values()) == set(FORMATS) - {"terminal"}


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("refs.html", '<div class="csl-bib-body">'),
        ("refs.HTM", '<div class="csl-bib-body">'),
        ("refs.tex", "\\"),
        ("refs.md", "Zhen Tan. 2024."),
        ("refs.txt", "Zhen Tan. 2024."),
        ("refs.json", "["),
        ("refs.rtf", "{\\rtf1\\ansi"),
        ("refs.odt", "PK"),
        ("refs.docx", "PK"),
        ("refs", "Zhen Tan. 2024."),
        ("refs.unheard-of", "Zhen Tan. 2024."),
    ],
)
def test_the_ending_of_the_output_tells_the_format(folder: Path, name: str, start: str) -> None:
    result = run("render", "--style", "acl", "-o", name)
    assert (result.exit_code, result.output) == (0, "")
    assert (folder / name).read_bytes().startswith(start.encode())


def test_a_format_that_is_asked_for_counts_before_the_ending(folder: Path) -> None:
    assert run("render", "--format", "html", "-o", "refs.md").exit_code == 0
    assert (folder / "refs.md").read_text(encoding="utf-8").startswith("<div")


def test_a_document_is_written_to_a_file(folder: Path) -> None:
    assert run("render", "--style", "acl", "-o", "refs.docx").exit_code == 0
    assert text_of(folder / "refs.docx") == [REFERENCE]


def test_a_document_goes_into_a_pipe() -> None:
    result = run("render", "--style", "acl", "--format", "docx")
    assert (result.exit_code, text_of(io.BytesIO(result.stdout_bytes))) == (0, [REFERENCE])


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_a_document_is_not_shown_on_a_terminal(
    output: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "is_live", lambda _stream: True)
    result = run("render", "--format", "docx", *output)
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        "synbib: a terminal cannot show docx; name a file with -o refs.docx\n",
    )


def test_a_template_gives_its_styles(folder: Path) -> None:
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "My paper"
    own.save(str(folder / "my.docx"))
    assert run("render", "--template", "my.docx", "-o", "refs.docx").exit_code == 0
    word = docx.Document(str(folder / "refs.docx"))
    assert word.sections[0].header.paragraphs[0].text == "My paper"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("render", "-o", "refs.pdf"),
            "refs.pdf: synbib writes no .pdf files; write .docx, .odt, .html or .tex, and print that",
        ),
        *(
            (
                (command, "-o", "other.BIB"),
                f"other.BIB: synbib {command} writes no BibTeX; name another file, such as refs.md, "
                "or write the entries with synbib export -o refs.bib",
            )
            for command in ("render", "list", "table", "recent")
        ),
        (
            ("render", "--format", "html", "-o", "refs.docx"),
            "refs.docx: synbib render writes text here, not .docx; name another file, or write a bibliography "
            "with synbib render -o refs.docx",
        ),
        (
            ("list", "-o", "list.docx"),
            "list.docx: synbib list writes text here, not .docx; name another file, or write a bibliography "
            "with synbib render -o refs.docx",
        ),
        (
            ("table", "-o", "table.odt"),
            "table.odt: synbib table writes text here, not .odt; name another file, or write a bibliography "
            "with synbib render -o refs.docx",
        ),
        (
            ("process", "paper.md", "-o", "paper.docx"),
            "paper.docx: synbib process writes text here, not .docx; name another file, or have pandoc write it "
            "with --filter synbib-pandoc",
        ),
        (
            ("cite", "tan2024", "--format", "docx"),
            "docx is a file, which is not shown; write the bibliography with synbib render -o refs.docx",
        ),
        (("render", "--format", "docs"), "unknown format 'docs'; did you mean docx?"),
        (
            ("render", "--template", "refs.bib", "-o", "refs.html"),
            "--template is for docx, and this is html; write it with -o refs.docx",
        ),
        (
            ("render", "--template", "refs.bib", "-o", "refs.odt"),
            "template: docx has one, and odt has not; leave it out, or write docx",
        ),
        (
            ("render", "--template", "refs.bib", "-o", "refs.docx"),
            "refs.bib: not a Word document; open it in Word and save it as .docx",
        ),
        (
            ("render", "--template", "none.docx", "-o", "refs.docx"),
            "none.docx: no such file; give the path of a file that exists",
        ),
        (
            ("render", "--template", "my.docx", "-o", "my.docx"),
            "my.docx: is read, and would be lost; name another file with -o",
        ),
    ],
)
def test_what_cannot_be_written_is_an_error_and_leaves_nothing(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    (folder / "paper.md").write_text("[@tan2024]\n", encoding="utf-8")
    docx.Document().save(str(folder / "my.docx"))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"synbib: {message}\n")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
