"""Who wants the briefing by e-mail, and what was sent to whom on which day."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Subscription(models.Model):
    """Somebody who wants the briefing by e-mail. Nothing is sent before the address was confirmed."""

    email = models.EmailField(unique=True)
    token = models.CharField(max_length=64, unique=True)  # in the links that confirm, change and end it
    desks = ArrayField(models.CharField(max_length=20), default=list)  # empty: all
    language = models.CharField(max_length=8, blank=True)  # of the news; empty: all
    zone = models.CharField(max_length=64, default="UTC")
    hour = models.PositiveSmallIntegerField(default=7)  # local
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)  # the last briefing: what came since is new
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.email


class Outcome(models.TextChoices):
    """What became of a letter. One that stays `sending` may have been sent: the worker died over it."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # is tried again
    REFUSED = "refused"  # the address does not exist: not tried again that day
    NOTHING = "nothing"  # there was no news


class Letter(models.Model):
    """The briefing of one day for one address. Made before it is sent, so that no day has two."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="letters")
    day = models.DateField()  # where the subscriber lives
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.SENDING)
    tries = models.PositiveIntegerField(default=1)
    tried_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)  # one sentence, without the address

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "day"], name="letter_once")]
        indexes = [models.Index(fields=["-tried_at"], name="letter_newest")]

    def __str__(self) -> str:
        return f"{self.subscription_id} on {self.day}: {self.outcome}"
