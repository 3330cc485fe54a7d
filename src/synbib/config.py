"""The project's settings: ``synbib.toml``, or ``[tool.synbib]`` of ``pyproject.toml``, in the current folder.

```toml
store = "refs.bib"
style = "syndata"
locale = "en-US"
encoding = "gbk"
citation-key = "[auth:lower][year][veryshorttitle:lower]"
own-name = ["Tan, Zhen"]
middlewares = ["package.module:Class"]

[style-for]
inproceedings = "acl"

[styles]
thesis = "gb7714-2025"

[check]
ignore = ["late-macro"]
severity = {missing-field = "note"}

[verify]
unknown = "note"

[fmt]
wrap = 80
sort = ["-year", "author"]

[site]
title = "Synthetic data"
url = "https://you.github.io/papers/"
```
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any, Final, get_args

from synbib import lazily
from synbib.diagnostics import VERIFIED, Severity
from synbib.errors import (
    ConfigError,
    Diagnostic,
    SynbibError,
    UnknownNameError,
    check_ignorable,
    shortened,
)
from synbib.folder import check_inside
from synbib.limits import DEEPEST_SETTING, LONGEST_SETTING, MOST_SETTINGS_BYTES, WIDEST_LAYOUT

__all__ = ["Config", "load", "own_file", "own_lookup", "settings_file"]


@lazily.dataclass(frozen=True, slots=True)
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
        citation_key: The pattern of the keys that new entries get (see `synbib.model.citekey`).
        own_name: The names that are bold in lists and tables, ``Family, Given``.
        ignore: The codes of findings that ``synbib check`` leaves out.
        severity: Code → how much its findings matter, where that is not as `synbib.diagnostics.RULES` has it.
        verify: Code of a verdict of ``synbib verify`` → ``error``, ``warning``, ``note`` or ``off``.
        forms: Name → form of lists and tables: ``entry``, ``blank-lines``, ``head``, ``aligned``.
        site: What of `synbib.site.SiteOptions` is not as by default, with hyphens in the names; and ``output``.
        fmt: What of `synbib.bibtex.format.FormatOptions` is not as by default, by the names that it has there.
        styles: Names of the project's own for styles: ``thesis`` → ``gb7714-2025``.
    """

    store: str = "refs.bib"
    style: str = "syndata"
    style_for: Mapping[str, str] = field(default_factory=dict)
    locale: str | None = None
    encoding: str | None = None
    middlewares: tuple[str, ...] = ()
    sentence_case: bool = True
    citation_key: str | None = None
    own_name: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    verify: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fmt: Mapping[str, Any] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)

    def style_named(self, name: str) -> str:
        """Return the style that a name means: that of ``[styles]``, else the name itself."""
        return self.styles.get(name, name)

    def weighed(self, found: Diagnostic) -> Diagnostic:
        """Return a finding as it matters by ``severity``."""
        return lazily.replace(found, set_severity=self.severity.get(found.code, ""))


# Where settings stand, and in which table.
_FILES: Final = (("synbib.toml", ()), ("pyproject.toml", ("tool", "synbib")))
# Control characters: no name, path or pattern has one.
_CONTROL: Final = lazily.pattern(r"[\x00-\x1f\x7f-\x9f]")
# A key such as a.b.c. tomllib takes time with the square of its parts.
_DEEP_KEY: Final = lazily.pattern(
    rf"""
    (?: ^ | [\[{{,] ) [ \t]*+
    (?P<key> (?: (?: [\w-]++ | "[^"\n]*+" | '[^'\n]*+' ) [ \t]*+ \. [ \t]*+ ){{{DEEPEST_SETTING}}} )
    """,
    re.MULTILINE | re.VERBOSE,
)
# Whether a value is of a setting's form, and how that form is called in a message.
_Form = tuple[Callable[[Any], bool], str]


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= WIDEST_LAYOUT


def _are_strings(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_string, value))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_table_of_strings(value: Any) -> bool:
    return _is_table(value) and all(map(_is_string, value.values()))


_STRING: Final[_Form] = (_is_string, "a string")
_FLAG: Final[_Form] = (_is_flag, "true or false")
_SETTINGS: Final[dict[str, _Form]] = {
    "store": _STRING,
    "style": _STRING,
    "locale": _STRING,
    "encoding": _STRING,
    "citation-key": _STRING,
    "own-name": (_are_strings, "a list of strings"),
    "sentence-case": _FLAG,
    "middlewares": (_are_strings, "a list of strings"),
    "style-for": (_is_table_of_strings, "a table of strings"),
    "styles": (_is_table_of_strings, "a table of strings"),
    "check": (_is_table, "a table"),
    "verify": (_is_table, "a table"),
    "forms": (_is_table, "a table"),
    "fmt": (_is_table, "a table"),
    "site": (_is_table, "a table"),
}
_SITE_SETTINGS: Final[dict[str, _Form]] = {
    **dict.fromkeys(
        ("title", "description", "url", "locale", "accent", "accent-dark", "logo", "templates"),
        _STRING,
    ),
    "output": _STRING,
    "styles": (_are_strings, "a list of strings"),
    "feed-size": (_is_count, f"a number from 0 to {WIDEST_LAYOUT:,}"),
}
_FORM_SETTINGS: Final[dict[str, _Form]] = {
    "entry": _STRING,
    "blank-lines": (_is_count, f"a number from 0 to {WIDEST_LAYOUT:,}"),
    "head": (_are_strings, "a list of strings"),
    "aligned": _STRING,
}
_CHECK_SETTINGS: Final[dict[str, _Form]] = {
    "ignore": (_are_strings, "a list of strings"),
    "severity": (_is_table, "a table"),
}
_SEVERITY: Final[_Form] = (
    lambda value: value in get_args(Severity),
    "'error', 'warning' or 'note'",
)
_SEVERITIES: Final = (*get_args(Severity), "off")
_VERIFY_SETTINGS: Final[dict[str, _Form]] = dict.fromkeys(
    sorted(VERIFIED), (lambda value: value in _SEVERITIES, '"error", "warning", "note" or "off"')
)
# The type of an option's default → what may be set; a list may be turned off, as ``--no-sort-fields`` does.
_FMT_FORMS: Final[dict[type, _Form]] = {
    bool: _FLAG,
    int: (_is_count, f"a number from 0 to {WIDEST_LAYOUT:,}"),
    tuple: (lambda v: v is False or _are_strings(v), "a list of strings, or false"),
}


def settings_file(folder: Path) -> str:
    """Return the name of the file that has a folder's settings, or would have them."""
    for name, section in _FILES:
        if (folder / name).is_file() and _section(folder / name, section):
            return name
    return _FILES[0][0]


def load(folder: Path) -> Config:
    """Return the settings of the project in ``folder``; the defaults where it has none.

    Raises:
        ConfigError: A file is not TOML, or holds a setting that synbib does not know, or a style outside of the folder.
    """
    for name, section in _FILES:
        path = folder / name
        if path.is_file():
            table = _section(path, section)
            if table or not section:
                found = _config(table, folder, name)
                _check_styles(found, folder, name)
                return found
    return Config()


def own_file() -> Path | None:
    """Return the user's own file of settings, which may not be there; None for a user without a folder for it.

    It is ``synbib/synbib.toml`` in the folder for the user's settings: ``XDG_CONFIG_HOME`` (XDG Base Directory
    Specification; a relative path is ignored), else ``~/.config``; ``APPDATA`` on Windows.
    """
    variable, below = (
        ("APPDATA", ()) if sys.platform == "win32" else ("XDG_CONFIG_HOME", (".config",))
    )
    folder = Path(os.environ.get(variable, ""))
    if not folder.is_absolute():
        try:
            folder = Path.home().joinpath(*below)
        except RuntimeError:  # who runs this has none
            return None
    return folder / "synbib" / "synbib.toml"


def own_lookup() -> Mapping[str, str]:
    """Return ``[lookup]`` of the user's own file: where services are, and who asks them.

    No folder's settings say that, as a folder may be a stranger's.

    Raises:
        ConfigError: The file is not TOML, or holds something else than texts.
    """
    path = own_file()
    if path is None or not path.is_file():
        return {}
    table = _read(path)
    _check(table, {"lookup": (_is_table_of_strings, "a table of strings")}, str(path))
    found: Mapping[str, str] = table.get("lookup", {})
    return found


def _section(path: Path, section: tuple[str, ...]) -> dict[str, Any]:
    table = _read(path)
    for part in section:
        table = table.get(part, {})
    return table


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path.name}: cannot be read: {error.strerror}") from None
    import tomllib

    if len(data) > MOST_SETTINGS_BYTES:
        raise ConfigError(f"{path.name}: has more than {MOST_SETTINGS_BYTES:,} bytes; take less")
    try:
        text = data.decode("utf-8")
        deep = _DEEP_KEY.search(text)
        if not deep:
            return tomllib.loads(text)
    except RecursionError:
        raise ConfigError(
            f"{path.name}: lists or tables are nested too deeply; correct it"
        ) from None
    except ValueError as error:  # not TOML, not UTF-8, or a number of more digits than Python reads
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        where = f"{path.name}:{place[1]}:{place[2]}" if place else path.name
        what = str(error).replace(place[0], "") if place else str(error)
        raise ConfigError(f"{where}: not TOML: {shortened(what, 200)}; correct the line") from None
    line = text.count("\n", 0, deep.start("key")) + 1
    raise ConfigError(
        f"{path.name}:{line}: a key of more than {DEEPEST_SETTING} parts; correct the line"
    )


def _config(table: Mapping[str, Any], folder: Path, name: str) -> Config:
    _check(table, _SETTINGS, name)
    default = Config()
    styles: Mapping[str, str] = table.get("styles", {})
    style = table.get("style", default.style)
    return Config(
        store=table.get("store", default.store),
        style=styles.get(style, style),
        style_for={k.lower(): styles.get(v, v) for k, v in table.get("style-for", {}).items()},
        styles=styles,
        locale=table.get("locale"),
        encoding=table.get("encoding"),
        sentence_case=table.get("sentence-case", True),
        middlewares=tuple(table.get("middlewares", ())),
        citation_key=table.get("citation-key"),
        own_name=tuple(table.get("own-name", ())),
        **_of_check(table.get("check", {}), f"{name}: [check]"),
        verify=_verify(table.get("verify", {}), f"{name}: [verify]"),
        forms=_forms(table.get("forms", {}), name),
        fmt=_fmt(table["fmt"], name) if "fmt" in table else {},
        site=_site(table.get("site", {}), folder, name),
    )


def _check_styles(settings: Config, folder: Path, name: str) -> None:
    for style in (settings.style, *settings.style_for.values(), *settings.styles.values()):
        try:
            check_inside(style, "style", folder=folder)
        except SynbibError as error:
            raise ConfigError(f"{name}: {error}") from None


def _of_check(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    _check(table, _CHECK_SETTINGS, where)
    ignore = tuple(table.get("ignore", ()))
    severity = table.get("severity", {})
    for setting, codes in (("ignore", ignore), ("severity", severity)):
        for code in codes:
            try:
                check_ignorable(code)
            except SynbibError as error:
                raise ConfigError(f"{where}: '{setting}': {error}") from None
    _check(severity, dict.fromkeys(severity, _SEVERITY), f"{where}: 'severity'")
    return {"ignore": ignore, "severity": severity}


def _verify(table: Mapping[str, Any], where: str) -> Mapping[str, str]:
    _check(table, _VERIFY_SETTINGS, where)
    return dict(table)


def _forms(table: Mapping[str, Any], name: str) -> dict[str, Mapping[str, Any]]:
    for form, value in table.items():
        where = f"{name}: [forms.{form}]"
        if not _is_table(value) or "entry" not in value:
            raise ConfigError(f'{where}: a form needs an entry; write e.g. entry = "- {{title}}"')
        _check(value, _FORM_SETTINGS, where)
    return dict(table)


def _site(table: Mapping[str, Any], folder: Path, name: str) -> Mapping[str, Any]:
    where = f"{name}: [site]"
    _check(table, _SITE_SETTINGS, where)
    named = [(setting, table.get(setting, "")) for setting in ("logo", "templates", "output")]
    named += [("styles", style) for style in table.get("styles", ())]
    for setting, path in named:
        try:
            if path:
                check_inside(path, setting, folder=folder)
        except SynbibError as error:
            raise ConfigError(f"{where}: {error}") from None
    return dict(table)


def _fmt(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    # Here, as only a project that sets one of them has to wait for it.
    from synbib.bibtex.format.options import FormatOptions

    defaults = {row.name.replace("_", "-"): row.default for row in fields(FormatOptions)}
    forms = {
        option: _FMT_FORMS[tuple if default is None else type(default)]
        for option, default in defaults.items()
    }
    _check(table, forms, f"{name}: [fmt]")
    return {
        option.replace("-", "_"): _names(value, defaults[option])
        if isinstance(defaults[option], tuple | None)
        else value
        for option, value in table.items()
    }


def _names(value: Any, default: Any) -> Any:
    """Return a list as the option has it: None where it is turned off, the default where nothing is in it."""
    if value is False:
        return None
    return tuple(each.strip().lower() for each in value) or default


def _check(table: Mapping[str, Any], forms: Mapping[str, _Form], where: str) -> None:
    """Make sure that there are such settings, and that their values have the form.

    Raises:
        ConfigError: The first that does not.
    """
    for setting, value in table.items():
        if setting not in forms:
            raise ConfigError(f"{where}: {UnknownNameError.among('setting', setting, forms)}")
        is_right, called = forms[setting]
        if not is_right(value):
            raise ConfigError(f"{where}: '{setting}' must be {called}")
        for text in _strings(value):
            if len(text) > LONGEST_SETTING:
                raise ConfigError(
                    f"{where}: '{setting}' has more than {LONGEST_SETTING:,} characters; take less"
                )
            if found := _CONTROL.search(text):
                raise ConfigError(
                    f"{where}: '{setting}' has the character U+{ord(found[0]):04X}, which means nothing there; "
                    "leave it out"
                )


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts of a setting; of a table, its names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        yield from (text for text in value if isinstance(text, str))
        yield from (text for text in getattr(value, "values", tuple)() if isinstance(text, str))
