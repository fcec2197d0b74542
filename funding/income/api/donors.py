"""Donors, pledges and gifts, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.income.actions import (
    change_donor,
    end_pledge,
    keep_donor,
    make_pledge,
    pause_pledge,
    record_gift,
    resume_pledge,
    take_back_gift,
)
from funding.income.api.shapes import (
    DonorInput,
    DonorRow,
    GiftInput,
    GiftRow,
    MonthRow,
    NewDonor,
    PledgeChange,
    PledgeInput,
    PledgeRow,
)
from funding.income.models import Donor, Gift, Pledge, PledgeState
from funding.income.queries import by_month, donors, gifts, pledges
from funding.income.rules import refuse_who_does_not_post
from funding.openness import open_parts
from tenancy.keys import uuid7


class MonthsApi(Api):
    permission = "funding.see_books"
    pagination_class = None

    @extend_schema(
        operation_id="here_giving_months",
        summary="What was given in all, month by month",
        responses=MonthRow(many=True),
    )
    def get(self, request: Request) -> Response:
        today = timezone.localdate()
        return Response(MonthRow(by_month(since=today.replace(year=today.year - 1, day=1)), many=True).data)


class OpenMonthsApi(Api):
    audience = "public"
    permission_classes = (IsAuthenticatedOrReadOnly,)
    pagination_class = None

    @extend_schema(
        operation_id="here_open_donations", responses=MonthRow(many=True),
        summary="What was given in each of the last twelve months, for anyone; 404 where it is not open",
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        if "donations" not in open_parts(self.access.community):
            raise Http404
        today = timezone.localdate()
        return Response(MonthRow(by_month(since=today.replace(year=today.year - 1, day=1)), many=True).data)


class DonorsApi(Api):
    permission = "funding.see_donors"

    @extend_schema(operation_id="here_donors", summary="Who gives", responses=DonorRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(donors(), DonorRow)

    @extend_schema(operation_id="here_donor_keep", summary="Keep a donor", request=NewDonor, responses={201: DonorRow})
    def post(self, request: Request) -> Response:
        return Response(DonorRow(keep_donor(**_about(self.given(NewDonor)))).data, status=201)


class DonorApi(Api):
    permission = "funding.see_donors"

    @extend_schema(operation_id="here_donor", summary="One donor", responses=DonorRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DonorRow(get_object_or_404(Donor, pk=pk)).data)

    @extend_schema(operation_id="here_donor_change", summary="Change it", request=DonorInput, responses=DonorRow)
    def patch(self, request: Request, pk: UUID) -> Response:
        donor = get_object_or_404(Donor, pk=pk)
        return Response(DonorRow(change_donor(donor, **_about(self.given(DonorInput, partial=True)))).data)


class PledgesApi(Api):
    permission = "funding.see_donors"

    @extend_schema(operation_id="here_pledges", summary="What a donor promised", responses=PledgeRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(pledges(get_object_or_404(Donor, pk=pk)), PledgeRow)

    @extend_schema(
        operation_id="here_pledge_make", summary="Write a pledge down, in the community’s currency",
        request=PledgeInput, responses={201: PledgeRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        donor = get_object_or_404(Donor, pk=pk)
        made = make_pledge(donor, currency=self.access.community.currency, **self.given(PledgeInput))
        return Response(PledgeRow(made).data, status=201)


class PledgeApi(Api):
    permission = "funding.see_donors"

    @extend_schema(
        operation_id="here_pledge_change", summary="Pause it, take it up again or end it", request=PledgeChange,
        responses=PledgeRow,
    )  # fmt: skip
    def patch(self, request: Request, pk: UUID) -> Response:
        pledge, today = get_object_or_404(Pledge, pk=pk), timezone.localdate()
        wanted = self.given(PledgeChange, partial=True).get("state", pledge.state)
        if wanted == PledgeState.ENDED:
            pledge = end_pledge(pledge)
        elif wanted != pledge.state:
            act = pause_pledge if wanted == PledgeState.PAUSED else resume_pledge
            pledge = act(pledge, on=today)
        return Response(PledgeRow(pledge).data)


class GiftsApi(Api):
    permission = "funding.see_donors"

    @extend_schema(operation_id="here_gifts", summary="What a donor gave", responses=GiftRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(gifts(get_object_or_404(Donor, pk=pk)), GiftRow)

    @extend_schema(
        operation_id="here_gift_record", summary="Record a gift; it becomes an entry that names nobody unasked",
        request=GiftInput, responses={201: GiftRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        refuse_who_does_not_post(self.access)
        donor, given = get_object_or_404(Donor, pk=pk), self.given(GiftInput)
        key = given.pop("pledge", None)
        pledge = get_object_or_404(pledges(donor), pk=key) if key else None
        currency = pledge.currency if pledge else self.access.community.currency
        if pledge is None:
            given.pop("due_on", None)
        made = record_gift(donor, pledge=pledge, currency=currency, by=self.access.person, **given)
        return Response(GiftRow(made).data, status=201)


class GiftApi(Api):
    permission = "funding.see_donors"

    @extend_schema(
        operation_id="here_gift_take_back", summary="Take back what was entered by mistake; its entry is reversed",
        responses={200: GiftRow},
    )  # fmt: skip
    def delete(self, request: Request, pk: UUID) -> Response:
        refuse_who_does_not_post(self.access)
        gift = get_object_or_404(Gift, pk=pk)
        taken = take_back_gift(gift, id=uuid7(), on=timezone.localdate(), by=self.access.person)
        return Response(GiftRow(taken).data)


def _about(given: dict[str, Any]) -> dict[str, Any]:
    """The person of the membership that was named."""
    if "member" in given:
        member = given.pop("member")
        given["person"] = member.person if member else None
    return given
