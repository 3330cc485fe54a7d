"""The ACL Anthology's XML and BibTeX: small answers, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

VOLUME = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2024.emnlp"><volume id="main" type="{type}">
  <meta>
    <booktitle>{booktitle}</booktitle>
    <editor><first>Yaser</first><last>Al-Onaizan</last></editor>
    <publisher>ACL</publisher><address>Miami, Florida, USA</address><month>{month}</month><year>2024</year>
    <isbn>979-8-89176-164-3</isbn><journal-volume/><journal-issue>2</journal-issue>
  </meta>
  <frontmatter><url hash="1">2024.emnlp-main.0</url></frontmatter>
  {paper}
</volume></collection>"""
PAPER = """<paper id="54">
  <title>Deep <fixed-case>P</fixed-case>rolog &amp; <tex-math>\\ell_1</tex-math>: <i>More</i> <fixed-case>BERT</fixed-case></title>
  <author><first>Peter H. N.</first><last>de With</last><affiliation>MIT</affiliation><variant><first>P</first></variant></author>
  <author><last>BigScience Workshop</last></author>
  <pages>930–957</pages><abstract>Long.</abstract>
  <url hash="2">2024.emnlp-main.54</url><doi>10.18653/v1/2024.emnlp-main.54</doi>
  <pwccode url="https://github.com/a/b" additional="false">a/b</pwccode>
  <language>deu</language>{more}
</paper>"""


def volume(paper: str = "", *, kind: str = "proceedings", booktitle: str = "Proceedings of <fixed-case>EMNLP</fixed-case>", month: str = "November") -> str:  # fmt: skip
    text = VOLUME if kind == "journal" else VOLUME.replace("<journal-volume/><journal-issue>2</journal-issue>", "")  # fmt: skip
    return text.format(type=kind, booktitle=booktitle, month=month, paper=paper)


def test_a_volume_is_its_proceedings_and_its_papers() -> None:
    shared = {
        "editor": "Al-Onaizan, Yaser",
        "publisher": "ACL",
        "address": "Miami, Florida, USA",
        "year": "2024",
        "month": "nov",
    }
    assert entries("acl-anthology", volume(PAPER.format(more=""))) == [
        {
            **shared,
            "": "proceedings",
            "title": "Proceedings of {EMNLP}",
            "isbn": "979-8-89176-164-3",
            "url": "https://aclanthology.org/2024.emnlp-main.0/",
        },
        {
            **shared,
            "": "inproceedings",
            "author": "de With, Peter H. N. and {BigScience Workshop}",
            "title": r"Deep {P}rolog \& $\ell_1$: \textit{More} {BERT}",
            "booktitle": "Proceedings of {EMNLP}",
            "pages": "930--957",
            "langid": "ngerman",
            "doi": "10.18653/v1/2024.emnlp-main.54",
            "url": "https://aclanthology.org/2024.emnlp-main.54/",
            "code": "https://github.com/a/b",
        },
    ]


def test_an_issue_of_a_journal_is_its_papers() -> None:
    paper = "<paper id='1'><title>T</title><pages>1-18</pages><url>J89-1001</url></paper>"
    answer = volume(paper, kind="journal", booktitle="Computational Linguistics, Volume 15, Number 2, March 1989", month="")  # fmt: skip
    assert entries("acl-anthology", answer) == [
        {
            "": "article",
            "title": "T",
            "journal": "Computational Linguistics",
            "number": "2",
            "pages": "1--18",
            "publisher": "ACL",
            "address": "Miami, Florida, USA",
            "year": "2024",
            "month": "mar",
            "url": "https://aclanthology.org/J89-1001/",
        }
    ]


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ('<retracted date="2024-01-01">Because.</retracted>', "retracted"),
        ("<removed/>", "withdrawn"),
        ('<erratum id="1">x</erratum><revision id="2" href="y"/>', ""),
    ],
)
def test_what_became_of_a_paper_is_told(mark: str, status: str) -> None:
    works = read_answer("acl-anthology", volume(PAPER.format(more=mark)).encode())
    assert works[1].status == status


def test_bibtex_is_read_without_its_key() -> None:
    bib = r"""@inproceedings{alvarez-2022-detecting, title = "Detecting in {S}panish: {A} Corpus", month = may,
        author = "\'Alvarez-Mellado, Elena  and\n Lignos, Constantine", year = "2022", pages = "3868--3888",
        booktitle = "Proceedings of {ACL}", url = "https://aclanthology.org/2022.acl-long.268/", abstract = "A"}"""
    bib = bib.replace("\\n", "\n")
    assert entries("acl-anthology", bib) == [
        {
            "": "inproceedings",
            "author": "Álvarez-Mellado, Elena and Lignos, Constantine",
            "title": "Detecting in {S}panish: {A} Corpus",
            "booktitle": "Proceedings of {ACL}",
            "pages": "3868--3888",
            "year": "2022",
            "month": "may",
            "url": "https://aclanthology.org/2022.acl-long.268/",
        }
    ]


def test_an_answer_that_there_is_none_is_empty_and_an_error_is_one() -> None:
    assert read_answer("acl-anthology", b"<!doctype html><title>404 Not Found</title>") == []
    for answer, message in (
        ("<html><title>Down</title>", "the service says: Down; try again later"),
        ("<rss/>", "not the Anthology's XML, but 'rss'; ask https://aclanthology.org/ID.bib"),
        ("no BibTeX", "no entry of BibTeX in it; save the whole answer"),
        ("", "the answer is empty; ask again"),
    ):
        with pytest.raises(AnswerError) as raised:
            read_answer("acl-anthology", answer.encode())
        assert str(raised.value) == f"acl-anthology: {message}"


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        (Question("anthology", "2024.emnlp-main.54"), Request("2024.emnlp-main.54.bib")),
        (Question("anthology", "../x"), Request("..%2Fx.bib")),
        (Question("doi", "10.18653/v1/2024.emnlp-main.54"), Request("2024.emnlp-main.54.bib")),
        (Question("doi", "10.1145/1"), None),
        (Question(title="T"), None),
    ],
)
def test_a_question_becomes_a_request(question: Question, request_: Request | None) -> None:
    assert SERVICES["acl-anthology"].request(question) == request_
