"""A learner's own learning, and a guardian's look at it, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.assessments.api.attempts import whole
from curriculum.assessments.api.shapes import AttemptRow, AttemptWhole
from curriculum.assessments.queries import own_attempts
from learners.guardianship import looking
from learners.models import OfferingCard
from learners.progress.api.shapes import LearningRow, StandingWhole, StepRow
from learners.progress.queries import own_standing, own_standings
from learners.progress.steps import next_steps
from learners.queries import own_enrolments
from web.sentences import Sentence


class LearningsApi(Api):
    @extend_schema(operation_id="me_learning", summary="What I learn, and learned", responses=LearningRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(own_enrolments(), LearningRow)


class LearningApi(Api):
    @extend_schema(operation_id="me_learning_one", summary="How far I am, with every mark", responses=StandingWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(StandingWhole(own_standing(get_object_or_404(own_enrolments(), pk=pk))).data)


class StepsApi(Api):
    pagination_class = None

    @extend_schema(operation_id="me_next_steps", summary="What to do next, and why", responses=StepRow(many=True))
    def get(self, request: Request) -> Response:
        return Response(StepRow(next_steps(own_standings(), timezone.localdate()), many=True).data)


class ChildLearningsApi(Api):
    @extend_schema(
        operation_id="me_child_learning", summary="What a child learns; the child sees the look",
        responses=LearningRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("How far you are")):
            return self.page(own_enrolments(), LearningRow)


class ChildLearningApi(Api):
    @extend_schema(
        operation_id="me_child_learning_one", summary="How far a child is, with every mark; the child sees the look",
        responses=StandingWhole,
    )  # fmt: skip
    def get(self, request: Request, child: UUID, pk: UUID) -> Response:
        """`pk`: the offering's."""
        card: Any = get_object_or_404(OfferingCard.objects.only("title"), pk=pk)
        with looking(child, self.access.person, what=Sentence(_("How far you are: %(title)s"), title=card.title)):
            standing = own_standing(get_object_or_404(own_enrolments(), card=pk))
            return Response(StandingWhole(standing).data)


class ChildAttemptsApi(Api):
    @extend_schema(
        operation_id="me_child_attempts", summary="A child’s attempts at assessments; the child sees the look",
        responses=AttemptRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your assessments")):
            return self.page(own_attempts(), AttemptRow)


class ChildAttemptApi(Api):
    @extend_schema(
        operation_id="me_child_attempt", summary="One of them, as the child sees it; the child sees the look",
        responses=AttemptWhole,
    )  # fmt: skip
    def get(self, request: Request, child: UUID, pk: UUID) -> Response:
        with looking(child, self.access.person, what=_("Your assessments")):
            return Response(whole(pk))
