"""Hashtags, names, and figures with their units."""

from octavo.engine.entities.figures import find_figures
from octavo.engine.entities.hashtags import find_hashtags
from octavo.engine.entities.names import find_names

__all__ = ["find_figures", "find_hashtags", "find_names"]
