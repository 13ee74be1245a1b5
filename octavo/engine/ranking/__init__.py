"""Fusion of rankings, the front page, places, related articles with reasons, the headline of a story."""

from octavo.engine.ranking.front import RankedStory, StoryCard, Weight, Why, rank_front
from octavo.engine.ranking.fusion import fuse
from octavo.engine.ranking.headline import choose_headline
from octavo.engine.ranking.places import PlacedReport, find_places
from octavo.engine.ranking.related import Reason, Related, RelatedView, find_related

__all__ = [
    "PlacedReport",
    "RankedStory",
    "Reason",
    "Related",
    "RelatedView",
    "StoryCard",
    "Weight",
    "Why",
    "choose_headline",
    "find_places",
    "find_related",
    "fuse",
    "rank_front",
]
