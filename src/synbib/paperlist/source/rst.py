"""reStructuredText into blocks. The one place that knows docutils."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.extras import needed
from synbib.limits import LONGEST_RST_WORD, MOST_EMPTY_LINES
from synbib.paperlist.source.blocks import Block
from synbib.paperlist.source.builder import Builder
from synbib.paperlist.source.html import normalized

if TYPE_CHECKING:
    from docutils import nodes

__all__ = ["read_rst"]

# A node of docutils → the tag of HTML that it is. What stands in neither table is looked into.
_TAGS: Final = {
    **dict.fromkeys(("bullet_list", "enumerated_list", "definition_list", "field_list"), "ul"),
    **dict.fromkeys(("list_item", "definition_list_item", "field"), "li"),
    **dict.fromkeys(("paragraph", "term", "line"), "p"),
    **dict.fromkeys(("admonition", "attribution", "block_quote", "definition", "sidebar"), "div"),
    **dict.fromkeys(("literal", "math"), "code"),
    "caption": "p",
    "emphasis": "em",
    "field_body": "div",
    "field_name": "p",
    "image": "img",
    "reference": "a",
    "row": "tr",
    "rubric": "p",
    "strong": "strong",
    "table": "table",
    "tbody": "tbody",
    "thead": "thead",
    "title_reference": "cite",
}
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What is not read: code, remarks, what only links to each other, what docutils has to say.
_UNREAD: Final = frozenset(
    {
        "citation",
        "citation_reference",
        "comment",
        "doctest_block",
        "footnote",  # but where its mark stands alone
        "literal_block",
        "math_block",
        "pending",
        "raw",
        "substitution_definition",
        "system_message",
        "target",
    }
)
# docutils's own limit: on longer lines it takes very long, and would tell of it in place of the document.
_LONGEST_LINE: Final = 10_000
_SETTINGS: Final[Mapping[str, object]] = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 6,  # above the highest there is
    "line_length_limit": _LONGEST_LINE,
    "raw_enabled": False,
    "report_level": 6,
    "smart_quotes": False,
    "warning_stream": False,
}
_LONG_WORD: Final = lazily.pattern(rf"(?<!\S)\S{{{LONGEST_RST_WORD + 1}}}")
# What docutils has in place of a backslash; a blank after it is not shown.
_ESCAPED: Final = "\0"
_ESCAPE: Final = lazily.pattern(rf"{_ESCAPED} ?")
# What Python takes for the end of a line, docutils with it, and no editor shows as one.
_ODD_ENDS: Final = lazily.pattern("[\v\f\x1c-\x1e\x85\u2028\u2029]")


def read_rst(text: str, name: str) -> tuple[Block, ...]:
    """Return the blocks of a reStructuredText file. It cannot make docutils read another file.

    Args:
        text: With any line endings, and a BOM or none.
        name: The file's name, for messages.

    Raises:
        SynbibError: docutils is not installed, or the file has longer lines or nests deeper than it can read.
    """
    source = _ODD_ENDS.sub(" ", normalized(text))
    empty = 0
    for number, line in enumerate(source.split("\n"), 1):
        empty = 0 if line.strip() else empty + 1
        if empty > MOST_EMPTY_LINES:
            raise SynbibError(
                f"{name}:{number}: more than {MOST_EMPTY_LINES:,} empty lines in a row; take them out"
            )
        if len(line) > _LONGEST_LINE:
            raise SynbibError(
                f"{name}:{number}: the line is longer than docutils reads, {_LONGEST_LINE:,} characters; break it"
            )
        if len(line) > LONGEST_RST_WORD and (word := _LONG_WORD.search(line)):
            raise SynbibError(
                f"{name}:{number}:{word.start() + 1}: more than {LONGEST_RST_WORD:,} characters without a blank; "
                "break the line"
            )
    try:
        from docutils.core import publish_doctree
    except ImportError:
        raise SynbibError(f"{name}: {needed('to read reStructuredText', 'rst')}") from None
    try:
        document = publish_doctree(source, name, settings_overrides=dict(_SETTINGS))
        builder = Builder()
        notes = {name: note for note in document.footnotes for name in note["ids"]}
        notes |= {name: note for note in document.autofootnotes for name in note["ids"]}
        _Reader(builder, source.split("\n"), notes).read(document)
    except RecursionError:
        raise SynbibError(
            f"{name}: is nested too deeply for docutils; indent its lists less"
        ) from None
    return builder.finish()


class _Reader:
    """Walks over the nodes of a document and hands them to a builder."""

    def __init__(
        self, builder: Builder, lines: list[str], notes: dict[str, nodes.footnote]
    ) -> None:
        self._builder = builder
        self._lines = lines
        self._notes = notes
        self._line = 1  # where the text is that comes next
        self._level = 0

    def read(self, node: nodes.Node) -> None:
        """Read a node and what is in it."""
        from docutils import nodes

        if isinstance(node, nodes.Text):
            self._text(str(node))
            return
        if isinstance(node, nodes.footnote_reference):
            self._footnote(node)
            return
        if not isinstance(node, nodes.Element) or node.tagname in _UNREAD:
            return
        if "contents" in node.get("classes", ()):  # docutils's own table of contents
            return
        # What stands in a line may come from elsewhere, as what a name is substituted by.
        if not isinstance(node, nodes.Inline):
            self._line = max(self._line, node.line or 0)
        if isinstance(node, nodes.row):  # which docutils gives no line
            first = next((found.line for found in node.findall(nodes.paragraph)), None)
            self._line = max(self._line, first or 0)
        tag = self._tag(node)
        children = list(node.children)
        if tag == "table":  # its name stands above it
            for name in (child for child in children if isinstance(child, nodes.title)):
                self.read(name)
            children = [child for child in children if not isinstance(child, nodes.title)]
        if tag:
            line = self._title_line(node) if tag in _HEADINGS else self._line
            self._builder.start(tag, line, _attributes(node))
        self._level += node.tagname == "section"
        for child in children:
            self.read(child)
        self._level -= node.tagname == "section"
        if tag and tag != "img":
            self._builder.end(tag, self._line)

    def _footnote(self, mark: nodes.footnote_reference) -> None:
        """Read a footnote where nothing but its mark stands, as in a cell; each once, so that no text multiplies."""
        from docutils import nodes

        note = self._notes.pop(mark.get("refid", ""), None)
        if note is None or mark.parent.astext() != mark.astext():
            return
        line = self._line
        for child in next(iter(note.findall(nodes.paragraph)), ()):
            self.read(child)
        self._line = line

    def _tag(self, node: nodes.Element) -> str:
        if node.tagname == "title":
            named = node.parent.tagname == "section"
            return f"h{min(max(self._level, 1), 6)}" if named else "p"
        if node.tagname == "entry":
            return "th" if node.parent.parent.tagname == "thead" else "td"
        return _TAGS.get(node.tagname, "")

    def _title_line(self, title: nodes.Element) -> int:
        """Return the line of a title; docutils tells that of what underlines it."""
        shown = title.rawsource.strip()
        near = range(self._line, max(0, self._line - 3), -1)
        return next((n for n in near if self._lines[n - 1].strip() == shown), self._line)

    def _text(self, text: str) -> None:
        joined = True
        for number, line in enumerate(text.split("\n")):
            if number:
                self._line += 1
            if not joined:
                self._builder.soft_break(self._line)
            joined = line.endswith(_ESCAPED)
            self._builder.text(_ESCAPE.sub("", line), self._line)


def _attributes(node: nodes.Element) -> dict[str, str]:
    """Return the attributes of a node as HTML names them."""
    if node.tagname == "entry":
        return {
            "colspan": str(1 + node.get("morecols", 0)),
            "rowspan": str(1 + node.get("morerows", 0)),
        }
    href = node.get("refuri", "") or (f"#{node['refid']}" if "refid" in node else "")
    return {"href": href, "src": node.get("uri", ""), "alt": node.get("alt", "")}
