"""The browser with its keys pressed: what the whole screen shows, and what goes out of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

import synbib
from synbib.bibliography import StyleChoice
from synbib.browser import Browser, Doors, Look
from synbib.browser.app import keys_page
from synbib.csl.style import find_style, info_of
from synbib.errors import SynbibError
from synbib.library import Library

STORE = """\
@article{doe2020,
  author = {Doe, Jane}, title = {On things}, journal = {Journal of Things (JT)}, year = {2020},
  doi = {10.1000/1}, code = {https://github.com/doe/things}, keywords = {a, b}, abstract = {All \\emph{of} it.},
  groups = {Surveys},
}
@book{roe2019,
  author = {Roe, Ann and Poe, Ed}, title = {Thinking}, publisher = {Press}, year = {2019}, groups = {Deep},
}
@misc{wang2021,
  author = {王, 伟 and Doe, Jane and Roe, Ann}, title = {论文}, year = {2021}, url = {https://e.org/w},
}
@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Methods\\;0\\;1\\;\\;\\;\\;;
2 StaticGroup:Deep\\;0\\;1\\;\\;\\;\\;;
}
"""
WIDE = (80, 20)
NARROW = (40, 20)


@dataclass
class Seat:
    """A browser, somebody at its keys, and what went out of it."""

    text: str = STORE
    version: int = 0
    copied: list[tuple[str, str | None]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    refuses: str = ""
    styles: StyleChoice = field(default_factory=lambda: StyleChoice("apa"))

    def __post_init__(self) -> None:
        self.app = Browser(self.read(), self.doors(), Look("refs.bib", self.styles), self.version)
        self.pilot: Pilot[None]

    def read(self) -> Library:
        return synbib.read_text(self.text, "refs.bib")

    def doors(self) -> Doors:
        def state() -> Hashable:
            return self.version

        def copy(text: str, html: str | None) -> str:
            self._may_refuse()
            self.copied.append((text, html))
            return "copied"

        def open_address(url: str) -> None:
            self._may_refuse()
            self.opened.append(url)

        def read() -> Library:
            self._may_refuse()
            return self.read()

        return Doors(read, state, copy, open_address)

    def _may_refuse(self) -> None:
        if self.refuses:
            raise SynbibError(self.refuses)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {"/": "slash", " ": "space"}
        await self.press(*(names.get(char, char) for char in text))

    async def until(self, holds: Callable[[], bool]) -> None:
        for _ in range(2_000):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("\n".join(self.screen()))

    async def sees(self, text: str) -> None:
        await self.until(lambda: text in "\n".join(self.screen()))

    def screen(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def lines(self) -> list[str]:
        """The lines of the list."""
        top = self.app.entries.region
        return [line[top.x :] for line in self.screen()[top.y : top.y + self.app.entries.count]]


def at_a_seat(
    act: Callable[[Seat], Awaitable[None]],
    *,
    size: tuple[int, int] = WIDE,
    text: str = STORE,
    styles: StyleChoice | None = None,
) -> Seat:
    """Have something done at a browser."""
    seat = Seat(text, styles=styles or StyleChoice("apa"))

    async def run() -> None:
        async with seat.app.run_test(size=size) as seat.pilot:
            await seat.pilot.pause()
            await act(seat)

    asyncio.run(run())
    return seat


# --- what shows ---------------------------------------------------------------------------------------


def test_the_whole_of_a_wide_screen() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("down", "up")
        await seat.sees("Doe, J. (2020)")
        await seat.sees("Surveys")
        assert seat.screen() == [
            "/ search refs.bib                                                              3",
            " all                  3  │  Year Authors        Title",
            "   Surveys            1  │> 2020 Doe            On things",
            " - Methods            1  │  2019 Roe & Poe      Thinking",
            "     Deep             1  │  2021 王 et al.      论文",
            *["                         │"] * 8,
            "─apa────────────────────────────────────────────────────────────────────────────",
            " Doe, J. (2020). On things. Journal of Things (JT). https://doi.org/10.1000/1",
            "",
            " Abstract  All of it.",
            " Paper  https://doi.org/10.1000/1                                             ▇",
            " Code  https://github.com/doe/things",
            "? help  / search  q end  c citation  r reference  b BibTeX  o open  s style",
        ]

    at_a_seat(act)


def test_the_whole_of_a_narrow_screen() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("j")
        await seat.sees("Roe, A., & Poe")
        assert seat.screen() == [
            "/ search refs.bib                      3",
            "  Year Authors  Title",
            "  2020 Doe      On things",
            "> 2019 Roe      Thinking",
            "  2021 王       论文",
            *[""] * 8,
            "─apa────────────────────────────────────",
            " Roe, A., & Poe, E. (2019). Thinking.",
            " Press.",
            "",
            " Groups  Methods/Deep",
            " Key  roe2019 (book)",
            "? help  / search  q end  c citation",
        ]

    at_a_seat(act, size=NARROW)


def test_a_narrow_screen_shows_the_groups_in_the_place_of_the_list() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("t", "j", "j", "h")
        await seat.sees("+ Methods")
        assert seat.screen()[1:4] == [
            " all                                 3",
            "   Surveys                           1",
            ">+ Methods                           1",
        ]
        await seat.press("enter")
        await seat.until(lambda: len(seat.lines()) == 1)
        assert seat.lines() == ["> 2019 Roe      Thinking"]

    at_a_seat(act, size=NARROW)


def test_a_low_screen_has_the_list_alone_and_enter_reads() -> None:
    async def act(seat: Seat) -> None:
        assert not seat.app.reader.display
        await seat.press("enter")
        await seat.sees("Doe, J. (2020)")
        await seat.press("n")
        await seat.sees("Roe, A., & Poe, E. (2019)")
        await seat.press("q")
        assert not seat.app.reader.display

    at_a_seat(act, size=(40, 10))


HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_characters="{}\\%$#&_^~\"@'`-<>,"), min_size=1
)
MARKUP = [
    "[bold]not bold[/bold]",
    "[/]",
    "[@click=app.quit]here[/]",
    "$accent [red on",
    ":smile: [link=https://e.org]x[/link]",
    "\x1b[31mred \x1b]0;title\x07",
    "right\u202eleft",
    "a\tb\x00c\x7fd\x9be",
    "👩‍👩‍👧 e\u0301 ﷽ 한국어",
]


def shown_as_it_is(title: str) -> None:
    # Braces and LaTeX's signs are not the matter here: the title is what the library says that it is.
    library = synbib.read_text(f"@misc{{key, title = {{{title}}}, year = {{2020}}}}")
    expected = (
        Browser(library, Seat("").doors(), Look("x", StyleChoice("apa"))).listing.row(0).title
    )
    seat = Seat("")
    seat.app = Browser(library, seat.doors(), Look(title, StyleChoice("apa")), 0)

    async def run() -> None:
        async with seat.app.run_test(size=(200, 20)) as seat.pilot:
            await seat.pilot.pause()
            await seat.press("down")
            await seat.until(lambda: "2020" in seat.screen()[14])
            [line] = seat.lines()
            assert line.split("2020", 1)[1].strip().startswith(expected[:60].strip())
            whole = "".join(seat.screen())
            assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in whole)

    asyncio.run(run())


@pytest.mark.parametrize("title", MARKUP)
def test_markup_and_controls_are_shown_as_they_are(title: str) -> None:
    shown_as_it_is(title)


@given(HOSTILE)
@settings(max_examples=30)
def test_any_title_is_shown_as_it_is(title: str) -> None:
    shown_as_it_is(title)


def test_without_colours_nothing_has_a_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(seat: Seat) -> None:
        await seat.press("space")
        for strip in seat.app.screen._compositor.render_strips():
            filtered = strip
            for each in seat.app._filters:
                filtered = filtered.apply_filter(each, seat.app.screen.background_colors[1])
            for segment in filtered:
                style = segment.style
                assert style is None or not style.color or style.color.is_default
                assert style is None or not style.bgcolor or style.bgcolor.is_default

    at_a_seat(act)


# --- search, groups, order ----------------------------------------------------------------------------


def test_typing_searches_at_once_and_escape_shows_all_again() -> None:
    async def act(seat: Seat) -> None:
        await seat.type("/author:roe")
        await seat.until(lambda: len(seat.lines()) == 2)
        assert seat.lines()[0] == "> 2019 Roe & Poe      Thinking"
        assert seat.screen()[0].endswith(" 2 of 3")
        await seat.press("down")
        assert seat.app.entries.key == "wang2021"
        await seat.press("enter", "escape")
        await seat.until(lambda: len(seat.lines()) == 3)

    at_a_seat(act)


def test_what_is_wrong_with_a_half_typed_search_is_shown_and_goes_away() -> None:
    async def act(seat: Seat) -> None:
        await seat.type("/thinking year>")
        await seat.sees("query:15: a value of year is missing here")
        await seat.type("2")
        await seat.until(lambda: "query:" not in seat.screen()[-1])
        assert len(seat.lines()) == 1

    at_a_seat(act)


def test_all_that_is_typed_in_one_go_is_the_search() -> None:
    async def act(seat: Seat) -> None:
        for key in ("slash", "q", "slash", "t"):
            seat.app.post_message(_key(key))
        await seat.until(lambda: seat.app.field.value == "q/t")

    at_a_seat(act)


def _key(name: str) -> events.Key:
    return events.Key(name, {"slash": "/"}.get(name, name))


def test_a_group_is_chosen_and_escape_shows_all_again() -> None:
    async def act(seat: Seat) -> None:
        await seat.sees("Surveys")
        await seat.press("t", "t")  # there, and hidden
        assert not seat.app.groups.display
        await seat.press("t", "down", "enter")
        await seat.until(lambda: len(seat.lines()) == 1)
        assert seat.app.entries.key == "doe2020"
        await seat.press("escape")
        await seat.until(lambda: len(seat.lines()) == 3)

    at_a_seat(act)


def test_keys_and_the_mouse_sort() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("1")
        assert [line[2:6] for line in seat.lines()] == ["2021", "2020", "2019"]
        assert "Yr v" in seat.screen()[1]
        await seat.press("1")
        assert [line[2:6] for line in seat.lines()] == ["2019", "2020", "2021"]
        heads = seat.app.query_one("#heads")
        await seat.pilot.click(heads, offset=(25, 0))
        await seat.until(lambda: "Title^" in seat.screen()[1])
        assert [line[2:6] for line in seat.lines()] == ["2020", "2019", "2021"]
        await seat.press("0")
        assert seat.app.listing.sorted_by is None

    at_a_seat(act)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("j", "roe2019"),
        ("down down", "wang2021"),
        ("G", "wang2021"),
        ("end k", "roe2019"),
        ("G g", "doe2020"),
        ("pagedown", "wang2021"),
        ("j j j j", "wang2021"),
        ("k", "doe2020"),
        ("n", "roe2019"),
        ("G p", "roe2019"),
    ],
)
def test_keys_move(keys: str, expected: str) -> None:
    async def act(seat: Seat) -> None:
        await seat.press(*keys.split())
        assert seat.app.entries.key == expected

    at_a_seat(act)


def test_the_mouse_chooses_and_reads() -> None:
    async def act(seat: Seat) -> None:
        await seat.pilot.click(seat.app.entries, offset=(5, 1))
        assert seat.app.entries.key == "roe2019"
        await seat.pilot.click(seat.app.entries, offset=(5, 2), times=2)
        await seat.until(lambda: seat.app.reader.region.height > 10)
        await seat.sees("wang2021 (misc)")

    at_a_seat(act)


# --- what goes out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("c", "(Doe, 2020)"),
        ("r", "Doe, J. (2020). On things. Journal of Things (JT). https://doi.org/10.1000/1"),
        ("u", "https://doi.org/10.1000/1"),
        ("y", "doe2020"),
        ("space space y", "doe2020,roe2019"),
        ("space G space c", "(Doe, 2020; 王 et al., 2021)"),
        ("space G space u", "https://doi.org/10.1000/1\nhttps://e.org/w"),
        ("a y", "doe2020,roe2019,wang2021"),
        ("a a y", "doe2020"),
        ("a escape y", "doe2020"),
    ],
)
def test_keys_copy(keys: str, text: str) -> None:
    async def act(seat: Seat) -> None:
        await seat.press(*keys.split())
        await seat.sees("copied")

    seat = at_a_seat(act)
    assert [copied for copied, _ in seat.copied] == [text]


def test_a_reference_is_copied_as_html_too_and_bibtex_as_it_stands() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("j", "r", "b")
        await seat.until(lambda: len(seat.copied) == 2)

    [reference, bibtex] = at_a_seat(act).copied
    assert reference[1] is not None
    assert "<i>Thinking</i>" in reference[1]
    assert bibtex == (STORE[STORE.index("@book") : STORE.index("@misc")].strip(), None)


def test_what_cannot_be_copied_or_opened_is_said() -> None:
    async def act(seat: Seat) -> None:
        seat.refuses = "no clipboard here"
        await seat.press("y")
        await seat.sees("key of doe2020: no clipboard here")
        await seat.press("j", "u")
        await seat.sees("link of roe2019: there is no link")
        await seat.press("o")
        await seat.sees("roe2019 has no link")

    at_a_seat(act)


def test_a_link_is_opened_and_of_several_one_is_chosen() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("o")
        await seat.sees("Code")
        await seat.press("down", "enter")
        await seat.until(lambda: bool(seat.opened))
        await seat.press("o")
        await seat.sees("─ Open ─")
        await seat.press("escape", "G", "o")
        await seat.until(lambda: len(seat.opened) == 2)

    assert at_a_seat(act).opened == ["https://github.com/doe/things", "https://e.org/w"]


def test_only_addresses_on_the_web_are_opened() -> None:
    store = "@misc{a, title = {T}, url = {javascript:alert(1)}, pdf = {ftp://e.org/x.pdf}}"

    async def act(seat: Seat) -> None:
        await seat.press("o")
        await seat.sees("a has no link")

    assert at_a_seat(act, text=store).opened == []


@pytest.fixture
def few_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a test the heads of ten thousand files."""
    infos = [info_of(find_style(name)) for name in ("apa", "modern-language-association", "nature")]
    monkeypatch.setattr("synbib.browser.styles.style_infos", lambda: infos)


@pytest.mark.usefixtures("few_styles")
def test_another_style_is_chosen_by_typing() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("s")
        await seat.sees("─ Style ─")
        await seat.type("mla")
        await seat.sees("Doe, Jane. “On Things.”")
        await seat.press("escape")
        await seat.sees("─apa─")
        await seat.press("s")
        await seat.type("mla")
        await seat.press("enter")
        await seat.sees("─modern-language-association─")
        await seat.sees("Doe, Jane. “On Things.”")
        await seat.press("s")
        await seat.sees(">modern-language-association now")
        await seat.sees(" apa                     chosen")

    at_a_seat(act)


def test_keys_that_come_all_at_once_are_heeded_in_their_order() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("slash")
        for key in ("x", "y", "ctrl+u", "h", "i", "z", "backspace", "n", "ctrl+a", "t", "delete"):
            seat.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await seat.until(lambda: seat.app.field.value == "tin")

    at_a_seat(act)


def test_a_type_may_have_a_style_of_its_own() -> None:
    async def act(seat: Seat) -> None:
        await seat.sees("Doe, J. (2020).")
        await seat.press("j")
        await seat.sees("─modern-language-association─")
        await seat.sees("Roe, Ann, and Ed Poe. Thinking.")
        await seat.press("r")

    seat = at_a_seat(act, styles=StyleChoice("apa", {"book": "modern-language-association"}))
    assert [text for text, _ in seat.copied] == ["Roe, Ann, and Ed Poe. Thinking. Press, 2019."]


# --- the files, the end -------------------------------------------------------------------------------


def test_entries_that_cannot_be_read_are_told_of() -> None:
    async def act(seat: Seat) -> None:
        await seat.sees("refs.bib:1:17: cannot read @misc{broken: this brace is not closed")
        seat.text = STORE
        seat.version += 1
        await seat.sees("the store has changed, and was read again")
        seat.text = "<<<<<<< ours\n@misc{a}\n=======\n>>>>>>> theirs\n@misc{b, title = {\n"
        seat.version += 1
        await seat.sees("refs.bib:1:1: a merge conflict that is not resolved")

    at_a_seat(act, text="@misc{broken, a={\n" + STORE)


def test_a_store_that_changes_is_read_again_and_all_stays_where_it_was() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("1", "space", "G")
        assert seat.app.entries.key == "roe2019"
        seat.text = seat.text.replace("{Thinking}", "{Thinking again}").replace(
            "@book", "@misc{new2025, title = {New}, year = {2025}}\n@book"
        )
        seat.version += 1
        await seat.sees("Thinking again")
        assert seat.app.entries.key == "roe2019"
        assert list(seat.app.entries.marked) == ["doe2020"]
        assert [line[2:6] for line in seat.lines()] == ["2025", "2021", "2020", "2019"]

    at_a_seat(act)


def test_a_store_that_is_gone_is_told_of_and_what_was_read_stays() -> None:
    async def act(seat: Seat) -> None:
        seat.refuses = "refs.bib: no such file"
        seat.version += 1
        await seat.sees("refs.bib: no such file")
        assert len(seat.lines()) == 3

    at_a_seat(act)


def test_an_empty_store_says_so() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("down", "enter", "space", "c", "o", "1", "t")
        assert seat.screen()[0].endswith(" 0")

    assert at_a_seat(act, text="").copied == []


@pytest.mark.parametrize(
    ("keys", "code"), [("q", 0), ("ctrl+c", 130), ("slash a ctrl+c", 130), ("s ctrl+c", 130)]
)
@pytest.mark.usefixtures("few_styles")
def test_keys_end_it(keys: str, code: int) -> None:
    async def act(seat: Seat) -> None:
        await seat.press(*keys.split())

    assert at_a_seat(act).app.return_code == code


def test_the_page_of_keys_shows_each_and_fits_into_a_narrow_screen() -> None:
    async def act(seat: Seat) -> None:
        await seat.press("question_mark")
        await seat.sees("─ Keys ─")
        seen = "\n".join(seat.screen())
        for key in ("pagedown", "G"):
            await seat.press(key)
            seen += "\n".join(seat.screen())
        for key, _ in keys_page():
            assert f" {key} " in seen
        await seat.press("escape")
        await seat.sees("On things")

    at_a_seat(act, size=(40, 24))
