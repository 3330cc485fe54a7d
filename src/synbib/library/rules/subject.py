"""What a rule looks at, and how it says where it found something."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property

from synbib import bibtex, lazily
from synbib.bibtex.careful import Problem
from synbib.errors import Diagnostic
from synbib.library import Cluster, Entry, Library, find_duplicates, find_repeated
from synbib.library.rules.apart import kept_apart, of_use
from synbib.library.rules.ignores import DUPLICATE, Ignores

__all__ = ["Subject"]


@lazily.dataclass(frozen=True)
class Subject:
    """A library under inspection.

    Attributes:
        library: The library.
        ignored: The codes that are left out throughout.
        cited: The keys that documents cite; None where no document is looked at.
        only: The entries that are looked at, by what looks at one after the other; None for all.
    """

    library: Library
    ignored: Collection[str] = ()
    cited: Collection[str] | None = None
    only: Collection[Entry] | None = None

    @property
    def entries(self) -> Collection[Entry]:
        """The entries that are looked at one after the other."""
        return self.library.values() if self.only is None else self.only

    @cached_property
    def ignores(self) -> Ignores:
        """What the files themselves say is to be ignored."""
        return Ignores(self.library)

    @cached_property
    def clusters(self) -> list[Cluster]:
        """The works that stand twice, but for those that are to stay apart."""
        found = find_duplicates(self.library)
        pairs = of_use(found, self.ignores.pairs)
        self.ignores.use(pairs)
        return [] if DUPLICATE in self.ignored else kept_apart(found, pairs)

    @cached_property
    def repeated(self) -> list[Entry]:
        """The entries whose key is taken by the same work."""
        return find_repeated(self.library)

    def find(
        self,
        entry: Entry,
        code: str,
        message: str,
        hint: str = "",
        field: str = "",
        text: str = "",
        *,
        at: int = -1,
        of_name: bool = False,
    ) -> Diagnostic:
        """Return a finding about an entry; it has no place if the entry comes from no file.

        Args:
            entry: The entry.
            code: The code of the rule.
            message: What is wrong.
            hint: What to do about it here; the remedy of the rule by default.
            field: The field that it is about, in lower case; the finding stands at its value, if the entry has it.
            text: What of the value it is about, a whole word; the finding stands there, if it is written there.
                Without a field, what of the key.
            at: Where in the field's content that text begins; -1 for the first place that has it.
            of_name: Whether it is about the field's name; the finding stands there then.
        """
        block = entry.source
        if not isinstance(block, bibtex.Entry):
            return Diagnostic("", 0, 0, code, _in_a_line(message), hint, key=entry.key)
        named = next((f for f in block.fields if field and f.name.lower() == field), None)
        head = block.start + len(block.type) + 1
        if named is None:
            whole = (block.start, head)
            key = block.document.text.find(block.key, head)
            within = whole if field else (key, block.body)
        elif of_name:
            whole = within = (named.start, named.start + len(named.name))
        else:
            whole = within = (named.value_start, named.end)
            if at >= 0 and named.value[1:-1] == entry.fields[field]:
                within = (named.value_start + 1 + at, named.end)
        return _diagnosed(block.document, code, message, hint, text, whole, within)

    def find_in_string(
        self, definition: bibtex.StringDef, code: str, message: str, hint: str, text: str
    ) -> Diagnostic:
        """Return a finding about the text of an ``@string``; the arguments are those of `find`."""
        [field] = definition.fields
        whole = (field.value_start, field.end)
        return _diagnosed(definition.document, code, message, hint, text, whole, whole)


_Span = tuple[int, int]


def _diagnosed(
    document: bibtex.Document,
    code: str,
    message: str,
    hint: str,
    text: str,
    whole: _Span,
    within: _Span,
) -> Diagnostic:
    """Return a finding that stands at a text, if it is written in one span, else at the other."""
    start, end = whole
    # Names are told with single blanks, and may go over lines.
    words = r"\s+".join(map(re.escape, text.split()))
    rest = "(?![A-Za-z])" if words[-1:].isalpha() else ""
    if words and (written := re.compile(words + rest).search(document.text, *within)):
        start, end = written.span()
    problem = Problem(start, code, _in_a_line(message), _in_a_line(hint))
    return lazily.replace(document.diagnose(problem), length=end - start)


def _in_a_line(said: str) -> str:
    """What is said in one line, though a value that it names goes over several."""
    return " ".join(said.split()) if "\n" in said else said
