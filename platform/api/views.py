"""What every endpoint builds on."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView


class Api(APIView):
    """An endpoint; `audience` and `permission` are read by the middleware, `access` says who asks, and where."""

    audience = "members"
    permission: str | dict[str, str] = ""
    pagination_class: Any = None

    @property
    def access(self) -> Any:
        request: Any = self.request._request
        return request.access

    def given(self, serializer: type[Serializer[Any]]) -> dict[str, Any]:
        """The request's body, checked."""
        checked = serializer(data=self.request.data)
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)

    def page(self, rows: QuerySet[Any], serializer: type[Serializer[Any]], **context: Any) -> Response:
        """One page of a list; the serializer finds `context` in its own."""
        paginator = (self.pagination_class or self.settings.DEFAULT_PAGINATION_CLASS)()
        found = paginator.paginate_queryset(rows, self.request, view=self)
        shown = serializer(found, many=True, context={"request": self.request, **context})
        return Response(paginator.get_paginated_response(shown.data).data)
