"""How attendance looks in the API."""

from typing import Any

from rest_framework import serializers

from learners.api.shapes import ClockTime
from learners.progress.attendance.models import Mode, Reason, Was


class SessionRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    on = serializers.DateField()
    starts = ClockTime(help_text="By the clock of the community")
    mode = serializers.ChoiceField(Mode.choices)
    note = serializers.CharField()
    made_by_name = serializers.CharField()
    present = serializers.IntegerField()
    late = serializers.IntegerField()
    absent = serializers.IntegerField()


class PresenceChangeRow(serializers.Serializer[Any]):
    was = serializers.ChoiceField(Was.choices)
    reason = serializers.ChoiceField(Reason.choices, allow_blank=True)
    words = serializers.CharField()
    by_name = serializers.CharField()
    at = serializers.DateTimeField()


class PresenceRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    enrolment = serializers.UUIDField(source="enrolment_id")
    on = serializers.DateField()
    starts = ClockTime()
    mode = serializers.ChoiceField(Mode.choices)
    was = serializers.ChoiceField(Was.choices)
    reason = serializers.ChoiceField(Reason.choices, allow_blank=True)
    words = serializers.CharField()
    changes = PresenceChangeRow(many=True, help_text="Its history, the first first")


class OnRoll(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField()
    was = serializers.ChoiceField(Was.choices, default=Was.PRESENT)
    reason = serializers.ChoiceField(Reason.choices, allow_blank=True, default=Reason.NONE)
    words = serializers.CharField(max_length=200, allow_blank=True, default="")


class RollInput(serializers.Serializer[Any]):
    on = serializers.DateField()
    starts = ClockTime(help_text="By the clock of the community")
    mode = serializers.ChoiceField(Mode.choices, default=Mode.IN_PERSON)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    roll = OnRoll(many=True, help_text="Who is left out of the first one was there")


class AbsenceInput(serializers.Serializer[Any]):
    since = serializers.DateField()
    until = serializers.DateField(required=False, help_text="The last day; without: that day alone")
    reason = serializers.ChoiceField(Reason.choices, allow_blank=True, required=False)
    words = serializers.CharField(max_length=200, allow_blank=True, required=False)


class AbsenceRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    since = serializers.DateField()
    until = serializers.DateField()
    reason = serializers.ChoiceField(Reason.choices, allow_blank=True)
    words = serializers.CharField()
    by_name = serializers.CharField()
    at = serializers.DateTimeField()
