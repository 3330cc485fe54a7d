"""What strangers may send as JSON and YAML: each reader takes it or says clearly what is wrong, and never fails."""

import json
from typing import Any

import pytest

from synbib.errors import SynbibError
from synbib.formats import read
from synbib.formats.data import FormatError

# A file of each format, with a title to fill in.
JSON: dict[str, Any] = {
    "csl-json": [{"id": "a", "type": "book", "title": "%s"}],
    "datacite-json": {"doi": "10.1234/a", "titles": [{"title": "%s"}]},
    "json-ld": {"@context": "https://schema.org", "@type": "Book", "name": "%s"},
    "bibjson": {"records": [{"type": "book", "title": "%s"}]},
}
YAML = {
    "csl-yaml": "references:\n- id: a\n  type: book\n  title: %s\n",
    "hayagriva": "a:\n  type: book\n  title: %s\n",
    "citation-cff": "cff-version: 1.2.0\nmessage: M\nauthors: [{name: A}]\ntitle: %s\n",
}
FILES = {name: json.dumps(held) for name, held in JSON.items()} | YAML


def titled(format: str, title: str) -> str:
    return FILES[format].replace("%s", title)


def refused(data: bytes, format: str) -> str:
    """Read a file with all of its entries, and return what it is refused with; ``""`` if it is taken."""
    try:
        for work in read(data, format, "odd"):
            work.entry().csl  # noqa: B018
    except SynbibError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_its_encoding(format: str, encoding: str) -> None:
    (work,) = read(titled(format, "Übung").encode(encoding), format)
    assert work.title == "Übung"


@pytest.mark.parametrize("format", FILES)
def test_marks_of_our_own_and_hidden_characters_are_left_out(format: str) -> None:
    (work,) = read(titled(format, "A\ue000b\ue001c\u202ed").encode(), format)
    assert work.title == "Abcd"


@pytest.mark.parametrize("format", JSON)
def test_half_a_surrogate_is_no_character(format: str) -> None:
    (work,) = read(titled(format, r"A\ud800b").encode(), format)
    work.title.encode()


@pytest.mark.parametrize("format", FILES)
def test_a_file_that_is_cut_off_anywhere_is_read_or_refused_with_its_place(format: str) -> None:
    data = titled(format, "[A]").replace("[A]", '"A b"' if format in YAML else "A b").encode()
    for end in range(len(data)):
        assert refused(data[:end], format)[:4] in ("", "odd:")


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize(
    "value", [None, 7, True, [], {}, [None], [[["x"]]], {"a": {"b": []}}, "", "x" * 1000]
)
def test_a_value_of_any_kind_in_any_place_is_taken_or_refused(format: str, value: Any) -> None:
    names = """
        author title type issued accessed language publisher parent url serial-number date editor affiliated
        page-range keywords identifiers preferred-citation references journal identifier link isPartOf inLanguage
        creators titles types container dates descriptions subjects contributors relatedItems custom note id
    """.split()  # noqa: SIM905
    for name in names:
        if format in JSON:
            held = json.loads(titled(format, "T"))
            record = held[0] if isinstance(held, list) else held.get("records", [held])[0]
            record[name] = value
            data = json.dumps(held)
        else:
            before = {"csl-yaml": "  ", "hayagriva": "  "}.get(format, "")
            data = f"{titled(format, 'T')}{before}{name}: {json.dumps(value)}\n"
        assert refused(data.encode(), format)[:4] in ("", "odd:")


@pytest.mark.parametrize("format", FILES)
def test_a_text_beyond_the_limit_is_refused(format: str) -> None:
    with pytest.raises(
        FormatError, match=r"^long:\d:1: a text of 60,00\d characters, .* LONGEST_RECORD_TEXT"
    ):
        read(titled(format, "x" * 60_000).encode(), format, "long")
