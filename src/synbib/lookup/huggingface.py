"""Hugging Face's Hub API: a model or a data set, where it does not say itself how it is cited.

Source: "Hub API Endpoints" (huggingface.co/docs/hub/api). A DOI that the Hub gave goes with it. The arXiv numbers among
its tags do not: they may be those of what it is made from.
"""

from __future__ import annotations

from typing import Final

from synbib.formats import parts
from synbib.formats.pick import string, strings
from synbib.formats.texts import title
from synbib.incoming import Date, Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_DATASETS: Final = "datasets/"
_DOI: Final = "doi:"


def request(question: Question) -> Request | None:
    """Return what asks for ``owner/name``, a model, or ``datasets/owner/name``."""
    if question.scheme != "huggingface":
        return None
    kind = "" if question.identifier.startswith(_DATASETS) else "models/"
    return Request(f"api/{kind}{question.identifier}")


def read(data: bytes) -> list[Incoming]:
    """Return the model or the data set that an answer tells of.

    Raises:
        AnswerError: It is no such answer, or it tells of an error.
    """
    answer = json_answer("huggingface", data)
    owner, _, name = string(answer, "id").rpartition("/")
    if not name:
        raise refused("huggingface", string(answer, "error"))
    # Models alone have a library, or a task that they do.
    is_model = "modelId" in answer or "pipeline_tag" in answer
    made = parts.iso_date(string(answer, "createdAt") or string(answer, "lastModified"))
    person = parts.organization(string(answer, "author") or owner)
    dois = (tag for tag in strings(answer, "tags") if tag.startswith(_DOI))
    place = f"https://huggingface.co/{'' if is_model else _DATASETS}{owner}/{name}"
    return [
        Incoming(
            {"title": title(name), "publisher": "Hugging Face"},
            "misc" if is_model else "dataset",
            names={"author": parts.people([person])} if person else {},
            date=Date(made.year, made.month),
            links={"paper": parts.link(place)},
            identifiers=parts.identified(next(dois, "").removeprefix(_DOI)),
        )
    ]
