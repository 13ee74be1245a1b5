"""The server's entry: one ASGI application."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.config.settings")

application = get_asgi_application()

from octavo.faces.reader.model_choice import prepare_model  # noqa: E402 (settings come first)

prepare_model()
