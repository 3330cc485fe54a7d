"""Entries that are written in a format of an index of literature, and read again: they say what they said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synbib.formats import read, write
from synbib.incoming import publisher_field
from synbib.library import Entry, read_text

FORMATS = ("nbib", "pubmed-xml", "wos-isi")

words = st.text("eiorsüxéw", min_size=3, max_size=8)
phrases = st.lists(words, min_size=2, max_size=5).map(lambda each: " ".join(each).capitalize())
books = phrases.map(lambda each: f"Book of {each}")
names = st.lists(words.map(str.capitalize), min_size=2, max_size=4).map(" ".join)
people = st.lists(
    st.tuples(words, st.sampled_from(["Xi", "Wesi R.", "O. S.", "Ro-Si"])).map(
        lambda each: f"{each[0].capitalize()}, {each[1]}"
    ),
    min_size=1,
    max_size=3,
    unique=True,
).map(" and ".join)
numbers = st.integers(1, 999).map(str)
years = st.integers(1900, 2030).map(str)
ranges = st.tuples(st.integers(1, 400), st.integers(401, 999)).map(
    lambda each: f"{each[0]}--{each[1]}"
)
months = st.sampled_from(["jan", "feb", "sep", "dec"])

ALWAYS = {"author": people, "title": phrases, "year": years}
SOMETIMES = {
    "month": months,
    "abstract": phrases,
    "keywords": st.lists(words, min_size=1, max_size=3, unique=True).map(", ".join),
    "doi": numbers.map(lambda each: f"10.1000/{each}"),
    "langid": st.sampled_from(["english", "french", "ngerman", "russian"]),
    "pages": ranges,
    "pmid": numbers,
    "pmcid": numbers.map(lambda each: f"PMC{each}"),
    "note": phrases,
    "code": numbers.map(lambda each: f"https://example.org/{each}"),
    "volume": numbers,
}
OF_TYPES = {
    "article": {
        "journal": names,
        "number": numbers,
        "shortjournal": words.map(str.capitalize),
        "issn": st.sampled_from(["1111-2222", "1111-2222, 3333-444X"]),
    },
    "incollection": {"booktitle": books, "editor": people, "publisher": names, "address": names},
    "inproceedings": {"booktitle": books, "series": names},
    "phdthesis": {"school": names},
    "techreport": {"institution": names, "number": numbers},
    "book": {
        "isbn": st.sampled_from(["9781860163593", "9781860163593, 030945960X"]),
        "publisher": names,
    },
    "misc": {
        # In an export of Web of Science what is called as the work itself is the work.
        "howpublished": phrases.map(lambda each: f"Talk on {each}"),
        "url": numbers.map(lambda each: f"https://example.net/{each}"),
    },
}
NEEDED = {"journal", "booktitle"}


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(list(OF_TYPES)))
    optional = SOMETIMES | OF_TYPES[kind]
    chosen = {
        name: draw(value)
        for name, value in optional.items()
        if name in NEEDED or draw(st.booleans())
    }
    always = {name: draw(value) for name, value in ALWAYS.items()}
    return Entry(kind, "key", always | chosen)


def said(entry: Entry) -> dict[str, str]:
    """Return what an entry says, with its titles in plain text."""
    fields = {
        name: text.replace("{", "").replace("}", "") for name, text in entry.fields.items() if text
    }
    return {"": entry.type, **fields}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(entries(), min_size=1, max_size=3))
def test_an_entry_comes_back_as_it_was(name: str, given_entries: list[Entry]) -> None:
    data = b"".join(write(given_entries, name))
    back = [said(work.entry()) for work in read(data, name, "x")]
    assert back == [said(each) for each in given_entries]


BOOKS = r"""
@book{a, author = {Jane Roe}, title = {Of {Naps}}, publisher = {Nap House}, address = {Lyon}, year = 2020, isbn = {9781860163593}, edition = {2}, series = {Beds}, volume = 3}
@proceedings{b, editor = {Doe, Ana}, title = {All of Naps}, year = 2020}
@mastersthesis{c, author = {Roe, Jane}, title = {Of naps}, school = {Nap University}, year = 2020}
@article{d, author = {van der Berg, Jan and {Nap Consortium} and others}, title = {Naps}, journal = {Nap Journal}, eid = {e12}, year = 2020, month = may, day = 3}
@misc{e, author = {Roe, Jane}, title = {Naps}, eprint = {2001.01234}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, year = 2020}
"""


@pytest.mark.parametrize("name", FORMATS)
def test_books_groups_and_preprints_come_back(name: str) -> None:
    given_entries = list(read_text(BOOKS).values())
    back = [each.entry() for each in read(b"".join(write(given_entries, name)), name)]
    assert [each.type for each in back] == [each.type for each in given_entries]
    book, _, thesis, article, preprint = (each.fields for each in back)
    assert {
        k: book[k] for k in ("publisher", "address", "isbn", "edition", "series", "volume")
    } == {
        "publisher": "Nap House",
        "address": "Lyon",
        "isbn": "9781860163593",
        "edition": "2",
        "series": "Beds",
        "volume": "3",
    }
    assert thesis[publisher_field("mastersthesis")] == "Nap University"
    assert article["author"] == "van der Berg, Jan and {Nap Consortium} and others"
    assert (article["eid"], article["month"], article["day"]) == ("e12", "may", "3")
    assert (preprint["eprint"], preprint["primaryclass"]) == ("2001.01234", "cs.CL")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("date = {2020-01/2020-03}", {"year": "2020", "month": "Jan/Mar"}),
        ("date = {2020-21}", {"year": "2020", "month": "Spring"}),
        ("year = {in press}", {"year": "in press"}),
    ],
)
def test_a_season_and_what_is_no_date_come_back(
    name: str, date: str, fields: dict[str, str]
) -> None:
    library = read_text(f"@article{{a, title = {{Naps}}, journal = {{Beds}}, {date}}}")
    lost: list[str] = []
    data = b"".join(write(library.values(), name, lambda loss: lost.append(str(loss))))
    (work,) = read(data, name)
    made = dict(work.entry().fields)
    if made.get("annotation") == "in press":  # Web of Science has no form for it
        made["year"] = made.pop("annotation")
    assert made == {"title": "Naps", "journal": "Beds", **fields}
    assert lost == ["citation key"]


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_lost_is_told(name: str) -> None:
    library = read_text(
        "@article{a, title = {A}, translator = {Jane Roe}, date = {2020/2021}, groups = {mine}}"
    )
    lost: list[str] = []
    b"".join(write(library.values(), name, lambda loss: lost.append(str(loss))))
    assert lost == ["citation key", "translator", "groups", "date (the end of the range)"]
