"""Enrol, leave and complete, for programs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from learners.actions import complete_enrolment, enrol, enrol_child, withdraw, withdraw_child
from learners.api.shapes import EnrolmentRow, EnrolmentWhole
from learners.equity import answers, asked_here, complaint
from learners.guardianship import NotGuardian
from learners.models import Enrolment, Offering
from learners.rules import homes_of, may_end_enrolment, may_see_offering


class EnrolApi(Api):
    """For oneself; no membership is needed."""

    audience = "people"

    class Answers(serializers.Serializer[Any]):
        home = serializers.SlugField(required=False, help_text="The community you come from; the likeliest without it")
        attributes = serializers.DictField(
            child=serializers.CharField(allow_blank=True),
            default=dict,
            help_text="Answers to what the offering `asks`, for equity; what is left out or empty is a blank",
        )

        kind = serializers.ChoiceField(
            Enrolment.Kind.choices,
            required=False,
            help_text="Without it: a visitor at home elsewhere, else full",
        )
        trial_until = serializers.DateField(required=False, help_text="Of a trial: its last day; in four weeks without")
        knowingly = serializers.BooleanField(
            default=False,
            help_text="Also where it clashes with what you do already; else that is refused, and says which",
        )

    class Input(Answers):
        waits = serializers.BooleanField(
            default=False, help_text="Join the waiting list where all places are taken; else that is refused"
        )

    @extend_schema(
        operation_id="here_enrol",
        summary="Take a place, or one in the waiting list; again: the same enrolment",
        request=Input,
        responses=EnrolmentRow,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        offering = get_object_or_404(Offering, pk=pk)
        if not may_see_offering(offering, self.access):
            raise Http404
        given = self.given(self.Input)
        home = home_named(self.access, offering, given.get("home"))
        made = enrol(
            offering,
            person=self.access.person,
            home=home.community if home else None,
            display_name=home.display_name if home else "",
            attributes=answers_given(given["attributes"]),
            by=self.access.person,
            kind=given.get("kind", ""),
            trial_until=given.get("trial_until"),
            knowingly=given["knowingly"],
            waits=given["waits"],
        )
        return Response(EnrolmentRow(made).data)


def home_named(access: Any, offering: Offering, slug: str | None) -> Membership | None:
    """Where the caller comes from; without a slug, the likeliest."""
    homes = homes_of(access.memberships, offering.community_id)
    if slug is None:
        return next(iter(homes), None)
    found = next((one for one in homes if one.community.slug == slug), None)
    if found is None:
        raise serializers.ValidationError({"home": ["You do not come from there."]})
    return found


class EnrolChildApi(Api):
    """For a child, by their guardian."""

    audience = "people"

    @extend_schema(
        operation_id="here_enrol_child",
        summary="Enrol your child, who sees that you did; again: the same enrolment",
        request=EnrolApi.Input,
        responses=EnrolmentRow,
    )
    def post(self, request: Request, pk: UUID, child: UUID) -> Response:
        offering = get_object_or_404(Offering, pk=pk)
        if not may_see_offering(offering, self.access):
            raise Http404
        given = self.given(EnrolApi.Input)
        given["attributes"] = answers_given(given["attributes"])
        try:
            made = enrol_child(offering, child_id=child, guardian=self.access.person, **given)
        except NotGuardian as stranger:
            raise Http404 from stranger
        return Response(EnrolmentRow(made).data)


def answers_given(given: dict[str, str]) -> dict[str, str]:
    asks = asked_here()
    if told := complaint(given, asks):
        raise serializers.ValidationError({"attributes": [told]})
    return answers(given, asks)


class EnrolmentsApi(Api):
    permission = "learners.see_enrolments"

    class Input(serializers.Serializer[Any]):
        member = serializers.UUIDField(help_text="A live membership of this community")

    @extend_schema(operation_id="here_enrolments", summary="Who is or was enrolled", responses=EnrolmentRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        offering = get_object_or_404(Offering, pk=pk)
        return self.page(Enrolment.objects.filter(offering=offering).select_related("home"), EnrolmentRow)

    @extend_schema(
        operation_id="here_enrol_member", summary="Enrol a member", request=Input, responses={201: EnrolmentRow}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        offering = get_object_or_404(Offering, pk=pk)
        member = get_object_or_404(Membership, pk=self.given(self.Input)["member"], until__isnull=True)
        made = enrol(
            offering,
            person=member.person,
            home=self.access.community,
            display_name=member.display_name,
            by=self.access.person,
        )
        return Response(EnrolmentRow(made).data, status=201)


class EnrolmentApi(Api):
    permission = "learners.see_enrolments"

    @extend_schema(operation_id="here_enrolment", summary="One enrolment", responses=EnrolmentWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        shown = get_object_or_404(Enrolment.objects.select_related("home"), pk=pk)
        may_see = self.access.can("learners.see_equity")
        return Response(EnrolmentWhole(shown, context={"sees_equity": may_see}).data)


class OutcomeApi(Api):
    permission = "learners.see_enrolments"

    class Input(serializers.Serializer[Any]):
        outcome = serializers.ChoiceField(Enrolment.Outcome.choices)

    @extend_schema(
        operation_id="here_enrolment_complete", summary="Record how it ended", request=Input, responses=EnrolmentRow
    )
    def put(self, request: Request, pk: UUID) -> Response:
        enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
        done = complete_enrolment(enrolment, outcome=self.given(self.Input)["outcome"], by=self.access.person)
        return Response(EnrolmentRow(done).data)


class LeaveApi(Api):
    """For oneself, for one's child, or, for who sees the enrolments, for a learner."""

    audience = "people"

    @extend_schema(
        operation_id="here_leave",
        summary="Leave, leave the waiting list, or decline a place",
        request=None,
        responses=EnrolmentRow,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        enrolment = get_object_or_404(Enrolment.objects.select_related("offering"), pk=pk)
        if may_end_enrolment(enrolment, self.access):
            return Response(EnrolmentRow(withdraw(enrolment, by=self.access.person)).data)
        try:
            return Response(EnrolmentRow(withdraw_child(enrolment, guardian=self.access.person)).data)
        except NotGuardian as refusal:
            raise (PermissionDenied if self.access.membership else Http404) from refusal
