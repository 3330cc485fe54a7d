"""Venues as lists write them."""

import pytest

from synbib.paperlist.phrases.where import venue_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AAAI-24", ("AAAI", 2024)),
        ("ICLR'24", ("ICLR", 2024)),
        ("ICLR 2024", ("ICLR", 2024)),
        ("in ICLR 2024", ("ICLR", 2024)),
        ("ICLR", ("ICLR", None)),
        ("TACL'24", ("TACL", 2024)),
        ("TACL 12", ("TACL 12", None)),
        ("Nature 620", ("Nature 620", None)),
        ("Jonathan Ho et al., NeurIPS 2020", None),
        ("a text about nothing that is a venue", None),
    ],
)
def test_a_venue_and_its_year(text: str, expected: tuple[str, int | None] | None) -> None:
    assert venue_of(text) == expected


def test_a_number_glued_to_a_journal_stays_as_it_may_be_the_volume() -> None:
    found = venue_of("JMLR-24")
    assert found is not None
    assert found[0] == "JMLR-24"
