import django.db.models.deletion
import django.utils.timezone
import tenancy.keys
import tenancy.models
import tenancy.scope
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', tenancy.models.ScopedKey(default=tenancy.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(db_index=False, default=tenancy.scope.current_person, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [tenancy.models.UniqueForPerson(fields=('person', 'name'), name='one_saved_view_a_name')],
            },
        ),
    ]
