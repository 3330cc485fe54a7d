"""The kinds of blocks: what writes each, and the options that it heeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.bibliography import render
from synbib.library import Library
from synbib.readme.options import Options
from synbib.readme.order import SortKey
from synbib.readme.own_names import own_name_test
from synbib.readme.reference_list import reference_list
from synbib.readme.selection import select
from synbib.readme.table import table
from synbib.readme.toc import Anchored, toc

__all__ = [
    "KINDS",
    "Kind",
    "Material",
    "recent_options",
    "write_list",
    "write_recent",
    "write_table",
]

_Write = Callable[[Library, Options], str]

_MOST_RECENT: Final = 10


@lazily.dataclass(frozen=True, slots=True)
class Material:
    """What a block is written from.

    Attributes:
        library: The store.
        below: The headings of the file below the block, for kinds that come last.
    """

    library: Library
    below: Sequence[Anchored] = ()


@lazily.dataclass(frozen=True, slots=True)
class Kind:
    """What may stand in a block.

    Attributes:
        write: Material and options → Markdown.
        options: The names of the options that it heeds, in the order in which they are applied.
        inline: Whether it may stand inside a line.
        last: Whether it is written after all others, because it is about what they hold.
        plain: Whether all its headings are lines that begin with ``#`` where the block is indented to, and no other
            line begins so, as long as neither a template nor a form writes it.
        entries: Whether it is made of the lines of entries, so that ``synbib import`` takes what is edited there.
    """

    write: Callable[[Material, Options], str]
    options: tuple[str, ...]
    inline: bool = False
    last: bool = False
    plain: bool = False
    entries: bool = False


def write_list(library: Library, options: Options) -> str:
    """Return the reference-style list, by the user's template where there is one."""
    return _by_template(library, options, reference_list)


def write_table(library: Library, options: Options) -> str:
    """Return the tables, by the user's template where there is one."""
    return _by_template(library, options, table)


def write_recent(library: Library, options: Options) -> str:
    """Return the newest entries as a list, under no headings where the options do not say otherwise.

    They are all since a date, or ten, where no limit is given.
    """
    return write_list(library, recent_options(options))


def recent_options(options: Options) -> Options:
    """Return what holds for the newest entries where the options do not say otherwise."""
    return lazily.replace(
        options,
        sort=options.sort or (SortKey("date", descending=True),),
        limit=options.limit or (None if options.since else _MOST_RECENT),
        group_by=() if options.group_by == Options().group_by else options.group_by,
    )


def _by_template(library: Library, options: Options, otherwise: _Write) -> str:
    if options.form is not None and options.template is None:
        # Few have one, and a list without one does not wait for those that are ready.
        from synbib.readme.forms.writing import written_in_form

        return written_in_form(library, options, options.form, options.top_level, options.first)
    if options.template is None:
        return otherwise(library, options)
    # Few have one, and Jinja2 takes a while to load.
    from synbib.readme.templates import fill_template

    return fill_template(library, options, options.template)


def _bibliography(material: Material, options: Options) -> str:
    library = material.library
    entries = select(library, options).all_entries
    if not entries:
        return ""
    is_whole = not (options.groups or options.tests)
    # The whole library keeps the order of the file, for styles that do not sort.
    keys = None if is_whole else [entry.key for entry in entries]
    bold = own_name_test(options.own_names)
    return render(library, options.styles.default, locale=options.locale, keys=keys, bold=bold)


def _count(material: Material, options: Options) -> str:
    return str(len(select(material.library, options).all_entries))


def _of(write: _Write) -> Callable[[Material, Options], str]:
    return lambda material, options: write(material.library, options)


def _stats(library: Library, options: Options) -> str:
    # Few have one.
    from synbib.readme.figures import figures

    return figures(library, options)


_WHICH: Final = ("group", "nested", "filter", "since")
_ORDER: Final = (
    *("newest-first", "sort", "place", "after", "until", "limit"),
    *("group-by", "headings", "level", "numbering"),
)
# `style` goes before `style-for`: it is for all types, and drops what was said of single ones.
_REFERENCES: Final = ("style", "style-for", "locale", "own-name")
_LINKS: Final = ("links", "badges", "stars")
_LOOK: Final = ("form", "first", "template")

KINDS: Final[Mapping[str, Kind]] = {
    "list": Kind(
        _of(write_list),
        (*_WHICH, *_ORDER, *_REFERENCES, *_LINKS, "details", *_LOOK),
        plain=True,
        entries=True,
    ),
    "recent": Kind(
        _of(write_recent),
        (*_WHICH, *_ORDER, *_REFERENCES, *_LINKS, "details", *_LOOK),
        plain=True,
        entries=True,
    ),
    "table": Kind(
        _of(write_table),
        (*_WHICH, *_ORDER, "columns", "own-name", "badges", "stars", *_LOOK),
        plain=True,
        entries=True,
    ),
    "toc": Kind(
        lambda material, options: toc(material.below, options),
        ("min-level", "max-level"),
        last=True,
    ),
    "bibliography": Kind(_bibliography, (*_WHICH, "style", "locale", "own-name")),
    "count": Kind(_count, _WHICH, inline=True),
    "stats": Kind(_of(_stats), (*_WHICH, "by", "top")),
}
