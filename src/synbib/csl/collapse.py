"""Citations put together: cites grouped by author, numbers and years collapsed.

Source: CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from synbib.csl.cite import Cite

__all__ = ["Collapsing", "RenderedCite", "join_cites"]


@dataclass(frozen=True, slots=True)
class Collapsing:
    """The attributes of ``cs:citation`` that say how cites are put together.

    Attributes:
        delimiter: Between cites: the layout's.
        collapse: ``citation-number``, ``year``, ``year-suffix``, ``year-suffix-ranged`` or ``""``.
        group_delimiter: Between cites with the same names where the style says so, else ``None``.
        collapsed_delimiter: Between a cite and one behind it that leaves the names out.
        year_suffix_delimiter: Between year suffixes.
        after_collapse_delimiter: Between groups where the style says so, else ``None``.
        regroup: Whether cites with the same names are brought together.
    """

    delimiter: str
    collapse: str
    group_delimiter: str | None
    collapsed_delimiter: str
    year_suffix_delimiter: str
    after_collapse_delimiter: str | None
    regroup: bool

    @classmethod
    def of(
        cls, attributes: Mapping[str, str], delimiter: str, *, in_text: bool, is_sorted: bool
    ) -> Collapsing:
        """Return what the attributes of a citation element ask for.

        Args:
            attributes: The element's attributes.
            delimiter: The layout's delimiter.
            in_text: Whether the style's class is ``in-text``.
            is_sorted: Whether cites are sorted; only then their order is not the author's.
        """
        collapse = attributes.get("collapse", "")
        group = attributes.get("cite-group-delimiter")
        after = attributes.get("after-collapse-delimiter")
        if after is not None:
            collapsed = delimiter
        elif group is not None:
            collapsed = group
        else:
            collapsed = ", " if in_text else delimiter
        return cls(
            delimiter,
            collapse,
            group,
            collapsed,
            attributes.get("year-suffix-delimiter", delimiter if group is None else group),
            after,
            is_sorted and (group is not None or (in_text and collapse.startswith("year"))),
        )

    @property
    def groups(self) -> bool:
        """Whether cites with the same names are put together."""
        return self.group_delimiter is not None or self.collapse.startswith("year")


@dataclass(slots=True)
class RenderedCite:
    """One cite as it reads on its own.

    Attributes:
        cite: What was asked for.
        text: Marked text, without the cite's prefix and suffix.
        names: Its first names, by which it is grouped.
        number: Its citation number, where that is all that it shows besides affixes, else 0.
        year_suffix: The number of its year suffix, or 0.
    """

    cite: Cite
    text: str
    names: str
    number: int = 0
    year_suffix: int = 0


Again = Callable[[RenderedCite, bool, bool], str]
"""Renders a cite again: without its names; with nothing but the year suffix for its year."""


def join_cites(cites: Sequence[RenderedCite], options: Collapsing, again: Again) -> str:
    """Return the cites of a citation as one text, each with its prefix and suffix."""
    if options.collapse == "citation-number":
        return _numbers(cites, options)
    if not options.groups:
        return _delimited(cites, options.delimiter)
    out = ""
    before: list[RenderedCite] = []
    for group in _grouped(cites, regroup=options.regroup):
        if before:
            out += _delimiter(before[-1], _between(before, options), group[0])
        out += _group(group, options, again)
        before = group
    return out


def _delimited(cites: Sequence[RenderedCite], delimiter: str) -> str:
    """Return whole cites, with delimiters where they bring no punctuation of their own."""
    out = ""
    for i, cite in enumerate(cites):
        if i:
            out += _delimiter(cites[i - 1], delimiter, cite)
        out += _whole(cite, cite.text)
    return out


def _delimiter(before: RenderedCite, delimiter: str, cite: RenderedCite) -> str:
    if cite.cite.prefix.startswith(_PUNCTUATION):
        return ""
    return " " if before.cite.suffix.endswith(_PUNCTUATION) else delimiter


_PUNCTUATION = (",", ";", ":", ".")


def _between(before: Sequence[RenderedCite], options: Collapsing) -> str:
    """Return the delimiter behind a group."""
    after = options.after_collapse_delimiter
    collapsed = len(before) > 1
    if after is not None and (
        before[-1].cite.locator or collapsed or options.collapse != "year-suffix"
    ):
        return after
    return options.delimiter


def _whole(cite: RenderedCite, text: str) -> str:
    return f"{cite.cite.prefix}{text}{cite.cite.suffix}"


def _grouped(cites: Sequence[RenderedCite], *, regroup: bool) -> list[list[RenderedCite]]:
    """Return cites with the same names that follow each other, or all of them at the place of the first."""
    if regroup:
        by_names: dict[str, list[RenderedCite]] = {}
        for cite in cites:
            by_names.setdefault(cite.names, []).append(cite)
        return list(by_names.values())
    return [list(group) for _, group in groupby(cites, key=lambda cite: cite.names)]


def _group(group: list[RenderedCite], options: Collapsing, again: Again) -> str:
    """Return the cites of the same names as one text."""
    if not options.collapse.startswith("year"):
        delimiter = (
            options.delimiter if options.group_delimiter is None else options.group_delimiter
        )
        return _delimited(group, delimiter)
    out = _whole(group[0], group[0].text)
    i = 1
    while i < len(group):
        run = _same_year(group, i - 1, options, again)
        if run:
            out += _suffixes(group, i - 1, run, options, again)
            i += run
            continue
        cite = group[i]
        # Behind a locator a comma would look like another one.
        located = group[i - 1].cite.locator and options.after_collapse_delimiter
        out += _delimiter(group[i - 1], located or options.collapsed_delimiter, cite)
        out += _whole(cite, again(cite, True, False) or cite.text)
        i += 1
    return out


def _same_year(group: list[RenderedCite], at: int, options: Collapsing, again: Again) -> int:
    """Return how many cites behind ``at`` differ from it in the year suffix alone."""
    if options.collapse == "year" or not group[at].year_suffix:
        return 0
    run = 0
    year = _year(group[at], again)
    while (
        at + run + 1 < len(group)
        and (following := group[at + run + 1]).year_suffix
        and not following.cite.prefix
        and not following.cite.locator
        and not group[at + run].cite.locator
        and not group[at + run].cite.suffix
        and _year(following, again) == year
    ):
        run += 1
    return run


def _year(cite: RenderedCite, again: Again) -> str:
    """Return a cite without its names and its year suffix."""
    return again(RenderedCite(cite.cite, "", "", 0, 0), True, False)


def _suffixes(
    group: list[RenderedCite], at: int, run: int, options: Collapsing, again: Again
) -> str:
    """Return the year suffixes of the cites behind ``at``, in ranges where the style wants them."""
    out = ""
    i = 1
    while i <= run:
        last = i
        if options.collapse == "year-suffix-ranged":
            while (
                last < run and group[at + last + 1].year_suffix == group[at + last].year_suffix + 1
            ):
                last += 1
            starts = group[at + i - 1].year_suffix + 1 == group[at + i].year_suffix
            if starts and last >= i + (0 if i == 1 else 1) and last - i + 2 >= 3 and i == 1:
                out += "–" + _whole(group[at + last], again(group[at + last], True, True))
                i = last + 1
                continue
            if last - i >= 2:
                first = _whole(group[at + i], again(group[at + i], True, True))
                final = _whole(group[at + last], again(group[at + last], True, True))
                out += f"{options.year_suffix_delimiter}{first}–{final}"
                i = last + 1
                continue
        out += options.year_suffix_delimiter + _whole(
            group[at + i], again(group[at + i], True, True)
        )
        i += 1
    return out


def _numbers(cites: Sequence[RenderedCite], options: Collapsing) -> str:
    """Return citation numbers, three and more that follow each other as a range."""
    out = ""
    i = 0
    while i < len(cites):
        last = i
        while (
            last + 1 < len(cites)
            and cites[last].number
            and cites[last + 1].number == cites[last].number + 1
            and _is_bare(cites[last])
            and _is_bare(cites[last + 1])
        ):
            last += 1
        collapsed = last - i >= 2
        if collapsed:
            out += f"{_whole(cites[i], cites[i].text)}–{_whole(cites[last], cites[last].text)}"
        else:
            last = i
            out += _whole(cites[i], cites[i].text)
        i = last + 1
        if i < len(cites):
            behind = options.after_collapse_delimiter if collapsed else None
            out += options.delimiter if behind is None else behind
    return out


def _is_bare(cite: RenderedCite) -> bool:
    return not (cite.cite.prefix or cite.cite.suffix or cite.cite.locator)
