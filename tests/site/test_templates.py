"""Templates of the user's own: they go before ours, are escaped, and run in a sandbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import synbib
from synbib.errors import SynbibError
from synbib.site import Site, SiteOptions, build

STORE = "@misc{a, title = {A <b> work}, author = {Roe, Jane}, year = 2020}"
Pages = dict[str, bytes]
Make = Callable[..., Pages]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


@pytest.fixture
def made(folder: Path) -> Make:
    def made(**templates: str) -> Pages:
        for name, text in templates.items():
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
        options = SiteOptions().set(templates=str(folder))
        return dict(build(Site(synbib.read_text(STORE), options)))

    return made


def test_one_stands_in_the_place_of_ours(made: Make) -> None:
    files = made(entry="<p>{{ work.title }}, {{ work.byline }}, {{ root }}{{ site.store }}</p>\n")
    assert files["entries/a.html"] == b"<p>A &lt;b&gt; work, Jane Roe, ../refs.bib</p>\n"


def test_a_folder_without_templates_changes_nothing(made: Make) -> None:
    assert made() == dict(build(Site(synbib.read_text(STORE))))


def test_one_extends_ours_of_the_same_name_and_all_pages_have_it(made: Make) -> None:
    files = made(
        base='{% extends "synbib/base.html" %}{% block footer %}<p>By {{ "<us>" }}</p>{% endblock %}'
    )
    for path in ("index.html", "entries/a.html", "404.html"):
        page = files[path].decode()
        assert "<p>By &lt;us&gt;</p>" in page
        assert "made with" not in page
        assert page.startswith("<!doctype html>")


def test_one_includes_another_of_the_folder(made: Make, folder: Path) -> None:
    (folder / "parts").mkdir()
    (folder / "parts" / "note.html").write_text("<i>{{ work.year }}</i>", encoding="utf-8")
    files = made(entry='{% include "parts/note.html" %}')
    assert files["entries/a.html"] == b"<i>2020</i>"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ work.nope }}", "entry.html:1: 'Work object' has no attribute 'nope'"),
        ("\n{% for %}", "entry.html:2: Expected an expression, got 'end of statement block'"),
        ("{% include '../../secret.html' %}", "template: '../../secret.html' is outside of this folder; move it here"),
        ("{% include '.env' %}", "template: '.env' is hidden; move it here, under a name without a dot before"),
        ("{% include 'nope.html' %}", "nope.html: no such template; ours are base.html, index.html, entry.html, 404.html"),
        ("{{ work.__class__ }}", "entry.html:1: access to attribute '__class__' of 'Work' object is unsafe."),
        ("{{ site.library.documents }}", "entry.html:1: access to attribute 'documents' of 'Library' object is unsafe."),
        ("{{ work.entry.source }}", "entry.html:1: access to attribute 'source' of 'Entry' object is unsafe."),
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
         "entry.html:1: this loops more than 1,000,000 times"),
        ("{{ 'a' * 99 }}", "entry.html:1: '*' is for numbers up to 1,000,000,000 here"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_nothing_gets_out(
    made: Make, template: str, message: str
) -> None:
    with pytest.raises(SynbibError) as error:
        made(entry=template)
    assert str(error.value) == message


def test_each_page_has_a_limit_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from synbib.readme import sandbox

    monkeypatch.setattr(sandbox, "MOST_TEMPLATE_STEPS", 400)
    (folder / "entry.html").write_text("{% for i in range(300) %}{% endfor %}", encoding="utf-8")
    (folder / "index.html").write_text("", encoding="utf-8")
    store = "".join(f"@misc{{k{number}, title = {{T}}}}\n" for number in range(5))
    options = SiteOptions().set(templates=str(folder))
    assert "entries/k4.html" in dict(build(Site(synbib.read_text(store), options)))


def test_a_folder_that_is_not_there_is_told_of() -> None:
    with pytest.raises(SynbibError, match="nowhere: no such folder; it is to hold templates"):
        dict(build(Site(synbib.read_text(STORE), SiteOptions().set(templates="nowhere"))))
