"""Whether what is shared fits a community, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.api import CommonsApi, SharedRow
from curriculum.commons.fitting.actions import write_means
from curriculum.commons.fitting.queries import ground_of, means_here
from curriculum.commons.fitting.rules import Verdict, fit_of
from curriculum.commons.models import Means
from curriculum.commons.models.means import MOST_HOURS, MOST_MATERIALS, OLDEST
from curriculum.commons.queries import Wanted, find, readable

AGE: dict[str, Any] = {"min_value": 0, "max_value": OLDEST, "allow_null": True, "required": False}
ABOUT = ("language", "materials", "ages", "time")


class ReasonRow(serializers.Serializer[Any]):
    about = serializers.ChoiceField(ABOUT)
    verdict = serializers.ChoiceField(Verdict.choices)
    words = serializers.CharField()
    lacks = serializers.ListField(child=serializers.CharField(), help_text="Materials that are not on its list")


class FitRow(serializers.Serializer[Any]):
    verdict = serializers.ChoiceField(Verdict.choices, help_text="unknown: the community has not said what would tell")
    reasons = ReasonRow(many=True)


class SharedRowWithFit(SharedRow):
    fit = serializers.SerializerMethodField()

    @extend_schema_field(FitRow)
    def get_fit(self, shared: Any) -> Any:
        return FitRow(fit_of(shared, self.context["ground"])).data


class MeansRow(serializers.Serializer[Any]):
    materials = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=MOST_MATERIALS, help_text="In its own words"
    )
    age_from = serializers.IntegerField(**AGE)
    age_to = serializers.IntegerField(**AGE)
    hours = serializers.IntegerField(
        min_value=1, max_value=MOST_HOURS, allow_null=True, required=False, help_text="For one curriculum, at most"
    )


class CommonsHereApi(Api):
    permission = "curriculum.read"

    class Filters(CommonsApi.Filters):
        fits = serializers.BooleanField(required=False, help_text="True: without what is known not to fit")

    @extend_schema(
        operation_id="here_commons", summary="What communities share, each told whether it fits here",
        parameters=[Filters], responses=SharedRowWithFit(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        asked, ground = self.asked(self.Filters), ground_of(self.access.community)
        fits = asked.pop("fits", False)
        found = find(Wanted(**asked), reader_language=get_language() or "en", ground=ground if fits else None)
        return self.page(found.rows, SharedRowWithFit, ground=ground)


class FitApi(Api):
    permission = "curriculum.read"

    @extend_schema(operation_id="here_commons_fit", summary="Whether it fits here, and why", responses=FitRow)
    def get(self, request: Request, pk: UUID) -> Response:
        shared = readable(pk)
        if shared is None:
            raise Http404
        return Response(FitRow(fit_of(shared, ground_of(self.access.community))).data)


class MeansApi(Api):
    permission = "curriculum.write"

    @extend_schema(operation_id="here_means", summary="What this community has to teach with", responses=MeansRow)
    def get(self, request: Request) -> Response:
        return Response(MeansRow(means_here() or Means()).data)

    @extend_schema(
        operation_id="here_means_write", summary="Write that list anew", request=MeansRow, responses=MeansRow
    )
    def put(self, request: Request) -> Response:
        return Response(MeansRow(write_means(by=self.access.membership, **self.given(MeansRow))).data)
