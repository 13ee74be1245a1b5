"""An article made ready for grouping."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from octavo.engine.clustering.background import fold
from octavo.engine.clustering.views import ArticleView, Vector
from octavo.engine.clustering.vocabulary import Vocabulary
from octavo.engine.text.tokens import words

_NOTHING_READ = Vocabulary()
_LEAD = 1_800  # characters: what happened stands in the lead, the tail is background that many stories share
_WHOLE = 3_000  # characters in which a word counts as said
_FIRST = 260  # characters: a sentence or two
_DATED = 600  # characters in which a year is likely the event's
_RARE = 3.0  # rareness from which on a word tells what an article is about
_TERMS = 60
_NAMES = 24
_FIGURES = 16
_TITLE_COUNTS = 2
_OPENING = 12  # words that stand for a missing title


def view_article(
    title: str,
    text: str,
    language: str | None,
    published: datetime | None,
    publisher: str | None,
    vector: Vector | None,
    *,
    id: int | None = None,  # noqa: A002
    vocabulary: Vocabulary = _NOTHING_READ,
) -> ArticleView:
    """What `absorb`, `choose_story` and `regroup` need of an article.

    Only title and lead are looked at, since the tail is background of many stories. `vector` is the article's row of
    `engine.embedding` (None: grouped by words alone), `vocabulary` what was read of its language before.
    """
    lead = _cut(text, _LEAD)
    title_words, lead_words = _folded(_own_title(title, text), language), _folded(lead, language)
    rest_words = _folded(text[len(lead) : _WHOLE], language)
    opening_words = [*title_words, *_folded(_cut(text, _FIRST), language)]
    weights, terms = _weigh(title_words, lead_words, language, vocabulary)
    said = dict.fromkeys(title_words or lead_words[:_OPENING])
    names = sorted(_name_words(lead, language))
    return ArticleView(
        id=id,
        title=title,
        language=language,
        published=published,
        publisher=publisher,
        vector=vector,
        terms=terms,
        title_terms=_unit({word: weights[word] for word in said if weights.get(word, 0) > 0}, _TERMS),
        focus=_unit({word: weights[word] for word in opening_words if weights.get(word, 0) > _RARE}, _TERMS),
        names=_unit({name: weights[name] for name in names if weights.get(name, 0) > 0}, _NAMES),
        figures=_figures(title_words + lead_words),
        years=tuple(sorted(set(_YEAR.findall(f"{title} {text[:_DATED]}")))),
        words=frozenset(title_words).union(lead_words, rest_words),
    )


def find_rare_terms(title: str, text: str, language: str | None, limit: int = 12) -> tuple[str, ...]:
    """The same as `rare_terms` of a view that knows the background only, without the rest of the view."""
    title_words, lead_words = _folded(_own_title(title, text), language), _folded(_cut(text, _LEAD), language)
    return tuple(list(_weigh(title_words, lead_words, language, _NOTHING_READ)[1])[:limit])


def rare_terms(article: ArticleView, limit: int = 12) -> tuple[str, ...]:
    """The most telling terms of an article, for finding candidate stories by a look-up of any shared one."""
    return tuple(list(article.terms)[:limit])


def _own_title(title: str, text: str) -> str:
    """The title; '' where it is only how the text begins, as of articles that have none."""
    return "" if text.startswith(title) else title


def _folded(text: str, language: str | None) -> list[str]:
    return [fold(word, language) for word in words(text)]


def _weigh(
    title_words: Sequence[str], lead_words: Sequence[str], language: str | None, vocabulary: Vocabulary
) -> tuple[dict[str, float], dict[str, float]]:
    """How rare each word is, and the unit vector of terms."""
    counts = Counter(lead_words)
    for word in title_words:
        counts[word] += _TITLE_COUNTS
    weights = vocabulary.rareness([word for word in counts if len(word) > 1], language)
    terms = {word: (1 + math.log(counts[word])) * weight for word, weight in weights.items() if weight > 0}
    return weights, _unit(terms, _TERMS)


def _cut(text: str, length: int) -> str:
    """The first `length` characters, up to the end of a word."""
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0] or text[:length]


def _unit(weights: Mapping[str, float], limit: int) -> dict[str, float]:
    """The heaviest `limit` weights, heaviest first (ties by word), scaled to length 1."""
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return {word: weight / length for word, weight in kept}


def _name_words(text: str, language: str | None) -> set[str]:
    """Folded words written with a capital inside a sentence, and never without one."""
    small = set(_SMALL.findall(text))
    found: set[str] = set()
    for written in _CAPITAL.findall(text):
        if written.lower() not in small:
            found.update(fold(word, language) for word in words(written))
    return found


def _figures(spoken: Iterable[str]) -> tuple[str, ...]:
    """Numbers of two digits and more, without thousands separators."""
    seen = dict.fromkeys(word.replace(",", "") for word in spoken if word[0].isdigit())
    return tuple(figure for figure in seen if len(figure) > 1)[:_FIGURES]


_SMALL = re.compile(r"\b[^\W\d_A-ZÀ-ÖØ-Þ]{3,}\b")
_CAPITAL = re.compile(r"(?<=[\w,;:–-] )[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω][\w’'-]*\w|\b[A-ZА-Я]{2,}\b")
_YEAR = re.compile(r"(?<![\d.,])(?:19[5-9]|20[0-4])\d(?![\d,]|\.\d)")
