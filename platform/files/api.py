"""Store files, and find those stored."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from files.actions import store_file
from files.answers import export_answer
from files.exporting import ask_for_export
from files.exports import KINDS, table_of
from files.models import StoredFile
from web.links import url_at


class FilesApi(Api):
    permission = "files.add"

    class Input(serializers.Serializer[Any]):
        file = serializers.FileField()

    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        name = serializers.CharField()
        media_type = serializers.CharField()
        size = serializers.IntegerField(help_text="bytes")
        sha256 = serializers.CharField()
        width = serializers.IntegerField(allow_null=True, help_text="pixels, of a picture")
        height = serializers.IntegerField(allow_null=True)
        audience = serializers.ChoiceField(StoredFile.Audience.choices)
        stored_at = serializers.DateTimeField()
        url = serializers.SerializerMethodField()

        def get_url(self, stored: StoredFile) -> str:
            return url_at(self.context["request"].access.community, "files-file", stored.pk, stored.name)

    @extend_schema(responses=Output(many=True))
    def get(self, request: Request) -> Response:
        """The community's files, newest first."""
        return self.page(StoredFile.objects.exclude(audience=StoredFile.Audience.PRIVATE), self.Output)

    @extend_schema(request={"multipart/form-data": Input}, responses={201: Output})
    def post(self, request: Request) -> Response:
        """Store a file for the members; the same content again is the same file."""
        stored = store_file(self.given(self.Input)["file"])
        return Response(self.Output(stored, context={"request": request}).data, status=201)


class ExportsApi(Api):
    class Input(serializers.Serializer[Any]):
        kind = serializers.CharField(
            max_length=50,
            help_text="As funding.entries, funding.statement or learners.group",
        )
        asked = serializers.DictField(
            child=serializers.CharField(allow_blank=True),
            default=dict,
            help_text="What of it, as its page has it; `format`: csv, xlsx or pdf",
        )

        class Meta:
            ref_name = "ExportInput"

        def validate_kind(self, kind: str) -> str:
            if kind not in KINDS:
                told = _("There is no such table. These are: %(kinds)s.")
                raise serializers.ValidationError(told % {"kinds": ", ".join(KINDS)})
            return kind

    class Output(serializers.Serializer[Any]):
        job = serializers.UUIDField(help_text="/jobs/ tells how far it is; `result` there is where the file is")

        class Meta:
            ref_name = "ExportStarted"

    @extend_schema(operation_id="here_export", request=Input, responses={202: Output})
    def post(self, request: Request) -> Response:
        """Have a table written by a job; the file is yours alone, for a day."""
        given = self.given(self.Input)
        kind = KINDS[given["kind"]]
        if not self.access.can(kind.permission):
            raise PermissionDenied
        table = table_of(given["kind"], given["asked"])
        if table is None:
            raise Http404
        access = self.access
        job = ask_for_export(given["kind"], given["asked"], table=table, community=access.community, by=access.person)
        return Response({"job": job}, status=202)


class ExportApi(Api):
    @extend_schema(operation_id="here_export_file", responses={(200, "text/csv"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID) -> FileResponse:
        """The file, once it is made."""
        return export_answer(self.access, pk)
