"""What the user says of asking services: in the environment, or in a file of the user's own; never in a folder's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final
from urllib.parse import urlsplit

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.lookup.services import SERVICES

__all__ = ["Settings", "variable_of"]

_MAIL: Final = "SYNBIB_MAILTO"
_BEFORE: Final = "SYNBIB_"
_AFTER: Final = "_URL"


@lazily.dataclass(frozen=True, slots=True)
class Settings:
    """How services are asked.

    Attributes:
        mailto: The address under which a service can reach who asks; ``""`` if it is not told.
        bases: Service → the address that its requests begin with, where that is the user's own.
        most_requests: How many requests there may be in all; ``None`` for any number.
        refresh: Whether services are asked though their answers are kept.
        timeout: Seconds after which a silent service is given up.
    """

    mailto: str = ""
    bases: Mapping[str, str] = field(default_factory=dict)
    most_requests: int | None = None
    refresh: bool = False
    timeout: float = 20.0

    @classmethod
    def of(
        cls,
        environment: Mapping[str, str],
        own: Mapping[str, str] | None = None,
        *,
        most_requests: int | None = None,
        refresh: bool = False,
    ) -> Settings:
        """Return the settings that the environment has, else the user's file.

        Args:
            environment: ``SYNBIB_MAILTO``, ``SYNBIB_CROSSREF_URL`` and so on.
            own: The same of the user's file: ``mailto``, ``crossref-url``.
            most_requests: As of the class.
            refresh: As of the class.

        Raises:
            UnknownNameError: There is no service of a name.
            SynbibError: An address is none that can be asked.
        """
        said = {f"{_BEFORE}{_variable(name)}": text for name, text in (own or {}).items()}
        said |= {name: text for name, text in environment.items() if text}
        services = {variable_of(name): name for name in SERVICES}
        bases = {}
        for variable, text in said.items():
            if variable.startswith(_BEFORE) and variable.endswith(_AFTER):
                if variable not in services:
                    raise UnknownNameError.among("setting", variable, services)
                bases[services[variable]] = _base(variable, text)
        mailto = said.get(_MAIL, "")
        if mailto and not _is_address(mailto):
            raise SynbibError(f"{_MAIL}: '{mailto}' is no address of mail; write name@example.org")
        return cls(mailto, bases, most_requests, refresh)


def variable_of(service: str) -> str:
    """Return the variable of the environment that has the address of a service: ``SYNBIB_CROSSREF_URL``."""
    return f"{_BEFORE}{_variable(service)}{_AFTER}"


def _variable(name: str) -> str:
    return name.upper().replace("-", "_")


def _is_address(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and host) and text.isascii() and text.isprintable() and " " not in text


def _base(variable: str, text: str) -> str:
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
    except ValueError:
        right = False
    if not right:
        raise SynbibError(f"{variable}: '{text}' is no address; write https://example.org/")
    return text if text.endswith("/") else f"{text}/"
