"""Documents of Microsoft Word, through python-docx.

Source: ECMA-376, part 1, §17 (WordprocessingML). Paragraphs are made as text by a table and an escape, and parsed once;
the rest of the package, its styles above all, is python-docx's template, or the user's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from synbib.errors import SynbibError
from synbib.extras import needed
from synbib.office.document import Document, Languages, Reference, Template
from synbib.office.package import TIME, archive, escaped
from synbib.office.paragraphs import Paragraph
from synbib.text.bookmarks import bookmarks
from synbib.text.indents import LINE, STEP, TWIPS, Indents
from synbib.text.runs import Run
from synbib.text.urls import percent_encode

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["write_docx"]

_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# ECMA-376, part 1, §17.3.2.28: the properties of a run have an order, in which typefaces stand before these.
_PROPERTIES: Final = {
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
    "small-caps": "<w:smallCaps/>",
    "underline": '<w:u w:val="single"/>',
    "superscript": '<w:vertAlign w:val="superscript"/>',
    "subscript": '<w:vertAlign w:val="subscript"/>',
}
_MONOSPACED: Final = ' w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"'
# Quotation marks and dashes have a width in East Asian text that they have not elsewhere.
_EAST_ASIAN: Final = ' w:hint="eastAsia"'

_TEXT_OPEN: Final = '<w:t xml:space="preserve">'
_TEXT_CLOSE: Final = "</w:t>"
_BREAKS: Final = str.maketrans(
    {
        "\t": f"{_TEXT_CLOSE}<w:tab/>{_TEXT_OPEN}",
        "\n": f"{_TEXT_CLOSE}<w:br/>{_TEXT_OPEN}",
    }
)
_TAB: Final = "<w:r><w:tab/></w:r>"

# §17.3.2.20: the attributes of ``w:lang``, in the order of `Languages`.
_KINDS: Final = ("val", "eastAsia", "bidi")


class _Names(NamedTuple):
    """What the parts of a document call each other.

    Attributes:
        entry: The id of the style of entries.
        hyperlink: The id of the style of links.
        bookmarks: The target of each reference → its bookmark.
        links: URL → the id of the relationship that has it; grows while paragraphs are written.
    """

    entry: str
    hyperlink: str
    bookmarks: Mapping[str, str]
    links: dict[str, str]


def write_docx(document: Document, template: Template | None = None) -> bytes:
    """Return a bibliography as a Word document.

    Args:
        document: The bibliography.
        template: A Word document whose styles, margins, headers and footers are used; what its body says is not.

    Raises:
        SynbibError: python-docx is not installed, or cannot read the template.
    """
    word = _opened(template)
    _set_language(word, document, with_font=template is None)
    names = _Names(
        _style(word, "Bibliography", _entry_style(document)),
        _style(word, "Hyperlink", _HYPERLINK_STYLE),
        bookmarks(reference.target for reference in document.references),
        {},
    )
    _replace_body(word, "".join(_paragraphs(document, names)))
    for url, name in names.links.items():
        word.part.rels.add_relationship(f"{_RELATIONS}/hyperlink", url, name, is_external=True)
    return _packed(word, document.language)


# --- The package ------------------------------------------------------------------------------------------------


def _opened(template: Template | None) -> WordDocument:
    try:
        import docx
    except ImportError:
        raise SynbibError(needed("to write Word documents", "docx")) from None
    if template is None:
        return docx.Document()
    from docx.opc.exceptions import OpcError

    try:
        return docx.Document(io.BytesIO(template.data))
    except (OpcError, SyntaxError, ValueError, KeyError, zipfile.BadZipFile):
        raise SynbibError(
            f"{template.name}: not a Word document; open it in Word and save it as .docx"
        ) from None


def _parsed(xml: str) -> Any:
    """Return an element with the content ``xml``."""
    from docx.oxml.parser import parse_xml

    return parse_xml(f'<w:body xmlns:w="{_NAMESPACE}" xmlns:r="{_RELATIONS}">{xml}</w:body>')


def _replace_body(word: WordDocument, xml: str) -> None:
    """Put paragraphs in place of what a document says; how its pages are set stays."""
    body = word.element.body
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    for element in reversed(list(_parsed(xml))):
        body.insert(0, element)
    _remove_relations(word.part.rels, "hyperlink", "image")


def _remove_relations(relations: dict[str, Any], *kinds: str) -> None:
    """Remove what nothing refers to any more; a part that nothing else refers to is not written then."""
    for name in [name for name, each in relations.items() if each.reltype.endswith(kinds)]:
        del relations[name]


def _packed(word: WordDocument, language: str) -> bytes:
    """Return the bytes of a document that tells nothing of this machine and this hour."""
    about = word.core_properties
    for field in ("author", "comments", "keywords", "last_modified_by", "subject", "title"):
        setattr(about, field, "")
    about.created = about.modified = datetime(*TIME)  # noqa: DTZ001 - the format has no time zone
    about.language = language
    _remove_relations(word.part.package.rels, "thumbnail")
    made = io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as file:
        return archive((name, file.read(name)) for name in file.namelist())


# --- Styles -----------------------------------------------------------------------------------------------------

_HYPERLINK_STYLE: Final = (
    '<w:style w:type="character" w:styleId="{id}"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>'
    '<w:unhideWhenUsed/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
)


def _entry_style(document: Document) -> str:
    """Return the style of entries, as Word's own of that name but for the distances."""
    indents = document.indents
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{indents.left * TWIPS}"/></w:tabs>'
    return (
        '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="Bibliography"/><w:basedOn w:val="{normal}"/>'
        '<w:uiPriority w:val="37"/><w:unhideWhenUsed/>'
        f"<w:pPr>{tab if document.has_labels else ''}"
        f'<w:spacing w:before="0" w:after="{indents.after * TWIPS}"'
        f' w:line="{indents.lines * LINE}" w:lineRule="auto"/>'
        f'<w:ind w:left="{indents.left * TWIPS}" w:hanging="{-indents.first * TWIPS}"/></w:pPr></w:style>'
    )


def _style(word: WordDocument, name: str, xml: str) -> str:
    """Return the id of a style, which is added if the document has none of that name."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = word.styles
    if name in styles:
        return str(styles[name].style_id)
    normal = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    taken = {str(each.style_id) for each in styles}
    free = next(new for i in range(len(taken) + 1) if (new := f"{name}{i or ''}") not in taken)
    made = xml.format(id=free, normal=escaped(normal.style_id) if normal else "")
    styles.element.extend(list(_parsed(made)))
    return free


def _set_language(word: WordDocument, document: Document, *, with_font: bool) -> None:
    """Set the language of what says nothing else, and, on wish, the typeface of East Asian characters."""
    from docx.oxml.ns import qn

    properties = word.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        if properties.find(qn(name)) is None:
            properties.insert(0, _parsed(f"<{name}/>")[0])
        properties = properties.find(qn(name))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_parsed(_language(document.languages))[0])
    if with_font and document.east_asian_font:
        fonts = properties.find(qn("w:rFonts"))
        fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
        fonts.set(qn("w:eastAsia"), document.east_asian_font)


# --- Paragraphs -------------------------------------------------------------------------------------------------


def _paragraphs(document: Document, names: _Names) -> Iterator[str]:
    for number, reference in enumerate(document.references):
        bookmark = escaped(names.bookmarks[reference.target])
        before = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>'
        after = f'<w:bookmarkEnd w:id="{number}"/>'
        spoken = _spoken(reference, document)
        # A reference that shows nothing has its place nevertheless.
        paragraphs = reference.paragraphs or [Paragraph("", (), ())]
        for i, paragraph in enumerate(paragraphs, 1):
            is_last = i == len(paragraphs)
            properties = _paragraph_properties(paragraph, names.entry, document.indents, is_last)
            label = _runs(paragraph.label, spoken, names) + _TAB if paragraph.label else ""
            text = label + _runs(paragraph.runs, spoken, names)
            yield f"<w:p>{properties}{before}{text}{after if is_last else ''}</w:p>"
            before = ""


def _paragraph_properties(paragraph: Paragraph, style: str, indents: Indents, is_last: bool) -> str:
    spacing = "" if is_last else '<w:spacing w:after="0"/>'
    indent = ""
    if paragraph.display:
        left = indents.left + (STEP if paragraph.display == "indent" else 0)
        indent = f'<w:ind w:left="{left * TWIPS}" w:firstLine="0"/>'
    return f'<w:pPr><w:pStyle w:val="{escaped(style)}"/>{spacing}{indent}</w:pPr>'


class _Spoken(NamedTuple):
    """What a reference's language is to each of its runs: attributes of its typeface, and its language."""

    fonts: str
    language: str


def _spoken(reference: Reference, document: Document) -> _Spoken:
    return _Spoken(
        _EAST_ASIAN if reference.is_east_asian else "",
        _language(document.own_languages(reference)),
    )


def _language(languages: Languages) -> str:
    """Return ``w:lang``, which has an attribute for each kind of script; ``""`` if it says nothing."""
    told = [
        f' w:{name}="{escaped(tag)}"' for name, tag in zip(_KINDS, languages, strict=True) if tag
    ]
    return f"<w:lang{''.join(told)}/>" if told else ""


def _runs(runs: Iterable[Run], spoken: _Spoken, names: _Names) -> str:
    return "".join(
        _linked(url, "".join(_run(run, spoken, names) for run in linked), names)
        for url, linked in groupby(runs, key=lambda run: run.url)
    )


def _linked(url: str, xml: str, names: _Names) -> str:
    if not url:
        return xml
    if url.startswith("#"):  # a place in the document
        place = names.bookmarks.get(url[1:])
        return f'<w:hyperlink w:anchor="{escaped(place)}">{xml}</w:hyperlink>' if place else xml
    name = names.links.setdefault(percent_encode(url), f"link{len(names.links) + 1}")
    return f'<w:hyperlink r:id="{name}" w:history="1">{xml}</w:hyperlink>'


def _run(run: Run, spoken: _Spoken, names: _Names) -> str:
    fonts = (_MONOSPACED if "code" in run.spans else "") + spoken.fonts
    properties = "".join(
        (
            f'<w:rStyle w:val="{escaped(names.hyperlink)}"/>' if run.url else "",
            f"<w:rFonts{fonts}/>" if fonts else "",
            *(xml for name, xml in _PROPERTIES.items() if name in run.spans),
            spoken.language,
        )
    )
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    text = escaped(run.text).translate(_BREAKS)
    return f"<w:r>{properties}{_TEXT_OPEN}{text}{_TEXT_CLOSE}</w:r>"
