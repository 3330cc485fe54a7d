from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.model import LINK_FIELDS
from synbib.paperlist.mentions.labels import badge, is_label, is_paper_host, kind_of
from synbib.paperlist.mentions.places import kind_of_url

KINDS = {"paper", "pdf", "other", "", *LINK_FIELDS}

# What a list calls its links → the kind, wherever they lead.
LABELS = {
    "paper": [
        "Paper", "[paper]", "📄 Paper", "**Paper**", "abs", "arXiv", "ArXiv", "arXiv:2402.13446", "[arXiv 2025]",
        "Html", "Openreview", "Paper (OpenReview)", "Paper (arXiv)", "ACL Anthology", "IEEE", "ACM", "Springer",
        "tech report", "Technical Report", "this paper", "CVPR Paper", "Paper Link", "Survey", "论文", "论文链接",
        "📄", "論文",
    ],
    "pdf": ["PDF", "[pdf]", "PDF (arXiv)", "Preview.pdf"],
    "code": [
        "Code", "codes", "[Code]", "code1", "Code 2", "Code-2", "GitHub", "⭐ GitHub", "code (PyTorch)", "Official Code",
        "unofficial code", "Code (in construction)", "PyTorch", "PyTorch-1 (lucidrains)", "Tensorflow2", "TF", "JAX",
        "repo", "Repository", "Source Code", "🧑‍💻 Repos (18)", "代码", "代码地址", "💻",
    ],
    "project": ["Project", "Project Page", "[project]", "GitHub Page", "项目", "项目主页"],
    "website": ["Website", "Homepage", "[web]", "Home Page", "Docs", "主页", "🌐"],
    "dataset": ["Data", "Dataset", "Datasets", "8. Datasets", "数据集", "Benchmark"],
    "slides": ["Slides", "slide", "PPT"],
    "video": ["Video", "[Video]", "Youtube", "Talk", "📺 Videos (8)", "视频"],
    "demo": ["Demo", "Live Demo", "Playground"],
    "poster": ["Poster", "[poster]"],
    "blog": ["Blog", "Blog post", "Post", "博客", "阅读笔记"],
    "model": ["Model", "🤗 Model", "Checkpoint", "Checkpoints", "Model Card", "Weights", "模型"],
    "notebook": ["Notebook", "Colab", "Google Colab", "Jupyter Notebook", "[ipynb]"],
    "supplement": ["Supp", "Suppl.", "Supplement", "Appendix", "Supplementary Material", "附录"],
    "leaderboard": ["Leaderboard", "🏆 Leaderboard"],
    "tweet": ["Tweet", "Twitter", "X", "[X]", "🧵 Thread", "X Thread"],
    "podcast": ["Podcast"],
    "other": [
        "bib", "[bib]", "BibTeX", "Cite", "Google Scholar", "Semantic Scholar", "Papers with Code", "Review",
        "GitHub stars", "License", "Issues", "Press", "Back to Top", "Table of Contents",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "label"), [(kind, label) for kind, labels in LABELS.items() for label in labels]
)
def test_a_label_says_what_kind_of_link_it_is(kind: str, label: str) -> None:
    assert is_label(label)
    assert kind_of(label, "https://example.org/there") == kind


@pytest.mark.parametrize(
    "label",
    [
        "Link", "[link]", "URL", "here", "Download", "HF", "🤗", "Hugging Face", "ICLR'24", "[AAAI 2018]", "ACL 2022",
        "NeurIPS 2024 Oral", "1", "[2402.13446]", "lucidrains/lambda-networks", "https://example.org/x", "链接", "",
        "10.1038/s42256-022-00499-z", "10.1093/nar/gkm998", "10.1093%2Fnar%2Fgkm998",
    ],
)  # fmt: skip
def test_a_label_that_leaves_it_open_leaves_it_to_the_url(label: str) -> None:
    assert is_label(label)
    assert kind_of(label, "https://arxiv.org/abs/2402.13446") == "paper"
    assert kind_of(label, "https://huggingface.co/datasets/rp-yu/VPT_Datasets") == "dataset"
    assert kind_of(label, "https://github.com/lucidrains/lambda-networks") == "code"
    assert kind_of(label, "https://example.org/") == "website"


@pytest.mark.parametrize(
    ("label", "url", "kind"),
    [
        ("Paper/Code", "https://arxiv.org/abs/2402.13446", "paper"),
        ("Paper/Code", "https://github.com/zhen-tan-dmml/llm4annotation", "code"),
        ("Paper & Code", "https://example.org/", "paper"),
        ("Demo Video", "https://youtu.be/bXp8fk4MRXQ", "video"),
        ("Hugging Face Demo", "https://huggingface.co/spaces/zjunlp/EasyInstruct", "demo"),
        ("Project", "https://github.com/zhen-tan-dmml/llm4annotation", "project"),
        ("Code", "https://www.example.org/code.zip", "code"),
    ],
)
def test_of_two_kinds_it_is_the_one_that_the_url_is(label: str, url: str, kind: str) -> None:
    assert kind_of(label, url) == kind


@pytest.mark.parametrize(
    "title",
    [
        "Visual Instruction Tuning",
        "Large Language Models for Data Annotation: A Survey",
        "GPT-4 Technical Report",
        "Finding Tiny Faces",
        "Code Translation",
        "Phi-4",
        "LinearRAG",
        "Video Pixel Networks",
        "Model Collapse",
        "Data Quality",
        "Yoshua Bengio",
        "大语言模型综述",
        "The Code of the Data of the Paper that Explains the Video of the Demo of a Model of Models",
    ],
)
def test_a_title_is_no_label(title: str) -> None:
    assert not is_label(title)
    assert kind_of(title, "https://arxiv.org/abs/2402.13446") == ""


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://openaccess.thecvf.com/content/CVPR2023/html/Tan_X_paper.html", "paper"),
        ("http://proceedings.mlr.press/v119/qu20a.html", "paper"),
        ("https://papers.nips.cc/paper/7181-attention-is-all-you-need", "paper"),
        ("https://proceedings.neurips.cc/paper/2019/hash/0123-Abstract.html", "paper"),
        ("https://ojs.aaai.org/index.php/AAAI/article/view/16325", "paper"),
        ("https://www.ijcai.org/proceedings/2021/551", "paper"),
        ("https://dl.acm.org/citation.cfm?id=3397271", "paper"),
        ("https://ieeexplore.ieee.org/document/8953613", "paper"),
        ("https://www.usenix.org/conference/usenixsecurity21/presentation/carlini", "paper"),
        ("https://www.isca-speech.org/archive/interspeech_2020/x.html", "paper"),
        ("https://www.jmlr.org/papers/v21/20-074.html", "paper"),
        ("https://people.example.edu/~tan/papers/annotation.pdf", "paper"),
        ("https://github.com/tan/annotation/blob/main/annotation.pdf", "paper"),
        ("https://huggingface.co/papers/2402.13446", "paper"),
        ("https://people.example.edu/~tan/icml2020-slides.pdf", "slides"),
        ("https://people.example.edu/~tan/talk.pptx", "slides"),
        ("https://people.example.edu/~tan/poster.pdf", "poster"),
        ("https://people.example.edu/~tan/annotation-supp.pdf", "supplement"),
        ("https://github.com/zhen-tan-dmml/llm4annotation", "code"),
        ("https://gitlab.com/tan/annotation", "code"),
        ("https://github.com/tan/annotation/issues/3", "other"),
        ("https://llava-vl.github.io/", "project"),
        ("https://huggingface.co/datasets/code_search_net", "dataset"),
        ("https://doi.org/10.5281/zenodo.4012264", "dataset"),
        ("https://www.kaggle.com/datasets/tan/annotation", "dataset"),
        ("https://huggingface.co/spaces/DEEMOSTECH/ChatAvatar", "demo"),
        ("https://colab.research.google.com/github/tan/x.ipynb", "notebook"),
        ("https://huggingface.co/AIDC-AI/Marco-o1", "model"),
        ("https://huggingface.co/docs/transformers/model_doc/owlvit", "website"),
        ("https://www.youtube.com/watch?v=7TOvhz93G9o", "video"),
        ("https://slideslive.com/38929176", "video"),
        ("https://speakerdeck.com/tan/annotation", "slides"),
        ("https://docs.google.com/presentation/d/1x/edit", "slides"),
        ("https://towardsdatascience.com/annotation-1", "blog"),
        ("https://ai.googleblog.com/2022/11/annotation.html", "blog"),
        ("https://openai.com/blog/gpt-3-apps/", "blog"),
        ("https://eng.uber.com/annotation/", "blog"),
        ("https://doordash.engineering/2021/annotation/", "blog"),
        ("https://scholar.google.com.hk/scholar?q=annotation", "other"),
        ("https://twitter.com/tan/status/1272715634544119809", "tweet"),
        ("https://img.shields.io/badge/ACL-2021-blue", "other"),
        ("#contributing", "other"),
        ("CONTRIBUTING.md", "other"),
        ("https://example.org/annotation", ""),
    ],
)
def test_a_url_by_itself_tells_its_kind(url: str, kind: str) -> None:
    assert kind_of_url(url) == kind
    assert is_paper_host(url) == (kind == "paper")


@pytest.mark.parametrize(
    ("image", "said"),
    [
        ("https://img.shields.io/badge/Conference-ICLR'24-blue", "Conference ICLR'24"),
        ("https://img.shields.io/badge/Conference-EMNLP'24%20Findings-blue", "Conference EMNLP'24 Findings"),
        ("https://img.shields.io/badge/ACL_Findings-2021-blue", "ACL Findings 2021"),
        ("https://img.shields.io/badge/Homepage-blue", "Homepage"),
        ("https://img.shields.io/badge/Derivative--free_optimization-red", "Derivative-free optimization"),
        ("https://img.shields.io/badge/cs__CL-2402.13446-b31b1b.svg", "cs_CL 2402.13446"),
        ("https://img.shields.io/badge/-Paper-red?logo=arxiv", "Paper"),
        ("https://img.shields.io/static/v1?label=ACL&message=2021&color=blue", "ACL 2021"),
        ("https://img.shields.io/badge/-blue.svg?&logo=google-scholar", "google scholar"),
        ("https://img.shields.io/github/stars/microsoft/LLMLingua.svg?style=social&label=Star", ""),
        ("https://img.shields.io/github/license/tan/annotation", ""),
        ("https://awesome.re/badge.svg", "Alternative text"),
        ("images/paper.png", "Alternative text"),
    ],
)  # fmt: skip
def test_what_a_badge_says(image: str, said: str) -> None:
    assert badge(image, " Alternative\ntext") == said


@given(
    st.text("Paper Code-1[]()/论文链接📄'x.", max_size=40),
    st.text("htps:/.aXiv#?=pdf", max_size=40),
)
def test_any_label_and_url_have_a_kind(label: str, url: str) -> None:
    assert kind_of(label, url) in KINDS
    assert (kind_of(label, url) == "") == (not is_label(label))
    badge(f"https://img.shields.io/badge/{url}", label)


@pytest.mark.parametrize(
    "piece", ["Paper ", "(", "()", "a.", "a/", "论文", "-_", "ACL ", "https://"]
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def read(times: int) -> None:
        text = piece * times
        kind_of(text, f"https://example.org/{text}")
        kind_of("", text)
        badge(f"https://img.shields.io/badge/{text}", text)

    assert in_proportion(read, 25_000)


def test_most_links_of_real_lists_are_known_by_their_short_labels(shared: Path) -> None:
    count: Counter[bool] = Counter()
    for path in sorted((shared / "readmes").glob("*.md")):
        links = re.findall(r"\[([^\[\]\n!]{1,20})\]\((https?://[^\s)]+)\)", path.read_text("utf-8"))
        count.update(kind_of(text, url) != "" for text, url in links if " " not in text)
    assert count.total() > 9000
    assert count[True] / count.total() > 0.9


def test_each_kind_of_link_is_told_by_a_word() -> None:
    assert LABELS.keys() == KINDS - {""}
