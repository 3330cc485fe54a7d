"""The settings of a folder: read, or told in one line what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib import config
from synbib.errors import ConfigError


def test_without_settings_the_store_is_refs_bib(tmp_path: Path) -> None:
    assert config.load(tmp_path) == config.Config("refs.bib", "syndata", {}, None)


def test_settings_come_from_synbib_toml_else_from_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname="x"\n[tool.synbib]\nstore="a.bib"\n')
    assert config.load(tmp_path).store == "a.bib"
    (tmp_path / "synbib.toml").write_text(
        'store="b.bib"\nstyle="acl"\nlocale="de-DE"\n[style-for]\nInProceedings="apa"\n'
    )
    assert config.load(tmp_path) == config.Config("b.bib", "acl", {"inproceedings": "apa"}, "de-DE")


def test_how_the_store_is_read_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "synbib.toml").write_text('encoding="gbk"\nmiddlewares=["a.b:C"]\n')
    assert config.load(tmp_path) == config.Config(encoding="gbk", middlewares=("a.b:C",))


def test_what_check_leaves_out_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "synbib.toml").write_text('[check]\nignore = ["duplicate", "late-macro"]\n')
    assert config.load(tmp_path).ignore == ("duplicate", "late-macro")


def test_how_much_findings_matter_can_be_set(tmp_path: Path) -> None:
    text = '[check.severity]\nmissing-field = "note"\nbare-acronym = "error"\n'
    (tmp_path / "synbib.toml").write_text(text)
    assert config.load(tmp_path).severity == {"missing-field": "note", "bare-acronym": "error"}


def test_how_fmt_formats_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "synbib.toml").write_text(
        "[fmt]\nspace=4\ntab=true\nsort=['-Year', ' author ']\nsort-fields=false\nomit=[]\n"
    )
    assert config.load(tmp_path).fmt == {
        "space": 4,
        "tab": True,
        "sort": ("-year", "author"),
        "sort_fields": None,
        "omit": None,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("store=\n", r"^synbib\.toml:1:7: not TOML: Invalid value; correct the line$"),
        ('stor="x"', r"^synbib\.toml: unknown setting 'stor'; did you mean store\?$"),
        ("store=1", r"^synbib\.toml: 'store' must be a string$"),
        ("middlewares=['a', 1]", r"^synbib\.toml: 'middlewares' must be a list of strings$"),
        ("middlewares='a'", r"^synbib\.toml: 'middlewares' must be a list of strings$"),
        ("[style-for]\nmisc=1", r"^synbib\.toml: 'style-for' must be a table of strings$"),
        ("fmt=1", r"^synbib\.toml: 'fmt' must be a table$"),
        ("check=1", r"^synbib\.toml: 'check' must be a table$"),
        (
            "[check]\nignored=[]",
            r"^synbib\.toml: \[check\]: unknown setting 'ignored'; did you mean ignore\?$",
        ),
        ("[check]\nignore='a'", r"^synbib\.toml: \[check\]: 'ignore' must be a list of strings$"),
        (
            "[check]\nignore=['broken-entry']",
            r"^synbib\.toml: \[check\]: 'ignore': 'broken-entry' is an error, and errors cannot be ignored; ",
        ),
        ("[check]\nseverity=1", r"^synbib\.toml: \[check\]: 'severity' must be a table$"),
        (
            "[check.severity]\nmissing-fields='note'",
            r"^synbib\.toml: \[check\]: 'severity': unknown code 'missing-fields'; did you mean missing-field\b",
        ),
        (
            "[check.severity]\nmissing-field='info'",
            r"^synbib\.toml: \[check\]: 'severity': 'missing-field' must be 'error', 'warning' or 'note'$",
        ),
        (
            "[check.severity]\nbroken-entry='note'",
            r"^synbib\.toml: \[check\]: 'severity': 'broken-entry' is an error, and errors cannot be ignored; ",
        ),
        ("[fmt]\nwarp=1", r"^synbib\.toml: \[fmt\]: unknown setting 'warp'; did you mean wrap\?$"),
        ("[fmt]\ntab=1", r"^synbib\.toml: \[fmt\]: 'tab' must be true or false$"),
        ("[fmt]\nwrap=true", r"^synbib\.toml: \[fmt\]: 'wrap' must be a number from 0 to 10,000$"),
        ("[fmt]\nwrap=-1", r"^synbib\.toml: \[fmt\]: 'wrap' must be a number from 0 to 10,000$"),
        ("[fmt]\nsort='a'", r"^synbib\.toml: \[fmt\]: 'sort' must be a list of strings, or false$"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "synbib.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        config.load(tmp_path)


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
        (f'store = "{LONG}"', "'store' has more than 4,000 characters; take less"),
        (f'middlewares = ["{LONG}:c"]', "'middlewares' has more than 4,000 characters; take less"),
        (f"{LONG} = 1", f"unknown setting '{99 * 'x'}…'"),
        (f"[fmt]\n{LONG} = 1", "'fmt' has more than 4,000 characters; take less"),
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
        config.load(tmp_path)
    assert error.value.message == f"synbib.toml: {message}"


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (f"\n{50 * 'a.'}a = 1", 2), (f"[{50 * 'a . '}a]", 1), (f"x = {{b = 1, {50 * 'a.'}a = 1}}", 1),
        (f"""x = 1\n[[{25 * '"a.b" . '}{25 * "'c' ."}a]]""", 2),
    ],
)  # fmt: skip
def test_a_key_of_too_many_parts_is_told_with_its_line(
    tmp_path: Path, settings: str, line: int
) -> None:
    (tmp_path / "synbib.toml").write_text(settings, "utf-8")
    with pytest.raises(ConfigError) as error:
        config.load(tmp_path)
    assert (
        error.value.message == f"synbib.toml:{line}: a key of more than 50 parts; correct the line"
    )


def test_a_number_of_too_many_digits_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "synbib.toml").write_text(f"[fmt]\nwrap = {5000 * '9'}", "utf-8")
    with pytest.raises(
        ConfigError, match=r"synbib\.toml: not TOML: Exceeds the limit .*; correct the line"
    ):
        config.load(tmp_path)


def test_settings_that_are_long_are_read(tmp_path: Path) -> None:
    name = 500 * "é"
    (tmp_path / "synbib.toml").write_text(f'store = "{name}"\n[fmt]\nwrap = 10000\n', "utf-8")
    assert config.load(tmp_path) == config.Config(store=name, fmt={"wrap": 10_000})
