"""What scholarly services say of a work: a question becomes requests, and their answers become `Incoming`s.

A module per service, each with two pure functions: ``request`` makes of a `Question` the `Request` that asks it, or
``None`` where the service cannot be asked so; ``read`` makes of an answer the works that it tells of. Nothing in them
opens a connection: `Client` does, for all of them, and `Online` is all of them as one source of works.
"""

from typing import TYPE_CHECKING

from synbib import lazily
from synbib.lookup.question import Question, Request
from synbib.lookup.services import SERVICES, read_answer

if TYPE_CHECKING:
    from synbib.lookup.answers import AnswerError
    from synbib.lookup.client import AskError, BudgetError, Client
    from synbib.lookup.online import Online
    from synbib.lookup.settings import Settings

__all__ = [
    "SERVICES",
    "AnswerError",
    "AskError",
    "BudgetError",
    "Client",
    "Online",
    "Question",
    "Request",
    "Settings",
    "read_answer",
]

__getattr__ = lazily.names(
    __name__,
    {
        "answers": ("AnswerError",),
        "client": ("AskError", "BudgetError", "Client"),
        "online": ("Online",),
        "settings": ("Settings",),
    },
)
