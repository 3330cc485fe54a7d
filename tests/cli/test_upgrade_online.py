"""`synbib upgrade` by each service that tells what a preprint was published as; a server of this machine plays them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from played import ARXIV, crossref
from server import Server, sometimes

from synbib.cli import main
from synbib.lookup import Question

TITLE = "Sampling Without Tears"
DOI = "10.1000/tears"
ON_ARXIV = Question("arxiv", "2305.01234")
ANTHOLOGY = """@inproceedings{curie-hopper-2024-sampling,
  title = "Sampling Without Tears", author = "Curie, Emmy  and Hopper, Ada",
  booktitle = "Proceedings of the 2024 Conference of Tests", month = aug, year = "2024",
  publisher = "Association for Computational Linguistics", url = "https://aclanthology.org/2024.acl-long.7/",
  doi = "10.18653/v1/2024.acl-long.7", pages = "1--9"}"""
PREPRINT = """@misc{curie2023,
  title = {Sampling Without Tears},
  author = {Curie, Emmy and Hopper, Ada},
  year = {2023},
  eprint = {2305.01234},
  archiveprefix = {arXiv},
  keywords = {mine},
}
"""
PEOPLE = [{"family": "Curie", "given": "Emmy"}, {"family": "Hopper", "given": "Ada"}]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["upgrade", "--no-backup", *args], catch_exceptions=False)


def searched(most: int = 20) -> Question:
    return Question(title=TITLE, family="curie", year="", most=most)


def answer(value: object) -> bytes:
    return json.dumps(value).encode()


def journal(**told: object) -> bytes:
    return crossref(**{"DOI": DOI, "title": [TITLE], "author": PEOPLE, **told})


def arxiv_names_a_doi(server: Server) -> None:
    named = ARXIV.replace("<arxiv:primary", f"<arxiv:doi>{DOI}</arxiv:doi><arxiv:primary")
    server.play("arxiv", ON_ARXIV, named.encode())
    server.play("crossref", Question("doi", DOI), journal())


def arxiv_has_it_in_words(server: Server) -> None:
    said = "Journal of Imaginary Logic 7 (2024) 11-29"
    named = ARXIV.replace(
        "<arxiv:primary", f"<arxiv:journal_ref>{said}</arxiv:journal_ref><arxiv:primary"
    )
    server.play("arxiv", ON_ARXIV, named.encode())


def arxiv_has_a_venue_in_words(server: Server) -> None:
    named = ARXIV.replace(
        "<arxiv:primary", "<arxiv:journal_ref>NeurIPS 2024</arxiv:journal_ref><arxiv:primary"
    )
    server.play("arxiv", ON_ARXIV, named.encode())


def arxiv_names_a_doi_of_the_acl(server: Server) -> None:
    doi = "10.18653/v1/2024.acl-long.7"
    named = ARXIV.replace("<arxiv:primary", f"<arxiv:doi>{doi}</arxiv:doi><arxiv:primary")
    server.play("arxiv", ON_ARXIV, named.encode())
    server.play("acl-anthology", Question("doi", doi), ANTHOLOGY.encode())


def semantic_scholar_knows_the_venue(server: Server) -> None:
    paper = {
        "title": TITLE,
        "authors": [{"name": "Emmy Curie"}, {"name": "Ada Hopper"}],
        "externalIds": {"ArXiv": "2305.01234", "ACL": "2024.acl-long.7"},
        "publicationVenue": {"name": "Conference of Tests", "type": "conference"},
        "year": 2024,
    }
    server.play("semanticscholar", ON_ARXIV, answer(paper))
    server.play("acl-anthology", Question("anthology", "2024.acl-long.7"), ANTHOLOGY.encode())


def openalex_has_both_as_one_work(server: Server) -> None:
    work = {
        "id": "https://openalex.org/W1",
        "title": TITLE,
        "doi": f"https://doi.org/{DOI}",
        "type": "article",
        "publication_year": 2024,
        "authorships": [{"raw_author_name": name} for name in ("Emmy Curie", "Ada Hopper")],
        "primary_location": {
            "source": {"display_name": "Journal of Imaginary Logic", "type": "journal"}
        },
    }
    server.play("openalex", ON_ARXIV, answer(work))
    server.play("crossref", Question("doi", DOI), journal())


def dblp_has_the_title(server: Server) -> None:
    info = {
        "authors": {"author": [{"text": "Emmy Curie"}, {"text": "Ada Hopper"}]},
        "title": f"{TITLE}.",
        "venue": "Journal of Imaginary Logic",
        "year": "2024",
        "type": "Journal Articles",
        "key": "journals/jil/CurieH24",
    }
    hits = {"@total": "1", "hit": [{"@score": "1", "info": info}]}
    found = {"result": {"status": {"@code": "200", "text": "OK"}, "hits": hits}}
    server.play("dblp", searched(), answer(found))


def openreview_has_the_title(server: Server) -> None:
    cited = (
        "@inproceedings{x, title={Sampling Without Tears}, author={Emmy Curie and Ada Hopper},"
        " booktitle={International Conference on Learning Representations}, year={2024}}"
    )
    content = {
        "title": {"value": TITLE},
        "authors": {"value": ["Emmy Curie", "Ada Hopper"]},
        "venue": {"value": "ICLR 2024 poster"},
        "venueid": {"value": "ICLR.cc/2024/Conference"},
        "_bibtex": {"value": cited},
    }
    note = {"id": "AbCdEf", "forum": "AbCdEf", "content": content}
    server.play("openreview", searched(), answer({"notes": [note], "count": 1}))


Play = Callable[[Server], None]
EACH = [
    (arxiv_names_a_doi, "@article", "Journal of Imaginary Logic"),
    (arxiv_has_it_in_words, "@article", "Journal of Imaginary Logic"),
    (arxiv_has_a_venue_in_words, "@inproceedings", "Neural Information Processing Systems"),
    (arxiv_names_a_doi_of_the_acl, "@inproceedings", "Proceedings of the 2024 Conference of Tests"),
    (
        semantic_scholar_knows_the_venue,
        "@inproceedings",
        "Proceedings of the 2024 Conference of Tests",
    ),
    (openalex_has_both_as_one_work, "@article", "Journal of Imaginary Logic"),
    (dblp_has_the_title, "@article", "Journal of Imaginary Logic"),
    (
        openreview_has_the_title,
        "@inproceedings",
        "International Conference on Learning Representations",
    ),
]
names = pytest.mark.parametrize(
    ("play", "kind", "venue"), EACH, ids=[play.__name__ for play, *_ in EACH]
)


@names
def test_a_preprint_becomes_what_a_service_says_that_it_was_published_as(
    server: Server, play: Play, kind: str, venue: str
) -> None:
    play(server)
    Path("refs.bib").write_text(PREPRINT)
    result = run()
    assert (result.exit_code, result.stderr.count("was published in")) == (0, 1), result.stderr
    store = Path("refs.bib").read_text("utf-8")
    assert store.startswith(f"{kind}{{curie2023,")
    assert venue in store
    for kept in ("eprint = {2305.01234}", "archiveprefix = {arXiv}", "keywords = {mine}"):
        assert kept in store
    assert run().stdout == ""


@names
def test_where_a_fifth_of_all_requests_fails_it_becomes_the_same(
    server: Server, play: Play, kind: str, venue: str
) -> None:
    play(server)
    Path("refs.bib").write_text(PREPRINT)
    server.habits = sometimes(0.2, 1)
    run()
    store = Path("refs.bib").read_text("utf-8")
    assert store.startswith(f"{kind}{{curie2023,")
    assert venue in store


def test_crossref_names_the_article_of_a_preprint_of_biorxiv(server: Server) -> None:
    preprint = "10.1101/2023.01.02.000003"
    relation = {"is-preprint-of": [{"id-type": "doi", "id": DOI, "asserted-by": "subject"}]}
    posted = journal(
        DOI=preprint, type="posted-content", relation=relation, **{"container-title": []}
    )
    server.play("crossref", Question("doi", preprint), posted)
    server.play("crossref", Question("doi", DOI), journal())
    Path("refs.bib").write_text(
        f"@misc{{k, title = {{{TITLE}}}, author = {{Curie, Emmy and Hopper, Ada}}, year = 2022,\n"
        f"  howpublished = {{bioRxiv}}, doi = {{{preprint}}}}}\n"
    )
    run()
    store = Path("refs.bib").read_text("utf-8")
    assert store.startswith("@article{k,")
    assert "journal = {Journal of Imaginary Logic}" in store
    assert f"doi = {{{DOI}}}" in store
    assert "bioRxiv" not in store


def test_where_no_service_knows_more_than_the_preprint_nothing_is_changed(server: Server) -> None:
    Path("refs.bib").write_text(PREPRINT)
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("refs.bib").read_text("utf-8") == PREPRINT


def test_requests_have_a_limit_and_what_is_known_by_then_is_kept(server: Server) -> None:
    dblp_has_the_title(server)
    Path("refs.bib").write_text(PREPRINT)
    result = run("--max-requests", "2")
    assert "2 requests were made, which is as many as there may be" in result.stderr
    assert Path("refs.bib").read_text("utf-8") == PREPRINT
