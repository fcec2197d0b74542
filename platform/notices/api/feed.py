"""The address of one's calendar, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from notices.feed_keys import make_address, revoke_address
from notices.models import FeedKey


class FeedApi(Api):
    never_stored = True  # the address is told once

    class Output(serializers.Serializer[Any]):
        made_at = serializers.DateTimeField(allow_null=True, help_text="Null: no address works")

    class Address(serializers.Serializer[Any]):
        address = serializers.CharField(help_text="An iCalendar file; told this once")

    @extend_schema(operation_id="me_calendar", summary="Whether my calendar has an address", responses=Output)
    def get(self, request: Request) -> Response:
        key = FeedKey.objects.first()
        return Response({"made_at": self.Output({"made_at": key.made_at if key else None}).data["made_at"]})

    @extend_schema(
        operation_id="me_calendar_make",
        summary="A new address for my calendar; an earlier one stops to work",
        request=None,
        responses=Address,
    )
    def put(self, request: Request) -> Response:
        return Response({"address": make_address()})

    @extend_schema(operation_id="me_calendar_revoke", summary="Have no address any more", responses={204: None})
    def delete(self, request: Request) -> Response:
        revoke_address()
        return Response(status=status.HTTP_204_NO_CONTENT)
