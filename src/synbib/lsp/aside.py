"""Work that takes long, beside the requests: of short texts in a thread, of long ones in a process of its own.

Two threads of Python take turns, and a step of one may be as long as a person notices. So what reads a store of
thousands of entries runs in another process; it is started when it is first needed.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import active_children, connection, get_context, parent_process
from typing import Any, Final

__all__ = ["Aside"]

# Characters of a text that is checked in a few hundredths of a second.
_SHORT: Final = 100_000


class Aside:
    """What runs beside the requests, one thing at a time: of what is waiting, only the last state matters."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "aside")
        self._process: Executor | None = None

    async def run(self, length: int, do: Callable[..., Any], *given: Any) -> Any:
        """Return what a function returns.

        Args:
            length: The length of the text that it reads, in characters.
            do: A function of a module.
            given: Its arguments, which another process can be given.
        """
        loop = asyncio.get_running_loop()
        if length < _SHORT:
            return await loop.run_in_executor(self._thread, do, *given)
        if self._process is None:
            # No copy of this process, which has threads.
            self._process = ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepared)
        try:
            return await loop.run_in_executor(self._process, do, *given)
        except BrokenExecutor:  # somebody has ended it, or it took all memory
            self._process = None
            return await loop.run_in_executor(self._thread, do, *given)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._process is not None:
            self._process.shutdown(wait=False, cancel_futures=True)
            for child in active_children():
                child.terminate()


def _prepared() -> None:
    """Let this process end with the one that it works for."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(0)
