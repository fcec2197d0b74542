"""The decision record as a file, and the program that checks it."""

from pathlib import Path

from django.http import FileResponse
from django.views.decorators.http import require_GET

from communities.access import MemberRequest, needs
from communities.governance.record import check_record
from communities.governance.record.chain import record_lines, record_name
from web.exports import json_lines_file


@require_GET
@needs("governance.see_decisions")
def download(request: MemberRequest) -> FileResponse:
    return json_lines_file(record_name(request.access.community), record_lines())


@require_GET
@needs("governance.see_decisions")
def checker(_request: MemberRequest) -> FileResponse:
    program = Path(check_record.__file__)
    return FileResponse(program.open("rb"), as_attachment=True, filename=program.name, content_type="text/x-python")
