"""Do two texts carry the same words, and how much of them?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from octavo.engine.neardup.pairing import pair_sentences
from octavo.engine.neardup.shingles import WIDTH, Spoken, figures_in, hear
from octavo.engine.records import Likeness
from octavo.engine.text.tokens import stopwords, words

_NEAR_RESEMBLANCE = 0.6
_NEAR_CONTAINED = 0.8  # the shorter is nearly all in the longer: a truncation, or a tail put behind it
_PARTIAL_WORDS = 40  # in sentences that may stand scattered
_PARTIAL_CARRIED = 0.25  # of a text's own words, when they stand scattered
_SAME_SENTENCE = 0.6  # share of a sentence's word triples found in the other text
_VERBATIM = 0.85
_PASSAGE_WORDS = 30  # in sentences that follow one another in both texts: a paragraph
_PASSAGE_OWN = 15  # of them outside quotation marks: "she said" stands there in every report of a statement
_SENTENCE_WORDS = 6
_NEXT = 8  # words that may stand between two sentences of a passage
_TAIL = 50  # words from the end of a text
_LEAST_SHARED = 12  # word triples: with fewer in common there is no paragraph, which is the usual case
_NOTICE_WORDS = 200  # a longer text is never taken for a notice
_ABOUT = 0.3  # share of a headline's words that a text says if it is about it
_TELLING = 4  # letters: shorter words of a headline stand in any text


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts relate. No measure depends on which text came first; all run from 0 to 1."""

    likeness: Likeness
    contained: float  # share of the shorter text's word triples that the longer one has
    resemblance: float  # share of all word triples that both have (Jaccard)
    shares: tuple[float, float] = field(
        default=(0.0, 0.0), compare=False
    )  # of the words of each text, those in sentences that the other one has


def compare_texts(a: str | Spoken, b: str | Spoken) -> Comparison:
    """What one text carries of the other.

    EXACT: the same words. NEAR: the same text with edits (an agency's header, a cut, a boilerplate tail, spelling).
    PARTIAL: a rewrite that carries a paragraph or more, or a text that quotes a whole paragraph of the other, counted
    over sentences that stand in both; what both have in quotation marks does not count, since two independent reports
    quote the same statement. Else DIFFERENT; so are texts made from one template with other figures (prices, weather,
    lottery numbers).
    """
    ours, theirs = (each if isinstance(each, Spoken) else hear(each) for each in (a, b))
    if not ours.words or not theirs.words:
        return Comparison(Likeness.DIFFERENT, 0.0, 0.0)
    if ours.words == theirs.words:
        return Comparison(Likeness.EXACT, 1.0, 1.0, (1.0, 1.0))
    left, right = ours.shingles, theirs.shingles
    shared = len(np.intersect1d(left, right, assume_unique=True))
    contained = shared / min(len(left), len(right))
    resemblance = shared / (len(left) + len(right) - shared)
    near = resemblance >= _NEAR_RESEMBLANCE or contained >= _NEAR_CONTAINED
    likeness, shares = Likeness.DIFFERENT, (0.0, 0.0)
    if near:
        likeness = Likeness.NEAR
    elif shared >= _LEAST_SHARED and (_carries(ours, theirs) or _carries(theirs, ours)):
        likeness = Likeness.PARTIAL
    if likeness is not Likeness.DIFFERENT and _is_template(ours, theirs, whole=near):
        likeness = Likeness.DIFFERENT
    if likeness is not Likeness.DIFFERENT:
        shares = _share(ours, theirs), _share(theirs, ours)
    return Comparison(likeness, contained, resemblance, shares)


def is_notice(text: Spoken, *titles: str) -> bool:
    """Whether a text that stands under these different headlines is about none of them.

    So is a magazine's note on how to subscribe, or a station's line below every clip: the same words, but no copies.
    Only short texts are suspected.
    """
    if len(text.words) > _NOTICE_WORDS or len(titles) < 2:
        return False
    common = stopwords("en")
    said = [
        {word for word in words(title) if word not in common and (len(word) >= _TELLING or not word.isascii())}
        for title in titles
    ]
    if any(not each for each in said) or len(set.intersection(*said)) >= _ABOUT * min(map(len, said)):
        return False
    spoken = set(text.words)
    return all(len(each & spoken) < _ABOUT * len(each) for each in said)


def _share(spoken: Spoken, other: Spoken) -> float:
    """Of a text's words, the share in sentences that the other one has."""
    carried = sum(count for count, alike, _ in _sentences(spoken, other) if alike >= _SAME_SENTENCE)
    return carried / max(len(spoken.words), 1)


def _carries(spoken: Spoken, other: Spoken) -> bool:
    """Whether the other text has much of this one's own words, or a paragraph of it as it stands.

    The last lines of both do not count: so do outlets end their articles.
    """
    own = spoken.prose
    total = at = 0
    for count, alike, place in _sentences(own, other):
        at += count
        if count >= _SENTENCE_WORDS and alike >= _SAME_SENTENCE and not _ends_both(own, other, at, place + count):
            total += count
    return (total >= _PARTIAL_WORDS and total >= _PARTIAL_CARRIED * len(own.words)) or _has_passage(spoken, other)


def _ends_both(spoken: Spoken, other: Spoken, at: int, place: int) -> bool:
    """Whether these words are among the last of both texts."""
    return len(spoken.words) - at < _TAIL and len(other.words) - place < _TAIL


def _has_passage(spoken: Spoken, other: Spoken) -> bool:
    """Whether sentences that make a paragraph follow one another in both texts, not all of it in quotation marks."""
    passage = own = at = 0
    reached = -_NEXT  # the word of the other text after which the passage would go on
    sentences = _sentences(spoken, other)
    narrated = spoken.narrated if len(spoken.narrated) == len(sentences) else [count for count, _, _ in sentences]
    for (count, alike, place), outside in zip(sentences, narrated, strict=True):
        at += count
        if alike < _VERBATIM:
            passage, own = (passage, own) if count < _SENTENCE_WORDS else (0, 0)
            continue
        if abs(place - reached) > _NEXT:
            passage = own = 0
        reached = place + count
        if _ends_both(spoken, other, at, reached):
            break
        passage, own = passage + count, own + outside
        if passage >= _PASSAGE_WORDS and own >= _PASSAGE_OWN:
            return True
    return False


def _sentences(spoken: Spoken, other: Spoken) -> list[tuple[int, float, int]]:
    """Each sentence of a text: its words, the share of its word triples that the other has, at which word there."""
    if not spoken.words or not len(other.shingles):
        return []
    at = np.minimum(np.searchsorted(other.shingles, spoken.runs), len(other.shingles) - 1)
    met = other.shingles[at] == spoken.runs
    places = other.places[at]
    found: list[tuple[int, float, int]] = []
    for start, sentence in zip(spoken.starts, spoken.sentences, strict=True):
        count = len(sentence)
        inside = max(count - WIDTH + 1, 1)
        same = met[start : start + inside]
        hits = int(np.count_nonzero(same))
        place = int(np.median(places[start : start + inside][same] - np.flatnonzero(same))) if hits else 0
        found.append((count, hits / inside, place))
    return found


def _is_template(ours: Spoken, theirs: Spoken, *, whole: bool) -> bool:
    """Whether two texts differ just in the figures they are there to tell."""
    if not ours.figures or not theirs.figures:
        return False
    if whole:  # also lines of nothing but numbers
        conflicts = _conflicts(ours.figures, theirs.figures)
        fewer = min(len(ours.figures), len(theirs.figures))
        if (conflicts >= 3 and conflicts >= 0.4 * fewer) or (conflicts >= 2 and conflicts >= 0.5 * fewer):
            return True
    told = edited = changed = 0
    for at, other, likeness in pair_sentences(ours.sentences, theirs.sentences):
        numbers, others = figures_in(ours.sentences[at]), figures_in(theirs.sentences[other])
        if numbers and others:
            told += 1
            edited += likeness < 1.0
            changed += likeness < 1.0 and _conflicts(numbers, others) > 0
    # An update of a report (a higher toll, another day) changes figures too, but few of those it has.
    return changed >= 2 and changed >= 0.5 * edited and changed >= 0.25 * told


def _conflicts(numbers: list[str], others: list[str]) -> int:
    """In how many figures two texts contradict each other; one that either leaves out is no contradiction."""
    ours, theirs = Counter(numbers), Counter(others)
    return min((ours - theirs).total(), (theirs - ours).total())
