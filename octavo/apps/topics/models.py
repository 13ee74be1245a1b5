"""Topics and the articles they name."""

from __future__ import annotations

from django.db import models

from octavo.apps.articles.models import Article


class Topic(models.Model):
    """A hashtag in one language."""

    slug = models.SlugField(max_length=80, allow_unicode=True)
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "language"], name="topic_once")]

    def __str__(self) -> str:
        return f"#{self.name}"


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
