"""Whether two records are of one work: why, what speaks against it, and how sure each who asks must be."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.library import find_duplicates, parse_query, read_text
from synbib.library.matching import (
    IMPORT,
    KEY,
    LIST,
    STORE,
    Answer,
    Identity,
    Rules,
    Verdict,
    compare,
    gather,
    identity_of,
)

ALL: Mapping[str, Rules] = {"store": STORE, "key": KEY, "list": LIST, "import": IMPORT}
TITLE = "title={On the Way to the Stars}, "
BY_DOE = TITLE + "author={Doe, Jane}, "


def identity(fields: str) -> Identity:
    return identity_of(read_text(f"@misc{{k, {fields}}}")["k"])


def answers(one: str, other: str) -> str:
    """What each who asks is told, with what speaks against it: `store perhaps volume`."""
    told = []
    for who, rules in ALL.items():
        verdict = compare(identity(one), identity(other), rules)
        told.append(f"{who} {verdict.answer.value} {verdict.against}".strip())
    return ", ".join(told)


# --- one comparison, by the rules of each who asks ------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        # What an identifier tells, a title may deny.
        ("doi={10.1000/x}, title={A B}", "url={https://doi.org/10.1000/X}, title={A b}", "store same, key same, list same, import same"),
        ("doi={10.1000/x}, title={Unlike all others here}", "doi={10.1000/x}, title={Something quite else again}", "store perhaps title, key different title, list different title, import different title"),
        ("doi={10.1000/x}, title={T5}", "doi={10.1000/x}, title={Exploring the Limits of Transfer}", "store perhaps title, key different title, list same, import same"),
        ("doi={10.1000/x}, pages={1--9}", "doi={10.1000/x}, pages={12}", "store perhaps pages, key different pages, list same, import same"),
        # A title tells, with the first author and the year.
        (BY_DOE + "year=2020", BY_DOE + "year=2020", "store same, key same, list same, import same"),
        (BY_DOE + "year=2020", BY_DOE + "year=2021", "store perhaps year, key different year, list same, import same"),
        (BY_DOE + "year=2020", BY_DOE + "year=2023", "store different year, key different year, list same, import different year"),
        (BY_DOE + "year=2020", BY_DOE, "store perhaps year, key same, list same, import same"),
        (BY_DOE, TITLE + "author={Roe, Ada}", "store different author, key different author, list different author, import different author"),
        (BY_DOE, TITLE, "store different author, key same, list same, import same"),
        (BY_DOE + "volume=1", BY_DOE + "volume=2", "store perhaps volume, key different volume, list same, import same"),
        # Who has one text printed in two journals has two works, and an abbreviation is not another journal.
        (BY_DOE + "journal={Nature}", BY_DOE + "journal={Science}", "store perhaps journal, key same, list same, import same"),
        (BY_DOE + "journal={Proc. Natl. Acad. Sci.}", BY_DOE + "journaltitle={Proceedings of the {National} Academy of Sciences}", "store same, key same, list same, import same"),
        (BY_DOE + r"journal={Astron. \& Astrophys.}", BY_DOE + "journal={Astronomy and Astrophysics}", "store same, key same, list same, import same"),
        (BY_DOE + "journal={JMLR}", BY_DOE + "journal={Journal of Machine Learning Research}", "store same, key same, list same, import same"),
        (BY_DOE + "journal={ABC}", BY_DOE + "journal={Annals of Botany and Chemistry}", "store same, key same, list same, import same"),
        (BY_DOE + "journal={arXiv preprint arXiv:2401.00001}", BY_DOE + "journal={Science}", "store same, key same, list same, import same"),
        (BY_DOE + "booktitle={ACL}", BY_DOE + "journal={Science}", "store same, key same, list same, import same"),
        # A title that many works have says less.
        ("title={Introduction}, author={Doe}, journal={Nature}", "title={Introduction}, author={Doe}, journal={Science}", "store perhaps journal, key different journal, list same, import different journal"),
        ("title={Preface}, author={Doe}, booktitle={Life on Mars}", "title={Preface}, author={Doe}, booktitle={Birds}", "store perhaps booktitle, key different booktitle, list different title, import different booktitle"),
        (BY_DOE + "doi={10.1000/x}", BY_DOE + "doi={10.1000/y}", "store perhaps doi, key different doi, list different doi, import different doi"),
        # A title of one short word tells nothing by itself.
        ("title={Flan}, author={Doe}", "title={Flan}, author={Doe}", "store same, key same, list different title, import same"),
        ("title={Flan}, url={https://a.org}", "title={Flan}, url={https://b.org}", "store different author, key same, list different title, import different title"),
        # The name of a work may be its title up to the colon; only in a list that is worth a look.
        ("title={Self-Instruct}", "title={Self-Instruct: Aligning Models}", "store different, key different, list perhaps title, import different"),
        # Nothing in common.
        (TITLE, "title={Other}", "store different, key different, list different, import different"),
        ("year=2020", "year=2020", "store different title, key different title, list different title, import same"),
    ],
)  # fmt: skip
def test_each_who_asks_is_as_sure_as_it_must_be(one: str, other: str, told: str) -> None:
    assert answers(one, other) == told
    assert answers(other, one) == told


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("doi={10.48550/arXiv.2305.07759}", "eprint={2305.07759v2}", "arxiv"),
        ("doi={10.18653/v1/2023.acl-long.754}", "url={https://aclanthology.org/2023.acl-long.754.pdf}", "anthology"),
        ("url={https://openreview.net/forum?id=YicbFdNTTy}", "pdf={https://openreview.net/pdf?id=YicbFdNTTy}", "openreview"),
        ("eprint={hal-0123456}, eprinttype={hal}", "url={https://hal.science/hal-0123456}", "hal"),
        ("doi={10.1002/(SICI)1097(199911)216:1<391::AID-5>3.0.CO;2-K}", "url={https://doi.org/10.1002/(SICI)1097(199911)216:1<391::AID-5>3.0.CO;2-K}", "doi"),
        (r"doi={10.1000/a\_b}", "doi={https://doi.org/10.1000/A_B}", "doi"),
        ("eprint={7}, eprinttype={mine}", "eprint={7}, archiveprefix={Mine}", "mine"),
    ],
)  # fmt: skip
def test_an_identifier_is_the_same_wherever_it_stands(one: str, other: str, reason: str) -> None:
    assert compare(identity(one), identity(other), STORE) == Verdict(Answer.SAME, reason)


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Øvrelid, Lilja", "Ovrelid, L."),
        (r"{\O}vrelid, Lilja", "Lilja Øvrelid"),
        ("Müller, Jan", "Muller, J."),
        (r'M{\"u}ller, Jan', "Müller, Jan"),
        ("Strauß, A.", "Strauss, A."),
        ("Đặng, T.", "Dang, T."),
        ("Łukasiewicz, J.", r"{\L}ukasiewicz, J."),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("{Barnes and Noble}", "{Barnes and Noble} and Doe, J."),
    ],
)  # fmt: skip
def test_what_a_search_for_an_author_finds_is_one_first_author(name: str, spelled: str) -> None:
    library = read_text(
        f"@misc{{a, {TITLE} author={{{name}}}, year=2020}}\n@misc{{b, {TITLE} author={{{spelled}}}, year=2020}}"
    )
    for entry in library.values():
        family = identity_of(entry).family
        assert len(list(parse_query(f"author:{family[:5]}").select(library))) == 2
    assert [cluster.keys for cluster in find_duplicates(library)] == [("a", "b")]


def test_letters_are_compared_as_everywhere_else() -> None:
    library = read_text(
        f"@misc{{a, {TITLE} author={{Müller}}, year=1}} @misc{{b, {TITLE} author={{Mueller}}, year=1}}"
    )
    assert find_duplicates(library) == []


# --- many ---------------------------------------------------------------------------------------------------


def test_mentions_are_gathered_and_what_speaks_against_it_is_told() -> None:
    mentions = [
        Identity("Textbooks Are All You Need", {"arxiv": "2306.11644"}),
        Identity("Large Models Can Self-Improve", {"arxiv": "2306.11644"}),
        Identity("Textbooks are all you need"),
        Identity("Textbooks Are All You Need", {"arxiv": "2309.05463"}),
    ]
    gathered = gather(mentions)
    assert gathered.works == ((0, 2), (1,), (3,))
    assert [dict(one.identifiers) for one in gathered.identities] == [
        {"arxiv": "2306.11644"},
        {},
        {},
        {"arxiv": "2309.05463"},
    ]
    assert [(clash.one, clash.other, clash.verdict) for clash in gathered.clashes] == [
        (0, 1, Verdict(Answer.DIFFERENT, "arxiv", "title")),
        (0, 3, Verdict(Answer.DIFFERENT, "title", "arxiv")),
    ]


# --- what holds of all ----------------------------------------------------------------------------------------

IDENTITIES = st.builds(
    Identity,
    st.sampled_from(["", "T5", "On Ways", "On Ways: More", "On Ways 2", "GPT"]),
    st.dictionaries(st.sampled_from(["doi", "arxiv"]), st.sampled_from("xy"), max_size=2),
    st.sampled_from(["", "Doe, J.", "Roe"]),
    year=st.sampled_from([None, 2020, 2021, 2025]),
    numbers=st.dictionaries(st.just("volume"), st.sampled_from("12"), max_size=1),
)


@given(IDENTITIES, IDENTITIES, st.sampled_from(list(ALL.values())))
def test_it_does_not_matter_which_of_two_is_the_first(
    one: Identity, other: Identity, rules: Rules
) -> None:
    assert compare(one, other, rules).answer is compare(other, one, rules).answer


@given(IDENTITIES, st.sampled_from(list(ALL.values())))
def test_nothing_speaks_against_a_work_being_itself(one: Identity, rules: Rules) -> None:
    verdict = compare(one, one, rules)
    assert verdict.is_same or verdict.against in ("title", "author")
