"""A story's state, or an article's view, as bytes: three quarters of its JSON, written in a third of the time."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Mapping, Set
from dataclasses import fields
from datetime import datetime
from itertools import chain
from typing import Any

import numpy as np

from octavo.engine.clustering.views import ArticleView, Vector

_FORM = b"\x01"
_LENGTH = struct.Struct("<I")
_BETWEEN = "\0"  # no word holds it


def pack(plain: Mapping[str, Any]) -> bytes:
    """Plain values in bytes: mappings from words to numbers (kept as 32 bits), words, and whatever else JSON holds."""
    rest: dict[str, Any] = {}
    shape: list[tuple[str, str, int]] = []
    words: list[list[str]] = []
    numbers: list[float] = []
    for name, value in plain.items():
        if isinstance(value, Mapping):
            kind = "counts" if all(type(number) is int for number in value.values()) else "weights"
            shape.append((name, kind, len(value)))
            words.append(list(value))
            numbers.extend(value.values())
        elif isinstance(value, Set | tuple):
            shape.append((name, "set" if isinstance(value, Set) else "words", len(value)))
            words.append(sorted(value) if isinstance(value, Set) else list(value))
        else:
            rest[name] = value
    head = json.dumps([rest, shape], ensure_ascii=False, separators=(",", ":")).encode()
    spoken = _BETWEEN.join(chain.from_iterable(words)).encode("utf-8", "surrogatepass")
    values = np.asarray(numbers, dtype="<f4").tobytes()
    return b"".join((_FORM, _LENGTH.pack(len(head)), _LENGTH.pack(len(values)), head, values, spoken))


def unpack(packed: bytes) -> dict[str, Any]:
    """What `pack` wrote; JSON, as older rows hold it, is read too. Raises ValueError on anything else."""
    if packed[:1] == b"{":
        old: dict[str, Any] = json.loads(packed)
        return old
    if packed[:1] != _FORM:
        raise ValueError("These bytes hold no packed values.")
    head_size, values_size = _LENGTH.unpack_from(packed, 1)[0], _LENGTH.unpack_from(packed, 5)[0]
    head_end = 9 + head_size
    plain, shape = json.loads(packed[9:head_end])
    numbers = np.frombuffer(packed, dtype="<f4", count=values_size // 4, offset=head_end)
    words = packed[head_end + values_size :].decode("utf-8", "surrogatepass").split(_BETWEEN)
    word = number = 0
    for name, kind, count in shape:
        spoken = words[word : word + count]
        word += count
        if kind in ("weights", "counts"):
            values = numbers[number : number + count]
            number += count
            plain[name] = dict(zip(spoken, (values.astype(int) if kind == "counts" else values).tolist(), strict=True))
        else:
            plain[name] = frozenset(spoken) if kind == "set" else tuple(spoken)
    return plain  # type: ignore[no-any-return]


def pack_view(view: ArticleView) -> bytes:
    """A whole view without its id (the row has it); the vector in half precision."""
    plain = {field.name: getattr(view, field.name) for field in fields(view) if field.name != "id"}
    plain["published"] = view.published.isoformat() if view.published else None
    plain["vector"] = None if view.vector is None else base64.b64encode(view.vector.astype("<f2").tobytes()).decode()
    return pack(plain)


def unpack_view(packed: bytes, *, id: int | None = None) -> ArticleView | None:  # noqa: A002
    """The view that `pack_view` wrote; None where another version of Octavo did, whose views look different."""
    try:
        plain = unpack(packed)
        published, vector = plain.pop("published"), plain.pop("vector")
        return ArticleView(
            **plain, id=id, published=datetime.fromisoformat(published) if published else None, vector=_vector(vector)
        )
    except (ValueError, KeyError, TypeError):
        return None


def _vector(kept: str | None) -> Vector | None:
    return None if kept is None else np.frombuffer(base64.b64decode(kept), dtype="<f2").astype(np.float32)
