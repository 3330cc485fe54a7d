"""The names of pages: safe everywhere, and no two the same where letter case does not count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.site.slugs import slugs

SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,119}|[A-Za-z0-9_-]{8,}")


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("tan2024llm", "tan2024llm"),
        ("Smith_2020-b.2", "Smith_2020-b.2"),
        ("../../x", "x-9cdf6a50"),
        ("DBLP:conf/acl/Tan24", "DBLP-conf-acl-Tan24-f1e699ec"),
        ("con", "_con-1143da2b"),
        ("NUL.txt", "_NUL.txt-0241e4ee"),
        ("王2020", "2020-6950e976"),
        ("王", "3399a0e6"),
        (".hidden", "hidden-16924190"),
        ("<script>", "script-5b63e5b2"),
    ],
)
def test_a_key_is_the_name_of_its_page_or_has_a_hash(key: str, slug: str) -> None:
    assert slugs([key]) == {key: slug}


def test_of_two_keys_that_differ_in_letter_case_the_second_has_a_hash() -> None:
    one, other = slugs(["Doe2020", "doe2020"]).values()
    assert one == "Doe2020"
    assert re.fullmatch("doe2020-[0-9a-f]{8}", other)


def test_a_key_that_is_written_like_a_name_with_a_hash_takes_nobodys_place() -> None:
    taken = slugs(["a b"])["a b"]
    found = slugs([taken, "a b"])
    assert found[taken] == taken
    assert found["a b"].startswith(taken)
    assert found["a b"] != taken


def test_a_long_key_is_cut_and_still_its_own() -> None:
    long = slugs(["x" * 5000, "x" * 5001])
    assert len(set(long.values())) == 2
    assert max(map(len, long.values())) < 120


@given(st.lists(st.text(), unique=True, max_size=20))
def test_names_are_safe_and_no_two_the_same(keys: list[str]) -> None:
    found = slugs(keys)
    assert list(found) == keys
    assert all(SAFE.fullmatch(name) for name in found.values())
    assert len({name.lower() for name in found.values()}) == len(keys)


@given(st.lists(st.text(), unique=True, min_size=1, max_size=10))
def test_a_name_depends_on_no_key_after_it(keys: list[str]) -> None:
    assert list(slugs(keys[:-1]).items()) == list(slugs(keys).items())[:-1]
