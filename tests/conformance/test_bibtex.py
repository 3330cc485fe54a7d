"""What we read is what BibTeX reads: `fields.bst` prints what the C program made of a file, over real files.

Compared are the files that BibTeX reads without an error: keys, types, fields with their macros, and the parts of
the names. BibTeX compresses white space, so that is done to both. Where we differ on purpose, a `Reason` says so.

Without BibTeX these tests skip; with SYNBIB_REQUIRE_TEX=1, as in CI, they fail instead.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from synbib.bibtex import Document
from synbib.latex import compose
from synbib.library import Library, read_text
from synbib.model import parse_name, split_names

REPO = Path(__file__).parents[2]
STYLE = REPO / "tests" / "conformance" / "fields.bst"
FILES = sorted((REPO.parent / "shared" / "bib" / "wild").glob("*.bib"))

NAMES = ("author", "editor")
# What BibTeX's arrays hold is set in texmf.cnf, or here.
LIMITS = {"max_strings": "1000000", "hash_size": "1000000", "ent_str_size": "20000"}


@dataclass
class Told:
    """One entry as BibTeX tells it."""

    key: str
    type: str
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)


@dataclass
class Read:
    """What BibTeX made of a file."""

    entries: list[Told]
    errors: list[str]
    """Errors of reading; what it says of a name while it is printed is none."""


@pytest.fixture(scope="module", autouse=True)
def program(tex: None) -> None:
    """BibTeX."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: what is not a UTF-8 is read as Latin-1, byte for byte."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def style(text: str) -> str:
    """`fields.bst` for the fields and types that occur in a file."""
    entries = list(Document.parse(text).entries)
    # `crossref` is BibTeX's own; what it takes for an error in a file is not a name in a style.
    fields = {name.lower() for entry in entries for name, _ in entry.pairs} - {"crossref"}
    fields = {name for name in fields if not name[0].isdigit()} | set(NAMES)
    types = {entry.type.lower() for entry in entries} - fields - {"crossref"}
    show = "\n".join(
        f'  {name} missing$ {{ }} {{ "F {name}=" {name} * synbib.print }} if$'
        for name in (*sorted(fields), "crossref")
    )
    names = "\n".join(
        f'  {name} missing$ {{ }} {{ {name} "{name}" synbib.print.names }} if$' for name in NAMES
    )
    template = re.sub("^%.*\n", "", STYLE.read_text("utf-8"), flags=re.MULTILINE)
    return (
        template.replace("SHOW-FIELDS", f"{show}\n{names}")
        .replace("FIELDS", "\n".join(sorted(fields)))
        .replace("TYPES", "\n".join(f"FUNCTION {{{name}}} {{ }}" for name in sorted(types)))
    )


def run_bibtex(data: bytes, folder: Path) -> Read:
    """Run BibTeX over a file."""
    text, encoding = decoded(data)
    folder.joinpath("refs.bib").write_bytes(data)
    folder.joinpath("fields.bst").write_bytes(style(text).encode(encoding, "replace"))
    folder.joinpath("refs.aux").write_text(
        "\\citation{*}\n\\bibdata{refs}\n\\bibstyle{fields}\n", "ascii"
    )
    subprocess.run(
        ["bibtex", "-min-crossrefs=99999", "refs"],
        cwd=folder,
        env={**os.environ, **LIMITS},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=600,
        check=False,
    )
    log = folder.joinpath("refs.blg").read_text(encoding, errors="replace")
    errors = re.findall(r"^(?!Warning--)(.*---line \d+ of file refs\.bib.*)", log, re.MULTILINE)
    errors += re.findall(r"^(Sorry---.*|.*Aborting.*|.*fatal.*)", log, re.MULTILINE)
    bbl = folder / "refs.bbl"
    lines = bbl.read_bytes().decode(encoding) if bbl.exists() else ""
    return Read(list(told(lines)), errors)


def told(lines: str) -> Iterator[Told]:
    """Yield the entries of BibTeX's output, whose long lines are put together again."""
    entry = Told("", "")
    for record in filter(None, lines.replace("\n  ", " ").split("\n")):
        kind, rest = record[0], record[1:].removeprefix(" ").removesuffix("|")
        if kind == "@":
            if entry.key:
                yield entry
            key, _, type_ = rest.rpartition(" ")
            entry = Told(key, type_)
        elif kind == "F":
            name, _, value = rest.partition("=")
            entry.fields[name] = value
        else:
            name, _, parts = rest.partition(" ")
            entry.names.setdefault(name, []).append(tuple(parts.replace("~", " ").split("|")))
    if entry.key:
        yield entry


def compressed(value: str) -> str:
    """A value as BibTeX keeps it: one blank for each stretch of them, none at the ends."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ")


UNDEFINED = "a name that no @string defines stands for itself, to BibTeX for nothing"
NO_PARENT = "a crossref to an entry that is not there stays, BibTeX deletes it"
HYPHEN = "a hyphen ends no word, so that Ken-ichi is one; to BibTeX `ichi` is a von"
COMMAS = "after a third comma BibTeX joins the words with whatever separator comes to hand"
NOBODY = "between `and` and `and` stands no name; BibTeX counts one"
LETTERS = (
    "a control sequence outside braces is a letter or a blank, and not a comma, a tie or a particle"
)
EXTENDED = "BibTeX does not know biblatex's extended names"
FAMILY_FIRST = "a name in East Asian script without a comma begins with the family name"
CLASH = "a style cannot declare a name both as a field and as a type, so BibTeX cannot tell it"


def differences(read: Read, library: Library) -> Iterator[tuple[str, str]]:
    """Yield what differs, with the reason where there is one, else ``""``."""
    if list(library) != [entry.key for entry in read.entries]:
        yield "", f"keys: {set(library) ^ {entry.key for entry in read.entries}}"
        return
    own = {
        entry.key: {name.lower() for name, _ in entry.pairs} for entry in library.document.entries
    }
    said = "\n".join(d.message for d in library.diagnostics if d.code == "undefined-macro")
    undefined = re.findall("^'(.*?)'", said, re.MULTILINE)
    for entry in read.entries:
        ours = library[entry.key]
        if ours.type != entry.type:
            clash = not entry.type and any(ours.type in names for names in own.values())
            yield CLASH * clash, f"{entry.key}: type {entry.type!r} but {ours.type!r}"
        names = own[entry.key]
        if "crossref" not in names and set(entry.fields) != names:
            yield "", f"{entry.key}: fields {set(entry.fields) ^ names}"
        # With a crossref BibTeX tells the inherited fields too.
        for name in sorted(names):
            bibtex, synbib = entry.fields.get(name), compressed(ours.fields[name])
            if bibtex != synbib:
                yield (
                    why(name, bibtex, synbib, library, undefined),
                    (f"{entry.key}: {name} {bibtex!r} but {synbib!r}"),
                )
        for name in sorted(names & entry.names.keys()):
            yield from other_names(ours.fields[name], entry.names[name])


def why(name: str, bibtex: str | None, synbib: str, library: Library, undefined: list[str]) -> str:
    """Return the reason for which a field differs."""
    if name == "crossref" and bibtex is None and synbib.lower() not in map(str.lower, library):
        return NO_PARENT
    if any(compressed(synbib.replace(macro, "")) == bibtex for macro in undefined):
        return UNDEFINED
    return ""


def other_names(value: str, told: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the names of a field that BibTeX reads otherwise."""
    written = split_names(value)
    if len(written) != len(told):
        empty = len(told) - len(written) == len(re.findall(r"\band +and\b", value))
        yield NOBODY * empty, f"{len(told)} but {len(written)} names in {value!r}"
        return
    for bibtex, name in zip(told, written, strict=True):
        parsed = parse_name(name)
        parts = (parsed.given, parsed.prefix, parsed.family, parsed.suffix)
        synbib = tuple(compressed(part.replace("~", " ")) for part in parts)
        # What BibTeX reads as TeX's input we read as the letters that it stands for.
        bibtex = tuple(compressed(compose(part)) for part in bibtex)
        if bibtex != synbib:
            reason = EXTENDED * name.startswith("family=")
            if sorted(words(bibtex)) == sorted(words(synbib)):
                reason = COMMAS if parsed.commas > 2 else HYPHEN * ("-" in name)
            if parsed.commas == 0 and bibtex == (parsed.family, "", parsed.given, ""):
                reason = FAMILY_FIRST * (not name.isascii())
            if "\\" in name and compose(name) != name:
                reason = LETTERS
            yield reason, f"{name!r} {bibtex} but {synbib}"


def words(parts: tuple[str, ...]) -> list[str]:
    """The words of a name, a hyphen between them as good as a blank."""
    return [*filter(None, " ".join(parts).replace("-", " ").split(" "))]


@pytest.mark.parametrize("file", FILES or [None], ids=lambda file: file.stem if file else "")
def test_a_file_that_bibtex_reads_without_error_is_read_as_bibtex_reads_it(
    file: Path | None, tmp_path: Path
) -> None:
    if file is None:
        pytest.skip("the outside test data, ../shared/bib/wild, is not there")
    data = file.read_bytes()
    read = run_bibtex(data, tmp_path)
    if read.errors:
        pytest.skip(f"BibTeX finds errors in it: {read.errors[0]}")
    library = read_text(decoded(data)[0], file.name)

    assert [found for reason, found in differences(read, library) if not reason] == []
    # What is left over after an entry is text between entries to BibTeX.
    errors = {found.code for found in library.document.diagnostics if found.severity == "error"}
    assert errors <= {"leftover"}
