"""What of a learner's goes on after a term ended, for programs."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.turn.actions import carry_on, take_back
from learners.turn.api.shapes import CarriedRow, EndedPlace
from learners.turn.models import CarryOn
from learners.turn.panels import own_rows
from learners.turn.queries import own_places


class OwnTermsApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_terms", summary="What ended before I was through, and goes on",
        responses=EndedPlace(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return Response(EndedPlace(own_rows(), many=True).data)


class CarryOnApi(Api):
    @extend_schema(
        operation_id="me_term_carry_on", summary="Carry my plan on; again, the same", request=None, responses=CarriedRow
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return Response(CarriedRow(carry_on(get_object_or_404(own_places(), pk=pk))).data)

    @extend_schema(
        operation_id="me_term_take_back", summary="Take that back: my plan is as it was", responses={200: CarriedRow}
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        carried = get_object_or_404(CarryOn, place=pk, undone_at__isnull=True)
        return Response(CarriedRow(take_back(carried)).data)
