r"""What depends on an entry's language in its LaTeX: babel's shorthands and biblatex's strings.

Sources: babel's manual, "Shorthands", and the language files that it names; biblatex manual §4.9.1 (``\bibstring``)
and §4.9.2 (its keys). In other languages a ``"`` is a quotation mark, and nothing is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.model.fields import LATEX_KINDS, find_field
from synbib.model.languages import language_tag
from synbib.model.terms import GENRES, STATES

__all__ = ["localized"]

# --- Tables --------------------------------------------------------------------------------------------------

_HYPHENS: Final = {
    "-": "",  # where a word may be divided
    '"': "",  # the same, without a hyphen
    "|": "",  # no ligature
    "=": "-",
    "~": "-",  # where no line ends
    "/": "/",
}
_GUILLEMETS: Final = {"<": "«", ">": "»"}
_GERMAN_QUOTES: Final = {"`": "„", "'": "“"}
_DUTCH_QUOTES: Final = {"`": "„", "'": "”"}
# Language → what follows a quotation mark → what both stand for.
_SHORTHANDS: Final[Mapping[str, Mapping[str, str]]] = {
    "cs": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
    "da": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
    "de": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
    "es": _HYPHENS | _GUILLEMETS | {"`": "“", "'": "”"},
    "fi": _HYPHENS,
    "nb": _HYPHENS | _GUILLEMETS,
    "nl": _HYPHENS | _DUTCH_QUOTES,
    "nn": _HYPHENS | _GUILLEMETS,
    "pl": _HYPHENS | _DUTCH_QUOTES | _GUILLEMETS,
    "pt": _HYPHENS | _GUILLEMETS,
    "ru": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
    "sk": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
    "sl": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
    "sv": _HYPHENS,
    "uk": _HYPHENS | _GERMAN_QUOTES | _GUILLEMETS,
}
_SHORTHAND: Final = lazily.pattern(r"""(?<!\\)"([-"|=~/<>`'])""")

# Language → key of a string → its long form and, where that is another, its short one.
_STRINGS: Final[Mapping[str, dict[str, tuple[str, ...]]]] = {
    "en": {
        **{key: (text,) for table in (GENRES, STATES) for key, text in table.items()},
        "and": ("and",),
        "andothers": ("et al.",),
        "chapter": ("chapter", "chap."),
        "column": ("column", "col."),
        "edition": ("edition", "ed."),
        "editor": ("editor", "ed."),
        "editors": ("editors", "eds."),
        "in": ("in",),
        "nodate": ("no date", "n.d."),
        "number": ("number", "no."),
        "page": ("page", "p."),
        "pages": ("pages", "pp."),
        "part": ("part",),
        "reprint": ("reprint", "repr."),
        "reviewof": ("review of", "rev. of"),
        "section": ("section", "§"),
        "translationof": ("translation of", "trans. of"),
        "translator": ("translator", "trans."),
        "version": ("version",),
        "volume": ("volume", "vol."),
        "volumes": ("volumes", "vols."),
    },
    "de": {
        "and": ("und",),
        "andothers": ("u. a.",),
        "chapter": ("Kapitel", "Kap."),
        "column": ("Spalte", "Sp."),
        "edition": ("Auflage", "Aufl."),
        "editor": ("Herausgeber", "Hrsg."),
        "editors": ("Herausgeber", "Hrsg."),
        "forthcoming": ("im Erscheinen",),
        "in": ("in",),
        "inpress": ("im Druck",),
        "mathesis": ("Magisterarbeit", "Magisterarb."),
        "nodate": ("ohne Datum", "o. D."),
        "number": ("Nummer", "Nr."),
        "page": ("Seite", "S."),
        "pages": ("Seiten", "S."),
        "part": ("Teil", "T."),
        "phdthesis": ("Dissertation", "Diss."),
        "reprint": ("Nachdruck", "Nachdr."),
        "resreport": ("Forschungsbericht", "Forschungsber."),
        "reviewof": ("Rezension von", "Rez. von"),
        "submitted": ("eingereicht",),
        "techreport": ("Technischer Bericht", "Techn. Ber."),
        "translationof": ("Übersetzung von", "Übers. von"),
        "translator": ("Übersetzer", "Übers."),
        "version": ("Version",),
        "volume": ("Band", "Bd."),
        "volumes": ("Bände", "Bde."),
    },
    "es": {
        "and": ("y",),
        "chapter": ("capítulo", "cap."),
        "edition": ("edición", "ed."),
        "in": ("en",),
        "inpress": ("en prensa",),
        "nodate": ("sin fecha", "s. f."),
        "page": ("página", "pág."),
        "pages": ("páginas", "págs."),
        "part": ("parte",),
        "phdthesis": ("tesis doctoral",),
        "reviewof": ("reseña de",),
        "volume": ("volumen", "vol."),
        "volumes": ("volúmenes", "vols."),
    },
    "fr": {
        "and": ("et",),
        "chapter": ("chapitre", "chap."),
        "edition": ("édition", "éd."),
        "editor": ("éditeur", "éd."),
        "editors": ("éditeurs", "éd."),
        "forthcoming": ("à paraître",),
        "in": ("in",),
        "inpress": ("sous presse",),
        "mathesis": ("mémoire de master",),
        "nodate": ("sans date", "s. d."),
        "page": ("page", "p."),
        "pages": ("pages", "p."),
        "part": ("partie",),
        "phdthesis": ("thèse de doctorat",),
        "reprint": ("réimpression", "réimpr."),
        "reviewof": ("critique de",),
        "submitted": ("soumis",),
        "techreport": ("rapport technique",),
        "translationof": ("traduction de", "trad. de"),
        "translator": ("traducteur", "trad."),
        "volume": ("tome", "t."),
        "volumes": ("tomes", "t."),
    },
    "it": {
        "and": ("e",),
        "chapter": ("capitolo", "cap."),
        "edition": ("edizione", "ed."),
        "in": ("in",),
        "inpress": ("in stampa",),
        "nodate": ("senza data", "s. d."),
        "page": ("pagina", "p."),
        "pages": ("pagine", "pp."),
        "phdthesis": ("tesi di dottorato",),
        "reprint": ("ristampa", "rist."),
        "volume": ("volume", "vol."),
        "volumes": ("volumi", "voll."),
    },
    "nl": {
        "and": ("en",),
        "andothers": ("en andere", "e.a."),
        "chapter": ("hoofdstuk", "hfdst."),
        "edition": ("editie", "ed."),
        "in": ("in",),
        "inpress": ("in druk",),
        "mathesis": ("masterscriptie",),
        "nodate": ("geen datum", "g.d."),
        "page": ("pagina", "p."),
        "pages": ("pagina’s", "p."),
        "part": ("deel",),
        "phdthesis": ("proefschrift",),
        "reviewof": ("bespreking van",),
        "volume": ("deel",),
        "volumes": ("delen",),
    },
}
# `\biblstring` and its like print the long form, those with a `c` begin with a capital (biblatex manual §4.9.1).
_STRING: Final = lazily.pattern(
    r"\\bib(?P<capital>c?)(?P<form>[pl]?[ls]?)string \s* \{ \s* (?P<key>[a-z]+) \s* \}", re.VERBOSE
)


def localized(fields: Mapping[str, str]) -> Mapping[str, str]:
    r"""Return an entry's fields with what its language makes of shorthands and of ``\bibstring``; the rest as it is.

    Args:
        fields: Field names in lower case → LaTeX. Shorthands are read if ``langid`` names a language that has them.
            A string that the language lacks is English; a key that is none stays.
    """
    for value in fields.values():  # nearly no entry has either
        if '"' in value or "\\bib" in value:
            return _localized(fields)
    return fields


def _localized(fields: Mapping[str, str]) -> Mapping[str, str]:
    by_babel = _language(fields.get("langid") or fields.get("hyphenation", ""))
    shorthands = _SHORTHANDS.get(by_babel, {})
    strings = _STRINGS["en"] | _STRINGS.get(by_babel or _language(fields.get("language", "")), {})

    def said(string: re.Match[str]) -> str:
        forms = strings.get(string["key"])
        if forms is None:
            return string[0]
        text = forms[0 if "l" in string["form"] else -1]
        return f"{text[0].upper()}{text[1:]}" if string["capital"] else text

    found = dict(fields)
    for name, value in fields.items():
        field = find_field(name)
        if field is not None and field.kind not in LATEX_KINDS:
            continue
        if shorthands and '"' in value:
            value = _SHORTHAND.sub(lambda sign: shorthands.get(sign[1], sign[0]), value)
        if "string" in value:
            value = _STRING.sub(said, value)
        found[name] = value
    return found


def _language(name: str) -> str:
    return (language_tag(name) or "").partition("-")[0]
