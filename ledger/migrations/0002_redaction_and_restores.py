"""What redactions and restores need, and the indexes for "as of a moment" and the changes of one kind of record.

It follows 0003: that one landed first, and databases have it.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def found_with_the_first_epoch(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("ledger", "LedgerHead").objects.update(founded=F("epoch"))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_entries_for_every_filter")]

    operations = [
        migrations.AddField("ledgerhead", "founded", models.UUIDField(null=True)),
        migrations.RunPython(found_with_the_first_epoch, migrations.RunPython.noop),
        migrations.AlterField("ledgerhead", "founded", models.UUIDField()),
        migrations.AddField(
            "ledgerhead", "database", models.CharField(blank=True, default="", max_length=100), preserve_default=False
        ),
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": ["-seq"],
                "permissions": [("redact_edition", "Can redact: destroy what a record said in public")],
            },
        ),
        migrations.AddIndex("edition", models.Index(fields=["at", "seq"], name="edition_at")),
        migrations.AddIndex("edition", models.Index(fields=["record", "seq"], name="edition_record_seq")),
        migrations.AddIndex(
            "edition", models.Index(condition=models.Q(("op", "redact")), fields=["seq"], name="edition_redactions")
        ),
    ]
