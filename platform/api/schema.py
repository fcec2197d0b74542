"""What the schema says of every operation alike: who may call, how errors look, how a write is made once."""

from typing import Any

from django.apps import apps
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from api.problems import KINDS, MEDIA_TYPE

PROBLEM = {
    "type": "object",
    "description": "RFC 9457. Nothing was changed.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "enum": [f"/problems/{slug}/" for slug in KINDS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened here, in the caller's language."},
        "instance": {"type": "string", "format": "uri-reference", "description": "The path that was asked for."},
        "errors": {"type": "object", "additionalProperties": True, "description": "What is wrong, by field."},
    },
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[!-~]([ -~]*[!-~])?$"},
    "description": "A repeat with the same key and body within 24 hours gets the first answer; nothing is done twice.",
}
WRITES = ("post", "put", "patch", "delete")


def complete(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Postprocessing hook."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["responses"] = {
        "Problem": {
            "description": "A problem",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    components["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
    for path in result["paths"].values():
        for method, operation in path.items():
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
            if method in WRITES:
                operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})
    return result


class Schema(AutoSchema):
    def get_tags(self) -> list[str]:
        """The app that answers: the paths would put nearly all under `c`."""
        app = apps.get_containing_app_config(type(self.view).__module__)
        return [app.label] if app else list(super().get_tags())

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """JobApi.Output is the component JobOutput."""
        name: str = super().get_serializer_name(serializer, direction)
        *outer, _name = type(serializer).__qualname__.split(".")
        return "".join(part.removesuffix("Api") for part in outer if part != "<locals>") + name


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key made at /me/keys/ or in a community's settings.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "Writes need X-CSRFToken."}
