"""arXiv's Atom and its OAI-PMH: small answers, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">{}</feed>'


def feed(fields: str, number: str = "2402.13446v2") -> str:
    return FEED.format(f"<entry><id>http://arxiv.org/abs/{number}</id>{fields}</entry>")


def oai(record: str) -> str:
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{record}</OAI-PMH>'


def test_an_entry_of_the_feed_is_a_preprint() -> None:
    answer = feed(
        r"""
        <title>On {B}ayesian $\ell_1$-norms
          for $B \to K^{(*)}$ &amp; M\"obius maps</title>
        <published>2024-02-21T00:44:02Z</published><updated>2024-12-01T00:00:00Z</updated>
        <summary>We ...</summary>
        <author><name>G. -Q. Hai</name></author><author><name>Edgar Rold\'an</name></author>
        <author><name>the LHCb collaboration</name></author>
        <arxiv:comment>9 pages, code at https://github.com/ann/norms.</arxiv:comment>
        <arxiv:doi>10.1000/a 10.1000/b</arxiv:doi>
        <arxiv:journal_ref>J. M\"ob. 1 (2025)</arxiv:journal_ref>
        <arxiv:primary_category term="math.ST"/>
        """
    )
    assert entries("arxiv", answer) == [
        {
            "": "misc",
            "author": "G.-Q. Hai and Edgar Roldán and {the LHCb collaboration}",
            "title": r"On {B}ayesian $\ell_1$-norms for $B \to K^{(*)}$ \& Möbius maps",
            "year": "2024",
            "month": "feb",
            "eprint": "2402.13446",
            "archiveprefix": "arXiv",
            "primaryclass": "math.ST",
            "code": "https://github.com/ann/norms",
        }
    ]
    (work,) = read_answer("arxiv", answer.encode())
    assert work.published_as == {"doi": "10.1000/a", "reference": "J. Möb. 1 (2025)"}


@pytest.mark.parametrize(
    ("fields", "withdrawn"),
    [
        ("<comment>This paper has been withdrawn by the author due to an error</comment>", True),
        ("<comment>Withdrawn</comment>", True),
        ("<comment>The submission is now withdrawn</comment>", True),
        ("<summary>This paper has been withdrawn.</summary>", True),
        ("<comment>We study cash withdrawn at ATMs</comment>", False),
        ("<comment>Supersedes the withdrawn arXiv:1001.0001</comment>", False),
    ],
)
def test_a_withdrawn_preprint_is_told(fields: str, withdrawn: bool) -> None:
    (work,) = read_answer("arxiv", feed(f"<title>T</title>{fields}").encode())
    assert (work.status == "withdrawn") is withdrawn


def test_a_record_of_oai_has_names_in_parts() -> None:
    record = """<GetRecord><record><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
        <id>hep-ph/9901234</id><created>1999-01-05</created><title>T</title><categories>hep-ph hep-th</categories>
        <authors><author><keyname>van der Berg</keyname><forenames>J.</forenames><suffix>Jr</suffix></author>
        <author><keyname>ATLAS Collaboration</keyname></author></authors></arXiv></metadata></record></GetRecord>"""
    assert entries("arxiv", oai(record)) == [
        {
            "": "misc",
            "author": "van der Berg, Jr, J. and {ATLAS Collaboration}",
            "title": "T",
            "year": "1999",
            "month": "jan",
            "eprint": "hep-ph/9901234",
            "archiveprefix": "arXiv",
            "primaryclass": "hep-ph",
        }
    ]


def test_authors_in_one_text_are_parted_and_lose_where_they_work() -> None:
    record = r"""<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>1810.09584</id><title>T</title>
        <authors>A. Doe (1, 2), B. C. Roe, Jr. (MIT (Cambridge)) and \'Edgar Rold\'an</authors>
        <version version="v1"><date>Mon, 22 Oct 2018 22:41:50 GMT</date></version>
        <version version="v2"><date>Sun, 13 Jan 2019 11:17:09 GMT</date></version></arXivRaw>"""
    (entry,) = entries("arxiv", record)
    assert entry["author"] == "A. Doe and Roe, Jr., B. C. and Édgar Roldán"
    assert (entry["year"], entry["month"]) == ("2018", "oct")


@pytest.mark.parametrize(
    "answer",
    [
        FEED.format(""),
        FEED.format("<entry><id>http://arxiv.org/abs/9999.99999</id></entry>"),
        oai('<error code="idDoesNotExist">No matching</error>'),
        oai("<GetRecord><record><header status='deleted'/></record></GetRecord>"),
    ],
)
def test_an_answer_that_there_is_none_is_empty(answer: str) -> None:
    assert read_answer("arxiv", answer.encode()) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("Rate exceeded.", "arxiv: the service says: Rate exceeded.; try again later"),
        (oai('<error code="badArgument">No verb</error>'), "arxiv: the service says: No verb; check what was asked"),
        ("<rss/>", "arxiv: neither Atom nor OAI-PMH, but 'rss'; ask https://export.arxiv.org/api/query"),
        ("<feed><entry>", "arxiv:1:14: not well-formed XML: Premature end of data in tag entry line 1; save the whole answer"),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_is_one(answer: str, message: str) -> None:
    with pytest.raises(AnswerError) as raised:
        read_answer("arxiv", answer.encode())
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        (Question("arxiv", "hep-ph/9901234"), Request("query", {"id_list": "hep-ph/9901234"})),
        (
            Question(title='The "$x$" (of C++): A-b', family="O'Neil", most=2),
            Request("query", {"search_query": 'ti:"The of C A-b" AND au:"O Neil"', "max_results": "2"}),
        ),
        (Question("doi", "10.1/x"), None),
    ],
)  # fmt: skip
def test_a_question_becomes_a_request(question: Question, request_: Request | None) -> None:
    assert SERVICES["arxiv"].request(question) == request_
