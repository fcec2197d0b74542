"""How marks, steps and standings look in the API."""

from typing import Any

from rest_framework import serializers

from learners.models import Enrolment


class MarkRow(serializers.Serializer[Any]):
    activity_key = serializers.UUIDField()
    activity_title = serializers.CharField()
    submitted_on = serializers.DateField(allow_null=True)
    level = serializers.IntegerField(allow_null=True, help_text="1 is the lowest of the scale; null: not marked yet")
    score = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True, help_text="Per cent")
    banked = serializers.BooleanField(help_text="Taken over from an earlier enrolment")
    comment = serializers.CharField()
    marked_by_name = serializers.CharField()
    marked_at = serializers.DateTimeField(allow_null=True)


class MarkWhole(MarkRow):
    work = serializers.CharField(help_text="What the learner handed in")


class HandedIn(MarkWhole):
    enrolment = serializers.UUIDField(source="enrolment_id")
    display_name = serializers.CharField(source="enrolment.display_name")


class MarkChangeRow(serializers.Serializer[Any]):
    activity_key = serializers.UUIDField(source="mark.activity_key")
    at = serializers.DateTimeField()
    by_name = serializers.CharField()
    was_level = serializers.IntegerField(allow_null=True)
    was_score = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    level = serializers.IntegerField(allow_null=True)
    score = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)


class LearningRow(serializers.Serializer[Any]):
    """An enrolment as its learner sees it."""

    id = serializers.UUIDField()
    offering = serializers.UUIDField(source="card_id")
    title = serializers.CharField(source="card.title")
    community = serializers.SlugField(source="card.community.slug")
    home = serializers.SlugField(source="home.slug", default=None, allow_null=True)
    state = serializers.ChoiceField(Enrolment.State.choices)
    place = serializers.IntegerField(allow_null=True, help_text="In the waiting list: 1 is next")
    outcome = serializers.ChoiceField(Enrolment.Outcome.choices, allow_blank=True)
    kind = serializers.ChoiceField(Enrolment.Kind.choices)
    trial_until = serializers.DateField(allow_null=True, help_text="The last day of a trial")
    paused_on = serializers.DateField(allow_null=True, help_text="Of a pause, and of who waits to return from one")
    attributes = serializers.JSONField(help_text="For equity, as recorded at enrolment")
    enrolled_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)


class ActivityStanding(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    unit_title = serializers.CharField()
    minutes = serializers.IntegerField(allow_null=True)
    level_name = serializers.CharField()
    mark = MarkRow(allow_null=True)


class StandingWhole(serializers.Serializer[Any]):
    enrolment = LearningRow()
    done = serializers.IntegerField(help_text="Activities handed in or marked")
    marked = serializers.IntegerField()
    total = serializers.IntegerField()
    activities = ActivityStanding(many=True)


class StepRow(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField(source="enrolment.pk")
    community = serializers.SlugField(source="card.community.slug")
    offering_title = serializers.CharField(source="card.title")
    activity_key = serializers.UUIDField(source="activity.key")
    activity_title = serializers.CharField(source="activity.title")
    why = serializers.CharField()


class GroupCell(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    level = serializers.IntegerField(help_text="0: not marked")
    handed_in = serializers.BooleanField(source="is_done")


class GroupRow(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField(source="enrolment.pk")
    display_name = serializers.CharField(source="enrolment.display_name")
    done = serializers.IntegerField()
    marked = serializers.IntegerField()
    total = serializers.IntegerField()
    activities = GroupCell(many=True)


class ActivityWhole(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown")
    mark = MarkWhole(allow_null=True)


class GroupState(serializers.Serializer[Any]):
    offering = serializers.UUIDField(source="id")
    title = serializers.CharField()
    enrolled = serializers.IntegerField()
    is_mine = serializers.BooleanField(help_text="Whether you teach it")
    to_mark = serializers.IntegerField(help_text="Activities handed in and not marked")
    quiet = serializers.IntegerField(help_text="Learners with something left and no sign for two weeks")
