"""Memory and rules as a database column keeps them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from octavo.engine.extraction.site import Held, Known, Memory, Rules, Seen

FORMAT = 1
LARGEST = 4_000_000  # bytes, unpacked; a full memory has about 150,000


def memory_to_bytes(memory: Memory) -> bytes:
    """A memory, compressed: at most about 40 kB. The same memory always gives the same bytes."""
    plain = {
        "format": FORMAT,
        "pages": memory.pages,
        "redesigned": memory.redesigned,
        "furniture": [[key, one.weight, one.last, one.bar, *one.pages] for key, one in memory.furniture.items()],
        "bodies": [[one.selector, one.hits, one.misses, one.last] for one in memory.bodies],
        "recent": [[one.number, one.address, one.title, *one.words] for one in memory.recent],
    }
    return zlib.compress(json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace"))


def memory_from_bytes(packed: bytes) -> Memory:
    """The memory that `memory_to_bytes` packed. What cannot be read is an empty memory: it is learned again."""
    if not packed:
        return Memory()
    try:
        plain = json.loads(zlib.decompressobj().decompress(packed, LARGEST))
        return _memory(plain) if plain["format"] == FORMAT else Memory()
    except (zlib.error, ValueError, KeyError, TypeError):
        return Memory()


def _memory(plain: Mapping[str, Any]) -> Memory:
    return Memory(
        pages=plain["pages"],
        redesigned=plain["redesigned"],
        furniture={
            key: Seen(weight=weight, last=last, bar=bar, pages=tuple(pages))
            for key, weight, last, bar, *pages in plain["furniture"]
        },
        bodies=tuple(
            Held(selector=selector, hits=hits, misses=misses, last=last)
            for selector, hits, misses, last in plain["bodies"]
        ),
        recent=tuple(
            Known(number=number, address=address, title=title, words=tuple(words))
            for number, address, title, *words in plain["recent"]
        ),
    )


def rules_to_plain(rules: Rules) -> dict[str, list[str]]:
    """Rules as JSON, without what is empty."""
    plain = {
        "drop": list(rules.drop),
        "keep": list(rules.keep),
        "body": list(rules.body),
        "drop_text": list(rules.drop_text),
    }
    return {kind: texts for kind, texts in plain.items() if texts}


def rules_from_plain(plain: Mapping[str, Any]) -> Rules:
    """The rules that `rules_to_plain` wrote."""
    return Rules(
        drop=tuple(plain.get("drop", ())),
        keep=tuple(plain.get("keep", ())),
        body=tuple(plain.get("body", ())),
        drop_text=tuple(plain.get("drop_text", ())),
    )
