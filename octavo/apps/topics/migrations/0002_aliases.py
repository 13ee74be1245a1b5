from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.AddField("topic", "key", models.CharField(max_length=80, null=True)),
        migrations.AddField(
            "topic",
            "merged_into",
            models.ForeignKey("topics.Topic", null=True, on_delete=models.CASCADE, related_name="merged"),
        ),
        # Topics of before have no key; the next article that names one gives it to them.
        migrations.AddConstraint("topic", models.UniqueConstraint(fields=["language", "key"], name="topic_key_once")),
        migrations.AddIndex("topic", models.Index(fields=["slug"], name="topic_slug")),
        migrations.CreateModel(
            name="TopicAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=8)),
                ("short", models.CharField(max_length=80)),
                ("full", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("seen", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["language", "short", "full"], name="topic_alias_once"),
                ],
            },
        ),
    ]
