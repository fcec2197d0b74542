"""Circles, by the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.api.settings import DecisionOutput
from communities.governance.circles.forms import CIRCLE_FORMS
from communities.governance.deciding import decide_effect
from communities.governance.people.queries import places_in_circles


class PlaceOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    circle = serializers.CharField(source="circle.slug")
    community = serializers.CharField(source="member.slug")
    state = serializers.CharField(help_text="asked or member")
    delegate = serializers.CharField(source="delegate.display_name", default=None, allow_null=True)
    decision = serializers.IntegerField(source="decision.number", help_text="The last about it, in this record")


class CirclesApi(Api):
    permission = "governance.see_decisions"

    class Input(serializers.Serializer[Any]):
        effect = serializers.ChoiceField(list(CIRCLE_FORMS))
        payload = serializers.JSONField(
            help_text="found_circle: slug, name, purpose, member; others: community, and member for a delegate"
        )
        reason = serializers.CharField(max_length=2000)

    @extend_schema(
        operation_id="circles", summary="Where it belongs, or who belongs to it", responses=PlaceOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(places_in_circles(), PlaceOutput)

    @extend_schema(
        operation_id="circles_decide", summary="Decide alone about a circle", request=Input, responses=DecisionOutput
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        made = decide_effect(given["effect"], given["payload"], access=self.access, reason=given["reason"])
        return Response(DecisionOutput(made).data)
