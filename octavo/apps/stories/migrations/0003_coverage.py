import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0002_threads"),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="pulse",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateTimeField(), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="coverage",
                        serialize=False,
                        to="stories.story",
                    ),
                ),
                ("plain", models.JSONField()),
            ],
        ),
        *(
            migrations.AddIndex(
                model_name="story",
                index=models.Index(
                    fields=["-last_at"], name=f"story_newest_{size}", condition=models.Q(independent_count__gte=size)
                ),
            )
            for size in (2, 4, 8)
        ),
    ]
