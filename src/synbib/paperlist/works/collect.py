"""Mentions of papers → works: what a list says of one paper in several places, put together.

Mentions are of one work when they share an identifier and their titles are alike, or when they share a title that
tells and nothing contradicts (`synbib.paperlist.works.alike`). Buckets and union-find: the time grows with
the number of mentions, also where all have one title or one link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from synbib.errors import Diagnostic
from synbib.library.features import Union
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.works.alike import Marks, contradict, identifiers, same_title
from synbib.paperlist.works.unite import differences, unite
from synbib.text.folding import letters

__all__ = ["Collected", "Work", "collect"]

# What mentions with one title are compared with at most: more papers of one title there are not.
_MOST_NAMESAKES: Final = 8
_LABELS: Final = {
    "arxiv": "arXiv number",
    "doi": "DOI",
    "anthology": "ACL Anthology id",
    "openreview": "OpenReview id",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One paper of a list.

    Attributes:
        paper: What the list says of it, from all its mentions.
        groups: The paths of the groups that it stands in, in the order of the list.
        mentions: The places where it stands.
    """

    paper: Mention
    groups: tuple[tuple[str, ...], ...]
    mentions: tuple[Mention, ...]

    @property
    def marks(self) -> Marks:
        """What the paper is recognised by."""
        return _marks(self.paper)


@dataclass(frozen=True, slots=True)
class Collected:
    """The papers of a list.

    Attributes:
        works: Each once, in the order of their first mention.
        findings: Where the list contradicts itself, in the order of its lines.
    """

    works: tuple[Work, ...]
    findings: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Findings:
    """Diagnostics under way."""

    name: str
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(self.name, line, 0, code, message, hint, "warning"))


def collect(papers: Sequence[Mention], name: str = "README.md") -> Collected:
    """Return the works that a list mentions.

    Args:
        papers: Its mentions, in order.
        name: The list's name in what is reported.
    """
    findings = _Findings(name)
    marks = list(map(_marks, papers))
    same = Union()
    denied = _join_by_identifier(papers, marks, same, findings)
    for number, schemes in denied.items():
        kept = {s: i for s, i in marks[number].identifiers.items() if s not in schemes}
        marks[number] = replace(marks[number], identifiers=kept)
    _join_by_title(papers, marks, same, findings)
    clusters: dict[str, list[int]] = {}
    for number in range(len(papers)):
        clusters.setdefault(same.root(str(number)), []).append(number)
    works = []
    for numbers in clusters.values():
        mentions = [replace(papers[n], identifiers=marks[n].identifiers) for n in numbers]
        groups = tuple(dict.fromkeys(mention.groups for mention in mentions))
        work = Work(unite(mentions), groups, tuple(mentions))
        works.append(work)
        for found in differences(mentions, work.paper):
            findings.add(*found)
    _report_short_forms(works, findings)
    return Collected(tuple(works), tuple(sorted(findings.found)))


def _marks(paper: Mention) -> Marks:
    author = paper.authors[0] if paper.authors else ""
    return Marks(paper.title, identifiers(paper.identifiers), author, paper.year)


# --- which mentions are one work --------------------------------------------------------------------------


def _join_by_identifier(
    papers: Sequence[Mention], marks: Sequence[Marks], same: Union, findings: _Findings
) -> dict[int, set[str]]:
    """Join mentions with one identifier; return those under whose title it cannot be right, with its scheme."""
    sharing: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(marks):
        for mark in one.identifiers.items():
            sharing.setdefault(mark, []).append(number)
    denied: dict[int, set[str]] = {}
    for (scheme, identifier), numbers in sharing.items():
        owner = _owner(marks, numbers)
        for number in numbers:
            if same_title(marks[owner], marks[number]):
                same.join(str(owner), str(number), scheme)
                continue
            denied.setdefault(number, set()).add(scheme)
            first, second = sorted((owner, number))
            findings.add(
                papers[second].line,
                "shared-link",
                f"the same link ({_LABELS.get(scheme, scheme)} {identifier}) stands under two titles: "
                f"'{marks[second].title}' here, '{marks[first].title}' in line {papers[first].line}",
                "correct the link under one of them",
            )
    return denied


def _owner(marks: Sequence[Marks], numbers: Sequence[int]) -> int:
    """Return the mention under whose title an identifier is taken to be right.

    A title goes before a mere name, then what most mentions have, then what is first.
    """
    count: dict[str, int] = {}
    for number in numbers:
        count[marks[number].letters] = count.get(marks[number].letters, 0) + 1
    return max(
        numbers,
        key=lambda number: (not marks[number].is_name, count[marks[number].letters]),
    )


def _join_by_title(
    papers: Sequence[Mention], marks: Sequence[Marks], same: Union, findings: _Findings
) -> None:
    namesakes: dict[str, list[int]] = {}
    for number, one in enumerate(marks):
        if not one.is_telling:
            continue
        others = namesakes.setdefault(one.letters, [])
        against = ""
        for other in others:
            why = contradict(marks[other], one)
            if not why or same.root(str(other)) == same.root(str(number)):
                same.join(str(other), str(number), "title")
                break
            against = against or why
        else:
            if others:
                what = "first author" if against == "author" else _LABELS.get(against, against)
                findings.add(
                    papers[number].line,
                    "same-title",
                    f"'{one.title}' stands in line {papers[others[0]].line} with another {what}, and is taken for "
                    "another paper",
                    "correct one of them if it is the same",
                )
        if len(others) < _MOST_NAMESAKES:
            others.append(number)


def _report_short_forms(works: Sequence[Work], findings: _Findings) -> None:
    """Report titles that are another's up to the colon: likely the same paper."""
    whole = {letters(work.paper.title): work for work in works}
    for work in works:
        head, colon, _ = work.paper.title.partition(":")
        short = whole.get(letters(head)) if colon else None
        if short is None or short is work:
            continue
        ours, theirs = (identifiers(each.paper.identifiers) for each in (work, short))
        if not any(ours[scheme] != theirs[scheme] for scheme in ours.keys() & theirs.keys()):
            findings.add(
                max(work.paper.line, short.paper.line),
                "likely-same",
                f"'{short.paper.title}' (line {short.paper.line}) and '{work.paper.title}' "
                f"(line {work.paper.line}) may be the same paper",
                "write the same title, or the same link, in both places if it is",
            )
