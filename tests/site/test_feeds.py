"""What is new, as three feeds, and the map of a site."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

URL = "https://roe.github.io/papers/"
STORE = """
@misc{old, title = {Old & worn}, author = {Roe, Jane}, year = 2019}
@misc{new, title = {New <b>}, author = {Roe, Jane and Doe, J}, year = 2021, month = may, keywords = {a, b}, abstract = {Said.}}
@misc{newer, title = {Newer}, author = {Roe, Jane}, eprint = {2106.00001}, archiveprefix = {arXiv}, year = 2021}
@misc{undated, title = {Undated}}
@misc{odd, title = {Odd}, year = 2021, month = feb, day = 31}
"""
ATOM = "{http://www.w3.org/2005/Atom}"
Pages = dict[str, bytes]


def test_atom_has_what_rfc_4287_asks_for(make_site: Callable[..., Pages]) -> None:
    feed = etree.fromstring(make_site(STORE, url=URL, title="A & B")["feed.xml"])
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == URL
    assert feed.findtext(f"{ATOM}title") == "A & B"
    assert feed.findtext(f"{ATOM}updated") == "2021-06-01T00:00:00+00:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "A & B"
    assert [link.get("href") for link in feed.findall(f"{ATOM}link")] == [URL, f"{URL}feed.xml"]
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        [_id, _title, _updated] = (
            entry.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")
        )
        assert len(_id) == len(_title) == len(_updated) == 1
        assert datetime.fromisoformat(str(_updated[0].text)).tzinfo is not None
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{URL}entries/{key}.html" for key in ("newer", "new", "old", "undated", "odd")
    ]
    new = entries[1]
    assert new.findtext(f"{ATOM}title") == "New <b>"
    assert new.findtext(f"{ATOM}published") == "2021-05-01T00:00:00+00:00"
    assert [name.text for name in new.iter(f"{ATOM}name")] == ["Jane Roe", "J Doe"]
    assert [each.get("term") for each in new.findall(f"{ATOM}category")] == ["a", "b"]
    assert new.findtext(f"{ATOM}summary") == "Jane Roe and J Doe. 2021\n\nSaid."


def test_rss_has_what_its_specification_asks_for(make_site: Callable[..., Pages]) -> None:
    rss = etree.fromstring(make_site(STORE, url=URL, title="A & B")["rss.xml"])
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    channel = rss[0]
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "A & B",
        URL,
        "A & B",
        "en",
    ]
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == [
        "Newer",
        "New <b>",
        "Old & worn",
        "Undated",
        "Odd",
    ]
    for item in items:
        assert item.findtext("guid") == item.findtext("link")
        assert parsedate_to_datetime(str(item.findtext("pubDate"))).tzinfo is not None


def test_json_feed_has_what_version_1_1_asks_for(make_site: Callable[..., Pages]) -> None:
    feed = json.loads(make_site(STORE, url=URL, feed_size=1)["feed.json"])
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bibliography",
        "home_page_url": URL,
        "feed_url": f"{URL}feed.json",
        "language": "en",
        "items": [
            {
                "id": f"{URL}entries/newer.html",
                "url": f"{URL}entries/newer.html",
                "title": "Newer",
                "content_text": "Jane Roe. arXiv 2021",
                "date_published": "2021-06-01T00:00:00+00:00",
                "authors": [{"name": "Jane Roe"}],
                "tags": [],
            }
        ],
    }


@pytest.mark.parametrize("size", [1, 3])
def test_feeds_have_so_many_works(make_site: Callable[..., Pages], size: int) -> None:
    feed = etree.fromstring(make_site(STORE, url=URL, feed_size=size)["feed.xml"])
    assert len(feed.findall(f"{ATOM}entry")) == size


def test_a_feed_of_no_works_is_a_feed(make_site: Callable[..., Pages]) -> None:
    files = make_site("", url=URL)
    assert etree.fromstring(files["feed.xml"]).findtext(f"{ATOM}updated")
    assert etree.fromstring(files["rss.xml"]).findtext("channel/lastBuildDate")
    assert json.loads(files["feed.json"])["items"] == []


def test_the_map_names_each_page_for_people(make_site: Callable[..., Pages]) -> None:
    files = make_site(STORE, url=URL)
    found = etree.fromstring(files["sitemap.xml"])
    pages = [path for path in files if path.endswith(".html") and path != "404.html"]
    assert {loc.text for loc in found.iter("{*}loc")} == {
        URL + path.removesuffix("index.html") for path in pages
    }
    assert files["robots.txt"].decode().splitlines()[-1] == f"Sitemap: {URL}sitemap.xml"
