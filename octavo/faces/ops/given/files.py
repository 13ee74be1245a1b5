"""Files of any kind, gzipped or not, read with a bound; what cannot be read is one sentence."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LARGEST_PAGE = 32 * 2**20  # bytes, unpacked; the door to the web takes less
LARGEST_LINE = 32 * 2**20


class Unusable(Exception):
    """A file cannot be used. `where` names it, and the line where one is to blame; `why` ends the sentence."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} {why}")
        self.where, self.why = where, why


def read_page(file: Path) -> bytes:
    """The bytes of a page, unpacked. Raises Unusable."""
    with _reading(file), gzip.open(file) if _is_packed(file) else file.open("rb") as opened:
        body: bytes = opened.read(LARGEST_PAGE + 1)
    if len(body) > LARGEST_PAGE:
        raise Unusable(str(file), f"holds more than {LARGEST_PAGE // 2**20} MB, which is no page.")
    return body


def read_text_lines(file: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1; what is no UTF-8 is replaced. Raises Unusable."""
    with _reading(file), gzip.open(file) if _is_packed(file) else file.open("rb") as opened:
        number = 0
        while line := opened.readline(LARGEST_LINE):
            number += 1
            if len(line) >= LARGEST_LINE:
                raise Unusable(f"{file}, line {number}", f"is longer than {LARGEST_LINE // 2**20} MB.")
            if text := line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip():
                yield number, text


def _is_packed(file: Path) -> bool:
    """By its first bytes: names are not always right."""
    with file.open("rb") as opened:
        return opened.read(2) == b"\x1f\x8b"


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise Unusable(str(file), "is cut off: the end of the gzip data is missing.") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Unusable(str(file), f"is damaged: {error}.") from None
    except OSError as error:
        raise Unusable(str(file), f"cannot be read: {error.strerror or error}.") from None
