"""What differs between two versions of a file, as a unified diff."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from synbib.files import unified_diff


def test_what_differs_stands_under_the_name_of_the_file() -> None:
    assert unified_diff("a.md", "one\ntwo\n", "one\nthree\n") == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n"
    )


def test_what_is_the_same_has_no_diff() -> None:
    assert unified_diff("a.md", "one\n", "one\n") == ""


def test_a_last_line_without_an_end_is_told() -> None:
    assert unified_diff("a.md", "one", "one\n") == (
        "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+one\n"
    )


def test_only_a_line_feed_ends_a_line() -> None:
    assert unified_diff("a.md", "a\x0cb\u2028c\r\n", "a\x0cb\u2028d\r\n") == (
        "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-a\x0cb\u2028c\r\n+a\x0cb\u2028d\r\n"
    )


ENTRY = "@misc{k%d,\n  title = {A title},\n  year = {%d},\n}\n\n"


def test_many_places_of_a_file_take_as_much_longer_as_there_are_more(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    def compared(entries: int) -> Callable[[], object]:
        before, after = ("".join(ENTRY % (n, y) for n in range(entries)) for y in (2020, 2021))
        assert unified_diff("refs.bib", before, after).count("\n+  year = {2021},\n") == entries
        return lambda: unified_diff("refs.bib", before, after)

    assert steps(compared(400)) < 2.2 * steps(compared(200))


LINES = st.lists(st.sampled_from("abcde") | st.text("xyz", min_size=3, max_size=5), max_size=12)


@given(LINES, LINES, st.booleans())
def test_a_diff_makes_the_new_version_of_the_old_one(
    old: list[str], new: list[str], ended: bool
) -> None:
    before, after = "\n".join(old), "\n".join(new) + "\n" * (ended and bool(new))
    assert patched(before, unified_diff("a.md", before, after)) == after


def patched(text: str, diff: str) -> str:
    """What a diff makes of a text, as POSIX's *patch* would."""
    lines = text.splitlines(keepends=True)
    made: list[str] = []
    at = 0
    unended = re.sub(r"\n\\ No newline at end of file(?=\n)", "\0", diff)
    for line in (each.replace("\0\n", "") for each in unended.splitlines(keepends=True)[2:]):
        if head := re.match(r"@@ -(\d+)(,0)?", line):
            start = int(head[1]) - (not head[2])
            made += lines[at:start]
            at = start
        elif line[0] == "+":
            made.append(line[1:])
        else:
            assert lines[at] == line[1:]
            made += [lines[at]] * (line[0] == " ")
            at += 1
    return "".join(made + lines[at:])
