"""The command line: a module per command, each arguments in, one call, printing."""

import gc

# What a command makes, from its modules to the entries of the store, stays until its end: the collector looks for what
# does not after a hundred thousand new objects, not after seven hundred.
gc.set_threshold(100_000)

try:
    from synbib.cli.main import main
except KeyboardInterrupt:  # Ctrl-C before there is anything that could say so
    raise SystemExit(130) from None

__all__ = ["main"]
