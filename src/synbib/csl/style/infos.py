"""What styles say of themselves (CSL 1.0.2, "Info"): title, system of citation, fields, language, parent.

There are some ten thousand files. Their heads are read once, and what they say is kept in the user's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.csl import kept
from synbib.csl.style.catalogue import style_folders
from synbib.limits import LONGEST_STYLE

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["StyleInfo", "info_of", "style_infos"]

_CS: Final = "{http://purl.org/net/xbiblio/csl}"
_PIECE: Final = (
    4096  # bytes that are read of a file at once: in nearly all, the head ends in the first
)
_STEP: Final = 100  # files from one message to the next


@lazily.dataclass(frozen=True, slots=True)
class StyleInfo:
    """A style's ``cs:info``, and what its ``cs:style`` says of its language.

    Attributes:
        name: The name of its file without the ending, which it is found by.
        title: The title; mostly that of a journal.
        short_title: ``title-short``; ``""`` if it has none.
        id: Its id, a URI.
        parent: The name of the style that it is the same as, where it is dependent; else ``""``.
        format: How it cites: ``numeric``, ``author-date``, ``note``, ``label`` or ``author``; ``""`` if unknown.
        fields: For which fields of learning it is: ``medicine``; ``generic-base`` is for all.
        locale: The language tag of ``default-locale``; ``""`` if it follows the document.
        issns: The numbers of the journal, ``1476-4687``.
        templates: The ids of the styles that it was made from.
        documentation: The addresses of what it follows.
        authors: Who wrote it.
        summary: What it says of itself in a sentence or two.
        license: The address or the name of its licence.
        updated: When it was changed last, as a date.
    """

    name: str
    title: str
    short_title: str
    id: str
    parent: str
    format: str
    fields: tuple[str, ...]
    locale: str
    issns: tuple[str, ...]
    templates: tuple[str, ...]
    documentation: tuple[str, ...]
    authors: tuple[str, ...]
    summary: str
    license: str
    updated: str


def style_infos(tell: Callable[[int, int], None] = lambda _done, _all: None) -> list[StyleInfo]:
    """Return what all styles say of themselves, in the order of their names.

    Of two styles of one name, the one that the name finds counts: one of ours, an independent one.

    Args:
        tell: Is given how many files are read, and how many there are, while they are not known yet.
    """
    made_of = _stamp()
    rows = kept.kept("style infos", made_of)
    if rows is None:
        rows = [_row(each) for each in _read_all(tell)]
        kept.keep(rows, "style infos", made_of)
    return [StyleInfo(*row) for row in rows]


def _row(info: StyleInfo) -> tuple[object, ...]:
    return tuple(getattr(info, name) for name in StyleInfo.__slots__)


def _stamp() -> bytes:
    """Return what changes with the styles: an installed package when its folder does, ours with each file."""
    ours, *public = style_folders()
    files = [(path.name, *_times(path)) for path in sorted(ours.glob("*.csl"))]
    return repr((files, [(str(folder), *_times(folder)) for folder in public])).encode()


def _times(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _read_all(tell: Callable[[int, int], None]) -> Iterator[StyleInfo]:
    paths: dict[str, Path] = {}
    for folder in style_folders():
        for path in folder.glob("*.csl"):
            paths.setdefault(path.stem, path)
    for number, name in enumerate(sorted(paths)):
        if number % _STEP == 0:
            tell(number, len(paths))
        yield info_of(paths[name])
    tell(len(paths), len(paths))


def info_of(path: Path) -> StyleInfo:
    """Return what the style of one file says of itself; what it does not say is empty.

    Raises:
        OSError: It cannot be read.
    """
    from lxml import etree

    # As where the whole style is read: no other file, no connection, no entity.
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    locale = ""
    with path.open("rb") as file:
        for piece in _pieces(file.read):
            try:
                parser.feed(piece)
            except etree.XMLSyntaxError:
                break
            for event, element in parser.read_events():
                if event == "start" and element.tag == f"{_CS}style":
                    locale = element.get("default-locale", "")
                if event == "end" and element.tag == f"{_CS}info":
                    return _info(path.stem, element, locale)
    return _info(path.stem, etree.Element(f"{_CS}info"), locale)


def _pieces(read: Callable[[int], bytes]) -> Iterator[bytes]:
    for _ in repeat(None, LONGEST_STYLE // _PIECE):
        if not (piece := read(_PIECE)):
            return
        yield piece


def _info(name: str, info: etree._Element, locale: str) -> StyleInfo:
    links: dict[str, list[str]] = {}
    for link in info.iterfind(f"{_CS}link"):
        links.setdefault(link.get("rel", ""), []).append(link.get("href", ""))
    categories = list(info.iterfind(f"{_CS}category"))
    rights = info.find(f"{_CS}rights")
    licence = "" if rights is None else rights.get("license") or rights.text or ""
    return StyleInfo(
        name,
        _text(info, "title"),
        _text(info, "title-short"),
        _text(info, "id"),
        "".join(links.get("independent-parent", [])[:1]).rstrip("/").rpartition("/")[2],
        next((c.get("citation-format", "") for c in categories if c.get("citation-format")), ""),
        tuple(c.get("field", "") for c in categories if c.get("field")),
        locale,
        tuple(
            _one_line(e.text)
            for tag in ("issn", "eissn", "issnl")
            for e in info.iterfind(_CS + tag)
        ),
        tuple(links.get("template", ())),
        tuple(links.get("documentation", ())),
        tuple(_one_line(e.text) for e in info.iterfind(f"{_CS}author/{_CS}name")),
        _text(info, "summary"),
        _one_line(licence),
        _text(info, "updated").partition("T")[0],
    )


def _text(info: etree._Element, tag: str) -> str:
    return _one_line(info.findtext(_CS + tag))


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
