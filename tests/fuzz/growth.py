"""How the time of each reader grows with its input: tokens and pairs of tokens, in templates, at n, 4n, 16n.

    python tests/fuzz/growth.py                         # every reader, template and token, and a part of the pairs
    python tests/fuzz/growth.py --reader 'bib|names' --pairs 100 --seed 7 --longest 262144

For each input the time of the process is measured, not that of the clock. An input is a finding if four times as much
of it takes more than eight times as long, or more of it than any reader should. It prints the worst token of each
reader, and exits with 1 if there is a finding. `tests/property/test_growth.py` runs a sample of the same table.

The environment variables ``GROWTH_SEED`` and ``GROWTH_PAIRS`` stand for the options of those names.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, product
from pathlib import Path
from typing import Any, Final

from synbib.errors import SynbibError

# --- measuring ------------------------------------------------------------------------------------

HOLE: Final = "§"  # where a template takes the tokens
STEP: Final = 4  # each input is so many times the one before
MOST_RATIO: Final = 8.0  # of the times of two of these: 4 is in proportion, 16 is with the square
FLOOR: Final = 0.03  # seconds of the process; shorter times say little
SHORTEST: Final = 64  # characters
ENOUGH: Final = 0.1  # seconds of the process: a longer input need not be tried
TRIALS: Final = 3  # before something is said to be out of proportion
PATIENCE: Final = 8.0  # seconds of the process, for one input: it is given up


class TooLong(BaseException):
    """An input takes longer than `PATIENCE`; no ``except Exception`` on the way may hold it up."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that takes text from outside.

    Attributes:
        read: Is given the text; a `SynbibError` is an answer.
        templates: Where the tokens stand in the text, each with a `HOLE`.
        tokens: What means something to it, beside the `COMMON` ones.
    """

    read: Callable[[str], object]
    templates: tuple[str, ...] = (HOLE,)
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Growth:
    """How the time for one kind of input grew.

    Attributes:
        ratio: The time of the longest input by that of one a quarter as long.
        seconds: Of the process, for the longest input.
        length: Of it, in characters.
        case: The kind of input.
    """

    ratio: float
    seconds: float
    length: int
    case: Case

    @property
    def is_finding(self) -> bool:
        """Whether that is more than in proportion, by a wide margin."""
        return self.ratio > MOST_RATIO and self.seconds > FLOOR

    def __str__(self) -> str:
        return (
            f"{self.case}: {self.length:,} characters take {self.seconds:.3f} s of the process, "
            f"{self.ratio:.1f} × as long as a quarter of them"
        )


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """A kind of input: tokens repeated in a template.

    Attributes:
        reader: The name of the reader.
        template: Where they stand.
        first: A token.
        second: Another; may be empty.
        nested: Whether all of the first stand before all of the second, and not each before each.
    """

    reader: str
    template: str
    first: str
    second: str = ""
    nested: bool = False

    def text(self, length: int, more: int = 0) -> str:
        """Return an input of about so many characters, and ``more`` tokens: no cache knows it yet."""
        times = max(1, length // len(self.first + self.second)) + more
        tokens = (
            self.first * times + self.second * times
            if self.nested
            else (self.first + self.second) * times
        )
        return self.template.replace(HOLE, tokens)

    def __str__(self) -> str:
        tokens = f"{self.first!r} × n" + (f" + {self.second!r} × n" if self.nested else "")
        if self.second and not self.nested:
            tokens = f"{self.first + self.second!r} × n"
        return f"{self.reader}: {tokens} in {self.template!r}"


@contextmanager
def _patience() -> Iterator[None]:
    """Give up after `PATIENCE`, where the system can: Windows has no such timer."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(case: Case, length: int, times: int = 1) -> float:
    """Return the least time of the process, of so many trials, that an input takes; infinity for far too long."""
    read = READERS[case.reader].read
    least = float("inf")
    for trial in range(times):
        text = case.text(length, trial)
        try:
            with _patience():
                least = min(least, _timed(partial(_give, read, text)))
        except TooLong:
            return float("inf")
    return least


def _give(read: Callable[[str], object], text: str) -> None:
    with suppress(SynbibError):
        read(text)


def growth(case: Case, longest: int) -> Growth:
    """Return how the time grows up to an input of ``longest`` characters; what looks bad is measured again."""
    length, now = SHORTEST, seconds(case, SHORTEST)
    if now > ENOUGH:  # the first of a reader also imports what it needs
        now = seconds(case, SHORTEST, 3)
    found = _growth(case, length, 0.0, now)
    while now <= ENOUGH and length * STEP <= longest and not found.is_finding:
        length, before, now = length * STEP, now, seconds(case, length * STEP)
        found = _growth(case, length, before, now)
        if found.is_finding:
            found = _again(case, length)
    return found


def _again(case: Case, length: int) -> Growth:
    """Return how the time grows to this length when it is measured again; beyond it, if it still looks bad."""
    before, now = seconds(case, length // STEP, 5), seconds(case, length, 3)
    found = _growth(case, length, before, now)
    if not found.is_finding or now > 3 * ENOUGH:
        return found
    # Once out of proportion may be a step: what is short is read in another way.
    further = _growth(case, STEP * length, now, seconds(case, STEP * length))
    return found if further.is_finding else further


def _growth(case: Case, length: int, before: float, now: float) -> Growth:
    if not before:  # the shortest, which is enough only if it takes far too long
        return Growth(1.0 if now <= ENOUGH else now / ENOUGH * MOST_RATIO, now, length, case)
    return Growth(now / before, now, length, case)


def in_proportion(act: Callable[[int], object], size: int) -> bool:
    """Return whether four times the size takes at most eight times as long, by the time of the process.

    Args:
        act: Does something of a size. It is called with sizes a little larger, too, as what it calls may remember results.
        size: The smaller one: large enough to take some hundredths of a second if time grew with the square.
    """
    for trial in range(TRIALS):
        few = min(_timed(partial(act, size + n + trial)) for n in range(3))
        many = _timed(partial(act, STEP * size + trial))
        if many <= MOST_RATIO * few + FLOOR:
            return True
    return False


def _timed(act: Callable[[], object]) -> float:
    """Return the time of the process that something takes."""
    # A full collection goes over all that pytest holds, and says nothing of what is measured.
    gc.disable()
    began = time.process_time()
    try:
        act()
        return time.process_time() - began
    finally:
        gc.enable()


# --- what is read ---------------------------------------------------------------------------------


def _field(name: str) -> tuple[str, ...]:
    return (f"@misc{{a, title = {{T}}, {name} = {{{HOLE}}}}}",)


def _bib(text: str) -> object:
    from synbib.library import read_text

    library = read_text(text)
    return [
        (entry.csl, entry.title, entry.venue, entry.links) for entry in library.values()
    ], library.groups


def _indexed(text: str) -> object:
    import io

    from synbib.index import bib, dblp, json_records
    from synbib.index.streams import Member

    def member() -> Member:
        return Member("a", io.BufferedReader(io.BytesIO(text.encode())))

    for records in (bib.records, dblp.records, json_records.values):
        with suppress(SynbibError):
            sum(1 for _ in records(member()))
    return None


def _bst(text: str) -> object:
    from synbib.bst import BstStyle, run
    from synbib.library import read_text

    return run(
        BstStyle("a.bst", text.encode().decode("latin-1")), read_text("@misc{a, title = {a}}"), None
    )


_BST_FUNCTIONS: Final = """
    ENTRY { title } { } { }
    FUNCTION {w} { write$ newline$ }
    FUNCTION {misc} {
      title "t" change.case$ w title "u" change.case$ w title purify$ w title width$ int.to.str$ w
      title text.length$ int.to.str$ w title #99999 text.prefix$ w title add.period$ w
      title num.names$ int.to.str$ w title #1 "{ff~}{vv~}{ll}{, jj}" format.name$ w title #1 "{f.~}{l.}" format.name$ w
    }
    READ
    ITERATE {call.type$}
"""


def _bst_functions(text: str) -> object:
    from synbib.bst import BstStyle, run
    from synbib.library import Entry, Library

    return run(
        BstStyle("a.bst", _BST_FUNCTIONS), Library.of([Entry("misc", "a", {"title": text})]), None
    )


def _same_people(text: str) -> object:
    from synbib.library.matching.people import missing

    return missing(text, f"Doe, Jane and {text}")


def _agreed(text: str) -> object:
    from synbib.library import Entry
    from synbib.verification import Known
    from synbib.verification.agreement import differences

    one, other = (
        Known.of(Entry("inproceedings", "", {"title": title, "booktitle": title, "year": "2020"}))
        for title in (text, f"{text} b")
    )
    return list(differences(one, other))


def _bytes(text: str) -> object:
    from synbib.library import read_data

    return read_data(text.encode("gb18030"), "a.bib", None)


def _formatted(text: str) -> object:
    from synbib.bibtex import Document
    from synbib.bibtex.format import FormatOptions, format_document

    return format_document(Document.parse(text), FormatOptions(wrap=80))


def _record_title(text: str) -> object:
    from synbib.formats.texts import of_tex, plain, title

    return title(text, text), title(text, tex=True), plain(text), of_tex(text)


def _record_parts(text: str) -> object:
    from synbib.formats import parts
    from synbib.formats.extra import with_extra
    from synbib.formats.indexes import place
    from synbib.formats.responsibility import responsible
    from synbib.formats.status import told_by_title

    person = parts.people([parts.person(text, text), parts.spoken(text), parts.organization(text)])
    return (
        person,
        parts.pages(text),
        parts.isbn([text]),
        parts.iso_date(text),
        parts.doi(text),
        parts.link(text),
        parts.without_edition(text),
        parts.edition(text),
        parts.numbered(text),
        place(text),
        responsible(text),
        told_by_title(text),
        with_extra({"note": text}),
    )


def _answered(text: str) -> object:
    import json

    from synbib.lookup import read_answer

    record = {"DOI": f"10.1/{text}", "type": "journal-article", "title": [text], "container-title": [text],
              "short-container-title": [text], "author": [{"family": text, "given": text}], "page": text}  # fmt: skip
    entry = f"<feed><entry><id>arxiv.org/abs/2401.00001</id><title>T</title><comment>{text}</comment></entry></feed>"
    works = read_answer("crossref", json.dumps(record).encode())
    for service, answer in (("arxiv", entry), ("doi-org", text), ("dblp", f"<dblp>{text}</dblp>")):
        with suppress(SynbibError):
            works += read_answer(service, answer.encode(errors="replace"))
    return [work.entry() for work in works]


def _dumped(text: str) -> object:
    from synbib.bulk.dumps import item_of

    names = [{"family": text, "given": text}, {"name": text}]
    records: dict[str, dict[str, Any]] = {
        "crossref": {"DOI": f"10.1/{text}", "type": "book-chapter", "title": [text], "subtitle": [text], "author": names,
                     "container-title": [text, text], "publisher": text, "page": text, "event": {"name": text}},
        "openalex": {"id": text, "doi": text, "title": text, "type": "article", "publication_date": text,
                     "authorships": [{"raw_author_name": text, "author": {"display_name": text}}],
                     "primary_location": {"source": {"display_name": text}, "raw_source_name": text}},
        "datacite": {"doi": text, "titles": [{"title": text}], "creators": [{"name": text}], "publisher": text,
                     "container": {"title": text}, "dates": [{"date": text}], "types": {"resourceType": text}},
        "arxiv": {"id": "2402.13446", "title": text, "authors_parsed": [[text, text, text]], "comments": text,
                  "journal-ref": text, "doi": text, "abstract": text},
    }  # fmt: skip
    found = []
    for kind, record in records.items():
        with suppress(SynbibError):
            found.append(item_of(kind, record))
    return found


def _in_job(item: dict[str, Any]) -> object:
    from bulk_records import worked_on

    from synbib.bulk.bounds import problem

    return None if problem(item) else worked_on(item)


def _job(text: str) -> object:
    item = {"title": text, "author": [{"family": text, "given": text}, {"literal": text}], "container-title": text,
            "note": text, "page": text, "publisher": text, "URL": text, "DOI": text, "volume": text, "abstract": text,
            "issued": {"raw": text}, "language": text}  # fmt: skip
    return _in_job({"id": "a", "type": "article-journal", **item})


def _names_in_job(text: str) -> object:
    names = [{"family": f"{text[n : n + 8]}{n}", "given": "A."} for n in range(0, len(text), 8)]
    return _in_job({"id": "a", "type": "book", "title": "T", "author": names, "editor": names})


def _tagged(text: str) -> object:
    from synbib.formats import read

    works = []
    for form in ("ris", "refer", "refworks"):
        with suppress(SynbibError):
            works += read(text.encode(errors="replace"), form)
    return [work.entry() for work in works]


def _xml(text: str) -> object:
    from synbib.formats import read

    works = []
    for form in ("endnote-xml", "marcxml", "mods", "msbib"):
        with suppress(SynbibError):
            works += read(text.encode(errors="replace"), form)
    return [work.entry() for work in works]


def _wanted(text: str) -> object:
    from unittest import mock

    from synbib.lookup import wanted

    with mock.patch.object(wanted, "LONGEST_ASKED", len(text)):
        return wanted.question_of(text)


def _inspected(text: str) -> object:
    from synbib.library import read_text
    from synbib.library.rules import check_library

    library = read_text(text)
    return None if library.unreadable else check_library(library)


def _duplicates(text: str) -> object:
    from synbib.library import find_duplicates, read_text

    return find_duplicates(read_text(text))


def _names(text: str) -> object:
    from synbib.model import name_problems, parse_names

    return parse_names(text), name_problems(text)


def _dates(text: str) -> object:
    from synbib.model import parse_date, parse_year

    return parse_date(text), parse_year({"year": text}), parse_year({"year": "2020", "month": text})


def _latex(text: str) -> object:
    from synbib.latex import decode_reporting, encode

    return decode_reporting(text), encode(text)


def _cases(text: str) -> object:
    from synbib.latex import decode
    from synbib.text.sentence_case import sentence_case
    from synbib.text.textcase import text_case

    marked = decode(text)
    return [
        sentence_case(marked),
        *(text_case(case, marked, "en") for case in ("title", "capitalize-all", "sentence")),
    ]


def _typed(text: str) -> object:
    from synbib.text import WRITERS, flip_flop, from_markup, scrub, to_markup
    from synbib.text.punctuation import join_punctuation
    from synbib.text.quotes import from_typed

    marked = from_typed(from_markup(scrub(text)))
    joined = flip_flop(join_punctuation(marked, in_quote=True))
    return to_markup(joined), [writer.inline(joined) for writer in WRITERS.values()]


def _citations(text: str) -> object:
    from synbib.csl import locator_terms
    from synbib.documents import find_clusters

    terms = locator_terms("en-US")
    return [cluster.as_cites(terms) for cluster in find_clusters(text).clusters]


def _processed(text: str) -> object:
    from synbib import Wishes, process_text, read_text

    library = read_text("@book{a, author = {Doe, J.}, title = {One}, year = 2020}", "refs.bib")
    notes = process_text(text, library, wishes=Wishes("chicago-notes-bibliography"))
    return notes, process_text(text, library, "paper.html", Wishes("ieee"))


def _markdown(text: str) -> object:
    from synbib.text import markdown

    return (
        markdown.escape(text), markdown.cell(text), markdown.destination(text), markdown.link(text, text),
        markdown.heading_slug(text),
    )  # fmt: skip


def _file_field(text: str) -> None:
    from synbib.model.pdfs import attached_files

    attached_files(text)


def _identifiers(text: str) -> object:
    from synbib.model.identifiers import find_identifier, find_identifiers
    from synbib.text.urls import clean_url, host

    return find_identifier(text), find_identifiers(text), clean_url(text), host(text)


def _venues(text: str) -> object:
    from synbib.model import find_venue
    from synbib.model.venue import venue

    return find_venue(text), venue({"booktitle": text}), venue({"journal": text})


def _citation_keys(text: str) -> object:
    from synbib.model.citekey import citation_key

    return citation_key({"title": "One Two", "author": "Doe, Jane", "year": "2020"}, "misc", text)


def _keys(text: str) -> object:
    from synbib.model.citekey import citation_key

    return citation_key(
        {"title": text, "author": text, "year": text}, "misc", "[authors][year][title:abbr]"
    )


def _query(text: str) -> object:
    from synbib.library import parse_query

    return parse_query(text).select(_library())


@cache
def _library() -> Any:
    from synbib.library import read_text

    return read_text(
        "@misc{a, title = {One and Two}, author = {Doe, Jane and Roe, J.}, year = 2020, groups = {G}, url = {x.org}}"
    )


def _list(syntax: str, text: str) -> object:
    from synbib.incoming import merge_into
    from synbib.paperlist import collect, read_list
    from synbib.paperlist.works.incoming import incoming_works

    papers = read_list(text, "list", syntax, everything=True)
    works = collect(papers.mentions, "list").works
    return merge_into(
        _library(), incoming_works(works, "list"), papers.headings, titled=papers.titled
    )


def _converted(text: str) -> object:
    from synbib.incoming import merge_into
    from synbib.library import read_text
    from synbib.paperlist import collect, convert, read_list
    from synbib.paperlist.works.incoming import incoming_works
    from synbib.readme import Options

    papers = read_list(text, "list", "markdown")
    works = collect(papers.mentions, "list").works
    done = merge_into(
        _library(), incoming_works(works, "list"), papers.headings, titled=papers.titled
    )
    library = read_text(done.text)
    return convert(text, papers, library, done.mentioned, "list", done.above, Options())


def _phrases(text: str) -> object:
    from synbib.paperlist.mentions.labels import badge, is_label, kind_of
    from synbib.paperlist.mentions.titles import clean_heading, clean_title, is_title
    from synbib.paperlist.phrases import find_year, read_date, read_people, venue_of
    from synbib.paperlist.phrases.byline import split_byline

    return (
        read_people(text), read_people(text, certain=True), read_date(text), find_year(text), venue_of(text),
        split_byline(text), is_label(text), kind_of(text, text), badge(text, text), clean_title(text),
        clean_heading(text), is_title(text),
    )  # fmt: skip


def _reference(text: str) -> object:
    from synbib.paperlist.phrases import read_reference

    return read_reference(text), read_reference(text, "On the Way Up")


def _mojibake(text: str) -> object:
    from synbib.text.mojibake import has_mojibake, repair

    return has_mojibake(text), repair(text)


def _readme(text: str) -> object:
    from synbib.readme import write_blocks

    return write_blocks(text, _library())


def _contents(text: str) -> object:
    from synbib.readme.toc import anchored, toc

    return toc(anchored(text))


def _options(text: str) -> None:
    from synbib.readme import OPTIONS, Options

    for name in OPTIONS:
        if name not in ("style", "style-for", "locale", "template"):
            with suppress(SynbibError):
                OPTIONS[name](Options(), text)


def _settings(text: str) -> object:
    from synbib.config import load

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "synbib.toml").write_text(text, "utf-8")
        return load(Path(folder))


def _template(text: str) -> object:
    from synbib.readme import Options
    from synbib.readme.templates import fill_template

    folder = Path.cwd()
    with tempfile.TemporaryDirectory() as other:
        os.chdir(other)
        try:
            Path("a.md").write_text(text, "utf-8")
            return fill_template(_library(), Options(), "a.md")
        finally:
            os.chdir(folder)


def _style(text: str) -> object:
    from synbib.csl import Cite, Processor, Style

    processor = Processor(Style.parse(text), [_ITEM])
    return processor.citation([Cite("a", locator="7")]), processor.bibliography()


@cache
def _apa() -> Any:
    from synbib.csl import Style

    return Style.load("apa")


def _item(variable: str, text: str) -> object:
    from synbib.csl import Cite, Processor

    value: Any = text
    if variable == "author":
        value = [{"family": text, "given": text}, {"literal": text}]
    elif variable == "issued":
        value = {"raw": text}
    processor = Processor(_apa(), [{**_ITEM, variable: value}], format="markdown")
    return processor.citation([Cite("a", locator=text)]), processor.bibliography()


_ITEM: Final[dict[str, Any]] = {
    "id": "a",
    "type": "book",
    "title": "T",
    "author": [{"family": "Doe", "given": "J"}],
    "issued": {"date-parts": [[2020]]},
}
_IN_STYLE: Final = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>T</title>'
    "<id>http://a.b/c</id><updated>2020-01-01T00:00:00+00:00</updated></info>%s<citation><layout>%s</layout></citation>"
    "<bibliography><layout>%s</layout></bibliography></style>"
)
_TEXT: Final = '<text variable="title"/>'

# What means something to many readers; letters of each kind stand for words.
COMMON: Final = (
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n\t", "a", "A", "1", "\u00e9", "\u674e", "\u0301", "\u2013", "\u201c", "\ufffd",
    "ab ", "A. ", "Doe, ", "Jane Doe ", ", ", ". ", "; ", ": ", " and ", "van ", "--", "---", "  ", "\n\n", "2020", "12-34 ",
)  # fmt: skip
_BIB_TOKENS: Final = (
    "@a{", "@misc{k,", "@misc{k, a = {b}}\n", "@string{s = ", "@string{s = {x}}\n", "@comment{", "@preamble{", "a = {b},\n",
    "a = b # ", '"', "{}", "{a}", '{"}', "\\{", "@", "@misc(", "%\n", "}\n", "{\\", "a,",
)  # fmt: skip
_LATEX_TOKENS: Final = (
    "\\'", "\\'{", "\\'e", "\\a", "\\textbf{", "\\emph ", "{\\em ", "\\url{", "\\href{a}{", "\\verb|", "$", "$x$", "$$", "\\(",
    "\\)", "\\ensuremath{", "^{", "_{", "\\char", "\\char`", "\\ ", "\\\\", "~", "{", "}", "{}", "{{", "}}", "\\begin{a}",
    "\\frac{", "\\sqrt[", "``", "''", "%a\n", "{\\'e}", "\\c c", "\\mkbibquote{", "\\footnote{",
)  # fmt: skip
_NAME_TOKENS: Final = (
    " and ", " and", "and ", "others", "{A} ", "{", "}", ", ", "van ", "de ", "{\\'E}", "\\'E", "Jr., ", "A.", "A.-B. ", "~",
    "given=", "family={", ", prefix=", " et al.", "\\relax ",
)  # fmt: skip
_RECORD_TOKENS: Final = (
    "<i>", "</i>", "<math>", "</math>", "<mml:mi>", "<tex-math>", "</tex-math>", "$", "$x$ ", "$x", "&amp;", "&", "&#x3b1;",
    "<span class=\"nocase\">", "<jats:p ", "<", ">", ". ", ": ", "A ", "\u00c3\u00bc", "\\'e", "{", "}", "\\frac", "RETRACTED: ",
)  # fmt: skip
_DATE_TOKENS: Final = (
    "2020-05-01", "2020/", "/..", "-", "?", "~", "%", "X", "199u", "y", "jan", "May ", "1st ", "T10:00", "Z", "0", "9", "/",
)  # fmt: skip
_MARKDOWN_TOKENS: Final = (
    "- ", "* ", "+ ", "1. ", "> ", "# ", "## A\n", "- a\n", "  - a\n", "    ", "> - ", "- > ", "- - ", "1. - ", "```\n", "~~~\n",
    "`", "``", "`a`", "**", "__", "*a", "_a", "**a** ", "~~", "[", "]", "![", "[](", "](", "[a](b)", "[[a]](b) ", "![a](b)",
    "[a]: b\n", "[a]:\n", "[a][b]", "<", "<a", "<a>", "<a ", "</a>", "<!--", "-->", "<!-- a -->", "<?", "<![CDATA[", "<br>",
    "<b>", "<details>", "<summary>", "<table>", "<tr>", "<td>", "<ul><li>", "<p>", "<a href=", "<a href='", '<a href="b">',
    "| ", "|\n", "| a |\n", "|---|\n", "\\|", "---\n", "===\n", "&amp;", "&#", "&#65;", "&a", "http://", "https://a.b/c ",
    "https://a.b/(", "www.", "a@b.c ", "\\", "\\[", "\\\n", "  \n", "a\n", "a\n\n", "\t", ":fire:", "[x] ", "\u2022 ",
    "[Paper](https://arxiv.org/abs/2305.07759) ", "https://github.com/a/b ", "- **On the Way Up**, Jane Doe, ICML 2020\n",
    "- [On the Way Up](https://a.b)\n", "# A B\n\n- [On the Way Up](https://a.b/c.pdf)\n\n",
    "![](https://img.shields.io/github/stars/a/b)",
)  # fmt: skip
_MARKDOWN_PLACES: Final = (
    HOLE,
    f"- **On the Way Up** {HOLE}\n",
    f"- {HOLE} [paper](https://arxiv.org/abs/2305.07759)\n",
    f"# {HOLE}\n",
    f"| Title | Links |\n|---|---|\n| {HOLE} | [pdf](https://a.b/c.pdf) |\n",
    f"| Title | Links |\n|---|---|\n| On the Way Up | {HOLE} |\n",
    f"[{HOLE}](https://a.b)",
    f"- [On the Way Up](https://a.b/{HOLE})",
    f"<p {HOLE}>",
)
_HTML_TOKENS: Final = (
    *(token for token in _MARKDOWN_TOKENS if token[0] in "<&h-"), "a='", 'a="', "a=b ", "a ", "<script>", "</script>", "<style>", "<svg", "<!", "<!a", "</", "</ul>", "<li>", "<td", "<h1>",
    "<h1", "</h1>", "<th>", "<td rowspan=9>", "<td colspan=9>", "<td colspan=999999>", "<td rowspan=999999>", "<tr><td>a",
)  # fmt: skip
_RST_TOKENS: Final = (
    "* ", "- ", "1. ", "  ", ".. ", "::\n", ".. a::\n", "`", "``", "`a`_ ", "`a <b>`_ ", "`a`__ ", "a_ ", "|a|", "*a* ", "**", "*",
    "[1]_ ", ".. [1] a\n", ".. _a: b\n", ".. |a| replace:: b\n", "__ b\n", "====\n", "----\n", "A\n=\n", "+--", "+\n", "| a |",
    "|", ":a: b\n", ":a:`b` ", "a\n  b\n", "a\n\n", "> ", "   * - a\n", "\\", "..\n", ">>> a\n", "A\n-\n\n* B\n\n",
    "* `On the Way Up <https://a.b/c.pdf>`_\n\n",
)  # fmt: skip
_REFERENCE_TOKENS: Final = (
    "Doe, J., ", "Doe J, ", "J. Doe, ", "& ", "et al. ", "(2020). ", "[J]. ", "[J]", "In ", "Proceedings of ", "vol. 7, ",
    "no. 3, ", "pp. 1-2, ", "7(3), ", "7(3):1-2 ", "arXiv preprint arXiv:2402.13446, ", "\u201cA B,\u201d ", '"A B." ',
    "https://doi.org/10.1/x ", "doi: ", "ICML ", "Journal of Ways ", "A B C. ", "Ed. ", "(Eds.), ", "May 2020 ", "Press, ",
    "Ph.D. thesis, ", "B. ", "a-b ", "\u2019", "? ", "! ", "\uff0c", "\u3002", "(", ")", "[", "]", "1", "- ",
)  # fmt: skip
_QUERY_TOKENS: Final = (
    "(", ")", "-", "not ", " and ", " or ", '"', "a:", "a=", "year>=", "year>", "author:", "a ", '"a" ', "-a ", "|", "!", "~",
    "year:2020..2021 ", "a:none ", "*", "\\",
)  # fmt: skip
_GROUP_TOKENS: Final = (
    "1 StaticGroup:a\\;0\\;1\\;\\;\\;\\;;\n", "2 StaticGroup:b\\;0\\;1\\;\\;\\;\\;;\n", "1 ", "2 ", "StaticGroup:", "\\;", ";", "\\\\", "\\",
    "\n", ":", "1 KeywordGroup:K\\;0\\;keywords\\;a\\;0\\;0\\;1\\;\\;\\;\\;;\n", "0 AllEntriesGroup:;\n",
    "1 SearchGroup:S\\;0\\;a=b\\;0\\;0\\;1\\;\\;\\;\\;;\n", ">", "a > b",
)  # fmt: skip
_SETTING_TOKENS: Final = (
    "a.", "[", "]", "[[a]]\n", "[a]\n", "[a.b]\n", "{", "}", "{a=", "a=1\n", '"""', "'''", '"', "'", "\\u0061", "\\", "#a\n", "1_",
    "0x", "1e", "2020-01-01 ", "=", "[[", "[1,", "style-for.a='b'\n", "\n",
)  # fmt: skip
_BLOCK_TOKENS: Final = (
    "<!-- synbib:start list -->\n", "<!-- synbib:end -->\n", "<!-- synbib:start list -->\n<!-- synbib:end -->\n",
    "<!-- synbib:start toc -->\n<!-- synbib:end -->\n", "<!-- synbib:start count -->1<!-- synbib:end -->", "<!-- synbib:",
    "<!--", "-->", "synbib:start", "\\", "`", "``", "```\n", "~~~\n", "    a\n", "\t<!--", "<!-- a", "# a\n", "## A\n", "a='", 'a="',
    " a=b", "a\n", "<h1>", "<h1>a</h1>", "</h1>", "<h2", "<h1>\n", "a\n=\n", "# a-1\n", "[", "](", "**", "_a", "\r",
)  # fmt: skip
_OPTION_TOKENS: Final = (
    ",", "a,", "title,", "year,", "-year,", "venue,", "Doe, ", ";", "=", ":", "code=", "code:Code:red,", "1", "yes", "/", "[", "|",
)  # fmt: skip
_PATTERN_TOKENS: Final = (
    "[", "]", "[auth]", "[year]", "[title:lower]", "[title", ":lower", ":(a)", ":(", "(", ")", ":", "[auth:lower:upper]", "_", "\\",
)  # fmt: skip
_TEMPLATE_TOKENS: Final = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{{ 1 }}", "{{ (", "(", ")", "1+", "1*", "'a'~", "'a'|", "|upper", "|length", "[", "]", "[0]",
    ".a", "{% for a in [1] %}", "{% endfor %}", "{% if 1 %}", "{% endif %}", "{% set a = 1 %}", "{% macro a() %}", "{%- ", "not ",
    "-", "{% raw %}", "1 if 1 else ", "{{ sections }}", "{:", "'", '"',
)  # fmt: skip
_STYLE_TOKENS: Final = (
    _TEXT, "<group>", "</group>", "<group/>", "<choose>", "</choose>", '<if type="book">', "</if>", '<else-if type="book"/>',
    "<else/>", '<choose><if type="book">', "</if></choose>", '<names variable="author"/>', '<names variable="author">', "</names>",
    "<name/>", "<substitute>", "</substitute>", '<names variable="editor"><substitute>', "</substitute></names>",
    '<date variable="issued"/>', '<date-part name="year"/>', '<text macro="a"/>', '<text value="a"/>', '<number variable="volume"/>',
    '<label variable="page"/>', "<!-- a -->", "<?a?>", "&amp;", "&#65;", "<![CDATA[a]]>", "\n", "<a>", "</a>", 'a="b" ',
    '<macro name="a"><text macro="b"/></macro>', '<locale xml:lang="en"/>', '<locale><terms><term name="in">a</term></terms></locale>',
)  # fmt: skip
_VALUE_TOKENS: Final = (
    "<i>", "</i>", "<b>", "<i>a</i>", '<span class="nocase">', "</span>", "<sup>", "<sc>", '"', "'", "\u201c", "\u201d", "\u2019",
    "<", "&", "A-", "a-b-", "XIV", "ii", "1st ", "1, ", "1-2, ", " & ", "{:a: b}", "a: b\n", ".. ", "?! ", "https://a.b ", "10.1/",
)  # fmt: skip

READERS: Final[dict[str, Reader]] = {
    "bib": Reader(
        _bib,
        (
            HOLE, f"@misc{{a, title = {{{HOLE}}}}}", f'@misc{{a, title = "{HOLE}"}}', f"@misc{{{HOLE}}}",
            f"@misc{{a, {HOLE}}}", f"@misc{{a, title = {HOLE}", f"@string{{s = {HOLE}}}", f"@comment{{{HOLE}",
            f"@string{{s = {{x}}}}\n@misc{{a, title = s # {HOLE} s}}",
        ),
        _BIB_TOKENS,
    ),
    "record titles": Reader(_record_title, (HOLE, f"<i>{HOLE}</i>"), _RECORD_TOKENS),
    "record parts": Reader(_record_parts, (HOLE, f"Doe, {HOLE}"), (*_NAME_TOKENS, *_DATE_TOKENS, "10.1/", "https://")),
    "file fields": Reader(_file_field, (HOLE, f":{HOLE}:PDF"), (":", ";", "\\", "\\:", "a:b:pdf;", "$\\backslash$")),
    "answers": Reader(_answered, (HOLE,), (*_RECORD_TOKENS, "withdrawn ", "https://github.com/a/b ", "(", "{", '"')),
    "records of dumps": Reader(_dumped, (HOLE,), (*_RECORD_TOKENS, *_DATE_TOKENS, "(", ")", "Proceedings of ", "No. ")),
    "items of jobs": Reader(_job, (HOLE,), (*_RECORD_TOKENS, *_NAME_TOKENS, "original-date: 1999\n", "{:DOI: 7}", "a: b\n")),
    "names of jobs": Reader(_names_in_job, (HOLE,), _NAME_TOKENS),
    "tagged lines": Reader(
        _tagged,
        (
            HOLE,
            *(f"TY  - JOUR\nTI  - One\n{tag}  - {HOLE}\nER  - " for tag in ("AU", "PY", "SP", "SN", "KW", "N1", "UR", "M1")),
            f"TY  - JOUR\nSN  - 1234-5679 {HOLE}", f"%0 Book\n%T One\n%A {HOLE}", f"RT Book\nT1 One\nNO {HOLE}",
        ),
        (
            *_NAME_TOKENS, *_DATE_TOKENS, "TY  - JOUR\n", "ER  - \n", "AU  - A\n", "N1  - a: b\n", "%0 Book\n", "%A a\n",
            "RT Map\n", "A1 a\n", "\n", "; ", "1234-5679 ", "978-", "http://a.b ", "PMID: 1\n", "2013/04/", "Smith J, ", "    ",
        ),
    ),
    "records in XML": Reader(
        _xml,
        (
            HOLE, f"<xml>{HOLE}</xml>",
            *(
                f"<xml><records><record><{tag}>{HOLE}</{tag}></record></records></xml>"
                for tag in ("ref-type", "titles", "dates", "notes", "isbn", "pages")
            ),
            f"<xml><records><record><contributors><authors><author>{HOLE}</author></authors></contributors></record></records></xml>",
            f"<Sources><Source><Author><Author><NameList><Person><Last>{HOLE}</Last></Person></NameList></Author></Author></Source></Sources>",
            *(f"<Sources><Source><{tag}>{HOLE}</{tag}></Source></Sources>" for tag in ("StandardNumber", "ThesisType", "LCID", "Month")),
            *(f"<mods><{tag}>{HOLE}</{tag}></mods>" for tag in ("titleInfo", "name", "originInfo", "note", "part", "subject")),
            *(
                f'<record><leader>00000naa</leader><datafield tag="{tag}"><subfield code="{code}">{HOLE}</subfield></datafield></record>'
                for tag, code in (("245", "c"), ("773", "g"), ("300", "a"), ("502", "a"), ("700", "a"), ("260", "c"))
            ),
        ),
        (
            *_NAME_TOKENS, *_DATE_TOKENS, "<a>", "</a>", "<a/>", "<q:a/>", " q:a='b'", "&amp;", "&#10;", "tex.a: b&#10;", "<!-- -->",
            "<style face='bold'>a</style>", "<title>a</title>", "<namePart>a</namePart>", "Vol. 2, p. 3 ", "(2000) ", " -- ", "ISBN: 1 ",
            "978-0-08-044212-9 ", " / ", " ; ", "<number>1</number>", "\n",
        ),
    ),
    "what is asked for": Reader(
        _wanted,
        (HOLE, f"https://{HOLE}", f"[{HOLE}](https://a/)", f"\\cite{{{HOLE}}}"),
        ("10.1/", "a.b/", "1-", "isbn ", "arxiv:", "git@", "[@", "\\cite[", "dblp.org/rec/"),
    ),
    "dumps": Reader(
        _indexed,
        (HOLE, f"<dblp>{HOLE}", f'{{"items": [{HOLE}', f"[{HOLE}", f"@misc{{a, title = {{{HOLE}}}}}"),
        ("<article key='x'>", "</article>", "&auml;", "{", "}", "[", ",", '"', "@misc{a, x = {b}}\n", "\n", "a", "{}\n"),
    ),
    "citations": Reader(
        _citations,
        (HOLE, f"[{HOLE}", f"[@a{HOLE}]", f"@a [{HOLE}]", f"[^1]: {HOLE}", f"[@a, pp. {HOLE}]", f"```\n{HOLE}"),
        (
            "[@a;", "@a [", "[^a]", "^[", "\\begin{a}", "\\a{", "`a ``b ", "$a ", "$$", "<a ", "<pre ", "<!--", "*a;", '"a;',
            "](a ", "@{a", "    @a\n", "\n[^1]: ", "-@a", "p. 3", "{", "(3", ", 3", "iv ", "x", "\n\n",
        ),
    ),
    "documents": Reader(
        _processed,
        (HOLE, f"{HOLE}[@a]", f"[@a]{HOLE}", f"# References\n{HOLE}", f"::: {{#refs}}\n{HOLE}", f"---\nnocite: '{HOLE}'\n---\n"),
        (
            "[@a]", "@a ", "[@a].", " [@a]", "\n[@a]", "{{cite a}}", "{{cite ", "::: {#refs}\n", ":::\n", "# References\n",
            "References\n---\n", "<div id=refs>", "</div>", "|", "- ", "[^1] ", "\n[^1]: ", "@b ", '"', ".", "#", "{",
        ),
    ),
    "BibTeX's styles": Reader(
        _bst,
        (
            HOLE, f"FUNCTION {{a}} {{ {HOLE}", f"ENTRY {{ title }} {{ }} {{ }}\nREAD\nFUNCTION {{a}} {{ {HOLE} }}\nEXECUTE {{a}}",
            f"ENTRY {{ {HOLE} }}", f"MACRO {{a}} {{ {HOLE} }}",
        ),
        (
            '"a" ', '"a', "#1 ", "#", "'skip$ ", "skip$ ", "{ } ", "{ ", "} ", "% a\n", "newline$ ", "duplicate$ ", '"a" write$ ',
            "FUNCTION {f} { }\n", "READ ", "* ", "purify$ ", "a ", "\n",
        ),
    ),
    "functions of BibTeX's styles": Reader(
        _bst_functions, (HOLE, f"{{\\'e}}{HOLE}", f"{{{HOLE}", f"{{\\a {HOLE}"), (*_NAME_TOKENS, "{\\'e}", "{\\a", "{\\", "a-", "a~", ": A", "{a} ")
    ),
    "people": Reader(_same_people, (HOLE, f"Doe, {HOLE}"), _NAME_TOKENS),
    "agreement": Reader(
        _agreed,
        (HOLE, f"A title: {HOLE}", f"{HOLE} a"),
        (":", "a", "word ", "(", "1", " - ", "A", "AB ", "&", "the ", "\u00e9", "\u674e"),
    ),
    "encodings": Reader(_bytes, (HOLE, f"% Encoding: {HOLE}\n"), ("\u00e9", "\u0416", "\u674e")),
    "fmt": Reader(
        _formatted,
        (HOLE, *_field("abstract"), *_field("author"), *_field("pages"), f"@misc{{a, {HOLE}}}"),
        (*_BIB_TOKENS, *_NAME_TOKENS),
    ),
    "duplicates": Reader(
        _duplicates,
        (f"{HOLE}@misc{{a, title={{a}}}}", f"@misc{{a, title={{a {HOLE}}}}}\n@misc{{b, title={{a {HOLE}}}}}"),
        ("@misc{k, title={One Two Three}, author={A}}\n", "@misc{k,doi={10.1/x}}\n", "@misc{k, title={a}, year=2020}\n"),
    ),
    "rules": Reader(
        _inspected,
        (HOLE, f"% synbib: ignore duplicate {HOLE}\n@misc{{a}}\n", f"% synbib: {HOLE}\n@misc{{a}}\n", f"{HOLE}@misc{{a}}\n"),
        (
            "% synbib: ignore late-macro\n", "% synbib: ignore duplicate a\n", "% synbib: ignore duplicate\n@misc{a}\n",
            "% synbib: x\n", "% text\n", "%", " ", ",", "a ", "x", "synbib:", "\r", "@misc{a}\n", "@misc{a, b = x}\n",
            "@misc{k, title={One}, author={A}}\n% synbib: ignore duplicate b\n",
        ),
    ),
    "fields": Reader(
        _bib,
        tuple(
            chain.from_iterable(
                map(
                    _field,
                    (
                        "author", "editor", "pages", "date", "year", "month", "title", "subtitle", "journal", "booktitle", "url",
                        "doi", "note", "number", "volume", "edition", "keywords", "groups", "xdata", "crossref", "howpublished",
                        "eprint", "isbn", "langid", "options", "ids", "type", "publisher", "location", "code", "shortvenue",
                        "entryset", "related", "series", "institution", "urldate", "abstract",
                    ),
                )
            )
        ),
        (*_NAME_TOKENS, *_LATEX_TOKENS[:20]),
    ),
    "names": Reader(_names, (HOLE, f"{{{HOLE}}}", f"Doe, {HOLE}"), (*_NAME_TOKENS, *_LATEX_TOKENS[:6])),
    "dates": Reader(_dates, (HOLE, f"2020{HOLE}", f"May {HOLE}"), _DATE_TOKENS),
    "pages": Reader(_bib, (f"@misc{{a, pages = {{1{HOLE}}}}}", f"@misc{{a, pages = {{{HOLE}7}}}}"), ("--", "~", "1-", "1, ", "e1", "\u2013")),
    "latex": Reader(_latex, (HOLE, f"{{{HOLE}}}", f"$ {HOLE}", f"\\textbf{{{HOLE}}}"), _LATEX_TOKENS),
    "cases": Reader(_cases, (HOLE, f"A {HOLE}: b"), (*_VALUE_TOKENS, "{A}", "{", "}", "{A ", "\\emph{a}", "\\url{a}", "\\href{a}{", "{A}b: ")),
    "text": Reader(_typed, (HOLE, f"<i>{HOLE}</i>"), _VALUE_TOKENS),
    "markdown text": Reader(_markdown, (HOLE,), _MARKDOWN_TOKENS),
    "identifiers": Reader(
        _identifiers,
        (HOLE, f"https://{HOLE}", f"https://doi.org/10.1/{HOLE}", f"arXiv:{HOLE}"),
        ("10.1000/", "10.", "arxiv:", "https://", "www.", "2305.07759", "doi.org/", "(", ")", "%2F", "%", "?a=", "&a=", "#", "/abs/", ".pdf"),
    ),
    "venues": Reader(
        _venues,
        (HOLE, f"Proceedings of the {HOLE}"),
        ("Proceedings ", "of the ", "Conference on ", "ICML ", "(ICML)", "2020 ", "'20 ", "37th ", "Workshop ", "@ ", "Findings of ", "Trans. ", "IEEE "),
    ),
    "citation-key patterns": Reader(_citation_keys, (HOLE, f"[auth{HOLE}]"), _PATTERN_TOKENS),
    "citation keys": Reader(_keys, (HOLE,), ("A-B ", "{A} ", "\\'e", "'s ", "and ")),
    "queries": Reader(_query, (HOLE, f"({HOLE}", f"a {HOLE} b"), _QUERY_TOKENS),
    "group trees": Reader(
        _bib,
        (
            f"@Comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n{HOLE}\n}}",
            f"@misc{{a,groups={{b}}}}@Comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:{HOLE}\\;0\\;1\\;;\n}}",
            f"@misc{{a,title={{b}}}}@Comment{{jabref-meta: grouping:\n0 AllEntriesGroup:;\n"
            f"1 SearchGroup:S\\;0\\;{HOLE}\\;0\\;0\\;1\\;\\;\\;\\;;\n}}",
        ),
        _GROUP_TOKENS,
    ),
    "Markdown lists": Reader(partial(_list, "markdown"), _MARKDOWN_PLACES, _MARKDOWN_TOKENS),
    "Markdown converted": Reader(_converted, _MARKDOWN_PLACES[:6], _MARKDOWN_TOKENS),
    "tables": Reader(
        partial(_list, "markdown"),
        (
            f"| Title | Authors | Venue | Date |\n|---|---|---|---|\n| {HOLE} | Jane Doe | ICML | 2020 |\n",
            f"| Title | Authors | Venue | Date |\n|---|---|---|---|\n| On the Way | {HOLE} | ICML | 2020 |\n",
            f"| Title | Authors | Venue | Date |\n|---|---|---|---|\n| On the Way | J. Doe | {HOLE} | 2020 |\n",
            f"| Title | Authors | Venue | Date |\n|---|---|---|---|\n| On the Way | J. Doe | ICML | {HOLE} |\n",
            f"| Title {HOLE}\n|---|---|\n| On the Way | J. Doe |\n",
            f"| Title | Venue |\n|---|---{HOLE}\n| On the Way | J. Doe |\n",
            f"| Title | Venue |\n|---|---|\n{HOLE}",
        ),
        (*_MARKDOWN_TOKENS, *_REFERENCE_TOKENS),
    ),
    "HTML lists": Reader(
        partial(_list, "html"),
        (
            HOLE, f"<ul><li>{HOLE}</ul>", f"<table><tr><td>{HOLE}</table>", f"<a href='{HOLE}'>On the Way Up</a>", f"<p {HOLE}>",
            f"<h2>{HOLE}</h2>",
        ),
        _HTML_TOKENS,
    ),
    "reStructuredText": Reader(partial(_list, "rst"), (HOLE, f"* {HOLE}\n", f"A\n=\n\n{HOLE}\n", f".. list-table::\n\n   * - {HOLE}\n"), _RST_TOKENS),
    "phrases": Reader(_phrases, (HOLE, f"({HOLE}", f"Jane Doe, {HOLE}", f"by {HOLE}"), _REFERENCE_TOKENS),
    "references": Reader(
        _reference,
        (HOLE, f"Doe, J. (2020). {HOLE}", f"J. Doe, K. Roe. {HOLE}", f"Doe J. On the Way Up[J]. {HOLE}", f"J. Doe. On the Way Up. In {HOLE}, 2020."),
        _REFERENCE_TOKENS,
    ),
    "mojibake": Reader(_mojibake, (HOLE,), ("\u00e2\u20ac\u201c", "\u00c3\u00a9", "\u00e2", "\u00c3", "\u20ac", "\u00f0\u0178")),
    "README blocks": Reader(
        _readme,
        (
            HOLE, f"<!-- synbib:start list {HOLE} -->\n<!-- synbib:end -->", f"<!-- synbib:start toc -->\n<!-- synbib:end -->\n{HOLE}",
            f"<!-- synbib:start list -->\n{HOLE}\n<!-- synbib:end -->",
        ),
        _BLOCK_TOKENS,
    ),
    "contents": Reader(_contents, (HOLE, f"# {HOLE}", f"<h1>{HOLE}</h1>"), (*_BLOCK_TOKENS, *_MARKDOWN_TOKENS)),
    "block options": Reader(_options, (HOLE,), _OPTION_TOKENS),
    "settings": Reader(
        _settings,
        (HOLE, f'style = "{HOLE}"', f"own-name = [{HOLE}]", f"[fmt]\nwrap = {HOLE}", f"{HOLE} = 1"),
        _SETTING_TOKENS,
    ),
    "templates": Reader(_template, (HOLE, f"{{{{ {HOLE} }}}}", f"{{% if {HOLE} %}}"), _TEMPLATE_TOKENS),
    "styles": Reader(
        _style,
        (
            HOLE, _IN_STYLE % ("", HOLE + _TEXT, _TEXT), _IN_STYLE % ("", _TEXT, _TEXT + HOLE), _IN_STYLE % (HOLE, _TEXT, _TEXT),
            _IN_STYLE % ("", f"<choose><if type='book'>{_TEXT}</if>{HOLE}</choose>", _TEXT),
            _IN_STYLE % ("", f'<text variable="title" {HOLE}/>', _TEXT),
            _IN_STYLE % ("", f'<text variable="title" suffix="{HOLE}"/>', _TEXT),
            _IN_STYLE % ("", f'<names variable="author {HOLE}"/>', _TEXT),
        ),
        _STYLE_TOKENS,
    ),
    **{
        f"CSL-JSON {variable}": Reader(partial(_item, variable), (HOLE,), _VALUE_TOKENS)
        for variable in ("title", "author", "issued", "page", "volume", "note", "container-title", "language", "URL")
    },
}  # fmt: skip


# --- which cases ----------------------------------------------------------------------------------


def single_tokens(reader: str) -> Iterator[Case]:
    """Each token in each template of a reader."""
    row = READERS[reader]
    for template, token in product(row.templates, _tokens(row)):
        yield Case(reader, template, token)


def pairs(reader: str, chosen: random.Random, most: int) -> Iterator[Case]:
    """Pairs of tokens, drawn by chance; ``ab`` repeated, or ``a`` repeated and then ``b``."""
    row = READERS[reader]
    tokens = _tokens(row)
    for _ in range(most):
        # Half of all tokens are those that the reader knows.
        kinds = [row.tokens if row.tokens and chosen.random() < 0.5 else tokens for _ in "ab"]
        first, second = map(chosen.choice, kinds)
        yield Case(reader, chosen.choice(row.templates), first, second, chosen.random() < 0.5)


def _tokens(row: Reader) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*row.tokens, *COMMON)))


# --- the long form --------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the worst of each reader, and return 1 if there is a finding."""
    parser = argparse.ArgumentParser(description="How the time of each reader grows.")
    parser.add_argument(
        "--reader", default="", help="A regular expression for the names of readers."
    )
    parser.add_argument("--seed", type=int, default=int(os.environ.get("GROWTH_SEED", "1")))
    parser.add_argument("--pairs", type=int, default=int(os.environ.get("GROWTH_PAIRS", "400")))
    parser.add_argument(
        "--longest", type=int, default=65_536, help="Characters of the longest input."
    )
    options = parser.parse_args(arguments)
    chosen = random.Random(options.seed)
    found = 0
    for name in READERS:
        if not re.search(options.reader, name):
            continue
        worst: list[Growth] = []
        cases = [*single_tokens(name), *pairs(name, chosen, options.pairs)]
        for case in cases:
            try:
                grown = growth(case, options.longest)
            except (Exception, RecursionError) as error:
                print(f"RAISED {case}: {type(error).__name__}: {error}"[:300], flush=True)
                found += 1
                continue
            if grown.is_finding:
                print(f"FINDING {grown}", flush=True)
                found += 1
            if grown.seconds > FLOOR:
                worst.append(grown)
        print(
            f"{name}: {len(cases)} cases; the worst: {max(worst, default='all short')}", flush=True
        )
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
