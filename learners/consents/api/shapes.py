"""How profiles, consents and what is shared look in the API."""

from typing import Any

from rest_framework import serializers

from learners.consents.models import LONGEST, Consent, ProfileEntry
from learners.consents.terms import FIELDS, OTHER, PURPOSES


class ProfileEntryRow(serializers.Serializer[Any]):
    field = serializers.ChoiceField(list(FIELDS))
    text = serializers.CharField(
        max_length=2000,
        allow_blank=True,
        help_text="Of `support`: codes of Support with spaces between. Empty: nothing is said",
    )
    seen_by = serializers.ChoiceField(ProfileEntry.SeenBy.choices)


class ConsentRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    community = serializers.SlugField(source="community.slug")
    purpose = serializers.CharField()
    covers = serializers.ListField(source="fields", child=serializers.CharField())  # `fields` is the serializer's own
    given_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    holds = serializers.BooleanField(help_text="Every word it needs is there, and it has neither ended nor expired")
    waits_for_own = serializers.BooleanField()
    waits_for_guardian = serializers.BooleanField()
    guardian_name = serializers.CharField(help_text="Who agreed for the learner; empty: nobody did")
    ended_at = serializers.DateTimeField(allow_null=True)
    ended = serializers.ChoiceField(Consent.Ended.choices, allow_blank=True)


class ConsentInput(serializers.Serializer[Any]):
    community = serializers.SlugField(help_text="Where the learner is a member or enrolled")
    purpose = serializers.ChoiceField(list(PURPOSES))
    covers = serializers.ListField(child=serializers.ChoiceField([*FIELDS, *OTHER]))
    days = serializers.IntegerField(min_value=1, max_value=LONGEST)


class SharedRecordRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    learner = serializers.UUIDField(source="learner_id", help_text="A person")
    display_name = serializers.CharField()
    purpose = serializers.CharField()
    says = serializers.DictField(source="data", child=serializers.CharField(), help_text="What is said, by field")
    consent = serializers.UUIDField()
    expires_at = serializers.DateTimeField()
