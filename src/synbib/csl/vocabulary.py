"""The words of CSL 1.0.2: its variables by kind, and what CSL-JSON calls some of them.

Source: CSL 1.0.2, Appendix IV ("Variables") and Appendix III ("Types").
"""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = ["ADDRESSES", "DATES", "LOCATORS", "NAMES", "NUMBERS", "OLD_NAMES", "LocatorLabel"]

_NAMES_TEXT: Final = """
author chair collection-editor compiler composer container-author contributor curator director editor
editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
original-author performer producer recipient reviewed-author script-writer series-creator translator
"""
NAMES: Final = frozenset(_NAMES_TEXT.split())
# What is typed or followed, character by character: nothing in it is markup or a quotation.
ADDRESSES: Final = frozenset({"DOI", "PMCID", "PMID", "URL"})
DATES: Final = frozenset(
    [
        "accessed",
        "available-date",
        "event-date",
        "issued",
        "locator-date",
        "original-date",
        "submitted",
    ]
)
_NUMBERS_TEXT: Final = """
chapter-number citation-number collection-number edition first-reference-note-number issue locator number
number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number
version volume
"""
NUMBERS: Final = frozenset(_NUMBERS_TEXT.split())
# CSL 1.0.2, "Locators", with the names that were theirs before; CSL-JSON has `sub verbo` with a space. `none` is
# pandoc's: a locator that says itself what it counts, and gets no label.
LocatorLabel = Literal[
    "act", "appendix", "article", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation",
    "figure", "folio", "issue", "line", "none", "note", "opus", "page", "paragraph", "part", "rule", "scene", "section",
    "sub verbo", "sub-verbo", "supplement", "table", "timestamp", "title", "title-locator", "verse", "version",
    "volume",
]  # fmt: skip
LOCATORS: Final = frozenset[str](get_args(LocatorLabel))
# What CSL-JSON calls variables beside their names.
OLD_NAMES: Final = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
}
