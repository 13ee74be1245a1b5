"""Fusion of rankings, the front page, places, related articles with reasons, the headline of a story."""

from octavo.engine.ranking.front import RankedStory, StoryCard, Weight, Why, rank_front
from octavo.engine.ranking.fusion import fuse
from octavo.engine.ranking.headline import choose_headline
from octavo.engine.ranking.places import PlacedReport, find_places
from octavo.engine.ranking.related import find_related, shortlist
from octavo.engine.ranking.related_reasons import verify_reason
from octavo.engine.ranking.related_views import Difference, Differs, Reason, Related, RelatedView
from octavo.engine.ranking.voices import find_voices

__all__ = [
    "Difference",
    "Differs",
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
    "find_voices",
    "fuse",
    "rank_front",
    "shortlist",
    "verify_reason",
]
