"""What every endpoint builds on."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import exceptions
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from api.etags import conditional, etag
from api.pagination import CursorPages


class Changed(exceptions.APIException):
    status_code = 412


class Api(APIView):
    """An endpoint; `audience` and `permission` are read by the middleware, `access` says who asks, and where."""

    audience = "members"
    permission: str | dict[str, str] = ""
    pagination_class: Any = CursorPages  # of lists; None where a list is always given whole

    @property
    def access(self) -> Any:
        request: Any = self.request._request
        return request.access

    def given(self, serializer: type[Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """The request's body, checked; `partial`: what is required may be missing."""
        return _checked(serializer(data=self.request.data, partial=partial))

    def asked(self, serializer: type[Serializer[Any]]) -> dict[str, Any]:
        """What the address asks for after its `?`, checked."""
        return _checked(serializer(data=self.request.query_params))

    def page(self, rows: QuerySet[Any], serializer: type[Serializer[Any]], **context: Any) -> Response:
        """One page of a list; the serializer finds `context` in its own."""
        paginator = self.pagination_class()
        found = paginator.paginate_queryset(rows, self.request, view=self)
        shown = serializer(found, many=True, context={"request": self.request, **context})
        return Response(paginator.get_paginated_response(shown.data).data)

    def page_of_columns(self, rows: QuerySet[Any], serializer: type[Serializer[Any]]) -> Response:
        """One page of a long list whose serializer only names columns: they are given as they are read."""
        paginator, names = self.pagination_class(), list(serializer._declared_fields)
        found = paginator.paginate_queryset(rows.values("id", *names), self.request, view=self)
        shown = [{name: row[name] for name in names} for row in found]
        return Response(paginator.get_paginated_response(shown).data)

    def unless_changed(self, shown: Any) -> None:
        """Refuse with 412 a write whose If-Match names another state than `shown`, the data that GET answers with."""
        wanted = [tag.strip().removeprefix("W/") for tag in self.request.headers.get("If-Match", "*").split(",")]
        if "*" not in wanted and etag(JSONRenderer().render(shown)) not in wanted:
            raise Changed

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        if request.method in SAFE_METHODS and final.status_code == 200 and isinstance(final, Response):
            final.add_post_render_callback(lambda rendered: conditional(request._request, rendered))
        return final


def _checked(serializer: Serializer[Any]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)
