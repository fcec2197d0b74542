"""The charter, by the API; to amend it, change or propose the setting `charter`."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.charter import queries as charter_queries
from communities.governance.charter.articles import articles_of, compare

SEE = "governance.see_decisions"


class ArticleOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="Given once, also when its article is gone")
    title = serializers.DictField(child=serializers.CharField(), help_text="By language (BCP 47)")
    text = serializers.DictField(child=serializers.CharField(), help_text="Markdown, by language (BCP 47)")
    holds_from = serializers.DateField(allow_null=True, help_text="Null: from its decision")


class StandingOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    now = ArticleOutput(allow_null=True, help_text="What holds today")
    coming = ArticleOutput(allow_null=True, help_text="What will hold from a later day, decided already")


class VersionOutput(serializers.Serializer[Any]):
    decision = serializers.IntegerField(source="decision.number", help_text="Number of the decision that made it")
    decided_at = serializers.DateTimeField(source="decision.decided_at")
    title = serializers.CharField(source="decision.title")
    articles = serializers.IntegerField(help_text="How many it has")


class ChangeOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    before = ArticleOutput(allow_null=True)
    after = ArticleOutput(allow_null=True)


class CharterApi(Api):
    """Members with the permission, and whoever the charter itself lets read it."""

    audience = "public"
    permission_classes = (IsAuthenticatedOrReadOnly,)
    pagination_class = None

    @extend_schema(
        operation_id="charter", summary="What holds today and what is coming", responses=StandingOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        if not self.access.can(SEE) and charter_queries.audience() != "public":
            raise PermissionDenied if self.access.membership else Http404
        return Response(StandingOutput(charter_queries.charter_on(timezone.localdate()), many=True).data)


class VersionsApi(Api):
    permission = SEE
    pagination_class = None

    @extend_schema(
        operation_id="charter_versions", summary="Its versions, the latest first", responses=VersionOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        return Response(VersionOutput(charter_queries.versions(), many=True).data)


class VersionApi(Api):
    permission = SEE
    pagination_class = None

    @extend_schema(
        operation_id="charter_version",
        summary="The articles as a decision left them",
        responses=ArticleOutput(many=True),
    )
    def get(self, request: Request, number: int) -> Response:
        return Response(ArticleOutput(articles_of(charter_queries.version_by(number).value), many=True).data)


class CompareApi(Api):
    permission = SEE
    pagination_class = None

    class Filters(serializers.Serializer[Any]):
        older = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="Number of a decision about it")
        newer = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="Number of another")

    @extend_schema(
        operation_id="charter_compare", summary="The articles that differ between two versions",
        parameters=[Filters], responses=ChangeOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        ends = self.asked(self.Filters)
        old, new = (charter_queries.version_by(ends[end]).value for end in ("older", "newer"))
        return Response(ChangeOutput(compare(old, new), many=True).data)
