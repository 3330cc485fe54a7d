"""Whatever characters a text has, the formats that are JSON or YAML give it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.formats import read, write
from synbib.incoming import Incoming
from synbib.library import Entry
from synbib.text import strip

SPECIAL = "*_^~<>&[](){}\\\"'`#|@%-+=.:;,!?/ 0a\N{LATIN SMALL LETTER E WITH ACUTE}\N{EN DASH}中"
# What a reader of records takes for markup of services, for mathematics or for what says nothing: not a user's words.
TEXTS = st.text(st.sampled_from(SPECIAL), min_size=1, max_size=20).map(
    lambda text: " ".join(f"So {text} it.".replace("<", "< ").replace("&", "& ").split())
)


def entry(text: str) -> Entry:
    made = Incoming({"title": "T", "abstract": text}, "book", key="a").entry()
    return Entry(made.type, made.key, made.fields)


@pytest.mark.parametrize("format", ["csl-json", "csl-yaml", "bibjson", "hayagriva", "json-ld"])
@given(text=TEXTS)
def test_a_text_is_read_as_it_was_written(format: str, text: str) -> None:
    written = entry(text)
    (work,) = read(b"".join(write([written], format)), format)
    assert strip(work.entry().marked("abstract")) == strip(written.marked("abstract"))
