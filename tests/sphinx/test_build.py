"""Whole projects built with the extension, warnings as errors."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

REFS = """\
@book{nelson, author={Edward Nelson}, title={Radically Elementary Probability Theory},
  publisher={Princeton University Press}, year={1987}}
@article{schechter, author={Eric Schechter and Ann Roe}, title={Constructivism Is Difficult},
  journal={The American Mathematical Monthly}, year=2001, volume=108, pages={50--54}}
@misc{boole, author={George Boole}, title={Laws of Thought}, year=1854}
"""
CONF = "extensions = ['synbib.sphinx']\nbibtex_bibfiles = ['refs.bib']\n"

Build = Callable[..., str]


class Project:
    """A project in a folder; `build` writes files and builds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "refs.bib").write_text(REFS, "utf-8")
        self.warnings = ""

    def build(
        self,
        files: Mapping[str, str],
        conf: str = "",
        *,
        builder: str = "text",
        parallel: int = 1,
        strict: bool = True,
    ) -> None:
        for name, text in files.items():
            (self.folder / name).write_text(text, "utf-8")
        (self.folder / "conf.py").write_text(CONF + conf, "utf-8")
        warnings = StringIO()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                self.folder,
                self.folder,
                self.folder / "_build" / builder,
                self.folder / "_doctrees",
                builder,
                status=self.status(),
                warning=warnings,
                parallel=parallel,
            )
            app.build()
        self.warnings = warnings.getvalue()
        if strict:
            assert self.warnings == ""

    def status(self) -> StringIO:
        self.said = StringIO()
        return self.said

    def text(self, name: str) -> str:
        return (self.folder / "_build" / "text" / f"{name}.txt").read_text("utf-8")

    def html(self, name: str) -> str:
        page = (self.folder / "_build" / "html" / f"{name}.html").read_text("utf-8")
        return page[page.index('<div class="body"') : page.index('<div class="sphinxsidebar"')]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_each_role_shows_its_part_of_a_citation(project: Project) -> None:
    project.build(
        {
            "index.rst": """\
:cite:`nelson`, :cite:p:`nelson,schechter`, :cite:p:`{see}nelson{p. 12, and elsewhere}`, :cite:p:`{A & B < C,}nelson`, :cite:ps:`nelson`.
:cite:t:`schechter`; :cite:t:`nelson,schechter{chap. 2}`; :cite:ct:`nelson`.
[*IST*, :cite:alp:`nelson`]; :cite:year:`nelson`, :cite:yearpar:`nelson`; :cite:author:`schechter`,
:cite:authorpar:`schechter`; :cite:label:`nelson`, :cite:labelpar:`nelson`.\\ :cite:empty:`boole`

.. bibliography::
"""
        },
        "synbib_style = 'apa'\n",
    )
    assert (
        project.text("index")
        == """\
(Nelson, 1987), (Nelson, 1987; Schechter & Roe, 2001), (see Nelson,
1987, p. 12, and elsewhere), (A & B < C, Nelson, 1987), (Nelson,
1987). Schechter & Roe (2001); Nelson (1987), Schechter & Roe (2001,
Chapter 2); Nelson (1987). [*IST*, Nelson, 1987]; 1987, (1987);
Schechter & Roe, (Schechter & Roe); Nelson, 1987, (Nelson, 1987).

Boole, G. (1854). *Laws of thought*.

Nelson, E. (1987). *Radically elementary probability theory*.
Princeton University Press.

Schechter, E., & Roe, A. (2001). Constructivism is difficult. *The
American Mathematical Monthly*, *108*, 50–54.
"""
    )


def test_a_style_of_numbers_names_the_authors_in_a_sentence(project: Project) -> None:
    project.build(
        {
            "index.rst": ":cite:t:`schechter` and :cite:t:`nelson{p. 3}`, :cite:author:`nelson`, :cite:p:`nelson`.\n\n"
            ".. bibliography::\n"
        },
        "synbib_style = 'ieee'\n",
    )
    assert project.text("index").startswith(
        "Schechter and Roe [1] and Nelson [2, p. 3], Nelson, [2].\n"
    )


def test_numbers_go_through_all_documents_in_the_order_of_the_contents(project: Project) -> None:
    project.build(
        {
            "index.rst": "Start\n=====\n\n:cite:`boole`\n\n.. toctree::\n\n   zeta\n   alpha\n   refs\n",
            "zeta.rst": "Zeta\n====\n\n:cite:`schechter`\n",
            "alpha.rst": "Alpha\n=====\n\n:cite:`nelson` and :cite:`boole`\n",
            "refs.rst": "References\n==========\n\n.. bibliography::\n",
        },
        "bibtex_default_style = 'unsrt'\n",
    )
    assert "[1]" in project.text("index")
    assert "[2]" in project.text("zeta")
    assert "[3] and [1]" in project.text("alpha")
    found = re.findall(r"^\[\d\] .*?,", project.text("refs"), re.MULTILINE)
    assert found == ["[1] G. Boole,", "[2] E. Schechter and A. Roe,", "[3] E. Nelson,"]


def test_citations_link_to_their_references_and_back_with_a_tooltip(project: Project) -> None:
    project.build(
        {
            "index.rst": "Start\n=====\n\nSee :cite:p:`{cf.}nelson`.\n\n.. toctree::\n\n   refs\n",
            "refs.rst": "References\n==========\n\n.. bibliography::\n",
        },
        "synbib_style = 'apa'\n",
        builder="html",
    )
    title = (
        "Nelson, E. (1987). Radically elementary probability theory. Princeton University Press."
    )
    assert (
        '<span class="synbib-cite" id="cite-0">(cf. <a class="reference internal" href="refs.html#ref-nelson" '
        f'title="{title}">Nelson, 1987</a>)</span>' in unescape(project.html("index"))
    )
    assert '<span class="target" id="ref-nelson">' in project.html("refs")
    assert 'href="index.html#cite-0">↑</a>' in project.html("refs")


def test_a_style_of_notes_makes_footnotes_and_each_document_begins_anew(project: Project) -> None:
    project.build(
        {
            "index.rst": "Start\n=====\n\nAs :cite:t:`nelson` says. Again :cite:p:`nelson{p. 3}`.\n\n"
            ".. toctree::\n\n   other\n",
            "other.rst": "Other\n=====\n\nAnd :cite:p:`nelson`. [#own]_\n\n.. [#own] A note.\n",
        },
        "synbib_style = 'chicago-notes-bibliography'\n",
    )
    assert (
        project.text("index")
        == """\
Start
*****

As Edward Nelson[1] says. Again [2].

* Other

[1] *Radically Elementary Probability Theory* (Princeton University
    Press, 1987).

[2] Nelson, *Radically Elementary Probability Theory*, 3.
"""
    )
    assert "[1] Edward Nelson, *Radically" in project.text("other")


def test_footcite_makes_footnotes_with_whole_references(project: Project) -> None:
    project.build(
        {
            "index.rst": "One\\ :footcite:p:`nelson,boole` and :footcite:t:`schechter`, again\\ :footcite:`nelson`.\n\n"
            ".. footbibliography::\n\nMore\\ :footcite:`boole`.\n\n.. footbibliography::\n"
        },
        "synbib_style = 'apa'\n",
    )
    assert (
        project.text("index")
        == """\
One[1][2] and Schechter & Roe[3], again[1].

[1] Nelson, E. (1987). *Radically elementary probability theory*.
    Princeton University Press.

[2] Boole, G. (1854). *Laws of thought*.

[3] Schechter, E., & Roe, A. (2001). Constructivism is difficult. *The
    American Mathematical Monthly*, *108*, 50–54.

More[2].
"""
    )


def test_bibliographies_choose_their_entries_and_how_they_are_listed(project: Project) -> None:
    project.build(
        {
            "index.rst": """\
:cite:`a-nelson`

.. bibliography::
   :keyprefix: a-

.. bibliography::
   :notcited:
   :list: bullet
   :style: apa

.. bibliography::
   :filter: False
   :list: enumerated
   :enumtype: arabic
   :start: 3
   :style: ieee

   boole
"""
        },
        "bibtex_default_style = 'plain'\n",
    )
    text = project.text("index")
    assert text.startswith("[1]\n\n[1] Nelson, E.")
    assert "* Schechter, E., & Roe, A. (2001)" in text
    assert text.endswith("3. G. Boole, “Laws of thought.” 1854.\n")


def test_unknown_keys_and_wrong_filters_are_told_with_their_place(project: Project) -> None:
    project.build(
        {
            "index.rst": "A\n\nSee :cite:p:`nobody,nelson`, :footcite:`no`, :cite:p:`{`.\n\n.. bibliography::\n"
            "   :filter: author +\n\n   none\n"
        },
        "synbib_style = 'apa'\n",
        strict=False,
    )
    assert (
        "index.rst:3: WARNING: no entry has the key 'nobody' [bibtex.key_not_found]"
        in project.warnings
    )
    assert (
        "index.rst:3: WARNING: no entry has the key 'no' [bibtex.key_not_found]" in project.warnings
    )
    assert "no entry has the key 'none' [bibtex.key_not_found]" in project.warnings
    assert "'author +' is not a filter" in project.warnings
    assert "'{' is not a list of citation keys" in project.warnings
    assert "**nobody?**" in project.text("index")


def test_reading_in_parallel_gives_the_same_as_one_process(tmp_path: Path) -> None:
    files = {"index.rst": "Start\n=====\n\n.. toctree::\n   :glob:\n\n   p*\n\n.. bibliography::\n"}
    for number in range(12):
        key = ("nelson", "schechter", "boole")[number % 3]
        files[f"p{number:02}.rst"] = f"Page {number}\n=======\n\n:cite:`{key}`\n"
    pages = []
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        folder.mkdir()
        project = Project(folder)
        project.build(files, "bibtex_default_style = 'unsrt'\n", parallel=workers)
        pages.append([project.text(Path(name).stem) for name in sorted(files)])
    assert pages[0] == pages[1]
    assert "[3]" in pages[0][3]


def test_only_what_shows_something_else_is_written_again(project: Project) -> None:
    files = {
        "index.rst": "Start\n=====\n\n.. toctree::\n\n   one\n   two\n   three\n   refs\n",
        "one.rst": "One\n===\n\n:cite:`nelson`\n",
        "two.rst": "Two\n===\n\n:cite:`schechter`\n",
        "three.rst": "Three\n=====\n\nNothing.\n",
        "refs.rst": "References\n==========\n\n.. bibliography::\n",
    }
    project.build(files, "bibtex_default_style = 'unsrt'\n")
    project.build(
        {"one.rst": "One\n===\n\n:cite:`boole,nelson`\n"}, "bibtex_default_style = 'unsrt'\n"
    )
    assert "[3]" in project.text("two")
    assert "[1], [2]" in project.text("one")
    written = project.said.getvalue()
    assert "three" not in written.partition("writing output")[2]


def test_a_citation_in_a_title_is_plain_text_in_the_contents(project: Project) -> None:
    project.build(
        {
            "index.rst": "Start\n=====\n\n.. toctree::\n\n   one\n",
            "one.rst": "On :cite:t:`nelson`\n===================\n\nText.\n\n.. bibliography::\n",
        },
        "synbib_style = 'apa'\n",
        builder="html",
    )
    assert ">On </a>" in project.html("index") or ">On Nelson (1987)</a>" in project.html("index")


def test_latex_has_links_to_places_that_are_there(project: Project) -> None:
    project.build(
        {"index.rst": "Start\n=====\n\nSee :cite:`nelson`.\n\n.. bibliography::\n"},
        "synbib_style = 'apa'\n",
        builder="latex",
    )
    [file] = (project.folder / "_build" / "latex").glob("*.tex")
    text = file.read_text("utf-8")
    assert r"({\hyperref[\detokenize{index:ref-nelson}]{\sphinxcrossref{Nelson, 1987}}})" in text
    assert r"\label{\detokenize{index:ref-nelson}}Nelson, E. (1987)." in text


def test_myst_markdown_has_the_same_roles_and_directives(project: Project) -> None:
    pytest.importorskip("myst_parser")
    project.build(
        {"index.md": "# Start\n\nSee {cite:t}`nelson`.\n\n```{bibliography}\n:all:\n```\n"},
        "extensions.append('myst_parser')\nsynbib_style = 'apa'\n",
    )
    assert "See Nelson (1987)." in project.text("index")
    assert "Boole, G. (1854)" in project.text("index")
