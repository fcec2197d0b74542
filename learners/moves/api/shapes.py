"""How moves look in the API."""

from typing import Any

from rest_framework import serializers

from learners.moves.models import HomeMove, Moved


class HomeMoveRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    old_home = serializers.SlugField(source="source.slug")
    new_home = serializers.SlugField(source="target.slug")
    on = serializers.DateField()
    rest = serializers.ChoiceField(HomeMove.Rest.choices, help_text="What becomes of the places at the old community")
    state = serializers.ChoiceField(HomeMove.State.choices)
    waits_for_own = serializers.BooleanField()
    waits_for_guardian = serializers.BooleanField()
    guardian_name = serializers.CharField(help_text="Who agreed for the learner; empty: nobody did")
    answer = serializers.CharField(help_text="Of the new community, where it declined")
    went = serializers.DictField(child=serializers.IntegerField(), help_text="How many of what moved, stayed and ended")


class HomeMoveInput(serializers.Serializer[Any]):
    old_home = serializers.SlugField(help_text="Where the learner is a member as a learner")
    new_home = serializers.SlugField()
    on = serializers.DateField(help_text="By the calendar of the new community; today or within a year")
    rest = serializers.ChoiceField(HomeMove.Rest.choices, default=HomeMove.Rest.STAY)
    words = serializers.CharField(max_length=2000, default="", allow_blank=True)


class PreviewAsked(serializers.Serializer[Any]):
    old_home = serializers.SlugField(help_text="Where the learner is a member as a learner")


class HomeMovePreview(serializers.Serializer[Any]):
    consents = serializers.ListField(
        child=serializers.CharField(), help_text="Their purposes; these end, with what is shared"
    )
    places = serializers.ListField(child=serializers.UUIDField(), help_text="Enrolments, to stay in or to leave")
    recorded = serializers.IntegerField(help_text="Enrolments that the community keeps, with their marks")
    goals = serializers.IntegerField(help_text="Open ones, which come along")
    steps = serializers.ListField(child=serializers.UUIDField(), help_text="Steps of them at the old community")
    birthday = serializers.BooleanField(help_text="Whether the new community learns the day of birth")


class MovedRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    move = serializers.UUIDField()
    side = serializers.ChoiceField(Moved.Side.choices)
    person = serializers.UUIDField(source="person_id")
    display_name = serializers.CharField()
    other = serializers.SlugField(source="other.slug", default=None, allow_null=True, help_text="Null: not shown")
    on = serializers.DateField()
    went = serializers.DictField(child=serializers.IntegerField())
