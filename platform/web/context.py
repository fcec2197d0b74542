"""What every page shows around its content."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    return {"access": getattr(request, "access", None)}
