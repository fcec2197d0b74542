"""Moderation, for programs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from learners.models import Offering
from learners.progress.moderation.actions import MOST, ask_for_moderation, look_at, settle
from learners.progress.moderation.models import Moderation, Sampled
from learners.progress.moderation.queries import Compared, moderations_of, outcome_of
from learners.progress.moderation.rules import is_second, refuse_others
from learners.progress.reading import teaches


class ModerationRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    offering = serializers.UUIDField(source="offering_id")
    second = serializers.CharField(source="second.display_name")
    asked_by_name = serializers.CharField()
    asked_at = serializers.DateTimeField()


class SampledPiece(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    evidence = serializers.UUIDField()
    title = serializers.CharField()
    first = serializers.IntegerField(
        allow_null=True, help_text="Null for the other teacher until all is looked at, as is `second`"
    )
    second = serializers.IntegerField(allow_null=True)
    agreed = serializers.IntegerField(allow_null=True)


class ModerationWhole(ModerationRow):
    pieces = SampledPiece(many=True)
    exact = serializers.IntegerField(allow_null=True, help_text="Pieces on the same level, once all are looked at")
    within_one = serializers.IntegerField(allow_null=True, help_text="Pieces on the same level or the next")
    kappa = serializers.FloatField(allow_null=True, help_text="Cohen’s weighted kappa (1968), linear weights")


class ModerationInput(serializers.Serializer[Any]):
    second = serializers.UUIDField(help_text="The membership of a teacher who does not teach the offering")
    size = serializers.IntegerField(min_value=1, max_value=MOST)


class LookInput(serializers.Serializer[Any]):
    level = serializers.IntegerField(min_value=1)
    words = serializers.CharField(required=False, allow_blank=True, max_length=5000)


class SettleInput(serializers.Serializer[Any]):
    level = serializers.IntegerField(min_value=1)
    words = serializers.CharField(max_length=5000)


class ModerationsApi(Api):
    permission = "progress.mark"

    @extend_schema(
        operation_id="here_moderations", summary="Moderations of what I teach or am asked for",
        responses=ModerationRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(moderations_of(self.access.membership), ModerationRow)


class OfferingModerationsApi(Api):
    permission = "progress.mark"

    @extend_schema(
        operation_id="here_moderation_ask", summary="Ask another teacher for a second look at a sample",
        request=ModerationInput, responses={201: ModerationRow},
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        offering, given = get_object_or_404(Offering, pk=pk), self.given(ModerationInput)
        if not teaches(self.access, offering):
            raise PermissionDenied
        second = get_object_or_404(Membership, pk=given["second"])
        made = ask_for_moderation(offering, second=second, size=given["size"], by=self.access.person)
        return Response(ModerationRow(made).data, status=201)


class _OfModeration(Api):
    permission = "progress.mark"

    def found(self, pk: UUID) -> Moderation:
        found: Moderation = get_object_or_404(Moderation.objects.select_related("offering", "second"), pk=pk)
        return found

    def sampled(self, found: Moderation, number: int) -> Sampled:
        rows = Sampled.objects.select_related("first", "evidence__enrolment", "moderation__second")
        sampled: Sampled = get_object_or_404(rows, moderation=found, number=number)
        return sampled

    def whole(self, found: Moderation) -> Response:
        second, outcome = is_second(self.access, found), outcome_of(found)
        left, agreement = bool(outcome.left), outcome.agreement
        kappa = agreement.kappa if agreement else None
        shown = {
            "id": found.pk, "offering_id": found.offering_id, "second": found.second,
            "asked_by_name": found.asked_by_name, "asked_at": found.asked_at,
            "pieces": [_piece(one, first=not (second and left), look=second or not left) for one in outcome.rows],
            "exact": agreement and agreement.exact, "within_one": agreement and agreement.within_one,
            "kappa": None if kappa is None else float(kappa),
        }  # fmt: skip
        return Response(ModerationWhole(shown).data)


class ModerationApi(_OfModeration):
    @extend_schema(
        operation_id="here_moderation", summary="A sample, and how far both agree", responses=ModerationWhole
    )
    def get(self, request: Request, pk: UUID) -> Response:
        found = self.found(pk)
        refuse_others(self.access, found)
        return self.whole(found)


class LookApi(_OfModeration):
    @extend_schema(
        operation_id="here_moderation_look", summary="Say the second level of a piece, blind and once",
        request=LookInput, responses=ModerationWhole,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID, number: int) -> Response:
        found = self.found(pk)
        if not is_second(self.access, found):
            raise PermissionDenied
        look_at(self.sampled(found, number), by=self.access.person, **self.given(LookInput))
        return self.whole(found)


class SettleApi(_OfModeration):
    @extend_schema(
        operation_id="here_moderation_settle", summary="Settle the level of a piece, with why", request=SettleInput,
        responses=ModerationWhole,
    )  # fmt: skip
    def put(self, request: Request, pk: UUID, number: int) -> Response:
        found = self.found(pk)
        if refuse_others(self.access, found):
            raise PermissionDenied
        settle(self.sampled(found, number), by=self.access.person, **self.given(SettleInput))
        return self.whole(found)


def _piece(one: Compared, *, first: bool, look: bool) -> dict[str, Any]:
    """Neither sees the other's level while something is left to look at."""
    return {
        "number": one.sampled.number, "evidence": one.sampled.evidence_id, "title": one.sampled.evidence.title,
        "first": one.sampled.first.level if first else None,
        "second": one.look.level if look and one.look else None,
        "agreed": one.settled and one.settled.level,
    }  # fmt: skip
