from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.latex import decode
from synbib.text import from_markup, strip, to_markup
from synbib.text.scripts import plain_scripts
from synbib.text.sentence_case import sentence_case, unprotect

NOCASE = '<span class="nocase">{}</span>'.format


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("Attention Is All You Need", "Attention is all you need"),
        ("blah", "Blah"),
        ("A Survey of LLMs with BERT and iPhones", "A survey of LLMs with BERT and iPhones"),
        ("Twice-Born, Once Conceived", "Twice-born, once conceived"),
        ("Higher Algebra: 2-Groups", "Higher algebra: 2-groups"),
        ("Strain: efficient Catalysts", "Strain: Efficient catalysts"),
        ("What Is It? an Answer", "What is it? An answer"),
        ("Part I. The Potential", "Part I. The potential"),
        ("Man vs. Machine. And Back", "Man vs. machine. And back"),
        ("A Title — Another – Third–Fourth", "A title — Another – Third–fourth"),
        ("On Words: – What Is It?) The End: Here", "On words: – What is it?) The end: Here"),
        ("News on Reddit.Com", "News on reddit.com"),
        ("Vitamin C and a Model of 3D GPT4 Worlds", "Vitamin C and a model of 3D GPT4 worlds"),
        ("“Quoted Words” (In Brackets)", "“Quoted words” (in brackets)"),
        ("Hemingway's Style, It's Élan", "Hemingway's style, it's élan"),
        # What is set in another form has its own letter case.
        ("<i>De Anima</i>: <i>of Souls</i>", "<i>De Anima</i>: <i>of Souls</i>"),
        (
            "The Life of <i>Escherichia Coli</i> Bacteria",
            "The life of <i>Escherichia Coli</i> bacteria",
        ),
        # A name in small letters begins the title; a small word that does so is a slip.
        ("wav2vec 2.0: A Framework for Speech", "wav2vec 2.0: A framework for speech"),
        ("fairseq: A Fast Toolkit", "fairseq: A fast toolkit"),
        ("A TITLE IN CAPITALS OF A PAPER", "A TITLE IN CAPITALS OF A PAPER"),
        ("k-Nearest Neighbours", "k-nearest neighbours"),
        ("β-Sheets and π Mesons", "β-sheets and π mesons"),
        ("π Mesons", "π mesons"),
        ("δίκη", "Δίκη"),
        ("a Survey of Surveys", "A survey of surveys"),
        ("all in small letters", "All in small letters"),
        ("Fe<sub>2</sub>Co<sub>3</sub> in Water", "Fe<sub>2</sub>Co<sub>3</sub> in water"),
        (
            f"{NOCASE('BERT:')} Pre-training of Deep Things",
            f"{NOCASE('BERT:')} Pre-training of deep things",
        ),
        (f"What is {NOCASE('BERT?')} A Primer", f"What is {NOCASE('BERT?')} A primer"),
        (
            f"Das {NOCASE('ibn Bajja')} {NOCASE('B')}ook",
            f"Das {NOCASE('ibn Bajja')} {NOCASE('B')}ook",
        ),
        # What is protected over several words, beside letters of other alphabets.
        (
            f"Élan {NOCASE('New Deal')} Words: Ünd More",
            f"Élan {NOCASE('New Deal')} words: Ünd more",
        ),
        (f"Words on {NOCASE('New Deal')} More", f"Words on {NOCASE('New Deal')} more"),
        ("", ""),
    ],
)
def test_sentence_case(title: str, cased: str) -> None:
    assert to_markup(sentence_case(from_markup(title))) == cased


@pytest.mark.parametrize(
    ("title", "unprotected"),
    [
        (NOCASE("LLM"), "LLM"),
        (NOCASE("Pd-N"), "Pd-N"),
        (NOCASE("ibn Bajja"), NOCASE("ibn Bajja")),
        (NOCASE("Studies in History"), NOCASE("Studies in History")),
        (NOCASE("<sup>2</sup>"), "<sup>2</sup>"),
    ],
)
def test_protection_is_left_to_words_that_need_it(title: str, unprotected: str) -> None:
    assert to_markup(unprotect(from_markup(title))) == unprotected


@given(st.text(st.sampled_from("aB Éß.:?!—–'“(3A-"), max_size=30))
def test_only_the_case_of_letters_changes_and_once(title: str) -> None:
    cased = sentence_case(title)
    assert cased.lower() == title.lower() or "ß" in title
    assert sentence_case(cased) == cased
    assert strip(unprotect(cased)) == strip(cased)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Growth of Fe$_2$O$_3$ and SrTiO$_3$ Films", "Growth of Fe₂O₃ and SrTiO₃ films"),
        (r"Zinc Oxide: Zn\textsubscript{2}O on Mo$^{5+}$", "Zinc oxide: Zn₂O on Mo⁵⁺"),
        (r"Of H$_2$O and Al{\textsubscript{2}}O", "Of H₂O and Al₂O"),
    ],
)
def test_an_element_before_its_number_keeps_its_capital(latex: str, text: str) -> None:
    assert strip(plain_scripts(unprotect(sentence_case(decode(latex))))) == text
