"""What was rendered before, so that after a change only that is rendered anew which the change concerns.

Nothing here is told what changed: it is found out, by comparing what a text rests on with what it rested on before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from synbib.csl.cite import Cite
from synbib.csl.elements import Ambiguity, Position
from synbib.csl.phases.subsequent_author import FirstNames

__all__ = ["Placed", "Reference", "Rendered", "RenderedCitations", "Watch", "remembering"]

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Placed(NamedTuple):
    """A citation's cites in order, and where they stand."""

    cites: list[Cite]
    positions: Sequence[Position]


class Rendered(NamedTuple):
    """A citation as it was rendered.

    Attributes:
        given: Its cites as they were given.
        form: How they were to be shown, besides.
        placed: The same in order, and where they stood.
        text: Its marked text.
    """

    given: tuple[Cite, ...]
    form: tuple[bool, ...]
    placed: Placed
    text: str


class RenderedCitations:
    """Citations as they were rendered, found by their cites: those that are the same object, not equal ones.

    To compare all cites of a document takes longer than all else that an edit needs. A citation that gets another note
    keeps its cites.
    """

    def __init__(self) -> None:
        self._by_cites: dict[int, Rendered] = {}

    def find(self, given: tuple[Cite, ...], form: tuple[bool, ...]) -> Rendered | None:
        """Return what was rendered of these cites in this form last, if anything was."""
        found = self._by_cites.get(id(given))
        is_it = found is not None and found.given is given and found.form == form
        return found if is_it else None

    def keep(self, rendered: Rendered) -> None:
        """Keep a citation."""
        self._by_cites[id(rendered.given)] = rendered


class Reference(NamedTuple):
    """A reference as it was rendered.

    Attributes:
        rests_on: How far its cites go, its number, and the names of the reference before, as far as they count.
        text: Its marked text.
        names: Its own first names.
    """

    rests_on: tuple[Ambiguity, int, FirstNames | None]
    text: str
    names: FirstNames


class Watch:
    """Tells which items something changed for, from one time to the next."""

    def __init__(self) -> None:
        self._before: dict[str, object] = {}

    def changed(self, now: Mapping[str, object]) -> set[str]:
        """Return the items for which there is something else now than when this was asked last.

        Args:
            now: Item → what is watched of it.
        """
        before, self._before = self._before, dict(now)
        changed = before.keys() - now.keys()
        for key, value in now.items():
            was = before.get(key)
            # Mostly it is the same object, and to compare two takes ten times as long.
            if was is not value and was != value:
                changed.add(key)
        return changed


def remembering(
    make: Callable[[str, _K], _V], remembered: dict[str, dict[_K, _V]]
) -> Callable[[str, _K], _V]:
    """Return ``make``, a function of an item and something else, so that it is called once for the same.

    Args:
        make: The function.
        remembered: Item → what it was called with, and what it returned; what is taken out is made anew.
    """

    def made(key: str, other: _K) -> _V:
        of_item = remembered.get(key)
        if of_item is None:
            of_item = remembered[key] = {}
        if other in of_item:
            return of_item[other]
        found = of_item[other] = make(key, other)
        return found

    return made
