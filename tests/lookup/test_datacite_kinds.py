"""DataCite: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "software": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "astropy/astropy: v5.0"}], "publisher": "Zenodo", "publicationYear": 2021, "types": {"resourceTypeGeneral": "Software", "resourceType": ""}, "version": "v5.0", "dates": [{"date": "2021-11-15", "dateType": "Issued"}], "relatedIdentifiers": [{"relationType": "IsSupplementTo", "relatedIdentifier": "https://github.com/astropy/astropy/tree/v5.0", "relatedIdentifierType": "URL"}], "doi": "10.5072/x1"},
        {"": "software", "author": "Lovelace, Ada", "title": "astropy/astropy: v5.0", "version": "v5.0", "publisher": "Zenodo", "year": "2021", "month": "nov", "doi": "10.5072/x1", "code": "https://github.com/astropy/astropy/tree/v5.0"},
    ),
    "dataset": (
        {"creators": [{"name": "European Space Agency", "nameType": "Organizational"}], "titles": [{"title": "Gaia EDR3"}], "publisher": {"name": "ESA", "publisherIdentifier": "x"}, "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"}, "version": "1.0.2", "language": "eng", "doi": "10.5072/x1"},
        {"": "dataset", "author": "{European Space Agency}", "title": "Gaia {EDR3}", "version": "1.0.2", "publisher": "ESA", "year": "2020", "doi": "10.5072/x1"},
    ),
    "arxiv": (
        {"doi": "10.48550/arXiv.1706.03762", "creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Attention Is All You Need"}], "publisher": "arXiv", "publicationYear": 2017, "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article"}, "subjects": [{"subject": "Computation and Language (cs.CL)", "subjectScheme": "arXiv"}, {"subject": "FOS: Computer and information sciences"}], "dates": [{"date": "2017-06-12T17:57:34Z", "dateType": "Submitted"}, {"date": "2017-06", "dateType": "Available"}, {"date": "2017", "dateType": "Issued"}], "version": "7", "relatedIdentifiers": [{"relationType": "IsVersionOf", "relatedIdentifier": "10.1000/pub", "relatedIdentifierType": "DOI"}]},
        {"": "misc", "author": "Lovelace, Ada", "title": "Attention Is All You Need", "year": "2017", "month": "jun", "doi": "10.48550/arXiv.1706.03762", "eprint": "1706.03762", "archiveprefix": "arXiv", "primaryclass": "cs.CL"},
    ),
    "arxiv-text": (
        {"doi": "10.48550/arxiv.hep-th/9901001", "creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Strings"}], "publisher": "arXiv", "publicationYear": 1999, "types": {"resourceTypeGeneral": "Text", "resourceType": "Article"}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Strings", "year": "1999", "doi": "10.48550/arxiv.hep-th/9901001", "eprint": "hep-th/9901001", "archiveprefix": "arXiv"},
    ),
    "thesis": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "On Engines", "lang": "en"}], "publisher": "ETH Zurich", "publicationYear": 2018, "types": {"resourceTypeGeneral": "Text", "resourceType": "Doctoral Thesis"}, "contributors": [{"name": "Babbage, C.", "contributorType": "Supervisor"}, {"name": "ETH Zurich", "contributorType": "HostingInstitution"}], "doi": "10.5072/x1"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "On Engines", "school": "ETH Zurich", "year": "2018", "doi": "10.5072/x1"},
    ),
    "thesis2": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "On Engines"}], "publisher": "Apollo - University of Cambridge Repository", "publicationYear": 2018, "types": {"resourceTypeGeneral": "Dissertation", "resourceType": "Thesis"}, "contributors": [{"name": "University of Cambridge", "nameType": "Organizational", "contributorType": "HostingInstitution"}], "doi": "10.5072/x1"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "On Engines", "school": "University of Cambridge", "year": "2018", "doi": "10.5072/x1"},
    ),
    "thesis-master": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "On Engines"}], "publisher": "TU Wien", "publicationYear": 2018, "types": {"resourceTypeGeneral": "Text", "resourceType": "Masterarbeit"}, "language": "de", "doi": "10.5072/x1"},
        {"": "mastersthesis", "author": "Lovelace, Ada", "title": "On Engines", "school": "TU Wien", "year": "2018", "doi": "10.5072/x1", "langid": "ngerman"},
    ),
    "thesis3": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "On Engines"}], "publisher": "TU Wien", "publicationYear": 2018, "types": {"resourceTypeGeneral": "Text", "resourceType": "Dissertation (PhD)"}, "doi": "10.5072/x1"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "On Engines", "school": "TU Wien", "year": "2018", "doi": "10.5072/x1"},
    ),
    "titles": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Der Engine", "lang": "de"}, {"title": "Eine Studie", "titleType": "Subtitle"}, {"title": "The Engine", "titleType": "TranslatedTitle", "lang": "en"}, {"title": "Alt", "titleType": "AlternativeTitle"}], "publisher": "P", "publicationYear": 2018, "types": {"resourceTypeGeneral": "Book", "resourceType": ""}, "language": "de", "relatedIdentifiers": [{"relationType": "IsIdenticalTo", "relatedIdentifier": "9783319245737", "relatedIdentifierType": "ISBN"}], "doi": "10.5072/x1"},
        {"": "book", "author": "Lovelace, Ada", "title": "Der Engine: Eine Studie", "publisher": "P", "year": "2018", "doi": "10.5072/x1", "isbn": "9783319245737", "langid": "ngerman"},
    ),
    "chapter": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Chap"}], "publisher": "De Gruyter", "publicationYear": 2018, "types": {"resourceTypeGeneral": "BookChapter", "resourceType": ""}, "container": {"type": "Book", "title": "Big Book", "firstPage": "12", "lastPage": "30", "identifier": "9783319245737", "identifierType": "ISBN"}, "contributors": [{"name": "Doe, Jane", "nameType": "Personal", "givenName": "Jane", "familyName": "Doe", "contributorType": "Editor"}], "doi": "10.5072/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Chap", "booktitle": "Big Book", "editor": "Doe, Jane", "year": "2018", "pages": "12--30", "publisher": "De Gruyter", "doi": "10.5072/x1", "isbn": "9783319245737"},
    ),
    "chapter-relitem": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Chap"}], "publisher": "De Gruyter", "publicationYear": 2018, "types": {"resourceTypeGeneral": "BookChapter", "resourceType": ""}, "container": {}, "relatedItems": [{"relatedItemType": "Book", "relationType": "IsPublishedIn", "titles": [{"title": "Big Book"}], "volume": "3", "firstPage": "12", "lastPage": "30", "publisher": "De Gruyter", "publicationYear": "2018", "contributors": [{"name": "Doe, Jane", "contributorType": "Editor", "givenName": "Jane", "familyName": "Doe"}]}], "doi": "10.5072/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Chap", "booktitle": "Big Book", "editor": "Doe, Jane", "volume": "3", "year": "2018", "pages": "12--30", "publisher": "De Gruyter", "doi": "10.5072/x1"},
    ),
    "article-relitem": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Art"}], "publisher": "Uni Press", "publicationYear": 2022, "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": ""}, "relatedItems": [{"relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Journal of Open Things"}], "volume": "3", "issue": "2", "firstPage": "12", "lastPage": "30", "relatedItemIdentifier": {"relatedItemIdentifier": "1234-5679", "relatedItemIdentifierType": "ISSN"}}], "doi": "10.5072/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Art", "journal": "Journal of Open Things", "volume": "3", "number": "2", "pages": "12--30", "year": "2022", "publisher": "Uni Press", "doi": "10.5072/x1", "issn": "1234-5679"},
    ),
    "lipics": (
        {"doi": "10.4230/LIPIcs.ICALP.2020.12", "creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Sorting"}], "publisher": "Schloss Dagstuhl – Leibniz-Zentrum für Informatik", "publicationYear": 2020, "types": {"resourceTypeGeneral": "ConferencePaper", "resourceType": ""}, "container": {"type": "Series", "title": "LIPIcs, Volume 168, ICALP 2020", "identifier": "1868-8969", "identifierType": "ISSN", "volume": "168", "firstPage": "12:1", "lastPage": "12:18"}, "contributors": [{"name": "Czumaj, Artur", "givenName": "Artur", "familyName": "Czumaj", "contributorType": "Editor", "nameType": "Personal"}]},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "Sorting", "booktitle": "ICALP 2020", "editor": "Czumaj, Artur", "series": "Leibniz International Proceedings in Informatics (LIPIcs)", "volume": "168", "year": "2020", "pages": "12:1--12:18", "publisher": "Schloss Dagstuhl – Leibniz-Zentrum für Informatik", "doi": "10.4230/LIPIcs.ICALP.2020.12", "issn": "1868-8969"},
    ),
    "confpaper": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Sorting"}], "publisher": "GI", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Conference Paper"}, "container": {"type": "Series", "title": "INFORMATIK 2020", "identifier": "978-3-88579-701-2", "identifierType": "ISBN"}, "doi": "10.5072/x1"},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "Sorting", "booktitle": "INFORMATIK 2020", "year": "2020", "publisher": "GI", "doi": "10.5072/x1", "isbn": "978-3-88579-701-2"},
    ),
    "preprint-osf": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "P"}], "publisher": "OSF Preprints", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Preprint", "resourceType": ""}, "relatedIdentifiers": [{"relationType": "IsPreprintOf", "relatedIdentifier": "10.1000/pub", "relatedIdentifierType": "DOI"}], "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "P", "howpublished": "OSF Preprints", "year": "2020", "doi": "10.5072/x1"},
    ),
    "report": (
        {"creators": [{"name": "NASA Team", "nameType": "Organizational"}], "titles": [{"title": "R"}], "publisher": "NASA", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Report", "resourceType": "Technical Report"}, "identifiers": [{"identifier": "NASA-TM-2020-1", "identifierType": "Report Number"}], "alternateIdentifiers": [{"alternateIdentifier": "NASA-TM-2020-1", "alternateIdentifierType": "Report Number"}], "doi": "10.5072/x1"},
        {"": "techreport", "author": "{NASA Team}", "title": "R", "institution": "NASA", "number": "NASA-TM-2020-1", "year": "2020", "doi": "10.5072/x1"},
    ),
    "name-no-type": (
        {"creators": [{"name": "Ada Lovelace"}, {"name": "World Health Organization"}, {"name": "Müller, Jürgen"}, {"name": "LOVELACE, ADA"}, {"name": "CERN", "nameType": "Organizational"}], "titles": [{"title": "R"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "dataset", "author": "Ada Lovelace and {World Health Organization} and Müller, Jürgen and Lovelace, ADA and CERN", "title": "R", "publisher": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "particles": (
        {"creators": [{"name": "van der Berg, Jan", "givenName": "Jan", "familyName": "van der Berg", "nameType": "Personal"}, {"name": "Anon", "givenName": "", "familyName": "Anon"}], "titles": [{"title": "R"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Poster"}, "doi": "10.5072/x1"},
        {"": "misc", "author": "van der Berg, Jan and Anon", "title": "R", "howpublished": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "presentation": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "Zenodo", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Presentation"}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "Zenodo", "year": "2020", "doi": "10.5072/x1"},
    ),
    "other": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "Zenodo", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Other", "resourceType": "Lesson"}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "Zenodo", "year": "2020", "doi": "10.5072/x1"},
    ),
    "interactive": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "Zenodo", "publicationYear": 2020, "types": {"resourceTypeGeneral": "InteractiveResource", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "Zenodo", "year": "2020", "doi": "10.5072/x1"},
    ),
    "physical": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "IGSN", "publicationYear": 2020, "types": {"resourceTypeGeneral": "PhysicalObject", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "IGSN", "year": "2020", "doi": "10.5072/x1"},
    ),
    "datamanagement": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "OutputManagementPlan", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "peer-review": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "PeerReview", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "instrument": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "R"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Instrument", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "R", "howpublished": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "tba": (
        {"creators": [{"name": ":unav"}], "titles": [{"title": ":unas"}], "publisher": ":unav", "publicationYear": 0, "types": {"resourceTypeGeneral": "Dataset", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "dataset", "doi": "10.5072/x1"},
    ),
    "html-title": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "Data from: <i>E. coli</i> &amp; CO<sub>2</sub>"}], "publisher": "Dryad", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset", "resourceType": ""}, "dates": [{"date": "2019-05/2020-01", "dateType": "Collected"}, {"date": "2020-03-04", "dateType": "Available"}, {"date": "2020-02-01", "dateType": "Created"}], "doi": "10.5072/x1"},
        {"": "dataset", "author": "Lovelace, Ada", "title": "Data from: \\textit{E. coli} \\& {CO}\\textsubscript{2}", "publisher": "Dryad", "year": "2020", "month": "mar", "doi": "10.5072/x1"},
    ),
    "journal-article": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "T"}], "publisher": "Copernicus GmbH", "publicationYear": 2020, "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": ""}, "container": {"type": "Journal", "title": "Atmos. Chem. Phys.", "volume": "20", "issue": "3", "firstPage": "123", "lastPage": "130", "identifier": "1680-7324", "identifierType": "ISSN"}, "dates": [{"date": "2020", "dateType": "Issued"}], "doi": "10.5072/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "Atmos. Chem. Phys.", "volume": "20", "number": "3", "pages": "123--130", "year": "2020", "publisher": "Copernicus GmbH", "doi": "10.5072/x1", "issn": "1680-7324"},
    ),
    "edited-book-no-creators": (
        {"creators": [], "titles": [{"title": "T"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Book", "resourceType": ""}, "contributors": [{"name": "Doe, Jane", "givenName": "Jane", "familyName": "Doe", "contributorType": "Editor"}], "container": {"type": "Series", "title": "Ser", "volume": "4"}, "doi": "10.5072/x1"},
        {"": "book", "editor": "Doe, Jane", "title": "T", "volume": "4", "series": "Ser", "publisher": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "service": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "T"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Service", "resourceType": ""}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "T", "howpublished": "P", "year": "2020", "doi": "10.5072/x1"},
    ),
    "withdrawn": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "WITHDRAWN: T"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Article"}, "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "T", "howpublished": "P", "year": "2020", "doi": "10.5072/x1", "note": "Withdrawn"},
    ),
    "model": (
        {"creators": [{"name": "Lovelace, Ada", "nameType": "Personal", "givenName": "Ada", "familyName": "Lovelace"}], "titles": [{"title": "T"}], "publisher": "Hugging Face", "publicationYear": 2023, "types": {"resourceTypeGeneral": "Model", "resourceType": ""}, "url": "https://huggingface.co/a/b", "doi": "10.5072/x1"},
        {"": "misc", "author": "Lovelace, Ada", "title": "T", "howpublished": "Hugging Face", "year": "2023", "doi": "10.5072/x1"},
    ),
    "journal-container-no-type": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Article"}, "container": {"type": "Journal", "title": "J. Cats", "volume": "1"}},
        {"": "article", "author": "Lovelace, Ada", "title": "On Cats", "journal": "J. Cats", "volume": "1", "year": "2020", "publisher": "P", "doi": "10.5072/x"},
    ),
    "poster-conf": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Conference Poster"}},
        {"": "misc", "author": "Lovelace, Ada", "title": "On Cats", "howpublished": "P", "year": "2020", "doi": "10.5072/x"},
    ),
    "proceedings": (
        {"doi": "10.5072/x", "creators": [], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "ConferenceProceeding", "resourceType": ""}, "contributors": [{"name": "Doe, Jane", "contributorType": "Editor"}]},
        {"": "proceedings", "editor": "Doe, Jane", "title": "On Cats", "year": "2020", "publisher": "P", "doi": "10.5072/x"},
    ),
    "book-series": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Book", "resourceType": ""}, "container": {"type": "Series", "title": "Language Science", "volume": "3"}, "relatedIdentifiers": [{"relationType": "IsPartOf", "relatedIdentifier": "2363-5568", "relatedIdentifierType": "ISSN"}]},
        {"": "book", "author": "Lovelace, Ada", "title": "On Cats", "volume": "3", "series": "Language Science", "publisher": "P", "year": "2020", "doi": "10.5072/x"},
    ),
    "report-in-series": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "Weierstrass Institute", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Report", "resourceType": ""}, "container": {"type": "Series", "title": "WIAS Preprint", "volume": "2700"}},
        {"": "techreport", "author": "Lovelace, Ada", "title": "On Cats", "institution": "Weierstrass Institute", "number": "2700", "series": "WIAS Preprint", "year": "2020", "doi": "10.5072/x"},
    ),
    "collection": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Collection", "resourceType": ""}},
        {"": "misc", "author": "Lovelace, Ada", "title": "On Cats", "howpublished": "P", "year": "2020", "doi": "10.5072/x"},
    ),
    "audio": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Sound", "resourceType": "Podcast"}},
        {"": "audio", "author": "Lovelace, Ada", "title": "On Cats", "year": "2020", "publisher": "P", "doi": "10.5072/x"},
    ),
    "award": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Award", "resourceType": ""}},
        {"": "misc", "author": "Lovelace, Ada", "title": "On Cats", "howpublished": "P", "year": "2020", "doi": "10.5072/x"},
    ),
    "upper-name": (
        {"doi": "10.5072/x", "creators": [{"name": "LOVELACE, ADA", "familyName": "LOVELACE", "givenName": "ADA", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset", "resourceType": ""}},
        {"": "dataset", "author": "Lovelace, Ada", "title": "On Cats", "publisher": "P", "year": "2020", "doi": "10.5072/x"},
    ),
    "given-only": (
        {"doi": "10.5072/x", "creators": [{"name": "Ada", "givenName": "Ada"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Dataset", "resourceType": ""}},
        {"": "dataset", "author": "Ada", "title": "On Cats", "publisher": "P", "year": "2020", "doi": "10.5072/x"},
    ),
    "pages-only-first": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": ""}, "container": {"type": "Journal", "title": "J. Cats", "volume": "1", "issue": "2", "firstPage": "123"}},
        {"": "article", "author": "Lovelace, Ada", "title": "On Cats", "journal": "J. Cats", "volume": "1", "number": "2", "pages": "123", "year": "2020", "publisher": "P", "doi": "10.5072/x"},
    ),
    "title-lang": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "Über Katzen", "lang": "de"}, {"title": "On Cats", "lang": "en"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Thesis"}, "language": "de"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "Über Katzen", "school": "P", "year": "2020", "doi": "10.5072/x", "langid": "ngerman"},
    ),
    "no-publisher": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "On Cats"}], "publisher": None, "publicationYear": 2020, "types": {"resourceTypeGeneral": "Text", "resourceType": "Report"}},
        {"": "techreport", "author": "Lovelace, Ada", "title": "On Cats", "year": "2020", "doi": "10.5072/x"},
    ),
    "v-in-title": (
        {"doi": "10.5072/x", "creators": [{"name": "Lovelace, Ada", "familyName": "Lovelace", "givenName": "Ada", "nameType": "Personal"}], "titles": [{"title": "cats: A Package for Cats"}], "publisher": "P", "publicationYear": 2020, "types": {"resourceTypeGeneral": "Software", "resourceType": ""}, "version": "1.2.3", "url": "https://github.com/a/b"},
        {"": "software", "author": "Lovelace, Ada", "title": "cats: A Package for Cats", "version": "1.2.3", "publisher": "P", "year": "2020", "doi": "10.5072/x", "code": "https://github.com/a/b"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"data": {"type": "dois", "attributes": record}}
    assert entries("datacite", answer) == [entry]
