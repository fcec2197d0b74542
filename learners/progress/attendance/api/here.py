"""Rolls and announced absences, for programs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.guardianship import as_guardian
from learners.models import Enrolment, Offering
from learners.progress.attendance.actions import Said, announce_absence, take_back, take_roll
from learners.progress.attendance.api.shapes import AbsenceInput, AbsenceRow, PresenceRow, RollInput, SessionRow
from learners.progress.attendance.models import Announcement
from learners.progress.attendance.queries import announcements_of, on_the_roll, presences_of, session_at, sessions_of
from learners.progress.attendance.rules import Reader, reader_of, refuse_who_does_not_teach
from web.sentences import Sentence


def _offering(endpoint: Api, pk: UUID) -> Offering:
    offering: Offering = get_object_or_404(Offering, pk=pk)
    refuse_who_does_not_teach(endpoint.access, offering)
    return offering


class SessionsApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_sessions", summary="Rolls of an offering, the latest first", responses=SessionRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(sessions_of(_offering(self, pk)), SessionRow)


class RollApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(
        operation_id="here_roll_take", summary="Take the roll of a meeting, or correct it", request=RollInput,
        responses=SessionRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        offering, given = _offering(self, pk), self.given(RollInput)
        told: dict[UUID, Any] = {one.pop("enrolment"): Said(**one) for one in given.pop("roll")}
        first = session_at(offering, given["on"], given["starts"]) is None
        others = set(on_the_roll(offering).values_list("pk", flat=True)) - set(told) if first else set()
        there = dict.fromkeys(others, Said())
        made = take_roll(offering, by=self.access.person, said=told | there, shown=there, **given)
        return Response(SessionRow(sessions_of(offering).get(pk=made.pk)).data)


class _OfLearner(Api):
    """For the learner, a guardian of theirs, and who teaches the offering."""

    audience = "people"

    def read(self, pk: UUID) -> tuple[Enrolment, Reader]:
        enrolment = get_object_or_404(Enrolment.objects.select_related("card", "offering"), pk=pk)
        return enrolment, reader_of(self.access, enrolment, what=_("Your attendance"))

    def told_by(self, pk: UUID) -> tuple[Enrolment, Reader]:
        enrolment, reader = self.read(pk)
        if reader == Reader.TEACHER:
            raise PermissionDenied
        return enrolment, reader


class LearnersAttendanceApi(_OfLearner):
    @extend_schema(
        operation_id="here_attendance", summary="A learner’s attendance, with its history",
        responses=PresenceRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(presences_of(self.read(pk)[0]), PresenceRow)


class AbsencesApi(_OfLearner):
    @extend_schema(
        operation_id="here_absences", summary="Absences that were announced", responses=AbsenceRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(announcements_of(self.read(pk)[0]), AbsenceRow)

    @extend_schema(
        operation_id="here_absence_announce", summary="Say that I, or my child, will not be there",
        request=AbsenceInput, responses={201: AbsenceRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        enrolment, reader = self.told_by(pk)
        given = self.given(AbsenceInput)
        if reader == Reader.GUARDIAN:
            what = Sentence(_("Announced an absence for you: %(title)s"), title=enrolment.card.title)
            with as_guardian(enrolment.person_id, self.access.person, what=what, did=True):
                pass
        made = announce_absence(enrolment, by=self.access.person, **given)
        return Response(AbsenceRow(made).data, status=201)


class AbsenceApi(_OfLearner):
    @extend_schema(operation_id="here_absence_delete", summary="Take it back", responses={204: None})
    def delete(self, request: Request, pk: UUID, one: UUID) -> Response:
        enrolment, _reader = self.told_by(pk)
        take_back(get_object_or_404(Announcement, enrolment=enrolment, pk=one))
        return Response(status=204)
