from ipaddress import ip_address

import pytest

from octavo.engine.fetching import is_public

# First and last address of each closed range, and their neighbours outside it.
CLOSED = """
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.255.255.255 168.63.129.16
169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.255 192.0.2.0 192.0.2.255
192.88.99.0 192.88.99.255 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.0 198.51.100.255
203.0.113.0 203.0.113.255 224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255
:: ::1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:8.8.8.8 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe
64:ff9b:1::808:808 100::1 100::ffff:ffff:ffff:ffff 1fff:ffff::1 2001:: 2001:0:4136:e378:8000:63bf:3f57:fdf2
2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff 2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2002:: 2002:7f00:1::1
2002:808:808::1 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff
4000::1 5f00::1 fc00::1 fdff::1 fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1 ff0e::1
"""
OPEN = """
1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15 168.63.129.17
169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.255 192.0.3.0 192.88.98.255
192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255
203.0.114.0 223.255.255.255 8.8.8.8
2000:: 2000:ffff::1 2001:200:: 2001:db7:ffff::1 2001:db9::1 2001:ffff:ffff::1 2003::1 2606:4700::1111
3ffe:ffff::1 3fff:1000::1 ::ffff:8.8.8.8 64:ff9b::808:808
"""


@pytest.mark.parametrize("ip", CLOSED.split())
def test_special_addresses_are_closed(ip):
    assert not is_public(ip)
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", OPEN.split())
def test_their_neighbours_are_open(ip):
    assert is_public(ip)


@pytest.mark.parametrize("nonsense", ["", "example.com", "0177.0.0.1", "127.1", "2130706433", "8.8.8.8.", "8.8.8.8/32"])
def test_what_is_no_address_is_not_public(nonsense):
    assert not is_public(nonsense)
