"""One page over http: what the user named and nothing else, within limits.

Redirects are followed by hand, so that each is looked at, and compressed answers are unpacked by hand, so that a small
answer cannot become a large one in memory.
"""

import re
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

from msgspec import Struct
from msgspec.structs import replace

from briefing import __version__
from briefing.errors import SourceError
from briefing.sources.extras import require
from briefing.sources.limits import Limits, Progress, check_size
from briefing.sources.logins import parted

if TYPE_CHECKING:
    import httpx

    from briefing.sources.network import Guard

SILENCE: Final = 10.0
"""Seconds that a server may say nothing."""

_ACCEPTED: Final = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,*/*;q=0.5"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES: Final = frozenset({"application/xhtml+xml", "application/rss+xml", "application/atom+xml", "application/xml"})
_REMEDIES: Final = {
    401: "it wants a login; save the page from your browser and open the file",
    402: "it wants to be paid; save the page from your browser and open the file",
    403: "it lets nobody but browsers in, or wants a login; save the page from your browser and open the file",
    404: "there is no such page; check the address",
    410: "the page is gone; perhaps web.archive.org has it",
    429: "it was asked too often; wait a while",
    451: "it may not be shown for legal reasons",
}


class Answer(Struct, frozen=True):
    """What a server sent."""

    url: str
    """Where it came from in the end."""
    media_type: str
    """Its type without parameters, in small letters (``text/html``); empty where the server gives none."""
    charset: str | None
    """Encoding that the server declares."""
    content: bytes
    """The body, unpacked."""
    is_private: bool = False
    """Whether all of it came from a private network."""


def fetch(
    url: str,
    limits: Limits | None = None,
    progress: Progress | None = None,
    *,
    login: str | None = None,
    is_given: bool = True,
) -> Answer:
    """The page at `url`. Blocks until it is there or a limit is reached; `progress` hears of every piece.

    `login`, as ``user:password``, is shown to the server of `url` alone; it may stand in `url` as well. An address that is
    not given by the user, but named by a feed, may not lead to a private network.

    Raises:
        SourceError: there is none to be had; the message says why and what to do.
    """
    limits = limits or Limits()
    url, own_login = parted(url)
    require("httpx", "web", "web addresses")
    import httpx  # noqa: PLC0415 - for the type checker; it is loaded now

    deadline = time.monotonic() + limits.seconds
    try:
        address = start = _checked(httpx.URL(url), url)
        with _Shears(limits.seconds) as shears, _client(url, limits, is_given=is_given) as (client, guard):
            for _ in range(limits.redirects + 1):
                auth = _auth(own_login or login) if _is_same_server(address, start) else None
                if _has_proxy(address):
                    guard.check_name(address.host)
                with client.stream("GET", address, auth=auth, extensions={"trace": shears.see}) as response:
                    if response.status_code not in _REDIRECTS or "location" not in response.headers:
                        answer = _read(response, url, limits, deadline, progress)
                        return replace(answer, is_private=not guard.has_left)
                    address = _redirected(address, response.headers["location"], url)
    except httpx.TimeoutException as error:
        raise SourceError(f"{url}: the server does not answer; try again later") from error
    except httpx.TransportError as error:
        if time.monotonic() > deadline:
            raise _too_slow(url) from error
        raise SourceError(f"{url}: {_reason(error)}; check the address and the connection") from error
    except httpx.InvalidURL as error:
        raise SourceError(f"{url} is no web address; check it") from error
    raise SourceError(f"{url}: sent on more than {limits.redirects} times; open it in a browser and give the last address")


@contextmanager
def _client(url: str, limits: Limits, *, is_given: bool) -> "Iterator[tuple[httpx.Client, Guard]]":
    """A client whose connections are guarded, but for those to a proxy that the user set."""
    import httpx  # noqa: PLC0415

    from briefing.sources.network import Guard  # noqa: PLC0415 - brings httpcore

    guard = Guard(url, private_names=limits.private_names, is_given=is_given)
    headers = {"User-Agent": f"briefing/{__version__}", "Accept": _ACCEPTED, "Accept-Encoding": "gzip"}
    with httpx.Client(follow_redirects=False, timeout=min(SILENCE, limits.seconds), headers=headers) as client:
        # httpx has no argument for it (https://github.com/encode/httpx/discussions/2811).
        client._transport._pool._network_backend = guard  # type: ignore[attr-defined] # noqa: SLF001
        yield client, guard


def _has_proxy(address: "httpx.URL") -> bool:
    """Whether the user has a proxy ask for the address."""
    proxies = getproxies()
    return bool(proxies.get(address.scheme) or proxies.get("all")) and not proxy_bypass(address.host)


def _auth(login: str | None) -> tuple[str, str] | None:
    """User and password as httpx takes them."""
    user, _, password = (login or "").partition(":")
    return (unquote(user), unquote(password)) if login else None


def _is_same_server(address: "httpx.URL", start: "httpx.URL") -> bool:
    """Whether an address is of the server that the user named, or of the same host by https."""
    if address.host != start.host:
        return False
    is_upgrade = address.scheme == "https" and address.port is None and start.port is None
    return is_upgrade or (address.scheme, address.port) == (start.scheme, start.port)


def _checked(address: "httpx.URL", url: str) -> "httpx.URL":
    """The address, if it is one of the web."""
    if address.scheme not in {"http", "https"}:
        raise SourceError(f"{url} leads to {address.scheme or 'no'}: only http: and https: are fetched")
    if not address.host or (address.port or 0) > 65_535:
        raise SourceError(f"{url} is no web address; check it")
    return address


def _redirected(address: "httpx.URL", location: str, url: str) -> "httpx.URL":
    """Where a server sends us on to, without a login that the server made up."""
    return _checked(address.join(location), url).copy_with(username=None, password=None)


def _read(response: "httpx.Response", url: str, limits: Limits, deadline: float, progress: Progress | None) -> Answer:
    """The body of an answer, unpacked."""
    status = response.status_code
    if not 200 <= status < 300:
        remedy = _REMEDIES.get(status, "try again later" if status >= 500 else "check the address")
        raise SourceError(f"{url}: the server answers {status} ({_phrase(status)}): {remedy}")
    kind = response.headers.get("content-type", "")
    media_type = kind.partition(";")[0].strip().lower()
    charset = _CHARSET.search(kind)
    most, setting = _cap(media_type, limits)
    content = bytearray()
    for piece in _unpacked(_arriving(response, url, deadline, progress), response.headers, url, most):
        content += piece
        check_size(len(content), most, url, setting)
    return Answer(str(response.url), media_type, charset[1] if charset else None, bytes(content))


class _Shears:
    """Cuts the connections when the time is up: a server that drips its headers never comes to where a clock is looked at."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._streams: list[Any] = []

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._timer.cancel()

    def see(self, event: str, about: Mapping[str, Any]) -> None:
        """Told by httpx of everything that happens: take hold of the connections that it opens."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete", "proxy_stream.start_tls.complete"}:
            self._streams.append(about["return_value"])

    def _cut(self) -> None:
        for stream in self._streams:
            with suppress(OSError, ValueError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def _too_slow(url: str) -> SourceError:
    return SourceError(f"{url}: the server is too slow; try again later, or raise fetch_seconds in the settings")


def _cap(media_type: str, limits: Limits) -> tuple[int, str]:
    """The size that a type of content may have, and the setting that raises it."""
    if media_type in {"text/plain", "text/markdown"}:
        return limits.text, "text_limit"
    is_page = media_type in _PAGES or media_type.startswith("text/") or not media_type
    return (limits.html, "html_limit") if is_page else (limits.document, "document_limit")


def _arriving(response: "httpx.Response", url: str, deadline: float, progress: Progress | None) -> Iterator[bytes]:
    """The pieces of a body as they come over the wire, in time."""
    declared = response.headers.get("content-length", "")
    whole = int(declared) if declared.isascii() and declared.isdigit() else None
    received = 0
    for piece in response.iter_raw():
        received += len(piece)
        if time.monotonic() > deadline:
            raise _too_slow(url)
        if progress is not None:
            progress(received, whole)
        yield piece
    if time.monotonic() > deadline:  # cut off, which without a length looks like an end
        raise _too_slow(url)


def _unpacked(pieces: Iterator[bytes], headers: Mapping[str, str], url: str, most: int) -> Iterator[bytes]:
    """The body without its compression, in pieces of at most `most` bytes and one."""
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError(f"{url}: the server answers in an encoding that is not known here; save the page from your browser")
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for piece in pieces:
            packed = piece
            while packed:
                yield unpacking.decompress(packed, most + 1)
                packed = unpacking.unconsumed_tail
            if unpacking.eof:
                return  # what comes behind the end is none of ours
        yield unpacking.flush()
        if not unpacking.eof:
            raise SourceError(f"{url}: the answer breaks off in the middle; try again")
    except zlib.error as error:
        raise SourceError(f"{url}: the answer is damaged; try again") from error


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower()
    except ValueError:
        return "unknown"


def _reason(error: Exception) -> str:
    """What kept the answer from coming, in the system's words where it has any."""
    for cause in (error, error.__cause__, error.__context__):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
    words = re.sub(r"^\[[^\]]*\] ", "", str(error)).strip().lower()
    return words.rstrip(".") or "the connection broke"
