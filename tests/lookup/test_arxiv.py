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
        ("<comment>Has been withdrawn</comment>", True),
        ("<comment>The authors have withdrawn this paper</comment>", True),
        ("<comment>We withdraw our manuscript; Lemma 2 is wrong</comment>", True),
        ("<comment>This submission has been removed by arXiv administrators</comment>", True),
        ("<comment>An earlier version of this paper was withdrawn. 9 pages</comment>", False),
        ("<comment>The original version has been withdrawn</comment>", False),
        ("<comment>We study cash withdrawn at ATMs</comment>", False),
        ("<comment>Supersedes the withdrawn arXiv:1001.0001</comment>", False),
    ],
)
def test_a_withdrawn_preprint_is_told(fields: str, withdrawn: bool) -> None:
    (work,) = read_answer("arxiv", feed(f"<title>T</title>{fields}").encode())
    assert (work.status == "withdrawn") is withdrawn


def test_a_retracted_preprint_is_told() -> None:
    answer = feed("<title>T</title><comment>This article has been retracted</comment>")
    assert entries("arxiv", answer)[0]["note"] == "Retracted"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"$\mathcal{N}=4$ Super-Yang-Mills and\n the $AdS_5 \times S^5$ string", r"$\mathcal{N}=4$ Super-Yang-Mills and the $AdS_5 \times S^5$ string"),
        (r"Schr\"odinger operators and the Erd\H{o}s--R\'enyi graph", "Schrödinger operators and the Erdős–Rényi graph"),
        (r"A search for $B_s^0\to\mu^+\mu^-$ at 13 TeV", r"A search for $B_s^0\to\mu^+\mu^-$ at 13 {TeV}"),
        ("Costs of $5 and $10 &amp; p &lt; 0.05", r"Costs of \$5 and \$10 \& p < 0.05"),
        ("100% of rule_of #1", r"100\% of rule\_of \#1"),
        ("THE GEOMETRY OF NUMBERS", "The geometry of numbers"),
        (r"The $\Lambda$CDM model and $^{3}$He", r"The $\Lambda${CDM} model and $^{3}$He"),
        (r"A {\it Gaia} view of ``dark'' stars", r"A \textit{Gaia} view of “dark” stars"),
        ("GPT-4 and the K3-surface", "{GPT-4} and the {K3}-surface"),
    ],
)  # fmt: skip
def test_a_title_keeps_its_mathematics_and_loses_its_macros(written: str, title: str) -> None:
    answer = feed(f"<title>{written}</title>".replace(r"\n", "\n"))
    assert entries("arxiv", answer)[0]["title"] == title


@pytest.mark.parametrize(
    ("names", "author"),
    [
        (["The ATLAS Collaboration", "G. Aad"], "{The ATLAS Collaboration} and G. Aad"),
        (["DeepSeek-AI", ":", "Aixin Liu"], "DeepSeek-AI and Aixin Liu"),
        (["Gemini Team", "Meta AI", "OpenAI"], "{Gemini Team} and {Meta AI} and OpenAI"),
        (["M. Aaboud et al."], "M. Aaboud and others"),
        (["Martin Luther King Jr.", "John Smith III"], "King, Jr., Martin Luther and Smith, III, John"),
        (["Peter H. N. de With", "Ludwig van Beethoven"], "Peter H. N. de With and Ludwig van Beethoven"),
        ([r"\'Angel Y\'a\~nez", "J. -P. Serre"], "Ángel Yáñez and J.-P. Serre"),
    ],
)  # fmt: skip
def test_organizations_and_all_the_others_are_authors(names: list[str], author: str) -> None:
    people = "".join(f"<author><name>{name}</name></author>" for name in names)
    assert entries("arxiv", feed(f"<title>T</title>{people}"))[0]["author"] == author


@pytest.mark.parametrize(
    ("number", "eprint"),
    [
        ("2402.13446v2", "2402.13446"),
        ("0704.0001v1", "0704.0001"),
        ("hep-th/9711200v3", "hep-th/9711200"),
        ("math.GT/0309136v1", "math/0309136"),
    ],
)
def test_a_number_loses_its_version(number: str, eprint: str) -> None:
    assert entries("arxiv", feed("<title>T</title>", number))[0]["eprint"] == eprint


@pytest.mark.parametrize(
    "reference",
    ["JHEP 0309:001,2003", "In Proc. ACL 2020, pages 1–9", "Ann. of Math. (2) 160 (2004), no. 1"],
)
def test_a_reference_of_its_authors_goes_with_a_preprint(reference: str) -> None:
    answer = feed(f"<title>T</title><journal_ref>{reference}</journal_ref>")
    (work,) = read_answer("arxiv", answer.encode())
    assert work.published_as == {"reference": reference}


def test_a_feed_has_several_works() -> None:
    both = "".join(
        f"<entry><id>http://arxiv.org/abs/2402.1344{n}v1</id><title>{n}</title></entry>"
        for n in (6, 7)
    )
    found = [entry["eprint"] for entry in entries("arxiv", FEED.format(both))]
    assert found == ["2402.13446", "2402.13447"]


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
        (FEED.format("<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title><summary>incorrect id format for abc</summary></entry>"), "arxiv: the service says: incorrect id format for abc; check what was asked"),
        ("<html><title>503 Service Unavailable</title></html>", "arxiv: the service says: 503 Service Unavailable; try again later"),
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
