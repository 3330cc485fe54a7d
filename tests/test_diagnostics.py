"""The table of rules is whole: every code that the program gives has a row, and every row's code is given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from rules_page import PAGE, page

from synbib.diagnostics import IGNORABLE, RULES, VERIFIED
from synbib.errors import Diagnostic, SynbibError, check_ignorable
from synbib.library.rules import CHECKS
from synbib.verification import Outcome

SRC = Path(__file__).parents[1] / "src/synbib"
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
# Its codes are of a table of their own: nobody makes findings of them yet.
NOT_FINDINGS = {"NameProblem"}


def codes_in_the_source() -> Iterator[str]:
    """Yield the codes that calls give for a parameter or an attribute called `code`."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))]
    positions = {name: at for tree in trees for name, at in takers_of_codes(tree)}
    for tree in trees:
        constants = dict(constants_of(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in positions and name not in NOT_FINDINGS:
                    # `*place` stands for all that comes before the code.
                    starred = any(isinstance(each, ast.Starred) for each in node.args)
                    at = 1 if starred else positions[name]
                    for value in node.args[at : at + 1]:
                        yield from filter(CODE.fullmatch, codes_of(value, constants))


def constants_of(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """Yield the constants of a module, with their values."""
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=value)):
                yield name, value


def takers_of_codes(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the functions and classes that take a code, and which of their arguments it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            names = [
                each.target.id
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            ]
        else:
            continue
        if "code" in names:
            yield node.name, names.index("code")


def codes_of(value: ast.expr, constants: Mapping[str, object]) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=body, orelse=other):
            yield from codes_of(body, constants)
            yield from codes_of(other, constants)
        case ast.Name(id=name) if isinstance(constants.get(name), str):
            yield str(constants[name])


def test_the_codes_in_the_source_are_those_of_the_table() -> None:
    # `RULES` is made by `Rule(code, …)` of names only, and so gives none itself.
    found = set(codes_in_the_source()) | VERIFIED
    assert sorted(found - set(RULES)) == []
    assert sorted(set(RULES) - found) == []


def test_each_verdict_that_is_not_in_order_has_a_row() -> None:
    assert {each.value for each in Outcome} - {"confirmed"} == VERIFIED


def test_a_rule_has_a_row_and_stands_once_among_those_of_its_kind() -> None:
    # What a field alone does not tell, all fields of a file may: names with commas between them.
    kinds = [(type(check), check.code) for check in CHECKS]
    assert len(set(kinds)) == len(kinds)
    assert {code for _, code in kinds} <= set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_row_says_what_it_means_and_how_to_mend_it_in_sentences(rule: object) -> None:
    row = RULES[getattr(rule, "code", "")]
    assert CODE.fullmatch(row.code)
    assert row.meaning.endswith((".", "`."))
    assert row.remedy.endswith(".") or row.code == "error"


def test_the_page_is_that_of_the_table() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make rules"


def test_a_finding_has_its_severity_and_its_advice_from_the_table() -> None:
    found = Diagnostic("a.bib", 1, 1, "broken-entry", "cannot read it")
    assert (found.severity, found.advice) == ("error", RULES["broken-entry"].remedy)
    assert (
        Diagnostic("a.bib", 1, 1, "broken-entry", "cannot read it", "do that").advice == "do that"
    )


def test_the_settings_may_say_how_much_a_finding_matters() -> None:
    assert Diagnostic("a.bib", 1, 1, "unknown", "not found", set_severity="note").severity == "note"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "duplicates",
            "unknown code 'duplicates'; did you mean duplicate or duplicate-key or duplicate-field?",
        ),
        (
            "broken-entry",
            "'broken-entry' is an error, and errors cannot be ignored; mend what it reports",
        ),
        ("mojibake", "'mojibake' is nothing that synbib check reports; delete it"),
    ],
)
def test_a_code_that_cannot_be_ignored_is_refused(code: str, message: str) -> None:
    with pytest.raises(SynbibError, match=f"^{re.escape(message)}"):
        check_ignorable(code)
    assert code not in IGNORABLE
