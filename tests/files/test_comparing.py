"""What differs between two versions of a file, as a unified diff."""

from __future__ import annotations

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
