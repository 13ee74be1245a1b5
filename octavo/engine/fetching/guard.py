"""Reads an address once, strictly, and refuses what must not be asked.

Clients disagree about odd addresses: four of them go to different hosts for a quarter of the forms attackers use.
So this is the only parser: what it returns is rebuilt from checked parts, and the client connects to just that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote

from octavo.engine.errors import ForbiddenAddress
from octavo.engine.fetching.ranges import is_public
from octavo.engine.fetching.rules import FetchRules
from octavo.engine.text.addresses import ascii_host

_PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Names that resolve inside a machine, a house, a company or a cluster, never on the open internet.
_INSIDE = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "home.arpa",
    "corp",
    "private",
    "svc",
    "cluster.local",
    "onion",
    "test",
    "invalid",
)
_SHAPE = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>[^#]*)")
_AUTHORITY = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:]+)(?::(?P<port>[0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_TO_QUOTE = re.compile(r"[ \"<>^`{}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # left over from broken decoding, impossible in UTF-8
# Left as they are in path and query: what RFC 3986 allows there, and '%' of what is encoded already.
_LEFT_ALONE = "%/?:@!$&'()*+,;=-._~[]|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An address that passed: its parts, and `url`, rebuilt from them in ASCII without a fragment."""

    scheme: str  # http or https
    host: str  # lower-case ASCII name or IP without brackets
    port: int
    url: str
    ip: IPv4Address | IPv6Address | None  # where the host is an IP itself


def check_address(address: str, rules: FetchRules) -> Checked:
    """Split `address` into checked parts. Raises ForbiddenAddress with one plain sentence; never touches the network.

    A name that passes may still resolve to a private address: the resolver checks every answer.
    """
    scheme, authority, rest = _split(address)
    host, port = _split_authority(address, authority, _DEFAULT_PORTS[scheme])
    route = rules.find_route(host)
    ip = None if route else _read_ip(address, host)
    host = host if ip is None else str(ip)
    if not route and not rules.trusts_host(host, port):
        _check_public(address, host, port, ip, rules)
    shown = f"[{host}]" if ":" in host else host
    if port != _DEFAULT_PORTS[scheme]:
        shown += f":{port}"
    path = rest if rest.startswith("/") else "/" + rest
    return Checked(scheme=scheme, host=host, port=port, url=f"{scheme}://{shown}{_quote(path)}", ip=ip)


def _split(address: str) -> tuple[str, str, str]:
    address = address.strip(" \t\r\n")
    shape = _SHAPE.match(address)
    if shape is None or shape["scheme"].lower() not in _DEFAULT_PORTS:
        raise ForbiddenAddress(address, "Only http and https addresses can be fetched.")
    # A blank inside the path is a common slip of publishers and harmless; in a host it never passes.
    if _CONTROL.search(address.replace(" ", "")):
        raise ForbiddenAddress(address, "The address holds characters that do not belong into one.")
    return shape["scheme"].lower(), shape["authority"], shape["rest"]


def _split_authority(address: str, authority: str, default_port: int) -> tuple[str, int]:
    if "@" in authority:
        raise ForbiddenAddress(address, "The address holds a user name or password.")
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise ForbiddenAddress(address, "The address names no valid host.")
    port = int(match["port"] or default_port)
    if not 0 < port < 65536:
        raise ForbiddenAddress(address, "The port is out of range.")
    if match["host"].startswith("["):
        return match["host"][1:-1].lower(), port
    host = ascii_host(match["host"])
    if host is None or len(host) > 253 or not all(map(_LABEL.fullmatch, host.split("."))):
        raise ForbiddenAddress(address, "The address names no valid host.")
    return host, port


def _read_ip(address: str, host: str) -> IPv4Address | IPv6Address | None:
    """The IP that `host` is, None for a name. A host whose last label is a number is never a name (WHATWG URL)."""
    if ":" not in host and not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    try:
        return ip_address(host)
    except ValueError:
        raise ForbiddenAddress(address, "The host is a number in disguise.") from None


def _check_public(address: str, host: str, port: int, ip: IPv4Address | IPv6Address | None, rules: FetchRules) -> None:
    if ip is not None and rules.trusts_ip(ip):
        return
    if port not in _PORTS:
        raise ForbiddenAddress(address, f"Port {port} is not one that websites use.")
    if ip is not None and not is_public(ip):
        raise ForbiddenAddress(address, "The address lies in a private or reserved network.")
    if ip is None and _is_inside(host):
        raise ForbiddenAddress(address, "The host is a name of an internal network.")


@lru_cache(maxsize=4096)
def _is_inside(host: str) -> bool:
    return "." not in host or any(host.endswith("." + name) for name in _INSIDE)


def _quote(rest: str) -> str:
    if rest.isascii() and not _TO_QUOTE.search(rest):
        return rest
    return quote(_SURROGATE.sub("\ufffd", rest), safe=_LEFT_ALONE)
