"""What an editor offers to do where the cursor is: mend, ignore, merge, correct a key, look a work up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    Diagnostic,
    Position,
    Range,
    TextDocumentEdit,
    TextEdit,
)

from synbib import lazily
from synbib.bibtex import Entry, Junk
from synbib.diagnostics import IGNORABLE, RULES
from synbib.errors import SynbibError, nearest
from synbib.library import Library
from synbib.library.rules import fix_library, fixable, merge_duplicates
from synbib.lookup.wanted import question_of
from synbib.lsp.finding import defined, key_at
from synbib.lsp.renaming import document_edit
from synbib.lsp.text import Text
from synbib.lsp.workspace import BIBTEX, Workspace
from synbib.verbs.stores import with_cited_renamed, with_names_now

__all__ = ["LOOK_UP", "actions", "resolved"]

LOOK_UP: Final = "synbib.lookUp"
"""The command that looks a work up: the document, the range that names it, and what it says."""

_FIX_ALL: Final = "source.fixAll.synbib"
_DUPLICATES: Final = frozenset({"duplicate", "duplicate-key"})
# What is selected may be a whole text: what names a work is short.
_LONGEST_ASKED: Final = 300
_IDENTIFIER: Final = lazily.pattern(r"\S+")


def actions(
    workspace: Workspace, uri: str, range: Range, found: Sequence[Diagnostic], only: Sequence[str]
) -> list[CodeAction]:
    """Return what is offered for a range; what takes time to make is made by `resolved`.

    Args:
        workspace: The workspace.
        uri: An open document.
        range: The range.
        found: The findings in it, as they were published.
        only: The kinds of actions that are asked for; none for all.
    """
    text = workspace.text(uri)
    if text is None:
        return []
    is_store = workspace.syntax(uri) == BIBTEX
    if is_store and not workspace.stores(uri):
        return []  # it is no file yet
    offered: list[CodeAction] = []
    if is_store:
        offered += _mending(workspace, uri, text, found)
        if any(_FIX_ALL.startswith(kind) for kind in only):
            offered.append(
                CodeAction(
                    "Mend all that needs nobody to decide",
                    CodeActionKind.SourceFixAll,
                    data={"uri": uri, "do": "fix"},
                )
            )
    else:
        offered += _corrections(workspace, uri, text, found)
    if workspace.syntax(uri):
        offered += _looking_up(workspace, uri, text, range)
    return [each for each in offered if _is_wanted(each, only)]


def _is_wanted(action: CodeAction, only: Sequence[str]) -> bool:
    kind = getattr(action.kind, "value", action.kind) or ""
    return not only or any(kind == each or kind.startswith(f"{each}.") or not each for each in only)


# --- In a store ------------------------------------------------------------------------------------------------------


def _mending(
    workspace: Workspace, uri: str, text: Text, found: Sequence[Diagnostic]
) -> Iterator[CodeAction]:
    own = [(each, str(each.code), _key_of(each)) for each in found if str(each.code) in RULES]
    if not own:
        return
    library = _store(workspace, uri)
    if library.unreadable:
        return
    keys = list(dict.fromkeys(key for _, _, key in own if key))
    mended = {(each.code, each.key or key) for key in keys for each in fixable(library, [key])}
    codes: dict[str, list[Diagnostic]] = {}
    for each, code, key in own:
        if (code, key) in mended:
            codes.setdefault(code, []).append(each)
            data = {"uri": uri, "do": "fix", "codes": [code], "keys": [key]}
            title = f"Mend: {each.message.splitlines()[0]}"
            yield CodeAction(title, CodeActionKind.QuickFix, [each], is_preferred=True, data=data)
    for code, several in codes.items():
        yield CodeAction(
            f"Mend each '{code}' in this file",
            CodeActionKind.QuickFix,
            several,
            data={"uri": uri, "do": "fix", "codes": [code]},
        )
    for each, code, key in own:
        if code in _DUPLICATES and "may be" not in each.message and "two works" not in each.message:
            yield CodeAction(
                f"Make one entry of those that are the work '{key}'",
                CodeActionKind.QuickFix,
                [each],
                data={"uri": uri, "do": "merge", "keys": [key]},
            )
    for each, code, key in own:
        if code in IGNORABLE and key in library:
            source = library[key].source
            if isinstance(source, Entry) and code != "duplicate-key":
                start = text.position(source.start)
                newline = "\r\n" if text.lines[0].endswith("\r\n") else "\n"
                above = text.in_line(start.line, 0)
                line = TextEdit(Range(above, above), f"% synbib: ignore {code}{newline}")
                yield CodeAction(
                    f"Ignore '{code}' in this entry",
                    CodeActionKind.QuickFix,
                    [each],
                    data={"uri": uri, "do": "edit", "edits": [_as_data(line)]},
                )


def _key_of(found: Diagnostic) -> str:
    data: Any = found.data
    return str(data.get("key", "")) if isinstance(data, dict) else ""


def _store(workspace: Workspace, uri: str) -> Library:
    return workspace.library(workspace.stores(uri)[0])


def _as_data(edit: TextEdit) -> list[Any]:
    start, end = edit.range.start, edit.range.end
    return [start.line, start.character, end.line, end.character, edit.new_text]


def resolved(workspace: Workspace, data: Mapping[str, Any]) -> list[TextDocumentEdit]:
    """Return the edits of an action that `actions` has offered.

    Args:
        workspace: The workspace.
        data: What the action has with it.

    Raises:
        SynbibError: The store cannot be changed so.
    """
    uri = str(data["uri"])
    text = workspace.text(uri)
    if text is None:
        return []
    if data["do"] == "edit":
        edits = [
            TextEdit(Range(Position(a, b), Position(c, d)), new)
            for a, b, c, d, new in data["edits"]
        ]
        return [document_edit(workspace, uri, edits)]
    library = _store(workspace, uri)
    if data["do"] == "merge":
        return _merged(workspace, uri, text, library, str(data["keys"][0]))
    if data["do"] != "fix":
        raise SynbibError(f"'{data['do']}' is nothing that was offered")
    settings = workspace.project(uri).settings
    codes = data.get("codes")

    def wanted(code: str) -> bool:
        if codes is not None:
            return code in codes
        severity = settings.severity.get(code, RULES[code].severity)
        return code not in settings.ignore and severity != "note"

    fixed = fix_library(library, wanted, data.get("keys"))
    return [document_edit(workspace, uri, text.edits(fixed.text))]


def _merged(
    workspace: Workspace, uri: str, text: Text, library: Library, key: str
) -> list[TextDocumentEdit]:
    ignored = workspace.project(uri).settings.ignore
    merged = merge_duplicates(library, ignored, of=key)
    keys = merged.keys
    edits = [
        document_edit(workspace, uri, text.edits(with_cited_renamed(merged.text, keys))),
    ]
    for document in workspace.citing_from(workspace.stores(uri)[0]) if keys else ():
        now = with_names_now(document.text.text, document.name, keys, {}, document.syntax)
        edits.append(document_edit(workspace, document.uri, document.text.edits(now)))
    return [each for each in edits if each.edits]


# --- In a document ---------------------------------------------------------------------------------------------------


def _corrections(
    workspace: Workspace, uri: str, text: Text, found: Sequence[Diagnostic]
) -> Iterator[CodeAction]:
    for each in found:
        if each.code != "undefined-citation":
            continue
        named = key_at(workspace, uri, each.range.start)
        if named is None or defined(workspace, uri, named.key) is not None:
            continue
        near = nearest(named.key, workspace.works(uri))
        for number, key in enumerate(near):
            edit = TextEdit(text.range(named.start, named.end), key)
            yield CodeAction(
                f"Cite '{key}'",
                CodeActionKind.QuickFix,
                [each],
                is_preferred=number == 0,
                data={"uri": uri, "do": "edit", "edits": [_as_data(edit)]},
            )


# --- Works that are looked up ----------------------------------------------------------------------------------------


def _looking_up(workspace: Workspace, uri: str, text: Text, range: Range) -> Iterator[CodeAction]:
    found = _asked(workspace, uri, text, range)
    if found is None or not workspace.stores(uri):
        return
    start, end = found
    what = text.text[start:end]
    place = text.range(start, end)
    numbers = [place.start.line, place.start.character, place.end.line, place.end.character]
    yield CodeAction(
        f"Look up {what}, and add its entry",
        CodeActionKind.RefactorRewrite,
        command=Command(title="Look up", command=LOOK_UP, arguments=[uri, numbers, what]),
    )


def _asked(workspace: Workspace, uri: str, text: Text, range: Range) -> tuple[int, int] | None:
    """Return where an identifier stands: what is selected, else what a line of a store, or a citation, has alone."""
    start, end = text.offset(range.start), text.offset(range.end)
    if start == end:
        if workspace.syntax(uri) == BIBTEX:
            document = _store(workspace, uri).document
            block = next((b for b in document.blocks if b.start <= start < b.end), None)
            if block is not None and not isinstance(block, Junk):
                return None
            start, end = text.line(range.start)
        else:
            named = key_at(workspace, uri, range.start)
            if named is None or defined(workspace, uri, named.key) is not None:
                return None
            start, end = named.start, named.end
    if end - start > _LONGEST_ASKED:
        return None
    said = text.text[start:end]
    start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
    return (start, end) if _is_identifier(text.text[start:end]) else None


def _is_identifier(said: str) -> bool:
    if not _IDENTIFIER.fullmatch(said) or said.startswith(("%", "@")):
        return False
    try:
        return bool(question_of(said).scheme)
    except SynbibError:
        return False
