"""The picture of the main job is what happens, and fit to stand in a README."""

import re
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("a terminal of its own needs a pty", allow_module_level=True)

import record
from lxml import etree


def test_the_picture_is_what_happens() -> None:
    assert record.PICTURE.read_text("utf-8") == record.svg(record.record()), "run: make svg"


def test_it_is_small_and_holds_nothing_that_acts_or_loads() -> None:
    data = record.PICTURE.read_bytes()
    assert len(data) <= 100_000
    root = etree.fromstring(data)
    assert {etree.QName(element).localname for element in root.iter()} == {
        "svg", "title", "desc", "style", "rect", "g", "text",
    }  # fmt: skip
    assert not re.search(rb"url\(|@import|href|\bon\w+=", data.replace(b"http://www.w3.org", b""))
    assert b"prefers-reduced-motion" in data


def test_text_is_escaped() -> None:
    picture = record.Picture((((0, "<b>&", "default", False),),), 1.0)
    assert ">&lt;b&gt;&amp;</text>" in record.svg([picture])
