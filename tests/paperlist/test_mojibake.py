from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.text.mojibake import can_repair, has_mojibake, repair


@pytest.mark.parametrize(
    ("text", "repaired", "changes"),
    [
        ("pages 177â€“198", "pages 177–198", (("177â€“198", "177–198"),)),
        ("JosÃ© GonzÃ¡lez", "José González", (("JosÃ©", "José"), ("GonzÃ¡lez", "González"))),
        ("MÃ¼ller and MÃ¼ller", "Müller and Müller", (("MÃ¼ller", "Müller"),)),
        ("Å\x81ukasz Kaiser", "Łukasz Kaiser", (("Å\x81ukasz", "Łukasz"),)),
        ("Ã“scar at the HÃ”TEL", "Óscar at the HÔTEL", (("Ã“scar", "Óscar"), ("HÃ”TEL", "HÔTEL"))),
        ("Donâ€™t Stop", "Don’t Stop", (("Donâ€™t", "Don’t"),)),
        ("Donâ€™t “stop”", "Don’t “stop”", (("Donâ€™t", "Don’t"),)),
        ("Î±-divergence", "α-divergence", (("Î±-divergence", "α-divergence"),)),
        ("ä½\xa0å¥½", "你好", (("ä½\xa0å¥½", "你好"),)),
        ("caf√©", "café", (("caf√©", "café"),)),
        ("\x93quoted\x94", "“quoted”", (("\x93quoted\x94", "“quoted”"),)),
        # The last byte of ” has no character in Windows-1252, and that of à became a blank.
        ("â€œQuotedâ€ text", "“Quoted” text", (("â€œQuotedâ€", "“Quoted”"),)),
        ("voilÃ  la vie", "voilà la vie", (("voilÃ ", "voilà"),)),
    ],
)  # fmt: skip
def test_text_read_in_the_wrong_encoding_is_repaired_and_told(
    text: str, repaired: str, changes: tuple[tuple[str, str], ...]
) -> None:
    assert has_mojibake(text)
    assert repair(text) == (repaired, changes)
    assert not has_mojibake(repaired)


@pytest.mark.parametrize(
    "text",
    [
        "Large Language Models: A Survey",
        "L’École d’Été – “Über” naïve façades…",
        "AMANHÃ” — “FORÊT”, CAFÉ…",
        "Žižek, Škoda, Łukasz Øvergård",
        "10 Å – 20 Å",
        "大语言模型：综述 — Модели языка",
        "√2 and ∞",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert not has_mojibake(text)
    assert repair(text) == (text, ())


def test_a_repair_changes_nothing_else() -> None:
    around = "ﬁne \uff21\uff22 &amp; “curled” ‘quotes’ e\u0301 \x1b[1m\u2028"
    assert repair(f"{around} Itâ€™s") == (f"{around} It’s", (("Itâ€™s", "It’s"),))


def test_a_long_change_is_told_in_short() -> None:
    word = "Ã©" * 100
    assert repair(word) == ("é" * 100, ((word[:59] + "…", "é" * 59 + "…"),))


def test_without_ftfy_mojibake_is_told_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_repair()
    monkeypatch.setitem(sys.modules, "ftfy", None)
    assert has_mojibake("177â€“198")
    assert repair("177â€“198") == ("177â€“198", ())


def test_ordinary_text_does_not_load_ftfy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ftfy", raising=False)
    repair("L’École d’Été – “Über”")
    assert "ftfy" not in sys.modules


@given(st.text("ÂÃÄÅâ€™œ\x9d é–”“a b\xa0", max_size=30))
def test_any_text_is_taken_and_what_has_no_sign_of_it_stays(text: str) -> None:
    repaired, changes = repair(text)
    assert bool(changes) == (repaired != text)
    if not has_mojibake(text):
        assert repaired == text


@given(st.text("aéßøñ–’“中", max_size=12))
def test_every_misreading_of_utf_8_as_latin_1_is_seen(text: str) -> None:
    misread = text.encode("utf-8").decode("latin-1")
    assert has_mojibake(misread) == (not text.isascii())
