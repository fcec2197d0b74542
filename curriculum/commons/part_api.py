"""A part of what is shared, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.models import SharedVersion
from curriculum.commons.queries import readable
from curriculum.commons.taking import take_part, targets
from curriculum.rules import writable


class TargetRow(serializers.Serializer[Any]):
    curriculum = serializers.UUIDField(source="draft.pk", allow_null=True, default=None, help_text="Null: a new one")
    title = serializers.CharField(source="draft.title", allow_null=True, default=None)
    licence = serializers.CharField(source="outcome.licence", help_text="SPDX; of the draft with it; empty: impossible")
    reasons = serializers.ListField(
        source="outcome.reasons", child=serializers.CharField(), help_text="For that licence, or against any"
    )
    refusal = serializers.CharField(help_text="Why it cannot go there; empty: it can")


class PartApi(Api):
    permission = "curriculum.write"
    pagination_class = None

    class Input(serializers.Serializer[Any]):
        keys = serializers.ListField(
            child=serializers.UUIDField(), max_length=2000,
            help_text="Of units and activities; what lies in them and the units they lie in come along",
        )  # fmt: skip
        into = serializers.UUIDField(required=False, allow_null=True, help_text="A draft here; else a new one")
        title = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="Of a new one")

    class Output(serializers.Serializer[Any]):
        curriculum = serializers.UUIDField(source="pk")
        licence = serializers.CharField(help_text="SPDX")

    @extend_schema(
        operation_id="here_commons_part_targets", summary="Where a part of a shared version may go, and why",
        responses=TargetRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(TargetRow(targets(_shared(pk)), many=True).data)

    @extend_schema(
        operation_id="here_commons_part", summary="Take a part of a shared version into a draft", request=Input,
        responses={201: Output},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(self.Input)
        into = given.pop("into", None)
        draft = take_part(
            _shared(pk), by=self.access.membership, into=writable(self.access, into) if into else None, **given
        )
        return Response(self.Output(draft).data, status=201)


def _shared(pk: UUID) -> SharedVersion:
    found = readable(pk)
    if found is None:
        raise Http404
    return found
