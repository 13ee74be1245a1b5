"""Items, articles, versions, kept pages, fingerprints, copies."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

from octavo.apps.sources.models import Feed, Publisher
from octavo.engine.records import BodyState, Likeness


class Article(models.Model):
    """A stored article. Its text lies in its newest version."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="articles")
    address = models.URLField(max_length=2000)  # where a reader finds it: canonical where the page names one
    address_key = models.CharField(
        max_length=2000, unique=True
    )  # one for http, https, AMP, trackers: never a second article
    title = models.CharField(max_length=1000)
    standfirst = models.TextField(null=True)
    authors = ArrayField(models.CharField(max_length=200), default=list)
    contributors = models.JSONField(default=list)  # records.Contributor
    published = models.DateTimeField(null=True)  # as the publisher states it
    modified = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, null=True)
    section = models.CharField(max_length=120, null=True)
    desk = models.CharField(max_length=20, blank=True)  # world, business ...; empty: not told with enough certainty
    desk_confidence = models.FloatField(null=True)  # 0 to 1; None: not judged yet
    keywords = ArrayField(models.CharField(max_length=200), default=list)
    image = models.JSONField(null=True)  # records.Image
    licence = models.CharField(max_length=500, null=True)  # its address where the page names one, else its words
    free = models.BooleanField(null=True)  # whether the publisher says that everybody may read it
    body_state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in BodyState])
    body_reason = models.CharField(max_length=500)
    agency = models.CharField(max_length=80, null=True)  # whose wire text it credits

    at = models.DateTimeField()  # its place in lists: published, unless unknown or in the future; then first seen
    first_seen = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=32)
    words = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(default=0)  # to read it; 0: not counted yet, or no text

    class Meta:
        indexes = [
            models.Index(fields=["publisher", "-at"], name="article_by_publisher"),
            models.Index(fields=["-at"], name="article_newest"),
            models.Index(fields=["-first_seen"], name="article_rate"),  # the status page
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One state of an article's text. Offsets kept anywhere name a version."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=1000)
    blocks = models.JSONField()  # records.Block, without empty fields
    digest = models.CharField(max_length=32)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"


class Item(models.Model):
    """An entry of a feed, as last seen."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    guid_key = models.CharField(max_length=32)  # digest of the guid
    digest = models.CharField(max_length=32)
    payload = models.JSONField()  # records.FeedItem
    seen_at = models.DateTimeField()
    about = models.DateTimeField(null=True)  # when it must have appeared, of an undated entry at a feed's first poll
    changed_at = models.DateTimeField()
    due_at = models.DateTimeField()  # when its page is asked for; the sweep finds what was forgotten
    changes = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)  # of fetching its page
    read_at = models.DateTimeField(null=True)
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "guid_key"], name="item_once")]
        indexes = [
            # the sweep: what was seen and never read?
            models.Index(fields=["due_at"], name="item_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id}: {self.payload.get('title', '')}"


class KeptPage(models.Model):
    """A page as its server sent it, to read it again when rules or the extractor have changed."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="kept_pages")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="kept_pages")
    key = models.CharField(max_length=32, unique=True)  # digest of the address asked for
    address = models.URLField(max_length=2000)  # asked for
    answered = models.URLField(max_length=2000)  # after redirects
    fetched_at = models.DateTimeField()
    charset = models.CharField(max_length=80, blank=True)  # of the HTTP header
    item = models.JSONField()  # records.FeedItem
    body = models.BinaryField()  # zlib
    title = models.CharField(max_length=1000)
    score = models.FloatField()  # how sure extraction was of itself, 0 to 1
    body_state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in BodyState])
    body_reason = models.CharField(max_length=500)
    doubt = models.CharField(max_length=20, blank=True)  # why it looks wrong; empty: it does not
    digest = models.CharField(max_length=32)  # of the draft made from it

    class Meta:
        indexes = [
            models.Index(fields=["publisher", "-fetched_at"], name="kept_page_newest"),
            # the repair page: which look wrong?
            models.Index(fields=["publisher", "score"], name="kept_page_doubt", condition=~models.Q(doubt="")),
        ]

    def __str__(self) -> str:
        return self.address


class Print(models.Model):
    """What recognises an article's text again, by words and by meaning. Of its newest version."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True)
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    bands = ArrayField(models.BigIntegerField())
    shingles = models.PositiveIntegerField()
    vector = HalfVectorField(dimensions=256)
    terms = ArrayField(models.CharField(max_length=80))  # its rarest words
    names = ArrayField(models.CharField(max_length=120), default=list)  # whom and what it names, the most named first

    class Meta:
        indexes = [
            # Candidates for copies. Without a pending list, which every look-up would have to read through.
            GinIndex(fields=["bands"], name="print_bands", fastupdate=False),
            HnswIndex(
                fields=["vector"], name="print_vector", m=12, ef_construction=48, opclasses=["halfvec_cosine_ops"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.article_id)


class Copy(models.Model):
    """`article` carries the whole text of `original`, which had it first."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="copy")
    original = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="copies")
    likeness = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Likeness])
    contained = models.FloatField()  # share of the shorter text that the other one holds, 0 to 1

    def __str__(self) -> str:
        return f"{self.article_id} of {self.original_id}"


class Reuse(models.Model):
    """`article` carries paragraphs of `source`, which had them first, in a text that is otherwise its own."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reuses")
    source = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reused_by")
    share = models.FloatField()  # of the article's words that stand in sentences of the source, 0 to 1

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "source"], name="reuse_once")]

    def __str__(self) -> str:
        return f"{self.article_id} of {self.source_id}"


class Commonplace(models.Model):
    """A band that stands in so many different texts that it says nothing: look-ups for copies pass over it."""

    band = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.band)
