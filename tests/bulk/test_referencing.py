"""References of items, each for itself: the same whatever batch an item is in, whatever its id, whatever is beside it."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.bibliography import StyleChoice
from synbib.bulk import schema
from synbib.bulk.arrow import pa
from synbib.bulk.items import to_batch
from synbib.bulk.referencing import Format, references
from synbib.choices import OutputFormat
from synbib.csl import Processor
from synbib.errors import StyleError, SynbibError, UnknownNameError

# Ids are what they are in dumps: one twice, one empty.
WORKS: Final[Sequence[dict[str, Any]]] = [
    {
        "id": "lee2024",
        "type": "article-journal",
        "title": "On <i>Escherichia coli</i> & more",
        "author": [{"family": "Lee", "given": "Ann"}, {"family": "Müller", "given": "Jörg"}],
        "container-title": "Journal of Tests",
        "volume": "3",
        "issue": "1",
        "page": "1-9",
        "issued": {"date-parts": [[2024, 5]]},
        "DOI": "10.1000/x_y.1",
    },
    {
        "id": "",
        "type": "book",
        "title": "自然语言处理",
        "author": [{"family": "王", "given": "伟"}],
        "publisher": "清华大学出版社",
        "publisher-place": "北京",
        "issued": {"date-parts": [[2020]]},
        "language": "zh-CN",
    },
    {
        "id": "lee2024",
        "type": "paper-conference",
        "title": "What #1 means: a [short] *story*",
        "author": [
            {"family": "Roe", "given": "Bob"},
            {"family": "Doe", "given": "Jane"},
            {"family": "Poe", "given": "Max"},
        ],
        "container-title": "Proceedings of the 5th Conference on Signs",
        "page": "10-19",
        "issued": {"date-parts": [[2023]]},
        "URL": "https://example.org/signs/~roe",
    },
    {
        "id": "doe2019",
        "type": "thesis",
        "genre": "PhD thesis",
        "title": "A Thesis",
        "author": [{"family": "Doe", "given": "Jane"}],
        "publisher": "University of Somewhere",
        "issued": {"date-parts": [[2019]]},
    },
]
LETTER: Final = {"id": "letter", "type": "personal_communication", "author": [{"family": "Roe"}]}


def read(batch: pa.RecordBatch, column: str = "reference") -> list[Any]:
    found: list[Any] = batch.column(column).to_pylist()
    return found


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            [
                "Lee, A., & Müller, J. (2024). On *Escherichia coli* & more. *Journal of Tests*, *3*(1), 1–9. https://doi.org/10.1000/x_y.1",
                "王伟. (2020). *自然语言处理*. 清华大学出版社.",
                r"Roe, B., Doe, J., & Poe, M. (2023). What #1 means: a [short] \*story\*. *Proceedings of the 5th Conference on Signs*, 10–19. <https://example.org/signs/~roe>",
                "Doe, J. (2019). *A Thesis* [PhD thesis]. University of Somewhere.",
            ],
        ),
        (
            "ieee",
            [
                "[1] A. Lee and J. Müller, “On *Escherichia coli* & more,” *Journal of Tests*, vol. 3, no. 1, pp. 1–9, May 2024, doi: 10.1000/x_y.1.",
                "[1] 王伟, 自然语言处理. 北京: 清华大学出版社, 2020.",
                r"[1] B. Roe, J. Doe, and M. Poe, “What #1 means: a [short] \*story\*,” in *Proceedings of the 5th Conference on Signs*, 2023, pp. 10–19. [Online]. Available: <https://example.org/signs/~roe>",
                "[1] J. Doe, “A Thesis,” PhD thesis, University of Somewhere, 2019.",
            ],
        ),
        (
            "acl",
            [
                "Ann Lee and Jörg Müller. 2024. On *Escherichia coli* & more. *Journal of Tests*, 3(1):1–9.",
                "王伟. 2020. 自然语言处理. 清华大学出版社, 北京.",
                r"Bob Roe, Jane Doe, and Max Poe. 2023. What #1 means: a [short] \*story\*. In *Proceedings of the 5th Conference on Signs*, pages 10–19.",
                "Jane Doe. 2019. *A Thesis*. PhD thesis, University of Somewhere.",
            ],
        ),
        (
            "syndata",
            [
                "Lee A, Müller J. On *Escherichia coli* & more[J]. Journal of Tests, 2024, 3(1): 1-9.",
                "王伟. 自然语言处理[M]. 北京: 清华大学出版社, 2020.",
                r"Roe B, Doe J, Poe M. What #1 means: a [short] \*story\*[C]//Proceedings of the 5th Conference on Signs. 2023: 10-19.",
                "Doe J. A Thesis[D]. University of Somewhere, 2019.",
            ],
        ),
    ],
)
def test_a_reference_of_each_item_in_the_order_of_the_items(
    style: str, expected: list[str]
) -> None:
    made = references(to_batch(WORKS), style=style)
    assert made.schema == schema.with_problem(schema.REFERENCES)
    assert made.to_pydict() == {
        "id": ["lee2024", "", "lee2024", "doe2019"],
        "reference": expected,
        "problem": [None] * 4,
    }


@pytest.mark.parametrize("format", get_args(OutputFormat))
def test_each_format_writes_what_the_processor_writes(format: OutputFormat) -> None:
    made = references(to_batch(WORKS), style="apa", format=format)
    assert read(made) == [
        Processor("apa", [work], format=format).bibliography().entries[0][1] for work in WORKS
    ]


@pytest.mark.parametrize("style", ["apa", "ieee", "acl", "syndata"])
def test_of_entries_the_references_are_those_of_lists(style: str, repo: Any) -> None:
    library = synbib.read(repo / "tests" / "snapshots" / "works.bib")
    expected = {
        key: text
        for entry in library.values()
        for key, text in synbib.references([entry], StyleChoice(style)).items()
    }
    made = references(to_batch([entry.csl for entry in library.values()]), style=style)
    assert dict(zip(read(made, "id"), read(made), strict=True)) == expected


def test_a_locale_is_that_of_all_or_each_item_s_own() -> None:
    many = {
        "id": "many",
        "type": "book",
        "title": "Viele",
        "language": "de",
        "author": [{"family": name} for name in ("Ott", "Kern", "Uhl", "Alt")],
        "editor": [{"family": "Roth"}],
        "issued": {"date-parts": [[2001]]},
    }
    batch = to_batch([many, {**many, "language": "fr"}])
    assert (
        read(references(batch, style="chicago-author-date", format="text"))
        == [
            "Ott, Kern, Uhl, and Alt. 2001. Viele. Edited by Roth.",
        ]
        * 2
    )
    assert (
        read(references(batch, style="chicago-author-date", locale="de", format="text"))
        == [
            "Ott, Kern, Uhl, und Alt. 2001. Viele. Herausgegeben von Roth.",
        ]
        * 2
    )
    by_item = references(batch, style="chicago-author-date", locale="item", format="text")
    assert read(by_item) == [
        "Ott, Kern, Uhl, und Alt. 2001. Viele. Herausgegeben von Roth.",
        "Ott, Kern, Uhl, et Alt. 2001. Viele. Édité par Roth.",
    ]


def test_an_item_of_which_the_style_shows_nothing_has_a_problem_and_the_others_have_none() -> None:
    made = references(to_batch([LETTER, WORKS[3]]), style="apa")
    assert read(made) == [None, "Doe, J. (2019). *A Thesis* [PhD thesis]. University of Somewhere."]
    assert read(made, "problem") == ["apa shows nothing of it", None]


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (SynbibError("too many of them"), "too many of them"),
        (RecursionError("maximum"), "nested too deeply to be formatted"),
        (ZeroDivisionError("a\nb"), "synbib failed: ZeroDivisionError: a b; please report it"),
    ],
)
def test_an_item_that_cannot_be_formatted_has_a_problem_and_the_others_have_none(
    error: Exception, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Processor.reference

    def failing(self: Processor, item: Mapping[str, Any]) -> str:
        if item["id"] == "doe2019":
            raise error
        return sound(self, item)

    expected = read(references(to_batch(WORKS), style="acl"))
    monkeypatch.setattr(Processor, "reference", failing)
    made = references(to_batch(WORKS), style="acl")
    assert read(made) == [*expected[:3], None]
    assert read(made, "problem") == [None, None, None, problem]


def test_memory_that_is_spent_is_no_fault_of_an_item(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Processor, item: Mapping[str, Any]) -> str:
        raise MemoryError

    references(to_batch(WORKS), style="acl")
    monkeypatch.setattr(Processor, "reference", failing)
    with pytest.raises(MemoryError):
        references(to_batch(WORKS), style="acl")


def test_what_is_no_content_is_scrubbed() -> None:
    made = references(
        to_batch(
            [
                {
                    "id": "x",
                    "type": "book",
                    "title": "A\0 b\x1b[31mook\ue000",
                    "author": [{"family": "R\0oe\ue02c", "given": "J\x07ane"}],
                }
            ]
        ),
        style="acl",
        format="text",
    )
    assert read(made) == ["Jane Roe. A b[31mook."]


def test_no_items_have_no_references() -> None:
    made = references(to_batch([]), style="apa")
    assert made.num_rows == 0
    assert made.schema == schema.with_problem(schema.REFERENCES)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"style": "nostyle"}, "unknown style 'nostyle'"),
        (
            {"style": "bluebook-law-review"},
            "bluebook-law-review.csl: the style has no bibliography",
        ),
        (
            {"style": "plain.bst"},
            "plain.bst: a style of BibTeX's formats entries, and these are CSL items; name a CSL style",
        ),
        ({"style": "apa", "format": "docx"}, "'docx' is not a text"),
        ({"style": "apa", "format": "mrkdown"}, "unknown format 'mrkdown'; did you mean markdown?"),
        ({"style": "apa", "locale": "tlh"}, "unknown locale 'tlh'"),
    ],
)
def test_what_cannot_be_done_is_said_before_any_item_is_read(
    options: Mapping[str, Any], message: str
) -> None:
    for do in (lambda: Format(**options), lambda: references(to_batch([]), **options)):
        with pytest.raises((StyleError, UnknownNameError)) as raised:
            do()
        assert message in raised.value.message


# --- as a work -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "remark"),
    [
        (
            "ieee",
            "ieee: no number but 1, as each work stands for itself; --document NAME makes bibliographies",
        ),
        (
            "acl",
            "acl: no letters after years, as each work stands for itself; --document NAME makes bibliographies",
        ),
    ],
)
def test_a_style_that_says_more_in_a_whole_bibliography_is_remarked(
    style: str, remark: str
) -> None:
    assert Format(style).remark == remark


def test_a_work_does_what_the_function_does_and_goes_to_any_process() -> None:
    work = pickle.loads(pickle.dumps(Format("ieee", format="html")))
    assert work == Format("ieee", format="html")
    made = references(to_batch(WORKS), style="ieee", format="html")
    assert work(to_batch(WORKS)) == made
    # With a document, too, each stands for itself.
    batch = to_batch(WORKS).append_column("document", pa.array(["a"] * 4))
    assert work(batch) == made


def test_a_style_that_changes_without_its_name_is_another_option(tmp_path: Any) -> None:
    style = tmp_path / "own.csl"
    xml = synbib.Style.load("acl").xml
    style.write_bytes(xml)
    before = Format(str(style)).options
    style.write_bytes(xml + b"\n")
    after = Format(str(style)).options
    assert before.keys() == {"style", "style file", "locale", "format"}
    assert {name for name in before if before[name] != after[name]} == {"style file"}


# --- no batch matters ----------------------------------------------------------------------------------------

_TEXT: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_NAMES: Final = st.lists(
    st.fixed_dictionaries(
        {"family": st.sampled_from(["Roe", "Doe", "Ng"]) | _TEXT, "given": _TEXT}
    ),
    max_size=4,
)
_ITEMS: Final = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["a", "b", ""]) | _TEXT,
            "type": st.sampled_from(
                ["book", "article-journal", "chapter", "personal_communication"]
            ),
            "title": st.sampled_from(["One", "Two"]) | _TEXT,
            "author": _NAMES,
            "issued": st.builds(
                lambda year: {"date-parts": [[year]]}, st.sampled_from([2020, 2021, -5])
            ),
        },
        optional={"volume": _TEXT, "page": _TEXT, "language": _TEXT, "note": _TEXT, "own": _TEXT},
    ),
    max_size=12,
)


@given(
    items=_ITEMS,
    cuts=st.lists(st.integers(0, 12), max_size=4),
    style=st.sampled_from(["apa", "ieee", "acl", "syndata", "modern-language-association"]),
    locale=st.sampled_from([None, "item"]),
)
def test_however_items_are_cut_into_batches_the_references_are_the_same(
    items: list[dict[str, Any]], cuts: list[int], style: str, locale: str | None
) -> None:
    whole = to_batch(items)
    places = sorted({0, len(items), *(min(cut, len(items)) for cut in cuts)})
    pieces = [
        references(whole.slice(start, end - start), style=style, locale=locale)
        for start, end in pairwise(places)
    ]
    together = references(whole, style=style, locale=locale)
    assert pa.Table.from_batches(pieces, together.schema).to_pylist() == together.to_pylist()
