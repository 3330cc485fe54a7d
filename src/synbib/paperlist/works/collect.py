"""Mentions of papers → works: what a list says of one paper in several places, put together.

Which mentions are of one work, `synbib.library.matching` tells. Here one record is made of them, and what speaks
against it, or differs, is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic
from synbib.latex.escape import escape
from synbib.library.matching import LIST, Answer, Clash, Identity, compare, gather, normalized
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.works.unite import differences, unite

__all__ = ["Collected", "Work", "collect"]

_LABELS: Final = {
    "author": "first author",
    "arxiv": "arXiv number",
    "doi": "DOI",
    "anthology": "ACL Anthology id",
    "openreview": "OpenReview id",
}


@lazily.dataclass(frozen=True, slots=True)
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


@lazily.dataclass(frozen=True, slots=True)
class Collected:
    """The papers of a list.

    Attributes:
        works: Each once, in the order of their first mention.
        findings: Where the list contradicts itself, in the order of its lines.
    """

    works: tuple[Work, ...]
    findings: tuple[Diagnostic, ...] = ()


@lazily.dataclass(slots=True)
class _Findings:
    """Diagnostics under way."""

    name: str
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(self.name, line, 0, code, message, hint))


def collect(papers: Sequence[Mention], name: str = "README.md") -> Collected:
    """Return the works that a list mentions.

    Args:
        papers: Its mentions, in order.
        name: The list's name in what is reported.
    """
    findings = _Findings(name)
    gathered = gather(list(map(_identity, papers)))
    for clash in gathered.clashes:
        _report_clash(clash, papers, findings)
    works = []
    for numbers in gathered.works:
        # What is another's is not said of this one.
        mentions = [
            lazily.replace(papers[n], identifiers=gathered.identities[n].identifiers)
            for n in numbers
        ]
        groups = tuple(dict.fromkeys(mention.groups for mention in mentions))
        work = Work(unite(mentions), groups, tuple(mentions))
        works.append(work)
        for found in differences(mentions, work.paper):
            findings.add(*found)
    _report_short_forms(works, findings)
    return Collected(tuple(works), tuple(sorted(findings.found)))


def _identity(paper: Mention) -> Identity:
    author = escape(paper.authors[0]) if paper.authors else ""
    return Identity(paper.title, normalized(paper.identifiers), author, year=paper.year)


def _report_clash(clash: Clash, papers: Sequence[Mention], findings: _Findings) -> None:
    """Report two mentions that share a link or a title and are taken for two papers."""
    verdict = clash.verdict
    if verdict.reason == "title":
        what = _LABELS.get(verdict.against, verdict.against)
        findings.add(
            papers[clash.other].line,
            "same-title",
            f"'{papers[clash.other].title}' stands in line {papers[clash.one].line} with another {what}, and is "
            "taken for another paper",
            "correct one of them if it is the same",
        )
        return
    first, second = (papers[number] for number in sorted((clash.one, clash.other)))
    identifier = normalized(second.identifiers)[verdict.reason]
    findings.add(
        second.line,
        "shared-link",
        f"the same link ({_LABELS.get(verdict.reason, verdict.reason)} {identifier}) stands under two titles: "
        f"'{second.title}' here, '{first.title}' in line {first.line}",
        "correct the link under one of them",
    )


def _report_short_forms(works: Sequence[Work], findings: _Findings) -> None:
    """Report titles that are another's up to the colon: likely the same paper."""
    identities = [_identity(work.paper) for work in works]
    whole = {one.letters: number for number, one in enumerate(identities)}
    for work, one in zip(works, identities, strict=True):
        number = whole.get(one.head) if one.head else None
        if number is None:
            continue
        short = works[number]
        if compare(one, identities[number], LIST).answer is Answer.PERHAPS:
            findings.add(
                max(work.paper.line, short.paper.line),
                "likely-same",
                f"'{short.paper.title}' (line {short.paper.line}) and '{work.paper.title}' "
                f"(line {work.paper.line}) may be the same paper",
                "write the same title, or the same link, in both places if it is",
            )
