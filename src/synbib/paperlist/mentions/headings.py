"""The headings of a list: which are open at a place, and which of them are groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.library.groups import sound_name
from synbib.paperlist.mentions.facts import is_published
from synbib.paperlist.mentions.titles import clean_heading
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.where import venue_of
from synbib.paperlist.source.blocks import FOLD, Heading

__all__ = [
    "Headings",
    "Path",
    "is_aside",
    "is_called",
    "presented_of_path",
    "venue_of_path",
    "year_of",
]

# The texts of the headings above a place, the outermost first.
Path = tuple[str, ...]

# Headings under which papers are mentioned, not listed.
_ASIDE: Final = lazily.pattern(
    r"""
    \b (?: news | updates? | what'?s\ new | change\ ?log | announcements? | citations? | citing | cite | contribut\w+
         | acknowledge?ments? | contact | licen[cs]e | star\ history | to-?do | how\ to | roadmap ) \b
    | 更新 | 新闻 | 引用 | 致谢 | 贡献
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Headings which some put above the whole of the list: then what stands below the headings within is listed.
_CONTENTS: Final = lazily.pattern(r"\bcontents\b|目录", re.IGNORECASE)
# The link at the end of a heading that leads back.
_TO_TOP: Final = lazily.pattern(
    r"""
    (?<=\S) \s*
    (?: [\[(] \s* (?: back\ to\ )? (?: the\ )? (?: top | toc ) \s* [\])]
      | \b back\ to\ (?: the\ )? top
    )
    \s* $
    """,
    re.IGNORECASE | re.VERBOSE,
)

# The summary of a fold that only says that there is something in it.
_UNNAMED: Final = lazily.pattern(
    r"""
    \W* (?: (?: click | tap | press ) \b .{0,40}
        | (?: (?: show | see | read | view | load | expand | open | unfold | toggle ) \s* )?
          (?: more | all | full\ list | details? | list | expand | unfold | collapse (?:d)? )
          (?: \s+ (?: papers? | list | here | details? | \d{1,5} ) )?
        | (?: 点击 | 展开 | 查看 | 更多 | 详情 | もっと | 続き ) .{0,8}
    ) \W*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What tells a heading from one of the same name before it: "Models (2)".
_AGAIN: Final = lazily.pattern(r" \(\d+\)$")

# What is folded deeper stands under no group of its own.
_DEEPEST: Final = 32
# NeurIPS 2022 Workshops
_MOST_WORDS_OF_A_VENUE: Final = 3
_YEAR: Final = lazily.pattern(r"(?:19|20)\d\d")
# A heading that tells the year of what stands under it, such as "Papers in 2015".
_OF_YEAR: Final = lazily.pattern(
    r"""
    (?: (?: papers? | publications? | published | works? ) \s+ )?
    (?: (?: in | of | from ) \s+ )?
    (?P<year> (?:19|20)\d\d )
    (?: \s+papers? )?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def year_of(path: Path) -> int | None:
    """Return the year that the innermost of these headings tells that tells one."""
    years = (int(found["year"]) for text in _names(path) if (found := _OF_YEAR.fullmatch(text)))
    return next(years, None)


def _names(path: Path) -> Iterator[str]:
    """Yield the headings as they are written, the innermost first."""
    return (_AGAIN.sub("", text) for text in reversed(path))


@lru_cache(maxsize=256)
def venue_of_path(path: Path) -> tuple[str, int | None] | None:
    """Return the venue and the year that the innermost of these headings tells that is nothing but a venue."""
    return next((found for text in _names(path) if (found := _venue_of_heading(text))), None)


@lru_cache(maxsize=256)
def presented_of_path(path: Path) -> str:
    """Return how works were presented at the venue that headings tell, ``""`` if none says: ``ICLR 2025 Oral``."""
    heading = next(filter(_venue_of_heading, _names(path)), "")
    return split_presentation(heading)[1]


def _venue_of_heading(text: str) -> tuple[str, int | None] | None:
    short = len(split_presentation(text)[0].split()) <= _MOST_WORDS_OF_A_VENUE
    return venue_of(text) if short and is_published(text) else None


def is_called(path: Path, wanted: str) -> bool:
    """Whether a heading is the one that is asked for: by its text, or by that and those above it, joined by ``/``.

    Letter case does not count, nor the number that tells it from one of the same name before it.
    """
    ends = "/" + wanted.strip().casefold()
    return any(
        f"/{'/'.join(each)}".casefold().endswith(ends) for each in (path, tuple(_names(path))[::-1])
    )


def is_aside(path: Path) -> bool:
    """Whether papers are only mentioned under these headings: in the news, in a request to cite."""
    return any(map(_ASIDE.search, path)) or bool(path and _CONTENTS.search(path[-1]))


@lazily.dataclass(slots=True)
class Headings:
    """The headings so far.

    Attributes:
        open: Level and text of those above the place, the outermost first.
    """

    open: list[tuple[int, str]] = field(default_factory=list)
    _deeper: int = 0  # how many folds are open that stand too deep to be groups
    _levels: dict[Path, int] = field(default_factory=dict)
    # The names of the headings below, each with the last number that it was given.
    _taken: dict[Path, dict[str, int]] = field(default_factory=dict)
    _with_papers: set[Path] = field(default_factory=set)
    _with_text: set[Path] = field(default_factory=set)

    @property
    def path(self) -> Path:
        """The headings above the place."""
        return tuple(text for _, text in self.open if text)

    def take(self, heading: Heading) -> None:
        """Open a heading; those as high as it, and lower ones, end."""
        text = clean_heading(_TO_TOP.sub("", heading.text))
        if heading.level == FOLD:
            self._fold(text)
            return
        while self.open and self.open[-1][0] >= heading.level:
            if self._is_year_below(heading.level, text):
                break
            self.open.pop()
        if text:
            self._open(heading.level, self._told_apart(text))

    def _told_apart(self, text: str) -> str:
        """Return a heading's text, with a number if one before it under the same headings has that name.

        Names are the same that are one in the store, where capitals do not count in what names a group.
        """
        taken = self._taken.setdefault(self.path, {})
        name, first = text, sound_name(text).casefold()
        form = first
        while form in taken:
            taken[first] += 1
            name = f"{text} ({taken[first]})"
            form = sound_name(name).casefold()
        taken[form] = 1
        return name

    def _open(self, level: int, text: str) -> None:
        self.open.append((level, text))
        self._levels.setdefault(self.path, level)

    def _fold(self, text: str) -> None:
        """Open a fold, or, with no text, end the innermost one and the headings within it."""
        if text and len(self.open) < _DEEPEST and _UNNAMED.fullmatch(text):
            self.open.append((FOLD, ""))
        elif text and len(self.open) < _DEEPEST:
            self._open(FOLD, text)
        elif text:
            self._deeper += 1
        elif self._deeper:
            self._deeper -= 1
        else:
            folds = [i for i, (level, _) in enumerate(self.open) if level == FOLD]
            del self.open[folds[-1] if folds else len(self.open) :]

    def pass_over(self, heading: Heading) -> None:
        """Note a heading that is a paper and no group: what stood below others as low ends, a fold opens."""
        if heading.level == FOLD and len(self.open) < _DEEPEST:
            self.open.append((FOLD, ""))
            return
        if heading.level == FOLD:
            self._deeper += 1
            return
        while self.open and self.open[-1][0] >= heading.level:
            self.open.pop()

    def drop(self) -> None:
        """Forget the innermost heading, as it turned out to be a paper."""
        self._levels.pop(self.path, None)
        self.open.pop()

    def _is_year_below(self, level: int, text: str) -> bool:
        """Whether a year stands below a heading of its own level, which holds nothing but years."""
        above, name = self.open[-1]
        name = _AGAIN.sub("", name)
        return (
            above == level
            and bool(_YEAR.fullmatch(text))
            and not _YEAR.fullmatch(name)
            and self.path not in self._with_papers
        )

    def note_paper(self) -> None:
        """Note that papers stand under the open headings."""
        self._with_papers.add(self.path)

    def add(self, path: Path) -> None:
        """Note a group that is not a heading, such as a bullet above others."""
        self._levels.setdefault(path, FOLD)
        self._with_text.add(path)

    def note_text(self) -> None:
        """Note that something stands under the open headings that lists no papers."""
        self._with_text.add(self.path)

    def groups(self, listed: Iterable[Path]) -> tuple[Path, ...]:
        """Return the headings that are groups, in order: with papers, or empty beside such.

        Args:
            listed: The headings above each paper.
        """
        holding = {path[:end] for path in listed for end in range(len(path) + 1)}
        # What only text stands under is a chapter of the page, as is what holds such chapters.
        chapters = {
            path[:end] for path in self._with_text - holding for end in range(len(path) + 1)
        }
        return tuple(
            path
            for path in self._levels
            if path in holding
            or (path[:-1] in holding and path not in chapters and not is_aside(path))
            or (path not in chapters and self._is_below_empty(path, holding, chapters))
        )

    def _is_below_empty(self, path: Path, holding: set[Path], chapters: set[Path]) -> bool:
        """Whether a heading stands under empty ones that are groups themselves."""
        above = [path[:end] for end in range(1, len(path))]
        inside = [one for one in above if one not in holding]
        return (
            bool(holding)
            and bool(inside)
            and not any(one in chapters or is_aside(one) for one in inside)
        )

    def is_titled(self, groups: Iterable[Path]) -> bool:
        """Whether the one heading above all groups is the title of the page."""
        paths = list(groups)
        tops = {path[:1] for path in paths}
        return len(tops) == 1 and (len(paths) > 1 or self._levels.get(paths[0], FOLD) == 1)
