"""Whatever characters a text has, the formats that are JSON or YAML give it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.formats import read, write
from synbib.incoming import Incoming
from synbib.library import Entry
from synbib.text import strip

SPECIAL = "*_^~<>&[](){}\\\"'`#|@%-+=.:;,!?/ 0a\N{LATIN SMALL LETTER E WITH ACUTE}中"
# Not in it: what a reader of records takes for markup or mathematics of services, or for UTF-8 that was misread.
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
