"""Files taken in by programs, and what came of them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.interchange.actions import ask_for_import
from curriculum.interchange.importers import IMPORTERS
from curriculum.interchange.models import Import


class ImportOutput(serializers.Serializer[Any]):
    class NotKept(serializers.Serializer[Any]):
        element = serializers.CharField()
        reason = serializers.CharField()

    id = serializers.UUIDField()
    kind = serializers.CharField()
    files = serializers.ListField(child=serializers.CharField())
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(Import.State.choices)
    problem = serializers.CharField(help_text="Why it was refused, and where")
    imported = serializers.DictField(child=serializers.IntegerField(), help_text="How many came in, by kind")
    not_kept = NotKept(many=True)
    made = serializers.DictField(child=serializers.CharField(), help_text="What came of it: its title and id")


class ImportsApi(Api):
    permission = "curriculum.write"

    class Input(serializers.Serializer[Any]):
        kind = serializers.CharField(max_length=20, help_text="case or oak")
        files = serializers.ListField(child=serializers.FileField(), allow_empty=False, max_length=40)

        class Meta:
            ref_name = "ImportInput"

        def validate_kind(self, kind: str) -> str:
            if kind not in IMPORTERS:
                raise serializers.ValidationError(f"One of: {', '.join(IMPORTERS)}")
            return kind

    @extend_schema(operation_id="imports", summary="What was taken in", responses=ImportOutput(many=True))
    def get(self, request: Request) -> Response:
        return self.page(Import.objects.all(), ImportOutput)

    @extend_schema(
        operation_id="imports_start", summary="Take files in, by a job", request={"multipart/form-data": Input},
        responses={202: ImportOutput},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Look at it again until `state` is `done` or `refused`."""
        given = self.given(self.Input)
        made, _job = ask_for_import(IMPORTERS[given["kind"]], given["files"], by=self.access.membership)
        return Response(ImportOutput(made).data, status=202)


class ImportApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="imports_one", summary="What came of it", responses=ImportOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ImportOutput(get_object_or_404(Import, pk=pk)).data)
