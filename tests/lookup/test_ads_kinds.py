"""ADS: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "article": (
        {"doctype": "article", "title": ["Cats in <SUP>12</SUP>CO"], "author": ["Lovelace, Ada", "Müller, J.", "LIGO Scientific Collaboration"], "year": "2020", "pubdate": "2020-05-00", "pub": "The Astrophysical Journal", "volume": "3", "issue": "2", "page": ["123"], "doi": ["10.3847/1"], "identifier": ["arXiv:2001.00001", "2020ApJ"], "bibcode": "2020ApJ...3..123L"},
        {"": "article", "author": "Lovelace, Ada and Müller, J. and {LIGO Scientific Collaboration}", "title": "Cats in \\textsuperscript{12}{CO}", "journal": "The Astrophysical Journal", "volume": "3", "number": "2", "pages": "123", "year": "2020", "month": "may", "doi": "10.3847/1", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "eprint": (
        {"doctype": "eprint", "title": ["Cats in <SUP>12</SUP>CO"], "author": ["Lovelace, Ada", "Müller, J.", "LIGO Scientific Collaboration"], "year": "2020", "pubdate": "2020-05-00", "pub": "The Astrophysical Journal", "volume": "3", "issue": "2", "page": ["123"], "doi": ["10.3847/1"], "identifier": ["arXiv:2001.00001", "2020ApJ"], "bibcode": "2020ApJ...3..123L"},
        {"": "misc", "author": "Lovelace, Ada and Müller, J. and {LIGO Scientific Collaboration}", "title": "Cats in \\textsuperscript{12}{CO}", "year": "2020", "month": "may", "doi": "10.3847/1", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "arxiv": (
        {"doctype": "eprint", "title": ["Cats in <SUP>12</SUP>CO"], "author": ["Lovelace, Ada", "Müller, J.", "LIGO Scientific Collaboration"], "year": "2020", "pubdate": "2020-05-00", "pub": "arXiv e-prints", "volume": None, "issue": None, "page": ["arXiv:2001.00001"], "doi": ["10.48550/arXiv.2001.00001"], "identifier": ["arXiv:2001.00001", "2020ApJ"], "bibcode": "2020ApJ...3..123L", "eid": "arXiv:2001.00001"},
        {"": "misc", "author": "Lovelace, Ada and Müller, J. and {LIGO Scientific Collaboration}", "title": "Cats in \\textsuperscript{12}{CO}", "year": "2020", "month": "may", "doi": "10.48550/arXiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "pubdate": (
        {"doctype": "article", "title": ["Cats in <SUP>12</SUP>CO"], "author": ["Lovelace, Ada", "Müller, J.", "LIGO Scientific Collaboration"], "year": "2020", "pubdate": "2020-00-00", "pub": "The Astrophysical Journal", "volume": "3", "issue": "2", "page": ["123"], "doi": ["10.3847/1"], "identifier": ["arXiv:2001.00001", "2020ApJ"], "bibcode": "2020ApJ...3..123L"},
        {"": "article", "author": "Lovelace, Ada and Müller, J. and {LIGO Scientific Collaboration}", "title": "Cats in \\textsuperscript{12}{CO}", "journal": "The Astrophysical Journal", "volume": "3", "number": "2", "pages": "123", "year": "2020", "doi": "10.3847/1", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "article-number": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "article", "pub": "Physical Review D", "volume": "101", "issue": "4", "eid": "044001", "page": ["044001"], "doi": ["10.1103/PhysRevD.101.044001"]},
        {"": "article", "author": "Lovelace, Ada", "title": "On Dark Cats", "journal": "Physical Review D", "volume": "101", "number": "4", "eid": "044001", "year": "2020", "month": "may", "doi": "10.1103/PhysRevD.101.044001"},
    ),
    "page-range": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "article", "pub": "Monthly Notices of the Royal Astronomical Society", "volume": "490", "issue": "3", "page": ["3134"], "page_range": "3134-3150"},
        {"": "article", "author": "Lovelace, Ada", "title": "On Dark Cats", "journal": "Monthly Notices of the Royal Astronomical Society", "volume": "490", "number": "3", "pages": "3134--3150", "year": "2020", "month": "may", "url": "https://ui.adsabs.harvard.edu/abs/2020XXX...3..123L"},
    ),
    "software": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "software", "pub": "Zenodo", "publisher": "Zenodo", "doi": ["10.5281/zenodo.1"]},
        {"": "software", "author": "Lovelace, Ada", "title": "On Dark Cats", "publisher": "Zenodo", "year": "2020", "month": "may", "doi": "10.5281/zenodo.1"},
    ),
    "proceedings-paper": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "inproceedings", "pub": "Ground-based and Airborne Telescopes VIII", "editor": ["Doe, Jane"], "series": "Society of Photo-Optical Instrumentation Engineers (SPIE) Conference Series", "volume": "11445", "eid": "114450A", "page": ["114450A"], "doi": ["10.1117/12.1"]},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "On Dark Cats", "booktitle": "Ground-based and Airborne Telescopes VIII", "editor": "Doe, Jane", "series": "Society of Photo-Optical Instrumentation Engineers (SPIE) Conference Series", "volume": "11445", "year": "2020", "month": "may", "eid": "114450A", "doi": "10.1117/12.1"},
    ),
    "thesis": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "phdthesis", "pub": "Ph.D. Thesis", "pub_raw": "Ph.D. thesis, Harvard University, 2020"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "On Dark Cats", "school": "Harvard University", "year": "2020", "month": "may", "url": "https://ui.adsabs.harvard.edu/abs/2020XXX...3..123L"},
    ),
    "masters-thesis": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "mastersthesis", "pub": "Masters Thesis", "pub_raw": "Masters Thesis, Leiden University, 2020"},
        {"": "mastersthesis", "author": "Lovelace, Ada", "title": "On Dark Cats", "school": "Leiden University", "year": "2020", "month": "may", "url": "https://ui.adsabs.harvard.edu/abs/2020XXX...3..123L"},
    ),
    "book": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "book", "pub": "Dark cats, by Ada Lovelace.", "pub_raw": "Dark cats, by Ada Lovelace. Cambridge: Cambridge University Press, 2020", "isbn": ["9780521880329"]},
        {"": "book", "author": "Lovelace, Ada", "title": "On Dark Cats", "publisher": "Cambridge University Press", "address": "Cambridge", "year": "2020", "month": "may", "isbn": "9780521880329", "url": "https://ui.adsabs.harvard.edu/abs/2020XXX...3..123L"},
    ),
    "only-year": (
        {"title": ["On Dark Cats"], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-00-00", "bibcode": "2020XXX...3..123L", "doctype": "article", "pub": "Nature", "volume": "12", "page": ["3"]},
        {"": "article", "author": "Lovelace, Ada", "title": "On Dark Cats", "journal": "Nature", "volume": "12", "pages": "3", "year": "2020", "url": "https://ui.adsabs.harvard.edu/abs/2020XXX...3..123L"},
    ),
    "title-ends-in-a-name": (
        {"title": ["GROND observations of GRB 120311A."], "author": ["Lovelace, Ada"], "year": "2020", "pubdate": "2020-05-00", "bibcode": "2020XXX...3..123L", "doctype": "circular", "pub": "GRB Coordinates Network", "volume": "13048", "page": ["1"]},
        {"": "article", "author": "Lovelace, Ada", "title": "{GROND} observations of {GRB} {120311A}", "journal": "GRB Coordinates Network", "volume": "13048", "pages": "1", "year": "2020", "month": "may", "url": "https://ui.adsabs.harvard.edu/abs/2020XXX...3..123L"},
    ),
}
# fmt: on

# A whole answer → its entries.
# fmt: off
ANSWERS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "export": (
        {"msg": "Retrieved", "export": "@ARTICLE{2020ApJ...900..123L,\n       author = {{Lovelace}, Ada and {M{\\\"u}ller}, J. and {LIGO Scientific Collaboration} and {van der Berg}, Jan},\n        title = \"{Cats in $^{12}$CO at z \\ensuremath{\\sim} 2: the {\\it JWST} view}\",\n      journal = {\\apj},\n     keywords = {a, b, Astrophysics - High Energy},\n         year = 2020,\n        month = sep,\n       volume = {900},\n       number = {2},\n          eid = {123},\n        pages = {123},\n          doi = {10.3847/1538-4357/ab1},\narchivePrefix = {arXiv},\n       eprint = {2001.00001},\n primaryClass = {astro-ph.HE},\n       adsurl = {https://ui.adsabs.harvard.edu/abs/2020ApJ...900..123L},\n      adsnote = {Provided by the SAO/NASA Astrophysics Data System}\n}\n@ARTICLE{2020PhRvD,\n       author = {{Lovelace}, Ada},\n        title = \"{Cats}\",\n      journal = {\\prd},\n         year = 2020,\n       volume = {101},\n          eid = {044001},\n        pages = {044001},\n          doi = {10.1103/PhysRevD.101.044001}\n}\n@ARTICLE{2020arXiv,\n       author = {{Lovelace}, Ada},\n        title = \"{Cats}\",\n      journal = {arXiv e-prints},\n         year = 2020,\n        month = jan,\n          eid = {arXiv:2001.00001},\n        pages = {arXiv:2001.00001},\n          doi = {10.48550/arXiv.2001.00001},\narchivePrefix = {arXiv},\n       eprint = {2001.00001},\n primaryClass = {astro-ph.HE}\n}\n@PHDTHESIS{2020PhDT,\n       author = {{Lovelace}, Ada},\n        title = \"{Cats}\",\n       school = {Harvard University, Massachusetts},\n         year = 2020\n}\n@INPROCEEDINGS{2020SPIE,\n       author = {{Lovelace}, Ada},\n        title = \"{Cats}\",\n    booktitle = {Ground-based and Airborne Telescopes VIII},\n         year = 2020,\n       editor = {{Doe}, Jane},\n       series = {\\procspie},\n       volume = {11445},\n        month = dec,\n          eid = {114450A},\n        pages = {114450A},\n          doi = {10.1117/12.1}\n}\n@MISC{2020ascl,\n       author = {{Lovelace}, Ada},\n        title = \"{cats: A code}\",\n     keywords = {Software},\n howpublished = {Astrophysics Source Code Library, record ascl:2001.001},\n         year = 2020,\n        month = jan,\n          eid = {ascl:2001.001},\n       adsurl = {https://ui.adsabs.harvard.edu/abs/2020ascl.soft01001L}\n}\n"},
        [
            {"": "article", "author": "Lovelace, Ada and Müller, J. and {LIGO Scientific Collaboration} and van der Berg, Jan", "title": "Cats in $^{12}${CO} at z $\\sim$ 2: the \\textit{{JWST}} view", "journal": "Astrophysical Journal", "volume": "900", "number": "2", "eid": "123", "year": "2020", "month": "sep", "doi": "10.3847/1538-4357/ab1", "eprint": "2001.00001", "archiveprefix": "arXiv", "primaryclass": "astro-ph.HE"},
            {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "Physical Review D", "volume": "101", "eid": "044001", "year": "2020", "doi": "10.1103/PhysRevD.101.044001"},
            {"": "misc", "author": "Lovelace, Ada", "title": "Cats", "year": "2020", "month": "jan", "doi": "10.48550/arXiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv", "primaryclass": "astro-ph.HE"},
            {"": "phdthesis", "author": "Lovelace, Ada", "title": "Cats", "school": "Harvard University, Massachusetts", "year": "2020"},
            {"": "inproceedings", "author": "Lovelace, Ada", "title": "Cats", "booktitle": "Ground-based and Airborne Telescopes VIII", "editor": "Doe, Jane", "series": "Proceedings of SPIE", "volume": "11445", "year": "2020", "month": "dec", "eid": "114450A", "doi": "10.1117/12.1"},
            {"": "misc", "author": "Lovelace, Ada", "title": "cats: A code", "howpublished": "Astrophysics Source Code Library, record ascl:2001.001", "year": "2020", "month": "jan", "url": "https://ui.adsabs.harvard.edu/abs/2020ascl.soft01001L"},
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"response": {"numFound": 1, "docs": [record]}}
    assert entries("ads", answer) == [entry]


@pytest.mark.parametrize(("answer", "found"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_becomes_the_entries_of_its_works(
    answer: Any, found: list[dict[str, str]]
) -> None:
    assert entries("ads", answer) == found
