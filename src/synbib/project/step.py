"""What becomes of one file when a folder is set up."""

from __future__ import annotations

from typing import Literal

from synbib import lazily

__all__ = ["Step"]


@lazily.dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one file.

    Attributes:
        path: The file, below the folder.
        does: Whether it is new, continued at its end, or left as it is.
        why: What it is, or why it is left.
        data: What it holds then; ``None`` if it is left as it is.
    """

    path: str
    does: Literal["create", "continue", "keep"]
    why: str
    data: bytes | None = None
