"""Alphabets: the order of words in each language (CSL 1.0.2, "Sorting": by the rules of the locale)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Listed = Callable[..., list[str]]

# Words in their order. A letter of its own stands after its neighbour, whatever follows: `cz`, `čb`, `da`.
ORDER = {
    "cs-CZ": "cz čb da hz chb ia rz řb sa sz šb ta zz žb",
    "da-DK": "zz æb øb åb",
    "es-ES": "nz ñb oa",
    "et-EE": "sz šb ta wz õb äb öb üb zz žb",
    "fi-FI": "zz åb äb öb",
    "hr-HR": "cz čb ćb da dz đb ea sz šb ta zz žb",
    "hu-HU": "oz öb pa uz üb va",
    "is-IS": "dz ðb ea zz þb æb öb",
    "lt-LT": "cz čb da sz šb ta zz žb",
    "lv-LV": "cz čb da gz ģb ha kz ķb la lz ļb ma nz ņb oa sz šb ta zz žb",
    "nb-NO": "zz æb øb åb",
    "nn-NO": "zz æb øb åb",
    "pl-PL": "az ąb ba cz ćb da ez ęb fa lz łb ma nz ńb oa oz ób pa sz śb ta zz źb żb",
    "ro-RO": "az ăb âb ba iz îb ja sz șb ta tz țb ua",
    "sk-SK": "az äb ba cz čb da hz chb ia oz ôb pa sz šb ta zz žb",
    "sl-SI": "cz čb da sz šb ta zz žb",
    "sv-SE": "zz åb äb öb",
    "tr-TR": "cz çb da gz ğb ha hz ıb Id ia İc oz öb pa sz şb ta uz üb va",
    "zh-CN": "北京 上海 张家 囍 zz βα яa",
    # The language's own script stands first, after digits.
    "be-BY": "1 аж ез ёа жа за іа йа ка уа ўа фа я a z α",
    "bg-BG": "1 иа йа ка я a z α",
    "mk-MK": "1 дз ѓа еа за ѕа иа ја ла ља на ња та ќа уа ча џа ша a z α",
    "ru-RU": "1 еа ёб ев иа йа ка я a z α",
    "sr-Cyrl-RS": "1 дз ђа еа иа ја ла ља на ња та ћа уа ча џа ша a z α",
    "sr-Latn-RS": "1 a z яa",
    "uk-UA": "1 га ґа да еа єа жа иа іа їа йа ка я a z α",
    "el-GR": "1 άα αβ βα ωα a z яa",
    "he-IL": "1 אב בא a z яa",
    "fa-IR": "1 ابب بنا a z яa",
    "ko-KR": "1 가나 나가 中 a z яa",
    "ja-JP": "1 a z あい いあ 中 α яa",
    # Elsewhere an accent does not count, and some letters are two.
    "en-US": "ab äc ad æb af da đb dc la łb lc ob œa of øg oh sr ßa st tg þi tj",
    "de-DE": "ab äc ad ob öc od sr ßa st ub üc ud",
}


@pytest.mark.parametrize("language", ORDER)
def test_words_stand_in_the_order_of_their_language(language: str, listed: Listed) -> None:
    words = ORDER[language].split()
    found = listed(
        '<text variable="title"/>',
        *({"title": word} for word in reversed(words)),
        sort='<sort><key variable="title"/></sort>',
        language=language,
    )
    assert found == words


@pytest.mark.parametrize(
    "words",
    [
        ["alpha", "“beta”", "gamma"],
        ["(alpha)", "beta", "[gamma]"],
        ["coat", "co-op", "cop"],
        ["St. Aa", "St Ab", "St. Ac"],
        ["1.5", "1.6"],
        ["Müller", "Müllerin"],
        ["Resume", "Résumé"],
        ["resume", "Resume"],
    ],
    ids=lambda words: words[0],
)
def test_what_does_not_count_where_words_are_compared(words: list[str], listed: Listed) -> None:
    found = listed(
        '<text variable="title"/>',
        *({"title": word} for word in reversed(words)),
        sort='<sort><key variable="title"/></sort>',
    )
    assert found == words
