"""How an offering looks in the API to somebody who may come."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from learners.api.shapes import ActivityEntry, CardRow
from learners.equity import ASKABLE
from learners.models import Support
from learners.support import met

SUPPORT = serializers.ListField(child=serializers.ChoiceField(Support.choices))


class ReadCard(CardRow):
    """With what the reader's profile says that they need; nothing of it where nobody is signed in."""

    needs_met = serializers.SerializerMethodField()
    needs_unsaid = serializers.SerializerMethodField()

    @extend_schema_field(SUPPORT)
    def get_needs_met(self, card: Any) -> list[str]:
        """Which support it has that the reader needs."""
        return met(card, self.context["needs"]).has

    @extend_schema_field(SUPPORT)
    def get_needs_unsaid(self, card: Any) -> list[str]:
        """Which support the reader needs that it does not say it has; it may have it all the same."""
        return met(card, self.context["needs"]).unsaid


class FoundCard(ReadCard):
    """In the catalogue, as somebody reads it."""

    km = serializers.SerializerMethodField()

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_km(self, card: Any) -> int | None:
        """From the reader's nearest community, in a straight line; null: it is online, or one says no coordinates."""
        return None if card.km is None else round(card.km)


class Question(serializers.Serializer[Any]):
    attribute = serializers.CharField()
    values = serializers.ListField(child=serializers.CharField(), help_text="Each may also be left blank")


class ClashRow(serializers.Serializer[Any]):
    offering = serializers.UUIDField(source="card.pk")
    title = serializers.CharField(source="card.title")
    community = serializers.SlugField(source="card.community.slug")
    starts = serializers.DateTimeField(help_text="The first time that both meet")


class OfferingCardWhole(ReadCard):
    outline = ActivityEntry(many=True)
    clashes = serializers.SerializerMethodField()
    asks = serializers.SerializerMethodField()

    @extend_schema_field(Question(many=True))
    def get_asks(self, card: Any) -> Any:
        """What the community asks at enrolment, for equity."""
        return [{"attribute": key, "values": list(ASKABLE[key].values)} for key in self.context["asks"]]

    @extend_schema_field(ClashRow(many=True))
    def get_clashes(self, card: Any) -> Any:
        """With what the caller does already."""
        return ClashRow(self.context["clashes"], many=True).data
