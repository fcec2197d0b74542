"""Who is editing what, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.authoring.presence import BEAT, editing, leave, open_part
from curriculum.models import Curriculum
from curriculum.rules import writable


class EditingRow(serializers.Serializer[Any]):
    key = serializers.UUIDField(help_text="Of the part")
    name = serializers.CharField()
    since = serializers.DateTimeField()


class AllEditingApi(Api):
    audience = "people"
    pagination_class = None

    @extend_schema(
        operation_id="here_draft_editing", summary="Who has which part open", responses=EditingRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(EditingRow(editing(writable(self.access, pk)), many=True).data)


class EditingApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_part_open", summary="Say that one has it open; again within 90 seconds while that is so",
        request=None, responses={204: None},
    )  # fmt: skip
    def put(self, request: Request, pk: UUID, key: UUID) -> Response:
        open_part(self.access, self._draft(pk, key), key, lasts=BEAT)
        return Response(status=204)

    @extend_schema(operation_id="here_part_leave", summary="Say that one has left it", responses={204: None})
    def delete(self, request: Request, pk: UUID, key: UUID) -> Response:
        leave(self.access, self._draft(pk, key), key)
        return Response(status=204)

    def _draft(self, pk: UUID, key: UUID) -> Curriculum:
        curriculum = writable(self.access, pk)
        get_object_or_404(curriculum.nodes, key=key)
        return curriculum
