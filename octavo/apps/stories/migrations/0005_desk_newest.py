from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0004_outlines"),
    ]

    operations = [
        migrations.AddIndex(
            "story",
            models.Index(fields=["desk", "-last_at"], name="story_desk_newest", condition=~models.Q(desk="")),
        ),
    ]
