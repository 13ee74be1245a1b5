"""Site memory: furniture is what recurs on different pages, whatever else recurs; a redesign is learned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

import pytest

from octavo.engine.extraction.kept import memory_from_bytes, memory_to_bytes
from octavo.engine.extraction.memory import FINGERPRINTS, RECENT, best_body, essence, is_furniture, learn
from octavo.engine.extraction.site import SEEN, Examined, Judged, Memory, fingerprint
from octavo.engine.records import BlockKind, BodyState, Draft

PROMO = "Sign up for the Harbour Letter, our weekly newsletter."
BACKGROUND = "The dam above Orrin broke in January after three weeks of rain, and forty people lost their homes " * 3
SYLLABLES = ["har", "bor", "pi", "lot", "gra", "fer", "mu", "sel", "ko", "vac", "mar", "tin", "vol", "fes", "qua", "li"]
WORDS = [first + second + "n" for first in SYLLABLES for second in SYLLABLES]


def block(text: str, *, kept: bool = True, why: str = "article", kind: BlockKind = BlockKind.PARAGRAPH) -> Judged:
    return Judged(
        kind=kind,
        text=text,
        kept=kept,
        why=why,
        selector="p",
        fingerprint=fingerprint(text),
        score=0.9 if kept else 0.1,
    )


def page(
    number: int,
    blocks: Iterable[Judged | str],
    *,
    title: str | None = None,
    address: str | None = None,
    body: str = "div.story",
    state: BodyState = BodyState.FULL,
    score: float = 0.9,
) -> Examined:
    dice = Random(number)
    draft = Draft(
        address=address or f"https://ledger.example/{number}",
        title=" ".join(dice.sample(WORDS, 4)) + f" {number}" if title is None else title,
        blocks=(),
        body_state=state,
        body_reason="",
        language="en",
    )
    judged = tuple(one if isinstance(one, Judged) else block(one) for one in blocks)
    return Examined(draft=draft, blocks=judged, body=body, score=score)


def own(number: int, count: int = 5) -> list[str]:
    dice = Random(number * 7919)
    return [f"Page {number}, {at}: " + " ".join(dice.choices(WORDS, k=40)) + "." for at in range(count)]


def learned(pages: Iterable[Examined], memory: Memory | None = None) -> Memory:
    memory = memory or Memory()
    for one in pages:
        memory = learn(memory, one)
    return memory


def drops(memory: Memory, text: str) -> bool:
    return is_furniture(memory, fingerprint(text))


def test_what_recurs_on_different_pages_is_furniture_and_the_articles_are_not() -> None:
    memory = learned(page(number, [*own(number), PROMO]) for number in range(12))
    assert drops(memory, PROMO)
    assert drops(memory, "  SIGN up for the  Harbour Letter, our weekly newsletter.")
    assert not any(drops(memory, text) for number in range(12) for text in own(number))


def test_two_pages_prove_nothing() -> None:
    assert not drops(learned(page(number, [*own(number), PROMO]) for number in range(2)), PROMO)


def test_a_text_counts_once_a_page() -> None:
    assert not drops(learn(Memory(), page(1, [PROMO] * 30)), PROMO)


@pytest.mark.parametrize(
    "again",
    [
        {"address": "https://ledger.example/1"},
        {"address": "http://www.ledger.example/1/?utm_source=rss"},
        {"title": "Pilots strike"},
        {"title": "PILOTS  strike "},
        {},  # by its text alone
    ],
)
def test_the_same_article_never_counts_twice(again: dict[str, str]) -> None:
    first = page(1, [*own(1, 8), PROMO], title="Pilots strike", address="https://ledger.example/1")
    copies = [page(number, [*own(1, 8), PROMO], **again) for number in range(2, 30)]  # type: ignore[arg-type]
    memory = learned([first, *copies])
    assert memory.pages == 1
    assert not any(drops(memory, text) for text in [*own(1, 8), PROMO])


def test_a_page_learned_twice_changes_nothing() -> None:
    pages = [page(number, [*own(number), PROMO]) for number in range(10)]
    once = learned(pages)
    assert learned(pages, once).furniture == once.furniture
    assert learned(pages, once).pages == 10


def test_a_changed_article_does_not_count_again() -> None:
    versions = [page(1, [*own(1, 3), *own(100 + at, 4)], address="https://ledger.example/live") for at in range(20)]
    assert not any(drops(learned(versions), text) for text in own(1, 3))


def test_the_background_of_a_running_story_stays() -> None:
    memory = Memory()
    for number in range(400):
        is_dam = number % 8 == 0
        title = f"Orrin dam: {WORDS[number % 20]} {WORDS[number % 17]}" if is_dam else None
        texts = [*own(number), *([BACKGROUND] if is_dam else ())]
        memory = learn(memory, page(number, texts, title=title))
    assert not drops(memory, BACKGROUND)


def test_a_promotion_in_one_section_is_found_and_one_of_a_past_campaign_is_forgotten() -> None:
    memory = learned(page(number, [*own(number), *([PROMO] if number % 12 == 0 else ())]) for number in range(240))
    assert drops(memory, PROMO)
    assert not drops(learned((page(number, own(number)) for number in range(240, 1000)), memory), PROMO)


def test_a_heading_over_text_of_its_own_is_structure_and_one_over_furniture_is_not() -> None:
    heading = block("Ingredients", kind=BlockKind.HEADING)
    box = block("Before you go", kind=BlockKind.HEADING)
    memory = learned(page(number, [heading, *own(number), box, PROMO]) for number in range(20))
    assert not drops(memory, "Ingredients")
    assert drops(memory, "Before you go")


def test_what_was_dropped_on_our_word_goes_on_counting() -> None:
    memory = learned(page(number, [*own(number), PROMO]) for number in range(12))
    dropped = block(PROMO, kept=False, why=SEEN)
    assert drops(learned((page(number, [*own(number), dropped]) for number in range(12, 1000)), memory), PROMO)


def test_a_teaser_on_other_pages_is_no_furniture_of_its_own_article() -> None:
    teaser = own(500)[0]
    box = [block(teaser, kept=False, why="link list"), *(block(f"Menu {at}", kept=False) for at in range(3000))]
    memory = learned(page(number, [*box, *own(number), PROMO]) for number in range(20))
    assert not drops(memory, teaser)
    assert drops(memory, PROMO)
    assert len(memory.furniture) < 200


def test_pages_without_an_article_teach_nothing() -> None:
    gates = [page(number, ["We value your privacy."], state=BodyState.NOT_ARTICLE) for number in range(20)]
    assert learned(gates) == Memory()


def test_a_canonical_address_that_names_the_front_page_does_not_make_one_article_of_a_site() -> None:
    memory = Memory()
    for number in range(8):
        examined = page(number, [*own(number), PROMO])
        draft = Draft(**{**vars(examined.draft), "canonical": "https://ledger.example/"})
        memory = learn(memory, Examined(draft=draft, blocks=examined.blocks, body=examined.body, score=0.9))
    assert memory.pages == 8


# ---------------------------------------------------------------- a redesign


def redesign(before: int, after: int) -> Sequence[Examined]:
    old = [page(number, [*own(number), PROMO], body="div.story") for number in range(before)]
    new = [
        page(number, [*own(number), "Get our app for the news of the day"], body="section.text > div")
        for number in range(before, before + after)
    ]
    return [*old, *new]


@pytest.mark.parametrize("before", [3, 20, 300])
def test_a_redesign_is_noticed_and_learned_within_twenty_pages(before: int) -> None:
    assert best_body(learned(redesign(before, 0))) == ["div.story"]
    assert learned(redesign(before, 0)).redesigned == 0
    memory = learned(redesign(before, 20))
    assert best_body(memory) == ["section.text > div"]
    assert before < memory.redesigned <= before + 20
    assert drops(memory, "Get our app for the news of the day")


def test_a_second_layout_is_held_beside_the_first_and_is_no_redesign() -> None:
    memory = learned(
        page(number, own(number), body="div.live" if number % 5 == 4 else "div.story") for number in range(100)
    )
    assert list(best_body(memory)) == ["div.story", "div.live"]
    assert memory.redesigned == 0


def test_an_unsure_page_says_nothing_of_the_body() -> None:
    assert best_body(learned(page(number, own(number), score=0.2) for number in range(10))) == []


# ---------------------------------------------------------------- bounds and bytes


def test_the_memory_is_bounded_whatever_a_site_sends() -> None:
    memory = learned(
        page(number, [*own(number, 300), PROMO], title=" ".join(Random(number).choices(WORDS, k=30)))
        for number in range(300)
    )
    assert len(memory.furniture) <= FINGERPRINTS
    assert len(memory.recent) <= RECENT
    assert drops(memory, PROMO)
    assert len(memory_to_bytes(memory)) < 50_000


def test_bytes_hold_the_memory() -> None:
    memory = learned(redesign(30, 30))
    assert memory_from_bytes(memory_to_bytes(memory)) == memory
    assert learned(redesign(30, 40), memory_from_bytes(memory_to_bytes(memory))) == learned(redesign(30, 40), memory)


@pytest.mark.parametrize("packed", [b"", b"nonsense", memory_to_bytes(Memory())[:-9], b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_bytes_that_cannot_be_read_are_an_empty_memory(packed: bytes) -> None:
    assert memory_from_bytes(packed) == Memory()


def test_the_essence_judges_alike() -> None:
    memory = learned(redesign(30, 30))
    small = essence(memory)
    assert len(small.furniture) < 5
    assert best_body(small) == best_body(memory)
    assert all(is_furniture(small, key) == is_furniture(memory, key) for key in memory.furniture)
