"""What is asked before its answer is needed, so that several services work at once and the answers come in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import Any, Protocol, TypeVar, runtime_checkable

from synbib.lookup.question import Question

__all__ = ["ask_ahead", "in_background", "started"]

_Found = TypeVar("_Found")
_NO_SCHEMES: frozenset[str] = frozenset()


@runtime_checkable
class _Preparing(Protocol):
    """A source that takes a while to answer."""

    def prepare(self, questions: Iterable[Question]) -> None:
        """Begin to ask what will be asked."""


class _Source(Protocol):
    def find(self, question: Question) -> Sequence[Any]: ...


def ask_ahead(
    sources: Iterable[_Source],
    questions: Iterable[Question],
    everywhere: Collection[str] = _NO_SCHEMES,
) -> None:
    """Let sources that take a while begin to ask what those before them do not know.

    Args:
        sources: The sources, in the order in which they are asked.
        questions: What they will be asked, in that order.
        everywhere: The schemes of what all of them are asked, though one knows it.
    """
    asked = list(sources)
    if not any(isinstance(source, _Preparing) for source in asked):
        return
    left = list(dict.fromkeys(questions))
    for source in asked:
        if isinstance(source, _Preparing):
            source.prepare(left)
        else:
            left = [each for each in left if each.scheme in everywhere or not source.find(each)]


def started(work: Callable[[], _Found]) -> Future[_Found]:
    """Begin a piece of work, and return what its result will be."""
    future: Future[_Found] = Future()
    in_background([(future, work)])
    return future


def in_background(works: Iterable[tuple[Future[_Found], Callable[[], _Found]]]) -> None:
    """Do pieces of work one after the other, and put what comes of each into its future.

    The end of the program does not wait for them.
    """
    pieces = list(works)

    def run() -> None:
        for future, work in pieces:
            try:
                found = work()
            except BaseException as error:  # noqa: BLE001 (it goes to who wants the result)
                future.set_exception(error)
            else:
                future.set_result(found)

    Thread(target=run, daemon=True).start()
