"""Requests to pay less, for programs: of the one who asked, and of those who decide."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.income.actions import ask_to_pay_less, confirm_request, decline_request, grant_request
from funding.income.api.fee_shapes import HelpAnswer, HelpInput, RequestRow
from funding.income.asking import note_look, who_is_asked_for
from funding.income.owed import requests
from tenancy.refusal import Refused


class RequestsApi(Api):
    """Whoever reads the list has read each: all are told."""

    permission = "funding.see_hardship"
    never_stored = True

    @extend_schema(
        operation_id="here_hardship", summary="Requests to pay less; who asked sees the look",
        responses=RequestRow(many=True),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        note_look(self.access, *requests())
        return self.page(requests(), RequestRow)


class RequestApi(Api):
    permission = "funding.see_hardship"
    never_stored = True

    @extend_schema(operation_id="here_hardship_one", summary="One; who asked sees the look", responses=RequestRow)
    def get(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(requests(), pk=pk)
        note_look(self.access, found)
        return Response(RequestRow(found).data)


class AnswerApi(Api):
    permission = "funding.see_hardship"
    never_stored = True

    @extend_schema(
        operation_id="here_hardship_answer", summary="Grant it by a rule of the community, or decline it",
        request=HelpAnswer, responses=RequestRow,
    )  # fmt: skip
    def post(self, request: Request, pk: UUID) -> Response:
        found, given = get_object_or_404(requests(), pk=pk), self.given(HelpAnswer)
        note_look(self.access, found, did=True)
        if "choice" not in given:
            return Response(RequestRow(decline_request(found, answer=given["answer"], by=self.access.person)).data)
        if not {"since", "until"} <= given.keys():
            raise Refused(_("Say from when to when."))
        return Response(RequestRow(grant_request(found, by=self.access.person, **given)).data)


class ConfirmApi(Api):
    permission = "funding.see_hardship"
    never_stored = True

    @extend_schema(
        operation_id="here_hardship_confirm", summary="The second person’s word", request=None, responses=RequestRow
    )
    def post(self, request: Request, pk: UUID) -> Response:
        found = get_object_or_404(requests(), pk=pk)
        note_look(self.access, found, did=True)
        return Response(RequestRow(confirm_request(found, by=self.access.person)).data)


class AskApi(Api):
    audience = "people"
    never_stored = True

    @extend_schema(
        operation_id="here_hardship_asked", summary="What I asked for somebody here", responses=RequestRow(many=True)
    )
    def get(self, request: Request, person: UUID) -> Response:
        learner = who_is_asked_for(self.access, person)
        return self.page(requests().filter(asker=self.access.person, learner=learner), RequestRow)

    @extend_schema(
        operation_id="here_hardship_ask", summary="Ask to pay less, for oneself or one’s child",
        request=HelpInput, responses={201: RequestRow},
    )  # fmt: skip
    def post(self, request: Request, person: UUID) -> Response:
        learner = who_is_asked_for(self.access, person)
        made = ask_to_pay_less(learner, by=self.access.person, **self.given(HelpInput))
        return Response(RequestRow(made).data, status=201)


class OwnRequestsApi(Api):
    never_stored = True

    @extend_schema(operation_id="me_fee_requests", summary="Where I asked to pay less", responses=RequestRow(many=True))
    def get(self, request: Request) -> Response:
        return self.page(requests(), RequestRow)
