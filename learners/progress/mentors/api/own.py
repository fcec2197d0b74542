"""A learner's mentors, and those of a child, for programs."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Community
from learners.consents.acting import acting
from learners.progress.mentors.actions import ask, part
from learners.progress.mentors.api.shapes import MentorAsk, OwnMentoring
from learners.progress.mentors.models import Mentoring
from learners.progress.mentors.queries import own_mentorings


class OfLearner(Api):
    """One's own, or those of a child for their guardian, whom the child sees."""

    def list_them(self, child: UUID | None = None) -> Response:
        with acting(self.access.person, child, what=_("Your mentors")):
            return self.page(own_mentorings(), OwnMentoring)

    def ask(self, child: UUID | None = None) -> Response:
        given = self.given(MentorAsk)
        community = get_object_or_404(Community, slug=given.pop("community"))
        with acting(self.access.person, child, what=_("Your mentors")) as who:
            return Response(OwnMentoring(ask(who, community=community, **given)).data, status=201)

    def part(self, pk: UUID, child: UUID | None = None) -> Response:
        with acting(self.access.person, child, what=_("Your mentors")) as who:
            try:
                return Response(OwnMentoring(part(who, pk=pk)).data)
            except Mentoring.DoesNotExist as missing:
                raise Http404 from missing


class MentorsApi(OfLearner):
    @extend_schema(operation_id="me_mentors", summary="My mentors", responses=OwnMentoring(many=True))
    def get(self, request: Request) -> Response:
        return self.list_them()

    @extend_schema(
        operation_id="me_mentor_ask", summary="Ask a member to be my mentor, and agree that they read my plan",
        request=MentorAsk, responses={201: OwnMentoring},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return self.ask()


class MentorApi(OfLearner):
    @extend_schema(
        operation_id="me_mentor_end", summary="End it: my plan is closed to them", responses={200: OwnMentoring}
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        return self.part(pk)


class ChildMentorsApi(OfLearner):
    @extend_schema(operation_id="me_child_mentors", summary="A child’s mentors", responses=OwnMentoring(many=True))
    def get(self, request: Request, child: UUID) -> Response:
        return self.list_them(child)

    @extend_schema(
        operation_id="me_child_mentor_ask", summary="Ask a member to be a child’s mentor",
        request=MentorAsk, responses={201: OwnMentoring},
    )  # fmt: skip
    def post(self, request: Request, child: UUID) -> Response:
        return self.ask(child)


class ChildMentorApi(OfLearner):
    @extend_schema(operation_id="me_child_mentor_end", summary="End a child’s mentoring", responses={200: OwnMentoring})
    def delete(self, request: Request, child: UUID, pk: UUID) -> Response:
        return self.part(pk, child)
