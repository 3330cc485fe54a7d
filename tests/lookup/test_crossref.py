"""Crossref's records, by its types: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

DOI = {"DOI": "10.1000/x1", "doi": "10.1000/x1"}
DATE = {"date-parts": [[2020, 5, 4]]}


def of(**record: Any) -> list[dict[str, str]]:
    return entries("crossref", {"status": "ok", "message-type": "work", "message": {"DOI": "10.1000/x1", **record}})  # fmt: skip


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            {
                "type": "journal-article",
                "title": ["Measurement of <mml:math><mml:msub><mml:mi>α</mml:mi><mml:mi>s</mml:mi></mml:msub></mml:math> at the LHC"],
                "author": [{"name": "ATLAS Collaboration"}, {"family": "de la Cruz", "given": "José"}, {"family": "Smith", "given": "A.", "suffix": "Jr."}],
                "container-title": ["Physical Review D"],
                "short-container-title": ["Phys. Rev. D"],
                "volume": "98",
                "issue": "9",
                "article-number": "092004",
                "published-online": {"date-parts": [[2018, 11, 30]]},
                "issued": {"date-parts": [[2018, 11, 30]]},
                "ISSN": ["2470-0010"],
                "relation": {"has-preprint": [{"id-type": "arxiv", "id": "1805.04691"}]},
            },
            {
                "": "article",
                "author": "{ATLAS Collaboration} and de la Cruz, José and Smith, Jr., A.",
                "title": r"Measurement of $\alpha_s$ at the {LHC}",
                "journal": "Physical Review D",
                "shortjournal": "Phys. Rev. D",
                "volume": "98",
                "number": "9",
                "eid": "092004",
                "year": "2018",
                "month": "nov",
                "doi": "10.1000/x1",
                "issn": "2470-0010",
                "eprint": "1805.04691",
                "archiveprefix": "arXiv",
            },
        ),
        (
            {
                "type": "proceedings-article",
                "title": ["Deep Nets"],
                "author": [{"family": "Li", "given": "Fei-Fei"}],
                "container-title": ["Proceedings of the 2020 CHI Conference on Human Factors in Computing Systems"],
                "event": {"name": "CHI '20", "location": "Honolulu HI USA"},
                "publisher": "ACM",
                "publisher-location": "New York, NY, USA",
                "published-print": {"date-parts": [[2020, 4, 21]]},
                "page": "1-14",
            },
            {
                "": "inproceedings",
                "author": "Li, Fei-Fei",
                "title": "Deep Nets",
                "booktitle": "Proceedings of the 2020 CHI Conference on Human Factors in Computing Systems",
                "pages": "1--14",
                "year": "2020",
                "month": "apr",
                "publisher": "ACM",
                "address": "Honolulu HI USA",
                "doi": "10.1000/x1",
            },
        ),
        (
            {
                "type": "book-chapter",
                "title": ["U-Net"],
                "container-title": ["Lecture Notes in Computer Science", "Medical Image Computing"],
                "volume": "9351",
                "assertion": [
                    {"name": "conference_name", "value": "International Conference on Medical Image Computing"},
                    {"name": "conference_city", "value": "Munich"},
                    {"name": "conference_country", "value": "Germany"},
                ],
                "ISBN": ["http://id.crossref.org/isbn/9783319245737"],
                "issued": {"date-parts": [["2015"]]},
            },
            {
                "": "inproceedings",
                "title": "{U-Net}",
                "booktitle": "Medical Image Computing",
                "series": "Lecture Notes in Computer Science",
                "volume": "9351",
                "address": "Munich, Germany",
                "year": "2015",
                "isbn": "9783319245737",
                "doi": "10.1000/x1",
            },
        ),
        (
            {
                "type": "reference-entry",
                "title": ["Graph"],
                "component-number": "3",
                "part-number": "II",
                "editor": [{"family": "Doe", "given": "Jane"}],
                "container-title": ["Encyclopedia of Things"],
            },
            {
                "": "incollection",
                "title": "Graph",
                "chapter": "3",
                "part": "II",
                "editor": "Doe, Jane",
                "booktitle": "Encyclopedia of Things",
                "doi": "10.1000/x1",
            },
        ),
        (
            {
                "type": "edited-book",
                "title": ["Handbook of Tests"],
                "subtitle": ["Theory and Practice"],
                "editor": [{"family": "Doe", "given": "Jane"}],
                "edition-number": "2",
                "publisher": "Oxford University Press (OUP)",
                "publisher-location": "Oxford",
                "isbn-type": [{"type": "electronic", "value": "9780198236634"}, {"type": "print", "value": "9780198236641"}],
                "ISBN": ["9780198236634", "9780198236641"],
                "issued": DATE,
            },
            {
                "": "book",
                "editor": "Doe, Jane",
                "title": "Handbook of Tests: Theory and Practice",
                "edition": "2",
                "publisher": "Oxford University Press",
                "address": "Oxford",
                "year": "2020",
                "month": "may",
                "isbn": "9780198236641",
                "doi": "10.1000/x1",
            },
        ),
        (
            {
                "type": "dissertation",
                "title": ["ON THE ORIGIN OF ERRORS"],
                "author": [{"family": "DOE", "given": "JANE MARIA"}],
                "institution": [{"name": "University of Exampleton", "place": ["Exampleton"]}],
                "degree": ["M.Sc."],
                "approved": {"date-parts": [[2019, 6]]},
                "issued": {"date-parts": [[2021]]},
            },
            {
                "": "mastersthesis",
                "author": "Doe, Jane Maria",
                "title": "On the origin of errors",
                "school": "University of Exampleton",
                "address": "Exampleton",
                "year": "2019",
                "month": "jun",
                "doi": "10.1000/x1",
            },
        ),
        (
            {
                "type": "posted-content",
                "subtype": "preprint",
                "title": ["Minds"],
                "group-title": "PsyArXiv",
                "posted": {"date-parts": [[2019, 12, 18]]},
                "issued": {"date-parts": [[2020, 1, 1]]},
                "publisher": "Center for Open Science",
                "language": "fr",
            },
            {
                "": "misc",
                "title": "Minds",
                "howpublished": "PsyArXiv",
                "publisher": "Center for Open Science",
                "year": "2019",
                "month": "dec",
                "langid": "french",
                "doi": "10.1000/x1",
            },
        ),
        (
            {
                "type": "journal-article",
                "title": ["Markets"],
                "container-title": ["SSRN Electronic Journal"],
                "issued": {"date-parts": [[2011]]},
            },
            {"": "misc", "title": "Markets", "howpublished": "SSRN Electronic Journal", "year": "2011", "doi": "10.1000/x1"},
        ),
        (
            {"type": "posted-content", "DOI": "10.20944/preprints1", "title": ["T"], "group-title": "Medicine", "publisher": "MDPI AG", "page": "n/a-n/a"},
            {"": "misc", "title": "T", "howpublished": "Preprints.org", "publisher": "MDPI AG", "doi": "10.20944/preprints1"},
        ),
        (
            {"type": "journal-article", "title": ["T"], "container-title": ["Proceedings of the AAAI Conference on Artificial Intelligence"], "volume": "34", "issue": "05", "page": "1-8", "ISSN": ["2374-3468"]},
            {"": "inproceedings", "title": "T", "booktitle": "Proceedings of the AAAI Conference on Artificial Intelligence", "volume": "34", "number": "05", "pages": "1--8", "issn": "2374-3468", "doi": "10.1000/x1"},
        ),
        (
            {"type": "journal-article", "title": ["T"], "container-title": ["Proceedings of the VLDB Endowment"]},
            {"": "article", "title": "T", "journal": "Proceedings of the VLDB Endowment", "doi": "10.1000/x1"},
        ),
        ({"type": "grant", "title": []}, {"": "misc", "doi": "10.1000/x1"}),
        ({"type": "a-type-of-tomorrow", "title": ["T"]}, {"": "misc", "title": "T", "doi": "10.1000/x1"}),
        ({"type": 7, "title": {"a": 1}, "author": "x", "issued": {"date-parts": [["x", {}]]}, "page": []}, {"": "misc", "doi": "10.1000/x1"}),
    ],
)  # fmt: skip
def test_a_record_becomes_the_entry_of_its_type(record: Any, entry: dict[str, str]) -> None:
    assert of(**record) == [entry]


@pytest.mark.parametrize(
    ("record", "status", "title"),
    [
        ({"title": ["RETRACTED: On Mice"]}, "retracted", "On Mice"),
        ({"title": ["Retracted Article: On Mice"]}, "retracted", "On Mice"),
        ({"title": ["WITHDRAWN: On Mice"]}, "withdrawn", "On Mice"),
        ({"title": ["On Mice"], "updated-by": [{"type": "correction"}, {"type": "retraction", "DOI": "10.1/r"}]}, "retracted", "On Mice"),
        ({"title": ["Retraction Note to: On Mice"], "update-to": [{"type": "retraction", "DOI": "10.1/m"}]}, "", "Retraction Note to: On Mice"),
        ({"title": ["On Mice"], "update-to": [{"type": "retraction", "DOI": "10.1000/X1"}]}, "retracted", "On Mice"),
        ({"title": ["Retracted: The Life of Mice in Their Own Words"]}, "retracted", "The Life of Mice in Their Own Words"),
    ],
)  # fmt: skip
def test_what_became_of_a_work_is_told(record: Any, status: str, title: str) -> None:
    (work,) = read_answer("crossref", _json({"DOI": "10.1000/x1", "type": "journal-article", **record}))  # fmt: skip
    assert (work.status, work.title) == (status, title)
    assert work.entry().fields.get("note", "") == status.capitalize()


def test_the_published_version_of_a_preprint_is_told() -> None:
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1038/s41597-019-0031-8"}]}
    (work,) = read_answer("crossref", _json({"DOI": "10.1101/097196", "type": "posted-content", "relation": relation}))  # fmt: skip
    assert work.published_as == {"doi": "10.1038/s41597-019-0031-8"}


@pytest.mark.parametrize(
    ("shorts", "shown"),
    [
        (["EFS2", "EFSA Journal"], None),
        (["Tairyoku Kagaku", "EFSA J."], "EFSA J."),
        (["EFS2"], None),
    ],
)
def test_an_abbreviated_name_of_a_journal_is_no_code(shorts: list[str], shown: str | None) -> None:
    record = {"type": "journal-article", "container-title": ["EFSA Journal"], "short-container-title": shorts}  # fmt: skip
    assert of(**record)[0].get("shortjournal") == shown


def _json(message: Any) -> bytes:
    import json

    return json.dumps({"status": "ok", "message": message}).encode()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('{"status":"failed","message":[{"message":"No such filter"}]}', "crossref: the service says: No such filter; check what was asked"),
        ("<html><title>502 Bad Gateway</title>", "crossref: the service says: 502 Bad Gateway; try again later"),
        ('{"status":"ok","message":{"DOI":"10.1', "crossref:1:33: not JSON: Unterminated string starting at; save the whole answer"),
        ("", "crossref: the answer is empty; ask again"),
        ('{"status":"ok","message-type":"member","message":{"id":98}}', "crossref: the answer tells of a member, not of a work; ask https://api.crossref.org/works/"),
        ("[" * 100_000, "crossref: JSON that nests too deep, or has too long a number"),
        ("[" + "7" * 5000 + "]", "crossref: JSON that nests too deep, or has too long a number"),
        ("Rate limit exceeded.", "crossref: the service says: Rate limit exceeded.; try again later"),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_is_one(answer: str, message: str) -> None:
    with pytest.raises(AnswerError) as raised:
        read_answer("crossref", answer.encode())
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "answer",
    [
        "Resource not found.",
        '{"status":"ok","message-type":"work-list","message":{"total-results":0,"items":[]}}',
        '{"status":"ok","message-type":"work-agency","message":{"DOI":"10.1/a","agency":{"id":"datacite"}}}',
    ],
)
def test_an_answer_that_there_is_none_is_empty(answer: str) -> None:
    assert read_answer("crossref", answer.encode()) == []


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        (Question("doi", "10.1002/(SICI)1097?a#b/c"), Request("works/10.1002%2F%28SICI%291097%3Fa%23b%2Fc")),
        (Question("isbn", "9783319245737"), Request("works", {"filter": "isbn:9783319245737", "rows": "5"})),
        (
            Question(title="Deep & Wide", family="Li", year="2020", most=3),
            Request("works", {"query.bibliographic": "Deep & Wide 2020", "query.author": "Li", "rows": "3"}),
        ),
        (Question("arxiv", "2402.13446"), None),
        (Question(), None),
    ],
)  # fmt: skip
def test_a_question_becomes_a_request(question: Question, request_: Request | None) -> None:
    asked = SERVICES["crossref"].request(question)
    assert asked == request_
