"""What the mutation script changes in a module, and what it leaves alone."""

from __future__ import annotations

import pytest
from mutate import changes, drawn


def mutated(source: str) -> list[str]:
    """Return the module after each change."""
    data = source.encode()
    return [(data[:a] + text.encode() + data[b:]).decode() for _, _, a, b, text in changes(data)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < b", ["x = (a <= b)"]),
        ("x = a in b", ["x = (a not in b)"]),
        ("x = a and b", ["x = (a or b)"]),
        ("x = not a", ["x = bool(a)"]),
        ("x = 3", ["x = (4)", "x = (2)"]),
        ("x = n + 1", ["x = (n - 1)", "x = n + (2)", "x = n + (0)"]),
        ("x = True", ["x = False"]),
        ("x = a[b:]", ["x = a[:]"]),
        ("f(a)", ["pass"]),
        ("if a:\n    b = c", ["if (not (a)):\n    b = c"]),
        ("for a in b:\n    break", ["for a in b:\n    pass"]),
        ("for a in b:\n    continue", ["for a in b:\n    pass", "for a in b:\n    break"]),
        ("x = {'é': a}", ["x = {**{}}"]),
        ("x = {'é': 'b'}", ["x = {**{}}", "x = {'é': ''}"]),
        ("x = ('a', 'b')", ["x = ('\\x00', 'b')", "x = ('a', '\\x00')"]),
        ("def f(a=1): ...", ["def f(a=(2)): ...", "def f(a=(0)): ..."]),
    ],
)
def test_what_is_changed(source: str, expected: list[str]) -> None:
    assert mutated(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring of 3 words."""',
        "x: Literal[3]",
        "__all__ = ['a']",
        "raise Error(f'{a < b} of 3')",
        "assert a < b",
        "def __repr__(self): return a < 3",
        "@lru_cache(maxsize=3)\ndef f(): return a",
        "x = SomeError(3)",
        "x = f'{a < b}'",
    ],
)
def test_what_cannot_matter_is_left_alone(source: str) -> None:
    assert mutated(source) == []


def test_a_sample_is_the_same_for_the_same_seed_and_has_each_package() -> None:
    packages = ["text", "latex"]
    sample = drawn(packages, 8, 1)
    assert sample == drawn(packages, 8, 1)
    assert [mutant.package for mutant in sample] == packages * 4
    assert sample != drawn(packages, 8, 2)
