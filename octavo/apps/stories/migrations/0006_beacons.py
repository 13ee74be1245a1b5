"""What open stories are found by gets a table of its own; their state, and the views of reports, become bytes."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgvector.django.halfvec
import pgvector.django.indexes
from django.db import migrations, models

MEMORY_TO_BYTES = """
ALTER TABLE stories_story ALTER COLUMN memory TYPE bytea USING convert_to(memory::text, 'UTF8')
"""


def light_beacons(apps, schema_editor):
    """Gives every open story that remembers something what `place` finds it by."""
    from octavo.apps.stories.actions.state import term_keys

    story, beacon = apps.get_model("stories", "Story"), apps.get_model("stories", "Beacon")
    found = story.objects.filter(is_open=True).exclude(terms=[])
    for row in found.only("language", "first_at", "last_at", "centroid", "terms").iterator(1000):
        beacon.objects.create(
            story_id=row.pk, language=row.language, first_at=row.first_at, last_at=row.last_at, centroid=row.centroid,
            keys=term_keys(row.language, row.terms),
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0005_desk_newest"),
    ]

    operations = [
        migrations.CreateModel(
            name="Beacon",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="beacon",
                        serialize=False,
                        to="stories.story",
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("centroid", pgvector.django.halfvec.HalfVectorField(dimensions=256)),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
        ),
        migrations.RunPython(light_beacons, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="beacon",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["keys"], name="beacon_keys"),
        ),
        migrations.AddIndex(
            model_name="beacon",
            index=pgvector.django.indexes.HnswIndex(
                ef_construction=32,
                fields=["centroid"],
                m=8,
                name="beacon_centroid",
                opclasses=["halfvec_cosine_ops"],
            ),
        ),
        migrations.RemoveIndex(model_name="story", name="story_candidates"),
        migrations.RemoveIndex(model_name="story", name="story_terms"),
        migrations.RemoveIndex(model_name="story", name="story_centroid"),
        migrations.RemoveField(model_name="story", name="centroid"),
        migrations.RemoveField(model_name="story", name="terms"),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(condition=models.Q(("is_open", True)), fields=["last_at"], name="story_open"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MEMORY_TO_BYTES)],
            state_operations=[
                migrations.AlterField(
                    model_name="story", name="memory", field=models.BinaryField(default=b"")
                ),
            ],
        ),
        migrations.AddField(model_name="report", name="view", field=models.BinaryField(default=b"")),
    ]
