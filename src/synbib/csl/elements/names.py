"""``<names>``: lists of names, each in its form, with delimiters, "and", "et al.", labels and substitutes.

Source: CSL 1.0.2, "Names", "Name", "Et-al", "Substitute", "Label in cs:names", "Name-part Order".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from synbib.csl.elements.formatting import dress, dress_own
from synbib.csl.elements.leaves import applies
from synbib.csl.elements.name import SORT, given_names, is_inverted, name_order, personal_name
from synbib.csl.elements.request import (
    CALLED_FOUND,
    FIRST,
    FULL_GIVEN_NAMES,
    NamesCall,
    Request,
    Trace,
)
from synbib.csl.items import Person
from synbib.csl.style import PLAIN, Branch, Choose, EtAl, Label, Locale, Name, Names, Node, Term
from synbib.text.unspaced import is_unspaced

__all__ = ["names_label", "render_names", "sortable_names"]

_OTHERS: Final = "others"
_Render = Callable[[Node, Request, Trace], str]


def render_names(node: Names, request: Request, trace: Trace, render: _Render) -> str:
    """Return the names of ``node``, or of what stands in for them.

    Args:
        node: The element.
        request: What is asked for.
        trace: What the rendering leaves.
        render: What renders a node that stands in for names and is none itself.
    """
    trace.note_call()
    names = request.item.names
    present: list[tuple[str, list[Person]]] = []
    for variable in node.variables:
        persons = names[variable]
        if persons and variable not in trace.suppressed:
            present.append((variable, persons))
    if present:
        trace.variables = CALLED_FOUND
        if trace.substituting:
            trace.suppressed |= {variable for variable, _ in present}
        return _listed(node, _combined(node, present, request, trace), request, trace)
    return _substituted(node, request, trace, render) if node.substitute else ""


def _substituted(node: Names, request: Request, trace: Trace, render: _Render) -> str:
    outer = trace.substituting
    for child in _candidates(node.substitute, request, trace):
        had_names = trace.first_names is not None
        before = len(trace.suppressed)
        trace.substituting = True
        if isinstance(child, Names):
            text = render_names(child, request, trace, render)
        else:
            text = render(child, request, trace)
        trace.substituting = outer
        if text:
            if trace.first_names is None:
                # What stands in for the names of the author is what cites are grouped by. Whom a style calls
                # anonymous is not the same one each time.
                says_variable = len(trace.suppressed) > before
                trace.first_names, trace.first_each = text, [text] if says_variable else []
                if request.skip_names:
                    return ""
                if request.substitute is not None:
                    text = request.substitute.text
            # Names in their place look like them; text is itself.
            return dress(text, node.format, request.language) if isinstance(child, Names) else text
        if isinstance(child, Term) and request.locale.has_term(child.name):
            return ""  # the locale wants nothing in its place
        if trace.first_names is not None and not had_names:
            return ""  # found, and left out as it was shown before
    return ""


def _candidates(nodes: Iterable[Node], request: Request, trace: Trace) -> Iterator[Node]:
    """Yield what may stand in for names, one by one: of a choice what is in the branch that applies."""
    for node in nodes:
        if isinstance(node, Choose):
            chosen = (branch for branch in node.branches if applies(branch, request, trace))
            yield from _candidates(next(chosen, _NO_BRANCH).children, request, trace)
        else:
            yield node


_NO_BRANCH: Final = Branch("all", (), ())


def _combined(
    node: Names, present: list[tuple[str, list[Person]]], request: Request, trace: Trace
) -> list[tuple[str, list[Person]]]:
    """Return editors who are the translators, too, as one list, where the locale has a term for them."""
    if len(present) == 2 and {variable for variable, _ in present} == {"editor", "translator"}:
        first, second = present
        term = next(
            (t for t in ("editortranslator", "editor-translator") if request.locale.has_term(t)), ""
        )
        # A style whose term is empty has the two apart.
        if (
            first[1] == second[1]
            and node.label is not None
            and request.locale.term(term, node.label.form)
        ):
            return [(term, first[1])]
    return present


def _listed(
    node: Names, present: list[tuple[str, list[Person]]], request: Request, trace: Trace
) -> str:
    name = node.name
    if name.form == "count":
        total = sum(
            min(len(persons), _shown(name, len(persons), request, trace)) for _, persons in present
        )
        return str(total) if not request.sort_key else f"{total:06d}"
    is_first = trace.first_names is None and request.sort_key is None
    if is_first and request.skip_names:
        trace.first_names = ""
        return ""
    lists: list[str] = []
    each: list[Person | str] = []
    bare: list[str] = []
    rule = request.substitute if is_first else None
    for variable, persons in present:
        text, written = _name_list(node, persons, request, trace, substitute=is_first and not lists)
        each += persons[: len(written)]
        bare.append(text)
        if rule is not None and rule.rule == "complete-all":
            text = rule.text if len(bare) == 1 else ""
        if node.label is not None and request.sort_key is None:
            label = names_label(node.label, variable, len(persons), request, trace)
            text = label + text if node.label_first else text + label
        lists.append(text)
    joined = node.delimiter.join(filter(None, lists))
    if is_first:
        trace.first_names, trace.first_each = node.delimiter.join(bare), each
    return dress(joined, node.format, request.language)


def names_label(label: Label, variable: str, count: int, request: Request, trace: Trace) -> str:
    """Return the label of a list of names."""
    plural = label.plural == "always" or (label.plural == "contextual" and count > 1)
    text = request.locale.term(variable, label.form, plural)
    return dress_own(text, label.format, request.locale.language)


def _name_list(
    node: Names, persons: list[Person], request: Request, trace: Trace, *, substitute: bool
) -> tuple[str, list[str]]:
    """Return one variable's names as text, and each as it is written."""
    name = node.name
    has_others = persons[-1].literal == _OTHERS and len(persons) > 1
    shown = _shown(name, len(persons), request, trace)
    if has_others:
        persons = persons[:-1]
    total = len(persons)
    shown = min(shown, total)
    call = len(trace.calls)
    counts = request.ambiguity.counts
    if call < len(counts) and counts[call] > shown:
        shown = min(counts[call], total)
    given = given_names(name)
    givens = request.ambiguity.givens[call] if call < len(request.ambiguity.givens) else ()
    trace.calls.append(NamesCall(persons, shown, given))
    sorting, language = request.sort_key is not None, request.locale.language
    # Arguments by place: this is the busiest call of all, and the cache's key is made of them.
    written = [
        personal_name(
            person,
            name,
            language,
            SORT if sorting else name_order(name, i),
            max(given, givens[i]) if i < len(givens) else given,
        )
        for i, person in enumerate(persons[:shown])
    ]
    if name.format is not PLAIN:
        written = [dress(person, name.format, request.language) for person in written]
    written = _replaced(written, request, trace) if substitute and request.substitute else written
    if shown < total or has_others:
        use_last = _uses_last(name, request, trace) and total >= shown + 2 and not has_others
        text = _cut(node, written, persons, request, trace, use_last=use_last)
    else:
        text = _whole(name, written, persons, request, trace)
    return text, written


def _shown(name: Name, total: int, request: Request, trace: Trace) -> int:
    """Return how many of ``total`` names are shown."""
    subsequent = request.position.kind is not FIRST and request.settings.area == "citation"
    least = name.et_al_subsequent_min if subsequent else name.et_al_min
    first = name.et_al_subsequent_use_first if subsequent else name.et_al_use_first
    key = request.sort_key
    if key is not None:
        least = least if key.names_min is None else key.names_min
        first = first if key.names_use_first is None else key.names_use_first
    return first if least and total >= least and first < total else total


def _uses_last(name: Name, request: Request, trace: Trace) -> bool:
    """Whether a list that is cut shows its last name."""
    key = request.sort_key
    return name.et_al_use_last if key is None or key.names_use_last is None else key.names_use_last


def _replaced(written: list[str], request: Request, trace: Trace) -> list[str]:
    """Return names with those that the reference before has, too, replaced."""
    rule = request.substitute
    if rule is None or rule.rule == "complete-all":
        return written
    if rule.rule == "complete-each":
        return [rule.text] * len(written) if rule.same >= len(written) else written
    count = min(rule.same, 1) if rule.rule == "partial-first" else rule.same
    return [rule.text if i < count else name for i, name in enumerate(written)]


def _whole(
    name: Name, written: list[str], persons: list[Person], request: Request, trace: Trace
) -> str:
    """Return all names, the last after "and" where the style wants it."""
    and_ = _and(name, request, trace)
    if len(written) < 2 or not and_:
        return name.delimiter.join(filter(None, written))
    head = name.delimiter.join(written[:-1])
    if not _is_spaced(and_):
        return f"{head}{and_}{written[-1]}"
    inverted = is_inverted(persons[-2], name, len(persons) - 2)
    if _precedes(name.delimiter_precedes_last, len(written) > 2, inverted):
        return f"{head}{name.delimiter}{and_} {written[-1]}"
    return f"{head} {and_} {written[-1]}"


def _and(name: Name, request: Request, trace: Trace) -> str:
    if not name.and_ or request.sort_key is not None:
        return ""
    return (
        request.locale.term("and", "symbol")
        if name.and_ == "symbol"
        else request.locale.term("and")
    )


def _precedes(option: str, is_many: bool, inverted: bool) -> bool:
    """Whether the delimiter stands before the last name, or before "et al."."""
    if option == "always":
        return True
    if option == "after-inverted-name":
        return inverted
    return option == "contextual" and is_many


def _cut(
    node: Names,
    written: list[str],
    persons: list[Person],
    request: Request,
    trace: Trace,
    *,
    use_last: bool,
) -> str:
    """Return the first names, and "et al." or the last one for the rest."""
    name = node.name
    head = name.delimiter.join(filter(None, written))
    if not written:
        return ""
    if use_last:
        order = name_order(name, len(persons) - 1) if request.sort_key is None else SORT
        last = personal_name(persons[-1], name, request.locale.language, order, given_names(name))
        delimiter = name.delimiter if len(written) > 1 else " "
        return f"{head}{delimiter}… {dress(last, name.format, request.language)}"
    if request.sort_key is not None:
        return head
    et_al = _et_al(node.et_al, request, trace)
    if not et_al:
        return head
    inverted = is_inverted(persons[len(written) - 1], name, len(written) - 1)
    if _precedes(name.delimiter_precedes_et_al, len(written) > 1, inverted):
        return f"{head}{name.delimiter}{et_al}"
    return f"{head} {et_al}" if _is_spaced(et_al) else f"{head}{et_al}"


def _is_spaced(term: str) -> bool:
    """Whether blanks stand around a term: not in scripts without them, nor where it is joined to the next word."""
    return not is_unspaced(term[0]) and term[0] != "\u05d5"


def _et_al(et_al: EtAl, request: Request, trace: Trace) -> str:
    return dress_own(request.locale.term(et_al.term), et_al.format, request.locale.language)


def sortable_names(persons: list[Person], name: Name, locale: Locale) -> str:
    """Return names as a sort key that is a variable: all of them, family names first."""
    return " \x01\x01".join(
        personal_name(person, name, locale.language, SORT, FULL_GIVEN_NAMES) for person in persons
    )
