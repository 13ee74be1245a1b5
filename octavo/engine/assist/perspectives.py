"""Several perspectives on a story, each in the words of who holds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from octavo.engine.assist.composed import Composed, Part, Source
from octavo.engine.assist.reading import Heard, hear_reports
from octavo.engine.assist.saying import Speech, find_speech
from octavo.engine.assist.saying.naming import words_for
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.text.tokens import content_words, words

_CHARACTERS = 44_000  # read in all
_MOST, _EACH = 8, 2  # holders, sentences of each
_LONGEST = 55  # words of a sentence
_SAID_BEFORE = 0.55  # share of the shorter sentence's words that a chosen one holds


@dataclass(frozen=True, slots=True)
class _Said:
    heard: Heard
    speech: Speech
    place: int  # among the text's sentences


@dataclass(slots=True)
class _Holder:
    """Who speaks: `names` as the reports have them, the longest is shown."""

    names: list[str] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)

    @property
    def name(self) -> str:
        return max(self.names, key=lambda name: (len(name.split()), self.names.count(name), name))

    @property
    def groups(self) -> set[int]:
        return {each.heard.group for each in self.said}

    @property
    def is_named(self) -> bool:
        return any(each.speech.is_named for each in self.said)


def perspectives(sources: Sequence[Source]) -> Composed:
    """Who holds which position in the reports of a story: attributed speech only, word for word.

    A Part of kind "perspective" for each of at most eight holders, those whom most independent reports quote first; a
    holder whose sentence opposes another by name ("Krall rejected Sorby's offer") follows that one. `label`: the holder
    as a report names him, in full where one does. `detail`: "holder" (the same), "role" (as a report writes it beside
    the name; "" where none does), "publishers" (of the reports in which he speaks), "against" (the label of the holder
    whom one of the sentences opposes, or ""). One or two sentences each.

    A sentence whose speaker is not certain is not shown. Unnamed speakers ("the water board") are shown under the words
    that the report has for them, after all others of as many reports. Nothing: nobody speaks in the sources.
    """
    holders = _hold(sources)
    ranked = sorted(holders, key=_rank)[:_MOST]
    parts = [part for holder in ranked if (part := _part(holder, ranked)) is not None]
    return Composed(parts=tuple(_side_by_side(parts)))


def _hold(sources: Sequence[Source]) -> list[_Holder]:
    """Everybody who speaks, surnames joined to the one full name that ends so."""
    by_name: dict[str, _Holder] = defaultdict(_Holder)
    for heard in hear_reports(sources, _CHARACTERS):
        places = {sentence.start: place for place, sentence in enumerate(heard.sentences)}
        for speech in find_speech(heard.sentences, heard.source.language):
            key = _key(speech.holder)
            if not key or key == _key(heard.source.publisher):
                continue
            holder = by_name[key]
            holder.names.append(speech.holder)
            holder.said.append(_Said(heard, speech, places[speech.sentence.start]))
    for key, holder in list(by_name.items()):
        longer = [
            other
            for name, other in by_name.items()
            if name != key and name.endswith(f" {key}") and other.is_named and holder.is_named
        ]
        if len(longer) == 1:
            longer[0].names += holder.names
            longer[0].said += holder.said
            del by_name[key]
    return list(by_name.values())


def _key(name: str) -> str:
    folded = words(name)
    while len(folded) > 1 and folded[0] in words_for("articles"):
        folded = folded[1:]
    return " ".join(folded)


def _rank(holder: _Holder) -> tuple[object, ...]:
    first = min((each.heard.source.article, each.place) for each in holder.said)
    return (
        -len(holder.groups),
        not holder.is_named,
        -min(len(holder.said), 4),
        min(each.place for each in holder.said),
        first,
    )


def _part(holder: _Holder, others: Sequence[_Holder]) -> Part | None:
    chosen = _choose(holder)
    if not chosen:
        return None
    against = _opposed(chosen, holder, others)
    return Part(
        kind="perspective",
        label=holder.name,
        sentences=tuple(each.heard.cite(each.speech.sentence) for each in chosen),
        detail={
            "holder": holder.name,
            "role": _role(holder),
            "publishers": list(dict.fromkeys(each.heard.source.publisher for each in holder.said)),
            "against": against.name if against else "",
        },
    )


def _choose(holder: _Holder) -> list[_Said]:
    """One or two sentences that say most: positions and quotations, whole, of different reports where they can be."""
    ranked = sorted(holder.said, key=lambda each: (-_worth(each), each.heard.source.article, each.place))
    chosen: list[_Said] = []
    spoken: list[set[str]] = []
    for each in ranked:
        if not _is_readable(each.speech):
            continue
        said = set(content_words(each.speech.sentence.text, each.heard.source.language))
        if any(len(said & other) > _SAID_BEFORE * min(len(said), len(other)) for other in spoken):
            continue
        chosen.append(each)
        spoken.append(said)
        if len(chosen) == _EACH:
            break
    return sorted(chosen, key=lambda each: (each.heard.source.article, each.place))


def _is_readable(speech: Speech) -> bool:
    """A sentence that stands alone under its holder's name: "he said" is understood there, half a quotation is not."""
    text = speech.sentence.text
    length = len(text.split())
    if not (4 <= length <= _LONGEST or (length < 4 and len(text) >= 12)):
        return False
    if (
        text.endswith((":", "?", ",", "-"))
        or text.startswith(("،", ",", ";", "-", "–", "—"))
        or text.count('"') % 2
        or text.count("“") != text.count("”")
    ):
        return False
    if _UNFINISHED.search(text) or _ONE_WORD.match(text):
        return False
    return text.count("«") == text.count("»") and text.count("(") == text.count(")")


def _worth(each: _Said) -> float:
    """Opposition and quotation say more than a verb of telling; a full sentence more than a scrap."""
    speech = each.speech
    length = len(speech.sentence.text.split())
    return (
        (1.2 if speech.opposing else 0.0)
        + (1.0 if speech.quoted else 0.0)
        + (0.8 if stands_alone(speech.sentence) else 0.0)
        - (0.6 if speech.by_pronoun else 0.0)
        + min(length, 18) / 18
        - 0.02 * each.place
    )


def _opposed(chosen: Sequence[_Said], holder: _Holder, others: Sequence[_Holder]) -> _Holder | None:
    """The other holder whom an opposing sentence names."""
    for each in chosen:
        if each.speech.opposing:
            spoken = f" {' '.join(words(each.speech.sentence.text))} "
            for other in others:
                if other is not holder and other.is_named and f" {_key(other.name).split()[-1]} " in spoken:
                    return other
    return None


def _role(holder: _Holder) -> str:
    """The role most reports write beside the name; of equals the first."""
    roles = [each.speech.role for each in holder.said if each.speech.role]
    return max(roles, key=lambda role: (roles.count(role), -roles.index(role)), default="")


def _side_by_side(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts in their order, one that opposes another moved behind it."""
    waiting = list(parts)
    labels = {part.label for part in parts}
    while waiting:
        part = waiting.pop(0)
        yield part
        behind = [
            other for other in waiting
            if part.label in (other.detail["against"], "") or other.label == part.detail["against"] in labels
        ]  # fmt: skip
        if behind:
            waiting.remove(behind[0])
            waiting.insert(0, behind[0])


_ONE_WORD = re.compile(r"[\"“«]\w+[,.!?…]?[\"”»],? [^\"“«]*$")  # “Oh,” said the flight director
_UNFINISHED = re.compile(r"[^.!…。।॥۔！\"”’»)\]」]$")
