"""EndNote's XML: small records with the whole entry of each, and entries that come back as they were."""

import json

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read, write
from synbib.formats.outgoing import Loss
from synbib.library import Entry, read_text


def records(*inner: str) -> bytes:
    return f"<xml><records>{''.join(f'<record>{each}</record>' for each in inner)}</records></xml>".encode()


def entry(*inner: str) -> dict[str, str]:
    """Return the entry of one record, its type and its key under names that no field has."""
    (work,) = read(records("".join(inner)), "endnote-xml")
    made = work.entry()
    return {"": made.type, **({"key": work.key} if work.key else {}), **made.fields}


ARTICLE = """
<database name="Mine.enl" path="C:/Mine.enl">Mine.enl</database><source-app name="EndNote" version="20.1">EndNote</source-app>
<rec-number>7</rec-number><foreign-keys><key app="EN" db-id="x">7</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type>
<contributors>
  <authors><author><style face="normal" font="default" size="100%">Doe, Jane, Jr.</style></author>
  <author>Sleep Group,</author></authors>
  <translated-authors><author>Li, Bo</author></translated-authors>
</contributors>
<auth-address>Univ Sleep, Berlin</auth-address>
<titles><title><style face="normal">On </style><style face="italic">E. coli</style><style face="normal"> and H</style
><style face="subscript">2</style><style face="normal">O</style></title>
<secondary-title>Journal of Sleep</secondary-title><alt-title>J. Sleep</alt-title><short-title>E. coli</short-title></titles>
<periodical><full-title>Journal of Sleep</full-title></periodical>
<pages>188-91</pages><volume>12</volume><number>3</number><section>188</section>
<keywords><keyword>sleep</keyword><keyword>Aged, 80 and over</keyword></keywords>
<dates><year>2015</year><pub-dates><date>Mar 3</date></pub-dates></dates>
<isbn>1532-1827 (Electronic)&#xD;0007-0920 (Linking)</isbn><accession-num>25647015</accession-num>
<remote-database-name>PubMed</remote-database-name><label>doe2015</label>
<abstract>One.&#xD;Two.</abstract><notes>Read &amp; liked</notes><research-notes>Ask Bo</research-notes>
<electronic-resource-num>https://doi.org/10.1000/sleep.1</electronic-resource-num>
<urls><related-urls><url>&lt;Go to ISI&gt;://0001</url><url>https://e.org/sleep</url><url>https://e.org/more</url></related-urls>
<pdf-urls><url>internal-pdf://0/a.pdf</url></pdf-urls></urls>
<language>German</language><access-date>2020-05-17</access-date><custom2>PMC55</custom2>
"""


def test_an_article_has_what_endnote_says_of_it() -> None:
    assert entry(ARTICLE) == {
        "": "article",
        "key": "doe2015",
        "author": "Doe, Jr., Jane and {Sleep Group}",
        "translator": "Li, Bo",
        "affiliation": "Univ Sleep, Berlin",
        "title": r"On \textit{E. coli} and {H}\textsubscript{2}{O}",
        "shorttitle": "E. coli",
        "journal": "Journal of Sleep",
        "shortjournal": "J. Sleep",
        "volume": "12",
        "number": "3",
        "pages": "188--191",
        "keywords": "sleep, {Aged, 80 and over}",
        "year": "2015",
        "month": "mar",
        "day": "3",
        "issn": "1532-1827, 0007-0920",
        "pmid": "25647015",
        "pmcid": "PMC55",
        "doi": "10.1000/sleep.1",
        "url": "https://e.org/sleep",
        "file": "internal-pdf://0/a.pdf",
        "urldate": "2020-05-17",
        "langid": "ngerman",
        "abstract": "One. Two.",
        "note": r"Read \& liked",
        "annotation": "Ask Bo; https://e.org/more",
    }


TYPE = '<ref-type name="{}">{}</ref-type><titles><title>T</title></titles>'


@pytest.mark.parametrize(
    ("kind", "inner", "differs"),
    [
        (("Book", 6), "<titles><title>T</title><secondary-title>Studies</secondary-title></titles><pages>xii, 203 p.</pages>",
         {"": "book", "series": "Studies", "pagetotal": "203"}),
        # JabRef writes numbers of its own: the name counts.
        (("Book", 2), "<contributors><secondary-authors><author>Doe, J.</author></secondary-authors></contributors>",
         {"": "book", "editor": "Doe, J."}),
        (("Edited Book", 28), "<contributors><authors><author>Doe, J.</author></authors></contributors>",
         {"": "collection", "editor": "Doe, J."}),
        (("Book Section", 5), "<titles><title>T</title><secondary-title>B</secondary-title><tertiary-title>S</tertiary-title></titles>"
         "<section>4</section><publisher>P</publisher><pub-location>Bonn</pub-location><num-vols>2</num-vols><isbn>978-0-08-044212-9</isbn>",
         {"": "incollection", "booktitle": "B", "series": "S", "chapter": "4", "publisher": "P", "address": "Bonn", "volumes": "2", "isbn": "978-0-08-044212-9"}),
        (("Conference Proceedings", 10), "<titles><title>T</title><secondary-title>Proc. X</secondary-title></titles>",
         {"": "inproceedings", "booktitle": "Proc. X"}),
        (("Conference Proceedings", 10), "", {"": "proceedings"}),
        (("Thesis", 32), "<work-type>M.Sc. thesis</work-type><publisher>Univ. of X</publisher>", {"": "mastersthesis", "school": "Univ. of X"}),
        (("Thesis", 32), "<work-type>Habilitation</work-type>", {"": "thesis", "type": "Habilitation"}),
        (("Thesis", 32), "<contributors><tertiary-authors><author>Roe, C.</author></tertiary-authors></contributors>",
         {"": "phdthesis", "annotation": "Advisor: Roe, C."}),
        (("Report", 27), "<isbn>TR-12</isbn><publisher>NASA</publisher>", {"": "techreport", "number": "TR-12", "institution": "NASA"}),
        (("Patent", 25), "<isbn>US 123</isbn>", {"": "patent", "number": "US 123"}),
        (("Magazine Article", 19), "<periodical><full-title>Time</full-title></periodical>", {"": "article", "entrysubtype": "magazine", "journal": "Time"}),
        (("Map", 20), "<edition>2nd ed.</edition>", {"": "misc", "entrysubtype": "map", "edition": "2"}),
        (("Séance", 99), "", {"": "misc", "entrysubtype": "séance"}),
        (("", 27), "", {"": "techreport"}),
        # As others call them.
        (("Book Chapter", 0), "", {"": "incollection"}),
        (("", "Dissertation"), "", {"": "phdthesis"}),
        (("Generic", 13), "<accession-num>arXiv:2101.00001</accession-num>", {"": "misc", "eprint": "2101.00001", "archiveprefix": "arXiv"}),
        (("Generic", 13), "<accession-num>ISI:0001</accession-num><orig-pub>Bonn 1790</orig-pub>",
         {"": "misc", "annotation": "Accession number: ISI:0001; Original publication: Bonn 1790"}),
        (("Generic", 13), "<orig-pub>1790</orig-pub>", {"": "misc", "origdate": "1790"}),
        (("Generic", 13), "<dates><year>in press</year></dates>", {"": "misc", "year": "in press"}),
        (("Generic", 13), "<dates><year>2001</year><pub-dates><date>5 May 2001</date></pub-dates></dates>",
         {"": "misc", "year": "2001", "month": "may", "day": "5"}),
        (("Generic", 13), "<label>not a key</label>", {"": "misc", "annotation": "Label: not a key"}),
        (("Newspaper Article", 23), "<edition>Late</edition><section>Sports</section><pages>3</pages>",
         {"": "article", "entrysubtype": "newspaper", "edition": "Late", "section": "Sports", "pages": "3"}),
        (("Computer Program", 9), "<edition>2.0</edition>", {"": "software", "version": "2.0"}),
        (("Thesis", 32), "<titles><title>T</title><secondary-title>Department of X</secondary-title></titles>",
         {"": "phdthesis", "annotation": "Department: Department of X"}),
        (("Film or Broadcast", 21), "<contributors><authors><author>A, B</author></authors><tertiary-authors><author>C, D</author></tertiary-authors>"
         "<subsidiary-authors><author>E, F</author></subsidiary-authors></contributors>",
         {"": "movie", "author": "A, B", "producer": "C, D", "performer": "E, F"}),
        (("Personal Communication", 26), "<contributors><secondary-authors><author>A, B</author></secondary-authors></contributors>",
         {"": "letter", "recipient": "A, B"}),
        (("Patent", 25), "<contributors><secondary-authors><author>Patent Office,</author></secondary-authors>"
         "<subsidiary-authors><author>A, B</author></subsidiary-authors></contributors>",
         {"": "patent", "annotation": "Issuing organization: Patent Office; International author: A, B"}),
        (("Generic", 13), '<contributors><authors><author corp-name="World Bank" role="author">World Bank</author></authors></contributors>',
         {"": "misc", "author": "{World Bank}"}),
        (("Artwork", 2), "<urls><image-urls><url>internal-pdf://1/a.jpg</url></image-urls></urls>",
         {"": "artwork", "file": "internal-pdf://1/a.jpg"}),
        (("Generic", 13), "<notes>Mine&#10;tex.venue: Bonn</notes>", {"": "misc", "note": "Mine", "venue": "Bonn"}),
        (("Electronic Article", 43), "<custom7>e12</custom7>", {"": "article", "entrysubtype": "electronic", "eid": "e12"}),
    ],
)  # fmt: skip
def test_an_element_is_what_it_is_for_the_type(
    kind: tuple[str, int | str], inner: str, differs: dict[str, str]
) -> None:
    assert entry(TYPE.format(*kind), inner) | {"title": "T"} == {"title": "T", **differs}


def test_what_has_no_field_is_kept_and_told() -> None:
    told: list[Diagnostic] = []
    data = records('<ref-type name="Generic">13</ref-type>', "\n<custom4>Box 3</custom4>")
    _, second = read(data, "endnote-xml", "a.xml", told.append)
    assert second.entry().fields == {"annotation": "custom4: Box 3"}
    assert [str(each) for each in told] == [
        "a.xml:2: <custom4> has no field; its text is kept in 'annotation'"
    ]


STORE = r"""
@article{doe2021, author = {van Doe, Jr., Jane and {University of California, Berkeley} and others},
  title = {On \textit{E. coli} \& {H}\textsubscript{2}{O}}, journal = {Journal of Sleep}, shortjournal = {J. Sleep},
  volume = {12}, number = {3}, pages = {188--191}, eid = {e1}, year = {2021}, month = may, day = {4}, doi = {10.1000/a_b},
  issn = {1234-5678}, keywords = {sleep, {Aged, 80 and over}, dream}, abstract = {All of \textbf{it}.}, note = {Mine}, annotation = {Ask Bo},
  langid = {ngerman}, url = {https://e.org/x}, urldate = {2022-01-02}, code = {https://e.org/code}, pmid = {12}, library = {QP 1}}
@mastersthesis{li, author = {Li, Bo}, title = {Sleep}, school = {Univ. of X}, year = {2001}, pagetotal = {99}}
@incollection{roe, author = {Roe, C.}, editor = {Li, Bo}, title = {Dream}, booktitle = {Sleep}, series = {Studies}, chapter = {3},
  publisher = {P}, address = {Bonn}, isbn = {978-0-08-044212-9}, volumes = {2}, edition = {2}, year = {1999}}
@patent{us, author = {Roe, C.}, title = {Bed}, number = {US 12}, year = {1978}}
@misc{ar, author = {Roe, C.}, title = {Draft}, eprint = {2101.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, year = {2021}}
@misc{map, title = {Bonn}, entrysubtype = {map}}
@techreport{tr, title = {Bed}, institution = {NASA}, number = {TR-1}, type = {Memo}}
"""


def as_read(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry; the store's macro of a month is its full name."""
    fields = dict(entry.fields)
    return fields | ({"month": fields["month"][:3].lower()} if "month" in fields else {})


def test_entries_come_back_as_they_were() -> None:
    losses: list[Loss] = []
    entries = list(read_text(STORE).values())
    back = read(b"".join(write(entries, "endnote-xml", losses.append)), "endnote-xml")
    assert [(each.key, each.entry().type, each.entry().fields) for each in back] == [
        (each.key, each.type, as_read(each)) for each in entries
    ]
    assert losses == []


def test_a_record_is_as_endnote_has_it() -> None:
    (work,) = read_text(
        r"@article{a, author={{The Group} and Jane van Doe}, title={A {\emph{b}}}, editora={Roe, C.}, year=2020, month=mar}"
    ).values()
    losses: list[Loss] = []
    assert b"".join(write([work], "endnote-xml", losses.append)).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n<record><source-app name="synbib">synbib</source-app>'
        '<rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>'
        "<author>The Group,</author><author>van Doe, Jane</author></authors></contributors><titles><title>"
        '<style face="normal" font="default" size="100%">A </style><style face="italic" font="default" size="100%">b</style>'
        "</title></titles><dates><year>2020</year><pub-dates><date>March</date></pub-dates></dates><label>a</label></record>\n"
        "</records></xml>\n"
    )  # fmt: skip
    assert losses == [Loss("a", "editora")]


def test_pandoc_reads_what_we_write() -> None:
    pypandoc = pytest.importorskip("pypandoc")
    entries = list(read_text(STORE).values())
    data = b"".join(write(entries, "endnote-xml")).decode()
    items = json.loads(pypandoc.convert_text(data, "csljson", "endnotexml"))
    assert [(each["type"], each.get("title"), len(each.get("author", ()))) for each in items] == [
        ("article-journal", "On E. coli & H2O", 3),
        ("thesis", "Sleep", 1),
        ("chapter", "Dream", 1),
        ("patent", "Bed", 1),
        ("document", "Draft", 1),
        ("map", "Bonn", 0),
        ("report", "Bed", 0),
    ]
