"""The project's settings: ``synbib.toml``, or ``[tool.synbib]`` of ``pyproject.toml``, in the current folder.

```toml
store = "refs.bib"
style = "syndata"
locale = "en-US"
encoding = "gbk"
middlewares = ["package.module:Class"]

[style-for]
inproceedings = "acl"
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from synbib.errors import ConfigError, UnknownNameError

__all__ = ["Config", "load"]


@dataclass(frozen=True, slots=True)
class Config:
    """What a project sets once for all commands.

    Attributes:
        store: The BibTeX file.
        style: The CSL style of references.
        style_for: Entry type → style, where it is not ``style``.
        locale: The language tag of citations; the style's own by default.
        encoding: What a BibTeX file is read as that is not Unicode and does not say what it is; guessed by default.
        middlewares: bibtexparser middlewares, ``package.module:Class``, that what is read goes through.
        sentence_case: Whether references have English titles in sentence case, as CSL styles expect them.
    """

    store: str = "refs.bib"
    style: str = "syndata"
    style_for: Mapping[str, str] = field(default_factory=dict)
    locale: str | None = None
    encoding: str | None = None
    middlewares: tuple[str, ...] = ()
    sentence_case: bool = True


# Setting → its type, and how that is called in a message.
_SETTINGS: Final[dict[str, tuple[type, str]]] = {
    "store": (str, "a string"),
    "style": (str, "a string"),
    "locale": (str, "a string"),
    "encoding": (str, "a string"),
    "sentence-case": (bool, "true or false"),
    "middlewares": (list, "a list of strings"),
    "style-for": (dict, "a table of strings"),
}


def load(folder: Path) -> Config:
    """Return the settings of the project in ``folder``; the defaults where it has none.

    Raises:
        ConfigError: A file is not TOML, or holds a setting that synbib does not know.
    """
    for name, section in (("synbib.toml", ()), ("pyproject.toml", ("tool", "synbib"))):
        path = folder / name
        if path.is_file():
            table = _read(path)
            for part in section:
                table = table.get(part, {})
            if table or not section:
                return _config(table, name)
    return Config()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        where = f"{path.name}:{place[1]}:{place[2]}" if place else path.name
        what = str(error).replace(place[0], "") if place else str(error)
        raise ConfigError(f"{where}: not TOML: {what}; correct the line") from None
    except OSError as error:
        raise ConfigError(f"{path.name}: cannot be read: {error.strerror}") from None


def _config(table: Mapping[str, Any], name: str) -> Config:
    for setting, value in table.items():
        if setting not in _SETTINGS:
            raise ConfigError(f"{name}: {UnknownNameError.among('setting', setting, _SETTINGS)}")
        kind, called = _SETTINGS[setting]
        if not isinstance(value, kind) or not all(isinstance(v, str) for v in _inside(value)):
            raise ConfigError(f"{name}: '{setting}' must be {called}")
    default = Config()
    return Config(
        store=table.get("store", default.store),
        style=table.get("style", default.style),
        style_for={k.lower(): v for k, v in table.get("style-for", {}).items()},
        locale=table.get("locale"),
        encoding=table.get("encoding"),
        sentence_case=table.get("sentence-case", True),
        middlewares=tuple(table.get("middlewares", ())),
    )


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
