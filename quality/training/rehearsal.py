"""The steps `place` and the second look in memory: thousands of times faster than with a database, for training.

What differs from the product: candidates come from shared rare terms alone, and copies are not told apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from octavo.engine.clustering import (
    LOOKED_THROUGH,
    MOST_REPORTS,
    ArticleView,
    Model,
    StoryView,
    absorb,
    choose_story,
    neighbourhoods,
    rare_terms,
    regroup,
)

BATCH = 64
CANDIDATES = 50


class Rehearsal:
    """Open stories and the reports in them. `run` once."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._views: list[ArticleView] = []
        self._stories: dict[int, StoryView] = {}
        self._by_term: defaultdict[str, set[int]] = defaultdict(set)
        self._story_of: list[int] = []
        self._opened = 0

    def run(self, views: Sequence[ArticleView]) -> list[int]:
        """The story of each article, taken in the order given."""
        for start in range(0, len(views), BATCH):
            pairs: list[tuple[int, int]] = []
            for view in views[start : start + BATCH]:
                pairs += self._place(view)
            for neighbourhood in neighbourhoods(pairs):
                self._look_again(neighbourhood)
        return self._story_of

    def _place(self, view: ArticleView) -> list[tuple[int, int]]:
        """Returns the pairs of stories worth a second look."""
        choice = choose_story(view, self._near(view), self._model)
        story = self._open() if choice.story_id is None else choice.story_id
        self._views.append(view)
        self._story_of.append(story)
        self._grow(story, absorb(self._stories.get(story), view), [view])
        pairs = [(story, other) for other, _ in choice.near]
        return [*pairs, (story, story)] if self._stories[story].count in LOOKED_THROUGH else pairs

    def _near(self, view: ArticleView) -> list[StoryView]:
        hits = Counter(story for term in rare_terms(view) for story in self._by_term[term] if story in self._stories)
        ranked = sorted(hits.items(), key=lambda pair: (-pair[1], -pair[0]))[:CANDIDATES]
        return [self._stories[story] for story, _ in ranked]

    def _open(self) -> int:
        self._opened += 1
        return self._opened

    def _grow(self, story: int, state: StoryView, views: Iterable[ArticleView]) -> None:
        self._stories[story] = replace(state, id=story)
        for view in views:
            for term in rare_terms(view):
                self._by_term[term].add(story)

    def _look_again(self, neighbourhood: set[int]) -> None:
        held = [at for at, story in enumerate(self._story_of) if story in neighbourhood]
        if len(held) > MOST_REPORTS:
            return
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for at, group in zip(held, regroup([self._views[at] for at in held], self._model), strict=True):
            groups[group].append(at)
        touched: set[int] = set()
        for at, story in self._named(list(groups.values()), set(neighbourhood)).items():
            if self._story_of[at] != story:
                touched |= {self._story_of[at], story}
                self._story_of[at] = story
        for story in touched:
            self._rewrite(story, [at for at in held if self._story_of[at] == story])

    def _named(self, groups: Sequence[list[int]], free: set[int]) -> dict[int, int]:
        """A story for the reports of each group: the one most of them were in, unless a larger group has it."""
        named: dict[int, int] = {}
        for group in sorted(groups, key=lambda group: (-len(group), group[0])):
            were = Counter(self._story_of[at] for at in group if self._story_of[at] in free)
            story = min(were, key=lambda each: (-were[each], each)) if were else self._open()
            free.discard(story)
            named.update(dict.fromkeys(group, story))
        return named

    def _rewrite(self, story: int, members: Sequence[int]) -> None:
        self._stories.pop(story, None)
        views = [self._views[at] for at in members]
        views.sort(key=lambda view: (view.published is None, view.published.timestamp() if view.published else 0.0))
        state: StoryView | None = None
        for view in views:
            state = absorb(state, view)
        if state is not None:
            self._grow(story, state, views)
