"""Closing a term, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.turn.actions import turn_term, undo_turn
from learners.turn.api.shapes import TermRow, TermTurnWhole, TurnInput, TurnPreview, whole
from learners.turn.models import TermTurn
from learners.turn.queries import preview_of, terms_here
from learners.turn.rules import next_of, term_called

CLOSE = "turn.close_term"


class TermsApi(Api):
    permission = CLOSE
    pagination_class = None

    @extend_schema(operation_id="here_terms", summary="The terms here, the latest first", responses=TermRow(many=True))
    def get(self, request: Request) -> Response:
        rows = [
            {**term._asdict(), "running": running, "turn": turn.pk if turn else None}
            for term, turn, running in terms_here(self.access.community)
        ]
        return Response(TermRow(rows, many=True).data)


class TermApi(Api):
    permission = CLOSE

    class Asked(serializers.Serializer[Any]):
        into = serializers.SlugField(required=False, help_text="The key of a later term; the next, when left out")

    @extend_schema(
        operation_id="here_term_preview", summary="What closing a term would do", parameters=[Asked],
        responses=TurnPreview,
    )  # fmt: skip
    def get(self, request: Request, key: str) -> Response:
        term = term_called(self.access.community, key)
        if term is None:
            raise Http404
        into = next_of(self.access.community, term, self.asked(self.Asked).get("into", ""))
        preview = preview_of(self.access.community, term, into)
        return Response(TurnPreview(preview).data)

    @extend_schema(
        operation_id="here_term_close", summary="Close a term; closed already, what was done then", request=TurnInput,
        responses=TermTurnWhole,
    )  # fmt: skip
    def post(self, request: Request, key: str) -> Response:
        if term_called(self.access.community, key) is None:
            raise Http404
        return Response(whole(turn_term(key, by=self.access.person, **self.given(TurnInput))))


class TurnApi(Api):
    permission = CLOSE

    @extend_schema(operation_id="here_turn", summary="What closing a term did", responses=TermTurnWhole)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(whole(get_object_or_404(TermTurn, pk=pk)))

    @extend_schema(
        operation_id="here_turn_undo", summary="Take it back, as long as nothing was built on it",
        responses={200: TermTurnWhole},
    )  # fmt: skip
    def delete(self, request: Request, pk: UUID) -> Response:
        return Response(whole(undo_turn(get_object_or_404(TermTurn, pk=pk), by=self.access.person)))
