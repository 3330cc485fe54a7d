"""A library as pages need it: its works, each with the texts that are shown of it, and its groups as a tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.bibliography import StyleChoice, references
from synbib.csl import Style
from synbib.library import Entry, Library
from synbib.library.facets import date_of, keywords, names
from synbib.model import Link
from synbib.model.plain import name_text
from synbib.readme import Section, outline
from synbib.readme.details import bibtex
from synbib.site.html import Html, html
from synbib.site.options import SiteOptions
from synbib.site.slugs import slugs
from synbib.text import MARKED, from_markup, scrub, strip, writer
from synbib.text.controls import without_controls
from synbib.text.display import split_margin
from synbib.text.urls import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Citation", "Site", "SiteGroup", "SiteStyle", "Work"]

# Names of parts of pages, which no work may have as its anchor; those that begin with a hyphen are the first page's.
_NAMES_OF_PARTS: Final = frozenset({"main"})
# The form of a language tag (RFC 5646 §2.1), loosely.
_LANGUAGE_TAG: Final = lazily.pattern("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# A style's name of so many letters is what people call it: APA, IEEE.
_LONGEST_SHORT_NAME: Final = 5


@lazily.dataclass(frozen=True)
class Citation:
    """The reference of a work in one style.

    Attributes:
        name: The name of the style.
        label: What people call the style.
        marked: The reference as marked text (see `synbib.text`).
    """

    name: str
    label: str
    marked: str

    @cached_property
    def html(self) -> Html:
        """The reference as HTML, with its links."""
        return html(self.marked)

    @property
    def text(self) -> str:
        """The reference as plain text."""
        return _plain(writer("text").inline(self.marked))


@lazily.dataclass(frozen=True, slots=True)
class SiteStyle:
    """A style that citations are shown in, or can be copied in.

    Attributes:
        name: Its name.
        label: What people call it.
        choice: It, and for the first one of a site the styles of single entry types.
    """

    name: str
    label: str
    choice: StyleChoice


@lazily.dataclass(frozen=True)
class Work:
    """One work, with what pages show of it: `str` where it is plain text, `Html` where it is HTML.

    Attributes:
        site: The site that it is on.
        entry: Its entry.
        number: Its place in the order of the first page, from 1.
        slug: The name of its page, without folder and ending; also a name for it in addresses and in a page.
    """

    site: Site
    entry: Entry
    number: int
    slug: str

    @property
    def key(self) -> str:
        """The citation key."""
        return self.entry.key

    @property
    def page(self) -> str:
        """The path of its page from the site's folder."""
        return f"entries/{self.slug}.html"

    @property
    def anchor(self) -> str:
        """Its name within the first page: the citation key, if that can be one."""
        key = self.key
        is_name = key and not key.startswith("-") and not any(char.isspace() for char in key)
        return key if is_name and key not in _NAMES_OF_PARTS else f"-{self.slug}"

    @property
    def type(self) -> str:
        """The entry type, e.g. ``inproceedings``."""
        return self.entry.type

    @property
    def csl_type(self) -> str:
        """The type in CSL, e.g. ``paper-conference``."""
        return str(self.entry.csl.get("type", "document"))

    @cached_property
    def title(self) -> str:
        """The title, or the key of a work that has none."""
        return _plain(self.entry.title) or self.key

    @cached_property
    def title_html(self) -> Html:
        """The same as HTML, in which nothing is a link."""
        return html(self.entry.marked_title or scrub(self.key), links=False)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The authors' names, ``Given Family``; the editors' where it has no authors."""
        return self._people("author") or self._people("editor")

    @cached_property
    def has_more_authors(self) -> bool:
        """Whether the entry says that there are others."""
        role = "author" if names(self.entry) else "editor"
        item: Mapping[str, Any] = self.entry.csl
        return len(names(self.entry, role)) < len(item.get(role, ()))

    @cached_property
    def byline(self) -> str:
        """The authors as one text: ``A. Author, B. Author and C. Author``, with ``et al.`` where there are others."""
        shown = self.authors
        if self.has_more_authors or len(shown) < 2:
            return ", ".join((*shown, *(("et al.",) if self.has_more_authors else ())))
        return f"{', '.join(shown[:-1])} and {shown[-1]}"

    def _people(self, role: str) -> tuple[str, ...]:
        people = (strip(from_markup(name_text(name))) for name in names(self.entry, role))
        return tuple(filter(None, map(_plain, people)))

    @cached_property
    def venue(self) -> str:
        """The short name of where it was published, ``""`` where nothing tells."""
        return _plain(self.entry.venue)

    @cached_property
    def published_in(self) -> str:
        """The venue and the year, e.g. ``ACL 2024``."""
        return _plain(self.entry.published_in)

    @cached_property
    def year(self) -> str:
        """The year of publication, ``""`` where nothing tells."""
        return self.entry.year

    @cached_property
    def date(self) -> tuple[int, ...]:
        """Year, month and day of publication, as many of them as are known."""
        return date_of(self.entry)

    @cached_property
    def language(self) -> str:
        """The language that it is in, as HTML has it in ``lang``; ``""`` where the entry does not say."""
        language = str(self.entry.csl.get("language", ""))
        return language if _LANGUAGE_TAG.fullmatch(language) else ""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Its links to the web, each with ``kind``, ``label`` and ``url``; the paper first."""
        return tuple(link for link in self.entry.links if is_web_address(link.url))

    @cached_property
    def abstract_html(self) -> Html:
        """The abstract as HTML, ``""`` where the entry has none."""
        return html(self.entry.marked("abstract"))

    @cached_property
    def abstract(self) -> str:
        """The abstract as plain text."""
        return _plain(strip(self.entry.marked("abstract")))

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """Its keywords."""
        return tuple(map(_plain, keywords(self.entry)))

    @property
    def groups(self) -> tuple[SiteGroup, ...]:
        """The groups that it stands directly in."""
        return self.site.groups_of.get(self.key, ())

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Its reference in each style, the one that is shown first."""
        return tuple(
            Citation(
                style.name,
                style.label,
                split_margin(self.site.references(style).get(self.key, ""))[1],
            )
            for style in self.site.styles
        )

    @cached_property
    def bibtex(self) -> str:
        """The entry as BibTeX that stands for itself."""
        return bibtex(self.entry)


@lazily.dataclass(frozen=True)
class SiteGroup:
    """A group of the tree.

    Attributes:
        name: Its name; ``""`` for the root.
        slug: A name for it in addresses and in a page, which no other group has.
        path: The names of the groups above it, and its own.
        works: What stands directly in it.
        groups: The groups below it.
    """

    name: str
    slug: str
    path: tuple[str, ...]
    works: tuple[Work, ...]
    groups: tuple[SiteGroup, ...]

    @property
    def anchor(self) -> str:
        """Its name within the first page."""
        return f"-group-{self.slug}"

    @cached_property
    def all_works(self) -> tuple[Work, ...]:
        """What stands in it and below it, each once."""
        return tuple({work.key: work for group in self.walk() for work in group.works}.values())

    @property
    def count(self) -> int:
        """How many works stand in it and below it."""
        return len(self.all_works)

    def walk(self) -> Iterator[SiteGroup]:
        """Yield it and all groups below it, in order."""
        yield self
        for group in self.groups:
            yield from group.walk()


class Site:
    """A library as pages need it.

    Args:
        library: The library.
        options: How the site looks.
        section: What of the library is on it, in its order; all of it, in the order of the groups, by default.
        store: What the BibTeX file is called that the site offers.

    Attributes:
        library: The library.
        options: How the site looks.
        store: What the BibTeX file is called that the site offers.
        works: The works, in the order of the first page.
    """

    def __init__(
        self,
        library: Library,
        options: SiteOptions | None = None,
        section: Section | None = None,
        store: str = "refs.bib",
    ) -> None:
        self.library = library
        self.options = options or SiteOptions()
        self.store = store
        self._section = outline(library) if section is None else section
        entries = self._section.all_entries
        slug = slugs(entry.key for entry in entries)
        self.works = tuple(
            Work(self, entry, number, slug[entry.key]) for number, entry in enumerate(entries, 1)
        )
        self._references: dict[str, Mapping[str, str]] = {}

    @property
    def count(self) -> str:
        """How many works there are, in words: ``1 work``."""
        number = len(self.works)
        return f"{number:,} {'work' if number == 1 else 'works'}"

    @cached_property
    def by_key(self) -> Mapping[str, Work]:
        """Citation key → work."""
        return {work.key: work for work in self.works}

    @cached_property
    def groups(self) -> SiteGroup:
        """The root of the tree of groups; what stands directly in it is in no group."""
        paths = slugs(("/".join(path) for path, _ in _paths(self._section, ())), exact=False)

        def group(section: Section, above: tuple[str, ...], name: str) -> SiteGroup:
            path = (*above, name) if name else above
            return SiteGroup(
                name,
                paths.get("/".join(path), ""),
                path,
                tuple(self.by_key[entry.key] for entry in section.entries),
                tuple(group(each, path, _plain(each.heading)) for each in section.sections),
            )

        return group(self._section, (), "")

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[SiteGroup, ...]]:
        """Citation key → the groups that the work stands directly in."""
        found: dict[str, list[SiteGroup]] = {}
        for group in self.groups.walk():
            for work in group.works if group.name else ():
                found.setdefault(work.key, []).append(group)
        return {key: tuple(each) for key, each in found.items()}

    @cached_property
    def related(self) -> Mapping[str, tuple[Work, ...]]:
        """Citation key → the works that its entry names, as what it stands in, or that name it, in order."""
        found: dict[str, set[str]] = {}
        for key in self.by_key:
            others = {block.key for block in self.library.reached([key])} & self.by_key.keys()
            for other in others - {key}:
                found.setdefault(key, set()).add(other)
                found.setdefault(other, set()).add(key)
        return {
            key: tuple(sorted((self.by_key[other] for other in others), key=lambda w: w.number))
            for key, others in found.items()
        }

    @cached_property
    def styles(self) -> tuple[SiteStyle, ...]:
        """The styles of citations, each once; the one that is shown first.

        Raises:
            StyleError: There is no such style, or it is not valid.
        """
        shown = self.options.style
        names = dict.fromkeys((shown.default, *self.options.styles))
        return tuple(
            SiteStyle(name, _label(name), shown if name == shown.default else StyleChoice(name))
            for name in names
        )

    def references(self, style: SiteStyle) -> Mapping[str, str]:
        """Return citation key → reference as marked text, in a style; all of them are made together, once.

        Raises:
            StyleError: The style is not valid, or does not go with the locale.
        """
        if style.name not in self._references:
            self._references[style.name] = references(
                [work.entry for work in self.works],
                style.choice,
                MARKED,
                locale=self.options.locale,
            )
        return self._references[style.name]


def _paths(section: Section, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Section]]:
    for each in section.sections:
        path = (*above, _plain(each.heading))
        yield path, each
        yield from _paths(each, path)


def _label(name: str) -> str:
    """Return what people call a style: its name in capitals if that is short, else its title."""
    if name.endswith(".bst"):
        return name.removesuffix(".bst")
    if name.isalpha() and len(name) <= _LONGEST_SHORT_NAME:
        return name.upper()
    return Style.load(name).title.partition(" (")[0] or name


def _plain(text: str) -> str:
    return " ".join(without_controls(text).split())
