"""Requests for money, for programs: read, drawn up, with their receipts."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework import status as codes
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from api.views import Api
from communities.access import Access
from files.answers import file_answer
from funding.expenses import actions
from funding.expenses.api.shapes import ExpenseAsk, ExpenseReceipt, ExpenseRow, ExpenseWhole
from funding.expenses.models import Receipt, Request, Step
from funding.expenses.queries import VIEWS, funds_for, requests_for, wanted
from funding.expenses.rules import reads_any, reads_privately

STEPS = Prefetch("steps", Step.objects.order_by("at", "pk"))


def _told(access: Access, pk: UUID, status: int) -> Response:
    fresh = requests_for(access).prefetch_related(STEPS, "receipts").get(pk=pk)
    context = {"access": access, "wanted": wanted(fresh)}
    return Response(ExpenseWhole(fresh, context=context).data, status=status)


class OfRequest(Api):
    """One that the reader may find."""

    audience = "people"

    def found(self, pk: UUID) -> Request:
        one: Request = get_object_or_404(requests_for(self.access), pk=pk)
        return one

    def told(self, request: Request, status: int = 200) -> Response:
        return _told(self.access, request.pk, status)


class RequestsApi(Api):
    permission = {"GET": "", "POST": "funding.ask"}

    class Filters(serializers.Serializer[Any]):
        view = serializers.ChoiceField(VIEWS, default="all", help_text="approve and pay: what waits for you")

    @extend_schema(
        operation_id="here_expenses", summary="Requests for money, newest first", parameters=[Filters],
        responses=ExpenseRow(many=True),
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        if not reads_any(self.access):
            raise PermissionDenied
        return self.page(requests_for(self.access, self.asked(self.Filters)["view"]), ExpenseRow)

    @extend_schema(
        operation_id="here_expenses_write", summary="Draw up a request, or rewrite your draft of that id",
        request=ExpenseAsk, responses={201: ExpenseWhole},
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        given = self.given(ExpenseAsk)
        id, access = given.pop("id"), self.access
        get_object_or_404(funds_for(access), pk=given["fund"].pk)
        draft = actions.Draft(currency=access.community.currency, **given)
        kept = actions.write_request(draft, id=id, by=access.person, by_name=access.membership.display_name)
        return _told(access, kept.pk, codes.HTTP_201_CREATED)


class RequestApi(OfRequest):
    @extend_schema(operation_id="here_expense", summary="One request with its history", responses=ExpenseWhole)
    def get(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(self.found(pk))

    @extend_schema(operation_id="here_expense_delete", summary="Delete your draft", responses={204: None})
    def delete(self, request: ApiRequest, pk: UUID) -> Response:
        actions.remove_draft(self.found(pk), by=self.access.person)
        return Response(status=codes.HTTP_204_NO_CONTENT)


class ReceiptsApi(OfRequest):
    class Input(serializers.Serializer[Any]):
        file = serializers.FileField(help_text="A picture or PDF")

    @extend_schema(
        operation_id="here_expense_receipt_add", summary="Add a receipt to your request",
        request={"multipart/form-data": Input}, responses={201: ExpenseReceipt},
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        file = self.given(self.Input)["file"]
        made = actions.add_receipt(self.found(pk), file=file, by=self.access.person)
        return Response(ExpenseReceipt(made).data, status=codes.HTTP_201_CREATED)


class ReceiptApi(OfRequest):
    @extend_schema(
        operation_id="here_expense_receipt", summary="A receipt’s file, for who asks, approves or pays",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def get(self, request: ApiRequest, pk: UUID, one: UUID) -> HttpResponseBase:
        found = self.found(pk)
        if not reads_privately(self.access, found):
            raise Http404
        kept = get_object_or_404(Receipt.objects.select_related("file"), pk=one, request=found)
        return file_answer(request._request, kept.file)

    @extend_schema(operation_id="here_expense_receipt_remove", summary="Take it off your draft", responses={204: None})
    def delete(self, request: ApiRequest, pk: UUID, one: UUID) -> Response:
        found = self.found(pk)
        actions.remove_receipt(get_object_or_404(Receipt, pk=one, request=found), by=self.access.person)
        return Response(status=codes.HTTP_204_NO_CONTENT)
