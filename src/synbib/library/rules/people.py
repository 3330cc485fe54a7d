"""Lists of names: how they are separated, and what is not a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic
from synbib.library.rules.fault import Check, Fault, FieldCheck, FieldRule
from synbib.library.rules.subject import Subject
from synbib.library.rules.texts import ENTITY
from synbib.model.fields import Field, FieldKind, find_field
from synbib.model.names import name_problems, split_names

__all__ = ["CHECKS"]

_NAMES: Final = frozenset((FieldKind.NAMES,))
_GROUP: Final = lazily.pattern(r"\{[^{}]*\}")
# The last two separate names in Chinese and Japanese.
_SEPARATOR: Final = lazily.pattern(r"\s*[;；]\s*(?:and\s+)?|\s*(?<!\\)\\?&\s*|\s*[，、]\s*")
# In brackets or not, in italics or not, and as other languages have it.
_ET_AL: Final = lazily.pattern(
    r"""
    (?: \s+ and | \s* \\& )? [\s,~]+
    (?P<said>
        [(\[]? (?: \\emph\{ | \\textit\{ | \{ \s* (?: \\(?:it|em) (?:shape)? \b \s* )? )?
        \b (?: et \.? [\s~]* (?: al (?:ii)? | coll ) \b | u \. \s? a \. | и[\s~]+ (?: др | другие ) \b
          | y \s otr[oa]s | e \s outr[oa]s | und \s andere | et \s autres
          | (?<=\&\ ) al \b | (?<=and\ ) al \. | (?<=and\ ) others \. )
        \.? \}? \.? [)\]]?
    )
    (?= \s* (?: \Z | and\b ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAY_SAY_OTHERS: Final = lazily.pattern(
    r"[\s~{\[(](?:et\b|al\b|u\.|y\s|e\s|und\s|и[\s~]|others\.)", re.IGNORECASE
)
_OTHERS: Final = lazily.pattern(r"others", re.IGNORECASE)
# Of one name the comma stands after the family name. These are two: `A. Roe, B. Poe` and `Roe A, Poe B`, where
# initials stand before it.
_TWO_NAMES: Final = lazily.pattern(
    r"""
    \s* (?: (?:[^\W\d_]\.[\s~-]*)+ [^\W\d_][\w'-]+ \s* , \s* (?:[^\W\d_]\.[\s~-]*)+ [^\W\d_][\w'-]+
      | [^\W\d_][\w'-]+ \s+ (?:[A-Z]\.?-?){1,3} \s* , \s* [^\W\d_][\w'-]+ \s+ (?:[A-Z]\.?-?){1,3} ) \s* \Z
    """,
    re.VERBOSE,
)
# A name of parts that are named, whether biber knows them all or not.
_EXTENDED: Final = lazily.pattern(r'(?:\A|,)\s*"?(?:family|given|prefix|suffix)(?:-i)?\s*=')
_FULL: Final = lazily.pattern(r"\s*[A-Z][\w'.-]+(?:\s+[A-Z][\w'.-]*){1,2}\s*")
_TWO_FULL: Final = lazily.pattern(rf"{_FULL.pattern},{_FULL.pattern}")
# So many lists of names tell how a file writes them.
_FEWEST_LISTS: Final = 5
_MOST_IN_ONE_FORM: Final = 0.8
# Semicolons separate names in every other notation, and nothing else.
_SURE: Final = frozenset(";；")
_OF_A_BODY: Final = "write 'and' between names; one name with an ampersand stands in braces"
_SUFFIX: Final = lazily.pattern(r"\s*(?:[JS]r\.?|[IVX]+|[1-9](?:st|nd|rd|th))\s*", re.IGNORECASE)
# `SR` and `IV` may be initials.
_JUNIOR: Final = lazily.pattern(r"[JS]r\.?|[JS]R\.|III|[23](?:nd|rd)")
_FIRM: Final = r"(?:Inc|Ltd|LLC|Corp|plc|GmbH)"
_OF_A_FIRM: Final = lazily.pattern(rf"{_FIRM}\.?", re.IGNORECASE)
_MAY_END_WRONG: Final = lazily.pattern(rf",\s*(?:[JS]r|I[IV]|[23][nr]d|{_FIRM})\b", re.IGNORECASE)
_NUMBERED: Final = lazily.pattern(r"[JS]R|II|IV")
# After a family name: a suffix, and the first names.
_MOST_COMMAS: Final = 2
_MOST_WORDS: Final = 6
_AND: Final = lazily.pattern(r"\s(?:and\s+others\s*\Z|and(?=\s))", re.IGNORECASE)
_WITH_INITIALS: Final = lazily.pattern(r"[^\W\d_]{3,}, *(?:[^\W\d_]\.[ ~-]*)+")
_WORDS: Final = lazily.pattern(r"[^\W\d_]{3,}")


def other_separators(value: str, field: Field) -> Iterator[Fault]:
    """Yield lists of names with semicolons, ampersands or commas in place of *and*."""
    bare = _masked(value)
    if others := _said_others(value):
        bare = bare[: others.start()]  # another rule's
    if "&" in bare and ENTITY.search(value):
        return  # of HTML, another rule's
    if found := _SEPARATOR.search(bare):
        sign = found[0].replace("and", "").strip()
        mended = _outside_groups(value, _SEPARATOR, " and ") if sign in _SURE else ""
        if not all(map(_looks_like_a_name, split_names(mended))):
            mended = ""
        yield Fault(
            f"'{sign}' in the field '{field.name}' does not separate names",
            field.name,
            sign,
            at=found.start(),
            hint=_OF_A_BODY if "&" in sign else "",
            mended={field.name: mended} if mended else {},
        )
    elif (wrong := _with_commas(value)) is not None:
        yield Fault(f"commas in the field '{field.name}' do not separate names", field.name, wrong)


def _said_others(value: str) -> re.Match[str] | None:
    """Where a list says *et al.*; what nearly all lists lack is looked for first, as that is quick."""
    return _ET_AL.search(value) if _MAY_SAY_OTHERS.search(value) else None


def _looks_like_a_name(text: str) -> bool:
    """Whether a text may be a name, and not an address."""
    return text.count(",") <= _MOST_COMMAS and len(text.split()) <= _MOST_WORDS


def _masked(value: str) -> str:
    """The value with a letter for each in braces: what stands there separates nothing."""
    return _GROUP.sub(lambda group: "x" * len(group[0]), value)


def _with_commas(value: str) -> str | None:
    """Return a name that is several with commas between them, as far as it can be told; None if there is none."""
    if said := _said_others(value):
        value = value[: said.start()] + value[said.end() :]
    for problem in name_problems(value):
        if problem.code == "too-many-commas":
            return problem.name
    names = [name for name in split_names(_masked(value)) if not _EXTENDED.search(name)]
    # One of several has a comma, `John Roe, Ann Poe and Ben Doe`, and that has full names on both sides.
    mixed = [name for name in names if "," in name]
    if len(mixed) == 1 and len(names) > 1 and mixed[0].count(",") == 1:
        others = [name for name in names if "," not in name and name.lower() != "others"]
        if others and _TWO_FULL.fullmatch(mixed[0]) and all(map(_FULL.fullmatch, others)):
            return mixed[0]
    for name in names:
        parts = [part.strip() for part in name.split(",") if part.strip()]
        if (len(parts) > 2 and not any(map(_SUFFIX.fullmatch, parts))) or _TWO_NAMES.match(name):
            return parts[0]
    return None


def names_with_one_comma(subject: Subject) -> Iterator[Diagnostic]:
    """Yield two full names with a comma between them, in files whose other names are written without one.

    By itself it would be one name: `Roe Poe, Ann Bea` has two family names and two first names.
    """
    fields = [
        (entry, name, value)
        for entry in subject.library.values()
        for name, value in entry.own_fields.items()
        if (field := find_field(name)) is not None and field.kind is FieldKind.NAMES
    ]
    with_commas = [(entry, name, value) for entry, name, value in fields if "," in _masked(value)]
    if (len(fields) - len(with_commas)) < max(_FEWEST_LISTS, _MOST_IN_ONE_FORM * len(fields)):
        return
    for entry, name, value in with_commas:
        if _TWO_FULL.fullmatch(value):
            what = f"commas in the field '{name}' do not separate names"
            yield subject.find(entry, "names-not-separated", what, field=name)


def _outside_groups(value: str, pattern: re.Pattern[str], instead: str) -> str:
    """Return a value with what a pattern matches outside of braces replaced."""
    pieces: list[str] = []
    end = 0
    for group in _GROUP.finditer(value):
        pieces += (pattern.sub(instead, value[end : group.start()]), group[0])
        end = group.end()
    return "".join((*pieces, pattern.sub(instead, value[end:])))


def malformed_names(value: str, field: Field) -> Iterator[Fault]:
    """Yield names that cannot be taken apart: empty ones, and those that are only a first name."""
    for problem in name_problems(value):
        if problem.code in ("too-many-commas", "unbalanced-braces"):
            continue
        if problem.code == "comma-at-end" and problem.name.count(",") > _MOST_COMMAS:
            continue  # a list with commas, another rule's
        yield Fault(f"{problem.message}, in the field '{field.name}'", field.name, problem.name)
    if not _MAY_END_WRONG.search(value):
        return
    for name in split_names(_masked(value)):
        *parts, last = (part.strip() for part in name.split(","))
        if parts and _OF_A_FIRM.fullmatch(last):
            yield Fault(
                f"'{last}' is taken for a first name in the field '{field.name}'",
                field.name,
                last,
                hint="put the name of a body in braces",
            )
        elif parts and (_JUNIOR.fullmatch(last) or (len(parts) > 1 and _NUMBERED.fullmatch(last))):
            family, given = parts[0], " ".join(parts[1:])
            if not given and " " in family:
                given, _, family = family.rpartition(" ")
            yield Fault(
                f"'{last}' is taken for a first name in the field '{field.name}'",
                field.name,
                last,
                at=value.find(last, max(value.find(name), 0) + len(parts[0])),
                hint=f"write '{family}, {last}, {given}'" if given and "{" not in value else "",
            )


def et_al(value: str, field: Field) -> Iterator[Fault]:
    """Yield *et al.* as a name."""
    if found := _said_others(value):
        said = found["said"]
        is_last = not value[found.end() :].strip()
        mended = f"{value[: found.start()]} and others"
        yield Fault(
            f"'{said}' in the field '{field.name}' is taken for a name",
            field.name,
            said,
            at=found.start("said"),
            mended={field.name: mended} if is_last and _is_balanced(mended) else {},
        )


def _is_balanced(text: str) -> bool:
    return text.count("{") == text.count("}")


def others_inside(value: str, field: Field) -> Iterator[Fault]:
    """Yield *others* where further names follow."""
    if not _OTHERS.search(value):
        return
    names = split_names(value)
    if any(name.lower() == "others" for name in names[:-1]):
        yield Fault(f"names follow 'and others' in the field '{field.name}'", field.name, "others")


def names_in_capitals(value: str, field: Field) -> Iterator[Fault]:
    """Yield lists of names that are written in capitals throughout."""
    if "{" not in value and not _AND.sub("", value).isupper():
        return
    # What stands in braces as a whole is a body; else they are around letters.
    names = [
        name.replace("{", "").replace("}", "")
        for name in split_names(value)
        if name.lower() != "others" and not _GROUP.fullmatch(name)
    ]
    bare = " ".join(names)
    persons = "," in bare or (len(names) > 1 and all(" " in name for name in names))
    if (
        persons
        and _AND.sub("", bare).isupper()
        and "/" not in bare
        and (len(_WORDS.findall(bare)) > 1 or any(map(_WITH_INITIALS.fullmatch, names)))
    ):
        yield Fault(f"the names in the field '{field.name}' are written in capitals", field.name)


def _of_names(code: str, run: FieldRule, wrong: str, right: str) -> FieldCheck:
    head = "@misc{a, title = {T}, author = "
    return FieldCheck(code, _NAMES, run, f"{head}{wrong}}}", f"{head}{right}}}")


CHECKS: Final = (
    Check("names-not-separated", names_with_one_comma),
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
