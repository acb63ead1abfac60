"""Names are found by a few of their letters, and by nearly the right ones. pg_trgm comes with PostgreSQL, and is
trusted: whoever may create objects in the database may create it."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

NAMED = ("actor", "facility", "place", "timeline")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_index_merges")]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            "recordentry",
            django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("record__in", NAMED)), fields=["search"], name="record_entry_names"
            ),
        ),
        migrations.AddIndex(
            "recordentry",
            django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("record__in", NAMED)),
                fields=["search_text"],
                name="record_entry_nearly",
                opclasses=["gin_trgm_ops"],
            ),
        ),
    ]
