"""The decision record, by the API."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.views import Api
from communities.governance.record.chain import record_lines, record_name
from web.exports import JSON_LINES, json_lines_file


class RecordApi(Api):
    permission = "governance.see_decisions"

    @extend_schema(
        operation_id="decisions_record",
        summary="The whole record as JSON lines, to be checked elsewhere",
        responses={(200, JSON_LINES): OpenApiTypes.BINARY},
    )
    def get(self, request: Request) -> FileResponse:
        return json_lines_file(record_name(self.access.community), record_lines())
