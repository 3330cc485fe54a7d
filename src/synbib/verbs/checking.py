"""What is wrong in a store, mended, and its works that stand twice, merged: what ``synbib check`` changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field

from synbib import lazily
from synbib.library import Library
from synbib.verbs.stores import ChangedStore, with_cited_renamed

__all__ = ["CheckedFile", "Step", "Stepped", "fix", "merge", "stepped"]


@lazily.dataclass(frozen=True, slots=True)
class Stepped:
    """What a step makes of a store.

    Attributes:
        text: The new text.
        results: What the step did, a line each.
        remarks: What a person should know besides.
        keys: Old key → new key.
    """

    text: str
    results: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


Step = Callable[[Library], Stepped]


@lazily.dataclass(frozen=True)
class CheckedFile(ChangedStore):
    """A store as it was, and as steps make it.

    Attributes:
        steps: What each step made of it.
        library: What it holds afterwards.
    """

    steps: tuple[Stepped, ...] = ()
    library: Library = field(kw_only=True)


def fix(library: Library, wanted: Callable[[str], bool]) -> Stepped:
    """Mend what needs nobody to decide; see `synbib.library.rules.fix_library`."""
    from synbib.library.rules import fix_library

    fixed = fix_library(library, wanted)
    return Stepped(fixed.text, tuple(f"mended: {found}" for found in fixed.done))


def merge(library: Library, ignored: Collection[str], keep: Collection[str]) -> Stepped:
    """Make one entry of those that are one work; see `synbib.library.rules.merge_duplicates`."""
    from synbib.library.rules import merge_duplicates

    merged = merge_duplicates(library, ignored, keep)
    return Stepped(
        with_cited_renamed(merged.text, merged.keys),
        tuple(f"{old} -> {new}" for old, new in merged.keys.items()),
        tuple(map(str, merged.conflicts)),
        merged.keys,
    )


def stepped(library: Library, steps: Sequence[Step]) -> CheckedFile:
    """Return what steps, one after the other, make of a library of one file."""
    before = library.document.text
    done: list[Stepped] = []
    keys: dict[str, str] = {}
    for step in steps:
        made = step(library)
        done.append(made)
        keys |= made.keys
        if made.text != library.document.text:
            library = library.with_text(made.text)
    return CheckedFile(
        library.document.name,
        before,
        library.document.text,
        library.encoding,
        keys,
        steps=tuple(done),
        library=library,
    )
