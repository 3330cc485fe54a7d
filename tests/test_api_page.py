"""The page of the Python API leaves out no public name. That its examples are true, tests/docs/test_pages.py shows."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

from pages import examples, fences, run_examples

import synbib

# The page has a value of the name of a module, and calls the module otherwise.
_CALLED = {"libraries": "library", "library": "a library"}


def page(repo: Path) -> str:
    return (repo / "docs" / "api.md").read_text("utf-8")


def shown(text: str) -> dict[str, set[str]]:
    """Module → the names of it that the examples use, as attributes of the module."""
    found: dict[str, set[str]] = {}
    for example in examples(fences(text)):
        for node in ast.walk(ast.parse(example.source)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = _CALLED.get(node.value.id, node.value.id)
                found.setdefault(module, set()).add(node.attr)
    return found


def run(text: str) -> str:
    """Run the examples of a page, and return what doctest says of those that print something else."""
    return run_examples(fences(text), {}, "docs/api.md")


def test_the_page_is_complete(repo: Path) -> None:
    text = page(repo)
    documented = re.findall(r"^::: (synbib[\w.]*)$", text, re.MULTILINE)
    assert documented[0] == "synbib"
    names = shown(text)
    at_the_front = {getattr(synbib, name) for name in synbib.__all__ if name in names["synbib"]}
    for module in documented:
        own = importlib.import_module(module)
        missing = {
            name
            for name in own.__all__
            if name not in names[module.rpartition(".")[2]]
            and not (module != "synbib" and _is_one_of(getattr(own, name), at_the_front))
        }
        assert not missing, f"docs/api.md shows no example of {module}: {sorted(missing)}"


def _is_one_of(value: object, others: set[object]) -> bool:
    return any(value is other for other in others)


def test_all_that_examples_use_of_the_front_door_is_public(repo: Path) -> None:
    assert shown(page(repo))["synbib"] <= set(synbib.__all__)


# --- the tests themselves: each must be able to fail ------------------------------------------------------


def test_an_example_that_prints_something_else_is_found() -> None:
    assert run("```pycon\n>>> print('a\\n\\nb')\na\n\nb\n```\n") == ""
    said = run("# Page\n\n```pycon\n>>> 1 + 1\n3\n```\n")
    assert 'File "docs/api.md", line 4, in api.md' in said
    assert "Expected:\n    3\nGot:\n    2\n" in said


def test_names_are_those_that_examples_use_and_not_the_prose() -> None:
    text = "`synbib.read` and\n```pycon\n>>> synbib.cite(libraries.merge)\n```\n"
    assert shown(text) == {"synbib": {"cite"}, "library": {"merge"}}
