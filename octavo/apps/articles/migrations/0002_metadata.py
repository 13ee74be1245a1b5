from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="contributors",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="article",
            name="licence",
            field=models.CharField(max_length=500, null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="free",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="minutes",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
