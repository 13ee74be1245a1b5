"""A scratch database for scores that need the true line: made once per run, gone with it."""

from __future__ import annotations

import os
from functools import cache


@cache
def set_up() -> None:
    """Starts a PostgreSQL with nothing in it and sets Django up on it."""
    import django

    from octavo.faces.ops.running.database import migrate, open_scratch

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.config.settings")
    os.environ.setdefault("OCTAVO_SECRET_KEY", "of a scratch database")
    open_scratch()
    django.setup()
    migrate()


def empty() -> None:
    """Removes every row, so that one score does not see another's articles."""
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
