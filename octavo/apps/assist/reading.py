"""What the text of an article says, as the list of related articles needs it. Reads no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from octavo.engine.clustering import has_table, view_article
from octavo.engine.clustering.background import fold, rareness
from octavo.engine.entities import find_figures, find_names
from octavo.engine.ranking import RelatedView, find_voices
from octavo.engine.text.tokens import fold_name, words

SHORTEST = 3  # letters of a name


class Said(NamedTuple):
    """What a text says: its names, the most named first; figures; whom it quotes; words weighed; the text folded."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    voices: tuple[str, ...]
    words: Mapping[str, float]
    headline: Mapping[str, float]
    guessed: bool
    spoken: str


# The same few hundred articles of the day stand around most pages.
@lru_cache(maxsize=1024)
def read_said(title: str, standfirst: str, text: str, language: str | None, known: tuple[str, ...] = ()) -> Said:
    """What an article says; `known` are its names where they were found before."""
    names = known or find_names(f"{title}\n\n{text}", language)
    weighed = view_article(title, text, language, None, None, None)
    return Said(
        names=names, figures=find_figures(text, language=language), voices=find_voices(text, names),
        words=weighed.terms, headline=weighed.title_terms, guessed=not has_table(language),
        spoken=fold_text(f"{title}\n{standfirst}\n{text}"),
    )  # fmt: skip


def with_said(view: RelatedView, said: Said, *publishing: str) -> RelatedView:
    """A view with what its text says, without the names of who publishes, wrote or sent it."""
    names = telling_names(said.names, *publishing)
    return replace(
        view, names=names, rareness=rareness_of(names, view.language), words=said.words, headline=said.headline,
        guessed=said.guessed, figures=said.figures, voices=said.voices, text=said.spoken,
    )  # fmt: skip


def fold_text(text: str) -> str:
    """A text as names are looked for in it."""
    return " ".join(words(text))


def telling_names(names: Iterable[str], *publishing: str) -> tuple[str, ...]:
    """Names without initials and without those given."""
    out = {fold_name(other) for other in publishing}
    return tuple(
        name for name in names
        if (folded := fold_name(name)) not in out and max(map(len, folded.split()), default=0) >= SHORTEST
        and len(folded.replace(" ", "")) > 1
    )  # fmt: skip


def rareness_of(names: Iterable[str], language: str | None) -> dict[str, float]:
    return {name: _rareness(name, language) for name in names}


@lru_cache(maxsize=1 << 14)
def _rareness(name: str, language: str | None) -> float:
    """A name is as rare as its rarest word."""
    return max((rareness(fold(word, language), language) for word in words(name)), default=0.0)
