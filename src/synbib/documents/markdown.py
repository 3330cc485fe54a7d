"""Citations in Markdown, as pandoc writes them: ``[see @roe2020, p. 3; -@poe1999]``, ``@roe2020 [p. 3]``, ``@{a key}``.

Source: the pandoc manual, *Citation syntax*, and what pandoc makes of it. Not searched are code, mathematics, comments
and tags of HTML, commands of TeX, addresses and where links lead. A key in braces may hold blanks, which pandoc does
not allow. ``nocite`` in the metadata is a citation as well; ``@*`` there asks for all entries.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing
from synbib.documents.clusters import Cluster, Found, WrittenCite
from synbib.documents.prose import prose
from synbib.readme.blocks import LINE

__all__ = ["KEY", "as_bare_key", "find", "find_clusters", "is_label"]

KEY: Final = r"\w(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*"
"""A key as pandoc has it without braces, as a piece of a regular expression."""

_BARE_KEY: Final = lazily.pattern(KEY)
_TOKEN: Final = lazily.pattern(
    rf"""
      (?P<opaque>                                                   # what holds no citation
          \\begin \{{ (?P<environment> [A-Za-z]+\*? ) \}}
        | \\ [A-Za-z]+ \*? (?: \[ [^\[\]\r\n]* \] | \{{ [^{{}}\r\n]* (?: \{{ [^{{}}\r\n]* \}} [^{{}}\r\n]* )* \}} )*+
        | \\ [^\r\n]
        | (?P<ticks> `+ )
        | (?P<comment> <!-- )
        | < (?P<element> pre | script | style | textarea )\b
        | <\? [^<>]* > | <![A-Z] [^<>]* >
        | </? [A-Za-z] (?: "[^"\r\n]*" | '[^'\r\n]*' | [^<>"'] )*+ >     # a tag, an address
        | (?P<display> \$\$ )
        | \$ (?! [\s$] ) (?: [^$\\\r\n] | \\. | (?:\r\n?|\n) (?! [ \t]* [\r\n] ) )*+ (?<!\s) \$ (?!\d)
        | \b [a-z] [a-z0-9+.-]{{1,20}} :// [^\s<>]*
        | (?<![^\s(\[]) (?P<mark> \*{{1,2}} ) (?=[^\s*]) [^*@;\[\]\r\n]*+ ; [^*@\[\]\r\n]*+ (?P=mark)
        | (?<![^\s(\[]) " [^"@;\[\]\r\n]*+ ; [^"@\[\]\r\n]*+ "
      )
    | (?P<break> (?:\r\n?|\n) [ \t]* (?=[\r\n]) )                     # a paragraph ends
    | (?P<target> \]\( [^()\s]* (?: \( [^()\s]* \) [^()\s]* )* (?: \s+ (?: "[^"]*" | '[^']*' ) \s* )? \) )
    | (?P<label> \[\^ [^\[\]\s]+ \] )
    | (?P<note> \^\[ )
    | (?P<open> \[ )
    | (?P<close> \] )
    | (?P<semicolon> ; )
    | (?P<key> (?<![^\W_]) (?<! [^\W_] [./+] )                        # not within an address
        (?P<minus> (?<![\w-]) - )? @ (?:
            (?P<everything> \* )
          | \{{ (?P<braced> [^{{}}\r\n]+ (?: \{{ [^{{}}\r\n]* \}} [^{{}}\r\n]* )* ) \}}
          | (?P<bare> {KEY} )
        )
      )
    """,
    re.VERBOSE,
)
_BREAK: Final = lazily.pattern(r"(?:\r\n?|\n)[ \t]*(?=[\r\n])")
# One blank or a line end: more are the columns of a table.
_BLANKS: Final = lazily.pattern(r"(?:[ \t]?(?:\r\n?|\n)[ \t]*|[ \t](?![ \t]))?")
# From the first of several blanks alone, so that a run of them is looked at once.
_LINE_END: Final = lazily.pattern(r"(?:(?<![ \t])[ \t]++)?+(?:\r\n?|\n)[ \t]*")
# After its bracket these make a link or a span of what would be a citation; and of what would be a locator.
_NO_CITATION: Final = lazily.pattern(r"\(|\[|\{\s*(?:[#.]|[\w-]+=)")
_NO_LOCATOR: Final = lazily.pattern(r"[(\[{]")
_EXAMPLE: Final = lazily.pattern(r"^[ \t]*\(@(?P<label>[\w-]+)\)[ \t]", re.MULTILINE)
_AFTER_BLANK_LINE: Final = lazily.pattern(r"(?:\A|[\r\n])[ \t]*(?:\r\n?|\n)\Z")
_REFERENCE: Final = lazily.pattern(r"^ {0,3}\[(?P<label>[^\[\]\r\n]+)\]:[ \t]*\S", re.MULTILINE)

# pandoc-crossref's manual, "Syntax"; Quarto's guide, "Cross References".
_LABELS: Final = frozenset(
    [
        "fig", "tbl", "eq", "sec", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem",
        "alg", "tip", "nte", "wrn", "imp", "cau",
    ]
)  # fmt: skip


def find(text: str) -> Citing:
    """Return what a Markdown file cites, its metadata included."""
    document = prose(text)
    _, end = document.metadata
    written = [
        cited
        for scanner in (_Scanner(text[:end]), _Scanner(document.text))
        for cluster in scanner.clusters()
        for cited in sorted((*(c.key for c in cluster.cites), *cluster.inner), key=_start)
    ]
    keys = tuple(cited for cited in written if cited.key != "*")
    return Citing(keys, everything=len(keys) < len(written))


def find_clusters(text: str) -> Found:
    """Return the citations of a Markdown document, but for its metadata, in time proportional to its length.

    What only looks like one may be among them: a mention, or the label of a figure. Whoever knows the keys tells them
    apart.
    """
    document = prose(text)
    scanner = _Scanner(document.text)
    clusters = scanner.clusters()
    anchors = {d.label: scanner.references.get(d.label, d.start) for d in document.definitions}
    starts = [definition.start for definition in document.definitions]

    def note_of(cluster: Cluster) -> int:
        at = bisect_right(starts, cluster.start) - 1
        if cluster.note < 0 and at >= 0 and cluster.start < document.definitions[at].end:
            return anchors[document.definitions[at].label]
        return cluster.note

    return Found(
        tuple(
            lazily.replace(cluster, note=note_of(cluster))
            for cluster in clusters
            if all(cite.key.key != "*" for cite in cluster.cites)
        ),
        tuple(sorted({*anchors.values(), *scanner.inline_notes})),
        frozenset((*anchors, *scanner.references)),
        frozenset(scanner.links),
    )


def as_bare_key(key: str) -> str:
    """Return a key as it is written after ``@``: in braces, if it would end too early."""
    return key if _BARE_KEY.fullmatch(key) else f"{{{key}}}"


def is_label(key: str) -> bool:
    """Whether a key is that of a figure, a section or the like, as pandoc-crossref and Quarto have them."""
    kind, sign, rest = key.partition(":" if ":" in key else "-")
    return bool(sign and rest) and kind.lower() in _LABELS


def _start(cited: CitedKey) -> int:
    return cited.start


class _Token(NamedTuple):
    """A piece of the text that means something: the name of its group in `_TOKEN`, and where it stands."""

    kind: str
    start: int
    end: int
    key: CitedKey | None = None
    suppress_author: bool = False


class _Scanner:
    """The citations of a text, which are told by its brackets.

    Args:
        text: The text, with blanks in place of what is not searched.

    Attributes:
        references: Label of a footnote → where it is cited first.
        inline_notes: Where footnotes stand that are written where they are cited.
        links: The labels of links that it defines.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.references: dict[str, int] = {}
        self.inline_notes: list[int] = []
        self._last: dict[str, int] = {}
        # Of the paragraph that is being read: where it ends, and which backticks nothing closes any more.
        self._paragraph_end = -1
        self._unclosed: set[str] = set()
        self._tokens = list(self._tokenized())
        self._closing = self._matched()
        self._line_starts = [0, *accumulate(map(len, LINE.findall(text)))]
        self._examples = set(self._example_labels())
        self.links = {_normal(found["label"]) for found in _REFERENCE.finditer(text)}

    def clusters(self) -> list[Cluster]:
        """Return the citations in the order in which they stand."""
        tokens = self._tokens
        found: list[Cluster] = []
        note, note_ends = -1, -1
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if at > note_ends:
                note = -1
            if token.kind == "note" and at in self._closing:
                note, note_ends = token.start, self._closing[at]
                self.inline_notes.append(note)
            elif token.kind == "open" and (cites := self._group(at)):
                close = self._closing[at]
                found.append(self._cluster(at, close, cites, note=note))
                at = close
            elif token.key and token.key.key not in self._examples:
                cites, last = self._in_text(at)
                narrative = not token.suppress_author
                found.append(self._cluster(at, last, cites, narrative=narrative, note=note))
                at = last
            at += 1
        return found

    def _cluster(
        self,
        first: int,
        last: int,
        cites: Sequence[WrittenCite],
        *,
        narrative: bool = False,
        note: int,
    ) -> Cluster:
        """Return the cluster between two tokens, both included."""
        start = self._tokens[first].start
        line = bisect_right(self._line_starts, start)
        column = start - self._line_starts[line - 1] + 1
        keys = [token.key for token in self._tokens[first : last + 1] if token.key]
        cited = [cite.key for cite in cites]
        inner = tuple(key for key in keys if key not in cited) if len(keys) > len(cited) else ()
        return Cluster(
            start, self._tokens[last].end, line, column, tuple(cites), narrative, note, inner
        )

    # --- Tokens --------------------------------------------------------------------------------------------

    def _tokenized(self) -> Iterator[_Token]:
        at = 0
        while found := _TOKEN.search(self._text, at):
            at = found.end()
            kind = "key" if found["key"] else found.lastgroup or ""
            if found["opaque"]:
                at = self._after_opaque(found)
            elif kind == "key":
                group = (
                    "everything" if found["everything"] else "braced" if found["braced"] else "bare"
                )
                key = CitedKey(found[group], *found.span(group))
                yield _Token(kind, *found.span(), key, found["minus"] is not None)
            else:
                if kind == "label":
                    self._refer(found)
                yield _Token(kind, *found.span())

    def _refer(self, found: re.Match[str]) -> None:
        """Note a reference to a footnote; the footnote itself has a colon."""
        if self._text[found.end() : found.end() + 1] != ":":
            self.references.setdefault(found[0][2:-1], found.start())

    def _after_opaque(self, found: re.Match[str]) -> int:
        """Where a stretch ends that this opens; right after what opens it, if it has no end."""
        at = found.end()
        if ticks := found["ticks"]:
            return self._after_code(ticks, at)
        if found["environment"]:
            return self._after(f"\\end{{{found['environment']}}}", at)
        if found["comment"]:
            after = self._after("-->", at)
            return after if after > at else len(self._text)
        if found["element"]:
            return self._after(f"</{found['element']}", at)
        return self._after("$$", at) if found["display"] else at

    def _after(self, closing: str, at: int) -> int:
        """Where the next ``closing`` ends; ``at`` if there is none, which is looked for but once."""
        if closing not in self._last:
            self._last[closing] = self._text.rfind(closing)
        if self._last[closing] < at:
            return at
        return self._text.index(closing, at) + len(closing)

    def _after_code(self, ticks: str, at: int) -> int:
        """Where a code span ends (CommonMark 0.31.2 §6.1)."""
        if at > self._paragraph_end:
            paragraph = _BREAK.search(self._text, at)
            self._paragraph_end = paragraph.start() if paragraph else len(self._text)
            self._unclosed.clear()
        if ticks in self._unclosed:
            return at
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self._text, at, self._paragraph_end)
        if closing is None:
            self._unclosed.add(ticks)
            return at
        return closing.end()

    def _matched(self) -> dict[int, int]:
        """Return the tokens that open brackets → those that close them, in the same paragraph."""
        matched: dict[int, int] = {}
        opened: list[int] = []
        for i, token in enumerate(self._tokens):
            if token.kind in ("open", "note"):
                opened.append(i)
            elif token.kind in ("close", "target") and opened:
                matched[opened.pop()] = i
            elif token.kind == "break":
                opened.clear()
        return matched

    # --- Citations -----------------------------------------------------------------------------------------

    def _group(self, at: int) -> list[WrittenCite]:
        """Return the cites of the citation in brackets that begins with this token; none if it is not one."""
        close = self._closing.get(at, at)
        if close == at or self._tokens[close].kind != "close":
            return []
        if _NO_CITATION.match(self._text, self._tokens[close].end):
            return []
        return self._cites(at + 1, close)

    def _cites(self, first: int, close: int) -> list[WrittenCite]:
        """Return the cites between two tokens, the one before ``first`` and ``close``; none if one has no key."""
        cites: list[WrittenCite] = []
        start = self._tokens[first - 1].end
        key: _Token | None = None
        at = first
        while at <= close:
            token = self._tokens[at]
            if token.kind == "semicolon" or at == close:
                if key is None or key.key is None:
                    return []
                prefix = self._shown(start, key.start).lstrip()
                suffix = self._shown(key.end, token.start).rstrip()
                cites.append(WrittenCite(key.key, prefix, suffix, key.suppress_author))
                start, key = token.end, None
            elif token.kind == "key" and key is None:
                key = token
            at = max(at, self._closing.get(at, at)) + 1
        return cites

    def _in_text(self, at: int) -> tuple[list[WrittenCite], int]:
        """Return the cites of a citation that is part of a sentence, and its last token."""
        token = self._tokens[at]
        assert token.key is not None, "it begins with a key"
        first = WrittenCite(token.key, suppress_author=token.suppress_author)
        blanks = _BLANKS.match(self._text, token.end)
        after = blanks.end() if blanks else token.end
        bracket = at + 1
        if bracket not in self._closing or self._tokens[bracket].start != after:
            return [first], at
        close = self._closing[bracket]
        if further := self._group(bracket):
            return [first, *further], close
        end = self._tokens[close].end
        inside = self._shown(after + 1, self._tokens[close].start)
        if (
            self._tokens[bracket].kind != "open"
            or self._tokens[close].kind != "close"
            or _NO_LOCATOR.match(self._text, end)
            or _normal(inside) in self.links
        ):
            return [first], at
        semicolon = self._next_semicolon(bracket + 1, close)
        further = self._cites(semicolon + 1, close) if semicolon < close else []
        if semicolon < close and not further:
            return [first], at
        suffix = self._shown(after + 1, self._tokens[semicolon].start).rstrip()
        # A comma parts it from the authors' year or number, as in a citation all in brackets.
        suffix = f", {suffix}" if suffix[:1].isalnum() else suffix
        return [lazily.replace(first, suffix=suffix), *further], close

    def _next_semicolon(self, at: int, close: int) -> int:
        while at < close and self._tokens[at].kind != "semicolon":
            at = max(at, self._closing.get(at, at)) + 1
        return at

    def _shown(self, start: int, end: int) -> str:
        """Return a stretch of the text in one line."""
        return _LINE_END.sub(" ", self._text[start:end])

    def _example_labels(self) -> Iterator[str]:
        """Yield the labels of numbered examples, which look like keys: ``(@good) An example``."""
        for found in _EXAMPLE.finditer(self._text):
            before = self._text[max(0, found.start() - 200) : found.start()]
            if found.start() == 0 or _AFTER_BLANK_LINE.search(before):
                yield found["label"]


def _normal(label: str) -> str:
    """Return the label of a link as it is compared (CommonMark 0.31.2 §4.7)."""
    return " ".join(label.split()).casefold()
