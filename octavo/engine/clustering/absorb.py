"""A story after one more report."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.engine.clustering.views import ArticleView, StoryView

_TERMS = 200
_NAMES = 60
_FIGURES = 40
_YEARS = 12
_PUBLISHERS = 200


def absorb(story: StoryView | None, article: ArticleView) -> StoryView:
    """The state of `story` with `article` in it; None opens one, whose id is still None. Nothing given changes."""
    if story is None:
        story = StoryView(
            id=None,
            language=article.language,
            count=0,
            first=None,
            last=None,
            vector=None,
            terms={},
            held={},
            names={},
            named={},
            figures={},
            years={},
            publishers={},
        )
    times = [time for time in (story.first, story.last, article.published) if time is not None]
    vector = article.vector if story.vector is None else story.vector
    if story.vector is not None and article.vector is not None:
        vector = story.vector + article.vector
    terms, names = _summed(story.terms, article.terms, _TERMS), _summed(story.names, article.names, _NAMES)
    return StoryView(
        id=story.id,
        language=story.language,
        count=story.count + 1,
        first=min(times, default=None),
        last=max(times, default=None),
        vector=vector,
        terms=terms,
        held=_held(story.held, article.terms, terms),
        names=names,
        named=_held(story.named, article.names, names),
        figures=_counted(story.figures, article.figures, _FIGURES),
        years=_counted(story.years, article.years, _YEARS),
        publishers=_counted(story.publishers, (article.publisher,) if article.publisher else (), _PUBLISHERS),
    )


def _summed(have: Mapping[str, float], more: Mapping[str, float], limit: int) -> dict[str, float]:
    total = dict(have)
    for key, value in more.items():
        total[key] = total.get(key, 0.0) + value
    if len(total) <= limit:
        return total
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])


def _held(have: Mapping[str, int], more: Mapping[str, float], kept: Mapping[str, float]) -> dict[str, int]:
    """In how many reports each of the kept words is; one that comes back after it was dropped counts anew."""
    return {word: have.get(word, 0) + (word in more) for word in kept}


def _counted(have: Mapping[str, int], more: tuple[str, ...], limit: int) -> dict[str, int]:
    total = dict(have)
    for key in more:
        total[key] = total.get(key, 0) + 1
    if len(total) <= limit:
        return total
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])
