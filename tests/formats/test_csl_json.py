"""CSL-JSON: items of each type, and names and dates in all their forms."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from synbib.errors import Diagnostic
from synbib.formats import Loss, read, stream, write
from synbib.formats.data import FormatError
from synbib.incoming import Incoming
from synbib.library import read as read_store
from synbib.library import read_text as read_library
from synbib.model.csl_item import CslDate, CslItem, CslName


def of(*items: Any) -> list[Incoming]:
    return read(json.dumps(items).encode(), "csl-json", "items.json")


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        (
            {
                "id": "adams2004",
                "type": "article-journal",
                "title": 'A verse translation of <span class="nocase"><i>Bella</i></span>',
                "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, {"literal": "World Bank"}, {"literal": "Arfon M Smith"}],
                "container-title": "The Journal of Medieval Latin",
                "journalAbbreviation": "J. Mediev. Lat.",
                "DOI": "10.1484/j.jml.2.304214",
                "URL": "http://dx.doi.org/10.1484/J.JML.2.304214",
                "issued": {"date-parts": [["2004", 5]]},
                "accessed": {"date-parts": [["2013", 8, 30]]},
                "page": "1-68",
                "volume": 14,
                "issue": "2",
                "language": "de-DE",
                "ISSN": "0778-9750, 2034-1636",
            },
            {
                "": "article",
                "author": "van Gogh, Vincent and {World Bank} and Arfon M Smith",
                "title": r"A verse translation of {\textit{Bella}}",
                "journal": "The Journal of Medieval Latin",
                "shortjournal": "J. Mediev. Lat.",
                "volume": "14",
                "number": "2",
                "pages": "1--68",
                "year": "2004",
                "month": "may",
                "doi": "10.1484/j.jml.2.304214",
                "urldate": "2013-08-30",
                "langid": "ngerman",
                "issn": "0778-9750, 2034-1636",
            },
        ),
        (
            {"type": "chapter", "title": "C", "container-title": "B", "editor": [{"family": "Doe"}], "collection-title": "S", "collection-number": 7, "publisher": "P", "publisher-place": "Oslo", "ISBN": "978-0-7546-5033-1"},
            {"": "incollection", "title": "C", "booktitle": "B", "editor": "Doe", "series": "S", "number": "7", "publisher": "P", "address": "Oslo", "isbn": "978-0-7546-5033-1"},
        ),
        (
            {"type": "paper-conference", "title": "P", "event-title": "ICML 2020", "event-place": "Vienna", "publisher-place": "Berlin"},
            {"": "inproceedings", "title": "P", "booktitle": "ICML 2020", "address": "Berlin", "venue": "Vienna"},
        ),
        (
            {"type": "thesis", "title": "T", "genre": "Master's thesis", "publisher": "MIT"},
            {"": "mastersthesis", "title": "T", "school": "MIT"},
        ),
        (
            {"type": "report", "title": "R", "genre": "Working paper", "number": "27250", "publisher": "NBER"},
            {"": "techreport", "title": "R", "type": "Working paper", "number": "27250", "institution": "NBER"},
        ),
        (
            {"type": "report", "title": "R", "number": "1707.02264v3", "publisher": "arXiv", "URL": "https://arxiv.org/abs/1707.02264v3"},
            {"": "misc", "title": "R", "eprint": "1707.02264", "archiveprefix": "arXiv"},
        ),
        (
            {"type": "webpage", "title": "W", "container-title": "A blog", "URL": "https://example.org/w", "issued": "2020-02-03"},
            {"": "online", "title": "W", "howpublished": "A blog", "url": "https://example.org/w", "year": "2020", "month": "feb", "day": "3"},
        ),
        (
            {"type": "article", "title": "P", "publisher": "bioRxiv", "genre": "preprint", "DOI": "10.1101/2020.1.1"},
            {"": "misc", "title": "P", "howpublished": "bioRxiv", "doi": "10.1101/2020.1.1"},
        ),
        ({"type": "thesis", "title": "T", "genre": "Habilitation", "publisher": "TU"}, {"": "phdthesis", "title": "T", "type": "Habilitation", "school": "TU"}),
        ({"type": "thesis", "title": "T", "genre": "PhD thesis", "publisher": "TU"}, {"": "phdthesis", "title": "T", "school": "TU"}),
        ({"type": "report", "title": "R", "issue": "2", "number": "TR-9"}, {"": "techreport", "title": "R", "number": "TR-9"}),
        ({"type": "song", "title": "S", "version": 1.0}, {"": "audio", "title": "S", "version": "1"}),
        ({"type": "map", "title": "M"}, {"": "image", "title": "M"}),
        ({"type": "treaty", "title": "T", "issued": {"literal": "in press"}}, {"": "legal", "title": "T", "note": "in press"}),
        ({"type": "regulation", "title": "R", "status": "in force"}, {"": "legislation", "title": "R", "note": "in force"}),
        ({"type": "software", "title": "S", "publisher": "Zenodo", "version": "1.10"}, {"": "software", "title": "S", "publisher": "Zenodo", "version": "1.10"}),
        ({"type": "article-journal", "title": "RETRACTED: On Sleep", "container-title": "J"}, {"": "article", "title": "On Sleep", "journal": "J", "note": "Retracted"}),
        ({"type": "book", "title": "B", "original-date": {"date-parts": [[1850]]}, "number-of-pages": 12}, {"": "book", "title": "B", "origdate": "1850", "pagetotal": "12"}),
        ({"type": "article-journal", "title": "Alone"}, {"": "misc", "title": "Alone"}),
        ({"title": "Untyped"}, {"": "misc", "title": "Untyped"}),
        ({"type": "speech", "title": "S", "note": "Unread", "abstract": "Kept."}, {"": "unpublished", "title": "S", "note": "Unread", "abstract": "Kept."}),
    ],
)  # fmt: skip
def test_an_item_becomes_the_entry_of_its_type(item: Any, entry: dict[str, str]) -> None:
    (work,) = of(item)
    assert {"": work.entry().type, **work.entry().fields} == entry


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"raw": "2014-12"}, (2014, 12, None)),
        ({"raw": "May 2014"}, (2014, 5, None)),
        ({"date-parts": [["2014", "05", "03"]]}, (2014, 5, 3)),
        ({"date-parts": [["2014-05"]]}, (2014, 5, None)),
        ({"date-parts": [2014, 5]}, (2014, 5, None)),
        ([2014, 5], (2014, 5, None)),
        ({"year": 2014, "month": "May"}, (2014, 5, None)),
        ("May 3, 2014", (2014, 5, None)),
        ({"literal": "2014"}, (2014, None, None)),
        ({"date-parts": [[]]}, (None, None, None)),
        ({"date-parts": [[None]]}, (None, None, None)),
        ("soon", (None, None, None)),
    ],
)
def test_a_date_is_read_in_each_of_its_forms(issued: Any, date: tuple[int | None, ...]) -> None:
    assert of({"title": "T", "issued": issued})[0].date == date


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2014, 12, 31], [2015, 1, 1]]}, "2014-12-31/2015-01-01"),
        ({"date-parts": [[2014, 12, 31], [0]]}, "2014-12-31/"),
        ({"raw": "2014-12-30/2015-01-02"}, "2014-12-30/2015-01-02"),
        ({"date-parts": [[2014]], "season": 1}, "2014-21"),
        ({"date-parts": [[2014, 22]]}, "2014-22"),
        ({"date-parts": [[1850]], "circa": True}, "1850~"),
        ({"edtf": "2014-21"}, "2014-21"),
        ({"date-parts": [[-12, 3]]}, "-0011-03"),
        ({"date-parts": [[-1]]}, "0000"),
        ({"date-parts": [[11]]}, "0011"),
        ({"date-parts": [[12345]]}, "Y12345"),
    ],
)
def test_what_year_month_and_day_do_not_tell_is_a_date_of_biblatex(issued: Any, date: str) -> None:
    assert of({"title": "T", "issued": issued})[0].entry().fields == {"title": "T", "date": date}


def test_a_date_that_is_none_is_kept_as_it_is_written() -> None:
    (work,) = of({"title": "T", "issued": {"literal": "2017-14/2017-15"}})
    assert work.entry().fields == {"title": "T", "year": "2017-14/2017-15"}


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ({"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}, "van Beethoven, Ludwig"),
        ({"family": "La Fontaine", "given": "Jean", "dropping-particle": "de"}, "de La Fontaine, Jean"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr.", "comma-suffix": True}, "King, Jr., Martin Luther"),
        ({"given": "Madonna"}, "Madonna"),
        ({"family": "毛", "given": "泽东"}, "毛, 泽东"),
        ({"literal": "World Bank"}, "{World Bank}"),
        ({"name": "World Bank"}, "{World Bank}"),
        ({"family": '"World Bank"', "given": ""}, "{World Bank}"),
        ("Jane Q. Public", "Jane Q. Public"),
    ],
)  # fmt: skip
def test_a_name_is_read_in_each_of_its_forms(name: Any, author: str) -> None:
    assert of({"title": "T", "author": [name]})[0].entry().fields["author"] == author


@pytest.mark.parametrize(
    ("note", "fields"),
    [
        ("PMID: 12345\nPMCID: PMC99", {"pmid": "12345", "pmcid": "PMC99"}),
        ("Read it!\nDOI: 10.1234/abc", {"note": "Read it!", "doi": "10.1234/abc"}),
        ("arXiv:2101.00001 [cs.CL]", {"eprint": "2101.00001", "archiveprefix": "arXiv", "primaryclass": "cs.CL"}),
        ("tex.eprint: 2101.00001\ntex.archiveprefix: arXiv\ntex.entrytype: article", {"eprint": "2101.00001", "archiveprefix": "arXiv"}),
        ("tex.howpublished: Blog", {"howpublished": "Blog"}),
        ("{:original-date: 1850}", {"origdate": "1850"}),
        ("Original Date: 1850", {"origdate": "1850"}),
        ("issued: 2019-05", {"year": "2019", "month": "may"}),
        ("volume: 9", {"volume": "1"}),
        ("Thanks: to all", {"note": "Thanks: to all"}),
    ],
)  # fmt: skip
def test_a_note_may_hold_variables_that_the_item_lacks(note: str, fields: dict[str, str]) -> None:
    (work,) = of({"type": "article-journal", "title": "T", "container-title": "J", "volume": "1", "note": note})  # fmt: skip
    base = {"title": "T", "journal": "J", "volume": "1"}
    assert dict(work.entry().fields) == {**base, **fields}


def test_a_note_may_hold_the_citation_key() -> None:
    assert of({"title": "A", "id": "x", "note": "Citation Key: doe2020"})[0].key == "doe2020"


def test_the_list_may_stand_under_a_name() -> None:
    data = b'{"references": [{"type": "book", "title": "T"}]}'
    assert [work.title for work in read(data, "csl-json")] == ["T"]


def test_a_key_is_kept_and_an_address_is_none() -> None:
    works = of({"title": "A", "id": "doe2020"}, {"title": "B", "id": "http://zotero.org/items/1"})
    assert [work.key for work in works] == ["doe2020", ""]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('[{"type": "book"', "items.json:1:17: not JSON: Expecting ',' delimiter; save the whole file"),
        ('[{"title": "A"},\n{"title": "B"}', "items.json:2:15: not JSON: the list has no end; save the whole file"),
        ('[{"title": "A"},\n {"title": "B", "title": "C"}]', "items.json:2:2: the key 'title' stands twice in one object; keep one of them"),
        ("7", "items.json:1:1: item 1 of the list is not an object, but a number"),
        ('[{"type": "book"}]', "items.json:1:1: none of its items says anything of a work; export the works again"),
        ('[{"type": "book", "title": "T"},\n 7]', "items.json:2:1: item 2 of the list is not an object, but a number"),
        ('[{"type": "book", "title": "T"},\n {"id": "x"}]', "items.json:2:1: item 2 of the list is no item of CSL-JSON: it has neither type nor title"),
        ("[{}]", "items.json:1:1: none of its items says anything of a work; export the works again"),
        ("[" * 100_000, "items.json:1:2: JSON that nests too deep, or has too long a number"),
        ('[{"title": "\0"}]', "items.json:1:13: not JSON: Invalid control character at; save the whole file"),
        ('[{"title": "%s"}]' % ("x" * 50_001), f"items.json:1:1: a text of 50,001 characters, '{'x' * 40}…', is longer than LONGEST_RECORD_TEXT, 50,000; no record of a work has it"),
        (b'[{"title":\n"\xff"}]', "items.json:2:2: not JSON: its bytes are not UTF-8; save it in UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_items_is_refused(data: str | bytes, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(data if isinstance(data, bytes) else data.encode(), "csl-json", "items.json")
    assert str(raised.value) == message


def test_an_empty_item_among_others_is_told_of_and_left_out() -> None:
    told: list[Diagnostic] = []
    data = b'[{"title": "A"},\n{},\n{"type": "book"}]'
    works = read(data, "csl-json", "items.json", told.append)
    assert [work.title for work in works] == ["A"]
    assert [str(each) for each in told] == [
        "items.json:2: item 2 of the list is empty; delete it",
        "items.json:3: item 3 of the list says nothing of a work but its type; it is left out",
    ]


def test_what_no_field_holds_is_kept_in_the_annotation_and_what_says_nothing_of_the_work_is_not() -> (
    None
):
    told: list[Diagnostic] = []
    item = {
        "type": "broadcast", "title": "Lemons", "medium": "TV episode", "guest": [{"family": "Roe", "given": "R."}],
        "source": "Library", "indexed": {"timestamp": 1}, "mood": "sour",
    }  # fmt: skip
    (work,) = read(json.dumps([item]).encode(), "csl-json", "items.json", told.append)
    assert work.entry().fields == {
        "title": "Lemons",
        "annotation": "medium: TV episode; guest: Roe, R.; mood: sour",
    }
    assert [each.message for each in told] == ["CSL-JSON has no variable 'mood'"]


def test_magazines_and_newspapers_are_told_apart() -> None:
    item = {"type": "article-newspaper", "title": "T", "container-title": "The Times"}
    (work,) = of(item)
    assert work.entry().fields == {
        "title": "T",
        "journal": "The Times",
        "entrysubtype": "newspaper",
    }
    assert json.loads(b"".join(write([work.entry()], "csl-json")))[0]["type"] == "article-newspaper"
    assert b"custom" not in b"".join(write([work.entry()], "csl-json"))


@pytest.mark.parametrize(
    ("told", "kind", "container"),
    [
        ("journal-article", "article", "journal"),
        ("book-chapter", "incollection", "booktitle"),
        ("proceedings-article", "inproceedings", "booktitle"),
        ("monograph", "book", "booktitle"),
        ("dissertation", "phdthesis", "booktitle"),
    ],
)
def test_the_types_of_crossref_are_known(told: str, kind: str, container: str) -> None:
    (work,) = of({"type": told, "title": "T", "container-title": "C"})
    assert work.entry().type == kind
    assert work.entry().fields == {"title": "T", container: "C"}


def test_variables_are_found_in_other_spellings() -> None:
    (work,) = of(
        {"type": "webpage", "title": "T", "url": "https://example.org/", "doi": "10.1234/a"}
    )
    assert work.entry().fields == {"title": "T", "doi": "10.1234/a", "url": "https://example.org/"}


def test_a_text_may_stand_in_a_list() -> None:
    item = {
        "type": "article-journal",
        "title": ["T"],
        "container-title": ["J", "Journal"],
        "keyword": ["a", "b"],
    }
    assert of(item)[0].entry().fields == {"title": "T", "journal": "J", "keywords": "a, b"}


def test_items_are_read_one_by_one() -> None:
    """The file is not read to its end before the first item is there."""
    file = BytesIO(b"[" + b",\n".join(b'{"title": "%d"}' % n for n in range(100_000)) + b"]")
    works = stream(file, "csl-json")
    assert [next(works).title for _ in range(3)] == ["0", "1", "2"]
    assert file.tell() < 600_000


ENTRIES = """
@article{a, author = {van Gogh, Vincent and {World Bank}}, title = {On {NASA} and H\\textsubscript{2}O},
  journaltitle = {Nature}, date = {2014-12-31/2015-01-01}, volume = {7}, number = {2}, pages = {1--68},
  doi = {10.1234/a}, urldate = {2013-08-30}, langid = {ngerman}, keywords = {sleep, rest}}
@inreference{b, title = {Sleep}, booktitle = {An encyclopaedia}, annotator = {Roe, Rita}, year = {1990}}
@misc{c, title = {A preprint}, eprint = {2101.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, howpublished = {By post}}
@book{d, title = {Tome}, subtitle = {One}, publisher = {P}, organization = {O}, volume = {1}, part = {2}, copyright = {CC-BY}}
@techreport{e, title = {R}, type = {Working paper}, number = {9}, institution = {NBER}, video = {https://example.org/v}}
"""


def test_an_entry_is_an_item_and_what_has_no_variable_stands_in_custom() -> None:
    library = read_library(ENTRIES)
    items = json.loads(b"".join(write([library["b"], library["d"]], "csl-json")))
    assert items == [
        {
            "id": "b",
            "type": "entry-encyclopedia",
            "title": "Sleep",
            "container-title": "An encyclopaedia",
            "issued": {"date-parts": [[1990]]},
            "custom": {"entrytype": "inreference", "annotator": [{"family": "Roe", "given": "Rita"}]},
        },
        {
            "id": "d",
            "type": "book",
            "publisher": "O, P",
            "volume": "1.2",
            "title": "Tome: One",
            "title-short": "Tome",
            "custom": {"publisher": "P", "organization": "O", "volume": "1", "part": "2", "copyright": "CC-BY"},
        },
    ]  # fmt: skip


def test_what_was_written_is_read_again() -> None:
    library = read_library(ENTRIES)
    lost: list[Loss] = []
    works = read(b"".join(write(library.values(), "csl-json", lost.append)), "csl-json")
    assert not lost
    assert [(work.key, work.entry().type, dict(work.entry().fields)) for work in works] == [
        ("a", "article", {
            "author": "van Gogh, Vincent and {World Bank}", "title": r"On {NASA} and {H}\textsubscript{2}{O}",
            "journal": "Nature", "date": "2014-12-31/2015-01-01", "volume": "7", "number": "2", "pages": "1--68",
            "doi": "10.1234/a", "urldate": "2013-08-30", "langid": "ngerman", "keywords": "sleep, rest",
        }),
        ("b", "inreference", {"title": "Sleep", "booktitle": "An encyclopaedia", "year": "1990", "annotator": "Roe, Rita"}),
        ("c", "misc", {"title": "A preprint", "howpublished": "By post", "eprint": "2101.00001", "archiveprefix": "arXiv", "eprintclass": "cs.CL"}),
        ("d", "book", {"title": "Tome: One", "shorttitle": "Tome", "publisher": "P", "organization": "O", "volume": "1", "part": "2", "copyright": "CC-BY"}),
        ("e", "techreport", {"title": "R", "type": "Working paper", "number": "9", "institution": "NBER", "video": "https://example.org/v"}),
    ]  # fmt: skip


def test_each_item_has_the_form_of_the_schema() -> None:
    """`CslItem` is the schema csl-data.json 1.0.2 as types."""
    library = read_store(Path(__file__).parent / "every_field.bib")
    for item in json.loads(b"".join(write(library.values(), "csl-json"))):
        assert item.keys() <= CslItem.__annotations__.keys()
        for variable, value in item.items():
            kind = str(CslItem.__annotations__[variable])
            if "CslName" in kind:
                assert all(name.keys() <= CslName.__annotations__.keys() for name in value)
            elif "CslDate" in kind:
                assert value.keys() <= CslDate.__annotations__.keys()
                assert all(1 <= len(parts) <= 3 for parts in value.get("date-parts", ()))
            else:
                assert isinstance(value, dict if variable == "custom" else str | int)


def test_no_entries_are_an_empty_list() -> None:
    assert b"".join(write([], "csl-json")) == b"[]\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"items": [{"title": "A"},\n {"title": "B"}', "items.json:2:16: not JSON: the list has no end; save the whole file"),
        ('{"items": [{"title": "A"}]', "items.json:1:27: not JSON: the object has no end; save the whole file"),
        ('{"title": "A",\n "title": "B"}', "items.json:2:2: the key 'title' stands twice in one object; keep one of them"),
        ('{"title" "A"}', "items.json:1:10: not JSON: a colon belongs after a key"),
        ("{title: 1}", "items.json:1:2: not JSON: a key in quotation marks belongs here"),
        ('{"title": "A",}', "items.json:1:15: not JSON: an item belongs after a comma"),
        ('{"title": "A"} {}', "items.json:1:16: not JSON: there is something after its end; write all items in one list"),
    ],
)  # fmt: skip
def test_an_object_that_is_none_is_refused(data: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(data.encode(), "csl-json", "items.json")
    assert str(raised.value) == message


def test_a_list_under_a_name_is_read_one_by_one_with_its_lines() -> None:
    file = BytesIO(b'{"items": [\n' + b",\n".join([b'{"title": "T"}'] * 100_000) + b"]}")
    works = stream(file, "csl-json")
    assert [next(works).line for _ in range(3)] == [2, 3, 4]
    assert file.tell() < 600_000


def test_a_line_of_a_note_that_names_people_stays_there() -> None:
    note = "tex.shortauthor: Doe\ntex.series: Naps\ntex.entrytype: manual\nids: a"
    [work] = read(json.dumps([{"id": "a", "type": "book", "note": note}]).encode(), "csl-json")
    assert dict(work.entry().fields) == {"series": "Naps", "note": "tex.shortauthor: Doe ids: a"}


def test_two_people_of_one_name_are_two() -> None:
    lee = {"family": "Lee", "given": "Ann"}
    item = {"type": "book", "title": "A", "author": [lee, {"family": "Roe"}, lee]}
    [work] = read(json.dumps([item]).encode(), "csl-json")
    assert work.entry().fields["author"] == "Lee, Ann and Roe and Lee, Ann"


def test_a_part_of_a_name_may_be_a_number() -> None:
    item = {"type": "book", "title": "A", "author": [{"family": "Agent", "given": 0}]}
    [work] = read(json.dumps([item]).encode(), "csl-json")
    assert work.entry().fields["author"] == "Agent, 0"
