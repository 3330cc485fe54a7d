"""What a record of a user's own file says, field by field, made a work by what each field holds.

A reader of a format says which of its tags or elements is which field; what names, dates, pages, numbers and addresses
look like in such files is known here, for all of them. What is not what its field holds is kept as a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import placed
from synbib.formats.dates import date_and_month, edtf
from synbib.formats.extra import with_extra
from synbib.formats.indexes import indexed, is_suffix, place, suffix, with_periods
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, plain, title
from synbib.formats.texts import name as name_of
from synbib.incoming import CONTAINERS, OTHERS, Date, Incoming, Latex, Person, publisher_field
from synbib.model.fields import FIELDS, FieldKind, canonical
from synbib.text.folding import letters

__all__ = ["is_key", "person", "work"]

_THESES: Final = ("mastersthesis", "phdthesis")
# What a thesis is called that its type says.
_USUAL: Final = frozenset(
    map(
        letters,
        ("Thesis", "Dissertation", "PhD thesis", "Ph.D. Thesis", "Doctoral thesis", "Doctoral dissertation",
         "Dissertation/Thesis", "phdthesis", "Master's thesis", "Masters Thesis", "mastersthesis", "mathesis"),
    )
)  # fmt: skip
_TITLES: Final = frozenset({"booktitle", "maintitle", "eventtitle"})
_NAMED: Final = frozenset({"journal", "publisher", "series"})
# What programs write where there is nothing.
_NOTHING: Final = frozenset(
    {"", "-", "n/a", "na", "none", "null", "undefined", "not available", "[no abstract available]"}
)
# Notes that say no more of an article than its type.
_SAYS_NOTHING: Final = frozenset(
    {"article", "journal article", "original article", "research article", "research-article"}
)
_WEB: Final = lazily.pattern(r"https?://", re.IGNORECASE)
_RESOLVER: Final = lazily.pattern(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_PMC: Final = lazily.pattern(r"PMC\d+")
# More characters has no number of an issue, a report or a patent.
_LONGEST_NUMBER: Final = 40
_BETWEEN_NAMES: Final = lazily.pattern(r"[;\n]")
_AND: Final = " and "
_BETWEEN_ADDRESSES: Final = lazily.pattern(r"(?<![\s;])[\s;]++(?=https?:|ftp:|www\.)|\n++")
_ISSN: Final = lazily.pattern(r"\b\d{4}-?\d{3}[\dXx]\b")
# One or more, with what kind each is: `1234-5678 (print); 8765-4321`.
_ISSNS: Final = lazily.pattern(
    r"""
    (?: ISSN:? \s* )? \d{4}-?\d{3}[\dXx]
    (?: [\s,;:/]*+ (?: \d{4}-?\d{3}[\dXx](?!\d) | [(\[]? [A-Za-z-]++ [)\]]? ) )*+ [\s,;]*+
    """,
    re.VERBOSE,
)
_ISBN: Final = lazily.pattern(r"(?<![\d-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
# What has a number of its own.
_NUMBERED: Final = frozenset({"patent", "standard", "techreport"})
# The archive of a preprint, and its number there, as ADS writes them.
_EPRINT: Final = lazily.pattern(r"eprint(?:id)?:\s*(?P<archive>\w+):(?P<number>\S+)", re.IGNORECASE)
# ADS letters its authors, and says where each works.
_AFFILIATION: Final = lazily.pattern(r"\AAA\(([^()]*)\)\Z")
_ON_ARXIV: Final = lazily.pattern(r"\Aeprint(?:id)?:\s*(?=arXiv:)", re.IGNORECASE)
# A range as biblatex has it, each end of which may be open.
# A range with an open end; a slash after a date of publication may be a part of RIS' form.
_OPEN: Final = lazily.pattern(r"/-?\d{4}(?:-\d\d){0,2}|-?\d{4}(?:-\d\d){0,2}/")
_LONGEST_NOTHING: Final = 40
# An identifier in a note: `doi: 10.1000/x`, `10.1000/x`.
_DOI_NOTE: Final = lazily.pattern(r"(?:doi\s*:?\s*)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID_NOTE: Final = lazily.pattern(r"(?P<pmid>\d{1,9})\s*\[pmid\]|PMID:?\s*(?P<named>\d{1,9})")
# Of a name: family, given names, suffix.
_MOST_PARTS: Final = 3
_INITIALS: Final = lazily.pattern(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}")
_ENDS_WITH_INITIALS: Final = lazily.pattern(rf"\s{_INITIALS.pattern}\Z")
# A page of abstracts, which a journal letters: `12A`; it is no number of an article where its end is told, too.
_LETTERED: Final = lazily.pattern(r"\d+[A-Za-z]")
_RANGE: Final = lazily.pattern(r"\s*\w+\s*[-–]+\s*\w+\s*")
# The word after how many pages there are: `173 s.`, `327 pages`.
_PAGES: Final = lazily.pattern(r"\s*\b(?:pp?|pages?|s|seiten)\b\.?\s*\Z", re.IGNORECASE)
_DOTS: Final = lazily.pattern(r"(?:\.\s*){3,}|…")


def person(text: str) -> Person | None:
    """Return somebody whom a file names: ``Family, Given, Suffix``, ``Smith JA``, ``Jane Smith``, ``The Group,``."""
    name = plain(text)
    if _DOTS.fullmatch(name):  # ADS's sign of others
        return OTHERS
    if ",," in name or name.endswith(","):  # EndNote's signs of an organization
        return parts.organization(name.replace(",,", ","))
    pieces = [piece.strip() for piece in name.split(",")]
    if len(pieces) == 1:
        return indexed(name) if not name.isupper() or " " not in name else parts.spoken(name)
    family, *further = pieces
    # `Board, Jan` is somebody; `Board of Trade, London` is not.
    if any(map(parts.is_organization, further)) or (
        " " in family and parts.is_organization(family)
    ):
        return parts.organization(name)
    jr = next(filter(is_suffix, further), "")
    given = " ".join(each for each in further if each != jr)
    # Refer has the names in the order in which they are spoken: `J. Q. Public, Jr.`.
    if jr and not given and " " in family:
        given, _, family = family.rpartition(" ")
    # In capitals throughout, short given names are not initials: `LEE, AN`.
    shown = given if family.isupper() else with_periods(given)
    return parts.person(family, shown, suffix(jr))


def is_key(text: str) -> bool:
    """Whether a text can be the citation key of a record: what begins with a digit is a number of its database."""
    return text[:1].isalpha() and parts.is_key(text)


# --- works -----------------------------------------------------------------------------------------------------------


def work(
    kind: str,
    told: Mapping[str, Sequence[str]],
    source: str,
    line: int,
    named: Callable[[str], Person | None] = person,
) -> Incoming:
    """Return the work that a record tells of.

    Args:
        kind: The type of the entry.
        told: Field → what the record says there, in the order of trust; names as in `synbib.model.fields`, or as
            BibTeX has them; ``key`` is the citation key, ``accession`` a number in a database, of which only PubMed
            Central's is kept. Of ``pages`` the second is the last page. ``file`` may be an address or a DOI, too.
        source: The file.
        line: The line of the record.
        named: How a name is read.

    Raises:
        FormatError: A text is longer than `LONGEST_RECORD_TEXT`.
    """
    with placed(source, line):
        return _Making(kind, told, source, line, named).work()


class _Making:
    """A work while it is made: what has not yet been read of a record, its notes, its fields."""

    def __init__(
        self,
        kind: str,
        told: Mapping[str, Sequence[str]],
        source: str,
        line: int,
        named: Callable[[str], Person | None],
    ) -> None:
        self.kind = kind
        self.left = {name: list(texts) for name, texts in told.items() if texts}
        self.source = source
        self.line = line
        self.named = named
        self.notes: list[str] = []
        self.fields: dict[str, str] = {}

    def take(self, name: str) -> list[str]:
        return self.left.pop(name, [])

    def work(self) -> Incoming:
        self.sort_out()
        self.with_variables()
        identifiers, links = self.addresses()
        names = dict(self.people())
        dates = self.take("date")
        date, words, others = date_and_month(dates)
        if said := edtf(dates):
            self.fields["date"], date, words = Latex(said), Date(), ""
            others = [text for text in others if text != said]
        self.fields |= {"month": words} if words else {}
        self.notes += others
        self.numbers()
        told, status = told_by_title(self.one("title") or self.one("shorttitle"))
        self.fields["title"] = title(told)
        key = self.one("key")
        for name in list(self.left):
            self.text(name)
        self.container()
        if "publisher" in self.fields:
            self.fields.setdefault(publisher_field(self.kind), self.fields.pop("publisher"))
        notes = [text for each in self.notes if (text := self.note(each, identifiers))]
        return Incoming(
            {name: text for name, text in self.fields.items() if text},
            self.kind,
            names=names,
            date=date,
            links=links,
            identifiers=identifiers,
            key=key if is_key(key) else "",
            note="; ".join(dict.fromkeys(notes)),
            source=self.source,
            lines=(self.line,),
            status=status,
        )

    def sort_out(self) -> None:
        """Move what by its form is something else than the field that it stands in."""
        self.move("doi", "annotation", lambda text: not parts.doi(text))
        for name in ("file", "type"):
            self.move(name, "doi", lambda text: parts.doi(text) != "")
        self.move("file", "pdf", lambda text: _WEB.match(text) is not None)
        self.move("number", "annotation", lambda text: len(text) > _LONGEST_NUMBER)
        self.move("accession", "pmcid", lambda text: _PMC.fullmatch(text) is not None)
        self.take("accession")

    def move(self, name: str, to: str, meant: Callable[[str], bool]) -> None:
        """Move the texts of a field that are meant for another one."""
        if moved := [text for text in self.left.get(name, ()) if meant(text)]:
            self.left[name] = [text for text in self.left[name] if not meant(text)]
            self.left[to] = [*self.left.get(to, ()), *moved]

    def with_variables(self) -> None:
        """Take the lines ``variable: value`` out of the notes, as `synbib.formats.extra` reads them.

        A line stays that says a field once more.
        """
        for line in "\n".join(self.take("annotation")).split("\n"):
            variables, fields = with_extra({"note": _ON_ARXIV.sub("", line.strip())})
            said = {
                _OF_VARIABLE.get(name, name): _raw(value)
                for name, value in variables.items()
                if name != "note"
            }
            # A field is written so by whoever means it; a variable that no field is for is a line of a note.
            known = {name: value for name, value in said.items() if canonical(name) in FIELDS}
            known |= fields
            if "arxiv" in fields:
                self.left.setdefault("url", []).append(f"https://arxiv.org/abs/{fields['arxiv']}")
                if fields["primaryclass"]:
                    self.left["primaryclass"] = [fields["primaryclass"]]
            elif (found := _EPRINT.fullmatch(line.strip())) and "eprint" not in self.left:
                archive, number = found["archive"], found["number"]
                self.left |= {"eprint": [number], "eprinttype": [archive.lower()]}
            elif known and not self.left.keys() & known.keys():
                # Said so it is what it says, and no first page of a book.
                self.fields |= {"pagetotal": known.pop("pagetotal")} if "pagetotal" in known else {}
                self.left |= {name: [value] for name, value in known.items() if value}
            elif line.strip():
                self.notes.append(line.strip())

    def one(self, name: str) -> str:
        """Return the first text of a field; others are kept as notes, if they say something else."""
        texts = [each for each in self.take(name) if not _is_nothing(each)]
        if not texts:
            return ""
        first = letters(plain(texts[0]))
        self.notes += (each for each in texts[1:] if letters(plain(each)) != first)
        return texts[0]

    def addresses(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the identifiers and the links of a work."""
        number, *other = [*self.take("doi"), ""]
        self.notes += (each for each in other if parts.doi(each) not in ("", parts.doi(number)))
        for text in (*self.notes, *self.left.get("url", ())):
            if not number and (noted := _DOI_NOTE.fullmatch(text.strip())):
                number = parts.doi(noted["doi"])
        urls = [
            text
            for each in self.take("url")
            for piece in _BETWEEN_ADDRESSES.split(each)
            if (text := plain(piece).strip("<> "))
        ]
        identifiers = parts.identified(number, *urls)
        links: dict[str, str] = {}
        further: list[str] = []
        for each in urls:
            if _DOI_NOTE.fullmatch(each):
                continue
            if not parts.link(each):
                self.notes.append(each)
            elif not _says_only(each, identifiers):
                further.append(parts.link(each))
        files = [plain(each) for each in self.take("pdf")]
        if pdf := next(filter(None, map(parts.link, files)), ""):
            links["pdf"] = pdf
        self.notes += (each for each in files if parts.link(each) != pdf)
        if further := list(dict.fromkeys(further)):
            links["paper"] = further[0]
            self.notes += further[1:]
        return identifiers, links

    def people(self) -> Iterator[tuple[str, tuple[Person, ...]]]:
        for name in [each for each in self.left if _kind_of(each) is FieldKind.NAMES]:
            people: list[Person | None] = []
            texts = self.take(name)
            for text in (each for held in texts for each in _names_apart(held)):
                if names := _names(text):
                    people += map(self.named, names)
                else:
                    self.notes.append(text)
            if found := parts.people(people):
                yield name, found

    def numbers(self) -> None:
        """Read pages, numbers of books and journals, the language and the dates beside that of publication."""
        total = self.take("pagetotal")
        if "pages" in self.left or any(map(_RANGE.fullmatch, total)):
            self.left["pages"] = [*total, *self.take("pages")]
        elif total:
            self.fields["pagetotal"] = _PAGES.sub("", plain(total[0]))
        first, last, *others = (*self.take("pages"), "", "")
        self.notes += others
        # Ovid's `No Pagination Specified`.
        if (first.casefold(), last.casefold()) == ("no", "specified"):
            first = last = ""
        where = place(first or last, last if first else "")
        is_lettered = first and last and _LETTERED.fullmatch(first)
        if "eid" in where and (is_lettered or self.left.get("entrysubtype") == ["newspaper"]):
            where = {"pages": where["eid"]}
        self.fields |= where
        self.standard_numbers()
        self.fields |= _language(list(map(plain, self.take("langid"))))
        for name in ("urldate", "eventdate", "origdate"):
            texts = self.take(name)
            if said := edtf(texts) or next(filter(_OPEN.fullmatch, texts), ""):
                self.fields[name] = Latex(said)
                self.notes += [text for text in texts if text.strip() != said]
                continue
            date, _, others = date_and_month(texts)
            self.fields[name] = parts.iso(date) if date.year else ""
            self.notes += others if date.year else texts
        if edition := self.one("edition"):
            self.fields["edition"] = parts.told_edition(edition)

    def standard_numbers(self) -> None:
        """Read the numbers of books and journals, each once, whichever of the two fields they stand in."""
        books: list[str] = []
        journals: list[str] = []
        for text in map(plain, (*self.take("isbn"), *self.take("issn"))):
            if _ISSNS.fullmatch(text):
                journals += (parts.issn([each]) for each in _ISSN.findall(text))
            elif found := [each[0].strip(" -") for each in _ISBN.finditer(text)]:
                books += found
            elif self.kind in _NUMBERED:
                self.left["number"] = [text, *self.left.get("number", ())]
            elif text.casefold() not in _NOTHING:
                self.notes.append(text)
        self.fields["isbn"] = ", ".join(dict.fromkeys(books))
        self.fields["issn"] = ", ".join(dict.fromkeys(journals))

    def text(self, name: str) -> None:
        """Read a field that holds a text."""
        if name == "keywords":
            # Where semicolons stand between them, a line may end within one.
            words = (
                each
                for text in self.take(name)
                for each in text.split(";" if ";" in text else "\n")
            )
            self.fields[name] = ", ".join(
                dict.fromkeys(text for each in words if (text := marked(each).strip(" ,")))
            )
        elif name == "file":
            self.fields[name] = "; ".join(map(plain, "\n".join(self.take(name)).split("\n")))
        elif name == "note":
            self.fields[name] = "; ".join(dict.fromkeys(map(marked, self.take(name))))
        elif name == "journal":
            self.journal()
        elif text := self.one(name):
            if name == "type" and self.kind in _THESES:
                self.fields[name] = "" if letters(plain(text)) in _USUAL else marked(text)
            elif name in _TITLES:
                self.fields[name] = title(text)
            elif name in _NAMED:
                self.fields[name] = name_of(_AFFILIATION.sub(r"\1", text))
            elif _kind_of(name) is FieldKind.URL and not parts.link(text):
                self.notes.append(f"{name}: {text}")
            else:
                self.fields[name] = marked(text)

    def journal(self) -> None:
        """Read the names of a journal: the first is its own, another one its short one."""
        texts = [plain(each) for each in self.take("journal") if each.strip()]
        if not texts:
            return
        self.fields["journal"] = name_of(texts[0])
        for each in texts[1:]:
            if letters(each) == letters(texts[0]):
                continue
            if "shortjournal" not in self.left and "shortjournal" not in self.fields:
                self.fields["shortjournal"] = name_of(each)
            else:
                self.notes.append(each)

    def container(self) -> None:
        """Give an article the short name of its journal if it has no other, and not the same twice."""
        short = self.fields.get("shortjournal", "")
        field = CONTAINERS.get(self.kind)
        if short and field == "journal":
            if not self.fields.get("journal"):
                self.fields["journal"] = self.fields.pop("shortjournal")
            elif letters(short) == letters(self.fields["journal"]):
                del self.fields["shortjournal"]
        if letters(plain(self.fields.get("shorttitle", ""))) == letters(
            plain(self.fields["title"])
        ):
            self.fields.pop("shorttitle", None)

    def note(self, text: str, identifiers: dict[str, str]) -> str:
        """Return a note; nothing where it only says an identifier, which is kept as that."""
        said = plain(text)
        doi = identifiers.get("doi", "").casefold()
        if (found := _DOI_NOTE.fullmatch(said)) and parts.doi(found["doi"]).casefold() == doi:
            return ""
        if found := _PMID_NOTE.fullmatch(said):
            self.fields.setdefault("pmid", found["pmid"] or found["named"])
            return ""
        return "" if said.casefold() in _SAYS_NOTHING or _is_nothing(said) else said


# The variables of CSL that several fields fill, or another one than the table of fields says.
_OF_VARIABLE: Final = (
    {
        field.variable: field.name
        for field in FIELDS.values()
        if field.variable and field.name == field.unit
    }
    | {field.variable: field.name for field in FIELDS.values() if field.variable and not field.unit}
    | {
        "citation-key": "key",
        "collection-number": "number",
        "container-title": "journal",
        "genre": "type",
        "language": "langid",
        "page": "pages",
        "publisher-place": "address",
        "status": "note",
        "submitted": "note",
    }
)


def _names_apart(text: str) -> list[str]:
    """Return the names between semicolons, and those between `and` as BibTeX has them: ``Roe, Jan and Doe, Ann``."""
    return [
        piece
        for each in _BETWEEN_NAMES.split(text)
        for piece in (_split_by_and(each) if _AND in each else [each])
    ]


def _split_by_and(text: str) -> list[str]:
    pieces = text.split(_AND)
    are_people = all("," in each.strip(" ,") and not parts.is_organization(each) for each in pieces)
    return pieces if are_people else [text]


def _names(text: str) -> list[str]:
    """Return the names of a value, where more stand in it than one: ``Smith J, Roe P, …``; none if it is no name."""
    pieces = [piece for each in text.split(",") if (piece := each.strip())]
    if len(pieces) <= _MOST_PARTS or ",," in text:
        return [text] if any(map(str.isalpha, text)) or _DOTS.fullmatch(text.strip()) else []
    if all(map(_ENDS_WITH_INITIALS.search, pieces)):
        return pieces
    if len(pieces) % 2 == 0 and all(map(_INITIALS.fullmatch, pieces[1::2])):
        return [
            f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)
        ]
    return []


def _says_only(url: str, identifiers: Mapping[str, str]) -> bool:
    """Whether an address is that of an identifier which the work has, at its own resolver."""
    number = identifiers.get("arxiv")
    return _RESOLVER.match(url) is not None or (
        number is not None and url.rstrip("/").endswith(f"arxiv.org/abs/{number}")
    )


def _raw(value: object) -> str:
    """Return the text of a variable, which for a date stands deeper."""
    return str(value.get("raw", "")) if isinstance(value, dict) else str(value)


def _language(told: Sequence[str]) -> dict[str, str]:
    """Return the field of the language: babel's name where it has one."""
    return parts.language(told[0] if len(told) == 1 else ", ".join(told))


def _is_nothing(text: str) -> bool:
    """Whether a text is empty, or says that there is nothing."""
    if len(text) > _LONGEST_NOTHING:
        return False
    return plain(text).casefold().strip(" .") in _NOTHING


def _kind_of(name: str) -> FieldKind | None:
    field = FIELDS.get(canonical(name))
    return field.kind if field else None
