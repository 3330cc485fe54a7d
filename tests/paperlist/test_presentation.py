"""How a work was presented stands beside its venue, and is no part of the venue's name."""

import pytest

from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.phrases.presentation import split_presentation

LINKED = "[Some Large Model](https://arxiv.org/abs/2501.00001)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025 ICLR Oral", ("2025 ICLR", "Oral")),
        ("ACL 2023 Outstanding paper", ("ACL 2023", "Outstanding paper")),
        ("CVPR 2024, Highlight", ("CVPR 2024", "Highlight")),
        ("ICML 2024 (Oral, Best Paper)", ("ICML 2024", "Oral, Best Paper")),
        (
            "CVPR 2024 (Best Student Paper Runner-Up)",
            ("CVPR 2024", "Best Student Paper Runner-Up"),
        ),
        ("ICLR (Oral) 2021", ("ICLR 2021", "Oral")),
        ("ICLR 2023 notable-top-5%", ("ICLR 2023", "notable-top-5%")),
        ("Oral at ICML 2024", ("ICML 2024", "Oral")),
        ("poster", ("", "poster")),
        # These are where it was published.
        ("NeurIPS 2023 Workshop on Trees", ("NeurIPS 2023 Workshop on Trees", "")),
        ("SIGIR Posters and Demos", ("SIGIR Posters and Demos", "")),
        ("ICSE 2020 Poster Track", ("ICSE 2020 Poster Track", "")),
        ("Highlights in Science and Technology", ("Highlights in Science and Technology", "")),
    ],
)
def test_a_venue_and_how_something_was_presented_there(
    text: str, expected: tuple[str, str]
) -> None:
    assert split_presentation(text) == expected


@pytest.mark.parametrize(
    ("entry", "venue", "year", "note"),
    [
        (f"**2025 ICLR Oral** {LINKED}", "ICLR", 2025, "Oral"),
        (f"{LINKED}, ACL 2023 Outstanding paper", "ACL", 2023, "Outstanding paper"),
        (f"{LINKED} NeurIPS 2023 (Spotlight)", "NeurIPS", 2023, "Spotlight"),
        (f"{LINKED} [ICLR 2024] [Oral]", "ICLR", 2024, "Oral"),
        (f"{LINKED} (NeurIPS 2023 Workshop Oral)", "NeurIPS Workshop", 2023, "Oral"),
        (f"{LINKED} `ICLR'24 Oral`", "ICLR", 2024, "Oral"),
        ('Ann Lee, Bob Roe. "Some Large Model." ICLR 2021 (spotlight).', "ICLR", 2021, "spotlight"),
        ("Lee A, Roe B. Some Large Model[C]//ICLR (Oral). 2021.", "ICLR", 2021, "Oral"),
    ],
)
def test_a_presentation_is_the_note_of_the_entry(
    entry: str, venue: str, year: int, note: str
) -> None:
    (paper,) = read_list(f"# Papers\n\n- {entry}\n").mentions
    assert (paper.title, paper.venue, paper.year) == ("Some Large Model", venue, year)
    assert (paper.fields["note"], paper.note) == (note, "")


def test_a_column_of_venues_tells_presentations_too() -> None:
    table = f"| Title | Venue |\n|---|---|\n| {LINKED} | CVPR (Oral) |\n"
    (paper,) = read_list(f"# Papers\n\n{table}").mentions
    assert (paper.venue, paper.fields) == ("CVPR", {"note": "Oral"})


def test_a_heading_that_is_a_venue_tells_presentations_too() -> None:
    (paper,) = read_list(f"# Papers\n\n## ICLR 2025 Oral\n\n- {LINKED}\n").mentions
    assert (paper.venue, paper.year, paper.fields) == ("ICLR", 2025, {"note": "Oral"})
