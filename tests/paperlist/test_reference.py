"""Formatted references as plain text, read into fields."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synbib
from synbib.bibliography import StyleChoice, references
from synbib.model import parse_name
from synbib.paperlist.phrases.reference import Reference, read_reference
from synbib.paperlist.phrases.when import When

ARXIV = {"eprint": "2402.13446", "archiveprefix": "arXiv"}
SURVEY = "Large language models for data annotation: A survey"
ACL = "Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)"


def said(found: Reference | None) -> dict[str, Any]:
    """What a reference says, without what is empty and the style."""
    assert found is not None
    published = found.published
    date = asdict(published.when) if published.when else {}
    names = ("venue", "type", "fields", "rest")
    told = {"title": found.title, "authors": found.authors, **date}
    told |= {name: getattr(published, name) for name in names}
    return {name: value for name, value in told.items() if value}


# --- the styles -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Tan Z, Beigi A, Wang S, et al. {SURVEY}[J]. arXiv preprint arXiv:2402.13446, 2024.",
            {"title": SURVEY, "authors": ("Tan, Z", "Beigi, A", "Wang, S", "others"), "venue": "arXiv preprint", "year": 2024, "type": "misc", "fields": ARXIV},
        ),
        (
            "[3] TAN Z, GU S S, 等. How small can models be?[A/OL]. arXiv, 2024. https://arxiv.org/abs/2402.13446.",
            {"title": "How small can models be?", "authors": ("Tan, Z", "Gu, S S", "others"), "venue": "arXiv", "year": 2024, "type": "misc", "fields": ARXIV},
        ),
        (
            "Efficient on-chip learning of optical networks[C]//Proceedings of the AAAI Conference on Artificial Intelligence. 2021, 35(9): 7583-7591.",
            {"title": "Efficient on-chip learning of optical networks", "venue": "Proceedings of the AAAI Conference on Artificial Intelligence", "year": 2021, "type": "inproceedings", "fields": {"volume": "35", "number": "9", "pages": "7583--7591"}},
        ),
        (
            f"Dong G, Yuan H. How abilities are affected[C]//{ACL}. Bangkok, Thailand: Association for Computational Linguistics, 2024: 177-198.",
            {"title": "How abilities are affected", "authors": ("Dong, G", "Yuan, H"), "venue": ACL, "year": 2024, "type": "inproceedings", "fields": {"address": "Bangkok, Thailand", "publisher": "Association for Computational Linguistics", "pages": "177--198"}},
        ),
        (
            "Sun Y. Sparse networks[C] AAAI, 2021.",
            {"title": "Sparse networks", "authors": ("Sun, Y",), "venue": "AAAI", "year": 2021, "type": "inproceedings"},
        ),
        (
            "Goodfellow I. Deep learning[M]. Cambridge: MIT Press, 2016: 1-12.",
            {"title": "Deep learning", "authors": ("Goodfellow, I",), "year": 2016, "type": "book", "fields": {"address": "Cambridge", "publisher": "MIT Press", "pages": "1--12"}},
        ),
        (
            "Zhao Y. On outliers[D]. Pittsburgh: Carnegie Mellon University, 2020.",
            {"title": "On outliers", "authors": ("Zhao, Y",), "year": 2020, "type": "phdthesis", "fields": {"address": "Pittsburgh", "school": "Carnegie Mellon University"}},
        ),
        (
            "Taori R, Gulrajani I, et al. Stanford Alpaca[EB/OL]. GitHub repository, 2023. https://github.com/tatsu-lab/stanford_alpaca.",
            {"title": "Stanford Alpaca", "authors": ("Taori, R", "Gulrajani, I", "others"), "venue": "GitHub repository", "year": 2023, "type": "misc", "fields": {"url": "https://github.com/tatsu-lab/stanford_alpaca"}},
        ),
        (
            "张三, 李四, 等. 大语言模型数据合成综述[J]. 计算机学报, 2024, 47(3): 1-20.",
            {"title": "大语言模型数据合成综述", "authors": ("张三", "李四", "others"), "venue": "计算机学报", "year": 2024, "type": "article", "fields": {"volume": "47", "number": "3", "pages": "1--20"}},
        ),
    ],
)  # fmt: skip
def test_gb_t_7714(text: str, expected: Mapping[str, Any]) -> None:
    assert said(read_reference(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Guanting Dong and Jingren Zhou. 2024. How Abilities are Affected. In {ACL}, pages 177–198, Bangkok, Thailand. Association for Computational Linguistics.",
            {"title": "How Abilities are Affected", "authors": ("Guanting Dong", "Jingren Zhou"), "venue": ACL, "year": 2024, "type": "inproceedings", "fields": {"pages": "177--198", "address": "Bangkok, Thailand", "publisher": "Association for Computational Linguistics"}},
        ),
        (
            "Piotr Bojanowski, Edouard Grave, and Tomas Mikolov. 2017. Enriching word vectors. Transactions of the ACL, 5:135–146.",
            {"title": "Enriching word vectors", "authors": ("Piotr Bojanowski", "Edouard Grave", "Tomas Mikolov"), "venue": "Transactions of the ACL", "year": 2017, "type": "article", "fields": {"volume": "5", "pages": "135--146"}},
        ),
        (
            "Siyuan Wu. 2024a. UniGen: A unified framework. arXiv preprint arXiv:2402.13446.",
            {"title": "UniGen: A unified framework", "authors": ("Siyuan Wu",), "venue": "arXiv preprint", "year": 2024, "type": "misc", "fields": ARXIV},
        ),
        (
            "Wu, S., Huang, Y., & Gao, C. (2024). Title: With subtitle. Journal of Things, 12(3), 1–20. https://doi.org/10.1000/182",
            {"title": "Title: With subtitle", "authors": ("Wu, S.", "Huang, Y.", "Gao, C."), "venue": "Journal of Things", "year": 2024, "type": "article", "fields": {"volume": "12", "number": "3", "pages": "1--20", "doi": "10.1000/182"}},
        ),
        (
            "Smolensky, P. (1986). Harmony theory. In D. E. Rumelhart & J. L. McClelland (Eds.), Proceedings of Processing (pp. 194–281). MIT Press.",
            {"title": "Harmony theory", "authors": ("Smolensky, P.",), "venue": "Proceedings of Processing", "year": 1986, "type": "inproceedings", "fields": {"editor": "D. E. Rumelhart and J. L. McClelland", "pages": "194--281", "publisher": "MIT Press"}},
        ),
        (
            "Guo, P. J. (2012). Software tools [PhD thesis]. Stanford University.",
            {"title": "Software tools", "authors": ("Guo, P. J.",), "venue": "Stanford University", "year": 2012, "type": "phdthesis"},
        ),
        (
            "Djenouri, Y. and Zimek, A., 2018, June. Outlier detection in urban traffic data. In Proceedings of the 8th Conference on Web Intelligence. ACM.",
            {"title": "Outlier detection in urban traffic data", "authors": ("Djenouri, Y.", "Zimek, A."), "venue": "Proceedings of the 8th Conference on Web Intelligence", "year": 2018, "month": 6, "type": "inproceedings", "fields": {"publisher": "ACM"}},
        ),
    ],
)  # fmt: skip
def test_the_year_after_the_authors_as_acl_apa_and_harvard_have_it(
    text: str, expected: Mapping[str, Any]
) -> None:
    assert said(read_reference(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'S. Wu, Y. Huang, and C. Gao, "A title," in Proc. ICML, 2024, pp. 1–9.',
            {"title": "A title", "authors": ("S. Wu", "Y. Huang", "C. Gao"), "venue": "Proc. ICML", "year": 2024, "type": "inproceedings", "fields": {"pages": "1--9"}},
        ),
        (
            "S. Wu et al., “Is it so?,” IEEE Trans. Neural Netw., vol. 12, no. 3, pp. 1–9, Mar. 2020, doi: 10.1000/182.",
            {"title": "Is it so?", "authors": ("S. Wu", "others"), "venue": "IEEE Trans. Neural Netw", "year": 2020, "month": 3, "type": "article", "fields": {"volume": "12", "number": "3", "pages": "1--9", "doi": "10.1000/182"}},
        ),
        (
            'Bandaragoda, Tharindu R., Kai Ming Ting, and Jonathan R. Wells. "Isolation-based anomaly detection." Computational Intelligence 34, no. 4 (2018): 968-998.',
            {"title": "Isolation-based anomaly detection", "authors": ("Bandaragoda, Tharindu R.", "Kai Ming Ting", "Jonathan R. Wells"), "venue": "Computational Intelligence", "year": 2018, "type": "article", "fields": {"volume": "34", "number": "4", "pages": "968--998"}},
        ),
        (
            "Dong, Guanting, et al. “How Abilities Are Affected.” Computational Linguistics, vol. 16, no. 2, 1990, pp. 475–81.",
            {"title": "How Abilities Are Affected", "authors": ("Dong, Guanting", "others"), "venue": "Computational Linguistics", "year": 1990, "type": "article", "fields": {"volume": "16", "number": "2", "pages": "475--481"}},
        ),
        (
            'Jumper, John, et al. "Protein structure prediction." Nature 596.7873 (2021): 583-589.',
            {"title": "Protein structure prediction", "authors": ("Jumper, John", "others"), "venue": "Nature", "year": 2021, "type": "article", "fields": {"volume": "596", "number": "7873", "pages": "583--589"}},
        ),
        (
            "Gholami, A., and S. M. Hosseini. 2013. “A Balanced Combination.” Signal Processing 93 (7): 1945–60.",
            {"title": "A Balanced Combination", "authors": ("Gholami, A.", "S. M. Hosseini"), "venue": "Signal Processing", "year": 2013, "type": "article", "fields": {"volume": "93", "number": "7", "pages": "1945--1960"}},
        ),
    ],
)  # fmt: skip
def test_the_title_in_quotation_marks_as_ieee_mla_and_chicago_have_it(
    text: str, expected: Mapping[str, Any]
) -> None:
    assert said(read_reference(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Smith J, Doe A. A title of it. J Abbrev. 2020;12(3):1-9.",
            {"title": "A title of it", "authors": ("Smith, J", "Doe, A"), "venue": "J Abbrev", "year": 2020, "type": "article", "fields": {"volume": "12", "number": "3", "pages": "1--9"}},
        ),
        (
            "Smith, J. & Doe, A. A title of it. Nature 12, 1–9 (2020).",
            {"title": "A title of it", "authors": ("Smith, J.", "Doe, A."), "venue": "Nature", "year": 2020, "type": "article", "fields": {"volume": "12", "pages": "1--9"}},
        ),
        (
            "Smith, J., Doe, A.: A title of it. In: Boyd, C. (ed.) ASIACRYPT 2001. pp. 1–9. Springer (2001).",
            {"title": "A title of it", "authors": ("Smith, J.", "Doe, A."), "venue": "ASIACRYPT", "year": 2001, "type": "inproceedings", "fields": {"editor": "Boyd, C.", "pages": "1--9", "publisher": "Springer"}},
        ),
        (
            "Ian Goodfellow, Jean Pouget-Abadie. Generative Adversarial Nets. NIPS, 2014.",
            {"title": "Generative Adversarial Nets", "authors": ("Ian Goodfellow", "Jean Pouget-Abadie"), "venue": "NIPS", "year": 2014, "type": "inproceedings"},
        ),
        (
            "OpenAI. GPT-4 Technical Report. arXiv, 2023.",
            {"title": "GPT-4 Technical Report", "authors": ("{OpenAI}",), "venue": "arXiv", "year": 2023, "type": "misc"},
        ),
    ],
)  # fmt: skip
def test_only_the_authors_before_the_title_as_vancouver_nature_and_lncs_have_it(
    text: str, expected: Mapping[str, Any]
) -> None:
    assert said(read_reference(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Deformable Convolutional Networks (2017), J. Dai et al.",
            {"title": "Deformable Convolutional Networks", "authors": ("J. Dai", "others"), "year": 2017},
        ),
        (
            "How to Train Your Model. Zhen Tan, Dawei Li. EMNLP 2020.",
            {"title": "How to Train Your Model", "authors": ("Zhen Tan", "Dawei Li"), "venue": "EMNLP", "year": 2020, "type": "inproceedings"},
        ),
        (
            "Convolutions of Graphs. Thomas N. Kipf and Max Welling. ICLR 2017.",
            {"title": "Convolutions of Graphs", "authors": ("Thomas N. Kipf", "Max Welling"), "venue": "ICLR", "year": 2017, "type": "inproceedings"},
        ),
        (
            "Convolutions of Graphs, Thomas N. Kipf, Max Welling, ICLR 2017.",
            {"title": "Convolutions of Graphs", "authors": ("Thomas N. Kipf", "Max Welling"), "venue": "ICLR", "year": 2017, "type": "inproceedings"},
        ),
        (
            "[ICLR 2017] Convolutions of Graphs (Thomas N. Kipf, Max Welling)",
            {"title": "Convolutions of Graphs", "authors": ("Thomas N. Kipf", "Max Welling"), "venue": "ICLR", "year": 2017, "type": "inproceedings"},
        ),
        (
            "[Kipf and Welling, 2017] Convolutions of Graphs. ICLR.",
            {"title": "Convolutions of Graphs", "authors": ("Kipf", "Welling"), "venue": "ICLR", "year": 2017, "type": "inproceedings"},
        ),
        (
            "Deep Learning for ECG Analysis, IEEE Transactions on Biomedical Engineering 2021",
            {"title": "Deep Learning for ECG Analysis", "venue": "IEEE Transactions on Biomedical Engineering", "year": 2021, "type": "article"},
        ),
        (
            "Scaling Laws for Retrieval, arXiv, 2024",
            {"title": "Scaling Laws for Retrieval", "venue": "arXiv", "year": 2024, "type": "misc"},
        ),
        (
            "Serving Models at Scale | OSDI' 26",
            {"title": "Serving Models at Scale", "venue": "OSDI", "year": 2026, "type": "inproceedings"},
        ),
        (
            "(arXiv 2025.02) Towards Better Benchmarks",
            {"title": "Towards Better Benchmarks", "venue": "arXiv", "year": 2025, "month": 2, "type": "misc"},
        ),
    ],
)  # fmt: skip
def test_the_title_first_where_a_venue_or_a_year_tells(
    text: str, expected: Mapping[str, Any]
) -> None:
    assert said(read_reference(text)) == expected


# --- the title known ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (
            "Zhongzheng Ren, Yong Jae Lee .Anonymizing Faces .[J] arXiv preprint arXiv:2402.13446.",
            "Anonymizing Faces",
            {"authors": ("Zhongzheng Ren", "Yong Jae Lee"), "venue": "arXiv preprint", "type": "misc", "fields": ARXIV},
        ),
        (
            "1. Anonymizing Faces: Why? Zhongzheng Ren, Can Xu. ICML 2023.",
            "Anonymizing Faces: Why?",
            {"authors": ("Zhongzheng Ren", "Can Xu"), "venue": "ICML", "year": 2023, "type": "inproceedings"},
        ),
        (
            "Ren, Z. (2023). Anonymizing Faces. Pattern Recognition, 12, 1–9.",
            "Anonymizing Faces",
            {"authors": ("Ren, Z.",), "venue": "Pattern Recognition", "year": 2023, "type": "article", "fields": {"volume": "12", "pages": "1--9"}},
        ),
        ("Anonymizing Faces (2017), J. Dai et al.", "Anonymizing Faces", {"authors": ("J. Dai", "others"), "year": 2017}),
    ],
)  # fmt: skip
def test_what_stands_around_a_known_title(
    text: str, title: str, expected: Mapping[str, Any]
) -> None:
    assert said(read_reference(text, title)) == {"title": title.rstrip("."), **expected}


def test_a_description_after_a_known_title_is_no_venue() -> None:
    assert read_reference("Some Tool - A library for doing things.", "Some Tool") is None


# --- titles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "Textbooks are all you need II: phi-1.5 technical report",
        "Text vs. images: Who wins?",
        "Does it work? A study of the U.S. market",
        "Attention! Attention! Is it all you need?",
        "Read/write-optimised trees, revisited",
    ],
)
def test_punctuation_inside_a_title_does_not_end_it(title: str) -> None:
    separator = "" if title.endswith("?") else "."
    for text in (
        f"Wei Xu and Ann Lee. 2020. {title}{separator} In Proceedings of ACL, pages 1–9.",
        f"Xu, W., & Lee, A. (2020). {title}{separator} Computational Linguistics, 12(3), 1–9.",
        f"Xu W, Lee A. {title}[J]. Computational Linguistics, 2020, 12(3): 1-9.",
        f"W. Xu and A. Lee, “{title},” in Proc. ACL, 2020, pp. 1–9.",
    ):
        found = read_reference(text)
        assert found is not None
        assert (found.title, found.published.when) == (title, When(2020))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "This list is updated weekly.",
        "Awesome papers on graphs",
        "Contributions are welcome, please open an issue.",
        "Survey Papers",
        "Papers of ACL 2023 and EMNLP 2023.",
        "Last updated: March 2024",
        "News, 2024",
    ],
)
def test_a_sentence_is_no_reference(text: str) -> None:
    assert read_reference(text) is None


# --- what we write, we read -----------------------------------------------------------------------

STYLES = [
    "syndata",
    "gb7714",
    "association-for-computational-linguistics",
    "apa",
    "ieee",
    "nature",
    "lncs",
    "elsevier-vancouver",
    "mla",
    "chicago-author-date",
]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", re.sub(r"<[^>]*>", "", text)).casefold()


def _reads(text: str, item: Mapping[str, Any]) -> bool:
    """Whether title, first author and year, and pages where they are shown, are read back."""
    found = read_reference(text)
    if found is None or not found.authors or found.published.when is None:
        return False
    first = item["author"][0]
    return (
        _letters(found.title) == _letters(item["title"])
        and _letters(parse_name(found.authors[0]).family) == _letters(first.get("family", ""))
        and found.published.when.year == item["issued"]["date-parts"][0][0]
        and ("page" not in item or found.published.fields["pages"] == "177--198")
    )


@pytest.mark.parametrize("style", STYLES)
def test_our_own_references_are_read_back(style: str, refs_bib: Path) -> None:
    entries = list(synbib.read(refs_bib).values())
    texts = references(entries, StyleChoice(style), format="text")
    assert [entry.key for entry in entries if not _reads(texts[entry.key], entry.csl)] == []


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_is_too_strange(text: str, title: str) -> None:
    for found in (read_reference(text), read_reference(text, title), read_reference(f"{title}. {text}", title)):  # fmt: skip
        assert found is None or found.title


@pytest.mark.parametrize(
    "unit", ["A, ", ". ", "(", "? ", "[J] ", "et al ", "12(3), ", "“a", "Ed., "]
)
def test_a_long_line_is_no_trouble(unit: str) -> None:
    for length in (20_000, 1_000_000):
        text = (unit * length)[:length]
        read_reference(text)
        read_reference(f"T. {text[:19_000]}", "T")
