"""The first page in a browser: found, sorted, filtered, plotted, copied, shared, and used by keyboard alone."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_stores import Visit, written_site

from synbib.site import index
from synbib.text.folding import fold

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTENTION = "Attention Is All You Need"
BERT = "BERT: Pre-training of Transformers"
FEW = "Few-Shot Learners"
TRANSFER = "Transfer for Low-Resource Translation"
TEXBOOK = "The TeXbook"
HEBREW = "מבוא לעיבוד שפה טבעית"
GERMAN = "Über alles Mögliche"
UNDATED = "A Work Without a Year"
# What is in no group comes first; what is in two is named again in the second.
ALL = [GERMAN, UNDATED, ATTENTION, BERT, FEW, ATTENTION, TRANSFER, TEXBOOK, HEBREW]

# The list as it stands in the page, or what is found.
SHOWN = ".works:not(.away, [hidden])"


def shown(page: "Page") -> list[str]:
    """The titles that are to be seen, in order."""
    return [text.strip() for text in page.locator(f"{SHOWN} li .t").all_text_contents()]


def soon(read: Callable[[], list[str]], wanted: list[str]) -> bool:
    """Whether something is as it should be within ten seconds: some of the page follows a moment later."""
    end = time.monotonic() + 10
    while read() != wanted and time.monotonic() < end:
        time.sleep(0.02)
    return read() == wanted


def becomes(page: "Page", found: list[str]) -> bool:
    """Whether these are the titles, soon: a change of the address is told to the page after it."""
    return soon(lambda: shown(page), found)


def headings(page: "Page") -> list[str]:
    """The headings that are to be seen, in order."""
    return page.locator(f"{SHOWN} :is(h2, h3, h4)").all_text_contents()


def search(page: "Page", text: str) -> list[str]:
    """Type into the search box, and return the titles that are found."""
    page.get_by_role("searchbox").fill(text)
    return shown(page)


def said(page: "Page") -> str:
    """What is told of the results."""
    return page.locator("output.found").inner_text()


# --- searching ------------------------------------------------------------------------------------


def test_all_works_stand_under_their_groups(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    assert shown(page) == ALL
    assert headings(page) == ["Subjects", "Models", "Translation", "Typesetting"]
    assert said(page) == "8 works"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("attention", [ATTENTION]),
        ("VASWANI", [ATTENTION]),
        ("muller", [ATTENTION]),
        ("Müller", [ATTENTION]),
        ("lukasik", [TRANSFER]),
        ("oystein arger", [GERMAN]),
        ("emnlp", [TRANSFER]),
        ("1984", [TEXBOOK]),
        ("transformers", [ATTENTION, BERT]),
        ("transformers devlin", [BERT]),
        ('"of transformers"', [BERT]),
        ('"transformers of"', []),
        ('"of transf', [BERT]),
        ("שפה", [HEBREW]),
        ("neural information", [ATTENTION]),
        (".*", []),
    ],
)  # fmt: skip
def test_search_finds(visit: Visit, site_folder: Path, text: str, found: list[str]) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    assert list(dict.fromkeys(search(page, text))) == found


def test_texts_are_compared_as_synbib_compares_them(visit: Visit, tmp_path: Path) -> None:
    title = " ".join(f"x{letter}x" for letter in "ßøæœłđðþıħŋŧẞÞÆŒØŁĐÐĦŊŦÄéñçžİﬁΣςЙ２")
    folder = written_site(tmp_path / "site", f"@misc{{k, title = {{{title}}}}}")
    page = visit(f"{folder.as_uri()}/index.html")
    assert search(page, fold(title)) == [title]


def test_what_is_found_stands_under_its_headings(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    assert search(page, "emnlp") == [TRANSFER]
    assert headings(page) == ["Subjects", "Translation"]
    assert said(page) == "1 of 8 works"
    assert search(page, "nothing like it") == []
    assert said(page) == "0 of 8 works"
    assert page.get_by_text("Nothing is found").is_visible()
    assert search(page, "") == ALL


def test_words_that_are_found_are_marked(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    search(page, "uber arger")
    marked = page.evaluate("""
        [...CSS.highlights.get("found")].map(
          ({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset))
    """)
    assert marked == ["Über", "Ärger"]
    search(page, "")
    assert page.evaluate("CSS.highlights.get('found').size") == 0


# --- sorting and filtering ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("Newest first", [FEW, BERT, ATTENTION, TRANSFER, GERMAN, HEBREW, TEXBOOK, UNDATED]),
        ("Oldest first", [TEXBOOK, HEBREW, GERMAN, TRANSFER, ATTENTION, BERT, FEW, UNDATED]),
        ("By author", [GERMAN, FEW, BERT, TEXBOOK, UNDATED, ATTENTION, TRANSFER, HEBREW]),
        ("By title", [UNDATED, ATTENTION, BERT, FEW, TEXBOOK, TRANSFER, GERMAN, HEBREW]),
    ],
)
def test_works_are_sorted(visit: Visit, anywhere: str, order: str, found: list[str]) -> None:
    page = visit(anywhere + "index.html")
    page.get_by_label("Sort by").select_option(order)
    assert shown(page) == found
    assert headings(page) == []
    page.get_by_label("Sort by").select_option("By group")
    assert shown(page) == ALL


def test_works_of_a_venue_stand_together(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    page.get_by_label("Sort by").select_option("By venue")
    venues = page.locator(f"{SHOWN} li .v").all_text_contents()
    assert venues[:5] == [
        "Addison-Wesley 1984",
        "EMNLP 2016",
        "JoM 2020",
        "JoM 2019",
        "NeurIPS 2017",
    ]


def test_filters_are_added_and_taken_away(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    page.get_by_label("From year").fill("2016")
    assert page.locator(".chip").all_inner_texts() == ["Year: from 2016"]
    page.get_by_label("To year").fill("2019")
    assert list(dict.fromkeys(shown(page))) == [ATTENTION, BERT, TRANSFER]
    page.get_by_label("All types").select_option("Conference papers")
    assert list(dict.fromkeys(shown(page))) == [ATTENTION, TRANSFER]
    page.get_by_label("Has Code").check()
    assert list(dict.fromkeys(shown(page))) == [ATTENTION]
    chips = page.locator(".chip").all_inner_texts()
    assert chips == ["Year: 2016–2019", "Type: Conference papers", "Has Code", "Clear all"]
    page.get_by_role("button", name="Has Code, remove").click()
    assert list(dict.fromkeys(shown(page))) == [ATTENTION, TRANSFER]
    page.get_by_role("button", name="Clear all").click()
    assert shown(page) == ALL
    assert not page.get_by_role("checkbox", name="Has Code").is_checked()
    assert page.get_by_label("From year").input_value() == ""


def test_venue_filter(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    page.get_by_label("All venues").select_option("JoM")
    assert shown(page) == [BERT, FEW]


def test_a_group_shows_its_works_in_full_and_again_shows_all(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    translation = page.get_by_role("navigation", name="Groups").get_by_role(
        "link", name="Translation"
    )
    translation.click()
    assert shown(page) == [ATTENTION, TRANSFER]
    assert headings(page) == ["Translation"]
    # Where the whole list but names it, there is no fold with its citation.
    assert page.locator(f"{SHOWN} details").count() == 2
    assert translation.get_attribute("aria-current") == "true"
    translation.click()
    assert shown(page) == ALL


def test_counts_of_groups_tell_of_what_is_found(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    tree = page.get_by_role("navigation", name="Groups")
    assert tree.locator(".n").all_inner_texts() == ["4", "3", "2", "2"]
    search(page, "transformers")
    assert soon(tree.locator(".n").all_inner_texts, ["2", "2", "1", "0"])


def test_the_tree_folds(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    tree = page.get_by_role("navigation", name="Groups")
    fold = tree.get_by_role("button", name="Groups below Subjects")
    assert fold.get_attribute("aria-expanded") == "true"
    fold.click()
    assert fold.get_attribute("aria-expanded") == "false"
    assert not tree.get_by_role("link", name="Translation").is_visible()


# --- plots ----------------------------------------------------------------------------------------


def test_plots_count_what_is_found_and_filter(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    years = page.get_by_role("group", name="Works by year")
    venues = page.get_by_role("group", name="Works by venue")
    assert years.get_by_role("button", name="2016–2017: 2 works").is_visible()
    search(page, "transformers")
    assert soon(venues.get_by_role("button").all_inner_texts, ["JoM\n1", "NeurIPS\n1"])
    assert years.get_by_role("button", name="2016–2017: 1 work").is_visible()
    search(page, "")
    venues.get_by_role("button", name="JoM: 2 works").click()
    assert shown(page) == [BERT, FEW]
    bar = years.get_by_role("button", name="2018–2019: 1 work")
    bar.click()
    assert bar.get_attribute("aria-pressed") == "true"
    assert shown(page) == [BERT]
    # What another choice of year would give is still to be seen.
    assert years.get_by_role("button", name="2020–2021: 1 work").is_visible()
    bar.click()
    venues.get_by_role("button", name="JoM: 2 works").click()
    assert shown(page) == ALL


def test_bars_are_as_high_as_their_share(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    heights = page.locator(".plot-years rect").evaluate_all(
        "all => all.map((rect) => [rect.closest('button').ariaLabel, rect.getAttribute('height')])"
    )
    assert [pair for pair in heights if pair[1] != "0"] == [
        ["1984–1985: 1 work", "50"],
        ["2000–2001: 1 work", "50"],
        ["2004–2005: 1 work", "50"],
        ["2016–2017: 2 works", "100"],
        ["2018–2019: 1 work", "50"],
        ["2020–2021: 1 work", "50"],
    ]


# --- the address ----------------------------------------------------------------------------------


def test_the_address_has_the_state_and_a_link_restores_it(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    search(page, "transformers")
    page.get_by_label("From year").fill("2018")
    page.get_by_label("Has PDF").check()
    page.get_by_label("Sort by").select_option("Newest first")
    assert shown(page) == [BERT]
    page.wait_for_url("**/index.html#q=transformers&year=2018-&has=pdf&sort=new")

    shared = visit(page.url)
    assert shown(shared) == [BERT]
    assert shared.get_by_role("searchbox").input_value() == "transformers"
    assert shared.get_by_label("From year").input_value() == "2018"
    assert shared.get_by_role("checkbox", name="Has PDF").is_checked()
    assert shared.get_by_label("Sort by").input_value() == "new"
    shared.reload()
    assert shown(shared) == [BERT]


def test_back_undoes_a_choice_and_typed_words_as_a_whole(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    page.get_by_role("searchbox").press_sequentially("transformers")
    page.get_by_label("All venues").select_option("JoM")
    assert shown(page) == [BERT]
    page.go_back()
    assert becomes(page, [ATTENTION, BERT, ATTENTION])
    page.go_back()
    assert becomes(page, ALL)
    assert page.get_by_role("searchbox").input_value() == ""
    page.go_forward()
    assert becomes(page, [ATTENTION, BERT, ATTENTION])
    assert page.get_by_role("searchbox").input_value() == "transformers"


@pytest.mark.parametrize(
    "state",
    [
        "q=%zz",
        "q=%E0%A4%A",
        "year=x",
        "year=--",
        "group=No+such",
        "venue=<b>",
        "type=1",
        "has=nothing,,",
        "sort=constructor",
        "nonsense",
        "%",
        "group=Subjects&group=Models",
    ],
)
def test_an_address_that_says_nothing_sound_shows_works(
    visit: Visit, site_folder: Path, state: str
) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html#{state}")
    page.wait_for_selector("form.find:not([hidden])")
    if not state.startswith("q="):
        assert ATTENTION in shown(page)


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        ("zoph2016", TRANSFER),
        ("DBLP:conf/x/Ärger05", GERMAN),
        ("DBLP:conf/x/%C3%84rger05", GERMAN),
    ],
)
def test_a_key_is_an_anchor(visit: Visit, anywhere: str, anchor: str, title: str) -> None:
    page = visit(f"{anywhere}index.html#{anchor}", height=300)
    assert page.locator("li:target .t").inner_text() == title
    page.wait_for_function("""() => {
      const { top } = document.querySelector("li:target").getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    }""")


def test_an_anchor_ends_a_search_that_hides_it(visit: Visit, anywhere: str) -> None:
    page = visit(f"{anywhere}index.html#q=knuth")
    assert shown(page) == [TEXBOOK]
    page.evaluate("location.hash = '#zoph2016'")
    assert becomes(page, ALL)
    assert page.locator("li:target .t").inner_text() == TRANSFER


# --- citations ------------------------------------------------------------------------------------


def copied(page: "Page") -> str:
    """What is in the clipboard."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def unfolded(page: "Page", key: str) -> "Page":
    """Unfold a work, and wait until its citation is there."""
    page.locator(f"[id='{key}'] summary").click()
    page.locator(f"[id='{key}'] .cite").wait_for()
    return page


BIBTEX = """@article{brown2020,
  author = {Brown, Tom},
  title = {Few-Shot Learners},"""


def test_copy_buttons_fill_the_clipboard(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html", permissions=["clipboard-read", "clipboard-write"])
    unfolded(page, "brown2020")
    page.get_by_label("Style of the citation").select_option("APA")
    citation = page.locator("#brown2020 blockquote")
    assert citation.inner_text() == "Brown, T. (2020). Few-shot learners. Journal of Models."
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    assert copied(page) == "Brown, T. (2020). Few-shot learners. Journal of Models."
    html = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )
    assert "<i>Journal of Models</i>" in html
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_role("button", name="Copied").nth(1).wait_for()
    assert " ".join(copied(page).split()).startswith("@article{brown2020, author = {Brown, Tom}")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").nth(2).wait_for()
    assert copied(page) == f"{anywhere}entries/brown2020.html"


def test_the_style_that_was_chosen_is_the_next_ones_too(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    unfolded(page, "brown2020")
    page.get_by_label("Style of the citation").select_option("IEEE")
    assert "“Few-shot learners,”" in page.locator("#brown2020 blockquote").inner_text()
    unfolded(page, "zoph2016")
    assert page.locator("#zoph2016 select").input_value() == "ieee"


def test_what_a_browser_does_not_let_be_copied_is_copied_by_selection(
    visit: Visit, site_folder: Path
) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html", permissions=["clipboard-read"])
    page.evaluate(
        "for (const name of ['write', 'writeText']) navigator.clipboard[name] = () => Promise.reject(Error('no')); null"
    )
    unfolded(page, "brown2020")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert copied(page).endswith("/entries/brown2020.html")


def test_folds_work_among_what_is_found_too(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html", permissions=["clipboard-read", "clipboard-write"])
    unfolded(page, "brown2020")
    search(page, "few-shot")
    row = page.locator(f"{SHOWN} li:visible")
    row.get_by_role("button", name="Copy BibTeX").click()
    row.get_by_role("button", name="Copied").wait_for()
    assert copied(page).startswith("@article{brown2020")
    search(page, "attention")
    row.locator("summary").click()
    row.locator(".cite").wait_for()
    assert row.locator(".abstract").inner_text() == (
        "The dominant models are recurrent. We propose another."
    )
    assert row.locator(".abstract i, .abstract em").inner_text() == "recurrent"


MANY = "".join(
    f"@misc{{w{n}, author = {{Writer, W{n}}}, title = {{Work {n:03}}}, year = {2000 + n % 10},"
    f" abstract = {{About {n}.}}, code = {{https://code.example/{n}}}}}\n"
    for n in range(100)
)


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A site of a hundred works with more abstracts than the first page takes."""
    monkeypatch.setattr(index, "_MOST_OF_ABSTRACTS", 100)
    return f"{written_site(tmp_path / 'many', MANY).as_uri()}/index.html"


def test_more_is_shown_as_the_reader_goes_on(visit: Visit, many: str) -> None:
    page = visit(many)
    found = search(page, "writer")
    assert found == [f"Work {n:03}" for n in range(len(found))]
    assert len(found) < 100
    assert said(page) == "100 works"
    for _ in range(100):
        page.keyboard.press("ArrowDown")
    assert focused(page) == "Work 099"
    assert shown(page) == [f"Work {n:03}" for n in range(100)]


def test_abstracts_too_many_for_the_page_are_loaded_when_asked_for(visit: Visit, many: str) -> None:
    page = visit(many)
    assert page.locator(".abstract").count() == 0
    page.locator("#w77").scroll_into_view_if_needed()
    unfolded(page, "w77")
    assert page.locator("#w77 .abstract").inner_text() == "About 77."
    assert page.locator("script[src^='data/']").count() == 1  # those loaded are taken away again


def test_without_scripts_an_abstract_that_was_too_much_is_a_link_away(
    visit: Visit, many: str
) -> None:
    page = visit(many, java_script_enabled=False)
    page.locator("#w3 summary").click()
    page.locator("#w3").get_by_role("link", name="Abstract and citations").click()
    assert page.get_by_text("About 3.").is_visible()


def test_data_that_is_missing_is_said(visit: Visit, many: str, tmp_path: Path) -> None:
    (tmp_path / "many" / "data" / "0.js").write_bytes(b"")
    page = visit(many)
    page.evaluate("document.querySelector('#w1 details').open = true")
    page.get_by_role("status").filter(has_text="could not be loaded").wait_for(state="attached")
    assert page.locator("#w1").get_by_role("link", name="Abstract and citations").is_visible()


# --- keys -----------------------------------------------------------------------------------------


def focused(page: "Page") -> str:
    """The name, or the text, of what has the focus."""
    name: str = page.evaluate("""() => {
      const { ariaLabel, innerText, labels, tagName } = document.activeElement;
      return tagName === "BODY" ? tagName : (ariaLabel || innerText || labels[0].innerText).trim();
    }""")
    return name


def test_keys_search_move_and_clear(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    page.keyboard.press("/")
    assert focused(page) == "Search works"
    page.keyboard.type("transformers")
    page.keyboard.press("ArrowDown")
    assert focused(page) == ATTENTION
    page.keyboard.press("ArrowDown")
    assert focused(page) == BERT
    page.keyboard.press("k")
    assert focused(page) == ATTENTION
    page.keyboard.press("ArrowUp")
    assert focused(page) == "Search works"
    page.keyboard.press("Escape")
    assert shown(page) == ALL
    assert page.get_by_role("searchbox").input_value() == ""
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == UNDATED

    page.get_by_label("Use / j k").uncheck()
    page.keyboard.press("/")
    assert focused(page) == "Use / j k"
    page.reload()
    assert not page.get_by_label("Use / j k").is_checked()


def test_arrows_move_among_bars(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    page.get_by_role("button", name="1984–1985: 1 work").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "1986–1987: 0 works"
    page.keyboard.press("End")
    assert focused(page) == "2020–2021: 1 work"
    page.keyboard.press("Enter")
    assert shown(page) == [FEW]


def test_all_is_reached_by_tab_alone(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = focused(page)
        if name == "BODY":
            break
        visible = page.evaluate("document.activeElement.matches(':focus-visible')")
        assert visible, f"{name} does not show that it has the focus"
        reached.append(name.splitlines()[0])
    in_order = [
        "Skip to the content",
        "Our papers",
        "Switch to dark colours",
        "Search works",
        "Sort by",
        "Groups below Subjects",
        "Subjects",
        "Translation",
        "1984–1985: 1 work",
        "From year",
        "To year",
        "JoM: 2 works",
        "All venues",
        "All types",
        GERMAN,
        ATTENTION,
        "Code",
        "Abstract, cite",
        BERT,
        HEBREW,
    ]
    places = [reached.index(name) for name in in_order]
    assert places == sorted(places)


def test_a_citation_is_copied_by_tab_and_enter_alone(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html", permissions=["clipboard-read", "clipboard-write"])

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if focused(page).splitlines()[0] == name:
                return
        pytest.fail(f"Tab does not come to {name}")

    tab_to("Search works")
    page.keyboard.type("knuth")
    tab_to("Cite")
    page.keyboard.press("Enter")
    page.locator(f"{SHOWN} .cite").wait_for()
    tab_to("Copy citation")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert "Knuth" in copied(page)


def test_the_skip_link_leads_to_the_content(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Search works"
    assert shown(page) == ALL


# --- light and dark, phones, print, no script -----------------------------------------------------


def background(page: "Page") -> str:
    """The colour of the page."""
    colour: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return colour


def test_light_and_dark_follow_the_system_until_the_reader_chooses(
    visit: Visit, anywhere: str
) -> None:
    page = visit(anywhere + "index.html", color_scheme="dark")
    assert background(page) == "rgb(21, 23, 26)"
    page.get_by_role("button", name="Switch to light colours").click()
    assert background(page) == "rgb(253, 252, 249)"
    page.reload()
    assert background(page) == "rgb(253, 252, 249)"
    page.get_by_role("button", name="Switch to dark colours").click()
    assert background(page) == "rgb(21, 23, 26)"


def test_a_phone_has_no_sideways_scroll_and_large_targets(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html", width=360, height=640, has_touch=True, is_mobile=True)
    page.get_by_text("Groups and filters").click()
    unfolded(page, "vaswani2017")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    small = page.evaluate("""
      [...document.querySelectorAll("button, input, select, summary, .tree a, .m a")]
        .filter((each) => each.checkVisibility() && !each.closest(".plot-years"))
        .map((each) => [each, (each.closest("label") ?? each).getBoundingClientRect()])
        .filter(([each, { width, height }]) => height < 43.5 || (width < 43.5 && !each.matches(".fold")))
        .map(([each, { width, height }]) => `${each.outerHTML.slice(0, 60)} ${width} × ${height}`)
    """)
    assert small == []


def test_bars_of_years_on_a_phone_are_as_high_as_a_finger(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html", width=360, height=640, has_touch=True)
    page.get_by_text("Groups and filters").click()
    box = page.get_by_role("button", name="1984–1985: 1 work").bounding_box()
    assert box is not None
    assert box["height"] >= 44


def test_without_scripts_all_can_be_read(visit: Visit, anywhere: str) -> None:
    page = visit(anywhere + "index.html", java_script_enabled=False)
    assert shown(page) == ALL
    assert headings(page) == ["Subjects", "Models", "Translation", "Typesetting"]
    assert not page.get_by_role("searchbox").is_visible()
    assert page.locator("#vaswani2017 .a").inner_text() == "Ashish Vaswani and Jörg Müller"
    assert page.locator("#vaswani2017 .v").inner_text() == "NeurIPS 2017"
    assert page.get_by_role("link", name="Code").first.get_attribute("href") == (
        "https://code.example/attention"
    )
    page.locator("#vaswani2017 summary").click()
    assert "recurrent" in page.locator("#vaswani2017 .abstract").inner_text()
    page.locator("#vaswani2017 a.page").click()
    assert page.locator("h1").inner_text() == ATTENTION


def test_titles_have_their_language_and_direction(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html")
    title = page.locator("#levi2001 .t")
    assert title.get_attribute("lang") == "he-IL"
    assert title.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert page.locator("#knuth1984 .t").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_print_has_the_list_alone(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert not page.locator(".aside").is_visible()
    assert page.get_by_text(TEXBOOK).is_visible()
    assert background(page) == "rgb(255, 255, 255)"


def test_print_has_all_that_is_found_each_below_the_other(visit: Visit, many: str) -> None:
    page = visit(many)
    search(page, "writer")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page)) == 100
    boxes = page.locator(f"{SHOWN} li").evaluate_all(
        """all => all.map((li) => [li.getBoundingClientRect(), li.querySelector(".m").getBoundingClientRect()])
                     .map(([{ bottom }, inner]) => inner.bottom <= bottom)"""
    )
    assert all(boxes)


def test_nothing_moves_where_motion_is_reduced(visit: Visit, site_folder: Path) -> None:
    page = visit(f"{site_folder.as_uri()}/index.html", reduced_motion="reduce")
    moving = "[...document.querySelectorAll('*')].filter((each) => parseFloat(getComputedStyle(each).transitionDuration))"
    assert page.evaluate(f"{moving}.length") == 0


# --- strangers' texts -----------------------------------------------------------------------------

_UNASKED = """
  [...document.querySelectorAll("main img, main script, main b, main iframe, main svg[onload], [onerror], [onclick], [onmouseover]")]
    .map((each) => each.outerHTML)
"""


def test_no_text_becomes_an_element(visit: Visit, hostile_folder: Path) -> None:
    page = visit(f"{hostile_folder.as_uri()}/index.html")
    assert page.evaluate(_UNASKED) == []
    assert "<img src=x onerror=alert(1)>" in shown(page)
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    page.locator(".works .cite").nth(4).wait_for()
    assert page.evaluate(_UNASKED) == []
    search(page, "onerror")
    assert page.evaluate(_UNASKED) == []
    assert shown(page) == ["<img src=x onerror=alert(1)>"]
    search(page, "7*7")
    assert "49" not in "".join(shown(page))
    addresses = page.evaluate("[...document.links].map((link) => link.protocol)")
    assert set(addresses) <= {"file:", "https:", "http:"}


def test_no_page_of_a_work_has_an_element_of_its_texts(visit: Visit, hostile_folder: Path) -> None:
    for path in sorted((hostile_folder / "entries").iterdir()):
        page = visit(path.as_uri())
        assert page.evaluate(_UNASKED) == []


def test_a_work_may_be_called_like_a_part_of_the_page(visit: Visit, hostile_folder: Path) -> None:
    page = visit(f"{hostile_folder.as_uri()}/index.html")
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(names) == len(set(names))


# --- small stores ---


@pytest.mark.parametrize(
    ("store", "shown"),
    [
        ("@misc{k, title = {T}}", []),
        ("@misc{k, title = {T}, year = 2020}", ["Years"]),
        ("@article{k, title = {T}, journal = {J}, code = {https://e.org/}}", ["Venues", "More filters"]),
    ],
    ids=["nothing", "year", "venue and code"],
)  # fmt: skip
def test_what_would_be_empty_is_not_offered(
    visit: Visit, tmp_path: Path, store: str, shown: list[str]
) -> None:
    page = visit(f"{written_site(tmp_path / 'site', store).as_uri()}/index.html")
    headings = page.locator(".filters h2:visible").all_inner_texts()
    assert headings == [*shown, "Keys"]


def test_the_axis_of_one_year_names_it_once(visit: Visit, tmp_path: Path) -> None:
    store = "@misc{k, title = {T}, year = 2020}"
    page = visit(f"{written_site(tmp_path / 'site', store).as_uri()}/index.html")
    assert page.locator(".axis").inner_text().split() == ["2020"]


def test_of_an_empty_store_there_is_nothing_to_search(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{written_site(tmp_path / 'site', '').as_uri()}/index.html#q=a")
    assert page.locator("main").inner_text().split("\n")[-1] == "There is nothing here yet."
    assert page.locator("form.find").is_hidden()
