"""Lists in blocks, as Python-Markdown reads them."""

import pytest

from synbib.mkdocs.blocks import as_python_markdown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("- one\n\n  [Paper](x)\n\n- two", "- one\n\n    [Paper](x)\n\n- two"),
        ("1. one\n\n   more\n\n     deeper", "1. one\n\n    more\n\n      deeper"),
        ("10. one\n\n    more", "10. one\n\n    more"),
        (
            "  - one\n\n    more\n\nno item\n\n  stays",
            "  - one\n\n      more\n\nno item\n\n  stays",
        ),
    ],
)
def test_what_belongs_to_an_item_is_indented_by_four(written: str, read: str) -> None:
    page = "- outside\n\n  stays\n\n<!-- synbib:start list -->\n{}\n<!-- synbib:end -->\n"
    assert as_python_markdown(page.format(written)) == page.format(read)
