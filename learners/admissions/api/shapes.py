"""How rounds, applications and draws look in the API."""

from typing import Any

from rest_framework import serializers

from learners.admissions.queries import commitment_of


class VoidedRow(serializers.Serializer[Any]):
    commitment = serializers.CharField(source="voided", help_text="Its seed was lost")
    reason = serializers.CharField()
    made_at = serializers.DateTimeField()


class RoundRow(serializers.Serializer[Any]):
    order = serializers.CharField(help_text="first_come or lottery, as the community had decided")
    groups = serializers.ListField(child=serializers.CharField(), help_text="Who comes before the others, in order")
    commitment = serializers.SerializerMethodField(help_text="SHA-256 of the seed, hex; empty where no lot is drawn")
    voided = VoidedRow(source="new_seeds.all", many=True)
    opened_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()

    def get_commitment(self, round_: Any) -> str:
        return commitment_of(round_)


class ApplicationRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    display_name = serializers.CharField()
    home = serializers.SlugField(source="home.slug", default=None, allow_null=True)
    code = serializers.CharField(help_text="Stands for the applicant in the published draw")
    number = serializers.IntegerField(help_text="The order of asking")
    claims = serializers.ListField(child=serializers.CharField())
    granted = serializers.ListField(child=serializers.CharField(), help_text="Those that count")
    made_at = serializers.DateTimeField()


class OwnApplicationRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    offering = serializers.UUIDField(source="card_id")
    title = serializers.CharField(source="card.title")
    community = serializers.SlugField(source="card.community.slug")
    code = serializers.CharField()
    made_at = serializers.DateTimeField()


class Drawn(serializers.Serializer[Any]):
    code = serializers.CharField()
    group = serializers.IntegerField(help_text="0 comes first")
    number = serializers.IntegerField(help_text="The order of asking")


class Voided(serializers.Serializer[Any]):
    commitment = serializers.CharField(help_text="Its seed was lost before the draw")
    reason = serializers.CharField()
    made_at = serializers.DateTimeField()


class DrawRow(serializers.Serializer[Any]):
    """Applications stand by group, then by SHA-256 of seed, list hash and code, written one after the other (in the
    order of asking: by number). The list hash is SHA-256 of the lines "code group", sorted, joined by line feeds; the
    commitment is SHA-256 of the seed as written. Hashes are hexadecimal. draw_again.py does it."""

    offering = serializers.UUIDField()
    order = serializers.CharField()
    groups = serializers.ListField(child=serializers.CharField())
    places = serializers.IntegerField(allow_null=True)
    commitment = serializers.CharField()
    seed = serializers.CharField()
    applications = Drawn(many=True)
    list_hash = serializers.CharField()
    voided = Voided(many=True, default=list)
    result = serializers.ListField(child=serializers.CharField(), help_text="Codes, first to last")
