"""What `synbib check` reports of a library, what of that is ignored, and what is merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import BibtexError, SynbibError
from synbib.library import Cluster, Library, read_text
from synbib.library.rules import Subject, check_library, merge_duplicates
from synbib.library.rules.apart import kept_apart
from synbib.library.rules.ignores import Ignores

ARXIV = "@misc{arxiv, title = {A title}, author = {Doe, J}, year = 2020, eprint = {2001.00001}}"
PAPER = "@article{paper, title = {A title}, author = {Doe, J}, journal = {J}, year = 2021, doi = {10.1000/x}}"
COPY = "@article{copy, title = {A title}, author = {Doe, J}, journal = {J}, year = 2021, doi = {10.1000/x}}"


def found(text: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{each.line}:{each.column} {each.code} {each.key}: {each.message}"
        for each in check_library(read_text(text), ignore)
    ]


def codes(text: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return [each.code for each in check_library(read_text(text), ignore)]


def test_what_reading_and_the_rules_found_stands_in_the_order_of_the_file_with_its_entry() -> None:
    text = f"{ARXIV}\n{PAPER}\n@misc{{a, note = x}}\n@misc{{a, title = {{B}}}}\n"
    assert found(text) == [
        "2:1 duplicate paper: 'paper' may be the same work as 'arxiv': title, author and year",
        "3:17 undefined-macro a: 'x' is not an @string of this file and stands for itself",
        "4:1 duplicate-key a: the key 'a' is taken by the entry in line 3, which is the one that counts",
    ]


def test_a_date_that_no_calendar_has_is_found_at_its_field() -> None:
    text = "@misc{a, title={T},\n  date={2015-02-30}, urldate={2015-02-28}}\n"
    assert found(text) == [
        "2:8 impossible-date a: '2015-02-30' in the field 'date' is not a day of any calendar"
    ]


def test_a_day_that_no_calendar_has_is_found_where_its_parts_are_fields_of_their_own() -> None:
    text = "@misc{a, year=2015, month=feb,\n  day={30}}\n@misc{b, urlyear=2015, urlmonth={13}}\n"
    assert found(text) == [
        "2:7 impossible-date a: year '2015', month 'February', day '30' is not a day of any calendar",
        "3:33 impossible-date b: urlyear '2015', urlmonth '13' is not a day of any calendar",
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "@misc{k, eprint={1706.03762}, archiveprefix={arXiv}, year={2023}}",
            ["1:59 arxiv-year k: the number '1706.03762' is of June 2017, the field 'year' says 2023"],
        ),
        (
            "@article{k, author={A}, title={T}, journal={arXiv preprint arXiv:1706.03762v7}, date={2023-08-02}}",
            ["1:86 arxiv-year k: the number '1706.03762v7' is of June 2017, the field 'date' says 2023"],
        ),
        (
            "@article{k, author={A}, title={T}, journal={CoRR}, volume={cs.CL/9902001}, year=2001}",
            ["1:81 arxiv-year k: the number 'cs.CL/9902001' is of February 1999, the field 'year' says 2001"],
        ),
        (
            "@misc{k, doi={10.48550/arXiv.1706.03762}, year=2016}",
            ["1:48 arxiv-year k: the number '1706.03762' is of June 2017, the field 'year' says 2016"],
        ),
        ("@misc{k, eprint={1706.03762}, archiveprefix={arXiv}, year={2017}}", []),
        # What was sent in on the last day of a year.
        ("@misc{k, eprint={2001.00001}, archiveprefix={arXiv}, year={2019}}", []),
        # Published elsewhere, or without a year of its own.
        ("@article{k, author={A}, title={T}, journal={JMLR}, eprint={1706.03762}, year=2023}", []),
        ("@misc{k, eprint={1706.03762}, doi={10.1000/x}, year=2023}", []),
        ("@book{k, author={A}, title={T}, publisher={P}, eprint={1706.03762}, year=2023}", []),
        ("@misc{k, eprint={1706.03762}, year={in press}}", []),
        ("@misc{k, eprint={1706.03762}}", []),
    ],
)  # fmt: skip
def test_the_year_of_a_preprint_is_that_of_its_number(entry: str, told: list[str]) -> None:
    assert found(entry) == told


def test_a_latex_macro_that_is_not_known_is_found_where_it_stands() -> None:
    text = (
        "@string{s = {\\mine{T}}}\n@misc{a, author={\\'Eva \\oops Roe}, note=s,\n"
        "  title={A $\\alpha$\n \\texits \\texit{B} \\texit{C}}, urlraw={a\\b}, file={a\\b}, mine={\\x}}\n"
    )
    assert found(text) == [
        "2:24 unknown-latex-macro a: '\\oops' in the field 'author' is not known, and printed as it is written",
        "2:41 unknown-latex-macro a: '\\mine' in the field 'note' is not known, and printed as it is written",
        "4:2 unknown-latex-macro a: '\\texits' in the field 'title' is not known, and printed as it is written",
        "4:10 unknown-latex-macro a: '\\texit' in the field 'title' is not known, and printed as it is written",
    ]


def test_what_a_parent_hands_on_is_found_in_the_parent_only() -> None:
    text = "@inproceedings{a, author={A}, title={T}, crossref={p}}\n@proceedings{p, title={P}, booktitle={\\x Y}, year=2020}\n"
    assert [each.key for each in check_library(read_text(text))] == ["p"]


def test_a_file_that_cannot_be_used_raises() -> None:
    with pytest.raises(BibtexError, match="not a BibTeX file"):
        check_library(read_text("not BibTeX\n"))


def test_entries_that_come_from_no_file_are_inspected_too() -> None:
    made = Library.of(
        replace(entry, source=None) for entry in read_text(f"{PAPER}\n{COPY}").values()
    )
    [finding] = check_library(made)
    assert (str(finding), finding.key) == (
        "'copy' is the same work as 'paper': the same DOI",
        "copy",
    )


def test_codes_of_the_project_are_left_out() -> None:
    text = f"{ARXIV}\n{PAPER}\n@misc{{a, note = x}}\n"
    assert codes(text, ("duplicate",)) == ["undefined-macro"]
    assert codes(text, ("undefined-macro", "duplicate")) == []
    with pytest.raises(SynbibError, match="unknown code 'duplicat'; did you mean duplicate"):
        check_library(read_text(text), ("duplicat",))


# --- a line above an entry ------------------------------------------------------------------------------


def test_a_line_above_an_entry_covers_its_findings_and_no_others() -> None:
    text = "% synbib: ignore undefined-macro\n@misc{a, note = x, title = y,,}\n@misc{b, note = z}\n"
    assert found(text) == [
        "2:30 stray-comma a: a comma too many",
        "3:17 undefined-macro b: 'z' is not an @string of this file and stands for itself",
    ]


@pytest.mark.parametrize(
    "above",
    [
        "% synbib: ignore undefined-macro\n% why it is so\n",
        "% why it is so\n% synbib: ignore undefined-macro\n",
        "%synbib:ignore undefined-macro\r\n",
        "  %% synbib:  ignore\tundefined-macro \n",
        "\ufeff% synbib: ignore undefined-macro\n",
        "@misc{b}\n\n% synbib: ignore undefined-macro\n  ",
        "@misc{b} % synbib: all is well here\n% synbib: ignore undefined-macro\n",
        "% synbib: ignore stray-comma\n% synbib: ignore undefined-macro\n",
        "% synbib: ignore undefined-macro\n@comment{x}\n% synbib: ignore undefined-macro\n",
    ],
)
def test_the_line_is_found_among_the_comments_right_above(above: str) -> None:
    assert "undefined-macro" not in codes(f"{above}@misc{{a, note = x}}\n")


def test_other_blocks_than_entries_have_such_lines_too() -> None:
    text = "@string{m = 1}\n% synbib: ignore redefined-macro\n@string{m = 2}\n@misc{a, note = m}\n"
    assert codes(text) == []
    assert codes(text.replace("% synbib: ignore redefined-macro\n", "")) == ["redefined-macro"]


def test_a_line_for_one_of_two_entries_with_one_key_stands_above_the_second() -> None:
    text = "@misc{a, title = {A}}\n% synbib: ignore duplicate-key\n@misc{a, title = {A}}\n"
    assert codes(text) == []


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "ignore undefined-macro",
            "this ignores nothing: there is no 'undefined-macro' here",
            "delete the line",
        ),
        (
            "ignore duplicate papr",
            "this ignores nothing: unknown citation key 'papr'; did you mean paper?",
            "correct the key, or delete the line",
        ),
        (
            "ignore duplicate paper",
            "this ignores nothing: there is no 'duplicate' here",
            "delete the line",
        ),
    ],
)
def test_a_line_that_ignores_nothing_is_noted(line: str, message: str, hint: str) -> None:
    text = f"% synbib: {line}\n@misc{{a, title = {{B}}}}\n{PAPER}\n"
    [note] = check_library(read_text(text))
    assert (note.line, note.column, note.code, note.severity) == (1, 1, "unused-ignore", "note")
    assert (note.message, note.hint) == (message, hint)


def test_a_line_that_stands_above_no_entry_is_noted_and_covers_nothing() -> None:
    text = "% synbib: ignore undefined-macro\n\n@misc{a, note = x}\n% synbib: ignore duplicate\n"
    assert found(text) == [
        "1:1 unused-ignore : this stands above no entry",
        "3:17 undefined-macro a: 'x' is not an @string of this file and stands for itself",
        "4:1 unused-ignore : this stands above no entry",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "ignore undefined-marco",
            "unknown code 'undefined-marco'; did you mean undefined-macro or redefined-macro?",
        ),
        (
            "ignore broken-entry",
            "'broken-entry' is an error, and errors cannot be ignored; mend what it reports",
        ),
        ("ignore", "this names no code; write % synbib: ignore CODE"),
        ("", "this tells synbib nothing; write % synbib: ignore CODE"),
        (
            "ingore late-macro",
            "'ingore' is nothing that synbib can be told here; write % synbib: ignore CODE",
        ),
        (
            "ignore late-macro as it is",
            "'as' is one word too many; write a code on each line, and reasons above",
        ),
    ],
)
def test_a_line_that_cannot_be_followed_is_reported(line: str, message: str) -> None:
    [warning] = check_library(read_text(f"@misc{{b}}\n  % synbib: {line}\n@misc{{a}}\n"))
    assert (warning.line, warning.column, warning.code) == (2, 3, "invalid-ignore")
    assert (warning.message, warning.severity) == (message, "warning")


def test_what_stands_inside_an_entry_or_a_comment_is_no_such_line() -> None:
    text = "@misc{a, abstract = {\n% synbib: ignore x\n}}\n@comment{\n% synbib: ignore x\n}\n"
    assert codes(text) == []


def test_the_notes_themselves_can_be_left_out_of_a_project() -> None:
    text = "% synbib: ignore late-macro\n% synbib: nothing\n@misc{a}\n"
    assert codes(text) == ["unused-ignore", "invalid-ignore"]
    assert codes(text, ("unused-ignore", "invalid-ignore")) == []


# --- works that are to stay apart -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"% synbib: ignore duplicate paper\n{ARXIV}\n{PAPER}\n",
        f"{ARXIV}\n% synbib: ignore duplicate arxiv\n{PAPER}\n",
        f"{ARXIV}\n% synbib: ignore duplicate\n{PAPER}\n",
        f"% synbib: ignore duplicate copy, paper\n{ARXIV}\n% synbib: ignore duplicate copy\n{PAPER}\n{COPY}\n",
        f"% synbib: ignore duplicate old\n{ARXIV}\n{PAPER.replace('paper,', 'paper, ids = {old},')}\n",
    ],
    ids=["first", "second", "any other", "several", "by an alias"],
)
def test_an_arxiv_version_and_its_proceedings_version_both_stay(text: str) -> None:
    assert "duplicate" not in codes(text)
    assert "unused-ignore" not in codes(text)


def test_a_third_copy_is_still_found() -> None:
    text = f"% synbib: ignore duplicate paper\n{ARXIV}\n{PAPER}\n{COPY}\n"
    assert found(text) == ["4:1 duplicate copy: 'copy' is the same work as 'paper': the same DOI"]


def test_what_is_kept_apart_is_not_merged() -> None:
    text = f"% synbib: ignore duplicate copy\n{PAPER}\n{COPY}\n"
    assert merge_duplicates(read_text(text)).text == text
    assert merge_duplicates(read_text(text), ("duplicate",)).text == text
    free = f"{PAPER}\n{COPY}\n"
    assert merge_duplicates(read_text(free), ("duplicate",)).text == free
    assert merge_duplicates(read_text(free)).keys == {"copy": "paper"}


def test_of_three_copies_the_other_two_are_merged() -> None:
    third = COPY.replace("copy", "third")
    text = f"{PAPER}\n% synbib: ignore duplicate paper\n{COPY}\n{third}\n"
    merged = merge_duplicates(read_text(text))
    assert merged.keys == {"third": "paper"}
    assert codes(merged.text) == []


def test_an_entry_whose_taken_key_is_ignored_is_not_merged() -> None:
    line = "% synbib: ignore duplicate-key\n"
    text = f"{PAPER}\n{line}{PAPER}\n"
    assert merge_duplicates(read_text(text)).text == text
    text = text.replace(line, "")
    assert merge_duplicates(read_text(text), ("duplicate-key",)).text == text
    assert merge_duplicates(read_text(text)).text == f"{PAPER}\n"


def test_the_lines_of_an_entry_that_is_merged_into_another_go_with_it() -> None:
    text = f"{PAPER}\n% of the copy\n% synbib: ignore late-macro\n{COPY}\n@misc{{a}}\n"
    merged = merge_duplicates(read_text(text)).text
    assert merged == (f"{PAPER[:-1]}, ids = {{copy}}}}\n% of the copy\n@misc{{a}}\n")


def apart(clusters: list[Cluster], text: str) -> list[tuple[str, bool]]:
    entries = "".join(f"@misc{{{key}}}\n" for key in "abcd")
    for key, others in re.findall(r"(\w):(\w*)", text):
        line = f"% synbib: ignore duplicate {' '.join(others)}\n@misc{{{key}}}"
        entries = entries.replace(f"@misc{{{key}}}", line)
    pairs = Ignores(read_text(entries)).pairs
    return [("".join(each.keys), each.likely) for each in kept_apart(clusters, pairs)]


CERTAIN = Cluster(("a", "b"), "doi")
LIKELY = Cluster(("a", "b", "c", "d"), "title", likely=True)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ("", [("ab", False), ("abcd", True)]),
        ("a:b", [("acd", True)]),
        ("c:a", [("ab", False), ("abd", True)]),
        ("c:b", [("ab", False), ("abd", True)]),
        ("a:cd", [("ab", False), ("cd", True)]),
        ("b:cd", [("ab", False), ("cd", True)]),
        ("a:", [("bcd", True)]),
        ("c:d", [("ab", False), ("abc", True)]),
        ("c: d:", [("ab", False)]),
        ("a:bcd b:cd c:d", []),
    ],
)
def test_a_work_that_is_another_than_one_entry_is_another_than_all_that_are_this_one(
    pairs: str, expected: list[tuple[str, bool]]
) -> None:
    assert apart([CERTAIN, LIKELY], pairs) == expected


KEYS = st.text("abcdef", min_size=2, max_size=6).map(lambda keys: tuple(dict.fromkeys(keys)))
PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8)


@given(KEYS, PAIRS)
def test_no_two_that_are_apart_are_in_one_cluster_and_nothing_else_is_lost(
    keys: tuple[str, ...], pairs: list[tuple[str, str]]
) -> None:
    lines: dict[str, list[str]] = {key: [] for key in "abcdef"}
    for one, other in pairs:
        lines[one].append(f"% synbib: ignore duplicate {other}\n")
    text = "".join(f"{''.join(above)}@misc{{{key}}}\n" for key, above in lines.items())
    clusters = kept_apart([Cluster(keys, "doi")], Ignores(read_text(text)).pairs)
    together = {
        frozenset((a, b)) for each in clusters for a in each.keys for b in each.keys if a != b
    }
    assert together.isdisjoint(frozenset(pair) for pair in pairs)
    free = set(keys) - {key for pair in pairs for key in pair if pair[0] != pair[1]}
    assert len(free) < 2 or any(free <= set(each.keys) for each in clusters)


@pytest.mark.parametrize("other", ["k", "unknown"])
def test_lines_and_entries_take_time_in_proportion(other: str) -> None:
    def inspected(n: int) -> None:
        lines = (
            f"% synbib: ignore duplicate {other}{i + 1}\n"
            f"@misc{{k{i}, title = {{A}}, author = {{B}}, note = x}}\n"
            for i in range(n)
        )
        check_library(read_text("".join(lines)))

    assert in_proportion(inspected, 2_000)


def test_the_rule_that_the_contributing_guide_shows_finds_what_it_says(repo: Path) -> None:
    guide = (repo / "CONTRIBUTING.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.+?)```", guide, re.DOTALL)
    names: dict[str, Any] = {"re": re, "Subject": Subject, "Iterator": Iterator}
    exec(code, names)
    text = "@misc{a, year = 2024}\n@misc{b, Year = {2024a}}\n"
    [finding] = names["year_with_a_letter"](Subject(read_text(text, "a.bib")))
    assert str(finding) == "a.bib:2:17: the year '2024a' ends in a letter"
