"""Characters that are not content, and those that mislead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.text import from_markup, from_outside, scrub
from synbib.text.controls import one_line, visible, without_controls, without_hidden

C0_AND_C1 = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n"]
BIDI = [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@pytest.mark.parametrize(
    ("text", "content", "shown", "line"),
    [
        ("plain\ttext ü 文", "plain\ttext ü 文", "plain\ttext ü 文", "plain\ttext ü 文"),
        ("a\x1b[31mb", "a[31mb", r"a\x1b[31mb", r"a\x1b[31mb"),
        ("a\x00\x07\x08b", "ab", r"a\x00\x07\x08b", r"a\x00\x07\x08b"),
        ("a\x7f\x9bb", "ab", r"a\x7f\x9bb", r"a\x7f\x9bb"),
        ("a\nb", "a\nb", "a\nb", r"a\nb"),
        ("a\r\nb", "a\nb", "a\r\nb", r"a\r\nb"),
        ("a\rb", "a\nb", r"a\rb", r"a\rb"),
        ("a\x0bb\x0cc\x85d", "a b c d", r"a\x0bb\x0cc\x85d", r"a\x0bb\x0cc\x85d"),
        ("a\u202eb\u2066c", "a\u202eb\u2066c", r"a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("א\u200eב\u200f", "א\u200eב\u200f", "א\u200eב\u200f", "א\u200eב\u200f"),
        ("a\u2028b", "a\u2028b", "a\u2028b", r"a\u2028b"),
        ("\udcff.bib", "\udcff.bib", r"\udcff.bib", r"\udcff.bib"),
    ],
)
def test_what_becomes_of_each(text: str, content: str, shown: str, line: str) -> None:
    assert (without_controls(text), visible(text), one_line(text)) == (content, shown, line)


@given(st.text(st.sampled_from([*C0_AND_C1, *BIDI, "a", "\n", "\t", "\u200e", "\ud800", "\ue000"])))
def test_no_control_is_left(text: str) -> None:
    assert not set(without_controls(text)) & set(C0_AND_C1)
    assert not set(visible(text).replace("\r\n", "")) & {*C0_AND_C1, *BIDI, "\ud800"}
    assert not set(one_line(text)) & {*C0_AND_C1, *BIDI, "\ud800", "\n"}
    one_line(text).encode()


@pytest.mark.parametrize("char", C0_AND_C1)
def test_they_come_no_further_than_where_text_comes_in(char: str) -> None:
    assert scrub(f"a{char}b") in ("ab", "a b", "a\nb")
    assert from_markup(f"<i>a{char}b</i>") == from_markup(f"<i>{scrub(f'a{char}b')}</i>")


# --- what is not seen -----------------------------------------------------------------------------

# Of no letter before them, so that nothing needs them.
HIDDEN = [
    *BIDI, "\u00ad", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060", "\u2061", "\u2064", "\u206a", "\u206f", "\ufeff",
    "\ufff9", "\ufffb", "\uffff", "\ufdd0", "\ud800", "\udfff", "\U000e0001", "\U000e0041", "\U000e007f", "\ufe0f", "\U000e0100",
]  # fmt: skip


@pytest.mark.parametrize("char", HIDDEN)
def test_what_is_not_seen_is_left_out_of_a_record(char: str) -> None:
    assert without_hidden(f"a{char}b{char} {char}c{char}{char}") == "ab c"
    assert from_outside(f"{char}\x1bü{char}"[:-1]) == "ü"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # noqa: RUF001 (Persian: the letters are not joined)
        "ක්\u200dෂ, क्\u200dष, ന്\u200d",  # Sinhala, Devanagari, Malayalam
        "শ্\u200cক",  # Bengali
        "👩\u200d🔬 👩🏽\u200d🔬 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈",
        "1\ufe0f\u20e3 ☺\ufe0e",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England's flag
        "葛\U000e0100城",  # one of the forms of a character
        "א\u200eב\u200f",
        "naïve, Ζεύς, Ångström, 深度学习",
    ],
)
def test_what_letters_need_stays(text: str) -> None:
    assert from_outside(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("می\u200c\u200d\u200c\u200dخ", "می\u200cخ"),  # more joiners than one carry something
        ("🙂\ufe0f\U000e0100\U000e0101\U000e0102", "🙂\ufe0f"),
        ("🏴\U000e0067\U000e0062 x", "🏴 x"),  # a flag without its end
        ("pay\u200dpal", "paypal"),
    ],
)
def test_what_letters_need_carries_nothing_else(text: str, seen: str) -> None:
    assert from_outside(text) == seen


@given(st.text())
def test_what_is_seen_is_seen_the_second_time_as_well(text: str) -> None:
    assert not set(without_hidden(text)) & {*BIDI, "\u200b", "\u2060", "\ufeff", "\ud800"}
