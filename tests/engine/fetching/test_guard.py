import json
from pathlib import Path

import pytest

from octavo.engine.errors import ForbiddenAddress
from octavo.engine.fetching import FetchRules, check_address, fetch_many, is_public
from octavo.engine.fetching.rules import Ask

ROOT = Path(__file__).parents[3]
FORMS = ROOT.parent / "shared" / "benchmarks" / "security" / "ssrf-forms.json"
RULES = FetchRules(user_agent="Octavo/1.0")


def refused(address: str, rules: FetchRules = RULES) -> str:
    with pytest.raises(ForbiddenAddress) as caught:
        check_address(address, rules)
    assert caught.value.reason.endswith(".")
    return caught.value.reason


@pytest.mark.parametrize(
    ("address", "url", "host", "port"),
    [
        ("http://site.example", "http://site.example/", "site.example", 80),
        ("HTTPS://Site.Example:443/A?b=c#d", "https://site.example/A?b=c", "site.example", 443),
        ("  https://site.example/feed\n", "https://site.example/feed", "site.example", 443),
        ("http://site.example:8080?q", "http://site.example:8080/?q", "site.example", 8080),
        ("http://site.example:/x", "http://site.example/x", "site.example", 80),
        ("http://site.example./x", "http://site.example/x", "site.example", 80),
        ('http://bücher.example/ä b?ü="<', "http://xn--bcher-kva.example/%C3%A4%20b?%C3%BC=%22%3C", None, 80),
        ("http://site.example/a%20b%2Fc/%zz", "http://site.example/a%20b%2Fc/%zz", "site.example", 80),
        ("http://8.8.8.8/", "http://8.8.8.8/", "8.8.8.8", 80),
        ("http://８.８.８.８/", "http://8.8.8.8/", "8.8.8.8", 80),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/", "2606:4700::1111", 80),
        ("http://1and1.example/", "http://1and1.example/", "1and1.example", 80),
        ("http://_x.site.example/", "http://_x.site.example/", "_x.site.example", 80),
        ("http://site.example/\ud800", "http://site.example/%EF%BF%BD", "site.example", 80),
    ],
)
def test_what_may_be_asked(address, url, host, port):
    checked = check_address(address, RULES)
    assert (checked.url, checked.port) == (url, port)
    assert host is None or checked.host == host


@pytest.mark.parametrize(
    "address",
    [
        "",
        "site.example/feed",
        "ftp://site.example/",
        "http:/site.example",
        "http://",
        "http:///x",
        "http://@site.example/",
        "http://user:pass@site.example/",
        "http://good.example\\@127.0.0.1/",
        "http://127.0.0.1\\@good.example/",
        "http://good.example#@127.0.0.1:x/\x00",
        "http://site.example/\r\nHost: x",
        "http://si te.example/",
        "http://site%2eexample/",
        "http://%31%32%37.0.0.1/",
        "http://site..example/",
        "http://.site.example/",
        "http://-site.example/",
        "http://site.example:22/",
        "http://site.example:81/",
        "http://site.example:0/",
        "http://site.example:65536/",
        "http://site.example:-1/",
        "http://site.example:80:80/",
        "http://site.example[::1]/",
        "http://[::1].example/",
        "http://[v1.x]/",
        "http://[::1%25lo]/",
        "http://4429185025/",
        "http://383.0.0.257/",
        "http://0x7f.0.0.1/",
        "http://1.2.3/",
        "http://8.8.8.08/",
        "http://site.0x1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
        "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
        "http://local\u00adhost/",
        "http://localhost../",
        "http://nas.home.arpa/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/",
    ],
)
def test_what_is_never_asked(address):
    refused(address)


def test_the_reason_says_which_rule():
    assert "http and https" in refused("gopher://site.example/")
    assert "user name" in refused("http://a@site.example/")
    assert "22" in refused("http://site.example:22/")
    assert "internal" in refused("http://printer/")
    assert "private" in refused("http://10.0.0.1/")
    assert "disguise" in refused("http://0x7f.1/")


@pytest.mark.skipif(not FORMS.exists(), reason="the shared attack forms are not here")
def test_no_known_attack_form_leads_inside():
    forms = [form["url"] for form in json.loads(FORMS.read_text("utf-8"))]
    assert len(forms) > 90
    for form in forms:
        try:
            checked = check_address(form, RULES)
        except ForbiddenAddress:
            continue
        assert checked.ip is not None, form  # a name would have to be resolved
        assert is_public(checked.ip), form


@pytest.mark.parametrize(
    ("entry", "allowed", "still_refused"),
    [
        ("localhost", "http://localhost:3000/", "http://x.localhost/"),
        ("localhost:8000", "http://localhost:8000/", "http://localhost:8001/"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/", "http://127.0.0.1:80/"),
        ("[::1]:8000", "http://[::1]:8000/", "http://[::1]/"),
        ("10.1.0.0/16", "http://10.1.255.255:9000/", "http://10.2.0.0/"),
        ("fd00::/8", "http://[fd12::1]/", "http://[fe80::1]/"),
        ("NAS.local", "https://nas.local/", "https://other.local/"),
    ],
)
def test_the_operator_may_open_single_doors(entry, allowed, still_refused):
    rules = FetchRules(user_agent="x", allow_private=frozenset({entry}))
    assert check_address(allowed, rules).url == allowed
    refused(still_refused, rules)
    refused(allowed)


def test_an_opened_door_does_not_open_the_syntax():
    rules = FetchRules(user_agent="x", allow_private=frozenset({"localhost", "0.0.0.0/0"}))
    refused("http://user@localhost/", rules)
    refused("file://localhost/etc/passwd", rules)
    refused("http://0x7f.1/", rules)


def test_routes_play_hosts_over_plain_http():
    rules = FetchRules(user_agent="x", routes={".example": ("127.0.0.1", 9), "one.org": ("::1", 9)})
    assert check_address("http://paper.example:1234/x", rules).url == "http://paper.example:1234/x"
    assert rules.find_route("deep.paper.example") == ("127.0.0.1", 9)
    assert rules.find_route("example") == ("127.0.0.1", 9)
    assert rules.find_route("one.org") == ("::1", 9)
    assert rules.find_route("two.one.org") is None
    assert rules.find_route("notexample") is None
    assert check_address("https://paper.example/", rules).url == "https://paper.example/"


def test_routes_never_lead_off_this_machine():
    with pytest.raises(ValueError, match="loopback"):
        FetchRules(user_agent="x", routes={".example": ("93.184.216.34", 80)})


def test_refused_addresses_are_refused_without_any_connection(monkeypatch):
    def trap(*_args, **_kwargs):
        raise AssertionError("touched the network")

    monkeypatch.setattr("octavo.engine.fetching.resolving._ask_system", trap)
    monkeypatch.setattr("octavo.engine.fetching.resolving.GuardedResolver.open_socket", trap)
    addresses = ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "file:///etc/passwd", "http://db/"]
    answers = fetch_many([Ask(address=address) for address in addresses], RULES)
    assert [type(answer) for answer in answers] == [ForbiddenAddress] * 5
    assert [answer.subject for answer in answers] == addresses
