"""Which IP addresses are looked up: public ones, unless the user allows the others.

A README is written by strangers, and so is the DNS answer for a name in it. The IP addresses are checked after the
name is resolved, and the connection goes to the very address that was checked, so a second DNS answer cannot lead it
elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

SocketAddress = tuple[object, ...]
ResolvedAddress = tuple[int, SocketAddress]
"""An address family and what `socket.connect` takes for it."""

Resolver = Callable[[str, int], list[ResolvedAddress]]
"""Gives the IP addresses of a host name and port, best first; raises `socket.gaierror` as that of the system."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SHARED = ipaddress.IPv4Network("100.64.0.0/10")

ABSENT_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""The errors of a resolver where a name does not exist or has no IP address; others are failures of its own."""


def system_resolver(host: str, port: int) -> list[ResolvedAddress]:
    """The IP addresses that the operating system gives for a host name."""
    return [
        (family, address)
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if family in (socket.AF_INET, socket.AF_INET6)
    ]


def refusal(address: str) -> str | None:
    """The kind of an IP address that is not looked up (`loopback`, `private` …), or None where it is public.

    The IPv4 address in an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged. What IANA's registries do not call global
    is refused as well.
    """
    try:
        ip = _embedded_ipv4(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return "unreadable"
    for kind in ("loopback", "link_local", "multicast", "unspecified"):
        if getattr(ip, f"is_{kind}"):
            return kind.replace("_", "-")
    if ip.is_private or (ip.version == 4 and ip in _SHARED):
        return "private"
    return None if ip.is_global and not ip.is_reserved else "reserved"


def refused_host(host: str) -> str | None:
    """The refusal of a host that is written as an IP address, in any form that resolvers accept (`127.1`,
    `0x7f000001`), or as a local name; None for other hosts, which need DNS."""
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return "loopback"
    if ":" in bare:
        return refusal(bare)
    try:
        return refusal(socket.inet_ntoa(socket.inet_aton(bare)))
    except (OSError, UnicodeError):
        return None


def _embedded_ipv4(ip: _Address) -> _Address:
    """The IPv4 address that an IPv6 address contains; else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64 or (int(ip) >> 32 == 0 and int(ip) > 0xFFFF):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
