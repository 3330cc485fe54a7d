"""What may be said about a list, a table or contents: on the command line and in a block, in the same words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from synbib.bibliography import StyleChoice
from synbib.errors import SynbibError, UnknownNameError
from synbib.model import LINK_FIELDS
from synbib.readme.columns import DEFAULT_COLUMNS, Column, parse_columns

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How something is written; each kind of block heeds those that concern it.

    Attributes:
        groups: The groups to take, by name or path; all by default.
        styles: The CSL style of references.
        locale: The language tag of references; the style's own by default.
        level: The level of the topmost headings, 1 to 6.
        columns: The columns of tables.
        links: The kinds of links that a list shows, in the order of the entry's own; ``None`` shows all.
        min_level: Headings above this level stay out of the contents.
        max_level: Headings below this level stay out of the contents.
    """

    groups: tuple[str, ...] = ()
    styles: StyleChoice = field(default_factory=StyleChoice)
    locale: str | None = None
    level: int = 2
    columns: tuple[Column, ...] = DEFAULT_COLUMNS
    links: tuple[str, ...] | None = None
    min_level: int = 1
    max_level: int = 6

    def set(self, name: str, value: str) -> Options:
        """Return these options with one more, as it is written in a block: ``set("level", "3")``.

        Raises:
            UnknownNameError: There is no such option, or its value names what does not exist.
            SynbibError: The value is not of the option's form.
        """
        if name not in _OPTIONS:
            raise UnknownNameError.among("option", name, _OPTIONS)
        return _OPTIONS[name](self, value)


def _style(options: Options, value: str) -> Options:
    # Who names a style means it for all entries, whatever the project's settings say of their types.
    return replace(options, styles=StyleChoice(value))


def _style_for(options: Options, value: str) -> Options:
    by_type = dict(options.styles.by_type)
    for pair in _items(value):
        entry_type, _, style = (part.strip() for part in pair.partition("="))
        if not (entry_type and style):
            raise SynbibError(
                f"style-for: '{pair}' is not TYPE=STYLE; write e.g. inproceedings=acl"
            )
        by_type[entry_type.lower()] = style
    return replace(options, styles=replace(options.styles, by_type=by_type))


def _links(options: Options, value: str) -> Options:
    kinds = ("paper", *LINK_FIELDS)
    for kind in _items(value):
        if kind not in kinds:
            raise UnknownNameError.among("kind of link", kind, kinds)
    return replace(options, links=_items(value))


def _columns(options: Options, value: str) -> Options:
    columns = parse_columns(value)
    if not columns:
        raise SynbibError("columns: a table needs one at least; write e.g. paper,published,code")
    return replace(options, columns=columns)


def _level(name: str, value: str) -> int:
    if value not in ("1", "2", "3", "4", "5", "6"):
        raise SynbibError(f"{name}: '{value}' is not a level of headings; give one from 1 to 6")
    return int(value)


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(",") if item.strip())


_OPTIONS: Final[dict[str, Callable[[Options, str], Options]]] = {
    "group": lambda o, value: replace(o, groups=(*o.groups, value)),
    "style": _style,
    "style-for": _style_for,
    "locale": lambda o, value: replace(o, locale=value),
    "level": lambda o, value: replace(o, level=_level("level", value)),
    "columns": _columns,
    "links": _links,
    "min-level": lambda o, value: replace(o, min_level=_level("min-level", value)),
    "max-level": lambda o, value: replace(o, max_level=_level("max-level", value)),
}
