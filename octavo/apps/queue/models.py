"""What broke a step, kept until somebody looks."""

from __future__ import annotations

from django.db import models


class Setback(models.Model):
    """A piece of news that broke a step and was set aside, so that its batch could go on."""

    step = models.CharField(max_length=20)
    # Of a feed for `poll`, an item for `read`, a story for `tell` and `link`, a kept page for `repair`; else an article
    subject_id = models.BigIntegerField()
    error = models.CharField(max_length=500)
    traceback = models.TextField()
    happened_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "subject_id"], name="setback_once")]
        indexes = [models.Index(fields=["-happened_at"], name="setback_newest")]  # the status page

    def __str__(self) -> str:
        return f"{self.step} {self.subject_id}: {self.error}"
