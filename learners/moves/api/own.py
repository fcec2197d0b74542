"""Moving home, for programs."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.moves.api.answering import add_word, ask, foresee, list_them, show, undo
from learners.moves.api.shapes import HomeMoveInput, HomeMovePreview, HomeMoveRow, PreviewAsked


class MovesApi(Api):
    @extend_schema(operation_id="me_moves", summary="My moves of home", responses=HomeMoveRow(many=True))
    def get(self, request: Request) -> Response:
        return list_them(self)

    @extend_schema(
        operation_id="me_move_ask",
        summary="Ask for my home to move; it may wait for another’s word, and for the new community’s",
        request=HomeMoveInput,
        responses={201: HomeMoveRow},
    )
    def post(self, request: Request) -> Response:
        return ask(self)


class PreviewApi(Api):
    @extend_schema(
        operation_id="me_move_preview", summary="What a move away from a community would carry, leave and end",
        parameters=[PreviewAsked], responses=HomeMovePreview,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return foresee(self)


class MoveApi(Api):
    @extend_schema(operation_id="me_move", summary="One of them", responses=HomeMoveRow)
    def get(self, request: Request, pk: UUID) -> Response:
        return show(self, pk)

    @extend_schema(operation_id="me_move_undo", summary="Undo it, until its day", responses={200: HomeMoveRow})
    def delete(self, request: Request, pk: UUID) -> Response:
        return undo(self, pk)


class AgreeApi(Api):
    @extend_schema(
        operation_id="me_move_agree", summary="Add my word where it waits for it", request=None, responses=HomeMoveRow
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return add_word(self, pk)
