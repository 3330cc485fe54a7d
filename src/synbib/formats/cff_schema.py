"""What may stand in a CITATION.cff: ``schema.json`` of the Citation File Format 1.2.0, as a table.

Empty values are taken for none, and addresses are not looked at: people write ``www.example.org``. Older versions of
the format have no keys that this one lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from synbib import lazily
from synbib.errors import nearest, shortened
from synbib.formats.data import FormatError, Placed
from synbib.formats.parts import doi
from synbib.limits import LONGEST_NAME_SHOWN

__all__ = ["REFERENCE_KEYS", "ROOT_KEYS", "check"]

_PLACE: Final = frozenset({"address", "city", "country", "post-code", "region"})
_CONTACT: Final = frozenset({"alias", "email", "fax", "orcid", "tel", "website"})
_ENTITY: Final = frozenset({*_PLACE, *_CONTACT, "date-end", "date-start", "location", "name"})
_PERSON: Final = frozenset(
    {*_PLACE, *_CONTACT, "affiliation", "family-names", "given-names", "name-particle"}
    | {"name-suffix"}
)
_IDENTIFIER: Final = frozenset({"description", "type", "value"})
_IDENTIFIERS: Final = ("doi", "url", "swh", "other")
_SWH: Final = lazily.pattern(r"swh:1:(?:snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}")
_PEOPLE: Final = frozenset(
    {"authors", "contact", "editors", "editors-series", "recipients", "senders", "translators"}
)
_ENTITIES: Final = frozenset(
    {"conference", "database-provider", "institution", "location", "publisher"}
)
_TEXTS: Final = frozenset({"keywords", "languages", "patent-states"})
# What is one text or a list of them.
_TEXT_OR_TEXTS: Final = frozenset({"license"})
_OWN_TYPES: Final = frozenset({"dataset", "software"})
_DATES: Final = frozenset(
    {"date-accessed", "date-downloaded", "date-published", "date-released", "date-start"}
    | {"date-end"}
)
_COMMON: Final = frozenset(
    {"abstract", "authors", "commit", "contact", "date-released", "doi", "identifiers", "keywords"}
    | {"license", "license-url", "repository", "repository-artifact", "repository-code", "title"}
    | {"type", "url", "version"}
)
ROOT_KEYS: Final = _COMMON | {"cff-version", "message", "preferred-citation", "references"}
"""The keys at the top of a file."""
REFERENCE_KEYS: Final = frozenset(
    _COMMON
    | {"abbreviation", "collection-doi", "collection-title", "collection-type", "conference"}
    | {"copyright", "data-type", "database", "database-provider", "date-accessed"}
    | {"date-downloaded", "date-published", "department", "edition", "editors", "editors-series"}
    | {"end", "entry", "filename", "format", "institution", "isbn", "issn", "issue", "issue-date"}
    | {"issue-title", "journal", "languages", "loc-end", "loc-start", "location", "medium", "month"}
    | {"nihmsid", "notes", "number", "number-volumes", "pages", "patent-states", "pmcid"}
    | {"publisher", "recipients", "scope", "section", "senders", "start", "status", "term"}
    | {"thesis-type", "translators", "volume", "volume-title", "year", "year-original"}
)
"""The keys of a work that is referred to."""
_DATE: Final = lazily.pattern(r"(\d{4})-(\d\d)-(\d\d)")
_AT_TOP: Final = ("authors", "message", "title")
_REFERENCE_TYPES: Final = frozenset(
    {"art", "article", "audiovisual", "bill", "blog", "book", "catalogue", "conference"}
    | {"conference-paper", "data", "database", "dataset", "dictionary", "edited-work"}
    | {"encyclopedia", "film-broadcast", "generic", "government-document", "grant"}
    | {"hearing", "historical-work", "legal-case", "legal-rule", "magazine-article"}
    | {"manual", "map", "multimedia", "music", "newspaper-article", "pamphlet", "patent"}
    | {"personal-communication", "proceedings", "report", "serial", "slides", "software"}
    | {"software-code", "software-container", "software-executable"}
    | {"software-virtual-machine", "sound-recording", "standard", "statute", "thesis"}
    | {"unpublished", "video", "website"}
)


def check(held: Placed, name: str) -> None:
    """See that a CITATION.cff is one.

    Args:
        held: What it holds.
        name: Its name in messages.

    Raises:
        FormatError: A key is missing, not known, or has a value of another kind.
    """
    _Check(name).root(held)


class _Check:
    def __init__(self, name: str) -> None:
        self._name = name

    def _error(self, line: int, message: str) -> FormatError:
        return FormatError(f"{self._name}:{line}:1: {message}")

    def root(self, held: Placed) -> None:
        for key in _AT_TOP:
            if not held.get(key):
                raise self._error(held.line, f"no '{key}', which each CITATION.cff has; add it")
        self._work(held, ROOT_KEYS)
        self._type(held, _OWN_TYPES)
        if preferred := held.get("preferred-citation"):
            self._reference(preferred, held.where("preferred-citation"))
        for each in self._list(held, "references"):
            self._reference(each, held.where("references"))

    def _reference(self, held: Any, line: int) -> None:
        if not isinstance(held, Placed):
            raise self._error(line, "a reference is a mapping; write its 'type' and 'title' in it")
        self._work(held, REFERENCE_KEYS)
        self._type(held, _REFERENCE_TYPES)

    def _work(self, held: Placed, keys: frozenset[str]) -> None:
        self._keys(held, keys, "a CITATION.cff")
        for key, value in held.items():
            if not value:
                continue
            line = held.where(key)
            if key in _PEOPLE:
                for each in self._list(held, key):
                    if isinstance(each, Placed):
                        self._keys(each, _PERSON | _ENTITY, "somebody")
                        self._dates(each)
            elif key in _ENTITIES:
                if not isinstance(value, Placed):
                    raise self._error(line, f"'{key}' is a mapping; write 'name: …' in it")
                self._keys(value, _ENTITY, f"'{key}'")
                self._dates(value)
            elif key == "identifiers":
                for each in self._list(held, key):
                    self._identifier(each, line)
            elif key in _TEXTS:
                texts = self._list(held, key) if key != "patent-states" else []
                self._texts(key, texts, line)
            elif key in _TEXT_OR_TEXTS and isinstance(value, list):
                self._texts(key, value, line)
            elif isinstance(value, list | dict) and key not in ("preferred-citation", "references"):
                raise self._error(line, f"'{key}' is a text, not a {_kind(value)}")
        self._dates(held)

    def _texts(self, key: str, texts: list[Any], line: int) -> None:
        if any(not isinstance(each, str) for each in texts):
            raise self._error(line, f"'{key}' is a list of texts; write each in a line")

    def _type(self, held: Placed, types: frozenset[str]) -> None:
        if (told := held.get("type")) and told not in types:
            near = (
                nearest(str(told), sorted(types), 1) if len(str(told)) <= LONGEST_NAME_SHOWN else []
            )
            hint = f"did you mean '{near[0]}'?" if near else "look it up in the guide of the format"
            raise self._error(
                held.where("type"),
                f"no work here has the type '{shortened(str(told), 40)}'; {hint}",
            )

    def _keys(self, held: Placed, keys: frozenset[str], what: str) -> None:
        for key in held:
            if key not in keys:
                near = nearest(key, sorted(keys), 1) if len(key) <= LONGEST_NAME_SHOWN else []
                hint = f"did you mean '{near[0]}'?" if near else "delete it"
                raise self._error(
                    held.where(key), f"{what} has no key '{shortened(key, 40)}'; {hint}"
                )

    def _list(self, held: Placed, key: str) -> list[Any]:
        value = held.get(key) or []
        if not isinstance(value, list):
            raise self._error(
                held.where(key), f"'{key}' is a list; write '- ' before each of its items"
            )
        return value

    def _identifier(self, held: Any, line: int) -> None:
        if not isinstance(held, Placed):
            raise self._error(line, "an identifier is a mapping; write 'type' and 'value' in it")
        self._keys(held, _IDENTIFIER, "an identifier")
        if held.get("type") not in _IDENTIFIERS:
            raise self._error(
                held.where("type"),
                f"no identifier has the type '{shortened(str(held.get('type', '')), 40)}'; "
                f"write one of {', '.join(_IDENTIFIERS)}",
            )
        value = str(held.get("value") or "")
        if held["type"] == "swh" and not _SWH.fullmatch(value):
            raise self._error(
                held.where("value"),
                f"'{shortened(value, 40)}' is no identifier of Software Heritage; "
                "write swh:1:rev: and the 40 digits of a hash",
            )
        if held["type"] == "doi" and not doi(value):
            raise self._error(
                held.where("value"), f"'{shortened(value, 40)}' is not a DOI; write 10.1234/abc"
            )

    def _dates(self, held: Mapping[str, Any]) -> None:
        assert isinstance(held, Placed)
        for key in _DATES & held.keys():
            value = held[key]
            if value and not (isinstance(value, str) and _is_date(value)):
                raise self._error(
                    held.where(key),
                    f"'{shortened(str(value), 40)}' is not a date; write 2024-05-31",
                )


def _is_date(text: str) -> bool:
    # A time after it, as YAML's own dates may have, says no more.
    found = _DATE.match(text)
    try:
        return found is not None and bool(date(*map(int, found.groups())))
    except ValueError:
        return False


def _kind(value: object) -> str:
    return "list" if isinstance(value, list) else "mapping"
