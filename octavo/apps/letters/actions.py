"""Subscribing, changing and ending; and sending what is due, once a day to each, whatever breaks between."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F

from octavo.apps.assist.briefing import DAY, Briefed, Choices, briefing_of
from octavo.apps.letters.models import Letter, Outcome, Subscription
from octavo.apps.letters.post import MailServer, NotSent, send
from octavo.apps.letters.queries import Due, asked_lately, box_asked_lately, due_letters, sends_letters
from octavo.apps.letters.writing import briefing_letter, confirmation_letter
from octavo.apps.queue.actions import only_one_at_a_time

log = logging.getLogger("octavo.letters")

AN_HOUR = 60  # confirmations in all
ASKED_AGAIN = timedelta(days=1)  # at the earliest, of one address
UNCONFIRMED = timedelta(days=14)  # then the address is forgotten
KEPT_LETTERS = timedelta(days=60)

Post = Callable[[EmailMessage], None]


class Refused(ValueError):
    """What was asked for cannot be done; the text is one sentence for the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """When, and of what, a subscriber wants the briefing."""

    choices: Choices
    zone: str = "UTC"
    hour: int = 7

    def __post_init__(self) -> None:
        if self.zone not in available_timezones():
            raise Refused(f"“{self.zone[:40]}” is no time zone. Write it as Europe/Paris or Asia/Kolkata.")
        if not 0 <= self.hour <= 23:
            raise Refused("The hour is a number from 0 to 23.")


def the_post(message: EmailMessage) -> None:
    """Gives a letter to the server of the options."""
    send(message, MailServer.of(settings.OCTAVO["mail"]))


def subscribe(email: str, wish: Wish, *, now: datetime, post: Post = the_post) -> None:
    """Keeps the wish and asks the address to confirm it. Raises Refused, or NotSent where the letter did not go out.

    Nothing tells the asker whether the address was known. A box is asked once a day at most, and all together
    `AN_HOUR` an hour, so that nobody's box is filled from here. What a confirmed subscriber chose stays: only the
    links in his letters change it.
    """
    email = _plain(email)
    with transaction.atomic():
        only_one_at_a_time("subscribe")
        row = Subscription.objects.select_for_update().filter(email__iexact=email).first()
        if box_asked_lately(email, since=now - ASKED_AGAIN):
            return
        if asked_lately(now=now) >= AN_HOUR:
            raise Refused("Too many people ask at once. Try again in an hour.")
        row = row or Subscription(email=email, token=secrets.token_urlsafe(32))
        row.asked_at = now
        if row.confirmed_at is None:
            _wish(row, wish)
        row.save()
    try:
        post(confirmation_letter(row, now))
    except NotSent as error:
        if not error.refused:  # else anybody could try out here which addresses exist
            Subscription.objects.filter(pk=row.pk).update(asked_at=now - ASKED_AGAIN)
        raise


def _plain(email: str) -> str:
    """An address as every mail server reads it. Raises Refused."""
    name, _at, host = email.strip().rpartition("@")
    try:
        address = f"{name}@{host.encode('idna').decode()}"
        validate_email(address)
    except (ValidationError, UnicodeError):
        raise Refused("This is no e-mail address.") from None
    if '"' in name or "[" in host:  # other ways to write what plain letters can: they would count as other boxes
        raise Refused("Write the address without quotation marks and brackets.")
    return address


def _wish(row: Subscription, wish: Wish) -> None:
    row.desks, row.language = list(wish.choices.desks), wish.choices.language
    row.zone, row.hour = wish.zone, wish.hour


def confirm(row: Subscription, *, now: datetime) -> None:
    """Letters begin, at the next hour that was chosen."""
    Subscription.objects.filter(pk=row.pk, confirmed_at__isnull=True).update(confirmed_at=now, failures=0)


def change(row: Subscription, wish: Wish) -> None:
    """Keeps other choices of a subscriber."""
    _wish(row, wish)
    row.save(update_fields=["desks", "language", "zone", "hour"])


def unsubscribe(row: Subscription) -> None:
    """Forgets the address and what was sent to it."""
    row.delete()


def send_due(*, now: datetime, post: Post = the_post) -> int:
    """Sends the letters whose hour has come. Returns how many went out.

    A letter is claimed by its row before it is sent, which one worker can do once. One whose worker died over it stays
    claimed and is not sent again that day; what it would have told stands in the next one.
    """
    if not sends_letters():
        return 0
    _forget(now)
    return sum(_send_one(due, now, post) for due in due_letters(now=now))


def _send_one(due: Due, now: datetime, post: Post) -> bool:
    letter = _claim(due, now)
    if letter is None:
        return False
    subscription = due.subscription
    try:
        briefed = subscribed_briefing(subscription, now=now)
        if not briefed.lines:
            _close(letter, Outcome.NOTHING)
            return False
        post(briefing_letter(subscription, briefed, due.local))
    except NotSent as error:
        _close(letter, Outcome.REFUSED if error.refused else Outcome.FAILED, str(error))
        Subscription.objects.filter(pk=subscription.pk).update(failures=F("failures") + 1)
        log.warning("A letter was not sent: %s", error)
        return False
    except Exception:
        _close(letter, Outcome.FAILED, "The briefing could not be written.")
        Subscription.objects.filter(pk=subscription.pk).update(failures=F("failures") + 1)
        log.exception("A letter could not be written")
        return False
    _close(letter, Outcome.SENT)
    Subscription.objects.filter(pk=subscription.pk).update(sent_at=now, failures=0)
    return True


def _claim(due: Due, now: datetime) -> Letter | None:
    """The row of the day's letter, ours alone to send; None where another worker has it, or the address is gone."""
    if due.before is not None:
        mine = Letter.objects.filter(pk=due.before.pk, outcome=Outcome.FAILED, tries=due.before.tries)
        claimed = mine.update(outcome=Outcome.SENDING, tries=F("tries") + 1, tried_at=now, error="")
        return due.before if claimed else None
    try:
        with transaction.atomic():
            return Letter.objects.create(subscription=due.subscription, day=due.day, tried_at=now)
    except IntegrityError:
        return None


def _close(letter: Letter, outcome: Outcome, error: str = "") -> None:
    Letter.objects.filter(pk=letter.pk).update(outcome=outcome, error=error[:300])


def subscribed_briefing(row: Subscription, *, now: datetime) -> Briefed:
    """What is new to a subscriber: since the last letter, in the first one since a day before the confirmation."""
    return briefing_of(
        Choices.of(row.desks, row.language), since=row.sent_at or (row.confirmed_at or now) - DAY, now=now,
        languages=settings.OCTAVO["languages"],
    )  # fmt: skip


def send_trial(email: str, briefed: Briefed, *, now: datetime, post: Post = the_post) -> None:
    """Sends a briefing to an address without subscribing it. Raises NotSent."""
    row = Subscription(email=email, token="trial", asked_at=now)  # noqa: S106 - leads nowhere
    post(briefing_letter(row, briefed, now.astimezone(ZoneInfo("UTC"))))


def _forget(now: datetime) -> None:
    """Addresses that nobody confirmed, and old letters."""
    Subscription.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - UNCONFIRMED).delete()
    Letter.objects.filter(tried_at__lt=now - KEPT_LETTERS).delete()
