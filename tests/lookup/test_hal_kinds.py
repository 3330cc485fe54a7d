"""HAL: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "art": (
        {"docType_s": "ART", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "journalTitle_s": "J. Cats", "volume_s": "3", "issue_s": ["2"], "page_s": "1-9", "journalPublisher_s": "Elsevier", "journalIssn_s": "1234-5679"},
        {"": "article", "author": "Ada Lovelace", "title": "Les chats: une étude", "journal": "J. Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "issn": "1234-5679", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "comm": (
        {"docType_s": "COMM", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "conferenceTitle_s": "CatConf 2020", "bookTitle_s": "Proc. CatConf", "page_s": "1-9", "city_s": "Paris", "country_s": "fr"},
        {"": "inproceedings", "author": "Ada Lovelace", "title": "Les chats: une étude", "booktitle": "CatConf 2020", "year": "2020", "month": "may", "pages": "1--9", "address": "Paris", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "poster": (
        {"docType_s": "POSTER", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "conferenceTitle_s": "CatConf", "city_s": "Lyon"},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "howpublished": "Poster at CatConf, Lyon", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "couv": (
        {"docType_s": "COUV", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "bookTitle_s": "Big Book", "scientificEditor_s": ["Jane Doe"], "publisher_s": ["Springer"], "page_s": "1-9"},
        {"": "incollection", "author": "Ada Lovelace", "title": "Les chats: une étude", "booktitle": "Big Book", "editor": "Jane Doe", "year": "2020", "month": "may", "pages": "1--9", "publisher": "Springer", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "ouv": (
        {"docType_s": "OUV", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "publisher_s": ["Springer"], "isbn_s": "9783319245737"},
        {"": "book", "author": "Ada Lovelace", "title": "Les chats: une étude", "publisher": "Springer", "year": "2020", "month": "may", "isbn": "9783319245737", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "douv": (
        {"docType_s": "DOUV", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "publisher_s": ["Springer"]},
        {"": "book", "author": "Ada Lovelace", "title": "Les chats: une étude", "publisher": "Springer", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "these": (
        {"docType_s": "THESE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["Université Paris Saclay"], "director_s": ["X Y"]},
        {"": "phdthesis", "author": "Ada Lovelace", "title": "Les chats: une étude", "school": "Université Paris Saclay", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "hdr": (
        {"docType_s": "HDR", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["Sorbonne"]},
        {"": "phdthesis", "author": "Ada Lovelace", "title": "Les chats: une étude", "type": "Habilitation à diriger des recherches", "school": "Sorbonne", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "mem": (
        {"docType_s": "MEM", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["ENS"]},
        {"": "mastersthesis", "author": "Ada Lovelace", "title": "Les chats: une étude", "school": "ENS", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "report": (
        {"docType_s": "REPORT", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["INRIA"], "number_s": ["RR-1234"], "reportType_s": "2"},
        {"": "techreport", "author": "Ada Lovelace", "title": "Les chats: une étude", "institution": "INRIA", "number": "RR-1234", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "undefined": (
        {"docType_s": "UNDEFINED", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "preprint": (
        {"docType_s": "PREPRINT", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "software": (
        {"docType_s": "SOFTWARE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "version_s": ["1.0"]},
        {"": "software", "author": "Ada Lovelace", "title": "Les chats: une étude", "version": "1.0", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "patent": (
        {"docType_s": "PATENT", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "number_s": ["FR1"], "country_s": "fr"},
        {"": "patent", "author": "Ada Lovelace", "title": "Les chats: une étude", "number": "FR1", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "other": (
        {"docType_s": "OTHER", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "lecture": (
        {"docType_s": "LECTURE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["X"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "img": (
        {"docType_s": "IMG", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "video": (
        {"docType_s": "VIDEO", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "video", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "son": (
        {"docType_s": "SON", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "map": (
        {"docType_s": "MAP", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "blog": (
        {"docType_s": "BLOG", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "bookTitle_s": "Blog X"},
        {"": "online", "author": "Ada Lovelace", "title": "Les chats: une étude", "howpublished": "Blog X", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "notice": (
        {"docType_s": "NOTICE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "trad": (
        {"docType_s": "TRAD", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "publisher_s": ["P"]},
        {"": "book", "author": "Ada Lovelace", "title": "Les chats: une étude", "publisher": "P", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "issue": (
        {"docType_s": "ISSUE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "journalTitle_s": "J. Cats", "volume_s": "3"},
        {"": "periodical", "author": "Ada Lovelace", "title": "Les chats: une étude", "series": "J. Cats", "volume": "3", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "proceedings": (
        {"docType_s": "PROCEEDINGS", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "conferenceTitle_s": "CatConf", "publisher_s": ["P"]},
        {"": "proceedings", "title": "Les chats: une étude", "author": "Ada Lovelace", "year": "2020", "month": "may", "publisher": "P", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "creport": (
        {"docType_s": "CREPORT", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["X"]},
        {"": "techreport", "author": "Ada Lovelace", "title": "Les chats: une étude", "institution": "X", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "etabthese": (
        {"docType_s": "ETABTHESE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "authorityInstitution_s": ["X"]},
        {"": "phdthesis", "author": "Ada Lovelace", "title": "Les chats: une étude", "school": "X", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "presconf": (
        {"docType_s": "PRESCONF", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "conferenceTitle_s": "C"},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "howpublished": "C", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "repact": (
        {"docType_s": "REPACT", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "techreport", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "synthese": (
        {"docType_s": "SYNTHESE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"]},
        {"": "misc", "author": "Ada Lovelace", "title": "Les chats: une étude", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "note": (
        {"docType_s": "NOTE", "title_s": ["Les chats"], "subTitle_s": ["une étude"], "authFullName_s": ["Ada Lovelace"], "producedDate_s": "2020-05-04", "halId_s": "hal-0123", "uri_s": "https://hal.science/hal-0123", "language_s": ["fr"], "journalTitle_s": "J"},
        {"": "article", "author": "Ada Lovelace", "title": "Les chats: une étude", "journal": "J", "year": "2020", "month": "may", "url": "https://hal.science/hal-0123", "langid": "french"},
    ),
    "bibtex": (
        {"label_bibtex": "@inproceedings{lovelace:hal-0123,\n  TITLE = {{Les chats : une {\\'e}tude}},\n  AUTHOR = {Lovelace, Ada and M{\\\"u}ller, J{\\\"u}rgen},\n  URL = {https://hal.science/hal-0123},\n  BOOKTITLE = {{CatConf 2020 - Conference on Cats}},\n  ADDRESS = {Paris, France},\n  ORGANIZATION = {{INRIA}},\n  SERIES = {Lecture Notes in Computer Science},\n  VOLUME = {123},\n  PAGES = {1-9},\n  YEAR = {2020},\n  MONTH = May,\n  DOI = {10.1007/1-2},\n  KEYWORDS = {a ; b},\n  PDF = {https://hal.science/hal-0123/file/x.pdf},\n  HAL_ID = {hal-0123},\n  HAL_VERSION = {v1},\n}"},
        {"": "inproceedings", "author": "Lovelace, Ada and Müller, Jürgen", "title": "Les chats : une étude", "booktitle": "CatConf 2020 - Conference on Cats", "series": "Lecture Notes in Computer Science", "volume": "123", "organization": "INRIA", "year": "2020", "month": "may", "pages": "1--9", "address": "Paris, France", "doi": "10.1007/1-2", "pdf": "https://hal.science/hal-0123/file/x.pdf"},
    ),
    "bibtex-unpub": (
        {"label_bibtex": "@unpublished{lovelace:hal-0124,\n  TITLE = {{Les chats}},\n  AUTHOR = {Lovelace, Ada},\n  URL = {https://hal.science/hal-0124},\n  NOTE = {working paper or preprint},\n  YEAR = {2020},\n  MONTH = May,\n  HAL_ID = {hal-0124},\n}"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Les chats", "year": "2020", "month": "may", "url": "https://hal.science/hal-0124"},
    ),
    "bibtex-these": (
        {"label_bibtex": "@phdthesis{lovelace:tel-0124,\n  TITLE = {{Les chats}},\n  AUTHOR = {Lovelace, Ada},\n  URL = {https://theses.hal.science/tel-0124},\n  NUMBER = {2020SACLS001},\n  SCHOOL = {{Universit{\\'e} Paris Saclay (COmUE)}},\n  YEAR = {2020},\n  MONTH = May,\n  KEYWORDS = {a},\n  TYPE = {Theses},\n  PDF = {https://theses.hal.science/tel-0124/file/x.pdf},\n  HAL_ID = {tel-0124},\n}"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "Les chats", "school": "Université Paris Saclay (COmUE)", "number": "2020SACLS001", "year": "2020", "month": "may", "url": "https://theses.hal.science/tel-0124", "pdf": "https://theses.hal.science/tel-0124/file/x.pdf"},
    ),
    "bibtex-hdr": (
        {"label_bibtex": "@phdthesis{lovelace:tel-0125,\n  TITLE = {{Les chats}},\n  AUTHOR = {Lovelace, Ada},\n  URL = {https://theses.hal.science/tel-0125},\n  SCHOOL = {{X}},\n  YEAR = {2020},\n  TYPE = {Habilitation {\\`a} diriger des recherches},\n  HAL_ID = {tel-0125},\n}"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "Les chats", "type": "Habilitation à diriger des recherches", "school": "X", "year": "2020", "url": "https://theses.hal.science/tel-0125"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"response": {"numFound": 1, "docs": [record]}}
    assert entries("hal", answer) == [entry]
