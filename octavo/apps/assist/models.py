"""Machine-written sentences and what supports them."""

from __future__ import annotations

from django.db import models

from octavo.apps.articles.models import Article


class Summary(models.Model):
    """The extractive summary of one version: sentences of the article itself, each its own evidence."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    version = models.PositiveIntegerField()
    spans = models.JSONField()  # [[start, end], …] in the version's text, in reading order

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version}"
