"""Stories and their reports."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

from octavo.apps.articles.models import Article

FRONT_SIZES = (2, 4, 8)  # independent reports: of each size the newest stories compete for the front page


class Thread(models.Model):
    """A long-running affair in one language: a chain of stories."""

    title = models.CharField(max_length=1000)
    language = models.CharField(max_length=8)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    stories_count = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")  # so that links last

    class Meta:
        indexes = [models.Index(fields=["-last_at"], name="thread_newest")]

    def __str__(self) -> str:
        return self.title


class Story(models.Model):
    """Reports of one event, in one language."""

    title = models.CharField(max_length=1000)
    language = models.CharField(max_length=8)
    is_open = models.BooleanField(default=True)  # takes reports still
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")  # so that links last
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="stories")

    memory = models.BinaryField(default=b"")  # what `place` compares with; the engine owns its form

    # What `tell` writes for the reader.
    lead = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    picture = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    section = models.CharField(max_length=120, blank=True)
    desk = models.CharField(max_length=20, blank=True)
    places = ArrayField(models.CharField(max_length=80), default=list)  # where it happens, the most named first
    reports_count = models.PositiveIntegerField(default=1)
    outlets_count = models.PositiveIntegerField(default=1)
    independent_count = models.PositiveIntegerField(default=1)
    countries_count = models.PositiveIntegerField(default=1)
    pulse = ArrayField(models.DateTimeField(), default=list)  # when its newest independent reports came
    facts = models.JSONField(default=list)  # newest first: article, version, start, end, text, at, also (who else)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "stories"
        indexes = [
            models.Index(fields=["-last_at"], name="story_newest"),  # the front page
            *(
                models.Index(
                    fields=["-last_at"], name=f"story_newest_{size}", condition=models.Q(independent_count__gte=size)
                )
                for size in FRONT_SIZES
            ),
            models.Index(fields=["desk", "-last_at"], name="story_desk_newest", condition=~models.Q(desk="")),
            models.Index(fields=["last_at"], name="story_open", condition=models.Q(is_open=True)),  # which may sleep?
        ]

    def __str__(self) -> str:
        return self.title


class Beacon(models.Model):
    """What an open story is found by. A story that sleeps or was merged has none.

    Apart from the story, since its indexes are dear to change: a story's row changes with every report and every
    telling, its beacon when the story has moved.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="beacon")
    language = models.CharField(max_length=8)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    centroid = HalfVectorField(dimensions=256)
    keys = ArrayField(models.BigIntegerField())  # its heaviest terms, hashed with the language

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="beacon_keys", fastupdate=False),  # a pending list is read by every look-up
            HnswIndex(
                fields=["centroid"], name="beacon_centroid", m=8, ef_construction=32, opclasses=["halfvec_cosine_ops"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.story_id)


class Report(models.Model):
    """An article that reports a story. An article reports one story at most."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reports")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="report")
    joined_at = models.DateTimeField()
    score = models.FloatField(default=1)
    reasons = models.JSONField(default=list)
    view = models.BinaryField(default=b"")  # the article as grouping sees it; the engine owns the form

    def __str__(self) -> str:
        return f"{self.article_id} in {self.story_id}"


class Coverage(models.Model):
    """Who reports a story, when, and what some tell and others do not. Apart from the story: only its page reads it."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="coverage")
    plain = models.JSONField()  # actions.cover writes it, page reads it

    def __str__(self) -> str:
        return f"coverage of {self.story_id}"


class Counterpart(models.Model):
    """Two stories of one event in two languages. `story` has the lower id."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="counterparts")
    other = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="counterparts_before")
    score = models.FloatField()  # 0 to 1
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "other"], name="counterpart_once"),
            models.CheckConstraint(condition=models.Q(story__lt=models.F("other")), name="counterpart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} = {self.other_id}"


class Outline(models.Model):
    """What a story is recognised by in other languages, and as part of an affair; the engine owns the form."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="outline")
    language = models.CharField(max_length=8)
    last_at = models.DateTimeField()
    plain = models.JSONField()
    keys = ArrayField(models.TextField())  # each holds a stretch of time: what shares one is looked at
    marks = ArrayField(models.TextField())  # by which the news of these days is counted
    before = models.ForeignKey(Story, on_delete=models.SET_NULL, null=True, related_name="+")  # what it goes on with
    tie = models.JSONField(default=dict)  # what both name, and how sure that is

    class Meta:
        indexes = [
            # Without a list of pending entries, which every look-up would have to read through.
            GinIndex(fields=["keys"], name="outline_keys", fastupdate=False),
            models.Index(fields=["-last_at"], name="outline_newest"),
            models.Index(fields=["language", "-last_at"], name="outline_newest_spoken"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}"


class Vocabulary(models.Model):
    """How often words were seen of late in the articles of a language; the engine owns the form."""

    language = models.CharField(max_length=8, primary_key=True)
    counts = models.BinaryField()

    def __str__(self) -> str:
        return self.language
