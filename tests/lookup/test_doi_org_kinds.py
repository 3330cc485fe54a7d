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
    "escaped-tags-of-2013": (
        "@article{Doe_2013, doi = {10.1000/x}, url = {https://doi.org/10.1000%2Fx}, year = 2013, month = {jul}, publisher = {Springer Science $\\mathplus$ Business Media}, volume = {12}, number = {3}, pages = {123--130}, author = {Jane Doe and Jos{\\'{e}} M{\\\"{u}}ller and {The CONSORT Group}}, title = {Effects of $\\less$i$\\greater$E. coli$\\less$/i$\\greater$ {\\&}amp$\\mathsemicolon$ CO$\\less$sub$\\greater$2$\\less$/sub$\\greater$ on {RNA}}, journal = {J. Cats {\\&} Dogs} }",
        [
            {"": "article", "author": "Doe, Jane and Müller, José and {The CONSORT Group}", "title": "Effects of \\textit{E. coli} \\& {CO}\\textsubscript{2} on {RNA}", "journal": "J. Cats \\& Dogs", "volume": "12", "number": "3", "pages": "123--130", "year": "2013", "month": "jul", "publisher": "Springer Science + Business Media", "doi": "10.1000/x"},
        ],
    ),
    "escaped-tags-of-2015": (
        "@article{Doe_2015, doi = {10.1000/y}, title = {Role of {\\textless}i{\\textgreater}BRCA1{\\textless}/i{\\textgreater} in 5{\\textquotesingle}-ends {\\textendash} a study}, author = {J. Doe}, journal = {{PLoS} {ONE}}, publisher = {Public Library of Science ({PLoS})}, editor = {Jane Roe}, year = {2015}, pages = {e0123456}}",
        [
            {"": "article", "author": "Doe, J.", "editor": "Roe, Jane", "title": "Role of \\textit{{BRCA1}} in 5'-ends – a study", "journal": "{PLoS} {ONE}", "eid": "e0123456", "year": "2015", "publisher": "Public Library of Science", "doi": "10.1000/y"},
        ],
    ),
    "chapter-of-2012": (
        "@incollection{Doe_2012, doi = {10.1007/978-3-642-33191-6_49}, url = {https://doi.org/10.1007%2F978-3-642-33191-6_49}, year = 2012, publisher = {Springer Berlin Heidelberg}, pages = {499--508}, author = {Lili Chen}, title = {Human Body Orientation}, booktitle = {Advances in Visual Computing}}",
        [
            {"": "incollection", "author": "Chen, Lili", "title": "Human Body Orientation", "booktitle": "Advances in Visual Computing", "year": "2012", "pages": "499--508", "publisher": "Springer Berlin Heidelberg", "doi": "10.1007/978-3-642-33191-6_49"},
        ],
    ),
    "names-in-capitals": (
        "@inproceedings{Doe_2012, doi = {10.1109/x}, title = {SHOUTED TITLE OF THE PAPER}, author = {JANE DOE and JOHN SMITH}, booktitle = {2012 {IEEE} International Conference on Cats}, month = {nov}, publisher = {{IEEE}}, year = {2012}}",
        [
            {"": "inproceedings", "author": "Doe, Jane and Smith, John", "title": "Shouted title of the paper", "booktitle": "2012 {IEEE} International Conference on Cats", "year": "2012", "month": "nov", "publisher": "IEEE", "doi": "10.1109/x"},
        ],
    ),
    "preprint-without-a-server": (
        " @misc{2021, title={Cats}, url={http://dx.doi.org/10.1000/x}, DOI={10.1000/x}, publisher={Elsevier BV}, author={Doe, Jane}, year={2021} }",
        [
            {"": "misc", "author": "Doe, Jane", "title": "Cats", "publisher": "Elsevier BV", "year": "2021", "doi": "10.1000/x"},
        ],
    ),
    "ssrn": (
        " @article{Doe_2021, title={Cats}, DOI={10.2139/ssrn.123}, journal={SSRN Electronic Journal}, publisher={Elsevier BV}, author={Doe, Jane}, year={2021} }",
        [
            {"": "misc", "author": "Doe, Jane", "title": "Cats", "howpublished": "SSRN Electronic Journal", "publisher": "Elsevier BV", "year": "2021", "doi": "10.2139/ssrn.123"},
        ],
    ),
    "dataverse": (
        " @data{10.7910/DVN/X, author = {Doe, Jane}, publisher = {Harvard Dataverse}, title = {{Data}}, year = {2021}, version = {V1}, doi = {10.7910/DVN/X}, url = {https://doi.org/10.7910/DVN/X} }",
        [
            {"": "dataset", "author": "Doe, Jane", "title": "Data", "version": "V1", "publisher": "Harvard Dataverse", "year": "2021", "doi": "10.7910/DVN/X"},
        ],
    ),
    "book-of-datacite": (
        "@book{https://doi.org/10.5281/zenodo.1, doi = {10.5281/ZENODO.1}, url = {https://zenodo.org/record/1}, author = {Doe, Jane}, keywords = {a}, language = {de}, title = {Katzen}, publisher = {Zenodo}, year = {2020}, copyright = {CC}}",
        [
            {"": "book", "author": "Doe, Jane", "title": "Katzen", "publisher": "Zenodo", "year": "2020", "doi": "10.5281/zenodo.1", "langid": "ngerman"},
        ],
    ),
    "arxiv-as-an-article": (
        "@article{https://doi.org/10.48550/arxiv.2001.00001, doi = {10.48550/ARXIV.2001.00001}, title = {X}, author = {Doe, Jane}, publisher = {arXiv}, year = {2020}}",
        [
            {"": "misc", "author": "Doe, Jane", "title": "X", "year": "2020", "doi": "10.48550/arxiv.2001.00001", "eprint": "2001.00001", "archiveprefix": "arXiv"},
        ],
    ),
    "thesis-of-datacite": (
        "@phdthesis{https://doi.org/10.3929/ethz-a, doi = {10.3929/ETHZ-A}, author = {Doe, Jane}, title = {Cats}, school = {ETH Zurich}, year = {2020}}",
        [
            {"": "phdthesis", "author": "Doe, Jane", "title": "Cats", "school": "ETH Zurich", "year": "2020", "doi": "10.3929/ethz-a"},
        ],
    ),
    "figshare": (
        "@article{https://doi.org/10.6084/m9.figshare.1, doi = {10.6084/M9.FIGSHARE.1}, author = {Doe, Jane}, title = {Cats}, journal = {figshare}, publisher = {figshare}, year = {2020}}",
        [
            {"": "misc", "author": "Doe, Jane", "title": "Cats", "howpublished": "figshare", "year": "2020", "doi": "10.6084/m9.figshare.1"},
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
