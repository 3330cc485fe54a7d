"""What a document cites, whatever it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from synbib import lazily
from synbib.documents.definitions import Command

__all__ = ["CitedKey", "Citing"]


class CitedKey(NamedTuple):
    """A citation key in a document.

    Attributes:
        key: The key, as it is written there.
        start: Where it begins in the text, in characters.
        end: Where it ends.
    """

    key: str
    start: int
    end: int


@lazily.dataclass(frozen=True, slots=True)
class Citing:
    r"""What one file cites.

    Attributes:
        keys: The keys in order, each as often as it is cited.
        everything: Whether it asks for all entries, as ``\nocite{*}`` does.
        includes: The files that it takes in, as they are written: ``chapters/one``.
        commands: Name → what it takes, of the commands that it defines and that cite.
    """

    keys: tuple[CitedKey, ...] = ()
    everything: bool = False
    includes: tuple[str, ...] = ()
    commands: Mapping[str, Command] = field(default_factory=dict)
