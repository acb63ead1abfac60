"""An id in a filter stands for its duplicates too: finding them must not read the whole ledger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_redaction_and_restores")]

    operations = [
        migrations.AddIndex(
            "edition",
            models.Index(
                condition=models.Q(("merged_into", ""), _negated=True),
                fields=["record", "merged_into"],
                name="edition_merged",
            ),
        ),
    ]
