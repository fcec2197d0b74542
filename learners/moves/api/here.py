"""Who moved home to a community and away from it, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.moves.api.shapes import MovedRow
from learners.moves.queries import moves_here


class MovedApi(Api):
    permission = "communities.see_people"

    @extend_schema(
        operation_id="here_moves", summary="Whose home moved here, and away from here", responses=MovedRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return self.page(moves_here(), MovedRow)
