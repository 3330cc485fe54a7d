"""What formats of tagged lines have in common: entries come back, nothing harms, no file takes more than its size."""

import random
import tracemalloc
from collections.abc import Iterator, Mapping
from io import BytesIO

import pytest
from growth import in_proportion
from harmless import EVIL, LINK, check
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.errors import SynbibError
from synbib.formats import read
from synbib.formats.formats import FORMATS, stream, write
from synbib.incoming import Date, Incoming, Person
from synbib.library import Entry

# Format → the beginning of a record, how a line begins with a tag, the end of a record; a tag that is unknown.
FORMS = {
    "ris": ("TY  - JOUR\n", "{}  - ", "ER  - \n"),
    "refer": ("%0 Journal Article\n", "%{} ", "\n"),
    "refworks": ("RT Journal Article\n", "{} ", "\n"),
}
TITLES = {"ris": "TI", "refer": "T", "refworks": "T1"}
NAMES = {"ris": "AU", "refer": "A", "refworks": "A1"}


def tags(form: str) -> list[str]:
    from importlib import import_module

    return list(import_module(FORMATS[form].module).TABLE.fields("article"))


# --- round trips -----------------------------------------------------------------------------------------------------

_WORD = st.text("abcdefgh", min_size=3, max_size=8).map(str.capitalize)
_TEXT = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)
_NUMBER = st.integers(1, 9999).map(str)
_FIELDS = {
    "volume": _NUMBER, "number": _NUMBER, "series": _TEXT, "publisher": _TEXT, "address": _WORD,
    "note": _TEXT, "annotation": _TEXT, "abstract": _TEXT, "shorttitle": _TEXT, "library": _TEXT, "version": _NUMBER,
    "keywords": st.lists(_WORD, min_size=1, max_size=3, unique=True).map(", ".join),
    "pages": st.tuples(st.integers(1, 99), st.integers(100, 999)).map(lambda pages: f"{pages[0]}--{pages[1]}"),
    "doi": _WORD.map(lambda word: f"10.1000/{word.lower()}"), "langid": st.sampled_from(["french", "ngerman"]),
    "urldate": st.just("2020-01-02"), "url": _WORD.map(lambda word: f"https://e.org/{word}"),
    "pmid": _NUMBER, "strange": _TEXT, "code": _WORD.map(lambda word: f"https://github.com/a/{word}"),
    "edition": st.integers(2, 9).map(str), "isbn": st.just("978-0-306-40615-7"), "issn": st.just("1234-5679"),
}  # fmt: skip
_VENUES = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_PUBLISHED = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}


@st.composite
def stored(draw: st.DrawFn) -> Entry:
    """Return an entry whose fields all of these formats keep."""
    kind = draw(st.sampled_from([*_VENUES, *_PUBLISHED, "book", "online"]))
    fields = draw(st.fixed_dictionaries({"title": _TEXT}, optional=_FIELDS))
    names = st.lists(
        st.builds(Person.of_parts, _WORD, _WORD, st.sampled_from(["", "van"])),
        max_size=3,
        unique=True,
    )
    year, month, day = draw(
        st.tuples(st.integers(1800, 2030), st.integers(1, 12), st.integers(1, 28))
    )
    date = Date(*(year, month, day)[: draw(st.integers(1, 3))])
    if venue := _VENUES.get(kind):
        fields[venue] = draw(_TEXT)
    if "publisher" in fields and (publisher := _PUBLISHED.get(kind)):
        fields[publisher] = fields.pop("publisher")
    people = {role: draw(names) for role in ("author", "editor")}
    return Incoming(fields, kind, names=people, date=date, key="doe").entry()


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None)
@given(entry=stored())
def test_what_is_written_is_read_again(form: str, entry: Entry) -> None:
    losses: list[str] = []
    data = b"".join(write([entry], form, lambda loss: losses.append(loss.field)))
    [work] = read(data, form)
    again = work.entry()
    assert (again.type, again.key, again.fields, losses) == (
        entry.type,
        entry.key,
        _mended(entry.fields),
        [],
    )


def _mended(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields without a short title that says the title."""
    said = fields.get("shorttitle", "").casefold() == fields["title"].casefold()
    return {name: value for name, value in fields.items() if not (said and name == "shorttitle")}


# --- hostile files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_what_is_hostile_in_any_field_does_not_get_into_a_store(form: str) -> None:
    begin, tag, end = FORMS[form]
    evil = EVIL.replace("\n", " ").replace("\r", " ")
    for each in tags(form):
        for value in (evil, LINK):
            record = f"{begin}{tag.format(TITLES[form])}One\n{tag.format(each)}{value}\n{end}"
            check(read(record.encode("utf-8", "surrogatepass"), form))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=100, deadline=None)
@given(
    data=st.binary(max_size=200),
    at=st.integers(0, 60),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_bytes_of_any_kind_are_read_or_refused_with_their_place(
    form: str, data: bytes, at: int, encoding: str
) -> None:
    begin, tag, end = FORMS[form]
    whole = f"{begin}{tag.format(TITLES[form])}On é\n{end}".encode(encoding)
    for hostile in (data, whole[:at] + data + whole[at:], begin.encode() + data):
        try:
            check([work for work in read(hostile, form, "x") if work.entry().fields])
        except SynbibError as error:
            assert str(error).startswith("x:")  # noqa: PT017


@pytest.mark.parametrize("form", FORMS)
def test_halves_of_surrogates_and_nul_bytes_are_left_out(form: str) -> None:
    begin, tag, end = FORMS[form]
    text = f"{begin}{tag.format(TITLES[form])}A\0B\ud800C\ue000D\n{end}"
    for encoding in ("utf-16", "utf-8"):
        [work] = read(text.encode(encoding, "surrogatepass"), form)
        assert set(work.entry().fields["title"]) - set("ABCD?{}í€�\xa0 ") == set()


@pytest.mark.parametrize("form", FORMS)
def test_one_tag_many_times_and_long_lines_take_time_in_proportion(form: str) -> None:
    begin, tag, end = FORMS[form]

    def many_lines(size: int) -> None:
        line = tag.format(NAMES[form]) + "Doe, Jane\n"
        read((begin + line * size + "and so on\n" * size + end).encode(), form)

    assert in_proportion(many_lines, 300)

    def preamble(size: int) -> None:
        read(
            ("Some line\n" * size + begin + tag.format(TITLES[form]) + "One\n" + end).encode(), form
        )

    assert in_proportion(preamble, 1000)


# --- streams ---------------------------------------------------------------------------------------------------------


class Records(BytesIO):
    """A file of so many records, each made when it is read."""

    def __init__(self, form: str, number: int) -> None:
        """Begin."""
        super().__init__()
        self._pieces = self._made(form, number)

    def read(self, size: int | None = -1) -> bytes:
        """Return the next piece."""
        return next(self._pieces, b"")

    def _made(self, form: str, number: int) -> Iterator[bytes]:
        begin, tag, end = FORMS[form]
        chance = random.Random(1)
        for _ in range(number // 100):
            yield "".join(
                f"{begin}{tag.format(TITLES[form])}Title {chance.random()}\n{end}"
                for _ in range(100)
            ).encode()


@pytest.mark.parametrize("form", FORMS)
def test_a_stream_of_four_times_as_many_records_takes_no_more_memory(form: str) -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        try:
            assert sum(1 for _ in stream(Records(form, number), form)) == number
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1200)  # what is imported, compiled and remembered at first
    assert peak(1200) < peak(300) + 100_000


@pytest.mark.parametrize("form", FORMS)
def test_works_come_before_the_file_is_read_to_its_end(form: str) -> None:
    works = stream(Records(form, 1000), form)
    assert next(works).title.startswith("Title ")
