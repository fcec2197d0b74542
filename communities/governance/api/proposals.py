"""Proposals and the talk about them, by the API."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.governance.effects import EFFECTS, effect_of
from communities.governance.models import Proposal
from communities.governance.proposals.enacting import retry_enactment
from communities.governance.proposals.options import options_of
from communities.governance.proposals.proposing import (
    edit_proposal,
    open_deliberation,
    open_voting,
    propose,
    withdraw_proposal,
)
from communities.governance.proposals.queries import proposals_for, rule_of
from communities.governance.proposals.talking import comment, second

SEE = "governance.see_decisions"
STEPS: dict[str, Callable[..., Any]] = {
    "open": open_deliberation,
    "second": second,
    "vote": open_voting,
    "withdraw": withdraw_proposal,
}


class OptionOutput(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="0: leave it as it is")
    label = serializers.CharField()  # type: ignore[assignment]
    payload = serializers.JSONField(allow_null=True)


class ProposalOutput(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    title = serializers.CharField()
    body = serializers.CharField()
    effect = serializers.CharField()
    payload = serializers.JSONField(help_text="What would change; its shape is the effect's own")
    options = serializers.SerializerMethodField(help_text="What ballots may name; none where they say yes or no")
    matter = serializers.CharField()
    proposer = serializers.CharField(source="proposer.display_name")
    state = serializers.CharField()
    rule = serializers.JSONField(allow_null=True, help_text="The decision rule it is talked over and voted on by")
    deliberation_at = serializers.DateTimeField(allow_null=True)
    voting_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    holds_from = serializers.DateField(allow_null=True, help_text="In force from this day on")
    result = serializers.JSONField(allow_null=True, help_text="The count, with every step; fractions as a/b")
    problem = serializers.CharField(help_text="Why it is not in force although accepted")
    decision = serializers.IntegerField(source="decision.number", default=None, allow_null=True)

    @extend_schema_field(OptionOutput(many=True))
    def get_options(self, one: Proposal) -> Any:
        return OptionOutput(options_of(one), many=True).data if rule_of(one).is_among else []


class WholeProposalOutput(ProposalOutput):
    consequences = serializers.SerializerMethodField(
        help_text="What it would mean today for people and their rows, counted, in the reader's language"
    )

    def get_consequences(self, one: Proposal) -> list[str]:
        return effect_of(one.effect).consequences(one.payload) if one.is_pending else []


class CommentOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    answers_to = serializers.UUIDField(source="parent_id", allow_null=True)
    author = serializers.CharField(source="author.display_name")
    text = serializers.CharField()
    is_question = serializers.BooleanField(help_text="To the proposer, to be answered before the voting opens")
    at = serializers.DateTimeField()


class OfProposal(Api):
    permission = SEE

    def found(self, number: int) -> Proposal:
        one: Proposal = get_object_or_404(proposals_for(self.access.membership), number=number)
        return one

    def shown(self, number: int) -> Response:
        return Response(WholeProposalOutput(self.found(number)).data)


class ProposalsApi(Api):
    permission = SEE

    class Input(serializers.Serializer[Any]):
        effect = serializers.ChoiceField(list(EFFECTS))
        payload = serializers.JSONField(help_text="setting: key, value, instead_of; roles: member, role")
        title = serializers.CharField(max_length=200, required=False, allow_blank=True)
        body = serializers.CharField(max_length=10000)
        holds_from = serializers.DateField(required=False, allow_null=True, help_text="In force from this day on")

    class Filters(serializers.Serializer[Any]):
        q = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="In title or text")
        state = serializers.ChoiceField(Proposal.State.choices, required=False, allow_blank=True)

    @extend_schema(
        operation_id="proposals", summary="Proposals, the latest first", parameters=[Filters],
        responses=ProposalOutput(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        return self.page(proposals_for(self.access.membership, **self.asked(self.Filters)), ProposalOutput)

    @extend_schema(
        operation_id="proposals_make", summary="Draw up a proposal", request=Input, responses={201: WholeProposalOutput}
    )
    def post(self, request: Request) -> Response:
        made = propose(by=self.access.membership, **self.given(self.Input))
        return Response(WholeProposalOutput(made).data, status=status.HTTP_201_CREATED)


class ProposalApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        title = serializers.CharField(max_length=200)
        body = serializers.CharField(max_length=10000)
        holds_from = serializers.DateField(required=False, allow_null=True, help_text="In force from this day on")

    @extend_schema(operation_id="proposals_one", summary="One proposal", responses=WholeProposalOutput)
    def get(self, request: Request, number: int) -> Response:
        return self.shown(number)

    @extend_schema(
        operation_id="proposals_edit", summary="Change its text before the voting", request=Input,
        responses=WholeProposalOutput,
    )  # fmt: skip
    def put(self, request: Request, number: int) -> Response:
        edit_proposal(self.found(number), by=self.access.membership, **self.given(self.Input))
        return self.shown(number)


class StepsApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        step = serializers.ChoiceField([*STEPS, "retry"])
        hours = serializers.IntegerField(min_value=1, max_value=24 * 366, required=False, help_text="Of voting")

    @extend_schema(
        operation_id="proposals_step", summary="Open, second, vote on, withdraw or retry", request=Input,
        responses=WholeProposalOutput,
    )  # fmt: skip
    def post(self, request: Request, number: int) -> Response:
        given, one, me = self.given(self.Input), self.found(number), self.access.membership
        if given["step"] == "retry":
            retry_enactment(one, by=me, may_decide=self.access.can("governance.decide"))
        elif given["step"] == "vote":
            open_voting(one, by=me, hours=given.get("hours", 0))
        else:
            STEPS[given["step"]](one, by=me)
        return self.shown(number)


class CommentsApi(OfProposal):
    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=5000)
        is_question = serializers.BooleanField(default=False)
        answers_to = serializers.UUIDField(required=False, allow_null=True, help_text="A comment of the same talk")

    @extend_schema(operation_id="comments", summary="What was said of it", responses=CommentOutput(many=True))
    def get(self, request: Request, number: int) -> Response:
        return self.page(self.found(number).comments.select_related("author"), CommentOutput)

    @extend_schema(operation_id="comments_say", summary="Say something", request=Input, responses={201: CommentOutput})
    def post(self, request: Request, number: int) -> Response:
        one, given = self.found(number), self.given(self.Input)
        parent = get_object_or_404(one.comments, pk=given["answers_to"]) if given.get("answers_to") else None
        said = {"text": given["text"], "is_question": given["is_question"]}
        made = comment(one, parent=parent, by=self.access.membership, **said)
        return Response(CommentOutput(made).data, status=status.HTTP_201_CREATED)
