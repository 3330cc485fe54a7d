"""Whole sites built with the plugin, warnings as errors."""

import json
import logging
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from synbib.mkdocs.plugin import SynbibPlugin

REFS = """\
@book{nelson, author={Edward Nelson}, title={Radically Elementary Probability Theory},
  publisher={Princeton University Press}, year={1987}}
@article{schechter2001, author={Eric Schechter and Ann Roe}, title={Constructivism Is Difficult},
  journal={The American Mathematical Monthly}, year=2001, volume=108, pages={50--54}, doi={10.1/x}}
@misc{boole, author={George Boole}, title={Laws of Thought}, year=1854, groups={Logic}}
"""
# A theme that shows what the plugin writes, and nothing else.
TEMPLATE = """\
{{ page.title }}
{% for item in page.toc %}{{ item.id }}: {{ item.title }}
{% endfor %}{{ page.content }}
"""


class Project:
    """A site in a folder; `build` writes files and builds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "docs").mkdir()
        (folder / "theme").mkdir()
        (folder / "theme" / "main.html").write_text(TEMPLATE, "utf-8")
        (folder / "refs.bib").write_text(REFS, "utf-8")
        self.said: list[str] = []

    def build(
        self,
        pages: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        *,
        plugin: str = "synbib",
        strict: bool = True,
        **more: object,
    ) -> None:
        for name, text in pages.items():
            path = self.folder / "docs" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        said = {
            "site_name": "Site",
            "use_directory_urls": False,
            "theme": {"name": None, "custom_dir": "theme"},
            "markdown_extensions": ["footnotes"],
            "plugins": [{plugin: dict(settings or {})}],
            **more,
        }
        (self.folder / "mkdocs.yml").write_text(yaml.safe_dump(said), "utf-8")
        self.again(strict=strict)

    def config(self, *, strict: bool = True) -> MkDocsConfig:
        return load_config(str(self.folder / "mkdocs.yml"), strict=strict)

    def again(self, config: MkDocsConfig | None = None, *, strict: bool = True) -> None:
        logger = logging.getLogger("mkdocs")
        handler = logging.Handler()
        self.said = []
        handler.emit = lambda record: self.said.append(record.getMessage())  # type: ignore[method-assign]
        handler.setLevel(logging.WARNING)
        logger.addHandler(handler)
        try:
            build(config or self.config(strict=strict))
        finally:
            logger.removeHandler(handler)

    def html(self, name: str = "index") -> str:
        return (self.folder / "site" / f"{name}.html").read_text("utf-8")

    def text(self, name: str = "index") -> str:
        """The page as a reader sees it, a line for each block."""
        shown = re.sub(r"\n\s*", "\n", re.sub(r"<[^>]*>", "", self.html(name)))
        return unescape(shown).replace("\N{NO-BREAK SPACE}", " ").strip()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_page_has_citations_with_links_and_its_bibliography_with_links_back(
    project: Project,
) -> None:
    project.build(
        {"index.md": "# Nets\n\nAs @boole [p. 3] says [see @nelson, chap. 2; @boole].\n"},
        {"style": "apa"},
    )
    assert (
        project.html()
        == """\
Nets
nets: Nets
<h1 id="nets">Nets</h1>
<p>As <span class="synbib-cite" id="cite-1">\
<a href="#ref-boole" title="Boole, G. (1854). Laws of thought.">Boole</a> \
(<a href="#ref-boole" title="Boole, G. (1854). Laws of thought.">1854, p. 3</a>)</span> says \
<span class="synbib-cite" id="cite-2">\
(<a href="#ref-boole" title="Boole, G. (1854). Laws of thought.">Boole, 1854</a>; see \
<a href="#ref-nelson" title="Nelson, E. (1987). Radically elementary probability theory. Princeton University Press.">\
Nelson, 1987, Chapter 2</a>)</span>.</p>
<div class="csl-bib-body">
  <div class="csl-entry" id="ref-boole" style="padding-left:2em;text-indent:-2em;">Boole, G. (1854). \
<i>Laws of thought</i>. <span class="synbib-back" data-search-exclude>↑ \
<a href="#cite-1" title="Back to the text">1</a> <a href="#cite-2" title="Back to the text">2</a></span></div>
  <div class="csl-entry" id="ref-nelson" style="padding-left:2em;text-indent:-2em;">Nelson, E. (1987). \
<i>Radically elementary probability theory</i>. Princeton University Press. \
<span class="synbib-back" data-search-exclude><a href="#cite-2" title="Back to the text">↑</a></span></div>
</div>
"""
    )


def test_each_page_numbers_anew_and_a_site_goes_on(project: Project) -> None:
    pages = {
        "index.md": "A [@boole].\n",
        "alpha.md": "B [@nelson] and [@schechter2001].\n",
        "zeta.md": "C [@boole; @schechter2001].\n",
    }
    nav = [{"Home": "index.md"}, {"Zeta": "zeta.md"}, {"Alpha": "alpha.md"}]
    project.build(pages, {"backlinks": False}, nav=nav)
    assert project.text("alpha").splitlines()[1:] == [
        "B [1] and [2].",
        "[1]E. Nelson, Radically elementary probability theory. Princeton University Press, 1987.",
        "[2]E. Schechter and A. Roe, “Constructivism is difficult,” The American Mathematical Monthly, vol. 108, pp. 50–54, 2001, doi: 10.1/x.",
    ]
    assert project.text("zeta").splitlines()[1] == "C [1], [2]."
    project.build(pages, {"scope": "site", "backlinks": False}, nav=nav)
    assert project.text("alpha").splitlines()[1:] == [
        "B [3] and [2].",
        "[2]E. Schechter and A. Roe, “Constructivism is difficult,” The American Mathematical Monthly, vol. 108, pp. 50–54, 2001, doi: 10.1/x.",
        "[3]E. Nelson, Radically elementary probability theory. Princeton University Press, 1987.",
    ]
    assert project.text("zeta").splitlines()[1] == "C [1], [2]."


def test_a_site_with_a_marker_has_one_bibliography_that_all_pages_link_to(project: Project) -> None:
    project.build(
        {
            "index.md": "A [@boole].\n",
            "deep/refs.md": "Below.\n\n\\bibliography\n\nAbove [@nelson].\n",
        },
        {"scope": "site", "style": "apa"},
    )
    assert 'href="deep/refs.html#ref-boole"' in project.html()
    assert "csl-entry" not in project.html()
    assert (
        project.html("deep/refs")
        == """\
Refs
<p>Below.</p>
<div class="csl-bib-body">
  <div class="csl-entry" id="ref-boole" style="padding-left:2em;text-indent:-2em;">Boole, G. (1854). \
<i>Laws of thought</i>. <span class="synbib-back" data-search-exclude>\
<a href="../index.html#cite-1" title="Back to the text">↑</a></span></div>
  <div class="csl-entry" id="ref-nelson" style="padding-left:2em;text-indent:-2em;">Nelson, E. (1987). \
<i>Radically elementary probability theory</i>. Princeton University Press. \
<span class="synbib-back" data-search-exclude><a href="#cite-1" title="Back to the text">↑</a></span></div>
</div>
<p>Above <span class="synbib-cite" id="cite-1">(<a href="#ref-nelson" \
title="Nelson, E. (1987). Radically elementary probability theory. Princeton University Press.">Nelson, 1987</a>)</span>.</p>"""
    )


def test_addresses_are_right_where_pages_are_folders(project: Project) -> None:
    project.build(
        {
            "index.md": "A [@boole].\n",
            "a/b.md": "B [@nelson].\n",
            "refs.md": "\\full_bibliography\n",
        },
        {"bib_by_default": False},
        use_directory_urls=True,
    )
    assert 'href="refs/#ref-boole"' in project.html()
    assert 'href="../../refs/#ref-nelson"' in project.html("a/b/index")
    assert 'href="../#cite-1"' in project.html("refs/index")
    assert 'href="../a/b/#cite-1"' in project.html("refs/index")


def test_a_note_style_has_footnotes_among_those_of_the_page(project: Project) -> None:
    project.build(
        {
            "index.md": """\
# Notes

Said first [@boole, p. 3], then mine[^own], "then again" [@boole, p. 3]. @nelson does not.

[^own]: My own words, as in [@nelson].
"""
        },
        {"style": "chicago-notes", "bib_by_default": False},
    )
    assert (
        project.text()
        == """\
Notes
notes: Notes
Notes
Said first,1 then mine2, "then again."3 Nelson4 does not.
George Boole, “Laws of Thought,” 1854, 3. ↩
My own words, as in (Edward Nelson, Radically Elementary Probability Theory (Princeton University Press, 1987)). ↩
Boole, “Laws of Thought,” 3. ↩
Radically Elementary Probability Theory. ↩"""
    )


def test_code_and_what_is_escaped_stay(project: Project) -> None:
    project.build(
        {
            "index.md": """\
Write `[@boole]` or `\\bibliography`, \\@boole, a@boole.org, @someone, <!-- [@boole] -->

    indented [@boole] & \\bibliography

```
fenced [@boole], [@unknown2020]
```

<pre>[@boole]</pre>
"""
        },
    )
    assert (
        project.html()
        == """\
Home
<p>Write <code>[@boole]</code> or <code>\\bibliography</code>, @boole, a@boole.org, @someone, <!-- [@boole] --></p>
<pre><code>indented [@boole] &amp; \\bibliography
</code></pre>
<pre><code>fenced [@boole], [@unknown2020]
</code></pre>
<pre>[@boole]</pre>"""
    )


def test_extensions_of_markdown_do_not_disturb_citations(project: Project) -> None:
    (project.folder / "part.md").write_text("From a snippet [@boole].\n", "utf-8")
    project.build(
        {
            "index.md": """\
!!! note "See [@boole]"

    Inside [@nelson].

    ```python
    @boole
    def f(): ...
    ```

=== "Tab"

    Here *as @boole [p. 1] has it*.

| a | b |
|---|---|
| [@boole] | "x" |

[the book [@nelson]](https://example.org)
![fig. [@boole]](https://example.org/x.png)

Term
:   [@nelson;
    @boole]

--8<-- "part.md"
"""
        },
        {"style": "apa", "bib_by_default": False},
        markdown_extensions=[
            "admonition", "tables", "smarty", "def_list",
            "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}},
            {"pymdownx.snippets": {"base_path": [str(project.folder)]}},
        ],
    )  # fmt: skip
    assert (
        project.text()
        == """\
Home
See (Boole, 1854)
Inside (Nelson, 1987).
@boole
def f(): ...
Tab
Here as Boole (1854, p. 1) has it.
a
b
(Boole, 1854)
“x”
the book (Nelson, 1987)
Term
(Boole, 1854; Nelson, 1987)
From a snippet (Boole, 1854)."""
    )
    assert 'alt="fig. (Boole, 1854)"' in project.html()
    assert (
        '<a href="https://example.org">the book <span class="synbib-cite" id="cite-'
        in project.html()
    )


def test_titles_contents_and_the_search_index_have_citations_as_text(project: Project) -> None:
    project.build(
        {"index.md": "# Nets by @boole\n\n[TOC]\n\n## More [@nelson]\n\nSee [@schechter2001].\n"},
        {"style": "apa", "bib_by_default": False},
        plugins=["search", {"synbib": {"style": "apa", "bib_by_default": False}}],
        markdown_extensions=["toc"],
    )
    assert project.text().splitlines()[:5] == [
        "Nets by Boole (1854)",
        "nets-by: Nets by Boole (1854)",
        "Nets by Boole (1854)",
        "Nets by Boole (1854)",
        "More (Nelson, 1987)",
    ]
    index = json.loads((project.folder / "site/search/search_index.json").read_text("utf-8"))
    assert [(doc["title"], doc["text"]) for doc in index["docs"]] == [
        (
            "Nets by Boole (1854)",
            "Nets by Boole ( 1854 ) Nets by Boole (1854) More (Nelson, 1987) More ( Nelson, 1987 ) See ( Schechter & Roe, 2001 ) .",
        ),
        ("Nets by Boole (1854)", "Nets by Boole (1854) More (Nelson, 1987)"),
        ("More (Nelson, 1987)", "See ( Schechter & Roe, 2001 ) ."),
    ]


def test_an_unknown_key_is_told_with_its_place_and_the_nearest(project: Project) -> None:
    page = "---\nauthor: me\n---\n\n# Nets\n\nAs [see @bole, p. 3; @schechter2010]\nand @nelson2 have it.\n"
    with pytest.raises(Abort, match="3 warnings"):
        project.build({"index.md": page})
    assert [line for line in project.said if "no entry" in line] == [
        "synbib: docs/index.md:7:10: no entry has the key 'bole'; did you mean boole?",
        "synbib: docs/index.md:7:23: no entry has the key 'schechter2010'; did you mean schechter2001?",
        "synbib: docs/index.md:8:6: no entry has the key 'nelson2'; did you mean nelson?",
    ]


def test_metadata_may_list_what_is_not_cited(project: Project) -> None:
    project.build(
        {"index.md": "---\nnocite: '@boole, @nelson'\n---\nNothing.\n"},
        {"style": "apa", "backlinks": False},
    )
    assert project.text().splitlines()[1:] == [
        "Nothing.",
        "Boole, G. (1854). Laws of thought.",
        "Nelson, E. (1987). Radically elementary probability theory. Princeton University Press.",
    ]


def test_blocks_are_written_from_the_store(project: Project) -> None:
    with_links = REFS.replace("year=1854", "year=1854, url={https://example.org/boole}")
    (project.folder / "refs.bib").write_text(with_links, "utf-8")
    project.build(
        {"index.md": "# List\n\n<!-- synbib:start list group=Logic -->\n<!-- synbib:end -->\n"},
        {"style": "apa"},
    )
    assert (
        re.sub("checksum=[0-9a-f]+", "checksum=0", project.html())
        == """\
List
list: List
<h1 id="list">List</h1>
<!-- synbib:start list group=Logic -->

<ul>
<li>
<p>Boole, G. (1854). <em>Laws of thought</em>. https://example.org/boole</p>
<p><a href="https://example.org/boole">Paper</a></p>
</li>
</ul>
<!-- synbib:end checksum=0 -->"""
    )
    with pytest.raises(Abort):
        project.build(
            {"index.md": "---\na: b\n---\n\n<!-- synbib:start lst -->\n<!-- synbib:end -->\n"}
        )
    assert project.said[0] == (
        "synbib: docs/index.md:5:1: unknown kind of block 'lst'; did you mean list?"
    )


# --- As mkdocs-bibtex documents its use -------------------------------------------------------------------------


def test_a_site_of_mkdocs_bibtex_builds_when_the_name_of_the_plugin_is_changed(
    project: Project,
) -> None:
    (project.folder / "bib").mkdir()
    (project.folder / "bib" / "refs.bib").write_text(REFS, "utf-8")
    project.build(
        {
            "index.md": "Two at once [@nelson;@boole]. Directly: see @boole.\n\n## References\n\n\\bibliography\n",
            "appended.md": "Citation [@nelson]\n",
            "full.md": "# All\n\n\\full_bibliography\n",
        },
        {
            "bib_dir": "bib",
            "bib_command": "\\bibliography",
            "bib_by_default": True,
            "full_bib_command": "\\full_bibliography",
            "footnote_format": "ref-{key}",
            "csl_file": "https://raw.githubusercontent.com/citation-style-language/styles/master/nature.csl",
            "csl_file_encoding": "utf-8",
            "enable_inline_citations": True,
        },
    )
    assert (
        project.text()
        == """\
Home
references: References
Two at once1,2. Directly: see2.
References
1.Nelson, E. Radically Elementary Probability Theory. (Princeton University Press, 1987). ↑
2.Boole, G. Laws of thought. (1854). ↑ 1 2"""
    )
    assert (
        project.text("appended")
        == """\
Appended
Citation1
1.Nelson, E. Radically Elementary Probability Theory. (Princeton University Press, 1987). ↑"""
    )
    assert project.text("full").splitlines()[3:] == [
        "1.Nelson, E. Radically Elementary Probability Theory. (Princeton University Press, 1987).",
        "2.Schechter, E. & Roe, A. Constructivism is difficult. The American Mathematical Monthly 108, 50–54 (2001).",
        "3.Boole, G. Laws of thought. (1854).",
    ]


def test_at_signs_in_the_text_can_be_left_alone(project: Project) -> None:
    project.build(
        {"index.md": "By @boole and [@nelson].\n"},
        {"enable_inline_citations": False, "bib_by_default": False, "bib_file": "refs.bib"},
    )
    assert project.text() == "Home\nBy @boole and [1]."


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"bib_file": "https://api.zotero.org/groups/1/items?format=bibtex"},
            "synbib: 'https://api.zotero.org/groups/1/items?format=bibtex' is an address, and a build asks no "
            "service; fetch it once, as by 'curl -o refs.bib ADDRESS', and name the file",
        ),
        (
            {"csl_file": "https://example.org/own.csl"},
            "synbib: 'https://example.org/own.csl' is an address, and a build asks no service; give the name of "
            "a public style, or fetch it and name the file",
        ),
        ({"style": "apaa"}, "synbib: unknown style 'apaa'; did you mean apa"),
        ({"stores": ["none.bib"]}, "none.bib: "),
        ({"bib_dir": "docs"}, "synbib: bib_dir: no .bib file is in "),
        ({"footnote_format": "x"}, "synbib: footnote_format: write {key} where the key goes"),
    ],
)
def test_what_a_build_cannot_use_is_refused(
    project: Project, settings: Mapping[str, object], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        project.build({"index.md": "x\n"}, settings)


# --- Docstrings, and building again -----------------------------------------------------------------------------


def test_docstrings_that_mkdocstrings_shows_cite_as_pages_do(project: Project) -> None:
    (project.folder / "logic.py").write_text(
        '''
def infer(x: int) -> int:
    """Infer as [@boole, p. 3] does; see `[@nelson]`.

    Args:
        x: As @nelson has it.
    """
''',
        "utf-8",
    )
    project.build(
        {"index.md": "First [@schechter2001].\n\n::: logic.infer\n\nLast [@boole].\n"},
        plugins=[
            {
                "mkdocstrings": {
                    "handlers": {
                        "python": {
                            "paths": [str(project.folder)],
                            "options": {"show_source": False},
                        }
                    }
                }
            },
            {"synbib": {"backlinks": False}},
        ],
        theme={"name": "material"},
    )
    page = project.html()
    article = re.sub(r"<[^>]*>", "", page[page.index("<article") : page.index("</article")])
    assert [line.strip() for line in article.splitlines() if "[" in line] == [
        "First [1].",
        "Infer as [2, p. 3] does; see [@nelson].",
        "As [3] has it.",
        "Last [2].",
        "[1]E. Schechter and A. Roe, “Constructivism is difficult,” The American Mathematical Monthly, vol. 108, pp. 50–54, 2001, doi: 10.1/x.",
        "[2]G. Boole, “Laws of thought.” 1854.",
        "[3]E. Nelson, Radically elementary probability theory. Princeton University Press, 1987.",
    ]


def test_a_page_is_formatted_again_only_if_what_it_cites_changes(project: Project) -> None:
    def formatted() -> int:
        """Build as ``mkdocs serve`` does, which keeps the plugin, and return how many pages were formatted."""
        config = project.config()
        [plugin] = [each for each in config.plugins.values() if isinstance(each, SynbibPlugin)]
        before = plugin.composer.composed
        project.again(config)
        return plugin.composer.composed - before

    pages = {"index.md": "A [@boole].\n", "other.md": "B [@nelson].\n"}
    project.build(pages, {"style": "apa"})
    assert formatted() == 0
    (project.folder / "docs" / "index.md").write_text("Other words, and A [@boole].\n", "utf-8")
    assert formatted() == 0
    (project.folder / "docs" / "index.md").write_text("Words [@boole, p. 3].\n", "utf-8")
    assert formatted() == 1
    (project.folder / "refs.bib").write_text(REFS.replace("Boole", "Babbage"), "utf-8")
    assert formatted() == 2
    assert "Words (Babbage, 1854, p. 3)." in project.text()


def test_serving_watches_the_stores_and_the_style(project: Project) -> None:
    project.build({"index.md": "x\n"}, {"style": "apa"})
    config = project.config()
    config.plugins.on_config(config)
    watched: list[str] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(path)

    config.plugins.on_serve(Server(), config=config, builder=build)  # type: ignore[arg-type]
    assert watched == [str(project.folder / "refs.bib")]


# --- What else a page may be ------------------------------------------------------------------------------------


def test_notes_of_a_page_begin_anew_in_a_site(project: Project) -> None:
    project.build(
        {"index.md": "A [@boole].\n", "other.md": "B [@boole].\n", "refs.md": "\\bibliography\n"},
        {"style": "chicago-notes-bibliography", "scope": "site", "backlinks": False},
    )
    note = "George Boole, “Laws of Thought,” 1854. ↩"
    assert project.text().splitlines()[-1] == note
    assert project.text("other").splitlines()[-1] == note
    assert project.text("refs").splitlines()[1:] == ["Boole, George. Laws of Thought. 1854."]


def test_an_entry_that_is_listed_twice_in_a_page_has_its_id_once(project: Project) -> None:
    project.build({"index.md": "A [@boole].\n\n\\bibliography\n\n\\full_bibliography\n"})
    assert project.html().count('id="ref-boole"') == 1
    assert project.html().count('class="csl-entry"') == 4


def test_a_marker_within_a_paragraph_ends_it(project: Project) -> None:
    project.build({"index.md": "A [@boole]. Here: \\bibliography and on.\n"}, {"backlinks": False})
    assert project.html().endswith(
        """Here: </p>
<div class="csl-bib-body">
  <div class="csl-entry" id="ref-boole">\n    \
<div class="csl-left-margin" style="float:left;min-width:2.5em;">[1]</div>\
<div class="csl-right-inline" style="margin-left:3em;">G. Boole, “Laws of thought.” 1854.</div>
  </div>
</div>
<p> and on.</p>"""
    )


def test_a_link_to_a_reference_is_no_broken_anchor(project: Project) -> None:
    project.build(
        {"index.md": "See [the book](refs.md#ref-boole).\n", "refs.md": "\\full_bibliography\n"},
        validation={"anchors": "warn"},
    )


def test_a_set_of_works_and_a_key_with_blanks_are_cited(project: Project) -> None:
    with (project.folder / "refs.bib").open("a", encoding="utf-8") as store:
        store.write(
            "@set{both, entryset={nelson,boole}}\n@misc{a key, title={Blanks}, year=2000}\n"
        )
    project.build({"index.md": "A [@both], @{a key}.\n"}, {"style": "apa", "backlinks": False})
    assert project.text().splitlines()[1] == "A (Boole, 1854; Nelson, 1987), Blanks (2000)."
    assert '<a href="#ref-a%20key" title="Blanks. (2000).">' in project.html()
    assert 'id="ref-a key"' in project.html()


def test_a_language_is_that_of_the_references_and_of_words_for_places(project: Project) -> None:
    project.build(
        {"index.md": "A [@boole, Kap. 3].\n"}, {"style": "apa", "locale": "de", "backlinks": False}
    )
    assert project.text().splitlines()[1] == "A (Boole, 1854, Kapitel 3)."


def test_what_is_wrong_in_a_cited_entry_is_told_and_what_is_wrong_elsewhere_is_not(
    project: Project,
) -> None:
    (project.folder / "refs.bib").write_text(REFS + "@misc{broken, title={x}\n", "utf-8")
    project.build({"index.md": "A [@boole].\n"})
    assert project.said == []


def test_excerpts_of_a_blog_have_the_text_of_their_citations(project: Project) -> None:
    (project.folder / "docs" / "blog" / "posts").mkdir(parents=True)
    (project.folder / "docs" / "blog" / "posts" / "one.md").write_text(
        "---\ndate: 2026-01-01\nslug: one\n---\n# Post\n\nFirst [@boole] & `[@nelson]`.\n\n<!-- more -->\n\nRest [@nelson].\n",
        "utf-8",
    )
    project.build(
        {"index.md": "x\n"},
        plugins=["blog", {"synbib": {"style": "apa", "backlinks": False}}],
        theme={"name": "material"},
    )
    excerpt = "<p>First (Boole, 1854) &amp; <code>[@nelson]</code>.</p>"
    assert excerpt in (project.folder / "site/blog/index.html").read_text("utf-8")
    post = (project.folder / "site/blog/2026/01/01/one.html").read_text("utf-8")
    assert 'Rest <span class="synbib-cite" id="cite-2">(<a href="#ref-nelson"' in post
