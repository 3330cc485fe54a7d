"""The expressions that choose the entries of a bibliography."""

import pytest

from synbib.errors import SynbibError
from synbib.sphinx.filters import Value, parse_filter

ENTRY: dict[str, Value] = {
    "type": "article",
    "key": "roe2020",
    "year": "2020",
    "author": "Roe, Ann and Poe, Edgar",
    "cited": True,
    "docname": "one",
    "docnames": frozenset({"one", "two"}),
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cited", True),
        ("not cited", False),
        ("True", True),
        ("cited and year >= '2020'", True),
        ('year < "2000" or type == "article"', True),
        ("type != 'article'", False),
        ('author % "poe|doe"', True),
        ('author % "^poe"', False),
        ("docname in docnames", True),
        ("docname not in {'one'}", False),
        ('{"one", "three"} & docnames', True),
        ('{"three"} & docnames', False),
        ('{"three"} | docnames', True),
        ('{"one", "two", "three"} >= docnames', True),
        ("publisher", False),
        ('publisher == ""', True),
    ],
)
def test_a_filter_is_an_expression_over_the_fields_of_an_entry(text: str, wanted: bool) -> None:
    assert parse_filter(text)(lambda name: ENTRY.get(name, "")) is wanted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("author; title", "'author; title' is not a filter"),
        ("author + title", "column 1: a filter cannot have 'author + title'"),
        ("'2000' <= year <= '2005'", "a filter cannot have ''2000' <= year <= '2005''"),
        ("__import__('os').system('x')", "a filter cannot have"),
        ("cited and year[0]", "column 11: a filter cannot have 'year[0]'"),
        ("author % '('", "'(' is not a regular expression"),
        ("author % '(a)\\\\1'", "is not a regular expression"),
        ("x" * 3000, "a filter of more than 2,000 characters"),
        ("(" * 500 + ")" * 500, "is not a filter"),
    ],
)
def test_what_is_not_a_filter_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(SynbibError) as refused:
        parse_filter(text)
    assert why in str(refused.value)


def test_what_cannot_be_compared_is_told() -> None:
    wanted = parse_filter("docnames <= year")
    with pytest.raises(SynbibError, match="compares what is not of one kind"):
        wanted(lambda name: ENTRY.get(name, ""))
