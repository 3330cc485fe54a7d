"""doi.org: whatever agency answers, and in whichever form."""

import json
from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

CSL = "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize(
    ("answer", "entry"),
    [
        pytest.param(
            {"indexed": {}, "type": "article-journal", "DOI": "10.1000/X", "title": "A <i>B</i>", "container-title": "Nature", "published-print": {"date-parts": [[2015, 1]]}, "issued": {"date-parts": [[2014, 11, 10]]}},
            {"": "article", "title": r"A \textit{B}", "journal": "Nature", "year": "2015", "month": "jan", "doi": "10.1000/X"},
            id="Crossref",
        ),
        pytest.param(
            {"type": "article-journal", "id": "https://doi.org/10.6084/m9.f1", "DOI": "10.6084/M9.F1", "author": [{"literal": "Udit Nangia"}], "container-title": "figshare", "publisher": "figshare", "title": "T", "abstract": "A", "URL": "https://figshare.com/1", "issued": {"date-parts": [[2017, 3, 2]]}},
            {"": "misc", "author": "Udit Nangia", "title": "T", "howpublished": "figshare", "year": "2017", "month": "mar", "doi": "10.6084/m9.f1"},
            id="DataCite",
        ),
        pytest.param(
            {"type": "post-weblog", "DOI": "10.5438/a", "title": "T", "URL": "https://blog.example.org/t"},
            {"": "online", "title": "T", "doi": "10.5438/a", "url": "https://blog.example.org/t"},
            id="blog",
        ),
        pytest.param(
            " @article{Doe_2024, title={R&amp;D of <i>mice</i>}, DOI={10.1101/1}, url={http://dx.doi.org/10.1101/1}, publisher={Cold Spring (CSH)}, author={Doe, Jane and van Roe, J.}, month=Aug, year={2024} }",
            {"": "misc", "author": "Doe, Jane and van Roe, J.", "title": r"{R\&D} of \textit{mice}", "publisher": "Cold Spring", "year": "2024", "month": "aug", "doi": "10.1101/1"},
            id="BibTeX of a preprint",
        ),
        pytest.param(
            "@misc{https://doi.org/10.5281/zenodo.1, doi = {10.5281/ZENODO.1}, url = {https://zenodo.org/record/1}, title = {{D2.1: A Schema}}, publisher = {Zenodo}, year = {2015}, keywords = {pid}}",
            {"": "misc", "title": "{D2.1}: A Schema", "howpublished": "Zenodo", "year": "2015", "doi": "10.5281/zenodo.1"},
            id="BibTeX of DataCite",
        ),
        pytest.param(
            "@inbook{1, DOI={10.2307/j.1}, booktitle={Poetry}, pages={15–18} }",
            {"": "incollection", "booktitle": "Poetry", "pages": "15--18", "doi": "10.2307/j.1"},
            id="BibTeX of a chapter",
        ),
        pytest.param(
            "[1]H. S. Frank, “The Structure of Ordinary Water,” Science, vol. 169, no. 3946, pp. 635–641, Aug. 1970, doi: 10.1126/science.169.3946.635.",
            {"": "article", "author": "H. S. Frank", "title": "The Structure of Ordinary Water", "journal": "Science", "volume": "169", "number": "3946", "pages": "635--641", "year": "1970", "month": "aug", "doi": "10.1126/science.169.3946.635"},
            id="reference in IEEE's style",
        ),
        pytest.param(
            "LeCun, Y., Bengio, Y., &amp; Hinton, G. (2015). Deep learning. <i>Nature</i>, <i>521</i>(7553), 436–444. https://doi.org/10.1038/nature14539",
            {"": "article", "author": "LeCun, Y. and Bengio, Y. and Hinton, G.", "title": "Deep learning", "journal": "Nature", "volume": "521", "number": "7553", "pages": "436--444", "year": "2015", "doi": "10.1038/nature14539"},
            id="reference in APA's style",
        ),
        pytest.param(
            {"data": {"attributes": {"doi": "10.1/a", "titles": [{"title": "T"}]}}},
            {"": "misc", "title": "T"},
            id="DataCite's own JSON",
        ),
        pytest.param({"message": {"DOI": "10.1000/a", "type": "book"}}, {"": "book", "doi": "10.1000/a"}, id="Crossref's own JSON"),
    ],
)  # fmt: skip
def test_each_agency_is_read(answer: Any, entry: dict[str, str]) -> None:
    assert entries("doi-org", answer) == [entry]


@pytest.mark.parametrize(
    "answer",
    ["Resource not found.", "The resource you are looking for doesn't exist.", "<html><title>Error: DOI Not Found</title></html>"],
)  # fmt: skip
def test_an_answer_that_there_is_none_is_empty(answer: str) -> None:
    assert read_answer("doi-org", answer.encode()) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("<html><title>Error: Not a DOI</title></html>", "the service says: Not a DOI; check the DOI"),
        ("An unexpected condition occurred.", f"neither CSL-JSON nor BibTeX: An unexpected condition occurred.; ask with the header 'Accept: {CSL}'"),
        (json.dumps([{"a": 1}]), f"JSON that is of no work; ask with the header 'Accept: {CSL}'"),
        ("@article{a, title={", "no entry of BibTeX in it; save the whole answer"),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_is_one(answer: str, message: str) -> None:
    with pytest.raises(AnswerError) as raised:
        read_answer("doi-org", answer.encode())
    assert str(raised.value) == f"doi-org: {message}"


def test_a_question_becomes_a_request() -> None:
    request = SERVICES["doi-org"].request(Question("doi", "10.1000/a b"))
    assert request == Request("10.1000%2Fa%20b", headers={"Accept": f"{CSL}, application/x-bibtex;q=0.5"})  # fmt: skip
    assert SERVICES["doi-org"].request(Question(title="T")) is None
