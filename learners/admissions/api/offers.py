"""A place offered to who waits, for programs; to decline it is to leave."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.admissions.actions import accept_offer
from learners.api.shapes import EnrolmentRow
from learners.guardianship import NotGuardian
from learners.models import Enrolment


class TakePlaceApi(Api):
    """For oneself or one's child."""

    audience = "people"

    class Input(serializers.Serializer[Any]):
        knowingly = serializers.BooleanField(
            default=False, help_text="Else refused where it clashes with what they do already"
        )

    @extend_schema(
        operation_id="here_accept", summary="Take the place that is offered; again: the same enrolment", request=Input,
        responses=EnrolmentRow,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found: Any = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
        given = self.given(self.Input)
        try:
            return Response(EnrolmentRow(accept_offer(found, by=self.access.person, **given)).data)
        except NotGuardian as stranger:
            raise Http404 from stranger
