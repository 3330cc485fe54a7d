"""A site put into a folder: nothing that others put there is lost, whatever its list of files says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from synbib.errors import SynbibError
from synbib.site import Written, write

FILES = [("index.html", b"one"), ("entries/a.html", b"a"), ("entries/b.html", b"b")]


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".synbib-site.json"
    }


def test_a_folder_is_made_and_holds_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "site"
    assert write(str(folder), FILES) == Written(
        3, ("index.html", "entries/a.html", "entries/b.html"), ()
    )
    assert held(folder) == dict(FILES)


def test_the_second_time_only_what_has_changed_is_written(tmp_path: Path) -> None:
    write(str(tmp_path), FILES)
    stamp = (tmp_path / "entries" / "a.html").stat().st_ino
    done = write(str(tmp_path), [("index.html", b"two"), *FILES[1:]])
    assert done == Written(3, ("index.html",), ())
    assert (tmp_path / "entries" / "a.html").stat().st_ino == stamp


def test_what_an_earlier_build_wrote_goes_with_its_folder_and_what_others_wrote_stays(
    tmp_path: Path,
) -> None:
    write(str(tmp_path), FILES)
    (tmp_path / "CNAME").write_text("papers.example.org", encoding="utf-8")
    assert write(str(tmp_path), FILES[:1], force=True).removed == (
        "entries/a.html",
        "entries/b.html",
    )
    assert held(tmp_path) == {"CNAME": b"papers.example.org", "index.html": b"one"}
    assert not (tmp_path / "entries").exists()


def test_what_goes_is_never_in_the_way_of_what_comes(tmp_path: Path) -> None:
    write(str(tmp_path), [("a", b"file")])
    write(str(tmp_path), [("a/b", b"file below it")])
    assert held(tmp_path) == {"a/b": b"file below it"}
    write(str(tmp_path), [("a", b"file")])
    assert held(tmp_path) == {"a": b"file"}


def test_a_page_whose_name_changes_its_letter_case_alone_goes_before_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where `Doe.html` and `doe.html` are one file, what is taken away last is gone."""
    write(str(tmp_path), [("Doe.html", b"one")])
    done: list[str] = []
    replace, unlink = Path.replace, Path.unlink
    monkeypatch.setattr(
        Path, "replace", lambda new, target: done.append(target.name) or replace(new, target)
    )
    monkeypatch.setattr(Path, "unlink", lambda path: done.append(path.name) or unlink(path))
    write(str(tmp_path), [("doe.html", b"one")])
    assert [name for name in done if name.endswith(".html")] == ["Doe.html", "doe.html"]


def test_the_first_file_of_others_is_enough_to_refuse_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home, given by mistake, is not walked through."""
    (tmp_path / "thesis.tex").write_text("years of work", encoding="utf-8")
    (tmp_path / "below").mkdir()
    looked: list[str] = []
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: looked.append(str(path)) or scan(path))
    with pytest.raises(SynbibError, match=r"holds thesis\.tex"):
        write(str(tmp_path), FILES)
    assert looked == [str(tmp_path)]


def test_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work", encoding="utf-8")
    with pytest.raises(SynbibError, match=r"holds thesis\.tex, which synbib did not write"):
        write(str(tmp_path), FILES)
    assert held(tmp_path) == {"thesis.tex": b"years of work"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    with pytest.raises(SynbibError, match="is not a folder"):
        write(str(tmp_path / "site"), FILES)


def test_dry_writes_nothing_and_says_what_would_be_done(tmp_path: Path) -> None:
    write(str(tmp_path), FILES)
    before = held(tmp_path)
    done = write(str(tmp_path), [("index.html", b"two"), FILES[1], ("new.html", b"")], dry=True)
    assert done == Written(3, ("index.html", "new.html"), ("entries/b.html",))
    assert held(tmp_path) == before


@pytest.mark.parametrize(
    "path", ["../mine.txt", "/etc/passwd", "a/../../mine.txt", "C:\\mine.txt", "", ".git/config", 1, "a\nb"]
)  # fmt: skip
def test_a_list_of_files_that_names_what_is_outside_is_refused(
    tmp_path: Path, path: object
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / ".synbib-site.json").write_text(json.dumps({"files": [path]}), encoding="utf-8")
    with pytest.raises(SynbibError, match="is not what synbib wrote"):
        write(str(site), FILES, force=True)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"files": {}}', '{"files": "ab"}', "[" * 100_000]
)
def test_a_list_of_files_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / ".synbib-site.json").write_text(text, encoding="utf-8")
    with pytest.raises(SynbibError, match="is not what synbib wrote"):
        write(str(tmp_path), FILES)


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    site = tmp_path / "site"
    write(str(site), FILES)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "mine.txt")
    write(str(site), FILES)
    assert (site / "index.html").read_bytes() == b"one"
    assert not (site / "index.html").is_symlink()
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.html").write_text("mine", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "entries").symlink_to(tmp_path / "mine", target_is_directory=True)
    with pytest.raises(SynbibError, match="leads out of the site's folder"):
        write(str(site), FILES, force=True)
    (site / ".synbib-site.json").write_text('{"files": ["entries/a.html"]}', encoding="utf-8")
    write(str(site), FILES[:1], force=True)  # and nothing is taken away through it
    assert (tmp_path / "mine" / "a.html").read_text("utf-8") == "mine"


def test_a_build_that_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    write(str(tmp_path), FILES)

    def failing() -> object:
        yield "index.html", b"two"
        raise SynbibError("a template has a mistake")

    with pytest.raises(SynbibError, match="a template"):
        write(str(tmp_path), failing())  # type: ignore[arg-type]
    assert held(tmp_path) == dict(FILES)
