"""Addresses of the reader's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from octavo.faces.reader.pages import (
    about,
    article,
    assist,
    desk,
    evidence,
    front,
    lineage,
    picture,
    publisher,
    search,
    sources,
    status,
    story,
    text,
    text_actions,
    theme,
    thread,
    topic,
    versions,
)
from octavo.faces.reader.parts import retries

urlpatterns: list[URLPattern] = [
    path("", front.show, name="front"),
    path("story/<int:pk>/", story.show),
    path("story/<int:pk>/lineage/", lineage.of_story, name="story-lineage"),
    path("story/<int:pk>/assist/<str:feature>/", assist.of_story, name="story-assist"),
    path("story/<int:pk>/<str:slug>/", story.show, name="story"),
    path("thread/<int:pk>/", thread.show),
    path("thread/<int:pk>/<str:slug>/", thread.show, name="thread"),
    path("article/<int:pk>/", article.show),
    path("article/<int:pk>/versions/", versions.show, name="versions"),
    path("article/<int:pk>/lineage/", lineage.of_article, name="article-lineage"),
    path("article/<int:pk>/assist/<str:feature>/", assist.of_article, name="article-assist"),
    path("article/<int:pk>/<str:slug>/", article.show, name="article"),
    path("ask/", assist.of_everything, name="ask"),
    path("evidence/", evidence.show, name="evidence"),
    path("desk/<str:desk>/", desk.show, name="desk"),
    path("topics/", topic.show_all, name="topics"),
    path("topic/<str:language>/<str:slug>/", topic.show, name="topic"),
    path("publisher/<str:slug>/", publisher.show, name="publisher"),
    path("search/", search.show, name="search"),
    path("sources/", sources.show, name="sources"),
    path("sources/opml", sources.opml, name="opml"),
    path("sources/<int:pk>/retry", retries.feed, name="retry-feed"),
    path("sources/<str:slug>/text/", text.show, name="text"),
    path("sources/<str:slug>/text/rules", text_actions.save, name="text-save"),
    path("sources/<str:slug>/text/undo", text_actions.undo, name="text-undo"),
    path("sources/<str:slug>/text/again", text_actions.read_again, name="text-again"),
    path("sources/<str:slug>/text/rules.toml", text_actions.toml, name="text-toml"),
    path("status/", status.show, name="status"),
    path("status/setbacks/<int:pk>/retry", retries.setback, name="retry-setback"),
    path("about/", about.show, name="about"),
    path("picture/<int:width>/<str:signature>/<str:name>", picture.show, name="picture"),
    path("theme/", theme.choose, name="theme"),
    path("robots.txt", about.robots, name="robots"),
]
