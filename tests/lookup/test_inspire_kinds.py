"""INSPIRE: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "abbrev": (
        {"document_type": ["article"], "titles": [{"title": "Observation of a new particle in the search for the Standard Model Higgs boson with the ATLAS detector at the LHC"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "collaborations": [{"value": "ATLAS"}], "publication_info": [{"journal_title": "Phys.Lett.B", "journal_volume": "716", "page_start": "1", "page_end": "29", "year": 2012}], "dois": [{"value": "10.1016/j.physletb.2012.08.020"}], "arxiv_eprints": [{"value": "1207.7214", "categories": ["hep-ex"]}]},
        {"": "article", "author": "Aad, Georges", "title": "Observation of a new particle in the search for the Standard Model Higgs boson with the {ATLAS} detector at the {LHC}", "journal": "Physics Letters B", "shortjournal": "Phys. Lett. B", "volume": "716", "pages": "1--29", "year": "2012", "doi": "10.1016/j.physletb.2012.08.020", "eprint": "1207.7214", "archiveprefix": "arXiv", "primaryclass": "hep-ex", "collaboration": "ATLAS"},
    ),
    "conf-paper": (
        {"document_type": ["conference paper"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "publication_info": [{"cnum": "C12-01-01", "journal_title": "PoS", "journal_volume": "LATTICE2019", "artid": "012", "year": 2020, "conference_record": {}}], "dois": [{"value": "10.22323/1.363.0012"}]},
        {"": "article", "author": "Aad, Georges", "title": "T", "journal": "Proceedings of Science", "shortjournal": "PoS", "volume": "LATTICE2019", "eid": "012", "year": "2020", "doi": "10.22323/1.363.0012"},
    ),
    "conf-paper-2": (
        {"document_type": ["conference paper"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "publication_info": [{"cnum": "C12-01-01", "page_start": "1", "page_end": "9", "parent_isbn": "9783319245737", "year": 2012}], "arxiv_eprints": [{"value": "1201.00001", "categories": ["hep-ph"]}]},
        {"": "inproceedings", "author": "Aad, Georges", "title": "T", "year": "2012", "pages": "1--9", "eprint": "1201.00001", "archiveprefix": "arXiv", "primaryclass": "hep-ph", "isbn": "9783319245737"},
    ),
    "chapter": (
        {"document_type": ["book chapter"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "publication_info": [{"page_start": "1", "page_end": "9", "pubinfo_freetext": "Big Book"}], "imprints": [{"publisher": "WSP", "date": "2015-01-01"}]},
        {"": "incollection", "author": "Aad, Georges", "title": "T", "booktitle": "Big Book", "year": "2015", "month": "jan", "pages": "1--9", "publisher": "WSP"},
    ),
    "book": (
        {"document_type": ["book"], "titles": [{"title": "T", "subtitle": "Sub"}], "authors": [{"full_name": "Peskin, Michael E."}, {"full_name": "Ed, It", "inspire_roles": ["editor"]}], "imprints": [{"publisher": "Addison-Wesley", "place": "Reading, USA", "date": "1995"}], "isbns": [{"value": "9780201503975", "medium": "hardcover"}], "number_of_pages": 842, "book_series": [{"title": "Frontiers", "volume": "3"}], "editions": ["2nd ed."]},
        {"": "book", "author": "Peskin, Michael E.", "editor": "Ed, It", "title": "T: Sub", "edition": "2", "volume": "3", "series": "Frontiers", "publisher": "Addison-Wesley", "address": "Reading, USA", "year": "1995", "pagetotal": "842", "isbn": "9780201503975"},
    ),
    "report": (
        {"document_type": ["report"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "report_numbers": [{"value": "CERN-2020-001"}, {"value": "FERMILAB-1"}], "imprints": [{"date": "2020"}], "publication_info": [{"year": 2020}], "arxiv_eprints": [{"value": "2001.00001", "categories": ["hep-ex"]}]},
        {"": "techreport", "author": "Aad, Georges", "title": "T", "number": "CERN-2020-001", "year": "2020", "eprint": "2001.00001", "archiveprefix": "arXiv", "primaryclass": "hep-ex"},
    ),
    "thesis-master": (
        {"document_type": ["thesis"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "thesis_info": {"degree_type": "master", "date": "2010", "institutions": [{"name": "U. Heidelberg (main)"}]}},
        {"": "mastersthesis", "author": "Aad, Georges", "title": "T", "school": "University of Heidelberg", "year": "2010"},
    ),
    "thesis2": (
        {"document_type": ["thesis"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "thesis_info": {"degree_type": "phd", "defense_date": "2010-05-01", "date": "2011", "institutions": [{"name": "Michigan State U."}, {"name": "B"}]}, "report_numbers": [{"value": "CERN-THESIS-2011-1"}]},
        {"": "phdthesis", "author": "Aad, Georges", "title": "T", "school": "Michigan State University", "year": "2010", "month": "may"},
    ),
    "erratum-list": (
        {"document_type": ["article"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "publication_info": [{"journal_title": "Phys.Rev.D", "journal_volume": "1", "artid": "2", "year": 2012}, {"material": "erratum", "journal_title": "Phys.Rev.D", "journal_volume": "2", "artid": "9"}], "dois": [{"value": "10.1103/a"}, {"value": "10.1103/b", "material": "erratum"}]},
        {"": "article", "author": "Aad, Georges", "title": "T", "journal": "Physical Review D", "shortjournal": "Phys. Rev. D", "volume": "1", "eid": "2", "year": "2012", "doi": "10.1103/a"},
    ),
    "suffix": (
        {"document_type": ["article"], "titles": [{"title": "T"}], "authors": [{"full_name": "'t Hooft, G."}, {"full_name": "von Neumann, John"}, {"full_name": "King, Jr., Martin"}, {"full_name": "King, Martin, III"}, {"full_name": "Ruchi"}], "arxiv_eprints": [{"value": "2001.00001v2", "categories": ["hep-ex"]}], "preprint_date": "2020-01-02"},
        {"": "misc", "author": "'t Hooft, G. and von Neumann, John and King, Jr., Martin and King, III, Martin and Ruchi", "title": "T", "year": "2020", "month": "jan", "eprint": "2001.00001", "archiveprefix": "arXiv", "primaryclass": "hep-ex"},
    ),
    "corporate": (
        {"document_type": ["article"], "titles": [{"title": "T"}], "corporate_author": ["ATLAS Collaboration"], "collaborations": [{"value": "ATLAS"}, {"value": "CMS"}], "publication_info": [{"journal_title": "JHEP", "journal_volume": "08", "page_start": "045", "year": 2016}]},
        {"": "article", "author": "{ATLAS Collaboration}", "title": "T", "journal": "Journal of High Energy Physics", "shortjournal": "JHEP", "volume": "08", "eid": "045", "year": "2016", "collaboration": "ATLAS, CMS"},
    ),
    "collab-only": (
        {"document_type": ["article"], "titles": [{"title": "T"}], "collaborations": [{"value": "ATLAS"}], "publication_info": [{"journal_title": "JHEP", "journal_volume": "08", "artid": "045", "year": 2016}]},
        {"": "article", "author": "{ATLAS Collaboration}", "title": "T", "journal": "Journal of High Energy Physics", "shortjournal": "JHEP", "volume": "08", "eid": "045", "year": "2016", "collaboration": "ATLAS"},
    ),
    "withdrawn": (
        {"document_type": ["article"], "titles": [{"title": "T"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "withdrawn": True, "arxiv_eprints": [{"value": "2001.00001", "categories": ["hep-ex"]}]},
        {"": "misc", "author": "Aad, Georges", "title": "T", "eprint": "2001.00001", "archiveprefix": "arXiv", "primaryclass": "hep-ex", "note": "Withdrawn"},
    ),
    "refereed-lang": (
        {"document_type": ["article"], "titles": [{"title": "T mit MathML <math><msup><mi>x</mi><mn>2</mn></msup></math>", "source": "x"}], "authors": [{"full_name": "Aad, Georges", "inspire_roles": ["author"]}], "languages": ["de"], "publication_info": [{"journal_title": "Z.Phys.", "journal_volume": "1", "page_start": "2", "page_end": "4", "year": 1920}]},
        {"": "article", "author": "Aad, Georges", "title": "T mit {MathML} $x^2$", "journal": "Zeitschrift für Physik", "shortjournal": "Z. Phys.", "volume": "1", "pages": "2--4", "year": "1920", "langid": "ngerman"},
    ),
    "section-with-the-volume": (
        {"document_type": ["article"], "titles": [{"title": "On Light"}], "authors": [{"full_name": "Silva, Ana"}], "publication_info": [{"journal_title": "Phys.Rev.", "journal_volume": "D98", "page_start": "1", "page_end": "9", "year": 1998}]},
        {"": "article", "author": "Silva, Ana", "title": "On Light", "journal": "Physical Review D", "shortjournal": "Phys. Rev. D", "volume": "98", "pages": "1--9", "year": "1998"},
    ),
}
# fmt: on

# A whole answer → its entries.
# fmt: off
ANSWERS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "bib": (
        r"""@article{Aad:2012tfa,
    author = "Aad, Georges and others",
    collaboration = "ATLAS",
    title = "{Observation of a new particle in the search for the Standard Model Higgs boson with the ATLAS detector at the LHC}",
    eprint = "1207.7214",
    archivePrefix = "arXiv",
    primaryClass = "hep-ex",
    reportNumber = "CERN-PH-EP-2012-218",
    doi = "10.1016/j.physletb.2012.08.020",
    journal = "Phys. Lett. B",
    volume = "716",
    pages = "1--29",
    year = "2012"
}
@book{Peskin:1995ev,
    author = "Peskin, Michael E. and Schroeder, Daniel V.",
    title = "{An Introduction to quantum field theory}",
    isbn = "978-0-201-50397-5, 978-0-429-50355-9, 978-0-429-49417-8",
    doi = "10.1201/9780429503559",
    publisher = "Addison-Wesley",
    address = "Reading, USA",
    year = "1995"
}
@article{X:2012,
    author = "X, Y",
    title = "{T}",
    journal = "JHEP",
    volume = "08",
    pages = "045",
    year = "2012",
    note = "[Erratum: JHEP 09, 034 (2012)]"
}""",
        [
            {"": "article", "author": "Aad, Georges and others", "title": "Observation of a new particle in the search for the Standard Model Higgs boson with the {ATLAS} detector at the {LHC}", "journal": "Physics Letters B", "shortjournal": "Phys. Lett. B", "volume": "716", "pages": "1--29", "year": "2012", "doi": "10.1016/j.physletb.2012.08.020", "eprint": "1207.7214", "archiveprefix": "arXiv", "primaryclass": "hep-ex", "collaboration": "ATLAS", "reportnumber": "CERN-PH-EP-2012-218"},
            {"": "book", "author": "Peskin, Michael E. and Schroeder, Daniel V.", "title": "An Introduction to quantum field theory", "publisher": "Addison-Wesley", "address": "Reading, USA", "year": "1995", "doi": "10.1201/9780429503559", "isbn": "978-0-201-50397-5"},
            {"": "article", "author": "X, Y", "title": "T", "journal": "Journal of High Energy Physics", "shortjournal": "JHEP", "volume": "08", "eid": "045", "year": "2012", "note": "[Erratum: JHEP 09, 034 (2012)]"},
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"metadata": record}
    assert entries("inspire", answer) == [entry]


@pytest.mark.parametrize(("answer", "found"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_becomes_the_entries_of_its_works(
    answer: Any, found: list[dict[str, str]]
) -> None:
    assert entries("inspire", answer) == found
