"""Entry types that a format lacks."""

import pytest

from synbib.model.types import nearest


@pytest.mark.parametrize(
    ("kind", "types", "found"),
    [
        ("book", {"book"}, "book"),
        ("mvreference", {"book", "reference"}, "reference"),
        ("mvreference", {"book"}, "book"),
        ("suppbook", {"incollection"}, "incollection"),
        ("www", {"online"}, "online"),
        ("www", {"book"}, "misc"),
        ("unheard-of", {"book"}, "misc"),
    ],
)
def test_the_nearest_type_that_a_format_has(kind: str, types: set[str], found: str) -> None:
    assert nearest(kind, types) == found
