"""Which network addresses belong to the open internet.

`ipaddress.is_global` answers wrongly for NAT64, 6to4, multicast, site-local and others (CVE-2024-4032 and beyond),
and differently between Python versions, so the table is our own.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IANA IPv4 Special-Purpose Address Registry, multicast and the reserved class E.
_CLOSED_V4 = tuple(
    (int(network.network_address), int(network.netmask))
    for network in map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by carriers
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # looks public, is Azure's host agent
            "169.254.0.0/16",  # link-local, cloud metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays, withdrawn
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
# IPv6 is closed but for global unicast, and these parts of it.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4 carries an IPv4 address past this table
            "3fff::/20",  # documentation
        ),
    )
)
# An IPv4 address rides in the last 32 bits; what counts is that address. NAT64 must work: on an IPv6-only
# machine behind DNS64 every IPv4 site looks like this.
_CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))


def is_public(ip: str | IPv4Address | IPv6Address) -> bool:
    """Whether `ip` may belong to a publisher's server: false for anything special, and for what is no address."""
    if isinstance(ip, str):
        try:
            ip = ip_address(ip)
        except ValueError:
            return False
    if isinstance(ip, IPv6Address):
        return _is_public_v6(ip)
    number = int(ip)
    return not any(number & mask == network for network, mask in _CLOSED_V4)


def _is_public_v6(ip: IPv6Address) -> bool:
    if ip.scope_id is not None:
        return False
    if any(ip in carrier for carrier in _CARRIERS):
        return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    return ip in _GLOBAL_UNICAST and not any(ip in network for network in _CLOSED_V6)
