"""Everything about me, for programs; the same of a child, for their guardian: the child sees each look and act."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.idempotency import never_stored
from api.views import Api
from learners.consents.acting import acting
from learners.mydata.actions import ask_for_copy, forget_copy, refuse_who_may_not_carry
from learners.mydata.answers import copy_answer
from learners.mydata.queries import copies, made_copies

ZIP = {(200, "application/zip"): OpenApiTypes.BINARY}


class DataCopy(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    job = serializers.UUIDField(help_text="/jobs/ tells how far it is")
    asked_by = serializers.CharField(source="by_name")
    asked_at = serializers.DateTimeField()
    made_at = serializers.DateTimeField(allow_null=True, help_text="Null while it is being made")
    gone_at = serializers.DateTimeField(help_text="When it is deleted by itself")
    size = serializers.IntegerField(help_text="bytes")
    rows = serializers.IntegerField()
    files = serializers.IntegerField()


def _list(api: Api, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=_("Your data")) as who:
        return api.page(copies(who), DataCopy)


def _ask(api: Api, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=_("Your data")) as who:
        return Response(DataCopy(ask_for_copy(who)).data, status=202)


def _download(api: Api, pk: UUID, child: UUID | None = None) -> FileResponse:
    with acting(api.access.person, child, what=_("Took away a copy of everything about you")) as who:
        refuse_who_may_not_carry(who)
        return copy_answer(made_copies(who).filter(pk=pk).first())


def _forget(api: Api, pk: UUID, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=_("Your data")) as who:
        refuse_who_may_not_carry(who)
        forget_copy(get_object_or_404(copies(who), pk=pk))
        return Response(status=204)


class CopiesApi(Api):
    @extend_schema(operation_id="me_data_copies", summary="Copies of my data", responses=DataCopy(many=True))
    def get(self, request: Request) -> Response:
        return _list(self)

    @extend_schema(
        operation_id="me_data_copy_ask", summary="Have everything about me put into one file; one a day",
        request=None, responses={202: DataCopy},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return _ask(self)


@never_stored
class CopyApi(Api):
    @extend_schema(
        operation_id="me_data_copy", responses=ZIP,
        summary="The file: index.html, data.json, a CSV for each table, and files",
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> FileResponse:
        return _download(self, pk)

    @extend_schema(operation_id="me_data_copy_forget", summary="Delete it now", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        return _forget(self, pk)


class ChildCopiesApi(Api):
    @extend_schema(
        operation_id="me_child_data_copies", summary="Copies of a child’s data", responses=DataCopy(many=True)
    )
    def get(self, request: Request, child: UUID) -> Response:
        return _list(self, child)

    @extend_schema(
        operation_id="me_child_data_copy_ask", summary="Have everything about a child put into one file; one a day",
        request=None, responses={202: DataCopy},
    )  # fmt: skip
    def post(self, request: Request, child: UUID) -> Response:
        return _ask(self, child)


@never_stored
class ChildCopyApi(Api):
    @extend_schema(operation_id="me_child_data_copy", summary="The file about a child", responses=ZIP)
    def get(self, request: Request, child: UUID, pk: UUID) -> FileResponse:
        return _download(self, pk, child)

    @extend_schema(operation_id="me_child_data_copy_forget", summary="Delete it now", responses={204: None})
    def delete(self, request: Request, child: UUID, pk: UUID) -> Response:
        return _forget(self, pk, child)
