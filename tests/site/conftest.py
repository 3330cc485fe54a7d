"""Sites of stores that tests write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import synbib
from synbib.site import Site, SiteOptions, build

Pages = dict[str, bytes]
MakeSite = Callable[..., Pages]


@pytest.fixture(scope="session")
def make_site() -> MakeSite:
    """Return the files of the site of a store, which is given as text."""

    def made(store: str, **options: object) -> Pages:
        return dict(build(Site(synbib.read_text(store), SiteOptions().set(**options))))

    return made
