"""Publishers, their sites' text, feeds, hosts, editions."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What a publisher is, as far as everybody knows it: the groups whose reports a story's page compares."""

    AGENCY = "agency"  # sells its text to others
    PUBLIC = "public"  # a broadcaster with a public task
    STATE = "state"  # owned, run or largely paid for by a government
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    BROADCASTER = "broadcaster"  # private radio and television
    ONLINE = "online"  # born on the web
    UNKNOWN = "unknown"


class Publisher(models.Model):
    """Somebody who publishes news."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name = models.CharField(max_length=200)
    homepage = models.URLField(max_length=2000, blank=True)
    host = models.CharField(max_length=255, db_index=True)  # finds the publisher of a page given by hand
    language = models.CharField(max_length=8, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166, empty for places that have none
    country_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.UNKNOWN)

    def __str__(self) -> str:
        return self.name


class SiteText(models.Model):
    """What is known of how a publisher's pages hold their text: learned, and said by the keeper."""

    publisher = models.OneToOneField(Publisher, on_delete=models.CASCADE, primary_key=True, related_name="site_text")
    memory = models.BinaryField(default=b"")  # all that was learned
    essence = models.BinaryField(default=b"")  # what of it a page is judged by
    rules = models.JSONField(default=dict)
    changed_at = models.DateTimeField(null=True)  # the rules
    changed_by = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        return f"text of {self.publisher_id}"


class RulesChange(models.Model):
    """The rules of a publisher as somebody saved them."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="rules_changes")
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150, blank=True)
    rules = models.JSONField()

    def __str__(self) -> str:
        return f"rules of {self.publisher_id} at {self.changed_at}"


class TextDay(models.Model):
    """How sure extraction was of a publisher's pages on one day (UTC). Outlives the pages."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="text_days")
    day = models.DateField()
    pages = models.PositiveIntegerField(default=0)
    score_sum = models.FloatField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    states = models.JSONField(default=dict)  # body state: pages

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publisher", "day"], name="text_day_once")]

    def __str__(self) -> str:
        return f"{self.publisher_id} on {self.day}"


class Feed(models.Model):
    """A feed of a publisher and how its polls went."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="feeds")
    address = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    section = models.CharField(max_length=80, blank=True)
    folder = models.CharField(max_length=300, blank=True)  # of OPML, outermost first, parted by " / "
    kind = models.CharField(max_length=10, blank=True)
    added_at = models.DateTimeField()

    etag = models.CharField(max_length=500, blank=True)  # echoed byte for byte
    last_modified = models.CharField(max_length=100, blank=True)
    body_digest = models.CharField(max_length=32, blank=True)  # for servers without validators

    next_poll_at = models.DateTimeField(null=True)  # None: retired
    interval_seconds = models.PositiveIntegerField(default=0)
    weekly_items = models.FloatField(null=True)  # None: no entry has a date
    polled_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)  # None: unchecked, no poll has succeeded yet
    failures = models.PositiveIntegerField(default=0)  # in a row
    error_kind = models.CharField(max_length=30, blank=True)
    error = models.CharField(max_length=500, blank=True)
    retired_at = models.DateTimeField(null=True)
    moved_from = models.URLField(max_length=2000, blank=True)

    class Meta:
        indexes = [
            # the scheduler: which feeds are due?
            models.Index(fields=["next_poll_at"], name="feed_due", condition=models.Q(next_poll_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def health(self) -> str:
        """One word: retired, unchecked, failing or well."""
        if self.retired_at:
            return "retired"
        if self.failures:
            return "failing"
        return "well" if self.succeeded_at else "unchecked"


class Host(models.Model):
    """A web server that all workers share: when it may be asked again, and what its robots.txt says."""

    name = models.CharField(max_length=255, primary_key=True)
    next_at = models.DateTimeField(null=True)
    robots = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """A bundled set of sources that was loaded: the starter catalogue, or the sample edition and why."""

    name = models.CharField(max_length=40, unique=True)
    loaded_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name
