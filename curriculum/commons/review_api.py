"""Reviews and adaptations of what is shared, for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from curriculum.commons.lineage import kin_rows, lineage_of
from curriculum.commons.models import Review, SharedVersion
from curriculum.commons.queries import readable
from curriculum.commons.reviews.actions import answer_review, withdraw_review, write_review
from curriculum.commons.reviews.queries import communities_that_use, own_words, reviews_of

AGE: dict[str, Any] = {"min_value": 0, "max_value": 120, "allow_null": True, "required": False}


class ReviewInput(serializers.Serializer[Any]):
    went = serializers.CharField(max_length=5000, help_text="How it went")
    again = serializers.ChoiceField(Review.Again.choices, help_text="Whether they would teach it again")
    changed = serializers.CharField(max_length=5000, required=False, allow_blank=True, help_text="What they changed")
    time = serializers.ChoiceField(Review.Time.choices, required=False, allow_blank=True, help_text="How much it took")
    setting = serializers.ChoiceField(Review.Setting.choices)
    learners = serializers.IntegerField(min_value=1, max_value=10_000)
    age_from = serializers.IntegerField(**AGE)
    age_to = serializers.IntegerField(**AGE)


class ReviewRow(ReviewInput):
    id = serializers.UUIDField()
    name = serializers.CharField()
    community = serializers.CharField(source="community.slug")
    number = serializers.IntegerField(help_text="Of the version that was looked at")
    written_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField(help_text="Of the curriculum's community")
    answered_by = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class KinRow(serializers.Serializer[Any]):
    version = serializers.UUIDField(
        source="shared.pk", default=None, allow_null=True, help_text="Null: shared no longer"
    )
    title = serializers.CharField(source="shared.title", default="")
    community = serializers.CharField(source="shared.community.slug", default="")
    language = serializers.CharField(source="shared.language", default="")
    made_of = serializers.UUIDField(source="parent.pk", default=None, allow_null=True)
    behind = serializers.IntegerField(help_text="Versions that its original shared since")
    left_out = serializers.IntegerField(help_text="Adaptations of it that this answer leaves out")


class ReviewsApi(Api):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="commons_reviews", summary="What those say who taught it", responses=ReviewRow(many=True)
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.page(reviews_of(_readable(pk).curriculum), ReviewRow)


class LineageApi(Api):
    permission_classes = (AllowAny,)

    class Output(serializers.Serializer[Any]):
        communities = serializers.IntegerField(help_text="That took it over, but for hidden ones")
        adaptations = serializers.IntegerField(help_text="Shared ones of the whole tree, but for the original")
        is_whole = serializers.BooleanField()
        tree = KinRow(many=True, help_text="Parents first; empty when nobody has adapted it")

    @extend_schema(operation_id="commons_lineage", summary="Its original and adaptations", responses=Output)
    def get(self, request: Request, pk: UUID) -> Response:
        shared = _readable(pk)
        found = lineage_of(shared)
        told = {
            "communities": communities_that_use(shared.curriculum), "adaptations": found.adaptations,
            "is_whole": found.is_whole, "tree": kin_rows(found),
        }  # fmt: skip
        return Response(self.Output(told).data)


class WriteReviewApi(Api):
    permission = "curriculum.write"

    @extend_schema(
        operation_id="here_review", summary="Say how it went, or say it anew", request=ReviewInput, responses=ReviewRow
    )
    def put(self, request: Request, pk: UUID) -> Response:
        made = write_review(_readable(pk), by=self.access.membership, **self.given(ReviewInput))
        return Response(ReviewRow(made).data)


class ReviewApi(Api):
    @extend_schema(operation_id="review_withdraw", summary="Take one's own review back", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        found = own_words(pk, self.access.person)
        if found is None:
            raise Http404
        withdraw_review(found)
        return Response(status=204)


class ReviewAnswerApi(Api):
    permission = "curriculum.publish"

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=5000, allow_blank=True, help_text="Empty: no answer")

    @extend_schema(
        operation_id="here_review_answer", summary="Answer a review of a curriculum of this community", request=Input,
        responses=ReviewRow,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(Review.objects.select_related("community"), pk=pk)
        return Response(ReviewRow(answer_review(found, by=self.access.membership, **self.given(self.Input))).data)


def _readable(pk: UUID) -> SharedVersion:
    found = readable(pk)
    if found is None:
        raise Http404
    return found
