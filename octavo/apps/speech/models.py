"""What was asked to be read aloud, and what became of it."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """How far a recording is."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class Recording(models.Model):
    """A text read by a voice. The file lies in the data folder under the key; a text or a voice that changed has
    another key."""

    key = models.CharField(max_length=40, unique=True)  # digest of the voice and the text
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)  # of the page that shows the text; '' for none
    said = models.JSONField()  # [[language, text], …]
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    error = models.CharField(max_length=300, blank=True)  # one sentence
    media_type = models.CharField(max_length=20, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)  # of listening
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="recording_waiting")]

    def __str__(self) -> str:
        return f"{self.title}: {self.state}"
