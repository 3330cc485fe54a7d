"""What a page says to programs: an item as OpenURL and as schema.org describe it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from synbib.model.openurl import context_object
from synbib.model.schema_org import properties, type_of

NAMES = [
    {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
    {"literal": "The Group"},
]
ISSUED = {"date-parts": [[2024, 5], [2024, 6]]}


def kev(item: dict[str, Any]) -> list[tuple[str, str]]:
    version, *pairs = parse_qsl(context_object({"id": "a", **item}), strict_parsing=True)
    assert version == ("ctx_ver", "Z39.88-2004")
    return pairs


def matrix(name: str) -> tuple[str, str]:
    return "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{name}"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {
                "type": "article-journal",
                "title": "On H<sub>2</sub>O & <i>E. coli</i>",
                "container-title": "Journal",
                "author": NAMES,
                "issued": ISSUED,
                "volume": 3,
                "issue": "1",
                "page": "1–9",
                "ISSN": "1234-5678",
                "DOI": "10.1/x",
                "URL": "https://e.org/?a=1&b=2",
            },
            [
                matrix("journal"),
                ("rft.genre", "article"),
                ("rft.atitle", "On H2O & E. coli"),
                ("rft.jtitle", "Journal"),
                ("rft.volume", "3"),
                ("rft.issue", "1"),
                ("rft.issn", "1234-5678"),
                ("rft.aulast", "Beethoven"),
                ("rft.aufirst", "Ludwig van"),
                ("rft.au", "Ludwig van Beethoven"),
                ("rft.au", "The Group"),
                ("rft.date", "2024-05"),
                ("rft.pages", "1–9"),
                ("rft.spage", "1"),
                ("rft.epage", "9"),
                ("rft_id", "info:doi/10.1/x"),
                ("rft_id", "https://e.org/?a=1&b=2"),
            ],
        ),
        (
            {"type": "book", "title": "B", "publisher": "P", "publisher-place": "O", "ISBN": "9"},
            [
                matrix("book"),
                ("rft.genre", "book"),
                ("rft.btitle", "B"),
                ("rft.pub", "P"),
                ("rft.place", "O"),
                ("rft.isbn", "9"),
            ],
        ),
        (
            {"type": "paper-conference", "title": "T", "container-title": "Proc.", "page": "e7"},
            [
                matrix("book"),
                ("rft.genre", "proceeding"),
                ("rft.atitle", "T"),
                ("rft.btitle", "Proc."),
                ("rft.pages", "e7"),
                ("rft.spage", "e7"),
            ],
        ),
        (
            {"type": "thesis", "title": "T", "publisher": "Univ.", "genre": "PhD thesis"},
            [
                matrix("dissertation"),
                ("rft.title", "T"),
                ("rft.inst", "Univ."),
                ("rft.degree", "PhD thesis"),
            ],
        ),
        (
            {"type": "patent", "title": "T", "number": "1", "jurisdiction": "US", "author": NAMES},
            [
                matrix("patent"),
                ("rft.title", "T"),
                ("rft.number", "1"),
                ("rft.applcc", "US"),
                ("rft.invlast", "Beethoven"),
                ("rft.invfirst", "Ludwig van"),
                ("rft.inv", "Ludwig van Beethoven"),
                ("rft.inv", "The Group"),
            ],
        ),
        (
            {"type": "webpage", "title": "T", "author": NAMES[1:], "issued": {"raw": "soon"}},
            [
                matrix("dc"),
                ("rft.title", "T"),
                ("rft.type", "webpage"),
                ("rft.creator", "The Group"),
            ],
        ),
    ],
)
def test_an_item_is_a_context_object_of_its_kind(
    item: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert kev(item) == expected


def test_an_item_has_the_words_of_schema_org() -> None:
    item = {"type": "article-journal", "title": "A <i>b</i>", "author": NAMES, "issued": ISSUED}
    assert type_of(item) == "ScholarlyArticle"
    assert list(properties({**item, "DOI": "10.1/x"})) == [
        ("name", "A b"),
        ("datePublished", "2024-05"),
        ("author", "Ludwig van Beethoven"),
        ("author", "The Group"),
        ("sameAs", "https://doi.org/10.1/x"),
    ]


def test_what_schema_org_does_not_know_is_a_creative_work() -> None:
    assert type_of({"type": "regulation"}) == "CreativeWork"
