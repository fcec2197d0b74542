"""Applications and draws, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.kinds.admissions import GROUPS
from learners.actions.children import for_child
from learners.admissions.actions import apply, confirm_groups, open_round, withdraw_application
from learners.admissions.api.shapes import ApplicationRow, DrawRow, OwnApplicationRow, RoundRow
from learners.admissions.models import Application, Draw, Round
from learners.admissions.queries import own_applications, standing
from learners.api.enrolments import EnrolApi, answers_given, home_named
from learners.guardianship import NotGuardian
from learners.models import Offering
from learners.rules import may_see_offering
from web.sentences import Sentence

NAMES = list(GROUPS)  # of groups that may come before the others


class RoundApi(Api):
    audience = "public"
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="here_round", summary="By what rule places are given", responses=RoundRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(RoundRow(_round(self.access, pk)).data)


class ApplyApi(Api):
    """For oneself; no membership is needed."""

    audience = "people"

    class Input(EnrolApi.Answers):
        claims = serializers.ListField(
            child=serializers.ChoiceField(NAMES), default=list, help_text="Groups that somebody confirms"
        )

    @extend_schema(
        operation_id="here_apply", summary="Apply for a place; again: the same application", request=Input,
        responses=ApplicationRow,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found, given = _round(self.access, pk), self.given(self.Input)
        home = home_named(self.access, found.offering, given.get("home"))
        who: dict[str, Any] = {"home": home.community, "display_name": home.display_name} if home else {}
        made = apply(found, person=self.access.person, by=self.access.person, **who, **_about(given))
        return Response(ApplicationRow(made).data)


class ApplyChildApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_apply_child", summary="Apply for your child, who sees that you did", request=ApplyApi.Input,
        responses=ApplicationRow,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID, child: UUID) -> Response:
        found, given = _round(self.access, pk), self.given(ApplyApi.Input)
        what = Sentence(_("Applied for you: %(title)s"), title=found.offering.title)
        try:
            who = for_child(child, self.access.person, found.offering, what=what, home=given.get("home", ""))
        except NotGuardian as stranger:
            raise Http404 from stranger
        made = apply(found, by=self.access.person, **who, **_about(given))
        return Response(ApplicationRow(made).data)


def _about(given: dict[str, Any]) -> dict[str, Any]:
    attributes = answers_given(given["attributes"])
    return {"claims": given["claims"], "attributes": attributes, "knowingly": given["knowingly"]}


class ApplicationsApi(Api):
    permission = {"GET": "learners.see_enrolments", "POST": "learners.manage_offerings"}

    class Input(serializers.Serializer[Any]):
        closes_at = serializers.DateTimeField(help_text="The places are drawn then")

    @extend_schema(operation_id="here_applications", summary="Who applied", responses=ApplicationRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(standing(_round(self.access, pk)).order_by("id"), ApplicationRow)

    @extend_schema(
        operation_id="here_applications_open", summary="Open applications, once an offering", request=Input,
        responses={201: RoundRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        offering, given = get_object_or_404(Offering, pk=pk), self.given(self.Input)
        made = open_round(offering, closes_at=given["closes_at"], by=self.access.person)
        return Response(RoundRow(made).data, status=201)


class ApplicationApi(Api):
    """One's own, or one's child's."""

    audience = "people"

    @extend_schema(operation_id="here_application_withdraw", summary="Apply no longer", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        rows = Application.objects.select_related("round__offering")
        try:
            withdraw_application(get_object_or_404(rows, pk=pk), by=self.access.person)
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response(status=204)


class GroupsApi(Api):
    permission = "learners.see_enrolments"

    class Input(serializers.Serializer[Any]):
        groups = serializers.ListField(child=serializers.ChoiceField(NAMES), help_text="Of those claimed")

    @extend_schema(
        operation_id="here_application_groups", summary="Confirm what an applicant claims", request=Input,
        responses=ApplicationRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Application.objects.select_related("round__offering", "home"), pk=pk)
        return Response(ApplicationRow(confirm_groups(found, groups=self.given(self.Input)["groups"])).data)


class DrawApi(Api):
    audience = "public"
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="here_draw", summary="All that is needed to draw again", responses=DrawRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DrawRow(get_object_or_404(Draw, round=_round(self.access, pk)).document).data)


class OwnApplicationsApi(Api):
    @extend_schema(operation_id="me_applications", summary="My applications", responses=OwnApplicationRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(own_applications(), OwnApplicationRow)


def _round(access: Any, pk: UUID) -> Round:
    found = get_object_or_404(Round.objects.select_related("offering__version"), offering=pk)
    if not may_see_offering(found.offering, access):
        raise Http404
    return found
