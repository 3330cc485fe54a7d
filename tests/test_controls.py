"""No output has a character that is not content, whatever field, key or group it comes from."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from click.testing import CliRunner

from synbib.choices import OutputFormat
from synbib.cli import main
from synbib.latex import decode
from synbib.text import strip

C0_AND_C1 = "".join(chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n\r")
BAD = C0_AND_C1 + "\r"
FIELDS = (
    "title", "subtitle", "author", "editor", "booktitle", "journal", "year", "month", "volume", "number", "pages",
    "publisher", "address", "edition", "series", "note", "abstract", "keywords", "groups", "doi", "url", "eprint",
    "archiveprefix", "primaryclass", "isbn", "issn", "code", "project", "website", "pdf", "howpublished", "langid",
    "shorttitle", "chapter", "institution", "urldate", "date", "annote", "pubstate", "type", "version",
)  # fmt: skip


def store() -> str:
    """An entry with all of them in each field, once as text and once within markup, and in its key."""
    fields = "".join(f"  {name} = {{A{BAD}b {{C{BAD}d}} \\emph{{e{BAD}f}}}},\n" for name in FIELDS)
    plain = "".join(f"  {name} = {{{name}{BAD}x}},\n" for name in FIELDS)
    dated = plain.replace(f"date{BAD}x", f"2024-05{BAD}").replace(f"url{BAD}x", f"x.org/{BAD}y")
    control = "\x1b\x9b\x07"
    return "".join(
        f"@{kind}{{{kind}{control}{n},\n{text}}}\n"
        for n, text in enumerate((fields, plain, dated))
        for kind in ("article", "inproceedings", "misc", "book")
    )


BLOCKS = [
    "list",
    "list style=apa details=both group-by=year,venue badges=yes numbering=all",
    "list template=all.j2",
    "list group-by=keyword locale=item",
    "table columns=paper,published,code,title,authors,year,venue,links,note,type,key,dataset",
    "recent details=both",
    "bibliography style=ieee",
    "toc",
    "count",
]
TEMPLATE = (
    "\x1b{{ '\\x9b' }}{% for s in sections %}{{ s.heading }}{% for e in s.entries %}{{ e.key }}{{ e.title }}"
    "{{ e.authors }}{{ e.fields }}{{ e.reference }}{{ e.abstract }}{{ e.bibtex }}{{ e.venue }}{{ e.year }}"
    "{% for l in e.links %}{{ l.url }}{{ l.label }}{% endfor %}{% endfor %}{% endfor %}"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(store(), encoding="utf-8", newline="")
    (tmp_path / "all.j2").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def bad(text: str) -> set[str]:
    return set(text) & set(BAD)


@pytest.mark.parametrize(
    ("format", "style"),
    [*itertools.product(("markdown", "html", "latex", "text"), ("syndata", "apa", "acl", "ieee"))],
)
def test_no_reference_has_them(folder: Path, format: OutputFormat, style: str) -> None:
    from synbib import read, render

    library = read("refs.bib")
    assert not bad(render(library, style, format, links=True))


@pytest.mark.parametrize("block", BLOCKS)
def test_no_block_has_them(folder: Path, block: str) -> None:
    readme = folder / "README.md"
    readme.write_text(f"# A\n\n<!-- synbib:start {block} -->\n<!-- synbib:end -->\n", "utf-8")
    result = CliRunner().invoke(main, ["sync", "README.md"])
    assert result.exit_code == 0, result.output
    assert not bad(readme.read_bytes().decode())
    assert not bad(result.output)


@pytest.mark.parametrize("form", ["lines", "keys", "reference", "bibtex", "json", "count"])
def test_nothing_that_is_found_has_them(folder: Path, form: str) -> None:
    result = CliRunner().invoke(main, ["find", "type:any", "--format", form])
    assert result.exit_code == 0, result.output
    assert not bad(result.output)


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["fmt", "--diff"],
        ["fmt", "--check"],
        ["list"],
        ["table"],
        ["cite", "no\x1b[31msuch"],
        ["check", "no\x1b[31msuch\n::error::x.bib"],
        ["check", "--no\x1bsuch"],
        ["no\x1bsuch"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("output_format", ["text", "github"])
def test_no_message_has_them(
    folder: Path, command: list[str], output_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNBIB_OUTPUT_FORMAT", output_format)
    result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not bad(result.output)


def test_no_style_and_no_item_brings_them_or_marks_of_ours_in() -> None:
    from synbib.csl import Processor, Style

    bad_xml = C0_AND_C1[C0_AND_C1.index("\x7f") :] + "\ue000\ue030&#13;"  # XML has no other
    style = Style.parse_unchecked(
        f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
        <locale xml:lang="en"><terms><term name="in">in{bad_xml}</term></terms></locale>
        <citation><layout prefix="({bad_xml}" delimiter="{bad_xml}"><text variable="title"/></layout></citation>
        <bibliography><layout suffix="{bad_xml}."><text value="v{bad_xml}"/><text term="in"/>
        <names variable="author"><name initialize-with="{bad_xml}" delimiter="{bad_xml}"/></names>
        <group delimiter="{bad_xml}"><text variable="title"/><number variable="volume"/><text variable="URL"/>
        <text variable="DOI"/><text variable="page"/><date variable="issued"><date-part name="year"
        prefix="{bad_xml}"/></date></group></layout></bibliography></style>"""
    )
    item = {
        "id": "a",
        "type": "book",
        "author": [{"family": f"F{BAD}\ue030", "given": f"G{BAD}"}, {"literal": f"L{BAD}"}],
        "issued": {"raw": f"2024{BAD}"},
        **{name: f"{name}{BAD}\ue030x" for name in ("title", "volume", "URL", "DOI", "page")},
    }
    [(_, reference)] = Processor(style, [item]).bibliography().entries
    assert not bad(reference)
    assert not set(reference) & {"\ue000", "\ue030"}


@pytest.mark.parametrize("number", [0x00, 0x1B, 0x7F, 0x85, 0x9B])
@pytest.mark.parametrize("macro", [r'\char"{:X}', r"\char{:d}", r"\symbol{{{:d}}}", r"\unicode{{{:d}}}"])  # fmt: skip
def test_no_macro_makes_them(macro: str, number: int) -> None:
    assert not bad(strip(decode("a" + macro.format(number) + " b")))
