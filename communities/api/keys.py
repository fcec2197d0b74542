"""A person's keys to the API, by the API."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.keys import keys_of, make_key, revoke_key
from tenancy.refusal import Refused


class KeysApi(Api):
    never_stored = True  # the idempotency store would keep the secret

    class Input(serializers.Serializer[Any]):
        name = serializers.CharField(max_length=100)
        community = serializers.SlugField(
            required=False,
            allow_null=True,
            help_text="Slug of the one community it opens; all that is yours without it",
        )
        scopes = serializers.MultipleChoiceField(choices=["read", "write"], allow_empty=False)
        expires_at = serializers.DateTimeField(required=False, allow_null=True, help_text="Never without it")

    class Output(serializers.Serializer[Any]):
        id = serializers.UUIDField()
        name = serializers.CharField()
        community = serializers.SlugField(source="community.slug", default=None, allow_null=True)
        scopes = serializers.ListField(child=serializers.CharField())
        created_at = serializers.DateTimeField()
        expires_at = serializers.DateTimeField(allow_null=True)

    class Made(Output):
        key = serializers.CharField(help_text="Shown this once")

    @extend_schema(operation_id="me_keys", summary="My live keys, the newest first", responses=Output(many=True))
    def get(self, request: Request) -> Response:
        return self.page(keys_of(self.access.person), self.Output)

    @extend_schema(
        operation_id="me_keys_make", summary="Make a key; it is shown this once", request=Input, responses={201: Made}
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        made, secret = make_key(
            self.access.person,
            name=given["name"],
            community=self._community(given.get("community")),
            may_write="write" in given["scopes"],
            expires_at=given.get("expires_at"),
            by=self.access.key,
        )
        return Response({**self.Output(made).data, "key": secret}, status=status.HTTP_201_CREATED)

    def _community(self, slug: str | None) -> Any:
        if slug is None:
            return None
        found = next((m.community for m in self.access.memberships if m.community.slug == slug), None)
        if found is None:
            raise Refused(_("You don’t belong to this community."))
        return found


class KeyApi(Api):
    @extend_schema(operation_id="me_key_revoke", summary="Revoke a key", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        if not revoke_key(self.access.person, pk):
            raise NotFound
        return Response(status=status.HTTP_204_NO_CONTENT)
