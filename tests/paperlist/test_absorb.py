"""What somebody edits inside a block is an edit of the store; after it, the store writes the block as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

import synbib
from synbib.library import read_text
from synbib.paperlist.absorb import without
from synbib.readme import Options
from synbib.readme.forms import Form, parse_template

STORE = """\
@string{emnlp = {Proceedings of the Conference on Empirical Methods in Natural Language Processing (EMNLP)}}

@inproceedings{tan2024annotation,
  author    = {Tan, Zhen and Beigi, Alimohammad and Wang, Song},
  title     = {{BERT} and Large {Language Models} for Data Annotation},
  booktitle = emnlp,
  year      = {2024},
  url       = {https://example.org/tan},
  groups    = {Surveys},
}

@article{roe2021,
  author  = {M{\\"u}ller, Jo and others},
  title   = {On Lists},
  journal = {Journal of Lists},
  year    = {2021},
  code    = {https://github.com/roe/lists},
  groups  = {Surveys, Math},
}

@misc{roe2024,
  author        = {Roe, Eve},
  title         = {Products},
  year          = {2024},
  month         = jan,
  eprint        = {2401.01234},
  archiveprefix = {arXiv},
  groups        = {Preprints},
}

@article{poe2023,
  author  = {Poe, Ben},
  title   = {Quotients},
  journal = {arXiv preprint arXiv:2301.01234},
  volume  = {abs/2301.01234},
  year    = {2023},
  eprint  = {2301.01234},
  archiveprefix = {arXiv},
  groups  = {Preprints},
}

@misc{doe2020,
  author = {Doe, Jane},
  title  = {Sums},
  year   = {2020},
  url    = {https://example.org/sums},
  groups = {Math},
}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Math\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Preprints\\;0\\;1\\;\\;\\;\\;;
}
"""
FORM = "- **{title}**{. *|authors|*}{?.{ |venue}{ |year}}.{ [[Paper](|paper|)]}{ [[Code](|code|)]}"
OPTIONS = Options(forms={"mine": Form(parse_template(FORM))})
README = """\
# Papers

## Surveys

<!-- synbib:start list group=Surveys nested=no form=mine -->
<!-- synbib:end -->

## Math

<!-- synbib:start list group=Math nested=no form=mine -->
<!-- synbib:end -->

## Preprints

<!-- synbib:start list group=Preprints nested=no form=mine -->
<!-- synbib:end -->
"""
BERT = (
    "- **BERT and Large Language Models for Data Annotation**. *Zhen Tan, Alimohammad Beigi, Song Wang*. EMNLP 2024. "
    "[[Paper](https://example.org/tan)]\n"
)
LISTS = (
    "- **On Lists**. *Jo Müller et al.*. Journal of Lists 2021. "
    "[[Code](https://github.com/roe/lists)]\n"
)
SUMS = "- **Sums**. *Jane Doe*. 2020. [[Paper](https://example.org/sums)]\n"


@dataclass(frozen=True)
class Taken:
    """What an import makes of edits.

    Attributes:
        diff: What changes in the store: the lines that go and come.
        told: What is told of that.
        left: What is not taken.
        is_written: Whether the README's lists stand as they were edited.
        text: The README.
    """

    diff: list[str]
    told: list[str]
    left: list[str]
    is_written: bool
    text: str


def synced(readme: str = README, store: str = STORE) -> str:
    return synbib.sync_text(readme, read_text(store, "refs.bib"), options=OPTIONS).text


def taken(
    *edits: tuple[str, str], readme: str = README, store: str = STORE, changed: str = ""
) -> Taken:
    """Return what becomes of edits of a README: each an old text, and what stands there then.

    What is left makes ``sync`` refuse; all else is stable.
    """
    text = synced(readme, store)
    for old, new in edits:
        assert text.count(old) >= 1, text
        text = text.replace(old, new, 1)
    store = changed or store
    done = synbib.import_text(text, read_text(store, "refs.bib"), options=OPTIONS)
    after = done.converted[0].text if done.converted else text
    library = read_text(done.store.text, "refs.bib")
    if not done.tally.not_taken:
        assert not synbib.sync_text(after, library, options=OPTIONS).changed
    again = synbib.import_text(after, library, options=OPTIONS)
    assert not again.store.changed
    assert not again.converted
    lines = done.store.diff.splitlines()[2:]
    return Taken(
        [line for line in lines if line[0] in "+-" and line.strip("+-")],
        [each.message for each in done.tally.taken],
        [str(each) for each in done.tally.not_taken],
        without_comments(after) == without_comments(text),
        after,
    )


def without_comments(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text)


# --- Within an entry -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "diff"),
    [
        pytest.param(
            ("for Data Annotation", "for Image Annotation in GPT-4"),
            [
                "-  title     = {{BERT} and Large {Language Models} for Data Annotation},",
                "+  title     = {{BERT} and Large {Language Models} for Image Annotation in {GPT-4}},",
            ],
            id="a title: braces of the words that stay",
        ),
        pytest.param(
            ("Alimohammad Beigi", "Ali M. Beigi"),
            [
                "-  author    = {Tan, Zhen and Beigi, Alimohammad and Wang, Song},",
                "+  author    = {Tan, Zhen and Beigi, Ali M. and Wang, Song},",
            ],
            id="a name: written as the others are",
        ),
        pytest.param(
            ("*Zhen Tan, Alimohammad Beigi, Song Wang*", "*Zhen Tan et al.*"),
            ["+  list-authors = {Zhen Tan et al.},"],
            id="et al.: nobody goes",
        ),
        pytest.param(
            ("Jo Müller et al.", "Jo Müller, Ada Roe"),
            [
                '-  author  = {M{\\"u}ller, Jo and others},',
                '+  author  = {M{\\"u}ller, Jo and Roe, Ada},',
            ],
            id="et al. told",
        ),
        pytest.param(
            ("EMNLP 2024", "ACL 2024"),
            ["+  shortvenue = {ACL},"],
            id="a venue that is made of the booktitle",
        ),
        pytest.param(
            ("Journal of Lists", "Journal of Sums"),
            ["-  journal = {Journal of Lists},", "+  journal = {Journal of Sums},"],
            id="a venue that is the journal itself",
        ),
        pytest.param(
            ("EMNLP 2024", "EMNLP 2023"),
            ["-  year      = {2024},", "+  year      = {2023},"],
            id="a year",
        ),
        pytest.param(
            ("EMNLP 2024", "EMNLP 2024 (best paper)"),
            ["+  note      = {best paper},", "+  list-year = {{year} (best paper)},"],
            id="how it was presented, after the year",
        ),
        pytest.param(
            ("EMNLP 2024", "EMNLP (Oral) 2024"),
            ["+  note      = {Oral},", "+  list-venue = {{venue} (Oral)},"],
            id="how it was presented, after the venue",
        ),
        pytest.param(
            ("EMNLP 2024", "NAACL 2024 Oral"),
            [
                "+  shortvenue = {NAACL},",
                "+  note      = {Oral},",
                "+  list-year = {{year} Oral},",
            ],
            id="another venue, and how it was presented there",
        ),
        pytest.param(
            ("EMNLP 2024", "Accepted at EMNLP 2024"),
            ["+  list-venue = {Accepted at {venue}},"],
            id="a remark before the venue",
        ),
        pytest.param(
            ("EMNLP 2024", "EMNLP 2024, to appear"),
            ["+  list-year = {{year}, to appear},"],
            id="a remark after the year",
        ),
        pytest.param(
            ("EMNLP 2024", "EMNLP"),
            ["-  year      = {2024},"],
            id="a year that is deleted",
        ),
        pytest.param(
            ("Eve Roe*. arXiv 2024", "Eve Roe*. JCDL 2025 (Oral)"),
            [
                "-@misc{roe2024,",
                "+@inproceedings{roe2024,",
                "-  year          = {2024},",
                "-  month         = jan,",
                "+  year          = {2025},",
                "+  booktitle     = {Joint Conference on Digital Libraries},",
                "+  shortvenue    = {JCDL},",
                "+  note          = {Oral},",
                "+  list-year     = {{year} (Oral)},",
            ],
            id="a preprint that is published",
        ),
        pytest.param(
            ("Ben Poe*. arXiv 2023", "Ben Poe*. JMLR 2023"),
            [
                "-  journal = {arXiv preprint arXiv:2301.01234},",
                "-  volume  = {abs/2301.01234},",
                "+  journal = {Journal of Machine Learning Research},",
                "+  shortvenue = {JMLR},",
            ],
            id="a preprint that has arXiv for its journal",
        ),
        pytest.param(
            ("https://example.org/tan", "https://arxiv.org/abs/2402.13446"),
            [
                "-  url       = {https://example.org/tan},",
                "+  url       = {https://arxiv.org/abs/2402.13446},",
            ],
            id="a link",
        ),
        pytest.param(
            (" [[Code](https://github.com/roe/lists)]", ""),
            ["-  code    = {https://github.com/roe/lists},"],
            id="a link that is deleted",
        ),
        pytest.param(
            ("(https://example.org/tan)]", "(https://example.org/tan)] [[Code](https://github.com/a/b)]"),
            ["+  code      = {https://github.com/a/b},"],
            id="a link that is added",
        ),
        pytest.param(
            ("(https://example.org/tan)]", "(https://example.org/tan)] [[Slides](https://example.org/s)]"),
            [
                "+  slides    = {https://example.org/s},",
                "+  list-end  = {{sp}[[Slides]({slides})]},",
            ],
            id="a link that the form has no place for",
        ),
    ],
)  # fmt: skip
def test_an_edit_within_an_entry_changes_its_field_and_no_other(
    edit: tuple[str, str], diff: list[str]
) -> None:
    done = taken(edit)
    assert (done.diff, done.left) == (diff, [])
    assert edit[1] in done.text


def test_an_edit_is_told_with_its_line() -> None:
    text = synced().replace("Sums**", "More Sums**")
    done = synbib.import_text(text, read_text(STORE), "README.md", options=OPTIONS)
    assert [str(each) for each in done.tally.taken] == ["README.md:17:1: 'Sums': title changed"]
    assert done.report().startswith("edits taken     1\nedits left      0\n")


# --- Entries that come, go and move ----------------------------------------------------------------


def test_a_new_line_is_an_entry_after_the_one_above_it() -> None:
    new = "- **On Trees**. *Ada Lovelace*. 2022. [[Paper](https://example.org/trees)]\n"
    done = taken((BERT, BERT + new))
    assert (done.diff, done.told, done.is_written) == (
        [
            "+@misc{lovelace2022trees,",
            "+  author = {Ada Lovelace},",
            "+  title  = {On Trees},",
            "+  year   = {2022},",
            "+  url    = {https://example.org/trees},",
            "+  groups = {Surveys},",
            "+}",
        ],
        ["'On Trees': added"],
        True,
    )


def test_a_line_of_another_block_is_one_more_group_of_its_entry() -> None:
    done = taken((LISTS, LISTS + SUMS))
    assert (done.diff, done.told, done.is_written) == (
        ["-  groups = {Math},", "+  groups = {Math, Surveys},"],
        ["'Sums': listed here, too"],
        True,
    )


def test_a_line_that_is_deleted_leaves_its_group() -> None:
    done = taken((LISTS, ""))
    assert (done.diff, done.told, done.is_written) == (
        ["-  groups  = {Surveys, Math},", "+  groups  = {Math},"],
        ["'On Lists': taken out of 'Surveys'"],
        True,
    )


def test_a_line_that_is_deleted_from_its_last_group_leaves_the_store() -> None:
    done = taken((SUMS, ""))
    assert done.diff == [
        "-@misc{doe2020,",
        "-  author = {Doe, Jane},",
        "-  title  = {Sums},",
        "-  year   = {2020},",
        "-  url    = {https://example.org/sums},",
        "-  groups = {Math},",
        "-}",
    ]
    assert done.told == ["'Sums': deleted from the store"]


def test_the_one_line_of_a_block_can_be_deleted_and_all_of_several_cannot() -> None:
    store = STORE.replace("groups  = {Surveys, Math}", "groups  = {Surveys}")
    assert taken((SUMS, ""), store=store).told == ["'Sums': deleted from the store"]
    assert taken((BERT + LISTS, "")).left == [
        "README.md:5:1: this list was edited by hand: all of its entries are gone; synbib sync writes them again, or "
        "delete them in the store"
    ]


def test_a_line_that_moved_to_another_block_changed_its_group() -> None:
    done = taken((BERT, ""), (LISTS + SUMS, BERT + LISTS + SUMS))
    assert (done.diff, done.left) == (["-  groups    = {Surveys},", "+  groups    = {Math},"], [])


def test_lines_that_changed_places_do_so_in_the_store() -> None:
    done = taken((BERT + LISTS, LISTS + BERT))
    assert (done.told, done.left, done.is_written) == (
        ["the entries of this list are in another order"],
        [],
        True,
    )
    keys = [line for line in done.diff if line[1] == "@"]
    assert keys in (
        ["-@article{roe2021,", "+@article{roe2021,"],
        ["+@article{roe2021,", "-@article{roe2021,"],
        ["-@inproceedings{tan2024annotation,", "+@inproceedings{tan2024annotation,"],
    )


WHOLE = """\
<!-- synbib:start list form=mine -->
<!-- synbib:end -->

<!-- synbib:start recent limit=2 form=mine -->
<!-- synbib:end -->
"""


def test_a_line_under_a_heading_of_a_block_is_of_that_group() -> None:
    new = "- **On Trees**. *Ada Lovelace*. 2022. [[Paper](https://example.org/trees)]\n"
    assert "+  groups = {Math}," in taken((SUMS, SUMS + new), readme=WHOLE).diff
    done = taken((f"{LISTS}\n## Math\n", "\n## Math\n"), readme=WHOLE)
    assert done.diff == ["-  groups  = {Surveys, Math},", "+  groups  = {Math},"]


def test_a_line_that_moved_below_another_heading_changed_its_group() -> None:
    done = taken((SUMS, ""), (BERT, SUMS + BERT), readme=WHOLE)
    assert (done.left, done.is_written) == ([], True)
    assert {"-  groups = {Math},", "+  groups = {Surveys},"} <= set(done.diff)


def test_an_entry_that_is_deleted_from_a_block_of_all_entries_leaves_the_store() -> None:
    done = taken((SUMS, ""), readme=WHOLE)
    assert (done.told, done.left) == (["'Sums': deleted from the store"], [])


def test_stretches_of_one_group_begin_and_end_elsewhere() -> None:
    bounds = (
        "<!-- synbib:start list group=Surveys nested=no form=mine {} -->\n<!-- synbib:end -->\n"
    )
    readme = f"{bounds.format('until=tan2024annotation')}\nBetween.\n\n{bounds.format('after=tan2024annotation')}"
    new = "- **On Trees**. *Ada Lovelace*. 2022. [[Paper](https://example.org/trees)]\n"
    done = taken((BERT, BERT + new), readme=readme)
    assert (done.left, done.is_written) == ([], True)
    assert re.findall(r"(?:until|after)=\w+", done.text) == [
        "until=lovelace2022trees",
        "after=lovelace2022trees",
    ]
    gone = taken((BERT, ""), readme=readme)
    assert gone.left == []
    assert re.findall(r"synbib:start.*-->", gone.text) == [
        "synbib:start list group=Surveys nested=no form=mine -->"
    ]


# --- What is not taken -------------------------------------------------------------------------------


def test_a_text_around_the_entries_is_left_with_its_place() -> None:
    done = taken((BERT, BERT + "\nSome words of mine.\n\n"))
    assert (done.diff, done.left) == (
        [],
        ["README.md:9:1: what stands around the entries is not read back; move it out of the block"],
    )  # fmt: skip


def test_what_is_understood_is_taken_though_something_else_is_not() -> None:
    done = taken(("Sums**", "More Sums**"), (SUMS.replace("Sums**", "More Sums**"), SUMS.replace(
        "Sums**", "More Sums**") + "- ???\n"))  # fmt: skip
    assert done.diff == ["-  title  = {Sums},", "+  title  = {More Sums},"]
    assert done.left == [
        "README.md:18:1: this is not read as one paper; add it to the store instead"
    ]  # fmt: skip


def test_an_edit_of_what_was_changed_in_the_store_too_is_left() -> None:
    changed = STORE.replace("{Sums}", "{Other Sums}")
    done = taken(("Sums**", "More Sums**"), changed=changed)
    assert (done.diff, done.left) == (
        [],
        [
            "README.md:14:1: this list was edited by hand: the store was changed, too, since this block was written; "
            "undo one of the two, run synbib import, and make it again"
        ],
    )


def test_an_edit_beside_a_change_of_the_store_is_taken() -> None:
    changed = STORE.replace("{Sums}", "{Other Sums}")
    text = synced().replace("Journal of Lists", "Journal of Trees")
    done = synbib.import_text(text, read_text(changed, "refs.bib"), options=OPTIONS)
    assert done.store.text == changed.replace("Journal of Lists", "Journal of Trees")
    [readme] = done.converted
    assert "**Other Sums**" in readme.text
    assert readme.text.count("Journal of Trees") == 2


# --- Blocks of synbib's own form ---------------------------------------------------------------------


OWN = """\
<!-- synbib:start list group=Surveys nested=no style=acl -->
<!-- synbib:end -->

<!-- synbib:start table group=Math nested=no columns=paper,authors,venue,code -->
<!-- synbib:end -->
"""


def test_references_and_tables_are_read_back_too() -> None:
    done = taken(
        ("for data annotation", "for image annotation"),
        ("[Sums](https://example.org/sums)", "[Sums and More](https://example.org/more)"),
        readme=OWN,
    )
    assert (done.diff, done.left, done.is_written) == (
        [
            "-  title     = {{BERT} and Large {Language Models} for Data Annotation},",
            "+  title     = {{BERT} and Large {Language Models} for image Annotation},",
            "-  title  = {Sums},",
            "+  title  = {Sums and More},",
            "-  url    = {https://example.org/sums},",
            "+  url    = {https://example.org/more},",
        ],
        [],
        True,
    )


@pytest.mark.parametrize(
    ("edit", "diff"),
    [
        pytest.param(
            ("Tan Z, Beigi A", "Tan Z, Roe A"),
            [
                "-  author    = {Tan, Zhen and Beigi, Alimohammad and Wang, Song},",
                "+  author    = {Tan, Zhen and Roe, A and Wang, Song},",
            ],
            id="a name that is cut to its initial",
        ),
        pytest.param(
            ("Journal of Lists", "Journal of Sums"),
            ["-  journal = {Journal of Lists},", "+  journal = {Journal of Sums},"],
            id="a journal",
        ),
        pytest.param(
            ("  [Paper](https://example.org/tan)\n", "  [Paper](https://example.org/tan)\n\n  [Slides](https://a.org/s)\n"),
            ["+  slides    = {https://a.org/s},"],
            id="a link in a paragraph of its own",
        ),
    ],
)  # fmt: skip
def test_an_edit_of_a_reference(edit: tuple[str, str], diff: list[str]) -> None:
    done = taken(edit, readme=OWN.replace(" style=acl", ""))
    assert (done.diff, done.left) == (diff, [])


def test_a_text_keeps_its_lines_and_a_range_its_dash() -> None:
    store = STORE.replace("for Data", "for\n               Data").replace(
        "  year    = {2021},", "  year    = {2021},\n  pages   = {7--9},"
    )
    readme = OWN.replace(" style=acl", "")
    done = taken(
        ("data annotation", "image annotation"), ("7-9", "7-19"), readme=readme, store=store
    )
    assert (done.diff, done.left) == (
        [
            "-               Data Annotation},",
            "+               image Annotation},",
            "-  pages   = {7--9},",
            "+  pages   = {7--19},",
        ],
        [],
    )


@pytest.mark.parametrize(
    ("place", "diff"),
    [
        pytest.param(
            "[C]//ICLR. 2024.",
            ["-@misc{roe2024,", "+@inproceedings{roe2024,", "-  month         = jan,", "+  booktitle     = {ICLR},"],
            id="the venue as it is written",
        ),
        pytest.param(
            "[J]. Journal of Machine Learning Research, 2024.",
            [
                "-@misc{roe2024,",
                "+@article{roe2024,",
                "-  month         = jan,",
                "+  journal       = {Journal of Machine Learning Research},",
            ],
            id="a full name",
        ),
    ],
)  # fmt: skip
def test_a_reference_to_a_preprint_becomes_one_to_what_is_published(
    place: str, diff: list[str]
) -> None:
    readme = "<!-- synbib:start list group=Preprints nested=no -->\n<!-- synbib:end -->\n"
    done = taken(("[J]. arXiv preprint arXiv:2401.01234, 2024.", place), readme=readme)
    assert (done.diff, done.left, done.is_written) == (diff, [], True)


def test_names_that_no_style_shows_stay() -> None:
    store = STORE.replace("and Wang, Song", "and Wang, Song and Li, Dawei and Poe, John")
    readme = OWN.replace(" style=acl", "")
    done = taken(("Wang S, et al.", "Wang Q, et al."), readme=readme, store=store)
    assert done.diff[1] == (
        "+  author    = {Tan, Zhen and Beigi, Alimohammad and Wang, Q and Li, Dawei and Poe, John},"
    )


def test_a_slip_in_a_new_row_is_written_as_the_others_are() -> None:
    row = "| [Trees](https://example.org/trees) |Ada Roe| 2022 | -|\n"
    readme = OWN.replace("authors,venue,code", "authors,year,code")
    text = synced(readme)
    [last] = [line for line in text.splitlines() if line.startswith("| [Sums]")]
    done = taken((f"{last}\n", f"{last}\n{row}"), readme=readme)
    assert (done.told, done.left, done.is_written) == (["'Trees': added"], [], False)


# --- What a list says of one entry alone ----------------------------------------------------------

DATA = """\
@misc{roe2022,
  title   = {ListBank: A Treebank},
  year    = {2022},
  url     = {https://example.org/bank},
  dataset = {https://example.org/bank/data},
  groups  = {Data},
  table-name-note = {ListBank},
  table-size-note = {12k lists},
}
@misc{doe2023,
  title   = {AwesomeQA: Questions},
  year    = {2023},
  url     = {https://example.org/qa},
  groups  = {Data},
  list-title-note = {40k questions},
}
"""
NOTES = Options(
    forms={
        "data": Form(
            parse_template(
                "| {name-note} | [{title}]({paper}) | {size-note} | {[data](|dataset|)} |"
            ),
            0,
            ("| Name | Paper | Size | Data |", "|---|---|---|---|"),
        ),
        "remarks": Form(parse_template("- [{title}]({paper}){: |title-note}{ (|year|)}")),
    }
)


@pytest.mark.parametrize(
    ("block", "line", "fields"),
    [
        pytest.param(
            "table group=Data form=data",
            "| BibBench | [BibBench: A Benchmark](https://example.org/bench) | 9k stores |  |",
            {"table-name-note": "BibBench", "table-size-note": "9k stores"},
            id="a row",
        ),
        pytest.param(
            "table group=Data form=data",
            "|  | [BibBench: A Benchmark](https://example.org/bench) | 9k stores |  |",
            {"table-size-note": "9k stores"},
            id="a row with an empty cell",
        ),
        pytest.param(
            "list group=Data form=remarks",
            "- [BibBench: A Benchmark](https://example.org/bench): 9k stores (2024)",
            {"list-title-note": "9k stores"},
            id="a bullet",
        ),
    ],
)
def test_a_new_line_has_the_fields_that_the_form_has_slots_for(
    block: str, line: str, fields: dict[str, str]
) -> None:
    library = read_text(DATA, "refs.bib")
    text = f"# P\n\n## Data\n\n<!-- synbib:start {block} -->\n<!-- synbib:end -->\n"
    text = synbib.sync_text(text, library, options=NOTES).text
    text = text.replace("\n<!-- synbib:end", f"{line}\n\n<!-- synbib:end")
    done = synbib.import_text(text, library, options=NOTES)
    [new] = [entry for entry in read_text(done.store.text).values() if "Bench" in entry.title]
    own = {n: v for n, v in new.fields.items() if n.startswith(("list-", "table-"))}
    assert (own, done.tally.not_taken) == (fields, ())
    assert line in done.converted[0].text


def test_the_lines_that_wait_are_those_of_markdown() -> None:
    text = "a\u2028a\r\nb\x0bb\rc\nd"
    assert without(text, [(1, 3)]) == "a\u2028a\r\n\r\nd"
