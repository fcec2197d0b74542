"""Members who may have been written down twice, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.identity.finding import alike, ask_both, keep_apart


class AlikeRow(serializers.Serializer[Any]):
    one = serializers.UUIDField(source="one.pk", help_text="A membership")
    one_name = serializers.CharField(source="one.display_name")
    two = serializers.UUIDField(source="two.pk", help_text="Another")
    two_name = serializers.CharField(source="two.display_name")
    born_on = serializers.DateField(source="one.born_on", help_text="Of both")
    asked = serializers.SerializerMethodField(help_text="Both have been asked")

    def get_asked(self, pair: Any) -> bool:
        return pair.asked is not None


class TwiceApi(Api):
    permission = "communities.manage_people"
    pagination_class = None

    class Input(serializers.Serializer[Any]):
        one = serializers.UUIDField()
        two = serializers.UUIDField()
        apart = serializers.BooleanField(help_text="They are two people; false: ask both")

    @extend_schema(
        operation_id="here_twice",
        summary="Members of like names and one day of birth, at most fifty pairs, the likest first",
        responses=AlikeRow(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(AlikeRow(alike(), many=True).data)

    @extend_schema(
        operation_id="here_twice_answer",
        summary="Ask two members whether they are one, or say that they are two",
        request=Input,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        act = keep_apart if given["apart"] else ask_both
        act(given["one"], given["two"], by=self.access.membership)
        return Response(status=204)
