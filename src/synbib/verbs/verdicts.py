"""Verdicts as programs and people read them: JSON, a table in Markdown, a page in HTML."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from synbib.choices import VerdictFormat
from synbib.diagnostics import Severity
from synbib.text import html_table, markdown, scrub
from synbib.verification import Outcome, Verdict

__all__ = ["summary", "write_verdicts"]

_PAGE: Final = """\
<!doctype html>
<meta charset="utf-8">
<title>Works that are verified</title>
<p>{summary}</p>
{table}
"""
_HEAD: Final = ("Key", "Title", "Verdict", "Evidence", "Source")


def write_verdicts(
    verdicts: Sequence[Verdict],
    format: VerdictFormat,
    severities: Mapping[Outcome, Severity | None],
) -> str:
    """Return verdicts in a format.

    Args:
        verdicts: What came of entries.
        format: ``json``, ``markdown`` or ``html``.
        severities: How much each outcome matters.
    """
    if format == "json":
        return (
            json.dumps(
                [_for_json(each, severities) for each in verdicts], ensure_ascii=False, indent=2
            )
            + "\n"
        )
    rows = [_row(each) for each in verdicts]
    if format == "html":
        table = html_table([[scrub(cell) for cell in row] for row in rows], _HEAD)
        return _PAGE.format(summary=escape(summary(verdicts)), table=table)
    return "\n".join(_markdown(rows, summary(verdicts)))


def summary(verdicts: Iterable[Verdict]) -> str:
    """Return how many entries came to which verdict, as a line."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    told = ", ".join(
        f"{counts[outcome]:,} {outcome.value}" for outcome in Outcome if counts[outcome]
    )
    number = counts.total()
    return f"{number:,} {'entry' if number == 1 else 'entries'}: {told}" if number else "no entries"


def _for_json(verdict: Verdict, severities: Mapping[Outcome, Severity | None]) -> dict[str, object]:
    entry = verdict.entry
    return {
        "file": entry.source.document.name if entry.source else None,
        "line": entry.line or None,
        "key": entry.key,
        "title": entry.title,
        "verdict": verdict.outcome.value,
        "severity": severities.get(verdict.outcome),
        "evidence": verdict.evidence,
        "source": verdict.source or None,
        "differences": [each._asdict() for each in verdict.differences],
        "record": dict(verdict.record.entry().texts) if verdict.record else None,
    }


def _row(verdict: Verdict) -> tuple[str, ...]:
    differences = "; ".join(map(str, verdict.differences))
    told = "; ".join(filter(None, (differences, verdict.evidence)))
    return verdict.entry.key, verdict.entry.title, verdict.outcome.value, told, verdict.source


def _markdown(rows: Iterable[tuple[str, ...]], told: str) -> Iterable[str]:
    yield f"{markdown.inline(told)}\n"
    yield f"| {' | '.join(_HEAD)} |"
    yield "|---" * len(_HEAD) + "|"
    for row in rows:
        yield f"| {' | '.join(markdown.cell(markdown.inline(cell)) for cell in row)} |"
    yield ""
