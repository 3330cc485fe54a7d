r"""Citations as LaTeX has them, for natbib and for biblatex: what pandoc writes with ``--natbib`` and ``--biblatex``.

Sources: natbib §2.3, §2.5; biblatex §3.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from synbib import lazily
from synbib.choices import CiteCommands
from synbib.csl import LocatorLabel
from synbib.documents.clusters import Cluster, WrittenCite
from synbib.documents.locators import split_suffix
from synbib.text import from_markup, writer
from synbib.text.inlines import Kept, as_markup

__all__ = ["bibliography_command", "cite_command", "kept_as_latex"]


class _Argument(NamedTuple):
    """One cite of a command: what stands before and after it, its key, and whether its author is left out."""

    before: str
    after: str
    key: str
    suppress_author: bool

    def __str__(self) -> str:
        return f"{self.options()}{{{self.key}}}"

    def options(self) -> str:
        """Return the optional arguments; a bracket in one needs braces around."""
        before, after = (
            f"{{{each}}}" if "[" in each or "]" in each else each
            for each in (self.before, self.after)
        )
        if before:
            return f"[{before}][{after}]"
        return f"[{after}]" if after else ""


_LEADING: Final = lazily.pattern(r"\A\s*,?\s*")
_TIED: Final = lazily.pattern(r"(?<=\.) (?=\d)")


def cite_command(cluster: Cluster, package: CiteCommands, terms: Mapping[str, LocatorLabel]) -> str:
    """Return the command for a citation.

    Args:
        cluster: The citation.
        package: The package whose command it is.
        terms: The words for kinds of locators, as `synbib.csl.locator_terms` has them.
    """
    arguments = [_argument(cite, package, terms) for cite in cluster.cites]
    is_plain = not any(each.before for each in arguments[1:]) and not any(
        each.after for each in arguments[:-1]
    )
    write = _natbib if package == "natbib" else _biblatex
    return write(arguments, narrative=cluster.narrative, is_plain=is_plain)


def bibliography_command(package: CiteCommands, stores: Iterable[str]) -> str:
    """Return the command for the bibliography; ``""`` for natbib's without a file.

    Args:
        package: The package whose command it is.
        stores: The BibTeX files; biblatex has them from the preamble.
    """
    if package == "biblatex":
        return r"\printbibliography"
    names = ",".join(store.removesuffix(".bib") for store in stores)
    return f"\\bibliography{{{names}}}" if names else ""


def _natbib(arguments: list[_Argument], *, narrative: bool, is_plain: bool) -> str:
    first = arguments[0]
    if len(arguments) == 1:
        name = "citet" if narrative else "citeyearpar" if first.suppress_author else "citep"
        return f"\\{name}{first}"
    if is_plain and not narrative and not any(each.suppress_author for each in arguments):
        return f"\\citep{_joined(arguments)}"
    inside = [
        f"\\{'citeyear' if each.suppress_author or (narrative and each is first) else 'citealp'}{each}"
        for each in arguments
    ]
    authors = f"\\citeauthor{{{first.key}}} " if narrative else ""
    return f"{authors}\\citetext{{{'; '.join(inside)}}}"


def _biblatex(arguments: list[_Argument], *, narrative: bool, is_plain: bool) -> str:
    name = "textcite" if narrative else "autocite"
    star = "*" if arguments[0].suppress_author and not narrative else ""
    if is_plain:
        return f"\\{name}{star}{_joined(arguments)}"
    return f"\\{name}s{star}{''.join(map(str, arguments))}"


def _joined(arguments: list[_Argument]) -> str:
    """Return several cites as one: what is before the first, and after the last."""
    keys = ",".join(each.key for each in arguments)
    return str(_Argument(arguments[0].before, arguments[-1].after, keys, suppress_author=False))


def _argument(
    cite: WrittenCite, package: CiteCommands, terms: Mapping[str, LocatorLabel]
) -> _Argument:
    suffix = cite.suffix
    if package == "biblatex":
        # It writes the word for pages itself.
        locator, label, rest = split_suffix(suffix, terms)
        suffix = f"{locator}{rest}" if locator and label == "page" else suffix
    after = _LEADING.sub("", suffix)
    if after.startswith("{") and "}" in after:
        after = after[1:].replace("}", "", 1)
    return _Argument(
        _latex(cite.prefix.rstrip()), _latex(after), cite.key.key, cite.suppress_author
    )


def _latex(source: str) -> str:
    kept = Kept()
    written = writer("latex").inline(from_markup(as_markup(source, kept)))
    return _TIED.sub("~", kept.put_back(written, kept_as_latex))


def kept_as_latex(source: str) -> str:
    """Return code as LaTeX; mathematics and commands are as they stand."""
    ticks = re.match("`+", source)
    if ticks is None:
        return source
    return rf"\texttt{{{writer('latex').inline(source[ticks.end() : -ticks.end()])}}}"
