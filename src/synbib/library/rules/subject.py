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
    """

    library: Library
    ignored: Collection[str] = ()
    cited: Collection[str] | None = None

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
    ) -> Diagnostic:
        """Return a finding about an entry; it has no place if the entry comes from no file.

        Args:
            entry: The entry.
            code: The code of the rule.
            message: What is wrong.
            hint: What to do about it here; the remedy of the rule by default.
            field: The field that it is about, in lower case; the finding stands at its value, if the entry has it.
            text: What of the value it is about, a whole word; the finding stands there, if it is written there.
        """
        block = entry.source
        if not isinstance(block, bibtex.Entry):
            return Diagnostic("", 0, 0, code, message, hint, key=entry.key)
        named = next((f for f in block.fields if field and f.name.lower() == field), None)
        at, length = block.start, len(block.type) + 1
        if named is not None:
            at, length = named.value_start, named.end - named.value_start
            rest = "(?![A-Za-z])" if text[-1:].isalpha() else ""
            whole_word = re.compile(re.escape(text) + rest)
            if text and (written := whole_word.search(block.document.text, at, named.end)):
                at, length = written.start(), len(text)
        return lazily.replace(
            block.document.diagnose(Problem(at, code, message, hint)), length=length
        )
