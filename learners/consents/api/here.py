"""What learners share with a community, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.consents.api.shapes import SharedRecordRow
from learners.consents.queries import shared_here


class SharedRecordsApi(Api):
    permission = "consents.see_shared"

    @extend_schema(
        operation_id="here_shared_records",
        summary="What learners share with this community by their consent, and until when",
        responses=SharedRecordRow(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(shared_here(), SharedRecordRow)
