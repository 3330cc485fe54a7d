"""CSL's ``text-case``."""

from __future__ import annotations

import pytest

from synbib.text import from_markup, to_markup
from synbib.text.textcase import text_case


@pytest.mark.parametrize(
    ("case", "language", "text", "cased"),
    [
        ("title", "en", "it’s o’clock for l’amour", "It’s o’clock for l’amour"),
        ("title", "en", "d’Artagnan and d’Artois", "D’Artagnan and d’Artois"),
        ("title", "en", "’twas the ’90s", "’twas the ’90s"),
        ("title", "en", "a <i>very</i> nice <i>of</i> <b>the</b>", "A <i>Very</i> Nice <i>of</i> <b>The</b>"),
        ("capitalize-all", "en", "pro-environmental and/or (so)", "Pro-Environmental And/Or (So)"),
        ("sentence", "en", "Pre-Training of Models", "Pre-training of models"),
        ("capitalize-first", "de", "o.V. und mehr", "O.V. und mehr"),
        ("title", "en", "on e-mail and a b-tree", "On E-Mail and a B-Tree"),
        ("capitalize-all", "en", "employee’s d’Or", "Employee’s D’Or"),
        ("uppercase", "el", "Καρυωτάκης, Μαΐου", "ΚΑΡΥΩΤΑΚΗΣ, ΜΑΪΟΥ"),
        ("uppercase", "en", "café", "CAFÉ"),
    ],
)  # fmt: skip
def test_letter_case(case: str, language: str, text: str, cased: str) -> None:
    assert to_markup(text_case(case, from_markup(text), language)) == cased
