"""A table of contents: nested bullets that link to the headings of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from synbib import lazily
from synbib.readme.commonmark import Heading, headings
from synbib.readme.options import Options
from synbib.text import link, markdown, strip

__all__ = ["Anchored", "anchored", "slugs", "toc"]


@lazily.dataclass(frozen=True, slots=True)
class Anchored:
    """A heading and the anchor that GitHub gives to it, unique in the file."""

    heading: Heading
    anchor: str


def anchored(text: str) -> list[Anchored]:
    """Return the headings of a Markdown file in order, each with its anchor."""
    found = [heading for heading in headings(text) if strip(heading.text)]
    return list(map(Anchored, found, slugs(strip(heading.text) for heading in found)))


def slugs(texts: Iterable[str]) -> list[str]:
    """Return the anchors of the headings with these plain texts, in the order of the file.

    Source: github-slugger 2, which is tested against GitHub: a repeated slug is numbered ``-1``, ``-2`` …, and
    numbers that another heading's slug has taken are passed over.
    """
    times: dict[str, int] = {}
    found: list[str] = []
    for text in texts:
        plain = slug = markdown.heading_slug(text)
        while slug in times:
            times[plain] += 1
            slug = f"{plain}-{times[plain]}"
        times[slug] = 0
        found.append(slug)
    return found


def toc(contents: Sequence[Anchored], options: Options | None = None) -> str:
    """Return the contents as nested bullets, without a final line break.

    A heading is a step deeper than the nearest one above it that is of a higher level, however many levels lie
    between: a jump from ``##`` to ``####`` is one step, as two would make code of it.
    """
    options = options or Options()
    lines: list[str] = []
    above: list[int] = []
    for entry in contents:
        level = entry.heading.level
        if not options.min_level <= level <= options.max_level:
            continue
        while above and above[-1] >= level:
            above.pop()
        lines.append(
            "  " * len(above) + "* " + markdown.inline(link(f"#{entry.anchor}", entry.heading.text))
        )
        above.append(level)
    return "\n".join(lines)
