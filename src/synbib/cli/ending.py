"""How a run ends that does not come to its end: one line and an exit code, and what was begun is taken back.

A signal becomes an exception, so that the stack unwinds and nothing temporary stays. The codes are the shells': 128 and
the number of the signal.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn

import click

from synbib.cli import printing
from synbib.cli.misuse import said_of

__all__ = ["interrupted", "run"]

# What asks a process to end; SIGINT is Python's own KeyboardInterrupt.
_ASKING: Final = ("SIGTERM", "SIGHUP")
_INTERRUPTED: Final = 128 + signal.SIGINT
_CLOSED_PIPE: Final = 1  # as click has it
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def run(command: Callable[[], object]) -> int:
    """Run a command, and return the exit code.

    Args:
        command: What to do; gives the exit code, or ``None`` for 0.
    """
    try:
        with _unwinding():
            code = command()
            # What there is goes with the process: Python need not look for cycles in it at its end.
            gc.freeze()
            # What is still held back is written here, where it can be said that it cannot.
            if sys.stdout is not None:
                sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        _say(said_of(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        interrupted()
    except OSError as error:
        # Files of the user's are written elsewhere, and their errors have names.
        if error.errno == errno.EPIPE:
            _give_up_writing()
            return _CLOSED_PIPE
        if error.errno not in _FULL:
            raise
        _give_up_writing()
        _say(f"synbib: the output cannot be written: {error.strerror}")
        return 2
    return code if isinstance(code, int) else 0


def interrupted() -> NoReturn:
    """End as Ctrl-C ends a command.

    Raises:
        SystemExit: Always.
    """
    _say("synbib: interrupted")
    sys.exit(_INTERRUPTED)


@contextlib.contextmanager
def _unwinding() -> Iterator[None]:
    """Let signals that end the process raise; those that are handled or ignored, as by ``nohup``, are left so."""
    before: dict[int, Any] = {}
    try:
        for name in _ASKING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                # ValueError: only the main thread of a process may.
                with contextlib.suppress(ValueError):
                    before[number] = signal.signal(number, _end)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _say(line: str) -> None:
    # Standard error may be as full as standard output.
    with contextlib.suppress(OSError):
        printing.tell(line)


def _give_up_writing() -> None:
    """Send what is still to be written nowhere: Python would try again at its end, and complain."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
