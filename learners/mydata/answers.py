"""A copy as an answer: opened within the scope, sent after it without a query, kept by nobody."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from learners.mydata.models import Copy


def copy_answer(copy: Copy | None) -> FileResponse:
    if copy is None or not default_storage.exists(copy.path):
        raise Http404
    content: Any = default_storage.open(copy.path)
    name = f"my-data-{copy.asked_at:%Y-%m-%d}.zip"
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
