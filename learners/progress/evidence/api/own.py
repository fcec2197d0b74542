"""A learner's own evidence, and a guardian's look at it, for programs."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import looking
from learners.progress.evidence.api.shapes import AskRow, EvidenceWhole
from learners.progress.evidence.queries import asked_of_me, own_evidence


class OwnEvidenceApi(Api):
    @extend_schema(
        operation_id="me_evidence", summary="My evidence, in every community", responses=EvidenceWhole(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(own_evidence(), EvidenceWhole)


class OwnPieceApi(Api):
    @extend_schema(
        operation_id="me_evidence_piece", summary="One of them, with what was made of it", responses=EvidenceWhole
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(EvidenceWhole(get_object_or_404(own_evidence(), pk=pk)).data)


class OwnAsksApi(Api):
    @extend_schema(
        operation_id="me_evidence_asks", summary="Whose evidence I am asked about", responses=AskRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(asked_of_me(), AskRow)


class ChildEvidenceApi(Api):
    @extend_schema(
        operation_id="me_child_evidence", summary="A child’s evidence; the child sees the look",
        responses=EvidenceWhole(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your evidence")):
            return self.page(own_evidence(), EvidenceWhole)
