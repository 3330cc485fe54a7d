"""Documents with their citations resolved: what ``synbib process`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.arguments import expect, expect_several, expect_text
from synbib.choices import CitationFormat, CiteCommands
from synbib.csl import Processor, Style, locator_terms
from synbib.csl.style import known_language
from synbib.documents.citing import CitedKey, Citing
from synbib.documents.clusters import Found
from synbib.documents.commands import bibliography_command, cite_command, kept_as_latex
from synbib.documents.known import Told, looks_like_a_key, tell_apart
from synbib.documents.papers import (
    Manuscript,
    Paper,
    footnote_of,
    read_manuscript,
    write_manuscript,
    write_paper,
)
from synbib.documents.placing import Edit, Placing, free_numbers, place
from synbib.documents.reading import Citations, placed, undefined_citations
from synbib.documents.references import written_references
from synbib.documents.rendering import render
from synbib.errors import Diagnostic, SynbibError
from synbib.files import decode_utf8, read_files, update
from synbib.folder import check_inside
from synbib.library import Library
from synbib.text.inlines import Kept, kept_as_html
from synbib.verbs.rewritten import Rewritten
from synbib.verbs.sources import Sources, locator_language

__all__ = [
    "Processed",
    "Wishes",
    "named_files",
    "names_entries",
    "process_files",
    "process_text",
]


@lazily.dataclass(frozen=True, slots=True)
class Wishes:
    """How citations are resolved, beside what a document itself says.

    Attributes:
        style: The style, whatever the document names.
        default_style: The style where neither says.
        locale: The language, whatever the document says.
        default_locale: The language where neither says; None for the style's own.
        format: What citations and references are written in; by default what the document is.
        cite_commands: Whose commands citations become, in place of texts.
        link_citations: Whether citations link to their references; None if the document is to say.
        style_names: Name → style, of names of the project's own that a document may have.
    """

    style: str | None = None
    default_style: str = "chicago-author-date"
    locale: str | None = None
    default_locale: str | None = None
    format: CitationFormat | None = None
    cite_commands: CiteCommands | None = None
    link_citations: bool | None = None
    style_names: Mapping[str, str] = field(default_factory=dict)


@lazily.dataclass(frozen=True)
class Processed(Rewritten):
    """A document as it was, and with its citations resolved.

    Attributes:
        missing: A finding for each citation of a key that no entry has, with its line.
        unread: Where there are some, what of the BibTeX files could not be read: it may be these entries.
    """

    missing: tuple[tuple[Diagnostic, str], ...] = ()
    unread: tuple[Diagnostic, ...] = ()


def process_text(
    text: str, library: Library | None = None, name: str = "paper.md", wishes: Wishes | None = None
) -> Processed:
    """Return a document with its citations resolved; what is no citation stays as it is.

    Args:
        text: The document, with its own line endings.
        library: The entries; by default those of the files that the document names.
        name: What stands for the document in messages; its ending tells its syntax.
        wishes: How citations are resolved.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        StyleError: The style or the locale does not exist or is not valid.
        SynbibError: The document cannot be read, or no bibliography, or an entry that it cites.
    """
    expect_text(text, "text", "synbib.process_files([path]) takes files")
    [processed] = _processed({name: text}, library, wishes or Wishes())
    return processed


def process_files(
    paths: Iterable[str | os.PathLike[str]],
    library: Library | None = None,
    wishes: Wishes | None = None,
    *,
    write: bool = False,
    tell: Callable[[str], None] = lambda _line: None,
) -> list[Processed]:
    """Return documents with their citations resolved: one text with one numbering, and one bibliography.

    Args:
        paths: The documents in the order in which they are read.
        library: The entries; by default those of the files that the documents name.
        wishes: How citations are resolved.
        write: Whether the files are replaced by what they become. Their citations are then text.
        tell: Is given a line when another process has to be waited for.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        StyleError: The style or the locale does not exist or is not valid.
        SynbibError: A document cannot be read or written, or no bibliography, or an entry that is cited.
    """
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]

    def processed(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Processed]]:
        texts = {name: decode_utf8(data, name) for name, data in files.items()}
        done = _processed(texts, library, wishes or Wishes())
        return {each.name: each.data for each in done}, done

    if not write:
        return processed(read_files(names))[1]
    return update(names, processed, tell=tell).result


def named_files(texts: Mapping[str, str]) -> list[Path]:
    """Return the files that documents name: their bibliographies and their style.

    Args:
        texts: Name → document.

    Raises:
        SynbibError: A document cannot be read, or names a file outside of the folder.
    """
    papers = _papers(read_manuscript(text, name) for name, text in texts.items())
    styles = [
        _path(paper.metadata.csl, paper, "csl", _NAME_STYLE)
        for paper in papers
        if paper.metadata.csl and _is_path(paper.metadata.csl, paper)
    ]
    return [*_bibliographies(papers), *styles]


def names_entries(texts: Mapping[str, str]) -> bool:
    """Whether documents name a bibliography of their own, or hold their references themselves."""
    papers = _papers(read_manuscript(text, name) for name, text in texts.items())
    return any(paper.metadata.bibliography or paper.metadata.references for paper in papers)


def _papers(manuscripts: Iterable[Manuscript]) -> list[Paper]:
    """Return the documents of files in the order in which they are read."""
    return [paper for manuscript in manuscripts for paper in manuscript.papers]


# --- Sources: entries, style, language ---------------------------------------------------------------------

_NAME_STORE: Final = "give it with --store"
_NAME_STYLE: Final = "give it with --style"


def _bibliographies(papers: Iterable[Paper]) -> list[Path]:
    named = {
        _path(name, paper, "bibliography", _NAME_STORE): None
        for paper in papers
        for name in paper.metadata.bibliography
    }
    return list(named)


def _path(name: str, paper: Paper, what: str, advice: str) -> Path:
    """Return the file that a document names, from its own folder, else from the current one.

    Raises:
        SynbibError: It is outside of the current folder; or of the document's, where that is outside, too.
    """
    folder = Path(paper.name).parent
    root = Path() if folder.resolve().is_relative_to(Path.cwd()) else folder
    path = next((each for each in (folder / name, Path(name)) if each.is_file()), folder / name)
    check_inside(os.path.relpath(path, root), f"{paper.name}: {what}", advice, root)
    return path


def _sources(papers: Sequence[Paper], library: Library | None) -> Sources:
    files = [] if library is not None else _bibliographies(papers)
    references = [item for paper in papers for item in paper.metadata.references]
    sources = Sources(files, references, library)
    if sources.are_none and any(_cites(paper) for paper in papers):
        raise SynbibError(
            f"{papers[0].name}: no bibliography; name one in the metadata or with --store"
        )
    return sources


def _cites(paper: Paper) -> bool:
    return bool(paper.found.clusters or paper.metadata.nocite.keys)


def _style(papers: Iterable[Paper], wishes: Wishes) -> Style:
    if wishes.style:
        return Style.load(wishes.style)
    paper = next((paper for paper in papers if paper.metadata.csl), None)
    if paper is None:
        return Style.load(wishes.default_style)
    named = paper.metadata.csl
    if named in wishes.style_names:
        return Style.load(wishes.style_names[named])
    if _is_path(named, paper):
        return Style.load(_path(named, paper, "csl", _NAME_STYLE))
    return Style.load(named if "://" in named else named.removesuffix(".csl"))


def _is_path(style: str, paper: Paper) -> bool:
    """Whether what a document names as its style is a file, and not the name or the URL of a public one."""
    if "://" in style:
        return False
    return "/" in style or "\\" in style or (Path(paper.name).parent / style).is_file()


def _locale(papers: Iterable[Paper], wishes: Wishes) -> str | None:
    said = (paper.metadata.lang for paper in papers)
    known = next((tag for tag in said if tag and known_language(tag)), None)
    return wishes.locale or known or wishes.default_locale


# --- The documents -----------------------------------------------------------------------------------------


def _processed(
    texts: Mapping[str, str], library: Library | None, wishes: Wishes
) -> list[Processed]:
    expect(wishes, "wishes", Wishes, "synbib.Wishes(style='apa') makes one")
    if library is not None:
        expect(library, "library", Library, "synbib.read(path) reads one")
    manuscripts = [read_manuscript(text, name) for name, text in texts.items()]
    papers = _papers(manuscripts)
    sources = _sources(papers, library)
    keys = sources.keys
    looks = looks_like_a_key(keys)
    told = [tell_apart(paper.text, paper.found.clusters, sources.has, looks) for paper in papers]
    founds = [
        lazily.replace(paper.found, clusters=each.clusters)
        for paper, each in zip(papers, told, strict=True)
    ]
    if wishes.cite_commands:
        written = iter(_as_commands(papers, founds, sources, wishes))
    else:
        written = iter(_as_texts(manuscripts, founds, sources, wishes))
    done: list[Processed] = []
    told_of = iter(told)
    for manuscript in manuscripts:
        many = len(manuscript.papers)
        missing = tuple(_missing(manuscript, list(islice(told_of, many)), keys))
        done.append(
            Processed(
                manuscript.name,
                manuscript.text,
                write_manuscript(manuscript, list(islice(written, many))),
                missing=missing,
                unread=sources.unread if missing else (),
            )
        )
    return done


def _missing(
    manuscript: Manuscript, told: Sequence[Told], keys: Sequence[str]
) -> list[tuple[Diagnostic, str]]:
    """Return a finding for each key that is missing in a file and its ``nocite``, with its line."""
    known = frozenset(keys)
    start = 0
    missing: list[CitedKey] = []
    for paper in manuscript.papers:
        for cited in paper.metadata.nocite.keys:
            if cited.key not in known:
                start = max(manuscript.text.find(f"@{cited.key}", start), 0) + 1
                missing.append(CitedKey(cited.key, start, start + len(cited.key)))
    for paper, each in zip(manuscript.papers, told, strict=True):
        missing += manuscript.in_file(paper, each.missing)
    citations = tuple(placed(Citing(tuple(missing)), manuscript.text, manuscript.name))
    return undefined_citations(Citations(citations, False), known)


def _as_texts(
    manuscripts: Sequence[Manuscript], founds: Sequence[Found], sources: Sources, wishes: Wishes
) -> list[str]:
    """Return the documents with their citations formatted."""
    papers = _papers(manuscripts)
    # The cells of a notebook share the numbers of their notes.
    numbers = list(
        chain.from_iterable(
            repeat(free_numbers(each.labels), len(each.papers)) for each in manuscripts
        )
    )
    style, locale = _style(papers, wishes), _locale(papers, wishes)
    items, ids = sources.chosen(sources.wanted(founds, [paper.metadata.nocite for paper in papers]))
    terms = locator_terms(locator_language(style, locale))
    linked = wishes.link_citations
    if linked is None:
        linked = any(paper.metadata.link_citations for paper in papers)
    formats = [wishes.format or paper.format for paper in papers]
    with_references = _with_references(papers)
    texts: dict[int, str] = {}
    for written_in in dict.fromkeys(formats):
        # Each numbers and tells apart the works of all documents.
        processor = Processor(style, items, locale, written_in, cite_links=linked)
        kept = Kept()
        written = render(founds, processor, terms, ids, kept)
        for i, paper in enumerate(papers):
            if formats[i] != written_in:
                continue
            placing = _placing(paper, processor, written_in)
            edits, notes = place(paper.text, founds[i], written[i], placing, numbers[i])
            references = ""
            if i == with_references and items and style.has_bibliography:
                references = written_references(
                    processor.bibliography(), paper.references, linked=linked
                )
            text = write_paper(paper, edits, notes, references)
            texts[i] = kept.put_back(text, _KEPT_AS[written_in])
    return [texts[i] for i in range(len(papers))]


def _placing(paper: Paper, processor: Processor, format: CitationFormat) -> Placing:
    after = paper.metadata.notes_after_punctuation
    return Placing(
        processor.in_notes,
        footnote_of(paper, format),
        processor.in_notes if after is None else after,
        processor.punctuation_in_quote,
        in_markdown=format == "markdown",
    )


def _as_commands(
    papers: Sequence[Paper], founds: Sequence[Found], sources: Sources, wishes: Wishes
) -> list[str]:
    """Return the documents with commands of LaTeX in the places of their citations."""
    package = wishes.cite_commands or "biblatex"
    terms = locator_terms(_locale(papers, wishes) or "en-US")
    with_references = _with_references(papers)
    uncited = [
        "*" if paper.metadata.nocite.everything else cited.key
        for paper in papers
        for cited in paper.metadata.nocite.keys or ()
    ]
    if any(paper.metadata.nocite.everything for paper in papers):
        uncited = ["*"]
    texts: list[str] = []
    for i, (paper, found) in enumerate(zip(papers, founds, strict=True)):
        edits = [
            Edit(cluster.start, cluster.end, cite_command(cluster, package, terms))
            for cluster in found.clusters
        ]
        references = bibliography_command(package, sources.stores) if i == with_references else ""
        if references and uncited:
            references = rf"\nocite{{{','.join(uncited)}}}" + f"\n{references}"
        texts.append(write_paper(paper, edits, (), references))
    return texts


def _with_references(papers: Sequence[Paper]) -> int:
    """Return the document in which the bibliography stands: the last that has a place for it; -1 if none shall."""
    if any(paper.metadata.suppress_bibliography for paper in papers):
        return -1
    placed_in = [i for i, paper in enumerate(papers) if not paper.references.is_end]
    return placed_in[-1] if placed_in else len(papers) - 1


_KEPT_AS: Final[Mapping[CitationFormat, Callable[[str], str]]] = {
    "markdown": str,
    "html": kept_as_html,
    "latex": kept_as_latex,
    "text": lambda source: source.strip("`$"),
}
