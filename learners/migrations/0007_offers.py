from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("learners", "0006_kinds_and_pauses")]

    operations = [
        migrations.AddField("offering", "offered", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField("enrolment", "offered_until", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("offering", "no_more_than_capacity"),
        migrations.AddConstraint(
            "offering",
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=F("enrolled") + F("offered")),
                name="no_more_than_capacity",
            ),
        ),
        migrations.AddConstraint(
            "offering", models.CheckConstraint(condition=Q(offered__lte=F("waiting")), name="offers_to_who_waits")
        ),
        migrations.AddConstraint(
            "enrolment",
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(state="waiting"), name="an_offer_to_who_waits"
            ),
        ),
    ]
