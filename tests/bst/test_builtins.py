"""BibTeX's functions in styles: what they give, and what they give for values of the wrong kind, as `bibtex` does."""

from collections.abc import Callable

import pytest

from synbib.bst import Formatted

Runs = Callable[..., Formatted]
Executed = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("#2 #3 + #1 - int.to.str$ w", ["4"]),
        ("#2147483647 #1 + int.to.str$ w", ["-2147483648"]),
        ("#2 #1 > #2 #1 < - int.to.str$ w", ["1"]),
        ('"a" "a" = int.to.str$ w', ["1"]),
        ('"a" "b" * quote$ * w', ['ab"']),
        ('"é" chr.to.int$ int.to.str$ w', ["0"]),  # two bytes
        ('"é" #1 #1 substring$ chr.to.int$ int.to.str$ w', ["195"]),
        ("#65 int.to.chr$ w", ["A"]),
        ('"a and b and others" num.names$ int.to.str$ w', ["3"]),
        ('"A. Doe and B. Roe" #2 "{ll}" format.name$ w', ["Roe"]),
        ('"abc" "U" change.case$ w', ["ABC"]),
        ('" " empty$ "" empty$ + "a" empty$ + int.to.str$ w', ["2"]),
        ('"a" missing$ int.to.str$ w', ["0"]),
        ('"a" duplicate$ * "b" swap$ * w', ["baa"]),
        ('"a" "b" pop$ w', ["a"]),
        ('"a" "b" stack$ "c" w', ["c"]),
        ("#3 'i := { i } { i int.to.str$ w i #1 - 'i := } while$", ["3", "2", "1"]),
        ('#0 { "yes" } { "no" } if$ w #1 \'skip$ \'newline$ if$', ["no"]),
        ("entry.max$ int.to.str$ w global.max$ int.to.str$ w", ["500", "200000"]),
    ],
)
def test_a_function_gives_what_bibtex_gives(
    executed: Executed, body: str, lines: list[str]
) -> None:
    assert executed(body) == lines


@pytest.mark.parametrize(
    ("body", "lines", "warning"),
    [
        (
            '"a" #1 + int.to.str$ w',
            ["0"],
            "+ takes a number, a number, and not the string 'a', the number 1",
        ),
        (
            '#1 "a" * "z" * w',
            ["z"],
            "* takes a string, a string, and not the number 1, the string 'a'",
        ),
        (
            '"A" "x" change.case$ w',
            ["A"],
            "change.case$ knows the cases l, u and t, and not the string 'x'",
        ),
        (
            '"ab" chr.to.int$ int.to.str$ w',
            ["0"],
            "chr.to.int$ takes one character, and not the string 'ab'",
        ),
        (
            '#128 int.to.chr$ "x" * w',
            ["x"],
            "int.to.chr$ takes a number from 0 to 127, and not 128",
        ),
        ('"A" #2 "{ll}" format.name$ w', ["A"], "name 2 is asked for, of 1, in the string 'A'"),
        (
            '"A" #1 "{ll}}" format.name$ w',
            ["A"],
            "the braces of the format of names '{ll}}' are not balanced",
        ),
        ('#1 "a" = int.to.str$ w', ["0"], "= compares the number 1 with the string 'a'"),
        (
            "#1 empty$ int.to.str$ w",
            ["0"],
            "empty$ takes a string or a field, and not the number 1",
        ),
        ('#1 \'s := "s" s * w', ["s"], "a variable for a string gets the number 1"),
        ('"a" #1 :=', [], ":= takes a value, a variable, and not the string 'a', the number 1"),
        (
            '{ "a" } { } while$ "z" w',
            ["z"],
            "the condition of while$ is the string 'a', and not a number",
        ),
        ("cite$", [], "cite$ is about an entry, and there is none here"),
        ("title", [], "the field title is one of an entry, and there is none here"),
        ('"a"', [], "values that are left on the stack: 1"),
        (
            '"sort.key" \'sort.key$ :=',
            [],
            "a variable of entries gets a value, and there is no entry here",
        ),
        ('"a message" warning$', [], "a message"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_and_the_style_goes_on(
    runs: Runs, body: str, lines: list[str], warning: str
) -> None:
    formatted = runs(
        "ENTRY { title } { } { } STRINGS { s }\nFUNCTION {w} { write$ newline$ }\nREAD\n"
        f"FUNCTION {{f}} {{ {body} }}\nEXECUTE {{f}}"
    )
    assert formatted.bbl.splitlines() == lines
    assert [str(each) for each in formatted.warnings] == [f"own.bst:5: {warning}"]
    assert {each.code for each in formatted.warnings} <= {"bst-warning"}


def test_an_empty_stack_is_told(runs: Runs) -> None:
    formatted = runs("ENTRY { } { } { } READ\nFUNCTION {f} { swap$ pop$ pop$ pop$ }\nEXECUTE {f}")
    assert [str(warning) for warning in formatted.warnings] == [
        "own.bst:3: a function takes more values than the stack has"
    ] * 2


def test_a_variable_keeps_as_much_as_bibtex_keeps_of_it(runs: Runs) -> None:
    style = """
        ENTRY { } { } { s } STRINGS { t }
        FUNCTION {book} {
          "1234567890" duplicate$ * duplicate$ * duplicate$ * duplicate$ * duplicate$ * duplicate$ * 's :=
          s #499 #9 substring$ write$ newline$
          "a" #127 int.to.chr$ * "b" * 't := t #3 #1 substring$ write$ newline$
          t 's := s "c" * write$ newline$
        }
        READ
        ITERATE {call.type$}
    """
    formatted = runs(style, "@book{k, }")
    assert formatted.bbl == "90\nb\nac\n"
    assert [str(warning) for warning in formatted.warnings] == [
        "own.bst:10: a variable keeps the first 500 bytes of "
        "the string '12345678901234567890123456789012345678901234567890123456789…' (at 'k')"
    ]
