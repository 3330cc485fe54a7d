"""What axe-core finds wrong with the pages for readers who see, hear or move otherwise: nothing."""

from pathlib import Path
from typing import Any

import pytest
from site_stores import Visit

_RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch style sheets, which the policy of the pages forbids
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "place",
    ["index.html", "index.html#q=transformers&year=2010-&has=code", "entries/vaswani2017.html"],
)
def test_axe_finds_nothing(
    visit: Visit, site_folder: Path, place: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(f"{site_folder.as_uri()}/{place}", width=width, color_scheme=scheme)
    if place.startswith("index"):
        aside = page.locator("details.aside > summary")
        if aside.is_visible():
            aside.click()
        page.locator(".works:not(.away, [hidden]) li summary").first.click()
        page.locator(".works:not(.away, [hidden]) .cite").first.wait_for()
    found = axe.run(page, options=_RULES).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
