"""Settings that cannot be right are told in one line, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib.config import Config, load
from synbib.errors import ConfigError

LONG = 5000 * "x"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('store = "a\\u0000b"', "'store' has the character U+0000, which means nothing there; leave it out"),
        ('style = "a\\u0000b"', "'style' has the character U+0000, which means nothing there; leave it out"),
        ('encoding = "a\\u0000b"', "'encoding' has the character U+0000, which means nothing there; leave it out"),
        ('locale = "a\\nb"', "'locale' has the character U+000A, which means nothing there; leave it out"),
        ('own-name = ["Tan", "a\\u001b[0m"]', "'own-name' has the character U+001B, which means nothing there; leave it out"),
        ('style-for = {misc = "a\\u0000b"}', "'style-for' has the character U+0000, which means nothing there; leave it out"),
        ('style-for = {"a\\u0000b" = "acl"}', "'style-for' has the character U+0000, which means nothing there; leave it out"),
        (f'store = "{LONG}"', "'store' has more than 2,000 characters; take less"),
        (f'middlewares = ["{LONG}:c"]', "'middlewares' has more than 2,000 characters; take less"),
        (f"{LONG} = 1", f"unknown setting '{99 * 'x'}…'"),
        (f"[fmt]\n{LONG} = 1", "'fmt' has more than 2,000 characters; take less"),
        ("[fmt]\nwrap = 999999999", "[fmt]: 'wrap' must be a number from 0 to 10,000"),
        ("[fmt]\nalign = 1e999999", "[fmt]: 'align' must be a number from 0 to 10,000"),
        ("store = inf", "'store' must be a string"),
        (f"own-name = {5000 * '['}{5000 * ']'}", "lists or tables are nested too deeply; correct it"),
        (f"x = {5000 * '{a='}1{5000 * '}'}", "lists or tables are nested too deeply; correct it"),
        ("#" + 1_000_000 * "x", "has more than 1,000,000 bytes; take less"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_right_is_told_in_one_line(
    tmp_path: Path, settings: str, message: str
) -> None:
    (tmp_path / "synbib.toml").write_text(settings, "utf-8")
    with pytest.raises(ConfigError) as error:
        load(tmp_path)
    assert error.value.message == f"synbib.toml: {message}"


def test_a_number_of_too_many_digits_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "synbib.toml").write_text(f"[fmt]\nwrap = {5000 * '9'}", "utf-8")
    with pytest.raises(
        ConfigError, match=r"synbib\.toml: not TOML: Exceeds the limit .*; correct the line"
    ):
        load(tmp_path)


def test_settings_that_are_long_are_read(tmp_path: Path) -> None:
    name = 500 * "é"
    (tmp_path / "synbib.toml").write_text(f'store = "{name}"\n[fmt]\nwrap = 10000\n', "utf-8")
    assert load(tmp_path) == Config(store=name, fmt={"wrap": 10_000})
