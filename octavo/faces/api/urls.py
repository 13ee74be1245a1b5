"""Addresses of this face, and of pictures, which every face shows."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from octavo.faces.api.feeds import briefing, views
from octavo.faces.api.feeds.answering import FORMS
from octavo.faces.reader.pages import picture


class FormConverter:
    """The form of a feed."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormConverter, "form")

urlpatterns: list[URLPattern] = [
    path("picture/<int:width>/<str:signature>/<str:name>", picture.show, name="picture"),
    path("feeds/front.<form:form>", views.front, name="feed-front"),
    path("feeds/briefing.<form:form>", briefing.show, name="feed-briefing"),
    path("feeds/desk/<str:desk>.<form:form>", views.desk, name="feed-desk"),
    path("feeds/topic/<str:language>/<str:slug>.<form:form>", views.topic, name="feed-topic"),
    path("feeds/publisher/<str:slug>.<form:form>", views.publisher, name="feed-publisher"),
    path("feeds/story/<int:pk>.<form:form>", views.story, name="feed-story"),
    path("feeds/thread/<int:pk>.<form:form>", views.thread, name="feed-thread"),
    path("feeds/search.<form:form>", views.found, name="feed-search"),
]
