"""Documents that become parts of a draft, for programs."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.authoring.actions import add_sections
from curriculum.authoring.documents import from_file, sections
from curriculum.rules import writable


class DocumentInput(serializers.Serializer[Any]):
    file = serializers.FileField(help_text=".docx, .html, .md or .txt")


class SectionRow(serializers.Serializer[Any]):
    is_unit = serializers.BooleanField()
    title = serializers.CharField()


class DocumentRow(serializers.Serializer[Any]):
    parts = SectionRow(many=True)
    lost = serializers.ListField(child=serializers.CharField(), help_text="What was not kept")


class DocumentApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_draft_document", summary="Add what a document holds",
        request={"multipart/form-data": DocumentInput}, responses={201: DocumentRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        curriculum, file = writable(self.access, pk), self.given(DocumentInput)["file"]
        made = from_file(file.name, file.read())
        parts = sections(made.text, title=PurePath(file.name).stem)
        add_sections(curriculum, parts)
        return Response(DocumentRow({"parts": parts, "lost": made.lost}).data, status=201)
