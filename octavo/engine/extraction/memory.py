"""Site memory: what recurs on different pages of a publisher is furniture; where the body was, it will be again.

Thresholds and their reasons: `docs/notes/site-memory.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from octavo.engine.extraction.raw import weigh
from octavo.engine.extraction.site import SEEN, Examined, Held, Judged, Known, Memory, Seen, digest_of, fold
from octavo.engine.records import BlockKind, Draft
from octavo.engine.text.addresses import address_key
from octavo.engine.text.tokens import content_words

FINGERPRINTS = 2000  # kept of a publisher at most; cut to nine tenths when more
RECENT = 256  # pages by which the same article is recognised
BODIES = 8  # selectors
PLACES = 4  # of a fingerprint: the last pages that hold it
PAGE_BLOCKS = 400  # counted of one page

HALF_LIFE = 200  # pages after which a sighting counts half
SHARE = 0.02  # of recent pages that furniture is on, at least
SAME_SUBJECT = 0.1  # what a page counts whose headline shares a word with most of the last ones'
TELLING = 0.15  # a word in more of the headlines than this says nothing of the subject
BARS = ((80, 3), (250, 4))  # a text of up to so many letters recurs on so many pages ...
LONG_BAR = 6  # ... a longer one on so many: background that is written once and used again is long
COPIED, COPY_LETTERS = (
    0.6,
    1000,
)  # the same article: so much of its text is a known page's, and it is an article's worth

FADING = 0.9  # of hits and misses with each page: about the last ten pages count
HITS = 1.5  # two pages in a row
SURE = 0.5  # score from which a page says where the body is


def learn(memory: Memory, examined: Examined) -> Memory:
    """The memory after one more page. A page of an article that is known already, at whatever address, adds nothing."""
    draft = examined.draft
    if not draft.body_state.readable:
        return memory
    number = memory.pages + 1
    page = _known(draft, number)
    blocks = _countable(examined.blocks)
    twin = _twin(memory, page, blocks)
    if twin is not None:
        return replace(memory, recent=(*(known for known in memory.recent if known is not twin), twin))
    furniture = _counted(memory, page, blocks, _headings_of_own_text(memory, examined.blocks))
    bodies = _fade_bodies(memory, examined, number)
    given_up = {held.selector for held in bodies if held.hits >= HITS and not _is_trusted(held)}
    return Memory(
        pages=number,
        furniture=_bounded(furniture, number),
        bodies=bodies,
        recent=(*memory.recent, page)[-RECENT:],
        redesigned=number if given_up & set(best_body(memory)) else memory.redesigned,
    )


def is_furniture(memory: Memory, fingerprint: int) -> bool:
    """Whether a block with this fingerprint recurs on so many different pages that it belongs to none of them."""
    seen = memory.furniture.get(fingerprint)
    return seen is not None and _aged(seen, memory.pages) >= max(seen.bar, SHARE * _span(memory.pages))


def best_body(memory: Memory) -> Sequence[str]:
    """Selectors that held the body of recent pages, the likeliest first. Each must be checked on the page at hand."""
    return [held.selector for held in memory.bodies if held.hits >= HITS and _is_trusted(held)]


def essence(memory: Memory) -> Memory:
    """The same judgements from a fraction of the bytes: for reading pages, not for learning."""
    found = {key: seen for key, seen in memory.furniture.items() if is_furniture(memory, key)}
    return replace(memory, furniture=found, recent=())


# ---------------------------------------------------------------- which page it is


def _known(draft: Draft, number: int) -> Known:
    address = address_key(draft.canonical or draft.address)
    if "/" not in address:  # a canonical address that names the front page, on every page
        address = address_key(draft.address)
    title = fold(draft.title)
    telling = {word for word in content_words(draft.title, draft.language) if not word.isdecimal()}
    return Known(
        number=number,
        address=digest_of(address) if address else 0,
        title=digest_of(title) if title else 0,
        words=tuple(sorted(digest_of(word) & 0xFFFFFFFF for word in telling)[:16]),
    )


def _twin(memory: Memory, page: Known, blocks: Sequence[Judged]) -> Known | None:
    """The known page that is the same article: by address, by headline, or by most of an article's worth of text."""
    for known in memory.recent:
        if (page.address and known.address == page.address) or (page.title and known.title == page.title):
            return known
    shared: Counter[int] = Counter()
    total = 0
    for block in blocks:
        if block.kept and not is_furniture(memory, block.fingerprint):
            weight = weigh(block.text)
            total += weight
            seen = memory.furniture.get(block.fingerprint)
            shared.update(dict.fromkeys(seen.pages if seen else (), weight))
    copied = [at for at, weight in shared.items() if weight >= max(COPY_LETTERS, COPIED * total)]
    return next((known for known in memory.recent if known.number in copied), None)


def _subjects(memory: Memory) -> Mapping[int, frozenset[int]]:
    """The telling words of recent headlines, by number of the page."""
    counts = Counter(chain.from_iterable(known.words for known in memory.recent))
    most = max(2, TELLING * len(memory.recent))
    return {known.number: frozenset(word for word in known.words if counts[word] <= most) for known in memory.recent}


# ---------------------------------------------------------------- what recurs


def _countable(blocks: Sequence[Judged]) -> list[Judged]:
    """The blocks of a page that count, each text once: what is kept, or would be but for this memory.

    What the judge drops by itself does not count: the teaser in a box of related stories is some article's first
    paragraph.
    """
    found: dict[int, Judged] = {}
    for block in blocks:
        if block.fingerprint and (block.kept or block.why == SEEN):
            found.setdefault(block.fingerprint, block)
    return list(found.values())[:PAGE_BLOCKS]


def _headings_of_own_text(memory: Memory, blocks: Sequence[Judged]) -> set[int]:
    """Headings over text of the page's own are part of its structure ("Ingredients"): they do not count."""
    found = set()
    for block, after in pairwise(block for block in blocks if block.fingerprint):
        own = after.kept and after.kind is not BlockKind.HEADING and after.fingerprint not in memory.furniture
        if block.kept and block.kind is BlockKind.HEADING and own:
            found.add(block.fingerprint)
    return found


def _counted(memory: Memory, page: Known, blocks: Sequence[Judged], structure: set[int]) -> dict[int, Seen]:
    furniture = dict(memory.furniture)
    subjects = _subjects(memory)
    words = frozenset(page.words)
    for block in blocks:
        if block.fingerprint in structure:
            continue
        seen = furniture.get(block.fingerprint)
        before = seen.pages if seen else ()
        alike = sum(bool(words & subjects.get(number, frozenset())) for number in before)
        weight = (_aged(seen, page.number) if seen else 0.0) + (SAME_SUBJECT if alike * 2 > len(before) else 1.0)
        furniture[block.fingerprint] = Seen(
            weight=round(weight, 3),
            last=page.number,
            bar=_bar(block.text),
            pages=(*before, page.number)[-PLACES:],
        )
    return furniture


def _bar(text: str) -> int:
    letters = weigh(text)
    return next((bar for longest, bar in BARS if letters <= longest), LONG_BAR)


def _bounded(furniture: dict[int, Seen], number: int) -> dict[int, Seen]:
    """Forgets what was seen least and longest ago."""
    if len(furniture) <= FINGERPRINTS:
        return furniture
    order = sorted(furniture.items(), key=lambda pair: (-_aged(pair[1], number), -pair[1].last, pair[0]))
    return dict(order[: FINGERPRINTS * 9 // 10])


def _aged(seen: Seen, number: int) -> float:
    return seen.weight * _half(number - seen.last)


def _span(pages: int) -> float:
    """The weight of a block that has been on every page so far."""
    return (1 - _half(pages)) / (1 - _half(1))


def _half(pages: int) -> float:
    return float(0.5 ** (pages / HALF_LIFE))


# ---------------------------------------------------------------- where the body is


def _is_trusted(held: Held) -> bool:
    return held.hits > held.misses


def _fade_bodies(memory: Memory, examined: Examined, number: int) -> tuple[Held, ...]:
    """Hits for the selector that holds the body, misses for those that were tried before it in vain."""
    held = {one.selector: _faded(one) for one in memory.bodies}
    body = examined.body if examined.score >= SURE else ""
    for selector in _tried_in_vain(best_body(memory), body):
        held[selector] = replace(held[selector], misses=round(held[selector].misses + 1, 3))
    if body:
        one = held.get(body) or Held(selector=body, hits=0, misses=0, last=number)
        held[body] = replace(one, hits=round(one.hits + 1, 3), last=number)
    order = sorted(held.values(), key=lambda one: (-one.hits, one.selector))
    return tuple(one for one in order[:BODIES] if one.hits >= 0.1)


def _faded(held: Held) -> Held:
    return replace(held, hits=round(held.hits * FADING, 3), misses=round(held.misses * FADING, 3))


def _tried_in_vain(tried: Iterable[str], body: str) -> Sequence[str]:
    """Only the first choice loses: a second layout of the site is not wrong because it is rarer."""
    first = next(iter(tried), None)
    return [first] if first is not None and first != body else []
