"""The one client: it asks a service a question, politely, and gives the works that the answer tells of.

What has been asked before is found among the answers that are kept. Else a request waits for its turn, as the service
documents it; what fails for a reason that may pass is sent again, after as long as the service says, or a while that
grows. A service that has failed for good is not asked again by the same client.

Several threads may ask at once: each service is asked one thing after the other, and nothing twice.
"""

from __future__ import annotations

import json
import logging
import os
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar
from urllib.parse import urlsplit

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError, shortened
from synbib.formats.data import FormatError
from synbib.limits import (
    LONGEST_ANSWER,
    LONGEST_ASKING,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    MOST_REDIRECTS,
)
from synbib.lookup.addresses import DEFAULT_PORTS, origin
from synbib.lookup.kept import Answers
from synbib.lookup.question import Question, Request
from synbib.lookup.services import SERVICES, ApiKey, Service
from synbib.lookup.settings import Settings
from synbib.model.identifiers import comparable
from synbib.text.controls import one_line

if TYPE_CHECKING:
    import httpx

    from synbib.incoming import Incoming

__all__ = ["AskError", "BudgetError", "Client", "Clock"]

_Found = TypeVar("_Found")

_SITE: Final = "https://github.com/synbib/synbib"
_NONE: Final = frozenset({404, 410})
_REFUSED: Final = frozenset({401, 403})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_SHOWN: Final = 200
# A host that is not found, or not there, is seldom there a second later.
_MOST_CONNECTING: Final = 2


class AskError(SynbibError):
    """A service that cannot be asked, or does not answer."""


class BudgetError(AskError):
    """No more requests may be made in this run."""


class _PassingError(Exception):
    """A failure that may pass.

    Attributes:
        error: What is raised if it does not.
        wait: Seconds after which the service wants to be asked again; ``None`` if it does not say.
        is_down: Whether nothing else need be asked of the service.
        attempts: How often a request is sent that fails so.
    """

    def __init__(
        self,
        error: SynbibError,
        wait: float | None = None,
        *,
        is_down: bool = True,
        attempts: int = MOST_ATTEMPTS,
    ) -> None:
        super().__init__(error.message)
        self.error = error
        self.wait = wait
        self.is_down = is_down
        self.attempts = attempts


@lazily.dataclass(frozen=True, slots=True)
class Clock:
    """What the client knows of time.

    Attributes:
        monotonic: Seconds that have passed.
        now: Seconds since 1970.
        sleep: Waits so many seconds, or until something has happened.
    """

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[Event, float], object] = Event.wait


class _Place(NamedTuple):
    """Where a service is asked.

    Attributes:
        service: Its name.
        row: What is known of it.
        base: Its address, which the user may have set.
    """

    service: str
    row: Service
    base: str


class Client:
    """Asks services.

    Args:
        settings: How they are asked.
        answers: The answers that are kept; those of the user by default.
        clock: What tells the time.
        environment: What has the keys of services.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        answers: Answers | None = None,
        *,
        clock: Clock | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._settings = settings or Settings()
        self._answers = answers or Answers.of_user()
        self._clock = clock or Clock()
        self._environment = environment
        self._lock = Lock()
        self._turns: defaultdict[str, Lock] = defaultdict(Lock)  # address of services → who asks
        self._closed = Event()
        self._fresh: set[str] = set()  # what was asked by this client
        self._next: dict[str, float] = {}  # address of services → when they may be asked again
        self._down: dict[str, SynbibError] = {}
        self._http: httpx.Client | None = None
        self.requests = 0
        """How many requests were made."""

    def close(self) -> None:
        """Close all connections, and the file of answers; who waits for an answer gets an error."""
        self._closed.set()
        if self._http is not None:
            self._http.close()
        self._answers.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def can_ask(self, service: str, question: Question) -> bool:
        """Whether a service can be asked a question: it knows such, and has the key that it needs."""
        row = _service(service)
        return row.request(question) is not None and not _lacks_key(row.key, self._environment)

    def ask(self, service: str, question: Question) -> list[Incoming]:
        """Return the works that a service knows for a question, the most fitting first.

        Raises:
            UnknownNameError: There is no such service.
            BudgetError: There were as many requests as there may be.
            AskError: It cannot be asked so, does not answer, or refuses.
            AnswerError: What it answers is no answer of its own, or tells of an error.
        """
        row = _service(service)
        request = row.request(question)
        if request is None:
            raise AskError(f"{service}: cannot be asked for {question.scheme or 'that'}")
        if _lacks_key(row.key, self._environment):
            assert row.key is not None
            raise AskError(f"{service}: answers with a key only; set {row.key.variable}")
        place = self._place(service)
        asked = _asked(place, request)
        with self._turn(place):
            if (kept := self._kept(asked)) is not None:
                try:
                    return row.read(kept) if kept else []
                except FormatError:  # kept by another version
                    pass
            works, body = self._fetched(place, request, row.read)
            self._keep(asked, body if works else b"")
            return works

    def ask_many(self, service: str, questions: Sequence[Question]) -> list[Question]:
        """Ask a service for many works in few requests, and keep its answers, so that `ask` need not.

        What it does not know, or where it fails, is not told of: who asks for that alone is told.

        Returns:
            The questions that were not answered.
        """
        row = _service(service)
        place = self._place(service)
        asked = {
            question.identifier: _asked(place, request)
            for question in questions
            if question.scheme == row.many and (request := row.request(question))
        }
        named = {comparable(row.many, each): each for each in asked}
        with self._turn(place):
            left = [each for each in named.values() if self._kept(asked[each]) is None]
            for start in range(0, len(left), row.most):
                some = left[start : start + row.most]
                request = row.request_many(some) if len(some) > 1 else None
                if request is None:
                    continue
                try:
                    answers, _ = self._fetched(place, request, lambda body: [*row.read_many(body)])
                except SynbibError:
                    continue
                for identifier, body in answers:
                    each = named.get(comparable(row.many, identifier))
                    if each and _is_of_works(row, body):
                        self._keep(asked[each], body)
            return [
                question
                for question in questions
                if question.identifier not in asked
                or self._kept(asked[question.identifier]) is None
            ]

    @property
    def is_counting(self) -> bool:
        """Whether there may be so many requests and no more, so that it matters which are made first."""
        return self._settings.most_requests is not None

    def _place(self, service: str) -> _Place:
        row = _service(service)
        return _Place(service, row, self._settings.bases.get(service, row.base))

    def _turn(self, place: _Place) -> Lock:
        with self._lock:
            return self._turns[place.base]

    def _kept(self, asked: str) -> bytes | None:
        """Return an answer that is kept, and need not be asked for anew; ``b""`` where it told of no work."""
        if self._settings.refresh and asked not in self._fresh:
            return None
        return self._answers.find(asked)

    def _keep(self, asked: str, body: bytes) -> None:
        self._answers.keep(asked, body)
        self._fresh.add(asked)

    def _fetched(
        self, place: _Place, request: Request, read: Callable[[bytes], list[_Found]]
    ) -> tuple[list[_Found], bytes]:
        """Return what an answer tells, and the answer; ask again as often as is of use."""
        import tenacity

        if place.service in self._down:
            raise self._down[place.service]
        again = tenacity.Retrying(
            stop=_is_enough,
            wait=_wait,
            retry=tenacity.retry_if_exception_type(_PassingError),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return again(self._attempt, place, request, read)
        except _PassingError as failed:
            if failed.is_down:
                self._down[place.service] = failed.error
            raise failed.error from None

    def _sleep(self, seconds: float) -> None:
        self._clock.sleep(self._closed, seconds)

    def _attempt(
        self, place: _Place, request: Request, read: Callable[[bytes], list[_Found]]
    ) -> tuple[list[_Found], bytes]:
        service = place.service
        if self._closed.is_set():
            raise AskError(f"{service}: is not asked any more")
        status, headers, body = self._exchanged(place, request)
        if status in _NONE:
            return [], b""
        if status in _PASSING:
            raise self._passing(service, status, headers)
        try:
            found = read(body)
        except FormatError as error:
            if status == 200:  # half an answer, or the page of a proxy
                raise _PassingError(error, is_down=False) from None
            raise _refusal(place, status, error) from None
        if status != 200:
            raise _refusal(place, status)
        return found, body

    def _passing(self, service: str, status: int, headers: Mapping[str, str]) -> _PassingError:
        wait = _retry_after(headers.get("retry-after", ""), self._clock.now())
        if wait is not None and wait > LONGEST_WAIT:
            error = AskError(
                f"{service}: wants to be asked again in {wait:,.0f} seconds; try again then"
            )
            self._down[service] = error
            raise error
        return _PassingError(
            AskError(f"{service}: {_named(status)}, {MOST_ATTEMPTS} times; try again later"), wait
        )

    # --- one exchange --------------------------------------------------------------------------------------------

    def _exchanged(self, place: _Place, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request, and return status, header and body.

        Raises:
            AskError: It cannot be sent.
            _PassingError: It cannot be sent now.
        """
        import httpx

        service = place.service
        self._wait_for_turn(place)
        try:
            return self._followed(place, request)
        except httpx.TimeoutException:
            seconds = self._settings.timeout
            raise _PassingError(
                AskError(f"{service}: no answer within {seconds:g} seconds; try again later")
            ) from None
        except httpx.ConnectError as error:
            raise _PassingError(
                AskError(f"{service}: {_why(error)}"), attempts=_MOST_CONNECTING
            ) from None
        except httpx.RemoteProtocolError as error:
            raise _PassingError(
                AskError(f"{service}: an answer that is broken: {_said(error)}; try again later")
            ) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _PassingError(AskError(f"{service}: {_why(error)}")) from None
        except httpx.InvalidURL:
            raise AskError(f"{service}: an address that is none; check what was asked") from None
        except AskError:
            raise
        except SynbibError as error:
            raise AskError(f"{service}: {error.message}; check its address") from None

    def _followed(self, place: _Place, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request, and follow its redirects.

        Raises:
            httpx.HTTPError: The connection fails.
            SynbibError: A redirect leads where it may not, or the answer is too long.
        """
        import httpx

        from synbib.lookup.connections import ANYWHERE

        own_headers, own_params = self._of_user(place.row)
        url = first = httpx.URL(place.base + request.path)
        if params := {**request.params, **own_params}:
            url = url.copy_merge_params(params)
        content = {"Content-Type": "application/json"} if request.body else {}
        for _ in range(MOST_REDIRECTS + 1):
            # What is of the user's own is told to nobody else, who may not lead into the user's network, either.
            is_own = _server(url) == _server(first)
            self._count()
            with self._client().stream(
                "POST" if request.body else "GET",
                url,
                headers={**request.headers, **content, **(own_headers if is_own else {})},
                content=request.body or None,
                extensions={ANYWHERE: is_own},
            ) as response:
                if not response.has_redirect_location:
                    body = self._body(place.service, response)
                    return response.status_code, response.headers, body
                url = url.join(response.headers["location"])
                if url.scheme not in DEFAULT_PORTS or not url.host:
                    scheme = url.scheme or "nothing"
                    raise SynbibError(f"a redirect to '{scheme}:', which is not HTTP")
        raise SynbibError(f"more than MOST_REDIRECTS, {MOST_REDIRECTS}")

    def _body(self, service: str, response: httpx.Response) -> bytes:
        """Return what a response holds, unpacked.

        Raises:
            AskError: It is longer than any answer, or takes longer.
        """
        unpacker = _unpacker(service, response.headers.get("content-encoding", ""))
        begin, length = self._clock.monotonic(), 0
        pieces: list[bytes] = []
        for piece in response.iter_raw():
            try:
                pieces.append(unpacker(piece, LONGEST_ANSWER + 1 - length))
            except zlib.error:
                raise _PassingError(AskError(f"{service}: an answer that is broken")) from None
            length += len(pieces[-1])
            if length > LONGEST_ANSWER:
                raise AskError(
                    f"{service}: an answer of more than LONGEST_ANSWER, {LONGEST_ANSWER:,} bytes; ask for less"
                )
            if self._clock.monotonic() - begin > LONGEST_ASKING:
                raise _PassingError(
                    AskError(
                        f"{service}: an answer that takes longer than LONGEST_ASKING, {LONGEST_ASKING} seconds; "
                        "try again later"
                    )
                )
        return b"".join(pieces)

    def _client(self) -> httpx.Client:
        """Return what holds the connections. Of cookies it keeps none."""
        from http.cookiejar import CookieJar, DefaultCookiePolicy

        import httpx

        from synbib.lookup.connections import Connections

        with self._lock:
            if self._http is None:
                logging.getLogger("httpx").addFilter(_without_secrets)
                mail = f"; mailto:{self._settings.mailto}" if self._settings.mailto else ""
                self._http = httpx.Client(
                    headers={
                        "User-Agent": f"synbib/{_version()} ({_SITE}{mail})",
                        "Accept-Encoding": "gzip",
                    },
                    cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                    timeout=self._settings.timeout,
                    transport=Connections(),
                )
            return self._http

    def _of_user(self, row: Service) -> tuple[dict[str, str], dict[str, str]]:
        """Return what a request has of the user's own, in its header and its query."""
        headers, params = {}, {}
        if row.mail and self._settings.mailto:
            params[row.mail] = self._settings.mailto
        if row.key and (key := self._environment.get(row.key.variable, "").strip()):
            if not (key.isascii() and key.isprintable()):
                raise AskError(f"{row.key.variable}: is no key; set it anew")
            if row.key.header:
                headers[row.key.header] = f"{row.key.before}{key}"
            else:
                params[row.key.param] = key
        return headers, params

    def _wait_for_turn(self, place: _Place) -> None:
        now = self._clock.monotonic()
        turn = max(now, self._next.get(place.base, now))
        self._next[place.base] = turn + place.row.pause
        if turn > now:
            self._sleep(turn - now)

    def _count(self) -> None:
        most = self._settings.most_requests
        with self._lock:
            if most is not None and self.requests >= most:
                made = "1 request was made" if most == 1 else f"{most:,} requests were made"
                raise BudgetError(f"{made}, which is as many as there may be")
            self.requests += 1


def _server(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return what a URL has in common with all others of one server, as it is connected to."""
    return url.scheme, url.host, url.port or DEFAULT_PORTS.get(url.scheme)


def _service(name: str) -> Service:
    if name not in SERVICES:
        raise UnknownNameError.among("service", name, SERVICES)
    return SERVICES[name]


def _is_of_works(row: Service, body: bytes) -> bool:
    try:
        return bool(row.read(body))
    except FormatError:
        return False


def _lacks_key(key: ApiKey | None, environment: Mapping[str, str]) -> bool:
    return key is not None and key.needed and not environment.get(key.variable)


def _asked(place: _Place, request: Request) -> str:
    """Return what tells a request apart from all others: nothing of the user's own is in it."""
    told: list[Any] = [
        place.service,
        *origin(place.base),
        urlsplit(place.base).path,
        request.path,
    ]
    told.append(sorted(request.params.items()))
    told.append(sorted(request.headers.items()))
    return json.dumps(told, ensure_ascii=False)


def _version() -> str:
    from importlib.metadata import version

    return version("synbib")


# --- what is said of failures ------------------------------------------------------------------------------------


def _named(status: int) -> str:
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _refusal(place: _Place, status: int, error: FormatError | None = None) -> SynbibError:
    """Return the error for an answer that asking again would not mend: in the service's words, if it has any."""
    if status in _REFUSED:
        key = place.row.key
        advice = f"set {key.variable}" if key else "ask less, or later"
        return AskError(f"{place.service}: refuses ({_named(status)}); {advice}")
    return error or AskError(f"{place.service}: {_named(status)}; check what was asked")


def _said(error: Exception) -> str:
    return shortened(one_line(str(error)), _SHOWN) or type(error).__name__


def _why(error: Exception) -> str:
    """Return why a connection failed; an address, which may hold a key, is no part of it."""
    said = _said(error)
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return "its certificate is not trusted; name those of your network in SSL_CERT_FILE"
    return f"no connection: {said}; try again later"


# --- waiting -----------------------------------------------------------------------------------------------------


def _is_enough(state: Any) -> bool:
    """Whether a request was sent as often as is of use."""
    attempts: int = state.outcome.exception().attempts
    return bool(state.attempt_number >= attempts)


def _wait(state: Any) -> float:
    """Return how long to wait before the next attempt: as the service says, else longer each time, and by chance."""
    import tenacity

    error = state.outcome.exception()
    if error.wait is not None:
        return float(error.wait)
    return float(tenacity.wait_exponential_jitter(initial=1, max=30, jitter=1)(state))


def _retry_after(said: str, now: float) -> float | None:
    """Return the seconds of a field ``Retry-After`` (RFC 9110 §10.2.3): a number, or a date."""
    if said.strip().isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None


# --- answers -----------------------------------------------------------------------------------------------------


def _unpacker(service: str, encoding: str) -> Callable[[bytes, int], bytes]:
    """Return what unpacks a piece of a body into no more than so many bytes (RFC 9110 §8.4.1)."""
    if encoding.strip().lower() in ("", "identity"):
        return lambda piece, most: piece[:most]
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        raise AskError(f"{service}: an answer packed as '{shortened(one_line(encoding), 40)}'")
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress


def _without_secrets(record: logging.LogRecord) -> bool:
    """Take what may be secret out of what httpx logs: the query, which may hold a key, and a password."""
    if isinstance(record.args, tuple):
        record.args = tuple(_bare(each) for each in record.args)
    return True


def _bare(value: Any) -> Any:
    if not hasattr(value, "copy_with"):
        return value
    return value.copy_with(query=None, userinfo=b"")
