"""How far a run over the entries of a store is: told before the first is looked up, as that may take a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synbib.library import read_text
from synbib.verbs.upgrading import publications
from synbib.verbs.verifying import verify_library


@pytest.mark.parametrize("run", [verify_library, publications])
@pytest.mark.parametrize(
    ("text", "told"),
    [("@misc{a}\n@misc{b}\n", [(0, 2), (1, 2), (2, 2)]), ("% nothing yet\n", [])],
)
def test_progress_begins_before_anything_is_asked(
    run: Callable[..., Any], text: str, told: list[tuple[int, int]]
) -> None:
    shown: list[tuple[int, int]] = []
    run(read_text(text), [], progress=lambda done, number: shown.append((done, number)))
    assert shown == told
