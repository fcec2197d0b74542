"""The files beside a proposal, by the API."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from communities.governance.api.proposals import OfProposal
from communities.governance.models import Attachment
from communities.governance.proposals.attaching import attach_file, attachments_of, detach_file
from files.answers import file_answer


class AttachmentOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    name = serializers.CharField(source="file.name")
    media_type = serializers.CharField(source="file.media_type")
    size = serializers.IntegerField(source="file.size", help_text="bytes")
    sha256 = serializers.CharField(source="file.sha256")
    attached_at = serializers.DateTimeField()


class AttachmentsApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        file = serializers.FileField()
        title = serializers.CharField(max_length=150, required=False, allow_blank=True, help_text="Left out: its name")

        class Meta:
            ref_name = "AttachmentInput"

    @extend_schema(operation_id="attachments", summary="Files beside it", responses=AttachmentOutput(many=True))
    def get(self, request: Request, number: int) -> Response:
        return self.page(attachments_of(self.found(number)), AttachmentOutput)

    @extend_schema(
        operation_id="attachments_add", summary="Put a file beside your proposal, until the voting opens",
        request={"multipart/form-data": Input}, responses={201: AttachmentOutput},
    )  # fmt: skip
    def post(self, request: Request, number: int) -> Response:
        made = attach_file(self.found(number), by=self.access.membership, **self.given(self.Input))
        return Response(AttachmentOutput(made).data, status=status.HTTP_201_CREATED)


class AttachmentApi(OfProposal):
    @extend_schema(operation_id="attachments_read", summary="The file", responses={(200, "*/*"): OpenApiTypes.BINARY})
    def get(self, request: Request, number: int, pk: UUID) -> HttpResponseBase:
        return file_answer(request._request, self._one(number, pk).file)

    @extend_schema(operation_id="attachments_remove", summary="Take it away", responses={204: None})
    def delete(self, request: Request, number: int, pk: UUID) -> Response:
        detach_file(self._one(number, pk), by=self.access.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _one(self, number: int, pk: UUID) -> Attachment:
        one: Attachment = get_object_or_404(attachments_of(self.found(number)), pk=pk)
        return one
