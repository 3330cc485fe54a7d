"""Every form in which people list papers, and what is read out of it."""

from dataclasses import asdict

import pytest

from synbib.paperlist.mentions.reader import PaperList, Region, read_list
from synbib.paperlist.phrases.gb_t import CARRIERS, DOCUMENT_TYPES


def read(text: str) -> list[dict[str, object]]:
    """Return the papers of a list as dictionaries, without what is empty and without places."""
    return [shown(paper) for paper in read_list(text).mentions]


def shown(paper: object) -> dict[str, object]:
    given = asdict(paper)  # type: ignore[call-overload]
    return {k: v for k, v in given.items() if v and k not in ("line", "end")}


PAPER = {"paper": "https://arxiv.org/abs/2402.13446"}
ARXIV = {"arxiv": "2402.13446"}
TITLE = "Large Language Models for Data Annotation: A Survey"
AUTHORS = ("Zhen Tan", "Dawei Li", "Song Wang")

FORMS = {
    "a linked title, italic authors, a venue": (
        "- [Large Language Models for Data Annotation: A Survey](https://arxiv.org/abs/2402.13446) "
        "*Zhen Tan, Dawei Li, Song Wang.* EMNLP 2024.",
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a bold linked title and a track": (
        "1. [**Large Language Models for Data Annotation: A Survey.**](https://arxiv.org/abs/2402.13446) "
        "_Zhen Tan, Dawei Li, Song Wang._ Findings of EMNLP 2024.",
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "Findings of EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a venue in front, a bold title, labels in brackets": (
        "* (EMNLP 2024) **Large Language Models for Data Annotation: A Survey**, Zhen Tan et al. "
        "[[Paper](https://arxiv.org/abs/2402.13446)] [[Code](https://github.com/a/b)]",
        {
            "title": TITLE,
            "authors": ("Zhen Tan", "others"),
            "venue": "EMNLP",
            "year": 2024,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
        },
    ),
    "a date in front, authors and venue in one run of italics": (
        "- [2024/02] **Large Language Models for Data Annotation: A Survey.** *Zhen Tan et al. arXiv* "
        "[[paper](https://arxiv.org/abs/2402.13446)]",
        {
            "title": TITLE,
            "authors": ("Zhen Tan", "others"),
            "venue": "arXiv",
            "year": 2024,
            "month": 2,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a name, a quoted title, an institution": (
        '* **ViT**: "An Image is Worth 16x16 Words: Transformers for Image Recognition", ICLR, 2021 (*Google*). '
        "[[Paper](https://openreview.net/forum?id=YicbFdNTTy)][[PyTorch](https://github.com/l/vit)]",
        {
            "title": "An Image is Worth 16x16 Words: Transformers for Image Recognition",
            "venue": "ICLR",
            "year": 2021,
            "links": {
                "paper": "https://openreview.net/forum?id=YicbFdNTTy",
                "code": "https://github.com/l/vit",
            },
            "identifiers": {"openreview": "YicbFdNTTy"},
            "note": "ViT; Google",
        },
    ),
    "a name in brackets, a plain title, a venue after a bar": (
        "- **[MMNet]** Fast Object Detection in Compressed Video | **[ICCV' 19]** "
        "|[`[pdf]`](https://arxiv.org/pdf/1811.11057.pdf)",
        {
            "title": "Fast Object Detection in Compressed Video",
            "venue": "ICCV",
            "year": 2019,
            "links": {"paper": "https://arxiv.org/pdf/1811.11057.pdf"},
            "identifiers": {"arxiv": "1811.11057"},
            "note": "MMNet",
        },
    ),
    "a plain title, a year in brackets, authors": (
        "- Deformable Convolutional Networks (2017), J. Dai et al. [[pdf]](http://arxiv.org/pdf/1703.06211v2.pdf)",
        {
            "title": "Deformable Convolutional Networks",
            "authors": ("J. Dai", "others"),
            "year": 2017,
            "links": {"paper": "http://arxiv.org/pdf/1703.06211v2.pdf"},
            "identifiers": {"arxiv": "1703.06211"},
        },
    ),
    "a plain title and a journal": (
        "* Domain adaptation for medical image analysis: a survey, IEEE Transactions on Biomedical Engineering 2021 "
        "[[Paper]](https://arxiv.org/pdf/2102.09508v1.pdf)",
        {
            "title": "Domain adaptation for medical image analysis: a survey",
            "venue": "IEEE Transactions on Biomedical Engineering",
            "year": 2021,
            "links": {"paper": "https://arxiv.org/pdf/2102.09508v1.pdf"},
            "identifiers": {"arxiv": "2102.09508"},
            "type": "article",
        },
    ),
    "authors in front of a bold title": (
        "* Hernández-Lobato et al. **Probabilistic matrix factorization with non-random missing data.** ICML, 2014.",
        {
            "title": "Probabilistic matrix factorization with non-random missing data",
            "authors": ("Hernández-Lobato", "others"),
            "venue": "ICML",
            "year": 2014,
        },
    ),
    "authors in front of a linked title, with GB/T's mark": (
        "- Jun Yu, Xinlong Hao .[Face Sketch Synthesis in the Wild](https://arxiv.org/pdf/1904.12019) "
        ".[J] arXiv preprint arXiv:1904.12019.",
        {
            "title": "Face Sketch Synthesis in the Wild",
            "authors": ("Jun Yu", "Xinlong Hao"),
            "venue": "arXiv preprint",
            "year": 2019,
            "month": 4,
            "links": {"paper": "https://arxiv.org/pdf/1904.12019"},
            "identifiers": {"arxiv": "1904.12019"},
            "fields": {"eprint": "1904.12019", "archiveprefix": "arXiv"},
            "type": "misc",
        },
    ),
    "a title and tags in code": (
        "7. [Give Me Jeans not Shoes: How BERT Helps Us](https://multithreaded.stitchfix.com/blog/2019/jeans/) "
        "`Stitch Fix` `2019`",
        {
            "title": "Give Me Jeans not Shoes: How BERT Helps Us",
            "year": 2019,
            "links": {"paper": "https://multithreaded.stitchfix.com/blog/2019/jeans/"},
            "note": "Stitch Fix",
        },
    ),
    "a date in front, families as authors": (
        "1. 2020-02-24 - [Modeling Continuous Stochastic Processes](https://arxiv.org/abs/2002.10516) by Deng, "
        "Chang et al.<br>\n   Proposes a normalizing flow driven by a Wiener process.",
        {
            "title": "Modeling Continuous Stochastic Processes",
            "authors": ("Deng", "Chang", "others"),
            "year": 2020,
            "month": 2,
            "day": 24,
            "links": {"paper": "https://arxiv.org/abs/2002.10516"},
            "identifiers": {"arxiv": "2002.10516"},
            "note": "Proposes a normalizing flow driven by a Wiener process",
        },
    ),
    "a linked name that goes on after it": (
        "- [OpenTela](https://systems.ethz.ch/news/osdi26.html): Unifying Decentralized Computing Resources for LLM "
        "Serving | OSDI' 26",
        {
            "title": "OpenTela: Unifying Decentralized Computing Resources for LLM Serving",
            "venue": "OSDI",
            "year": 2026,
            "links": {"paper": "https://systems.ethz.ch/news/osdi26.html"},
        },
    ),
    "authors in a paragraph of their own": (
        "1. **Geometric Hawkes Processes with Graph Networks.** AAAI 2019. [paper](https://j.github.io/pubs/geo.pdf)"
        "\n\n   *Jin Shang, Mingxuan Sun.*",
        {
            "title": "Geometric Hawkes Processes with Graph Networks",
            "authors": ("Jin Shang", "Mingxuan Sun"),
            "venue": "AAAI",
            "year": 2019,
            "links": {"paper": "https://j.github.io/pubs/geo.pdf"},
        },
    ),
    "authors in a bullet below": (
        "- Defending Label Inference and Backdoor Attacks in Vertical Federated Learning.\n"
        "  [[pdf]](https://arxiv.org/pdf/2112.05409.pdf)\n"
        "  - Yang Liu, Zhihao Yi, and Qiang Yang. *AAAI*, 2022.",
        {
            "title": "Defending Label Inference and Backdoor Attacks in Vertical Federated Learning",
            "authors": ("Yang Liu", "Zhihao Yi", "Qiang Yang"),
            "venue": "AAAI",
            "year": 2022,
            "links": {"paper": "https://arxiv.org/pdf/2112.05409.pdf"},
            "identifiers": {"arxiv": "2112.05409"},
        },
    ),
    "a paragraph with hard breaks": (
        "**ReGeneration Learning of Diffusion Models with Rich Prompts** \\\n*Yupei Lin, Sen Zhang, Yukai Shi* \\\n"
        "arXiv 2023. [[Paper](https://arxiv.org/abs/2305.04651)] [[Project](https://y.github.io/ReDiffuser)] \\\n"
        "8 May 2023",
        {
            "title": "ReGeneration Learning of Diffusion Models with Rich Prompts",
            "authors": ("Yupei Lin", "Sen Zhang", "Yukai Shi"),
            "venue": "arXiv",
            "year": 2023,
            "month": 5,
            "day": 8,
            "links": {
                "paper": "https://arxiv.org/abs/2305.04651",
                "project": "https://y.github.io/ReDiffuser",
            },
            "identifiers": {"arxiv": "2305.04651"},
        },
    ),
    "a bold paragraph and bullets of links": (
        "**ProxyTransformation: Preshaping Point Cloud Manifold**\n\n- Paper: https://arxiv.org/abs/2502.19247\n"
        "- Code: https://github.com/pqh22/ProxyTransformation\n",
        {
            "title": "ProxyTransformation: Preshaping Point Cloud Manifold",
            "year": 2025,
            "month": 2,
            "links": {
                "paper": "https://arxiv.org/abs/2502.19247",
                "code": "https://github.com/pqh22/ProxyTransformation",
            },
            "identifiers": {"arxiv": "2502.19247"},
        },
    ),
    "badges that link": (
        "- [![](https://img.shields.io/badge/EMNLP-2021-blue)](https://aclanthology.org/2021.emnlp-main.146) "
        "[**AttentionRank: Unsupervised Keyphrase Extraction**](https://aclanthology.org/2021.emnlp-main.146) , "
        "<br> by *Haoran Ding  and\nXiao Luo* [[bib]](./bibtex.bib#L598)",
        {
            "title": "AttentionRank: Unsupervised Keyphrase Extraction",
            "authors": ("Haoran Ding", "Xiao Luo"),
            "venue": "EMNLP",
            "year": 2021,
            "links": {"paper": "https://aclanthology.org/2021.emnlp-main.146"},
            "identifiers": {"anthology": "2021.emnlp-main.146"},
        },
    ),
    "people and a venue after commas": (
        (
            "- [Large Language Models for Data Annotation: A "
            "Survey](https://arxiv.org/abs/2402.13446), Zhen Tan et al., EMNLP 2024"
        ),
        {
            "title": TITLE,
            "authors": ("Zhen Tan", "others"),
            "venue": "EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "people and a venue after dashes": (
        (
            "- [Large Language Models for Data Annotation: A "
            "Survey](https://arxiv.org/abs/2402.13446) - Zhen Tan, Dawei Li, Song Wang - EMNLP (2024)"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a date and a venue with a short year in front": (
        (
            "- 20240205 EMNLP-24 [Large Language Models for Data Annotation: A "
            "Survey](https://arxiv.org/abs/2402.13446)"
        ),
        {
            "title": TITLE,
            "venue": "EMNLP",
            "year": 2024,
            "month": 2,
            "day": 5,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a venue with its month": (
        (
            '* **SynData**: "Large Language Models for Data Annotation: A Survey", *EMNLP, November '
            "2024*. [[Paper](https://arxiv.org/abs/2402.13446)]"
        ),
        {
            "title": TITLE,
            "venue": "EMNLP",
            "year": 2024,
            "month": 11,
            "links": PAPER,
            "identifiers": ARXIV,
            "note": "SynData",
        },
    ),
    "a bold title with its venue, people and links in bullets below": (
        (
            "- **Large Language Models for Data Annotation: A Survey (EMNLP 2024)**\n"
            "  - Zhen Tan, Dawei Li, Song Wang\n"
            "  - [[Paper]](https://arxiv.org/abs/2402.13446)\n"
            "  - [[Python Reference]](https://github.com/a/b)\n"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
        },
    ),
    "a box to tick, a venue and a year in brackets": (
        (
            "- [ ] Large Language Models for Data Annotation: A Survey (Nature, 2024) "
            "[[paper](https://arxiv.org/abs/2402.13446)] [[code](https://github.com/a/b)]"
        ),
        {
            "title": TITLE,
            "venue": "Nature",
            "year": 2024,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
        },
    ),
    "people in brackets after a plain title": (
        (
            "- [EMNLP 2024] Large Language Models for Data Annotation: A Survey (Zhen Tan, Dawei Li, "
            "Song Wang) [[paper]](https://arxiv.org/abs/2402.13446)"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
            "type": "inproceedings",
        },
    ),
    "people after a plain title and a comma": (
        (
            "- **[EMNLP]** Large Language Models for Data Annotation: A Survey, Zhen Tan, Dawei Li, "
            "Song Wang [[paper]](https://arxiv.org/abs/2402.13446)"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "month": 2,
            "links": PAPER,
            "identifiers": ARXIV,
            "type": "inproceedings",
        },
    ),
    "a bold name in brackets, a plain title": (
        (
            "- [**SynData**] Large Language Models for Data Annotation: A Survey "
            "[[paper](https://arxiv.org/abs/2402.13446)]"
        ),
        {
            "title": TITLE,
            "year": 2024,
            "month": 2,
            "links": PAPER,
            "identifiers": ARXIV,
            "note": "SynData",
        },
    ),
    "a title of two words": (
        "- Segment Anything, ICCV, 2023 [[Paper](https://arxiv.org/abs/2304.02643)]",
        {
            "title": "Segment Anything",
            "venue": "ICCV",
            "year": 2023,
            "links": {"paper": "https://arxiv.org/abs/2304.02643"},
            "identifiers": {"arxiv": "2304.02643"},
            "type": "inproceedings",
        },
    ),
    "a venue as the first link, tags in bold code": (
        (
            "- [[EMNLP](https://arxiv.org/abs/2402.13446)] Large Language Models for Data "
            "Annotation: A Survey. [[tensorflow](https://github.com/a/b)] [__`cls.`__ __`seg.`__]"
        ),
        {
            "title": TITLE,
            "venue": "EMNLP",
            "year": 2024,
            "month": 2,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
            "note": "cls; seg",
        },
    ),
    "people in front of a title in italics": (
        (
            "* Zhen Tan, Dawei Li and Song Wang, *Large Language Models for Data Annotation: A "
            "Survey*, EMNLP, 2024 [[Paper](https://arxiv.org/abs/2402.13446)]"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a name with its links, the reference below": (
        (
            "* SynData, Arizona State [[Paper]](https://arxiv.org/abs/2402.13446) "
            "[[Code]](https://github.com/a/b)\n"
            "  * Zhen Tan, Dawei Li, Song Wang, *Large Language Models for Data Annotation: A "
            "Survey*, EMNLP, 2024.\n"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
            "note": "SynData, Arizona State",
        },
    ),
    "a paragraph that says one thing in a line": (
        (
            "Large Language Models for Data Annotation: A Survey<br>\n"
            "Zhen Tan, Dawei Li, Song Wang<br>\n"
            "*EMNLP 2024*<br>\n"
            "[[Paper]](https://arxiv.org/abs/2402.13446) [[Code]](https://github.com/a/b)\n"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "venue": "EMNLP",
            "year": 2024,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
        },
    ),
    "a fold for each paper": (
        (
            "<details>\n"
            "<summary>[2024/02] Large Language Models for Data Annotation: A Survey (EMNLP 2024) [<a "
            'href="https://arxiv.org/abs/2402.13446">paper</a>]</summary>\n'
            "\n"
            "We survey how data are annotated by large models, and what the labels are worth.\n"
            "\n"
            "</details>\n"
        ),
        {
            "title": TITLE,
            "venue": "EMNLP",
            "year": 2024,
            "month": 2,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "a heading, its authors, a folded abstract, links": (
        (
            "## Surveys\n"
            "\n"
            "### 1. Large Language Models for Data Annotation: A Survey\n"
            "**Authors**: Zhen Tan, Dawei Li, Song Wang\n"
            "<details span>\n"
            "<summary><b>Abstract</b></summary>\n"
            "We survey how data are annotated by large models.\n"
            "</details>\n"
            "\n"
            "  [📄 Paper](https://arxiv.org/abs/2402.13446) | [💻 Code](https://github.com/a/b)\n"
        ),
        {
            "title": TITLE,
            "authors": AUTHORS,
            "year": 2024,
            "month": 2,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
            "groups": ("Surveys",),
        },
    ),
    "a numbered reference in a paragraph": (
        (
            '[1] Z. Tan and D. Li, "Large Language Models for Data Annotation: A Survey," *IEEE '
            "Access*, vol. 12, no. 3, pp. 1–20, 2024. doi: 10.1109/ACCESS.2024.1.\n"
        ),
        {
            "title": TITLE,
            "authors": ("Z. Tan", "D. Li"),
            "venue": "IEEE Access",
            "year": 2024,
            "identifiers": {"doi": "10.1109/ACCESS.2024.1"},
            "fields": {
                "doi": "10.1109/ACCESS.2024.1",
                "volume": "12",
                "number": "3",
                "pages": "1--20",
            },
            "type": "article",
        },
    ),
    "a reading list of paragraphs, the first author inverted": (
        (
            '**[1]** Tan, Zhen, Dawei Li, and Song Wang. "**Large Language Models for Data '
            'Annotation: A Survey**." Nature 521.7553 (2024): 436-444. '
            "[[pdf]](https://arxiv.org/abs/2402.13446) **(SynData, Milestone)** :star::star:\n"
        ),
        {
            "title": TITLE,
            "authors": ("Tan, Zhen", "Dawei Li", "Song Wang"),
            "venue": "Nature",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
            "fields": {"volume": "521", "number": "7553", "pages": "436--444"},
            "type": "article",
            "note": "SynData, Milestone",
        },
    ),
    "an identifier in place of a link": (
        "1. Large Language Models for Data Annotation: A Survey. Tan et al. arXiv:2402.13446",
        {
            "title": TITLE,
            "authors": ("Tan", "others"),
            "venue": "arXiv",
            "year": 2024,
            "month": 2,
            "identifiers": ARXIV,
            "fields": {"eprint": "2402.13446", "archiveprefix": "arXiv"},
            "type": "misc",
        },
    ),
    "a key in brackets": (
        (
            "- [Tan et al., 2024] Large Language Models for Data Annotation: A Survey. *Nature*. "
            "[[link]](https://arxiv.org/abs/2402.13446)"
        ),
        {
            "title": TITLE,
            "authors": ("Tan", "others"),
            "venue": "Nature",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
            "type": "article",
        },
    ),
    "a word before each thing": (
        (
            "- Title: Large Language Models for Data Annotation: A Survey\n"
            "  - Authors: Zhen Tan, Dawei Li\n"
            "  - Venue: EMNLP 2024\n"
            "  - [Paper](https://arxiv.org/abs/2402.13446)\n"
        ),
        {
            "title": TITLE,
            "authors": ("Zhen Tan", "Dawei Li"),
            "venue": "EMNLP",
            "year": 2024,
            "links": PAPER,
            "identifiers": ARXIV,
        },
    ),
    "Chinese punctuation": (
        (
            "1、**Large Language Models for Data Annotation: A Survey**，EMNLP 2024，Zhen "
            "Tan等。[论文链接](https://arxiv.org/abs/2402.13446)，[代码链接](https://github.com/a/b)\n"
        ),
        {
            "title": TITLE,
            "authors": ("Zhen Tan", "others"),
            "venue": "EMNLP",
            "year": 2024,
            "links": {**PAPER, "code": "https://github.com/a/b"},
            "identifiers": ARXIV,
        },
    ),
    "initials between names": (
        (
            "1. Auto-Encoding Variational Bayes. Diederik P. Kingma and Max Welling. ICLR 2014. "
            "[[paper](https://arxiv.org/abs/1312.6114)]"
        ),
        {
            "title": "Auto-Encoding Variational Bayes",
            "authors": ("Diederik P. Kingma", "Max Welling"),
            "venue": "ICLR",
            "year": 2014,
            "links": {"paper": "https://arxiv.org/abs/1312.6114"},
            "identifiers": {"arxiv": "1312.6114"},
            "type": "inproceedings",
        },
    ),
    "the DOI beside a linked preprint": (
        (
            "* [Large Language Models for Data Annotation: A "
            "Survey](https://arxiv.org/abs/2402.13446) "
            "[[DOI](https://doi.org/10.18653/v1/2024.emnlp-main.54)] (2024)"
        ),
        {
            "title": TITLE,
            "year": 2024,
            "links": PAPER,
            "identifiers": {**ARXIV, "doi": "10.18653/v1/2024.emnlp-main.54"},
        },
    ),
    "a short name and a linked title": (
        (
            "- **SAM** (ICCV 2023): [Segment Anything](https://arxiv.org/abs/2304.02643) "
            "[[code](https://github.com/a/b)]"
        ),
        {
            "title": "Segment Anything",
            "venue": "ICCV",
            "year": 2023,
            "links": {
                "paper": "https://arxiv.org/abs/2304.02643",
                "code": "https://github.com/a/b",
            },
            "identifiers": {"arxiv": "2304.02643"},
            "note": "SAM",
        },
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_an_item_is_read_in_the_form_of(name: str) -> None:
    markdown, expected = FORMS[name]
    assert read(markdown) == [expected]


TABLES = {
    "a title, where it was published, code": (
        "| Paper | Published in | Code/Project |\n|---|:---:|:---:|\n"
        "| [Orca 2: Teaching Small Language Models How to Reason](https://arxiv.org/abs/2311.11045) | arXiv 2023 | "
        "https://www.microsoft.com/en-us/research/project/orca/ |\n"
        "| [Learning Performance-Improving Code Edits](http://arxiv.org/abs/2302.07867) | ICLR 2024 | - |\n",
        [
            {
                "title": "Orca 2: Teaching Small Language Models How to Reason",
                "venue": "arXiv",
                "year": 2023,
                "links": {
                    "paper": "https://arxiv.org/abs/2311.11045",
                    "project": "https://www.microsoft.com/en-us/research/project/orca/",
                },
                "identifiers": {"arxiv": "2311.11045"},
            },
            {
                "title": "Learning Performance-Improving Code Edits",
                "venue": "ICLR",
                "year": 2024,
                "links": {"paper": "http://arxiv.org/abs/2302.07867"},
                "identifiers": {"arxiv": "2302.07867"},
            },
        ],
    ),
    "rows with no leading bar": (
        "Paper | Published in\n---|---\n[A Survey of Things](https://arxiv.org/abs/2311.11045)|arxiv 2023\n",
        [
            {
                "title": "A Survey of Things",
                "venue": "arxiv",
                "year": 2023,
                "links": {"paper": "https://arxiv.org/abs/2311.11045"},
                "identifiers": {"arxiv": "2311.11045"},
            }
        ],
    ),
    "one field in a column": (
        "| Year | Title | Type | Task | Venue | Paper | Code |\n|---|---|---|---|---|---|---|\n"
        "| 2018 | **Attack Graph Convolutional Networks by Adding Fake Nodes** | Attack | Node Classification | Arxiv "
        "| [Link](https://arxiv.org/abs/1810.10751) | :heavy_minus_sign: |\n",
        [
            {
                "title": "Attack Graph Convolutional Networks by Adding Fake Nodes",
                "venue": "Arxiv",
                "year": 2018,
                "links": {"paper": "https://arxiv.org/abs/1810.10751"},
                "identifiers": {"arxiv": "1810.10751"},
                "note": "Type: Attack; Task: Node Classification",
            }
        ],
    ),
    "badges, breaks and images in cells": (
        "| Title & Authors | Introduction | Links |\n|---|---|---|\n"
        "|[![Star](https://img.shields.io/github/stars/l/w.svg?style=social&label=Star)](https://github.com/l/w) "
        "[![Publish](https://img.shields.io/badge/Conference-ICLR'24-blue)]() <br> :star: "
        "[A Simple and Effective Pruning Approach](https://arxiv.org/abs/2306.11695) <br> Mingjie Sun, Zhuang Liu "
        '|<img width="1002" src="figures/w.png"> |[Github](https://github.com/l/w) <br> '
        "[Paper](https://arxiv.org/abs/2306.11695)|\n",
        [
            {
                "title": "A Simple and Effective Pruning Approach",
                "authors": ("Mingjie Sun", "Zhuang Liu"),
                "venue": "ICLR",
                "year": 2024,
                "links": {
                    "paper": "https://arxiv.org/abs/2306.11695",
                    "code": "https://github.com/l/w",
                },
                "identifiers": {"arxiv": "2306.11695"},
            }
        ],
    ),
    "a GB/T reference as the text of a link": (
        "| Paper | Organisation | Code |\n|---|---|---|\n"
        "| [On-chip learning for optical networks through sparse optimization[C]//Proceedings of the AAAI Conference "
        "on Artificial Intelligence. 2021, 35(9): 7583-7591.](https://ojs.aaai.org/index.php/AAAI/article/view/16928) "
        "| University of Texas at Austin | -- |\n",
        [
            {
                "title": "On-chip learning for optical networks through sparse optimization",
                "venue": "Proceedings of the AAAI Conference on Artificial Intelligence",
                "year": 2021,
                "links": {"paper": "https://ojs.aaai.org/index.php/AAAI/article/view/16928"},
                "fields": {"volume": "35", "number": "9", "pages": "7583--7591"},
                "type": "inproceedings",
                "note": "Organisation: University of Texas at Austin",
            }
        ],
    ),
    "several linked papers in one cell": (
        "| Skill | Benchmarks |\n|---|---|\n| **Arithmetic** | [GSM8K](https://arxiv.org/abs/2110.14168), "
        "[ASDiv](https://aclanthology.org/2020.acl-main.92/) |\n",
        [
            {
                "title": "GSM8K",
                "year": 2021,
                "month": 10,
                "links": {"paper": "https://arxiv.org/abs/2110.14168"},
                "identifiers": {"arxiv": "2110.14168"},
            },
            {
                "title": "ASDiv",
                "year": 2020,
                "links": {"paper": "https://aclanthology.org/2020.acl-main.92/"},
                "identifiers": {"anthology": "2020.acl-main.92"},
            },
        ],
    ),
    "HTML with a cell over several rows": (
        "<table><tr><th>Category</th><th>Model</th><th>Release</th><th>Link</th></tr>\n"
        '<tr><td rowspan="2">Public</td><td>T5</td><td>2019/10</td>'
        '<td><a href="https://arxiv.org/abs/1910.10683">Paper</a></td></tr>\n'
        '<tr><td>mT5</td><td>2020/10</td><td><a href="https://arxiv.org/abs/2010.11934">Paper</a></td></tr></table>\n',
        [
            {
                "title": "T5",
                "year": 2019,
                "month": 10,
                "links": {"paper": "https://arxiv.org/abs/1910.10683"},
                "identifiers": {"arxiv": "1910.10683"},
                "note": "Category: Public",
            },
            {
                "title": "mT5",
                "year": 2020,
                "month": 10,
                "links": {"paper": "https://arxiv.org/abs/2010.11934"},
                "identifiers": {"arxiv": "2010.11934"},
                "note": "Category: Public",
            },
        ],
    ),
    "venue or date in one column, badges that link": (
        (
            "| Title | arXiv | Github | Website | Pub. & Date |\n"
            "|---|---|---|---|---|\n"
            "|[Large Language Models for Data Annotation: A "
            "Survey](https://arxiv.org/abs/2402.13446)|[![arXiv](https://img.shields.io/badge/arXiv-b"
            "31b1b.svg)](https://arxiv.org/abs/2402.13446)|[![Star](https://img.shields.io/github/sta"
            "rs/a/b.svg?style=social&label=Star)](https://github.com/a/b)|-|EMNLP, 2024|\n"
            "|[A Survey of Things](https://arxiv.org/abs/2311.11045)|-|-|-|Nov, 2023|\n"
        ),
        [
            {
                "title": TITLE,
                "venue": "EMNLP",
                "year": 2024,
                "links": {**PAPER, "code": "https://github.com/a/b"},
                "identifiers": ARXIV,
            },
            {
                "title": "A Survey of Things",
                "year": 2023,
                "month": 11,
                "links": {"paper": "https://arxiv.org/abs/2311.11045"},
                "identifiers": {"arxiv": "2311.11045"},
            },
        ],
    ),
    "where it was published, headed as the title might be": (
        (
            "| Date | Institute | Publication | Paper |\n"
            "|---|---|---|---|\n"
            "| 24.02 | ASU | EMNLP2024 | [Large Language Models for Data Annotation: A "
            "Survey](https://arxiv.org/abs/2402.13446) |\n"
        ),
        [
            {
                "title": TITLE,
                "venue": "EMNLP",
                "year": 2024,
                "month": 2,
                "links": PAPER,
                "identifiers": ARXIV,
                "note": "Institute: ASU",
            }
        ],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_in_the_form_of(name: str) -> None:
    markdown, expected = TABLES[name]
    assert read(markdown) == expected


# --- groups ------------------------------------------------------------------------------------------------


def groups(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(paper.title, paper.groups) for paper in read_list(text).mentions]


LINK = "https://arxiv.org/abs/2402.13446"


def test_headings_are_groups_nested_as_they_are() -> None:
    text = f"# List\n\n## Surveys\n\n- [A First Survey]({LINK})\n\n### Old\n\n- [An Old Survey]({LINK}1)\n\n## Data\n"
    found = read_list(text)
    assert [(paper.title, paper.groups) for paper in found.mentions] == [
        ("A First Survey", ("List", "Surveys")),
        ("An Old Survey", ("List", "Surveys", "Old")),
    ]
    assert found.headings == (
        ("List",),
        ("List", "Surveys"),
        ("List", "Surveys", "Old"),
        ("List", "Data"),
    )


def test_a_bullet_above_papers_is_a_group() -> None:
    text = f"## Detection\n\n* General:\n    * [A First Detector]({LINK})\n* Video:\n    * [A Second Detector]({LINK}1)\n"
    assert groups(text) == [
        ("A First Detector", ("Detection", "General")),
        ("A Second Detector", ("Detection", "Video")),
    ]


def test_a_fold_is_a_group_until_it_ends() -> None:
    text = (
        f"## Models\n\n<details>\n<summary>Older ones</summary>\n\n- [An Older Model]({LINK})\n\n</details>\n\n"
        f"- [A Newer Model]({LINK}1)\n"
    )
    assert groups(text) == [
        ("An Older Model", ("Models", "Older ones")),
        ("A Newer Model", ("Models",)),
    ]


def test_news_about_a_listed_paper_do_not_list_it() -> None:
    text = f"## News\n\n- 2024-05: our paper [A First Survey]({LINK}) is out!\n\n## Surveys\n\n- [A First Survey]({LINK})\n"
    assert groups(text) == [("A First Survey", ("Surveys",))]


def test_news_about_a_paper_that_is_not_listed_are_its_only_place() -> None:
    text = f"## News\n\n- 2024-05: our paper [A First Survey]({LINK}) is out!\n"
    assert groups(text) == [("A First Survey", ("News",))]


# --- what is reported --------------------------------------------------------------------------------------


def unread(found: PaperList) -> list[str]:
    return list(map(str, found.unread))


def test_a_paragraph_that_names_a_paper_is_reported_and_not_taken() -> None:
    text = (
        "# List\n\nThis repository is about graph-based generation, classified according to the survey "
        f"[A Survey of Graphs]({LINK}), which we continuously update.\n"
    )
    found = read_list(text)
    assert found.mentions == ()
    assert [str(each)[:66] for each in found.unread] == [
        "README.md:3: this names a paper, but no title is found: This repository"
    ] or [each.code for each in found.unread] == ["unread-paper"]


def test_a_tool_is_no_paper_and_is_listed_as_such() -> None:
    found = read_list(
        "- [llama.cpp](https://github.com/ggerganov/llama.cpp) - LLM inference in C/C++.\n"
    )
    assert found.mentions == ()
    assert unread(found) == ["README.md:1: nothing says that this is a paper: llama.cpp"]


def test_contents_are_passed_over() -> None:
    found = read_list("- [Surveys](#surveys)\n  - [Old](#old)\n")
    assert (found.mentions, found.unread) == ((), ())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JavaScript:x"])
def test_a_link_that_may_do_harm_is_left_out_and_reported(url: str) -> None:
    found = read_list(
        f"| Paper | Code |\n|---|---|\n| [A First Survey]({LINK}) | <a href='{url}'>code</a> |\n"
    )
    (paper,) = found.mentions
    assert dict(paper.links) == {"paper": LINK}
    assert [each.code for each in found.notes] == ["unsafe-link"]


# --- headings of one name ----------------------------------------------------------------------------------


def test_a_heading_of_a_name_that_is_taken_is_a_group_of_its_own() -> None:
    """Capitals, and what the store cannot hold, do not tell groups apart."""
    names = ("Models", "Models", "models", "Tools }", "Tools )", "Models (2)", "2021", "2021")
    items = (f"- [A Survey of Number {n}]({LINK}{n}) ACL\n" for n, _ in enumerate(names))
    text = "# List\n\n" + "".join(
        f"## {name}\n\n{item}\n" for name, item in zip(names, items, strict=True)
    )
    found = read_list(text)
    assert [path[1:] for path in found.headings[1:]] == [
        ("Models",), ("Models (2)",), ("models (3)",), ("Tools }",), ("Tools ) (2)",), ("Models (2) (2)",), ("2021",), ("2021 (2)",)
    ]  # fmt: skip
    assert [paper.year for paper in found.mentions][-2:] == [2021, 2021]


# --- regions -----------------------------------------------------------------------------------------------


def test_regions_tell_where_papers_are_listed() -> None:
    text = (
        f"# List\n\n## A\n\n- [A First Survey]({LINK})\n- [A Second Survey]({LINK}1)\n\n## B\n\n"
        f"| Paper |\n|---|\n| [A Third Survey]({LINK}2) |\n\n## C\n\n- [A Fourth Survey]({LINK}3)\n"
        "- [a tool](https://example.org/tool)\n"
    )
    assert read_list(text).regions == (
        Region("list", ("List", "A"), 5, 7),
        Region("table", ("List", "B"), 10, 13),
        Region("list", ("List", "C"), 16, 18),
    )


# --- what was once misread ----------------------------------------------------------------------------------


def mention_of(text: str) -> dict[str, object]:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    "title",
    [
        "DAC: Decomposed Automation Correction for Text-to-SQL",
        "STALL+: Boosting Repository-level Code Completion with Static Analysis",
        "FairFace Challenge at ECCV 2020: Analyzing Bias in Face Recognition",
        "SDM: Sequential Deep Matching Model for Online Recommendation",
    ],
)
def test_a_title_may_begin_with_or_hold_what_is_also_a_venue(title: str) -> None:
    assert [
        found["title"] for found in read(f"- [Another Paper]({LINK}1)\n- [{title}]({LINK})\n")
    ] == [
        "Another Paper",
        title,
    ]


def test_the_name_of_a_method_is_no_venue() -> None:
    found = mention_of(
        f'* **SAT**: "Size-Aware Transformer for 3D Point Clouds", ICCV, 2023 (*KU Leuven*). [[Paper]({LINK})]'
    )
    assert (found["venue"], found["year"], found.get("authors")) == ("ICCV", 2023, None)
    assert found["note"] == "SAT; KU Leuven"


@pytest.mark.parametrize(
    "affiliation", ["UT Austin", "Shanghai Jiao Tong", "Tel Aviv", "UC Berkeley"]
)
def test_an_institution_in_brackets_is_no_author(affiliation: str) -> None:
    found = mention_of(
        f'* "Size-Aware Transformers", ICCV, 2023 (*{affiliation}*). [[Paper]({LINK})]'
    )
    assert "authors" not in found


@pytest.mark.parametrize(
    ("written", "venue", "year"),
    [
        ("[ASP-DAC 2025]", "ASP-DAC", 2025),
        ("*USENIX 2021*", "USENIX", 2021),
        ("GitHub 2023", "GitHub", 2023),
        ("Huggingface 2024", "Huggingface", 2024),
        ("(ICLR 2022 (Workshop))", "ICLR (Workshop)", 2022),
        ("[EMNLP finding 2023]", "EMNLP finding", 2023),
    ],
)
def test_a_venue_that_no_table_has_is_told_by_its_year(written: str, venue: str, year: int) -> None:
    found = mention_of(
        f"- **A Survey of Graphs and Trees** {written} [[paper]](https://example.org/a.pdf)"
    )
    assert (found.get("venue"), found.get("year")) == (venue, year)


def test_a_venue_may_be_the_text_of_the_link() -> None:
    table = (
        "| Dataset | Task | Paper |\n|---|---|---|\n"
        "| WebQuestions | QA | [[EMNLP 2013]](https://aclanthology.org/D13-1160/) |\n"
    )
    found = mention_of(table)
    assert (found["venue"], found["year"]) == ("EMNLP", 2013)
    assert found["identifiers"] == {"anthology": "D13-1160"}


def test_a_preprint_tells_its_year_and_no_venue() -> None:
    found = mention_of(
        "- [A Survey of Graphs and Trees](https://example.org/a.pdf) *Zhen Tan, Dawei Li.* Preprint'24"
    )
    assert (found.get("venue"), found["year"], found.get("note")) == (None, 2024, None)


def test_what_is_submitted_is_not_published() -> None:
    found = mention_of(
        f"- [A Survey of Graphs and Trees]({LINK}) *Zhen Tan, Dawei Li.* Submitted to TMLR 2025"
    )
    assert "venue" not in found


def test_a_group_before_its_members_is_no_hindrance() -> None:
    found = mention_of(
        f"- [A Survey of Graphs and Trees]({LINK}) *OpenAI: Ahmed El-Kishky, Alexander Wei.*"
    )
    assert found["authors"] == ("Ahmed El-Kishky", "Alexander Wei")


def test_a_nickname_in_brackets_does_not_end_the_authors() -> None:
    found = mention_of(
        f"- [A Survey of Graphs and Trees]({LINK}) *Yi R. (May) Fung, Yang (Katie) Zhao, Bo Li.*"
    )
    assert found["authors"] == ("Yi R. Fung", "Yang Zhao", "Bo Li")


def test_authors_in_raw_bibtex_are_read_without_its_braces() -> None:
    text = f"- **Continual Learning of Signals**, (2020) [[paper]]({LINK}) by *Lesort, Timoth{{\\'e}}e, Goudou, "
    found = mention_of(text + "Jean-Fran{\\c c}ois and {Hayes}, Tyler*")
    assert found["authors"] == ("Lesort, Timothée", "Goudou, Jean-François", "Hayes, Tyler")


def test_the_year_of_the_heading_is_that_of_papers_without_one() -> None:
    table = (
        "## 2018\n\n| Title | Conf |\n|---|---|\n"
        "| [Finding Tiny Faces Quickly](http://openaccess.thecvf.com/Hu_paper.html) | CVPR |\n"
    )
    found = mention_of(table)
    assert (found["venue"], found["year"]) == ("CVPR", 2018)


def test_years_as_headings_stand_below_the_heading_beside_them_that_holds_nothing_else() -> None:
    text = (
        f"### Reasoning\n\n### 2024\n\n- [A First Survey]({LINK})\n\n### 2023\n\n- [A Second Survey]({LINK}1)\n\n"
        f"### Others\n\n- [A Third Survey]({LINK}2)\n"
    )
    assert groups(text) == [
        ("A First Survey", ("Reasoning", "2024")),
        ("A Second Survey", ("Reasoning", "2023")),
        ("A Third Survey", ("Others",)),
    ]


def test_an_item_beside_a_paper_says_nothing_of_it() -> None:
    text = f"1. <u>A</u>: [[Paper]({LINK})] **A Survey of Graphs and Trees**\n2. <u>B</u>: [[Source](https://github.com/b/b)]\n"
    found = read_list(text)
    assert [dict(paper.links) for paper in found.mentions] == [{"paper": LINK}]
    assert [each.line for each in found.unread] == [2]


def test_a_second_link_of_a_kind_is_noted() -> None:
    found = mention_of(
        f"* **A Survey of Graphs and Trees** [[Paper]({LINK})][[Code](https://github.com/a/a)]"
        "[[Code (PyTorch)](https://github.com/b/b)]"
    )
    assert found["links"] == {"paper": LINK, "code": "https://github.com/a/a"}
    assert found["note"] == "Code (PyTorch): https://github.com/b/b"


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("[Tweet](https://twitter.com/roe/status/1)", "tweet"),
        ("[X](https://x.com/roe/status/1)", "tweet"),
        ("[🧵](https://x.com/roe/status/1)", "tweet"),
        ("[Supplementary Material](https://e.org/more.pdf)", "supplement"),
        ("[link](https://e.org/roe-supp.pdf)", "supplement"),
        ("[Colab](https://colab.research.google.com/drive/x)", "notebook"),
        ("[Leaderboard](https://e.org/board)", "leaderboard"),
        ("[Podcast](https://e.org/episode)", "podcast"),
        ("[PDF](https://e.org/roe.pdf)", "pdf"),
    ],
)
def test_each_kind_of_link_is_kept_as_such(link: str, kind: str) -> None:
    found = mention_of(f"- **A Survey of Graphs and Trees** [[Paper]({LINK})] [{link}]")
    url = link.partition("](")[2][:-1]
    assert (found["links"], found.get("note")) == ({"paper": LINK, kind: url}, None)


@pytest.mark.parametrize("label", ["PDF", "Paper"])
@pytest.mark.parametrize("path", ["papers/roe.pdf", "roe.pdf", "../papers/Roe%20(2).PDF"])
def test_a_pdf_beside_the_list_is_kept_by_its_path(label: str, path: str) -> None:
    found = mention_of(f"- **A Survey of Graphs and Trees**, ACL 2024 [[{label}](<{path}>)]")
    assert found["links"] == {"pdf": path}


def test_a_link_of_no_kind_keeps_its_word() -> None:
    found = mention_of(
        f"- **A Survey of Graphs and Trees** [[Paper]({LINK})] [[Press](https://e.org/news)] [[BibTeX](#cite)]"
    )
    assert (found["links"], found["note"]) == ({"paper": LINK}, "Press: https://e.org/news")


def test_a_paper_that_a_description_mentions_is_not_the_one_described() -> None:
    table = (
        "| Dataset | Description |\n|---|---|\n| [FinePersonas](https://huggingface.co/datasets/a/FinePersonas) | "
        f"Detailed personas made by the method of [Ge et al., 2024]({LINK}) |\n"
    )
    found = mention_of(table)
    assert "identifiers" not in found
    assert LINK in str(found["note"])


@pytest.mark.parametrize(
    "url",
    [
        "https://engineering.linkedin.com/blog/2021/x",
        "https://blog.twitter.com/engineering/en_us/x",
        "https://ai.facebook.com/blog/x",
    ],
)
def test_the_link_of_the_title_is_that_of_the_paper_unless_there_is_another(url: str) -> None:
    alone = f"- [A Survey of Graphs and Trees]({url}) `X` `2021`"
    assert mention_of(alone)["links"] == {"paper": url}
    assert mention_of(f"{alone} ([Paper]({LINK}))")["links"] == {"blog": url, "paper": LINK}


def test_a_badge_of_a_topic_is_no_venue() -> None:
    found = mention_of(
        f"1. **A Survey of Graphs and Trees** ![](https://img.shields.io/badge/Machine_Translation-blue)\n"
        f"   *Zhen Tan, Dawei Li.* [[pdf]({LINK})]\n"
    )
    assert (found.get("venue"), found["note"]) == (None, "Machine Translation")


def test_the_link_of_a_badge_that_counts_stars_is_the_code() -> None:
    table = (
        "| Title | Links |\n|---|---|\n| [![Star](https://img.shields.io/github/stars/N/h.svg)](https://github.com/N/h) "
        f"<br> [A Hybrid-head Architecture]({LINK}) <br> Xin Dong, Yonggan Fu | [Paper]({LINK}) |\n"
    )
    assert mention_of(table)["links"] == {"paper": LINK, "code": "https://github.com/N/h"}


def test_a_date_is_not_lost_to_the_venue_that_the_link_names() -> None:
    found = mention_of(
        "1. 2020-11-02 - [On the Sentence Embeddings](https://aclweb.org/anthology/2020.emnlp-main.733) by Li, Zhou et al."
    )
    assert (found["year"], found["month"], found["day"]) == (2020, 11, 2)


def test_a_heading_that_links_to_a_paper_is_an_entry() -> None:
    text = f"## Surveys\n\n#### [A Survey of Graphs and Trees]({LINK})\n\n*Zhen Tan, Dawei Li.* EMNLP 2024\n"
    found = mention_of(text)
    assert (found["title"], found["authors"], found["venue"], found["groups"]) == (
        "A Survey of Graphs and Trees",
        ("Zhen Tan", "Dawei Li"),
        "EMNLP",
        ("Surveys",),
    )


def test_the_year_of_the_heading_is_surer_than_that_of_a_preprint() -> None:
    text = f"## 2025\n\n- [A Survey of Graphs and Trees]({LINK})\n\n## 2024\n\n- [A Survey of Trees](https://arxiv.org/abs/2402.99999)\n"
    assert [(p["year"], p.get("month")) for p in read(text)] == [(2025, None), (2024, 2)]


@pytest.mark.parametrize(
    ("heading", "venue", "year"),
    [
        ("ICML 2023", "ICML", 2023),
        ("2016 ISCA", "ISCA", 2016),
        ("NeurIPS'22", "NeurIPS", 2022),
        ("NeurIPS", "NeurIPS", 2024),
        ("Papers that NeurIPS 2022 made known", None, 2024),
        ("Retrieval", None, 2024),
    ],
)
def test_a_heading_that_is_a_venue_is_that_of_papers_without_one(
    heading: str, venue: str | None, year: int
) -> None:
    found = mention_of(f"## {heading}\n\n- A Survey of Graphs and Trees [[Paper]({LINK})]\n")
    assert (found.get("venue"), found["year"]) == (venue, year)


def test_a_paper_with_a_venue_of_its_own_keeps_it() -> None:
    found = mention_of(f"## ICML 2023\n\n- [A Survey of Graphs and Trees]({LINK}) (ACL 2024)\n")
    assert (found["venue"], found["year"]) == ("ACL", 2024)


def test_papers_without_links_are_listed_below_a_venue() -> None:
    text = "## 2016 ISCA\n\n- **EIE: Efficient Inference Engine.** (*Stanford*)\n  - A first accelerator.\n"
    assert [(p["title"], p["venue"], p["year"]) for p in read(text)] == [
        ("EIE: Efficient Inference Engine", "ISCA", 2016)
    ]


def test_a_paper_that_the_news_speak_of_without_a_link_is_not_listed() -> None:
    assert read("## News\n\n- **A Survey of Graphs and Trees** was accepted by CVPR 2023.\n") == []


def test_a_heading_with_links_of_a_paper_is_an_entry_and_what_follows_stands_below_the_one_above() -> (
    None
):
    text = (
        f"## Surveys\n\n### A Survey of Graphs (ACL 2024)\n\n[[Paper]({LINK})]\n\n"
        f"### Trees and their Growth [[pdf]]({LINK}1)\n\nZhen Tan, Dawei Li\n\n## Data\n\n- [A Set of Data]({LINK}2)\n"
    )
    found = read_list(text)
    assert [(p.title, p.authors, p.venue, p.groups) for p in found.mentions] == [
        ("A Survey of Graphs", (), "ACL", ("Surveys",)),
        ("Trees and their Growth", ("Zhen Tan", "Dawei Li"), "", ("Surveys",)),
        ("A Set of Data", (), "", ("Data",)),
    ]
    assert found.headings == (("Surveys",), ("Data",))


def test_a_heading_above_a_sentence_with_a_link_stays_a_group() -> None:
    text = (
        f"### Awesome Surveys of Graphs\n\nMost of it is told in [this paper]({LINK}), which we follow.\n\n"
        f"- [A Survey of Trees]({LINK}1)\n"
    )
    assert groups(text) == [("A Survey of Trees", ("Awesome Surveys of Graphs",))]


def test_folds_of_papers_end_where_they_end() -> None:
    fold = '<details>\n<summary>A Survey of {0} [<a href="{1}">paper</a>]</summary>\n\nAbout it.\n\n</details>\n\n'
    text = (
        "## Models\n\n<details>\n<summary>Older ones</summary>\n\n"
        + fold.format("Graphs", LINK)
        + fold.format("Trees", f"{LINK}1")
        + f"</details>\n\n- [A Newer Model]({LINK}2)\n"
    )
    assert groups(text) == [
        ("A Survey of Graphs", ("Models", "Older ones")),
        ("A Survey of Trees", ("Models", "Older ones")),
        ("A Newer Model", ("Models",)),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Challenges, Methods, and Future Directions",
        "Can Models Be Too Big? On the Dangers of Parrots",
        "Auto-Encoding Variational Bayes",
        "Do As I Can, Not As I Say: Language in Robots",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "- {0} ({1} 2021) [[paper]({2})]",
        "- {0} | {1} 2021 | [paper]({2})",
        "- **{0} ({1} 2021)** [[paper]({2})]",
        "- {0} [[{1}2021]]({2})",
        "- [{0}]({2}) - Zhen Tan et al., {1}'21",
    ],
)
@pytest.mark.parametrize("venue", ["FAccT", "ICLR", "CoRL"])
def test_a_title_ends_where_its_venue_begins(title: str, form: str, venue: str) -> None:
    found = mention_of(form.format(title, venue, LINK))
    assert (found["title"], found["venue"], found["year"]) == (title, venue, 2021)


def test_a_title_over_two_lines_is_one() -> None:
    text = f"- [**A Few-Shot Approach to Multimodal Social\nRelation Extraction**]({LINK}) , <br> by *Hai Wan and\nBo Li*"
    found = mention_of(text)
    assert (found["title"], found["authors"]) == (
        "A Few-Shot Approach to Multimodal Social Relation Extraction",
        ("Hai Wan", "Bo Li"),
    )


@pytest.mark.parametrize(
    "unit", ["[", "[a] ", "**a** ", "[A, 2020] ", "(ICLR 2020) ", "*Zhen Tan*, *A b c*, ", "，"]
)
def test_a_line_full_of_one_thing_is_no_trouble(unit: str) -> None:
    read_list(f"- {unit * (100_000 // len(unit))}[paper]({LINK})\n")


def test_folds_within_folds_are_no_trouble() -> None:
    fold = "<details>\n<summary>Older ones</summary>\n\n"
    found = read_list(f"## Models\n\n{fold * 2_000}- [An Older Model]({LINK})\n")
    assert [paper.groups[:2] for paper in found.mentions] == [("Models", "Older ones")]


def test_the_paper_of_a_data_set_is_what_its_description_calls_so() -> None:
    table = (
        "| Dataset | Notes |\n|---|---|\n| [opc-sft](https://huggingface.co/datasets/O/opc-sft) (Nov 2024) | "
        f"A dataset used in stage 2, based on four seed datasets. See the [OpenCoder paper]({LINK}). |\n"
    )
    found = mention_of(table)
    assert found["links"] == {"dataset": "https://huggingface.co/datasets/O/opc-sft", "paper": LINK}
    assert found["identifiers"] == {"arxiv": "2402.13446"}


@pytest.mark.parametrize(("header", "kind"), [("Dataset", "dataset"), ("Project", "project")])
def test_what_a_column_beside_the_titles_names_is_linked_as_its_header_says(
    header: str, kind: str
) -> None:
    table = (
        f"| Title | {header} |\n|---|---|\n"
        f"| [A Survey of Graphs and Trees]({LINK}) | [Arbor](https://arbor.org/) |\n"
    )
    assert mention_of(table)["links"] == {"paper": LINK, kind: "https://arbor.org/"}


def test_an_owner_and_a_name_are_a_title_where_there_is_no_other() -> None:
    table = (
        "| Dataset | Size |\n|---|---|\n"
        "| [open-r1/codeforces](https://huggingface.co/datasets/open-r1/codeforces) (Feb 2025) | 10k |\n"
    )
    found = mention_of(table)
    assert (found["title"], found["year"], found["month"]) == ("open-r1/codeforces", 2025, 2)


@pytest.mark.parametrize(
    "where",
    ["University of Modena and Reggio Emilia, Italy", "Valeo.ai, France", "OMRON SINIC X, Japan"],
)
def test_a_place_after_an_institution_makes_it_no_people(where: str) -> None:
    found = mention_of(f'* "Size-Aware Transformers", ICCV, 2023 (*{where}*). [[Paper]({LINK})]')
    assert "authors" not in found


def test_a_hyphen_in_braces_does_not_end_the_authors() -> None:
    found = mention_of(
        f"- [**A Corpus for Planners**]({LINK}) , <br> by *Shashi Narayan and\nLaura Perez{{-}}Beltrachini*"
    )
    assert found["authors"] == ("Shashi Narayan", "Laura Perez-Beltrachini")


def test_nothing_that_stands_for_a_link_gets_into_a_note() -> None:
    found = mention_of(
        f"- 2024-05: we release **A Survey of Graphs and Trees** ([paper]({LINK})) and the code of it for everyone to "
        "use as they like in their own work"
    )
    assert "\x1f" not in str(found)


def test_headings_keep_their_numbers() -> None:
    text = f"## 2. Methods\n\n### 2.1 Search\n\n- [A First Survey]({LINK})\n"
    assert groups(text) == [("A First Survey", ("2. Methods", "2.1 Search"))]


def test_the_columns_of_our_own_tables_are_understood() -> None:
    table = (
        "| Title | Type | Key | Note |\n|---|---|---|---|\n"
        "| A Survey of Graphs and Trees | inproceedings | `tan2024survey` | Best paper |\n"
    )
    found = mention_of(table)
    assert (found["type"], found["key"], found["fields"]) == (
        "inproceedings",
        "tan2024survey",
        {"note": "Best paper"},
    )


def test_everything_with_a_link_is_taken_if_asked_for() -> None:
    text = "- [llama.cpp](https://github.com/ggerganov/llama.cpp) - LLM inference in C/C++.\n- [Top](#top)\n"
    found = read_list(text, everything=True)
    assert [(paper.title, dict(paper.links)) for paper in found.mentions] == [
        ("llama.cpp", {"paper": "https://github.com/ggerganov/llama.cpp"})
    ]
    assert found.unread == ()


def test_the_braces_of_a_store_are_no_part_of_a_title() -> None:
    found = mention_of(
        f"- **{{S-TRIGGER: Continual Learning of {{DNN}}s}}**, (2019) [[paper]]({LINK})"
    )
    assert found["title"] == "S-TRIGGER: Continual Learning of DNNs"


MARKS = [
    kind + carrier for kind in DOCUMENT_TYPES for carrier in ("", *(f"/{c}" for c in CARRIERS))
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "form",
    [
        "- [Smith J. A good book[{0}]. Springer, 2001.]({1})",
        "- Smith J. A good book[{0}]. Springer, 2001. [[Paper]({1})]",
        "- **A good book**[{0}]. Springer, 2001. [[Paper]({1})]",
    ],
)
def test_a_title_ends_before_any_mark_of_gb_t_7714(form: str, mark: str) -> None:
    found = mention_of(form.format(mark, LINK))
    assert (found["title"], found["year"]) == ("A good book", 2001)
