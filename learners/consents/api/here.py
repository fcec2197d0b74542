"""What learners share with a community, for programs."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.consents.api.shapes import SharedRecordRow
from learners.consents.noting import note_reading_of
from learners.consents.queries import shared_here


class SharedRecordsApi(Api):
    permission = "consents.see_shared"

    @extend_schema(
        operation_id="here_shared_records",
        summary="What learners share with this community by their consent, and until when",
        responses=SharedRecordRow(many=True),
    )
    def get(self, request: Request) -> Response:
        answer = self.page(shared_here(), SharedRecordRow)
        read = [(UUID(str(one["learner"])), one["purpose"]) for one in answer.data["results"]]
        note_reading_of(read, by=self.access)
        return answer
