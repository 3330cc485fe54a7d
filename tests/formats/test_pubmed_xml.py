"""PubMed's XML: small records, and the whole entry of each."""

import pytest

from synbib.formats import read
from synbib.formats.data import FormatError

ARTICLE = """<PubmedArticleSet><PubmedArticle><MedlineCitation>
<PMID Version="1">101</PMID>
<Article PubModel="{model}">
<Journal><ISSN IssnType="Print">1111-2222</ISSN><JournalIssue><Volume>7</Volume><Issue>2</Issue>
<PubDate>{date}</PubDate></JournalIssue><Title>Acta of sleep research (Berlin, Germany)</Title>
<ISOAbbreviation>Acta Sleep Res</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle>
<Pagination><MedlinePgn>{pages}</MedlinePgn></Pagination>
<ELocationID EIdType="doi">10.1000/sleep.7</ELocationID>
<AuthorList CompleteYN="{complete}">{authors}</AuthorList>
<Language>{language}</Language>
<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList>
{after}
</Article>
<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList>
</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC77</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pmc">PMC1</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle></PubmedArticleSet>"""

PLAIN = {
    "model": "Print",
    "date": "<Year>2001</Year><Month>Feb</Month><Day>3</Day>",
    "title": "Sleep in <i>Mus musculus</i>: CO<sub>2</sub> &amp; light.",
    "pages": "188-91",
    "complete": "Y",
    "authors": "<Author><LastName>van der Berg</LastName><ForeName>Jan P</ForeName><Suffix>Jr</Suffix></Author>"
    "<Author><CollectiveName>Sleep Study Group</CollectiveName></Author>",
    "language": "eng",
    "kind": "Journal Article",
    "after": "",
    "corrections": "",
}
ENTRY = {
    "": "article",
    "author": "van der Berg, Jr, Jan P. and {Sleep Study Group}",
    "title": r"Sleep in \textit{Mus musculus}: {CO}\textsubscript{2} \& light",
    "journal": "Acta of Sleep Research",
    "shortjournal": "Acta Sleep Res",
    "volume": "7",
    "number": "2",
    "pages": "188--191",
    "year": "2001",
    "month": "feb",
    "issn": "1111-2222",
    "doi": "10.1000/sleep.7",
    "pmid": "101",
    "pmcid": "PMC77",
}


def entry(**told: str) -> dict[str, str]:
    (work,) = read(ARTICLE.format(**PLAIN | told).encode(), "pubmed-xml")
    made = work.entry()
    return {"": made.type, **made.fields}


def test_a_journal_article_becomes_an_article() -> None:
    assert entry() == ENTRY


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({"date": "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"}, {"year": "1998", "month": None}),
        ({"date": "<Year>2008</Year><Season>Winter</Season>"}, {"year": "2008", "month": None}),
        ({"date": "<Year>2008</Year><Month>05</Month>"}, {"year": "2008", "month": "may"}),
        ({"model": "Electronic", "pages": "6"}, {"pages": None, "eid": "6"}),
        ({"title": "[Sleep in winter]."}, {"title": "Sleep in winter"}),
        (
            {"title": "[Sleep in winter].", "language": "rus", "after": "<VernacularTitle>Сон зимой.</VernacularTitle>"},
            {"title": "Сон зимой", "langid": "russian"},
        ),
        ({"title": "RETRACTED: Sleep in winter.", "kind": "Retracted Publication"}, {"title": "Sleep in winter", "note": "Retracted"}),
        ({"title": "Sleep in winter.", "complete": "N", "authors": "<Author><LastName>Li</LastName><Initials>XY</Initials></Author>"},
         {"title": "Sleep in winter", "author": "Li, X. Y. and others"}),
    ],
)  # fmt: skip
def test_what_a_record_says_otherwise_is_in_the_entry(
    told: dict[str, str], differs: dict[str, str | None]
) -> None:
    made = entry(**told)
    title = {"title": made["title"]} if "title" not in told else {}
    wanted = {**ENTRY, **title, **differs}
    assert made == {name: text for name, text in wanted.items() if text is not None}


def test_a_note_on_its_retraction_tells_that_an_article_was_retracted() -> None:
    note = '<CommentsCorrections RefType="RetractionIn"><PMID>202</PMID></CommentsCorrections>'
    assert entry(corrections=note) == {**ENTRY, "note": "Retracted"}


def test_a_preprint_knows_what_it_was_published_as() -> None:
    corrections = '<CommentsCorrections RefType="UpdateIn"><PMID>202</PMID></CommentsCorrections>'
    told = PLAIN | {"kind": "Preprint", "corrections": corrections}
    (work,) = read(ARTICLE.format(**told).encode(), "pubmed-xml")
    assert work.entry().type == "misc"
    assert work.entry().fields["howpublished"] == "Acta of Sleep Research"
    assert work.published_as == {"pmid": "202"}


def test_a_chapter_of_the_bookshelf_is_in_its_book() -> None:
    record = """<PubmedBookArticle><BookDocument><PMID>9</PMID>
    <ArticleIdList><ArticleId IdType="bookaccession">NBK9</ArticleId></ArticleIdList>
    <Book><Publisher><PublisherName>Humana</PublisherName><PublisherLocation>New York</PublisherLocation></Publisher>
    <BookTitle>Sleep Medicine</BookTitle><PubDate><Year>2012</Year></PubDate>
    <AuthorList Type="editors"><Author><LastName>Ray</LastName><ForeName>Ana</ForeName></Author></AuthorList>
    <Isbn>9781860163593</Isbn></Book>
    <ArticleTitle>Insomnia</ArticleTitle>
    <AuthorList Type="authors"><Author><LastName>Li</LastName><ForeName>Bo</ForeName></Author></AuthorList>
    <Pagination><MedlinePgn>10-9</MedlinePgn></Pagination><Language>eng</Language></BookDocument></PubmedBookArticle>"""
    (work,) = read(record.encode(), "pubmed-xml")
    made = work.entry()
    assert {"": made.type, **made.fields} == {
        "": "incollection",
        "author": "Li, Bo",
        "title": "Insomnia",
        "booktitle": "Sleep Medicine",
        "editor": "Ray, Ana",
        "publisher": "Humana",
        "address": "New York",
        "year": "2012",
        "pages": "10--19",
        "isbn": "9781860163593",
        "url": "https://www.ncbi.nlm.nih.gov/books/NBK9",
        "pmid": "9",
    }


def test_the_format_is_told_by_its_content() -> None:
    assert [
        work.title for work in read(ARTICLE.format(**PLAIN | {"title": "Sleep."}).encode())
    ] == ["Sleep"]
    assert read(b"<PubmedArticleSet></PubmedArticleSet>") == []


def test_no_entity_is_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    (work,) = read(bomb.encode() + ARTICLE.format(**PLAIN | {"title": "A &c; title."}).encode())
    assert "bbbb" not in str(work.entry().fields)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>", "ID list is empty"),
        (b"<PubmedArticleSet><PubmedArticle>", "x.xml:1:"),
        (b"<records/>", "not XML of PubMed"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_an_error_that_says_so(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read(data, "pubmed-xml", "x.xml")
