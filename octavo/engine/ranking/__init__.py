"""Fusion of rankings, the front page, related articles with reasons, the headline of a story."""

from octavo.engine.ranking.front import RankedStory, StoryCard, rank_front
from octavo.engine.ranking.fusion import fuse
from octavo.engine.ranking.headline import choose_headline
from octavo.engine.ranking.related import Reason, Related, RelatedView, find_related

__all__ = [
    "RankedStory",
    "Reason",
    "Related",
    "RelatedView",
    "StoryCard",
    "choose_headline",
    "find_related",
    "fuse",
    "rank_front",
]
