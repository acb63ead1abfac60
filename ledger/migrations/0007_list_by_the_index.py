"""A page of a list reads an index alone, not a hundred rows that stand all over a large table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_count_entries")]

    operations = [
        migrations.RemoveIndex("incidententry", "incident_entry_order"),
        migrations.AddIndex(
            "incidententry",
            models.Index(
                fields=["-earliest", "-latest", "-record_id", "-edition"],
                include=("superseded_by",),
                name="incident_entry_order",
            ),
        ),
    ]
