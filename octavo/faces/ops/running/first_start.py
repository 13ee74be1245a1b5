"""What fills the front page: the starter catalogue, and the sample edition where no feed can be reached."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from octavo.config.options import Options
from octavo.faces.ops.running.children import Children, Death
from octavo.faces.ops.running.errors import CannotStart
from octavo.faces.ops.running.ports import wait_for_port

SAMPLE = "sample"
CATALOGUE = "catalogue"
PLAYER_SECONDS = 10.0
PLAYER = "player of the sample edition"
CANNOT_PLAY = 1  # the player's exit status when the edition's files cannot be read
REVISED_AFTER = timedelta(seconds=90)  # the sample's publishers edit a headline and correct a figure


class FirstStart:
    """Loads sources when none are there, waits for a first contact, and plays the sample edition when it must."""

    def __init__(
        self, options: Options, edition: str | None, port: int, children: Children, say: Callable[[str], None]
    ) -> None:
        self.options = options
        self.wanted = edition
        self.port = port
        self.children = children
        self.say = say
        self._contact_until: float | None = None
        self._playing = self._mended = False

    def begin(self) -> None:
        """Loads what this start needs. Django must be set up and the tables there."""
        from octavo.apps.sources.actions import claim_due_feeds
        from octavo.apps.sources.queries import edition

        played = edition(SAMPLE)
        if self.wanted == SAMPLE:
            self._play("The sample edition was asked for.")
        elif played:
            self._play(played.reason)
        elif edition(CATALOGUE) is None:
            self._load_catalogue()
        claim_due_feeds(now=datetime.now(UTC))  # at once, not at the schedule's next turn

    def tick(self, deaths: Sequence[Death]) -> None:
        """Looks whether the first contact has been made, and whether the edition can be played."""
        if self._contact_until is not None:
            self._wait_for_contact()
        if not self._mended and any(death.name == PLAYER and death.status == CANNOT_PLAY for death in deaths):
            self._mended = True
            self.say("the sample edition in the data folder is damaged; it is made anew")
            self._build(anew=True)

    def _load_catalogue(self) -> None:
        from octavo.apps.sources.actions import load_edition
        from octavo.catalogue.load import load_catalogue

        publishers = load_catalogue()
        feeds = load_edition(CATALOGUE, publishers, now=datetime.now(UTC))
        countries = len({publisher.country_name for publisher in publishers})
        self.say(f"first start: {len(feeds)} feeds of {len(publishers)} publishers in {countries} countries are polled")
        self._contact_until = time.monotonic() + self.options["first_contact"]

    def _wait_for_contact(self) -> None:
        from octavo.apps.sources.actions import claim_due_feeds
        from octavo.apps.sources.queries import any_poll_succeeded

        assert self._contact_until is not None
        if any_poll_succeeded():
            self._contact_until = None
        elif time.monotonic() > self._contact_until:
            seconds = self.options["first_contact"]
            self.say(f"no feed could be reached within {seconds:.0f} s; the sample edition is played instead")
            self._play(f"No feed could be reached within {seconds:.0f} seconds of the first start.")
            claim_due_feeds(now=datetime.now(UTC))
            self._contact_until = None  # not before: what a database that restarts interrupts is done again

    def _play(self, reason: str) -> None:
        """Builds the sample edition for today, plays it on loopback, and adds its feeds."""
        from octavo.apps.queue.actions import queue_step
        from octavo.apps.sources.actions import load_edition
        from octavo.edition.catalogue import edition_sources

        now = datetime.now(UTC)
        self._build()
        if not self._playing:
            self._playing = True
            command = [str(self._folder), "--port", str(self.port), "--parent-pipe", "--revise-after"]
            command.append(str(int(REVISED_AFTER.total_seconds())))
            self.children.add(PLAYER, command, module="octavo.edition.play")
            wait_for_port("127.0.0.1", self.port, seconds=PLAYER_SECONDS)  # or the first polls would find nobody
        sources = edition_sources()
        feeds = load_edition(SAMPLE, sources, now=now, reason=reason)
        queue_step("poll", feeds, at=now + REVISED_AFTER * 1.2)
        self.say(f"playing the sample edition: {sum(len(source.feeds) for source in sources)} feeds of "
                 f"{len(sources)} fictional publishers")  # fmt: skip

    @property
    def _folder(self) -> Path:
        return self.options.data / "edition"

    def _build(self, *, anew: bool = False) -> None:
        """Makes the edition's files aside, so that a half-made edition is never played."""
        from octavo.edition.build import build_edition

        if self._folder.exists() and not anew:
            return
        half = self.options.data / "edition.new"
        try:
            shutil.rmtree(half, ignore_errors=True)
            build_edition(datetime.now(UTC), half)
            shutil.rmtree(self._folder, ignore_errors=True)
            half.rename(self._folder)
        except OSError as error:
            raise CannotStart(f"The sample edition cannot be written to {self._folder}: {error.strerror}.") from None
