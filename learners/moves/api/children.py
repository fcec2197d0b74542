"""The same of a child, for their guardian: the child sees each look and act."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.moves.api.answering import add_word, ask, foresee, list_them, show, undo
from learners.moves.api.shapes import HomeMoveInput, HomeMovePreview, HomeMoveRow, PreviewAsked


class ChildMovesApi(Api):
    @extend_schema(operation_id="me_child_moves", summary="A child’s moves of home", responses=HomeMoveRow(many=True))
    def get(self, request: Request, child: UUID) -> Response:
        return list_them(self, child)

    @extend_schema(
        operation_id="me_child_move_ask",
        summary="Ask for a child’s home to move; it waits for the child’s own word from the age of assent on",
        request=HomeMoveInput,
        responses={201: HomeMoveRow},
    )
    def post(self, request: Request, child: UUID) -> Response:
        return ask(self, child)


class ChildPreviewApi(Api):
    @extend_schema(
        operation_id="me_child_move_preview", summary="What a child’s move would carry, leave and end",
        parameters=[PreviewAsked], responses=HomeMovePreview,
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        return foresee(self, child)


class ChildMoveApi(Api):
    @extend_schema(operation_id="me_child_move", summary="One of a child’s moves", responses=HomeMoveRow)
    def get(self, request: Request, child: UUID, pk: UUID) -> Response:
        return show(self, pk, child)

    @extend_schema(
        operation_id="me_child_move_undo", summary="Undo it for a child until its day", responses={200: HomeMoveRow}
    )
    def delete(self, request: Request, child: UUID, pk: UUID) -> Response:
        return undo(self, pk, child)


class ChildAgreeApi(Api):
    @extend_schema(
        operation_id="me_child_move_agree", summary="Add a guardian’s word where it waits for it", request=None,
        responses=HomeMoveRow,
    )  # fmt: skip
    def post(self, request: Request, child: UUID, pk: UUID) -> Response:
        return add_word(self, pk, child)
