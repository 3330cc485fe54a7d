"""Public names that moved go on working for a while, and say so."""

from __future__ import annotations

import pytest

import synbib.paperlist
import synbib.readme
from synbib.deprecation import moved


def test_a_name_that_moved_works_and_warns() -> None:
    find = moved("synbib.old", {"write": "synbib.readme:write_blocks"})
    with pytest.warns(DeprecationWarning, match="is now") as warned:
        assert find("write") is synbib.readme.write_blocks
    assert str(warned[0].message) == (
        "synbib.old.write is now synbib.readme.write_blocks; the old name goes with the next minor version"
    )
    assert warned[0].filename == __file__


def test_a_name_that_never_was_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'synbib.old' has no attribute 'read'$"):
        moved("synbib.old", {"write": "synbib.readme:write_blocks"})("read")


def test_mentions_have_their_old_names() -> None:
    with pytest.warns(DeprecationWarning, match=r"^synbib\.paperlist\.Paper is now .*\.Mention;"):
        assert synbib.paperlist.Paper is synbib.paperlist.Mention
    papers = synbib.paperlist.read_list("- [A title](https://arxiv.org/abs/2401.00001)\n", "a.md")
    with pytest.warns(
        DeprecationWarning, match=r"^PaperList.papers is now PaperList.ment"
    ) as warned:
        assert papers.papers is papers.mentions
    assert warned[0].filename == __file__


def test_what_wrote_blocks_has_its_old_name() -> None:
    with pytest.warns(DeprecationWarning, match=r"now synbib\.readme\.write_blocks"):
        from synbib.readme import sync_text
    assert sync_text is synbib.readme.write_blocks
