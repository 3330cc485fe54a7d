"""The browser on a terminal: a list of entries that narrows as one types, its groups, a preview, what is copied.

What knows no terminal comes first: `listing` (which entries show, in which order), `rows` (the line of each),
`branches` (the groups), `preview` and `copying`. `lines` is the one widget of all lists: it draws what is in view and
no more. `app` puts them together. What is outside, the clipboard and the web browser, is handed in as `Doors`.

It needs textual (the extra ``browser``).
"""

from typing import TYPE_CHECKING

from synbib import lazily
from synbib.browser.doors import Doors, Look, is_installed

if TYPE_CHECKING:
    from synbib.browser.app import Browser

__all__ = ["Browser", "Doors", "Look", "is_installed"]

# Whoever only looks whether it can be started has no textual.
__getattr__ = lazily.names(__name__, {"app": ("Browser",)})
