"""Which machines may be asked: public ones, unless the user allows the others.

A README is written by strangers, and so is the DNS answer for a name in it. The addresses are judged after
the name is resolved, and the connection goes to the very address that was judged, so a second DNS answer
cannot lead it elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

SocketAddress = tuple[object, ...]
ResolvedAddress = tuple[int, SocketAddress]
"""An address family and what `socket.connect` takes for it."""

Resolver = Callable[[str, int], list[ResolvedAddress]]
"""Name and port to addresses, best first; raises `socket.gaierror` as the system's own does."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SHARED = ipaddress.IPv4Network("100.64.0.0/10")

ABSENT_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""What the resolver answers where a name does not exist or has no address; other errors are its own."""


def system_resolver(host: str, port: int) -> list[ResolvedAddress]:
    """What the operating system answers for a name."""
    return [
        (family, address)
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if family in (socket.AF_INET, socket.AF_INET6)
    ]


def refusal(address: str) -> str | None:
    """Why a connection to this IP address is refused (`loopback`, `private` …), or None where it is public.

    The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is what counts. What is neither named
    here nor global by IANA's registries is refused as well.
    """
    try:
        ip = _carried(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return "unreadable"
    for kind in ("loopback", "link_local", "multicast", "unspecified"):
        if getattr(ip, f"is_{kind}"):
            return kind.replace("_", "-")
    if ip.version == 4 and ip in _SHARED:
        return "private"
    if ip.is_private:
        return "private"
    return None if ip.is_global and not ip.is_reserved else "reserved"


def refused_host(host: str) -> str | None:
    """The refusal for a host that is an IP address or a local name, known without asking DNS; else None."""
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return "loopback"
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return None
    return refusal(bare)


def _carried(ip: _Address) -> _Address:
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
