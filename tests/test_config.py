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
        ("[fmt]\nwarp=1", r"^synbib\.toml: \[fmt\]: unknown setting 'warp'; did you mean wrap\?$"),
        ("[fmt]\ntab=1", r"^synbib\.toml: \[fmt\]: 'tab' must be true or false$"),
        ("[fmt]\nwrap=true", r"^synbib\.toml: \[fmt\]: 'wrap' must be a number, 0 or more$"),
        ("[fmt]\nwrap=-1", r"^synbib\.toml: \[fmt\]: 'wrap' must be a number, 0 or more$"),
        ("[fmt]\nsort='a'", r"^synbib\.toml: \[fmt\]: 'sort' must be a list of strings, or false$"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "synbib.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        config.load(tmp_path)
