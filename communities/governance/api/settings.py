"""Settings and decisions, by the API."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.actions import decide_setting
from communities.governance.kinds import KINDS, in_order
from communities.governance.models import Setting
from communities.governance.queries import decisions, in_force, settings_in_force


class DecisionOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    kind = serializers.CharField(help_text="founding, setting or role")
    title = serializers.CharField()
    reason = serializers.CharField()
    decided_by = serializers.CharField(source="decided_by_name")
    decided_at = serializers.DateTimeField()
    changes = serializers.ListField(
        child=serializers.DictField(), help_text="What came into force with it; each says by `what` of which sort it is"
    )
    previous = serializers.CharField(help_text="Hash of the decision before; zeros for the first")
    hash = serializers.CharField(help_text="SHA-256, in hex, of what the record says of it")


class SettingOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    value = serializers.JSONField(help_text="Its shape is the setting's own")
    decision = serializers.IntegerField(
        source="decision.number", allow_null=True, help_text="Number of the decision behind it; null: as built in"
    )
    since = serializers.DateTimeField(source="decision.decided_at", allow_null=True)


class SettingsApi(Api):
    permission = "governance.see_decisions"
    pagination_class = None

    @extend_schema(
        operation_id="settings", summary="Every setting in force, and the decision behind it",
        responses=SettingOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        found = settings_in_force()
        rows = [found[kind.key] for kind in in_order()]
        return Response(SettingOutput(rows, many=True).data)


class SettingApi(Api):
    permission = {"GET": "governance.see_decisions", "PUT": "governance.decide"}

    class Input(serializers.Serializer[Any]):
        value = serializers.JSONField(help_text="Its shape is the setting's own")
        reason = serializers.CharField(max_length=2000)
        instead_of = serializers.IntegerField(
            required=False, help_text="Number of the decision it was in force by when you read it; 409 if another came"
        )

    @extend_schema(operation_id="settings_one", summary="A setting in force", responses=SettingOutput)
    def get(self, request: Request, key: str) -> Response:
        return Response(SettingOutput(_in_force(key)).data)

    @extend_schema(
        operation_id="settings_decide", summary="Change a setting by a decision", request=Input, responses=SettingOutput
    )
    def put(self, request: Request, key: str) -> Response:
        _in_force(key)
        given = self.given(self.Input)
        form = KINDS[key].form.of(given["value"], community=self.access.community)
        if not form.is_valid():
            raise serializers.ValidationError({"value": form.complaints()})
        given["value"] = form.value()
        return Response(SettingOutput(decide_setting(key, by=self.access.person, **given)).data)


class DecisionsApi(Api):
    permission = "governance.see_decisions"

    class Filters(serializers.Serializer[Any]):
        q = serializers.CharField(required=False, allow_blank=True, help_text="Part of title or reason")
        kind = serializers.CharField(required=False, allow_blank=True, help_text="One of the kinds")

    @extend_schema(
        operation_id="decisions",
        summary="What the community has decided, the latest first",
        parameters=[Filters],
        responses=DecisionOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(decisions(**self.asked(self.Filters)), DecisionOutput)


class DecisionApi(Api):
    permission = "governance.see_decisions"

    @extend_schema(operation_id="decisions_one", summary="One decision", responses=DecisionOutput)
    def get(self, request: Request, number: int) -> Response:
        return Response(DecisionOutput(get_object_or_404(decisions(), number=number)).data)


def _in_force(key: str) -> Setting:
    if key not in KINDS:
        raise Http404
    return in_force(key)
