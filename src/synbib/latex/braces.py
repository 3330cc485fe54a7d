"""Where a group ends: which brace closes which, as BibTeX counts them."""

from __future__ import annotations

from typing import Final

from synbib import lazily

__all__ = ["closing_brace"]

_BRACE: Final = lazily.pattern(r"[{}]")


def closing_brace(text: str, at: int) -> int | None:
    r"""Return the index of the brace that closes the group that opens at ``at``; None if nothing closes it.

    A backslash does not matter: to BibTeX ``\{`` is a brace like any other.

    Args:
        text: LaTeX, as it stands in a field.
        at: The index of an opening brace.
    """
    depth = 0
    for brace in _BRACE.finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return None
