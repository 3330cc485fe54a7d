"""The first page in a browser: found, sorted, filtered, plotted, copied, shared, and used by keyboard alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

ALL = [
    "Attention Is All You Need",
    "BERT: Pre-training of Transformers",
    "Few-Shot Learners",
    "Attention Is All You Need",  # named again in its second group
    "Transfer for Low-Resource Translation",
    "The TeXbook",
    "מבוא לעיבוד שפה טבעית",
    "Über alles Mögliche",
    "A Work Without a Year",
]


def shown(page: "Page") -> list[str]:
    """The titles that are to be seen, in order."""
    return page.locator(".works:visible:not(.away) li .t").all_inner_texts()


def headings(page: "Page") -> list[str]:
    """The headings that are to be seen, in order."""
    return page.locator(".works:visible:not(.away) :is(h2, h3, h4)").all_inner_texts()


def search(page: "Page", text: str) -> list[str]:
    """Type into the search box, and return the titles that are found."""
    page.get_by_role("searchbox").fill(text)
    return shown(page)


def said(page: "Page") -> str:
    """What is told of the results."""
    return page.locator("output.found").inner_text()


# --- searching ------------------------------------------------------------------------------------


def test_all_works_stand_under_their_groups(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    assert shown(page) == ALL
    assert headings(page) == ["Subjects", "Models", "Translation", "Typesetting"]
    assert said(page) == "8 works"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("attention", ["Attention Is All You Need"]),
        ("VASWANI", ["Attention Is All You Need"]),
        ("muller", ["Attention Is All You Need"]),
        ("Müller", ["Attention Is All You Need"]),
        ("lukasik", ["Transfer for Low-Resource Translation"]),
        ("oystein arger", ["Über alles Mögliche"]),
        ("emnlp", ["Transfer for Low-Resource Translation"]),
        ("1984", ["The TeXbook"]),
        ("transformers", ["Attention Is All You Need", "BERT: Pre-training of Transformers"]),
        ("transformers devlin", ["BERT: Pre-training of Transformers"]),
        ('"of transformers"', ["BERT: Pre-training of Transformers"]),
        ('"transformers of"', []),
        ('"of transf', ["BERT: Pre-training of Transformers"]),
        ("שפה", ["מבוא לעיבוד שפה טבעית"]),
        ("neural information", ["Attention Is All You Need"]),
        (".*", []),
    ],
)  # fmt: skip
def test_search_finds(visit: Visit, site_folder: Path, text: str, found: list[str]) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    assert list(dict.fromkeys(search(page, text))) == found
