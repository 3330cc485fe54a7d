"""Links in a list: which kind each is, by what it is called and by where it leads.

A label is a text of which every word is known to be one: ``[PDF]``, ``Paper (OpenReview)``, ``Code-2``, ``论文链接``,
``ICLR'24``. Whatever has another word in it may be a title. Brackets, emoji, capitals and numbers do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final
from urllib.parse import unquote

from synbib import lazily
from synbib.model.venues import normal_form, venues
from synbib.paperlist.mentions.places import is_paper_host, kind_of_url

__all__ = ["DOI_TEXT", "badge", "is_label", "is_paper_host", "kind_of"]

# --- words ------------------------------------------------------------------------------------------

# What a label calls the link → its kind. ``pdf`` is kept apart from ``paper``: lists that have both mean two pages.
_WORDS: Final = {
    "paper": (
        "paper, abs, abstract, arxiv, article, preprint, publication, manuscript, report, tech report, html, doi, "
        "pub, technical report, full paper, camera ready, proceedings, conference, journal, thesis, openreview, "
        "open review, open access, openaccess, anthology, acl anthology, ieee, ieee xplore, xplore, acm, acm dl, "
        "springer, springerlink, elsevier, sciencedirect, wiley, nature, pmlr, mlr press, cvf, thecvf, ecva, usenix, "
        "mdpi, biorxiv, medrxiv, pubmed, medline, pmc, ssrn, hal, researchgate, ar5iv, alphaxiv, hf paper, "
        "huggingface paper, survey, "
        "论文, 論文, 原文, 文章, 论文原文, 논문"
    ),
    "pdf": "pdf",
    "code": (
        "code, codee, source code, repo, repository, git, github, gitlab, bitbucket, codebase, implementation, "
        "pytorch, torch, tensorflow, tf, jax, flax, keras, paddle, paddlepaddle, mindspore, mxnet, caffe, chainer, "
        "theano, matlab, python, julia, jittor, c++, library, package, pypi, software, toolkit, tool, script, "
        "sourcecode, 代码, 程式碼, 代碼, 源码, 源代码, 开源代码, 仓库, コード, 코드"
    ),
    "project": (
        "project, projet, project page, projectpage, github page, github.io, 项目, 项目主页, 項目, プロジェクト, "
        "프로젝트"
    ),
    "website": (
        "website, web site, webpage, web page, web, homepage, home page, home, site, official website, docs, doc, "
        "documentation, wiki, 主页, 主頁, 首页, 官网, 官方网站, 网站, 网页, ホームページ, 홈페이지"
    ),
    "dataset": (
        "data, dataset, data set, corpus, corpora, benchmark, hf dataset, huggingface dataset, 数据, 数据集, 資料集, "
        "データ, データセット, 데이터, 데이터셋"
    ),
    "slides": "slide, deck, ppt, pptx, presentation, keynote, 幻灯片, 课件, スライド, 슬라이드",
    "video": (
        "video, youtube, talk, recording, bilibili, vimeo, movie, oral video, teaser, 视频, 視頻, 影片, 動画, 영상, "
        "비디오"
    ),
    "demo": (
        "demo, live demo, demo page, online demo, playground, gradio, streamlit, "
        "hf space, huggingface space, space, app, web app, interactive demo, 演示, 体验, デモ, 데모"
    ),
    "poster": "poster, 海报, ポスター, 포스터",
    "blog": (
        "blog, blog post, blogpost, post, medium, substack, zhihu, writeup, "
        "博客, 部落格, 知乎, 解读, 笔记, 阅读笔记, 论文笔记, 论文解读, ブログ, 블로그"
    ),
    "model": (
        "model, checkpoint, ckpt, weight, model weight, model zoo, model card, pretrained model, pre trained model, "
        "hf model, huggingface model, modelscope, 模型, 权重, モデル, 모델"
    ),
    "notebook": "notebook, jupyter, jupyter notebook, ipynb, colab, google colab, colab notebook, ノートブック, 노트북",
    "supplement": (
        "supp, suppl, supplement, supplementary, supplemental, supplementary material, supplemental material, "
        "appendix, appendices, 附录, 补充材料"
    ),
    "leaderboard": "leaderboard, leader board, 排行榜",
    "tweet": "twitter, tweet, x, thread, x thread, twitter thread, tweet thread, 推特",
    "podcast": "podcast",
    "other": (
        "bib, bibtex, bib tex, bib file, cite, cites, citation, cited by, reference, scholar, google scholar, dblp, "
        "semantic scholar, connected papers, papers with code, paperswithcode, pwc, "
        "review, rebuttal, star, github star, fork, license, issue, pull request, discussion, discord, "
        "slack, wechat, reddit, linkedin, facebook, telegram, press, news, media, summary, note, "
        "changelog, tutorial, author, contact, email, contribution, tl dr, tldr, back to, back to top, top, "
        "content, table of contents, overview, other, contributor, faq, star history, mirror, 引用, "
        "微信, 公众号"
    ),
    # What says nothing of its kind: there, the URL decides.
    "": (
        "link, hyperlink, url, here, this, page, download, source, read, read more, more, more detail, detail, view, "
        "hf, huggingface, hugging face, kaggle, google drive, drive, gdrive, onedrive, dropbox, baidu, zenodo, "
        "figshare, official, unofficial, offical, inofficial, author's, original, new, old, in construction, "
        "coming soon, soon, tbd, tba, wip, alternative, mirror site, backup, version, ver, updated, long version, "
        "short version, extended version, full, online, free, local, en, english, cn, zh, chinese, and, the, our, "
        "of, to, for, part, pt, vol, material, resource, collection, preview, main, oral, spotlight, highlight, "
        "findings, workshop, accepted, best, award, publish, venue, year, date, file, see, click here, visit, "
        "链接, 地址, 官方, 非官方, 中文, 英文, 中文版, 英文版, 下载, 网盘, 百度网盘, 页面, 版, 和, リンク, こちら, 링크"
    ),
}
# What stands for a word where there is none.
_SIGNS: Final = {
    "paper": "📄📃📑📜📝📖📰",
    "code": "💻🐙👾🐱⌨🛠",
    "website": "🌐🏠🌍🌎🌏",
    "dataset": "📊🗂💾🗃",
    "video": "🎥📹🎬📺🎞📽▶",
    "tweet": "🧵🐦",
}
_MOST_WORDS: Final = 3  # of one name in the table
_LONGEST: Final = 80  # characters; a longer text is not a label, …
_LONGEST_URL: Final = 2000  # … if it is not the URL itself

_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split(", ")}
_SIGN_KINDS: Final = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
# Chinese and Japanese have no blanks between words.
_UNSPACED: Final = "|".join(
    sorted((w for w in _KINDS if "\u2e80" < w[0] < "\uac00"), key=len, reverse=True)
)
_WORD: Final = lazily.pattern(rf"{_UNSPACED}|c\+\+|github\.io|[^\W\d_]+(?:['’]s\b)?", re.IGNORECASE)
_ASIDE: Final = lazily.pattern(r"\([^()]*\)?|（[^（）]*）?")
# A DOI as the text of a link: 10.1093/nar/gkac439.
DOI_TEXT: Final = r"(?:doi:?\s*)?10\.\d{4,9}(?:/|%2F)\S+"
# An address or a DOI names no kind, whatever words are in it: 10.1038/x1.
_ADDRESS: Final = lazily.pattern(
    rf"""
    (?: https?:// | www\. ) \S+
    | (?: [\w-]+\. )+ [a-z]{{2,}} / \S*
    | {DOI_TEXT}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REPOSITORY: Final = lazily.pattern(r"[\w.-]+/[\w.-]+")


@cache
def _acronyms() -> frozenset[str]:
    names = (name for venue in venues().values() for name in (venue.acronym, *venue.aliases))
    return frozenset(form for form in map(normal_form, names) if " " not in form)


def _kinds(text: str) -> Iterator[str | None]:
    """Yield the kinds of the names in a text, the longest first at each place; None for a word that is not one."""
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        kind: str | None = None
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length]).casefold()
            kind = _KINDS.get(name, _KINDS.get(name.removesuffix("s")))
            if kind is not None:
                break
        if kind is None and sum(map(str.isupper, words[at])) > 1:
            kind = "" if words[at].casefold() in _acronyms() else None  # NeurIPS'24
        yield kind
        at += length


@lru_cache(maxsize=16384)
def _label(text: str) -> tuple[str, ...] | None:
    """Return the kinds that a label names, none if it leaves them open; None if the text is not a label."""
    text = text.strip()
    if len(text) > _LONGEST:
        is_name = _ADDRESS.fullmatch(text) or _REPOSITORY.fullmatch(text)
        return () if len(text) <= _LONGEST_URL and is_name else None
    if _ADDRESS.fullmatch(text):
        return ()
    kinds = _all_kinds(text)
    if kinds is None and (rest := _ASIDE.sub(" ", text)) != text and _WORD.search(rest):
        kinds = _all_kinds(rest)  # PyTorch (someone's)
    if kinds is None:
        return () if _REPOSITORY.fullmatch(text) else None
    return tuple(filter(None, kinds)) or (
        () if kinds else tuple(kind for sign, kind in _SIGN_KINDS.items() if sign in text)
    )


def _all_kinds(text: str) -> list[str] | None:
    """Return the kinds of the names in a text; None if there is a word that is not one."""
    kinds: list[str] = []
    for kind in _kinds(text):
        if kind is None:
            return None
        kinds.append(kind)
    return kinds


def is_label(text: str) -> bool:
    """Return whether a link's text says what it leads to (``[PDF]``, ``official code``), rather than a title."""
    return _label(text) is not None


def kind_of(label: str, url: str) -> str:
    """Return which kind of link this is, by its label and, where that leaves it open, by its URL.

    Args:
        label: The text of the link; ``""`` if it has none.
        url: Where it leads, as written.

    Returns:
        ``paper``, ``pdf`` or a field of `synbib.model.LINK_FIELDS`; ``other`` for what has no field of its own
        (citations, reviews, discussions); ``""`` for a text that is not a label.
    """
    named = _label(label)
    if named is None:
        return ""
    by_url = kind_of_url(url)
    if not named:
        return by_url or "website"
    # Of `Paper/Code`, and of `Demo video`, it is the one that the URL is.
    return by_url if by_url in named else named[0]


# --- badges -----------------------------------------------------------------------------------------

_BADGE: Final = lazily.pattern(
    r"https?://(?:img\.|www\.)?shields\.io/([^?#]*)(?:\?([^#]*))?", re.IGNORECASE
)
_STATIC: Final = lazily.pattern(r"(?:static/v1|badge/)")
_PARTS: Final = lazily.pattern(r"(?<!-)-(?!-)")
_ESCAPES: Final = {"--": "-", "__": "_", "_": " "}
_ESCAPE: Final = lazily.pattern("--|__|_")
_IMAGE: Final = lazily.pattern(r"\.(?:svg|png|json)$", re.IGNORECASE)


def badge(image_src: str, alt: str) -> str:
    """Return what an image says to who reads the list.

    Args:
        image_src: Where the image comes from.
        alt: Its alternative text.

    Returns:
        Of a badge of shields.io its label and its message, ``Conference ICLR'24``, or the name of its logo if it has
        no other text; ``""`` of a badge that counts (stars, licences, the last commit); else the alternative text.
    """
    found = _BADGE.match(image_src.strip())
    if found is None:
        return " ".join(alt.split())
    if not _STATIC.match(found[1]):
        return ""
    options = dict(
        pair.partition("=")[::2] for pair in (found[2] or "").replace("&amp;", "&").split("&")
    )
    said = [
        _ESCAPE.sub(lambda escape: _ESCAPES[escape[0]], unquote(part))
        for part in _PARTS.split(_IMAGE.sub("", found[1].partition("/")[2]))[:-1]
    ] or [unquote(options.get(name, "").replace("+", " ")) for name in ("label", "message")]
    text = " ".join(" ".join(said).split())
    return text or unquote(options.get("logo", "")).replace("-", " ")
