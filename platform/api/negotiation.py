"""Which form an answer takes."""

from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation


class Lenient(DefaultContentNegotiation):
    """A caller who accepts nothing that there is gets the first form there is, as RFC 9110 (12.4.1) allows."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            return renderers[0], renderers[0].media_type
