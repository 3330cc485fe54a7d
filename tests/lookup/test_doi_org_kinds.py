"""doi.org: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "csl-arxiv": (
        {"type": "article", "id": "https://doi.org/10.48550/arxiv.1706.03762", "categories": ["Computation and Language (cs.CL)"], "author": [{"family": "Vaswani", "given": "Ashish"}], "issued": {"date-parts": [[2017]]}, "DOI": "10.48550/ARXIV.1706.03762", "publisher": "arXiv", "title": "Attention Is All You Need", "URL": "https://arxiv.org/abs/1706.03762"},
        {"": "misc", "author": "Vaswani, Ashish", "title": "Attention Is All You Need", "year": "2017", "doi": "10.48550/arxiv.1706.03762", "eprint": "1706.03762", "archiveprefix": "arXiv"},
    ),
    "csl-dataset": (
        {"type": "dataset", "id": "https://doi.org/10.5061/dryad.1", "author": [{"family": "A", "given": "B"}], "issued": {"date-parts": [[2017, 1, 2]]}, "DOI": "10.5061/DRYAD.1", "publisher": "Dryad", "title": "Data from: X", "version": "1", "URL": "u"},
        {"": "dataset", "author": "A, B", "title": "Data from: X", "version": "1", "publisher": "Dryad", "year": "2017", "month": "jan", "doi": "10.5061/dryad.1"},
    ),
    "csl-software": (
        {"type": "software", "id": "https://doi.org/10.5281/zenodo.1", "author": [{"family": "A", "given": "B"}], "issued": {"date-parts": [[2017, 1, 2]]}, "DOI": "10.5281/ZENODO.1", "publisher": "Zenodo", "title": "a/b: v1", "version": "v1", "URL": "https://zenodo.org/record/1"},
        {"": "software", "author": "A, B", "title": "a/b: v1", "version": "v1", "publisher": "Zenodo", "year": "2017", "month": "jan", "doi": "10.5281/zenodo.1"},
    ),
    "csl-thesis": (
        {"type": "thesis", "id": "https://doi.org/10.3929/ethz", "author": [{"family": "A", "given": "B"}], "issued": {"date-parts": [[2017, 1, 2]]}, "DOI": "10.3929/ETHZ", "publisher": "ETH Zurich", "title": "X", "language": "de"},
        {"": "phdthesis", "author": "A, B", "title": "X", "school": "ETH Zurich", "year": "2017", "month": "jan", "doi": "10.3929/ethz", "langid": "ngerman"},
    ),
    "csl-crossref": (
        {"type": "journal-article", "title": "Cats", "author": [{"given": "A", "family": "B"}], "container-title": "J", "container-title-short": "J. S.", "published-print": {"date-parts": [[2020, 1]]}, "DOI": "10.1000/x", "ISSN": ["1234-5679"], "page": "1-9", "subtitle": [], "short-title": []},
        {"": "article", "author": "B, A", "title": "Cats", "journal": "J", "shortjournal": "J. S.", "pages": "1--9", "year": "2020", "month": "jan", "doi": "10.1000/x", "issn": "1234-5679"},
    ),
    "medra": (
        {"type": "article-journal", "title": "Gatti", "author": [{"given": "A", "family": "B"}], "container-title": "J", "issued": {"date-parts": [["2020", "1"]]}, "DOI": "10.1400/1", "volume": "1", "issue": "2", "page": "1-9", "publisher": "P"},
        {"": "article", "author": "B, A", "title": "Gatti", "journal": "J", "volume": "1", "number": "2", "pages": "1--9", "year": "2020", "month": "jan", "publisher": "P", "doi": "10.1400/1"},
    ),
}
# fmt: on

# A whole answer → its entries.
# fmt: off
ANSWERS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "bib-cap": (
        " @inproceedings{He_2016, title={Deep Residual Learning for Image Recognition}, url={http://dx.doi.org/10.1109/CVPR.2016.90}, DOI={10.1109/cvpr.2016.90}, booktitle={2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)}, publisher={IEEE}, author={He, Kaiming and Zhang, Xiangyu}, year={2016}, month=jun, pages={770–778} }",
        [
            {"": "inproceedings", "author": "He, Kaiming and Zhang, Xiangyu", "title": "Deep Residual Learning for Image Recognition", "booktitle": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "year": "2016", "month": "jun", "pages": "770--778", "publisher": "IEEE", "doi": "10.1109/cvpr.2016.90"},
        ],
    ),
    "inbook": (
        " @inbook{Ronneberger_2015, title={U-Net: Convolutional Networks for Biomedical Image Segmentation}, ISBN={9783319245744}, ISSN={1611-3349}, url={http://dx.doi.org/10.1007/978-3-319-24574-4_28}, DOI={10.1007/978-3-319-24574-4_28}, booktitle={Medical Image Computing and Computer-Assisted Intervention – MICCAI 2015}, publisher={Springer International Publishing}, author={Ronneberger, Olaf and Fischer, Philipp}, year={2015}, pages={234–241} }",
        [
            {"": "incollection", "author": "Ronneberger, Olaf and Fischer, Philipp", "title": "{U-Net}: Convolutional Networks for Biomedical Image Segmentation", "booktitle": "Medical Image Computing and Computer-Assisted Intervention – MICCAI 2015", "year": "2015", "pages": "234--241", "publisher": "Springer International Publishing", "doi": "10.1007/978-3-319-24574-4_28", "isbn": "9783319245744", "issn": "1611-3349"},
        ],
    ),
    "book": (
        " @book{2019, title={Cats}, ISBN={9783319245744}, url={http://dx.doi.org/10.1007/978-3}, DOI={10.1007/978-3}, publisher={Springer}, editor={Doe, Jane}, year={2019} }",
        [
            {"": "book", "editor": "Doe, Jane", "title": "Cats", "publisher": "Springer", "year": "2019", "doi": "10.1007/978-3", "isbn": "9783319245744"},
        ],
    ),
    "misc": (
        " @misc{https://doi.org/10.48550/arxiv.1706.03762, doi = {10.48550/ARXIV.1706.03762}, url = {https://arxiv.org/abs/1706.03762}, author = {Vaswani, Ashish and Shazeer, Noam}, keywords = {Computation and Language (cs.CL), FOS: Computer and information sciences}, title = {Attention Is All You Need}, publisher = {arXiv}, year = {2017}, copyright = {arXiv.org perpetual, non-exclusive license} }",
        [
            {"": "misc", "author": "Vaswani, Ashish and Shazeer, Noam", "title": "Attention Is All You Need", "year": "2017", "doi": "10.48550/arxiv.1706.03762", "eprint": "1706.03762", "archiveprefix": "arXiv"},
        ],
    ),
    "dataset": (
        " @misc{https://doi.org/10.5281/zenodo.123, doi = {10.5281/ZENODO.123}, url = {https://zenodo.org/record/123}, author = {{NASA Team}}, title = {Data}, publisher = {Zenodo}, year = {2017} }",
        [
            {"": "misc", "author": "{NASA Team}", "title": "Data", "howpublished": "Zenodo", "year": "2017", "doi": "10.5281/zenodo.123"},
        ],
    ),
    "report": (
        " @techreport{Kydland_1990, title={Business Cycles}, url={http://dx.doi.org/10.3386/w3333}, DOI={10.3386/w3333}, institution={National Bureau of Economic Research}, author={Kydland, Finn}, year={1990}, month=apr }",
        [
            {"": "techreport", "author": "Kydland, Finn", "title": "Business Cycles", "institution": "National Bureau of Economic Research", "number": "w3333", "year": "1990", "month": "apr", "doi": "10.3386/w3333"},
        ],
    ),
    "phd": (
        " @phdthesis{Doe, title={Cats}, url={http://dx.doi.org/10.7907/x}, DOI={10.7907/x}, school={Caltech}, author={Doe, J.} }",
        [
            {"": "phdthesis", "author": "Doe, J.", "title": "Cats", "school": "Caltech", "doi": "10.7907/x"},
        ],
    ),
    "caps-math": (
        " @article{X_2020, title={Search for <mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><mml:mi>x</mml:mi></mml:math> &amp;amp; y in <i>E. coli</i>}, volume={1}, DOI={10.1000/x}, number={2}, journal={Physical Review D}, publisher={American Physical Society (APS)}, author={O’Brien, K. and {ATLAS Collaboration}}, year={2020}, month=jan }",
        [
            {"": "article", "author": "O’Brien, K. and {ATLAS Collaboration}", "title": "Search for $x$ \\& y in \\textit{E. coli}", "journal": "Physical Review D", "volume": "1", "number": "2", "year": "2020", "month": "jan", "publisher": "American Physical Society", "doi": "10.1000/x"},
        ],
    ),
    "apa": (
        "Lovelace, A., & Müller, J. (2020). Cats and dogs. Journal of Cats, 3(2), 1–9. https://doi.org/10.1000/x",
        [
            {"": "article", "author": "Lovelace, A. and Müller, J.", "title": "Cats and dogs", "journal": "Journal of Cats", "volume": "3", "number": "2", "pages": "1--9", "year": "2020", "doi": "10.1000/x"},
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    assert entries("doi-org", record) == [entry]


@pytest.mark.parametrize(("answer", "found"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_becomes_the_entries_of_its_works(
    answer: Any, found: list[dict[str, str]]
) -> None:
    assert entries("doi-org", answer) == found
