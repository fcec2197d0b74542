"""Migrating with fewer renderings ends with the same classes as Django's own way."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models import Index, Q, UniqueConstraint

from tenancy.growth import GrowingState

OPERATIONS = [
    migrations.CreateModel("Town", [("id", models.AutoField(primary_key=True)), ("name", models.TextField())]),
    migrations.CreateModel("School", [("id", models.AutoField(primary_key=True)), ("open", models.BooleanField())]),
    migrations.AddField("school", "town", models.ForeignKey("maps.Town", models.CASCADE)),
    migrations.AddConstraint("school", UniqueConstraint(fields=["town"], condition=Q(open=True), name="one_open")),
    migrations.AddIndex("town", Index(fields=["name"], name="town_name")),
    migrations.CreateModel(
        "Class",
        [
            ("id", models.AutoField(primary_key=True)),
            ("school", models.ForeignKey("maps.School", models.CASCADE, related_name="classes")),
            ("after", models.ForeignKey("self", models.CASCADE, null=True)),
            ("near", models.ManyToManyField("maps.Town")),
        ],
    ),
    migrations.AlterField("town", "id", models.BigAutoField(primary_key=True)),
    migrations.AddField("school", "pupils", models.IntegerField(default=0)),
    migrations.AddConstraint("school", models.CheckConstraint(condition=Q(pupils__gte=0), name="some")),
    migrations.RemoveConstraint("school", "one_open"),
]


def looks(apps):
    """Each class: its fields with their types, whether they lead to the class that counts, who leads here; its options.

    Who leads here is in no certain order, neither way."""
    return {
        model.__name__: (
            [_look(field, apps) for field in model._meta.fields],
            sorted(str(_look(field, apps)) for field in model._meta.get_fields(include_hidden=True)),
            [one.deconstruct() for one in (*model._meta.constraints, *model._meta.indexes)],
        )
        for model in apps.get_models(include_auto_created=True)
    }


def _look(field, apps):
    other = field.related_model
    kind = field.db_type(connection) if field.concrete else ""
    return field.name, kind, other and (other.__name__, other is apps.get_model(other._meta.label))


def grown(state):
    seen = []
    assert state.apps  # rendered from the start
    for one in OPERATIONS:
        one.state_forwards("maps", state)
        seen.append(looks(state.apps))
    return seen


def test_each_operation_leaves_the_classes_that_rendering_all_anew_would():
    assert grown(GrowingState()) == grown(ProjectState())


def test_an_addition_renders_no_other_class():
    state = GrowingState()
    assert state.apps
    for one in OPERATIONS[:2]:
        one.state_forwards("maps", state)
    town = state.apps.get_model("maps.Town")
    for one in OPERATIONS[4:6]:
        one.state_forwards("maps", state)
    assert state.apps.get_model("maps.Town") is town
    assert [one.name for one in town._meta.indexes] == ["town_name"]
    assert "class" in {one.name for one in town._meta.get_fields()}
