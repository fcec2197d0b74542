"""What one asked for, in every community."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from api.views import Api
from funding.expenses.api.shapes import OwnExpense
from funding.expenses.queries import own_requests


class OwnRequestsApi(Api):
    @extend_schema(
        operation_id="me_expenses", summary="My requests for money, in every community",
        responses=OwnExpense(many=True),
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        return self.page(own_requests(), OwnExpense)


class OwnRequestApi(Api):
    @extend_schema(operation_id="me_expense", summary="One of them", responses=OwnExpense)
    def get(self, request: ApiRequest, pk: UUID) -> Response:
        return Response(OwnExpense(get_object_or_404(own_requests(), pk=pk)).data)
