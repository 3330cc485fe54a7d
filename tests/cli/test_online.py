"""`synbib verify` and `synbib upgrade` by services, which a server of this machine plays; `add` by an index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from played import ARXIV, DOI, crossref
from server import Habit, Server, sometimes

from synbib.cli import main
from synbib.lookup import Question

STORE = """\
@article{right,
  title = {Gardens of Forking Proofs}, author = {Ada, Grace and Noether, Max},
  journal = {Journal of Imaginary Logic}, year = {2023}, doi = {10.1000/gardens.7},
}
@article{year,
  title = {Gardens of Forking Proofs}, author = {Ada, Grace and Noether, Max},
  journal = {Journal of Imaginary Logic}, year = {2019}, doi = {10.1000/gardens.7},
}
@article{other, title = {On the Diet of Barn Owls}, author = {Uhu, A.}, year = {2023}, doi = {10.1000/gardens.7}}
@article{none, title = {A Tale of No Number}, author = {Poe, E.}, year = {2020}, doi = {10.1000/none}}
@inproceedings{invented, title = {Invented by a Machine}, author = {Poe, E.}, booktitle = {ACL}, year = {2020}}
"""
VERDICTS = [
    ("right", "confirmed"),
    ("year", "differs"),
    ("other", "id-of-another-work"),
    ("none", "id-does-not-exist"),
    ("invented", "not-found"),
]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def verdicts(result: Result) -> list[tuple[str, str]]:
    return [(each["key"], each["verdict"]) for each in json.loads(result.stdout)]


def test_entries_are_verified_by_services(server: Server) -> None:
    Path("refs.bib").write_text(STORE)
    result = run("verify", "--format", "json")
    assert verdicts(result) == VERDICTS
    assert result.exit_code == 1
    asked = len(server.asked)
    assert verdicts(run("verify", "--format", "json")) == VERDICTS
    assert len(server.asked) == asked


@pytest.mark.parametrize("seed", range(3))
def test_where_a_fifth_of_all_requests_fails_the_verdicts_are_the_same(
    server: Server, seed: int
) -> None:
    Path("refs.bib").write_text(STORE)
    server.habits = sometimes(0.2, seed)
    assert verdicts(run("verify", "--format", "json")) == VERDICTS


def test_services_that_are_down_accuse_nobody(server: Server) -> None:
    Path("refs.bib").write_text(STORE)
    server.then(*[Habit.UNAVAILABLE] * 1000)
    result = run("verify", "--format", "json")
    assert {verdict for _, verdict in verdicts(result)} == {"unknown"}
    assert result.exit_code == 0
    assert "crossref: 503 Service Unavailable, 5 times; try again later" in result.stderr


def test_what_an_index_confirms_may_have_been_retracted_since(server: Server) -> None:
    Path("refs.bib").write_text(STORE.partition("@article{year")[0])
    run("index", "add", "refs.bib")
    assert verdicts(run("verify", "--format", "json")) == [("right", "confirmed")]
    retracted = crossref(title=["RETRACTED: Gardens of Forking Proofs"])
    server.play("crossref", Question("doi", DOI), retracted)
    assert verdicts(run("verify", "--format", "json", "--refresh")) == [("right", "retracted")]
    assert verdicts(run("verify", "--format", "json", "--offline")) == [("right", "confirmed")]


def test_no_service_is_asked_offline(server: Server) -> None:
    Path("refs.bib").write_text(STORE)
    result = run("verify", "--offline")
    assert result.exit_code == 2
    assert "no such index" in result.stderr
    assert not server.asked


def test_a_preprint_becomes_what_arxiv_says_that_it_was_published_as(server: Server) -> None:
    published = ARXIV.replace("<arxiv:primary", f"<arxiv:doi>{DOI}</arxiv:doi><arxiv:primary")
    server.play("arxiv", Question("arxiv", "2305.01234"), published.encode())
    record = crossref(
        title=["Sampling Without Tears"],
        author=[{"family": "Curie", "given": "Emmy"}, {"family": "Hopper", "given": "Ada"}],
    )
    server.play("crossref", Question("doi", DOI), record)
    run("add", "2305.01234")
    result = run("upgrade")
    assert result.exit_code == 0
    assert (
        "'curie2023sampling' was published in Journal of Imaginary Logic 2023 (services)"
        in result.stderr
    )
    store = Path("refs.bib").read_text("utf-8")
    assert store.startswith("@article{curie2023sampling,")
    assert "eprint        = {2305.01234}" in store
    assert DOI in store


def test_an_index_is_asked_before_services_and_alone_offline(server: Server) -> None:
    Path("works.bib").write_text(STORE.partition("@article{year")[0])
    assert run("index", "add", "works.bib").exit_code == 0
    result = run("add", "--offline", DOI)
    assert result.stderr == "added ada2023gardens: Gardens of Forking Proofs\n"
    result = run("add", "--offline", "2305.01234")
    assert (result.exit_code, result.stderr) == (
        1,
        "2305.01234: not in the index; without --offline services are asked\n",
    )
    assert not server.asked
    assert run("add", DOI, "2305.01234").exit_code == 0
    assert [asked.service for asked in server.asked] == ["arxiv"]
