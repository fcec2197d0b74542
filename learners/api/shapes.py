"""How offerings, enrolments and guardianships look in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from learners.models import AccessLog, Enrolment, Guardianship, GuardianshipRecord, Held, OpenTo, State, Support


@extend_schema_field({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})
class ClockTime(serializers.TimeField):
    """By the clock of a community, without a zone: not what a `time` of the schema is (RFC 3339, full-time)."""

    def __init__(self, **about: Any) -> None:
        super().__init__(format="%H:%M", **about)


class ActivityEntry(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    number = serializers.CharField(help_text="Its place, such as 2.1")
    title = serializers.CharField()
    minutes = serializers.IntegerField(allow_null=True)
    unit_title = serializers.CharField()


class MeetsOn(serializers.Serializer[Any]):
    """Each week, by the clock of the community."""

    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 is Monday")
    starts = ClockTime()
    ends = ClockTime()


class DetailRow(serializers.Serializer[Any]):
    held = serializers.ChoiceField(Held.choices)
    room = serializers.CharField(help_text="And address, or where online")
    times = MeetsOn(source="slots", many=True)
    cost = serializers.IntegerField(help_text="Minor units; 0: free")
    currency = serializers.CharField(help_text="ISO 4217")
    cost_words = serializers.CharField()
    support = serializers.ListField(child=serializers.ChoiceField(Support.choices), help_text="What helps to take part")
    pause_keeps = serializers.BooleanField(help_text="Whoever pauses keeps the place")


class CardRow(DetailRow):
    """What everyone may see of an offering."""

    id = serializers.UUIDField()
    community = serializers.SlugField(source="community.slug")
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47")
    subject = serializers.CharField()
    age_from = serializers.IntegerField(allow_null=True)
    age_to = serializers.IntegerField(allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    places_left = serializers.IntegerField(allow_null=True, help_text="Null: no limit")
    waiting = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    open_to = serializers.ChoiceField(OpenTo.choices)


class OfferingTeacherName(serializers.Serializer[Any]):
    membership = serializers.UUIDField(source="membership_id")
    name = serializers.CharField(source="membership.display_name")


class OfferingRow(DetailRow):
    """What the members see of an offering."""

    id = serializers.UUIDField()
    version = serializers.UUIDField(source="version_id")
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.CharField()
    term_key = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    age_from = serializers.IntegerField(allow_null=True, help_text="Its own; null: as the version says")
    age_to = serializers.IntegerField(allow_null=True)
    capacity = serializers.IntegerField(allow_null=True, help_text="Null: no limit")
    enrolled = serializers.IntegerField(help_text="Places taken: enrolled or completed")
    waiting = serializers.IntegerField()
    open_to = serializers.ChoiceField(OpenTo.choices)
    state = serializers.ChoiceField(State.choices)
    teachers = OfferingTeacherName(source="teachers.all", many=True)


class EnrolmentRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    offering = serializers.UUIDField(source="offering_id")
    display_name = serializers.CharField()
    home = serializers.SlugField(source="home.slug", default=None, allow_null=True)
    state = serializers.ChoiceField(Enrolment.State.choices)
    place = serializers.IntegerField(allow_null=True, help_text="In the waiting list: 1 is next")
    offered_until = serializers.DateTimeField(allow_null=True, help_text="Until when a place is kept for who waits")
    outcome = serializers.ChoiceField(Enrolment.Outcome.choices, allow_blank=True)
    kind = serializers.ChoiceField(Enrolment.Kind.choices)
    trial_until = serializers.DateField(allow_null=True, help_text="The last day of a trial")
    paused_on = serializers.DateField(allow_null=True, help_text="Of a pause, and of who waits to return from one")
    enrolled_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)


class EnrolmentChangeRow(serializers.Serializer[Any]):
    state = serializers.ChoiceField(Enrolment.State.choices)
    kind = serializers.ChoiceField(Enrolment.Kind.choices)
    outcome = serializers.ChoiceField(Enrolment.Outcome.choices, allow_blank=True)
    by_name = serializers.CharField(help_text="Empty: it came by itself")
    at = serializers.DateTimeField()


class EnrolmentWhole(EnrolmentRow):
    attributes = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField(child=serializers.CharField(), allow_null=True))
    def get_attributes(self, enrolment: Any) -> dict[str, str] | None:
        """For equity, as recorded at enrolment; null for those who may not see it."""
        return enrolment.attributes if self.context["sees_equity"] else None


class GuardianshipRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    guardian = serializers.UUIDField(source="guardian_id", help_text="A membership")
    guardian_name = serializers.CharField(source="guardian.display_name")
    child = serializers.UUIDField(source="child_id", help_text="A membership")
    child_name = serializers.CharField(source="child.display_name")
    recorded_by_name = serializers.CharField()
    seen = serializers.ChoiceField(GuardianshipRecord.Seen.choices, help_text="What shows that it is so")
    seen_on = serializers.DateField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, help_text="The first day on which it no longer holds")


class OwnGuardianship(serializers.Serializer[Any]):
    side = serializers.ChoiceField(Guardianship.Side.choices, help_text="Which of the two you are")
    other = serializers.UUIDField(source="other_id")
    other_name = serializers.CharField()
    recorded_in = serializers.SlugField(source="recorded_in.slug")
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, help_text="The first day on which it no longer holds")


class LooksAsked(serializers.Serializer[Any]):
    community = serializers.SlugField(required=False, help_text="For which somebody looked")
    role = serializers.ChoiceField(AccessLog.Role.choices, required=False)
    did = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Acts alone, or looks alone"
    )


class Look(serializers.Serializer[Any]):
    who_name = serializers.CharField()
    role = serializers.CharField(help_text="As what they looked: guardian, mentor or community")
    community = serializers.SlugField(source="community.slug", default=None, allow_null=True, help_text="For which")
    did = serializers.BooleanField(help_text="They did something, and not only looked")
    what = serializers.CharField(help_text="In the language of the request")
    at = serializers.DateTimeField()
