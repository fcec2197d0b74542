"""Bodies that programs send."""

import json
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Json(JSONParser):
    """JSON that can be said again: nested within reason, and without half a character (a lone surrogate)."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            given = super().parse(stream, media_type, parser_context)
            json.dumps(given, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError(f"JSON parse error - {error}") from error
        return given
