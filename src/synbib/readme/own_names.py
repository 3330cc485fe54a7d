"""The maintainers' own names, which are bold in references and tables: which names are theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.model import parse_name
from synbib.text.folding import fold

__all__ = ["CslName", "is_own", "own_name_test", "parse_own_name"]

# A name as CSL-JSON has it.
CslName = Mapping[str, Any]

_WORDS: Final = lazily.pattern(r"[^\W\d_]+")


def parse_own_name(text: str) -> CslName:
    """Return the name that ``text`` is, as BibTeX reads one: ``Tan, Zhen`` or ``Zhen Tan``.

    Raises:
        SynbibError: There is no name in it.
    """
    name = parse_name(text).to_csl()
    if not _family(name):
        raise SynbibError(f"own-name: '{text}' is not a name; write e.g. \"Tan, Zhen\"")
    return name


def is_own(name: CslName, own: Sequence[CslName]) -> bool:
    """Whether a CSL name is one of ``own``: the same family name, and given names that go together.

    An initial goes together with every name that it may stand for.
    """
    return any(
        _family(name) == _family(one) and _go_together(name.get("given", ""), one.get("given", ""))
        for one in own
    )


def _family(name: CslName) -> str:
    return fold(name.get("family") or name.get("literal") or "")


def _go_together(given: str, other: str) -> bool:
    ones, others = _WORDS.findall(fold(given)), _WORDS.findall(fold(other))
    return bool(ones) == bool(others) and all(
        one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])
        for one, two in zip(ones, others, strict=False)
    )


def own_name_test(own: Sequence[CslName]) -> Callable[[CslName], bool] | None:
    """Return what tells whether a CSL name is one of ``own``, ``None`` where there are none."""
    return (lambda name: is_own(name, own)) if own else None
