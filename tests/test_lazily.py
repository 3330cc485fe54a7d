"""What is made when it is first used."""

import copy
import dataclasses
import inspect
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

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


# --- Classes: each is written twice, as Python's own dataclass and as ours ----------------------------------------


def both(options: str, body: str, bases: str = "") -> tuple[Any, Any]:
    made = []
    for decorator in (dataclasses.dataclass, lazily.dataclass):
        namespace = {"dataclass": decorator, "field": dataclasses.field, "__name__": __name__}
        exec(
            f"@dataclass({options})\nclass Point{bases}:\n    {body}",
            namespace,
        )
        made.append(namespace["Point"])
    return made[0], made[1]


def outcome(call: Callable[[], object]) -> str:
    try:
        return repr(call())
    except Exception as error:  # noqa: BLE001 - the kind of error is what is compared
        return type(error).__name__


@pytest.mark.parametrize(
    "options",
    [
        "slots=False",
        "frozen=True",
        "slots=True",
        "slots=True, frozen=True",
        "slots=True, frozen=True, eq=False",
        "slots=True, frozen=True, order=True",
        "slots=True, frozen=True, kw_only=True",
        "eq=False",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "x: int; y: int",
        "x: int; y: int = 2",
        "x: int; y: list[int] = field(default_factory=list)",
        "x: int; y: int = field(default=3, kw_only=True)",
        "x: int; y: int = field(default=3, compare=False, repr=False)",
        "x: int; y: int = 2; __post_init__ = lambda self: self.__class__.__name__ + 1",
        "x: int; y: int = 2; __repr__ = lambda self: 'a point'",
    ],
)
def test_a_class_is_as_python_writes_it(options: str, body: str) -> None:
    def seen(point: Any) -> list[str]:
        def changed() -> object:
            made = point(x=1, y=2)
            made.x = 5
            return made

        calls: list[Callable[[], object]] = [
            lambda: point(1).y,
            lambda: point(1, 2).x,
            lambda: point(x=1, y=2).y,
            point,
            lambda: point(1, 2, 3),
            lambda: point(1, z=3),
            lambda: point(x=1, y=2) == point(x=1, y=2),
            lambda: point(x=1, y=2) == point(x=1, y=3),
            lambda: point(x=1, y=2) == 1,
            lambda: point(x=1, y=2) < point(x=1, y=3),
            lambda: hash(point(x=1, y=2)) == hash(point(x=1, y=2)),
            lambda: point(x=1, y=2),
            lambda: changed().x,  # type: ignore[attr-defined]
            lambda: dataclasses.replace(point(x=1, y=2), x=7).x,
            lambda: [field.name for field in dataclasses.fields(point)],
            lambda: copy.copy(point(x=1, y=2)).y,
            lambda: point.__match_args__,
            lambda: point.__slots__,
            lambda: vars(point(x=1, y=2)),
            lambda: point.y,
            lambda: [(p.name, p.kind) for p in inspect.signature(point).parameters.values()],
        ]
        return [outcome(call) for call in calls]

    python, ours = both(options, body)
    assert seen(ours) == seen(python)
    assert ours.__name__ == "Point"


def test_a_class_may_have_a_base_with_fields() -> None:
    @lazily.dataclass(frozen=True, slots=True)
    class Place:
        x: int
        y: int = 2

    @lazily.dataclass(frozen=True, slots=True)
    class Named(Place):
        name: str = "here"

    assert (Named(1).y, Named(1, 3, "there").name) == (2, "there")
    assert repr(Named(1)).endswith("Named(x=1, y=2, name='here')")
    assert Named(1) == Named(1, 2, "here")
    assert Named(1) != Place(1)


def test_several_threads_may_be_the_first_to_use_a_class() -> None:
    for _ in range(20):
        _, ours = both("slots=True, frozen=True", "x: int; y: int")
        start = threading.Barrier(4)

        def use(ours: Any = ours, start: threading.Barrier = start) -> bool:
            start.wait()
            return bool(ours(1, 2) == ours(1, 2)) and hash(ours(1, 2)) == hash((1, 2))

        with ThreadPoolExecutor(4) as pool:
            assert all(f.result() for f in [pool.submit(use) for _ in range(4)])


def test_an_instance_is_replaced_by_one_with_other_values() -> None:
    @lazily.dataclass(frozen=True, slots=True, kw_only=True)
    class Place:
        x: int
        names: list[str] = dataclasses.field(default_factory=list)

    here = Place(x=1, names=["a"])
    there = lazily.replace(here, x=2)
    assert (there.x, there.names) == (2, ["a"])
    assert there.names is here.names
    assert here.x == 1
    with pytest.raises(TypeError, match="unexpected keyword argument 'y'"):
        lazily.replace(here, y=2)  # type: ignore[call-arg]
