"""What plain text says of a paper: names of people, dates, venues, and whole formatted references.

Each reader returns what the text says if it says that and nothing else, and `None` otherwise, so that a text can be
offered to one after the other.
"""

from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.reference import Reference, read_reference
from synbib.paperlist.phrases.when import When, arxiv_date, find_year, read_date
from synbib.paperlist.phrases.where import venue_of

__all__ = [
    "Reference",
    "When",
    "arxiv_date",
    "find_year",
    "read_date",
    "read_people",
    "read_reference",
    "venue_of",
]
