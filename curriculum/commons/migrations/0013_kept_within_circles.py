"""What is said of a curriculum shared with circles alone, and the words that find it, are for its readers alone."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

READERS = {
    "readers": lambda: django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), editable=False, null=True, size=None
    ),
    "kept_by": lambda: django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), default=list, editable=False, size=None
    ),
}
SAID = """
    UPDATE commons_{0} said SET sharer_id = shared.community_id, readers = shared.readers,
        kept_by = ARRAY[said.community_id]
    FROM (
        SELECT DISTINCT ON (curriculum) * FROM commons_sharedversion ORDER BY curriculum, latest DESC, number DESC
    ) shared WHERE shared.curriculum = said.curriculum
"""
BASES = """
    UPDATE commons_basis basis SET community_id = shared.community_id, readers = shared.readers
    FROM commons_sharedversion shared WHERE shared.id = basis.shared_id
"""
FOUND = """
    INSERT INTO commons_searchedincircles (shared_id, community_id, readers, kept_by, language, search)
    SELECT shared.id, shared.community_id, shared.readers, '{}', found.language, found.search
    FROM commons_sharedversion shared JOIN commons_searched found ON found.shared_id = shared.id
    WHERE shared.readers IS NOT NULL
"""
NO_OTHERS = """
    DELETE FROM commons_searched found USING commons_sharedversion shared
    WHERE shared.id = found.shared_id AND shared.readers IS NOT NULL
"""
NO_MATERIALS = """
    DELETE FROM commons_material WHERE NOT name = ANY(
        ARRAY(SELECT unnest(materials) FROM commons_sharedversion WHERE readers IS NULL)
    )
"""


def of(null: bool) -> models.Field:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community'
    )


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


NAMED = (("adoption", "sharer"), ("review", "sharer"), ("basis", "community"))


class Migration(migrations.Migration):

    dependencies = [
        ('commons', '0012_means_hours'),
        ('communities', '0001_initial'),
    ]

    operations = [
        *(migrations.AddField(model, name, field()) for model, _name in NAMED for name, field in READERS.items()),
        *(migrations.AddField(model, name, of(null=True)) for model, name in NAMED),
        migrations.CreateModel(
            name='SearchedInCircles',
            fields=[
                *((name, field()) for name, field in READERS.items()),
                ('language', models.CharField(max_length=35)),
                ('search', django.contrib.postgres.search.SearchVectorField()),
                ('shared', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='searched_in_circles', serialize=False, to='commons.sharedversion')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community')),
            ],
            options={'abstract': False},
        ),
        *(run(sql) for sql in (SAID.format("adoption"), SAID.format("review"), BASES, FOUND, NO_OTHERS, NO_MATERIALS)),
        *(migrations.AlterField(model, name, of(null=False)) for model, name in NAMED),
    ]
