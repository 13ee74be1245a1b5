"""The installation that a single command works on: its database reached or started, Django set up, its tables there."""

from __future__ import annotations

import os

from octavo.config.options import read_options
from octavo.faces.ops.running.database import OWNER_SECONDS, Whose, check_tables, migrate, open_database, open_scratch

DJANGO_SETTINGS = "octavo.config.settings"


def set_up_django() -> None:
    """Django without a look at the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DJANGO_SETTINGS)
    import django

    django.setup()


def open_installation(command: str, *, may_migrate: bool = False) -> int:
    """Opens the installation that the options name. Raises CannotStart where that cannot be.

    A database that this process starts itself gets its tables here; one that is shared only with `may_migrate`.
    Returns how many changes were made to the tables.
    """
    whose = open_database(read_options(), command)
    set_up_django()
    if whose is Whose.OURS or may_migrate:
        return migrate()
    check_tables(patience=OWNER_SECONDS if whose is Whose.ANOTHERS else 0.0)
    return 0


def open_scratch_installation() -> None:
    """An installation with nothing in it, gone when this process ends."""
    open_scratch()
    set_up_django()
    migrate()
