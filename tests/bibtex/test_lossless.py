"""No character of a real file is lost, and each thing that looks like an entry is read or diagnosed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from synbib.bibtex import Document, Entry, Junk

REPO = Path(__file__).parents[2]
FOLDER = REPO.parent / "shared" / "bib"
FILES = sorted(FOLDER.rglob("*.bib"))
NO_FILE: tuple[None] = (None,)

# What anybody would count: a line that begins with @, a word, and an opening delimiter.
START = re.compile(r"(?:\A|(?<=[\r\n]))@[A-Za-z]+[{(]")


@pytest.fixture(params=FILES or NO_FILE, ids=lambda f: str(f.relative_to(FOLDER)) if f else "")
def document(request: pytest.FixtureRequest) -> Document:
    """Each real file; what is not a UTF-8 is read as Latin-1, of which every byte is a letter."""
    file = request.param
    if file is None:
        pytest.skip("the outside test data, ../shared/bib, is not there")
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return Document.parse(text, file.name)


def test_the_blocks_of_a_real_file_are_the_file(document: Document) -> None:
    assert "".join(block.source for block in document.blocks) == document.text
    assert all(block.start < block.end for block in document.blocks)


def test_the_fields_of_a_real_file_stand_where_they_say(document: Document) -> None:
    for entry in document.entries:
        assert entry.pairs == [(field.name, field.value) for field in entry.fields]
        for field in entry.fields:
            written = document.text[field.start : field.end]
            assert written.startswith(field.name)
            assert written.endswith(field.value)
            assert document.text.startswith(field.value, field.value_start)


def unaccounted(document: Document) -> Iterator[str]:
    """Yield the places of starts that are neither a block's beginning nor explained.

    The rule: a start counts as read where a block begins at it. One inside a block is explained where it stands in a
    value or in a comment, which is what the author wrote, or where a diagnostic lies in that block. One outside any
    block is never explained.
    """
    diagnosed = {d.line for d in document.diagnostics}
    begins = {block.start for block in document.blocks if not isinstance(block, Junk)}
    for start in START.finditer(document.text):
        if start.start() in begins:
            continue
        block = next(b for b in document.blocks if b.start <= start.start() < b.end)
        if isinstance(block, Entry):
            inside = any(f.value_start < start.start() < f.end for f in block.fields)
        else:
            inside = not isinstance(block, Junk)
        lines = range(block.line, document.position(block.end - 1)[0] + 1)
        if not inside and diagnosed.isdisjoint(lines):
            yield f"{document.name}:{document.position(start.start())[0]}: {start[0]}"


def test_each_start_of_an_entry_in_a_real_file_is_read_or_explained(document: Document) -> None:
    assert list(unaccounted(document)) == []
