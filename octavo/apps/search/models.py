"""The keyword index. Meaning is searched over `articles.Print.vector`."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from octavo.apps.articles.models import Article


class Document(models.Model):
    """An article's words, stemmed where PostgreSQL can, weighted: title A, standfirst and lead B, body D."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="document")
    words = SearchVectorField()
    at = models.DateTimeField()
    language = models.CharField(max_length=8, blank=True)
    publisher_id = models.BigIntegerField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="document_words"),
            models.Index(fields=["-at"], name="document_newest"),  # newest matches of a common word
        ]

    def __str__(self) -> str:
        return str(self.article_id)
