"""Lists of people as plain text, into names in BibTeX's form.

A list is cut at its commas, each piece is told by its shape, and the shapes together tell the form: ``Tan Z, Beigi A``,
``Wu, S., Huang, Y.``, ``Liu, Pengfei, Weizhe Yuan`` or ``Weizhe Yuan, Jinlan Fu``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue
from synbib.paperlist.phrases.brackets import split_institutions, without_brackets
from synbib.paperlist.phrases.roster import (
    FAMILY,
    GIVEN,
    WHOLE,
    Form,
    families,
    first_inverted,
    flat_pairs,
    paired,
    short,
    whole,
)
from synbib.paperlist.phrases.shapes import Shape, calm, is_initial, of_short, shape_of
from synbib.paperlist.phrases.words import ACRONYMS, SUFFIXES

__all__ = ["OTHERS", "people_before", "read_people"]

OTHERS: Final = "others"
# No list of people is longer: the 3,000 authors of a paper on the Higgs boson are 60,000 characters.
_LONGEST: Final = 100_000
_LONGEST_ORGANISATION: Final = 80
# More pieces than that are rather families and given names by turns than whole names.
_MANY: Final = 5
# Among more people than that, a word that is in few names is in one.
_FEW: Final = 3

_ET_AL: Final = lazily.pattern(
    r"""
    (?P<comma> ,? ) \s{0,9} (?: \b(?:and|with)\s{1,9} | &\s{0,9} )?
    (?: \bet[.,]?\s{0,9}al\b\.?
      | \b (?: (?:\d{1,4}\s{1,9})?others | colleagues | co-authors | more ) \b
      | 等人? | ほか | 他 | … | \.\.\.
    )
    [.。]? \s* \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ELLIPSIS: Final = lazily.pattern(r"(?:\A|(?<=\w)|[,\s])(?:…|\.{3}|\. \. \.)(?:[,\s]|(?=\w))")
_BY: Final = lazily.pattern(
    r"\A(?:(?:written\s+)?(?:by|authors?)\b\s*:?|(?:作者(?:列表)?|著者)\s*:)\s*", re.IGNORECASE
)
# The family name stands first, though no comma says so: 山田 太郎.
_PARTED: Final = lazily.pattern(
    r"\A([\u4e00-\u9fff々]{1,3}) ([\u4e00-\u9fff々\u3040-\u30ff]{1,4})\Z"
)
# What parts two names in Japanese, and the parts of one that is written in katakana.
_NAKAGURO: Final = lazily.pattern(r"(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff])")
# Marks of footnotes: stars and daggers, raised numbers, numbers glued to a name.
_MARKS: Final = lazily.pattern(
    r"""
    \\[*†] | [*\u2217⋆★☆†‡§¶✉♠♣♥♦♮#⁰¹²³⁴-⁹]
    | \^\{ [^{}]{1,12} \} | \^[\d*†‡]{1,3} (?: ,[\d*†‡]{1,3} ){0,5}
    | (?<=[^\W\d_]) \d{1,2} (?: ,\d{1,2} ){0,3} (?= \s? (?: [,;&] | and\b | \Z ) )
    """,
    re.VERBOSE,
)
# The blank between an initial and the name left out: Z.Zhang.
_GLUED: Final = lazily.pattern(r"(?<![^\W\d_])[A-Z]\.(?=[A-Z][a-z])")
_AND: Final = lazily.pattern(
    r",?\s+(?:and|und|et)\s+|\s*,?\s*&\s*|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff])", re.IGNORECASE
)
# Written once, so that nothing below has to know both widths.
_HALF_WIDTH: Final = str.maketrans("，、；：（）．", ",,;:().")
_BLANKS: Final = lazily.pattern(r"\s+")

# The first pieces of a longer text, and where the list of people may end in the last of them.
_PIECE: Final = lazily.pattern(r"(?:(?!\sand\s|\s&\s)[^,;，、；])+", re.IGNORECASE)
_JOINED: Final = lazily.pattern(r"\A(?:and\s|&\s?)")
_BOUNDARY: Final = lazily.pattern(r"\.(?:\s+|\Z)|。|:\s+|,?\s+(?=[\"“])")
_MOST_BOUNDARIES: Final = 8
_PIECES_BACK: Final = 4
_GOES_ON: Final = lazily.pattern(
    r"""
    [^\W\d_]\. | [^\W\d_][,.]?\s(?:&|and\b)
    | (?: et\.?\sal\b | & | , | Jr\. | and\s )
    | [^\W\d_]\.?:
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Ye Zhu, J. may go on: Wells.
_DOUBTFUL: Final = lazily.pattern(r"\w\.?\s\w+, (?:.*\s)?\w\.\Z|\A\w+ \w\Z")
# Thomas N. may go on, too: Kipf and Max Welling.
_INITIAL: Final = lazily.pattern(r"\s[A-Z]\.?\Z")
_REST_OF_NAME: Final = lazily.pattern(r"[^\W\d_][\w'’-]{1,30}(?:,|\s(?:and|&|et\.?\sal)\b)")
# A. Smith, B. goes on in any case, with Bauer.
_CUT_OFF: Final = lazily.pattern(r"\A(?:\w\.[ -]?)+\s?[^,]+, \w\.\Z")
_DOUBTFUL_NAME: Final = lazily.pattern(r"\A[^\W\d_]+, [^\W\d_]+\Z|[A-Z]{3}|\b[A-Z]-[A-Z]")


@lru_cache(maxsize=16384)
def read_people(text: str, *, certain: bool = False) -> tuple[str, ...] | None:
    """Return the people that a text lists, or None if it is no such list.

    Args:
        text: Plain text.
        certain: Whether it stands where authors do: what is not a person is an organisation, then.

    Returns:
        Their names in BibTeX's form: ``Family, Given`` where the text tells which is which, else as they are written;
        ``{NLLB Team}`` for an organisation; ``others`` last if there are more than the text names.
    """
    if len(text) > _LONGEST:
        return None
    cleaned = _cleaned(text)
    names = _names(cleaned, certain=certain)
    if names is None and certain:
        return _organisations(cleaned)
    return names and tuple(_PARTED.sub(r"\1, \2", name) for name in names)


def people_before(text: str) -> tuple[tuple[str, ...], int] | None:
    """Return the people with whom a text begins, and where the rest begins; None if it does not begin with people.

    A period or a colon stands after them: ``Smith, J. & Doe, A. Title of it. Nature 12``.
    """
    starts: deque[int] = deque([0], maxlen=_PIECES_BACK)
    end = 0
    for piece in _PIECE.finditer(text, 0, _LONGEST):
        starts.append(piece.start())
        end = piece.end()
        if not _is_piece(piece[0]):
            break
    found = None
    # A title may begin with what looks like a name, too: R. SplinterDB and Maplets.
    window = _BOUNDARY.finditer(text, starts[0], min(end, starts[-1] + 400))
    for boundary in islice(window, _MOST_BOUNDARIES):
        at = boundary.end()
        if _GOES_ON.match(text, at):
            continue
        head = text[: boundary.start()] + boundary[0].strip(": ")
        names = _names(_cleaned(head), certain=True)
        if names is None or _CUT_OFF.match(names[-1]):
            continue
        if ":" in boundary[0] and _is_title_like(head, names):
            continue
        found = found or (names, at)
        cut = _INITIAL.search(head) and _REST_OF_NAME.match(text, at)
        if not (cut or _DOUBTFUL.search(names[-1])):
            return names, at
    return found


def _is_title_like(head: str, names: Sequence[str]) -> bool:
    """Whether what stands before a colon may as well begin a title: Stacked Filters; Detect, Distill and Update."""
    single = len(names) == 1 and not ("," in head or "." in head)
    return single or not any(" " in name or "." in name for name in names)


def _is_piece(piece: str) -> bool:
    piece = calm(_JOINED.sub("", _cleaned(piece)))
    return (
        not piece
        or piece in {"…", "..."}
        or shape_of(piece, lenient=piece.rpartition(" ")[2] in ACRONYMS) is not Shape.OTHER
        or bool(_ET_AL.fullmatch(piece))
    )


def _cleaned(text: str) -> str:
    # An accent may be a character of its own: o and a diaeresis in Schönlieb.
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    text = _NAKAGURO.sub(", ", _BLANKS.sub(" ", text.translate(_HALF_WIDTH)))
    text = without_brackets(text)
    text = _GLUED.sub(r"\g<0> ", _MARKS.sub("", text)).strip(" ,;:|_")
    return _BLANKS.sub(" ", _BY.sub("", text, count=1)).replace(" ,", ",")


def _without_others(text: str) -> tuple[str, bool, bool]:
    """Return the text without "et al.", whether there was one, and whether a comma stood before it."""
    # Only the end is searched, so that a text full of blanks costs nothing.
    start = max(0, len(text) - 40)
    found = _ET_AL.search(text, start)
    if found is None:
        return text, False, False
    return text[: found.start()].rstrip(" ,;"), True, bool(found["comma"])


def _names(text: str, *, certain: bool) -> tuple[str, ...] | None:
    text, others, comma = _without_others(text)
    if _ELLIPSIS.search(text):
        text, others = _ELLIPSIS.sub(", ", text), True
    text = calm(_without_period(text))
    if not text:
        return None
    listed = _one_by_one(text, alone=comma or not others)
    if listed is None:
        listed = _by_commas(text, others=others, comma=comma, certain=certain)
    if listed is None or not _plausible(listed, others=others, certain=certain):
        return None
    return (*listed, OTHERS) if others else listed


def _without_period(text: str) -> str:
    """Take the period of the sentence away, not that of an initial."""
    text = text.strip(" ,;")
    last = text.rpartition(" ")[2]
    if not last.endswith(".") or last.casefold() in SUFFIXES or is_initial(last):
        return text
    return text.rstrip(". ")


def _one_by_one(text: str, *, alone: bool) -> tuple[str, ...] | None:
    """Return the names if each stands for itself: Luo, Xiao and Wu, Shuangzhi; Wu, S.; Huang, Y."""
    if listed := split_institutions(text):
        return tuple(name for name, _ in listed)
    if ";" in text:
        entries = [
            _AND.sub("", part) if part.startswith(("and ", "& ")) else part
            for part in text.split(";")
        ]
    elif " and " in text or " & " in text:
        entries = _AND.split(text)
        if len(entries) == 2 and "," not in entries[1]:
            return None
    elif alone and text.count(",") == 1:
        entries = [text]
    else:
        return None
    names: list[str] = []
    for entry in entries:
        pieces = [
            piece.strip(" .") if piece.count(".") > 4 else piece.strip()
            for piece in entry.split(",")
        ]
        shapes = [shape_of(piece) for piece in pieces]
        if Shape.OTHER in shapes and len(entries) > _FEW:
            shapes = [shape_of(piece, lenient=True) for piece in pieces]
        name = _one(pieces, shapes, only=len(entries) == 1)
        if name is None:
            return None
        names.append(name)
    return tuple(names)


def _one(pieces: Sequence[str], shapes: Sequence[Shape], *, only: bool) -> str | None:
    match shapes:
        case [Shape.FULL | Shape.HAN]:
            return pieces[0]
        case [Shape.SHORT]:
            return of_short(pieces[0])
        case [family, Shape.INITIALS] if family in FAMILY:
            return ", ".join(pieces)
        case [Shape.SINGLE | Shape.FULL, Shape.GIVEN]:
            return ", ".join(pieces)
        case [Shape.SINGLE, Shape.SINGLE]:
            return ", ".join(pieces)
        case [Shape.SINGLE, Shape.FULL | Shape.SHORT] | [
            Shape.FULL,
            Shape.SINGLE | Shape.FULL,
        ] if not only:
            return ", ".join(pieces)
        case [family, Shape.SUFFIX, given] if family in FAMILY and given in GIVEN:
            return ", ".join(pieces)
        case [Shape.FULL, Shape.SUFFIX]:
            return " ".join(pieces)
    return None


def _by_commas(text: str, *, others: bool, comma: bool, certain: bool) -> tuple[str, ...] | None:
    parts = _AND.split(text)
    pieces = [piece.strip() for part in parts for piece in part.split(",")]
    pieces = [_without_period(piece) for piece in pieces if piece]
    if len(pieces) == 1:
        return _alone(pieces[0], others=others)
    shapes = _shapes(pieces)
    if shapes is None:
        return None
    forms = _forms(text, parts, len(pieces), others=others, comma=comma, certain=certain)
    return next((names for form in forms if (names := form(pieces, shapes))), None)


def _forms(
    text: str, parts: Sequence[str], count: int, *, others: bool, comma: bool, certain: bool
) -> Iterator[Form]:
    """Yield the forms that a list of so many pieces may have, in the order in which they are tried."""
    if others and not comma:
        yield families
    if _is_pair(parts):
        yield flat_pairs
    yield from (paired, short, first_inverted, whole)
    if comma or count > _MANY or (certain and "," in text):
        yield flat_pairs
    if (others and comma) or (certain and not others):
        yield families


def _shapes(pieces: Sequence[str]) -> list[Shape] | None:
    """Return what the pieces look like; None if too many look like nobody's name."""
    shapes = [shape_of(piece) for piece in pieces]
    strange = shapes.count(Shape.OTHER)
    if 3 * strange > len(shapes):
        return None
    if strange:
        # Jim Apple is one of the people beside whom he stands.
        shapes = [shape_of(piece, lenient=True) for piece in pieces]
    return None if Shape.OTHER in shapes else shapes


def _is_pair(parts: Sequence[str]) -> bool:
    """Whether a family name and a given one stand after "and", and nothing else."""
    if len(parts) != 2 or parts[1].count(",") != 1:
        return False
    return bool(parts[1].split(",")[1].strip())


def _alone(piece: str, *, others: bool) -> tuple[str, ...] | None:
    match shape_of(piece):
        case Shape.FULL | Shape.HAN:
            return (piece,)
        case Shape.SHORT:
            return (of_short(piece),)
        case Shape.GIVEN if piece.endswith("."):
            return (of_short(piece.rstrip(".")),)
        case Shape.SINGLE if others:
            return (piece,)
    return None


def _plausible(names: Sequence[str], *, others: bool, certain: bool) -> bool:
    """Whether a list that has the form of names is one: two capitals words might be anything."""
    if certain or others or len(names) > 3:
        return True
    if len(names) == 1 and (_camel(names[0]) or _DOUBTFUL_NAME.search(names[0])):
        return False  # Bangkok, Thailand
    return not any(find_venue(name) for name in names)


def _camel(name: str) -> bool:
    """Whether a word has a capital inside, as names of software have, and few people's: not McCallum, DeVito."""
    return any(
        re.search(r"[a-zß-ÿ][A-Z]", word)
        and not re.match(r"(?:Al|El|Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O)[A-Z]", word)
        for word in name.split()
    )


def _organisations(text: str) -> tuple[str, ...] | None:
    """Return each piece as a person if it can be one, else as an organisation."""
    text, others, _ = _without_others(text)
    text = _without_period(text)
    if not text or "{" in text or "}" in text:
        return None
    tail = (OTHERS,) if others else ()
    pieces = [piece.strip() for part in _AND.split(text) for piece in part.split(",")]
    persons = [shape_of(piece) in WHOLE for piece in pieces]
    if any(persons) and len(pieces) > 1:
        if all(len(piece) <= _LONGEST_ORGANISATION for piece in pieces):
            named = zip(pieces, persons, strict=True)
            return (
                *(piece if person else f"{{{piece}}}" for piece, person in named if piece),
                *tail,
            )
        return None
    return (f"{{{text}}}", *tail) if len(text) <= _LONGEST_ORGANISATION else None
