"""What is made when it is first used."""

import re

import pytest

from synbib import lazily


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    word = lazily.pattern(r"\w+")
    assert not compiled
    assert word.findall("one two") == ["one", "two"]
    assert word.search("!") is None
    assert compiled == [r"\w+"]


def test_a_pattern_does_what_the_compiled_one_does() -> None:
    source, flags = r"(?P<letter>[a-z]) \s* (\d)", re.VERBOSE | re.IGNORECASE
    text = "A 1, b2"

    def made() -> re.Pattern[str]:
        return lazily.pattern(source, flags)  # anew each time: each method may be the first

    real = re.compile(source, flags)
    assert made().findall(text) == real.findall(text)
    assert [found[0] for found in made().finditer(text)] == ["A 1", "b2"]
    assert made().split(text) == real.split(text)
    assert made().sub(r"\2", text) == real.sub(r"\2", text)
    assert made().subn("", text, count=1) == real.subn("", text, count=1)
    for method in ("match", "search", "fullmatch"):
        found = getattr(made(), method)(text, 5)
        assert found is not None
        assert found.span() == (5, 7)
    assert made().pattern == source
    assert made().flags == real.flags
    assert (made().groups, dict(made().groupindex)) == (2, {"letter": 1})
    assert repr(made()) == repr(real)


def test_a_mistake_in_a_pattern_is_told_when_it_is_used() -> None:
    broken = lazily.pattern("(")
    with pytest.raises(re.error, match="unterminated subpattern"):
        broken.search("")
