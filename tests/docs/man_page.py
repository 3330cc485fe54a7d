"""Writes `man/synbib.1` from the commands themselves: ``.venv/bin/python tests/docs/man_page.py``, or ``make man``.

Source: man(7) of groff, of which only what mandoc has too is used.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import click

import synbib
from synbib.cli import main

PAGE = Path(__file__).parents[2] / "man/synbib.1"

_ENVIRONMENT = (
    ("SYNBIB_ALLOW_MIDDLEWARES", "the middlewares that may run, as --allow-middlewares"),
    ("SYNBIB_CACHE", "off: keep no compiled styles"),
    ("SYNBIB_INDEX", "the file of the index of works"),
    ("SYNBIB_MAILTO", "your address, which services ask for"),
    ("SYNBIB_OUTPUT_FORMAT", "text, github or json: how findings are told"),
    ("NO_COLOR", "if it is set, no colours"),
)
_FILES = (
    ("refs.bib", "the store, where no other is named"),
    ("synbib.toml", "the settings of a folder; or [tool.synbib] in pyproject.toml"),
)
_EXITS = (
    ("0", "all is well"),
    ("1", "something was found, or is stale"),
    ("2", "wrong use, or what cannot be read"),
    ("130", "interrupted"),
)


def page() -> str:
    """Return the page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    context = click.Context(main, info_name="synbib", **main.context_settings)
    yield '.\\" Made by tests/docs/man_page.py: make man.'
    yield f'.TH SYNBIB 1 "" "synbib {synbib.__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"synbib \- one BibTeX file in; lists, tables and citations out"
    yield ".SH SYNOPSIS"
    yield ".B synbib"
    yield r"[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGUMENTS\fR]"
    yield ".SH DESCRIPTION"
    yield from _paragraphs(main.help or "")
    yield ".SH OPTIONS"
    yield from _options(context, main)
    yield ".SH COMMANDS"
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield from _command(click.Context(command, context, info_name=name), command)
    for title, rows in (
        ("FILES", _FILES),
        ("ENVIRONMENT", _ENVIRONMENT),
        ("EXIT STATUS", _EXITS),
    ):
        yield f".SH {title}"
        for term, meaning in rows:
            yield from (".TP", f".B {_text(term)}", f"{_text(meaning)}.")
    yield ".SH SEE ALSO"
    yield ".BR bibtex (1),"
    yield ".BR biber (1),"
    yield ".BR pandoc (1)"
    yield ".PP"
    yield "The documentation: https://github.com/synbib/synbib/tree/main/docs"


def _command(context: click.Context, command: click.Command) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f'.SS "synbib {context.info_name} {_text(usage)}"'
    yield from _paragraphs(command.help or "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from (".TP", f".B {_text(name)}")
            yield _text(below.get_short_help_str(limit=200))
    yield from _options(context, command)
    examples = [line.strip() for line in (command.epilog or "").splitlines()[1:]]
    examples = [line.removeprefix("Examples:").strip() for line in examples]
    if any(examples):
        yield from (".PP", "Examples:", ".PP", ".RS", ".nf")
        yield from (_text(line) for line in examples if line)
        yield from (".fi", ".RE")


def _options(context: click.Context, command: click.Command) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        about_help = command is not main and "--help" in parameter.opts
        if record is None or about_help or isinstance(parameter, click.Argument):
            continue
        term, meaning = record
        yield from (".TP", f"\\fB{_text(term)}\\fR", _text(meaning) or r"\&")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield ".PP"
        yield _text(" ".join(paragraph.replace("\b", "").split()))


def _text(text: str) -> str:
    """Return a line of text as it is shown: no mark of it is a request."""
    escaped = " ".join(text.split()) if "\n" in text else text
    escaped = escaped.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    return rf"\&{escaped}" if escaped[:1] in {".", "'"} else escaped


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
