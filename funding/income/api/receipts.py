"""Receipts, for programs."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.income.actions import cancel_receipt, make_receipt, make_receipt_of_year
from funding.income.api.shapes import ReceiptRow, YearInput
from funding.income.models import Donor, Gift, Receipt
from funding.income.printing import pdf_answer
from funding.income.queries import own_receipts, receipts


def _told(*made: Receipt) -> list[dict[str, object]]:
    found = receipts().filter(pk__in=[one.pk for one in made])
    return list(ReceiptRow(found, many=True).data)


class ReceiptsApi(Api):
    permission = "funding.see_donors"

    @extend_schema(operation_id="here_receipts", summary="Receipts, the latest first", responses=ReceiptRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(receipts(), ReceiptRow)


class ReceiptApi(Api):
    permission = "funding.see_donors"

    @extend_schema(operation_id="here_receipt", summary="One receipt", responses=ReceiptRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ReceiptRow(get_object_or_404(receipts(), pk=pk)).data)

    @extend_schema(
        operation_id="here_receipt_cancel", summary="Cancel it by another, which is answered",
        responses={200: ReceiptRow},
    )  # fmt: skip
    def delete(self, request: Request, pk: UUID) -> Response:
        made = cancel_receipt(get_object_or_404(Receipt, pk=pk), by=self.access.person)
        return Response(_told(made)[0])


class ReceiptPdfApi(Api):
    permission = "funding.see_donors"

    @extend_schema(
        operation_id="here_receipt_pdf", summary="It on paper, a tagged PDF",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        return pdf_answer(get_object_or_404(receipts(), pk=pk))


class OwnReceiptPdfApi(Api):
    @extend_schema(
        operation_id="me_receipt_pdf", summary="A receipt of what I gave on paper, a tagged PDF",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        return pdf_answer(get_object_or_404(own_receipts(), pk=pk), own=True)


class GiftReceiptApi(Api):
    permission = "funding.see_donors"

    @extend_schema(
        operation_id="here_receipt_of_gift", summary="Make a receipt of one gift", request=None,
        responses={201: ReceiptRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = make_receipt(get_object_or_404(Gift, pk=pk), by=self.access.person)
        return Response(_told(made)[0], status=201)


class YearReceiptApi(Api):
    permission = "funding.see_donors"
    pagination_class = None

    @extend_schema(
        operation_id="here_receipt_of_year", request=YearInput, responses={201: ReceiptRow(many=True)},
        summary="Make receipts of a donor’s gifts of a year, one for each currency",
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        donor = get_object_or_404(Donor, pk=pk)
        made = make_receipt_of_year(donor, by=self.access.person, **self.given(YearInput))
        return Response(_told(*made), status=201)


class OwnReceiptsApi(Api):
    @extend_schema(
        operation_id="me_receipts",
        summary="Receipts of what I gave, in every community",
        responses=ReceiptRow(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(own_receipts(), ReceiptRow)
