"""A learner's mastery in every community, and a guardian's look at it, for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.crosswalks.models import Match
from learners.guardianship import looking
from learners.progress.mastery.queries import own_mastery


class ShownLevel(serializers.Serializer[Any]):
    community = serializers.SlugField(source="community.slug")
    level = serializers.IntegerField(help_text="1 is the lowest of `scale`")
    scale = serializers.ListField(child=serializers.CharField(), help_text="The community’s own, lowest first")
    on = serializers.DateField()
    title = serializers.CharField(help_text="Of the evidence or the activity that says so")


class JoinedCompetency(serializers.Serializer[Any]):
    match = serializers.ChoiceField(Match.choices)
    title = serializers.CharField()
    crosswalk = serializers.CharField()
    by = serializers.SlugField(source="by.slug", help_text="The community that adopted the crosswalk")
    shown = ShownLevel(many=True, help_text="On the scales of those who said so; never converted")


class MasteredCompetency(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    title = serializers.CharField()
    shown = ShownLevel(many=True)
    joined = JoinedCompetency(many=True)


class OwnMasteryApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_mastery", summary="What I have shown, in each community on its own scale",
        responses=MasteredCompetency(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return Response(MasteredCompetency(own_mastery(), many=True).data)


class ChildMasteryApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_child_mastery", summary="What a child has shown; the child sees the look",
        responses=MasteredCompetency(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("What you can do")):
            return Response(MasteredCompetency(own_mastery(), many=True).data)
