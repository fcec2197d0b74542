"""What is done with a request, for programs; 409 says why not."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from communities.governance.deciding import decide_effect
from funding.api.shapes import amount_field
from funding.expenses import actions
from funding.expenses.api.requests import OfRequest
from funding.expenses.api.shapes import ExpenseWhole
from funding.expenses.rules import APPROVE, ASK, PAY


class OfMembers(OfRequest):
    audience = "members"


class ExpenseWord(serializers.Serializer[Any]):
    why = serializers.CharField(max_length=2000, default="", allow_blank=True)


class AskingApi(OfMembers):
    permission = ASK

    @extend_schema(operation_id="here_expense_ask", summary="Hand in your draft", request=None, responses=ExpenseWhole)
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.ask_request(self.found(pk), by=self.access.person))


class WithdrawalApi(OfRequest):
    @extend_schema(
        operation_id="here_expense_withdraw", summary="Take your request back before it is paid", request=None,
        responses=ExpenseWhole,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.withdraw_request(self.found(pk), by=self.access.person))


class ApprovalApi(OfMembers):
    permission = APPROVE

    @extend_schema(
        operation_id="here_expense_approve", summary="Approve it, as one of as many people as are needed",
        request=ExpenseWord, responses=ExpenseWhole,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.approve_request(self.found(pk), by=self.access.person, **self.given(ExpenseWord)))


class RefusalApi(OfMembers):
    class Input(serializers.Serializer[Any]):
        why = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="here_expense_refuse", summary="Refuse it; whoever pays does so too once it is approved",
        request=Input, responses=ExpenseWhole,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        found, access = self.found(pk), self.access
        if not (access.can(APPROVE) or (access.can(PAY) and found.hold_id)):
            raise PermissionDenied
        return self.told(actions.refuse_request(found, by=access.person, **self.given(self.Input)))


class ConsentApi(OfRequest):
    @extend_schema(
        operation_id="here_expense_word", request=None, responses=ExpenseWhole,
        summary="Agree, as the learner whose own fund is asked, or as a guardian of theirs",
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.give_word(self.found(pk), by=self.access.person))


class DecisionApi(OfMembers):
    permission = "communities.manage_people"

    class Input(serializers.Serializer[Any]):
        reason = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="here_expense_decide", request=Input, responses=ExpenseWhole,
        summary="Decide one over the limit alone, where spending is entrusted; elsewhere propose `pay_expense`",
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        found, reason = self.found(pk), self.given(self.Input)["reason"]
        decide_effect("pay_expense", {"request": str(found.pk)}, access=self.access, reason=reason)
        return self.told(found)


class PaymentApi(OfMembers):
    permission = PAY

    class Input(serializers.Serializer[Any]):
        id = serializers.UUIDField(help_text="The entry’s, given by you: a repeat does nothing")
        on = serializers.DateField()

    @extend_schema(
        operation_id="here_expense_pay", summary="Say that what was approved is paid", request=Input,
        responses=ExpenseWhole,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.pay_request(self.found(pk), by=self.access.person, **self.given(self.Input)))


class UndoingApi(OfMembers):
    permission = PAY

    class Input(PaymentApi.Input):
        why = serializers.CharField(max_length=2000, help_text="Who asked reads it")

        class Meta:
            ref_name = "ExpenseUndoing"

    @extend_schema(
        operation_id="here_expense_undo",
        summary="Take its payment back: it is approved and held as before; an account its advance paid for is refused",
        request=Input, responses=ExpenseWhole,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.undo_payment(self.found(pk), by=self.access.person, **self.given(self.Input)))


class RestApi(OfMembers):
    permission = PAY

    class Input(PaymentApi.Input):
        amount = amount_field()

    @extend_schema(
        operation_id="here_expense_rest", summary="Record that the rest of an advance came back", request=Input,
        responses=ExpenseWhole,
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: UUID) -> Response:
        return self.told(actions.return_rest(self.found(pk), by=self.access.person, **self.given(self.Input)))
