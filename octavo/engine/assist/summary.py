"""The key sentences of one article, as the line keeps them."""

from __future__ import annotations

from octavo.engine.assist.keypoints import Length, choose_points, read_told, sized
from octavo.engine.assist.points import Told
from octavo.engine.records import Sentence

_LENGTHS = (Length.SHORT, Length.MEDIUM, Length.LONG)


def summarise(title: str, text: str, language: str | None) -> tuple[tuple[Sentence, Length], ...]:
    """The key points of an article, the best first, each with the shortest length that tells it; offsets into `text`.

    What `key_points` gives for the article alone at a length are the sentences of that length and the shorter ones.
    """
    choice = choose_points(read_told([Told(title=title, text=text, language=language)]), Length.LONG)
    counts = [(len(sized(choice, length)), length) for length in _LENGTHS]
    return tuple(
        (one.sentence, next(length for count, length in counts if place < count))
        for place, one in enumerate(sized(choice, Length.LONG))
    )
