from __future__ import annotations

import re
from pathlib import Path

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.model.eprint import arxiv_id
from synbib.model.identifiers import (
    anthology_of_doi,
    arxiv_as_written,
    canonical_url,
    comparable,
    find_identifier,
    find_identifiers,
    is_isbn,
    is_issn,
)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2402.13446",
        "http://www.arxiv.org/abs/2402.13446v2",
        "arxiv.org/pdf/2402.13446",
        "https://arxiv.org/pdf/2402.13446v3.pdf",
        "https://arXiv.org/pdf/2402.13446.pdf#page=7",
        "https://arxiv.org/html/2402.13446v1#S2",
        "https://arxiv.org//abs/2402.13446",
        "https://arxiv.org/abs/2402.13446?context=cs.CL",
        "https://arxiv.org/abs/2402.13446).",
        "https://arxiv.org/abs/ 2402.13446",
        "https://arxiv.org/format/2402.13446",
        "https://arxiv.org/2402.13446",
        "https://export.arxiv.org/abs/2402.13446",
        "http://cn.arxiv.org/ps/2402.13446",
        "http://xxx.lanl.gov/abs/2402.13446",
        "https://browse.arxiv.org/pdf/2402.13446.pdf",
        "https://ar5iv.org/abs/2402.13446",
        "https://ar5iv.labs.arxiv.org/html/2402.13446",
        "https://www.alphaxiv.org/abs/2402.13446",
        "https://huggingface.co/papers/2402.13446",
        "https://www.semanticscholar.org/arxiv/2402.13446",
        "https://doi.org/10.48550/arXiv.2402.13446",
        "https://doi.org/10.48550/ARXIV.2402.13446",
        "https://https://arxiv.org/abs/2402.13446",
        "https://arxiv.org/abs/https://arxiv.org/abs/2402.13446",
        "https://web.archive.org/web/2024/https://arxiv.org/abs/2402.13446",
    ],
)
def test_an_arxiv_paper_is_found_in_each_form_of_its_address(url: str) -> None:
    assert find_identifier(url) == ("arxiv", "2402.13446")


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("https://arxiv.org/pdf/math/0501001v2.pdf", "math/0501001"),
        ("https://arxiv.org/abs/cs.CL/0501001", "cs/0501001"),  # the class is not part of it
        ("https://arxiv.org/ftp/cs/papers/0501/0501001.pdf", "cs/0501001"),
        ("https://arxiv.org/ftp/arxiv/papers/1801/1801.00631.pdf", "1801.00631"),
        ("https://arxiv.org/abs/0704.0001", "0704.0001"),
        ("https://arxiv.org/pdf/1406.05266", "1406.5266"),  # four digits before 2015
    ],
)
def test_older_arxiv_papers_have_other_numbers(url: str, identifier: str) -> None:
    assert find_identifier(url) == ("arxiv", identifier)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2413.13446",  # no thirteenth month
        "https://arxiv.org/abs/2402.1344",
        "https://arxiv.org/abs/2402.134461",
        "https://arxiv.org/abs/1406.15266",
        "https://arxiv.org/abs/0703.1234",
        "https://arxiv.org/abs/0501001",
        "https://arxiv.org/abs/nonsense/0501001",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/a/tan_z_1",
        "https://huggingface.co/models?other=arxiv:2402.13446",
        "https://paperswithcode.com/paper/large-language-models-for-data-annotation-a",
        "https://github.com/UKPLab/arxiv2024-attribute-or-abstain",
        "#2402.13446",
        "",
    ],
)
def test_what_has_not_the_form_of_an_arxiv_identifier_is_none(url: str) -> None:
    assert find_identifier(url) is None


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1145/3397271.3401075", "10.1145/3397271.3401075"),
        ("http://dx.doi.org/10.1145/3397271.3401075/", "10.1145/3397271.3401075"),
        ("www.doi.org/10.24963%2Fijcai.2021%2F551", "10.24963/ijcai.2021/551"),
        ("doi:10.1145/3397271.3401075", "10.1145/3397271.3401075"),
        ("https://doi.org/10.18653/v1/2020.acl-main.1", "10.18653/v1/2020.acl-main.1"),
        ("https://doi.org/10.1007/978-3-642-15939-8\\_10", "10.1007/978-3-642-15939-8_10"),
        ("https://doi.org/10.1007/JHEP07(2022)115", "10.1007/JHEP07(2022)115"),
        ("https://doi.org/10.1007/JHEP07(2022)115)", "10.1007/JHEP07(2022)115"),
        (
            "https://doi.org/10.1016/S0925-2312%2802%2900000-0",
            "10.1016/S0925-2312(02)00000-0",
        ),
        (
            "https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("https://dl.acm.org/doi/10.1145/3609333", "10.1145/3609333"),
        ("https://dl.acm.org/doi/abs/10.1145/3609333?casa_token=x", "10.1145/3609333"),
        ("https://dl.acm.org/doi/pdf/10.1145/3609333)", "10.1145/3609333"),
        ("https://dl.acm.org/doi/fullHtml/10.1145/3609333#sec-2", "10.1145/3609333"),
        (
            "https://link.springer.com/article/10.1007/s00521-021-06573-8",
            "10.1007/s00521-021-06573-8",
        ),
        (
            "https://link.springer.com/content/pdf/10.1007%2Fs00521-021-06573-8.pdf",
            "10.1007/s00521-021-06573-8",
        ),
        (
            "https://link.springer.com/chapter/10.1007/978-3-030-30796-7_5#citeas",
            "10.1007/978-3-030-30796-7_5",
        ),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/int.22902", "10.1002/int.22902"),
        ("https://www.tandfonline.com/doi/epdf/10.1080/0954.2020.1", "10.1080/0954.2020.1"),
        ("https://journals.aps.org/prl/abstract/10.1103/Phys.116.061", "10.1103/Phys.116.061"),
        ("https://www.pnas.org/doi/10.1073/pnas.2305016120", "10.1073/pnas.2305016120"),
        ("https://www.science.org/doi/10.1126/science.abq1158/full", "10.1126/science.abq1158"),
        ("https://www.frontiersin.org/articles/10.3389/frai.2020.04/full", "10.3389/frai.2020.04"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.01&type=x",
            "10.1371/journal.pone.01",
        ),
        (
            "https://www.biorxiv.org/content/10.1101/2022.12.23.222839v1.full.pdf",
            "10.1101/2022.12.23.222839",
        ),
        ("https://www.nature.com/articles/s41586-021-03819-2", "10.1038/s41586-021-03819-2"),
        (
            "https://www.nature.com/nature/journal/v521/n7553/full/nature14539.html",
            "10.1038/nature14539",
        ),
        (
            "https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00343/96479/Some-Title",
            "10.1162/tacl_a_00343",
        ),
        ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4389233", "10.2139/ssrn.4389233"),
    ],
)
def test_a_doi_is_found_at_the_resolver_and_at_publishers(url: str, doi: str) -> None:
    assert find_identifier(url) == ("doi", doi)


@pytest.mark.parametrize(
    "url",
    [
        "https://dl.acm.org/citation.cfm?id=3397271",
        "https://dl.acm.org/doi/10.5555/3295222.3295349",  # the ACM's own number, no DOI
        "https://doi.org/10.1145/",
        "https://doi.org/10.1145/pdf",
        "https://www.nature.com/subjects/machine-learning",
        "https://www.sciencedirect.com/science/article/pii/S0925231202000000",
        "https://example.org/10.1145/" + "1" * 400,
    ],
)
def test_what_has_not_the_form_of_a_doi_is_none(url: str) -> None:
    assert find_identifier(url) is None


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://aclanthology.org/2024.acl-long.12", "2024.acl-long.12"),
        ("https://aclanthology.org/2024.acl-long.12/).", "2024.acl-long.12"),
        ("https://aclanthology.org/2024.acl-long.12.pdf", "2024.acl-long.12"),
        ("https://aclanthology.org/2024.acl-long.12v2.pdf", "2024.acl-long.12"),
        ("https://aclanthology.org/2024.acl-long.12.bib", "2024.acl-long.12"),
        (
            "https://aclanthology.org/anthology-files/pdf/findings/2025.findings-acl.9.pdf",
            "2025.findings-acl.9",
        ),
        ("https://www.aclweb.org/anthology/P19-1234", "P19-1234"),
        ("https://www.aclweb.org/anthology/p19-1234.pdf", "P19-1234"),
        ("https://www.aclweb.org/anthology/papers/P/P19/P19-1234/", "P19-1234"),
        ("http://aclweb.org/anthology-new/P/P09/P09-1001.pdf", "P09-1001"),
        ("http://anthology.aclweb.org/D/D14/D14-1162.pdf", "D14-1162"),
        ("http://aclanthology.coli.uni-saarland.de/papers/P18-1001/p18-1001", "P18-1001"),
    ],
)
def test_a_paper_of_the_acl_anthology_is_found_at_its_old_addresses_too(
    url: str, identifier: str
) -> None:
    assert find_identifier(url) == ("anthology", identifier)


@pytest.mark.parametrize(
    "url",
    [
        "https://aclanthology.org/volumes/2024.acl-long/",
        "https://aclanthology.org/events/acl-2024/",
        "https://aclanthology.org/venues/tacl/",
        "https://aclanthology.org/attachments/2024.acl-long.12.pdf",
        "https://aclanthology.org/attachments/P19-1234.Software.zip",
        "http://www.aclweb.org/anthology/N13-1#page=784",
        "https://2025.aclweb.org/",
    ],
)
def test_volumes_events_and_attachments_of_the_anthology_are_no_papers(url: str) -> None:
    assert find_identifier(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://openreview.net/forum?id=aCgLmfhIy_f",
        "https://openreview.net/pdf?id=aCgLmfhIy_f",
        "openreview.net/forum?id=aCgLmfhIy\\_f",
        "https://openreview.net/attachment?id=aCgLmfhIy_f&name=supplementary_material",
        "https://openreview.net/revisions?id=aCgLmfhIy_f",
        "https://openreview.net/forum?id=aCgLmfhIy_f&noteId=Xy",
        "https://openreview.net/forum?noteId=Xy&amp;id=aCgLmfhIy_f",
        "https://openreview.net/forum?id=aCgLmfhIy_f¬eId=Xy",
        "https://openreview.net/forum?id=aCgLmfhIy_f#discussion",
    ],
)
def test_a_submission_to_openreview_is_found_by_its_forum(url: str) -> None:
    assert find_identifier(url) == ("openreview", "aCgLmfhIy_f")


def test_pages_of_openreview_without_a_forum_are_none() -> None:
    assert find_identifier("https://openreview.net/group?id=ICLR.cc/2024/Conference") is None
    assert find_identifier("https://openreview.net/pdf/6e2a0b.pdf") is None
    # The identifier of one revision, not of the paper.
    assert find_identifier("https://openreview.net/references/pdf?id=OAVKhvhgZE") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hal.science/hal-01234567v2/document", ("hal", "hal-01234567")),
        ("https://hal.archives-ouvertes.fr/hal-01234567", ("hal", "hal-01234567")),
        ("https://hal.inria.fr/hal-01234567", ("hal", "hal-01234567")),
        ("https://pubmed.ncbi.nlm.nih.gov/33301246/", ("pmid", "33301246")),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7727290/", ("pmc", "PMC7727290")),
        ("http://www.jstor.org/stable/2346178", ("jstor", "2346178")),
    ],
)
def test_other_archives_that_biblatex_knows(url: str, expected: tuple[str, str]) -> None:
    assert find_identifier(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv preprint arXiv:2402.13446v2, 2024.", {"arxiv": "2402.13446"}),
        ("arXiv: 2402.13446 [cs.CL]", {"arxiv": "2402.13446"}),
        ("CoRR abs/2402.13446 (2024)", {"arxiv": "2402.13446"}),
        ("ArXiv, abs/2402.13446.", {"arxiv": "2402.13446"}),
        ("arXiv preprint 2402.13446", {"arxiv": "2402.13446"}),
        ("arXiv:cs.CL/0501001", {"arxiv": "cs/0501001"}),
        ("Neurocomputing 48(1), doi: 10.1016/S0925-2312(02)00000-0.", {"doi": "10.1016/S0925-2312(02)00000-0"}),
        ("(https://doi.org/10.1145/3609333), in press", {"doi": "10.1145/3609333"}),
        ("10.1145/3609333，发表于", {"doi": "10.1145/3609333"}),
        ("doi:10.48550/arXiv.2402.13446", {"arxiv": "2402.13446"}),
        (
            "[Paper](https://arxiv.org/abs/2402.13446)[ACL](https://aclanthology.org/2024.acl-long.12/)"
            "[old](https://arxiv.org/abs/2001.00001)",
            {"arxiv": "2402.13446", "anthology": "2024.acl-long.12"},
        ),
        ("see openreview.net/forum?id=aCgLmfhIy_f and arxiv.org/abs/2402.13446.", {"openreview": "aCgLmfhIy_f", "arxiv": "2402.13446"}),
        ("arXiv 2023, pages 2402.13446, version 10.1", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_the_works_that_running_text_names_the_first_of_each_scheme(
    text: str, expected: dict[str, str]
) -> None:
    found = find_identifiers(text)
    assert list(found.items()) == list(expected.items())


def test_one_work_has_one_comparable_identifier_and_one_address() -> None:
    assert comparable("doi", "10.1016/S0925-2312(02)00000-0") == "10.1016/s0925-2312(02)00000-0"
    assert comparable("openreview", "aCgLmfhIy_f") == "aCgLmfhIy_f"
    assert canonical_url("arxiv", "2402.13446") == "https://arxiv.org/abs/2402.13446"
    assert canonical_url("doi", "10.1145/3609333") == "https://doi.org/10.1145/3609333"
    assert canonical_url("anthology", "P19-1234") == "https://aclanthology.org/P19-1234/"
    assert canonical_url("openreview", "aCg") == "https://openreview.net/forum?id=aCg"
    assert canonical_url("isbn", "0") == ""


def test_the_dois_of_the_acl_name_papers_of_its_anthology() -> None:
    assert anthology_of_doi("10.18653/v1/2020.acl-main.1") == "2020.acl-main.1"
    assert anthology_of_doi("10.18653/V1/p19-1234") == "P19-1234"
    assert anthology_of_doi("10.3115/v1/d14-1200") == "D14-1200"
    assert anthology_of_doi("10.3115/1073083.1073135") is None
    assert anthology_of_doi("10.1145/3609333") is None


def test_an_entry_keeps_the_version_that_it_names() -> None:
    assert arxiv_as_written("https://export.arxiv.org/pdf/2402.13446v2.pdf") == "2402.13446v2"
    assert arxiv_as_written("10.48550/arXiv.cs.CL/0501001") == "cs.CL/0501001"
    assert arxiv_as_written("https://doi.org/10.1145/3609333") is None
    assert arxiv_id({"url": "https://ar5iv.org/abs/2402.13446v2"}) == "2402.13446v2"


identifiers = st.one_of(
    st.builds(
        lambda y, m, n: ("arxiv", f"{y:02}{m:02}.{n:05}"),
        st.integers(15, 49),
        st.integers(1, 12),
        st.integers(1, 99999),
    ),
    st.builds(
        lambda number, name: ("doi", f"10.{number}/{name}"),
        st.integers(1000, 5000),
        st.from_regex(r"[A-Za-z0-9]{1,6}(-[0-9]{1,4}|\.[0-9]{1,6}|\([0-9]{2}\)[0-9]){0,3}", fullmatch=True),
    ),
    st.from_regex(r"20[0-9]{2}\.[a-z]{3,8}-[a-z0-9]{1,6}\.[1-9][0-9]{0,3}|[A-Z][0-9]{2}-[0-9]{4}", fullmatch=True)
    .map(lambda text: ("anthology", re.sub(r"\s", "", text))),
    st.from_regex(r"[A-Za-z0-9_-]{8,12}", fullmatch=True).map(lambda text: ("openreview", text)),
)  # fmt: skip


@given(identifiers)
def test_an_identifier_is_found_at_its_own_address_and_in_text_around_it(
    identifier: tuple[str, str],
) -> None:
    url = canonical_url(*identifier)
    assert find_identifier(url) == identifier
    assert find_identifiers(f"See [the paper]({url}), and more.") == dict([identifier])


@given(st.text("ab1.:/()?=&#-%[] 2402.13446arxivdoi10.org\\¬", max_size=60))
def test_any_text_is_read(text: str) -> None:
    find_identifier(text)
    find_identifiers(text)


@pytest.mark.parametrize(
    "piece",
    ["a.", "arxiv-", "arxiv ", "10.1000/(", "10.1000/a.pdf", "https://", "https://a/(", "(SICI)", "a/", "www."],
)  # fmt: skip
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def read(times: int) -> None:
        find_identifiers(piece * times)
        find_identifier(piece * times)

    assert in_proportion(read, 10_000)


def test_nearly_every_address_of_an_archive_in_real_lists_names_a_work(shared: Path) -> None:
    texts = (path.read_text("utf-8") for path in sorted((shared / "readmes").glob("*.md")))
    places = r"https?://(?:arxiv\.org/(?:abs|pdf)|openreview\.net/(?:forum|pdf)|doi\.org)[/?][^\s)\]\"<>]+"
    urls = {url for text in texts for url in re.findall(places, text)}
    unread = sorted(url for url in urls if find_identifier(url) is None)
    assert len(urls) > 9000
    assert unread == []


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("9780262035613", True),
        ("9780262035614", False),
        ("0306406152", True),
        ("080442957X", True),
        ("0804429570", False),
        ("X804429570", False),
        ("9770262035613", False),
        ("", False),
    ],
)
def test_the_last_digit_of_an_isbn_fits_the_others(digits: str, is_one: bool) -> None:
    assert is_isbn(digits) == is_one


@pytest.mark.parametrize(
    ("digits", "is_one"), [("03785955", True), ("2434561X", True), ("03785954", False)]
)
def test_the_last_digit_of_an_issn_fits_the_others(digits: str, is_one: bool) -> None:
    assert is_issn(digits) == is_one
