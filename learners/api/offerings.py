"""The catalogue, and a community's offerings, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from curriculum.models import Version
from learners.actions import change_offering, close_offering, end_offering, open_offering, publish_offering
from learners.api.found import FoundCard, OfferingCardWhole
from learners.api.shapes import MeetsOn, OfferingRow
from learners.distance import by_distance, starting_points
from learners.equity import asked_here
from learners.models import Held, Offering, OpenTo, State, Support
from learners.queries import card_of, catalogue, offerings_here
from learners.rules import may_see_offering
from learners.support import having, needs_of
from learners.times.own import beside, clashes_of, courses_of
from learners.times.slots import Slot, as_kept
from tenancy.refusal import Refused


class CatalogueApi(Api):
    permission_classes = (AllowAny,)

    class Filters(serializers.Serializer[Any]):
        text = serializers.CharField(required=False, help_text="Words in title, summary, subject or community")
        language = serializers.CharField(required=False, help_text="BCP 47")
        age = serializers.IntegerField(required=False, min_value=0)
        starts_from = serializers.DateField(required=False)
        with_places = serializers.BooleanField(required=False)
        weekday = serializers.IntegerField(required=False, min_value=0, max_value=6, help_text="0 is Monday")
        held = serializers.ChoiceField(["place", "online"], required=False)
        free = serializers.BooleanField(required=False, help_text="Free of charge")
        support = serializers.ChoiceField(Support.choices, required=False)
        beside = serializers.BooleanField(required=False, help_text="Signed in: when you are free")
        with_needed = serializers.BooleanField(
            required=False, help_text="Signed in: with all the support that your profile says you need"
        )
        at_most_km = serializers.IntegerField(
            required=False, min_value=1, max_value=25_000, help_text="From a community of yours that says where it is"
        )

    @extend_schema(
        operation_id="offerings",
        summary="What the reader may come to; without a sign-in, what is open to everyone",
        parameters=[Filters],
        responses=FoundCard(many=True),
    )
    def get(self, request: Request) -> Response:
        asked, person = self.asked(self.Filters), self.access.person
        homes, at_most = starting_points(self.access.memberships), asked.pop("at_most_km", None)
        if at_most and not homes:
            raise Refused(_("No community of yours says where it is: there is nowhere to measure from."))
        free_time, with_needed = asked.pop("beside", False) and person, asked.pop("with_needed", False)
        needs = needs_of(person.pk) if person else []
        if with_needed and not needs:
            raise Refused(_("Your profile does not say what you need."))
        found = by_distance(catalogue(public=person is None, **asked), homes, at_most=at_most)
        found = found.filter(having(needs)) if with_needed else found
        found = found.filter(beside(courses_of(person.pk))) if free_time else found
        return self.page(found, FoundCard, needs=needs)


class OfferingInput(serializers.Serializer[Any]):
    title = serializers.CharField(required=False, max_length=200, help_text="The version's, when left out")
    summary = serializers.CharField(required=False, allow_blank=True)
    language = serializers.CharField(required=False, max_length=35, help_text="BCP 47")
    term_key = serializers.CharField(required=False, allow_blank=True, max_length=40)
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    held = serializers.ChoiceField(Held.choices, required=False)
    room = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="Everyone reads it")
    times = MeetsOn(many=True, required=False)
    age_from = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=120)
    age_to = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=120)
    cost = serializers.IntegerField(
        required=False, min_value=0, max_value=10**12, help_text="Minor units of the community's currency; 0: free"
    )
    cost_words = serializers.CharField(required=False, allow_blank=True, max_length=200)
    support = serializers.MultipleChoiceField(choices=Support.choices, required=False)
    pause_keeps = serializers.BooleanField(required=False, help_text="Whoever pauses keeps the place")
    capacity = serializers.IntegerField(required=False, allow_null=True, min_value=1, help_text="Null: no limit")
    open_to = serializers.ChoiceField(OpenTo.choices, required=False)
    teachers = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="Memberships")


class NewOfferingInput(OfferingInput):
    version = serializers.UUIDField()


class OfferingsApi(Api):
    permission = {"POST": "learners.manage_offerings"}

    @extend_schema(operation_id="here_offerings", summary="The offerings here", responses=OfferingRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(offerings_here(drafts=self.access.can("learners.manage_offerings")), OfferingRow)

    @extend_schema(
        operation_id="here_offering_open",
        summary="Prepare an offering of a published version",
        request=NewOfferingInput,
        responses={201: OfferingRow},
    )
    def post(self, request: Request) -> Response:
        given = self.given(NewOfferingInput)
        version = get_object_or_404(Version, pk=given.pop("version"))
        made = open_offering(version, **_about(given))
        return Response(OfferingRow(made).data, status=201)


class OfferingApi(Api):
    audience = "public"
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="here_offering", summary="What an offering is", responses=OfferingCardWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Offering.objects.select_related("version"), pk=pk)
        if not may_see_offering(found, self.access):
            raise Http404
        card, person = card_of(found), self.access.person
        clashes, needs = (clashes_of(card, person.pk), needs_of(person.pk)) if person else ([], [])
        return Response(
            OfferingCardWhole(card, context={"asks": asked_here(), "clashes": clashes, "needs": needs}).data
        )


class OfferingSettingsApi(Api):
    permission = "learners.manage_offerings"

    @extend_schema(
        operation_id="here_offering_change",
        summary="Change an offering; more places let in who waits",
        request=OfferingInput,
        responses=OfferingRow,
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Offering, pk=pk)
        given = _about(self.given(OfferingInput))
        return Response(OfferingRow(change_offering(found, by=self.access.person, **given)).data)


class OfferingStateApi(Api):
    permission = "learners.manage_offerings"

    class Input(serializers.Serializer[Any]):
        state = serializers.ChoiceField(State.choices, help_text="Not draft")

        def validate_state(self, state: str) -> str:
            if state == State.DRAFT:
                raise serializers.ValidationError("What was published is no draft again.")
            return state

    @extend_schema(
        operation_id="here_offering_state", summary="Publish, close or end it", request=Input, responses=OfferingRow
    )
    def put(self, request: Request, pk: UUID) -> Response:
        found, state = get_object_or_404(Offering, pk=pk), self.given(self.Input)["state"]
        if state == State.ENDED:
            return Response(OfferingRow(end_offering(found, by=self.access.person)).data)
        lead = publish_offering if state == State.OPEN else close_offering
        return Response(OfferingRow(lead(found)).data)


def _about(given: dict[str, Any]) -> dict[str, Any]:
    """As the actions take it."""
    if "times" in given:
        given["times"] = as_kept(Slot(**one) for one in given["times"])
    if "support" in given:
        given["support"] = sorted(given["support"])
    return _with_teachers(given)


def _with_teachers(given: dict[str, Any]) -> dict[str, Any]:
    if "teachers" not in given:
        return given
    found = list(Membership.objects.filter(pk__in=given["teachers"], until__isnull=True))
    if len(found) != len(set(given["teachers"])):
        raise serializers.ValidationError({"teachers": ["Not every one is a live membership here."]})
    return {**given, "teachers": found}
