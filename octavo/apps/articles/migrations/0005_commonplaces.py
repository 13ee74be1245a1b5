import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_desks_and_reuse"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commonplace",
            fields=[("band", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.RemoveIndex(model_name="print", name="print_bands"),
        migrations.AddIndex(
            model_name="print",
            index=django.contrib.postgres.indexes.GinIndex(fields=["bands"], fastupdate=False, name="print_bands"),
        ),
    ]
