"""What is not the language of styles is an error with its place."""

from collections.abc import Callable

import pytest

from synbib.bst import Formatted
from synbib.errors import StyleError
from synbib.limits import DEEPEST_BST

Runs = Callable[..., Formatted]

ENTRY = "ENTRY { title } { } { }\n"


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("FUNCTION {f} {\n", "own.bst:2:1: the file ends too early: a brace is missing"),
        ("FUNCTION f {}", "own.bst:1:10: '{' expected"),
        ("{}", "own.bst:1:1: a command expected"),
        ('FUNCTION {f} {\n "é" "open\n}', "own.bst:2:6: the string does not end on its line"),
        ("FUNCTION {f} { # }", "own.bst:1:16: a whole number has to follow '#'"),
        ("FUNCTION {f} { #1x }", "own.bst:1:18: white space or '}' has to follow #1"),
        ('FUNCTION {f} { "a"w }', "own.bst:1:19: white space or '}' has to follow \"a\""),
        ("ENTRY { #1 } { } { }", "own.bst:1:9: names alone stand here"),
        ("FUNCTION {f g} { }", "own.bst:1:10: one name stands here"),
        ("MACRO {jan} {#1}", "own.bst:1:13: the value of a macro is one string"),
        (f"{ENTRY}FUNCTION {{title}} {{ }}", "own.bst:2:1: 'title' is defined already"),
        ("FUNCTION {skip$} {}", "own.bst:1:1: 'skip$' is defined already"),
        ("READ", "own.bst:1:1: READ stands before ENTRY"),
        (f"{ENTRY}SORT", "own.bst:2:1: SORT stands before READ"),
        (f"{ENTRY}READ\nREAD", "own.bst:3:1: READ stands here twice"),
        (
            f"{ENTRY}READ\nEXECUTE {{f}}",
            "own.bst:3:10: no function and no variable 'f' is defined before this: there is nothing to run",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(runs: Runs, style: str, message: str) -> None:
    with pytest.raises(StyleError) as error:
        runs(style)
    assert str(error.value) == f"{message}; correct it, or name another style"


def test_what_is_not_a_command_is_told_with_those_that_there_are(runs: Runs) -> None:
    with pytest.raises(StyleError) as error:
        runs("% a comment\n  \\endinput")
    assert str(error.value) == (
        "own.bst:2:3: '\\endinput' is not a command of a style; the commands are "
        "ENTRY, EXECUTE, FUNCTION, INTEGERS, ITERATE, MACRO, READ, REVERSE, SORT, STRINGS"
    )


def test_braces_within_each_other_have_an_end(runs: Runs) -> None:
    with pytest.raises(StyleError, match=f"own.bst:1:114: more than {DEEPEST_BST} braces"):
        runs("FUNCTION {f} " + "{" * 100_000)


def test_commands_names_and_blanks_are_written_as_one_likes(runs: Runs) -> None:
    style = (
        "entry{Title}{}{}Strings{s}%{ a comment\r\n"
        'Function\n{F}{"50% \\"\tWRITE$ Newline$ #-2 INT.TO.STR$ \'S := s write$ NEWLINE$}'
        "read Execute{f}"
    )
    assert runs(style).bbl == "50% \\\n-2\n"


def test_a_name_reaches_to_the_next_blank_or_closing_brace(runs: Runs) -> None:
    formatted = runs(f"{ENTRY}READ\nFUNCTION {{f}} {{ newline${{skip$}}")
    assert [str(warning) for warning in formatted.warnings] == [
        "own.bst:3:16: no function and no variable 'newline${skip$' is defined before this"
    ]
