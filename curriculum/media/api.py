"""Files of a part, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.media.actions import add_medium, drop_captions, edit_medium, keep_captions, remove_medium
from curriculum.media.forms import MOST_TRANSCRIPT
from curriculum.models import Node
from curriculum.part_shapes import MediumRow
from curriculum.rules import writable


class MediumAbout(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    language = serializers.CharField(required=False, allow_blank=True, max_length=35, help_text="BCP 47")
    transcript = serializers.CharField(
        required=False, allow_blank=True, max_length=MOST_TRANSCRIPT, help_text="Markdown"
    )


class MediumEdit(MediumAbout):
    seen = serializers.DateTimeField(required=False, help_text="`edited_at` of the part this starts from")


class NewMedium(MediumAbout):
    file = serializers.FileField(help_text="Audio, video, PDF or an office document")


class CaptionsInput(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="WebVTT; a wrong line is refused with its number")


class MediaApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_part_medium_add", summary="Put a file into a part",
        request={"multipart/form-data": NewMedium}, responses={201: MediumRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID, key: UUID) -> Response:
        return Response(MediumRow(add_medium(_part(self, pk, key), **self.given(NewMedium))).data, status=201)


class MediumApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_part_medium_change", summary="Say what a file of a part is",
        request=MediumEdit(partial=True), responses=MediumRow,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID, key: UUID, file: UUID) -> Response:
        given = self.given(MediumEdit, partial=True)
        return Response(MediumRow(edit_medium(_part(self, pk, key), file, **given)).data)

    @extend_schema(
        operation_id="here_part_medium_delete", summary="Take a file out of the draft", responses={204: None}
    )
    def delete(self, request: Request, pk: UUID, key: UUID, file: UUID) -> Response:
        remove_medium(_part(self, pk, key), file)
        return Response(status=204)


class CaptionsApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_part_captions", summary="Captions of a file, in one language",
        request={"multipart/form-data": CaptionsInput}, responses=MediumRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID, key: UUID, file: UUID, language: str) -> Response:
        given = self.given(CaptionsInput)
        return Response(MediumRow(keep_captions(_part(self, pk, key), file, language=language, **given)).data)

    @extend_schema(operation_id="here_part_captions_delete", summary="Take them out again", responses={200: MediumRow})
    def delete(self, request: Request, pk: UUID, key: UUID, file: UUID, language: str) -> Response:
        return Response(MediumRow(drop_captions(_part(self, pk, key), file, language=language)).data)


def _part(endpoint: Api, pk: UUID, key: UUID) -> Node:
    rows = Node.objects.select_related("curriculum", "community")
    found: Node = get_object_or_404(rows, curriculum=writable(endpoint.access, pk), key=key)
    return found
