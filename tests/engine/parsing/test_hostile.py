"""Documents made to hurt: each is cut or refused, in bounded time, and nothing is fetched or expanded."""

import time

import pytest

from octavo.engine.errors import Unreadable
from octavo.engine.parsing import parse_feed

MB = 1024 * 1024
SECONDS = 2.0  # of processor time; an ordinary machine needs a tenth


def rss(inside):
    return b"<rss><channel><title>t</title>" + inside + b"</channel></rss>"


def item(number, text=b"x"):
    return b"<item><title>n</title><link>https://a.example/%d</link><description>%s</description></item>" % (
        number,
        text,
    )


HOSTILE = {
    "200,000 items": lambda: rss(b"".join(map(item, range(200_000)))),
    "200,000 broken items": lambda: rss(b"".join(map(item, range(200_000))).replace(b"</title>", b"")),
    "over the limit": lambda: rss(item(1, b"<p>lorem ipsum</p>" * 300) * 3_000),
    "one endless item": lambda: rss(b"<item><description>" + b"x" * 20 * MB),
    "100,000 attributes": lambda: rss(b"<item " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>"),
    "broken attributes": lambda: rss(b"<item " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b">"),
    "vocabularies": lambda: rss(b"".join(b'<a%d:x xmlns:a%d="u%d">' % (n, n, n) for n in range(20_000))),
    "deep": lambda: rss(b"<item>" * 100_000),
    "deep bases": lambda: b"<feed>" + b'<entry xml:base="a/">' * 100_000,
    "open tags": lambda: b"<rss>" + b"<a " * MB,
    "open comments": lambda: b"<!--" * 2 * MB + b"<rss>",
    "open cdata": lambda: b"<rss><channel><item>" + b"<![CDATA[" * MB,
    "ampersands": lambda: b"<rss>" + b"&" * 2 * MB,
    "angles in a title": lambda: rss(b"<item><title><![CDATA[" + b"<a " * MB + b"]]></title></item>"),
    "children": lambda: rss(b"<item>" + b"".join(b"<c%d/>" % n for n in range(100_000)) + b"</item>"),
    "json depth": lambda: b'{"items":' + b"[" * MB,
    "json number": lambda: b'{"items":[{"id":' + b"9" * MB + b"}]}",
    "json size": lambda: b'{"items":[' + b'{"id":1},' * (MB // 4) + b"{}]}",
    "long token": lambda: b"<rss><" + b"a" * 9 * MB,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_feed_holds_a_worker_up(name):
    body = HOSTILE[name]()
    start = time.process_time()
    reason, items = "", ()
    try:
        items = parse_feed(body, address="https://a.example/").items
    except Unreadable as error:
        reason = error.reason
    assert len(items) <= 500
    assert not reason or (reason.endswith(".") and len(reason) < 120)
    assert time.process_time() - start < SECONDS


def test_billion_laughs_stay_a_word():
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    body = b'<!DOCTYPE rss [<!ENTITY l0 "lol">' + laughs + b"]>" + rss(b"<item><title>&l9;</title></item>")
    assert parse_feed(body).items[0].title == "&l9;"


def test_no_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    body = f'<!DOCTYPE rss [<!ENTITY f SYSTEM "{secret.as_uri()}">]>'.encode() + rss(
        b"<item><title>a &f; b</title></item>"
    )
    assert parse_feed(body).items[0].title == "a &f; b"
    with pytest.raises(Unreadable):
        parse_feed(str(secret).encode())
