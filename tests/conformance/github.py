"""Markdown as GitHub reads it: by cmark-gfm, which GitHub runs, and with raw HTML let through.

GitHub filters elements and attributes after this; here nothing does, so that whatever gets through is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from cmarkgfm.cmark import Options, markdown_to_html_with_extensions

__all__ = ["PAYLOADS", "Page"]

_OPTIONS: Final = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_EXTENSIONS: Final = ("table", "autolink", "strikethrough", "tasklist")

URL: Final = "https://e.org/"
# What somebody may write into a title, and the links that it gets on GitHub.
PAYLOADS: Final[dict[str, list[str]]] = {
    # Bare URLs and what stands in them or after them.
    "see https://e.org/a": [f"{URL}a"],
    "see https://e.org/~roe/X_(y)": [f"{URL}~roe/X_(y)"],
    "see https://e.org/a_b_c*d*e": [f"{URL}a_b_c*d*e"],
    "(see https://e.org/~roe).": [f"{URL}~roe"],
    "https://e.org/a_(b_), and": [f"{URL}a_(b_)"],
    "https://e.org/a_(b_)), and": [f"{URL}a_(b_)"],
    "“https://e.org/_a”, 'https://e.org/_b'!": [f"{URL}_a", f"{URL}_b"],
    "见https://e.org/~a。又见（https://e.org/_b）。": [f"{URL}~a", f"{URL}_b"],
    "https://e.org/a\N{NO-BREAK SPACE}: b": [f"{URL}a"],
    "https://e.org/a?b=1&c=2": [f"{URL}a?b=1&c=2"],
    "https://e.org/a?b&copy;=1 https://e.org/?&lt;": [f"{URL}a?b&copy;=1", URL],
    "https://e.org/a[0](b) https://e.org/[a]": [f"{URL}a[0](b)", f"{URL}[a]"],
    "https://e.org/a|b `https://e.org/`": [f"{URL}a|b", URL],
    "https://e.org/a\"b'c`d`^e{f}\\g\\_h": [f"{URL}a\"b'c`d`^e{{f}}\\g\\_h"],
    "https://e.org/<img src=x onerror=alert(1)>": [URL],
    "https://e.org/~a<img src=x onerror=alert(1)>": [f"{URL}~a"],
    "https://e.org/\\<img src=x onerror=alert(1)>": [f"{URL}\\"],
    "<https://e.org/a> <https://e.org/~a>": [f"{URL}a", f"{URL}~a"],
    "https://e.org/1(2)3:4<267::AID-X>3.0.CO;2-A": [f"{URL}1(2)3:4<267::AID-X>3.0.CO;2-A"],
    "https://e.org/urn:nbn:de:101:1": [f"{URL}urn:nbn:de:101:1"],
    "https://e.org/$a$ HTTP://e.org/_ ftp://e.org/~": [
        f"{URL}$a$",
        "HTTP://e.org/",
        "ftp://e.org/",
    ],
    "www.e.org/a www.e.org/~roe (www.e.org/_a)": [
        "http://www.e.org/a",
        "http://www.e.org/~roe",
        "http://www.e.org/_a",
    ],
    "https:// http:// www. https://* ://x a:// b": [],
    "shttps://e.org/~a xwww.e.org/_": [],
    "roe@e.org, a_b@e.org; mailto:roe@e.org": [
        "mailto:roe@e.org",
        "mailto:a_b@e.org",
        "mailto:roe@e.org",
    ],
    # Links, images, references, footnotes.
    "[a](javascript:alert(1)) ![a](https://e.org) [a]: /b": [],
    "[a][b] [a] [^1] [^1]: c": [],
    "[^1]: c": [],
    "[a]: javascript:alert(1)": [],
    "!www.e.org/~ !https://e.org/~a ]https://e.org/a?<b> ]www.e.org/_a": [
        "http://www.e.org/",
        f"{URL}~a",
        f"{URL}a",
        "http://www.e.org/_a",
    ],
    "<javascript:alert(1)> <mailto:x> javascript:alert(1)": [],
    "javascript://e.org/%0Aalert(1) data:text/html,<b>": [],
    "!": [],
    "]": [],
    # HTML.
    "<img src=x onerror=alert(1)>": [],
    "&lt;img src=x&gt; &amp;lt; &#60;b&#x3c; &copy &copy; &": [],
    "</li></details></summary></td></table><script>alert(1)</script>": [],
    "<!-- a --> <!DOCTYPE a> <?php a ?> <![CDATA[a]]>": [],
    "<!-- synbib:end -->": [],
    "\\<b> \\\\<b> \\&lt;b>": [],
    "a<b a < b a<=b a<3 <": [],
    # Blocks.
    "# a": [],
    "+ a": [],
    "- [ ] a": [],
    "[x] a": [],
    "> [!NOTE]": [],
    "2020. a": [],
    "7) a": [],
    "===": [],
    "--- | ---": [],
    ":-- | :-:": [],
    "***": [],
    "* * *": [],
    "_ _ _": [],
    "```": [],
    "~~~ a": [],
    "\ta": [],
    "    a": [],
    "a  ": [],
    "a\\": [],
    "a | b |": [],
    # Spans.
    "~a~ ~~a~~ *a* **a** _a_ __a__ a_b_c `a` ``a`` ***a***": [],
    "$a$ $$a$$ $`a`$ $5 and $6 $": [],
    ":smile: :tada::tada: a:b:c:d 1:100:2 :+1: a::b": [],
    "@roe #123 GH-1 roe/synbib#1 da39a3ee5e6b4b0d3255bfef95601890afd80709": [],
}


class Page(HTMLParser):
    """What GitHub's parser makes of a text.

    Attributes:
        tags: Each element with its attributes, in order.
        text: What a reader sees.
        links: Text and target of each link.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = markdown_to_html_with_extensions(source, _OPTIONS, _EXTENSIONS)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.links: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self._opened = -1
        self.feed(self.html)
        self.close()

    @property
    def elements(self) -> set[str]:
        """The names of all elements."""
        return {tag for tag, _ in self.tags}

    @property
    def words(self) -> str:
        """What a reader sees, white space folded."""
        return " ".join(self.text.split())

    @property
    def targets(self) -> Iterator[str]:
        """All that is linked to or loaded, and whatever else an attribute may run."""
        for _, attributes in self.tags:
            yield from (value for name, value in attributes.items() if name in ("href", "src"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "a":
            self._opened = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._opened >= 0:
            target = next(attributes for tag, attributes in reversed(self.tags) if tag == "a")
            self.links.append((self.text[self._opened :], target.get("href", "")))
            self._opened = -1

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.comments.append(decl)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)

    def unknown_decl(self, data: str) -> None:
        self.comments.append(data)
