"""`octavo run`: the database, one site, one worker a core, under one supervisor."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from types import FrameType
from typing import IO

from octavo.config.options import Options
from octavo.faces.ops.running.children import Children, Death
from octavo.faces.ops.running.database import check_server, migrate
from octavo.faces.ops.running.embedded import EmbeddedPostgres
from octavo.faces.ops.running.errors import CannotStart
from octavo.faces.ops.running.first_start import FirstStart
from octavo.faces.ops.running.folder import (
    ENDING,
    free_megabytes,
    holder_of,
    lock_folder,
    prepare_folder,
    sign_lock,
    wait_until_unused,
)
from octavo.faces.ops.running.guard import Guard
from octavo.faces.ops.running.installation import set_up_django
from octavo.faces.ops.running.journal import journal_of, open_journal, trim_journal
from octavo.faces.ops.running.ports import check_port, free_port, reachable_host, wait_for_port
from octavo.faces.ops.running.progress import Progress

TICK_SECONDS = 0.25
HOUSEKEEPING_SECONDS = 5.0
SITE_SECONDS = 60.0
LEFT_OVER_SECONDS = 20.0  # how long what a killed Octavo has left behind may take to end
PAUSE_BELOW_MB, RESUME_ABOVE_MB = 100, 150  # of free disk


class StopAsked(Exception):
    """Ctrl-C, SIGTERM or SIGHUP arrived while the parts were being started."""


class Supervisor:
    """Starts the parts in order, keeps them alive, stops them in reverse order."""

    def __init__(self, options: Options, *, edition: str | None) -> None:
        self.options = options
        self.edition = edition
        self.database: EmbeddedPostgres | None = None
        self.asked_to_stop = 0
        self.paused = False
        self._began = time.monotonic()
        self._kept_house_at = self._began
        self._progress = Progress()

    def run(self) -> None:
        """Runs until told to stop. Raises CannotStart where it cannot start."""
        prepare_folder(self.options.data)
        self.lock = lock_folder(self.options.data)
        try:
            self._claim(self.lock)
            for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(name, self._ask_to_stop)
            self._run()
        finally:
            sign_lock(self.lock, "")
            self.lock.close()

    def _claim(self, lock: IO[str]) -> None:
        """Makes sure that nobody else is on the folder or the port."""
        killed = bool(holder_of(lock))
        sign_lock(lock, f"process {os.getpid()}, {self.address}")
        if killed:
            wait_until_unused(self.options.data, seconds=LEFT_OVER_SECONDS)
        check_port(self.options["host"], self.options["port"], patience=LEFT_OVER_SECONDS if killed else 0.0)

    def _run(self) -> None:
        self.children = Children(self.options.data, open_journal(self.options.data))
        self.guard: Guard | None = None
        try:
            with suppress(StopAsked):
                self._start()
                while not self.asked_to_stop:
                    self._tick()
                    time.sleep(TICK_SECONDS)
        finally:
            self._stop()

    @property
    def address(self) -> str:
        host = reachable_host(self.options["host"])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.options['port']}/"

    def say(self, text: str) -> None:
        """One line of the progress log, with the seconds since the start."""
        with suppress(OSError):  # the terminal is gone, or what read us: no reason to stop
            print(f"octavo {time.monotonic() - self._began:6.1f} s  {text}", flush=True)

    def _start(self) -> None:
        self._start_database()
        self._go_on()
        self._set_up_django()
        self._go_on()
        edition_port = free_port()
        self.first_start = FirstStart(self.options, self.edition, edition_port, self.children, self.say)
        environment = {**os.environ, "OCTAVO_FETCH_ROUTES": self._routes(edition_port)}
        self.children.add("site", ["web", "--ready"], environment)
        workers = self.options["workers"] or os.cpu_count() or 1
        for number in range(1, workers + 1):
            self.children.add(f"worker {number}", ["worker", "--ready", "--name", f"worker-{number}"], environment)
        self.first_start.begin()
        self._wait_for_site()

    def _routes(self, edition_port: int) -> str:
        """What the options route, and the edition's publishers unless they are routed already."""
        given = " ".join(self.options["fetch_routes"])
        return given if ".example=" in given else f"{given} .example=127.0.0.1:{edition_port}".strip()

    def _wait_for_site(self) -> None:
        until = time.monotonic() + SITE_SECONDS
        while time.monotonic() < until:
            self._go_on()
            self._tell(self.children.revive())
            if wait_for_port(
                self.options["host"], self.options["port"], seconds=1.0, give_up=lambda: self.asked_to_stop > 0
            ):
                self.say(f"read the news at {self.address}   (Ctrl-C stops)")
                return
        self.say(f"the site does not answer yet; {journal_of(self.options.data)} may tell why")

    def _go_on(self) -> None:
        if self.asked_to_stop:
            raise StopAsked

    def _start_database(self) -> None:
        if self.options["database_url"]:
            check_server(self.options["database_url"])
            self.say("using the database of DATABASE_URL")
            return
        self.guard = Guard(self.options.data)
        self.database = EmbeddedPostgres(self.options.data)
        os.environ["DATABASE_URL"] = self.database.start()
        self.say(f"database ready in {self.database.folder}")

    def _set_up_django(self) -> None:
        set_up_django()
        migrate()
        if self.database:
            from octavo.apps.queue.actions import rescue_jobs

            # We hold the data folder: whoever was working on these jobs is gone.
            if rescued := rescue_jobs(silent_for=timedelta(0)):
                self.say(f"{rescued} jobs that were interrupted go back to the queue")

    def _tick(self) -> None:
        from django.db import Error, connection

        deaths = self.children.revive()
        self._tell(deaths)
        if self.database and not self.database.is_running():
            self._revive_database(self.database)
        if time.monotonic() - self._kept_house_at > HOUSEKEEPING_SECONDS:
            self._kept_house_at = time.monotonic()
            self._keep_house()
        try:
            self.first_start.tick(deaths)
            if line := self._progress.line():
                self.say(line)
        except Error:
            connection.close()  # the database restarts, or its disk is full: nothing here cannot wait
        except CannotStart as error:
            self.say(str(error))

    def _tell(self, deaths: Sequence[Death]) -> None:
        for death in deaths:
            self.say(f"{death}{f'; see {journal_of(self.options.data)}' if death.status > 0 else ''}")

    def _revive_database(self, database: EmbeddedPostgres) -> None:
        self.say("the database has ended; it starts again")
        try:
            database.start()
        except CannotStart as error:
            self.say(str(error))
            time.sleep(1.0)

    def _keep_house(self) -> None:
        """Guards the guard, keeps the journal short, and lets the intake rest while the disk is full."""
        if self.guard:
            self.guard.keep()
        trim_journal(self.options.data)
        free = free_megabytes(self.options.data)
        if not self.paused and free < PAUSE_BELOW_MB:
            self.say(f"only {free} MB are free in {self.options.data}: the intake rests until there are "
                     f"{RESUME_ABOVE_MB}; reading goes on")  # fmt: skip
        elif self.paused and free > RESUME_ABOVE_MB:
            self.say(f"{free} MB are free again: the intake goes on")
        else:
            return
        self.paused = not self.paused
        self.children.rest("worker", self.paused)

    def _ask_to_stop(self, signum: int, frame: FrameType | None) -> None:
        self.asked_to_stop += 1

    def _stop(self) -> None:
        sign_lock(self.lock, ENDING)
        if self.children.any_alive():
            self.say("stopping: what is under way is finished first (Ctrl-C again: at once)")
        asked = self.asked_to_stop
        self.children.stop(hurry=lambda: self.asked_to_stop > max(asked, 1))
        if self.database:
            self.database.stop()
            self.say("stopped; nothing is lost")
        if self.guard:
            self.guard.dismiss()
