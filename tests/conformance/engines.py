"""Runs citeproc-js and pandoc beside synbib, over styles and items, and says where they differ.

    python tests/conformance/engines.py [STYLES…] [--items FILE] [--random N [--seed N]] [--json FILE] [--examples N]
        [--clusters N] [--only TEXT]

STYLES are names or paths; ``--random`` draws so many of the public styles. Each style renders one document: all items
are in the bibliography, and the citations are `citations_of` the items. A reference or a citation counts as equal if
it is what at least one of the two others makes of it, as HTML and as plain text. On a style on which one of them fails
only the other can say that, so that the figures are given with and without such styles.

What differs is put together by its cause: the first stretch that differs, with words and numbers abstracted, and one
token on either side; ``both`` others agree there, or ``each`` has something else. ``--clusters`` says how many are shown,
``--examples`` how many of each, and ``--only`` a text that is in them. A blank that does not break is shown as ␣.

What is no difference, and goes before comparing (`canonical`): how a character or a tag is written in HTML, spans that
say nothing, links, what an engine
says where a style shows nothing, an edge of formatting before or after a blank, and where display blocks end: all that is left of
these is a blank. Ordinary blanks in a row are one. pandoc is told what its own locale files would say otherwise: the
terms and dates of the locale files that the other two read go into the style that it is given (`with_locale`).

What the others make is kept in build/engines, and made anew only for another style, item or citation. They are found
as `benchmarks/peers.py` says.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import html
import json
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

# A script sees its own folder alone; pytest sees both.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from peers import BUILD, CITEPROC_JS, NODE, Peers

from synbib.csl import Cite, Processor, Style
from synbib.csl.style.catalogue import style_names
from synbib.csl.style.data import LOCALES
from synbib.errors import StyleError

HERE: Final = Path(__file__).parent
ITEMS: Final = HERE / "engines.json"
KEPT: Final = BUILD / "engines"
LIMIT: Final = 300.0  # seconds for one style

_Cites = list[dict[str, Any]]


@dataclass(frozen=True)
class Rendered:
    """What an engine makes of a style: HTML.

    Attributes:
        references: The references by the ids of their items.
        citations: The citations in their order.
        error: Why there are none.
    """

    references: dict[str, str]
    citations: list[str]
    error: str = ""


def citations_of(ids: Sequence[str]) -> list[_Cites]:
    """Return the citations of the document: each item, again, with locators, in groups, without its author."""
    citations: list[_Cites] = [[{"id": key}] for key in ids]
    citations += [[{"id": key} for key in ids[i : i + 3]] for i in range(0, len(ids), 3)]
    for key in ids[::5]:
        citations += [[{"id": key, "locator": "12-13", "label": "page"}], [{"id": key}]]
        citations.append([{"id": key, "locator": "7", "label": "page"}])
    citations += [[{"id": key, "suppress-author": True}] for key in ids[::7]]
    return citations


# --- The engines -------------------------------------------------------------------------------------------


def ours(style: Style, items: Sequence[Mapping[str, Any]], citations: Sequence[_Cites]) -> Rendered:
    """Return what synbib makes of a style."""
    processor = Processor(style, items, style.default_locale or None, "html")
    in_notes = style.root.get("class") == "note"
    for number, cites in enumerate(citations, 1):
        processor.citation(
            [
                Cite(
                    cite["id"],
                    locator=cite.get("locator", ""),
                    suppress_author=cite.get("suppress-author", False),
                )
                for cite in cites
            ],
            number if in_notes else None,
        )
    entries = processor.bibliography().entries if style.has_bibliography else []
    return Rendered(dict(entries), processor.citations())


def citeproc_js(
    peers: Peers,
    styles: Sequence[Style],
    items: Sequence[Mapping[str, Any]],
    citations: Sequence[_Cites],
) -> Iterator[Rendered]:
    """Yield what citeproc-js makes of each style."""
    job = {
        "styles": [
            {"name": style.name, "xml": style.xml.decode(), "locale": style.default_locale}
            for style in styles
        ],
        "items": items,
        "citations": citations,
    }
    done = subprocess.run(
        [peers.node, str(HERE / "engines.mjs"), str(NODE), str(LOCALES)],
        input=json.dumps(job),
        check=True,
        capture_output=True,
        text=True,
        timeout=LIMIT * len(styles),
    )
    for line in done.stdout.splitlines():
        if line.startswith("{"):  # it says other things, too
            found = json.loads(line)
            yield Rendered(
                found.get("references", {}), found.get("citations", []), found.get("error", "")
            )


def pandoc(
    peers: Peers,
    style: Style,
    items: Sequence[Mapping[str, Any]],
    citations: Sequence[_Cites],
    folder: Path,
) -> Rendered:
    """Return what pandoc makes of a style; ``folder`` is for the files that it reads."""
    files = {
        "items.json": json.dumps(items),
        "style.csl": with_locale(style),
        "document.md": "\n\n".join(map(_in_markdown, citations)),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [
        peers.pandoc, "document.md", "--citeproc", "--bibliography=items.json", "--csl=style.csl", "--to=json",
        "-M", "link-bibliography=false", "-M", "nocite=@*",
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=folder, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return Rendered({}, [], "takes too long")
    if done.returncode:
        return Rendered({}, [], done.stderr.strip())
    *paragraphs, last = json.loads(done.stdout)["blocks"]
    has_references = last["t"] == "Div"
    if not has_references:
        paragraphs.append(last)
    return Rendered(
        {
            entry["c"][0][0].removeprefix("ref-"): _html_of(entry["c"][1])
            for entry in (last["c"][1] if has_references else [])
        },
        [_html_of(block["c"][0]["c"][1]) for block in paragraphs],
    )


def _in_markdown(cites: _Cites) -> str:
    written = [
        ("-" if cite.get("suppress-author") else "")
        + f"@{cite['id']}"
        + (f"{{{cite['locator']}}}" if "locator" in cite else "")
        for cite in cites
    ]
    return f"[{'; '.join(written)}]"


_HTML_OF: Final = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "Underline": ('<span style="text-decoration:underline;">', "</span>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
    "Para": ("", ""),
    "Plain": ("", ""),
    "Note": ("", ""),
}


def _html_of(nodes: Iterable[dict[str, Any]]) -> str:
    """Return the HTML of a tree of pandoc's."""
    out = ""
    for node in nodes:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            out += html.escape(content, quote=False)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out += " "
        elif kind in _HTML_OF:
            start, end = _HTML_OF[kind]
            out += f"{start}{_html_of(content)}{end}"
        elif kind == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            out += f"{marks[0]}{_html_of(content[1])}{marks[1]}"
        elif kind == "Link":
            out += _html_of(content[1])
        elif kind in ("Span", "Div"):
            is_block = any(name in _BLOCKS for name in content[0][1])
            tag = "div" if is_block else "span"
            out += f"<{tag}>{_html_of(content[1])}</{tag}>"
        elif kind in ("Code", "Math", "RawInline"):
            out += html.escape(content[1], quote=False)
        else:
            raise ValueError(f"pandoc's {kind} has no HTML here")
    return out


_BLOCKS: Final = ("csl-left-margin", "csl-right-inline", "csl-block", "csl-indent")


def with_locale(style: Style) -> str:
    """Return a style that says itself what the locale file of its language says."""
    root = deepcopy(style.root)
    language = style.default_locale or "en-US"
    root.set("default-locale", language)
    path = LOCALES / f"locales-{language}.xml"
    if path.is_file():
        namespace = {"cs": str(etree.QName(root).namespace)}
        general = etree.parse(str(path)).getroot()
        overridden = [
            element
            for element in root.findall("cs:locale", namespace)
            if _holds_for(element, language)
        ]
        for element in overridden:
            _override(general, element)
            root.remove(element)
        own = etree.SubElement(root, f"{{{namespace['cs']}}}locale")
        own.set("{http://www.w3.org/XML/1998/namespace}lang", language)
        for child in general:
            if isinstance(child.tag, str) and etree.QName(child).localname != "info":
                own.append(child)
        root.remove(own)
        root.insert(1, own)
    return etree.tostring(root, encoding="unicode")


def _holds_for(element: etree._Element, language: str) -> bool:
    own = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return own is None or language == own or language.startswith(f"{own}-")


def _override(general: etree._Element, special: etree._Element) -> None:
    """Put what a style's own locale says over what the locale file does."""
    for child in special:
        if not isinstance(child.tag, str):
            continue
        theirs = general.find(child.tag)
        if etree.QName(child).localname == "terms" and theirs is not None:
            new_ordinals = any((term.get("name") or "").startswith("ordinal") for term in child)
            for term in list(theirs):
                name = term.get("name") or ""
                if (new_ordinals and name.startswith("ordinal")) or any(
                    _identity(term) == _identity(own) for own in child
                ):
                    theirs.remove(term)
            theirs.extend(list(deepcopy(child)))
        elif etree.QName(child).localname == "style-options" and theirs is not None:
            for name, value in child.attrib.items():
                theirs.set(name, value)
        else:
            for same in general.findall(child.tag):
                if same.get("form") == child.get("form"):
                    general.remove(same)
            general.append(deepcopy(child))


def _identity(term: etree._Element) -> tuple[str | None, ...]:
    form = term.get("form")
    names = ("name", "gender-form", "match")
    return (None if form == "long" else form, *(term.get(name) for name in names))


# --- What is compared --------------------------------------------------------------------------------------

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+)(?P<attributes>[^>]*)>")
_NAMES: Final = {"em": "i", "strong": "b"}
_STYLES: Final = {
    "font-variant:small-caps": "sc",
    "text-decoration:underline": "u",
    "font-style:normal": "upright",
    "font-weight:normal": "medium",
    "font-variant:normal": "full-size",
}
_NOTHING: Final = re.compile(
    r"\[(?:CSL STYLE ERROR: reference with no printed form\.|NO_PRINTED_FORM)\]"
)
_EDGE_BEFORE: Final = re.compile(r"(?P<tags>(?:<[a-z-]+>)+)(?P<blanks>[ \u00a0]+)")
_EDGE_AFTER: Final = re.compile(r"(?P<blanks>[ \u00a0]+)(?P<tags>(?:</[a-z-]+>)+)")
_EMPTY: Final = re.compile(r"<([a-z-]+)></\1>")


def canonical(markup: str) -> str:
    """Return HTML with formatting as short tags, blocks as blanks, and nothing else in it but text."""
    opened: list[str] = []

    def write(tag: re.Match[str]) -> str:
        name = _NAMES.get(tag["name"], tag["name"])
        if name == "div":
            return " "
        if name in ("a", "span"):
            if tag["end"]:
                name = opened.pop() if opened else ""
            else:
                style = re.search(r'style="([^";]*)', tag["attributes"])
                name = _STYLES.get(style[1].replace(" ", ""), "") if style else ""
                opened.append(name)
        return f"<{tag['end']}{name}>" if name else ""

    text = _TAG.sub(write, _NOTHING.sub("", markup))
    text = re.sub(r"&(?!lt;|gt;|#60;|#62;)#?\w+;", lambda found: html.unescape(found[0]), text)
    text = text.replace("&#60;", "&lt;").replace("&#62;", "&gt;")
    while (moved := _EMPTY.sub("", text)) != text:
        text = moved
    text = _EDGE_BEFORE.sub(r"\g<blanks>\g<tags>", text)
    text = _EDGE_AFTER.sub(r"\g<tags>\g<blanks>", text)
    return unicodedata.normalize("NFC", re.sub(r"[ \n\t]+", " ", text).strip())


def plain(canonical_html: str) -> str:
    """Return the text of canonical HTML."""
    text = re.sub(r"</?[a-z-]+>", "", canonical_html)
    return re.sub(" +", " ", text.replace("&lt;", "<").replace("&gt;", ">")).strip()


_TOKEN: Final = re.compile(r"</?[a-z-]+>|[^\W\d_]+|\d+|\s+|.", re.DOTALL)


def cause(mine: str, theirs: str) -> str:
    """Return the first stretch in which two texts differ, with words and numbers abstracted.

    A word is ``w`` or ``W`` by its first letter, a number is ``9``; one token stands on either side.
    """
    one, two = _TOKEN.findall(mine), _TOKEN.findall(theirs)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            before, after = one[a - 1 : a] if a else ["^"], one[b : b + 1] or ["$"]
            return f"{_abstract(before)}⟨{_abstract(one[a:b])}⟩⟨{_abstract(two[c:d])}⟩{_abstract(after)}"
    return ""


def _abstract(tokens: Sequence[str]) -> str:
    """Return tokens with words and numbers abstracted, and what is said several times once."""
    kinds: list[str] = []
    for token in tokens:
        if token[0].isalpha():
            kinds.append("W" if token[0].isupper() else "w")
        elif token.isdecimal():
            kinds.append("9")
        else:
            kinds.append(token)
    return re.sub(r"((?:[wW]+ ?){2})(?:[wW]+ ?)+", r"\1…", "".join(kinds))


@dataclass(frozen=True)
class Difference:
    """A reference or a citation that neither of the others has so.

    Attributes:
        style: The style.
        what: ``reference`` and the item, or ``citation`` and its cites.
        mine: What synbib has.
        theirs: What citeproc-js has.
        third: What pandoc has.
    """

    style: str
    what: str
    mine: str
    theirs: str
    third: str

    @property
    def agreed(self) -> bool:
        """Whether the two others agree."""
        return self.theirs == self.third

    @property
    def cause(self) -> str:
        """Who has it otherwise, and what differs first from the one that is nearer."""
        nearer = max(
            (self.theirs, self.third),
            key=lambda text: difflib.SequenceMatcher(None, self.mine, text, autojunk=False).ratio(),
        )
        return f"{'both' if self.agreed else 'each'} {cause(self.mine, nearer)}"


@dataclass
class Counted:
    """How many there are, and how many are equal to at least one, as text and as HTML."""

    total: int = 0
    text: int = 0
    markup: int = 0
    apart: int = 0

    def __add__(self, more: Counted) -> Counted:
        """Return the figures of both together."""
        return Counted(
            self.total + more.total,
            self.text + more.text,
            self.markup + more.markup,
            self.apart + more.apart,
        )

    def line(self, what: str) -> str:
        """Return the figures as a line."""
        if not self.total:
            return f"{what}: none"
        return (
            f"{what}: {self.text:,} of {self.total:,} equal as text, {self.text / self.total:.2%}; "
            f"as HTML {self.markup / self.total:.2%}; the others agree in {1 - self.apart / self.total:.1%}"
        )


def compared(
    style: Style,
    citations: Sequence[_Cites],
    mine: Rendered,
    others: Sequence[Rendered],
    counted: Mapping[str, Counted],
) -> Iterator[Difference]:
    """Count what is equal, and yield what is not."""
    for key, reference in mine.references.items():
        yield from _compared(
            style.name,
            f"reference {key}",
            reference,
            [other.references.get(key, "") for other in others if not other.error],
            counted["references"],
        )
    for number, citation in enumerate(mine.citations):
        what = " ".join(
            f"{'-' * bool(c.get('suppress-author'))}{c['id']}{'@' * ('locator' in c)}"
            for c in citations[number]
        )
        yield from _compared(
            style.name,
            f"citation {number}: {what}",
            citation,
            [other.citations[number] for other in others if not other.error],
            counted["citations"],
        )


def _compared(
    style: str, what: str, mine: str, others: Sequence[str], counted: Counted
) -> Iterator[Difference]:
    if not others:
        return
    own, theirs = canonical(mine), [canonical(other) for other in others]
    texts = [plain(text) for text in theirs]
    counted.total += 1
    counted.markup += own in theirs
    counted.apart += len(set(texts)) > 1
    if plain(own) in texts:
        counted.text += 1
        if own in theirs:
            return
        # Equal as text: only the one that has the same text can say what the markup should be.
        theirs = [text for text in theirs if plain(text) == plain(own)]
        yield Difference(style, f"html {what}", own, theirs[0], theirs[-1])
    else:
        yield Difference(style, what, plain(own), texts[0], texts[-1])


# --- The whole ---------------------------------------------------------------------------------------------


def drawn(number: int, seed: int) -> list[Style]:
    """Return so many public styles that stand on their own, drawn at random."""
    names = [name for name in style_names() if _is_independent(name)]
    return [Style.load(name) for name in random.Random(seed).sample(names, number)]


def _is_independent(name: str) -> bool:
    from synbib.csl.style.catalogue import find_style

    return find_style(name).parent.name != "dependent"


def peers_of(
    peers: Peers,
    styles: Sequence[Style],
    items: Sequence[Mapping[str, Any]],
    citations: Sequence[_Cites],
) -> dict[str, tuple[Rendered, ...]]:
    """Return what the peers make of each style, from what is kept where it is there."""
    KEPT.mkdir(parents=True, exist_ok=True)
    job = json.dumps([items, citations, CITEPROC_JS])
    paths = {
        style.name: KEPT
        / f"{hashlib.sha256(style.xml + style.default_locale.encode() + job.encode()).hexdigest()}.json"
        for style in styles
    }
    missing = [style for style in styles if not paths[style.name].exists()]
    at_once = 20
    for start in range(0, len(missing), at_once):
        some = missing[start : start + at_once]
        print(f"\r{start}/{len(missing)} styles of the others …", end="", file=sys.stderr)
        made: dict[str, list[Rendered]] = defaultdict(list)
        if peers.node:
            for style, rendered in zip(
                some, citeproc_js(peers, some, items, citations), strict=True
            ):
                made[style.name].append(rendered)
        for style in some if peers.pandoc else ():
            made[style.name].append(pandoc(peers, style, items, citations, KEPT))
        for style in some:
            text = json.dumps([asdict(rendered) for rendered in made[style.name]])
            paths[style.name].write_text(text, encoding="utf-8")
    return {
        name: tuple(Rendered(**found) for found in json.loads(path.read_text("utf-8")))
        for name, path in paths.items()
    }


def _none_counted() -> dict[str, Counted]:
    return {"references": Counted(), "citations": Counted()}


def summary(
    by_all: Mapping[str, Counted], by_some: Mapping[str, Counted], failing: Sequence[str]
) -> list[str]:
    """Return the figures as lines.

    Args:
        by_all: What was counted on styles that each of the others renders.
        by_some: What was counted on styles on which one of them fails.
        failing: Those styles, with the errors.
    """
    lines = [(figures + by_some[name]).line(name) for name, figures in by_all.items()]
    if failing:
        lines += [
            "",
            "One of the others fails on these, so that we are compared with the rest alone:",
        ]
        lines += [f"    {failure}" for failure in failing]
        lines += [figures.line(f"{name} without these") for name, figures in by_all.items()]
    return lines


def main() -> int:
    """Compare, and print figures and clusters."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("styles", nargs="*", metavar="STYLE")
    parser.add_argument("--items", type=Path, default=ITEMS, help="CSL-JSON")
    parser.add_argument("--random", type=int, default=0, help="so many public styles more")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write all differences to this file")
    parser.add_argument("--examples", type=int, default=1, help="of each cluster")
    parser.add_argument("--clusters", type=int, default=40, help="how many to print, the largest")
    parser.add_argument("--only", default="", help="clusters and differences with this text")
    options = parser.parse_args()
    items = json.loads(options.items.read_text("utf-8"))
    citations = citations_of([item["id"] for item in items])
    styles = [Style.load(name) for name in options.styles]
    styles += drawn(options.random, options.seed)
    rendered = peers_of(Peers.found(), styles, items, citations)
    by_all, by_some = _none_counted(), _none_counted()
    failing: list[str] = []
    found: list[Difference] = []
    for style in styles:
        others = rendered[style.name]
        errors = [other.error for other in others if other.error]
        failing += [f"{Path(style.name).stem}: {error.splitlines()[0][:160]}" for error in errors]
        try:
            mine = ours(style, items, citations)
        except StyleError as error:
            print(f"{style.name}: {error}")
            continue
        found += compared(style, citations, mine, others, by_some if errors else by_all)
    clusters: dict[str, list[Difference]] = defaultdict(list)
    for difference in found:
        kind = difference.what.partition(" ")[0]
        if options.only in f"{kind} {difference.cause} {difference.style} {difference.what}":
            clusters[f"{kind} {difference.cause}"].append(difference)
    for name, members in sorted(clusters.items(), key=lambda pair: -len(pair[1]))[
        : options.clusters
    ]:
        in_styles = Counter(member.style for member in members)
        print(f"\n{len(members)} in {len(in_styles)} styles: {name}")
        step = max(1, len(members) // max(1, options.examples))
        for member in members[::step][: options.examples]:
            print(f"    {Path(member.style).stem}, {member.what}")
            for engine, text in (
                ("synbib", member.mine),
                ("citeproc-js", member.theirs),
                ("pandoc", member.third),
            ):
                print(f"      {engine:11} {text}".replace("\u00a0", "␣"))
    print("", *summary(by_all, by_some, failing), sep="\n")
    if options.json:
        options.json.write_text(
            json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
