"""The ``synbib`` command: finds its subcommands by name and turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import io
import keyword
import os
import sys
from collections.abc import Mapping
from typing import Any, Final

import click

import synbib
from synbib.cli import ending, middlewares, printing, progress, reports
from synbib.cli.narrow import fit
from synbib.errors import SynbibError

__all__ = ["main"]

# Command → its module and one line about it. A module is imported when its command runs, so that
# `synbib --version` and `--help` start at once.
_COMMANDS: Final = {
    "init": "Set a folder up: settings, store and blocks.",
    "render": "Format the bibliography in any CSL style, or one of BibTeX's.",
    "cite": "Print the in-text citation and the reference of entries.",
    "process": "Resolve the citations of documents: [@key] in Markdown.",
    "list": "Write the reference-style list, a bullet per paper under group headings.",
    "table": "Write a Markdown table per group.",
    "recent": "Write what is new in the store as a list.",
    "sync": "Rewrite the synbib blocks of Markdown files.",
    "site": "Write the store as a site of static pages, to search and to copy from.",
    "add": "Look works up by DOI, arXiv number, title …, and put them into the store.",
    "import": "Read lists of papers, or BibTeX files, into the store.",
    "export": "Write the store, or any file of works, in another format.",
    "fmt": "Bring BibTeX files into one form.",
    "find": "Search the store.",
    "show": "Show an entry: what it says, its links, where it is cited.",
    "open": "Open the paper of an entry in the browser, or its PDF.",
    "stats": "Count the works of the store: by year, venue, author …",
    "styles": "Search the 10,844 styles, or look at one.",
    "edit": "Set fields of entries, or edit an entry in your editor.",
    "keys": "List citation keys, and rename them wherever they are named.",
    "group": "Show and change the tree of groups, and what is in them.",
    "extract": "Write the part of the store that a paper cites.",
    "verify": "Ask sources whether each work exists, and is as its entry says.",
    "upgrade": "Make preprints that were published since what was published.",
    "index": "Keep works of dumps and BibTeX files, for verify and upgrade.",
    "bulk": "Format, match, index or convert millions of works, on all cores.",
    "serve": "Answer the requests of an editor or a web service.",
    "lsp": "Be a language server, for editors.",
    "check": "Report what is wrong in the store, and works that stand twice.",
    "browse": "Look through the store on the whole terminal: search, read, copy, open.",
    "help": "Print the help of a command.",
    "doctor": "Say what is installed, where things are, and what is wrong.",
    "completion": "Have Tab complete commands, styles, keys and files.",
}


# What may keep somebody waiting, and has no bar of its own.
_LONG: Final = (
    "check", "export", "extract", "find", "fmt", "keys", "list", "process", "recent", "render", "site", "stats", "sync",
    "table",
)  # fmt: skip
# What a shell asks at a press of Tab: see `synbib.cli.shells`. The name is the one that click gives it.
_REQUEST: Final = "_SYNBIB_COMPLETE"


class _Group(click.Group):
    lines: Final[Mapping[str, str]] = _COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        # No module can be called `import`.
        suffix = "_" if keyword.iskeyword(cmd_name) else ""
        module = importlib.import_module(f"synbib.cli.{cmd_name}{suffix}")
        command = module.command
        assert isinstance(command, click.Command)
        fit(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        _write_utf8()
        if request := os.environ.get(_REQUEST):
            from synbib.cli.shells import answer

            printing.show_data(answer(request, sys.argv[1:], self).encode())
            sys.exit()

        def command() -> Any:
            return super(_Group, self).main(*args, **{**kwargs, "standalone_mode": False})

        if not standalone_mode:
            return command()
        sys.exit(ending.run(command))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with printing.telling_of_styles(), progress.busy(lambda: _at_work(ctx)):
                result = super().invoke(ctx)
        except SynbibError as error:
            reports.complain(error)
            reports.finish()
            ctx.exit(2)
        except click.exceptions.Exit:  # with findings
            reports.finish()
            raise
        except KeyboardInterrupt:
            ending.interrupted()  # click would say it in two lines
        reports.finish()
        return result


def _at_work(ctx: click.Context) -> str | None:
    """Return the command that is running, if it may take long."""
    return ctx.invoked_subcommand if ctx.invoked_subcommand in _LONG else None


def _write_utf8() -> None:
    """Results are UTF-8 wherever they go; Windows would write a pipe in a code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


@click.command(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Examples:  synbib render --style acl   ·   synbib sync README.md   ·   synbib cite KEY --copy",
)
@click.version_option(synbib.__version__, prog_name="synbib")
@middlewares.allow_option
@click.pass_context
def main(ctx: click.Context) -> None:
    """One BibTeX file in; lists, tables and citations out.

    The store is refs.bib in this folder, or the one that synbib.toml names. Without a command, the browser opens where
    there is a store, else a short tour is printed.
    """
    if ctx.invoked_subcommand is None:
        from synbib.cli import tour

        tour.begin()


fit(main)
