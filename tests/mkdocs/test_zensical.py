"""The extension of Python-Markdown that needs no plugin."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from synbib.errors import SynbibError

REFS = """\
@misc{boole, author={George Boole}, title={Laws of Thought}, year=1854}
@misc{nelson, author={Edward Nelson}, title={Elementary Theory}, year=1987}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "refs.bib").write_text(REFS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def converter(*extensions: Extension, **settings: object) -> Markdown:
    return Markdown(
        extensions=["toc", *extensions, "synbib.mkdocs.zensical"],
        extension_configs={"synbib.mkdocs.zensical": settings},
    )


def text(page: str) -> str:
    return re.sub(r"\n\s*", "\n", re.sub(r"<[^>]*>", "", page)).strip()


def test_each_page_is_converted_with_its_citations_and_references(folder: Path) -> None:
    md = converter(style="apa", backlinks=False)
    page = md.convert("# On @boole\n\nSee [@nelson, p. 3].")
    assert (
        page
        == """\
<h1 id="on">On <span class="synbib-cite" id="cite-1">\
<a href="#ref-boole" title="Boole, G. (1854). Laws of thought.">Boole</a> \
(<a href="#ref-boole" title="Boole, G. (1854). Laws of thought.">1854</a>)</span></h1>
<p>See <span class="synbib-cite" id="cite-2">\
(<a href="#ref-nelson" title="Nelson, E. (1987). Elementary theory.">Nelson, 1987, p. 3</a>)</span>.</p>
<div class="csl-bib-body">
  <div class="csl-entry" id="ref-boole" style="padding-left:2em;text-indent:-2em;">Boole, G. (1854). <i>Laws of thought</i>.</div>
  <div class="csl-entry" id="ref-nelson" style="padding-left:2em;text-indent:-2em;">Nelson, E. (1987). <i>Elementary theory</i>.</div>
</div>
"""
    )
    [heading] = md.toc_tokens  # type: ignore[attr-defined]
    assert (heading["name"], heading["html"]) == ("On Boole (1854)", "On Boole (1854)")
    assert text(md.reset().convert("Anew: [@nelson].")) == (
        "Anew: (Nelson, 1987).\nNelson, E. (1987). Elementary theory."
    )


class Within(Extension):
    """Has a line ``::: text`` converted by a converter of its own, as mkdocstrings does with docstrings."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        super().__init__()
        self._convert = convert

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it
        md.preprocessors.register(_Within(self._convert), "within", 22)


class _Within(Preprocessor):
    def __init__(self, convert: Callable[[str], str]) -> None:
        super().__init__()
        self._convert = convert

    def run(self, lines: list[str]) -> list[str]:
        return [self._convert(line[4:]) if line.startswith("::: ") else line for line in lines]


def test_what_is_converted_within_a_page_is_part_of_it(folder: Path) -> None:
    inner = converter(backlinks=False)
    md = converter(Within(inner.convert), backlinks=False)
    assert (
        text(md.convert("First [@nelson].\n\n::: Within [@boole].\n\nLast [@nelson]."))
        == """\
First [1].
Within [2].
Last [1].
[1]E. Nelson, “Elementary theory.” 1987.
[2]G. Boole, “Laws of thought.” 1854."""
    )


def test_blocks_are_written(folder: Path) -> None:
    block = "<!-- synbib:start list limit=1 -->\n<!-- synbib:end -->\n"
    assert text(converter(style="apa").convert(block)) == "Boole, G. (1854). Laws of thought."


def test_a_page_that_fails_is_not_taken_for_the_next(folder: Path) -> None:
    def fail(text: str) -> str:
        raise ValueError(text)

    with pytest.raises(ValueError, match="text"):
        converter(Within(fail)).convert("::: text")
    assert text(converter(bib_by_default=False).convert("Next [@boole].")) == "Next [1]."


def test_what_is_wrong_is_told(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    converter().convert("As [@bole].")
    assert caplog.messages == ["page: no entry has the key 'bole'; did you mean boole?"]
    with pytest.raises(SynbibError, match="unknown style 'apaa'"):
        converter(style="apaa").convert("x")
