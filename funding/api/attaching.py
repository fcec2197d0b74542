"""The files beside an entry, by the API."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from files.answers import file_answer
from funding.actions import attach
from funding.models import Attachment, Entry
from funding.privacy import seen_entries
from funding.rules import attachments_for


class EntryFileOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    file_name = serializers.CharField(source="file.name")
    media_type = serializers.CharField(source="file.media_type")
    size = serializers.IntegerField(source="file.size", help_text="bytes")
    sha256 = serializers.CharField(source="file.sha256")
    audience = serializers.ChoiceField(Attachment.Audience.choices)
    added_at = serializers.DateTimeField()


class EntryFilesApi(Api):
    permission = {"GET": "funding.see_books", "POST": "funding.post"}

    class Input(serializers.Serializer[Any]):
        file = serializers.FileField()
        name = serializers.CharField(max_length=150, required=False, allow_blank=True, help_text="Left out: its own")
        audience = serializers.ChoiceField(
            Attachment.Audience.choices, default=Attachment.Audience.KEEPERS, help_text="Who else may open it"
        )

        class Meta:
            ref_name = "EntryFileInput"

    @extend_schema(responses=EntryFileOutput(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """The files beside an entry that you may open."""
        found = attachments_for(self.access, get_object_or_404(seen_entries(self.access), pk=pk))
        return self.page(found, EntryFileOutput)

    @extend_schema(request={"multipart/form-data": Input}, responses={201: EntryFileOutput})
    def post(self, request: Request, pk: UUID) -> Response:
        """Put a file beside an entry; it stays as long as the entry."""
        made = attach(get_object_or_404(Entry, pk=pk), by=self.access.person, **self.given(self.Input))
        return Response(EntryFileOutput(made).data, status=status.HTTP_201_CREATED)


class EntryFileApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses={(200, "*/*"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID, one: UUID) -> HttpResponseBase:
        """The file itself."""
        found = attachments_for(self.access, get_object_or_404(seen_entries(self.access), pk=pk))
        return file_answer(request._request, get_object_or_404(found, pk=one).file)
