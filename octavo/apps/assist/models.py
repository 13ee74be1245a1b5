"""Machine-written sentences and what supports them; what was sent to a model."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from octavo.apps.articles.models import Article
from octavo.apps.stories.models import Story

BUILT_IN = "built-in 1"  # the writer that needs no model; the number changes when the same sources give other sentences


class Summary(models.Model):
    """The extractive summary of one version: sentences of the article itself, each its own evidence."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    version = models.PositiveIntegerField()
    # [[start, end, the shortest length that tells it], …] in the version's text, the best first
    spans = models.JSONField()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version}"


class Composition(models.Model):
    """What a writer gave when it was asked for something, as a reader was shown it.

    Never changed afterwards, but for being marked stale: what was known at any time can be told again word for word.
    """

    feature = models.CharField(max_length=20)  # of features.FEATURES
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="compositions")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="compositions")
    about = models.CharField(max_length=500, blank=True)  # the headline of the article or story at that time
    asked = models.JSONField(default=dict)  # length, question, language …: what the reader chose
    asked_key = models.CharField(max_length=32)  # digest of feature, target and what was asked
    key = models.CharField(max_length=32, unique=True)  # the same with the sources' versions, writer and prompt
    language = models.CharField(max_length=8, blank=True)
    writer = models.CharField(max_length=120)  # "built-in 1", or the model's name
    prompt = models.CharField(max_length=80, blank=True)  # name and version of the prompt; empty: none
    stands_in = models.CharField(max_length=20, blank=True)  # why the built-in writer stands in a model's place
    parts = models.JSONField()  # engine.assist.Part, without empty fields
    left_out = models.JSONField(default=dict)  # sentences without evidence, counted by reason
    sources = models.JSONField()  # what was read, in order of time: see mapping.read_to_plain
    articles = ArrayField(models.BigIntegerField())  # their ids, sorted
    known_at = models.DateTimeField(null=True)  # what was known at this time only; None: all that is known
    written_at = models.DateTimeField()
    stale_at = models.DateTimeField(null=True)  # a cited sentence changed
    stale_because = models.JSONField(default=list)  # what changed: article, version, before, after
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replaced_by")

    class Meta:
        indexes = [models.Index(fields=["asked_key", "-written_at"], name="composition_newest")]

    def __str__(self) -> str:
        return f"{self.feature} of {self.article_id or self.story_id or 'everything'} by {self.writer}"


class Citation(models.Model):
    """A span that a composition rests on: what is looked at when the article changes."""

    composition = models.ForeignKey(Composition, on_delete=models.CASCADE, related_name="citations")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="citations")
    version = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version} {self.start}-{self.end}"


class ModelCall(models.Model):
    """What was sent to a model, where, and what came of it. The texts themselves are those of the articles named."""

    at = models.DateTimeField()
    address = models.CharField(max_length=500)  # of the model's server
    model = models.CharField(max_length=120)
    feature = models.CharField(max_length=20)
    prompt = models.CharField(max_length=80)
    reader = models.CharField(max_length=64, blank=True)  # whose budget it counts against: a random name, or a member's
    articles = ArrayField(models.BigIntegerField(), default=list)  # whose text was sent
    characters = models.PositiveIntegerField(default=0)  # sent
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, default=0)  # in the currency of the prices set
    seconds = models.FloatField(default=0)
    outcome = models.CharField(max_length=20)  # answered, refused, late, broken, over …: see writing.Outcome
    error = models.CharField(max_length=500, blank=True)  # one sentence
    composition = models.ForeignKey(Composition, on_delete=models.SET_NULL, null=True, related_name="calls")

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="model_call_newest"),
            models.Index(fields=["reader", "-at"], name="model_call_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.feature} to {self.model} at {self.at}"
