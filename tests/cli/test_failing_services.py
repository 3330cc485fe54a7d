"""Every command that asks services, while a fifth of all requests fails: the result is the same, and nothing is twice."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from played import crossref
from server import Server

import synbib
from synbib.cli import main
from synbib.lookup import Question

DOIS = [f"10.1000/a.{number}" for number in range(24)]
PREPRINTS = [f"2305.{number:05}" for number in range(1000, 1008)]
RECORDS = [f"conf/garden/A{number}" for number in range(6)]
WANTED = [
    *DOIS[:6],
    *PREPRINTS,
    *RECORDS,
    "On the Number 7 and its Friends",
    *DOIS[6:],
    "10.1000/none",
]
SHARE = 0.2


def _preprint(number: str, doi: str = "") -> bytes:
    named = (
        f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{doi}</arxiv:doi>' if doi else ""
    )
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/{number}v1</id>
    <published>2023-05-02T17:59:59Z</published><title>{_preprint_title(number)}</title>
    <author><name>Grace Ada</name></author><author><name>Max Noether</name></author>{named}</entry></feed>""".encode()


def _preprint_title(number: str) -> str:
    return f"Sampling the Sequence {number} Without Tears"


def _dblp(key: str, doi: str) -> bytes:
    return f"""<dblp><inproceedings key="{key}"><author>Grace Ada</author><author>Max Noether</author>
    <title>{_record_title(doi)}.</title><year>2023</year><booktitle>Gardens</booktitle>
    <ee>https://doi.org/{doi}</ee></inproceedings></dblp>""".encode()


def _record_title(doi: str) -> str:
    return f"A Walk Through Garden {doi[-1]} at Night"


def play(server: Server) -> None:
    """Let services know the works, of which some preprints were published."""
    for number, doi in enumerate(DOIS):
        title = f"On the Number {number} and its Friends"
        server.play("crossref", Question("doi", doi), crossref(DOI=doi, title=[title]))
    for number, key in enumerate(RECORDS):
        doi = f"10.1000/garden.{number}"
        server.play("dblp", Question("dblp", key), _dblp(key, doi))
        server.play("crossref", Question("doi", doi), crossref(DOI=doi, title=[_record_title(doi)]))
    for number, preprint in enumerate(PREPRINTS):
        doi = f"10.1000/p.{number}" if number % 2 else ""
        server.play("arxiv", Question("arxiv", preprint), _preprint(preprint, doi))
        if doi:
            published = crossref(DOI=doi, title=[_preprint_title(preprint)])
            server.play("crossref", Question("doi", doi), published)
    title = "On the Number 7 and its Friends"
    item = json.loads(crossref(DOI=DOIS[7], title=[title]))["message"]
    hits = json.dumps({"status": "ok", "message": {"items": [item]}}).encode()
    server.play("crossref", Question(title=title), hits)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args], catch_exceptions=False)


@pytest.fixture
def right(server: Server) -> tuple[str, str, str]:
    """What comes of the commands where nothing fails: the store, the verdicts, the store upgraded."""
    play(server)
    assert run("add", *WANTED).exit_code == 1  # one is not found
    return results()


def results() -> tuple[str, str, str]:
    added = Path("refs.bib").read_text("utf-8")
    verdicts = run("verify", "--format", "json").stdout
    assert run("upgrade").exit_code == 0
    return added, verdicts, Path("refs.bib").read_text("utf-8")


def test_nothing_is_missing_where_nothing_fails(right: tuple[str, str, str]) -> None:
    added, verdicts, upgraded = right
    library = synbib.read_text(added)
    assert len(library) == len(DOIS) + len(PREPRINTS) + len(RECORDS)
    assert {each["verdict"] for each in json.loads(verdicts)} == {"confirmed"}
    published = [
        entry for entry in synbib.read_text(upgraded).values() if entry.fields.get("eprint")
    ]
    assert [entry.type for entry in published] == ["misc", "article"] * 4


@pytest.mark.parametrize("seed", range(1, 11))
def test_where_a_fifth_of_all_requests_fails_the_result_is_the_same(
    server: Server, right: tuple[str, str, str], seed: int
) -> None:
    Path("refs.bib").unlink()
    answers = next(Path("cache").rglob("answers.sqlite"))
    answers.unlink()
    server.fail(SHARE, seed)
    before = len(server.asked)
    assert run("add", *WANTED).exit_code == 1
    assert results() == right
    assert len(server.asked) - before > before  # some had to be asked again
    asked = len(server.asked)
    Path("refs.bib").unlink()
    assert run("add", *WANTED).exit_code == 1
    assert results() == right
    assert len(server.asked) == asked
