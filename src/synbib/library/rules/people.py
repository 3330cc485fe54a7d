"""Lists of names: how they are separated, and what is not a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.library import Entry
from synbib.library.rules.fault import Fault, FieldCheck, FieldRule
from synbib.library.rules.texts import ENTITY
from synbib.model.extended import extended_parts
from synbib.model.fields import Field, FieldKind
from synbib.model.names import name_problems, split_names

__all__ = ["CHECKS"]

_NAMES: Final = frozenset((FieldKind.NAMES,))
_GROUP: Final = lazily.pattern(r"\{[^{}]*\}")
_SEPARATOR: Final = lazily.pattern(r"\s*;\s*(?:and\s+)?|\s*(?<!\\)\\?&\s*")
_ET_AL: Final = lazily.pattern(
    r"(?:\s+and)?[\s,]+(?:\\emph\{|\\textit\{)?\bet\.?[\s~]*al\b\.?\}?(?=\s*(?:\Z|and\b))",
    re.IGNORECASE,
)
_OTHERS: Final = lazily.pattern(r"others", re.IGNORECASE)
# Initials before a comma, and a name after it: `A. Roe, B. Poe`, and not `Roe, A. B.`.
_TWO_NAMES: Final = lazily.pattern(
    r"\s*(?:[^\W\d_]\.[\s~-]*)+[^\W\d_][\w'-]+\s*,\s*(?:[^\W\d_]\.[\s~-]*)+[^\W\d_][\w'-]+\s*\Z"
)
_SUFFIX: Final = lazily.pattern(r"\s*(?:[JS]r\.?|[IVX]+|[1-9](?:st|nd|rd|th))\s*", re.IGNORECASE)
_AND: Final = lazily.pattern(r"\s(?:and\s+others\s*\Z|and(?=\s))", re.IGNORECASE)
_WORDS: Final = lazily.pattern(r"[^\W\d_]{3,}")


def other_separators(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield lists of names with semicolons, ampersands or commas in place of *and*."""
    bare = _GROUP.sub(lambda group: "x" * len(group[0]), value)
    if "&" in bare and ENTITY.search(value):
        return  # of HTML, another rule's
    if found := _SEPARATOR.search(bare):
        mended = _outside_groups(value, _SEPARATOR, " and ")
        sign = found[0].replace("and", "").strip()
        yield Fault(
            f"'{sign}' in the field '{field.name}' does not separate names",
            field.name,
            value[found.start() : found.end()].strip(),
            mended={field.name: mended} if ";" in sign else {},
        )
        return
    for problem in name_problems(value):
        if problem.code == "too-many-commas":
            yield Fault(
                f"commas in the field '{field.name}' do not separate names",
                field.name,
                problem.name,
            )
            return
    for name in split_names(bare):
        if extended_parts(name):
            continue
        parts = [part for part in name.split(",") if part.strip()]
        if (len(parts) > 2 and not any(map(_SUFFIX.fullmatch, parts))) or _TWO_NAMES.match(name):
            yield Fault(
                f"commas in the field '{field.name}' do not separate names",
                field.name,
                parts[0].strip(),
            )
            return


def _outside_groups(value: str, pattern: re.Pattern[str], instead: str) -> str:
    """Return a value with what a pattern matches outside of braces replaced."""
    pieces: list[str] = []
    end = 0
    for group in _GROUP.finditer(value):
        pieces += (pattern.sub(instead, value[end : group.start()]), group[0])
        end = group.end()
    return "".join((*pieces, pattern.sub(instead, value[end:])))


def malformed_names(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield names that cannot be taken apart: empty ones, and those that are only a first name."""
    for problem in name_problems(value):
        if problem.code not in ("too-many-commas", "unbalanced-braces"):
            yield Fault(f"{problem.message}, in the field '{field.name}'", field.name, problem.name)


def et_al(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield *et al.* as a name."""
    if found := _ET_AL.search(value):
        yield Fault(
            f"'{found[0].strip(' ,')}' in the field '{field.name}' is taken for a name",
            field.name,
            found[0].strip(" ,"),
            mended={field.name: _ET_AL.sub(" and others", value, count=1)},
        )


def others_inside(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield *others* where further names follow."""
    if not _OTHERS.search(value):
        return
    names = split_names(value)
    if any(name.lower() == "others" for name in names[:-1]):
        yield Fault(f"names follow 'and others' in the field '{field.name}'", field.name, "others")


def names_in_capitals(value: str, field: Field, _entry: Entry) -> Iterator[Fault]:
    """Yield lists of names that are written in capitals throughout."""
    bare = _GROUP.sub("", value)
    names = [name for name in split_names(bare) if name.lower() != "others"]
    persons = "," in bare or (len(names) > 1 and any(" " in name for name in names))
    if (
        persons
        and _AND.sub("", bare).isupper()
        and "/" not in bare
        and len(_WORDS.findall(bare)) > 1
    ):
        yield Fault(f"the names in the field '{field.name}' are written in capitals", field.name)


def _of_names(code: str, run: FieldRule, wrong: str, right: str) -> FieldCheck:
    head = "@misc{a, title = {T}, author = "
    return FieldCheck(code, _NAMES, run, f"{head}{wrong}}}", f"{head}{right}}}")


CHECKS: Final = (
    _of_names(
        "names-not-separated", other_separators, "{Roe, Ann; Poe, Ben}", "{Roe, Ann and Poe, Ben}"
    ),
    _of_names(
        "malformed-name", malformed_names, "{Roe, Ann and and Poe, Ben}", "{Roe, Ann and Poe, Ben}"
    ),
    _of_names("et-al-in-names", et_al, "{Roe, Ann et al.}", "{Roe, Ann and others}"),
    _of_names(
        "others-inside",
        others_inside,
        "{Roe, Ann and others and Poe, Ben}",
        "{Roe, Ann and Poe, Ben and others}",
    ),
    _of_names("names-in-capitals", names_in_capitals, "{ROE, ANN}", "{Roe, Ann}"),
)
