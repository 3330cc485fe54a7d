"""Runs the fixtures of the CSL test suite through synbib's own engine and compares the whole text.

    python tests/conformance/csl_suite.py FOLDER [--json FILE] [--only TEXT] [--interpret] [--at-least NUMBER]

The fixtures are text files of sections, ``>>==== NAME ====>>`` to ``<<==== NAME ====<<``, as the suite's README
describes them. What a fixture is called means nothing to this program.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from synbib.csl.cite import Cite
from synbib.csl.elements import Position, PositionKind
from synbib.csl.phases import Citation, Engine
from synbib.csl.run import compile_style
from synbib.csl.style import Style
from synbib.text import writer

_SECTION = re.compile(r"^>>=+ ([A-Z-]+) =+>>\s*?\n(.*?)^<<=+ \1 =+<<", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fixture:
    """One fixture: its name and its sections."""

    name: str
    sections: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Fixture:
        """Read a fixture's file."""
        text = path.read_text(encoding="utf-8-sig")
        return cls(path.stem, dict(_SECTION.findall(text)))

    def json(self, section: str) -> Any:
        """Return a section as data, ``None`` if it is not there."""
        return (
            json.loads(self.sections[section]) if self.sections.get(section, "").strip() else None
        )

    @property
    def expected(self) -> str:
        """The text that the suite expects."""
        return self.sections["RESULT"].strip()


def run(fixture: Fixture, *, generate: bool = True) -> str:
    """Return what synbib makes of a fixture."""
    style = Style.parse_unchecked(fixture.sections["CSL"].strip(), fixture.name)
    options = fixture.json("OPTIONS") or {}
    items = {
        str(item.get("id", number)): item for number, item in enumerate(fixture.json("INPUT") or [])
    }
    program = compile_style(style, options.get("locale"), generate=generate)
    abbreviations = (fixture.json("ABBREVIATIONS") or {}).get("default")
    mode = fixture.sections["MODE"].strip()
    steps = list(_documents(fixture, _in_order(Engine(program, items, abbreviations), items)))
    if mode.startswith("bibliography"):
        return _bibliography(
            fixture, program, items, abbreviations, steps, header=mode.endswith("header")
        )
    if "CITATIONS" in fixture.sections:
        return _changes(program, items, abbreviations, steps)
    engine = Engine(program, items, abbreviations)
    # Items are known in the order in which they were given, and cites outside of a document are first ones.
    known = Citation(tuple(Cite(key) for key in items))
    citations = [
        replace(citation, positions=citation.positions or (Position(),) * len(citation.cites))
        for citation in steps[-1].citations.values()
    ]
    return "\n".join(map(writer("html").inline, engine.citations([known, *citations])[1:]))


@dataclass(frozen=True)
class Step:
    """The document after a change: its citations by their ids, and the one that was changed."""

    citations: dict[str, Citation]
    changed: str = ""


def _in_order(engine: Engine, items: dict[str, Any]) -> list[str]:
    """Return the items in the order of the bibliography, in which a fixture that gives no cites has all of them cited."""
    shown = [key for key, _ in engine.bibliography([])]
    return list(dict.fromkeys([*shown, *items]))


def _documents(fixture: Fixture, cited: Sequence[str]) -> Iterator[Step]:
    """Yield the document after each change; ``cited`` are the cites of a fixture that gives none."""
    if (changes := fixture.json("CITATIONS")) is not None:
        known: dict[str, Any] = {}
        for citation, before, after in changes:
            name = citation["citationID"]
            known[name] = citation
            note = citation.get("properties", {}).get("noteIndex", 0)
            order = [*before, [name, note], *after]
            yield Step(
                {name: _citation(known[name]["citationItems"], note) for name, note in order}, name
            )
        return
    clusters = fixture.json("CITATION-ITEMS")
    if clusters is None:
        clusters = [[{"id": key} for key in cited]]
    yield Step({str(i): _citation(cites, 0) for i, cites in enumerate(clusters)})


_POSITIONS = {
    1: Position(PositionKind.SUBSEQUENT),
    2: Position(PositionKind.IBID),
    3: Position(PositionKind.IBID_WITH_LOCATOR),
}


def _citation(cites: Sequence[dict[str, Any]], note: int) -> Citation:
    return Citation(
        tuple(
            Cite(
                str(cite["id"]),
                locator=str(cite.get("locator") or ""),
                label=cite.get("label") or "page",
                prefix=cite.get("prefix") or "",
                suffix=cite.get("suffix") or "",
                suppress_author=bool(cite.get("suppress-author")),
                author_only=bool(cite.get("author-only")),
            )
            for cite in cites
        ),
        int(note or 0),
        tuple(_POSITIONS.get(cite["position"], Position()) for cite in cites)
        if any("position" in cite for cite in cites)
        else (),
    )


def _changes(program: Any, items: Any, abbreviations: Any, steps: list[Step]) -> str:
    """Return all citations, those that the last change changed marked with ``>>``."""
    engine = Engine(program, items, abbreviations)
    write = writer("html").inline

    def texts(step: Step) -> dict[str, tuple[str, object]]:
        citations = list(step.citations.values())
        rendered = map(write, engine.citations(citations, ()))
        return dict(
            zip(step.citations, zip(rendered, engine.states(citations), strict=True), strict=True)
        )

    before = texts(steps[-2]) if len(steps) > 1 else {}
    lines = []
    for i, (name, found) in enumerate(texts(steps[-1]).items()):
        same = before.get(name) == found and name != steps[-1].changed
        lines.append(f"{'..' if same else '>>'}[{i}] {found[0]}")
    return "\n".join(lines)


def _bibliography(
    fixture: Fixture,
    program: Any,
    items: Any,
    abbreviations: Any,
    steps: list[Step],
    *,
    header: bool,
) -> str:
    engine = Engine(program, items, abbreviations)
    sets = fixture.json("BIBENTRIES")
    uncited = list(sets[-1]) if sets else None
    cited = fixture.sections.get("CITATIONS") or fixture.sections.get("CITATION-ITEMS")
    citations = list(steps[-1].citations.values()) if cited else []
    if cited and uncited is None:
        uncited = []
    entries = engine.bibliography(citations, uncited)
    chosen = [
        (key, text)
        for key, text in entries
        if _is_chosen(items[key], fixture.json("BIBSECTION") or {})
    ]
    write = writer("html").inline
    body = "".join(f'  <div class="csl-entry">{write(text)}</div>\n' for _, text in chosen)
    if header:
        area = program.bibliography.area.options
        spacing = {name: int(area.get(f"{name}-spacing", 1)) for name in ("entry", "line")}
        return f"entryspacing: {spacing['entry']}\nlinespacing: {spacing['line']}" + (
            "\nhangingindent: 2" if area.get("hanging-indent") == "true" else ""
        )
    return f'<div class="csl-bib-body">\n{body}</div>'


def _is_chosen(item: dict[str, Any], section: dict[str, Any]) -> bool:
    """Whether a bibliography's section holds an item."""

    def holds(test: dict[str, str]) -> bool:
        value = item.get(test["field"])
        wanted = test.get("value", "")
        return (
            (not value and not wanted)
            or value == wanted
            or (isinstance(value, list) and wanted in value)
        )

    if "include" in section:
        return any(map(holds, section["include"]))
    if "exclude" in section:
        return not any(map(holds, section["exclude"]))
    if "select" in section and not all(map(holds, section["select"])):
        return False
    return not ("quash" in section and all(map(holds, section["quash"])))


def main(words: Sequence[str] | None = None) -> int:
    """Run the fixtures of a folder; print failures with a diff, then how many passed.

    Args:
        words: The arguments; those of the command line by default.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write the results there")
    parser.add_argument("--only", default="", help="only fixtures whose name has this in it")
    parser.add_argument("--interpret", action="store_true", help="without generated code")
    parser.add_argument(
        "--at-least", type=int, metavar="NUMBER", help="how many have to pass; all by default"
    )
    arguments = parser.parse_args(words)
    results: dict[str, dict[str, Any]] = {}
    for path in sorted(arguments.folder.glob("*.txt")):
        if arguments.only not in path.stem:
            continue
        fixture = Fixture.read(path)
        try:
            got = run(fixture, generate=not arguments.interpret).strip()
        except Exception as error:  # a fixture that raises has failed; the rest still runs
            got = f"{type(error).__name__}: {error}"
            if arguments.only:
                raise
        passed = got == fixture.expected
        results[fixture.name] = {"passed": passed, "got": got, "expected": fixture.expected}
        if not passed:
            print(f"--- {fixture.name}")
            diff = difflib.unified_diff(
                fixture.expected.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=1
            )
            print("\n".join(list(diff)[2:]))
    failed = sum(not result["passed"] for result in results.values())
    if arguments.json:
        arguments.json.write_text(
            json.dumps(results, indent=2, ensure_ascii=False), encoding="utf-8"
        )
    print(f"{len(results) - failed} passed, {failed} failed")
    least = len(results) if arguments.at_least is None else arguments.at_least
    return 0 if results and len(results) - failed >= least else 1


if __name__ == "__main__":
    sys.exit(main())
