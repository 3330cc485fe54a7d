"""The ``synbib`` command: finds its subcommands by name and turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import io
import keyword
import sys
from typing import Any, Final

import click

import synbib
from synbib.cli import ending, middlewares, printing, reports
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
    "add": "Look works up by DOI, arXiv number, title …, and put them into the store.",
    "import": "Read lists of papers, or BibTeX files, into the store.",
    "export": "Write the store, or any file of works, in another format.",
    "fmt": "Bring BibTeX files into one form.",
    "find": "Search the store.",
    "extract": "Write the part of the store that a paper cites.",
    "verify": "Ask sources whether each work exists, and is as its entry says.",
    "upgrade": "Make preprints that were published since what was published.",
    "index": "Keep works of dumps and BibTeX files, for verify and upgrade.",
    "serve": "Answer the requests of an editor or a web service.",
    "lsp": "Be a language server, for editors.",
    "check": "Report what is wrong in the store, and works that stand twice.",
}


class _Group(click.Group):
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
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        _write_utf8()

        def command() -> Any:
            return super(_Group, self).main(*args, **{**kwargs, "standalone_mode": False})

        if not standalone_mode:
            return command()
        sys.exit(ending.run(command))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with printing.telling_of_styles():
                result = super().invoke(ctx)
        except SynbibError as error:
            reports.complain(error)
            reports.finish()
            ctx.exit(2)
        except click.exceptions.Exit:  # with findings
            reports.finish()
            raise
        except click.UsageError as error:  # click prints it
            message = printing.for_message(error.format_message())
            raise click.UsageError(message, error.ctx) from None
        except KeyboardInterrupt:
            ending.interrupted()  # click would say it in two lines
        reports.finish()
        return result


def _write_utf8() -> None:
    """Results are UTF-8 wherever they go; Windows would write a pipe in a code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


@click.command(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Examples:  synbib render --style acl   ·   synbib sync README.md   ·   synbib cite KEY --copy",
)
@click.version_option(synbib.__version__, prog_name="synbib")
@middlewares.allow_option
def main() -> None:
    """One BibTeX file in; lists, tables and citations out.

    The store is refs.bib in this folder, or the one that synbib.toml names.
    """
