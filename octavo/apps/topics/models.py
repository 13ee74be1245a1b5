"""Topics, other ways to say them, and the articles they name."""

from __future__ import annotations

from django.db import models

from octavo.apps.articles.models import Article


class Topic(models.Model):
    """A hashtag in one language."""

    slug = models.SlugField(max_length=80, allow_unicode=True)
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=80, null=True)  # what its spellings share (`topic_key`); None: of before keys
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="merged")  # links last

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "language"], name="topic_once"),
            models.UniqueConstraint(fields=["language", "key"], name="topic_key_once"),
        ]
        indexes = [
            models.Index(fields=["slug"], name="topic_slug"),  # the same in other languages
        ]

    def __str__(self) -> str:
        return f"#{self.name}"


class TopicAlias(models.Model):
    """Texts say `short` (a slug: an acronym, a surname) for `full` (a topic's key); `seen` counts them.

    One may stand for several; it is believed where one of them is meant nearly always.
    """

    language = models.CharField(max_length=8)
    short = models.CharField(max_length=80)
    full = models.CharField(max_length=80)
    name = models.CharField(max_length=120)  # of `full`, in words
    seen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "short", "full"], name="topic_alias_once")]

    def __str__(self) -> str:
        return f"{self.short} = {self.full}"


class Tagging(models.Model):
    """An article is about a topic; `at` is the article's, so that a topic's newest are one index away."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="taggings")
    weight = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="tagging_once")]
        indexes = [models.Index(fields=["topic", "-at"], name="tagging_newest")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.topic_id}"
