"""What the services of the pages know: works that exist, told as briefly as their schemas allow."""

import json

from server import Server

from synbib.lookup import Question

ARXIV = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>
<id>http://arxiv.org/abs/{number}v1</id><published>{published}T00:00:00Z</published>
<title>{title}</title>{authors}<arxiv:primary_category term="{category}"/></entry></feed>"""


def _arxiv(number: str, published: str, title: str, category: str, *authors: str) -> bytes:
    named = "".join(f"<author><name>{name}</name></author>" for name in authors)
    return ARXIV.format(
        number=number, published=published, title=title, category=category, authors=named
    ).encode()


def _crossref(**message: object) -> bytes:
    return json.dumps({"status": "ok", "message": message}).encode()


ARXIV_WORKS = (
    ("2402.13446", "2024-02-21", "Large Language Models for Data Annotation and Synthesis: A Survey", "cs.CL",
     "Zhen Tan", "Dawei Li", "Song Wang", "Alimohammad Beigi", "Bohan Jiang", "Amrita Bhattacharjee",
     "Mansooreh Karami", "Jundong Li", "Lu Cheng", "Huan Liu"),
    ("2305.07759", "2023-05-12", "TinyStories: How Small Can Language Models Be and Still Speak Coherent English?", "cs.CL",
     "Ronen Eldan", "Yuanzhi Li"),
    ("2212.10560", "2022-12-20", "Self-Instruct: Aligning Language Models with Self-Generated Instructions", "cs.CL",
     "Yizhong Wang", "Yeganeh Kordi", "Swaroop Mishra", "Alisa Liu", "Noah A. Smith", "Daniel Khashabi",
     "Hannaneh Hajishirzi"),
)  # fmt: skip
LECUN = {
    "DOI": "10.1038/nature14539",
    "type": "journal-article",
    "title": ["Deep learning"],
    "author": [
        {"family": "LeCun", "given": "Yann"},
        {"family": "Bengio", "given": "Yoshua"},
        {"family": "Hinton", "given": "Geoffrey"},
    ],
    "container-title": ["Nature"],
    "publisher": "Springer Science and Business Media LLC",
    "volume": "521",
    "issue": "7553",
    "page": "436-444",
    "ISSN": ["0028-0836", "1476-4687"],
    "issued": {"date-parts": [[2015, 5, 27]]},
}


def play(server: Server) -> None:
    """Let the server know the works."""
    for number, published, title, category, *authors in ARXIV_WORKS:
        work = _arxiv(number, published, title, category, *authors)
        server.play("arxiv", Question("arxiv", number), work)
    server.play("crossref", Question("doi", "10.1038/nature14539"), _crossref(**LECUN))
