from __future__ import annotations

import pytest

import synbib
from synbib.bibliography import StyleChoice, cite, references, render
from synbib.errors import StyleError, UnknownNameError
from synbib.library import read_text

LIBRARY = read_text(
    r"""
@misc{tan2024llm,
  author = {Tan, Zhen and Beigi, Alimohammad and Wang, Song and Guo, Ruocheng},
  title = {Large language models for data annotation: A survey},
  year = {2024}, eprint = {2402.13446}, archiveprefix = {arXiv}, groups = {Surveys},
}
@inproceedings{dong2024abilities,
  author = {Guanting Dong and Jingren Zhou},
  title = {How abilities in large language models are affected},
  booktitle = {Proceedings of the 62nd {Annual Meeting} of the {ACL}},
  pages = {177--198}, address = {Bangkok, Thailand}, year = {2024},
  publisher = {Association for Computational Linguistics}, groups = {Analysis},
}
"""
)
TAN = (
    "Tan Z, Beigi A, Wang S, et al. Large language models for data annotation: A survey[J]. "
    "arXiv preprint arXiv:2402.13446, 2024."
)
DONG = (
    "Guanting Dong and Jingren Zhou. 2024. How abilities in large language models are affected. "
    "In *Proceedings of the 62nd Annual Meeting of the ACL*, pages 177–198, Bangkok, Thailand. "
    "Association for Computational Linguistics."
)


def test_a_style_may_be_chosen_for_each_entry_type() -> None:
    styles = StyleChoice("syndata", {"inproceedings": "acl"})
    assert references(list(LIBRARY.values()), styles) == {
        "tan2024llm": TAN,
        "dong2024abilities": DONG,
    }


def test_a_list_cites_nothing_so_that_another_entry_changes_no_reference() -> None:
    one = "@misc{a, author = {OpenAI}, title = {GPT-4}, year = 2023}"
    other = "@misc{b, author = {OpenAI}, title = {GPT-4V}, year = 2023}"
    for style in ("apa", "acl", "chicago-author-date"):
        alone = references(read_text(one).values(), StyleChoice(style))["a"]
        both = references(read_text(one + other).values(), StyleChoice(style))
        assert both["a"] == alone
        assert "2023a" not in alone + both["b"]
    # A bibliography is cited from.
    assert "2023a" in render(read_text(one + other), "apa")


def test_a_bibliography_is_rendered_whole_or_in_part() -> None:
    assert synbib.render(LIBRARY, style="acl", keys=["dong2024abilities"]) == DONG
    assert render(LIBRARY, "syndata", "text", group="surveys") == TAN
    assert render(LIBRARY, "acl").splitlines()[0] == DONG


def test_citing_gives_the_citation_and_the_reference() -> None:
    entries = LIBRARY.select(["dong2024abilities"])
    assert cite(entries, "acl", "markdown") == ("(Dong and Zhou, 2024)", DONG)
    assert cite(LIBRARY.select(), "acl", "text")[0] == "(Tan et al., 2024; Dong and Zhou, 2024)"


def test_a_style_with_no_bibliography_cites_alone() -> None:
    citation, reference = cite(LIBRARY.select(["tan2024llm"]), "bluebook-law-review", "text")
    assert "Tan" in citation
    assert reference == ""


@pytest.mark.parametrize(
    ("authors", "style", "expected"),
    [
        ("Tan, Zhen and others", "acl", "Zhen Tan et al. 2024."),
        ("Tan, Zhen and Beigi, Ali and others", "acl", "Zhen Tan, Ali Beigi, et al. 2024."),
        ("Tan, Zhen and others", "apa", "Tan, Z. et al. (2024)."),
        ("Tan, Zhen and Beigi, Ali and others", "syndata", "Tan Z, Beigi A, et al. T"),
    ],
)
def test_and_others_is_et_al(authors: str, style: str, expected: str) -> None:
    library = read_text(f"@misc{{x, author={{{authors}}}, title={{T}}, year={{2024}}}}")
    assert render(library, style, "text").startswith(expected)


def test_what_does_not_exist_raises() -> None:
    with pytest.raises(StyleError):
        render(LIBRARY, "no-such-style-at-all")
    with pytest.raises(UnknownNameError):
        render(LIBRARY, "acl", "docx")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError):
        render(LIBRARY, "acl", group="nothing")


def test_a_list_in_two_languages_has_the_words_of_each_where_no_entry_names_its_own() -> None:
    library = read_text(
        "@article{a, author={张三 and 李四 and 王五 and 赵六}, title={深度学习综述}, journal={计算机学报}, year=2020}"
        "@article{b, author={Lee, Ann and Roe, Bo and Poe, Cy and Doe, Di}, title={Deep Learning},"
        " journal={Computing}, year=2020}"
    )
    style = "china-national-standard-gb-t-7714-2015-numeric"
    assert render(library, style, "text", locale="item") == (
        "[1] 张三, 李四, 王五, 等. 深度学习综述[J]. 计算机学报, 2020.\n"
        "[2] LEE A, ROE B, POE C, et al. Deep learning[J]. Computing, 2020."
    )
