"""Names for the forms that are found, and the settings that hold them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from synbib.paperlist.forms.stretches import Stretch
from synbib.readme.forms import READY, Form, format_template

__all__ = ["FormNames", "settings_of"]


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
        name = next(f"{stretch.kind}{n}" for n in numbers if f"{stretch.kind}{n}" not in self._known)
        self._known[name] = self.new[name] = stretch.form
        return name


def settings_of(forms: Mapping[str, Form], table: str = "forms") -> str:
    """Return forms as settings: TOML, a table for each.

    Args:
        forms: Name → form.
        table: The table that holds them.
    """
    return "\n".join(_setting(f"{table}.{name}", form) for name, form in forms.items())


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
