"""Citations put together: cites grouped by author, numbers and years collapsed.

Source: CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from synbib import lazily
from synbib.csl.cite import Cite
from synbib.text.marks import is_blank

__all__ = ["Collapsing", "Part", "RenderedCite", "join_cites"]


@lazily.dataclass(frozen=True, slots=True)
class Collapsing:
    """The attributes of ``cs:citation`` that say how cites are put together.

    Attributes:
        delimiter: Between cites: the layout's.
        collapse: ``citation-number``, ``year``, ``year-suffix``, ``year-suffix-ranged`` or ``""``.
        group_delimiter: Between cites with the same names where the style says so, else ``None``.
        collapsed_delimiter: Between a cite and one after it that leaves the names out.
        year_suffix_delimiter: Between year suffixes.
        after_collapse_delimiter: Between groups where the style says so, else ``None``; numbers are not groups.
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
        if group is not None:
            collapsed = group
        elif after is not None:
            collapsed = delimiter
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


class Part(Enum):
    """What is left of a cite after one with the same names."""

    REST = "all but the names"
    YEAR = "neither the names nor the year suffix"
    SUFFIX = "the year suffix in place of the year, and no names"


@lazily.dataclass(frozen=True, slots=True)
class RenderedCite:
    """One cite as it reads on its own.

    Attributes:
        cite: What was asked for.
        text: Marked text, without the cite's prefix and suffix.
        part: Renders a part of it.
        names: Its first names, by which it is grouped, though they may not be shown.
        says_date_alone: Whether it says of its item nothing but dates, and so reads as if its names were left out.
        number: Its citation number, where that is all that it shows besides punctuation, else 0.
        year_suffix: The number of its year suffix, or 0.
    """

    cite: Cite
    text: str
    part: Callable[[Part], str]
    names: str
    says_date_alone: Callable[[], bool] = lambda: False
    number: int = 0
    year_suffix: int = 0


def join_cites(cites: Sequence[RenderedCite], options: Collapsing) -> str:
    """Return the cites of a citation as one text, each with its prefix and suffix."""
    if options.collapse == "citation-number":
        return _numbers(cites, options)
    if not options.groups:
        return _delimited(cites, options.delimiter)
    out = ""
    before: list[RenderedCite] = []
    for group in _grouped(cites, regroup=options.regroup):
        if before:
            out += _delimiter(before[-1], _between(before, group, options), group[0])
        out += _group(group, options)
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
    """Return what stands between two cites, without its punctuation where they bring their own."""
    if cite.cite.prefix.startswith(_PUNCTUATION):
        return ""
    if before.cite.suffix.endswith(_PUNCTUATION):
        _, blank, following = delimiter.partition(" ")
        return blank + following
    return delimiter


_PUNCTUATION = (",", ";", ":", ".")


def _between(
    before: Sequence[RenderedCite], group: Sequence[RenderedCite], options: Collapsing
) -> str:
    """Return the delimiter between two groups."""
    after = options.after_collapse_delimiter
    if after is None and options.collapse and group[0].says_date_alone():
        return options.collapsed_delimiter
    collapsed = len(before) > 1
    if after is not None and (
        before[-1].cite.locator or collapsed or options.collapse != "year-suffix"
    ):
        return after
    return options.delimiter


def _whole(cite: RenderedCite, text: str) -> str:
    return f"{cite.cite.prefix}{text}{cite.cite.suffix}"


def _grouped(cites: Sequence[RenderedCite], *, regroup: bool) -> list[list[RenderedCite]]:
    """Return cites with the same names that follow each other, or all of them at the place of the first.

    Cites without names are a group where the year suffix alone tells them apart.
    """
    names = [
        cite.names or (cite.part(Part.YEAR) if cite.year_suffix else i)
        for i, cite in enumerate(cites)
    ]
    by_names: dict[tuple[str | int, int], list[RenderedCite]] = {}
    run = 0
    for i, cite in enumerate(cites):
        run += not regroup and names[i] != names[i - 1]
        by_names.setdefault((names[i], run), []).append(cite)
    return list(by_names.values())


def _group(group: list[RenderedCite], options: Collapsing) -> str:
    """Return the cites of the same names as one text."""
    if not options.collapse.startswith("year"):
        delimiter = (
            options.delimiter if options.group_delimiter is None else options.group_delimiter
        )
        return _delimited(group, delimiter)
    group = [cite for i, cite in enumerate(group) if not (i and _says_nothing_new(cite))]
    out = ""
    i = 0
    while i < len(group):
        out += _collapsed(group, i, options)
        last = _range_end(group, i, options)
        if last - i >= 2:
            out += f"–{group[last].part(Part.SUFFIX)}"
            i = last
        i += 1
    return out


def _says_nothing_new(cite: RenderedCite) -> bool:
    """Whether nothing is left of a cite without its names."""
    return not (cite.cite.prefix or cite.cite.suffix) and is_blank(cite.part(Part.REST))


def _collapsed(group: list[RenderedCite], i: int, options: Collapsing) -> str:
    """Return the cite at ``i`` without what the one before it has said, after its delimiter."""
    cite = group[i]
    if not i:
        return _whole(cite, cite.text)
    before = group[i - 1]
    if _same_year(before, cite, options):
        text = cite.part(Part.SUFFIX)
        delimiter = (
            options.year_suffix_delimiter
            if _is_joined(before, cite)
            else options.collapsed_delimiter
        )
    else:
        text = cite.part(Part.REST) or cite.text
        # After a locator a comma would look like another one.
        located = before.cite.locator and options.after_collapse_delimiter
        delimiter = located or options.collapsed_delimiter
    return _delimiter(before, delimiter, cite) + _whole(cite, text)


def _range_end(group: list[RenderedCite], i: int, options: Collapsing) -> int:
    """Return the index of the last cite whose year suffix continues that of the one at ``i``, cite by cite."""
    if options.collapse != "year-suffix-ranged":
        return i
    while (
        i + 1 < len(group)
        and group[i + 1].year_suffix == group[i].year_suffix + 1
        and _is_joined(group[i], group[i + 1])
        and _same_year(group[i], group[i + 1], options)
    ):
        i += 1
    return i


def _same_year(before: RenderedCite, cite: RenderedCite, options: Collapsing) -> bool:
    """Whether a cite differs from the one before it in the year suffix alone; a locator keeps the year."""
    return (
        options.collapse != "year"
        and bool(before.year_suffix and cite.year_suffix)
        and not (before.cite.locator or cite.cite.locator)
        # Without the names, that is, and the year suffix.
        and before.part(Part.YEAR) == cite.part(Part.YEAR)
    )


def _is_joined(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether nothing of the author's own stands between two cites or after them."""
    return not (before.cite.suffix or cite.cite.prefix or cite.cite.suffix)


def _numbers(cites: Sequence[RenderedCite], options: Collapsing) -> str:
    """Return citation numbers, three and more that follow each other as a range."""
    out = ""
    i = 0
    while i < len(cites):
        if i:
            out += _delimiter(cites[i - 1], options.delimiter, cites[i])
        out += _whole(cites[i], cites[i].text)
        last = i
        while last + 1 < len(cites) and _is_next(cites[last], cites[last + 1]):
            last += 1
        if last - i >= 2:
            out += f"–{cites[last].text}"
            i = last
        i += 1
    return out


def _is_next(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether a cite is the next number and nothing else."""
    return 0 < before.number == cite.number - 1 and _is_joined(before, cite)
