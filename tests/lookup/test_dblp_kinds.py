"""dblp: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "one-author-dict": (
        {"authors": {"author": {"@pid": "1", "text": "Ada Lovelace 0001"}}, "title": "Cats.", "venue": "Nat.", "year": "2020", "type": "Journal Articles", "key": "journals/nat/L20", "doi": "10.1038/S41586-020-1", "ee": "https://doi.org/10.1038/s41586-020-1", "volume": "1", "number": "2", "pages": "12:1-12:20"},
        {"": "article", "author": "Ada Lovelace", "title": "Cats", "journal": "Nat.", "volume": "1", "number": "2", "pages": "12:1--12:20", "year": "2020", "doi": "10.1038/s41586-020-1"},
    ),
    "corr": (
        {"authors": {"author": [{"text": "Ada Lovelace"}]}, "title": "Cats.", "venue": "CoRR", "volume": "abs/2001.00001", "year": "2020", "type": "Informal and Other Publications", "key": "journals/corr/abs-2001-00001", "doi": "10.48550/ARXIV.2001.00001", "ee": "https://doi.org/10.48550/arXiv.2001.00001"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2020", "doi": "10.48550/arXiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv"},
    ),
    "corr-old": (
        {"authors": {"author": [{"text": "Ada Lovelace"}]}, "title": "Cats.", "venue": "CoRR", "volume": "cs.CL/0101001", "year": "2001", "type": "Informal Publications", "key": "journals/corr/cs-CL-0101001", "ee": "http://arxiv.org/abs/cs.CL/0101001"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2001", "eprint": "cs/0101001", "archiveprefix": "arXiv"},
    ),
    "corr-abs1": (
        {"authors": {"author": [{"text": "Ada Lovelace"}]}, "title": "Cats.", "venue": "CoRR", "volume": "abs/cs/0101001", "year": "2001", "type": "Informal Publications", "key": "journals/corr/cs-CL-0101001", "ee": "http://arxiv.org/abs/cs/0101001"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2001", "eprint": "cs/0101001", "archiveprefix": "arXiv"},
    ),
    "book": (
        {"authors": {"author": [{"text": "Ada Lovelace"}]}, "title": "Cats - An Introduction, Second Edition.", "venue": "Springer Series in X", "publisher": "Springer", "year": "2001", "type": "Books and Theses", "key": "books/sp/L01", "isbn": "978-3-540-1", "ee": "https://doi.org/10.1007/b1"},
        {"": "book", "author": "Ada Lovelace", "title": "Cats - An Introduction, Second Edition", "series": "Springer Series in X", "publisher": "Springer", "year": "2001", "doi": "10.1007/b1"},
    ),
    "thesis": (
        {"authors": {"author": [{"text": "Ada Lovelace"}]}, "title": "Cats.", "year": "2001", "type": "Books and Theses", "school": "MIT, USA", "key": "phd/us/Lovelace01", "ee": "https://hdl.handle.net/1721.1/1"},
        {"": "phdthesis", "author": "Ada Lovelace", "title": "Cats", "school": "MIT, USA", "year": "2001", "url": "https://hdl.handle.net/1721.1/1"},
    ),
    "editorship": (
        {"editors": {"editor": {"text": "Ada Lovelace"}}, "title": "Proceedings of the Cat Workshop, Paris, France, May 1-2, 2020.", "venue": ["CatW", "CEUR Workshop Proceedings"], "volume": "2500", "publisher": "CEUR-WS.org", "year": "2020", "type": "Editorship", "key": "conf/catw/2020", "ee": "https://ceur-ws.org/Vol-2500"},
        {"": "proceedings", "editor": "Ada Lovelace", "title": "Proceedings of the Cat Workshop, Paris, France, May 1-2, 2020", "series": "CEUR Workshop Proceedings", "volume": "2500", "year": "2020", "publisher": "CEUR-WS.org", "url": "https://ceur-ws.org/Vol-2500"},
    ),
    "editorship-lncs": (
        {"authors": {"author": [{"text": "Ada Lovelace"}]}, "title": "Advances in Cats.", "venue": "Lecture Notes in Computer Science", "volume": "12345", "publisher": "Springer", "year": "2020", "type": "Editorship", "key": "conf/cat/2020", "ee": "https://doi.org/10.1007/1"},
        {"": "proceedings", "editor": "Ada Lovelace", "title": "Advances in Cats", "series": "Lecture Notes in Computer Science", "volume": "12345", "year": "2020", "publisher": "Springer", "doi": "10.1007/1"},
    ),
    "incoll": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats.", "venue": "Handbook of Cats", "pages": "1-20", "year": "2020", "publisher": "Springer", "type": "Parts in Books or Collections", "key": "books/sp/20/L20"},
        {"": "incollection", "author": "Ada Lovelace", "title": "Cats", "booktitle": "Handbook of Cats", "year": "2020", "pages": "1--20", "publisher": "Springer"},
    ),
    "ref": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats.", "venue": "Encyclopedia of Database Systems", "pages": "1-20", "year": "2018", "type": "Reference Works", "key": "reference/db/L18"},
        {"": "incollection", "author": "Ada Lovelace", "title": "Cats", "booktitle": "Encyclopedia of Database Systems", "year": "2018", "pages": "1--20"},
    ),
    "data": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats.", "publisher": "Zenodo", "year": "2018", "type": "Data and Artifacts", "key": "data/10/L18", "ee": "https://doi.org/10.5281/zenodo.1"},
        {"": "dataset", "author": "Ada Lovelace", "title": "Cats", "publisher": "Zenodo", "year": "2018", "doi": "10.5281/zenodo.1"},
    ),
    "withdrawn": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats.", "venue": "CoRR", "volume": "abs/1801.00001", "year": "2018", "type": "Withdrawn Items", "key": "journals/corr/abs-1801-00001", "ee": "http://arxiv.org/abs/1801.00001"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2018", "eprint": "1801.00001", "archiveprefix": "arXiv", "note": "Withdrawn"},
    ),
    "title-entity": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats &amp; Dogs: &quot;Who?&quot; in O(n<sup>2</sup>)?", "venue": "ICML", "pages": "1-2", "year": "2018", "type": "Conference and Workshop Papers", "key": "conf/icml/L18", "ee": ["https://proceedings.mlr.press/v80/l18.html", "https://x.org"]},
        {"": "inproceedings", "author": "Ada Lovelace", "title": "Cats \\& Dogs: \"Who?\" in {O}(n\\textsuperscript{2})?", "booktitle": "International Conference on Machine Learning", "year": "2018", "pages": "1--2", "url": "https://proceedings.mlr.press/v80/l18.html"},
    ),
    "eprint-iacr": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats.", "venue": "IACR Cryptol. ePrint Arch.", "volume": "2020", "pages": "123", "year": "2020", "type": "Informal and Other Publications", "key": "journals/iacr/L20", "ee": "https://eprint.iacr.org/2020/123"},
        {"": "misc", "author": "Ada Lovelace", "title": "Cats", "howpublished": "Cryptology ePrint Archive, Paper 2020/123", "year": "2020", "url": "https://eprint.iacr.org/2020/123"},
    ),
    "tr": (
        {"authors": {"author": "Ada Lovelace"}, "title": "Cats.", "venue": "SRC Research Report", "volume": "12", "year": "1986", "type": "Informal Publications", "key": "tr/dec/SRC12"},
        {"": "techreport", "author": "Ada Lovelace", "title": "Cats", "institution": "SRC Research Report", "number": "12", "year": "1986"},
    ),
}
# fmt: on

# A whole answer → its entries.
# fmt: off
ANSWERS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "xml-inproc": (
        "<?xml version=\"1.0\"?><dblp><inproceedings key=\"conf/icalp/L20\" mdate=\"2020\"><author>Ada Lovelace</author><author>Jos&eacute; M&uuml;ller 0002</author><title>On <i>k</i>-Cats in 2<sup>n</sup>.</title><pages>12:1-12:18</pages><year>2020</year><booktitle>ICALP</booktitle><ee type=\"oa\">https://doi.org/10.4230/LIPIcs.ICALP.2020.12</ee><crossref>conf/icalp/2020</crossref><url>db/x</url></inproceedings></dblp>",
        [
            {"": "inproceedings", "author": "Ada Lovelace and José Müller", "title": "On \\textit{k}-Cats in 2\\textsuperscript{n}", "booktitle": "International Colloquium on Automata, Languages, and Programming", "year": "2020", "pages": "12:1--12:18", "doi": "10.4230/LIPIcs.ICALP.2020.12"},
        ],
    ),
    "xml-phd": (
        "<?xml version=\"1.0\"?><dblp><phdthesis key=\"phd/de/L20\"><author>Ada Lovelace</author><title>Cats.</title><year>2020</year><school>University of Bonn, Germany</school><pages>1-200</pages><ee>https://nbn-resolving.org/urn:nbn:de:1</ee><isbn>978-3-1</isbn></phdthesis></dblp>",
        [
            {"": "phdthesis", "author": "Ada Lovelace", "title": "Cats", "school": "University of Bonn, Germany", "year": "2020", "pagetotal": "200", "url": "https://nbn-resolving.org/urn:nbn:de:1"},
        ],
    ),
    "xml-proceedings": (
        "<?xml version=\"1.0\"?><dblp><proceedings key=\"conf/x/2020\"><editor>A B</editor><title>X, Y, Proceedings</title><booktitle>X</booktitle><publisher>Springer</publisher><year>2020</year><series href=\"db/series/lncs\">Lecture Notes in Computer Science</series><volume>123</volume><isbn>978-3-319-24573-7</isbn><ee>https://doi.org/10.1007/978-1</ee></proceedings></dblp>",
        [
            {"": "proceedings", "editor": "A B", "title": "X, {Y}, Proceedings", "series": "Lecture Notes in Computer Science", "volume": "123", "year": "2020", "publisher": "Springer", "doi": "10.1007/978-1", "isbn": "978-3-319-24573-7"},
        ],
    ),
    "bib": (
        r"""@inproceedings{DBLP:conf/icml/L20,
  author       = {Ada Lovelace and Jos{\'{e}} M{\"{u}}ller},
  editor       = {Hal Daum{\'{e}} III},
  title        = {{CATS:} Learning {X} with k-Means and {GAN}s},
  booktitle    = {Proceedings of the 37th International Conference on Machine Learning,
                  {ICML} 2020, 13-18 July 2020, Virtual Event},
  series       = {Proceedings of Machine Learning Research},
  volume       = {119},
  pages        = {1--10},
  publisher    = {{PMLR}},
  year         = {2020},
  url          = {http://proceedings.mlr.press/v119/l20.html},
  timestamp    = {Tue, 15 Dec 2020 17:40:18 +0100},
  biburl       = {https://dblp.org/rec/conf/icml/L20.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org}
}
@article{DBLP:journals/corr/abs-2001-00001,
  author       = {Ada Lovelace 0001},
  title        = {Cats},
  journal      = {CoRR},
  volume       = {abs/2001.00001},
  year         = {2020},
  url          = {https://doi.org/10.48550/arXiv.2001.00001},
  doi          = {10.48550/ARXIV.2001.00001},
  eprinttype    = {arXiv},
  eprint       = {2001.00001}
}
@phdthesis{DBLP:phd/us/L20,
  author       = {Ada Lovelace},
  title        = {Cats},
  school       = {{MIT}, {USA}},
  year         = {2020},
  url          = {https://hdl.handle.net/1}
}
@proceedings{DBLP:conf/x/2020,
  editor       = {Ada Lovelace},
  title        = {Proceedings of X},
  publisher    = {{ACM}},
  year         = {2020},
  url          = {https://doi.org/10.1145/1},
  doi          = {10.1145/1},
  isbn         = {978-1-4503}
}
@article{DBLP:journals/tog/L20,
  author       = {Ada Lovelace},
  title        = {Cats},
  journal      = {{ACM} Trans. Graph.},
  volume       = {39},
  number       = {4},
  pages        = {65:1--65:13},
  year         = {2020},
  doi          = {10.1145/3386569.3392405}
}
""",
        [
            {"": "inproceedings", "author": "Lovelace, Ada and Müller, José", "title": "{CATS:} Learning {X} with k-Means and {GAN}s", "booktitle": "Proceedings of the 37th International Conference on Machine Learning, {ICML} 2020, 13-18 July 2020, Virtual Event", "editor": "Daumé, III, Hal", "series": "Proceedings of Machine Learning Research", "volume": "119", "year": "2020", "pages": "1--10", "publisher": "PMLR", "url": "http://proceedings.mlr.press/v119/l20.html"},
            {"": "misc", "author": "Ada Lovelace", "title": "Cats", "year": "2020", "doi": "10.48550/arXiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv"},
            {"": "phdthesis", "author": "Lovelace, Ada", "title": "Cats", "school": "{MIT}, {USA}", "year": "2020", "url": "https://hdl.handle.net/1"},
            {"": "proceedings", "editor": "Lovelace, Ada", "title": "Proceedings of {X}", "year": "2020", "publisher": "ACM", "doi": "10.1145/1", "isbn": "978-1-4503"},
            {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "ACM Transactions on Graphics", "shortjournal": "ACM Trans. Graph.", "volume": "39", "number": "4", "pages": "65:1--65:13", "year": "2020", "doi": "10.1145/3386569.3392405"},
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"result": {"status": {"@code": "200"}, "hits": {"hit": [{"info": record}]}}}
    assert entries("dblp", answer) == [entry]


@pytest.mark.parametrize(("answer", "found"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_becomes_the_entries_of_its_works(
    answer: Any, found: list[dict[str, str]]
) -> None:
    assert entries("dblp", answer) == found
