"""What recognises a text again among millions, by equality of a few numbers."""

from __future__ import annotations

import hashlib

import numpy as np

from octavo.engine.neardup.shingles import Hashes, Spoken, hear, mix
from octavo.engine.records import Fingerprint

_ROWS = 64  # hash functions of the signature: standard error of a resemblance about 0.06
_PER_BAND = 4  # 16 bands of 4: texts of resemblance 0.7 meet with 99 %, of 0.1 with 0.2 %
_BANDS = 16
_SENTENCES = 64  # a quoted paragraph has two or three; of a long report only a part is kept
_LONG_ENOUGH = 8  # words: shorter sentences ("He did not comment.") stand in unrelated texts


def fingerprint(text: str | Spoken) -> Fingerprint:
    """The fingerprint of a text (body without title).

    `digest`: hex, equal for texts of the same words whatever case, punctuation and spacing.
    `signature`: 64 little-endian 32-bit minima (Broder 1997) over hashed word triples.
    `bands`: up to 16 signed 64-bit keys that texts alike as a whole share, one for all the words in their order, then
    up to 64 that stand for single long sentences, the ones with the smallest hashes: texts that carry some of each
    other's sentences (a truncated copy, a rewrite, a quoted paragraph) share one of these with high probability,
    though they are not alike as a whole. A key of very many texts is a commonplace, and a look-up should pass over it.
    Texts of no words have no bands.
    """
    spoken = text if isinstance(text, Spoken) else hear(text)
    whole = _digest(spoken.words, 16)
    found = spoken.shingles
    signature = _minima(found)
    keys = [*_band_keys(signature), _key(whole[:8]), *_sentence_keys(spoken.sentences)] if len(found) else []
    return Fingerprint(
        digest=whole.hex(),
        signature=signature.astype("<u4").tobytes(),
        bands=tuple(dict.fromkeys(keys)),
        shingles=len(found),
    )


def estimate_resemblance(a: Fingerprint, b: Fingerprint) -> float:
    """The share of word triples two texts have in common (Jaccard), estimated from their signatures; 0 to 1."""
    if not a.shingles or not b.shingles:
        return 0.0
    # Signatures stored by older versions go on for longer; their beginnings are the same.
    ours, theirs = (np.frombuffer(each.signature, dtype="<u4")[:_ROWS] for each in (a, b))
    return float(np.count_nonzero(ours == theirs)) / _ROWS


def _digest(spoken: list[str], size: int) -> bytes:
    return hashlib.blake2b(" ".join(spoken).encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _key(digest: bytes) -> int:
    return int.from_bytes(digest, "little", signed=True)


def _minima(found: Hashes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
    """The smallest value of each hash function over the set, in 32 bits."""
    if not len(found):
        return np.full(_ROWS, 0xFFFFFFFF, dtype=np.uint32)
    # Multiply-shift hashing (Dietzfelbinger 1997): the upper half of an odd multiple.
    low = np.full(_ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(found), _BLOCK):
        block = found[start : start + _BLOCK]
        np.minimum(low, (_MULTIPLIERS[:, None] * block[None, :]).min(axis=1), out=low)
    return (low >> np.uint64(32)).astype(np.uint32)


def _band_keys(signature: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> list[int]:
    rows = signature[: _BANDS * _PER_BAND].reshape(_BANDS, _PER_BAND).astype(np.uint64)
    key = np.arange(1, _BANDS + 1, dtype=np.uint64)  # the same minima in another band are another key
    for column in range(_PER_BAND):
        key = mix(key * _ODD + rows[:, column])
    keys: list[int] = key.view(np.int64).tolist()
    return keys


def _sentence_keys(sentences: list[list[str]]) -> list[int]:
    keys = {_key(_digest(sentence, 8)) for sentence in sentences if len(sentence) >= _LONG_ENOUGH}
    return sorted(keys)[:_SENTENCES]


_BLOCK = 512  # shingles at a time: the table of products stays in the processor's cache
_ODD = np.uint64(0x9E3779B97F4A7C15)
# Stored signatures depend on these: changing them means fingerprinting every text again.
_MULTIPLIERS = mix(np.arange(1, _ROWS + 1, dtype=np.uint64)) | np.uint64(1)
