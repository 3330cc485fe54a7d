"""A mature converter's own examples: 65 .bib files beside the CSL items that it makes of them.

The items are CSL-YAML: EDTF dates, and strings in that converter's Markdown. Both are turned into CSL-JSON here, and
nothing else is done to them. Where we differ on purpose, a row of `DIFFERENCES` says in which variables and why; a
row that is no longer needed fails.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from synbib.library import read_text
from synbib.model import to_csl
from synbib.model.dates import parse_date

REPO = Path(__file__).parents[2]
FOLDER = REPO.parent / "shared" / "biblatex-to-csl"
INPUT = ".1.input.biblatex.bib"
EXPECTED = ".1.expected.markdown.txt"
PAIRS = sorted(path.name.removesuffix(INPUT) for path in FOLDER.glob(f"*{INPUT}"))

# Pair → the variables in which we differ, by key, and the reason.
DIFFERENCES: dict[str, tuple[set[tuple[str, str]], str]] = {
    "biblatex-angenendt": (
        {("angenendt", "container-title")},
        r"BibTeX, and biblatex §4.6.4 on \MakeSentenceCase: a brace with a control sequence after it, `{\'e}`, is a "
        "special character, which is a letter like others and not protected",
    ),
    "biblatex-baez-online": (
        {("baez-online", variable) for variable in ("type", "number", "publisher")},
        "CSL 1.0.2 appendix III: `article` is the type for preprints; it did not exist when the example was written",
    ),
    "biblatex-wassenberg": (
        {("wassenberg", variable) for variable in ("type", "number", "publisher")},
        "CSL 1.0.2 appendix III: `article` is the type for preprints; it did not exist when the example was written",
    ),
    "biblatex-kastenholz": (
        {("kastenholz", "page")},
        "biblatex manual §2.2.2, eid: `this field may replace the pages field for journals deviating from the "
        "classic pagination scheme`",
    ),
    "biblatex-wilde": (
        {("wilde", "URL")},
        "biblatex.def links Google Books at books.google.com/books?id=…",
    ),
}

# --- CSL-YAML → CSL-JSON --------------------------------------------------------------------------------------

UPPERCASE = {name.lower(): name for name in ("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL")}
CLASSES = {
    "nocase": '<span class="nocase">{}</span>',
    "nodecor": '<span class="nodecor">{}</span>',
    "smallcaps": '<span style="font-variant:small-caps;">{}</span>',
}
BRACKETED = re.compile(r"\[([^][]*)\]\{\.(\w+)\}")
# A macro that the converter does not know stays as it is, which in its Markdown needs saying.
RAW = re.compile(r"`([^`]*)`\{=latex\}")
EMPHASIS = re.compile(r"(?<![\\*])\*([^*]+)\*")
SMART = {"---": "—", "--": "–", "...": "…"}
VERBATIM = {"id", "type", *UPPERCASE.values()}


def from_markdown(text: str) -> str:
    """Turn the Markdown that occurs in the examples into CSL-JSON's tags."""
    text = RAW.sub(lambda found: found[1].replace("\\", "\\\\"), text)
    escaped = re.split(r"(\\[\[\]*_^\\\"'])", text)
    text = "".join(chr(0xF0000 + ord(part[1])) if i % 2 else part for i, part in enumerate(escaped))
    text = BRACKETED.sub(lambda found: CLASSES[found[2]].format(found[1]), text)
    text = EMPHASIS.sub(r"<i>\1</i>", text)
    for written, meant in SMART.items():
        text = text.replace(written, meant)
    return "".join(chr(ord(c) - 0xF0000) if ord(c) >= 0xF0000 else c for c in text)


def straight(text: str) -> str:
    """Undo the direction of quotation marks: the converter writes straight ones and means curly ones."""
    outside_tags = re.split("(<[^>]*>)", text)
    outside_tags[::2] = [
        re.sub("[“”]", '"', re.sub("[‘’]", "'", part)) for part in outside_tags[::2]
    ]
    return "".join(outside_tags)


def expected(name: str) -> dict[str, dict[str, Any]]:
    """Return the items of a pair, by key."""
    text = (FOLDER / (name + EXPECTED)).read_text("utf-8")
    block = re.fullmatch(r"\s*---\n(.*)\n---\s*", text, re.DOTALL)
    assert block is not None
    # The base loader leaves numbers as they are written: `7.20` is no 7.2.
    references = yaml.load(block[1], yaml.BaseLoader)["references"]
    return {item["id"]: as_json(item) for item in references}


def as_json(item: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for variable, value in item.items():
        variable = UPPERCASE.get(variable, variable)
        if isinstance(value, list):
            found[variable] = value
        elif variable in ("issued", "accessed", "event-date"):
            found[variable] = parse_date(value)
        else:
            found[variable] = value if variable in VERBATIM else straight(from_markdown(value))
    return found


def ours(name: str) -> dict[str, dict[str, Any]]:
    """Return our items of a pair, by key."""
    library = read_text((FOLDER / (name + INPUT)).read_text("utf-8"), name)
    items = [
        to_csl(entry.key, entry.type, entry.fields, sentence_case=True)
        for entry in library.values()
    ]
    return {
        str(item["id"]): {
            variable: straight(value)
            if isinstance(value, str) and variable not in VERBATIM
            else value
            for variable, value in item.items()
        }
        for item in items
    }


@pytest.mark.parametrize("name", PAIRS or [None])
def test_an_item_is_that_of_a_mature_converter(name: str | None) -> None:
    if name is None:
        pytest.skip("the outside test data, ../shared/biblatex-to-csl, is not there")
    theirs, mine = expected(name), ours(name)
    assert mine.keys() == theirs.keys()
    different = {
        (key, variable)
        for key in theirs
        for variable in theirs[key].keys() | mine[key].keys()
        if theirs[key].get(variable) != mine[key].get(variable)
    }
    listed, _ = DIFFERENCES.get(name, (set(), ""))

    assert {
        pair: (theirs[pair[0]].get(pair[1]), mine[pair[0]].get(pair[1]))
        for pair in different - listed
    } == {}
    assert listed - different == set(), "listed as different, and equal"


def test_every_listed_pair_is_there() -> None:
    assert not PAIRS or DIFFERENCES.keys() <= set(PAIRS)
