"""Lists of papers and BibTeX read into a store by a call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread

import pytest

import synbib
from synbib.errors import SynbibError, UnknownNameError
from synbib.readme import Options
from synbib.verbs import Source

LIST = """# Papers

## Surveys

- [Large Language Models for Data Annotation](https://arxiv.org/abs/2402.13446). Zhen Tan. EMNLP 2024.
"""
ENTRY = "@misc{roe2024, author = {Roe, Bob}, title = {Two}, year = {2024}}\n"


def test_a_list_becomes_entries_of_an_empty_store() -> None:
    done = synbib.import_text(LIST, synbib.read_text("", "refs.bib"))
    [entry] = synbib.read_text(done.store.text).values()
    assert (entry.title, entry.year, entry.fields["eprint"], entry.group_names) == (
        "Large Language Models for Data Annotation",
        "2024",
        "2402.13446",
        ("Surveys",),
    )
    assert (done.store.name, done.converted, done.tally.new) == ("refs.bib", (), 1)


def test_what_is_imported_again_changes_nothing() -> None:
    first = synbib.import_text(LIST, synbib.read_text(ENTRY, "refs.bib"))
    again = synbib.import_text(LIST, synbib.read_text(first.store.text, "refs.bib"))
    assert (first.store.changed, again.store.changed, again.tally.unchanged) == (True, False, 1)


def test_what_was_done_is_told() -> None:
    report = synbib.import_text(LIST, synbib.read_text("")).report()
    assert report.splitlines()[:3] == [
        "entries found   1",
        "works           1",
        "new             1",
    ]


def test_bibtex_is_told_by_the_ending_or_by_the_syntax() -> None:
    for name, syntax in (("more.bib", None), ("more", "bibtex")):
        done = synbib.import_text(ENTRY, synbib.read_text(""), name, syntax=syntax)  # type: ignore[arg-type]
        assert [*synbib.read_text(done.store.text)] == ["roe2024"]


def test_a_list_is_converted_into_blocks() -> None:
    done = synbib.import_text(LIST, synbib.read_text(""), "README.md", convert=True)
    [readme] = done.converted
    assert readme.name == "README.md"
    assert "<!-- synbib:start list" in readme.text
    assert done.tally.blocks == 1
    options = Options(forms=done.forms)
    assert not synbib.sync_text(
        readme.text, synbib.read_text(done.store.text), options=options
    ).changed


def test_keys_are_made_by_a_pattern() -> None:
    pattern = "[auth:lower][year]"
    done = synbib.import_text(LIST, synbib.read_text(""), citation_key=pattern)
    assert [*synbib.read_text(done.store.text)] == ["tan2024"]


def test_what_cannot_be_converted_or_read_is_an_error() -> None:
    with pytest.raises(SynbibError, match=r"^list\.md: --convert rewrites Markdown files"):
        synbib.import_text("", synbib.read_text(""), "list.md", syntax="rst", convert=True)
    with pytest.raises(UnknownNameError, match="unknown syntax 'markdwn'; did you mean markdown"):
        synbib.import_text("", synbib.read_text(""), syntax="markdwn")  # type: ignore[arg-type]


def test_files_are_read_into_a_store_that_is_created(tmp_path: Path) -> None:
    readme, store = tmp_path / "README.md", tmp_path / "refs.bib"
    readme.write_text(LIST, "utf-8")
    looked = synbib.import_files([readme], store, convert=True, write=False)
    assert (store.exists(), readme.read_text("utf-8"), looked.written) == (False, LIST, None)
    done = synbib.import_files([readme], store, convert=True)
    assert [each.name for each in done.files] == [str(store), str(readme)]
    assert [each.text for each in done.files] == [each.text for each in looked.files]
    assert store.read_text("utf-8") == done.store.text
    assert readme.read_text("utf-8") == done.converted[0].text
    assert done.written is not None
    assert done.written.replaced == {str(readme): LIST.encode()}


def test_a_source_may_be_no_file(tmp_path: Path) -> None:
    store = tmp_path / "refs.bib"
    store.write_bytes("@misc{a, title = {Ä}}\n".encode("latin-1"))
    source = Source("<stdin>", "bibtex", ENTRY.encode())
    done = synbib.import_files([source], store, encoding="latin-1")
    assert [*synbib.read(store, "latin-1")] == ["a", "roe2024"]
    assert [found.code for found in done.warnings] == ["encoding"]


def test_threads_that_write_one_store_wait_for_each_other(tmp_path: Path) -> None:
    store = tmp_path / "refs.bib"
    start = Barrier(6)

    def take(number: int) -> None:
        source = Source(f"{number}", "bibtex", f"@misc{{k{number}, title = {{{number}}}}}".encode())
        start.wait()
        synbib.import_files([source], store)

    threads = [Thread(target=take, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(synbib.read(store)) == [f"k{number}" for number in range(6)]


def test_how_much_is_read_is_told(tmp_path: Path) -> None:
    told: list[float] = []

    @contextmanager
    def progress(name: str, length: int) -> Iterator[Callable[[float], None]]:
        assert (Path(name).name, length) == ("README.md", len(LIST))
        yield told.append

    (tmp_path / "README.md").write_text(LIST, "utf-8")
    synbib.import_files([tmp_path / "README.md"], tmp_path / "refs.bib", progress=progress)
    assert told == sorted(told)
    assert told[-1] <= 1
