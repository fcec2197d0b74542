"""Grants, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.api.shapes import amount_field
from funding.grants import actions
from funding.grants.api.shapes import GrantAwardInput, GrantCondition, GrantReport, GrantRow, GrantWhole
from funding.grants.models import Condition, Due, Grant
from funding.grants.queries import conditions, dues, grants, instalments, spent_on, standings
from tenancy.keys import uuid7

EITHER = {"GET": "funding.see_books", "POST": "funding.post"}


class GrantsApi(Api):
    permission = EITHER

    @extend_schema(operation_id="here_grants", summary="What was granted", responses=GrantRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(Grant.objects.select_related("fund"), GrantRow)

    @extend_schema(
        operation_id="here_grant_award", summary="Write down a grant", request=GrantAwardInput,
        responses={201: GrantRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """With a restricted fund of its own, in the community's currency."""
        made = actions.award_grant(currency=self.access.community.currency, **self.given(GrantAwardInput))
        return Response(GrantRow(made).data, status=201)


class GrantApi(Api):
    permission = "funding.see_books"

    @extend_schema(operation_id="here_grant", summary="One, whole", responses=GrantWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(_whole(pk))


class ConditionsApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=500)

        class Meta:
            ref_name = "GrantConditionInput"

    @extend_schema(
        operation_id="here_grant_condition_add", summary="Add a condition", request=Input,
        responses={201: GrantCondition},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        made = actions.add_condition(_found(pk), **self.given(self.Input))
        return Response(GrantCondition(made).data, status=201)


class ConditionApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        met_on = serializers.DateField(allow_null=True, help_text="Null: not met")
        evidence = serializers.CharField(max_length=1000, default="", allow_blank=True, help_text="What shows it")

        class Meta:
            ref_name = "GrantConditionMet"

    @extend_schema(
        operation_id="here_grant_condition", summary="Say whether it is met", request=Input, responses=GrantCondition
    )
    def put(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(Condition, pk=pk)
        return Response(GrantCondition(actions.say_of(one, by=self.access.person, **self.given(self.Input))).data)


class InstalmentsApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        due_on = serializers.DateField()
        amount = amount_field()

        class Meta:
            ref_name = "GrantInstalmentInput"

    @extend_schema(
        operation_id="here_grant_instalment_add", summary="Expect an instalment", request=Input,
        responses={201: GrantWhole},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        actions.expect_instalment(_found(pk), **self.given(self.Input))
        return Response(_whole(pk), status=201)


class ReceivedApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        id = serializers.UUIDField(default=uuid7, help_text="Of the entry: the same request is done once")
        on = serializers.DateField()

        class Meta:
            ref_name = "GrantReceivedInput"

    @extend_schema(
        operation_id="here_grant_instalment_receive", summary="It came: an entry in the grant's fund", request=Input,
        responses={201: GrantWhole},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        one = get_object_or_404(instalments(), pk=pk)
        actions.receive_instalment(one, by=self.access.person, **self.given(self.Input))
        return Response(_whole(one.grant_id), status=201)


class DuesApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        due_on = serializers.DateField()
        about = serializers.CharField(max_length=200)

        class Meta:
            ref_name = "GrantReportDueInput"

    @extend_schema(
        operation_id="here_grant_report_expect", summary="A report that the funder expects", request=Input,
        responses={201: GrantWhole},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        actions.expect_report(_found(pk), **self.given(self.Input))
        return Response(_whole(pk), status=201)


class SentApi(Api):
    permission = "funding.post"

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(
            max_length=50_000, required=False, help_text="Without it, what a report can begin with is sent"
        )
        sent_on = serializers.DateField()

        class Meta:
            ref_name = "GrantReportInput"

    @extend_schema(
        operation_id="here_grant_report_send", summary="Keep a report as it was sent", request=Input,
        responses={201: GrantReport},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        due, given = get_object_or_404(Due, pk=pk), self.given(self.Input)
        text = given.get("text") or due.text or actions.drafted(due)
        made = actions.send_report(due, text=text, sent_on=given["sent_on"], by=self.access.membership)
        return Response(GrantReport(made).data, status=201)


def _found(pk: UUID) -> Grant:
    return get_object_or_404(Grant, pk=pk)


def _whole(pk: UUID) -> Any:
    found: Any = get_object_or_404(grants(), pk=pk)
    found.received = standings([found])[0].received
    more = {"spent": spent_on(found), "conditions": conditions(found), "dues": dues(found)}
    return GrantWhole(found, context=more).data
