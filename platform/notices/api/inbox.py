"""One's own notices, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from notices.actions import mark_all_read, mark_read
from notices.kinds import words_of
from notices.models import Notice
from notices.queries import inbox


class NoticeOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.CharField(help_text="app.what_happened")
    text = serializers.SerializerMethodField(help_text="In your language")
    params = serializers.JSONField(help_text="What the text was made of")
    community = serializers.SlugField(source="community.slug", help_text="Where it happened")
    path = serializers.CharField(help_text="The page that it is about")
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)

    def get_text(self, notice: Notice) -> str:
        return words_of(notice.kind, notice.params)


class NoticesApi(Api):
    class Filters(serializers.Serializer[Any]):
        show = serializers.ChoiceField(["unread"], required=False, help_text="`unread`: only those")
        topic = serializers.CharField(required=False, max_length=60, help_text="A topic of the preferences")

    class Read(serializers.Serializer[Any]):
        until = serializers.DateTimeField(required=False, help_text="Leave later ones as they are")

    class Number(serializers.Serializer[Any]):
        read = serializers.IntegerField(help_text="How many were unread")

    @extend_schema(
        operation_id="me_notices",
        summary="What I was told, the latest first",
        parameters=[Filters],
        responses=NoticeOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(inbox(**self.asked(self.Filters)), NoticeOutput)

    @extend_schema(operation_id="me_notices_read", summary="Mark all as read", request=Read, responses=Number)
    def put(self, request: Request) -> Response:
        return Response({"read": mark_all_read(**self.given(self.Read))})


class NoticeApi(Api):
    @extend_schema(operation_id="me_notices_one", summary="One notice", responses=NoticeOutput)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(NoticeOutput(self._found(pk)).data)

    @extend_schema(operation_id="me_notices_one_read", summary="Mark one as read", request=None, responses=NoticeOutput)
    def put(self, request: Request, pk: UUID) -> Response:
        return Response(NoticeOutput(mark_read(self._found(pk))).data)

    def _found(self, pk: UUID) -> Notice:
        found: Notice = get_object_or_404(inbox(), pk=pk)
        return found
