"""What comes by e-mail, and when, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from notices.choosing import choose
from notices.kinds import TOPICS
from notices.models import Preferences
from notices.queries import preferences

TIMES = ("quiet_from", "quiet_until", "digest_hour", "digest_weekday")


@extend_schema_field({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$"})
class ClockField(serializers.TimeField):
    """By the clock of a place, so without the offset that JSON Schema's `time` asks for."""


class PreferencesApi(Api):
    class Shape(serializers.Serializer[Any]):
        mail = serializers.DictField(
            child=serializers.ChoiceField(Preferences.Mail.choices), help_text="By topic; one left out stays as it is"
        )
        quiet_from = ClockField(allow_null=True, help_text="No mail from here, by the clock of your place")
        quiet_until = ClockField(allow_null=True)
        digest_hour = serializers.IntegerField(min_value=0, max_value=23, help_text="Of the daily and the weekly mail")
        digest_weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 is Monday")

    @extend_schema(operation_id="me_notice_preferences", summary="What comes by e-mail, and when", responses=Shape)
    def get(self, request: Request) -> Response:
        return self._shown(preferences())

    @extend_schema(
        operation_id="me_notice_preferences_change",
        summary="Choose what comes by e-mail, and when",
        request=Shape,
        responses=Shape,
    )
    def put(self, request: Request) -> Response:
        return self._shown(choose(**self.given(self.Shape)))

    def _shown(self, chosen: Preferences) -> Response:
        """Of each topic, also of those about which nothing was chosen."""
        mail = {topic: chosen.mail_of(topic) for topic in TOPICS}
        rest = {name: getattr(chosen, name) for name in TIMES}
        return Response(self.Shape({"mail": mail, **rest}).data)
