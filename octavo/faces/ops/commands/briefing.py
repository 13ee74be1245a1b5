"""`octavo briefing`: today's briefing in the terminal, or by e-mail to one address."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from octavo.faces.ops.running.errors import Failed

if TYPE_CHECKING:
    from octavo.apps.assist.briefing import Briefed

HELP = "Prints what is new and matters, word for word from the reports, or sends it to one address to try e-mail."
HOURS = 24


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "way", nargs="?", choices=("show", "send"), default="show", help="print it, or send it by e-mail"
    )
    parser.add_argument("--to", metavar="ADDRESS", help="with send: who gets it, without being subscribed")
    parser.add_argument("--desks", nargs="+", default=[], metavar="DESK", help="world politics business … (all)")
    parser.add_argument("--language", default="", metavar="CODE", help="of the news, as en (all)")
    parser.add_argument("--minutes", type=int, choices=(2, 5, 10), default=5, help="of reading (5)")
    parser.add_argument(
        "--since", type=_since, metavar="WHEN", help="hours back, as 24h, or a time, as 2026-05-01T08:00"
    )
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")


def _since(value: str) -> timedelta | datetime:
    if value[:-1].isdecimal() and value[-1:] == "h" and len(value) < 6:
        return timedelta(hours=int(value[:-1]))
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ArgumentTypeError("write hours as 24h, or a time as 2026-05-01T08:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def run(asked: Namespace) -> int:
    if (asked.way == "send") != bool(asked.to):
        raise Failed("to send a briefing write: octavo briefing send --to ADDRESS.")
    from octavo.faces.ops.running.installation import open_installation

    open_installation("briefing")
    briefed = _briefed(asked)
    if asked.way == "send":
        return _send(asked.to, briefed)
    print(_json(briefed) if asked.format == "json" else _written(briefed, asked.format))
    return 0


def _briefed(asked: Namespace) -> Briefed:
    from django.conf import settings

    from octavo.apps.assist.briefing import Choices, briefing_of
    from octavo.engine.desks import DESKS

    if unknown := [desk for desk in asked.desks if desk not in DESKS]:
        raise Failed(f"there is no desk {unknown[0]!r}. There are: {', '.join(DESKS)}.")
    now = datetime.now(UTC)
    since = timedelta(hours=HOURS) if asked.since is None else asked.since
    return briefing_of(
        Choices.of(asked.desks, asked.language, asked.minutes), now=now, languages=settings.OCTAVO["languages"],
        since=min(now - since if isinstance(since, timedelta) else since, now),
    )  # fmt: skip


def _written(briefed: Briefed, form: str) -> str:
    from django.template.loader import render_to_string

    from octavo.apps.letters.writing import briefing_context

    if not briefed.lines:
        return "Nothing new since then."
    name = "reader/letters/briefing.txt" if form == "text" else "reader/letters/briefing.md"
    return render_to_string(name, briefing_context(briefed, briefed.until)).strip()


def _json(briefed: Briefed) -> str:
    from octavo.apps.assist.mapping import parts_to_plain

    plain = {
        "since": briefed.since.isoformat(), "until": briefed.until.isoformat(), "minutes": briefed.reading,
        "stories": parts_to_plain(briefed.composed.parts),
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _send(email: str, briefed: Briefed) -> int:
    from octavo.apps.letters.actions import send_trial
    from octavo.apps.letters.post import NotSent
    from octavo.apps.letters.queries import sends_letters, what_is_missing

    if not sends_letters():
        missing = ", ".join(f"OCTAVO_{name.upper()}" for name in (what_is_missing() or ["mail"]))
        raise Failed(f"no letters can be sent: set {missing} first (see docs/briefing.md).")
    try:
        send_trial(email, briefed, now=datetime.now(UTC))
    except NotSent as error:
        raise Failed(f"it was not sent. {error}") from None
    print(f"Sent to {email}: {len(briefed.lines)} stories, about {briefed.reading:g} minutes.")
    return 0
