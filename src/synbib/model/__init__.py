"""What an entry means: CSL items, names, dates, links and venues, from a mapping of LaTeX fields."""

from synbib.model.csl_item import CslDate, CslItem, CslName
from synbib.model.dates import parse_date, parse_year
from synbib.model.eprint import arxiv_id
from synbib.model.fields import LINK_FIELDS
from synbib.model.item import to_csl
from synbib.model.links import Link, links
from synbib.model.names import (
    Name,
    NameProblem,
    name_problems,
    parse_name,
    parse_names,
    split_names,
)
from synbib.model.venue import published_in, venue, with_year
from synbib.model.venues import Venue, find_venue

__all__ = [
    "LINK_FIELDS",
    "CslDate",
    "CslItem",
    "CslName",
    "Link",
    "Name",
    "NameProblem",
    "Venue",
    "arxiv_id",
    "find_venue",
    "links",
    "name_problems",
    "parse_date",
    "parse_name",
    "parse_names",
    "parse_year",
    "published_in",
    "split_names",
    "to_csl",
    "venue",
    "with_year",
]
