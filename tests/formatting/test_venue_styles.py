"""The style to use for a conference that has none of its own."""

from __future__ import annotations

import pytest

from synbib.bst import installed_styles
from synbib.csl import style_names
from synbib.formatting import venue_styles
from synbib.formatting.venue_styles import VenueStyle, style_for_venue
from synbib.model.venues import venues

ROWS = [
    *(row for row, _ in venue_styles._BY_VENUE),
    *venue_styles._BY_PUBLISHER.values(),
]


@pytest.mark.parametrize(
    ("asked", "venue", "style", "bst"),
    [
        ("neurips", "NeurIPS", "natbib-plainnat-author-date", "plainnat.bst"),
        ("nips", "NeurIPS", "natbib-plainnat-author-date", "plainnat.bst"),
        ("cvpr", "CVPR", "ieee", "ieeenat_fullname.bst"),
        ("CVPR 2024", "CVPR", "ieee", "ieeenat_fullname.bst"),
        ("emnlp", "EMNLP", "acl", "acl_natbib.bst"),
        ("acl", "ACL", "acl", "acl_natbib.bst"),
        ("icml", "ICML", "apa", "icml.bst"),
        ("chi", "CHI", "association-for-computing-machinery", "ACM-Reference-Format.bst"),
        ("lncs", "LNCS", "springer-lecture-notes-in-computer-science", "splncs04.bst"),
        ("eccv", "ECCV", "springer-lecture-notes-in-computer-science", "splncs04.bst"),
        ("osdi", "OSDI", "acm-sig-proceedings", "plain.bst"),
    ],
)
def test_a_venue_is_known_by_what_people_type(asked: str, venue: str, style: str, bst: str) -> None:
    found = style_for_venue(asked)
    assert found is not None
    assert (found[0].acronym, found[1].style, found[1].bst) == (venue, style, bst)


@pytest.mark.parametrize("asked", ["nature", "law", "science", "apa", "chicago", "numeric chinese"])
def test_journals_and_other_words_are_no_such_venues(asked: str) -> None:
    assert style_for_venue(asked) is None


@pytest.mark.parametrize("row", ROWS)
def test_each_style_of_the_table_exists(row: VenueStyle) -> None:
    assert row.style in style_names()
    installed = installed_styles()
    if row.in_tex and len(installed) > 100:
        assert row.bst in installed
    assert "CHI has no CSL style of its own; use " in row.lines("CHI")[0]
    assert row.lines("CHI")[1].startswith("CHI ")


def test_each_venue_and_publisher_of_the_table_is_known() -> None:
    named = [name for _, names in venue_styles._BY_VENUE for name in names.split()]
    assert set(named) <= set(venues())
    assert set(venue_styles._BY_PUBLISHER) <= {venue.publisher for venue in venues().values()}
