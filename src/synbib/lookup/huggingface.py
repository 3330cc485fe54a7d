"""Hugging Face's Hub API: a model, a data set or a space, where it does not say itself how it is cited; a paper.

Source: "Hub API Endpoints" (huggingface.co/docs/hub/api). A DOI that the Hub gave goes with it. The arXiv numbers among
its tags do not: they may be those of what it is made from.
"""

from __future__ import annotations

from typing import Final

from synbib.formats import parts
from synbib.formats.data import Record, at, records
from synbib.formats.pick import string, strings
from synbib.formats.texts import title
from synbib.incoming import Date, Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_DATASETS: Final = "datasets/"
_SPACES: Final = "spaces/"
_NOT_FOUND: Final = frozenset(
    {
        "Dataset not found",
        "Entry not found",
        "Model not found",
        "Paper not found",
        "Repository not found",
    }
)
_NO_PAGE: Final = "Sorry, we can't find the page"
_DOI: Final = "doi:"


def request(question: Question) -> Request | None:
    """Return what asks for ``owner/name``, a model, or ``datasets/owner/name``."""
    if question.scheme != "huggingface":
        return None
    kind = "" if question.identifier.startswith(_DATASETS) else "models/"
    return Request(f"api/{kind}{question.identifier}")


def read(data: bytes) -> list[Incoming]:
    """Return the model, the data set, the space or the paper that an answer tells of, or those of a list.

    Raises:
        AnswerError: It is no such answer, or it tells of an error.
    """
    answer = json_answer("huggingface", data)
    if isinstance(answer, list):
        return [_work(at(each, "paper") or each) for each in records(answer)]
    if not string(answer, "id"):
        said = string(answer, "error")
        if said in _NOT_FOUND or said.startswith(_NO_PAGE):
            return []
        raise refused("huggingface", said)
    return [_work(answer)]


def _work(answer: Record) -> Incoming:
    return _paper(answer) if string(answer, "title") else _repository(answer)


def _paper(answer: Record) -> Incoming:
    """Return a paper, which is one of arXiv's; its code and its page go with it."""
    code, page = (parts.link(string(answer, name)) for name in ("githubRepo", "projectPage"))
    made = parts.iso_date(string(answer, "publishedAt"))
    return Incoming(
        {"title": title(string(answer, "title"), tex=True)},
        "misc",
        names={
            "author": parts.people(
                parts.spoken(string(each, "name")) for each in records(answer, "authors")
            )
        },
        date=Date(made.year, made.month),
        links={kind: url for kind, url in (("code", code), ("project", page)) if url},
        identifiers={"arxiv": string(answer, "id")},
    )


def _repository(answer: Record) -> Incoming:
    owner, _, name = string(answer, "id").rpartition("/")
    kind, folder = "dataset", _DATASETS
    # Models alone have a library, or a task that they do; a space is software that runs.
    if "modelId" in answer or "pipeline_tag" in answer:
        kind, folder = "misc", ""
    elif "sdk" in answer:
        kind, folder = "software", _SPACES
    made = parts.iso_date(string(answer, "createdAt") or string(answer, "lastModified"))
    person = parts.organization(string(answer, "author") or owner)
    dois = (tag for tag in strings(answer, "tags") if tag.startswith(_DOI))
    place = "/".join(filter(None, (owner, name)))
    return Incoming(
        {
            "title": title(string(answer, "cardData", "pretty_name") or name),
            "publisher": "Hugging Face",
        },
        kind,
        names={"author": parts.people([person])} if person else {},
        date=Date(made.year, made.month),
        links={"paper": parts.link(f"https://huggingface.co/{folder}{place}")},
        identifiers=parts.identified(next(dois, "").removeprefix(_DOI)),
    )
