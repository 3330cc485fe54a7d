"""The command line: a module per command, each arguments in, one call, printing."""

from synbib.cli.main import main

__all__ = ["main"]
