"""Coverage-guided fuzzing of the reader, with atheris; pytest does not collect this.

    python -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris -e .
    /tmp/fuzz/bin/python tests/fuzz/fuzz_bibtex.py -max_len=4096 -timeout=10 build/fuzz ../shared/bib/probes

The folders hold inputs: the first is written to, the others are read. Everything else is libFuzzer's: ``-fork=1
-ignore_crashes=1`` goes on after a finding, ``-max_total_time=1200`` ends after twenty minutes. A finding is written
to a file ``crash-…`` or ``timeout-…``, whose name as the only argument runs it again.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

with atheris.instrument_imports(include=["synbib"]):
    from synbib.bibtex import Document, Entry
    from synbib.library import read_text


def look_at_the_document(text: str) -> None:
    """Raise unless the document is lossless, and what it says lies inside the text."""
    document = Document.parse(text)
    assert "".join(block.source for block in document.blocks) == text
    assert all(block.source for block in document.blocks)
    for block in document.blocks:
        if isinstance(block, Entry):
            pairs = block.pairs
            assert pairs == [(field.name, field.value) for field in block.fields]
            for field in block.fields:
                assert text[field.value_start : field.value_start + len(field.value)] == field.value
                assert block.start <= field.start <= field.value_start <= field.end <= block.end
    for diagnostic in document.diagnostics:
        line, column = document.position(len(text))
        assert (1, 1) <= (diagnostic.line, diagnostic.column) <= (line, max(column, len(text) + 1))
        assert str(diagnostic)


def look_at_the_library(text: str) -> None:
    """Raise if an entry cannot be interpreted: what cannot be understood is a diagnostic."""
    library = read_text(text)
    for entry in library.values():
        assert entry.csl["id"] == entry.key
    assert library.groups is not None


def one_input(data: bytes) -> None:
    """What the fuzzer calls; the last byte of a UTF-8 sequence may be missing."""
    text = data.decode("utf-8", "surrogateescape")
    look_at_the_document(text)
    look_at_the_library(data.decode("utf-8", "replace"))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
