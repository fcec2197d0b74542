from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consents', '0003_told_to_everyone'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='said',
            field=models.JSONField(default=dict),
        ),
    ]
