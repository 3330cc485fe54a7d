"""``synbib site``, as a person runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = """\
@article{owls, title = {Owls}, author = {Roe, Jane}, journal = {Birds}, year = 2020, groups = {Birds}}
@book{mice, title = {Mice}, author = {Doe, J}, publisher = {Press}, year = 2021, groups = {Rodents}}
"""
PATIENCE = 300  # seconds, for a machine that is busy with other things


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["site", *arguments])


def pages(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "entries").iterdir())


def test_the_store_becomes_a_folder(folder: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    files = (
        sum(path.is_file() for path in (folder / "site").rglob("*")) - 1
    )  # without the list of them
    assert result.stderr == f"site: {files} files, {files} written; open site{os.sep}index.html\n"
    assert pages(folder / "site") == ["mice", "owls"]


@pytest.mark.parametrize(
    ("store", "offered"),
    [
        ("papers_2.v1.bib", "papers_2.v1.bib"),
        ("javascript:alert(1).bib", "refs.bib"),
        ("a#b.bib", "refs.bib"),
        ("100%25.bib", "refs.bib"),
        ("papiers-é.bib", "refs.bib"),
        (".bib", "refs.bib"),
    ],
)
def test_the_bibtex_of_a_site_is_called_as_the_store_if_that_is_a_plain_name(
    folder: Path, store: str, offered: str
) -> None:
    (folder / "refs.bib").rename(folder / store)
    assert run(store).exit_code == 0
    assert (folder / "site" / offered).exists()
    assert f'<a href="{offered}" download>' in (folder / "site" / "index.html").read_text("utf-8")
    assert ", 0 written" in run(store).stderr


def test_what_has_changed_is_written_and_what_is_gone_is_taken_away(folder: Path) -> None:
    run("-o", "out")
    (folder / "refs.bib").write_text(STORE.splitlines()[0], encoding="utf-8")
    assert ", 1 removed; open " in run("-o", "out").stderr
    assert pages(folder / "out") == ["owls"]
    assert ", 0 written; open " in run("-o", "out").stderr


def test_check_writes_nothing_and_tells_what_is_stale(folder: Path) -> None:
    missing = run("--check")
    assert missing.exit_code == 1
    assert missing.stderr.endswith("files; run synbib site\n")
    assert not (folder / "site").exists()
    run()
    fresh = run("--check")
    assert (fresh.exit_code, fresh.output) == (0, "")
    (folder / "site" / "index.html").write_text("edited", encoding="utf-8")
    stale = run("--check")
    assert (stale.exit_code, stale.stderr) == (1, "stale: site, 1 file; run synbib site\n")
    assert (folder / "site" / "index.html").read_text("utf-8") == "edited"


def test_a_folder_of_others_is_refused_unless_it_is_forced(folder: Path) -> None:
    result = run("-o", ".")
    assert result.exit_code == 2
    assert result.stderr == (
        "synbib: .: holds refs.bib, which synbib did not write; name an empty folder with -o, or give --force\n"
    )
    assert (folder / "refs.bib").read_text("utf-8") == STORE


def test_even_with_force_the_store_is_not_lost(folder: Path) -> None:
    result = run("-o", ".", "--force")
    assert result.exit_code == 2
    assert "is read, and would be lost" in result.stderr
    assert (folder / "refs.bib").read_text("utf-8") == STORE


def test_templates_are_not_written_over_by_the_pages_of_their_names(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "index.html").write_text("mine", encoding="utf-8")
    result = run("--templates", "mine", "-o", "mine", "--force")
    assert result.exit_code == 2
    assert "is read, and would be lost" in result.stderr
    assert (folder / "mine" / "index.html").read_text("utf-8") == "mine"


def test_settings_say_how_it_looks_and_options_go_before(folder: Path) -> None:
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "synbib.toml").write_text(
        'style = "acl"\n[site]\ntitle = "Animals"\ndescription = "All of them."\nlogo = "logo.svg"\n'
        'styles = ["ieee"]\noutput = "public"\nurl = "https://roe.github.io/a"\n',
        encoding="utf-8",
    )
    assert run("--title", "Beasts").exit_code == 0
    page = (folder / "public" / "entries" / "owls.html").read_text("utf-8")
    assert "<title>Owls · Beasts</title>" in page
    assert [label for label in ("ACL", "IEEE", "APA") if f"<h3>{label}</h3>" in page] == [
        "ACL",
        "IEEE",
    ]
    assert (folder / "public" / "assets" / "logo.svg").is_file()
    assert (folder / "public" / "feed.xml").is_file()


def test_styles_that_are_given_are_shown_in_their_order(folder: Path) -> None:
    run("--style", "ieee", "--style", "acl")
    page = (folder / "site" / "entries" / "owls.html").read_text("utf-8")
    assert page.index("<h3>IEEE</h3>") < page.index("<h3>ACL</h3>")
    assert page.count('data-copy="citation-') == 2


def test_a_part_of_the_store_is_chosen_as_for_a_list(folder: Path) -> None:
    run("--group", "Birds", "-o", "birds")
    run("--filter", "year>=2021", "-o", "new")
    run("--group-by", "year", "--sort=-date", "-o", "years")
    assert pages(folder / "birds") == ["owls"]
    assert pages(folder / "new") == ["mice"]
    index = (folder / "years" / "index.html").read_text("utf-8")
    assert index.index(">2021<") < index.index(">2020<")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--style", "nope-nope"], "synbib: unknown style 'nope-nope'"),
        (["--url", "example.org"], "synbib: url: 'example.org' is not the address of a site"),
        (["--accent", "red"], "synbib: accent: 'red' is not a colour"),
        (["--templates", "nope"], "synbib: nope: no such folder; it is to hold templates"),
        (["--logo", "nope.svg"], "synbib: nope.svg: no such file"),
        (["--group", "Fish"], "synbib: unknown group 'Fish'"),
        (["--watch", "--check"], "synbib: --watch and --check do not go together"),
        (
            ["--watch", "-"],
            "synbib: --watch reads the store again and again; name a file instead of -",
        ),
    ],
)
def test_a_mistake_is_told_of_and_nothing_is_written(
    folder: Path, arguments: list[str], message: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('templates = "../evil"', "templates: '../evil' is outside of this folder"),
        ('logo = "/etc/passwd"', "logo: '/etc/passwd' is outside of this folder"),
        ('output = "../.."', "output: '../..' is outside of this folder"),
        ('output = ".git"', "output: '.git' is hidden"),
        ('styles = ["../x.csl"]', "styles: '../x.csl' is outside of this folder"),
        ('titel = "A"', "unknown setting 'titel'; did you mean title?"),
        ("feed-size = -1", "'feed-size' must be a number from 0"),
        ("styles = 1", "'styles' must be a list of strings"),
    ],
)
def test_a_folder_s_settings_reach_nothing_outside_of_it(
    folder: Path, setting: str, message: str
) -> None:
    (folder / "synbib.toml").write_text(f"[site]\n{setting}\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"synbib: synbib.toml: [site]: {message}")


def test_the_store_may_come_from_standard_input(folder: Path) -> None:
    result = CliRunner().invoke(main, ["site", "-", "-o", "out"], input=STORE)
    assert result.exit_code == 0
    assert (folder / "out" / "refs.bib").is_file()


def test_the_bibtex_of_a_site_says_nothing_private(folder: Path) -> None:
    (folder / "refs.bib").write_text(
        "@misc{a, title = {A}, file = {/home/me/a.pdf}, annotation = {bad}}", encoding="utf-8"
    )
    run()
    assert (folder / "site" / "refs.bib").read_text("utf-8") == "@misc{a,\n  title = {A},\n}\n"


# --- While it is worked on ----------------------------------------------------------------------------------


def until(holds: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another matter there")
def test_watch_shows_the_site_and_writes_it_again_when_the_store_or_a_template_changes(
    folder: Path,
) -> None:
    pytest.importorskip("watchfiles", reason="watchfiles is not installed")
    (folder / "mine").mkdir()
    (folder / "mine" / "404.html").write_text('{% include "part.html" %}', encoding="utf-8")
    (folder / "mine" / "part.html").write_text("Not here.", encoding="utf-8")
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "synbib",
                "site",
                "--watch",
                "--port",
                "0",
                "--templates",
                "mine",
            ],
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until(
            lambda: (
                "1 written" in log.read_text("utf-8") or "written; open" in log.read_text("utf-8")
            ),
            process,
            log,
        )
        url = log.read_text("utf-8").partition("shown at ")[2].split()[0]
        with urllib.request.urlopen(url, timeout=PATIENCE) as page:
            assert b"Owls" in page.read()
        (folder / "refs.bib").write_text(STORE.replace("Owls", "Eagles"), encoding="utf-8")
        until(lambda: log.read_text("utf-8").count("written; open") >= 2, process, log)
        with urllib.request.urlopen(f"{url}entries/owls.html", timeout=PATIENCE) as page:
            assert b"Eagles" in page.read()
        (folder / "mine" / "part.html").write_text("Gone.", encoding="utf-8")
        until(lambda: log.read_text("utf-8").count("written; open") >= 3, process, log)
        assert (folder / "site" / "404.html").read_text("utf-8") == "Gone."
    finally:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert log.read_text("utf-8").endswith("no longer watching\n")
