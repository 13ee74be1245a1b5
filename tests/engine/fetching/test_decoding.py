import gzip
import random
import tracemalloc
import zlib

import brotli
import pytest

from octavo.engine.fetching import decoding
from octavo.engine.fetching.decoding import ACCEPT_ENCODING, BodyDecoder, GarbledError, OverflowingError

TEXT = random.Random(7).randbytes(3000).hex().encode()
LIMIT = 10_000
MIB = 1024 * 1024


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def zstd(data: bytes) -> bytes:
    if decoding._ZSTD is None:
        pytest.skip("this Python has no zstd")
    return decoding._ZSTD.compress(data)


PACKERS = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    "gzip,gzip": lambda data: gzip.compress(gzip.compress(data)),
}


def decode(content_encoding: str, data: bytes, limit: int = LIMIT, step: int = 1 << 20) -> bytes:
    decoder = BodyDecoder(content_encoding, limit)
    for at in range(0, len(data), step):
        decoder.feed(data[at : at + step])
    return decoder.finish()


@pytest.mark.parametrize("step", [1 << 20, 100, 7])
@pytest.mark.parametrize("coding", PACKERS)
def test_every_coding_comes_back_whole_in_pieces_of_any_size(coding, step):
    assert decode(coding, PACKERS[coding](TEXT), step=step) == TEXT


@pytest.mark.parametrize("coding", PACKERS)
def test_the_limit_is_exact(coding):
    packed = PACKERS[coding](TEXT)
    assert decode(coding, packed, limit=len(TEXT)) == TEXT
    with pytest.raises(OverflowingError):
        decode(coding, packed, limit=len(TEXT) - 1)
    assert decode(coding, b"") == b""


def gzip_bomb() -> bytes:
    """1 GiB of zeros: one MiB packed, and that block a thousand times."""
    packer = zlib.compressobj(9, wbits=31)
    head = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * 1023


BOMBS = {
    "gzip": gzip_bomb,
    "gzip, gzip": lambda: gzip.compress(gzip_bomb()),
    "br": lambda: brotli.compress(bytes(64 * MIB), quality=1),
    "zstd": lambda: zstd(bytes(64 * MIB)),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_stays_within_its_limit(coding):
    bomb = BOMBS[coding]()
    tracemalloc.start()
    with pytest.raises(OverflowingError):
        decode(coding, bomb, limit=2 * MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MIB


def test_members_behind_each_other_are_one_body():
    assert decode("gzip", gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"
    assert decode("gzip", gzip.compress(b"one") + bytes(512)) == b"one"
    with pytest.raises(GarbledError, match="pieces"):
        decode("gzip", gzip.compress(b"") * 1000)


def test_deflate_comes_wrapped_and_raw():
    assert decode("deflate", raw_deflate(TEXT)) == TEXT
    assert decode("deflate", zlib.compress(TEXT, 1)) == TEXT


def test_gzip_is_told_by_its_first_bytes():
    assert decode("gzip", b"<rss/>") == b"<rss/>"
    assert decode("", gzip.compress(b"<urlset/>")) == b"<urlset/>"


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(TEXT)[:-20]),
        ("br", brotli.compress(TEXT)[:-20]),
        ("gzip", gzip.compress(TEXT)[:500] + b"\x00" * 500),
        ("gzip", gzip.compress(TEXT)[:-8] + b"badcrc!!"),
        ("deflate", b"<rss/>"),
        ("br", b"<rss/> is not brotli at all"),
        ("zstd", b"<rss/>"),
        ("compress", b"\x1f\x9d\x90"),
        ("gzip, gzip, gzip", gzip.compress(TEXT)),
    ],
)
def test_what_cannot_be_undone_says_so(coding, data):
    with pytest.raises(GarbledError) as caught:
        decode(coding, data)
    assert str(caught.value).endswith(".")


def test_only_what_is_bounded_is_asked_for():
    for coding in ACCEPT_ENCODING.split(", "):
        assert decode(coding, PACKERS[coding](TEXT)) == TEXT
