"""What somebody types to name a work: an identifier in any of its forms, an address, or a title."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError, shortened
from synbib.limits import LONGEST_ASKED
from synbib.lookup.question import Question
from synbib.model.identifiers import (
    ARXIV,
    arxiv_as_written,
    canonical_url,
    find_identifier,
    is_isbn,
)
from synbib.text.controls import one_line
from synbib.text.folding import fold, letters

__all__ = ["address_of", "fits", "question_of"]

# So alike are the letters of a title and of what is found for it, as far as they are compared.
_ALIKE: Final = 0.8
_COMPARED: Final = 300
# The pages of people's work that are no archives of papers.
_REPOSITORIES: Final = {"github": "https://github.com/", "huggingface": "https://huggingface.co/"}

_Read = Callable[[str], str]


def _as_it_is(identifier: str) -> str:
    return identifier


def _corpus(number: str) -> str:
    return f"CorpusId:{number}"


# An address without its protocol, as far as its query → whose identifier is in it. The first that fits is it.
_PLACES: Final[tuple[tuple[re.Pattern[str], str, _Read], ...]] = tuple(
    (lazily.pattern(address, re.IGNORECASE | re.VERBOSE), scheme, read)
    for address, scheme, read in (
        (
            r"dblp[\w.-]*/rec/ (?:(?:bib\d?|bibtex|html|xml|rdf)/)? ([\w./:-]+?) (?:\.(?:html|bib|xml|rdf|nt|ris))? /?",
            "dblp",
            _as_it_is,
        ),
        (r"(?:www\.)?semanticscholar\.org/(?:paper|reader)/ (?:[^/]*/)? ([0-9a-f]{40}) (?:/.*)?", "s2", str.lower),
        (r"(?:api|www)\.semanticscholar\.org/corpusid[:/]? (\d+)", "s2", _corpus),
        (r"(?:api\.)?openalex\.org/(?:works/)? (w\d+)", "openalex", str.upper),
        (r"(?:www\.)?inspirehep\.net/(?:literature|record|api/literature)/ (\d+)", "inspire", _as_it_is),
        (r"(?:www\.)?zenodo\.org/(?:records?|deposit)/ (\d+) (?:/.*)?", "zenodo", _as_it_is),
        (r"(?:ui\.)?adsabs\.harvard\.edu/(?:abs|\#abs)/ ([^/]+) (?:/.*)?", "ads", _as_it_is),
        (r"(?:www\.)?github\.com/ ([\w.-]+/[\w.-]+?) (?:\.git)? (?:/.*)?", "github", _as_it_is),
        (r"(?:www\.)?(?:huggingface\.co|hf\.co)/ (datasets/[\w.-]+/[\w.-]+) (?:/.*)?", "huggingface", _as_it_is),
        (
            r"""(?:www\.)?(?:huggingface\.co|hf\.co)/ (?! (?:papers|blog|spaces|docs|collections) / )
            ([\w.-]+/[\w.-]+) (?:/.*)?""",
            "huggingface",
            _as_it_is,
        ),
        (r"(?:www\.)?openlibrary\.org/isbn/ ([\dx-]+) (?:/.*)?", "isbn", str.upper),
    )
)  # fmt: skip
_ID_OF_GOOGLE: Final = lazily.pattern(r"books\.google\.[\w.]+/.*[?&]id=([\w-]+)", re.IGNORECASE)
# `https://…`, `www.…`, `arxiv.org/abs/…`: a host, and what comes after it, without a blank.
_URL: Final = lazily.pattern(r"(?:https?:/+)?(?P<rest>(?:[\w-]+\.)+[a-z]{2,}/\S*)", re.IGNORECASE)
# What stands alone, or after the name of its scheme. The first that fits is it.
_FORMS: Final[tuple[tuple[re.Pattern[str], str, _Read], ...]] = tuple(
    (lazily.pattern(form, re.IGNORECASE | re.VERBOSE), scheme, read)
    for form, scheme, read in (
        (r"(?:pmid:?\s*|pubmed:\s*) (\d+)", "pmid", _as_it_is),
        (r"(?:pmcid:?\s*)? (pmc\d+)", "pmc", str.upper),
        (
            r"(?:dblp:)? ((?:books|conf|homepages|journals|ms|phd|reference|series|tr)/ [\w./:-]+)",
            "dblp",
            _as_it_is,
        ),
        (r"(?:s2:\s*)? ([0-9a-f]{40})", "s2", str.lower),
        (r"(?:s2:\s*)? corpusid:\s*(\d+)", "s2", _corpus),
        (r"(?:openalex:\s*)? (w\d{5,})", "openalex", str.upper),
        (r"(?:hal:)? ((?:hal|tel|inria|cea)-\d{5,}) (?:v\d+)?", "hal", str.lower),
        (r"(?:ads|bibcode):\s* (\S{19})", "ads", _as_it_is),
        (r"inspire:\s* (\d+)", "inspire", _as_it_is),
        (r"zenodo:\s* (\d+)", "zenodo", _as_it_is),
        (r"openreview:\s* ([\w-]+)", "openreview", _as_it_is),
        (r"github:\s* ([\w.-]+/[\w.-]+)", "github", _as_it_is),
        (r"(?:huggingface|hf):\s* ((?:datasets/)?[\w.-]+/[\w.-]+)", "huggingface", _as_it_is),
    )
)
_ARXIV_FORM: Final = lazily.pattern(
    rf"(?:arxiv\s*:\s*|abs/)?{ARXIV}(?:\s*\[[\w.-]+\])?", re.IGNORECASE
)
_DOI_FORM: Final = lazily.pattern(r"(?:doi\s*[:=]?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ANTHOLOGY_FORM: Final = lazily.pattern(
    r"(?:acl|anthology)?:?\s*([a-z]\d\d-\d{4}|\d{4}\.[a-z\d_]+-[a-z\d_]+\.\d+)", re.IGNORECASE
)
_ISBN_FORM: Final = lazily.pattern(
    r"(?P<named>isbn(?:-1[03])?\s*:?\s*)?(?P<number>[\d\s-]{9,16}[\dx])", re.IGNORECASE
)


def question_of(text: str) -> Question:
    """Return what is asked for by a text: the identifier in it, else the title that it is.

    Args:
        text: What somebody has typed: ``2402.13446v2``, ``https://doi.org/10.1000/abc``, ``978-0-262-03561-3``.

    Raises:
        SynbibError: It is empty, an address that names no work, or a number that is mistyped.
    """
    asked = " ".join(text.split()).strip("<>").removesuffix("\\")
    if not asked:
        raise SynbibError("nothing is asked for; name a DOI, an arXiv number or a title")
    if len(asked) > LONGEST_ASKED:
        raise SynbibError(
            f"what is asked for has {len(asked):,} characters, more than LONGEST_ASKED, {LONGEST_ASKED:,}; "
            "name a DOI, an arXiv number or a title"
        )
    if (question := _by_address(asked) or _by_form(asked)) is not None:
        return question
    if _URL.fullmatch(asked) or "://" in asked:
        raise SynbibError(
            f"'{shortened(one_line(asked), 200)}' names no work; give its DOI, its arXiv number or its title"
        )
    return Question(title=asked)


def fits(asked: str, found: str) -> bool:
    """Whether a title may be what somebody asks for by words of it, or misspells.

    Args:
        asked: What was typed, plain text.
        found: The title of a work, plain text.
    """
    if set(fold(asked).split()) <= set(fold(found).split()):
        return bool(found)
    one, other = letters(asked)[:_COMPARED], letters(found)[:_COMPARED]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def address_of(question: Question) -> str:
    """Return where the work of an identifier is read; ``""`` if that is not known."""
    if base := _REPOSITORIES.get(question.scheme):
        return base + question.identifier
    return canonical_url(question.scheme, question.identifier)


def _by_address(text: str) -> Question | None:
    found = _URL.fullmatch(text)
    if found is None:
        return None
    rest = found["rest"]
    bare = re.split(r"[?#]", rest, maxsplit=1)[0]
    for place, scheme, read in _PLACES:
        if named := place.fullmatch(bare):
            return Question(scheme, read(named[1]))
    if google := _ID_OF_GOOGLE.match(rest):
        return Question("googlebooks", google[1])
    if (identifier := find_identifier(text)) is None:
        return None
    scheme, number = identifier
    return Question(scheme, (arxiv_as_written(text) or number) if scheme == "arxiv" else number)


def _by_form(text: str) -> Question | None:
    if found := _ARXIV_FORM.fullmatch(text):
        # Whether there can be such a number is known there.
        named = find_identifier(f"arxiv.org/abs/{found[1]}")
        return Question("arxiv", named[1] + (found[2] or "")) if named else None
    if found := _DOI_FORM.fullmatch(text):
        named = find_identifier(found[1])
        return Question(*named) if named else None
    if found := _ANTHOLOGY_FORM.fullmatch(text):
        named = find_identifier(f"aclanthology.org/{found[1]}")
        return Question(*named) if named else None
    for form, scheme, read in _FORMS:
        if found := form.fullmatch(text):
            return Question(scheme, read(found[1]))
    return _by_isbn(text)


def _by_isbn(text: str) -> Question | None:
    found = _ISBN_FORM.fullmatch(text)
    if found is None:
        return None
    number = re.sub(r"[\s-]", "", found["number"]).upper()
    if is_isbn(number):
        return Question("isbn", number)
    if found["named"] or (len(number) == 13 and number[:3] in ("978", "979")):
        raise SynbibError(f"'{one_line(text)}' is no ISBN: its last digit does not fit; correct it")
    return None
