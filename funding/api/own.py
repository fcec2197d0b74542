"""A learner's own funds, and a guardian's look at them, for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.own import own_funds
from learners.guardianship import looking


class OwnFundOutput(serializers.Serializer[Any]):
    class Purse(serializers.Serializer[Any]):
        currency = serializers.CharField(help_text="ISO 4217")
        amount = serializers.IntegerField(help_text="What it has less what it owes, minor units")
        held = serializers.IntegerField(help_text="Of that, about to leave, minor units")

        class Meta:
            ref_name = "OwnPurse"

    class Line(serializers.Serializer[Any]):
        on = serializers.DateField(source="entry.effective_on")
        memo = serializers.CharField(source="entry.memo")
        amount = serializers.IntegerField(help_text="What there was more of; less than zero for what was spent or held")
        held = serializers.BooleanField()
        currency = serializers.CharField()

        class Meta:
            ref_name = "OwnFundLine"

    id = serializers.UUIDField(source="fund.pk")
    name = serializers.CharField(source="fund.name")
    purpose = serializers.CharField(source="fund.purpose")
    ends_on = serializers.DateField(source="fund.ends_on", allow_null=True)
    community = serializers.CharField(source="community.slug", help_text="In whose books it stands")
    purses = Purse(many=True)
    lines = Line(many=True, help_text="The latest 50")


class OwnFundsApi(Api):
    pagination_class = None

    @extend_schema(operation_id="me_funds", responses=OwnFundOutput(many=True))
    def get(self, request: Request) -> Response:
        """What you have to learn with, in every community's books."""
        return Response(OwnFundOutput(own_funds(), many=True).data)


class ChildFundsApi(Api):
    pagination_class = None

    @extend_schema(operation_id="me_child_funds", responses=OwnFundOutput(many=True))
    def get(self, request: Request, child: UUID) -> Response:
        """What a child of yours has to learn with; the child sees the look."""
        with looking(child, self.access.person, what=_("Your fund")):
            return Response(OwnFundOutput(own_funds(), many=True).data)
