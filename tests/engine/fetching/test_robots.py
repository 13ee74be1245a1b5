import pytest

from octavo.engine.errors import Busy, Gone, Refused, ServerFailed, Unreachable
from octavo.engine.fetching import judge_robots, parse_robots, robots_address
from octavo.engine.records import Fetched

AGENT = "Octavo/1.0 (+https://octavo.example/bot)"
TEXT = b"""\xef\xbb\xbf# The Fenwick Courier
User-agent: *
Disallow: /private/
Allow: /private/press/
Disallow: /*.pdf$
Crawl-delay: 2.5

User-agent: octavo
User-agent: otherbot
Disallow: /archive
Crawl-delay: 10

Sitemap: https://courier.example/news.xml
Sitemap: https://courier.example/news.xml
Sitemap: /relative.xml
"""


def test_the_longest_rule_wins_and_signs_are_understood():
    robots = parse_robots(TEXT, "SomebodyElse/2.0")
    assert not robots.allows("https://courier.example/private/x")
    assert robots.allows("https://courier.example/private/press/x")
    assert not robots.allows("https://courier.example/a/b.pdf")
    assert robots.allows("https://courier.example/a/b.pdf?x")
    assert robots.allows("https://courier.example/archive")
    assert robots.crawl_delay == 2.5


def test_our_own_group_replaces_the_general_one():
    robots = parse_robots(TEXT, AGENT)
    assert not robots.allows("https://courier.example/archive/1999")
    assert robots.allows("https://courier.example/private/x")
    assert robots.allows("https://courier.example/robots.txt")
    assert robots.crawl_delay == 10
    assert robots.sitemaps == ("https://courier.example/news.xml",)


def test_only_the_product_name_is_ours():
    robots = parse_robots(b"User-agent: https\nDisallow: /\n\nUser-agent: bot\nDisallow: /", AGENT)
    assert robots.allows("https://courier.example/")


@pytest.mark.parametrize("body", [b"", b"<html><body>Not found</body></html>", b"\x00\xff\xfe" * 50, b"Disallow: /"])
def test_what_is_no_robots_txt_forbids_nothing(body):
    robots = parse_robots(body, AGENT)
    assert robots.allows("https://courier.example/a")
    assert robots.crawl_delay is None
    assert robots.sitemaps == ()


@pytest.mark.parametrize("delay", [b"-1", b"soon", b"inf", b"nan"])
def test_absurd_delays_are_no_delays(delay):
    assert parse_robots(b"User-agent: *\nCrawl-delay: " + delay, AGENT).crawl_delay is None


def test_endless_files_are_read_up_to_the_usual_limit():
    body = b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000 + b"\nDisallow: /b\n"
    robots = parse_robots(body, AGENT)
    assert not robots.allows("https://courier.example/a")
    assert robots.allows("https://courier.example/b")


def test_where_it_lies():
    assert robots_address("https://u:p@courier.example:8443/a?b#c") == "https://courier.example:8443/robots.txt"


@pytest.mark.parametrize(
    ("error", "open_"),
    [(Gone, True), (Refused, True), (ServerFailed, False), (Unreachable, False), (Busy, False)],
)
def test_no_answer_is_an_answer_too(error, open_):
    robots = judge_robots(error("https://courier.example/robots.txt", "Why."), AGENT)
    assert robots.allows("https://courier.example/a") is open_


def test_an_answer_is_read():
    where = "https://courier.example/robots.txt"
    answer = Fetched(asked=where, address=where, status=200, headers={}, body=TEXT)
    assert not judge_robots(answer, AGENT).allows("https://courier.example/archive")
