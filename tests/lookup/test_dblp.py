"""dblp's search and its records: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError


def found(*infos: dict[str, Any]) -> dict[str, Any]:
    hits = [{"@score": "1", "info": info} for info in infos]
    return {"result": {"status": {"@code": "200", "text": "OK"}, "hits": {"@total": str(len(hits)), "hit": hits}}}  # fmt: skip


@pytest.mark.parametrize(
    ("info", "entry"),
    [
        (
            {
                "authors": {"author": [{"@pid": "1", "text": "Jens Lehmann 0001"}, {"@pid": "2", "text": "Per O&apos;Neil Jr."}]},
                "title": "R&amp;D of Graphs in <i>N</i><sup>2</sup>.",
                "venue": ["EMNLP", "IJCNLP"],
                "pages": "26:1-26:4",
                "year": "2019",
                "type": "Conference and Workshop Papers",
                "key": "conf/emnlp/LehmannO19",
                "doi": "10.18653/V1/D19-1001",
                "ee": ["https://doi.org/10.18653/v1/D19-1001", "https://www.aclweb.org/anthology/D19-1001/"],
            },
            {
                "": "inproceedings",
                "author": "Jens Lehmann and O'Neil, Jr., Per",
                "title": r"{R\&D} of Graphs in \textit{N}\textsuperscript{2}",
                "booktitle": "Conference on Empirical Methods in Natural Language Processing",
                "pages": "26:1--26:4",
                "year": "2019",
                "doi": "10.18653/v1/D19-1001",
                "url": "https://www.aclweb.org/anthology/D19-1001/",
            },
        ),
        (
            {"authors": {"author": {"text": "Ann Lee"}}, "title": "T.", "venue": "CoRR", "volume": "abs/2402.13446", "year": "2024", "type": "Informal and Other Publications", "key": "journals/corr/abs-2402-13446", "doi": "10.48550/ARXIV.2402.13446", "ee": "https://doi.org/10.48550/arXiv.2402.13446"},
            {"": "misc", "author": "Ann Lee", "title": "T", "year": "2024", "eprint": "2402.13446", "archiveprefix": "arXiv", "doi": "10.48550/arXiv.2402.13446"},
        ),
        (
            {"title": "A Thesis.", "year": "2001", "type": "Books and Theses", "key": "phd/de/Ley2001", "school": "Trier"},
            {"": "phdthesis", "title": "A Thesis", "school": "Trier", "year": "2001"},
        ),
        (
            {"title": "A Book.", "venue": "LNCS", "volume": "7", "publisher": "Springer", "isbn": "978-3-031-16399-9", "year": "2001", "type": "Books and Theses", "key": "books/sp/Ley2001"},
            {"": "book", "title": "A Book", "series": "LNCS", "volume": "7", "publisher": "Springer", "isbn": "978-3-031-16399-9", "year": "2001"},
        ),
        (
            {"title": "Gone.", "venue": "SIN", "type": "Withdrawn Items", "ee": "javascript:alert(1)"},
            {"": "article", "title": "Gone", "journal": "SIN", "note": "Withdrawn"},
        ),
        ({"title": 7, "type": [], "authors": "x", "ee": {"a": 1}}, {"": "article", "title": "7"}),
    ],
)  # fmt: skip
def test_a_hit_becomes_the_entry_of_its_type(info: dict[str, Any], entry: dict[str, str]) -> None:
    assert entries("dblp", found(info)) == [entry]


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            '<article key="journals/tods/BM07"><author orcid="0">Michael H. B&ouml;hlen 0002</author><title>On <i>x</i><sub>1</sub> &amp;amp; y?</title>'
            "<pages>1-10</pages><year>2007</year><month>March</month><volume>32</volume><journal>ACM Trans. Database Syst.</journal><number>1</number>"
            "<ee>http://doi.acm.org/10.1145/1206049.1206050</ee></article>",
            {"": "article", "author": "Michael H. Böhlen", "title": r"On \textit{x}\textsubscript{1} \& y?", "journal": "ACM Transactions on Database Systems", "shortjournal": "ACM Trans. Database Syst.", "volume": "32", "number": "1", "pages": "1--10", "year": "2007", "month": "mar", "doi": "10.1145/1206049.1206050"},
        ),
        (
            '<proceedings key="conf/x/2001"><editor>A. Doe</editor><title>Proceedings of X, Trier.</title><series>LNCS</series><volume>9</volume><publisher>Springer</publisher><isbn>3-929037-41-6</isbn></proceedings>',
            {"": "proceedings", "editor": "A. Doe", "title": "Proceedings of {X}, Trier", "series": "LNCS", "volume": "9", "publisher": "Springer", "isbn": "3-929037-41-6"},
        ),
        (
            '<incollection key="books/a/B"><title>C.</title><booktitle>The Book</booktitle><chapter>3</chapter></incollection>',
            {"": "incollection", "title": "C", "booktitle": "The Book", "chapter": "3"},
        ),
        (
            '<article key="tr/ibm/RJ1" publtype="informal"><title>R.</title><journal>IBM Research Report</journal><volume>RJ1</volume></article>',
            {"": "techreport", "title": "R", "institution": "IBM Research Report", "number": "RJ1"},
        ),
        ('<mastersthesis key="ms/B92"><title>M.</title><school>Trier</school></mastersthesis>', {"": "mastersthesis", "title": "M", "school": "Trier"}),
        ('<data key="data/a" publtype="software"><title>D.</title><ee>https://zenodo.org/record/1</ee></data>', {"": "software", "title": "D", "url": "https://zenodo.org/record/1"}),
    ],
)  # fmt: skip
def test_a_record_becomes_the_entry_of_its_element(record: str, entry: dict[str, str]) -> None:
    assert entries("dblp", record) == [entry]
    home = '<www key="homepages/1"><author>A. Doe</author><title>Home Page</title></www>'
    dump = f'<?xml version="1.0"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>{record}{home}</dblp>'
    assert entries("dblp", dump) == [entry]


def test_the_bibtex_of_dblp_loses_what_only_dblp_needs() -> None:
    bib = """@article{DBLP:journals/corr/abs-2402-13446,
      author = {Ann Lee}, title = {{BERT:} A Survey}, journal = {CoRR}, volume = {abs/2402.13446}, year = {2024},
      url = {https://doi.org/10.48550/arXiv.2402.13446}, doi = {10.48550/ARXIV.2402.13446}, eprinttype = {arXiv},
      eprint = {2402.13446}, timestamp = {Fri, 01 Mar 2024}, biburl = {https://dblp.org/x.bib}, bibsource = {dblp}}
    @article{DBLP:journals/cacm/Lee1, title = {T}, journal = {Commun. {ACM}}}
    @article{DBLP:tr/ibm/RJ1, title = {R}, journal = {{LILOG-Report}}, volume = {60}}"""
    assert entries("dblp", bib) == [
        {"": "misc", "author": "Lee, Ann", "title": "{BERT:} A Survey", "year": "2024", "eprint": "2402.13446", "archiveprefix": "arXiv", "doi": "10.48550/arXiv.2402.13446"},
        {"": "article", "title": "T", "journal": "Communications of the ACM", "shortjournal": "Commun. ACM"},
        {"": "techreport", "title": "R", "institution": "LILOG-Report", "number": "60"},
    ]  # fmt: skip


def test_a_search_without_hits_is_empty() -> None:
    assert entries("dblp", {"result": {"status": {"@code": "200"}, "hits": {"@total": "0"}}}) == []
    xml = '<result><status code="200">OK</status><hits total="0"/></result>'
    assert read_answer("dblp", xml.encode()) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('{"result":{"status":{"@code":"500","text":"Internal error"}}}', "dblp: the service says: Internal error; try again later"),
        ('<result><status code="500">Internal error</status></result>', "dblp: the service says: Internal error; try again later"),
        ("{}", "dblp: JSON of no search; ask https://dblp.org/search/publ/api"),
        ("<rss/>", "dblp: neither a search nor a record, but 'rss'; ask https://dblp.org/search/publ/api"),
        ("<dblp>&nothing;</dblp>", "dblp:1:16: not well-formed XML: Entity 'nothing' not defined; save the whole answer"),
        ("<!DOCTYPE html><html><title>429 Too Many Requests</title></html>", "dblp: the service says: 429 Too Many Requests; try again later"),
        ("@article{a", "dblp: no entry of BibTeX in it; save the whole answer"),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_is_one(answer: str, message: str) -> None:
    with pytest.raises(AnswerError) as raised:
        read_answer("dblp", answer.encode())
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        (Question("dblp", "conf/emnlp/A b19"), Request("rec/conf/emnlp/A%20b19.xml")),
        (
            Question(title="Who? (Really): A-b", family="Lee"),
            Request("search/publ/api", {"q": "Who Really A-b Lee", "format": "json", "h": "5"}),
        ),
        (Question("doi", "10.1/x"), None),
    ],
)  # fmt: skip
def test_a_question_becomes_a_request(question: Question, request_: Request | None) -> None:
    assert SERVICES["dblp"].request(question) == request_
