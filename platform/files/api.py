"""Store files, and find those stored."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from files.actions import store_file
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
