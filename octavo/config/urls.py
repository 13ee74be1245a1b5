"""Every address Octavo answers, by face."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("octavo.faces.reader.urls")),
    path("", include("octavo.faces.api.urls")),
    path("", include("octavo.faces.ops.urls")),
]
