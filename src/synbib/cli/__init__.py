"""The command line: a module per command, each arguments in, one call, printing."""

try:
    from synbib.cli.main import main
except KeyboardInterrupt:  # Ctrl-C before there is anything that could say so
    raise SystemExit(130) from None

__all__ = ["main"]
