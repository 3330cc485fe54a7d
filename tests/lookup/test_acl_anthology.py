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
        "isbn": "979-8-89176-164-3",
    }
    assert entries("acl-anthology", volume(PAPER.format(more=""))) == [
        {
            **shared,
            "": "proceedings",
            "title": "Proceedings of {EMNLP}",
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


@pytest.mark.parametrize(
    ("bib", "entry"),
    [
        (
            """@inproceedings{x, title = "{BERT} Busters", author = "Kovaleva, Olga  and Rogers, Anna", month = aug, year = "2021",
            booktitle = "Findings of the Association for Computational Linguistics: ACL-IJCNLP 2021", address = "Online",
            editor = "Zong, Chengqing  and Xia, Fei", url = "https://aclanthology.org/2021.findings-acl.300",
            doi = "10.18653/v1/2021.findings-acl.300", pages = "3392--3405"}""",
            {"": "inproceedings", "author": "Kovaleva, Olga and Rogers, Anna", "title": "{BERT} Busters", "editor": "Zong, Chengqing and Xia, Fei",
             "booktitle": "Findings of the Association for Computational Linguistics: ACL-IJCNLP 2021", "address": "Online",
             "pages": "3392--3405", "year": "2021", "month": "aug", "doi": "10.18653/v1/2021.findings-acl.300"},
        ),
        (
            """@article{x, title = "Does Syntax Grow?", author = "McCoy, R. Thomas", year = "2020", volume = "8", pages = "125--140",
            journal = "Transactions of the Association for Computational Linguistics", address = "Cambridge, MA", publisher = "MIT Press",
            url = "https://aclanthology.org/2020.tacl-1.9/", doi = "10.1162/tacl_a_00304"}""",
            {"": "article", "author": "McCoy, R. Thomas", "title": "Does Syntax Grow?", "journal": "Transactions of the Association for Computational Linguistics",
             "volume": "8", "pages": "125--140", "publisher": "MIT Press", "address": "Cambridge, MA", "year": "2020",
             "doi": "10.1162/tacl_a_00304", "url": "https://aclanthology.org/2020.tacl-1.9/"},
        ),
        (
            """@proceedings{x, title = "Proceedings of the 2nd Workshop on {NLP}", editor = "Doe, Ann", month = may # "--" # jun, year = "1999",
            publisher = "ACL", url = "https://aclanthology.org/W99-01", ISBN = "979-10-95546-34-4"}""",
            {"": "proceedings", "editor": "Doe, Ann", "title": "Proceedings of the 2nd Workshop on {NLP}", "publisher": "ACL", "year": "1999",
             "month": "may", "isbn": "979-10-95546-34-4", "url": "https://aclanthology.org/W99-01"},
        ),
        (
            """@inproceedings{x, title = "Un corpus~: {\\'e}valuation", author = "de la Clergerie, {\\'E}ric  and {ELRA Board} and Smith, Jr., John",
            booktitle = "Actes de {TALN}", month = "10--12 " # jul, year = "2018", language = "fra", url = "https://aclanthology.org/2018.jeptalnrecital-long.3/"}""",
            {"": "inproceedings", "author": "de la Clergerie, Éric and {ELRA Board} and Smith, Jr., John", "title": "Un corpus : évaluation",
             "booktitle": "Actes de {TALN}", "year": "2018", "month": "jul", "langid": "french",
             "url": "https://aclanthology.org/2018.jeptalnrecital-long.3/"},
        ),
    ],
)  # fmt: skip
def test_bibtex_of_each_kind_is_read(bib: str, entry: dict[str, str]) -> None:
    assert entries("acl-anthology", bib.replace("\\\\", "\\")) == [entry]


MODS = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="k">
  <titleInfo><title>On Borrowings</title></titleInfo>
  <name type="personal"><namePart type="given">Elena</namePart><namePart type="family">Álvarez-Mellado</namePart>
    <role><roleTerm authority="marcrelator" type="text">author</roleTerm></role></name>
  <originInfo><dateIssued>2022-05</dateIssued></originInfo>{genre}
  <relatedItem type="host"><titleInfo><title>{host}</title></titleInfo>{more}</relatedItem>
  <identifier type="citekey">k</identifier><identifier type="doi">{doi}</identifier>
  <location><url>{url}</url></location>
  <part>{detail}<date>2022-05</date><extent unit="page"><start>3868</start><end>3888</end></extent></part>
</mods></modsCollection>"""


def test_mods_tells_a_paper_and_its_proceedings() -> None:
    editor = """<name type="personal"><namePart type="given">Smaranda</namePart><namePart type="family">Muresan</namePart>
        <role><roleTerm type="text">editor</roleTerm></role></name><originInfo><publisher>ACL</publisher>
        <place><placeTerm type="text">Dublin, Ireland</placeTerm></place></originInfo><genre>conference publication</genre>"""
    answer = MODS.format(
        genre="",
        host="Proceedings of ACL",
        more=editor,
        doi="10.18653/v1/2022.acl-long.268",
        url="https://aclanthology.org/2022.acl-long.268/",
        detail="",
    )
    assert entries("acl-anthology", answer) == [
        {
            "": "inproceedings",
            "author": "Álvarez-Mellado, Elena",
            "title": "On Borrowings",
            "booktitle": "Proceedings of ACL",
            "editor": "Muresan, Smaranda",
            "pages": "3868--3888",
            "publisher": "ACL",
            "address": "Dublin, Ireland",
            "year": "2022",
            "month": "may",
            "doi": "10.18653/v1/2022.acl-long.268",
        }
    ]


def test_mods_tells_an_article_and_its_journal() -> None:
    answer = MODS.format(
        genre="<genre>journal article</genre>",
        host="Computational Linguistics",
        more="<genre>periodical</genre>",
        doi="10.1162/COLI_a_00166",
        url="https://aclanthology.org/J13-3001/",
        detail='<detail type="volume"><number>39</number></detail><detail type="issue"><number>3</number></detail>',
    )
    assert entries("acl-anthology", answer) == [
        {
            "": "article",
            "author": "Álvarez-Mellado, Elena",
            "title": "On Borrowings",
            "journal": "Computational Linguistics",
            "volume": "39",
            "number": "3",
            "pages": "3868--3888",
            "year": "2022",
            "month": "may",
            "doi": "10.1162/COLI_a_00166",
            "url": "https://aclanthology.org/J13-3001/",
        }
    ]


@pytest.mark.parametrize(
    ("written", "month"),
    [("July 7-12", "jul"), ("7-12 July", "jul"), ("May-June", "may"), ("Sep", "sep"), ("", None)],
)
def test_a_month_is_the_first_that_is_named(written: str, month: str | None) -> None:
    assert entries("acl-anthology", volume(month=written))[0].get("month") == month


@pytest.mark.parametrize(
    ("booktitle", "journal", "month"),
    [
        ("Computational Linguistics, Volume 49, Issue 4 - December 2023", "Computational Linguistics", "dec"),
        ("Transactions of the Association for Computational Linguistics, Volume 8", "Transactions of the Association for Computational Linguistics", None),
    ],
)  # fmt: skip
def test_the_title_of_an_issue_has_the_name_of_the_journal(
    booktitle: str, journal: str, month: str | None
) -> None:
    paper = "<paper id='1'><title>T</title><url>2023.cl-4.1</url></paper>"
    (entry,) = entries(
        "acl-anthology", volume(paper, kind="journal", booktitle=booktitle, month="")
    )
    assert (entry["journal"], entry.get("month")) == (journal, month)


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
