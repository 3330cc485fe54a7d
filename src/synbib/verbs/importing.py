"""Lists of papers, other BibTeX files, records and saved answers, read into a store: what ``synbib import`` does.

A source is read into papers, these into works, and the works go into the store, which completes what it has and
overwrites nothing. Before that the edits inside blocks are taken, as these show what the store says. Where lists are
converted, that comes last, as blocks are written from what the store holds then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field
from functools import partial
from typing import Any, cast

from synbib import formats, lazily
from synbib.arguments import expect, expect_several, expect_text
from synbib.bibtex.format import FormatOptions
from synbib.choices import SourceSyntax
from synbib.errors import Diagnostic, SynbibError, UnknownNameError
from synbib.files import Updated, decode_utf8, read_bytes, read_files, update
from synbib.formats import FORMATS
from synbib.formats.data import FormatError
from synbib.incoming import (
    Imported,
    Incoming,
    annotated,
    from_library,
    merge_into,
    with_fields,
    without_repeated,
)
from synbib.library import Library, read_data, read_text
from synbib.library.matching import marks_in
from synbib.lookup import SERVICES, read_answer
from synbib.paperlist.absorb import absorb, may_be_edited, without
from synbib.paperlist.forms.named import with_settings
from synbib.paperlist.mentions.headings import Path, is_called
from synbib.paperlist.mentions.reader import PaperList, read_list
from synbib.paperlist.works.chosen import headings_of, under
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.convert import Converted, convert
from synbib.paperlist.works.generated import has_forms, read_new
from synbib.paperlist.works.incoming import incoming_works
from synbib.paperlist.works.preview import Replacement, preview
from synbib.paperlist.works.report import Tally, report
from synbib.paperlist.works.shown import keys_in_blocks
from synbib.paperlist.works.unite import NOTED
from synbib.readme import Options, refuse_conflicts
from synbib.readme.forms import Form
from synbib.readme.options import OPTIONS_HINT
from synbib.verbs.beside import changed_blocks, keys_shown, meets_group
from synbib.verbs.rewritten import Rewritten
from synbib.verbs.syntaxes import refuse_other_than_markdown, syntax_of

__all__ = ["Import", "Progress", "Source", "import_files", "import_text"]

Progress = Callable[[str, int], AbstractContextManager[Callable[[float], None] | None]]
"""Is given a source's name and length in characters, and gives what is told, from 0 to 1, how much of it is read."""


@lazily.dataclass(frozen=True, slots=True)
class Source:
    """What is read into a store, where it is no file.

    Attributes:
        name: What stands for it in messages.
        syntax: What it is written in: a `SourceSyntax`, a format of `synbib.formats.FORMATS`, or the service that it
            is an answer of, of `synbib.lookup.SERVICES`.
        data: What it holds.
    """

    name: str
    syntax: str
    data: bytes


@lazily.dataclass(frozen=True, slots=True)
class Import:
    """What an import makes of the files.

    Attributes:
        store: The store.
        converted: The sources that are written anew: with blocks in place of their lists, or as the store writes their
            blocks after it took the edits in them.
        tally: What was found and done.
        warnings: What is doubtful in the store as it was.
        written: What was replaced, and where the old files are kept; ``None`` if nothing was to be written.
        forms: Name → form, of those that the blocks of converted lists have and no settings had.
        sentence_case: Whether these have English titles in sentence case; ``None`` if that is as it was.
        settings: The settings with this and the forms; ``None`` if nothing is new, or no file is named for them.
        replaced: The blocks that converted lists have, and what each stands in the place of.
    """

    store: Rewritten
    converted: tuple[Rewritten, ...]
    tally: Tally
    warnings: tuple[Diagnostic, ...]
    written: Updated[Any] | None = None
    forms: Mapping[str, Form] = field(default_factory=dict)
    sentence_case: bool | None = None
    settings: Rewritten | None = None
    replaced: tuple[Replacement, ...] = ()

    @property
    def files(self) -> tuple[Rewritten, ...]:
        """All files: the store and the settings first, as a README may name what only these have."""
        settings = () if self.settings is None else (self.settings,)
        return (self.store, *settings, *self.converted)

    @property
    def preview(self) -> str:
        """What stands in the place of each list that is converted, and what stays and why, in lines for a person."""
        return preview(self.replaced, self.tally.left)

    def report(self, *, verbose: bool = False, with_left: bool = True) -> str:
        """Return what was done, in lines for a person: how much of what, then each finding.

        Args:
            verbose: Whether all findings are shown, not only the first of each kind.
            with_left: Whether it tells what was not made blocks; `preview` does as well.
        """
        return report(self.tally, verbose=verbose, with_left=with_left)


@lazily.dataclass(frozen=True, slots=True)
class _Settings:
    """How sources are read, and how what is new is written; see `import_files`.

    ``kept`` names the sources that cannot be written.
    """

    convert: bool = False
    everything: bool = False
    only: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    citation_key: str | None = None
    form: FormatOptions | None = None
    options: Options = field(default_factory=Options)
    progress: Progress = lambda _name, _length: nullcontext()
    kept: frozenset[str] = frozenset()
    edits_only: bool = False

    def __post_init__(self) -> None:
        expect(self.options, "options", Options, OPTIONS_HINT)
        if self.form is not None:
            expect(self.form, "form", FormatOptions, "write e.g. FormatOptions(wrap=80)")


def import_text(
    text: str,
    library: Library,
    name: str = "README.md",
    *,
    syntax: SourceSyntax | None = None,
    convert: bool = False,
    everything: bool = False,
    only: Sequence[str] = (),
    edits_only: bool = False,
    citation_key: str | None = None,
    form: FormatOptions | None = None,
    options: Options | None = None,
) -> Import:
    """Return a store with the papers of a list, or the entries of BibTeX, read into it.

    What the store has is completed and never overwritten, but where it was edited inside a block that the store writes
    (see `synbib.paperlist.absorb`). To import the same again changes nothing.

    Args:
        text: The list.
        library: The store; ``synbib.read_text("")`` is an empty one.
        name: What stands for the list in messages.
        syntax: What the list is written in; the ending of ``name`` tells by default.
        convert: Whether a Markdown list gets blocks in its place: `Import.converted`.
        everything: Whether all that has a title and a link is taken for a paper: tools, data sets, home pages.
        only: Headings; where any are given, only what stands under them is read, and converted.
        edits_only: Whether nothing is read but what was edited inside blocks.
        citation_key: The pattern of new keys, as JabRef writes them: ``[auth:lower][year]``.
        form: How a store that had no entries is formatted.
        options: What holds where blocks do not say otherwise: `synbib.readme.Options`.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: There is no such syntax, or no such heading.
        SynbibError: The list or the store cannot be understood.
    """
    expect_text(text, "text", "synbib.import_files([path], store) takes files")
    expect(library, "library", Library, "synbib.read(path) reads one")
    data = text.encode()
    given = Source(name, syntax_of(name, syntax, data), data)
    _check_convertible(given, convert)
    chosen = expect_several(only, "only", str, "headings")
    settings = _Settings(
        convert,
        everything,
        tuple(chosen),
        citation_key=citation_key,
        form=form,
        options=options or Options(),
        edits_only=edits_only,
    )
    return _import(library, [given], settings)


def import_files(
    sources: Iterable[str | os.PathLike[str] | Source],
    store: str | os.PathLike[str],
    *,
    syntax: str | None = None,
    convert: bool = False,
    everything: bool = False,
    only: Sequence[str] = (),
    beside: Iterable[str | os.PathLike[str]] = (),
    edits_only: bool = False,
    encoding: str | None = None,
    middlewares: Sequence[str] = (),
    sentence_case: bool = True,
    citation_key: str | None = None,
    form: FormatOptions | None = None,
    options: Options | None = None,
    settings_file: str = "",
    write: bool = True,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Callable[[str], None] = lambda _line: None,
    progress: Progress = lambda _name, _length: nullcontext(),
) -> Import:
    """Read the papers that files list into a store; each file is written whole, and none if one cannot be.

    Args:
        sources: READMEs with lists or tables of papers, BibTeX files, files of records, or saved answers of services.
        store: The BibTeX file that they go into; created if there is none.
        syntax: What the files are written in; their endings tell by default. A format of `synbib.formats.FORMATS`, or
            the service that they are answers of, of `synbib.lookup.SERVICES`, is told in the same way.
        convert: Whether Markdown files get blocks in place of their lists.
        everything: Whether all that has a title and a link is taken for a paper: tools, data sets, home pages.
        only: Headings; where any are given, only what stands under them is read, and converted.
        beside: Other files whose blocks show the store: a conversion does not change how these show an entry, nor
            adds papers to their groups, and what changes all the same is told.
        edits_only: Whether nothing is read but what was edited inside blocks.
        encoding: What a BibTeX file is read as that neither is Unicode nor says what it is; guessed by default.
        middlewares: bibtexparser middlewares that the store goes through; see `synbib.read`.
        sentence_case: Whether English titles have sentence case where blocks show them; see `synbib.read`.
        citation_key: The pattern of new keys, as JabRef writes them: ``[auth:lower][year]``.
        form: How a store that had no entries is formatted.
        options: What holds where blocks do not say otherwise: `synbib.readme.Options`.
        settings_file: The settings that get the forms which blocks of converted lists have, ``synbib.toml`` or
            ``pyproject.toml``; without it they are only returned.
        write: Whether the files are written; else what would be written is only returned.
        keep: Is asked, with its name and its content, whether a file that is replaced is to be kept beside the new one.
        tell: Is given a line when another process has to be waited for.
        progress: Is told how much of a source is read.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: There is no such syntax, or no such heading.
        FileError: A file cannot be read.
        SynbibError: A file cannot be understood or written.
    """
    expect(store, "store", str, "name the BibTeX file", os.PathLike)
    named = expect_several(sources, "sources", os.PathLike, "files", str, Source)
    read_in = [_read(source, syntax, convert) for source in named]
    target = os.fspath(store)
    kept = settings_file if convert else ""
    written_anew = [s.name for s in read_in if convert or may_be_edited(s.data)]
    streams = frozenset(source.name for source in named if isinstance(source, Source))
    names = [target, *filter(None, [kept]), *(n for n in written_anew if n not in streams)]
    new = {target, kept}
    chosen = expect_several(only, "only", str, "headings")
    settings = _Settings(
        convert,
        everything,
        tuple(chosen),
        _texts(beside, {source.name for source in read_in}),
        encoding,
        citation_key,
        form,
        options or Options(),
        progress,
        streams,
        edits_only,
    )

    def imported(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], Import]:
        library = (
            read_data(read[target], target, encoding, middlewares, sentence_case=sentence_case)
            if target in read
            else read_text("", target)
        )
        given = [
            lazily.replace(source, data=read.get(source.name, source.data)) for source in read_in
        ]
        done = _import(library, given, settings)
        if kept and (done.forms or done.sentence_case is not None):
            done = lazily.replace(done, settings=_settings(kept, read.get(kept, b""), done))
        return {each.name: each.data for each in done.files}, done

    if not write:
        return imported(read_files(names, new=new))[1]
    written = update(names, imported, new=new, keep=keep, tell=tell)
    return lazily.replace(written.result, written=written)


def _texts(names: Iterable[str | os.PathLike[str]], apart: Collection[str]) -> Mapping[str, str]:
    """Return the texts of files, without those that are read or written apart from them."""
    others = {os.path.realpath(name) for name in apart}
    found = {os.fspath(name): name for name in names if os.path.realpath(name) not in others}
    return {name: decode_utf8(data, name) for name, data in read_files(found).items()}


def _settings(name: str, data: bytes, done: Import) -> Rewritten:
    """Return settings with what converted lists need: forms at their end, and how titles are written."""
    text = decode_utf8(data, name)
    return Rewritten(
        name, text, with_settings(text, name, forms=done.forms, sentence_case=done.sentence_case)
    )


def _read(source: str | os.PathLike[str] | Source, syntax: str | None, convert: bool) -> Source:
    """Return a source with what it holds now.

    Raises:
        SynbibError: It cannot be read, or is none that blocks could be put into.
    """
    if not isinstance(source, Source):
        name = os.fspath(source)
        data = read_bytes(name)
        source = Source(name, syntax_of(name, syntax, data), data)
        _check_convertible(source, convert)
        return source
    if convert:
        raise SynbibError(f"{source.name}: --convert rewrites Markdown files; leave it out here")
    return source


def _check_convertible(source: Source, convert: bool) -> None:
    if not convert:
        return
    first = "import it without --convert, and "
    refuse_other_than_markdown(source.name, "import --convert", first)
    if source.syntax != "markdown":
        raise SynbibError(f"{source.name}: --convert rewrites Markdown files; leave it out here")


# --- From sources to the store -------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class _ReadIn:
    """A source, read into the store.

    Attributes:
        imported: The store with it.
        tally: What was found and done.
        papers: The list; ``None`` if it is BibTeX.
        before: Its text.
        text: The same after the edits in its blocks were taken into the store.
        headings: The paths of all its headings, whether what stands under them was read or not.
    """

    imported: Imported
    tally: Tally
    papers: PaperList | None = None
    before: str = ""
    text: str = ""
    headings: tuple[Path, ...] = ()


def _import(library: Library, sources: Sequence[Source], settings: _Settings) -> Import:
    """Return what the files are to hold, and what is told of that.

    Raises:
        SynbibError: The store or a source cannot be understood.
    """
    library.raise_on_errors()
    first = library
    tally = Tally()
    headings: list[Path] = []
    lists: list[tuple[str, _ReadIn, PaperList]] = []
    converted: list[Rewritten] = []
    for source in sources:
        done = (
            _list(library, source, settings)
            if settings.edits_only
            else _reader(source.syntax)(library, source, settings)
        )
        if settings.convert and done.papers is not None:
            lists.append((source.name, done, done.papers))
        elif done.text != done.before:
            converted.append(Rewritten(source.name, done.before, done.text))
        tally += done.tally
        headings += done.headings
        library = library.with_text(done.imported.text)
    _check_headings(settings.only, headings)
    replaced: list[Replacement] = []
    forms: dict[str, Form] = {}
    # What blocks of one list show is not changed for the sake of another; a single one knows its own.
    fixed = set(keys_shown(settings.beside, first, settings.options))
    for name, read, _ in lists if len(lists) > 1 else ():
        fixed |= keys_in_blocks(read.text, library, name, settings.options)
    options = settings.options
    for name, read, papers in lists:
        made = _converted(read.text, papers, library, name, read.imported, settings, fixed)
        tally += Tally(left=made.left, blocks=made.blocks)
        library = library.with_text(annotated(library, made.notes))
        library = library.with_text(with_fields(library, made.fields))
        library = library.with_sentence_case(made.sentence_case)
        forms |= made.forms
        settings = lazily.replace(
            settings,
            options=lazily.replace(settings.options, forms={**settings.options.forms, **forms}),
        )
        if len(lists) > 1:
            fixed |= keys_in_blocks(made.text, library, name, settings.options)
        converted.append(Rewritten(name, read.before, made.text))
        replaced += made.replaced
    if (text := without_repeated(library, first)) != library.document.text:
        library = library.with_text(text)
    told = changed_blocks(settings.beside, (first, options), (library, settings.options))
    tally += Tally(notes=tuple(told))
    store = Rewritten(
        first.document.name, first.document.text, library.document.text, library.encoding
    )
    sentence_case = library.sentence_case if library.sentence_case != first.sentence_case else None
    return Import(
        store,
        tuple(converted),
        tally,
        first.diagnostics,
        forms=forms,
        sentence_case=sentence_case,
        replaced=tuple(replaced),
    )


def _reader(syntax: str) -> Callable[[Library, Source, _Settings], _ReadIn]:
    if syntax == "bibtex":
        return _bibtex
    return _records if syntax in FORMATS or syntax in SERVICES else _list


def _list(library: Library, source: Source, settings: _Settings) -> _ReadIn:
    """Read a list of papers into a store: mentions, works, entries."""
    before = whole = decode_utf8(source.data, source.name)
    name, edits = source.name, Tally()
    text = whole.removeprefix("\ufeff")
    if source.syntax == "markdown":
        refuse_conflicts(text, name)
        if name not in settings.kept:
            absorbed = absorb(whole, library, name, settings.options)
            library, whole = library.with_text(absorbed.store), absorbed.text
            text = without(whole.removeprefix("\ufeff"), absorbed.waiting)
            edits = Tally(taken=absorbed.taken, not_taken=absorbed.left)
    if settings.edits_only:
        return _ReadIn(Imported(library.document.text), edits, None, before, whole)
    with settings.progress(name, len(text)) as progress:
        known = partial(marks_in, library.values())
        read = (
            partial(read_new, text, library, name, settings.options)
            if source.syntax == "markdown"
            else partial(read_list, text, name, cast(SourceSyntax, source.syntax))
        )
        papers = read(progress, everything=settings.everything, known=known)
    headings = headings_of(papers) if settings.only else ()
    if settings.only:
        papers = under(papers, settings.only)
    collected = collect(papers.mentions, name)
    # A page whose headings are those of another's groups has its own groups, under its title.
    titled = papers.titled and not (
        settings.convert and meets_group(settings.beside, (path[1:] for path in papers.headings))
    )
    imported = merge_into(
        library,
        incoming_works(
            collected.works, name, venue_as_written=settings.convert and not has_forms(text, name)
        ),
        papers.headings,
        titled=titled,
        page=headings,
        pattern=settings.citation_key,
        form=settings.form,
    )
    found = Tally(
        mentions=len(papers.mentions),
        works=len(collected.works),
        conflicts=tuple(each for each in collected.findings if each.code != NOTED),
        unread=papers.unread,
        notes=(*papers.notes, *(each for each in collected.findings if each.code == NOTED)),
    )
    return _ReadIn(imported, edits + found + _done(imported), papers, before, whole, headings)


def _check_headings(wanted: Sequence[str], headings: Sequence[Path]) -> None:
    """Raise if no list has one of the headings that are asked for."""
    for name in wanted:
        if not any(is_called(path, name) for path in headings):
            known = (*(path[-1] for path in headings), *map("/".join, headings))
            raise UnknownNameError.among("heading", name, dict.fromkeys(known))


def _bibtex(library: Library, source: Source, settings: _Settings) -> _ReadIn:
    """Read another BibTeX file into a store."""
    if settings.only:
        raise SynbibError(
            f"{source.name}: BibTeX has no headings; leave it out where --only is given"
        )
    read = read_data(source.data, source.name, settings.encoding)
    read.raise_on_errors()
    entries, headings = from_library(read)
    imported = merge_into(library, entries, headings, titled=False, form=settings.form)
    found = Tally(mentions=len(entries), works=len(entries), notes=read.diagnostics)
    return _ReadIn(imported, found + _done(imported))


def _records(library: Library, source: Source, settings: _Settings) -> _ReadIn:
    """Read a file of records, or a saved answer of a service, into a store."""
    notes: list[Diagnostic] = []
    if source.syntax in FORMATS:
        works = formats.read(source.data, source.syntax, source.name, notes.append)
    else:
        works = _answer(source)
    imported = merge_into(
        library, works, titled=False, pattern=settings.citation_key, form=settings.form
    )
    found = Tally(mentions=len(works), works=len(works), notes=tuple(notes))
    return _ReadIn(imported, found + _done(imported))


def _answer(source: Source) -> list[Incoming]:
    """Return the works of a saved answer; an error names the file in place of the service."""
    try:
        works = read_answer(source.syntax, source.data)
    except FormatError as error:
        message = error.message.removeprefix(source.syntax)
        raise FormatError(f"{source.name}{message}", error.diagnostics) from None
    return [lazily.replace(work, source=source.name) for work in works]


def _done(imported: Imported) -> Tally:
    return Tally(
        new=len(imported.new),
        completed=len(imported.completed),
        unchanged=len(imported.unchanged),
        groups=imported.groups,
        conflicts=imported.findings,
    )


def _converted(
    text: str,
    papers: PaperList,
    library: Library,
    name: str,
    imported: Imported,
    settings: _Settings,
    fixed: Collection[str],
) -> Converted:
    return convert(
        text, papers, library, imported.mentioned, name, imported.above, settings.options, fixed
    )
