"""A database as an installation has it (nothing made faster for the bench), gone when the run ends."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

CLEAN = "octavo_clean"  # the tables with nothing in them, copied for each bench
KEPT = ("django_migrations", "django_content_type", "procrastinate_workers", "procrastinate_periodic_defers")


def fresh_database() -> None:
    """Gives this process, and all it starts from now on, an Octavo with nothing in it.

    Call it when no other process works on the database.
    """
    import psycopg
    from django.db import connections

    administrator = _start()
    connections.close_all()
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS octavo WITH (FORCE)")
        connection.execute(f"CREATE DATABASE octavo TEMPLATE {CLEAN}")


def forget_everything() -> None:
    """Empties every table while workers stay up; they must have nothing to do."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)", [list(KEPT)]
        )
        names = ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


@cache
def _start() -> str:
    """Starts the embedded server, sets Django up on it, and returns the address of its own database."""
    import django
    import psycopg

    from octavo.faces.ops.running.database import migrate
    from octavo.faces.ops.running.embedded import EmbeddedPostgres
    from octavo.faces.ops.running.folder import prepare_folder

    for name in [name for name in os.environ if name.startswith("OCTAVO_")]:
        del os.environ[name]  # a bench measures what everybody gets
    data = temporary_folder()
    prepare_folder(data)
    server = EmbeddedPostgres(data)
    atexit.register(server.stop)
    os.environ["DATABASE_URL"] = server.start()
    os.environ["OCTAVO_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "octavo.config.settings"
    django.setup()
    migrate()
    from django.db import connections

    connections.close_all()
    administrator = server.url.replace("/octavo?", "/postgres?")
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE octavo RENAME TO {CLEAN}")
    return administrator


def temporary_folder() -> Path:
    """A folder that everybody may pass, as the database of root needs; removed at the end of the run."""
    folder = Path(tempfile.mkdtemp(prefix="octavo-bench-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
