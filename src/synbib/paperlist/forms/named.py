"""Names for the forms that are found, and the settings that hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePath

from synbib.paperlist.forms.stretches import Stretch
from synbib.readme.forms import READY, Form, format_template

__all__ = ["FormNames", "with_settings"]


class FormNames:
    """Gives forms names: those that they have, and new ones.

    Args:
        own: Name → form, of those that the project has.
    """

    def __init__(self, own: Mapping[str, Form]) -> None:
        self._known = {**READY, **own}
        self.new: dict[str, Form] = {}

    def of(self, stretch: Stretch) -> str:
        """Return the name of a stretch's form."""
        for name, form in self._known.items():
            if form == stretch.form:
                return name
        numbers = ("", *(f"-{n}" for n in range(2, len(self._known) + 2)))
        name = next(
            f"{stretch.kind}{n}" for n in numbers if f"{stretch.kind}{n}" not in self._known
        )
        self._known[name] = self.new[name] = stretch.form
        return name


def with_settings(
    text: str, name: str, *, forms: Mapping[str, Form], sentence_case: bool | None
) -> str:
    """Return a project's settings with forms, and with how titles are written.

    Args:
        text: The settings, TOML.
        name: Their file: in ``pyproject.toml`` they stand in the table ``[tool.synbib]``.
        forms: Name → form; they come last.
        sentence_case: Whether English titles have sentence case; ``None`` to leave it as it is.
    """
    table = "tool.synbib" if PurePath(name).name == "pyproject.toml" else ""
    if sentence_case is not None:
        text = _with_value(text, table, "sentence-case", str(sentence_case).lower())
    tables = [_setting(f"{table}.forms.{n}".lstrip("."), form) for n, form in forms.items()]
    parts = [text.rstrip("\n") + "\n" if text.strip() else "", *tables]
    return "\n".join(part for part in parts if part)


def _with_value(text: str, table: str, key: str, value: str) -> str:
    """Return TOML with a value in a table: changed where it stands, else first in the table."""
    head = rf"^\[{re.escape(table)}\][^\n]*\n" if table else r"\A"
    found = re.search(head, text, re.MULTILINE)
    start = found.end() if found else 0
    end = re.compile(r"^\[", re.MULTILINE).search(text, start)
    inside = text[start : end.start() if end else len(text)]
    line = f"{key} = {value}"
    there = re.search(rf"^{key}\s*=\s*(?:true|false)", inside, re.MULTILINE)
    if there:
        inside = f"{inside[: there.start()]}{line}{inside[there.end() :]}"
    else:
        inside = f"{line}\n{inside}"
    return f"{text[:start]}{inside}{text[end.start() :] if end else ''}"


def _setting(name: str, form: Form) -> str:
    lines = [f"[{name}]", f"entry = {_string(format_template(form.entry))}"]
    if form.blank_lines:
        lines.append(f"blank-lines = {form.blank_lines}")
    if form.head:
        lines += ["head = [", *(f"    {_string(line)}," for line in form.head), "]"]
    if form.aligned != "no":
        lines.append(f"aligned = {_string(form.aligned)}")
    return "\n".join((*lines, ""))


def _string(text: str) -> str:
    if "'" not in text and "\n" not in text:
        return f"'{text}'"
    # A string of JSON is one of TOML.
    return json.dumps(text, ensure_ascii=False)
