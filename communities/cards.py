"""A community's public card, as the API gives it."""

from typing import Any

from rest_framework import serializers


class CommunityCard(serializers.Serializer[Any]):
    slug = serializers.SlugField()
    kind = serializers.CharField(help_text="school, learning, circle or network")
    name = serializers.CharField()
    purpose = serializers.CharField()
    place = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2, or empty")
    latitude = serializers.FloatField(allow_null=True, help_text="WGS 84, degrees; both or neither are told")
    longitude = serializers.FloatField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField(), help_text="BCP 47, the most used first")
    time_zone = serializers.CharField(help_text="IANA")
    hue = serializers.IntegerField(help_text="A multiple of 15 degrees")
    calendar = serializers.JSONField(help_text="terms and holidays, with ISO 8601 dates")
    mastery_scale = serializers.JSONField(help_text="Levels, lowest first: name, and the per cent it starts from")
    currency = serializers.CharField(help_text="ISO 4217")
    founded_at = serializers.DateTimeField()
