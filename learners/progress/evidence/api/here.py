"""Evidence of a community's learners, for programs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.assessments.models import Rubric
from learners.guardianship import as_guardian
from learners.models import Enrolment
from learners.progress.evidence.actions import add_evidence, ask_peer, assess, remove_evidence
from learners.progress.evidence.api.shapes import (
    AskInput,
    AskRow,
    AssessInput,
    EvidenceAssessmentRow,
    EvidenceWaiting,
    EvidenceWhole,
    PieceInput,
    PieceOfEvidence,
)
from learners.progress.evidence.models import Assessment, Evidence
from learners.progress.evidence.queries import asked_for, evidence_of, marked_attempts, to_assess
from learners.progress.evidence.rules import AS, Reader, may_assess, reader_of
from web.sentences import Sentence


class LearnersEvidenceApi(Api):
    """For the learner, a guardian of theirs, and who teaches the offering."""

    audience = "people"

    @extend_schema(
        operation_id="here_learners_evidence", summary="A learner’s evidence in an offering",
        responses=EvidenceWhole(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        enrolment, _reader = self._read(pk)
        return self.page(evidence_of(enrolment), EvidenceWhole)

    @extend_schema(
        operation_id="here_evidence_add", summary="Add evidence of what a learner can do",
        request={"multipart/form-data": PieceInput}, responses={201: PieceOfEvidence},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        enrolment, reader = self._read(pk)
        given = self.given(PieceInput)
        if attempt := given.pop("attempt", None):
            given["attempt"] = get_object_or_404(marked_attempts(enrolment.person_id), pk=attempt)
        if reader == Reader.GUARDIAN:
            what = Sentence(_("Added evidence for you: %(title)s"), title=given["title"])
            with as_guardian(enrolment.person_id, self.access.person, what=what, did=True):
                pass
        made = add_evidence(enrolment, by=self.access.person, role=reader.value, **given)
        return Response(PieceOfEvidence(made).data, status=201)

    def _read(self, pk: UUID) -> tuple[Enrolment, Reader]:
        enrolment = get_object_or_404(Enrolment.objects.select_related("card", "offering"), pk=pk)
        return enrolment, reader_of(self.access, enrolment)


class WaitingApi(Api):
    permission = "progress.mark"

    @extend_schema(
        operation_id="here_evidence_waiting", summary="What no teacher has assessed yet, of what I teach",
        responses=EvidenceWaiting(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(to_assess(self.access.membership), EvidenceWaiting)


class _OfPiece(Api):
    audience = "people"

    def read(self, pk: UUID) -> tuple[Evidence, Reader]:
        rows = Evidence.objects.select_related("enrolment__card", "enrolment__offering", "file")
        found = get_object_or_404(rows, pk=pk)
        return found, reader_of(self.access, found.enrolment, found)

    def said_of(self, found: Evidence, reader: Reader) -> Any:
        """A peer sees what they said themself."""
        said = Assessment.objects.filter(evidence=found).order_by("at", "pk")
        return said.filter(by=self.access.person) if reader == Reader.PEER else said


class PieceApi(_OfPiece):
    @extend_schema(operation_id="here_evidence", summary="One piece of evidence", responses=PieceOfEvidence)
    def get(self, request: Request, pk: UUID) -> Response:
        found, _reader = self.read(pk)
        return Response(PieceOfEvidence(found).data)

    @extend_schema(
        operation_id="here_evidence_delete", summary="Take away what I added and nobody has assessed",
        responses={204: None},
    )  # fmt: skip
    def delete(self, request: Request, pk: UUID) -> Response:
        found, _reader = self.read(pk)
        remove_evidence(found, by=self.access.person)
        return Response(status=204)


class AssessmentsApi(_OfPiece):
    @extend_schema(
        operation_id="here_evidence_assessments", summary="What was made of it, the first first",
        responses=EvidenceAssessmentRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(self.said_of(*self.read(pk)), EvidenceAssessmentRow)

    @extend_schema(
        operation_id="here_evidence_assess",
        summary="Put a level on it: as its learner, as a learner who is asked, or as a teacher of the offering",
        request=AssessInput,
        responses={201: EvidenceAssessmentRow},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        found, reader = self.read(pk)
        if not may_assess(self.access, reader):
            raise PermissionDenied
        given = self.given(AssessInput)
        if rubric := given.pop("rubric", None):
            given["rubric"] = get_object_or_404(Rubric, pk=rubric)
        made = assess(found, by=self.access.person, role=AS[reader], **given)
        return Response(EvidenceAssessmentRow(made).data, status=201)


class AsksApi(_OfPiece):
    @extend_schema(
        operation_id="here_evidence_asks", summary="Which learners are asked about it", responses=AskRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(asked_for(self._askable(pk)), AskRow)

    @extend_schema(
        operation_id="here_evidence_ask", summary="Ask a learner of the same offering", request=AskInput,
        responses={201: AskRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found = self._askable(pk)
        peer = get_object_or_404(Enrolment, pk=self.given(AskInput)["enrolment"], offering=found.enrolment.offering_id)
        return Response(AskRow(ask_peer(found, peer=peer, by=self.access.person)).data, status=201)

    def _askable(self, pk: UUID) -> Evidence:
        found, reader = self.read(pk)
        if reader not in (Reader.LEARNER, Reader.TEACHER):
            raise PermissionDenied
        return found
