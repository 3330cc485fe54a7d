"""PubMed's XML: small records, and the whole entry of each."""

from io import BytesIO

import pytest

from synbib.formats import read, stream, write
from synbib.formats.data import FormatError
from synbib.library import read_text

ARTICLE = """<PubmedArticleSet><PubmedArticle><MedlineCitation>
<PMID Version="1">101</PMID>
<Article PubModel="{model}">
<Journal><ISSN IssnType="Print">1111-2222</ISSN><JournalIssue>{issue}
<PubDate>{date}</PubDate></JournalIssue><Title>{journal}</Title>
<ISOAbbreviation>{short}</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle>
<Pagination><MedlinePgn>{pages}</MedlinePgn></Pagination>
{located}
<AuthorList CompleteYN="{complete}">{authors}</AuthorList>
<Language>{language}</Language>
<PublicationTypeList><PublicationType UI="D016428">{kind}</PublicationType></PublicationTypeList>
{after}
</Article>
<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList>
{headings}
</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC77</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pmc">PMC1</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle></PubmedArticleSet>"""

PLAIN = {
    "model": "Print",
    "issue": "<Volume>7</Volume><Issue>2</Issue>",
    "journal": "Acta of sleep research (Berlin, Germany)",
    "short": "Acta Sleep Res",
    "located": '<ELocationID EIdType="doi">10.1000/sleep.7</ELocationID>',
    "date": "<Year>2001</Year><Month>Feb</Month>",
    "title": "Sleep in <i>Mus musculus</i>: CO<sub>2</sub> &amp; light.",
    "pages": "188-91",
    "complete": "Y",
    "authors": "<Author><LastName>van der Berg</LastName><ForeName>Jan P</ForeName><Suffix>Jr</Suffix></Author>"
    "<Author><CollectiveName>Sleep Study Group</CollectiveName></Author>",
    "language": "eng",
    "kind": "Journal Article",
    "after": "",
    "corrections": "",
    "headings": "",
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
    "langid": "english",
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
        ({"date": "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"}, {"year": "1998", "month": "Dec/Jan"}),
        ({"date": "<Year>2008</Year><Season>Winter</Season>"}, {"year": "2008", "month": "Winter"}),
        ({"date": "<Year>2008</Year><Month>05</Month>"}, {"year": "2008", "month": "may"}),
        ({"date": "<MedlineDate>2010 Jan-Feb</MedlineDate>"}, {"year": "2010", "month": "Jan/Feb"}),
        ({"date": "<MedlineDate>2015 Jul 1-15</MedlineDate>"}, {"year": "2015", "month": "jul"}),
        ({"date": "<MedlineDate>1978-1979 Winter</MedlineDate>"}, {"year": "1978", "month": "Winter"}),
        ({"model": "Electronic-eCollection", "date": "<Year>2013</Year>", "pages": "e5",
          "after": "<ArticleDate><Year>2013</Year><Month>12</Month><Day>1</Day></ArticleDate>"},
         {"year": "2013", "month": "dec", "day": "1", "pages": None, "eid": "e5"}),
        ({"date": "<Year>2001</Year><Month>Feb</Month><Day>3</Day>"}, {"day": "3"}),
        ({"model": "Print-Electronic", "issue": "", "pages": "", "date": "<Year>2024</Year><Month>Jan</Month>",
          "after": "<ArticleDate><Year>2023</Year><Month>12</Month></ArticleDate>"},
         {"volume": None, "number": None, "pages": None, "year": "2024", "month": "jan"}),
        ({"model": "Electronic", "pages": "6"}, {"pages": None, "eid": "6"}),
        ({"model": "Electronic", "pages": "", "located": '<ELocationID EIdType="pii">E92</ELocationID>'}, {"pages": None, "eid": "E92", "doi": None}),
        ({"pages": "", "located": '<ELocationID EIdType="pii">S0140-6736(20)30183-5</ELocationID>'}, {"pages": None, "doi": None, "pii": "S0140-6736(20)30183-5"}),
        ({"pages": "123-9; discussion 130-1"}, {"pages": "123--129"}),
        ({"pages": "433-49, viii"}, {"pages": "433--449"}),
        ({"pages": "117, 119-22"}, {"pages": "117, 119--122"}),
        ({"pages": "S12-5"}, {"pages": "S12--S15"}),
        ({"pages": "1R-5R"}, {"pages": "1R--5R"}),
        ({"pages": "iii-iv"}, {"pages": "iii--iv"}),
        ({"issue": "<Volume>10 Suppl 1</Volume>"}, {"volume": "10", "number": "Suppl 1"}),
        ({"located": '<ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>'}, {"doi": None}),
        ({"language": "und"}, {"langid": None}),
        ({"title": "[Sleep in winter (author's transl)].", "language": "ger"}, {"title": "Sleep in winter", "langid": "ngerman"}),
        ({"title": "[RETRACTED: Sleep in winter]."}, {"title": "Sleep in winter", "note": "Retracted"}),
        ({"title": "Sleep in winter (Retracted).", "kind": "Retracted Publication"}, {"title": "Sleep in winter", "note": "Retracted"}),
        ({"title": "WITHDRAWN: Sleep in winter."}, {"title": "Sleep in winter", "note": "Withdrawn"}),
        ({"title": "Retraction: Sleep in winter.", "kind": "Retraction of Publication"}, {"title": "Retraction: Sleep in winter"}),
        ({"title": "Author Correction: Sleep in winter.", "kind": "Published Erratum"}, {"title": "Author Correction: Sleep in winter"}),
        ({"title": "Is p&lt;0.05? Reply to Li et al."}, {"title": "Is p<0.05? Reply to Li et al."}),
        ({"title": "&lt;i&gt;E. coli&lt;/i&gt; O157:H7, mTOR and miRNA-21."}, {"title": r"\textit{E. coli} {O157}:{H7}, {mTOR} and {miRNA-21}"}),
        ({"title": "SLEEP AND ITS DISORDERS."}, {"title": "Sleep and its disorders"}),
        ({"authors": "<Author><LastName>Smith</LastName><ForeName>John</ForeName><Suffix>3rd</Suffix></Author>"
          "<Author><LastName>O'NEILL</LastName><ForeName>A B</ForeName></Author><Author><LastName>Madonna</LastName></Author>"
          "<Author><LastName>Xu</LastName><ForeName>J-Z</ForeName></Author>"
          "<Author><CollectiveName>REACT Working Group.</CollectiveName></Author>"},
         {"author": "Smith, III, John and O'Neill, A. B. and Madonna and Xu, J.-Z. and {REACT Working Group}"}),
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


@pytest.mark.parametrize(
    ("journal", "short", "named"),
    [
        ("Science (New York, N.Y.)", "Science", ("Science", None)),
        ("PloS one", "PLoS One", ("PLoS One", None)),
        ("eLife", "Elife", ("eLife", None)),
        ("BMJ (Clinical research ed.)", "BMJ", ("BMJ", None)),
        ("Angewandte Chemie (International ed. in English)", "Angew Chem Int Ed Engl", ("Angewandte Chemie International Edition", "Angew Chem Int Ed Engl")),
        ("The Journal of neuroscience : the official journal of the Society for Neuroscience", "J Neurosci", ("The Journal of Neuroscience", "J Neurosci")),
        ("CMAJ : Canadian Medical Association journal = journal de l'Association medicale canadienne", "CMAJ", ("CMAJ", None)),
        ("Nature reviews. Drug discovery", "Nat Rev Drug Discov", ("Nature Reviews Drug Discovery", "Nat Rev Drug Discov")),
        ("The Lancet. Oncology", "Lancet Oncol", ("The Lancet Oncology", "Lancet Oncol")),
        ("Acta crystallographica. Section D, Structural biology", "Acta Crystallogr D", ("Acta Crystallographica. Section D, Structural Biology", "Acta Crystallogr D")),
        ("npj digital medicine", "NPJ Digit Med", ("npj Digital Medicine", "NPJ Digit Med")),
        ("La Revue du praticien", "Rev Prat", ("La Revue du Praticien", "Rev Prat")),
    ],
)  # fmt: skip
def test_a_journal_is_called_as_it_calls_itself(
    journal: str, short: str, named: tuple[str, str | None]
) -> None:
    made = entry(journal=journal, short=short)
    assert (made["journal"], made.get("shortjournal")) == named


def test_the_short_name_of_a_journal_may_stand_alone() -> None:
    record = (
        "<PubmedArticle><MedlineCitation><PMID>9</PMID><Article><ArticleTitle>Sleep.</ArticleTitle></Article>"
        "<MedlineJournalInfo><MedlineTA>Nap J</MedlineTA></MedlineJournalInfo></MedlineCitation></PubmedArticle>"
    )
    (made,) = (work.entry() for work in read(record.encode(), "pubmed-xml"))
    assert {"": made.type, **made.fields} == {
        "": "article", "title": "Sleep", "journal": "Nap J", "pmid": "9",
    }  # fmt: skip


def test_a_preprint_on_arxiv_has_its_number() -> None:
    located = '<ELocationID EIdType="pii">arXiv:2001.01234v2</ELocationID>'
    told = {"kind": "Preprint", "journal": "ArXiv", "issue": "", "pages": "", "located": located}
    assert entry(**told) == {
        "": "misc",
        "author": ENTRY["author"],
        "title": ENTRY["title"],
        "year": "2001",
        "month": "feb",
        "eprint": "2001.01234",
        "archiveprefix": "arXiv",
        "langid": "english",
        "pmid": "101",
        "pmcid": "PMC77",
    }


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
        "langid": "english",
        "pmid": "9",
    }


BOOK = """<PubmedBookArticle><BookDocument><PMID>9</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">NBK9</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>UW</PublisherName><PublisherLocation>Seattle (WA)</PublisherLocation></Publisher>
<BookTitle book="gene">{book}</BookTitle><PubDate>{begun}</PubDate>{about}<Medium>Internet</Medium></Book>
{chapter}<Language>eng</Language></BookDocument></PubmedBookArticle>"""
CHAPTER = """<ArticleTitle part="x"><i>BRCA1</i> and cancer</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Li</LastName><ForeName>Bo</ForeName></Author></AuthorList>
<ContributionDate><Year>1998</Year><Month>09</Month><Day>04</Day></ContributionDate>"""


@pytest.mark.parametrize(
    ("told", "made"),
    [
        (
            {"book": "GeneReviews<sup>®</sup>", "begun": "<Year>1993</Year>", "about": "", "chapter": CHAPTER},
            {"": "incollection", "author": "Li, Bo", "title": r"\textit{{BRCA1}} and cancer", "booktitle": "GeneReviews", "year": "1998", "month": "sep", "day": "4"},
        ),
        (
            {"book": "GeneReviews(<sup>®</sup>)", "begun": "<Year>2012</Year>", "about": "<VolumeTitle>Naps</VolumeTitle><ReportNumber>12</ReportNumber>",
             "chapter": '<LocationLabel Type="part">Part A</LocationLabel><LocationLabel Type="chapter">Chapter 3</LocationLabel><ArticleTitle>Sleep</ArticleTitle>'},
            {"": "incollection", "title": "Sleep", "booktitle": "GeneReviews", "chapter": "3", "number": "12", "year": "2012", "annotation": "Naps"},
        ),
        (
            {"book": "StatPearls", "begun": "<Year>2024</Year><Month>01</Month>", "about": "", "chapter": CHAPTER},
            {"": "incollection", "author": "Li, Bo", "title": r"\textit{{BRCA1}} and cancer", "booktitle": "StatPearls", "year": "2024", "month": "jan"},
        ),
        (
            {
                "book": "The Future of Sleep: Health.", "begun": "<Year>2019</Year>", "chapter": "",
                "about": '<AuthorList Type="authors"><Author><CollectiveName>Committee on Sleep</CollectiveName></Author></AuthorList>'
                "<Edition>2nd edition</Edition><Volume>3</Volume><CollectionTitle>Reports</CollectionTitle><Isbn>9780309459600</Isbn><Isbn>030945960X</Isbn>",
            },
            {"": "book", "author": "{Committee on Sleep}", "title": "The Future of Sleep: Health", "year": "2019", "edition": "2", "volume": "3", "series": "Reports", "isbn": "9780309459600, 030945960X"},
        ),
    ],
)  # fmt: skip
def test_books_go_on_or_are_printed(told: dict[str, str], made: dict[str, str]) -> None:
    (work,) = read(BOOK.format(**told).encode(), "pubmed-xml")
    assert {"": work.entry().type, **work.entry().fields} == {
        **made,
        "publisher": "UW",
        "address": "Seattle (WA)",
        "url": "https://www.ncbi.nlm.nih.gov/books/NBK9",
        "langid": "english",
        "pmid": "9",
    }


ABOUT = """<Abstract><AbstractText Label="UNLABELLED">Yes.</AbstractText><AbstractText Label="AIMS">To <i>sleep</i>.</AbstractText><AbstractText Label="METHODS">Beds &amp; pillows.</AbstractText>
<CopyrightInformation>Copyright 2001.</CopyrightInformation></Abstract>"""
HEADINGS = """<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="Y">Sleep</DescriptorName><QualifierName>physiology</QualifierName>
</MeshHeading><MeshHeading><DescriptorName>Mice</DescriptorName></MeshHeading></MeshHeadingList>
<PersonalNameSubjectList><PersonalNameSubject><LastName>Roe</LastName><ForeName>Ana B</ForeName></PersonalNameSubject></PersonalNameSubjectList>
<KeywordList><Keyword>naps</Keyword><Keyword>Mice</Keyword></KeywordList><GeneralNote>12 refs.</GeneralNote>"""


def test_a_file_keeps_what_an_article_is_about() -> None:
    assert entry(after=ABOUT, headings=HEADINGS) == {
        **ENTRY,
        "abstract": r"Yes. AIMS: To \textit{sleep}. METHODS: Beds \& pillows.",
        "keywords": "naps, Mice, Sleep/physiology, Ana B. Roe",
        "annotation": "12 refs.",
    }


def test_a_book_keeps_its_abstract_and_its_doi() -> None:
    about = '<ELocationID EIdType="doi">10.1000/book</ELocationID>'
    told = {"book": "Sleep", "begun": "<Year>2019</Year>", "about": about, "chapter": ABOUT}
    (work,) = read(BOOK.format(**told).encode(), "pubmed-xml")
    fields = work.entry().fields
    assert fields["doi"] == "10.1000/book"
    assert fields["abstract"] == r"Yes. AIMS: To \textit{sleep}. METHODS: Beds \& pillows."


def test_an_old_citation_stands_alone_and_has_given_names_in_parts() -> None:
    authors = "<Author><LastName>Li</LastName><FirstName>Bo</FirstName><MiddleName>C</MiddleName></Author>"
    article = ARTICLE.format(**PLAIN | {"authors": authors})
    alone = article[article.index("<MedlineCitation") : article.index("<PubmedData")]
    (work,) = read(f"<MedlineCitationSet>{alone}</MedlineCitationSet>".encode())
    assert work.entry().fields["author"] == "Li, Bo C."
    assert work.entry().fields["pmid"] == "101"


EUROPE_PMC = """<?xml version="1.0"?>
<responseWrapper xmlns:slx="http://www.scholix.org"><version>6.9</version><hitCount>1</hitCount><resultList>
<result><id>101</id><source>MED</source><pmid>101</pmid><pmcid>PMC77</pmcid><doi>10.1000/sleep.7</doi>
<title>Sleep in &lt;i&gt;Mus musculus&lt;/i&gt;.</title><authorString>Li B.</authorString>
<authorList><author><fullName>Li B</fullName><firstName>Bo</firstName><lastName>Li</lastName><initials>B</initials></author></authorList>
<journalInfo><issue>2</issue><volume>7</volume><dateOfPublication>2001 Feb</dateOfPublication>
<journal><title>Acta of sleep research</title><ISOAbbreviation>Acta Sleep Res</ISOAbbreviation><ISSN>1111-2222</ISSN></journal></journalInfo>
<pageInfo>188-91</pageInfo><abstractText>&lt;h4&gt;Aims&lt;/h4&gt;To sleep. &lt;h4&gt;Methods&lt;/h4&gt;Beds.</abstractText>
<language>eng</language><pubTypeList><pubType>Journal Article</pubType></pubTypeList>
<meshHeadingList><meshHeading><descriptorName>Sleep</descriptorName>
<meshQualifierList><meshQualifier><qualifierName>physiology</qualifierName></meshQualifier></meshQualifierList></meshHeading></meshHeadingList>
<keywordList><keyword>naps</keyword></keywordList></result></resultList></responseWrapper>"""


def test_europe_pmc_has_results() -> None:
    (work,) = read(EUROPE_PMC.encode())
    assert {"": work.entry().type, **work.entry().fields} == {
        "": "article",
        "author": "Li, Bo",
        "title": r"Sleep in \textit{Mus musculus}",
        "journal": "Acta of Sleep Research",
        "shortjournal": "Acta Sleep Res",
        "volume": "7",
        "number": "2",
        "pages": "188--191",
        "year": "2001",
        "month": "feb",
        "doi": "10.1000/sleep.7",
        "issn": "1111-2222",
        "langid": "english",
        "abstract": "Aims: To sleep. Methods: Beds.",
        "keywords": "naps, Sleep/physiology",
        "pmid": "101",
        "pmcid": "PMC77",
    }


def test_works_come_one_after_the_other_until_the_place_of_an_error() -> None:
    article = ARTICLE.format(**PLAIN).removesuffix("</PubmedArticleSet>")
    told = stream(BytesIO(article.encode() + b"<PubmedArticle>\n<Medl"), "pubmed-xml", "x.xml")
    assert next(told).entry().fields["pmid"] == "101"
    with pytest.raises(FormatError, match=r"x\.xml:\d+:\d+: not well-formed XML"):
        next(told)


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


STORE = r"""
@article{a,
  author = {van der Berg, Jr., Jan P. and {Nap Consortium} and Roe, Ana and others},
  title = {Naps of {\emph{E. coli}} \& Others}, journal = {Nap Journal}, shortjournal = {Nap J},
  volume = 3, number = 4, pages = {335--339}, date = {2020-05-07}, langid = {ngerman}, issn = {1111-2222},
  keywords = {naps, beds}, abstract = {Short < long.}, doi = {10.1000/a_b}, pmid = 7, pmcid = {PMC9},
  code = {https://example.org/c},
}
@inproceedings{b, author = {Roe, Ana}, editor = {Doe, Bo}, title = {Beds}, booktitle = {Proc. of Naps}, year = 2020}
"""

WRITTEN = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="Publisher"><PMID>7</PMID><Article><Journal><ISSN>1111-2222</ISSN>\
<JournalIssue><Volume>3</Volume><Issue>4</Issue><PubDate><Year>2020</Year><Month>05</Month><Day>07</Day></PubDate></JournalIssue>\
<Title>Nap Journal</Title><ISOAbbreviation>Nap J</ISOAbbreviation></Journal>\
<ArticleTitle>Naps of <i>E. coli</i> &amp; Others</ArticleTitle><Pagination><MedlinePgn>335-339</MedlinePgn></Pagination>\
<ELocationID EIdType="doi" ValidYN="Y">10.1000/a_b</ELocationID>\
<Abstract><AbstractText>Short &lt; long.</AbstractText></Abstract>\
<AuthorList CompleteYN="N" Type="authors"><Author ValidYN="Y"><LastName>van der Berg</LastName><ForeName>Jan P</ForeName>\
<Initials>JP</Initials><Suffix>Jr</Suffix></Author><Author ValidYN="Y"><CollectiveName>Nap Consortium</CollectiveName></Author>\
<Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Ana</ForeName><Initials>A</Initials></Author></AuthorList>\
<Language>ger</Language><PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>\
<KeywordList Owner="NOTNLM"><Keyword>naps</Keyword><Keyword>beds</Keyword></KeywordList>\
<GeneralNote>tex.code: https://example.org/c</GeneralNote></MedlineCitation>\
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">7</ArticleId><ArticleId IdType="doi">10.1000/a_b</ArticleId>\
<ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<PubmedBookArticle><BookDocument><Book><BookTitle>Proc. of Naps</BookTitle><PubDate><Year>2020</Year></PubDate>\
<AuthorList CompleteYN="Y" Type="editors"><Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Bo</ForeName>\
<Initials>B</Initials></Author></AuthorList></Book><ArticleTitle>Beds</ArticleTitle>\
<AuthorList CompleteYN="Y" Type="authors"><Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Ana</ForeName>\
<Initials>A</Initials></Author></AuthorList><PublicationType>Congress</PublicationType></BookDocument></PubmedBookArticle>
</PubmedArticleSet>
"""


def test_entries_are_written_as_pubmed_has_them() -> None:
    lost: list[str] = []
    pieces = write(read_text(STORE).values(), "pubmed-xml", lambda loss: lost.append(str(loss)))
    assert b"".join(pieces).decode() == WRITTEN
    assert set(lost) == {"citation key"}
