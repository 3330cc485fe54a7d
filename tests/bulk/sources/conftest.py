"""What tests of sources share: all that is in some inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from synbib.bulk import sources
from synbib.bulk.arrow import pa
from synbib.bulk.items import from_batch
from synbib.bulk.parts import Rejected

Reading = Callable[..., tuple[list[dict[str, Any]], list[Rejected]]]


@pytest.fixture(scope="session")
def reading() -> Reading:
    """`_reading`, for tests."""
    return _reading


def _reading(
    inputs: Sequence[str], size: int = sources.PART_BYTES, *, cut_packed: bool = True
) -> tuple[list[dict[str, Any]], list[Rejected]]:
    """All items of inputs and all that was rejected, in the order in which they are read."""
    items: list[dict[str, Any]] = []
    rejected: list[Rejected] = []
    for part in sources.parts(inputs, size=size, cut_packed=cut_packed):
        for found in sources.read(part):
            if isinstance(found, pa.RecordBatch):
                items += from_batch(found)
            else:
                rejected.append(found)
    return items, rejected
