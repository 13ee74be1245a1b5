from django.db import migrations, models

KINDS = ("agency", "public", "state", "newspaper", "magazine", "broadcaster", "online", "unknown")


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0002_site_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="publisher",
            name="kind",
            field=models.CharField(choices=[(kind, kind.title()) for kind in KINDS], default="unknown", max_length=12),
        ),
    ]
