"""Whether a story goes on with an earlier one: the same affair (a war, a trial), not the same event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.engine.linking.agree import shared
from octavo.engine.linking.outline import Outline
from octavo.engine.linking.sounds import consonants, letters_of
from octavo.engine.linking.weights import COHERENT, FITTING, THREAD
from octavo.engine.text.tokens import fold_name, words

REACH_DAYS = 120  # a silence of so long ends an affair
_MOST_TOLD = 3
_USUAL = 8  # stories of one affair that name it
_FEW = 24
_LEAST_SOUNDS = 2
_SAID_ABOVE = 1.05  # the weight of a name that stands in a headline
_SPREAD = 8  # what more than one in so many stories name is the news' usual ground
_CENTRAL = (0.35, 0.6, 1.0)  # what a name says that is central to neither story, to one, to both


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """How sure it is that a story goes on with an earlier one, and what both name."""

    id: int  # of the earlier story
    thread: int | None  # of the earlier story
    log_odds: float
    names: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.log_odds > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a story goes on with: the story before it, the thread it joins (None: one is opened with that story), and
    threads that it shows to be one with it. `before` None: with nothing."""

    before: Continuation | None = None
    thread: int | None = None
    merged: tuple[int, ...] = ()


def goes_on(ours: Outline, earlier: Outline, ground: Ground, *, thread: int | None = None) -> Continuation:
    """How well a story goes on with an earlier one of its language, which stands in a thread or in none."""
    names = _shared_names(ours, earlier, ground, thread)
    taken = {word for name, _ in names for word in words(name)}
    terms = [term for term in ours.terms if term in set(earlier.terms) and term not in taken]
    said = sum(ground.rareness(term, thread) for term in terms)
    strength = sum(weight for _, weight in names)
    happenings = shared(ours.happenings, earlier.happenings)
    days = max((ours.first - earlier.last).total_seconds() / 86_400, 0.0)
    log_odds = (
        THREAD["base"]
        + THREAD["names"] * min(strength, 4.0)
        + THREAD["terms"] * min(said, 5.0)
        + THREAD["happenings"] * min(sum(happenings.values()), 2.0)
        + THREAD["log_days"] * math.log1p(days)
    )
    telling = [weight for _, weight in names if weight >= THREAD["rare"]]
    if len(telling) < 2 or max(telling) < THREAD["central"] or days > REACH_DAYS:
        log_odds = min(log_odds, -1.0)  # one name in common is no affair
    return Continuation(
        id=earlier.id, thread=thread, log_odds=log_odds,
        names=tuple(name for name, _ in names)[:_MOST_TOLD], terms=tuple(terms)[:_MOST_TOLD],
    )  # fmt: skip


def choose_thread(found: Sequence[Continuation]) -> Choice:
    """The thread that a story belongs to, from how it goes on with earlier stories (the latest first where equal).

    A thread of several stories is joined only where the story goes on with more than one of them, and with a good part
    of those it shares names with; two threads become one where it does so with both.
    """
    best = max((one for one in found if one.holds), key=lambda one: (one.log_odds, one.id), default=None)
    if best is None:
        return Choice()
    good: list[int] = []
    for thread in dict.fromkeys(one.thread for one in found if one.thread is not None):
        members = sorted((one.log_odds for one in found if one.thread == thread), reverse=True)
        fitting = sum(log_odds > COHERENT for log_odds in members)
        if members[0] > 0 and fitting >= min(2, len(members)) and fitting >= FITTING * len(members):
            good.append(thread)
    if best.thread is not None and best.thread not in good:
        return Choice()
    if best.thread is None:
        return Choice(before=best, thread=min(good, default=None), merged=tuple(sorted(good)[1:]))
    keep = min(good)
    return Choice(before=best, thread=keep, merged=tuple(thread for thread in good if thread != keep))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the news of a language has named of late: in how many of its stories each word stands, and in how many of
    each thread. A name that only one affair names says much, however often that is."""

    stories: int
    counts: Mapping[str, int]
    of_thread: Mapping[int, Mapping[str, int]]

    def rareness(self, word: str, thread: int | None) -> float:
        """How much it says that a story of this thread (None: of none) names something, 0 to 1."""
        inside = self.of_thread.get(thread, {}).get(word, 0) if thread is not None else 0
        count = max(self.counts.get(word, 0) - inside, 1)
        others = max(self.stories - inside, _FEW)  # what few stories name is not yet what all name
        often = 1 / (1 + math.log(max(count / _USUAL, 1.0)))
        return often * min(max(math.log(max(others / count, 1.0)) / math.log(_SPREAD), 0.0), 1.0)


def name_thread(stories: Sequence[Outline]) -> str:
    """What an affair is called: the two names that most of its stories hold; else the title of the first."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    wholes: Counter[tuple[str, ...]] = Counter()
    for story in stories:
        counts.update(told_words(story).keys())
        wholes.update(tuple(part.casefold() for part in name) for name in story.whole)
        spelled |= {fold_name(name): name for name in reversed(list(story.names))}
        spelled |= {" ".join(name).casefold(): " ".join(name) for name in story.whole}
    inside = {name: count for name, count in wholes.items() if count * 2 > len(stories)}
    for name, count in inside.items():
        for part in name:
            counts.pop(part, None)
        counts[" ".join(name)] = count + 0.5  # type: ignore[assignment]  # of two equal ones the longer says more
    often = [word for word, count in counts.most_common(2) if count * 2 > len(stories)]
    if len(often) < 2:
        return min(stories, key=lambda story: (story.first, story.id)).title
    return ", ".join(spelled.get(word, word) for word in often)


def told_words(outline: Outline) -> dict[str, float]:
    """The folded words that a story of the same affair would hold too, with their weight: its names; in scripts without
    capitals the words that tell it from others."""
    found: dict[str, float] = {}
    for name, weight in outline.names.items():
        if consonants(letters_of(name)) >= _LEAST_SOUNDS:
            found.setdefault(fold_name(name), weight)
    if not outline.names or len(outline.words) > len(outline.names):
        for term in outline.terms:
            found.setdefault(term, 0.8)
    return found


def is_central(word: str, outline: Outline) -> bool:
    """Whether a story is about what a folded word names, not only mentions it."""
    return any(part in outline.terms for part in word.split()) or any(
        weight > _SAID_ABOVE and word == name.casefold() for name, weight in outline.names.items()
    )


def _shared_names(ours: Outline, earlier: Outline, ground: Ground, thread: int | None) -> list[tuple[str, float]]:
    """The names both hold with their weight, heaviest first; words that belong to one name count as one."""
    mine, theirs = told_words(ours), told_words(earlier)
    weights = {
        word: min(weight, 1.0)
        * ground.rareness(word, thread)
        * _CENTRAL[is_central(word, ours) + is_central(word, earlier)]
        for word, weight in shared(mine, theirs).items()
    }
    groups: list[set[str]] = [{word} for word in weights]
    wholes = {tuple(part.casefold() for part in name): " ".join(name) for name in (*earlier.whole, *ours.whole)}
    for name in wholes:
        inside = set(name) & weights.keys()
        if len(inside) > 1:
            groups = [group for group in groups if not group & inside] + [
                inside.union(*(group for group in groups if group & inside))
            ]
    spelled = {fold_name(name): name for name in (*earlier.names, *ours.names)}
    found = [(_written(group, wholes, spelled, weights), max(weights[word] for word in group)) for group in groups]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _written(
    group: set[str], wholes: Mapping[tuple[str, ...], str], spelled: Mapping[str, str], weights: Mapping[str, float]
) -> str:
    """A name as it is told: whole where it stands so in one of the stories."""
    fitting = [name for name in wholes if set(name) <= group]
    if fitting:
        return wholes[max(fitting, key=lambda name: (len(name), name))]
    word = max(group, key=lambda word: (weights[word], word))
    return spelled.get(word, word)
