"""Whose a collection's entries are, and what finds a shared version: their communities alone write them."""

import django.db.models.deletion
from django.db import migrations, models

# Forced row security hides rows from a migration too; it is put back when all are through.
SEEN = "ALTER TABLE commons_sharedversion NO FORCE ROW LEVEL SECURITY"
ENTRIES = """
    UPDATE commons_collectionentry entry SET community_id = collection.community_id
    FROM commons_collection collection WHERE collection.id = entry.collection_id
"""
FOUND = """
    UPDATE commons_searched found SET community_id = shared.community_id
    FROM commons_sharedversion shared WHERE shared.id = found.shared_id
"""
NAMED = ("collectionentry", "searched")


def of(null: bool) -> models.Field:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community'
    )


class Migration(migrations.Migration):

    dependencies = [
        ('commons', '0013_kept_within_circles'),
        ('communities', '0001_initial'),
    ]

    operations = [
        *(migrations.AddField(model, 'community', of(null=True)) for model in NAMED),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (SEEN, ENTRIES, FOUND)),
        *(migrations.AlterField(model, 'community', of(null=False)) for model in NAMED),
    ]
