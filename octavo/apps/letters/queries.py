"""Whether letters can be sent, whose are due, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q

from octavo.apps.letters.models import Letter, Outcome, Subscription

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=7)


def what_is_missing() -> list[str]:
    """The options that letters need and that are not set; none where MAIL is not set: nobody asked for letters then."""
    return [] if not settings.OCTAVO["mail"] else [
        name for name in ("mail_from", "site_address") if not settings.OCTAVO[name]
    ]  # fmt: skip


def sends_letters() -> bool:
    return bool(settings.OCTAVO["mail"]) and not what_is_missing()


def subscription_of(token: str) -> Subscription | None:
    return Subscription.objects.filter(token=token).first() if token else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A subscription whose letter of `day` is to be sent now; `local` is the time where the reader lives.

    `before`: that of a letter which was tried and failed today.
    """

    subscription: Subscription
    local: datetime
    before: Letter | None = None

    @property
    def day(self) -> date:
        return self.local.date()


def due_letters(*, now: datetime, limit: int = 500) -> list[Due]:
    """Whose hour has come and whose letter of the day was not tried, or failed long enough ago. Two queries.

    The first letter comes at the first hour after the confirmation. After failures the wait doubles, from five minutes
    to a week.
    """
    rows = list(Subscription.objects.filter(confirmed_at__isnull=False).order_by("sent_at", "pk"))
    newest: dict[int, Letter] = {}
    for sent in Letter.objects.filter(subscription__in=rows, tried_at__gt=now - 2 * LONGEST_WAIT).order_by("day"):
        newest[sent.subscription_id] = sent
    found = []
    for row in rows:
        local = now.astimezone(ZoneInfo(row.zone))
        opens = datetime.combine(local.date(), time(row.hour), local.tzinfo)
        letter = newest.get(row.pk)
        if now < opens or row.confirmed_at is None or opens < row.confirmed_at or _waits(row, letter, local, now):
            continue
        found.append(
            Due(subscription=row, local=local, before=letter if letter and letter.day == local.date() else None)
        )
    return found[:limit]


def _waits(row: Subscription, letter: Letter | None, local: datetime, now: datetime) -> bool:
    if letter is None:
        return False
    if letter.day >= local.date() and letter.outcome != Outcome.FAILED:
        return True
    return bool(row.failures) and now < letter.tried_at + wait_after(row.failures)


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row."""
    return min(FIRST_WAIT * (1 << min(failures - 1, 12)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterState:
    """How sending goes. `error` is the newest failure's sentence."""

    subscribers: int
    unconfirmed: int
    sent: int  # in the last day
    failing: int  # subscribers whose newest try failed
    error: str


def letter_state(*, now: datetime) -> LetterState:
    """Three queries."""
    counts = Subscription.objects.aggregate(
        subscribers=Count("pk", filter=Q(confirmed_at__isnull=False)),
        unconfirmed=Count("pk", filter=Q(confirmed_at__isnull=True)), failing=Count("pk", filter=Q(failures__gt=0)),
    )  # fmt: skip
    day = Letter.objects.filter(tried_at__gt=now - timedelta(days=1))
    failed = day.filter(outcome__in=(Outcome.FAILED, Outcome.REFUSED)).order_by("-tried_at")
    return LetterState(
        **counts, sent=day.filter(outcome=Outcome.SENT).count(),
        error=failed.values_list("error", flat=True).first() or "",
    )  # fmt: skip


def box_asked_lately(email: str, *, since: datetime) -> bool:
    """Whether the box behind an address was asked: `ann+news@`, `Ann@` and `ann@` are one."""
    rows = Subscription.objects.filter(asked_at__gt=since, email__iendswith=f"@{email.rpartition('@')[2]}")
    return box_of(email) in {box_of(other) for other in rows.values_list("email", flat=True)}


def box_of(email: str) -> str:
    name, _at, host = email.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def asked_lately(*, now: datetime) -> int:
    """Confirmations asked for in the last hour."""
    return Subscription.objects.filter(asked_at__gt=now.astimezone(UTC) - timedelta(hours=1)).count()
