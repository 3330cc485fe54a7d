"""Fuzzing of the reader of BibTeX, on text and on bytes in any encoding; see `harness`."""

from typing import Final

import harness

from synbib.bibtex import Document, Entry
from synbib.library import Library, read_data, read_text

SEEDS: Final = (
    "@article{a, title = {One {T}wo}, author = {Doe, Jane and {X Y} and others}, year = 2020, month = jan # {~1}}",
    '@string{s = "a" # {b}}\n@book(b, title = s # "c", pages = {1--2, 7}, crossref = {a})\n@comment{x}\n% y',
    "@misc{a, xdata = {b}, ids = {c, d}, groups = {G; H}}\n@xdata{b, url = {https://a.b/~c}}\n@preamble{{x}}",
    "@misc{a, date = {2020-05?/..}, title = {\\'{e}\\alpha $x^2$ \\textbf{b} \\href{https://a.b}{c} % d\n}}",
    "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 KeywordGroup:G\\;0\\;keywords\\;x\\;0\\;0\\;1\\;\\;\\;\\;;\n"
    "2 SearchGroup:H\\;0\\;author=a and (year>2000)\\;0\\;0\\;1\\;\\;\\;\\;;\n}\n@misc{a, keywords = {x > y, z}}",
    "% Encoding: windows-1252\n@misc{a, author = {M\xfcller, J\xf6rg}}".encode("cp1252"),
    "\ufeff@misc{a, author = {given=Jane, family=Doe, prefix=van}, title = {\u674e\u56db}}".encode(
        "utf-16"
    ),
)
WORDS: Final = (
    "@article{", "@string{", "@comment{", "@preamble{", "@xdata{", "jabref-meta: grouping:\n", "AllEntriesGroup:;",
    "StaticGroup:", "KeywordGroup:", "SearchGroup:", "\\;", "author = ", "title = ", "date = ", "year = ", "month = ",
    "pages = ", "crossref = ", "xdata = ", "ids = ", "entryset = ", "related = ", "eprint = ", "langid = ", " and ",
    "others", " # ", "\\textbf{", "\\emph", "\\href{", "\\url{", "\\ensuremath", "\\'", "\\char", "\\verb|", "$", "~",
    "--", "/..", "% Encoding: ", "gbk",
)  # fmt: skip


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


def look_at_the_library(library: Library) -> None:
    """Raise if an entry cannot be interpreted: what cannot be understood is a diagnostic."""
    for entry in library.values():
        assert entry.csl["id"] == entry.key
    assert library.groups is not None


def look(data: bytes) -> None:
    """Read text and bytes; the last byte of a UTF-8 sequence may be missing."""
    look_at_the_document(data.decode("utf-8", "surrogateescape"))
    look_at_the_library(read_text(data.decode("utf-8", "replace")))
    look_at_the_library(read_data(data))


if __name__ == "__main__":
    harness.run(look, SEEDS, WORDS)
