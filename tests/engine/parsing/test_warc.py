import gzip
import io
import zlib

import brotli
import pytest

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.warc import read_warc

PAGE = b"<html><body>" + b"<p>The council met.</p>" * 50 + b"</body></html>"


def record(kind, address, block, media="application/http; msgtype=response"):
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-04T07:30:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{abs(hash((kind, address))):032x}>\r\nContent-Type: {media}\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"


def answer(body, *headers, status="200 OK"):
    return (
        "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers, "", ""]).encode() + body
    )


def chunked(body):
    return b"%x\r\n" % 10 + body[:10] + b"\r\n%x;note=1\r\n" % (len(body) - 10) + body[10:] + b"\r\n0\r\n\r\n"


RECORDS = [
    record("warcinfo", "", b"software: test\r\n", "application/warc-fields"),
    record("response", "https://a.example/plain", answer(PAGE)),
    record("request", "https://a.example/plain", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", "https://a.example/gzip", answer(gzip.compress(PAGE), "Content-Encoding: gzip")),
    record("response", "https://a.example/br", answer(brotli.compress(PAGE), "Content-Encoding: br")),
    record("response", "https://a.example/raw", answer(zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate")),
    record("response", "https://a.example/chunks", answer(chunked(PAGE), "Transfer-Encoding: chunked")),
    record("response", "https://a.example/joined", answer(PAGE, "Transfer-Encoding: chunked")),
    record(
        "response",
        "https://a.example/both",
        answer(chunked(gzip.compress(PAGE)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
    ),
    record("resource", "https://a.example/file", PAGE, "text/html"),
    record("response", "dns:a.example", b"20310304\r\n", "text/dns"),
    record("response", "https://a.example/gone", answer(b"gone", status="404 Not Found")),
    record("response", "https://a.example/odd", answer(b"\x01\x02", "Content-Encoding: zstd")),
]


@pytest.mark.parametrize("pack", [lambda one: one, gzip.compress], ids=["plain", "gzip"])
def test_answers_come_out_decoded(pack, tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(map(pack, RECORDS)))
    found = {one.asked.removeprefix("https://a.example/"): one for one in read_warc(path)}
    assert list(found) == ["plain", "gzip", "br", "raw", "chunks", "joined", "both", "file", "gone", "odd"]
    assert {name for name, one in found.items() if one.body == PAGE} == set(found) - {"gone", "odd"}
    assert found["gone"].status == 404
    assert found["file"].media_type == "text/html"
    assert "content-encoding" not in found["gzip"].headers
    assert found["odd"].headers["content-encoding"] == "zstd"


def test_a_bomb_is_cut():
    bomb = record(
        "response", "https://a.example/", answer(gzip.compress(bytes(30 * 1024 * 1024)), "Content-Encoding: gzip")
    )
    (one,) = read_warc(io.BytesIO(bomb))
    assert len(one.body) == 10 * 1024 * 1024


@pytest.mark.parametrize("body", [b"", b"<html>" * 100, b"\x89PNG" + bytes(500), gzip.compress(b"hello" * 99)])
def test_what_is_no_archive_is_named(body):
    with pytest.raises(Unreadable, match=r"This is not a WARC archive\."):
        list(read_warc(io.BytesIO(body)))


def test_a_damaged_archive_gives_what_it_has():
    packed = b"".join(map(gzip.compress, RECORDS[:5]))
    answers = read_warc(io.BytesIO(packed + b"\x1f\x8b\x08" + b"\x99" * 400))
    assert [next(answers).body for _ in range(3)] == [PAGE] * 3
    with pytest.raises(Unreadable, match="damaged after 5 records"):
        next(answers)
    with pytest.raises(FileNotFoundError):
        list(read_warc("no-such-archive.warc"))
