"""The network’s communities, and founding one, by the API."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.cards import CommunityCard
from communities.governance.actions import found_community
from communities.governance.found import KINDS as PLACES
from communities.queries import public_communities


class CommunitiesApi(Api):
    permission_classes = (IsAuthenticatedOrReadOnly,)

    class Input(serializers.Serializer[Any]):
        slug = serializers.SlugField(max_length=60)
        kind = serializers.ChoiceField(PLACES, default="school")
        settings = serializers.DictField(
            required=False, help_text="First values by setting; what is missing takes its default"
        )

        class Meta:
            ref_name = "CommunityInput"

    @extend_schema(
        operation_id="communities",
        summary="The network's public communities",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="Part of name, place or purpose"),
            OpenApiParameter("country", OpenApiTypes.STR, description="ISO 3166-1 alpha-2"),
            OpenApiParameter("language", OpenApiTypes.STR, description="BCP 47"),
        ],
        responses=CommunityCard(many=True),
    )
    def get(self, request: Request) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("q", "country", "language")}
        return self.page(public_communities(**asked), CommunityCard)

    @extend_schema(
        operation_id="communities_found", summary="Found a community", request=Input, responses={201: CommunityCard}
    )
    def post(self, request: Request) -> Response:
        given = self.given(self.Input)
        choices = given.pop("settings", {})
        founded = found_community(self.access.person, choices=choices, **given)
        return Response(CommunityCard(founded).data, status=status.HTTP_201_CREATED)
