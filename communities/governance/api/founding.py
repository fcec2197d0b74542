"""The network's communities, and founding one, by the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.cards import CommunityCard
from communities.governance.charter.templates import KEYS, all_templates
from communities.governance.forms import FOUNDABLE
from communities.governance.founding import found_community
from communities.queries import public_communities


class CommunitiesApi(Api):
    permission_classes = (IsAuthenticatedOrReadOnly,)

    class Filters(serializers.Serializer[Any]):
        q = serializers.CharField(required=False, allow_blank=True, help_text="Part of name, place or purpose")
        country = serializers.CharField(required=False, allow_blank=True, help_text="ISO 3166-1 alpha-2")
        language = serializers.CharField(required=False, allow_blank=True, help_text="BCP 47")

    class Input(serializers.Serializer[Any]):
        slug = serializers.SlugField(max_length=60)
        kind = serializers.ChoiceField(FOUNDABLE, default="school")
        template = serializers.ChoiceField(
            [(key, key) for key in KEYS], required=False, help_text="Gives charter, decision rules and roles"
        )
        settings = serializers.DictField(
            required=False, help_text="First values by setting; what is missing takes its default"
        )
        beginnings = serializers.DictField(
            child=serializers.CharField(allow_blank=True),
            required=False,
            help_text="What else it begins with: `chart` (of accounts) is `fitting`, a template’s key, or empty",
        )

    @extend_schema(
        operation_id="communities",
        summary="The network's public communities",
        parameters=[Filters],
        responses=CommunityCard(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page_of_columns(public_communities(**self.asked(self.Filters)), CommunityCard)

    @extend_schema(
        operation_id="communities_found", summary="Found a community", request=Input, responses={201: CommunityCard}
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        choices = given.pop("settings", {})
        founded = found_community(self.access.person, choices=choices, **given)
        return Response(CommunityCard(founded).data, status=status.HTTP_201_CREATED)


class TemplatesApi(Api):
    permission_classes = (AllowAny,)
    pagination_class = None

    class Output(serializers.Serializer[Any]):
        key = serializers.CharField()
        kind = serializers.CharField(help_text="Of community")
        founder = serializers.ListField(child=serializers.CharField(), help_text="The founder’s roles")
        languages = serializers.ListField(child=serializers.CharField(), help_text="BCP 47", source="writings")
        settings = serializers.SerializerMethodField(help_text="What it sets, by setting")

        def get_settings(self, template: Any) -> dict[str, Any]:
            values: dict[str, Any] = template.values(template.writings)
            return values

    @extend_schema(
        operation_id="community_templates", summary="What a community may be founded from", responses=Output(many=True)
    )
    def get(self, request: Request) -> Response:
        return Response(self.Output(all_templates(), many=True).data)
