"""Reading takes time in proportion to the text, however it is broken."""

from collections.abc import Callable

import pytest

from synbib.bibtex import Document, Edits
from synbib.bibtex.format import format_document
from synbib.limits import LONGEST_KEY

Grows = Callable[[Callable[[int], object], int], bool]

TOKENS = [
    "@a{", "@a{k", "@a(", "@a{k,t={", '@a{k,t="', "@", "@comment{", "@comment(", "{", "}", '"', "#", "=", ",", "%\n",
    "\r", "\0", "a=1,", "% @a{k}\n", "@string{s=", "a # ",
]  # fmt: skip
FRAMES = ["*", "x *", "@a{k, *", "@a{k, t = {*", '@a{k, t = "*', "@a{*, t = {x}}", "@string{s = *}"]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("token", TOKENS)
def test_reading_takes_time_in_proportion_to_the_text(
    frame: str, token: str, grows_in_proportion: Grows
) -> None:
    def read(count: int) -> None:
        text = frame.replace("*", token * count)
        document = Document.parse(text)
        assert document.diagnostics is not None
        assert "".join(block.source for block in document.blocks) == text

    assert grows_in_proportion(read, 2000)


def test_a_key_that_does_not_end_is_an_error() -> None:
    document = Document.parse(f"@a({'k' * (LONGEST_KEY + 1)}, t = {{x}})")
    [error] = document.diagnostics
    assert str(error) == (
        "<string>:1:4: cannot read @a: its key is longer than 1,000 characters; write a comma after it"
    )
    assert Document.parse(f"@a({'k' * LONGEST_KEY}, t = {{x}})").diagnostics == ()


@pytest.mark.parametrize("between", ["% comment\n", "   ", "\n", "\r\n"])
def test_edits_take_time_in_proportion_to_the_text(
    between: str, grows_in_proportion: Grows
) -> None:
    def edit(count: int) -> None:
        entries = [f"@misc{{k{n}, year = 2000}}" for n in range(count // 10)]
        document = Document.parse("\n".join([*entries, between * count + "x", "@misc{last}"]))
        edits = Edits(document)
        for entry in document.entries:
            edits.remove_entry(entry)
        edits.add_entry("misc", "new", {"title": "T"})
        assert "new" in edits.text()

    assert grows_in_proportion(edit, 5000)


def test_formatting_takes_time_in_proportion_to_the_text(grows_in_proportion: Grows) -> None:
    assert grows_in_proportion(
        lambda n: format_document(Document.parse("@misc{k," + "title={a}," * n + "}")), 2000
    )


def test_comments_that_stand_above_an_entry_move_with_it() -> None:
    text = "@a{one}\nfree\n% of two\n%  two\n@a{two}\n"
    edits = Edits(Document.parse(text))
    edits.move_entry("two", None)
    assert edits.text().startswith("% of two\n%  two\n@a{two}\n")
