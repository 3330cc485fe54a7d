"""The words that may stand beside a venue, one by one; beside any other word it is not that venue."""

from __future__ import annotations

import pytest

from synbib.library import read_text
from synbib.model.venues import find_venue

NAME = "International Conference on Machine Learning"
ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth
twenty-first thirty-second forty-third fifty-fourth sixty-fifth seventy-sixth 1st 2nd 3rd 41st 2020 the annual biennial
"""
BEFORE = """
AAAI ACM AFIPS CVF EURASIP IACR IAPR IEEE IFIP RSJ SIAM USENIX VGTC accepted appear by conference congress in
international joint meeting of on presented proceedings published symposium volume at to with
"""
AFTER = """
abs adjunct at book camera co companion conference congress d datasets demo demonstration demonstrations demos extended
findings full held industrial industry interactive journal long main meeting oral paper papers poster posters preprint
proceedings published short special spotlight SRW student symposium system track tutorial tutorials vol volume workshop
workshops i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx
"""


def venue(text: str) -> str | None:
    found = find_venue(text)
    return found.venue.acronym if found else None


def test_beside_other_words_it_is_no_venue() -> None:
    assert venue(f"Nordic {NAME}") is None
    assert venue(f"{NAME} nonsense") is None
    assert venue("Nordic ICML 2020") is None


@pytest.mark.parametrize("word", ORDINALS.split())
def test_a_number_before_a_venue_does_not_count(word: str) -> None:
    assert venue(f"Proceedings of the {word} {NAME}") == "ICML"


@pytest.mark.parametrize("word", BEFORE.split())
def test_a_word_before_a_venue(word: str) -> None:
    assert venue(f"{word} ICML 2020") == "ICML"


@pytest.mark.parametrize("word", AFTER.split())
def test_a_word_after_a_venue(word: str) -> None:
    assert venue(f"{NAME} {word}") == "ICML"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Proc. Int. Conf. on Machine Learning", NAME),
        ("Proc. Intl. Conf. on Machine Learning", NAME),
        ("Proc. Int'l Conf. on Machine Learning", NAME),
        ("Trans. on Machine Learning Research", "Transactions on Machine Learning Research"),
        ("Symp. on Operating Systems Principles", "Symposium on Operating Systems Principles"),
    ],
)
def test_a_shortened_word_is_the_word(short: str, full: str) -> None:
    assert venue(short) == venue(full) is not None


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("ICML 2020 Student Research", "Student"),
        ("ICML 2020 SRW", "Student"),
        ("ICML 2020 Workshop", "Workshop"),
        ("ICML 2020 Workshops", "Workshop"),
        ("ICML 2020 Demo", "Demo"),
        ("ICML 2020 Demonstrations", "Demo"),
        ("ICML 2020 Datasets and Benchmarks", "Datasets"),
        ("ICML 2020 D and B", "Datasets"),
        ("ICML 2020 Industry", "Industry"),
        ("ICML 2020 Industrial", "Industry"),
        ("ICML 2020 Tutorial", "Tutorial"),
        ("ICML 2020 Short", "Short"),
        ("ICML 2020 Long and Short", None),
        ("ICML 2020 Posters", "Poster"),
        ("ICML 2020 Companion", "Companion"),
        ("ICML 2020 Extended Abstracts", "Companion"),
        ("ICML 2020 Adjunct", "Companion"),
        ("Findings of ICML 2020", "Findings"),
        ("ICML 2020", None),
    ],
)
def test_the_track_of_a_venue(text: str, track: str | None) -> None:
    found = find_venue(text)
    assert found is not None
    assert (found.venue.acronym, found.year, found.track) == ("ICML", 2020, track)


@pytest.mark.parametrize(
    "text", ["submitted to ICML", "ICML, under review", "in review at ICML", "rejected by ICML", "withdrawn, ICML"]
)  # fmt: skip
def test_what_is_not_published_is_in_no_venue(text: str) -> None:
    assert venue(text) is None


LINKS = "code=Code project=Project website=Website dataset=Dataset slides=Slides video=Video demo=Demo poster=Poster blog=Blog model=Model"


@pytest.mark.parametrize("pair", LINKS.split())
def test_a_field_that_is_a_link(pair: str) -> None:
    field, _, label = pair.partition("=")
    (link,) = read_text(f"@misc{{a, {field}={{https://e.org/x}}}}")["a"].links
    assert (link.kind, link.label, link.url) == (field, label, "https://e.org/x")


def test_the_links_of_an_entry_stand_in_their_order() -> None:
    fields = ", ".join(
        f"{pair.partition('=')[0]}={{https://e.org/x}}" for pair in reversed(LINKS.split())
    )
    entry = read_text(f"@misc{{a, {fields}, url={{https://e.org/p}}}}")["a"]
    assert [link.label for link in entry.links] == [
        "Paper", *(pair.partition("=")[2] for pair in LINKS.split()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("url={https://e.org/a}, doi={10.1/a}, pdf={https://e.org/p}", "https://e.org/a"),
        ("doi={10.1/a}, eprint={2401.00001}, archiveprefix={arXiv}", "https://doi.org/10.1/a"),
        ("doi={https://doi.org/10.1/a}", "https://doi.org/10.1/a"),
        ("eprint={2401.00001}, archiveprefix={arXiv}, pdf={https://e.org/p}", "https://arxiv.org/abs/2401.00001"),
        ("eprint={2401.00001v2}", "https://arxiv.org/abs/2401.00001v2"),
        ("eprint={hep-th/9901001}, eprinttype={arxiv}", "https://arxiv.org/abs/hep-th/9901001"),
        ("eprint={123}, eprinttype={pubmed}", "https://pubmed.ncbi.nlm.nih.gov/123"),
        ("pdf={https://e.org/p}", "https://e.org/p"),
        ("url={javascript:alert(1)}, doi={10.1/a}", "https://doi.org/10.1/a"),
    ],
)  # fmt: skip
def test_where_a_paper_is_read(fields: str, url: str) -> None:
    link, *_ = read_text(f"@misc{{a, {fields}}}")["a"].links
    assert (link.kind, link.url) == ("paper", url)
