"""The browser: what its keys do, and what follows from what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from time import perf_counter
from typing import ClassVar, Final, NamedTuple

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from synbib.browser.branches import branches
from synbib.browser.copying import KINDS
from synbib.browser.doors import Doors, Look
from synbib.browser.lines import Lines
from synbib.browser.listing import Listing
from synbib.browser.lists import Entries, Groups, Heads
from synbib.browser.menus import PAUSE, Field, Menu, Page, Reader
from synbib.browser.preview import Paragraph, preview
from synbib.browser.rows import COLUMNS
from synbib.browser.styles import Styles
from synbib.errors import SynbibError
from synbib.library import Entry, Library
from synbib.library.facets import group_paths
from synbib.text.controls import one_line
from synbib.text.urls import is_page

__all__ = ["INTERRUPTED", "Browser", "keys_page"]

INTERRUPTED: Final = 130
"""What `Browser.return_code` is after Ctrl-C, as the shells have it."""
_AT_ONCE: Final = 0.02  # seconds that a key may take before others have their turn
_LOOK_EVERY: Final = 1.0  # seconds between two looks at the files
_SAID_FOR: Final = 5.0  # seconds that a message stays


class _Key(NamedTuple):
    """A key, what it does, and how the page of keys tells it.

    Attributes:
        keys: As textual names them.
        action: The action; ``""`` for what a widget does by itself.
        shown: As people name them.
        about: What it does.
        hint: The same in a word, for the last line; ``""`` for what does not stand there.
    """

    keys: str
    action: str
    shown: str
    about: str
    hint: str = ""


# In the order of the page; the hints stand in the last line as far as there is room.
_KEYS: Final = (
    _Key("question_mark", "help", "?", "this page", "help"),
    _Key("", "", "/", "search as you type: words, year>=2023, author:wang …", "search"),
    _Key("", "", "Esc", "back: to the list, then all entries, then no marks"),
    _Key("", "", "j k g G", "down, up, first, last; arrows and pages as well"),
    _Key("", "", "Enter", "read the entry in view; again: back to the list"),
    _Key("n", "step(1)", "n", "the next entry, also while you read"),
    _Key("p", "step(-1)", "p", "the one before"),
    *(
        _Key(kind.key, f"copy('{kind.name}')", kind.key, f"copy the {kind.name}", kind.name)
        for kind in KINDS
    ),
    _Key("o", "open", "o", "open a link: paper, PDF, code …", "open"),
    _Key("space", "mark", "Space", "mark the entry: what is marked is copied together", "mark"),
    _Key("a", "mark_all", "a", "mark all that show; if they are, unmark them"),
    _Key("s", "styles", "s", "another style", "style"),
    _Key(
        "t", "groups", "t", "to the groups, and hide them; Enter shows the entries of one", "groups"
    ),
    _Key("", "", "h l", "in the tree: hide and show the groups below one"),
    _Key("v", "preview", "v", "hide or show the preview"),
    *(
        _Key(str(i), f"sort('{name}')", str(i), f"sort by {name}; again: the other way round")
        for i, name in enumerate(COLUMNS, 1)
    ),
    _Key("0", "sort('')", "0", "in the order of the file"),
    _Key("", "", "Tab", "to the next part of the screen; the mouse works, too"),
    _Key("ctrl+l", "redraw", "Ctrl-L", "draw the screen anew"),
    _Key("ctrl+z", "suspend_process", "Ctrl-Z", "to the shell; fg there comes back"),
    _Key("q", "leave", "q", "end", "end"),
)
_HINTS: Final = ("?", "/", "q", "c", "r", "b", "o", "s", "t", "Space")


class Browser(App[None]):
    """The entries of a library on a terminal.

    Args:
        library: The entries.
        doors: What is outside.
        look: How they are shown.
        state: What `Doors.state` returned before they were read.
    """

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = "#entries"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - of the instance, for textual's types
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - of the instance, for textual's types
    CSS = """
    #top { height: 1; }
    #slash { width: 2; color: $accent; text-style: bold; }
    #count { width: auto; color: $text-muted; padding: 0 0 0 1; }
    #middle { height: 1fr; }
    #groups { width: 26; height: 1fr; border-right: solid $primary; display: none; }
    .-wide.-some-groups #groups { display: block; }
    .-wide.-without-groups #groups { display: none; }
    .-narrow.-groups-over #groups { display: block; width: 1fr; border-right: none; }
    .-narrow.-groups-over #list { display: none; }
    #list { width: 1fr; height: 1fr; }
    #entries { height: 1fr; }
    #preview {
        height: 30%; min-height: 4; border-top: solid $primary; scrollbar-size-vertical: 1;
        border-title-color: $foreground; padding: 0 1;
    }
    #preview:focus { border-top: solid $accent; }
    #text { height: auto; }
    #status { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    #status.-told { color: $warning; height: auto; max-height: 3; text-wrap: wrap; }
    .-low #preview, .-without-preview #preview { display: none; }
    .-reading #middle { display: none; }
    .-reading #preview { display: block; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("escape", "back", show=False),
        # At once: what is typed right after it is the search.
        Binding("slash", "find", show=False, priority=True),
        *(Binding(key.keys, key.action, show=False) for key in _KEYS if key.action),
    ]

    def __init__(self, library: Library, doors: Doors, look: Look, state: Hashable = None) -> None:
        # The terminal's own colours: they are right on its background, dark or light.
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self.title = look.title
        self.listing = Listing(library)
        self.styles_to_choose = Styles(look.styles)
        self.entries = Entries(self.listing)
        self.groups = Groups()
        self.field = Field(id="search", hint=f"search {one_line(look.title)}", lines=self.entries)
        self.reader = Reader(id="preview")
        self._heads = Heads(self.listing)
        self._count = Static(id="count", markup=False)
        self._text = Static(id="text", markup=False)
        self._status = Static(id="status", markup=False)
        self._locale = look.locale
        self._doors = doors
        self._state = state
        self._folded: frozenset[tuple[str, ...]] = frozenset()
        self._paths: Mapping[str, Sequence[str]] = {}
        self._pause: Timer | None = None
        self._until: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield what the screen is made of."""
        with Horizontal(id="top"):
            yield Static("/", id="slash")
            yield self.field
            yield self._count
        with Horizontal(id="middle"):
            yield self.groups
            with Vertical(id="list"):
                yield self._heads
                yield self.entries
        with self.reader:
            yield self._text
        yield self._status

    def on_mount(self) -> None:
        """Show the list at once; all else comes after it."""
        self._show_found()
        self._say("")
        self.call_after_refresh(self._make_ready)
        self.set_interval(_LOOK_EVERY, self._look_at_files)
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def on_resize(self) -> None:
        """Say in the last line what there is room for."""
        self._say("")

    def _make_ready(self) -> None:
        self._show_groups()
        self._keep_on()
        if broken := _broken(self.listing.library):
            self._say(broken, lasts=True)

    @property
    def _under(self) -> Screen[object]:
        """The screen under whatever is open over it."""
        return self.screen_stack[0]

    # --- what is searched, and what shows --------------------------------------------------------------

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self.listing.search(event.value)
        self._go_on()
        self._show_found()
        self._keep_on()

    def _go_on(self) -> None:
        """Search as far as nobody notices."""
        end = perf_counter() + _AT_ONCE
        while self.listing.is_searching and perf_counter() < end:
            self.listing.go_on()

    @work(group="search", exclusive=True)
    async def _keep_on(self) -> None:
        """Search to the end, and make all entries ready for the next search; let keys and drawing come between."""
        while True:
            searching = self.listing.is_searching
            more = self.listing.go_on()
            if searching and not self.listing.is_searching:
                self._show_found(self.entries.cursor)
            if not more:
                return
            await asyncio.sleep(0)

    def _show_found(self, cursor: int = 0) -> None:
        self.entries.show(len(self.listing.shown), cursor)
        self._tell_count()
        if self.listing.note:
            self._say(self.listing.note, lasts=True)
        else:
            self._say("")

    def _tell_count(self) -> None:
        shown, total = len(self.listing.shown), len(self.listing)
        marked = f"{len(self.entries.marked)} marked, " if self.entries.marked else ""
        some = f"{shown:,} of " if shown != total or self.listing.query else ""
        going = "…" if self.listing.is_searching else ""
        self._count.update(f"{marked}{some}{total:,}{going}")

    def _say(self, message: str, *, lasts: bool = False) -> None:
        """Say something in the last line, for a while or until something else is said; if nothing, what keys do."""
        if self._until is not None:
            self._until.stop()
        if message and not lasts:
            self._until = self.set_timer(_SAID_FOR, lambda: self._say(""))
        self._status.set_class(bool(message), "-told")
        self._status.update(one_line(message) or _hints(self.size.width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a key does what it does now: where one types, ``/`` is a sign like others."""
        return action != "find" or (self.screen is self._under and self.focused is not self.field)

    def action_find(self) -> None:
        """Type a search."""
        self._read(False)
        self._go_to(self.field)

    def _go_to(self, widget: Widget) -> None:
        self._under.set_focus(widget)

    @on(Input.Submitted, "#search")
    def _end_typing(self) -> None:
        self._go_to(self.entries)

    # --- the groups ------------------------------------------------------------------------------------

    def _show_groups(self) -> None:
        library = self.listing.library
        self._paths = group_paths(library.groups)
        self.groups.branches = branches(library.groups, self.listing.keys, self._folded)
        self.groups.show(len(self.groups.branches), self.groups.cursor)
        self._under.set_class(bool(library.groups.children), "-some-groups")

    @on(Lines.Chosen, "#groups")
    def _choose_group(self) -> None:
        branch = self.groups.branches[self.groups.cursor]
        self.groups.chosen = branch.path
        self._show_only(branch.keys if branch.path else None)
        self._under.remove_class("-groups-over")
        self._go_to(self.entries)

    def _show_only(self, keys: Sequence[str] | None) -> None:
        key = self.entries.key
        self.listing.choose(keys)
        self.entries.show_shown(key)
        self.groups.refresh()
        self._tell_count()

    @on(Groups.Folded)
    def _fold(self, event: Groups.Folded) -> None:
        self._folded = self._folded ^ {event.path}
        self._show_groups()

    def action_groups(self) -> None:
        """Go to the groups; from there, hide them. Where there is no room beside the list, they take its place."""
        if not self.listing.library.groups.children:
            self._say("the store has no groups; synbib group makes some")
            return
        self._read(False)
        hides = self.groups.has_focus
        self._under.set_class(not hides, "-groups-over")
        self._under.set_class(hides, "-without-groups")
        self._go_to(self.entries if hides else self.groups)

    # --- the order -------------------------------------------------------------------------------------

    def action_sort(self, column: str) -> None:
        """Sort by a column; ``""`` is the order of the file."""
        key = self.entries.key
        self.listing.sort(column or None)
        self.entries.show_shown(key)
        self._heads.refresh()

    @on(Heads.Sorted)
    def _sort_by_head(self, event: Heads.Sorted) -> None:
        self.action_sort(event.column)

    # --- the preview -----------------------------------------------------------------------------------

    @on(Lines.Moved, "#entries")
    def _wait_to_preview(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._preview)

    def _preview(self) -> None:
        key = self.entries.key
        if key is None:
            self._text.update("nothing is found")
            return
        entry, groups = self.listing.library[key], self._paths.get(key, ())
        style = self.styles_to_choose.of([entry])
        self._text.update(_content(preview(entry, style, self._locale, groups)))
        self.reader.border_title = Content(one_line(style))
        self.reader.scroll_home(animate=False)

    def action_preview(self) -> None:
        """Hide the preview, or show it."""
        self._under.toggle_class("-without-preview")

    def _read(self, whole: bool) -> None:
        """Give the preview the whole screen, or the list its place again."""
        if self._under.has_class("-reading") != whole:
            self._under.set_class(whole, "-reading")
            self._go_to(self.reader if whole else self.entries)

    @on(Lines.Chosen, "#entries")
    def _read_entry(self) -> None:
        self._read(self.entries.key is not None)

    @on(Reader.Left)
    def _end_reading(self) -> None:
        self._read(False)

    def action_step(self, steps: int) -> None:
        """Go to the next entry, or the one before."""
        self.entries.action_move(steps)

    @work
    async def action_styles(self) -> None:
        """Choose another style."""
        key = self.entries.key
        styles = self.styles_to_choose
        hint = "name, journal, field or language"
        menu = Menu("Style", styles.find, hint=hint, sample=self._in_style(key) if key else None)
        self._read_styles(menu)
        name = await self.push_screen_wait(menu)
        if name is not None:
            styles.choose(name)
            self._preview()

    @work(thread=True, exclusive=True, group="styles")
    def _read_styles(self, menu: Menu) -> None:
        self.styles_to_choose.read()
        if menu.is_active:
            self.call_from_thread(menu.show_found)

    def _in_style(self, key: str) -> Callable[[str], str]:
        entry = self.listing.library[key]

        def reference(style: str) -> str:
            return "".join(run.text for run in preview(entry, style, self._locale)[0].runs)

        return reference

    # --- what is done with entries ---------------------------------------------------------------------

    def _chosen(self) -> list[Entry]:
        """The entries that are marked, else the one in view."""
        keys = list(self.entries.marked) or ([self.entries.key] if self.entries.key else [])
        return [self.listing.library[key] for key in keys]

    def action_mark(self) -> None:
        """Mark the entry in view, or unmark it, and go to the next one."""
        if (key := self.entries.key) is not None:
            self._mark({key}, key not in self.entries.marked)
            self.entries.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all that show; if all are, unmark them."""
        keys = [self.listing.keys[number] for number in self.listing.shown]
        self._mark(keys, any(key not in self.entries.marked for key in keys))

    def _mark(self, keys: Iterable[str], marked: bool) -> None:
        new = dict.fromkeys(keys)
        before = self.entries.marked
        self.entries.marked = (
            before | new if marked else {key: None for key in before if key not in new}
        )
        self.entries.refresh()
        self._tell_count()

    def action_copy(self, name: str) -> None:
        """Copy something of the entries that are marked, else of the one in view."""
        kind = next(kind for kind in KINDS if kind.name == name)
        entries = self._chosen()
        if not entries:
            return
        of = entries[0].key if len(entries) == 1 else f"{len(entries):,} entries"
        try:
            made = kind.make(entries, self.styles_to_choose.of(entries), self._locale)
            self._say(f"{name} of {of}: {self._doors.copy(made.text, made.html)}")
        except SynbibError as error:
            self._say(f"{name} of {of}: {error.message}")

    @work
    async def action_open(self) -> None:
        """Open a link of the entry in view; if it has several, one that is chosen."""
        key = self.entries.key
        if key is None:
            return
        links = [link for link in self.listing.library[key].links if is_page(link.url)]
        url: str | None = links[0].url if links else None
        if len(links) > 1:
            offers = [(link.label, link.url) for link in links]
            label = await self.push_screen_wait(Menu("Open", lambda _: offers))
            url = next((link.url for link in links if link.label == label), None)
        elif not links:
            self._say(f"{key} has no link")
        if url is not None:
            try:
                self._doors.open(url)
                self._say(f"opened {url}")
            except SynbibError as error:
                self._say(error.message)

    # --- the files -------------------------------------------------------------------------------------

    def _look_at_files(self) -> None:
        """Read the entries again if the files have changed."""
        state = self._doors.state()
        if state == self._state:
            return
        self._state = state
        try:
            library = self._doors.read()
        except SynbibError as error:
            self._say(error.message)
            return
        self._take(library)
        broken = _broken(library)
        self._say(broken or "the store has changed, and was read again", lasts=bool(broken))

    def _take(self, library: Library) -> None:
        """Show other entries as those before them: searched, sorted, and with the cursor on the same one."""
        before, key = self.listing, self.entries.key
        self.listing = self.entries.listing = self._heads.listing = Listing(library)
        self.entries.marked = {key: None for key in self.entries.marked if key in library}
        self._show_groups()
        if self.groups.chosen:
            found = (b for b in self.groups.branches if b.path == self.groups.chosen)
            branch = next(found, self.groups.branches[0])
            self.groups.chosen = branch.path
            self.listing.choose(branch.keys if branch.path else None)
        if before.query:
            self.listing.search(before.query)
            while self.listing.is_searching:
                self.listing.go_on()
        if before.sorted_by:
            self.listing.sort_so(before.sorted_by)
        self.entries.show_shown(key)
        self._tell_count()
        self._keep_on()

    # --- the rest --------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(Page("Keys", keys_page()))

    async def action_back(self) -> None:
        """Undo the last of what is open, searched, chosen and marked."""
        if self._under.has_class("-reading"):
            self._read(False)
        elif self._under.has_class("-groups-over"):
            self._under.remove_class("-groups-over")
            self._go_to(self.entries)
        elif self.focused is not self.entries:
            self._go_to(self.entries)
        elif self.field.value:
            self.field.value = ""
        elif self.groups.chosen:
            self.groups.chosen = ()
            self._show_only(None)
        elif self.entries.marked:
            self._mark(list(self.entries.marked), False)

    def action_redraw(self) -> None:
        """Draw the screen anew, as another program may have written on it."""
        self.refresh(layout=True)

    def action_leave(self) -> None:
        """End; of what is read in the whole screen, that first."""
        if self._under.has_class("-reading"):
            self._read(False)
        else:
            self.exit()

    def action_interrupt(self) -> None:
        """End as Ctrl-C ends a command."""
        self.exit(return_code=INTERRUPTED)


_RICH: Final = {"italic": "italic", "oblique": "italic", "bold": "bold", "underline": "underline"}


def _content(shown: Iterable[Paragraph]) -> Content:
    """Return the preview as textual shows it; nothing in its texts is markup."""
    parts: list[tuple[str, str]] = []
    for label, row in shown:
        parts += [("\n", "")] if parts else []
        parts += [(f"{label}  ", "bold $accent")] if label else []
        for text, spans, _ in row:
            parts.append((text, " ".join(_RICH[span] for span in spans if span in _RICH)))
        parts += [] if label else [("\n", "")]
    return Content.assemble(*parts)


def _broken(library: Library) -> str:
    """Return why there are entries that do not show; ``""`` if all do."""
    errors = library.unreadable or [
        each
        for document in library.documents
        for each in document.structural_diagnostics
        if each.severity == "error"
    ]
    more = f"; and {len(errors) - 1:,} more, see synbib check" if len(errors) > 1 else ""
    return f"{errors[0]}{more}" if errors else ""


def _hints(width: int) -> str:
    """Return what the most used keys do, as far as there is room."""
    hints = {key.shown: f"{key.shown} {key.hint}" for key in _KEYS}
    line = hints[_HINTS[0]]
    for shown in _HINTS[1:]:
        longer = f"{line}  {hints[shown]}"
        if len(longer) > width:
            break
        line = longer
    return line


def keys_page() -> list[tuple[str, str]]:
    """Return what each key does."""
    return [(key.shown, key.about) for key in _KEYS]
