"""Placing articles into stories, a second look at neighbours, what readers are told, and letting stories sleep."""

from octavo.apps.stories.actions.close import close_stories
from octavo.apps.stories.actions.place import Placeable, place_articles
from octavo.apps.stories.actions.tell import tell_stories

__all__ = ["Placeable", "close_stories", "place_articles", "tell_stories"]
