"""Where a fetch may go: https, hosts of the register, and addresses of the open internet only."""

import ipaddress
import socket
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from sharebot.errors import DocumentError

Resolve = Callable[[str], list[str]]
"""The numeric addresses of a host."""


def resolve(host: str) -> list[str]:
    """By the machine's own name service. Raises DocumentError when it knows no such host."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise DocumentError(f"the host {host} cannot be found; check the network and the register") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def checked_address(address: str, hosts: Collection[str]) -> SplitResult:
    """Raises DocumentError unless it is a plain https address on one of the hosts."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise DocumentError(f"it leads to something that is not a web address ({address[:100]})") from error
    if parts.scheme != "https":
        raise DocumentError(f"it leads to an address that is not https ({address[:100]})")
    if parts.username is not None or parts.password is not None or port not in (None, 443):
        raise DocumentError(f"it leads to an address with a port or a password in it ({parts.hostname})")
    if (parts.hostname or "") not in hosts:
        raise DocumentError(f"it leads to {parts.hostname}, which is no host of the register")
    return parts._replace(netloc=parts.hostname or "", path=parts.path or "/", fragment="")


def open_internet(host: str, resolving: Resolve) -> str:
    """The numeric address to connect to. Raises DocumentError when any that the host has is not a public one.

    The caller connects to this very address, so that a second answer of the name service cannot lead elsewhere.
    """
    found = resolving(host)
    for one in found:
        if not _is_public(one):
            raise DocumentError(f"the host {host} has the address {one}, which is not on the open internet")
    if not found:
        raise DocumentError(f"the host {host} has no address")
    return min(found, key=lambda one: ":" in one)


def joined(base: str, link: str) -> str:
    """The address a link leads to, without its fragment; empty when it is no web address."""
    try:
        parts = urlsplit(urljoin(base, link.strip()))
    except ValueError:
        return ""
    return urlunsplit(parts._replace(fragment=""))


def _is_public(address: str) -> bool:
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    if inner is not None and not _is_public(str(inner)):
        return False
    return number.is_global and not number.is_multicast and not number.is_reserved
