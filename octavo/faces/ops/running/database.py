"""The database, made ready: reached, new enough, migrated, and not made by a newer Octavo."""

from __future__ import annotations

import atexit
import os
import tempfile
import time
from enum import Enum
from pathlib import Path

import psycopg

from octavo.config.options import Options
from octavo.faces.ops.running.embedded import EmbeddedPostgres
from octavo.faces.ops.running.errors import CannotStart
from octavo.faces.ops.running.folder import (
    ENDING,
    check_passage,
    is_root,
    lock_folder,
    mark_in_use,
    prepare_folder,
    sign_lock,
    wait_until_unused,
)
from octavo.faces.ops.running.guard import Guard

OLDEST = 150_000
OLDEST_VECTOR = (0, 7)  # halfvec
OWNER_SECONDS = 30.0  # how long another process that starts the same database is waited for
GUESTS_SECONDS = 3600.0  # how long a command keeps the database up for other commands that use it
EMBEDDED_INSTEAD = "or unset DATABASE_URL to use the embedded PostgreSQL"


class Whose(Enum):
    """Whose database a command works on, and so who sees to its tables."""

    OURS = "started by this process"
    ANOTHERS = "started by a process that still runs"
    GIVEN = "named by DATABASE_URL"


def open_database(options: Options, command: str) -> Whose:
    """Makes DATABASE_URL point at a database that answers, for a single command. Raises CannotStart.

    While another process owns the data folder, its server is used; else the embedded one is started, and stopped when
    this process ends.
    """
    if options["database_url"]:
        check_server(options["database_url"])
        return Whose.GIVEN
    prepare_folder(options.data)
    server = EmbeddedPostgres(options.data)
    os.environ["DATABASE_URL"] = server.url
    try:
        lock = lock_folder(options.data)
    except CannotStart:
        atexit.register(mark_in_use(options.data).close)
        _wait_for_owner(server.url)
        return Whose.ANOTHERS
    sign_lock(lock, f"process {os.getpid()}, octavo {command}")
    guard = Guard(options.data)

    def leave() -> None:
        wait_until_unused(options.data, seconds=GUESTS_SECONDS)
        sign_lock(lock, ENDING)
        server.stop()
        guard.dismiss()
        sign_lock(lock, "")
        lock.close()

    atexit.register(leave)
    server.start()
    return Whose.OURS


def _wait_for_owner(url: str) -> None:
    """The process that owns the folder may be about to start its server."""
    until = time.monotonic() + OWNER_SECONDS
    while True:
        try:
            check_server(url)
        except CannotStart:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def open_scratch() -> None:
    """Makes DATABASE_URL point at a new database with nothing in it, gone when this process ends."""
    data = Path(tempfile.mkdtemp(prefix="octavo-scratch-"))
    if is_root():
        check_passage(data)
    guard = Guard(data, remove=True)
    atexit.register(guard.abandon)
    server = EmbeddedPostgres(data, extra_configuration="\nfsync = off\nsynchronous_commit = off\n")
    os.environ["DATABASE_URL"] = server.start()


def check_server(url: str) -> None:
    """Raises CannotStart where PostgreSQL does not answer, is too old, cannot be written, or lacks pgvector."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
            read_only = connection.execute("SHOW transaction_read_only").fetchone() == ("on",)
            encoding = connection.info.parameter_status("server_encoding")
            found = connection.execute(
                "SELECT coalesce(installed_version, default_version) FROM pg_available_extensions WHERE name = 'vector'"
            ).fetchone()
    except psycopg.Error as error:
        raise CannotStart(
            f"The database does not answer: {' '.join(str(error).split()).rstrip('.')}. Check DATABASE_URL, "
            f"{EMBEDDED_INSTEAD}."
        ) from None
    if version < OLDEST:
        raise CannotStart(
            f"DATABASE_URL leads to PostgreSQL {version // 10_000}; Octavo needs 15 or newer. Nothing was changed. "
            f"Upgrade that server, {EMBEDDED_INSTEAD}."
        )
    if read_only:
        raise CannotStart(
            "The PostgreSQL that DATABASE_URL leads to may only be read, as a standby may. Nothing was changed. "
            f"Name the server it follows, {EMBEDDED_INSTEAD}."
        )
    if encoding != "UTF8":
        raise CannotStart(
            f"The database that DATABASE_URL leads to keeps text as {encoding}, not as UTF8. Nothing was changed. Make "
            f"one with `CREATE DATABASE octavo ENCODING 'UTF8' TEMPLATE template0`, {EMBEDDED_INSTEAD}."
        )
    if not found:
        raise CannotStart(
            "The PostgreSQL that DATABASE_URL leads to has no pgvector. Nothing was changed. Install its package "
            f"(`postgresql-{version // 10_000}-pgvector` on Debian), {EMBEDDED_INSTEAD}."
        )
    if tuple(int(part) for part in found[0].split(".")[:2]) < OLDEST_VECTOR:
        raise CannotStart(
            f"The PostgreSQL that DATABASE_URL leads to has pgvector {found[0]}; Octavo needs 0.7 or newer. Nothing "
            f"was changed. Upgrade it (then `ALTER EXTENSION vector UPDATE`), {EMBEDDED_INSTEAD}."
        )


def migrate() -> int:
    """Brings the tables up to date; returns how many changes that took. Django must be set up.

    Raises CannotStart where a newer Octavo made the tables, or the database does not let us.
    """
    from django.core.management import call_command
    from django.db import ProgrammingError

    missing = len(missing_migrations())
    if not missing:
        return 0
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except ProgrammingError as error:
        if not isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
            raise
        raise CannotStart(
            f"The database does not let Octavo make its tables: {' '.join(str(error).split())}. As its administrator, "
            "run `CREATE EXTENSION vector` in that database and make Octavo's user its owner; then start again."
        ) from None
    return missing


def check_tables(*, patience: float = 0.0) -> None:
    """Raises CannotStart where the tables are newer, or after `patience` seconds still older, than this Octavo."""
    until = time.monotonic() + patience
    while missing_migrations():
        if time.monotonic() > until:
            raise CannotStart(
                "The tables of this database are not made, or not up to date. Run `octavo migrate` once (`octavo run` "
                "does it by itself), then this again."
            )
        time.sleep(0.2)


def missing_migrations() -> list[str]:
    """The names of the changes still to be made to the tables. Raises CannotStart for tables of a newer Octavo."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known, applied = set(loader.disk_migrations), set(loader.applied_migrations)
    apps = {app for app, _ in known}
    foreign = sorted(f"{app}.{name}" for app, name in applied if app in apps and (app, name) not in known)
    if foreign:
        raise CannotStart(
            f"The database was made by a newer Octavo (it knows {', '.join(foreign[:3])}). Nothing was changed. "
            "Start that version, or set OCTAVO_DATA to another folder."
        )
    return sorted(f"{app}.{name}" for app, name in known - applied)
