"""What a learner has shown elsewhere, while they agree, for programs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.models import Enrolment
from learners.progress.mastery.sharing import look_at
from learners.progress.reading import teaches


class ToldLevel(serializers.Serializer[Any]):
    community = serializers.SlugField()
    level = serializers.IntegerField(help_text="1 is the lowest of `scale`")
    scale = serializers.ListField(child=serializers.CharField(), help_text="The community’s own, lowest first")
    on = serializers.DateField()
    title = serializers.CharField(help_text="Of the evidence or the activity that says so")


class ToldCompetency(serializers.Serializer[Any]):
    title = serializers.CharField()
    shown = ToldLevel(many=True)


class LearnersMasteryApi(Api):
    permission = "consents.see_shared"
    pagination_class = None

    @extend_schema(
        operation_id="here_learner_mastery",
        summary="What a learner has shown in each community, by their consent; they see the look (404 without one)",
        responses=ToldCompetency(many=True),
    )
    def get(self, request: Request, pk: UUID) -> Response:
        enrolment = get_object_or_404(Enrolment, pk=pk)
        if not teaches(self.access, enrolment.offering_id):
            raise PermissionDenied
        rows = look_at(enrolment.person_id, by=self.access.person)
        if rows is None:
            raise Http404
        return Response(ToldCompetency(rows, many=True).data)
