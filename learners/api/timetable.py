"""A week's meetings, for programs."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import looking
from learners.times.own import courses
from learners.times.weeks import week_of
from learners.views.timetable import monday_of


class MeetingRow(serializers.Serializer[Any]):
    offering = serializers.UUIDField()
    title = serializers.CharField()
    community = serializers.SlugField()
    starts = serializers.DateTimeField()
    ends = serializers.DateTimeField()
    held = serializers.CharField()
    room = serializers.CharField()
    clashes_with = serializers.ListField(child=serializers.UUIDField(), help_text="Offerings that meet at once")


class Filters(serializers.Serializer[Any]):
    week = serializers.DateField(required=False, help_text="Any day of the week; this week without it")


class WeekApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_timetable", summary="My week over all communities", parameters=[Filters],
        responses=MeetingRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return _answer(self.asked(Filters), courses())


class ChildWeekApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_child_timetable", summary="A child’s week; the child sees the look",
        parameters=[Filters], responses=MeetingRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your week")):
            return _answer(self.asked(Filters), courses())


def _answer(asked: dict[str, Any], cards: list[Any]) -> Response:
    days = week_of(cards, monday_of(str(asked.get("week", ""))), timezone.get_current_timezone())
    rows = [
        {
            "offering": one.card.pk, "title": one.card.title, "community": one.card.community.slug,
            "starts": one.starts, "ends": one.ends, "held": one.card.held, "room": one.card.room,
            "clashes_with": [other.card.pk for other in others],
        }
        for _day, meetings in days for one, others in meetings
    ]  # fmt: skip
    return Response(MeetingRow(rows, many=True).data)
