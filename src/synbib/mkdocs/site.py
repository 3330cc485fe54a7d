"""All pages of a site, from their Markdown with tokens to their HTML with citations.

Knows nothing of MkDocs: what it needs of pages is here as data.
"""

from __future__ import annotations

import html
import posixpath
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.csl import Style
from synbib.csl.cite import reference_target
from synbib.documents.known import looks_like_a_key
from synbib.errors import Diagnostic, ReadmeError
from synbib.library import Library
from synbib.mkdocs.blocks import as_python_markdown
from synbib.mkdocs.composing import Cites, Composed, compose
from synbib.mkdocs.findings import CitingPage, undefined
from synbib.mkdocs.scanning import Scan, as_found, scan, settled
from synbib.mkdocs.tokens import OPENING, TOKEN, Keys, Kind, Tokens, hold, number_of
from synbib.mkdocs.writing import Links, anchor, plain_written, write_page
from synbib.readme import Options, write_blocks
from synbib.text.urls import percent_encode

__all__ = ["Composer", "Site", "SitePage", "Wishes", "WrittenPage"]

_BLOCK: Final = "<!-- synbib:"
_TOKEN: Final = lazily.pattern(TOKEN)


@lazily.dataclass(frozen=True, slots=True)
class Wishes:
    """How a site cites.

    Attributes:
        of_site: Whether numbers and letters after years go through all pages.
        backlinks: Whether references link to where they are cited.
        appended: Whether a page that cites has its references at its end, if no marker says where.
        in_text: Whether ``@key`` without brackets is a citation.
        marker: What is written where the references go; ``""`` for nothing.
        full_marker: What is written where all entries go.
        block_style: The style of blocks that name none; ``""`` for theirs.
    """

    of_site: bool = False
    backlinks: bool = True
    appended: bool = True
    in_text: bool = True
    marker: str = r"\bibliography"
    full_marker: str = r"\full_bibliography"
    block_style: str = ""

    @property
    def markers(self) -> dict[str, Kind]:
        """What is written where a bibliography goes → what is meant."""
        written = {self.marker: Kind.REFERENCES, self.full_marker: Kind.FULL}
        return {marker: kind for marker, kind in written.items() if marker}


class SitePage(NamedTuple):
    """A page that was converted.

    Attributes:
        name: Its file, as messages name it.
        url: Its address from the root of the site.
        html: Its HTML, with tokens.
        source: What its file holds.
        uncited: The keys that its references have beside.
    """

    name: str
    url: str
    html: str
    source: str = ""
    uncited: tuple[str, ...] = ()


class WrittenPage(NamedTuple):
    """A page with its citations.

    Attributes:
        html: Its HTML.
        ids: The ids of its references.
    """

    html: str
    ids: frozenset[str]


class Composer:
    """Formats pages, and keeps what it made of them while nothing that it was made of changes.

    Attributes:
        composed: How many times pages were formatted.
    """

    def __init__(self) -> None:
        self.composed = 0
        self._sources: tuple[object, ...] = ()
        self._kept: dict[tuple[Cites, ...], Composed] = {}

    def compose_all(
        self,
        texts: Sequence[tuple[Cites, ...]],
        library: Library,
        style: Style,
        locale: str | None,
    ) -> list[Composed]:
        """Return texts of one page or of several each, formatted; see `compose`.

        Raises:
            SynbibError: The style cannot be used.
        """
        sources = (library, style, locale)
        if len(self._sources) != len(sources) or any(
            a is not b for a, b in zip(self._sources, sources, strict=True)
        ):
            self._kept = {}
        done: dict[tuple[Cites, ...], Composed] = {}
        for text in texts:
            if text not in done:
                found = self._kept.get(text)
                if found is None:
                    self.composed += 1
                    found = compose(library, text, style, locale)
                done[text] = found
        self._sources, self._kept = sources, done
        return [done[text] for text in texts]


class Site:
    """One build of a site.

    Args:
        library: The entries.
        style: The style.
        locale: A language tag; the style's own by default.
        wishes: How it cites.
        composer: Formats pages.

    Attributes:
        findings: What is wrong in the pages and in what they cite.
    """

    def __init__(
        self,
        library: Library,
        style: Style,
        locale: str | None,
        wishes: Wishes,
        composer: Composer,
    ) -> None:
        self._library = library
        self._style = style
        self._locale = locale
        self._wishes = wishes
        self._composer = composer
        self._tokens = Tokens()
        self._keys = Keys(library.__contains__, looks_like_a_key(library), wishes.in_text)
        # Number of a citation → its text, where it is shown; and how it is written → the same.
        self._plain: dict[int, str] = {}
        self._by_source: dict[str, str] = {}
        self.findings: list[Diagnostic] = []

    def hold(self, text: str) -> str:
        """Return Markdown with tokens in the place of its citations."""
        return hold(text, self._tokens, self._keys, self._wishes.markers)

    def write_blocks(self, text: str, name: str, above: int = 0) -> str:
        """Return Markdown with its blocks written, whatever they held; as it is if there is something wrong with them.

        Args:
            text: The page.
            name: Its file, as messages name it.
            above: So many lines of the file stand before it.
        """
        if _BLOCK not in text:
            return text
        options = Options()
        if self._wishes.block_style:
            options = options.set("style", self._wishes.block_style)
        try:
            written = write_blocks("\n" * above + text, self._library, name, options, force=True)
        except ReadmeError as error:
            self.findings += error.diagnostics
            return text
        return as_python_markdown(written[above:])

    def plain(self, title: str) -> str:
        """Return a title with the text of its citations, when pages are written."""
        return self._as_text(title).strip()

    def finish(self, output: str) -> str:
        """Return a page as it is published.

        What was converted after pages were written, as the excerpts of a blog are, has the text of the citations that
        are written like its own.
        """
        return self._as_text(settled(output, self._tokens)) if OPENING in output else output

    def _as_text(self, text: str) -> str:
        def shown(number: int) -> str:
            held = self._tokens.get(number)
            if held is None or held.kind in (Kind.REFERENCES, Kind.FULL):
                return ""
            return (
                "@"
                if held.kind is Kind.AT
                else self._plain.get(number, self._by_source.get(held.source, held.source))
            )

        return _TOKEN.sub(lambda token: html.escape(shown(number_of(token[0]))), text)

    def write(self, pages: Sequence[SitePage]) -> list[WrittenPage]:
        """Return pages with their citations and bibliographies.

        Args:
            pages: The pages, in the order in which they are read.

        Raises:
            SynbibError: The style cannot be used.
        """
        scans = [scan(page.html, self._tokens) for page in pages]
        cites = [
            Cites(
                as_found(each, self._tokens), page.uncited, Kind.FULL in _kinds(each, self._tokens)
            )
            for page, each in zip(pages, scans, strict=True)
        ]
        composed = self._composed(cites)
        listing = _Listing(pages, scans, composed, self._tokens, self._wishes)
        written: list[WrittenPage] = []
        for number, (each, (texts, at)) in enumerate(zip(scans, composed, strict=True)):
            for cite, of_it in zip(each.cites, texts.written[at], strict=True):
                text = plain_written(of_it, texts)
                self._plain[cite.number] = text
                self._by_source.setdefault(self._tokens[cite.number].source, text)
            written.append(
                WrittenPage(
                    write_page(
                        each,
                        self._tokens,
                        texts,
                        at,
                        listing.links(number),
                        listing.lists[number],
                        appended=listing.is_appended[number],
                    ),
                    listing.ids(number),
                )
            )
        self._find(pages, scans, [texts for texts, _ in composed])
        return written

    def _composed(self, cites: Sequence[Cites]) -> list[tuple[Composed, int]]:
        """Return what each page is part of, formatted, and its number in that."""
        sources = (self._library, self._style, self._locale)
        alone: list[tuple[Cites, ...]] = [(each,) for each in cites]
        if not self._wishes.of_site:
            return [(each, 0) for each in self._composer.compose_all(alone, *sources)]
        [whole, *pages] = self._composer.compose_all([tuple(cites), *alone], *sources)
        if not whole.in_notes:
            return [(whole, number) for number in range(len(cites))]
        # The notes of each page begin anew, so that none says ibid. of another's.
        return [(each._replace(references=whole.references), 0) for each in pages]

    def _find(
        self, pages: Sequence[SitePage], scans: Sequence[Scan], composed: Sequence[Composed]
    ) -> None:
        citing = (
            CitingPage(
                page.name,
                page.source,
                [self._tokens[cite.number] for cite in each.cites],
                page.uncited,
            )
            for page, each in zip(pages, scans, strict=True)
        )
        missing = undefined(citing, self._library)
        # The entries may be among what could not be read.
        problems = [*self._library.diagnostics] if missing else []
        problems += (found for texts in composed for found in texts.problems)
        self.findings += missing
        self.findings += (found for found in problems if found.severity == "error")
        self.findings = list(dict.fromkeys(self.findings))


def _kinds(page: Scan, tokens: Tokens) -> frozenset[Kind]:
    return frozenset(tokens[marker.number].kind for marker in page.markers)


class _Listing:
    """Which page lists which entries, and so where citations lead, and references back.

    Args:
        pages: The pages.
        scans: What they show.
        composed: What each page is part of, formatted, and its number in that.
        tokens: What their tokens stand for.
        wishes: How they cite.

    Attributes:
        lists: The keys of each kind of bibliography of each page.
        is_appended: Whether a page has its references at its end.
    """

    def __init__(
        self,
        pages: Sequence[SitePage],
        scans: Sequence[Scan],
        composed: Sequence[tuple[Composed, int]],
        tokens: Tokens,
        wishes: Wishes,
    ) -> None:
        self._pages = pages
        kinds = [_kinds(each, tokens) for each in scans]
        listed = [texts.listed[at] & texts.references.keys() for texts, at in composed]
        of_site = wishes.of_site and any(Kind.REFERENCES in each for each in kinds)
        if of_site:
            every = frozenset(key for keys in listed for key in keys)
            listed = [every] * len(listed)
        self.lists: list[Mapping[Kind, Collection[str]]] = [
            {Kind.REFERENCES: keys, Kind.FULL: texts.references.keys()}
            for keys, (texts, _) in zip(listed, composed, strict=True)
        ]
        self.is_appended = [
            wishes.appended
            and not of_site
            and not each & {Kind.REFERENCES, Kind.FULL}
            and bool(keys)
            for each, keys in zip(kinds, listed, strict=True)
        ]
        self._shown: list[frozenset[str]] = []
        # Key → the first page that lists it for others, too.
        self._for_all: dict[str, int] = {}
        for number, each in enumerate(kinds):
            keys = {
                *(listed[number] if Kind.REFERENCES in each or self.is_appended[number] else ())
            }
            if Kind.FULL in each:
                keys |= composed[number][0].references.keys()
            self._shown.append(frozenset(keys))
            if Kind.FULL in each or of_site:
                for key in keys:
                    self._for_all.setdefault(key, number)
        self._back: list[dict[str, list[str]]] = [{} for _ in pages]
        if wishes.backlinks:
            self._link_back(scans, composed)

    def _link_back(self, scans: Sequence[Scan], composed: Sequence[tuple[Composed, int]]) -> None:
        for number, (texts, at) in enumerate(composed):
            for cite, keys in enumerate(texts.cites[at], 1):
                for key in dict.fromkeys(keys):
                    target = self._target(number, key)
                    if target is not None:
                        address = self._address(target, number, f"#{anchor(cite)}")
                        self._back[target].setdefault(key, []).append(address)

    def _target(self, number: int, key: str) -> int | None:
        """Return the page that a citation leads to."""
        return number if key in self._shown[number] else self._for_all.get(key)

    def _address(self, of: int, other: int, target: str) -> str:
        """Return the address of a place of another page, as seen from a page."""
        if of == other:
            return target
        return _relative(self._pages[other].url, self._pages[of].url) + target

    def links(self, number: int) -> Links:
        """Return where the citations and references of a page lead."""

        def href(key: str) -> str:
            target = self._target(number, key)
            if target is None:
                return ""
            return self._address(number, target, percent_encode(reference_target(key)))

        return Links(href, lambda key: self._back[number].get(key, ()))

    def ids(self, number: int) -> frozenset[str]:
        """Return the ids of the references of a page."""
        return frozenset(reference_target(key)[1:] for key in self._shown[number])


def _relative(url: str, other: str) -> str:
    """Return the address of a page as seen from another."""
    folder = other if other.endswith("/") or not other else posixpath.dirname(other)
    relative = posixpath.relpath(f"/{url}", f"/{folder}")
    return f"{relative}/" if url.endswith("/") or not url else relative
