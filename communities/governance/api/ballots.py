"""Ballots, what answers them, the ways to choose among, and the result, by the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from communities.governance.api.proposals import OfProposal, ProposalOutput
from communities.governance.ballots.answering import answer_advice, decide_after_advice, settle_objection
from communities.governance.ballots.delegated import cast_for
from communities.governance.ballots.results import result_shown
from communities.governance.proposals.options import add_way, drop_way
from communities.governance.proposals.queries import ballots_of, published_of


class BallotOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    voter = serializers.CharField(source="voter.member.display_name")
    content = serializers.JSONField(help_text="By the method: see casting")
    reason = serializers.CharField(source="why")
    cast_at = serializers.DateTimeField()
    settled = serializers.CharField(help_text="Of an objection: open, integrated or overruled")
    answer = serializers.CharField(help_text="To an objection or to advice")
    cast_by = serializers.CharField(source="cast_by.display_name", default="", help_text="The delegate who cast it")
    receipt = serializers.CharField(help_text="Of a secret ballot just cast: given this once, kept nowhere here")
    receipts = serializers.SerializerMethodField(help_text="By membership, where one cast for several")

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_receipts(self, _ballot: Any) -> dict[str, str]:
        return {str(one.voter.member_id): one.receipt for one in self.context.get("receipts", []) if one.receipt}


class BallotsApi(OfProposal):
    never_stored = True  # the idempotency store would keep ballot and receipt

    class Input(serializers.Serializer[Any]):
        content = serializers.JSONField(
            help_text='"yes", "no" or "abstain"; "consent", "stand_aside" or "objection" (with a reason); a ranking of'
            ' option keys, best first: [["2"], ["1", "0"]]; keys approved: ["1"]; scores by key: {"1": 5}; "given":'
            " advice, in `reason`"
        )
        reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)
        whom = serializers.ListField(
            child=serializers.UUIDField(), required=False, max_length=1000,
            help_text="Memberships to cast it for; left out, one's own",
        )  # fmt: skip

    @extend_schema(
        operation_id="ballots",
        summary="Who said what in an open vote",
        responses=BallotOutput(many=True),
    )
    def get(self, request: Request, number: int) -> Response:
        return self.page(ballots_of(self.found(number)), BallotOutput)

    @extend_schema(
        operation_id="ballots_cast", summary="Cast or change one's ballot", request=Input,
        responses=BallotOutput,
    )  # fmt: skip
    def put(self, request: Request, number: int) -> Response:
        given, me = self.given(self.Input), self.access.membership
        made = cast_for(self.found(number), given.pop("whom", [me.pk]), by=me, **given)
        return Response(BallotOutput(made[-1], context={"receipts": made}).data)


class PublishedOutput(serializers.Serializer[Any]):
    receipt = serializers.CharField()
    content = serializers.JSONField()


class PublishedApi(OfProposal):
    class Query(serializers.Serializer[Any]):
        receipt = serializers.CharField(required=False, max_length=19, help_text="Only the ballot with this receipt")

    @extend_schema(
        operation_id="ballots_published", summary="Ballots of a secret vote that is over, by receipt",
        parameters=[Query], responses=PublishedOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request, number: int) -> Response:
        asked = self.asked(self.Query)
        return self.page(published_of(self.found(number), asked.get("receipt", "")), PublishedOutput)


class ObjectionApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        settled = serializers.ChoiceField(["integrated", "overruled"])
        answer = serializers.CharField(max_length=2000)

    @extend_schema(operation_id="ballots_settle", summary="Settle an objection", request=Input, responses=BallotOutput)
    def post(self, request: Request, number: int, pk: UUID) -> Response:
        ballot = get_object_or_404(ballots_of(self.found(number)).select_related("proposal"), pk=pk)
        may, me = self.access.can("governance.decide"), self.access.membership
        settled = settle_objection(ballot, by=me, may_decide=may, **self.given(self.Input))
        return Response(BallotOutput(settled).data)


class AdviceApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        answer = serializers.CharField(max_length=2000)

    @extend_schema(operation_id="ballots_answer", summary="Answer advice", request=Input, responses=BallotOutput)
    def post(self, request: Request, number: int, pk: UUID) -> Response:
        ballot = get_object_or_404(ballots_of(self.found(number)).select_related("proposal"), pk=pk)
        answered = answer_advice(ballot, by=self.access.membership, **self.given(self.Input))
        return Response(BallotOutput(answered).data)


class VerdictApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        goes_ahead = serializers.BooleanField()

    @extend_schema(
        operation_id="proposals_verdict", summary="Go ahead or step back after advice", request=Input,
        responses=ProposalOutput,
    )  # fmt: skip
    def post(self, request: Request, number: int) -> Response:
        decide_after_advice(self.found(number), by=self.access.membership, **self.given(self.Input))
        return self.shown(number)


class WaysApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        payload = serializers.JSONField(help_text="Another of the same effect")
        label = serializers.CharField(max_length=120, required=False, allow_blank=True)  # type: ignore[assignment]

    @extend_schema(
        operation_id="proposals_add_way", summary="Add another way to a draft", request=Input,
        responses={201: ProposalOutput},
    )  # fmt: skip
    def post(self, request: Request, number: int) -> Response:
        add_way(self.found(number), by=self.access.membership, **self.given(self.Input))
        return Response(self.shown(number).data, status=status.HTTP_201_CREATED)


class WayApi(OfProposal):
    @extend_schema(operation_id="proposals_drop_way", summary="Take a way back from a draft", responses={204: None})
    def delete(self, request: Request, number: int, way: int) -> Response:
        drop_way(self.found(number), way=way, by=self.access.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TableOutput(serializers.Serializer[Any]):
    title = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class ResultOutput(serializers.Serializer[Any]):
    outcome = serializers.CharField(help_text="In words, as the page says it; so are all but `count`")
    why = serializers.CharField()
    how = serializers.CharField(help_text="How the method decides")
    steps = serializers.ListField(child=serializers.ListField(child=serializers.CharField()), help_text="What, figure")
    tables = TableOutput(many=True)
    ties = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()), help_text="Each tie, and the rules that broke it"
    )
    count = serializers.JSONField(help_text="Everything needed to count again; fractions as a/b, options by their keys")


class ResultApi(OfProposal):
    @extend_schema(operation_id="proposals_result", summary="The result with every round", responses=ResultOutput)
    def get(self, request: Request, number: int) -> Response:
        one = self.found(number)
        shown = result_shown(one)
        if shown is None:
            raise Http404
        return Response(ResultOutput({**shown, "count": one.result}).data)
