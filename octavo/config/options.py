"""The table of options: name, default, help. `docs/options.md` and `octavo options` are made from it.

Nothing else reads the environment. Django's settings carry the result as `settings.OCTAVO`; the engine gets values.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
ROOT_DATA = Path("/var/lib/octavo")  # a home of mode 700 would have to be opened for the database's own user


class BadOption(ValueError):
    """An option has a value that makes no sense; the text is one sentence for the operator."""


def _text(value: str) -> str:
    return value.strip()


def _flag(value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    try:
        return known[value.strip().lower()]
    except KeyError:
        raise ValueError("write 1 or 0") from None


def _count(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("write a number of 0 or more")
    return number


def _seconds(value: str) -> float:
    number = float(value)
    if not 0 <= number < 10**9:
        raise ValueError("write a number of seconds, 0 or more")
    return number


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. It is read from the environment as `OCTAVO_<NAME>`, or from the file that `OCTAVO_<NAME>_FILE` names."""

    name: str
    default: str
    help: str
    read: Callable[[str], Any] = _text

    @property
    def variable(self) -> str:
        return self.name if self.name == "DATABASE_URL" else f"OCTAVO_{self.name}"


OPTIONS: tuple[Option, ...] = (
    Option("DATA", "", "Folder for the database, pictures and secrets. Empty: `.data` in a checkout, else "
           "`~/.local/share/octavo`; for root `/var/lib/octavo`."),
    Option("DATABASE_URL", "", "A PostgreSQL of your own (15 or newer, with pgvector), as `postgresql://user@host/name`. "
           "Empty: the embedded one, in the data folder."),
    Option("HOST", "127.0.0.1", "Address the site listens on. `0.0.0.0` opens it to the network; set ALLOWED_HOSTS too."),
    Option("PORT", "8000", "Port the site listens on.", _count),
    Option("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]", "Host names the site answers to.", _words),
    Option("SITE_ADDRESS", "", "Address readers use, as `https://news.example.org`; used in feeds. Empty: as asked.", _text),
    Option("SECRET_KEY", "", "Signs sessions and picture addresses. Empty: made at the first start, kept in the data folder."),
    Option("DEBUG", "0", "Show errors with their code in the browser. Never on a public site.", _flag),
    Option("WORKERS", "0", "Worker processes. 0: one per core.", _count),
    Option("SITE_NAME", "Octavo", "Name in the masthead."),
    Option("LANGUAGES", "", "Languages shown on the front page, as `en hi`. Empty: all.", _words),
    Option("INDEX_FULL_TEXT", "0", "Let search engines index pages that hold a publisher's full text.", _flag),
    Option("USER_AGENT", "", "How Octavo names itself to publishers. Empty: `Octavo/<version>` with the site's address.", _text),
    Option("FETCH_TIMEOUT", "20", "Seconds one request may take in all.", _seconds),
    Option("FETCH_MAX_BYTES", "10485760", "Bytes of one answer, decompressed.", _count),
    Option("FETCH_GAP", "1", "Seconds of rest between two page requests to one host, over all workers.", _seconds),
    Option("FETCH_PRIVATE", "", "Hosts or networks on your own network that may be fetched, as `intranet.lan 10.0.0.0/8`.", _words),
    Option("FETCH_ROUTES", "", "Host suffixes that are played from this machine, as `.example=127.0.0.1:8123`. "
           "Set by `octavo run` while it plays the sample edition.", _words),
    Option("POLL_MIN", "600", "Seconds between two polls of a feed, at least.", _seconds),
    Option("POLL_MAX", "86400", "Seconds between two polls of a feed, at most.", _seconds),
    Option("READ_TRIES", "4", "How often a page that cannot be reached is asked for before its teaser stands.", _count),
    Option("STORY_SLEEP_DAYS", "4", "Days without a report after which a story takes no more.", _count),
    Option("FIRST_CONTACT", "20", "Seconds the first start waits for any feed before it plays the sample edition.", _seconds),
    Option("PICTURES_MAX_MB", "2048", "Megabytes of resized pictures kept on disk.", _count),
    Option("LOG_JSON", "0", "Write the log as JSON lines.", _flag),
)


@dataclass(frozen=True, slots=True)
class Options:
    """The options as read, each under its name in lower case: `options["fetch_gap"]`, `options.data`."""

    values: Mapping[str, Any]
    data: Path

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def read_options(environ: Mapping[str, str] | None = None) -> Options:
    """Reads the table from the environment. Raises BadOption with a sentence that names the variable."""
    environ = os.environ if environ is None else environ
    values = {option.name.lower(): _read_one(option, environ) for option in OPTIONS}
    return Options(values=values, data=Path(values["data"]).expanduser() if values["data"] else default_data())


def _read_one(option: Option, environ: Mapping[str, str]) -> Any:
    raw = environ.get(option.variable)
    named_file = environ.get(f"{option.variable}_FILE")
    if raw is None and named_file:
        try:
            raw = Path(named_file).read_text().strip()
        except OSError as error:
            raise BadOption(f"{option.variable}_FILE names {named_file}, which cannot be read: {error.strerror}.") from None
    try:
        return option.read(option.default if raw is None else raw)
    except ValueError as error:
        raise BadOption(f"{option.variable} is {raw!r}, which does not work: {error}.") from None


def default_data() -> Path:
    """Where data lie when nobody says so."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ROOT_DATA
    if (CHECKOUT / "Makefile").exists():
        return CHECKOUT / ".data"
    return Path.home() / ".local" / "share" / "octavo"
