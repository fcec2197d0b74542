"""How people without a sign-in, and their invitations, look in the API."""

from typing import Any

from rest_framework import serializers

from communities.models import Membership


class UnclaimedRow(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="The membership")
    display_name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    claim = serializers.SerializerMethodField(help_text="The invitation that is open, or null")
    open_until = serializers.SerializerMethodField(help_text="Of that invitation")

    def get_claim(self, membership: Membership) -> str | None:
        invited = getattr(membership, "invited", [])
        return str(invited[0].pk) if invited else None

    def get_open_until(self, membership: Membership) -> str | None:
        invited = getattr(membership, "invited", [])
        return invited[0].expires_at.isoformat() if invited else None


class ClaimMadeRow(serializers.Serializer[Any]):
    """The code is shown this once."""

    id = serializers.UUIDField(source="pk")
    display_name = serializers.CharField(source="membership.display_name")
    code = serializers.SerializerMethodField(help_text="For POST /claims/ or the page /claim/")
    expires_at = serializers.DateTimeField()

    def get_code(self, _made: Any) -> str:
        return str(self.context["code"])
