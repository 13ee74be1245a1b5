"""The table of options: name, default, help. `docs/options.md` and `octavo options` are made from it.

Nothing else reads the environment. Django's settings carry the result as `settings.OCTAVO`; the engine gets values.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CHECKOUT = Path(__file__).resolve().parents[2]
ROOT_DATA = Path("/var/lib/octavo")  # a home of mode 700 would have to be opened for the database's own user


MOST_WORKERS = 32  # about eight connections each; the embedded database takes 300


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
    if not re.fullmatch(r"[0-9]{1,12}", value.strip()):
        raise ValueError("write a whole number, 0 or more")
    return int(value)


def _port(value: str) -> int:
    number = _count(value)
    if not 1 <= number <= 65535:
        raise ValueError("a port is a number from 1 to 65535")
    return number


def _workers(value: str) -> int:
    number = _count(value)
    if number > MOST_WORKERS:
        raise ValueError(f"one machine runs {MOST_WORKERS} workers at most; start `octavo worker` on others")
    return number


def _seconds(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < 10**9:
        raise ValueError("write a number of seconds, 0 or more")
    return number


def _money(value: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value.strip()):
        raise ValueError("write an amount as 2.50")
    return Decimal(value.strip())


def _time(value: str) -> float:
    number = _seconds(value)
    if not 0.1 <= number <= 3600:
        raise ValueError("write a number of seconds from 0.1 to 3600")
    return number


def _web_address(value: str) -> str:
    address = value.strip().rstrip("/")
    if address and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", address):
        raise ValueError("write it as https://news.example.org")
    return address


def _database(value: str) -> str:
    if not value.strip():
        return ""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        conninfo_to_dict(value)
    except ProgrammingError as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"write it as postgresql://user:password@host/name ({reason})") from None
    return value.strip()


def _networks(value: str) -> tuple[str, ...]:
    for word in _words(value):
        if "/" in word:
            try:
                ip_network(word)
            except ValueError as error:
                raise ValueError(f"write networks as 10.0.0.0/8 ({error})") from None
    return _words(value)


def _routes(value: str) -> tuple[str, ...]:
    for word in _words(value):
        suffix, _, target = word.partition("=")
        host, _, port = target.rpartition(":")
        try:
            fits = bool(suffix) and ip_address(host).is_loopback and bool(_port(port))
        except ValueError:
            fits = False
        if not fits:
            raise ValueError("write each as .example=127.0.0.1:8123; the address must be on loopback")
    return _words(value)


def _mail(value: str) -> str:
    address = value.strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.path.strip("/") or parts.query:
        raise ValueError("write it as smtp://user:password@mail.example.org:587 or smtps://…")
    return address


def _mailbox(value: str) -> str:
    if value.strip() and not re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", value.strip()):
        raise ValueError("write an address alone, as news@example.org")
    return value.strip()


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


@dataclass(frozen=True, slots=True)
class Option:
    """One setting, read from the environment: `OCTAVO_<NAME>`, or the file that `OCTAVO_<NAME>_FILE` names."""

    name: str
    default: str
    help: str
    read: Callable[[str], Any] = _text

    @property
    def variable(self) -> str:
        return self.name if self.name == "DATABASE_URL" else f"OCTAVO_{self.name}"


OPTIONS: tuple[Option, ...] = (
    Option(
        "DATA",
        "",
        "Folder for the database, pictures and secrets. Empty: `.data` in a checkout, else "
        "`~/.local/share/octavo`; for root `/var/lib/octavo`.",
    ),
    Option(
        "DATABASE_URL",
        "",
        "A PostgreSQL of your own (15 or newer, with pgvector), as `postgresql://user@host/name`. "
        "Empty: the embedded one, in the data folder.",
        _database,
    ),
    Option(
        "DATABASE_POOL",
        "0",
        "Database connections that a process shares between its threads. 0: one a thread. `octavo web` takes 8.",
        _count,
    ),
    Option(
        "HOST",
        "127.0.0.1",
        "Address the site listens on. `0.0.0.0` opens it to the network; set OCTAVO_ALLOWED_HOSTS too.",
    ),
    Option("PORT", "8000", "Port the site listens on.", _port),
    Option("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]", "Host names the site answers to.", _words),
    Option(
        "SITE_ADDRESS",
        "",
        "Address readers use, as `https://news.example.org`; used in feeds. Empty: as asked.",
        _web_address,
    ),
    Option(
        "SECRET_KEY",
        "",
        "Signs sessions and picture addresses. Empty: made at the first start, kept in the data folder.",
    ),
    Option("DEBUG", "0", "Show errors with their code in the browser. Never on a public site.", _flag),
    Option("WORKERS", "0", "Worker processes. 0: one per core.", _workers),
    Option("SITE_NAME", "Octavo", "Name in the masthead."),
    Option("LANGUAGES", "", "Languages shown on the front page, as `en hi`. Empty: all.", _words),
    Option("INDEX_FULL_TEXT", "0", "Let search engines index pages that hold a publisher's full text.", _flag),
    Option(
        "USER_AGENT",
        "",
        "How Octavo names itself to publishers. Empty: `Octavo/<version>` with the site's address.",
        _text,
    ),
    Option("FETCH_TIMEOUT", "20", "Seconds one request may take in all.", _seconds),
    Option("FETCH_MAX_BYTES", "10485760", "Bytes of one answer, decompressed.", _count),
    Option("FETCH_GAP", "1", "Seconds of rest between two page requests to one host, over all workers.", _seconds),
    Option(
        "FETCH_PRIVATE",
        "",
        "Hosts or networks on your own network that may be fetched, as `intranet.lan 10.0.0.0/8`.",
        _networks,
    ),
    Option(
        "FETCH_ROUTES",
        "",
        "Host suffixes that are played from this machine, as `.example=127.0.0.1:8123`. "
        "Set by `octavo run` while it plays the sample edition.",
        _routes,
    ),
    Option("POLL_MIN", "600", "Seconds between two polls of a feed, at least.", _seconds),
    Option("POLL_MAX", "86400", "Seconds between two polls of a feed, at most.", _seconds),
    Option("READ_TRIES", "4", "How often a page that cannot be reached is asked for before its teaser stands.", _count),
    Option("EXTRACT_SECONDS", "20", "Seconds the text of one page may take to be read before it is set aside.", _time),
    Option(
        "KEPT_PAGES",
        "50",
        "Pages of each publisher that are kept as they came, so that they can be read again by new rules; half as many "
        "more of those that look wrong. A page takes about 30 kB. 0: none.",
        _count,
    ),
    Option("STORY_SLEEP_DAYS", "4", "Days without a report after which a story takes no more.", _count),
    Option(
        "FIRST_CONTACT",
        "20",
        "Seconds the first start waits for any feed before it plays the sample edition.",
        _seconds,
    ),
    Option(
        "ANSWERS_DAYS",
        "365",
        "Days for which answers to readers' questions are kept. 0: for ever. Other compositions are kept as long as "
        "their articles.",
        _count,
    ),
    Option(
        "MODEL_ADDRESS",
        "",
        "A model's OpenAI-compatible API, as `http://127.0.0.1:11434/v1` (Ollama, vLLM, llama.cpp, hosted ones). "
        "Nothing is sent to any model unless this and OCTAVO_MODEL are set.",
        _web_address,
    ),
    Option("MODEL", "", "The model's name, as its server calls it."),
    Option("MODEL_KEY", "", "The key that the model's server asks for. Empty: none is sent."),
    Option("MODEL_FIRST_TIMEOUT", "20", "Seconds until a model must have begun its answer.", _time),
    Option("MODEL_TIMEOUT", "90", "Seconds until a model must have finished its answer.", _time),
    Option("MODEL_MAX_TOKENS", "2000", "Tokens of one answer; translations may take more.", _count),
    Option("MODEL_TEXT", "24000", "Characters of reports sent with one request, together.", _count),
    Option("MODEL_PRICE_IN", "0", "Price of a million tokens sent, in your currency.", _money),
    Option("MODEL_PRICE_OUT", "0", "Price of a million tokens answered.", _money),
    Option("MODEL_DAY_TOKENS", "1000000", "Tokens a day, sent and answered, of all readers. 0: no limit.", _count),
    Option("MODEL_MONTH_TOKENS", "0", "Tokens a month of all readers. 0: no limit.", _count),
    Option("MODEL_DAY_MONEY", "0", "Money a day of all readers, by the prices set. 0: no limit.", _money),
    Option("MODEL_MONTH_MONEY", "0", "Money a month of all readers. 0: no limit.", _money),
    Option("MODEL_READER_DAY_TOKENS", "100000", "Tokens a day of one reader. 0: no limit.", _count),
    Option("MODEL_READER_MONTH_TOKENS", "0", "Tokens a month of one reader. 0: no limit.", _count),
    Option("MODEL_READER_DAY_MONEY", "0", "Money a day of one reader. 0: no limit.", _money),
    Option("MODEL_READER_MONTH_MONEY", "0", "Money a month of one reader. 0: no limit.", _money),
    Option("PICTURES_MAX_MB", "2048", "Megabytes of resized pictures kept on disk.", _count),
    Option(
        "MAIL",
        "",
        "The mail server that sends the briefing, as `smtp://user:password@host:port` or `smtps://…`. "
        "Needs OCTAVO_MAIL_FROM and OCTAVO_SITE_ADDRESS. Empty: no letters.",
        _mail,
    ),
    Option("MAIL_FROM", "", "Address that letters are from, as `news@example.org`.", _mailbox),
    Option(
        "VOICE",
        "",
        "The voice that makes sound files: `espeak-ng`, or the path of a piper voice (`.onnx`, its `.onnx.json` "
        "beside it). Empty: none; browsers read aloud all the same.",
    ),
    Option("VOICE_MAX_MB", "512", "Megabytes of sound files kept on disk.", _count),
)


SECRETS = ("SECRET_KEY", "DATABASE_URL", "MAIL", "MODEL_KEY")  # never shown


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
    if values["poll_max"] < values["poll_min"]:
        raise BadOption("OCTAVO_POLL_MAX is less than OCTAVO_POLL_MIN. Set the one to at least the other.")
    try:
        data = Path(values["data"]).expanduser() if values["data"] else default_data()
    except RuntimeError:
        raise BadOption("The home folder for the data is unknown. Set OCTAVO_DATA to a folder.") from None
    return Options(values=values, data=data)


def _read_one(option: Option, environ: Mapping[str, str]) -> Any:
    raw = environ.get(option.variable)
    named_file = environ.get(f"{option.variable}_FILE")
    if raw is None and named_file:
        try:
            raw = Path(named_file).read_text("utf-8").strip()
        except OSError as error:
            raise BadOption(
                f"{option.variable}_FILE names {named_file}, which cannot be read: {error.strerror}."
            ) from None
        except UnicodeDecodeError:
            raise BadOption(f"{option.variable}_FILE names {named_file}, which holds no text.") from None
    try:
        return option.read(option.default if raw is None else raw)
    except ValueError as error:
        shown = "set to something" if option.name in SECRETS else repr(raw)
        raise BadOption(f"{option.variable} is {shown} that does not work: {error}.") from None


def misspelt_options(environ: Mapping[str, str] | None = None) -> list[str]:
    """A sentence for each variable that looks like an option and is none."""
    names = {option.variable for option in OPTIONS}
    known = names | {f"{name}_FILE" for name in names}
    sentences = []
    for name in sorted(os.environ if environ is None else environ):
        near = (
            get_close_matches(name, known, 1, cutoff=0.85) if name.startswith("OCTAVO_") and name not in known else []
        )
        sentences += [f"{name} is no option and is not used; did you mean {other}?" for other in near]
    return sentences


def default_data() -> Path:
    """Where data lie when nobody says so."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ROOT_DATA
    if (CHECKOUT / "Makefile").exists():
        return CHECKOUT / ".data"
    return Path.home() / ".local" / "share" / "octavo"
