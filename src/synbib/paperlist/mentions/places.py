"""Places on the web: which kind of thing a URL leads to, by its host and path alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from synbib import lazily
from synbib.model.identifiers import find_identifier
from synbib.text.urls import clean_url, host

__all__ = ["is_paper_host", "kind_of_url"]

# Domain, and the beginning of the path → what is there. The longest that fits counts.
_PLACES: Final = {
    "paper": (
        "aaai.org academia.edu aclanthology.org aclweb.org acm.org ai.meta.com/research/publications aip.org "
        "amazon.science/publications aps.org archives-ouvertes.fr arxiv.org assets.amazon.science biomedcentral.com "
        "research.facebook.com/publications "
        "biorxiv.org bmva.org cambridge.org/core cell.com ceur-ws.org chemrxiv.org citeseerx.ist.psu.edu "
        "computer.org/csdl cv-foundation.org dagstuhl.de degruyter.com direct.mit.edu doi.org ecva.net "
        "elifesciences.org emerald.com eprint.iacr.org frontiersin.org hal.science hf.co/papers hindawi.com "
        "huggingface.co/papers ieeexplore.ieee.org ijcai.org iop.org isca-archive.org isca-speech.org jair.org "
        "jmlr.org jstor.org link.springer.com mdpi.com medrxiv.org microsoft.com/en-us/research/publication "
        "mitpressjournals.org mlr.press nature.com ncbi.nlm.nih.gov ndss-symposium.org/ndss-paper neurips.cc/paper "
        "nips.cc/paper nowpublishers.com openaccess.thecvf.com openreview.net osf.io/preprints oup.com papers.cool "
        "plos.org pnas.org preprints.org psyarxiv.com research.google/pubs researchgate.net "
        "royalsocietypublishing.org sagepub.com science.org sciencedirect.com sciencemag.org scitation.org "
        "scitepress.org semanticscholar.org siam.org springeropen.com ssrn.com tandfonline.com techrxiv.org "
        "thecvf.com/content transacl.org usenix.org/conference usenix.org/system vldb.org/pvldb wiley.com "
        "worldscientific.com"
    ),
    "code": (
        "anonymous.4open.science bitbucket.org codeberg.org git.io gitee.com github.com githubusercontent.com "
        "gitlab.com kaggle.com/code pypi.org sourceforge.net"
    ),
    "project": "github.io gitlab.io netlify.app pages.dev sites.google.com vercel.app weebly.com",
    "website": (
        "aclanthology.org/events aclanthology.org/venues aclanthology.org/volumes huggingface.co/docs "
        "openreview.net/group readthedocs.io"
    ),
    "dataset": (
        "docs.google.com/spreadsheets figshare.com hf.co/datasets huggingface.co/datasets ieee-dataport.org "
        "kaggle.com/c kaggle.com/competitions kaggle.com/datasets modelscope.cn/datasets opendatalab.com "
        "openslr.org osf.io zenodo.org"
    ),
    "slides": "docs.google.com/presentation slideshare.net speakerdeck.com",
    "video": "bilibili.com crossminds.ai slideslive.com videolectures.net vimeo.com youtu.be youtube.com",
    "demo": (
        "gradio.app gradio.live hf.co/spaces hf.space huggingface.co/spaces "
        "modelscope.cn/studios replicate.com streamlit.app"
    ),
    "notebook": "colab.google.com colab.research.google.com mybinder.org nbviewer.org",
    "blog": (
        "ai.facebook.com/blog ai.meta.com/blog blog.twitter.com csdn.net dev.to engineering.linkedin.com "
        "huggingface.co/blog jianshu.com juejin.cn medium.com mp.weixin.qq.com notion.site "
        "substack.com towardsdatascience.com wordpress.com zhihu.com"
    ),
    "model": "hf.co huggingface.co kaggle.com/models modelscope.cn/models pytorch.org/hub tfhub.dev",
    "other": (
        "arxiv.org/a arxiv.org/list arxiv.org/search awesome.re connectedpapers.com dblp.org dblp.uni-trier.de "
        "discord.gg facebook.com linkedin.com paperswithcode.com reddit.com researchgate.net/profile "
        "semanticscholar.org/author semanticscholar.org/search shields.io star-history.com t.me"
    ),
    "tweet": "twitter.com x.com",
}
_KIND_OF_PLACE: Final = {
    place: kind for kind, places in _PLACES.items() for place in places.split()
}
_LONGEST: Final = 2000  # characters; a longer URL leads nowhere
_DEEPEST: Final = max(place.count("/") for place in _KIND_OF_PLACE)
# The first label of a host, where the domain says nothing.
_KIND_OF_HOST: Final = {
    "data": "dataset",
    "dataverse": "dataset",
    "demo": "demo",
    "docs": "website",
    "eng": "blog",
    "engineering": "blog",
    "eprints": "paper",
    "hal": "paper",
    "papers": "paper",
    "proceedings": "paper",
    "scholar": "other",
}
_BLOG: Final = lazily.pattern(r"blog|\.engineering/|/posts?/")
_ABOUT_CODE: Final = lazily.pattern(
    r"/[^/]+/[^/]+/(?:issues|pulls?|discussions|stargazers|network)\b"
)
# A file that lies beside the paper's own tells so by its name.
_FILE: Final = lazily.pattern(r"\.(?:pdf|ps|ps\.gz|pptx?)$", re.IGNORECASE)
_BESIDE: Final = {
    kind: lazily.pattern(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE)
    for kind, words in (
        ("slides", r"slides?|pptx?"),
        ("poster", r"poster"),
        ("supplement", r"supp|suppl|supplement|supplementary|supplemental|appendix"),
    )
}
# The DOIs of repositories of data: Zenodo, Dryad, Figshare, IEEE DataPort, Dataverse, Mendeley.
_DATA_DOIS: Final = ("10.5281/", "10.5061/", "10.6084/", "10.21227/", "10.7910/", "10.17632/")


@lru_cache(maxsize=16384)
def kind_of_url(url: str) -> str:
    """Return which kind of link a URL is by itself, ``""`` if that cannot be told.

    Places in the list itself and in its repository are ``other``, files that hold a paper are ``paper``.
    """
    if len(url) > _LONGEST:
        return "other"
    address = clean_url(url)
    file = url.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    if _FILE.search(file):
        return next((kind for kind, words in _BESIDE.items() if words.search(file)), "paper")
    if not address or "/" not in url:  # CONTRIBUTING.md is not a host, though there is a domain .md
        return "other"
    domain = host(address)
    path = unquote(address.partition("//")[2].partition("/")[2].partition("?")[0]).lower()
    if domain in {"github.com", "gitlab.com"} and _ABOUT_CODE.match(f"/{path}"):
        return "other"
    identifier = find_identifier(url)
    if identifier and identifier[1].startswith(_DATA_DOIS):
        return "dataset"
    if kind := _kind_of_place(domain, path):
        return kind
    if identifier:
        return "paper"
    return "blog" if _BLOG.search(f"{domain}/{path}") else ""


def _kind_of_place(domain: str, path: str) -> str:
    """The kind of the longest place in the table that an address begins with, or that its host's first label tells."""
    folders = path.split("/", _DEEPEST)[:_DEEPEST]
    labels = domain.split(".")[-_DEEPEST - 2 :]
    for depth in range(len(folders), -1, -1):
        for first in range(len(labels) - 1):
            place = "/".join([".".join(labels[first:]), *folders[:depth]])
            if kind := _KIND_OF_PLACE.get(place):
                return kind
    return _KIND_OF_HOST.get(labels[0], "")


def is_paper_host(url: str) -> bool:
    """Return whether a URL by itself looks like a paper: an identifier, a publisher, a PDF."""
    return kind_of_url(url) == "paper"
