"""MODS: small records with the whole entry of each, and entries that come back as they were."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read, write
from synbib.formats.outgoing import Loss
from synbib.library import Entry, read_text


def collection(*inner: str) -> bytes:
    held = "".join(f"<mods>{each}</mods>" for each in inner)
    return f'<modsCollection xmlns="http://www.loc.gov/mods/v3">{held}</modsCollection>'.encode()


def entry(inner: str) -> dict[str, str]:
    """Return the entry of one record, its type and its key under names that no field has."""
    (work,) = read(collection(inner), "mods")
    made = work.entry()
    return {"": made.type, **({"key": work.key} if work.key else {}), **made.fields}


ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<mods:mods xmlns:mods="http://www.loc.gov/mods/v3" ID="doe2015" version="3.7">
<mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>sleep of cats</mods:title><mods:subTitle>a survey</mods:subTitle></mods:titleInfo>
<mods:titleInfo type="abbreviated"><mods:title>Sleep</mods:title></mods:titleInfo>
<mods:titleInfo type="alternative"><mods:title>Cats asleep</mods:title></mods:titleInfo>
<mods:name type="personal"><mods:namePart type="given">Jane</mods:namePart><mods:namePart type="given">Q.</mods:namePart>
  <mods:namePart type="family">Doe</mods:namePart><mods:namePart type="termsOfAddress">Jr.</mods:namePart>
  <mods:namePart type="date">1970-</mods:namePart><mods:affiliation>Univ Sleep</mods:affiliation>
  <mods:role><mods:roleTerm authority="marcrelator" type="code">aut</mods:roleTerm></mods:role></mods:name>
<mods:name type="corporate"><mods:namePart>Sleep Group</mods:namePart></mods:name>
<mods:name><mods:etal/></mods:name>
<mods:name type="personal"><mods:namePart>Li, Bo</mods:namePart><mods:role><mods:roleTerm type="text">translator</mods:roleTerm></mods:role></mods:name>
<mods:name type="personal"><mods:namePart>Roe, C.</mods:namePart><mods:role><mods:roleTerm type="text">thesis advisor</mods:roleTerm></mods:role></mods:name>
<mods:typeOfResource>text</mods:typeOfResource><mods:genre authority="bibutilsgt">journal article</mods:genre>
<mods:originInfo><mods:dateIssued encoding="w3cdtf" keyDate="yes">2015-03-07</mods:dateIssued></mods:originInfo>
<mods:language><mods:languageTerm type="code" authority="iso639-2b">ger</mods:languageTerm></mods:language>
<mods:abstract>All of it.</mods:abstract><mods:note>Read</mods:note><mods:note>Liked</mods:note>
<mods:subject authority="lcsh"><mods:topic>Sleep</mods:topic><mods:geographic>Berlin</mods:geographic></mods:subject>
<mods:subject><mods:topic>Cats</mods:topic></mods:subject>
<mods:relatedItem type="host">
  <mods:titleInfo><mods:title>Journal of Sleep</mods:title></mods:titleInfo>
  <mods:titleInfo type="abbreviated"><mods:title>J. Sleep</mods:title></mods:titleInfo>
  <mods:originInfo><mods:publisher>Night Press</mods:publisher><mods:issuance>continuing</mods:issuance></mods:originInfo>
  <mods:part><mods:detail type="volume"><mods:number>12</mods:number></mods:detail><mods:detail type="issue"><mods:number>3</mods:number></mods:detail>
    <mods:extent unit="page"><mods:start>188</mods:start><mods:end>91</mods:end></mods:extent></mods:part>
  <mods:identifier type="issn">1532-1827</mods:identifier></mods:relatedItem>
<mods:identifier type="doi">10.1000/sleep.1</mods:identifier><mods:identifier type="pubmed">12</mods:identifier>
<mods:identifier type="local">x @ 713</mods:identifier>
<mods:location><mods:url dateLastAccessed="2020-05-17" usage="primary display">https://e.org/sleep</mods:url></mods:location>
<mods:location><mods:physicalLocation>Archive</mods:physicalLocation><mods:shelfLocator>QP 1</mods:shelfLocator></mods:location>
<mods:recordInfo><mods:recordIdentifier>7</mods:recordIdentifier></mods:recordInfo>
</mods:mods>"""


def test_an_article_has_what_mods_says_of_it() -> None:
    (work,) = read(ARTICLE.encode(), "mods")
    assert {"": work.entry().type, "key": work.key, **work.entry().fields} == {
        "": "article",
        "key": "doe2015",
        "author": "Doe, Jr., Jane Q. and {Sleep Group} and others",
        "translator": "Li, Bo",
        "affiliation": "Univ Sleep",
        "title": "The sleep of cats: a survey",
        "shorttitle": "Sleep",
        "journal": "Journal of Sleep",
        "shortjournal": "J. Sleep",
        "publisher": "Night Press",
        "volume": "12",
        "number": "3",
        "pages": "188--191",
        "year": "2015",
        "month": "mar",
        "day": "7",
        "langid": "ngerman",
        "abstract": "All of it.",
        "note": "Read; Liked",
        "keywords": "Sleep, Berlin, Cats",
        "issn": "1532-1827",
        "doi": "10.1000/sleep.1",
        "pmid": "12",
        "url": "https://e.org/sleep",
        "urldate": "2020-05-17",
        "library": "Archive QP 1",
        "annotation": "Thesis advisor: Roe, C.; Alternative title: Cats asleep",
    }


def titled(*titles: str) -> str:
    return "".join(f"<titleInfo><title>{each}</title></titleInfo>" for each in titles)


def host(inner: str) -> str:
    return f'<relatedItem type="host">{titled("H")}{inner}</relatedItem>'


def genre(text: str) -> str:
    return f"<genre>{text}</genre>"


@pytest.mark.parametrize(
    ("inner", "differs"),
    [
        (genre("book"), {"": "book"}),
        (genre("Ph.D. thesis"), {"": "phdthesis"}),
        (genre("thesis") + genre("Masters thesis"), {"": "mastersthesis"}),
        (genre("Conference Publication"), {"": "proceedings"}),
        (genre("conference publication") + host(""), {"": "inproceedings", "booktitle": "H"}),
        (genre("text") + host("<originInfo><issuance>continuing</issuance></originInfo>"), {"": "article", "journal": "H"}),
        (host(genre("newspaper")), {"": "article", "entrysubtype": "newspaper", "journal": "H"}),
        (host(genre("conference publication")), {"": "inproceedings", "booktitle": "H"}),
        (host(""), {"": "incollection", "booktitle": "H"}),
        ("<relatedItem><titleInfo><title>H</title></titleInfo></relatedItem>" + genre("dataset"), {"": "dataset", "booktitle": "H"}),
        (genre("webpage") + host(""), {"": "online", "howpublished": "H"}),
        (genre("unpublished"), {"": "unpublished"}),
        ("<typeOfResource>text</typeOfResource><originInfo><issuance>monographic</issuance></originInfo>", {"": "book"}),
        ("<typeOfResource>moving image</typeOfResource>", {"": "video"}),
        ("<typeOfResource>cartographic</typeOfResource>", {"": "misc", "entrysubtype": "map"}),
        ("", {"": "misc"}),
    ],
)  # fmt: skip
def test_the_type_is_told_by_genre_host_or_issuance(inner: str, differs: dict[str, str]) -> None:
    assert entry(titled("T") + inner) == {"title": "T", **differs}


@pytest.mark.parametrize(
    ("inner", "differs"),
    [
        ("<part><detail type='volume'><number>v. 3</number></detail></part>", {"volume": "3"}),
        (genre("report") + "<originInfo><publisher>NASA</publisher></originInfo>", {"": "report", "institution": "NASA"}),
        (genre("patent") + "<identifier type='patent number'>US 12</identifier>", {"": "patent", "number": "US 12"}),
        ("<typeOfResource>sound recording</typeOfResource><identifier type='issue number'>DG 12</identifier>", {"": "audio", "number": "DG 12"}),
        ("<subject><cartographics><scale>1:1000</scale><coordinates>E 7 N 50</coordinates></cartographics></subject>",
         {"scale": "1:1000", "annotation": "Coordinates: E 7 N 50"}),
        ("<name><namePart>West, Matthew,</namePart><namePart type='date'>1953-</namePart></name>", {"author": "West, Matthew"}),
        ("<name><namePart>Joseph</namePart><namePart type='termsOfAddress'>I, Holy Roman Emperor</namePart></name>", {"author": "{Joseph I}"}),
        ("<name type='corporate'><namePart>USA</namePart><namePart>Congress</namePart></name>", {"author": "{USA. Congress}"}),
        ("<name type='conference'><namePart>Sleep 2003</namePart></name>", {"eventtitle": "Sleep 2003"}),
        ("<name type='corporate'><namePart>Univ. of X</namePart><role><roleTerm type='code'>dgg</roleTerm></role></name>", {"school": "Univ. of X"}),
        ("<originInfo><place><placeTerm type='code'>gw</placeTerm></place><place><placeTerm type='text'>Bonn :</placeTerm></place>"
         "<publisher>P,</publisher><edition>2nd ed.</edition><dateIssued>c1999</dateIssued></originInfo>",
         {"address": "Bonn", "publisher": "P", "edition": "2", "year": "1999"}),
        ("<originInfo><dateIssued>[ca. 1850]</dateIssued><dateIssued encoding='marc'>1851</dateIssued></originInfo>", {"year": "1851"}),
        ("<originInfo><dateIssued encoding='iso8601'>20020702</dateIssued></originInfo>", {"year": "2002", "month": "jul", "day": "2"}),
        ("<originInfo><dateIssued point='start'>1990</dateIssued><dateIssued point='end'>1995</dateIssued></originInfo>", {"year": "1990", "annotation": "Until 1995"}),
        ("<originInfo><copyrightDate>1999</copyrightDate></originInfo>", {"year": "1999"}),
        ("<originInfo><dateIssued>n.d.</dateIssued></originInfo>", {"year": "n.d."}),
        ("<part><date>1971</date><detail type='supplement'><caption>Suppl.</caption><number>20</number></detail></part>", {"year": "1971", "number": "Suppl. 20"}),
        ("<part><extent unit='pages'><list>1-3, 7</list></extent><detail type='chapter'><number>4</number></detail></part>", {"pages": "1--3, 7", "chapter": "4"}),
        ("<part><detail type='page'><number>e12</number></detail></part>", {"eid": "e12"}),
        ("<physicalDescription><form>print</form><extent>vii, 322 p. ; 23 cm.</extent></physicalDescription>", {"pagetotal": "322"}),
        ("<identifier type='isbn'>0801486394 (pbk.)</identifier><identifier type='isbn' invalid='yes'>123</identifier>", {"isbn": "0801486394"}),
        ("<identifier type='arxiv'>arXiv:2101.00001</identifier>", {"eprint": "2101.00001", "archiveprefix": "arXiv"}),
        ("<identifier type='hdl'>hdl:1234/5</identifier>", {"url": "https://hdl.handle.net/1234/5"}),
        ("<identifier type='lccn'>99042030</identifier><identifier type='oclc'>7</identifier>", {"lccn": "99042030", "oclc": "7"}),
        ("<identifier type='music publisher'>N 2</identifier>", {"annotation": "music publisher: N 2"}),
        ("<classification authority='lcc'>PN1</classification><classification authority='ddc'>071</classification>", {"library": "PN1, 071"}),
        ("<relatedItem type='series'><titleInfo><title>Studies ; 2</title></titleInfo></relatedItem>", {"series": "Studies", "number": "2"}),
        ("<titleInfo><title>T</title><partNumber>Vol. 2</partNumber></titleInfo>", {"volume": "2"}),
        ("<relatedItem type='original'><originInfo><dateIssued>1790</dateIssued></originInfo></relatedItem>", {"origdate": "1790"}),
        ("<relatedItem type='reviewOf'><titleInfo><title>Night</title></titleInfo></relatedItem>", {"annotation": "reviewOf: Night"}),
        ("<language>English</language>", {"langid": "english"}),
        ("<language><languageTerm>ita</languageTerm></language><language><languageTerm>eng</languageTerm></language>", {"langid": "italian", "language": "italian and english"}),
        ("<subject><name><namePart>Darwin, Charles,</namePart><namePart type='date'>1809-</namePart></name><topic>Cats, dogs</topic></subject>",
         {"keywords": "{Darwin, Charles, 1809-}, {Cats, dogs}"}),
        ("<part><text>Vol. 2, last page</text></part>", {"annotation": "Vol. 2, last page"}),
        ("<location><holdingSimple><copyInformation><shelfLocator>QP 1</shelfLocator></copyInformation></holdingSimple></location>", {"library": "QP 1"}),
        ("<location><url>see page 3</url></location>", {"annotation": "see page 3"}),
        ("<note>tex.venue: Bonn</note><note type='annotation'>Ask Bo</note>", {"venue": "Bonn", "annotation": "Ask Bo"}),
        ("<tableOfContents>One / Two</tableOfContents>", {"annotation": "Table of contents: One / Two"}),
    ],
)  # fmt: skip
def test_an_element_says_its_part(inner: str, differs: dict[str, str]) -> None:
    assert entry(inner + titled("T")) == {"": "misc", "title": "T", **differs}


def test_an_identifier_of_citation_keys_is_the_key() -> None:
    assert entry("<identifier type='citekey'>a:b</identifier>" + titled("T"))["key"] == "a:b"


def test_an_element_that_mods_does_not_have_is_kept_and_told() -> None:
    told: list[Diagnostic] = []
    (work,) = read(collection("\n<colour>red</colour>"), "mods", "a.xml", told.append)
    assert work.entry().fields == {"annotation": "colour: red"}
    assert [str(each) for each in told] == [
        "a.xml:2: MODS has no <colour>; its text is kept in 'annotation'"
    ]


STORE = r"""
@article{doe2021, author = {van Doe, Jr., Jane and {University of California, Berkeley} and others}, title = {On Sleep},
  subtitle = {A Survey}, journal = {Journal of Sleep}, shortjournal = {J. Sleep}, volume = {12}, number = {3}, pages = {188--191},
  year = {2021}, month = may, day = {4}, doi = {10.1000/a_b}, issn = {1234-5678}, keywords = {sleep, {Aged, 80 and over}, dream},
  abstract = {All of it.}, note = {Mine}, annotation = {Ask Bo}, langid = {ngerman}, url = {https://e.org/x},
  urldate = {2022-01-02}, translator = {Li, Bo}, eprint = {2101.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, pmid = {12}}
@mastersthesis{li, author = {Li, Bo}, title = {Sleep}, school = {Univ. of X}, year = {2001}, pagetotal = {99}}
@inbook{roe, author = {Roe, C.}, editor = {Li, Bo}, title = {Dream}, booktitle = {Sleep}, chapter = {3}, publisher = {P},
  address = {Austin, TX, USA}, isbn = {978-0-08-044212-9}, edition = {2}, year = {1999}, series = {Studies}, number = {7}}
@inproceedings{ev, author = {{The Group}}, title = {Dream}, booktitle = {Proc. X}, eventtitle = {X}, year = {1999}}
@book{DBLP:b/c, editor = {Roe, C.}, illustrator = {Li, Bo}, title = {Bed}, volume = {2}, shorttitle = {B}, origdate = {1790}, library = {QP 1}}
@patent{us, author = {Roe, C.}, title = {Bed}, number = {US 12}, type = {Utility}, year = {1978}}
@article{news, title = {Bed}, entrysubtype = {newspaper}, journal = {Time}, eid = {e12}}
@techreport{tr, title = {Bed}, institution = {NASA}, number = {TR-1}, type = {Memo}}
"""


def as_read(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry as reading has them: a title whole, the store's macro of a month in short."""
    fields = dict(entry.fields)
    if subtitle := fields.pop("subtitle", ""):
        fields["title"] += f": {subtitle}"
    return fields | ({"month": fields["month"][:3].lower()} if "month" in fields else {})


def test_entries_come_back_as_they_were() -> None:
    losses: list[Loss] = []
    entries = list(read_text(STORE).values())
    back = read(b"".join(write(entries, "mods", losses.append)), "mods")
    assert [(each.key, each.entry().type, each.entry().fields) for each in back] == [
        (each.key, each.type, as_read(each)) for each in entries
    ]
    assert losses == []


def test_a_record_is_as_bibutils_and_zotero_have_it() -> None:
    (work,) = read_text(
        r"@inproceedings{a, author={Jane van Doe}, editora={Roe, C.}, title={A \emph{b}}, booktitle={P}, pages={1--2}, year=2020}"
    ).values()
    losses: list[Loss] = []
    role = (
        '<role><roleTerm type="code" authority="marcrelator">aut</roleTerm>'
        '<roleTerm type="text" authority="marcrelator">author</roleTerm></role>'
    )
    assert b"".join(write([work], "mods", losses.append)).decode().split("\n")[2] == (
        '<mods ID="a"><titleInfo><title>A b</title></titleInfo><name type="personal"><namePart type="family">van Doe</namePart>'
        f'<namePart type="given">Jane</namePart>{role}</name><name type="personal"><namePart type="family">Roe</namePart>'
        '<namePart type="given">C.</namePart><role><roleTerm type="text">editora</roleTerm></role></name><typeOfResource>text</typeOfResource>'
        '<genre authority="local">inproceedings</genre><originInfo><dateIssued encoding="w3cdtf" keyDate="yes">2020</dateIssued>'
        '</originInfo><relatedItem type="host"><titleInfo><title>P</title></titleInfo><originInfo><issuance>monographic</issuance>'
        '</originInfo><genre authority="marcgt">conference publication</genre><part><extent unit="pages"><start>1</start>'
        '<end>2</end></extent></part></relatedItem><identifier type="citekey">a</identifier></mods>'
    )  # fmt: skip
    assert losses == [Loss("a", "title", "its formatting")]
