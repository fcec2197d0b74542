"""The talk about a draft, for programs."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.authoring.actions import comment_on_draft, reopen, resolve
from curriculum.authoring.forms import MOST
from curriculum.authoring.models import DraftComment
from curriculum.authoring.queries import threads_of
from curriculum.rules import writable


class CommentFilters(serializers.Serializer[Any]):
    show = serializers.ChoiceField(["resolved"], required=False, help_text="Else what waits")
    part = serializers.UUIDField(required=False, help_text="Only about the part of this key")


class DraftCommentInput(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=MOST, help_text="Markdown")
    key = serializers.UUIDField(required=False, allow_null=True, help_text="Of the part; without it, the whole")
    answers_to = serializers.UUIDField(required=False, allow_null=True, help_text="Another comment")


class DraftAnswerRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    text = serializers.CharField(help_text="Markdown")
    at = serializers.DateTimeField()


class DraftCommentRow(DraftAnswerRow):
    key = serializers.UUIDField(allow_null=True, help_text="Of the part, which may have been taken out since")
    about = serializers.CharField(help_text="The part's title when this was said")
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = serializers.CharField()
    answers = DraftAnswerRow(many=True)


class CommentsApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_draft_comments", summary="What is said about a draft", parameters=[CommentFilters],
        responses=DraftCommentRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, pk: UUID) -> Response:
        asked = self.asked(CommentFilters)
        found = threads_of(writable(self.access, pk), resolved="show" in asked, key=asked.get("part"))
        return self.page(found, DraftCommentRow)

    @extend_schema(
        operation_id="here_draft_comment", summary="Say something about a draft, or answer", request=DraftCommentInput,
        responses={201: DraftCommentRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        curriculum, given = writable(self.access, pk), self.given(DraftCommentInput)
        parent = given.pop("answers_to", None)
        opening = get_object_or_404(DraftComment, curriculum=curriculum, pk=parent) if parent else None
        made = comment_on_draft(curriculum, by=self.access.person, parent=opening, **given)
        return Response(DraftCommentRow(made).data, status=201)


class ResolutionApi(Api):
    audience = "people"

    @extend_schema(
        operation_id="here_draft_comment_resolve", summary="Settle a thread", request=None, responses=DraftCommentRow
    )
    def put(self, request: Request, pk: UUID, comment: UUID) -> Response:
        return Response(DraftCommentRow(resolve(self._opening(pk, comment), by=self.access.person)).data)

    @extend_schema(operation_id="here_draft_comment_reopen", summary="Open it again", responses={200: DraftCommentRow})
    def delete(self, request: Request, pk: UUID, comment: UUID) -> Response:
        return Response(DraftCommentRow(reopen(self._opening(pk, comment))).data)

    def _opening(self, pk: UUID, comment: UUID) -> DraftComment:
        found: DraftComment = get_object_or_404(
            DraftComment, curriculum=writable(self.access, pk), pk=comment, parent__isnull=True
        )
        return found
