"""Placing articles into stories, a second look, what readers are told, links and threads, letting stories sleep."""

from octavo.apps.stories.actions.close import close_stories
from octavo.apps.stories.actions.desk import desk_stories
from octavo.apps.stories.actions.link import link_stories
from octavo.apps.stories.actions.place import Placeable, place_articles
from octavo.apps.stories.actions.tell import tell_stories

__all__ = ["Placeable", "close_stories", "desk_stories", "link_stories", "place_articles", "tell_stories"]
