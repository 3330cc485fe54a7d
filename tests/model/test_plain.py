"""Names as they are read, in full."""

from __future__ import annotations

import pytest

from synbib.model.plain import name_text, whole_name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ({"given": "Vincent", "non-dropping-particle": "van", "family": "Gogh"}, "Vincent van Gogh"),
        ({"given": "太郎", "family": "山田"}, "山田太郎"),
        ({"given": "길동", "family": "홍"}, "홍길동"),
        ({"given": "Wei", "family": "王"}, "Wei 王"),
        ({"family": "山田"}, "山田"),
        ({"literal": "OpenAI"}, "OpenAI"),
        ({"given": "<i>J.</i>", "family": "Roe", "suffix": "Jr."}, "<i>J.</i> Roe Jr."),
    ],
)  # fmt: skip
def test_a_name_is_read_in_the_order_of_its_script(name: dict[str, str], text: str) -> None:
    assert name_text(name) == text


def test_a_name_in_full_has_no_markup() -> None:
    assert whole_name({"given": "<i>J.</i>", "family": "Roe"}) == "J. Roe"
