"""How mentoring looks in the API."""

from typing import Any

from rest_framework import serializers

from learners.progress.mentors.models import Mentoring


class OwnMentoring(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    community = serializers.SlugField(source="community.slug")
    mentor = serializers.CharField(source="mentor_name")
    state = serializers.ChoiceField(Mentoring.State.choices)
    words = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)


class MentorAsk(serializers.Serializer[Any]):
    community = serializers.SlugField()
    mentor = serializers.UUIDField(help_text="The id of the membership, as the community’s list of mentors says")
    words = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    days = serializers.IntegerField(
        default=183, min_value=1, max_value=366, help_text="How long they may read the plan"
    )


class MentoringRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    learner = serializers.CharField(source="learner_name")
    state = serializers.ChoiceField(Mentoring.State.choices)
    words = serializers.CharField()
    asked_at = serializers.DateTimeField()
    ended_on = serializers.DateField(allow_null=True)
    is_open = serializers.BooleanField(help_text="Whether the learner’s consent opens their plan now")


class MentorRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    display_name = serializers.CharField()
