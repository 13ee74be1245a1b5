import asyncio
import gzip
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from octavo.engine.errors import (
    Busy,
    ForbiddenAddress,
    Gone,
    OutsideError,
    Refused,
    ServerFailed,
    TooLarge,
    Unreachable,
    Unreadable,
)
from octavo.engine.fetching import Ask, fetch, fetch_many
from octavo.engine.records import Fetched

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def failure(web, rules, path: str = "/feed") -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        fetch(Ask(address=web.url(path)), rules)
    assert caught.value.subject == web.url(path)
    assert caught.value.reason.endswith(".")
    return caught.value


# ---------------------------------------------------------------- one question


def test_an_answer_comes_back_whole(web, rules, say):
    web["/feed"] = say(200, gzip.compress(b"<rss/>"), content_encoding="gzip", content_type="Text/XML; charset=x")
    fetched = fetch(Ask(address=web.url("/feed#top")), rules)
    assert fetched == Fetched(
        asked=web.url("/feed#top"), address=web.url("/feed#top"), status=200, headers=fetched.headers, body=b"<rss/>"
    )
    assert (fetched.media_type, fetched.unchanged, fetched.moved_to) == ("text/xml", False, None)


def test_we_say_who_we_are_and_nothing_more(web, rules, say):
    web["/feed"] = say(200, b"x", set_cookie="id=1; Path=/")
    first, _ = fetch_many([Ask(address=web.url("/feed"))] * 2, replace(rules, per_host=1))
    assert "set-cookie" not in first.headers
    for index in (0, 1):
        said = web.headers(index)
        assert said.pop("accept-encoding").startswith("gzip, deflate, br")
        assert said == {"host": "site.example", "user-agent": rules.user_agent, "accept": "*/*"}


def test_the_callers_accept_header_is_sent(web, rules):
    web["/feed"] = OK
    fetch(Ask(address=web.url("/feed"), accept="application/feed+json"), rules)
    assert web.headers()["accept"] == "application/feed+json"


@pytest.mark.parametrize("etag", ['"abc"', 'W/"a b, c"', "no-quotes", '"é-日本"', "'"])
@pytest.mark.parametrize("date", ["Mon, 05 Feb 2024 10:00:00 GMT", "2024-02-05 10:00 odd,  spaced"])
def test_validators_are_echoed_byte_for_byte(web, rules, etag, date):
    head = b"HTTP/1.1 200 OK\r\nETag: " + etag.encode() + b"\r\nLast-Modified: " + date.encode()
    web["/feed"] = head + b"\r\nContent-Length: 1\r\n\r\nx"
    first = fetch(Ask(address=web.url("/feed")), rules)
    web["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    again = fetch(
        Ask(address=web.url("/feed"), etag=first.headers["etag"], last_modified=first.headers["last-modified"]), rules
    )
    assert (again.status, again.unchanged, again.body) == (304, True, b"")
    assert b"\r\nIf-None-Match: " + etag.encode() + b"\r\n" in web.requests[-1]
    assert b"\r\nIf-Modified-Since: " + date.encode() + b"\r\n" in web.requests[-1]


@pytest.mark.parametrize("extra", [b"", b"<html>after all</html>", b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"])
def test_a_304_may_come_with_a_body_it_must_not_have(web, rules, extra):
    web["/feed"] = b"HTTP/1.1 304 Not Modified\r\nContent-Length: %d\r\nETag: 1\r\n\r\n" % len(extra) + extra
    asks = [Ask(address=web.url("/feed"), etag="1")] * 4
    assert [(answer.status, answer.body) for answer in fetch_many(asks, rules)] == [(304, b"")] * 4


def test_a_validator_that_cannot_be_echoed_is_not_kept(web, rules):
    web["/feed"] = b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\nX-Name: \xe9\r\nContent-Length: 1\r\n\r\nx'
    headers = fetch(Ask(address=web.url("/feed")), rules).headers
    assert "etag" not in headers
    assert headers["x-name"] == "é"


def test_a_stored_validator_cannot_smuggle_headers(web, rules):
    web["/feed"] = OK
    fetch(Ask(address=web.url("/feed"), etag='"a"\r\nX-Evil: 1'), rules)
    assert "x-evil" not in web.headers()
    assert "if-none-match" not in web.headers()


def test_repeated_headers_are_one_list_or_the_first(web, rules):
    web["/feed"] = (
        b"HTTP/1.1 200 OK\r\nCache-Control: a\r\nCache-Control: b\r\nX-One: 1\r\nX-One: 2\r\nContent-Length: 0\r\n\r\n"
    )
    headers = fetch(Ask(address=web.url("/feed")), rules).headers
    assert (headers["cache-control"], headers["x-one"]) == ("a, b", "1")


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize(
    ("status", "kind"), [(403, Refused), (404, Gone), (410, Gone), (429, Busy), (500, ServerFailed), (503, Busy)]
)
def test_statuses_become_errors(web, rules, say, status, kind):
    web["/feed"] = say(status, b"<h1>No</h1>", retry_after="60")
    error = failure(web, rules)
    assert type(error) is kind
    if isinstance(error, Busy):
        assert error.wait == timedelta(minutes=1)


def test_a_refusals_page_is_read_for_its_author(web, rules, say):
    page = gzip.compress(b"<script>window._pxAppId='PX1'</script>")
    web["/feed"] = say(403, page, content_encoding="gzip")
    assert "PerimeterX" in failure(web, rules).reason


@pytest.mark.parametrize(("status", "kind"), [(301, ServerFailed), (404, Gone), (410, Gone), (500, ServerFailed)])
def test_a_page_that_tells_nothing_more_is_not_waited_for(web, rules, status, kind):
    async def never_ends(writer):
        writer.write(b"HTTP/1.1 %d Word\r\nContent-Length: 999\r\n\r\n" % status)
        await hang(writer)

    web["/feed"] = never_ends
    assert type(failure(web, rules)) is kind


@pytest.mark.parametrize("body", [b"x" * 400_000, gzip.compress(bytes(10**7)), b"\x1f\x8bbroken"])
def test_a_refusals_page_is_never_a_problem(web, rules, say, body):
    web["/feed"] = say(403, body, content_encoding="gzip" if body[:1] == b"\x1f" else "")
    assert isinstance(failure(web, rules), Refused)


# ---------------------------------------------------------------- redirects


def test_redirects_are_followed_with_the_validators(web, rules, say):
    web["/a"] = say(302, location="/b?x=1")
    web["/b?x=1"] = say(303, location="http://other.example/c")
    web["/c"] = say(200, b"here")
    fetched = fetch(Ask(address=web.url("/a"), etag='"1"'), rules)
    assert (fetched.asked, fetched.address, fetched.body) == (web.url("/a"), "http://other.example/c", b"here")
    assert fetched.moved_to is None
    assert web.headers()["host"] == "other.example"
    assert web.headers()["if-none-match"] == '"1"'
    assert "referer" not in web.headers()


@pytest.mark.parametrize(
    ("chain", "moved_to"),
    [
        ([301], "/1"),
        ([308, 301], "/2"),
        ([301, 302, 301], "/1"),
        ([302, 301], None),
        ([307], None),
    ],
)
def test_only_a_permanent_start_is_a_move(web, rules, say, chain, moved_to):
    for step, status in enumerate(chain):
        web[f"/{step}"] = say(status, b"moved", location=f"/{step + 1}")
    web[f"/{len(chain)}"] = say(200, b"x")
    fetched = fetch(Ask(address=web.url("/0")), rules)
    assert fetched.moved_to == (moved_to and web.url(moved_to))
    assert fetched.address == web.url(f"/{len(chain)}")


def test_a_relative_redirect_counts_from_where_it_was_found(web, rules, say):
    web["/a"] = say(302, location="http://other.example/deep/b")
    web["/deep/b"] = say(302, location="c")
    web["/deep/c"] = say(200, b"x")
    assert fetch(Ask(address=web.url("/a")), rules).address == "http://other.example/deep/c"


def test_a_304_behind_a_move_tells_both(web, rules, say):
    web["/a"] = say(301, location="/b")
    web["/b"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    fetched = fetch(Ask(address=web.url("/a"), etag="1"), rules)
    assert (fetched.status, fetched.moved_to) == (304, web.url("/b"))


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "//127.0.0.1/",
        "//localhost/x",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://user@other.example/",
        "http://127.0.0.1\\@other.example/",
        "\\\\127.0.0.1\\",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://other.test/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inside_is_not_followed(web, rules, say, status, location):
    web["/feed"] = say(status, location=location)
    error = failure(web, rules)
    assert isinstance(error, ForbiddenAddress)
    assert location in error.reason
    assert len(web.requests) == 1


def test_the_last_hop_is_checked_like_the_first(web, rules, say):
    web["/feed"] = say(302, location="/b")
    web["/b"] = say(302, location="http://169.254.169.254/latest/meta-data/")
    assert isinstance(failure(web, rules), ForbiddenAddress)


def test_five_redirects_are_enough(web, rules, say):
    for step in range(7):
        web[f"/{step}"] = say(302, location=f"/{step + 1}")
    web["/6"] = OK
    assert fetch(Ask(address=web.url("/1")), rules).body == b"ok"
    web.requests.clear()
    assert "more than 5" in failure(web, rules, "/0").reason
    assert len(web.requests) == 6


@pytest.mark.parametrize("location", ["", "/feed", "#top", "/b", "http://[bad/"])
def test_circles_and_dead_ends_are_failures_of_the_server(web, rules, say, location):
    web["/feed"] = say(302, location=location)
    web["/b"] = say(302, location="/feed")
    assert isinstance(failure(web, rules), ServerFailed)


# ---------------------------------------------------------------- broken and hostile servers


def test_too_large_by_its_own_word_is_not_read(web, rules):
    web["/feed"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<rss>"
    error = failure(web, rules)
    assert isinstance(error, TooLarge)
    assert "100000 bytes" in error.reason


def test_endless_bodies_end_at_the_limit(web, rules):
    sent = 0

    async def endless(writer):
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 10_000)
            sent += 10_000
            await writer.drain()

    web["/feed"] = endless
    assert isinstance(failure(web, rules), TooLarge)
    assert sent < 50_000_000


def test_a_bomb_is_too_large(web, rules, say):
    web["/feed"] = say(200, gzip.compress(bytes(20_000_000)), content_encoding="gzip")
    assert isinstance(failure(web, rules), TooLarge)


def test_an_asks_own_limit_counts(web, rules, say):
    web["/feed"] = say(200, b"x" * 1000)
    assert len(fetch(Ask(address=web.url("/feed"), max_bytes=1000), rules).body) == 1000
    with pytest.raises(TooLarge):
        fetch(Ask(address=web.url("/feed"), max_bytes=999), rules)


async def hang(writer):
    await asyncio.sleep(30)


async def trickle_head(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def trickle_body(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def flood_of_100(writer):
    while not writer.is_closing():
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.005)


@pytest.mark.parametrize("script", [hang, trickle_head, trickle_body, flood_of_100])
def test_the_total_time_is_kept_however_busy_the_server_looks(web, rules, script):
    web["/feed"] = script
    started = time.monotonic()
    error = failure(web, replace(rules, total_seconds=0.15))
    assert time.monotonic() - started < 1
    assert isinstance(error, Unreachable)
    assert "0.15 seconds" in error.reason


def test_redirects_share_one_time_limit(web, rules, say):
    async def slow(writer):
        await asyncio.sleep(0.1)
        writer.write(say(302, location="/b"))
        await writer.drain()

    web["/feed"] = slow
    web["/b"] = hang
    started = time.monotonic()
    assert isinstance(failure(web, replace(rules, total_seconds=0.2)), Unreachable)
    assert time.monotonic() - started < 0.29


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"", Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Len", Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", Unreachable),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", Unreachable),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", ServerFailed),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello", ServerFailed),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", ServerFailed),
        (b"SSH-2.0-OpenSSH_9.2\r\n", ServerFailed),
        (b"<html>HTTP/0.9</html>", ServerFailed),
        (b"\x16\x03\x01\x02\x00" * 20, ServerFailed),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n", ServerFailed),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n", ServerFailed),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", ServerFailed),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\nContent-Length: 3\r\n\r\nabc", Unreadable),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\n<rss>", Unreadable),
    ],
)
def test_garbage_is_an_error_of_its_kind(web, rules, said, kind):
    web["/feed"] = said
    assert type(failure(web, rules)) is kind


@pytest.mark.parametrize(
    ("said", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more than it said", b"ok"),
        (b"HTTP/1.1 204 No Content\r\n\r\n<html>after all</html>", b""),
        (b"HTTP/1.0 200 OK\r\n\r\nuntil the end", b"until the end"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", b"ok"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n<rss/>", b"<rss/>"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK, b"ok"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 20_000 + b"\r\nContent-Length: 2\r\n\r\nok", b"ok"),
        (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", b"ok"),
    ],
)
def test_sloppy_servers_are_understood(web, rules, said, body):
    web["/feed"] = said
    assert fetch(Ask(address=web.url("/feed")), rules).body == body


def test_a_closed_port_is_unreachable(rules):
    closed = replace(rules, routes={".example": ("127.0.0.1", 1)})
    with pytest.raises(Unreachable, match="refused the connection"):
        fetch(Ask(address="http://site.example/"), closed)


def test_plain_http_on_the_tls_port_is_unreachable(web, rules):
    trusting = replace(rules, allow_private=frozenset({f"127.0.0.1:{web.port}"}))
    with pytest.raises(Unreachable, match=r"secure connection|whole answer"):
        fetch(Ask(address=f"https://127.0.0.1:{web.port}/"), trusting)


# ---------------------------------------------------------------- many questions


def test_answers_keep_the_order_of_the_asks(web, rules, say):
    for n in range(40):
        web[f"/{n}"] = say(200, str(n).encode()) if n % 3 else say(404)
    done: list[tuple[int, object]] = []
    answers = fetch_many(
        [Ask(address=web.url(f"/{n}", host=f"h{n}.example")) for n in range(40)],
        rules,
        on_done=lambda index, answer: done.append((index, answer)),
    )
    for n, answer in enumerate(answers):
        assert isinstance(answer, Gone) if n % 3 == 0 else answer.body == str(n).encode()
    assert sorted(done, key=lambda pair: pair[0]) == list(enumerate(answers))
    assert fetch_many([], rules) == []


def test_what_on_done_raises_ends_the_batch(web, rules):
    def give_up(index, answer):
        raise KeyError(index)

    web["/feed"] = OK
    with pytest.raises(KeyError):
        fetch_many([Ask(address=web.url("/feed"))] * 3, rules, on_done=give_up)


def test_a_slow_host_holds_up_nobody_else(web, rules):
    web["/slow"] = hang
    web["/quick"] = OK
    finished: dict[int, float] = {}
    started = time.monotonic()
    slow = [Ask(address=web.url("/slow", host="slow.example"))] * 20
    quick = [Ask(address=web.url("/quick", host=f"q{n}.example")) for n in range(20)]
    fetch_many(
        slow + quick,
        replace(rules, concurrency=3, per_host=2, total_seconds=0.3),
        on_done=lambda index, _: finished.__setitem__(index, time.monotonic() - started),
    )
    assert max(finished[index] for index in range(20, 40)) < 0.25


def test_a_silent_host_is_given_up(web, rules):
    web["/slow"] = hang
    answers = fetch_many([Ask(address=web.url("/slow"))] * 30, replace(rules, total_seconds=0.1, per_host=2))
    assert all(isinstance(answer, Unreachable) for answer in answers)
    assert len(web.requests) <= 4
    assert "3 times in a row" in answers[-1].reason


def test_a_busy_host_is_left_alone_and_others_are_not(web, rules, say):
    web["/busy"] = say(429, retry_after="90")
    web["/fine"] = OK
    asks = [Ask(address=web.url("/busy", host="busy.example"))] * 10 + [Ask(address=web.url("/fine"))]
    *busy, fine = fetch_many(asks, replace(rules, per_host=1))
    assert [answer.wait for answer in busy] == [timedelta(seconds=90)] * 10
    assert fine.body == b"ok"
    assert web.asked().count("/busy") == 1


def test_no_more_questions_at_once_than_allowed(web, rules, say):
    async def a_moment(writer):
        await asyncio.sleep(0.01)
        writer.write(say(200, b"x"))
        await writer.drain()

    web["/feed"] = a_moment
    fetch_many([Ask(address=web.url("/feed"))] * 8, rules)
    assert web.most_open <= 2
    web.most_open = 0
    spread = [Ask(address=web.url("/feed", host=f"h{n}.example")) for n in range(20)]
    fetch_many(spread, replace(rules, concurrency=5))
    assert 3 <= web.most_open <= 5


def test_it_may_be_called_from_several_threads_again_and_again(web, rules):
    web["/feed"] = OK
    bodies: list[bytes] = []

    def poll():
        for _ in range(5):
            bodies.extend(answer.body for answer in fetch_many([Ask(address=web.url("/feed"))] * 2, rules))

    threads = [threading.Thread(target=poll) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [b"ok"] * 40
