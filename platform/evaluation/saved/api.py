"""A person's saved comparisons, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from evaluation.saved.actions import rename_view, save_view
from evaluation.saved.queries import saved_views


class SavedViewName(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=80)


class SavedViewInput(SavedViewName):
    query = serializers.CharField(
        max_length=500, allow_blank=True, default="",
        help_text="Of the address of /observatory/compare/: by, kind, country, region, circle, near, period",
    )  # fmt: skip


class SavedViewOutput(SavedViewInput):
    id = serializers.UUIDField()
    made_at = serializers.DateTimeField()


class SavedViewsApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_comparisons", summary="My saved comparisons, by name", responses=SavedViewOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        return Response(SavedViewOutput(saved_views(), many=True).data)

    @extend_schema(
        operation_id="me_comparison_save", summary="Keep what the observatory compares under a name",
        request=SavedViewInput, responses={201: SavedViewOutput},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return Response(SavedViewOutput(save_view(**self.given(SavedViewInput))).data, status=201)


class SavedViewApi(Api):
    @extend_schema(
        operation_id="me_comparison_rename", summary="Call a saved comparison otherwise", request=SavedViewName,
        responses=SavedViewOutput,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(saved_views(), pk=pk)
        return Response(SavedViewOutput(rename_view(found, **self.given(SavedViewName))).data)

    @extend_schema(operation_id="me_comparison_remove", summary="Remove a saved comparison", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        get_object_or_404(saved_views(), pk=pk).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
