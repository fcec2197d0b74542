"""Guardianships and looks, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from learners.actions import end_guardianship, record_guardianship
from learners.api.shapes import GuardianshipRow, Look, LooksAsked, OwnGuardianship
from learners.models import GuardianshipRecord
from learners.queries import guardianship_records, looks, own_guardianships


class GuardianshipsApi(Api):
    permission = "learners.record_guardians"

    class Input(serializers.Serializer[Any]):
        guardian = serializers.UUIDField(help_text="A live membership of this community")
        child = serializers.UUIDField(help_text="A live membership of this community")
        seen = serializers.ChoiceField(GuardianshipRecord.Seen.choices, default=GuardianshipRecord.Seen.KNOWN)
        until = serializers.DateField(
            allow_null=True, default=None, help_text="The first day on which it no longer holds; null: none set ahead"
        )

    @extend_schema(
        operation_id="here_guardianships", summary="Guardianships recorded here", responses=GuardianshipRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(guardianship_records(), GuardianshipRow)

    @extend_schema(
        operation_id="here_guardianship_record",
        summary="Let a member read another's learning everywhere",
        request=Input,
        responses={201: GuardianshipRow},
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        guardian = get_object_or_404(Membership, pk=given.pop("guardian"))
        child = get_object_or_404(Membership.objects.select_related("community"), pk=given.pop("child"))
        made = record_guardianship(guardian, child=child, by=self.access.person, **given)
        return Response(GuardianshipRow(made).data, status=201)


class GuardianshipApi(Api):
    permission = "learners.record_guardians"

    class Input(serializers.Serializer[Any]):
        until = serializers.DateField(help_text="The first day on which it no longer holds: today or later")

    @extend_schema(
        operation_id="here_guardianship_end_ahead",
        summary="Set its end ahead",
        request=Input,
        responses=GuardianshipRow,
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        record = end_guardianship(get_object_or_404(GuardianshipRecord, pk=pk), until=self.given(self.Input)["until"])
        return Response(GuardianshipRow(record).data)

    @extend_schema(operation_id="here_guardianship_end", summary="End a guardianship", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        end_guardianship(get_object_or_404(GuardianshipRecord, pk=pk))
        return Response(status=204)


class OwnGuardianshipsApi(Api):
    @extend_schema(
        operation_id="me_guardianships",
        summary="Who looks after me, and whom I look after",
        responses=OwnGuardianship(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(own_guardianships(), OwnGuardianship)


class LooksApi(Api):
    @extend_schema(
        operation_id="me_looks", summary="Who looked at what of mine, or did what", parameters=[LooksAsked],
        responses=Look(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(looks(**self.asked(LooksAsked)), Look)
