"""What tests of services share: answers of our own, and the entries that are made of them."""

import json
from typing import Any

from synbib.incoming import Incoming
from synbib.lookup import read_answer


def entry_of(work: Incoming) -> dict[str, str]:
    """Return an entry as its type and its fields."""
    entry = work.entry()
    return {"": entry.type, **entry.fields}


def entries(service: str, answer: Any) -> list[dict[str, str]]:
    """Return the entries that an answer becomes: text, or what JSON holds."""
    data = answer if isinstance(answer, str) else json.dumps(answer)
    return [entry_of(work) for work in read_answer(service, data.encode())]
