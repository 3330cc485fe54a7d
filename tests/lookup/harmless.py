"""What tests of hostile answers share: what is hostile, and what a store may hold of it."""

import re

from synbib.bibtex import Entry
from synbib.incoming import Incoming, merge_into
from synbib.library import read_text

EVIL = (
    "\x1b]0;owned\x07 {\\input{x} \ue000\ue02c %#$&_^~ \u202e}}} <script>alert(1)</script> &#27;&#xE000; @book{b, "
    "\x00\x85\x9b \u2066a\u2069 pass\u200dwo\u200crd\u200b\u2060\ufeff \U000e0041\U000e0042 &#8238;&#x200b; x\ufe0f\ufe0f "
    "$x^^5cinput y$ $a \\\\% b$"
)
LINK = "javascript:alert(1)"
# Control characters but line feeds, marks of formatting, what turns text around, what is not seen.
NOT_WRITTEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200d\u202a-\u202e\u2060-\u206f\ud800-\udfff\ue000-\ue03f\ufe0f\ufeff"
    "\U000e0000-\U000e007f]"
)
RUN = re.compile(
    r"(?<![A-Za-z])\\(?:input|write|href|include|def)(?![A-Za-z])|\^\^|(?<!\\)(?:\\\\)+%"
)


def check(works: list[Incoming]) -> None:
    """Make sure that what is written is whole, and does nothing."""
    text = merge_into(read_text(""), works).text
    library = read_text(text)
    library.raise_on_errors()
    assert "".join(block.source for block in library.document.blocks) == text
    entries = [block for block in library.document.blocks if isinstance(block, Entry)]
    assert len(entries) == len(library) == len(works)
    assert not NOT_WRITTEN.search(text)
    assert not RUN.search(text)
    links = [link.url for entry in library.values() for link in entry.links]
    assert all(link.startswith(("https://", "http://")) for link in links)
