"""What may be said about a list, a table or contents: on the command line and in a block, in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

from synbib import lazily
from synbib.bibliography import StyleChoice
from synbib.errors import SynbibError, UnknownNameError
from synbib.library import parse_query
from synbib.model import LINK_FIELDS
from synbib.readme.badges import Badges, parse_badges
from synbib.readme.columns import DEFAULT_COLUMNS, Column, parse_columns
from synbib.readme.details import DETAILS
from synbib.readme.order import SortKey, parse_places, parse_sort
from synbib.readme.own_names import CslName, parse_own_name
from synbib.readme.selection import Selection, parse_group_by

if TYPE_CHECKING:
    from synbib.readme.forms.form import Form

__all__ = ["OPTIONS", "OPTIONS_HINT", "Numbering", "Options", "is_date"]

# What to do where something else is given.
OPTIONS_HINT: Final = "write e.g. synbib.readme.Options().set('style', 'acl')"

Numbering = Literal["no", "all", "group"]

T = TypeVar("T")

_BELOW_TITLE: Final = 2
_DATE: Final = lazily.pattern(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


@lazily.dataclass(frozen=True, slots=True)
class Options(Selection):
    """What is taken (see `Selection`), and how it is written; each kind of block heeds what concerns it.

    Attributes:
        styles: The CSL style of references.
        locale: The language tag of references; the style's own by default.
        level: The level of the topmost headings, 1 to 6; ``None`` is one below the heading above a block, see
            `top_level`.
        columns: The columns of tables.
        links: The kinds of links that a list shows, in the order of the entry's own; ``None`` shows all.
        min_level: Headings above this level stay out of the contents.
        max_level: Headings below this level stay out of the contents.
        numbering: Numbers instead of bullets: through ``all`` groups, or anew in each ``group``.
        badges: How links are shown as badges; ``None`` shows them as plain links.
        details: What is folded away under each entry: names of `synbib.readme.details.DETAILS`.
        own_names: The names that are bold in references and columns.
        template: The file of a Jinja2 template that writes the block; ``None`` for the way built in.
        form: How entries look; ``None`` for the way built in.
        first: The number of the first entry in a form with numbers.
        by: What figures are given by: names of `synbib.library.statistics.COUNTED`.
        top: How many names of each are shown at most, those with the most entries; all by default.
        forms: Name → form, of those that the project has.
        style_names: Name → style, of names of the project's own.
    """

    styles: StyleChoice = field(default_factory=StyleChoice)
    locale: str | None = None
    level: int | None = None
    columns: tuple[Column, ...] = DEFAULT_COLUMNS
    links: tuple[str, ...] | None = None
    min_level: int = 1
    max_level: int = 6
    numbering: Numbering = "no"
    badges: Badges | None = None
    details: tuple[str, ...] = ()
    own_names: tuple[CslName, ...] = ()
    template: str | None = None
    form: Form | None = None
    first: int = 1
    by: tuple[str, ...] = ()
    top: int | None = None
    forms: Mapping[str, Form] = field(default_factory=dict)
    style_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def top_level(self) -> int:
        """The level of the topmost headings: 2, as below the title of a page, where nothing says otherwise."""
        return self.level or _BELOW_TITLE

    def set(self, name: str, value: str) -> Options:
        """Return these options with one more, as it is written in a block: ``set("level", "3")``.

        Raises:
            UnknownNameError: There is no such option, or its value names what does not exist.
            SynbibError: The value is not of the option's form.
        """
        if name not in OPTIONS:
            raise UnknownNameError.among("option", name, OPTIONS)
        return OPTIONS[name](self, value)


def _style(options: Options, value: str) -> Options:
    # Who names a style means it for all entries, whatever the project's settings say of their types.
    return lazily.replace(options, styles=StyleChoice(options.style_names.get(value, value)))


def _style_for(options: Options, value: str) -> Options:
    by_type = dict(options.styles.by_type)
    for pair in _items(value):
        entry_type, _, style = (part.strip() for part in pair.partition("="))
        if not (entry_type and style):
            raise SynbibError(
                f"style-for: '{pair}' is not TYPE=STYLE; write e.g. inproceedings=acl"
            )
        by_type[entry_type.lower()] = options.style_names.get(style, style)
    return lazily.replace(options, styles=lazily.replace(options.styles, by_type=by_type))


def _links(options: Options, value: str) -> Options:
    kinds = ("paper", *LINK_FIELDS)
    for kind in _items(value):
        if kind not in kinds:
            raise UnknownNameError.among("kind of link", kind, kinds)
    return lazily.replace(options, links=_items(value))


def _columns(options: Options, value: str) -> Options:
    columns = parse_columns(value)
    if not columns:
        raise SynbibError("columns: a table needs one at least; write e.g. paper,published,code")
    return lazily.replace(options, columns=columns)


def _level(name: str, value: str) -> int:
    if value not in ("1", "2", "3", "4", "5", "6"):
        raise SynbibError(f"{name}: '{value}' is not a level of headings; give one from 1 to 6")
    return int(value)


def _limit(options: Options, value: str) -> Options:
    return lazily.replace(options, limit=_number("limit", value))


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < len(value) < 10 and int(value)):
        raise SynbibError(f"{name}: '{value}' is not a number of entries; give one from 1 on")
    return int(value)


def is_date(text: str) -> bool:
    """Whether a text is a date as ``since`` takes it: ``2024``, ``2024-05`` or ``2024-05-31``."""
    return _DATE.fullmatch(text) is not None


def _since(options: Options, value: str) -> Options:
    if not is_date(value):
        raise SynbibError(f"since: '{value}' is not a date; write e.g. 2024 or 2024-05")
    return lazily.replace(options, since=value)


def _badges(options: Options, value: str) -> Options:
    stars = options.badges is not None and options.badges.stars
    flag = _FLAGS.get(value.strip().lower())
    if flag is None:
        return lazily.replace(options, badges=Badges(parse_badges(value), stars))
    return lazily.replace(options, badges=Badges(stars=stars) if flag else None)


def _stars(options: Options, value: str) -> Options:
    badges = options.badges or Badges()
    return lazily.replace(options, badges=lazily.replace(badges, stars=_flag("stars", value)))


def _own_name(options: Options, value: str) -> Options:
    return lazily.replace(options, own_names=(*options.own_names, parse_own_name(value)))


_FLAGS: Final = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def _flag(name: str, value: str) -> bool:
    return _one_of(name, value, _FLAGS, ("yes", "no"))


def _one_of(
    name: str, value: str, known: Mapping[str, T], told: tuple[str, ...] | None = None
) -> T:
    """Return what ``known`` has for a value; ``told`` are the values that an error names, by default all."""
    folded = value.strip().lower()
    if folded not in known:
        raise SynbibError(f"{name}: '{value}' is not known; give {' or '.join(told or known)}")
    return known[folded]


def _form(options: Options, value: str) -> Options:
    # Here, as few have one, and reading those that are ready takes a while.
    from synbib.readme.forms.form import find_form

    return lazily.replace(options, form=find_form(value, options.forms))


def _by(options: Options, value: str) -> Options:
    from synbib.library.statistics import parse_counted

    return lazily.replace(options, by=parse_counted(value))


def _newest_first(options: Options, value: str) -> Options:
    newest = (SortKey("date", descending=True),)
    return lazily.replace(options, sort=newest) if _flag("newest-first", value) else options


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(",") if item.strip())


_DETAILS: Final = {"no": (), **{kind: (kind,) for kind in DETAILS}, "both": tuple(DETAILS)}
_NUMBERINGS: Final = cast(
    "dict[str, Numbering]", {"no": "no", "yes": "all", "all": "all", "group": "group"}
)

# In the order in which they are applied: what is for all goes before what is for some.
OPTIONS: Final[dict[str, Callable[[Options, str], Options]]] = {
    "group": lambda o, value: lazily.replace(o, groups=(*o.groups, value)),
    "nested": lambda o, value: lazily.replace(o, nested=_flag("nested", value)),
    "filter": lambda o, value: lazily.replace(o, filters=(*o.filters, parse_query(value))),
    "since": _since,
    "place": lambda o, value: lazily.replace(o, places=parse_places(value)),
    "after": lambda o, value: lazily.replace(o, after=value),
    "until": lambda o, value: lazily.replace(o, until=value),
    "group-by": lambda o, value: lazily.replace(o, group_by=parse_group_by(value)),
    "headings": lambda o, value: lazily.replace(o, headings=_flag("headings", value)),
    "newest-first": _newest_first,
    "sort": lambda o, value: lazily.replace(o, sort=parse_sort(value)),
    "limit": _limit,
    "style": _style,
    "style-for": _style_for,
    "locale": lambda o, value: lazily.replace(o, locale=value),
    "own-name": _own_name,
    "level": lambda o, value: lazily.replace(o, level=_level("level", value)),
    "numbering": lambda o, value: lazily.replace(
        o, numbering=_one_of("numbering", value, _NUMBERINGS)
    ),
    "columns": _columns,
    "links": _links,
    "badges": _badges,
    "stars": _stars,
    "details": lambda o, value: lazily.replace(o, details=_one_of("details", value, _DETAILS)),
    "form": _form,
    "first": lambda o, value: lazily.replace(o, first=_number("first", value)),
    "by": _by,
    "top": lambda o, value: lazily.replace(o, top=_number("top", value)),
    "template": lambda o, value: lazily.replace(o, template=value),
    "min-level": lambda o, value: lazily.replace(o, min_level=_level("min-level", value)),
    "max-level": lambda o, value: lazily.replace(o, max_level=_level("max-level", value)),
}
