"""A style is run like BibTeX runs it, and has an end."""

from collections.abc import Callable

import pytest

from synbib.bst import Formatted
from synbib.errors import StyleError

Runs = Callable[..., Formatted]
Executed = Callable[[str], list[str]]

HEAD = "ENTRY { title } { } { } INTEGERS { i } STRINGS { s }\n"
TAIL = "READ\nEXECUTE {f}\n"


def test_entries_are_sorted_by_bytes_and_equal_ones_as_they_were_read(runs: Runs) -> None:
    style = """
        ENTRY { year } { n } { label }
        FUNCTION {by.title} { year 'sort.key$ := }
        FUNCTION {by.nothing} { "" 'sort.key$ := }
        FUNCTION {show} { cite$ write$ newline$ }
        READ
        ITERATE {by.title} SORT ITERATE {show}
        ITERATE {by.nothing} SORT ITERATE {show} REVERSE {show}
    """
    bib = "@a{b, year={z}}@a{é, year={é}}@a{a, year={Z}}@a{c, year={z}}"
    assert runs(style, bib).bbl.split() == [*"abcé", *"béac", *"caéb"]


def test_variables_of_entries_are_each_entrys_own(runs: Runs) -> None:
    style = """
        ENTRY { year } { n } { label }
        FUNCTION {count} { n int.to.str$ write$ label write$ newline$ #1 'n := cite$ 'label := }
        READ
        ITERATE {count} ITERATE {count}
    """
    assert runs(style, "@a{x, }@a{y, }").bbl == "0\n0\n1x\n1y\n"


def test_what_is_left_on_the_stack_is_gone_with_the_next_entry(runs: Runs) -> None:
    style = "ENTRY { } { } { } FUNCTION {f} { cite$ } FUNCTION {g} { write$ newline$ }\nREAD\nITERATE {f}"
    formatted = runs(style, "@a{x, }@a{y, }")
    assert [str(warning) for warning in formatted.warnings if "left" in warning.message] == [
        "own.bst:3: values that are left on the stack: 1 (at 'x')",
        "own.bst:3: values that are left on the stack: 1 (at 'y')",
    ]


def test_a_warning_of_the_style_is_about_the_entry(runs: Runs) -> None:
    style = 'ENTRY { } { } { } FUNCTION {book} { "empty year in " cite$ * warning$ } READ ITERATE {call.type$}'
    [warning] = runs(style, "\n@book{k, }").warnings
    assert (str(warning), warning.key, warning.severity) == (
        "refs.bib:2:1: empty year in k",
        "k",
        "warning",
    )


def test_half_a_character_is_left_of_what_a_style_cuts_in_two(executed: Executed) -> None:
    assert executed('"é" #1 #1 substring$ w') == ["\N{REPLACEMENT CHARACTER}"]


def test_a_name_that_is_not_defined_is_left_out_as_bibtex_does(runs: Runs) -> None:
    formatted = runs(f'{HEAD}FUNCTION {{f}} {{ f "a"\n  unknown write$ newline$ }}\n{TAIL}')
    assert formatted.bbl == "a\n"
    assert [str(warning) for warning in formatted.warnings] == [
        "own.bst:2:16: no function and no variable 'f' is defined before this",
        "own.bst:3:3: no function and no variable 'unknown' is defined before this",
    ]


_DOUBLED = '"{a}" { duplicate$ text.length$ #100000 < } { duplicate$ * } while$'


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        (
            "FUNCTION {f} {\n { #1 } { skip$ } while$ }",
            "own.bst:3:9: the style takes too many steps: a loop in the function 'f' was run ",
        ),
        (
            # Where an inner loop stops, it is the outer one that does not.
            "FUNCTION {f} {\n { #1 }\n { #3 'i := { i } { i #1 - 'i := } while$ } while$ }",
            "own.bst:4:2: the style takes too many steps: a loop in the function 'f' was run ",
        ),
        (
            "FUNCTION {c} { #1 } FUNCTION {f} { 'c 'skip$ while$ }",
            "own.bst:4:1: the style takes too many steps",
        ),
        (
            "FUNCTION {u} { duplicate$ #1 swap$ 'skip$ if$ } FUNCTION {f} { 'u u }",
            "own.bst:2:14: in the function 'u' functions call each other more than 200 deep",
        ),
        (
            "FUNCTION {f} { { #1 } { #1 } while$ }",
            "own.bst:2:16: in the function 'f' more than 100,000 values are on the stack",
        ),
        (
            'FUNCTION {f} { "x" { #1 } { duplicate$ * } while$ }',
            "own.bst:4:1: the style makes a string of more than 1,000,000 bytes",
        ),
        (
            f"FUNCTION {{f}} {{ {_DOUBLED} {{ #1 }} {{ duplicate$ write$ newline$ }} while$ }}",
            "own.bst:4:1: the style writes more than 20,000,000 bytes",
        ),
        (
            f'FUNCTION {{f}} {{ {_DOUBLED} {{ #1 }} {{ "x" * duplicate$ purify$ pop$ }} while$ }}',
            "own.bst:2:91: the style takes too many steps: a loop in the function 'f' was run ",
        ),
        (
            f'FUNCTION {{f}} {{ {_DOUBLED} {{ #1 }} {{ "x" * duplicate$ #1 "{{f}}" format.name$ pop$ }} while$ }}',
            "own.bst:2:91: the style takes too many steps: a loop in the function 'f' was run ",
        ),
    ],
)
def test_a_style_that_does_too_much_is_stopped(runs: Runs, functions: str, message: str) -> None:
    with pytest.raises(StyleError) as error:
        runs(f"{HEAD}{functions}\n{TAIL}")
    assert str(error.value).startswith(message)
    assert str(error.value).endswith("; correct it, or name another style")


def test_functions_that_double_each_other_are_stopped(runs: Runs) -> None:
    functions = "\n".join(f"FUNCTION {{f{n + 1}}} {{ f{n} f{n} }}" for n in range(60))
    with pytest.raises(StyleError, match="the style takes too many steps"):
        runs(f"{HEAD}FUNCTION {{f0}} {{ }}\n{functions}\nREAD EXECUTE {{f60}}")


def test_thousands_of_authors_are_listed(runs: Runs) -> None:
    style = """
        ENTRY { author } { } { } INTEGERS { i n }
        FUNCTION {book} {
          #1 'i := author num.names$ 'n :=
          { i n > { #0 } { #1 } if$ }
          { author i "{ll}" format.name$ "; " * write$ i #1 + 'i := } while$
          newline$
        }
        READ ITERATE {call.type$}
    """
    authors = " and ".join(f"Ana {{F}}amily{number}" for number in range(5000))
    bbl = runs(style, f"@book{{k, author = {{{authors}}}}}").bbl
    assert "".join(bbl.split()).split(";")[:-1] == [f"{{F}}amily{n}" for n in range(5000)]
