"""Lines as BibTeX breaks them; what each gives is what the program `bibtex` wrote."""

from synbib.bst.output import Lines

LONG = "a" * 99


def written(*texts: str) -> str:
    """What lines each of these makes, one after the other."""
    lines = Lines()
    for text in texts:
        lines.write(text)
    lines.newline()
    return lines.text()


def test_a_line_is_broken_at_its_last_blank_before_the_eightieth_byte() -> None:
    assert written("a" * 40 + " " + "b" * 38 + " ccc") == "a" * 40 + " " + "b" * 38 + "\n  ccc\n"


def test_what_has_no_blank_is_broken_at_the_first_one_after_it() -> None:
    assert written(LONG + "    dddd eeee") == LONG + "\n  dddd eeee\n"
    assert written("  " + LONG + " f") == "  " + LONG + "\n  f\n"


def test_blanks_that_are_written_later_stay() -> None:
    assert written(LONG, " ", "  dddd") == LONG + "\n    dddd\n"


def test_a_long_text_is_broken_into_many_lines() -> None:
    assert written("word " * 40) == (
        "word word word word word word word word word word word word word word word word\n"
        "  word word word word word word word word word word word word word word word\n"
        "  word word word word word word word word word\n"
    )


def test_a_line_of_blanks_is_not_written_and_an_empty_one_is() -> None:
    lines = Lines()
    for text in ("   ", "a  ", "", "b"):
        lines.write(text)
        lines.newline()
    assert lines.text() == "a\n\nb\n"


def test_what_is_not_ended_is_not_written() -> None:
    lines = Lines()
    lines.write("never")
    assert lines.text() == ""
