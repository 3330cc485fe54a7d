"""What somebody types to name a work: an identifier in any of its forms, an address, or a title."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError, shortened
from synbib.formats.texts import of_tex
from synbib.limits import LONGEST_ASKED
from synbib.lookup.question import Question
from synbib.model.identifiers import (
    ARXIV,
    DOI_PREFIX,
    arxiv_as_written,
    canonical_url,
    find_identifier,
    is_isbn,
)
from synbib.text.controls import one_line
from synbib.text.folding import fold, letters

__all__ = ["address_of", "fits", "likeness", "question_of"]

# So alike are the letters of a title and of what is found for it, as far as they are compared.
_ALIKE: Final = 0.8
_COMPARED: Final = 300
_WORD: Final = lazily.pattern(r"[^\W_]+")
# The pages of people's work that are no archives of papers.
_REPOSITORIES: Final = {"github": "https://github.com/", "huggingface": "https://huggingface.co/"}

_Read = Callable[[str], str]


def _as_it_is(identifier: str) -> str:
    return identifier


def _corpus(number: str) -> str:
    return f"CorpusId:{number}"


def _pii(text: str) -> str:
    return re.sub(r"[()-]", "", text.upper())


# What GitHub has in the place of somebody's name.
_NO_OWNERS: Final = (
    "about|apps|collections|contact|customer-stories|enterprise|events|explore|features|login|marketplace|new|orgs"
    "|pricing|search|security|settings|site|sponsors|stars|team|topics|trending|users"
)
# What stands around a thing that is copied from a text.
_AROUND: Final = "\"'`<>()[]{}.,;:!?@“”‘’„«»「」『』"
_QUOTES: Final = "\"'`“”‘’„«»「」『』"
_WRAPPED: Final = lazily.pattern(
    r"""
      !?\[[^\]]*\]\( (?P<markdown> \S+ ) \)
    | \\(?:url|href|doi|[a-z]*cite[a-z]*)\*? (?:\[[^\]]*\]){0,2} \{ (?P<tex> [^{}]+ ) \} (?:\{.*\})?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What is named in place of a work, as the end of "'…' is".
_NO_WORKS: Final = tuple(
    (lazily.pattern(form, re.IGNORECASE | re.VERBOSE), what)
    for form, what in (
        (
            r"(?:https?://(?:www\.)?orcid\.org/|orcid(?:\.org/)?:?\s*)? (?:\d{4}-){3}\d{3}[\dx] /?",
            "an ORCID, which names a person",
        ),
        (
            r"""(?:https?://)? (?: dblp[\w.-]*/(?:pid|pers)/ | [\w.]*semanticscholar\.org/author/
              | openreview\.net/profile\? | scholar\.google\.[\w.]+/citations\?
              | (?:api\.)?openalex\.org/(?:authors/)?a\d ) .*""",
            "the page of a person",
        ),
        (
            r"(?: issn(?:-l)?:?\s* | (?:https?://)?portal\.issn\.org/resource/issn/ ) \d{4}-?\d{3}[\dx] /?",
            "an ISSN, which names a journal",
        ),
        (r"(?: javascript | data | mailto | tel | file | urn ): \S+", "not what names a work"),
    )
)

# An address without its protocol, as far as its query → whose identifier is in it. The first that fits is it.
_PLACES: Final[tuple[tuple[re.Pattern[str], str, _Read], ...]] = tuple(
    (lazily.pattern(address, re.IGNORECASE | re.VERBOSE), scheme, read)
    for address, scheme, read in (
        (
            r"dblp[\w.-]*/rec/ (?:(?:bib\d?|bibtex|html|xml|rdf)/)? ([\w./:-]+?) (?:\.(?:html|bib|xml|rdf|nt|ris))? /?",
            "dblp",
            _as_it_is,
        ),
        (
            r"""(?:(?:www|api)\.)?semanticscholar\.org/(?:graph/v\d/)? (?:paper|reader)/
            (?:[^/]*/)? ([0-9a-f]{40}) (?:/.*)?""",
            "s2",
            str.lower,
        ),
        (r"(?:api|www)\.semanticscholar\.org/corpusid[:/]? (\d+)", "s2", _corpus),
        (r"(?:api\.)?openalex\.org/(?:works/)? (w\d+)", "openalex", str.upper),
        (r"(?:www\.)?inspirehep\.net/(?:literature|record|api/literature)/ (\d+)", "inspire", _as_it_is),
        (r"(?:www\.)?zenodo\.org/(?:records?|deposit)/ (\d+) (?:/.*)?", "zenodo", _as_it_is),
        (r"(?:ui\.)?adsabs\.harvard\.edu/(?:abs|\#abs)/ ([^/]+) (?:/.*)?", "ads", _as_it_is),
        (
            rf"""(?:www\.)?github\.com/ (?! (?:{_NO_OWNERS}) / )
            ([\w.-]+/[\w.-]+?) (?:\.git)? (?:/.*)?""",
            "github",
            _as_it_is,
        ),
        (r"raw\.githubusercontent\.com/ ([\w.-]+/[\w.-]+) /.*", "github", _as_it_is),
        (r"api\.github\.com/repos/ ([\w.-]+/[\w.-]+) (?:/.*)?", "github", _as_it_is),
        (r"(?:www\.)?europepmc\.org/(?:article|abstract)/med/ (\d+) (?:/.*)?", "pmid", _as_it_is),
        (r"(?:www\.)?europepmc\.org/(?:article|articles|abstract)/(?:pmc/)? (pmc\d+) (?:/.*)?", "pmc", str.upper),
        (
            r"(?:(?:www|linkinghub)\.)?(?:sciencedirect|elsevier|cell)\.com/ (?:[^/]+/)* (s[\dx()-]{16,22}) (?:/.*)?",
            "pii",
            _pii,
        ),
        (r"(?:www\.)?google\.[\w.]+/books/edition/[^/]*/ ([\w-]+) (?:/.*)?", "googlebooks", _as_it_is),
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
# Sites that write the title into the address, or its beginning, and no identifier.
_WORDED: Final = tuple(
    lazily.pattern(address, re.IGNORECASE | re.VERBOSE)
    for address in (
        r"(?:papers\.nips\.cc|papers\.neurips\.cc)/paper/ \d+- (?P<title> [a-z\d-]+? ) (?:\.pdf|\.html)?$",
        r"""openaccess\.thecvf\.com/.*/
            (?P<family> [^/_]+ ) _ (?P<title> [^/]+? ) _ [a-z]+ _ (?P<year> \d{4} ) _paper\.(?:html|pdf)$""",
    )
)
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
        (r"(?:s2:?\s*)? corpusid:?\s*(\d+)", "s2", _corpus),
        (
            r"""(?: (?:git\+(?:ssh|https?)|ssh|git)://(?:git@)? | git@ ) github\.com[:/]
            ([\w.-]+/[\w.-]+?) (?:\.git)? /?""",
            "github",
            _as_it_is,
        ),
        (r"pii:?\s* (s[\dx()-]{16,22})", "pii", _pii),
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
    rf"(?:(arxiv)(?:\s*[:.]\s*|\s+)|abs/)?{ARXIV}(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_DOI_FORM: Final = lazily.pattern(rf"(?:doi\s*[:=]?\s*)?({DOI_PREFIX}\S+)", re.IGNORECASE)
_ANTHOLOGY_FORM: Final = lazily.pattern(
    r"(?:acl|anthology)?:?\s*([a-z]\d\d-\d{4}|\d{4}\.[a-z\d_]+-[a-z\d_]+\.\d+)", re.IGNORECASE
)
_ISBN_FORM: Final = lazily.pattern(
    r"(?P<named>(?:urn:)?isbn(?:-1[03])?\s*:?\s*)?(?P<number>[\d\s-]{9,16}[\dx])", re.IGNORECASE
)


def question_of(text: str) -> Question:
    """Return what is asked for by a text: the identifier in it, else the title that it is.

    Args:
        text: What somebody has typed: ``2402.13446v2``, ``https://doi.org/10.1000/abc``, ``978-0-262-03561-3``.

    Raises:
        SynbibError: It is empty, an address that names no work, or a number that is mistyped.
    """
    asked = " ".join(text.split()).removesuffix("\\")
    if not asked:
        raise SynbibError("nothing is asked for; name a DOI, an arXiv number or a title")
    if len(asked) > LONGEST_ASKED:
        raise SynbibError(
            f"what is asked for has {len(asked):,} characters, more than LONGEST_ASKED, {LONGEST_ASKED:,}; "
            "name a DOI, an arXiv number or a title"
        )
    inner = _unwrapped(asked)
    bare = inner.strip(_AROUND)
    for each in dict.fromkeys((inner, bare)):
        if (question := _by_address(each) or _by_form(each)) is not None:
            return question
    shown = shortened(one_line(asked), 200)
    for form, what in _NO_WORKS:
        if form.fullmatch(bare):
            raise SynbibError(f"'{shown}' is {what}; give the DOI or the title of a work")
    if _URL.fullmatch(bare) or "://" in asked:
        if (question := _by_words(bare)) is not None:
            return question
        raise SynbibError(f"'{shown}' names no work; give its DOI, its arXiv number or its title")
    title = of_tex(asked).strip(f"{_QUOTES} ")
    if not letters(title):
        raise SynbibError(f"'{shown}' has no letter and no digit; name a DOI or a title")
    return Question(title=title)


def _unwrapped(text: str) -> str:
    """Return the address in a link of Markdown, or what stands in a macro of TeX; any other text as it is."""
    found = _WRAPPED.fullmatch(text)
    return (found["markdown"] or found["tex"]).strip() if found else text


def fits(asked: str, found: str) -> bool:
    """Whether a title may be what somebody asks for by words of it, or misspells.

    Args:
        asked: What was typed, plain text.
        found: The title of a work, plain text.
    """
    if _words(asked) <= _words(found):
        return bool(found)
    # Some scripts have no blanks between words.
    if not asked.isascii() and letters(asked) in letters(found):
        return True
    matcher = _matcher(asked, found)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def likeness(asked: str, found: str) -> float:
    """Return how alike the letters of two titles are, from 0 to 1."""
    return _matcher(asked, found).ratio()


def _matcher(asked: str, found: str) -> SequenceMatcher[str]:
    one, other = letters(asked)[:_COMPARED], letters(found)[:_COMPARED]
    return SequenceMatcher(None, one, other, autojunk=False)


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
    return _identified(text, *identifier)


def _identified(text: str, scheme: str, number: str) -> Question:
    """Return the question for an identifier that was found in a text; of arXiv's, for the version that is named."""
    return Question(scheme, (arxiv_as_written(text) or number) if scheme == "arxiv" else number)


def _by_words(text: str) -> Question | None:
    """Return a question by the words of a title in an address that has no identifier."""
    rest = _URL.fullmatch(text)
    for place in _WORDED:
        if rest and (found := place.match(rest["rest"])):
            told = found.groupdict(default="")
            title = " ".join(re.split(r"[_-]+", told["title"]))
            return Question(title=title, family=told.get("family", ""), year=told.get("year", ""))
    return None


def _by_form(text: str) -> Question | None:
    if found := _ARXIV_FORM.fullmatch(text):
        # Whether there can be such a number is known there.
        named = find_identifier(f"arxiv.org/abs/{found[2]}")
        if named:
            return Question("arxiv", named[1] + (found[3] or ""))
        if found[1]:
            raise SynbibError(f"'{one_line(text)}' is not a number that arXiv gives; correct it")
        return None
    if found := _DOI_FORM.fullmatch(text):
        named = find_identifier(found[1])
        return _identified(found[1], *named) if named else None
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
