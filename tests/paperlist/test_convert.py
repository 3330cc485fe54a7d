"""A README's own lists become blocks, and nothing else of it changes."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.errors import ReadmeError
from synbib.incoming import annotated, merge_into, with_fields
from synbib.latex import decode
from synbib.library import read_text
from synbib.library.matching import marks_in
from synbib.model.identifiers import find_identifier
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.convert import Converted, convert
from synbib.paperlist.works.generated import has_forms, read_new
from synbib.paperlist.works.incoming import incoming_works
from synbib.readme import Options
from synbib.readme.forms import format_template
from synbib.text import strip
from synbib.text.folding import fold
from synbib.text.mojibake import repair

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

Words after it.
"""


def convert_text(
    text: str, store: str = "", after: Converted | None = None
) -> tuple[Converted, str]:
    """Import a list, and convert it; return what became of it, and the store.

    Args:
        text: The list.
        store: The store before.
        after: What was made of the list before: its settings hold.
    """
    before = read_text(store, "refs.bib")
    if after is not None:
        before = before.with_sentence_case(after.sentence_case)
    options = Options(forms=after.forms if after else {})
    known = partial(marks_in, before.values())
    found = read_new(text, before, defaults=options, known=known)
    works = collect(found.mentions).works
    incoming = incoming_works(works, "README.md", venue_as_written=not has_forms(text))
    done = merge_into(before, incoming, found.headings, titled=found.titled)
    library = read_text(done.text, "refs.bib").with_sentence_case(before.sentence_case)
    converted = convert(text, found, library, done.mentioned, above=done.above, defaults=options)
    noted = read_text(annotated(library, converted.notes), "refs.bib")
    return converted, with_fields(noted, converted.fields)


def nothing_changes(converted: Converted, store: str) -> bool:
    """Whether a second import, with what the first has set, leaves the list and the store as they are."""
    again, same = convert_text(converted.text, store, converted)
    return (again.text, again.blocks, same) == (converted.text, 0, store)


def whole(text: str) -> Converted:
    return convert_text(text)[0]


def left(text: str) -> list[str]:
    """Return why a list stays, whole and as it is."""
    converted = whole(text)
    assert converted.text == text
    return [str(each) for each in converted.left]


def test_each_stretch_of_papers_becomes_a_block() -> None:
    converted = whole(README)
    assert (converted.blocks, converted.left) == (2, ())
    start, _, rest = converted.text.partition("<!-- synbib:end checksum=")
    assert start == (
        """\
# Reading

Some *words* of mine.

## Surveys

<!-- synbib:start table group="Surveys" nested=no form=table -->

| Paper | Published in | Code/Project |
|-------|:---:|:---:|
[A Survey of Everything](https://a.org/s)|ACL 2024|-|

"""
    )
    assert (
        """ -->

## Math
Words that stay.

<!-- synbib:start list group="Math" nested=no form=list -->

- [Sums and More Sums](https://a.org/m) ACL 2023
- [Products and Quotients](https://a.org/p) ACL 2023

"""
        in rest
    )
    assert rest.endswith(" -->\n\nWords after it.\n")


def test_a_converted_readme_stays_as_it_is() -> None:
    converted, store = convert_text(README)
    assert nothing_changes(converted, store)


def test_a_block_of_references_without_authors_is_not_read_back() -> None:
    text = (
        "# Reading\n\n## Math\n\n- Tastes Great! Less Filling: Sums and More Sums (SIGMOD 2022)\n"
        "- Does a Fish Need a Bicycle? The Case for Sums (CIDR 2026)\n"
    )
    converted, store = convert_text(text)
    assert converted.blocks == 1
    assert nothing_changes(converted, store)


def test_line_endings_stay() -> None:
    converted = whole(README.replace("\n", "\r\n"))
    assert converted.text.count("\n") == converted.text.count("\r\n")
    assert converted.text.replace("\r\n", "\n") == whole(README).text


FIRST = "- [Sums and More Sums](https://a.org/m) ACL 2023\n"
SECOND = "- [Products and Quotients](https://a.org/p) ACL 2023\n"


def said(text: str) -> list[str]:
    """Return the lines of a list that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


def without_markers(text: str) -> list[str]:
    """Return the same of a list with blocks, without their comments."""
    return [line for line in said(text) if "<!-- synbib:" not in line]


def under_one_heading(*parts: str) -> str:
    return "# Reading\n\n## Math\n\n" + "".join(parts)


@pytest.mark.parametrize(
    "between",
    [
        "\nA remark that nobody wrote twice.\n\n",
        "\n![A figure](https://a.org/f.png)\n\n",
        "- Chapters 4 and 7 of a book\n",
        "- [A tool](https://a.org/tool)\n",
    ],
)
def test_what_stands_between_papers_stays_between_two_blocks(between: str) -> None:
    converted, store = convert_text(under_one_heading(FIRST, between, SECOND))
    assert (converted.blocks, converted.left) == (2, ())
    assert re.sub(r"checksum=\w+", "checksum=…", converted.text) == under_one_heading(
        '<!-- synbib:start list group="Math" nested=no form=list until=sums2023more -->\n\n',
        FIRST,
        "\n<!-- synbib:end checksum=… -->\n\n",
        between.strip("\n"),
        '\n\n<!-- synbib:start list group="Math" nested=no form=list after=sums2023more -->\n\n',
        SECOND,
        "\n<!-- synbib:end checksum=… -->\n",
    )
    assert nothing_changes(converted, store)


@pytest.mark.parametrize(
    "below",
    [
        '  <a name="products"></a>\n',
        "  [notes](notes/sums.md)\n",
        "  - Read the third part first.\n",
    ],
)
def test_what_stands_below_a_paper_is_shown_with_it(below: str) -> None:
    converted, store = convert_text(under_one_heading(FIRST, below, SECOND))
    assert (converted.blocks, converted.left) == (1, ())
    assert FIRST + below + SECOND in converted.text
    assert nothing_changes(converted, store)


def test_a_paper_with_a_comment_stays_as_it_is() -> None:
    comment = "  <!-- to be sorted -->\n"
    converted = whole(under_one_heading(FIRST, comment, SECOND))
    assert [str(each) for each in converted.left] == [
        "README.md:5: this list stays as it is: no field of an entry can hold what it says: "
        "a comment, a tab, or a brace without its partner"
    ]
    assert f"## Math\n\n{FIRST}{comment}\n<!-- synbib:start" in converted.text


def test_an_element_that_begins_within_a_list_and_ends_elsewhere_keeps_it_as_it_is() -> None:
    text = under_one_heading(FIRST, "  <details><summary>ACL</summary>\n", SECOND)
    assert left(text) == [
        "README.md:5: this list stays as it is: a part of an HTML element <details> stands in it"
    ]


def test_a_remark_below_a_paper_goes_into_the_store() -> None:
    text = under_one_heading(FIRST, "  - Read the third part first.\n", SECOND)
    converted, store = convert_text(text)
    assert converted.blocks == 1
    entry = read_text(store)["sums2023more"]
    assert entry.fields["annotation"] == "Read the third part first"


def test_what_the_list_calls_a_link_is_called_so_in_its_form() -> None:
    item = (
        "- [Sums and More Sums](https://a.org/m.pdf) [[Official PyTorch](https://github.com/a/b)]\n"
    )
    converted, store = convert_text(under_one_heading(item))
    assert converted.blocks == 1
    assert item in converted.text
    assert format_template(converted.forms["list"].entry) == (
        "- [{title}]({paper}){ [[Official PyTorch](|code|)]}"
    )
    assert nothing_changes(converted, store)


def test_what_the_list_calls_a_venue_goes_into_the_store() -> None:
    converted, store = convert_text(under_one_heading(FIRST.replace("ACL", "EMNLP")))
    assert converted.blocks == 1
    assert "  shortvenue    = {EMNLP},\n" in store


@pytest.mark.parametrize("beside", ["- [A tool](https://a.org/tool)\n", "\nA remark.\n"])
def test_what_stands_before_or_after_the_papers_stays_beside_their_block(beside: str) -> None:
    before, after = (
        under_one_heading(beside, "\n", FIRST),
        under_one_heading(FIRST, beside),
    )
    for text in (before, after):
        converted = whole(text)
        assert (converted.blocks, converted.left) == (1, ())
        assert beside in converted.text


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            under_one_heading("| Paper | Stars |\n|---|---|\n| [Sums and More Sums](https://a.org/m) | 7 |\n"),
            ["| [{title}]({paper}) | {stars-note} |"],
        ),
        (
            under_one_heading(FIRST, "\n| Paper |\n|---|\n| [Products and Quotients](https://a.org/p) |\n"),
            ["- [{title}]({paper}){? {venue}{& }{year}}", "| [{title}]({paper}) |"],
        ),
        (
            under_one_heading(*(f"| Paper |\n|---|\n| [{t} and the Rest](https://a.org/{t}) |\n\n" for t in ("Sums", "Products"))),
            ["| [{title}]({paper}) |"],
        ),
    ],
    ids=["a column of any name", "a list and a table", "two tables"],
)  # fmt: skip
def test_what_the_usual_blocks_cannot_show_stands_in_a_form(text: str, forms: list[str]) -> None:
    converted, store = convert_text(text)
    assert converted.left == ()
    assert without_markers(converted.text) == said(text)
    assert [format_template(form.entry) for form in converted.forms.values()] == forms
    assert nothing_changes(converted, store)


def test_a_second_block_of_a_group_is_not_made() -> None:
    """What was written below a block joins that block, and is reported until it is deleted."""
    converted, store = convert_text(under_one_heading(FIRST))
    text = f"{converted.text}\n{SECOND}"
    again, _ = convert_text(text, store)
    assert again.blocks == 0
    assert "a block shows the group 'Math' already" in str(again.left[0])


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Titles | Venues |", "{}|ACL 2024|"),
        ("| 文章 | 发表 |", "{}|ACL 2024|"),
        ("| Method | Pub. & Date |", "{}|ACL 2024|"),
        ("| Paper | Month | Stars |", "| {} | May | 7 |"),
        ("| **Title** | Venue | Date |", "| {} | ACL | 2024 |"),
    ],
)
def test_a_table_keeps_its_columns(head: str, row: str) -> None:
    rule = "|---" * (head.count("|") - 1) + "|"
    rows = row.format("[A Survey of Everything](https://a.org/s)")
    text = under_one_heading(f"{head}\n{rule}\n{rows}\n")
    converted, store = convert_text(text)
    assert (converted.blocks, converted.left) == (1, ())
    assert converted.forms["table"].head == (head, rule)
    assert without_markers(converted.text) == said(text)
    assert nothing_changes(converted, store)


@pytest.mark.parametrize(
    ("head", "columns"),
    [("Paper | Published in", ""), ("Titles | Venues", "=Titles,published=Venues")],
)
def test_a_table_that_is_as_synbib_writes_one_needs_no_form(head: str, columns: str) -> None:
    text = under_one_heading(
        f"| {head} | Code/Project |\n|---|:---:|:---:|\n| [A Survey](https://a.org/s) | ACL 2024 | - |\n"
    )
    option = f' columns="paper{columns},code=Code/Project"' if columns else ""
    assert whole(text).forms == {}
    assert f'<!-- synbib:start table group="Math" nested=no{option} -->' in whole(text).text


def test_malformed_blocks_are_refused() -> None:
    with pytest.raises(ReadmeError, match="this block is never ended"):
        whole(README + "<!-- synbib:start toc -->\n")


def test_hand_edits_in_a_block_are_refused() -> None:
    block = "<!-- synbib:start count -->7<!-- synbib:end checksum=00000000 -->"
    with pytest.raises(ReadmeError, match="was edited by hand"):
        whole(f"There are {block} papers.\n\n{README}")


# --- two headings of one name -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"), [("Math", "Math"), ("Math", "math"), ("Math }", "Math )")]
)
def test_two_headings_of_one_name_stay_two(one: str, other: str) -> None:
    converted, store = convert_text(f"# Reading\n\n## {one}\n\n{FIRST}\n## {other}\n\n{SECOND}")
    assert (converted.blocks, converted.left) == (2, ())
    first, second = (
        converted.text.split(f"## {other}\n")
        if one != other
        else converted.text.split(f"## {one}\n")[1:]
    )
    assert FIRST in first
    assert SECOND not in first
    assert SECOND in second
    assert FIRST not in second
    assert nothing_changes(converted, store)


def test_two_years_under_one_heading_date_their_papers() -> None:
    item = "- [{} and the Rest](https://a.org/{}.pdf)\n\n"
    names = ("Sums", "Products")
    text = "# Reading\n\n" + "".join(f"## 2021\n\n{item.format(n, n)}" for n in names)
    assert [paper.year for paper in read_list(text).mentions] == [2021, 2021]


# --- groups within a list --------------------------------------------------------------------------------

BULLETS = """\
# Reading

## Detection

* General:
    * [A First Detector of Things](https://a.org/1.pdf) CVPR 2023
* Video:
    * [A Second Detector of Things](https://a.org/2.pdf) CVPR 2023
"""


def test_bullets_below_bullets_are_blocks_within_them() -> None:
    rest = "\n### 3D\n\n* [A Third Detector of Things](https://a.org/3.pdf) CVPR 2023\n"
    converted, store = convert_text(f"{BULLETS}{rest}")
    assert re.sub(r"checksum=\w+", "checksum=…", converted.text) == (
        """\
# Reading

## Detection

* General:

    <!-- synbib:start list group="Detection/General" nested=no form=list -->

    * [A First Detector of Things](https://a.org/1.pdf) CVPR 2023

    <!-- synbib:end checksum=… -->

* Video:

    <!-- synbib:start list group="Detection/Video" nested=no form=list -->

    * [A Second Detector of Things](https://a.org/2.pdf) CVPR 2023

    <!-- synbib:end checksum=… -->

### 3D

<!-- synbib:start list group="Detection/3D" nested=no form=list -->

* [A Third Detector of Things](https://a.org/3.pdf) CVPR 2023

<!-- synbib:end checksum=… -->
"""
    )
    assert converted.left == ()
    assert nothing_changes(converted, store)


# --- any list ---------------------------------------------------------------------------------------------

# No word stands twice in a generated list, so that none is found again by chance.
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu")
_VENUES = ("ACL 2023", "EMNLP 2021", "SIGMOD 2024", "NeurIPS 2020", "Some Unheard-of Meeting 2019")


class Words:
    """Gives words, and numbers, that it never gave before."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, count: int) -> str:
        return " ".join(self._word().capitalize() for _ in range(count))

    def number(self) -> int:
        self.given += 1
        return self.given

    def _word(self) -> str:
        return "q" + "".join(_SYLLABLES[int(digit)] for digit in f"{self.number():03}")


@st.composite
def items(draw: st.DrawFn, new: Words) -> str:
    """A paper in one of the forms of lists, with or without a link."""
    title, venue = new(draw(st.integers(3, 6))), draw(st.sampled_from(_VENUES))
    arxiv = f"https://arxiv.org/{draw(st.sampled_from(['abs', 'pdf']))}/2301.{new.number():05}"
    page = draw(st.sampled_from([arxiv, f"https://example.org/{new.number()}.pdf"]))
    code = f"https://github.com/{new(1).lower()}/{new(1).lower()}"
    authors = f"{new(1)} {new(1)}, {new(1)} {new(1)}"
    form = draw(
        st.sampled_from(
            [
                f"[{title}]({page}) {venue}",
                f"**{title}**. *{authors}*. {venue}. [[Paper]({page})] [[code]({code})]",
                f'"{title}", {venue}, {authors} [[PDF]({page})]',
                f"{authors}. [{title}]({page}). {venue}.",
                f"[{title}]({page}) {new(2)}",
                f"{title} ({venue})",
                f"{title}. {authors}. {venue}.",
                f"[{new(1)}](https://example.org/{new.number()}) - {new(4)}.",
            ]
        )
    )
    return draw(st.sampled_from(["- ", "* ", "1. "])) + form


@st.composite
def asides(draw: st.DrawFn, new: Words) -> str:
    """What stands between papers."""
    indent = draw(st.sampled_from(["", "  "]))
    return indent + draw(
        st.sampled_from(
            [
                f"{new(7)}.",
                f"![{new(1)}](https://example.org/{new.number()}.png)",
                f'<img src="figures/{new.number()}.png">',
                f"- {new(3)}:",
                f"- {new(5)} [{new(1)}](notes/{new.number()}.md)",
                f"<!-- {new(3)} -->",
                f"[{new(2)}](https://twitter.com/{new.number()})",
                f"<details><summary>{new(1)}</summary>\n\n{new(5)}\n\n</details>",
                f"> {new(4)}",
                f"```\n{new(3)}\n```",
            ]
        )
    )


@st.composite
def tables(draw: st.DrawFn, new: Words) -> str:
    further = draw(st.sampled_from(["Venue", "Code", "Year", new(1)]))
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        cells = {"Code": f"[code](https://github.com/a/{new.number()})", "Year": "2021"}
        cell = cells.get(further, draw(st.sampled_from(_VENUES)))
        rows.append(f"| [{new(4)}](https://arxiv.org/abs/2302.{new.number():05}) | {cell} |\n")
    return f"| Paper | {further} |\n|---|---|\n{''.join(rows)}"


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A README: headings, some of one name, with items, tables, and what people write between them."""
    new = Words()
    parts = [f"# {new(2)}\n"]
    for _ in range(draw(st.integers(1, 3))):
        parts.append(f"\n## {draw(st.sampled_from(['Models', 'models', 'News', new(1)]))}\n\n")
        for _ in range(draw(st.integers(1, 5))):
            kind = draw(st.sampled_from([items, items, items, asides, tables]))
            parts += (draw(kind(new)), draw(st.sampled_from(["\n", "\n\n"])))
    return "".join(parts)


def content(text: str) -> tuple[set[str], set[str], set[str]]:
    """Return the words, the links and the images of a Markdown file."""
    links = {re.sub(r"/pdf/", "/abs/", url).rstrip(",;") for url in _LINK.findall(text)}
    words = set(re.findall(r"[a-z]{5,}", _LINK.sub(" ", text).casefold()))
    return words, links, set(re.findall(r"!\[[^\]]*\]\(([^)]*)|<img src=\"([^\"]*)", text))


_NO_BRACES = str.maketrans("", "", "{}\\")
_LINK = re.compile(r"https?://[^\s)\"]+|(?<=\]\()[^)]+")


@given(lists())
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_of_any_list(text: str) -> None:
    converted, store = convert_text(text)
    eprints = re.sub(r"eprint +=", " https://arxiv.org/abs/", store.translate(_NO_BRACES))
    kept = content(f"{converted.text}\n{re.sub(r'abs/ +', 'abs/', eprints)}")
    assert not any(said - there for said, there in zip(content(text), kept, strict=True))
    assert nothing_changes(converted, store)


# --- real lists -------------------------------------------------------------------------------------------

_READMES = sorted((Path(__file__).parents[3] / "shared" / "readmes").rglob("*.md"))


def pages(text: str) -> set[str]:
    """Return where the links of a text lead, a page of arXiv or a DOI as the paper."""
    found = (
        url.rstrip(".,;:*").casefold() for url in re.findall(r"https?://[^\s)\]<>\"'|]+", text)
    )
    return {
        " ".join(find_identifier(url) or ("", re.sub(r"^https?://(www\.)?", "", url).rstrip("/")))
        for url in found
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", _READMES or [Path("absent")], ids=lambda path: "/".join(path.parts[-2:])
)
def test_nothing_is_lost_of_real_lists(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the outside test data, ../shared/readmes, is not there")
    old = path.read_text("utf-8", "replace")
    converted, store = convert_text(old)
    entries = list(read_text(store).values())
    fields = [value for entry in entries for value in entry.fields.values()]
    links = [link.url for entry in entries for link in entry.links]
    links += (f"https://arxiv.org/abs/{entry.fields.get('eprint')}" for entry in entries)
    new = "\n".join((converted.text, *fields, *map(strip, map(decode, fields)), *links))
    # An address with a mark of LaTeX or of mojibake in it is not one.
    assert pages(unescape(old)) <= pages(unescape(new))
    there = fold(unescape(new))
    said = re.sub(r"https?://\S+|\]\([^)]*\)|<[^>]*>", " ", repair(unescape(old))[0])
    assert not [word for word in set(re.findall(r"[^\W\d_]{5,}", fold(said))) if word not in there]
    images = re.compile(r"!\[[^\]]*\]\(\s*<?([^\s)>]+)|<img[^>]*?src\s*=\s*[\"']?([^\s\"'>]+)")
    assert set(images.findall(old)) <= set(images.findall(converted.text))
    assert nothing_changes(converted, store)
