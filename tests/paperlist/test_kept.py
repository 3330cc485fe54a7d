"""What a stretch of a README says is in the texts that take its place, or is told as lost."""

from __future__ import annotations

import pytest

from synbib.paperlist.works.kept import Kept, Loss, lost


@pytest.mark.parametrize(
    ("old", "kept"),
    [
        ("**A Café**, *THE* `tea`", "a cafe, the Tea"),  # case, accents, markup
        ("**L**arge <b>L</b>anguage", "Large Language"),  # markup within a word
        ("Łukasz &amp; Søren, ﬁve", "Lukasz, Soren, five"),
        ("1. One\n12) Two", "One Two"),  # the numbers of a list
        ("[2023-05]", "2023, 5"),
        ("Tea 🔥 :-) — (!)", "tea"),
        ("[x](https://arxiv.org/pdf/2305.07759v2.pdf)", "x <https://arxiv.org/abs/2305.07759>"),
        ("[x](http://www.a.org/b/)", "x https://a.org/b"),
        ("[x](https://dl.acm.org/doi/abs/10.1145/1.2)", "x https://doi.org/10.1145/1.2"),
        ("[x](https://a.org/?a=1&amp;b=2)", "x https://a.org/?a=1&b=2"),
        ("[[PDF](https://a.org)]", "https://a.org"),  # a label that says no more than the link
        ("![x](a.png)", "x ![](a.png)"),
        ("<img src='a.png'>", "![](a.png)"),
    ],
)
def test_what_means_the_same_is_kept(old: str, kept: str) -> None:
    assert lost(old, [Kept(kept)]) == Loss()


@pytest.mark.parametrize(
    ("old", "kept", "loss"),
    [
        ("Tea\nand cake", "tea", Loss(1, words=("and", "cake"))),
        ("Smart", "A smarter art", Loss(words=("smart",))),
        ("12 of 40", "of 140", Loss(words=("12", "40"))),
        ("[x](https://a.org/b)", "x https://a.org/bc", Loss(links=("https://a.org/b",))),
        ("[x](https://a.org/b#c)", "x https://a.org/b", Loss(links=("https://a.org/b#c",))),
        ("[x](notes/b.md)", "x notes b md", Loss(links=("notes/b.md",))),
        ("[x][1]\n\n[1]: b.md", "x 1", Loss(2, links=("b.md",))),
        ('<a href="#top">x</a>', "x top", Loss(links=("#top",))),
        ("<mailto:a@b.org>", "a@b.org", Loss(links=("mailto:a@b.org",))),
        ('[x](https://a.org "Tea")', "x https://a.org", Loss(words=("tea",))),
        ('<abbr title="Tea">x</abbr>', "x", Loss(words=("tea",))),
        # A link to a picture is not the picture.
        ("![x](https://a.org/b.png)", "x https://a.org/b.png", Loss(images=("https://a.org/b.png",))),
        ("tea <!-- tea -->", "tea", Loss(comments=("<!-- tea -->",))),
        ("tea <!-- never closed", "tea", Loss(comments=("<!-- never closed",))),
        ('<span id="tea">tea</span>', "tea", Loss(anchors=("tea",))),
    ],
)  # fmt: skip
def test_what_is_nowhere_is_lost(old: str, kept: str, loss: Loss) -> None:
    assert lost(old, [Kept(kept)]) == loss


def test_several_texts_keep_together_what_none_of_them_keeps_alone() -> None:
    old = "Tea [and](https://a.org) cake"
    assert not lost(old, [Kept("tea cake"), Kept("and https://a.org")])


def test_a_message_says_what_is_lost() -> None:
    loss = lost("Tea ![and](a.png) [cake](b.md) <!-- sugar -->", [])
    assert str(loss) == (
        "'tea and cake', the image a.png, the link b.md, the comment <!-- sugar --> would be lost"
    )


@pytest.mark.parametrize("text", ["![" * 20_000, "](" * 20_000, "<img " * 20_000, "<!--" * 20_000])
def test_hostile_text_takes_a_step_for_each_character(text: str) -> None:
    """Each of these takes minutes where a pattern looks from every place to the end of the text."""
    assert lost(text, []) is not None
