"""Requests to erase, for programs of a community."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.mydata.api.shapes import ClearingRow, ErasureAnswer, ErasureHere
from learners.mydata.asking import erase_as_asked, refuse_to_erase
from learners.mydata.models import ErasureRequest
from learners.mydata.queries import clearings, erasure_requests


class ClearingsApi(Api):
    permission = "communities.manage_people"

    @extend_schema(
        operation_id="here_clearings", summary="What was past its time and deleted by itself",
        responses=ClearingRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(clearings(), ClearingRow)


class ErasureRequestsApi(Api):
    permission = "communities.manage_people"

    @extend_schema(
        operation_id="here_erasure_requests", summary="Who asks this community to erase what it recorded",
        responses=ErasureHere(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(erasure_requests(), ErasureHere)


class ErasureAnswerApi(Api):
    permission = "communities.manage_people"

    @extend_schema(
        operation_id="here_erasure_answer", summary="Erase, for good, or say why not",
        request=ErasureAnswer, responses=ErasureHere,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        asked, given = get_object_or_404(ErasureRequest, pk=pk), self.given(ErasureAnswer)
        if given["erase"]:
            return Response(ErasureHere(erase_as_asked(asked, by=self.access)).data)
        return Response(ErasureHere(refuse_to_erase(asked, by=self.access, answer=given["answer"])).data)
