import socket

import pytest

from octavo.engine.errors import ForbiddenAddress, Unreachable
from octavo.engine.fetching import Ask, FetchRules, fetch, fetch_many, resolving

RULES = FetchRules(user_agent="Octavo/1.0", total_seconds=1, connect_seconds=1)


@pytest.fixture
def dns(monkeypatch):
    """A name server of our own: {host: ips or exception}; remembers who was asked for."""
    names: dict[str, list[str] | Exception] = {}
    asked: list[str] = []

    def look_up(host, port):
        asked.append(host)
        found = names.get(host, socket.gaierror(socket.EAI_NONAME, "unknown"))
        if isinstance(found, Exception):
            raise found
        return [(socket.AF_INET6 if ":" in ip else socket.AF_INET, 1, 6, "", (ip, port)) for ip in found]

    monkeypatch.setattr(resolving, "_ask_system", look_up)
    names["_asked"] = asked
    return names


@pytest.fixture
def dialled(monkeypatch):
    """Where sockets were opened to. None really is."""
    targets: list[str] = []
    real = resolving.GuardedResolver.open_socket

    def open_socket(self, addr_info):
        real(self, addr_info).close()
        targets.append(addr_info[4][0])
        raise ConnectionRefusedError

    monkeypatch.setattr(resolving.GuardedResolver, "open_socket", open_socket)
    return targets


@pytest.mark.parametrize(
    "ips",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "10.0.0.1"],
        ["10.0.0.1", "8.8.8.8"],
        ["8.8.8.8", "::1"],
        ["::ffff:169.254.169.254"],
        ["64:ff9b::7f00:1"],
        ["fe80::1%2"],
        ["0.0.0.0"],
    ],
)
def test_one_private_answer_is_enough_to_refuse(dns, dialled, ips):
    dns["paper.example"] = ips
    with pytest.raises(ForbiddenAddress) as caught:
        fetch(Ask(address="http://paper.example/feed"), RULES)
    assert caught.value.subject == "http://paper.example/feed"
    assert dialled == []


def test_only_what_was_checked_is_dialled(dns, dialled):
    dns["paper.example"] = ["8.8.8.8"]
    with pytest.raises(Unreachable, match="refused the connection"):
        fetch(Ask(address="http://paper.example/feed"), RULES)
    assert dialled == ["8.8.8.8"]


def test_a_public_literal_is_dialled_without_dns(dns, dialled):
    with pytest.raises(Unreachable):
        fetch(Ask(address="http://8.8.4.4/feed"), RULES)
    assert (dialled, dns["_asked"]) == (["8.8.4.4"], [])


def test_the_trap_stops_what_no_check_has_seen(web):
    resolver = resolving.GuardedResolver(RULES)
    with pytest.raises(resolving.UncheckedError):
        resolver.open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", web.port)))


def test_a_sprung_trap_is_a_forbidden_address(dns, monkeypatch):
    async def careless(self, host, port=0, family=socket.AF_UNSPEC):
        return [resolving._result(host, "127.0.0.1", port)]

    monkeypatch.setattr(resolving.GuardedResolver, "resolve", careless)
    with pytest.raises(ForbiddenAddress, match="not checked"):
        fetch(Ask(address="http://paper.example/feed"), RULES)


def test_the_operator_may_let_names_lead_inside(dns, dialled):
    dns["nas.example"] = ["10.1.2.3"]
    for entry in ("nas.example", "nas.example:80", "10.1.0.0/16"):
        rules = FetchRules(user_agent="x", allow_private=frozenset({entry}))
        with pytest.raises(Unreachable):
            fetch(Ask(address="http://nas.example/"), rules)
    assert dialled == ["10.1.2.3"] * 3
    with pytest.raises(ForbiddenAddress):
        fetch(Ask(address="http://nas.example/"), FetchRules(user_agent="x", allow_private=frozenset({"10.2.0.0/16"})))


def test_dns_failures_have_their_own_words(dns):
    dns["away.example"] = socket.gaierror(socket.EAI_AGAIN, "later")
    unknown, away = fetch_many([Ask(address="http://no.example/"), Ask(address="http://away.example/")], RULES)
    assert isinstance(unknown, Unreachable)
    assert "does not know" in unknown.reason
    assert "did not answer" in away.reason


def test_the_environment_names_no_proxy(dns, dialled, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    dns["paper.example"] = ["8.8.8.8"]
    with pytest.raises(Unreachable):
        fetch(Ask(address="http://paper.example/"), RULES)
    assert dialled == ["8.8.8.8"]
