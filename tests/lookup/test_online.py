"""The services as one source: who is asked for what, in which order, and one record of what they say."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from answering import entry_of
from played import DOI, client_of, crossref
from server import Habit, Reply, Server

from synbib.errors import SynbibError
from synbib.incoming import Date, Incoming, Person
from synbib.limits import MOST_ATTEMPTS
from synbib.lookup import Question
from synbib.lookup.online import ALSO_SEARCHED, SEARCHED, Online
from synbib.lookup.uniting import unite

DBLP_RECORD = f"""<dblp><article key="journals/jil/AdaN23"><author>Grace M. Ada</author>
<author>Max Noether 0002</author><title>Gardens of Forking Proofs.</title><year>2023</year><volume>7</volume>
<journal>J. Imag. Log.</journal><ee>https://doi.org/{DOI}</ee></article></dblp>""".encode()


def found(server: Server, question: Question) -> list[Incoming]:
    with client_of(server) as client:
        return Online(client).find(question)


def services_asked(server: Server) -> list[str]:
    return [asked.service for asked in server.asked]


# --- by an identifier -----------------------------------------------------------------------------


def test_a_doi_is_asked_of_the_registry_that_gave_it(server: Server) -> None:
    (work,) = found(server, Question("doi", DOI))
    assert work.title == "Gardens of Forking Proofs"
    assert services_asked(server) == ["crossref"]


def test_the_next_registry_is_asked_for_what_one_does_not_know(server: Server) -> None:
    data = {"data": {"attributes": {"doi": "10.5000/set", "titles": [{"title": "A Set of Data"}]}}}
    server.play("datacite", Question("doi", "10.5000/set"), json.dumps(data).encode())
    (work,) = found(server, Question("doi", "10.5000/set"))
    assert work.title == "A Set of Data"
    assert services_asked(server) == ["crossref", "datacite"]


def test_what_nobody_knows_is_not_found(server: Server) -> None:
    assert found(server, Question("doi", "10.1000/none")) == []
    assert services_asked(server) == ["crossref", "datacite", "doi-org"]


def test_a_record_of_dblp_is_united_with_that_of_the_publisher(server: Server) -> None:
    server.play("dblp", Question("dblp", "journals/jil/AdaN23"), DBLP_RECORD)
    (work,) = found(server, Question("dblp", "journals/jil/AdaN23"))
    assert entry_of(work) == {
        "": "article",
        "author": "Grace M. Ada and Max Noether",
        "title": "Gardens of Forking Proofs",
        "journal": "Journal of Imaginary Logic",
        "year": "2023",
        "month": "may",
        "volume": "7",
        "pages": "11--29",
        "doi": DOI,
    }
    assert services_asked(server) == ["dblp", "crossref"]


def test_a_record_of_another_work_is_not_united(server: Server) -> None:
    server.play("dblp", Question("dblp", "journals/jil/AdaN23"), DBLP_RECORD)
    other = crossref(title=["On the Diet of Barn Owls"], author=[{"family": "Uhu", "given": "A."}])
    server.play("crossref", Question("doi", DOI), other)
    (work,) = found(server, Question("dblp", "journals/jil/AdaN23"))
    assert work.title == "Gardens of Forking Proofs"


def test_a_service_that_is_down_is_told_of_where_another_knows_the_work(server: Server) -> None:
    item = {"title": "Gardens of Forking Proofs", "type": "article-journal", "DOI": DOI}
    server.play("doi-org", Question("doi", DOI), json.dumps(item).encode())
    server.then(*[Habit.UNAVAILABLE] * MOST_ATTEMPTS)
    told: list[str] = []
    with client_of(server) as client:
        (work,) = Online(client, told.append).find(Question("doi", DOI))
    assert work.title == "Gardens of Forking Proofs"
    assert told == ["crossref: 503 Service Unavailable, 5 times; try again later"]


def test_that_a_work_is_not_found_is_not_said_where_a_service_is_down(server: Server) -> None:
    server.play("crossref", Question("doi", DOI), Reply(b"", 503))
    with pytest.raises(SynbibError, match=r"^crossref: 503 Service Unavailable"):
        found(server, Question("doi", DOI))


def test_a_repository_is_cited_as_it_says_itself(server: Server) -> None:
    cff = """cff-version: 1.2.0
title: Loom
version: 1.10
date-released: 2024-03-01
authors:
  - family-names: Weaver
    given-names: Ann
"""
    server.play("github-citation", Question("github", "ann/loom"), cff.encode())
    (work,) = found(server, Question("github", "ann/loom"))
    assert entry_of(work) == {
        "": "software",
        "author": "Weaver, Ann",
        "title": "Loom",
        "year": "2024",
        "month": "mar",
        "version": "1.10",
        "url": "https://github.com/ann/loom",
    }


def test_a_repository_that_says_nothing_is_software_of_its_owner(server: Server) -> None:
    about = {
        "name": "loom",
        "description": "Weaves text",
        "owner": {"login": "ann"},
        "pushed_at": "2024-05-06T07:08:09Z",
        "html_url": "https://github.com/ann/loom",
    }
    server.play("github", Question("github", "ann/loom"), json.dumps(about).encode())
    (work,) = found(server, Question("github", "ann/loom"))
    assert entry_of(work) == {
        "": "software",
        "author": "ann",
        "title": "loom: Weaves text",
        "year": "2024",
        "month": "may",
        "publisher": "GitHub",
        "url": "https://github.com/ann/loom",
    }


def test_a_data_set_at_hugging_face_is_cited_by_its_page(server: Server) -> None:
    about = {"id": "ann/threads", "author": "ann", "createdAt": "2022-03-02T23:29:22.000Z"}
    question = Question("huggingface", "datasets/ann/threads")
    server.play("huggingface", question, json.dumps(about).encode())
    (work,) = found(server, question)
    assert entry_of(work) == {
        "": "dataset",
        "author": "ann",
        "title": "threads",
        "year": "2022",
        "month": "mar",
        "publisher": "Hugging Face",
        "url": "https://huggingface.co/datasets/ann/threads",
    }


def test_no_service_is_asked_for_what_none_knows(server: Server) -> None:
    with pytest.raises(SynbibError, match="no service is asked for jstor; give the DOI"):
        found(server, Question("jstor", "123"))


# --- by a title -----------------------------------------------------------------------------------


def hits(*titled: tuple[str, str]) -> bytes:
    items = [
        {"DOI": doi, "type": "journal-article", "title": [title], "author": [{"family": "Ada"}]}
        for title, doi in titled
    ]
    return json.dumps({"status": "ok", "message": {"items": items}}).encode()


def test_works_with_a_title_are_each_there_once_and_others_are_not(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs")
    server.play(
        "crossref",
        question,
        hits(
            ("A History of Gardens", "10.1000/h"),
            ("Gardens of Forking Proofs: A Reply", "10.1000/r"),
            ("Gardens of forking proofs", DOI),
        ),
    )
    info = {
        "title": "Gardens of Forking Proofs.",
        "type": "Journal Articles",
        "doi": DOI,
        "key": "journals/jil/AdaN23",
        "authors": {"author": {"text": "Grace M. Ada"}},
    }
    dblp: Any = {"result": {"hits": {"hit": [{"info": info}]}}}
    server.play("dblp", question, json.dumps(dblp).encode())
    works = found(server, question)
    assert [(work.title, work.identifiers["doi"]) for work in works] == [
        ("Gardens of Forking Proofs", DOI),
        ("Gardens of Forking Proofs: A Reply", "10.1000/r"),
    ]


def test_of_a_preprint_and_what_it_became_the_latter_is_the_work(server: Server) -> None:
    question = Question(title="Sampling Without Tears")
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2305.01234v2</id>
    <published>2023-05-02T17:59:59Z</published><title>Sampling Without Tears</title>
    <author><name>Emmy Ada</name></author></entry></feed>"""
    server.play("arxiv", question, feed.encode())
    server.play("crossref", question, hits(("Sampling Without Tears", "10.1000/s")))
    (work,) = found(server, question)
    assert work.type == "article"
    assert work.identifiers == {"arxiv": "2305.01234", "doi": "10.1000/s"}


def openreview(title: str) -> bytes:
    note = {"id": "AbC", "forum": "AbC", "content": {"title": title, "authors": ["Grace Ada"]}}
    return json.dumps({"notes": [note]}).encode()


def test_others_are_asked_where_none_of_the_first_has_just_that_title(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs")
    server.play("crossref", question, hits(("Gardens of Forking Proofs: A Reply", "10.1000/r")))
    server.play("openreview", question, openreview("Gardens of Forking Proofs"))
    works = found(server, question)
    assert [work.title for work in works] == [
        "Gardens of Forking Proofs",
        "Gardens of Forking Proofs: A Reply",
    ]
    assert sorted(services_asked(server)) == sorted({*SEARCHED, *ALSO_SEARCHED} - {"ads"})


def test_others_are_not_asked_where_one_of_the_first_has_just_that_title(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs")
    server.play("crossref", question, hits(("Gardens of forking proofs", DOI)))
    assert found(server, question)
    assert sorted(services_asked(server)) == sorted(SEARCHED)


def test_who_has_preprints_alone_is_not_asked_for_what_was_published(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs", published=True)
    server.play("crossref", question, hits(("Gardens of forking proofs", DOI)))
    assert found(server, question)
    assert sorted(services_asked(server)) == sorted({*SEARCHED} - {"arxiv"})


def test_that_one_of_the_others_is_down_is_told_and_is_no_failure(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs")
    server.play("hal", question, Reply(b"{}", 403))
    told: list[str] = []
    with client_of(server) as client:
        assert Online(client, told.append).find(question) == []
    assert told == ["hal: refuses (403 Forbidden); ask less, or later"]


def test_works_with_a_title_like_it_come_in_the_order_of_likeness(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs")
    titles = (
        "A Catalogue of All Gardens, of Forking and of Proofs",
        "Garden of Forking Proof",
        "GARDENS OF FORKING PROOFS",
        "Gardens of Forking Proofs, Again",
    )
    server.play("crossref", question, hits(*((t, f"10.1000/{n}") for n, t in enumerate(titles))))
    assert [work.title for work in found(server, question)] == [
        "Gardens of forking proofs",
        "Garden of Forking Proof",
        "Gardens of Forking Proofs, Again",
        "A Catalogue of All Gardens, of Forking and of Proofs",
    ]


# --- versions of a preprint -------------------------------------------------------------------------


def test_of_a_version_that_is_named_that_version_is_read(server: Server) -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2305.01234v1</id>
    <published>2023-05-02T17:59:59Z</published><updated>2023-05-02T17:59:59Z</updated>
    <title>Sampling With Tears</title><author><name>Emmy Curie</name></author></entry></feed>"""
    server.play("arxiv", Question("arxiv", "2305.01234v1"), feed.encode())
    (first,) = found(server, Question("arxiv", "2305.01234v1"))
    (last,) = found(server, Question("arxiv", "2305.01234"))
    assert (first.title, last.title) == ("Sampling With Tears", "Sampling Without Tears")
    assert first.identifiers == last.identifiers == {"arxiv": "2305.01234"}


@pytest.mark.parametrize("number", ["2305.01234v9", "solv-int/9901001v9"])
def test_a_version_that_arxiv_has_not_is_not_found_though_others_know_the_work(
    server: Server, number: str
) -> None:
    work = {"id": "https://openalex.org/W1", "title": "Sampling Without Tears"}
    for without in ("2305.01234", "solv-int/9901001"):
        server.play("openalex", Question("arxiv", without), json.dumps(work).encode())
    assert found(server, Question("arxiv", number)) == []
    assert services_asked(server) == ["arxiv"]


# --- uniting --------------------------------------------------------------------------------------


def record(
    kind: str, names: Sequence[str] = (), date: Date | None = None, **fields: str
) -> Incoming:
    people = {"author": [Person(name) for name in names]} if names else {}
    return Incoming(fields, kind, names=people, date=date or Date())


def test_each_field_is_of_who_is_trusted_for_it() -> None:
    united = unite(
        [
            ("openalex", record("article", ["G. Ada"], Date(2022, 1), title="gardens", volume="7", issn="1")),
            ("dblp", record("article", ["Ada, Grace"], Date(2023), title="Gardens.", volume="8")),
            ("crossref", record("article", ["Ada, G."], Date(2023, 5), title="GARDENS", pages="1")),
        ]
    )  # fmt: skip
    assert united.fields == {"title": "Gardens.", "volume": "8", "issn": "1", "pages": "1"}
    assert united.names == {"author": [Person("Ada, Grace")]}
    assert united.date == Date(2023, 5)


def test_where_it_was_published_is_told_by_records_of_the_same_type() -> None:
    united = unite(
        [
            ("semanticscholar", record("article", title="T", journal="Elsewhere", pmid="12")),
            ("crossref", record("inproceedings", title="T", booktitle="Proc.")),
        ]
    )
    assert united.type == "inproceedings"
    assert united.fields == {"title": "T", "booktitle": "Proc.", "pmid": "12"}
