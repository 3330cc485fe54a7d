"""What stands after the title of a formatted reference: where, when and on which pages it was published.

Step by step, what is surely known by its form is taken out of the text, and leaves a gap: identifiers, editors,
volume, pages and date. What is left between the gaps is the venue, then the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.model.eprint import arxiv_id
from synbib.model.venues import find_venue
from synbib.paperlist.phrases.details import GAP, take_details
from synbib.paperlist.phrases.imprint import EDGES, IN, read_imprint
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.sentences import sentences
from synbib.paperlist.phrases.when import YEAR, When, find_year
from synbib.paperlist.phrases.where import ABBREVIATED
from synbib.text.months import MONTH

__all__ = ["Publication", "read_publication", "split_journal"]

_LONGEST: Final = 2_000


@lazily.dataclass(frozen=True, slots=True)
class Publication:
    """Where, when and as what something was published: handed on from the phrase to the mention.

    Attributes:
        venue: The journal or the proceedings, as written without year and pages.
        when: The date.
        type: The BibTeX entry type, ``""`` if nothing tells.
        fields: Further BibTeX fields: ``volume``, ``number``, ``pages``, ``publisher``, ``eprint``, …; plain text;
            ``note`` is how it was presented.
        rest: What was not understood.
    """

    venue: str = ""
    when: When | None = None
    type: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""

    @property
    def is_formal(self) -> bool:
        """Whether volume, pages or the like tell that this is no other text."""
        return bool(
            self.fields.keys() & {"volume", "number", "pages", "eprint", "doi", "editor", "school"}
        )


# What Chinese references have between their parts; brackets in the name of a journal stay: 学报（自然科学版）.
_HALF_WIDTH: Final = {"，": ", ", "：": ": ", "；": "; ", "（": "(", "）": ")"}
_WIDE: Final = lazily.pattern(r"[，：；]|（(?=[\d–-]+）)|(?<=\d)）")

# --- addresses and identifiers --------------------------------------------------------------------

_URL: Final = lazily.pattern(
    r"""
    (?: \[Online\]\.?\s* | Available(?:\s+(?:at|from|online))?:?\s* | Retrieved\s+(?:[^.]{0,40}?\s)?from\s+ | URL:?\s*
      | Preprint\s+at\s+ | Presented\s+at\s+the\s+ )*
    (?: doi:?\s* )?
    (?P<url> https?://[^\s<>"\x1f]{1,500} )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DOI: Final = lazily.pattern(r"\bdoi\s*:?\s*(?P<doi>10\.\d{4,9}/[^\s\x1f]{1,200})", re.IGNORECASE)
_DOI_URL: Final = lazily.pattern(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)
_ARXIV: Final = lazily.pattern(
    r"""
    (?P<name>
      \b (?: arXiv | CoRR | Preprint | ArXiv ) (?: [\s,.:]{1,3} (?: e-?prints? | preprint | abs ) )? [\s,.:/(]{0,3}
    )?
    (?: \b (?: arXiv | abs ) \s?[:/]\s? )
    (?P<id> \d{4}\.\d{4,5} | [a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7} ) (?: v\d+ )?
    (?: \s* \[[\w.-]{2,20}\] )? \)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOISE: Final = lazily.pattern(
    r"""
    \[Online\]\.? | \bAvailable(?:\s+(?:at|from|online))?\s*:?\s*$
    | \(? \b (?: Accessed | Last\ accessed | Visited ) \b [^.;)]{0,40} \)?
    | \[\d{4}-\d\d-\d\d\] | \[Internet\]
    """,
    re.IGNORECASE | re.VERBOSE,
)

# --- theses, editors ------------------------------------------------------------------------------

_KINDS: Final = (
    (
        lazily.pattern(
            r"\[?\b(?:Ph\.?\s?D\.?|doctoral)\s+(?:thesis|dissertation)\]?", re.IGNORECASE
        ),
        "phdthesis",
    ),
    (
        lazily.pattern(r"\[?\b(?:Master(?:['’]?s)?|M\.?Sc\.?)\s+thesis\]?", re.IGNORECASE),
        "mastersthesis",
    ),
    (lazily.pattern(r"\bTechn?(?:ical|\.)\s+rep(?:ort|\.)", re.IGNORECASE), "techreport"),
)
_EDITORS: Final = (
    lazily.pattern(r"\(eds?\.:?\s(?P<names>[^()\x1f]{3,300})\)", re.IGNORECASE),
    lazily.pattern(r"\((?P<names>[^()\x1f]{3,300}),?\s\(?eds?\.\)?;?", re.IGNORECASE),
    lazily.pattern(
        r"""
        \b [Ee]dited\ by\ (?P<names> [^\x1f]{3,300}? )
        (?: ,\s (?= vol | \d | pp?\. | no\.
                  | [A-Z][\w ]{2,30} (?: Press | Publish | Springer | Elsevier | Association ) )
          | (?<=[a-z]{2}) \. (?= \s[A-Z] )
          | \.?\Z
          | \x1f )
        """,
        re.VERBOSE,
    ),
    lazily.pattern(
        r"""
        \A \W* (?: in:?\s+ )? (?P<names> [^\x1f]{3,300}? )
        \s? ,?\s \(? (?: eds?\. | editors? ) \)? [.,:]? \s
        """,
        re.IGNORECASE | re.VERBOSE,
    ),
    lazily.pattern(r"\bIn:?\s+(?P<names>[^\x1f]{3,300}?)\s?,?\s\(?(?:eds?\.|editors?)\)?[.,:]?\s"),
    lazily.pattern(r",\s(?P<names>[A-Z][^\x1f]{3,200}?),\sEds?\.,?"),
)


# What stands first after a title and is cut by no period, with where it ends: An. Acad. Bras. Ciênc., 96.
_ABBREVIATED: Final = lazily.pattern(rf"[\s,.]*(?:{ABBREVIATED.pattern})(?=,|\s*\Z)", re.VERBOSE)


# A journal with its volume and pages: Phys. Rev. A 86, 032324; Ergonomics 21(8), 601–613; Science 382, 1416, May 2023.
_JOURNAL: Final = lazily.pattern(
    rf"""
    (?: \A | (?<= [,.;–—] \s ) )
    [A-Z][\w.&:-]* (?: \s (?: [A-Z][\w.&:-]* | of | and | in | the | on | for | & ) ){{0,9}} ,? \s
    (?! {YEAR} \b ) \d{{1,4}} \s? (?: \(\d{{1,4}}\) )? [,:] \s?
    (?: [A-Za-z]{{0,5}}\d{{2,9}} (?: \s?[–-]{{1,2}}\s? [A-Z]?\d{{1,9}} )? | e\d{{4}}[A-Z]{{2}}\d{{6}} )
    (?: ,?\s (?: {MONTH}\.?\s )? {YEAR} | \s?\({YEAR}\) )? [.]? \Z
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=16384)
def read_publication(text: str, *, thesis: bool = False) -> Publication:
    """Return what a text says of where and when something was published.

    Args:
        text: Plain text, without authors and title.
        thesis: Whether it is known to be a thesis, which has a school and no venue.
    """
    if len(text) > _LONGEST:
        return Publication(rest=text)
    fields: dict[str, str] = {}
    text = _WIDE.sub(lambda mark: _HALF_WIDTH[mark[0]], text)
    text, presented = split_presentation(text)
    if presented:
        fields["note"] = presented
    text = _take_identifiers(text, fields)
    text = _take_editors(text, fields)
    text, kind = _take_kind(text)
    text, when = take_details(text, fields)
    is_thesis = thesis or kind.endswith("thesis")
    venue, rest = read_imprint(_segments(text), fields, thesis=is_thesis)
    if when is None and (year := find_year(venue)):
        when = When(year)
    if when is not None:
        venue = venue.removesuffix(str(when.year)).rstrip(EDGES)
    if not venue and "eprint" in fields:
        venue = "arXiv"
    return Publication(venue, when, kind or _type(text, venue, fields), fields, rest)


def split_journal(text: str) -> tuple[str, Publication | None]:
    """Return a text without the journal, its volume and pages at the end, and these; None if it does not end so."""
    found = _JOURNAL.search(text) if len(text) <= _LONGEST else None
    published = read_publication(found[0]) if found else None
    if not (found and published and published.venue) or published.rest:
        return text, None
    return text[: found.start()], published


def _take_kind(text: str) -> tuple[str, str]:
    """Take out what kind of thesis or report it is; return the rest and the entry type, ``""`` if nothing tells."""
    found = ""
    for form, kind in _KINDS:
        if (taken := form.sub(GAP, text, count=1)) != text:
            text, found = taken, kind
    return text, found


def _take_identifiers(text: str, fields: dict[str, str]) -> str:
    def doi(value: str) -> None:
        value = value.rstrip(".,;)")
        if identifier := arxiv_id({"doi": value}):
            fields.setdefault("eprint", identifier)
        else:
            fields.setdefault("doi", value)

    def url(match: re.Match[str]) -> str:
        address = match["url"].rstrip(".,;")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(").,")
        if of_doi := _DOI_URL.fullmatch(address):
            doi(of_doi[1])
        elif identifier := arxiv_id({"url": address}):
            fields.setdefault("eprint", identifier)
        else:
            fields.setdefault("url", address)
        return GAP

    def eprint(match: re.Match[str]) -> str:
        fields.setdefault("eprint", match["id"])
        name = (match["name"] or "arXiv").strip(" ,.:/(")
        return f" {name}{GAP}"

    text = _URL.sub(url, text)
    for match in _DOI.finditer(text):
        doi(match["doi"])
    text = _ARXIV.sub(eprint, _DOI.sub(GAP, text))
    if "eprint" in fields:
        fields["archiveprefix"] = "arXiv"
    return _NOISE.sub(GAP, text)


def _take_editors(text: str, fields: dict[str, str]) -> str:
    for form in _EDITORS:
        match = form.search(text)
        if match is None:
            continue
        names = IN.sub("", match["names"])
        if editors := read_people(names, certain=True):
            if not any(name.startswith("{") for name in editors):
                fields["editor"] = " and ".join(editors)
                return f"{text[: match.start()]}{GAP}{text[match.end() :]}"
    return text


def _segments(text: str) -> Iterator[str]:
    for number, stretch in enumerate(text.split(GAP)):
        named = _ABBREVIATED.match(stretch) if not number else None
        at = named.end() if named else 0
        for sentence in (*([stretch[:at]] if named else ()), *sentences(stretch[at:])):
            segment = " ".join(sentence.split()).strip(EDGES)
            if segment.startswith("(") and ")" not in segment:
                segment = segment[1:]
            if segment.endswith(")") and "(" not in segment:
                segment = segment[:-1]
            segment = segment.strip(EDGES)
            if any(map(str.isalpha, segment)) and segment.casefold() not in {
                "in",
                "and",
                "p",
                "pp",
                "vol",
            }:
                yield segment


def _type(text: str, venue: str, fields: Mapping[str, str]) -> str:
    match = find_venue(venue) if venue else None
    if match is not None:
        if match.venue.type == "preprint":
            return "misc"
        return "article" if match.venue.type == "journal" else "inproceedings"
    if IN.match(text) or re.search(
        r"\b(?:Proc(?:eedings|\.)|Conference|Workshop|Symposium|Findings)", venue
    ):
        return "inproceedings"
    if venue and (
        {"volume", "number"} & fields.keys()
        or re.search(r"\b(?:Journal|Transactions|Letters)\b", venue)
    ):
        return "article"
    if "publisher" in fields and not venue:
        return "book"
    return "misc" if "eprint" in fields and not venue else ""
