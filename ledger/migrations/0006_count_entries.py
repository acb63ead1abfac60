"""Counting a whole register reads an index alone, and carrying a count over finds what left in between."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_find_names")]

    operations = [
        migrations.AddIndex(
            "incidententry",
            models.Index(
                fields=["edition"],
                include=(
                    "superseded_by",
                    "earliest",
                    "latest",
                    "lane",
                    "type_code",
                    "parent_code",
                    "precision",
                    "place_precision",
                    "killed_low",
                    "killed_high",
                    "injured_low",
                    "injured_high",
                    "longitude",
                    "latitude",
                ),
                name="incident_entry_counts",
            ),
        ),
        migrations.AddIndex(
            "incidententry",
            models.Index(
                condition=models.Q(("superseded_by__isnull", False)),
                fields=["superseded_by"],
                name="incident_entry_ended",
            ),
        ),
    ]
