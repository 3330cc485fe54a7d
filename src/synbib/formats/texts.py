r"""The texts of records: entities, tags and mathematics of a source → the text, or the LaTeX, of a field.

Services send what publishers gave them: HTML's and JATS's tags, MathML, TeX between dollars, entities that were encoded
twice, line breaks, titles in capitals. `plain` and `marked` give text, `title` what a title has to be. What they return
has been scrubbed: it holds no control characters, and no marks but those of its own formatting.

Sources: Crossref's documentation, "Face markup" and "MathML in titles"; JATS 1.3, ``title-group``; HTML §13.5.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from html.entities import html5
from typing import Any, Final

from synbib import lazily
from synbib.formats.data import FormatError
from synbib.formats.mathml import is_harmless, to_tex
from synbib.incoming.latex import Latex, of_title
from synbib.latex import decode
from synbib.latex.html import MACROS, tags_as_macros
from synbib.limits import LONGEST_RECORD_TEXT
from synbib.text import from_markup, from_outside, strip
from synbib.text.controls import without_hidden
from synbib.text.folding import letters

__all__ = ["SMALL_WORDS", "joined", "marked", "name", "of_tex", "plain", "stays_small", "title"]

_REFERENCE: Final = lazily.pattern(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});")
# Macro of LaTeX → the tag of CSL-JSON that means the same.
_OF_CSL: Final = {
    "emph": "i",
    "textbf": "b",
    "textsc": "sc",
    "textsubscript": "sub",
    "textsuperscript": "sup",
}
# Tag → the tag of CSL-JSON that means the same.
_SPAN_TAGS: Final = {
    **{tag: _OF_CSL[macro] for tag, macro in MACROS.items() if macro in _OF_CSL},
    "fixed-case": 'span class="nocase"',
}
# What ends a part of a title, so that no colon is put after it.
_PART_ENDS: Final = (".", ":", "?", "!")
# Tags of HTML and JATS that say nothing about a text in a line.
_DROPPED_TAGS: Final = [
    "a",
    "abbr",
    "alternatives",
    "article-title",
    "big",
    "br",
    "disp-formula",
    "div",
    "ext-link",
    "fn",
    "font",
    "formula",
    "inline-formula",
    "inline-graphic",
    "label",
    "monospace",
    "named-content",
    "ovl",
    "p",
    "roman",
    "sans-serif",
    "sec",
    "small",
    "span",
    "styled-content",
    "subtitle",
    "title",
    "tt",
    "u",
    "underline",
    "tex-math",
    "url",
    "xref",
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtext",
    "munder",
]
_BREAKING_TAGS: Final = frozenset({"br", "div", "p"})
_TAG: Final = lazily.pattern(
    r"<(?P<closes>/?)(?:[a-z]{1,8}:)?(?P<name>"
    + "|".join(sorted((*_SPAN_TAGS, *_DROPPED_TAGS), key=len, reverse=True))
    + r")(?P<rest>\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Wiley marks acronyms so, whose capitals show as capitals in small capitals, too.
_SMALL_CAPITALS: Final = lazily.pattern(r"<(?:jats:)?scp?>([^<>a-z]++)</(?:jats:)?scp?>")
_CSL_SPAN: Final = lazily.pattern('class="no(?:case|decor)"|small-caps')
# What `from_markup` has left of tags that are not closed.
_LEFT_TAG: Final = lazily.pattern(r'</?(?:i|b|sub|sup|sc|span(?: class="nocase")?)>')
# Characters that stand for pieces of mathematics while the text around them is read; from outside none comes in.
_STAND_IN: Final = 0xF0000
_STAND_INS: Final = lazily.pattern(f"[{chr(_STAND_IN)}-{chr(0xFFFFD)}]")
_OPENS_MATH: Final = lazily.pattern(
    r"<(?P<name>(?:[a-z]\w*:)?(?:math|tex-math))(?:\s[^<>]*)?>", re.IGNORECASE
)
# After a formula in TeX its other form, as JATS puts both into `alternatives`.
_OTHER_FORM: Final = lazily.pattern(
    r"\s*<((?:[a-z]\w*:)?math)(?:\s[^<>]*)?>(?:(?!</\1>).)*+</\1>", re.IGNORECASE | re.DOTALL
)
_MOST_FORMULAS: Final = 1000
# What may begin an entity, a tag, mathematics or TeX.
_READ_ON: Final = lazily.pattern(r"[&<$\\{}]|--|``|''")
_SAME_WORDS: Final = 3
# As pandoc reads it: no blank inside the dollars, and no digit after them.
_DOLLARS: Final = lazily.pattern(
    r"(?<!\\)(?P<sign>\${1,2})(?=[^\s$])(?P<tex>(?:[^$\\]|\\.)+?)(?<=\S)(?P=sign)(?!\d)", re.DOTALL
)
# Mathematics that stands between no dollars.
_ENSURED: Final = lazily.pattern(r"\\ensuremath\s*\{(?P<tex>(?:[^{}]|\{[^{}]*\})*+)\}")
# TeX outside of mathematics.
_MACRO: Final = lazily.pattern(r"\\(?:[A-Za-z]+|[`'^\"~=.&%$#_{}])|[{}]|--|``|''")
_CONTINUED: Final = "?!:.…—–"
# Fewer words may be names in capitals.
_LEAST_SHOUTED: Final = 3
# What is longer than most symbols: `A B C` is no title in capitals.
_WORD: Final = lazily.pattern(r"[^\W\d_]{4}")
_ROMAN: Final = lazily.pattern(
    r"(?<![^\W_])(?:i{2,3}|iv|vi{1,3}|ix|xi{1,3}|xi?[vx]|xvi{0,3})(?![^\W_])"
)
# A word in which no digit is: `COVID-19` is a name in any case.
_WITHOUT_DIGIT: Final = lazily.pattern(r"(?<!\S)[^\d\s]+(?!\S)")
# Words of capitals in which no vowel is are acronyms, `DNS`, and so are these.
_ACRONYM: Final = lazily.pattern(
    r"""
    (?<![^\W_]) (?: [B-DF-HJ-NP-TV-XZ]{2,6} | ACM | AI | AIDS | API | BERT | CERN | CMOS | CPU | CRISPR | DNA | ECG
      | EEG | ESA | EU | FPGA | GAN | GIS | GNU | GPU | HCI | HIV | IBM | IEEE | ICU | IQ | ISO | LIDAR
      | LIGO | MEMS | MIMO | MOS | MRI | NASA | NATO | NMDA | OECD | OFDM | PDE | RNA | RNAI | ROC | SAR | SARS
      | SQL | UAV | UK | UML | UN | UNESCO | URL | USA | USB | UV | VLSI | XML ) (?![^\W_])
    """,
    re.VERBOSE,
)
_LATIN: Final = lazily.pattern(r"[\x20-\u024f’]+")
_LONG_WORD: Final = 5
_NAME_WORD: Final = lazily.pattern(r"[^\W\d_]+")
SMALL_WORDS: Final = frozenset(
    """
    a an and as at by da das de del della den der des di do dos du e el en et for from für
    il in la las le les los och of on or per the to und van von voor with y zur
    """.split()  # noqa: SIM905 - a list is read more easily so
)
"""Words that stay small within the name of a journal, a publisher or a series, in the languages that these are in."""
_FIRST_LETTER: Final = lazily.pattern(r"[^\W\d_]")
_AFTER_COLON: Final = lazily.pattern(r"(?<=[:?!] )[^\W\d_]")
# `Ã¼` was `ü`: UTF-8 that was read as Windows-1252 or Latin-1.
_MISREAD: Final = lazily.pattern(
    "[\u00c2-\u00f4][\u0080-\u00bf\u2013-\u2122\u0152-\u0192\u02c6\u02dc]+"
)
# Letters that are seldom in titles: what reads so was right, as the `ß–` of `Gauß–Newton`.
_RARE: Final = lazily.pattern("[\u0480-\u07ff]")
# A mark of a footnote, as of thanks; `A*` is a name.
_FOOTNOTE: Final = lazily.pattern(r"(?<=[a-z]{4})\s?[*†‡]+\Z")
# A full stop that ends a sentence, not an abbreviation of two letters or of several parts.
_STOP: Final = lazily.pattern(
    r"(?:(?<=[^\W\d_]{3})(?<!\betc|\busw|\bInc|\bLtd)|(?<=\d\d)|(?<=\d[^\W\d_])|(?<=[)\]”\"’]))\.\s*\Z"
)
_ENDS: Final = (".", "*", "†", "‡")
# Hyphens that only Unicode tells from the usual one, and which TeX does not know.
_HYPHENS: Final = lazily.pattern("[\u2010\u2011]")
# A dash that was lost where a file was read in the wrong encoding.
_LOST_DASH: Final = lazily.pattern(r"(?<=\s)\ufffd(?=\s)")


def plain(value: Any) -> str:
    """Return a value of a record as plain text on one line; ``""`` of what is neither text nor a number.

    Raises:
        FormatError: It is longer than `LONGEST_RECORD_TEXT`.
    """
    return strip(text) if (text := marked(value)) else ""


def marked(value: Any) -> str:
    """Return a value of a record as text with the marks of `synbib.text`, on one line.

    Raises:
        FormatError: It is longer than `LONGEST_RECORD_TEXT`.
    """
    if value is None or value == "":
        return ""
    text, mathematics = _read(_text(value))
    if not mathematics:
        return text
    return _STAND_INS.sub(lambda found: decode(f"${mathematics[_number(found)]}$"), text)


def title(value: Any, subtitle: Any = "", *, tex: bool = False) -> str:
    """Return a title and its subtitle as the field ``title`` of `Incoming` has it.

    Capitals throughout become those of a sentence, and a full stop or a mark of a footnote at the end goes. With
    mathematics in it, it is a `Latex`.

    Args:
        value: The title, as a record has it.
        subtitle: The subtitle; left out where the title has it already, or where it only says the title in short.
        tex: Whether the source writes TeX: accents as macros, braces around capitals.

    Raises:
        FormatError: It is longer than `LONGEST_RECORD_TEXT`.
    """
    mathematics: list[str] = []
    text, further = (
        _sentence(_ended(_read(_text(each), mathematics, tex=tex)[0])) for each in (value, subtitle)
    )
    if not text:
        text = further
    elif further and not _says(text, further):
        text += f"{' ' if text[-1] in _CONTINUED else ': '}{further}"
    if not mathematics:
        return text
    return Latex(_STAND_INS.sub(lambda found: f"${mathematics[_number(found)]}$", of_title(text)))


def joined(titles: Sequence[str]) -> str:
    """Return a title that some programs have written as several."""
    made = ""
    for each in titles:
        made += f"{'' if not made else ' ' if made.endswith(_PART_ENDS) else ': '}{each}"
    return made


def name(value: Any) -> str:
    """Return the name of a journal or a publisher, as `marked`; if it is in capitals throughout, with those of a name.

    Raises:
        FormatError: It is longer than `LONGEST_RECORD_TEXT`.
    """
    text = marked(value)
    words = text.split()
    # A short word beside only one other may be an acronym: `PLOS ONE`.
    is_of_words = len(words) >= _LEAST_SHOUTED or min(map(len, words), default=0) >= _LONG_WORD
    if not text.isupper() or len(words) < 2 or not is_of_words or not _LATIN.fullmatch(text):
        return text
    named = (
        word.lower() if stays_small(words, at) else _NAME_WORD.sub(_named, word)
        for at, word in enumerate(words)
    )
    return " ".join(named)


def stays_small(words: Sequence[str], at: int) -> bool:
    """Whether a word of a name is one that stays small; not the first, nor a letter at the end: *Physical Review E*."""
    word, is_last = words[at], at == len(words) - 1
    return at > 0 and word.lower() in SMALL_WORDS and not (is_last and len(word) == 1)


def of_tex(value: Any) -> str:
    r"""Return plain text for a value that may hold TeX, as names of arXiv do: ``J. M\"uller``."""
    text = plain(value)
    return strip(decode(text)) if _MACRO.search(text) else text


# --- steps -----------------------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    if len(text) > LONGEST_RECORD_TEXT:
        raise FormatError(
            f"a text of {len(text):,} characters, '{from_outside(text[:40])}…', is longer than LONGEST_RECORD_TEXT, "
            f"{LONGEST_RECORD_TEXT:,}; no record of a work has it"
        )
    return text


def _read(
    text: str, mathematics: list[str] | None = None, *, tex: bool = False
) -> tuple[str, list[str]]:
    """Return marked text on one line, and the mathematics that characters of `_STAND_INS` stand for.

    Args:
        text: As a record has it.
        mathematics: What was found in other texts already; what is found here is added.
        tex: Whether there are macros outside of mathematics, too.
    """
    kept = [] if mathematics is None else mathematics
    if text.isascii() and text.isprintable() and not _READ_ON.search(text):
        return " ".join(text.split()), kept
    text = _STAND_INS.sub("", text)
    for _ in range(2):  # an entity may be encoded twice
        text = _without_math_elements(text, kept)
        if "&" in text:
            text = _REFERENCE.sub(_referred, text)
    text = _without_math_elements(text, kept)
    if "$" in text:
        text = _DOLLARS.sub(lambda found: _stand_in(found["tex"], kept), text)
    if not text.isascii():
        text = _MISREAD.sub(_reread, text).replace("\xad", "")
        text = _LOST_DASH.sub("–", _HYPHENS.sub("-", text))
    text = from_outside(text)
    if tex and "<" in text and _MACRO.search(text):
        text = tags_as_macros(text)
    if "<" in text:
        text = _LEFT_TAG.sub("", from_markup(_TAG.sub(_tag, _SMALL_CAPITALS.sub(r"\1", text))))
    if tex and "\\ensuremath" in text:
        text = _ENSURED.sub(lambda found: _stand_in(found["tex"], kept), text)
    if tex and _MACRO.search(text):
        text = without_hidden(decode(text))
    return " ".join(text.split()), kept


def _referred(reference: re.Match[str]) -> str:
    """Return the character that an entity is; not one that would stand for something else here."""
    name = reference[0][1:]
    # Of `&nothing;` the function would read the beginning, `&not`.
    char = html.unescape(reference[0]) if name[0] == "#" else html5.get(name, reference[0])
    return _STAND_INS.sub("", char)


def _without_math_elements(text: str, kept: list[str]) -> str:
    """Return a text with stand-ins for its elements of MathML and TeX; of two forms of one formula the TeX counts."""
    if "<" not in text:
        return text
    pieces: list[str] = []
    end = 0
    while opening := _OPENS_MATH.search(text, end):
        closing = text.find(f"</{opening['name']}>", opening.end())
        if closing < 0:
            break
        pieces.append(text[end : opening.start()])
        end = closing + len(opening["name"]) + 3
        source = text[opening.end() : closing]
        if opening["name"].lower().endswith("tex-math"):
            pieces.append(_stand_in(_bare_tex(source), kept))
        else:
            element = f"<math>{_REFERENCE.sub(_of_mathml, source)}</math>"
            pieces.append(_stand_in(to_tex(element), kept))
        if within := _OTHER_FORM.match(text, end):
            end = within.end()
    return "".join((*pieces, text[end:]))


def _of_mathml(reference: re.Match[str]) -> str:
    """Return the character of an entity of MathML, which XML does not know; what is markup stays."""
    char = _referred(reference)
    return reference[0] if char in ("<", ">", "&") else char


def _bare_tex(source: str) -> str:
    r"""Return the formula of an element ``tex-math``, which may be a whole document: ``\begin{document}$x$``."""
    source = html.unescape(source.replace("<![CDATA[", "").replace("]]>", ""))
    found = _DOLLARS.search(source)
    return found["tex"] if found else source


def _stand_in(tex: str, kept: list[str]) -> str:
    """Return what stands for mathematics; where it could do harm in a file, its text."""
    tex = " ".join(from_outside(tex).split())
    if not tex:
        return ""
    if not is_harmless(tex) or len(kept) >= _MOST_FORMULAS:
        return tex
    kept.append(tex)
    return chr(_STAND_IN + len(kept) - 1)


def _number(stand_in: re.Match[str]) -> int:
    return ord(stand_in[0]) - _STAND_IN


def _tag(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name == "span":
        return _span(tag)
    meant = _SPAN_TAGS.get(name)
    if meant is None:
        return " " if name in _BREAKING_TAGS else ""
    return f"</{meant.partition(' ')[0]}>" if tag["closes"] else f"<{meant}>"


def _span(tag: re.Match[str]) -> str:
    """Return a tag of CSL-JSON's as it is; of other spans the closing tags, which go where nothing is open."""
    return "</span>" if tag["closes"] else tag[0] if _CSL_SPAN.search(tag["rest"] or "") else ""


def _reread(found: re.Match[str]) -> str:
    """Return what was misread in its own encoding; as it is, if it is something else."""
    for encoding in ("cp1252", "latin-1"):
        try:
            text = found[0].encode(encoding).decode()
        except UnicodeError:
            continue
        return found[0] if _RARE.search(text) else text
    return found[0]


def _ended(text: str) -> str:
    """Return a title without a full stop or a mark of a footnote at its end."""
    # To ask for the end first takes a tenth of the time.
    return _STOP.sub("", _FOOTNOTE.sub("", text)) if text.endswith(_ENDS) else text


def _sentence(text: str) -> str:
    """Return a title in capitals as a sentence; any other as it is."""
    if not text.isupper() or len(text.split()) < _LEAST_SHOUTED or not _WORD.search(text):
        return text
    lowered = _WITHOUT_DIGIT.sub(lambda found: _lowered(found[0]), text)
    lowered = _FIRST_LETTER.sub(lambda found: found[0].upper(), lowered, count=1)
    lowered = _AFTER_COLON.sub(lambda found: found[0].upper(), lowered)
    return _ROMAN.sub(lambda found: found[0].upper(), lowered)


def _named(word: re.Match[str]) -> str:
    return word[0] if _ACRONYM.fullmatch(word[0]) else word[0].capitalize()


def _lowered(words: str) -> str:
    """Return a word of a title in capitals in small letters, but for what is an acronym in it."""
    kept = _ACRONYM.split(words)
    names = _ACRONYM.findall(words)
    return "".join(part.lower() + name for part, name in zip(kept, [*names, ""], strict=True))


def _says(title: str, subtitle: str) -> bool:
    """Whether a subtitle says nothing that the title does not: it stands in it, or begins with the same words."""
    one, other = letters(strip(title)), letters(strip(subtitle))
    begins = [strip(each).casefold().split()[:_SAME_WORDS] for each in (title, subtitle)]
    return other in one or (begins[0] == begins[1] and len(begins[0]) == _SAME_WORDS)
