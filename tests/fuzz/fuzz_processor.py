"""Fuzzing of the CSL processor, on CSL-JSON with changes of all kinds; see `harness`.

An input that begins with ``[`` is CSL-JSON as text. Any other says how sound items are changed.
"""

import json
from copy import deepcopy
from functools import cache
from typing import Any, Final, get_args

import harness
from atheris import FuzzedDataProvider

from synbib.choices import OutputFormat
from synbib.csl import Cite, Processor, Style
from synbib.csl.vocabulary import DATES, LOCATORS, NAMES, NUMBERS

STYLES: Final = (
    "apa", "ieee", "chicago-author-date", "modern-language-association", "chicago-notes-bibliography", "syndata", "acl",
    "nature", "din-1505-2-alphanumeric",
)  # fmt: skip
LOCALES: Final = (None, "item", "de-DE", "zh-CN", "fr", "ar")
ITEMS: Final[list[dict[str, Any]]] = [
    {
        "id": "a",
        "type": "article-journal",
        "title": 'Tiny "Stories": A <i>Survey</i> of \u674e\u56db',
        "author": [
            {"family": "Doe", "given": "Jane Mary", "non-dropping-particle": "van"},
            {"family": "Roe", "given": "K.", "suffix": "Jr."},
            {"literal": "The Group"},
        ],
        "container-title": "Journal of Ways",
        "issued": {"date-parts": [[2020, 5, 1], [2021]]},
        "volume": "7",
        "issue": "3 & 4",
        "page": "112-34, e5",
        "DOI": "10.1/x",
        "language": "de",
    },
    {
        "id": "b",
        "type": "chapter",
        "title": "Other",
        "author": [{"family": "Doe", "given": "Jane Mary", "non-dropping-particle": "van"}],
        "editor": [{"family": "Poe", "given": "L"}],
        "issued": {"raw": "May 2020"},
        "note": "original-date: 1999\nPMID: 7",
    },
    {"id": "c", "type": "book", "title": "Other", "issued": {"date-parts": [["2020"]], "circa": 1}},
]
SEEDS: Final = (
    json.dumps(ITEMS),
    b"\x00\x01\x02\x03\x04",
    bytes(range(1, 80)),
    bytes(range(220, 90, -1)),
)
_VARIABLES: Final = (
    *sorted(NAMES), *sorted(DATES), *sorted(NUMBERS), "title", "title-short", "container-title", "type", "note", "URL",
    "DOI", "publisher", "publisher-place", "language", "abstract", "genre", "event", "annote", "keyword", "archive",
)  # fmt: skip
_KEYS: Final = (
    "family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle", "comma-suffix",
    "static-ordering", "parse-names", "isInstitution", "multi", "date-parts", "season", "circa", "raw",
)  # fmt: skip
_TYPES: Final = (
    "book",
    "article-journal",
    "chapter",
    "paper-conference",
    "webpage",
    "legal_case",
    "x",
    "",
)
_PIECES: Final = (
    "<i>", "</i>", '<span class="nocase">', "</span>", "<sc>", '"', "'", "\u201c", "\u2019", ".", ",", "-", "\u2013", "&",
    "van ", "de la ", "d\u2019", "XIV", "ii", "12", "1st", "3rd", "2020", "/", "~", "\ue000", "\ue030", "\u0301",
    "\u200f", "\U0001f600", "{:type: book}", "\n", "\t", " ", "A", "z", "\u674e", "%", "\\", "[", "]", "(", ")", "0",
    "-1",
)  # fmt: skip
WORDS: Final = (*(f'"{name}": ' for name in (*_VARIABLES, *_KEYS)), *_PIECES)


@cache
def style(name: str) -> Style:
    """A style, read once."""
    return Style.load(name)


def text(choice: FuzzedDataProvider) -> str:
    """A text of pieces that mean something to a processor, or of any characters."""
    if choice.ConsumeBool():
        return str(choice.ConsumeUnicodeNoSurrogates(choice.ConsumeIntInRange(0, 12)))
    return "".join(
        choice.PickValueInList(list(_PIECES)) for _ in range(choice.ConsumeIntInRange(0, 8))
    )


def value(choice: FuzzedDataProvider, depth: int = 0) -> Any:
    """Any value of JSON."""
    kind = choice.ConsumeIntInRange(0, 8 if depth < 4 else 4)
    match kind:
        case 0 | 1:
            return text(choice)
        case 2:
            return choice.ConsumeInt(8)
        case 3:
            return choice.ConsumeFloat()
        case 4:
            return choice.PickValueInList([None, True, False, "", 0, 10**30])
        case 5 | 6:
            return [value(choice, depth + 1) for _ in range(choice.ConsumeIntInRange(0, 3))]
        case _:
            keys = [
                choice.PickValueInList(list(_KEYS)) for _ in range(choice.ConsumeIntInRange(0, 3))
            ]
            return {key: value(choice, depth + 1) for key in keys}


def changed(choice: FuzzedDataProvider) -> list[dict[str, Any]]:
    """Sound items with some values replaced by others, at any depth."""
    items = deepcopy(ITEMS)
    for _ in range(choice.ConsumeIntInRange(0, 8)):
        place: Any = items[choice.ConsumeIntInRange(0, len(items) - 1)]
        key: Any = choice.PickValueInList(list(_VARIABLES))
        while choice.ConsumeBool() and isinstance(
            place.get(key) if isinstance(place, dict) else place[key], (list, dict)
        ):
            place = place[key]
            if not place:
                break
            options = sorted(place, key=str) if isinstance(place, dict) else range(len(place))
            key = choice.PickValueInList(list(options))
        if isinstance(place, dict) or place:
            place[key] = choice.PickValueInList(list(_TYPES)) if key == "type" else value(choice)
    return items


def look(data: bytes) -> None:
    """Cite and list items in one of a few styles."""
    if data[:1] == b"[":
        choice = FuzzedDataProvider(data[-8:])
        try:
            items = json.loads(data)
        except (ValueError, RecursionError):
            return
        if not all(isinstance(item, dict) and "id" in item for item in items):
            return
    else:
        choice = FuzzedDataProvider(data)
        items = changed(choice)
    processor = Processor(
        style(choice.PickValueInList(list(STYLES))),
        items,
        format=choice.PickValueInList(list(get_args(OutputFormat))),
        locale=choice.PickValueInList(list(LOCALES)),
        links=choice.ConsumeBool(),
    )
    keys = [str(item["id"]) for item in items]
    for _ in range(choice.ConsumeIntInRange(1, 4) if keys else 0):
        cites = [
            Cite(
                choice.PickValueInList(keys),
                text(choice) if choice.ConsumeBool() else "",
                choice.PickValueInList([*sorted(LOCATORS), "x"]),
                text(choice),
                text(choice),
                choice.ConsumeBool(),
                choice.ConsumeBool(),
            )
            for _ in range(choice.ConsumeIntInRange(1, 3))
        ]
        processor.citation(cites, choice.ConsumeIntInRange(0, 9))
    processor.citations()
    processor.bibliography()


if __name__ == "__main__":
    harness.run(look, SEEDS, WORDS)
