"""Whole files of a small site.

``SYNBIB_WRITE_SNAPSHOTS=1`` writes them anew; what has changed is for `git diff` to show.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import synbib
from synbib.site import Site, SiteOptions, build

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
OPTIONS = SiteOptions().set(
    title="A few works",
    description="What we read.",
    url="https://roe.github.io/papers/",
    accent="#1a5fb4",
    date="31 May 2024",
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(build(Site(synbib.read(SNAPSHOTS / "works.bib"), OPTIONS)))


@pytest.mark.parametrize(
    "path",
    [
        *("entries/WORK.html", "404.html", "feed.xml", "rss.xml", "feed.json", "sitemap.xml"),
        *("robots.txt", "refs.bib", "assets/colours.css"),
    ],
)
def test_a_file_of_a_site_is_as_it_was(files: dict[str, bytes], path: str) -> None:
    first = next(iter(Site(synbib.read(SNAPSHOTS / "works.bib")).works)).slug
    path = path.replace("WORK", first)
    snapshot = SNAPSHOTS / "site" / path.replace("/", "-")
    if os.environ.get("SYNBIB_WRITE_SNAPSHOTS"):
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_bytes(files[path])
    assert files[path] == snapshot.read_bytes()
