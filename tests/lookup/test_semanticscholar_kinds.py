"""Semantic Scholar: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "null-types": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2020, "venue": "", "publicationTypes": None, "externalIds": {"CorpusId": 1}, "journal": None, "publicationDate": None, "publicationVenue": None, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "misc", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "year": "2020", "url": "https://www.semanticscholar.org/paper/aaa"},
    ),
    "arxiv": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2020, "venue": "ArXiv", "publicationTypes": None, "externalIds": {"ArXiv": "2001.00001", "DBLP": "journals/corr/abs-2001-00001", "CorpusId": 1}, "journal": {"name": "ArXiv", "volume": "abs/2001.00001"}, "publicationDate": "2020-01-05", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "misc", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "year": "2020", "month": "jan", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "pages-ws": (
        {"title": "Cats.", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "IEEE transactions on pattern analysis and machine intelligence", "publicationVenue": {"name": "IEEE Transactions on Pattern Analysis and Machine Intelligence", "type": "journal", "issn": "0162-8828", "alternate_names": []}, "publicationTypes": ["JournalArticle"], "externalIds": {"DOI": "10.1109/TPAMI.2019.1"}, "journal": {"name": "IEEE Transactions on Pattern Analysis and Machine Intelligence", "pages": "\n          583-592\n        ", "volume": "41"}, "publicationDate": "2019-03-01", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "article", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "journal": "IEEE Transactions on Pattern Analysis and Machine Intelligence", "volume": "41", "pages": "583--592", "year": "2019", "month": "mar", "doi": "10.1109/TPAMI.2019.1", "issn": "0162-8828"},
    ),
    "pages-odd": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "Nature", "publicationTypes": ["JournalArticle", "Review"], "externalIds": {"DOI": "10.1038/s1"}, "journal": {"name": "Nature", "pages": "1 - 9", "volume": "41 3"}, "publicationDate": "2019-03-01", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "article", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "journal": "Nature", "volume": "41", "number": "3", "pages": "1--9", "year": "2019", "month": "mar", "doi": "10.1038/s1"},
    ),
    "vol-issue": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "Cell", "publicationTypes": ["JournalArticle"], "externalIds": {"DOI": "10.1038/s1"}, "journal": {"name": "Cell", "pages": "\n 1794-1806.e10 ", "volume": "178 4"}, "publicationDate": "2019-03-01", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "article", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "journal": "Cell", "volume": "178", "number": "4", "pages": "1794--1806.e10", "year": "2019", "month": "mar", "doi": "10.1038/s1"},
    ),
    "cvpr": (
        {"title": "Deep", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2015, "venue": "Computer Vision and Pattern Recognition", "publicationVenue": {"name": "Computer Vision and Pattern Recognition", "type": "conference"}, "publicationTypes": ["JournalArticle", "Conference"], "externalIds": {"DBLP": "conf/cvpr/HeZRS16", "ArXiv": "1512.03385", "DOI": "10.1109/cvpr.2016.90"}, "journal": {"name": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "pages": "770-778"}, "publicationDate": "2015-12-10", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "Deep", "booktitle": "IEEE/CVF Conference on Computer Vision and Pattern Recognition", "year": "2016", "pages": "770--778", "doi": "10.1109/cvpr.2016.90", "eprint": "1512.03385", "archiveprefix": "arXiv"},
    ),
    "acl": (
        {"title": "BERT", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "North American Chapter of the Association for Computational Linguistics", "publicationVenue": {"name": "North American Chapter of the Association for Computational Linguistics", "type": "conference"}, "publicationTypes": ["JournalArticle"], "externalIds": {"DBLP": "conf/naacl/DevlinCLT19", "ACL": "N19-1423", "DOI": "10.18653/v1/N19-1423", "ArXiv": "1810.04805"}, "journal": {"pages": "4171-4186"}, "publicationDate": "2019-06-01", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "{BERT}", "booktitle": "Conference of the North American Chapter of the Association for Computational Linguistics", "year": "2019", "pages": "4171--4186", "doi": "10.18653/v1/N19-1423", "eprint": "1810.04805", "archiveprefix": "arXiv", "url": "https://aclanthology.org/N19-1423/"},
    ),
    "lncs": (
        {"title": "U-Net", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2015, "venue": "International Conference on Medical Image Computing and Computer-Assisted Intervention", "publicationVenue": {"name": "International Conference on Medical Image Computing and Computer-Assisted Intervention", "type": "conference"}, "publicationTypes": ["Conference", "JournalArticle"], "externalIds": {"DBLP": "conf/miccai/RonnebergerFB15", "DOI": "10.1007/978-3-319-24574-4_28"}, "journal": {"name": "ArXiv", "volume": "abs/1505.04597"}, "publicationDate": "2015-05-18", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "{U-Net}", "booktitle": "International Conference on Medical Image Computing and Computer Assisted Intervention", "year": "2015", "month": "may", "doi": "10.1007/978-3-319-24574-4_28"},
    ),
    "book": (
        {"title": "PRML", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2006, "venue": "", "publicationTypes": ["Book"], "externalIds": {"MAG": "1"}, "journal": {"name": "", "volume": ""}, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "book", "author": "Ada Lovelace and J. von Neumann", "title": "{PRML}", "year": "2006", "url": "https://www.semanticscholar.org/paper/aaa"},
    ),
    "booksection": (
        {"title": "Ch", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2006, "venue": "Handbook of X", "publicationTypes": ["BookSection"], "externalIds": {"DOI": "10.1/x1"}, "journal": {"name": "Handbook of X", "pages": "1-2"}, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "incollection", "author": "Ada Lovelace and J. von Neumann", "title": "Ch", "booktitle": "Handbook of X", "year": "2006", "pages": "1--2", "url": "https://www.semanticscholar.org/paper/aaa"},
    ),
    "thesis": (
        {"title": "Ch", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2006, "venue": "", "publicationTypes": None, "externalIds": {"DBLP": "phd/us/Doe06"}, "journal": None, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "phdthesis", "author": "Ada Lovelace and J. von Neumann", "title": "Ch", "year": "2006", "url": "https://www.semanticscholar.org/paper/aaa"},
    ),
    "book-dblp": (
        {"title": "Ch", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2006, "venue": "", "publicationTypes": None, "externalIds": {"DBLP": "books/daglib/0017"}, "journal": None, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "book", "author": "Ada Lovelace and J. von Neumann", "title": "Ch", "year": "2006", "url": "https://www.semanticscholar.org/paper/aaa"},
    ),
    "doi-only-no-venue": (
        {"title": "Ch", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2006, "venue": "", "publicationTypes": ["JournalArticle"], "externalIds": {"DOI": "10.1000/x"}, "journal": None, "publicationDate": "2006-02-03", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "misc", "author": "Ada Lovelace and J. von Neumann", "title": "Ch", "year": "2006", "month": "feb", "doi": "10.1000/x"},
    ),
    "pmc": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "bioRxiv", "publicationVenue": {"name": "bioRxiv", "type": "journal"}, "publicationTypes": None, "externalIds": {"DOI": "10.1101/2020.01.01.1", "PubMedCentral": "123", "PubMed": 456}, "journal": {"name": "bioRxiv"}, "publicationDate": "2019-03-01", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "misc", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "howpublished": "bioRxiv", "year": "2019", "month": "mar", "doi": "10.1101/2020.01.01.1", "pmid": "456", "pmcid": "PMC123"},
    ),
    "dataset": (
        {"title": "Data", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "Zenodo", "publicationTypes": ["Dataset"], "externalIds": {"DOI": "10.5281/zenodo.1"}, "journal": None, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "dataset", "author": "Ada Lovelace and J. von Neumann", "title": "Data", "publisher": "Zenodo", "year": "2019", "doi": "10.5281/zenodo.1"},
    ),
    "names": (
        {"title": "Cats", "authors": [{"name": "A. Lovelace"}, {"name": "The ATLAS Collaboration"}, {"name": "Ludwig van Beethoven"}, {"name": ""}, {"name": None}, {"name": "Smith J."}, {"name": "H. Ji"}, {"name": "John Smith, Jr."}], "year": 2019, "venue": "J", "publicationTypes": ["JournalArticle"], "externalIds": {"DOI": "10.1000/x"}, "journal": {"name": "J"}, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "article", "author": "A. Lovelace and {The ATLAS Collaboration} and Ludwig van Beethoven and Smith J. and H. Ji and Smith, Jr., John", "title": "Cats", "journal": "J", "year": "2019", "doi": "10.1000/x"},
    ),
    "acronym-venue": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2019, "venue": "EMNLP", "publicationTypes": ["Conference"], "externalIds": {"ACL": "D19-1001", "DBLP": "conf/emnlp/X19"}, "journal": {"pages": "1-2"}, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "booktitle": "Conference on Empirical Methods in Natural Language Processing", "year": "2019", "pages": "1--2", "url": "https://aclanthology.org/D19-1001/"},
    ),
    "findings": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2021, "venue": "Findings", "publicationVenue": {"name": "Findings", "type": "conference"}, "publicationTypes": ["JournalArticle"], "externalIds": {"ACL": "2021.findings-emnlp.1", "DBLP": "conf/emnlp/X21", "DOI": "10.18653/v1/2021.findings-emnlp.1"}, "journal": {"pages": "1-2"}, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "booktitle": "Findings of the Association for Computational Linguistics: EMNLP", "year": "2021", "pages": "1--2", "doi": "10.18653/v1/2021.findings-emnlp.1", "url": "https://aclanthology.org/2021.findings-emnlp.1/"},
    ),
    "iclr": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2016, "venue": "International Conference on Learning Representations", "publicationVenue": {"name": "International Conference on Learning Representations", "type": "conference"}, "publicationTypes": ["JournalArticle"], "externalIds": {"ArXiv": "1609.02907", "DBLP": "conf/iclr/KipfW17"}, "journal": {"name": "ArXiv", "volume": "abs/1609.02907"}, "publicationDate": "2016-09-09", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "booktitle": "International Conference on Learning Representations", "year": "2017", "eprint": "1609.02907", "archiveprefix": "arXiv"},
    ),
    "pmlr": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2020, "venue": "International Conference on Machine Learning", "publicationVenue": {"name": "International Conference on Machine Learning", "type": "conference"}, "publicationTypes": ["Conference"], "externalIds": {"ArXiv": "2002.05709", "DBLP": "conf/icml/ChenK0H20"}, "journal": {"pages": "1597-1607"}, "publicationDate": "2020-02-13", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "inproceedings", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "booktitle": "International Conference on Machine Learning", "year": "2020", "pages": "1597--1607", "eprint": "2002.05709", "archiveprefix": "arXiv"},
    ),
    "abbrev-journal": (
        {"title": "Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2020, "venue": "J. Mach. Learn. Res.", "publicationTypes": ["JournalArticle"], "externalIds": {"DBLP": "journals/jmlr/X20", "ArXiv": "1910.10683"}, "journal": {"name": "J. Mach. Learn. Res.", "pages": "140:1-140:67", "volume": "21"}, "publicationDate": "2019-10-23", "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "article", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "journal": "Journal of Machine Learning Research", "shortjournal": "J. Mach. Learn. Res.", "volume": "21", "pages": "140:1--140:67", "year": "2020", "eprint": "1910.10683", "archiveprefix": "arXiv"},
    ),
    "retracted": (
        {"title": "RETRACTED ARTICLE: Cats", "authors": [{"authorId": "1", "name": "Ada Lovelace"}, {"authorId": None, "name": "J. von Neumann"}], "year": 2020, "venue": "Cats", "publicationTypes": ["JournalArticle"], "externalIds": {"DOI": "10.1/a12"}, "journal": {"name": "Cats"}, "paperId": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "url": "https://www.semanticscholar.org/paper/aaa"},
        {"": "article", "author": "Ada Lovelace and J. von Neumann", "title": "Cats", "journal": "Cats", "year": "2020", "url": "https://www.semanticscholar.org/paper/aaa", "note": "Retracted"},
    ),
    "papers-of-an-author": (
        {"authorId": "1", "name": "Ada Lovelace", "papers": [{"paperId": "a", "title": "Cats", "year": 2020, "externalIds": {"DOI": "10.1000/x"}}]},
        {"": "misc", "title": "Cats", "year": "2020", "doi": "10.1000/x"},
    ),
    "recommendations": (
        {"recommendedPapers": [{"paperId": "a", "title": "Cats", "year": 2020, "externalIds": {"DOI": "10.1000/x"}}]},
        {"": "misc", "title": "Cats", "year": "2020", "doi": "10.1000/x"},
    ),
    "first-version-of-the-api": (
        {"paperId": "a", "title": "Cats", "doi": "10.1000/x", "arxivId": "2001.00001", "venue": "ArXiv", "year": 2020, "authors": [{"name": "Ada Lovelace"}]},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2020", "doi": "10.1000/x", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("semanticscholar", record) == [entry]
