"""Hashtags, names, other spellings of them, and figures with their units."""

from octavo.engine.entities.aliases import Alias, find_aliases
from octavo.engine.entities.figures import find_figures, locate_figures
from octavo.engine.entities.hashtags import Tags, find_hashtags, tags_and_aliases
from octavo.engine.entities.names import find_names
from octavo.engine.entities.tagging import as_hashtag, topic_key

__all__ = [
    "Alias",
    "Tags",
    "as_hashtag",
    "find_aliases",
    "find_figures",
    "find_hashtags",
    "find_names",
    "locate_figures",
    "tags_and_aliases",
    "topic_key",
]
