"""The columns and indexes that the filters of lists need. Existing rows get theirs from `manage.py rebuild_entries`,
which `manage.py prepare` runs: entries are derived from documents."""

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='recordentry',
            name='record_entry_order',
        ),
        migrations.AddField(
            model_name='incidententry',
            name='actor_kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='cells',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='certain_first',
            field=models.DateField(default=datetime.date(1, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='incidententry',
            name='certain_last',
            field=models.DateField(default=datetime.date(1, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='incidententry',
            name='districts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='facility_kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='facility_relations',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='latitudes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='longitudes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='incidententry',
            name='regions',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='address_key',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='cells',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='domain',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='incident_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='language',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='latitudes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='longitudes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='operator_id',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='place_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None),
        ),
        migrations.AddField(
            model_name='recordentry',
            name='status',
            field=models.CharField(blank=True, max_length=20),
        ),
        # A generated column cannot be altered, and the old text is no tsvector: `manage.py rebuild_entries` fills it.
        migrations.RemoveIndex(
            model_name='incidententry',
            name='incident_entry_search',
        ),
        migrations.RemoveField(
            model_name='incidententry',
            name='search',
        ),
        migrations.RemoveField(
            model_name='incidententry',
            name='search_text',
        ),
        migrations.AddField(
            model_name='incidententry',
            name='search_text',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='incidententry',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast('search_text', django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='incident_entry_search'),
        ),
        # A generated column cannot be altered, and the old text is no tsvector: `manage.py rebuild_entries` fills it.
        migrations.RemoveIndex(
            model_name='recordentry',
            name='record_entry_search',
        ),
        migrations.RemoveField(
            model_name='recordentry',
            name='search',
        ),
        migrations.RemoveField(
            model_name='recordentry',
            name='search_text',
        ),
        migrations.AddField(
            model_name='recordentry',
            name='search_text',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='recordentry',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast('search_text', django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='record_entry_search'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=models.Index(fields=['record_id', 'edition'], name='incident_entry_record'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=models.Index(models.F('type_code'), models.OrderBy(models.F('earliest'), descending=True), models.OrderBy(models.F('latest'), descending=True), models.OrderBy(models.F('record_id'), descending=True), models.OrderBy(models.F('edition'), descending=True), name='incident_entry_type'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=models.Index(models.F('parent_code'), models.OrderBy(models.F('earliest'), descending=True), models.OrderBy(models.F('latest'), descending=True), models.OrderBy(models.F('record_id'), descending=True), models.OrderBy(models.F('edition'), descending=True), name='incident_entry_parent'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=models.Index(fields=['killed_high'], name='incident_entry_killed'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=models.Index(fields=['injured_high'], name='incident_entry_injured'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['actor_roles'], name='incident_entry_roles'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['actor_kinds'], name='incident_entry_actor_kinds'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['facility_relations'], name='incident_entry_relations'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['facility_kinds'], name='incident_entry_facil_kinds'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['countries'], name='incident_entry_countries'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['regions'], name='incident_entry_regions'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['districts'], name='incident_entry_districts'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['cells'], name='incident_entry_cells'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['domains'], name='incident_entry_domains'),
        ),
        migrations.AddIndex(
            model_name='incidententry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['tags'], name='incident_entry_tags'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(fields=['record', 'sort_name', 'record_id', 'edition'], include=('superseded_by',), name='record_entry_order'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(fields=['record', 'edition'], name='record_entry_changed'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(fields=['record_id', 'edition'], name='record_entry_record'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(fields=['record', 'kind'], name='record_entry_kind'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(condition=models.Q(('operator_id', ''), _negated=True), fields=['operator_id'], name='record_entry_operator'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(condition=models.Q(('domain', ''), _negated=True), fields=['domain'], name='record_entry_domain'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=models.Index(condition=models.Q(('address_key', ''), _negated=True), fields=['address_key'], name='record_entry_address'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['place_ids'], name='record_entry_places'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['cells'], name='record_entry_cells'),
        ),
        migrations.AddIndex(
            model_name='recordentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['incident_ids'], name='record_entry_incidents'),
        ),
    ]
