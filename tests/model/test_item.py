from __future__ import annotations

from typing import Any

import pytest

from synbib.library import read_text
from synbib.model import parse_date, parse_year, published_in


def csl(text: str) -> dict[str, Any]:
    (entry,) = read_text(text).values()
    return entry.csl


def test_a_conference_paper() -> None:
    assert csl(
        r"""
        @InProceedings{dong2024abilities,
          author    = "Guanting Dong and Jingren Zhou",
          title     = {How Abilities in {LLMs} are Affected},
          booktitle = {Proceedings of the 62nd Annual Meeting (Volume 1: Long Papers)},
          pages     = {177--198},
          address   = {Bangkok, Thailand},
          publisher = {Association for Computational Linguistics},
          year      = 2024,
          month     = aug,
          doi       = {10.18653/v1/2024.acl\_long.12},
        }
        """
    ) == {
        "id": "dong2024abilities",
        "type": "paper-conference",
        "author": [{"family": "Dong", "given": "Guanting"}, {"family": "Zhou", "given": "Jingren"}],
        "title": 'How Abilities in <span class="nocase">LLMs</span> are Affected',
        "container-title": "Proceedings of the 62nd Annual Meeting (Volume 1: Long Papers)",
        "page": "177-198",
        "publisher": "Association for Computational Linguistics",
        "publisher-place": "Bangkok, Thailand",
        "issued": {"date-parts": [[2024, 8]]},
        "DOI": "10.18653/v1/2024.acl_long.12",
    }


def test_an_arxiv_preprint_is_of_the_type_for_preprints() -> None:
    assert csl("@misc{x, title={T}, year=2024, eprint={2402.13446}, archiveprefix={arXiv}}") == {
        "id": "x",
        "type": "article",
        "title": "T",
        "issued": {"date-parts": [[2024]]},
        "number": "arXiv:2402.13446",
        "publisher": "arXiv",
        "URL": "https://arxiv.org/abs/2402.13446",
    }


def test_a_journal_article_that_is_on_arxiv_too_stays_one() -> None:
    item = csl(
        "@article{x, journal={TACL}, number=3, volume=5, eprint={1701.1}, archiveprefix={arXiv}}"
    )
    assert item == {
        "id": "x",
        "type": "article-journal",
        "container-title": "TACL",
        "volume": "5",
        "issue": "3",
        "URL": "https://arxiv.org/abs/1701.1",
    }


@pytest.mark.parametrize(
    ("entry", "type", "genre"),
    [
        ("@phdthesis{x, school={MIT}}", "thesis", "PhD thesis"),
        ("@mastersthesis{x, school={MIT}}", "thesis", "Master’s thesis"),
        ("@thesis{x, type={phdthesis}, school={MIT}}", "thesis", "PhD thesis"),
        ("@techreport{x, school={MIT}}", "report", "technical report"),
        ("@book{x, school={MIT}}", "book", None),
        ("@article{x, entrysubtype={newspaper}}", "article-newspaper", None),
        ("@madeup{x, school={MIT}}", "document", None),
    ],
)
def test_types(entry: str, type: str, genre: str | None) -> None:
    item = csl(entry)
    assert (item["type"], item.get("genre")) == (type, genre)


@pytest.mark.parametrize(
    ("fields", "publisher", "url"),
    [
        ("howpublished={GitHub repository}, publisher={GitHub}", "GitHub repository", None),
        (r"howpublished={\url{https://e.org/a_b}}", None, "https://e.org/a_b"),
        (
            r"howpublished={\url{https://e.org}}, publisher={E}, url={https://f.org}",
            "E",
            "https://f.org",
        ),
    ],
)
def test_how_a_misc_was_published(fields: str, publisher: str | None, url: str | None) -> None:
    item = csl(f"@misc{{x, {fields}}}")
    assert (item.get("publisher"), item.get("URL")) == (publisher, url)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title={A}, subtitle={B}", "A: B"),
        ("title={A?}, subtitle={B}", "A? B"),
        ("subtitle={B}", "B"),
    ],
)
def test_a_subtitle_follows_a_colon(fields: str, title: str) -> None:
    assert csl(f"@book{{x, {fields}}}")["title"] == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", {"date-parts": [[2024]]}),
        ("2024-08-11", {"date-parts": [[2024, 8, 11]]}),
        ("2019/2021-02", {"date-parts": [[2019], [2021, 2]]}),
        ("2019/", {"date-parts": [[2019], [0]]}),
        ("1850~", {"date-parts": [[1850]], "circa": True}),
        ("in press", {"literal": "in press"}),
        ("", None),
    ],
)
def test_biblatex_dates(text: str, date: dict[str, Any] | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": "2024", "month": "August"}, {"date-parts": [[2024, 8]]}),
        ({"year": "2024", "month": "8", "day": "11"}, {"date-parts": [[2024, 8, 11]]}),
        ({"year": "2024", "month": "June~5"}, {"date-parts": [[2024, 6, 5]]}),
        ({"year": "{2024}", "month": "sept."}, {"date-parts": [[2024, 9]]}),
        ({"year": "forthcoming"}, {"literal": "forthcoming"}),
        ({"month": "May"}, None),
    ],
)
def test_bibtex_years_and_months(fields: dict[str, str], date: dict[str, Any] | None) -> None:
    assert parse_year(fields) == date


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eprint": "2305.07759", "archiveprefix": "arXiv"}, "arXiv 2023"),
        ({"journal": "arXiv preprint arXiv:2305.07759"}, "arXiv 2023"),
        ({"url": "https://arxiv.org/abs/2305.07759"}, "arXiv 2023"),
        (
            {
                "booktitle": "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)"
            },
            "ACL 2023",
        ),
        (
            {"booktitle": "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"},
            "CVPR 2023",
        ),
        ({"booktitle": "Language Resources and Evaluation (LREC'08)"}, "LREC 2023"),
        ({"booktitle": "X", "shortvenue": "EMNLP 2023 (Findings)"}, "EMNLP 2023 (Findings)"),
        ({"journal": "Nature"}, "Nature 2023"),
        (
            {"url": "https://github.com/tatsu-lab/stanford_alpaca", "publisher": "GitHub"},
            "GitHub 2023",
        ),
        ({"url": "https://huggingface.co/x"}, "Hugging Face 2023"),
        ({"school": "MIT"}, "MIT 2023"),
        ({}, "2023"),
    ],
)
def test_published_in(fields: dict[str, str], expected: str) -> None:
    assert published_in(fields, "2023") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url={https://e.org/a\\_b}, doi={10.1/x}", [("Paper", "https://e.org/a_b")]),
        ("doi={10.1/x}, eprint={2305.07759}", [("Paper", "https://doi.org/10.1/x")]),
        ("eprint={2305.07759}, pdf={e.org/x.pdf}", [("Paper", "https://arxiv.org/abs/2305.07759")]),
        (
            "pdf={e.org/x.pdf}, code={\\url{https://g.org}}",
            [("Paper", "https://e.org/x.pdf"), ("Code", "https://g.org")],
        ),
        ("url={javascript:alert(1)}", []),
        ("eprint={hal-1}, eprinttype={HAL}", [("Paper", "https://hal.science/hal-1")]),
    ],
)
def test_links(fields: str, expected: list[tuple[str, str]]) -> None:
    (entry,) = read_text(f"@misc{{x, {fields}}}").values()
    assert [(link.label, link.url) for link in entry.links] == expected
