"""The limits are documented: each constant with its value, and nothing that is not a constant."""

import re
from pathlib import Path

from synbib import limits


def test_each_limit_has_a_row_with_its_value(repo: Path) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([\d,]+) \|", (repo / "docs/limits.md").read_text(), re.MULTILINE
    )
    documented = {name: int(value.replace(",", "")) for name, value in rows}
    assert documented == {name: getattr(limits, name) for name in limits.__all__}
