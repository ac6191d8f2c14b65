"""Decides which IP addresses may be looked up: public ones, or all if the user allows it.

A README is written by strangers, and so is the DNS answer for a host name in it. The IP addresses are checked after
the name is resolved, and the connection goes to the address that was checked, so a second DNS answer cannot redirect
it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

SocketAddress = tuple[object, ...]
ResolvedAddress = tuple[int, SocketAddress]
"""An address family and the address that `socket.connect` takes."""

Resolver = Callable[[str, int], list[ResolvedAddress]]
"""A function that returns the IP addresses of a host name and port, best first; raises `socket.gaierror`."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SHARED = ipaddress.IPv4Network("100.64.0.0/10")

ABSENT_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""The errors of a resolver for a name that does not exist or has no IP address; not those of its own failures."""


def system_resolver(host: str, port: int) -> list[ResolvedAddress]:
    """The IP addresses of a host name according to the operating system."""
    return [
        (family, address)
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if family in (socket.AF_INET, socket.AF_INET6)
    ]


def private_address_kind(address: str) -> str | None:
    """The kind of an IP address that is not public (`loopback`, `private`, …); None if it is public.

    For an IPv6 address with an IPv4 address in it (mapped, 6to4, Teredo, NAT64), the IPv4 address counts. Addresses
    that IANA's registries do not call global are not public."""
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


def private_host_kind(host: str) -> str | None:
    """The kind of a host that is a local name or an IP address in any form that resolvers accept (`127.1`,
    `0x7f000001`); None if it is public or needs DNS."""
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return "loopback"
    if ":" in bare:
        return private_address_kind(bare)
    try:
        return private_address_kind(socket.inet_ntoa(socket.inet_aton(bare)))
    except (OSError, UnicodeError):
        return None


def _embedded_ipv4(ip: _Address) -> _Address:
    """The IPv4 address in an IPv6 address; the address itself if there is none."""
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
