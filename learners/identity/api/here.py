"""Members whom nobody signs in as, for programs."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from communities.models import Membership
from learners.identity.api.shapes import ClaimMadeRow, UnclaimedRow
from learners.identity.claiming import invite_member, withdraw_claim
from learners.identity.models import Claim
from learners.identity.queries import unclaimed


class UnclaimedApi(Api):
    permission = "identity.invite"

    @extend_schema(
        operation_id="here_unclaimed",
        summary="Members whom nobody signs in as",
        responses=UnclaimedRow(many=True),
    )
    def get(self, request: Request) -> Response:
        return self.page(unclaimed(), UnclaimedRow)


class InviteMemberApi(Api):
    permission = "identity.invite"
    never_stored = True  # the idempotency store would keep the code

    @extend_schema(
        operation_id="here_claim_make",
        summary="Invite a member to sign in as themself; the code is shown this once",
        request=None,
        responses={201: ClaimMadeRow},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        made, code = invite_member(get_object_or_404(Membership, pk=pk), by=self.access.membership)
        return Response(ClaimMadeRow(made, context={"code": code}).data, status=201)


class ClaimApi(Api):
    permission = "identity.invite"

    @extend_schema(operation_id="here_claim_withdraw", summary="Withdraw an invitation", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        withdraw_claim(get_object_or_404(Claim, pk=pk))
        return Response(status=204)
