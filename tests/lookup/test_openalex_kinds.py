"""OpenAlex: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "article": (
        {"title": "Cats & dogs", "doi": "https://doi.org/10.1000/x", "type": "article", "type_crossref": "journal-article", "authorships": [{"author_position": "first", "author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace", "institutions": [{"display_name": "MIT"}]}, {"author_position": "first", "author": {"display_name": "J. von Neumann"}, "raw_author_name": "J. von Neumann", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Cat Journal", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}, "landing_page_url": "https://doi.org/10.1000/x"}, "biblio": {"volume": "3", "issue": "2", "first_page": "1", "last_page": "9"}, "abstract_inverted_index": {"a": [0]}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Cats & dogs"},
        {"": "article", "author": "Ada Lovelace and J. von Neumann", "title": "Cats \\& dogs", "journal": "Cat Journal", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "arxiv-only": (
        {"title": "Cats", "doi": "https://doi.org/10.48550/arxiv.2001.00001", "type": "preprint", "authorships": [{"author_position": "first", "author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "arXiv (Cornell University)", "type": "repository", "host_organization_name": "Cornell University", "issn_l": None}, "landing_page_url": "http://arxiv.org/abs/2001.00001", "pdf_url": "https://arxiv.org/pdf/2001.00001"}, "locations": [{"landing_page_url": "http://arxiv.org/abs/2001.00001"}], "best_oa_location": {"pdf_url": "https://arxiv.org/pdf/2001.00001"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Cats"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2020", "month": "may", "doi": "10.48550/arxiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv", "pdf": "https://arxiv.org/pdf/2001.00001"},
    ),
    "arxiv-no-doi": (
        {"title": "Cats", "doi": None, "type": "article", "authorships": [{"author_position": "first", "author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "arXiv (Cornell University)", "type": "repository", "host_organization_name": "Cornell University", "issn_l": None}, "landing_page_url": "http://arxiv.org/abs/2001.00001"}, "locations": [{"landing_page_url": "http://arxiv.org/abs/2001.00001"}], "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Cats"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2020", "month": "may", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "cvpr": (
        {"title": "Deep", "doi": "https://doi.org/10.1109/cvpr.2016.90", "type": "article", "type_crossref": "proceedings-article", "authorships": [{"author_position": "first", "author": {"display_name": "Kaiming He"}, "raw_author_name": "Kaiming He", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": None, "raw_source_name": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "raw_type": "proceedings-article"}, "biblio": {"first_page": "770", "last_page": "778"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Deep"},
        {"": "inproceedings", "author": "Kaiming He", "title": "Deep", "booktitle": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "year": "2020", "month": "may", "pages": "770--778", "doi": "10.1109/cvpr.2016.90"},
    ),
    "conf-source": (
        {"title": "Deep", "doi": "https://doi.org/10.1145/1.2", "type": "conference-paper", "authorships": [{"author_position": "first", "author": {"display_name": "Kaiming He"}, "raw_author_name": "Kaiming He", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Proceedings of the AAAI Conference on Artificial Intelligence", "type": "conference", "host_organization_name": "AAAI", "issn_l": "1234-5679"}, "raw_type": "journal-article"}, "biblio": {"volume": "34", "issue": "05", "first_page": "770", "last_page": "778"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Deep"},
        {"": "inproceedings", "author": "Kaiming He", "title": "Deep", "booktitle": "Proceedings of the AAAI Conference on Artificial Intelligence", "volume": "34", "number": "05", "year": "2020", "month": "may", "pages": "770--778", "publisher": "AAAI", "doi": "10.1145/1.2", "issn": "1234-5679"},
    ),
    "lncs-new": (
        {"title": "Deep", "doi": "https://doi.org/10.1007/978-3-1", "type": "book-chapter", "authorships": [{"author_position": "first", "author": {"display_name": "K He"}, "raw_author_name": "K He", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Lecture notes in computer science", "type": "book series", "host_organization_name": "Springer Science+Business Media", "issn_l": "1234-5679"}, "raw_source_name": "Lecture Notes in Computer Science", "raw_type": "book-chapter"}, "biblio": {"first_page": "770", "last_page": "778"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Deep"},
        {"": "inproceedings", "author": "K He", "title": "Deep", "series": "Lecture Notes in Computer Science", "year": "2020", "month": "may", "pages": "770--778", "publisher": "Springer Science+Business Media", "doi": "10.1007/978-3-1", "issn": "1234-5679"},
    ),
    "dissertation": (
        {"title": "On T", "type": "dissertation", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "DSpace@MIT (Massachusetts Institute of Technology)", "type": "repository", "host_organization_name": "Massachusetts Institute of Technology", "issn_l": None}, "landing_page_url": "http://hdl.handle.net/1721.1/1"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "On T"},
        {"": "phdthesis", "author": "Ada L", "title": "On {T}", "school": "MIT", "year": "2020", "month": "may", "url": "http://hdl.handle.net/1721.1/1"},
    ),
    "report": (
        {"title": "R", "type": "report", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": None, "landing_page_url": "https://x.org/r"}, "doi": "https://doi.org/10.2172/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "R"},
        {"": "techreport", "author": "Ada L", "title": "R", "year": "2020", "month": "may", "doi": "10.2172/1"},
    ),
    "book": (
        {"title": "B", "type": "book", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Springer eBooks", "type": "ebook platform", "host_organization_name": "Springer Nature", "issn_l": None}}, "doi": "https://doi.org/10.1007/978", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "B"},
        {"": "book", "author": "Ada L", "title": "B", "publisher": "Springer Nature", "year": "2020", "month": "may", "doi": "10.1007/978"},
    ),
    "chapter-ebook": (
        {"title": "B", "type": "book-chapter", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Routledge eBooks", "type": "ebook platform", "host_organization_name": "Taylor & Francis", "issn_l": None}, "raw_source_name": "Handbook of Cats"}, "doi": "https://doi.org/10.1007/978", "biblio": {"first_page": "1", "last_page": "9"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "B"},
        {"": "incollection", "author": "Ada L", "title": "B", "booktitle": "Handbook of Cats", "year": "2020", "month": "may", "pages": "1--9", "publisher": "Taylor \\& Francis", "doi": "10.1007/978"},
    ),
    "dataset": (
        {"title": "B", "type": "dataset", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Zenodo (CERN European Organization for Nuclear Research)", "type": "repository", "host_organization_name": "CERN", "issn_l": None}}, "doi": "https://doi.org/10.5281/zenodo.1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "B"},
        {"": "dataset", "author": "Ada L", "title": "B", "publisher": "Zenodo", "year": "2020", "month": "may", "doi": "10.5281/zenodo.1"},
    ),
    "dataset2": (
        {"title": "B", "type": "dataset", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Figshare", "type": "repository", "host_organization_name": "Figshare (United Kingdom)", "issn_l": None}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "B"},
        {"": "dataset", "author": "Ada L", "title": "B", "publisher": "Figshare", "year": "2020", "month": "may", "doi": "10.6084/1"},
    ),
    "paratext": (
        {"title": "Front Matter", "type": "paratext", "authorships": [], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Front Matter"},
        {"": "misc", "title": "Front Matter", "howpublished": "J", "year": "2020", "month": "may", "doi": "10.6084/1"},
    ),
    "peer-review": (
        {"title": "Review", "type": "peer-review", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": None}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Review"},
        {"": "misc", "author": "Ada L", "title": "Review", "year": "2020", "month": "may", "doi": "10.6084/1"},
    ),
    "retracted": (
        {"title": "RETRACTED: Cats", "type": "article", "is_retracted": True, "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "RETRACTED: Cats"},
        {"": "article", "author": "Ada L", "title": "Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679", "note": "Retracted"},
    ),
    "retraction": (
        {"title": "Retraction: Cats", "type": "retraction", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Retraction: Cats"},
        {"": "article", "author": "Ada L", "title": "Retraction: Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679"},
    ),
    "letter": (
        {"title": "Cats", "type": "letter", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Cats"},
        {"": "article", "author": "Ada L", "title": "Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679"},
    ),
    "erratum": (
        {"title": "Erratum", "type": "erratum", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Erratum"},
        {"": "article", "author": "Ada L", "title": "Erratum", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679"},
    ),
    "supplementary": (
        {"title": "Suppl", "type": "supplementary-materials", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "figshare", "type": "repository", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Suppl"},
        {"": "misc", "author": "Ada L", "title": "Suppl", "howpublished": "figshare", "year": "2020", "month": "may", "doi": "10.6084/1"},
    ),
    "reference-entry": (
        {"title": "Cat", "type": "reference-entry", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Encyclopedia of Cats", "type": "book series", "host_organization_name": "X", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Cat"},
        {"": "incollection", "author": "Ada L", "title": "Cat", "booktitle": "Encyclopedia of Cats", "year": "2020", "month": "may", "publisher": "X", "doi": "10.6084/1", "issn": "1234-5679"},
    ),
    "chapter-in-journal": (
        {"title": "Cat", "type": "book-chapter", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Advances in Chemical Physics", "type": "book series", "host_organization_name": "X", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "biblio": {"volume": "12", "first_page": "1", "last_page": "2"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Cat"},
        {"": "incollection", "author": "Ada L", "title": "Cat", "series": "Advances in Chemical Physics", "volume": "12", "year": "2020", "month": "may", "pages": "1--2", "publisher": "X", "doi": "10.6084/1", "issn": "1234-5679"},
    ),
    "caps": (
        {"title": "DNA REPAIR IN HUMAN CELLS", "type": "article", "authorships": [{"author_position": "first", "author": {"display_name": "ADA LOVELACE"}, "raw_author_name": "ADA LOVELACE", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "Biochemistry", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "biblio": {"volume": "3", "issue": "2", "first_page": "e12", "last_page": "e12"}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "DNA REPAIR IN HUMAN CELLS"},
        {"": "article", "author": "Ada Lovelace", "title": "{DNA} repair in human cells", "journal": "Biochemistry", "volume": "3", "number": "2", "eid": "e12", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679"},
    ),
    "old-host-venue": (
        {"title": "T", "type": "journal-article", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "host_venue": {"display_name": "Nature", "publisher": "NPG", "type": "journal", "issn_l": "0028-0836", "url": "https://doi.org/1"}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "T"},
        {"": "article", "author": "Ada L", "title": "T", "journal": "Nature", "year": "2020", "month": "may", "publisher": "NPG", "doi": "10.6084/1", "issn": "0028-0836"},
    ),
    "html": (
        {"title": "Role of <i>BRCA1</i> in H<sub>2</sub>O &amp; mice", "type": "article", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "language": "fr", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "Role of <i>BRCA1</i> in H<sub>2</sub>O &amp; mice"},
        {"": "article", "author": "Ada L", "title": "Role of \\textit{{BRCA1}} in {H}\\textsubscript{2}{O} \\& mice", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679", "langid": "french"},
    ),
    "pmcids": (
        {"title": "T", "type": "article", "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123", "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/456"}, "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "T"},
        {"": "article", "author": "Ada L", "title": "T", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "issn": "1234-5679", "pmid": "123", "pmcid": "PMC456"},
    ),
    "published-arxiv-loc": (
        {"title": "T", "type": "article", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "J", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "doi": "https://doi.org/10.6084/1", "locations": [{"landing_page_url": "https://doi.org/10.6084/1"}, {"landing_page_url": "http://arxiv.org/abs/2001.00001v2"}], "best_oa_location": {"pdf_url": "https://arxiv.org/pdf/2001.00001"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "T"},
        {"": "article", "author": "Ada L", "title": "T", "journal": "J", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.6084/1", "eprint": "2001.00001", "archiveprefix": "arXiv", "issn": "1234-5679", "pdf": "https://arxiv.org/pdf/2001.00001"},
    ),
    "standard": (
        {"title": "T", "type": "standard", "authorships": [], "primary_location": {"source": None}, "doi": "https://doi.org/10.6084/1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "T"},
        {"": "standard", "title": "T", "year": "2020", "month": "may", "doi": "10.6084/1"},
    ),
    "repo-article": (
        {"title": "T", "type": "article", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "HAL (Le Centre pour la Communication Scientifique Directe)", "type": "repository", "host_organization_name": "CCSD", "issn_l": None}, "landing_page_url": "https://hal.science/hal-01"}, "biblio": {"volume": "4"}, "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "T"},
        {"": "misc", "author": "Ada L", "title": "T", "howpublished": "HAL", "year": "2020", "month": "may", "url": "https://hal.science/hal-01"},
    ),
    "ssrn": (
        {"title": "T", "type": "preprint", "authorships": [{"author_position": "first", "author": {"display_name": "Ada L"}, "raw_author_name": "Ada L", "institutions": [{"display_name": "MIT"}]}], "primary_location": {"source": {"display_name": "SSRN Electronic Journal", "type": "repository", "host_organization_name": "RELX Group (Netherlands)", "issn_l": "1556-5068"}, "raw_source_name": "SSRN Electronic Journal"}, "doi": "https://doi.org/10.2139/ssrn.1", "publication_year": 2020, "publication_date": "2020-05-04", "id": "https://openalex.org/W1", "display_name": "T"},
        {"": "misc", "author": "Ada L", "title": "T", "howpublished": "SSRN Electronic Journal", "year": "2020", "month": "may", "doi": "10.2139/ssrn.1"},
    ),
    "lncs-hal-location": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "article", "type_crossref": "book-chapter", "primary_location": {"source": {"display_name": "Lecture notes in computer science", "type": "book series", "host_organization_name": "Springer Science+Business Media", "issn_l": "1234-5679"}, "raw_source_name": "Lecture Notes in Computer Science"}, "locations": [{"raw_source_name": "Proceedings of the 5th International Conference on Cats"}], "biblio": {"first_page": "1", "last_page": "9"}},
        {"": "inproceedings", "author": "Ada Lovelace", "title": "On Cats", "booktitle": "Proceedings of the 5th International Conference on Cats", "series": "Lecture Notes in Computer Science", "year": "2020", "month": "may", "pages": "1--9", "publisher": "Springer Science+Business Media", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "ccis": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "book-chapter", "primary_location": {"source": {"display_name": "Communications in computer and information science", "type": "book series", "host_organization_name": "Springer", "issn_l": "1234-5679"}}, "biblio": {"first_page": "1", "last_page": "9"}},
        {"": "inproceedings", "author": "Ada Lovelace", "title": "On Cats", "series": "Communications in Computer and Information Science", "year": "2020", "month": "may", "pages": "1--9", "publisher": "Springer", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "procedia": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "article", "type_crossref": "journal-article", "primary_location": {"source": {"display_name": "Procedia Computer Science", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "biblio": {"volume": "12", "first_page": "1", "last_page": "9"}},
        {"": "article", "author": "Ada Lovelace", "title": "On Cats", "journal": "Procedia Computer Science", "volume": "12", "pages": "1--9", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "pmlr": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": None, "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "article", "primary_location": {"source": {"display_name": "International Conference on Machine Learning", "type": "conference", "host_organization_name": "", "issn_l": None}, "landing_page_url": "http://proceedings.mlr.press/v1/x.html"}, "biblio": {"first_page": "1", "last_page": "9"}},
        {"": "inproceedings", "author": "Ada Lovelace", "title": "On Cats", "booktitle": "International Conference on Machine Learning", "year": "2020", "month": "may", "pages": "1--9", "url": "http://proceedings.mlr.press/v1/x.html"},
    ),
    "dspace-thesis-no-inst": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": None, "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "A B"}, "raw_author_name": "A B", "institutions": []}], "type": "dissertation", "primary_location": {"source": {"display_name": "eScholarship (California Digital Library)", "type": "repository", "host_organization_name": "California Digital Library", "issn_l": None}, "landing_page_url": "https://x.org/1"}},
        {"": "phdthesis", "author": "A B", "title": "On Cats", "year": "2020", "month": "may", "url": "https://x.org/1"},
    ),
    "review": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "review", "primary_location": {"source": {"display_name": "Annual Review of Cats", "type": "journal", "host_organization_name": "Elsevier BV", "issn_l": "1234-5679"}}, "biblio": {"volume": "1", "first_page": "12", "last_page": "12"}},
        {"": "article", "author": "Ada Lovelace", "title": "On Cats", "journal": "Annual Review of Cats", "volume": "1", "pages": "12", "year": "2020", "month": "may", "publisher": "Elsevier BV", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "biorxiv": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "preprint", "primary_location": {"source": {"display_name": "bioRxiv (Cold Spring Harbor Laboratory)", "type": "repository", "host_organization_name": "Cold Spring Harbor Laboratory", "issn_l": None}, "version": "submittedVersion"}},
        {"": "misc", "author": "Ada Lovelace", "title": "On Cats", "howpublished": "bioRxiv", "year": "2020", "month": "may", "doi": "10.1000/x"},
    ),
    "zenodo-software": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "software", "primary_location": {"source": {"display_name": "Zenodo (CERN European Organization for Nuclear Research)", "type": "repository", "host_organization_name": "European Organization for Nuclear Research", "issn_l": None}}},
        {"": "software", "author": "Ada Lovelace", "title": "On Cats", "publisher": "Zenodo", "year": "2020", "month": "may", "doi": "10.1000/x"},
    ),
    "monograph-in-series": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "book", "type_crossref": "monograph", "primary_location": {"source": {"display_name": "Cambridge Studies in Cats", "type": "book series", "host_organization_name": "CUP", "issn_l": "1234-5679"}}, "biblio": {"volume": "12"}},
        {"": "book", "author": "Ada Lovelace", "title": "On Cats", "volume": "12", "series": "Cambridge Studies in Cats", "publisher": "CUP", "year": "2020", "month": "may", "doi": "10.1000/x"},
    ),
    "edited": (
        {"id": "https://openalex.org/W1", "title": "On Cats", "doi": "https://doi.org/10.1000/x", "publication_year": 2020, "publication_date": "2020-05-04", "authorships": [{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "Ada Lovelace"}], "type": "book", "type_crossref": "edited-book", "primary_location": {"source": {"display_name": "Cambridge University Press eBooks", "type": "ebook platform", "host_organization_name": "Cambridge University Press", "issn_l": None}, "raw_type": "edited-book"}},
        {"": "book", "author": "Ada Lovelace", "title": "On Cats", "publisher": "Cambridge University Press", "year": "2020", "month": "may", "doi": "10.1000/x"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("openalex", record) == [entry]
