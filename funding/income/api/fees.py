"""Fees, charges and payments, for programs."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.income.actions import (
    change_charge,
    charge_fee,
    keep_fee_kind,
    record_payments,
    retire_fee_kind,
    take_back_payments,
)
from funding.income.api.fee_shapes import (
    ChargeChange,
    ChargeRow,
    FeeInput,
    FeeRow,
    PaymentsInput,
    PaymentsRow,
    RunInput,
    RunRow,
)
from funding.income.models import Charge, ChargeRun, FeeKind
from funding.income.owed import charges_of, fee_kinds, own_charges, payments_of, runs
from funding.income.rules import refuse_who_does_not_post
from funding.models import Entry
from learners.guardianship import looking
from tenancy.keys import uuid7
from tenancy.refusal import Refused


class KindsApi(Api):
    permission = "funding.post"

    @extend_schema(operation_id="here_fee_kinds", summary="Fees that are asked for", responses=FeeRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(fee_kinds(), FeeRow)

    @extend_schema(
        operation_id="here_fee_kind_keep", summary="Ask for a fee, in the community’s currency", request=FeeInput,
        responses={201: FeeRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = {"role": "", "offering": None, **self.given(FeeInput)}
        return Response(FeeRow(keep_fee_kind(currency=self.access.community.currency, **given)).data, status=201)


class KindApi(Api):
    permission = "funding.post"

    @extend_schema(
        operation_id="here_fee_kind_retire", summary="Charge it no more; what was charged stays",
        responses={200: FeeRow},
    )  # fmt: skip
    def delete(self, request: Request, pk: UUID) -> Response:
        return Response(FeeRow(retire_fee_kind(get_object_or_404(FeeKind, pk=pk))).data)


class RunsApi(Api):
    permission = "funding.post"

    @extend_schema(operation_id="here_fee_runs", summary="What was charged, as sums", responses=RunRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(runs(), RunRow)

    @extend_schema(
        operation_id="here_fee_charge", request=RunInput, responses={201: RunRow},
        summary="Charge a fee to everyone it is for; again, to those who came meanwhile",
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = self.given(RunInput)
        kind = get_object_or_404(FeeKind, pk=given.pop("kind"))
        made = charge_fee(kind, by=self.access.person, **given)
        return Response(RunRow(runs().get(pk=made.pk)).data, status=201)


class ChargesApi(Api):
    permission = "funding.see_charges"

    @extend_schema(operation_id="here_charges", summary="Its charges, by learner", responses=ChargeRow(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(charges_of(get_object_or_404(ChargeRun, pk=pk)), ChargeRow)


class ChargeApi(Api):
    permission = "funding.see_charges"

    @extend_schema(
        operation_id="here_charge_change", summary="Put a charge right", request=ChargeChange, responses=ChargeRow
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        refuse_who_does_not_post(self.access)
        charge = get_object_or_404(Charge, pk=pk)
        amount = self.given(ChargeChange, partial=True).get("amount", charge.amount)
        return Response(ChargeRow(change_charge(charge, amount=amount, by=self.access.person)).data)


class PaymentsApi(Api):
    permission = "funding.see_charges"

    @extend_schema(
        operation_id="here_fee_payments", summary="Record what was paid of charges, as one entry",
        request=PaymentsInput, responses={201: PaymentsRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        refuse_who_does_not_post(self.access)
        given = self.given(PaymentsInput)
        paid = {one["charge"]: one["amount"] for one in given["payments"]}
        if len(paid) < len(given["payments"]):
            raise Refused(_("A charge stands here twice."))
        entry = record_payments(paid, on=given["on"], id=given["id"], by=self.access.person)
        return Response(PaymentsRow({"entry": entry.pk, "amount": sum(paid.values())}).data, status=201)


class PaymentApi(Api):
    permission = "funding.see_charges"

    @extend_schema(
        operation_id="here_fee_payments_take_back", summary="Take back what was recorded together, by its entry",
        responses={200: PaymentsRow},
    )  # fmt: skip
    def delete(self, request: Request, pk: UUID) -> Response:
        refuse_who_does_not_post(self.access)
        entry = get_object_or_404(Entry, pk=pk)
        amount = sum(one.amount for one in payments_of(entry))
        reversal = take_back_payments(entry, id=uuid7(), on=timezone.localdate(), by=self.access.person)
        return Response(PaymentsRow({"entry": reversal.pk, "amount": amount}).data)


class OwnFeesApi(Api):
    @extend_schema(operation_id="me_fees", summary="My fees, in every community", responses=ChargeRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(own_charges(), ChargeRow)


class ChildFeesApi(Api):
    @extend_schema(
        operation_id="me_child_fees", summary="A child’s fees; the child sees the look", responses=ChargeRow(many=True)
    )
    def get(self, request: Request, child: UUID) -> Response:
        with looking(child, self.access.person, what=gettext_lazy("Your fees")):
            return self.page(own_charges(), ChargeRow)
