from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synbib.bibliography import StyleChoice
from synbib.errors import StyleError
from synbib.library import read_text
from synbib.readme import Options, reference_list

STORE = r"""
@misc{tan2024llm,
  author = {Tan, Zhen and Beigi, Alimohammad and Wang, Song and Guo, Ruocheng},
  title = {Large language models for data annotation: A survey},
  year = {2024}, eprint = {2402.13446}, archiveprefix = {arXiv},
  project = {https://github.com/zhen-tan-dmml/llm4annotation},
  groups = {Surveys},
}
@inproceedings{dong2024abilities,
  author = {Dong, Guanting and Zhou, Jingren},
  title = {How abilities are affected},
  booktitle = {Proceedings of the 62nd Annual Meeting}, address = {Bangkok},
  year = {2024}, pages = {177--198}, groups = {Analysis, Surveys},
  url = {https://example.org/a_(b)}, code = {https://github.com/a/b},
}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\;0\;1\;\;\;\;;
1 StaticGroup:Empty\;0\;1\;\;\;\;;
1 StaticGroup:Analysis\;0\;1\;\;\;\;;
}
"""
TAN = """\
- Tan Z, Beigi A, Wang S, et al. Large language models for data annotation: A survey[J]. arXiv preprint arXiv:2402.13446, 2024.

  [Paper](https://arxiv.org/abs/2402.13446)

  [Project](https://github.com/zhen-tan-dmml/llm4annotation)"""
DONG = """\
- Guanting Dong and Jingren Zhou. 2024. How abilities are affected. In *Proceedings of the 62nd Annual Meeting*, pages 177–198, Bangkok.

  [Paper](https://example.org/a_(b))

  [Code](https://github.com/a/b)"""
MIXED = StyleChoice("syndata", {"inproceedings": "acl"})


def test_a_bullet_holds_the_reference_and_a_paragraph_for_each_link(
    read_back: Callable[[str], Any],
) -> None:
    text = reference_list(read_text(STORE), Options(styles=MIXED))
    assert text == (f"## Surveys\n\n{TAN}\n\n{DONG}\n\n## Empty\n\n## Analysis\n\n{DONG}")
    assert read_back(text).kinds == [
        "heading", "bullet_list", "heading", "heading", "bullet_list",
    ]  # fmt: skip
    assert [links for _, links in read_back(text).bullets] == [
        [
            ("Paper", "https://arxiv.org/abs/2402.13446"),
            ("Project", "https://github.com/zhen-tan-dmml/llm4annotation"),
        ],
        *2 * [[("Paper", "https://example.org/a_(b)"), ("Code", "https://github.com/a/b")]],
    ]


@pytest.mark.parametrize(
    ("kinds", "labels"),
    [
        ("paper, code", ["Paper", "Paper", "Code"]),
        ("project", ["Project"]),
        ("", []),
    ],
)
def test_the_kinds_of_links_that_show_may_be_chosen(
    kinds: str, labels: list[str], read_back: Callable[[str], Any]
) -> None:
    options = Options(groups=("Surveys",)).set("links", kinds)
    found = read_back(reference_list(read_text(STORE), options)).links
    assert [label for label, _ in found] == labels


def test_numbers_of_a_numeric_style_go_on_through_all_groups(
    read_back: Callable[[str], Any],
) -> None:
    options = Options(styles=StyleChoice("ieee"))
    bullets = read_back(reference_list(read_text(STORE), options)).bullets
    assert [text[:3] for text, _ in bullets] == ["[1]", "[2]", "[2]"]


def test_an_entry_that_says_nothing_is_listed_by_its_key() -> None:
    library = read_text("@misc{_key, code={https://example.org}}")
    assert reference_list(library) == "- \\_key\n\n  [Code](https://example.org)"


@pytest.mark.parametrize(
    ("numbering", "numbers"),
    [("all", ["1.", "2.", "3."]), ("yes", ["1.", "2.", "3."]), ("group", ["1.", "2.", "1."])],
)
def test_entries_may_be_numbered_through_all_groups_or_anew_in_each(
    numbering: str, numbers: list[str]
) -> None:
    text = reference_list(read_text(STORE), Options().set("numbering", numbering))
    assert [line[:2] for line in text.split("\n") if line[:1].isdigit()] == numbers


def test_what_is_below_a_number_of_two_digits_belongs_to_its_entry(
    read_back: Callable[[str], Any],
) -> None:
    entries = "".join(
        f"@misc{{k{n}, title={{T}}, code={{https://example.org}}}}" for n in range(11)
    )
    text = reference_list(read_text(entries), Options().set("numbering", "all"))
    assert text.endswith("\n\n11. T[Z].\n\n    [Code](https://example.org)")
    assert [links for _, links in read_back(text).bullets] == 11 * [
        [("Code", "https://example.org")]
    ]


def test_an_empty_library_makes_an_empty_list() -> None:
    assert reference_list(read_text("")) == ""


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(StyleError, match="unknown style 'acll'"):
        reference_list(read_text(STORE), Options(styles=StyleChoice("acll")))
