"""Which addresses may be connected to: the numbers that a name leads to are judged, not the name.

A server of the open network must not make the program ask a machine of the reader's own network: by a redirect, by a name
that leads there, or by another way to write its number. A name is looked up once, and what was judged is what is connected to.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Final

import httpcore

from briefing.errors import SourceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv6 addresses whose last 32 bits are an IPv4 address (RFC 6052, RFC 8215)."""
_COMPATIBLE: Final = ipaddress.ip_network("::/96")
"""The oldest way to write an IPv4 address in IPv6 (RFC 4291); `::` and `::1` are none."""
_METADATA: Final = frozenset(map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200", "168.63.129.16")))
"""Where clouds tell a machine its secrets, as far as it is not link-local."""
_LOCAL_SUFFIXES: Final = (".localhost", ".local", ".lan", ".internal", ".intranet", ".home.arpa", ".test")
"""Ends of names that the open network does not have."""


def embedded(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    last = int(address) & 0xFFFF_FFFF
    if any(address in network for network in _TRANSLATED) or (address in _COMPATIBLE and last > 1):
        return ipaddress.IPv4Address(last)
    return address


def is_public(address: Address) -> bool:
    """Whether an address is one of the open network."""
    inner = embedded(address)
    return inner.is_global and not inner.is_multicast and inner not in _METADATA


def is_forbidden(address: Address) -> bool:
    """Whether no article can be there, whoever gives the address: metadata of a cloud, link-local, multicast, reserved."""
    inner = embedded(address)
    is_odd = inner.is_link_local or inner.is_multicast or (inner.is_reserved and not inner.is_loopback)
    return inner in _METADATA or is_odd


def is_plainly_private(host: str) -> bool:
    """Whether a host is written so that who gives it means their own network: its number, or a name that only exists there."""
    host = host.lower().removesuffix(".")
    try:
        return not is_public(address := ipaddress.ip_address(host)) and embedded(address) == address
    except ValueError:
        is_word = "." not in host and not host[:1].isdigit()
        return is_word or host.endswith(_LOCAL_SUFFIXES)


def looked_up(host: str, port: int) -> list[Address]:
    """The addresses that a host has, in the system's order.

    Raises:
        OSError: it has none.
    """
    if f".{host.lower().removesuffix('.')}".endswith(".localhost"):  # RFC 6761: never asked of the network
        host = "localhost"
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


class Guard(httpcore.SyncBackend):
    """Connects where that is allowed. A private address is for the first hop alone, where the reader gave it."""

    def __init__(self, url: str, *, private_names: bool = False, is_given: bool = True) -> None:
        self._url = url
        self._private_names = private_names
        self._is_given = is_given
        self.has_left = False
        """Whether something came from the open network."""

    def leave(self) -> None:
        """An answer came from the open network: from now on only such addresses are connected to."""
        self.has_left = True

    def check_name(self, host: str) -> None:
        """Judge a host that a proxy connects to, as far as it can be judged by its name.

        Raises:
            SourceError: it may not be connected to.
        """
        try:
            addresses: list[Address] = [ipaddress.ip_address(host)]
        except ValueError:
            try:
                addresses = [ipaddress.IPv4Address(socket.inet_aton(host))]
            except OSError:
                addresses = [ipaddress.IPv4Address("127.0.0.1")] if is_plainly_private(host) else []
        if addresses:
            self._allowed(host, addresses)
        else:
            self.leave()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the addresses of `host` that are allowed."""
        try:
            addresses = looked_up(host, port)
        except (OSError, UnicodeError, ValueError) as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, addresses):
            try:
                return super().connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _allowed(self, host: str, addresses: list[Address]) -> list[Address]:
        """The addresses that may be connected to; where there are public ones, those alone.

        Raises:
            SourceError: none may be.
        """
        if public := [address for address in addresses if is_public(address)]:
            self.leave()
            return public
        shown = embedded(addresses[0]) if addresses else host
        private = [address for address in addresses if not is_forbidden(address)]
        if not private:
            raise SourceError(f"{self._url} leads to {shown}, where no article can be; check the address")
        if not self._is_given:
            raise SourceError(
                f"{self._url} leads to a private network, and only a feed names it; open it by itself if you mean it"
            )
        if self.has_left:
            raise SourceError(f"{self._url} sends us on to {host}, in a private network; give that address if you mean it")
        if not (self._private_names or is_plainly_private(host)):
            raise SourceError(
                f"{self._url} leads to {shown}, in a private network; give that number if you mean it, or set private_names"
            )
        return private
