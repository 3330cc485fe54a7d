"""JSON: an entry as a list of spans, for programs that set text themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from synbib.text.display import split_margin
from synbib.text.marks import scrub
from synbib.text.runs import SHOWN, runs
from synbib.text.writers.form import BibliographyLayout, Writer

__all__ = ["WRITER"]


def _spans(marked: str) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            **{name: True for name in SHOWN if name in run.spans},
            **({"link": run.url} if run.url else {}),
        }
        for run in runs(marked)
        if run.text
    ]


def _inline(marked: str) -> str:
    return json.dumps(_spans(marked), ensure_ascii=False)


def _entry(key: str, marked: str) -> dict[str, Any]:
    label, text = split_margin(marked)
    return {"id": scrub(key), **({"label": _spans(label)} if label else {}), "spans": _spans(text)}


def _bibliography(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    written = [_entry(key, marked) for key, marked in entries]
    return json.dumps(written, ensure_ascii=False, indent=2)


WRITER: Final = Writer("json", _inline, _bibliography)
