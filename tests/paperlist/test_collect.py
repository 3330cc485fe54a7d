"""Mentions of papers become works: each paper once, whatever a list says of it in several places."""

from __future__ import annotations

import pytest
from growth import in_proportion

from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.works.collect import Collected, collect
from synbib.paperlist.works.unite import NOTED

TINY = "TinyStories: How Small Can Language Models Be and Still Speak Coherent English?"
SELF = "Self-Instruct: Aligning Language Models with Self-Generated Instructions"


def paper(title: str, line: int, group: str = "", arxiv: str = "", **said: object) -> Mention:
    """A mention with the link that goes with its arXiv number."""
    links = {"paper": f"https://arxiv.org/abs/{arxiv}"} if arxiv else {}
    return Mention(
        title,
        links={**links, **said.pop("links", {})},  # type: ignore[dict-item]
        identifiers={"arxiv": arxiv} if arxiv else {},
        groups=(group,) if group else (),
        line=line,
        **said,  # type: ignore[arg-type]
    )


def titles(collected: Collected) -> list[str]:
    return [work.paper.title for work in collected.works]


def findings(collected: Collected) -> list[str]:
    return [str(finding) for finding in collected.findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (paper(TINY, 1, arxiv="2305.07759"), paper(TINY, 2, arxiv="2305.07759v2")),
        (paper(TINY, 1, arxiv="2305.07759"), paper(TINY.lower().rstrip("?"), 2)),
        (paper("Poincaré Embeddings", 1), paper("Poincare embeddings.", 2)),
        (paper(TINY, 1, arxiv="2305.07759"), paper("TinyStories", 2, arxiv="2305.07759")),
        (paper("Distilling Step-by-Step!", 1, arxiv="2305.02301"), paper("Distiling Step by Step", 2, arxiv="2305.02301")),
        (paper(SELF, 1, authors=("Wang, Yizhong",)), paper(SELF, 2, authors=("Wang, Y.", "others"))),
    ],
    ids=["number", "title", "accents", "short-form", "misspelt", "author"],
)  # fmt: skip
def test_mentions_are_one_work_with_all_their_groups(one: Mention, other: Mention) -> None:
    mentions = [
        Mention(**{**{n: getattr(m, n) for n in Mention.__slots__}, "groups": (group,)})
        for m, group in ((one, "Pretraining"), (other, "Dataset"))
    ]
    [work] = collect(mentions).works
    assert work.groups == (("Pretraining",), ("Dataset",))
    assert work.mentions[0].line == 1


def test_one_title_with_two_numbers_stays_two_and_is_reported() -> None:
    collected = collect([paper(TINY, 3, arxiv="2305.07759"), paper(TINY, 9, arxiv="2306.11644")])
    assert titles(collected) == [TINY, TINY]
    assert findings(collected) == [
        f"README.md:9: '{TINY}' stands in line 3 with another arXiv number, and is taken for another paper; "
        "correct one of them if it is the same"
    ]


def test_one_title_by_two_people_stays_two() -> None:
    mentions = [paper("Deep Learning", 1, authors=("LeCun, Yann",)), paper("Deep Learning", 2, authors=("Goodfellow, Ian",))]  # fmt: skip
    assert len(collect(mentions).works) == 2


def test_a_title_of_one_short_word_is_not_enough() -> None:
    assert len(collect([paper("Flan", 1), paper("Flan", 2)]).works) == 2


def test_a_link_under_two_titles_belongs_to_the_first() -> None:
    collected = collect([paper(TINY, 3, arxiv="2305.07759"), paper(SELF, 4, arxiv="2305.07759")])
    first, second = collected.works
    assert first.paper.identifiers == {"arxiv": "2305.07759"}
    # The link stays as the list has it: which of them is wrong only a person can tell.
    assert second.paper.links == first.paper.links
    assert second.paper.identifiers == {}
    assert findings(collected) == [
        f"README.md:4: the same link (arXiv number 2305.07759) stands under two titles: '{SELF}' here, "
        f"'{TINY}' in line 3; correct the link under one of them"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-3 Technical Report on Language Models", "GPT-4 Technical Report on Language Models"),
        ("Textbooks Are All You Need", "Large Language Models Can Self-Improve"),
        ("Llama: Open and Efficient Foundation Models", "Llama 2: Open Foundation and Chat Models"),
    ],
)
def test_other_papers_under_one_link_are_not_mixed_up(one: str, other: str) -> None:
    collected = collect([paper(one, 1, arxiv="2303.08774"), paper(other, 2, arxiv="2303.08774")])
    assert titles(collected) == [one, other]


def test_a_title_that_is_another_up_to_the_colon_is_reported_only() -> None:
    collected = collect([paper("Self-Instruct", 5), paper(SELF, 8, arxiv="2212.10560")])
    assert titles(collected) == ["Self-Instruct", SELF]
    assert findings(collected) == [
        f"README.md:8: 'Self-Instruct' (line 5) and '{SELF}' (line 8) may be the same paper; "
        "write the same title, or the same link, in both places if it is"
    ]


@pytest.mark.parametrize(
    ("others", "best"),
    [
        ((SELF.upper(), SELF), SELF),
        (("Self-Instruct: Aligning Language Models with Self-Generated Inâ€™s", SELF), SELF),
        (("Self-Instruct: Aligning Language Models with…", SELF), SELF),
        (("Self-Instruct", SELF), SELF),
        ((SELF, SELF.lower(), SELF.lower()), SELF.lower()),
    ],
    ids=["capitals", "mojibake", "cut-off", "name", "most"],
)
def test_the_best_title_is_kept(others: tuple[str, ...], best: str) -> None:
    [work] = collect([paper(title, 1, arxiv="2212.10560") for title in others]).works
    assert work.paper.title == best


def test_what_is_published_is_kept_and_what_differs_reported() -> None:
    collected = collect(
        [
            paper(SELF, 3, arxiv="2212.10560", venue="arXiv", year=2022, links={"code": "https://github.com/a/b"}),
            paper(SELF, 7, arxiv="2212.10560", venue="ACL", year=2023, links={"code": "https://github.com/c/d"}),
        ]
    )  # fmt: skip
    [work] = collected.works
    assert (work.paper.venue, work.paper.year) == ("ACL", 2023)
    assert work.paper.links["code"] == "https://github.com/a/b"
    assert findings(collected) == [
        f"README.md:3: '{SELF}': the venue 'arXiv' differs from 'ACL' in line 7, which is kept",
        f"README.md:7: '{SELF}': the link (code) 'https://github.com/c/d' differs from 'https://github.com/a/b' "
        "in line 3, which is kept",
    ]


def test_a_name_under_the_identifier_of_a_paper_is_that_paper() -> None:
    title = "Exploring the Limits of Transfer Learning"
    collected = collect([paper("T5", 1, arxiv="1910.10683"), paper(title, 2, arxiv="1910.10683")])
    (work,) = collected.works
    assert (work.paper.title, work.paper.identifiers) == (title, {"arxiv": "1910.10683"})
    assert [finding.code for finding in collected.findings] == [NOTED]


def test_two_names_under_one_identifier_are_two_works() -> None:
    collected = collect(
        [paper("Coin Flip", 1, arxiv="2201.11903"), paper("Last Letter", 2, arxiv="2201.11903")]
    )
    assert [work.paper.title for work in collected.works] == ["Coin Flip", "Last Letter"]
    assert [finding.code for finding in collected.findings] == ["shared-link"]


def test_a_renamed_paper_is_one_work() -> None:
    titles = ("Magicoder: Source Code Is All You Need", "Magicoder: Empowering Code Generation")
    assert len(collect([paper(title, 1, arxiv="2312.02120") for title in titles]).works) == 1


def test_the_same_link_written_in_two_ways_is_no_difference() -> None:
    collected = collect(
        [
            paper(TINY, 1, arxiv="2305.07759", links={"code": "https://github.com/a/b"}),
            paper(TINY, 2, arxiv="2305.07759", links={"paper": "http://arxiv.org/pdf/2305.07759v2.pdf", "code": "http://www.github.com/a/b/"}),
        ]
    )  # fmt: skip
    assert findings(collected) == []


@pytest.mark.parametrize("same", ["link", "title"])
def test_many_papers_under_one_link_or_title_take_linear_time(same: str) -> None:
    def mentions(count: int) -> list[Mention]:
        if same == "link":
            return [
                paper(f"{n} things that nobody {n * 7919} knew", n, arxiv="2305.07759")
                for n in range(count)
            ]
        return [paper(TINY, n, arxiv=f"{n:04d}.{n:05d}") for n in range(count)]  # fmt: skip

    assert in_proportion(lambda count: collect(mentions(count)), 1000)


def test_the_month_of_a_preprint_is_kept_wherever_the_list_says_it() -> None:
    mentions = [
        paper(TINY, 1, arxiv="2305.07759", venue="arXiv", year=2023),
        paper(TINY, 2, arxiv="2305.07759", year=2023, month=5),
    ]
    (work,) = collect(mentions).works
    assert (work.paper.venue, work.paper.year, work.paper.month) == ("arXiv", 2023, 5)


def test_a_second_link_of_a_kind_is_noted() -> None:
    mentions = [
        paper(TINY, 1, arxiv="2305.07759", links={"model": "https://hf.co/a/b"}),
        paper(TINY, 2, arxiv="2305.07759", links={"model": "https://github.com/a/b/tree/main/m"}),
    ]
    (work,) = collect(mentions).works
    assert work.paper.links["model"] == "https://hf.co/a/b"
    assert work.paper.note == "model: https://github.com/a/b/tree/main/m"
