"""User and password of an address: used for the request, and kept in this process alone.

They are taken out where an address comes in, so that nothing that is stored, printed or saved later can hold them.
"""

import os
import re
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

import msgspec

_LOGIN: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)@")

_HANDED_OVER: Final = "BRIEFING_LOGINS"
"""Variable of the environment that holds logins as JSON: unlike its arguments, only the user's own processes can see it."""

_known: dict[str, str] = {}
"""Logins of this run, by scheme, host and port."""


def parted(source: str) -> tuple[str, str | None]:
    """An address without its user and password, and these as they stood; any other source is left as it is."""
    found = _LOGIN.match(source)
    return (found[1] + source[found.end() :], found[2]) if found else (source, None)


def without_login(source: str) -> str:
    """A source without user and password, which `login_of` knows from now on."""
    address, login = parted(source)
    if login is not None:
        _known[_origin(address)] = login
    return address


def login_of(address: str) -> str | None:
    """The ``user:password`` that was given for the server of an address."""
    return _known.get(_origin(address)) if _known else None


def hand_over() -> None:
    """Let the processes that are started from now on `take_over` the logins of this run."""
    if _known:
        os.environ[_HANDED_OVER] = msgspec.json.encode(_known).decode()


def take_over() -> None:
    """Know the logins that the process before handed over; the next are not told."""
    given = os.environ.pop(_HANDED_OVER, None)
    if given is not None:
        with suppress(msgspec.DecodeError):  # something else by the same name
            _known.update(msgspec.json.decode(given, type=dict[str, str]))


def _origin(address: str) -> str:
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.hostname}:{port}"
