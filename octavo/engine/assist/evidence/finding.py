"""Evidence for a sentence in whole texts: the few sentences that say it best, then the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from octavo.engine.assist.evidence.check import check
from octavo.engine.assist.evidence.reading import Reading, read
from octavo.engine.assist.evidence.verdict import Failure, Passage, Verdict
from octavo.engine.text.language import detect_language
from octavo.engine.text.sentences import split_sentences

_LONGEST = 20_000  # characters of a text
_MOST = 3  # sentences that support one
_TRIED = 4  # best ones that are tried alone and together


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A sentence of a text: where it stands, and how it reads."""

    text: int
    start: int
    end: int
    reading: Reading


def find_evidence(sentence: str, texts: Sequence[Passage]) -> Verdict:
    """Finds the sentences (at most 3, also of several texts) that support a sentence best, and checks it with them.

    `spans` count in `texts[i].text`. Not supported: the fault found with the sentences that come nearest.
    """
    if not any(text.text.strip() for text in texts):
        return Verdict(False, Failure.EMPTY, "There is nothing to check it with.")
    language = next((text.language for text in texts if text.language), None)
    language = (language or detect_language(max((text.text for text in texts), key=len)) or "en")[:2].lower()
    spoken = read(sentence, language)
    places = [place for number, text in enumerate(texts) for place in _places(number, text.text[:_LONGEST], language)]
    ranked = _ranked(spoken, places)
    nearest: Verdict | None = None
    for chosen in _choices(spoken, ranked):
        passages = [_passage(place, texts[place.text], language) for place in chosen]
        verdict = check(sentence, passages, language=language)
        if verdict.supported:
            return replace(
                verdict,
                spans=tuple(
                    (chosen[number].text, chosen[number].start, chosen[number].end) for number, _, _ in verdict.spans
                ),
            )
        if nearest is None:
            nearest = verdict
        if verdict.failure in (Failure.MARKUP, Failure.INSTRUCTION):
            break
    return nearest or Verdict(False, Failure.WORDING, "The sources say nothing of it.")


@lru_cache(maxsize=512)
def _places(number: int, text: str, language: str) -> tuple[_Place, ...]:
    return tuple(
        _Place(number, each.start, each.end, read(each.text, language)) for each in split_sentences(text, language)
    )


def _ranked(spoken: Reading, places: Sequence[_Place]) -> list[_Place]:
    """The sentences that share most with a sentence, the rarest words weighing most; at most twelve."""
    wanted = {token.root for token in spoken.content}
    met = [(place, wanted & place.reading.roots.keys()) for place in places]
    often: dict[str, int] = {}
    for _, shared in met:
        for each in shared:
            often[each] = often.get(each, 0) + 1
    scored = [(sum(1 / (0.5 + often[each]) ** 0.5 for each in shared), place) for place, shared in met if shared]
    scored.sort(key=lambda one: (-one[0], one[1].text, one[1].start))
    return [place for _, place in scored[:12]]


def _choices(spoken: Reading, ranked: list[_Place]) -> Iterator[tuple[_Place, ...]]:
    """What to check with, the likeliest first: the sentences that together hold most of the words, then the best alone
    and in pairs."""
    if not ranked:
        return
    wanted = {token.root for token in spoken.content}
    chosen = [ranked[0]]
    left = wanted - ranked[0].reading.roots.keys()
    while left and len(chosen) < _MOST:
        best = max(ranked, key=lambda place: len(left & place.reading.roots.keys()))
        if best in chosen or not left & best.reading.roots.keys():
            break
        chosen.append(best)
        left -= best.reading.roots.keys()
    tried = {tuple(chosen[:1])}
    yield tuple(chosen[:1])
    for size in range(2, len(chosen) + 1):
        tried.add(tuple(chosen[:size]))
        yield tuple(chosen[:size])
    best_ones = ranked[:_TRIED]
    for choice in (*((each,) for each in best_ones), *combinations(best_ones, 2)):
        if choice not in tried:
            yield choice


def _passage(place: _Place, text: Passage, language: str) -> Passage:
    start = max(0, place.start - 3000)
    return Passage(
        text.text[place.start : place.end],
        text.title,
        text.at,
        text.publisher,
        language,
        text.around or text.text[start : place.end + 1500],
    )
