"""Blocks of a README that name keys and groups, after these got other names."""

import pytest

from synbib.errors import ReadmeError
from synbib.readme.blocks import checksum
from synbib.readme.renamed import with_checksums, with_names_renamed

KEYS = {"roe2020": "roe2021", "doe2019": "doe"}
GROUPS = {"survey papers": "Surveys", "old/survey papers": "Old/Surveys", "agent": "Agents & co"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("list after=roe2020 until=poe", "list after=roe2021 until=poe"),
        ('list until="roe2020"', 'list until="roe2021"'),
        (
            'table place="roe2020 after doe2019, zoe first"',
            'table place="roe2021 after doe, zoe first"',
        ),
        ('list group="Survey Papers"', 'list group="Surveys"'),
        ("list  group='old/survey papers'  limit=3", "list  group='Old/Surveys'  limit=3"),
        ("list group=agent", 'list group="Agents & co"'),
        (
            "list filter='key:roe2020 OR -key=\"doe2019\" roe2020'",
            "list filter='key:roe2021 OR -key=\"doe\" roe2020'",
        ),
        ("list filter='group:agent year>2020'", "list filter='group:\"Agents & co\" year>2020'"),
        ("list filter=group:agent", "list filter='group:\"Agents & co\"'"),
        ("list filter='title:/key:roe2020/'", "list filter='title:/key:roe2020/'"),
        ("list style=roe2020 group=Other", "list style=roe2020 group=Other"),
    ],
)
def test_what_a_marker_names_follows_and_the_rest_stays(before: str, after: str) -> None:
    text = "\ufeffroe2020 agent\r\n<!-- synbib:start {} -->\r\n[roe2020](x)\r\n<!-- synbib:end checksum=12 -->\r\n"
    assert with_names_renamed(text.format(before), "README.md", KEYS, GROUPS) == text.format(after)


def test_a_marker_that_is_only_shown_stays() -> None:
    text = "```\n<!-- synbib:start list group=agent -->\n<!-- synbib:end -->\n```\n"
    assert with_names_renamed(text, "README.md", KEYS, GROUPS) == text


@pytest.mark.parametrize("new", ["a\"b'c", "a --> b", "a <!-- b", "a\nb"])
def test_a_name_that_no_marker_can_hold_is_told_with_its_place(new: str) -> None:
    text = "\n <!-- synbib:start list group=agent -->\n<!-- synbib:end -->\n"
    with pytest.raises(ReadmeError) as raised:
        with_names_renamed(text, "README.md", {}, {"agent": new})
    assert str(raised.value).startswith("README.md:2:2: a block cannot name 'a")


def test_a_broken_block_is_told_and_nothing_renamed() -> None:
    with pytest.raises(ReadmeError, match=r"README\.md:1:1: this block is never ended"):
        with_names_renamed("<!-- synbib:start list group=agent -->\n", "README.md", {}, GROUPS)


def test_a_block_that_nobody_edited_by_hand_stays_so() -> None:
    block = "<!-- synbib:start list -->\n[@roe2020]\n<!-- synbib:end checksum={} -->\n"
    own, edited = block.format(checksum("[@roe2020]")), block.format("12345678")
    after = (own + edited).replace("roe2020", "roe2021")
    assert with_checksums(own + edited, after, "README.md") == after.replace(
        checksum("[@roe2020]"), checksum("[@roe2021]")
    )
