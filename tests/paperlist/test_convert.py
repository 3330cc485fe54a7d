"""A README's own lists become blocks, and nothing else of it changes."""

from __future__ import annotations

import pytest

from synbib.errors import ReadmeError
from synbib.library import Library, read_text
from synbib.paperlist.mentions.paper import Paper
from synbib.paperlist.mentions.reader import PaperList, Region, read_list
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.convert import Converted, convert
from synbib.paperlist.works.store import incoming_works, merge_into

README = """\
# Reading

Some *words* of mine.

## Surveys
| Paper | Published in | Code/Project |
|-------|:---:|:---:|
[A Survey of Everything](https://a.org/s)|ACL 2024|-|

## Math
Words that stay.
- [Sums and More Sums](https://a.org/m) ACL 2023
- [Products and Quotients](https://a.org/p) ACL 2023

Words behind it.
"""


def paper(title: str, group: str, link: str, year: int) -> Paper:
    return Paper(title, (), "ACL", year, links={"paper": link}, groups=("Reading", group))


PAPERS = (
    paper("A Survey of Everything", "Surveys", "https://a.org/s", 2024),
    paper("Sums and More Sums", "Math", "https://a.org/m", 2023),
    paper("Products and Quotients", "Math", "https://a.org/p", 2023),
)
TABLE = Region("table", ("Reading", "Surveys"), 6, 9, True)
LIST = Region("list", ("Reading", "Math"), 12, 15, True)


@pytest.fixture(scope="module")
def library() -> Library:
    incoming = incoming_works(collect(PAPERS).works, "README.md")
    return read_text(merge_into(read_text(""), incoming).text, "refs.bib")


def converting(library: Library, text: str, *regions: Region) -> Converted:
    return convert(text, PaperList(PAPERS, (), regions=regions), library, above=1)


def test_each_stretch_of_papers_becomes_a_block(library: Library) -> None:
    converted = converting(library, README, TABLE, LIST)
    assert (converted.blocks, converted.left) == (2, ())
    start, _, rest = converted.text.partition("<!-- synbib:end checksum=")
    assert start == (
        """\
# Reading

Some *words* of mine.

## Surveys

<!-- synbib:start table group="Surveys" nested=no -->

| Paper | Published in | Code/Project |
|---|:---:|:---:|
| [A Survey of Everything](https://a.org/s) | ACL 2024 | - |

"""
    )
    assert (
        """ -->

## Math
Words that stay.

<!-- synbib:start list group="Math" nested=no -->

- """
        in rest
    )
    assert rest.endswith(" -->\n\nWords behind it.\n")


def test_a_converted_readme_stays_as_it_is(library: Library) -> None:
    converted = converting(library, README, TABLE, LIST)
    again = [Region("table", ("Reading", "Surveys"), 9, 12, True)]
    assert converting(library, converted.text, *again) == Converted(converted.text, 0)


def test_line_endings_stay(library: Library) -> None:
    text = README.replace("\n", "\r\n")
    converted = converting(library, text, TABLE, LIST)
    assert converted.text.count("\n") == converted.text.count("\r\n")
    assert converted.text.replace("\r\n", "\n") == converting(library, README, TABLE, LIST).text


@pytest.mark.parametrize(
    ("text", "regions", "why"),
    [
        (README, [Region("list", ("Reading", "Math"), 12, 15, False)], "12: this list stays as it is: not all of it was understood"),
        (README, [Region("list", ("Reading", "Math"), 12, 13, True), Region("list", ("Reading", "Math"), 14, 15, True)],
         "12: this list stays as it is: something stands between the papers under this heading"),
        (README, [Region("list", ("Reading", "Math"), 12, 13, True), Region("table", ("Reading", "Math"), 13, 15, True)],
         "12: this list stays as it is: there is a list and a table under this heading"),
        (README.replace("Code/Project", "Stars"), [TABLE], "6: this table stays as it is: no column of a block is 'Stars'"),
        (README, [Region("list", ("Reading", "Art"), 12, 15, True)],
         "12: this list stays as it is: there is no group 'Art' in the store"),
    ],
)  # fmt: skip
def test_what_no_block_can_show_stays_and_is_reported(
    library: Library, text: str, regions: list[Region], why: str
) -> None:
    converted = converting(library, text, *regions)
    assert converted.text == text
    assert [str(each) for each in converted.left] == [f"README.md:{why}"]


def test_a_table_keeps_its_columns(library: Library) -> None:
    text = README.replace("| Paper | Published in | Code/Project |", "| **Title** | Venue | Year |")
    converted = converting(library, text, TABLE)
    assert 'columns="paper=Title,venue=Venue,year=Year"' in converted.text


def test_malformed_blocks_are_refused(library: Library) -> None:
    with pytest.raises(ReadmeError, match="this block is never ended"):
        converting(library, README + "<!-- synbib:start toc -->\n", TABLE)


def test_hand_edits_in_a_block_are_refused(library: Library) -> None:
    block = "<!-- synbib:start count -->7<!-- synbib:end checksum=00000000 -->"
    with pytest.raises(ReadmeError, match="was edited by hand"):
        converting(library, f"There are {block} papers.\n\n{README}", Region("table", ("Reading", "Surveys"), 8, 11, True))  # fmt: skip


# --- groups within a list --------------------------------------------------------------------------------

BULLETS = """\
# Reading

## Detection

* General:
    * [A First Detector of Things](https://a.org/1.pdf) CVPR 2023
* Video:
    * [A Second Detector of Things](https://a.org/2.pdf) CVPR 2023
"""


def whole(text: str) -> Converted:
    """Import a list, and convert it."""
    found = read_list(text)
    incoming = incoming_works(collect(found.papers).works, "README.md")
    done = merge_into(read_text(""), incoming, found.headings, titled=found.titled)
    return convert(text, found, read_text(done.text, "refs.bib"), above=done.above)


def test_bullets_above_bullets_become_headings_of_one_block() -> None:
    converted = whole(
        f"{BULLETS}\n## Other\n\n* [A Third Detector of Things](https://a.org/3.pdf) CVPR 2023\n"
    )
    marks = ("#", "<!-- synbib:start")
    assert [line for line in converted.text.splitlines() if line.startswith(marks)] == [
        "# Reading",
        "## Detection",
        '<!-- synbib:start list group="Detection" level=3 -->',
        "### General",
        "### Video",
        "## Other",
        '<!-- synbib:start list group="Other" nested=no -->',
    ]
    assert [paper.groups for paper in read_list(converted.text).papers] == [
        ("Reading", "Detection", "General"),
        ("Reading", "Detection", "Video"),
        ("Reading", "Other"),
    ]


def test_a_list_with_groups_of_bullets_and_headings_below_it_stays() -> None:
    text = f"{BULLETS}\n### 3D\n\n* [A Third Detector of Things](https://a.org/3.pdf) CVPR 2023\n"
    converted = whole(text)
    assert text[: text.index("### 3D")] in converted.text
    assert [str(each) for each in converted.left] == [
        "README.md:5: this list stays as it is: it has groups of its own, and so has its heading"
    ]
