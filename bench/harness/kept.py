"""A server in a folder that may outlive the run, with one database for each size grown, and copies to measure on."""

from __future__ import annotations

import atexit
import os
from pathlib import Path

from bench.harness.database import temporary_folder


class KeptServer:
    """PostgreSQL as an installation has it. Databases named `stored_<size>` stay as they are grown."""

    def __init__(self, folder: Path | None) -> None:
        from octavo.faces.ops.running.embedded import EmbeddedPostgres
        from octavo.faces.ops.running.folder import prepare_folder

        for name in [name for name in os.environ if name.startswith("OCTAVO_")]:
            del os.environ[name]  # a bench measures what everybody gets
        data = folder or temporary_folder()
        data.mkdir(parents=True, exist_ok=True)
        prepare_folder(data)
        self._server = EmbeddedPostgres(data)
        atexit.register(self._server.stop)
        os.environ["DATABASE_URL"] = self._server.start()
        os.environ["OCTAVO_DATA"] = str(data)
        os.environ["DJANGO_SETTINGS_MODULE"] = "octavo.config.settings"
        import django

        django.setup()

    @property
    def postmaster(self) -> int:
        return int((self._server.folder / "postmaster.pid").read_text().split()[0])

    def sizes(self) -> list[int]:
        """The sizes that are grown already, smallest first."""
        rows = self._do("SELECT substr(datname, 8)::int FROM pg_database WHERE datname LIKE 'stored\\_%' ORDER BY 1")
        return [row[0] for row in rows]

    def keep(self, size: int) -> None:
        """Gives what the working database holds a name of its own."""
        self._away()
        self._do(f"ALTER DATABASE octavo RENAME TO stored_{size}")

    def take(self, size: int | None) -> None:
        """Makes the working database anew: a copy of a grown one, or an empty one."""
        self._away()
        self._do("DROP DATABASE IF EXISTS octavo WITH (FORCE)")
        self._do(f"CREATE DATABASE octavo TEMPLATE {f'stored_{size}' if size else 'template0'} STRATEGY FILE_COPY")

    def _away(self) -> None:
        from django.db import connections

        connections.close_all()

    def _do(self, statement: str) -> list[tuple[int, ...]]:
        import psycopg

        address = self._server.url.replace("/octavo?", "/postgres?")
        with psycopg.connect(address, autocommit=True) as connection:
            done = connection.execute(statement)
            return list(done.fetchall()) if done.description else []
