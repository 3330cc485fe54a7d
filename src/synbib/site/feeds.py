"""What is new, as feeds: Atom 1.0 (RFC 4287), RSS 2.0 and JSON Feed 1.1.

The newest works by their date of publication, as ``synbib recent`` has them. A feed needs the address of the site: its
items are known by their addresses. Of a date that is known to the month, or to the year, its first day is told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any, Final

from synbib import lazily
from synbib.site.pages import Pages
from synbib.site.work import Site, Work

__all__ = ["FEEDS", "files"]

# What XML 1.0 cannot hold, however it is escaped (§2.2).
_NOT_IN_XML: Final = lazily.pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def files(site: Site, _: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds of a site whose address is known."""
    if not site.options.url:
        return
    newest = sorted(site.works, key=_day, reverse=True)[: site.options.feed_size]
    for path, write in FEEDS.items():
        yield path, write(site, newest).encode()


def _atom(site: Site, works: Sequence[Work]) -> str:
    url = site.options.url
    entries = "".join(
        f"""\
<entry>
<id>{_xml(url + work.page)}</id>
<title>{_xml(work.title)}</title>
<link href="{_xml(url + work.page)}"/>
<published>{_day(work).isoformat()}</published>
<updated>{_day(work).isoformat()}</updated>
{"".join(f"<author><name>{_xml(name)}</name></author>{_LINE}" for name in work.authors)}\
{"".join(f'<category term="{_xml(word)}"/>{_LINE}' for word in work.keywords)}\
<summary>{_xml(_summary(work))}</summary>
</entry>
"""
        for work in works
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{_xml(url)}</id>
<title>{_xml(site.options.title)}</title>
<updated>{_last(works).isoformat()}</updated>
<author><name>{_xml(site.options.title)}</name></author>
<link href="{_xml(url)}"/>
<link rel="self" type="application/atom+xml" href="{_xml(url)}feed.xml"/>
<generator>synbib</generator>
{entries}</feed>
"""


def _rss(site: Site, works: Sequence[Work]) -> str:
    url = site.options.url
    items = "".join(
        f"""\
<item>
<title>{_xml(work.title)}</title>
<link>{_xml(url + work.page)}</link>
<guid>{_xml(url + work.page)}</guid>
<pubDate>{format_datetime(_day(work), usegmt=True)}</pubDate>
{"".join(f"<category>{_xml(word)}</category>{_LINE}" for word in work.keywords)}\
<description>{_xml(_summary(work))}</description>
</item>
"""
        for work in works
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{_xml(site.options.title)}</title>
<link>{_xml(url)}</link>
<description>{_xml(site.options.description or site.options.title)}</description>
<language>{_xml(site.options.language)}</language>
<lastBuildDate>{format_datetime(_last(works), usegmt=True)}</lastBuildDate>
<generator>synbib</generator>
<atom:link rel="self" type="application/rss+xml" href="{_xml(url)}rss.xml"/>
{items}</channel>
</rss>
"""


def _json_feed(site: Site, works: Sequence[Work]) -> str:
    url = site.options.url
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.options.title,
        "home_page_url": url,
        "feed_url": f"{url}feed.json",
        "description": site.options.description,
        "language": site.options.language,
        "items": [
            {
                "id": url + work.page,
                "url": url + work.page,
                "title": work.title,
                "content_text": _summary(work),
                "date_published": _day(work).isoformat(),
                "authors": [{"name": name} for name in work.authors],
                "tags": list(work.keywords),
            }
            for work in works
        ],
    }
    if not feed["description"]:
        del feed["description"]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


FEEDS: Final[dict[str, Callable[[Site, Sequence[Work]], str]]] = {
    "feed.xml": _atom,
    "rss.xml": _rss,
    "feed.json": _json_feed,
}
"""The path of each feed, and what writes it."""


_LINE: Final = "\n"
# Before all works that have a date: where none has, a feed has to tell one nevertheless.
_NO_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC)


def _day(work: Work) -> datetime:
    if not work.date:
        return _NO_DAY
    year, month, day = (*work.date, 1, 1)[:3]
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:  # before the year 1, or a day that no month has
        return _NO_DAY


def _last(works: Sequence[Work]) -> datetime:
    return max(map(_day, works), default=_NO_DAY)


def _summary(work: Work) -> str:
    said = ". ".join(filter(None, (work.byline, work.published_in)))
    return f"{said}\n\n{work.abstract}".strip()


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
