"""Changes the code in small ways, one at a time, and tells which changes the tests do not notice.

    python tests/mutation/mutate.py [--count 100] [--seed 1] [--package csl …] [--concerned] [--jobs 1]

Each mutant is one change of meaning in one place: a comparison turned round, ``and`` for ``or``, a constant one off, a
row left out of a table, a call left out. The tests run on a copy of the tree in a temporary folder, without the outside
test data, as in a stranger's clone: first those that concern the mutant's package, then, unless ``--concerned`` is
given, all others. A mutant is caught if a test fails or takes too long. What survives is printed as a diff.

What cannot matter is left alone: docstrings, annotations, ``__repr__``, the wording of messages, sizes of caches, and
the functions of `INDIFFERENT`.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue

REPO = Path(__file__).parents[2]
SOURCE = Path("src/synbib")

# The core packages, with their modules and the tests that concern them, the nearest first. A folder may have moved.
PACKAGES: dict[str, tuple[str, ...]] = {
    "csl": ("tests/csl", "tests/test_bibliography.py"),
    "bibtex": ("tests/bibtex", "tests/cli/test_fmt.py"),
    "model": ("tests/model", "tests/library"),
    "library": (
        "tests/library",
        "tests/readme",
        "tests/cli/test_find.py",
        "tests/cli/test_check.py",
    ),
    "readme": ("tests/readme", "tests/test_readme.py", "tests/cli/test_sync.py"),
    "paperlist": ("tests/paperlist", "tests/cli/test_import.py"),
    "text": ("tests/text", "tests/csl", "tests/readme"),
    "latex": ("tests/latex", "tests/model"),
}

# Functions that make things quicker and change nothing, or that only word what is said to a person.
INDIFFERENT = frozenset(("__repr__", "__str__", "__hash__", "_collector_resting"))
# Calls whose arguments are wording.
_WORDING = ("Error", "Problem", "Diagnostic", "Finding", "Warning")
# Tests that run for long, or on outside data; and by their names those that measure time, which a busy machine fails.
_LEFT_OUT = ("tests/csl/test_hostile.py", "tests/fuzz", "tests/mutation", "tests/conformance")
_TIMED = "not (time or seconds)"


@dataclass(frozen=True)
class Mutant:
    """One change: in ``path``, the bytes from ``start`` to ``end`` are ``text``."""

    package: str
    path: Path
    kind: str
    line: int
    start: int
    end: int
    text: str

    def applied(self, source: bytes) -> bytes:
        """Return the module with the change."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def diff(self) -> str:
        """Return the change as a diff."""
        before = (REPO / self.path).read_bytes()
        lines = difflib.unified_diff(
            before.decode().splitlines(),
            self.applied(before).decode().splitlines(),
            str(self.path),
            self.kind,
            lineterm="",
            n=1,
        )
        return "\n".join(lines)


# --- What can be changed --------------------------------------------------------------------------

_TURNED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
}
_Change = tuple[str, ast.AST, str]
"""A kind of change, the node that is replaced, and by what."""


class _Finder(ast.NodeVisitor):
    """Gathers the changes of a module."""

    def __init__(self) -> None:
        self.changes: list[_Change] = []

    def _add(self, kind: str, node: ast.AST, text: str | ast.AST) -> None:
        self.changes.append((kind, node, text if isinstance(text, str) else ast.unparse(text)))

    # What cannot matter.

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name in INDIFFERENT:
            return
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        self._body(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._body(node.body)

    def visit_Module(self, node: ast.Module) -> None:
        self._body(node.body)

    def _body(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if not is_text:
                self.visit(statement)

    def visit_Raise(self, node: ast.Raise) -> None: ...

    def visit_Assert(self, node: ast.Assert) -> None: ...

    def visit_Import(self, node: ast.Import) -> None: ...

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None: ...

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if not names & {"__all__", "__slots__"}:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self._negate(node.test)
        self.generic_visit(node)

    # What can.

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def _negate(self, test: ast.expr) -> None:
        if not isinstance(test, (ast.Compare, ast.UnaryOp)):
            self._add("condition negated", test, f"(not ({ast.unparse(test)}))")

    def visit_Compare(self, node: ast.Compare) -> None:
        for i, operator in enumerate(node.ops):
            ops = [*node.ops]
            ops[i] = _TURNED[type(operator)]
            self._add(
                "comparison",
                node,
                f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})",
            )
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self._add("and/or", node, f"({ast.unparse(ast.BoolOp(other, node.values))})")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._add("not", node, f"bool({ast.unparse(node.operand)})")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        other = {ast.Add: ast.Sub(), ast.Sub: ast.Add()}.get(type(node.op))
        numbers = [
            side
            for side in (node.left, node.right)
            if isinstance(side, ast.Constant) and isinstance(side.value, int)
        ]
        if other is not None and numbers:
            self._add(
                "plus/minus", node, f"({ast.unparse(ast.BinOp(node.left, other, node.right))})"
            )
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._add("truth value", node, str(not node.value))
        elif isinstance(node.value, int):
            self._add("constant", node, f"({node.value + 1})")
            self._add("constant", node, f"({node.value - 1})")

    def visit_Slice(self, node: ast.Slice) -> None:
        for bound in (node.lower, node.upper):
            if bound is not None:
                self._add("slice", bound, "")
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                self._add("row", _Stretch.over(key, value), "**{}")
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                self._add("text in a table", value, "''")
            elif value is not None:
                self.visit(value)

    def _listed(self, node: ast.Tuple | ast.List | ast.Set) -> None:
        for element in node.elts:
            if isinstance(element, ast.Constant) and isinstance(element.value, str):
                if isinstance(node.ctx if not isinstance(node, ast.Set) else ast.Load(), ast.Load):
                    self._add("text in a table", element, "'\\x00'")
            else:
                self.visit(element)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        self._listed(node)

    def visit_List(self, node: ast.List) -> None:
        self._listed(node)

    def visit_Set(self, node: ast.Set) -> None:
        self._listed(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self._add("call left out", node, "pass")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func)
        if name.endswith(_WORDING):
            return
        for keyword in node.keywords:
            if keyword.arg not in ("maxsize", "strict"):
                self.visit(keyword.value)
        self.visit(node.func)
        for argument in node.args:
            self.visit(argument)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._add("jump", node, "pass")
        self._add("jump", node, "break")

    def visit_Break(self, node: ast.Break) -> None:
        self._add("jump", node, "pass")


class _Stretch(ast.AST):
    """All from one node to another."""

    @classmethod
    def over(cls, first: ast.expr, last: ast.expr) -> _Stretch:
        found = cls()
        found.lineno, found.col_offset = first.lineno, first.col_offset
        found.end_lineno, found.end_col_offset = last.end_lineno, last.end_col_offset
        return found

    lineno: int
    col_offset: int
    end_lineno: int | None
    end_col_offset: int | None


def changes(source: bytes) -> Iterator[tuple[str, int, int, int, str]]:
    """Yield what can be changed in a module: the kind, the line, from where to where, and what stands there then."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    finder = _Finder()
    finder.visit(ast.parse(source))
    for kind, node, text in finder.changes:
        place: _Stretch = node  # type: ignore[assignment]
        start = starts[place.lineno - 1] + place.col_offset
        end = starts[(place.end_lineno or 1) - 1] + (place.end_col_offset or 0)
        yield kind, place.lineno, start, end, text


def mutants(package: str) -> Iterator[Mutant]:
    """Yield all that can be changed in a package."""
    for path in sorted((REPO / SOURCE / package).rglob("*.py")):
        for kind, line, start, end, text in changes(path.read_bytes()):
            yield Mutant(package, path.relative_to(REPO), kind, line, start, end, text)


def _compiles(mutant: Mutant) -> bool:
    source = mutant.applied((REPO / mutant.path).read_bytes())
    try:
        compile(source, str(mutant.path), "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def drawn(packages: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """Return a sample: a package, then a kind of change, then a place, so that large tables do not crowd out the rest."""
    chance = random.Random(seed)
    by_package: dict[str, defaultdict[str, list[Mutant]]] = {}
    for package in packages:
        by_kind = by_package[package] = defaultdict(list)
        for mutant in mutants(package):
            by_kind[mutant.kind].append(mutant)
    chosen: list[Mutant] = []
    while len(chosen) < count:
        by_kind = by_package[packages[len(chosen) % len(packages)]]
        mutant = chance.choice(by_kind[chance.choice(sorted(by_kind))])
        if mutant not in chosen and _compiles(mutant):
            chosen.append(mutant)
    return chosen


# --- Running the tests ----------------------------------------------------------------------------


def copied(folder: Path) -> Path:
    """Return a copy of the tree with what git knows and what is new, and nothing beside it."""
    tree = folder / "synbib"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPO,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (REPO / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPO / name, tree / name)
    return tree


def fails(tree: Path, tests: Sequence[str], seconds: int) -> str:
    """Return the first test that fails, ``"time"`` if they take too long, ``""`` if all pass."""
    there = [name for name in tests if (tree / name).exists()]
    left_out = [f"--ignore={name}" for name in _LEFT_OUT]
    # In the time of the processor, so that a busy machine catches no mutant; the shell has a word for it.
    limited = ["sh", "-c", 'ulimit -t "$0" && exec "$@"', str(seconds)]
    run = subprocess.run(
        [
            *limited, sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no",
            "--hypothesis-seed=0", "-o", "timeout=0", "-m", "not slow", "-k", _TIMED, *left_out, *there,
        ],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    if run.returncode < 0:
        return "time"
    if run.returncode == 0:
        return ""
    named = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return named[0] if named else run.stdout[-300:] or run.stderr[-300:]


def tested(tree: Path, mutant: Mutant, *, concerned: bool, seconds: int) -> str:
    """Return what catches a mutant, ``""`` if nothing does."""
    path = tree / mutant.path
    source = path.read_bytes()
    _write(path, mutant.applied(source))
    try:
        caught = fails(tree, PACKAGES[mutant.package], seconds)
        return caught if caught or concerned else fails(tree, ["tests"], 3 * seconds)
    finally:
        _write(path, source)


_TIMES = count(1)


def _write(path: Path, source: bytes) -> None:
    """Write a module with a time that it never had, so that no bytecode of another mutant is taken for it."""
    path.write_bytes(source)
    moment = next(_TIMES)
    os.utime(path, (moment, moment))


def main() -> int:
    """Draw mutants, test each, print what survives."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", nargs="+", choices=PACKAGES, default=list(PACKAGES))
    parser.add_argument("--concerned", action="store_true", help="only the package's own tests")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--seconds", type=int, default=90, help="of the processor, after which a run is cut off"
    )
    parser.add_argument("--list", action="store_true", help="show the mutants, and test none")
    parser.add_argument("--number", type=int, nargs="+", help="only these of the sample")
    arguments = parser.parse_args()
    chosen = drawn(arguments.package, arguments.count, arguments.seed)
    if arguments.number:
        chosen = [chosen[number - 1] for number in arguments.number]
    if arguments.list:
        print("\n\n".join(mutant.diff() for mutant in chosen))
        return 0
    survivors: list[Mutant] = []
    with tempfile.TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(arguments.jobs):
            trees.put(copied(Path(folder) / str(number)))

        def test(mutant: Mutant) -> tuple[Mutant, str, float]:
            tree = trees.get()
            started = time.monotonic()
            try:
                caught = tested(
                    tree, mutant, concerned=arguments.concerned, seconds=arguments.seconds
                )
            finally:
                trees.put(tree)
            return mutant, caught, time.monotonic() - started

        with ThreadPoolExecutor(arguments.jobs) as pool:
            for number, (mutant, caught, took) in enumerate(pool.map(test, chosen), 1):
                where = f"{mutant.path}:{mutant.line}: {mutant.kind}"
                print(f"{number:3} {took:4.0f} s  {where}: {caught or 'SURVIVED'}", flush=True)
                if not caught:
                    survivors.append(mutant)
                    print(mutant.diff(), flush=True)
    share = 100 * (len(chosen) - len(survivors)) / len(chosen)
    print(f"\n{len(chosen) - len(survivors)} of {len(chosen)} caught ({share:.0f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
