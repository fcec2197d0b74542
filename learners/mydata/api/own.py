"""Erasure and the end of an account, for programs; the same of a child, for their guardian."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.idempotency import never_stored
from api.views import Api
from learners.consents.acting import acting
from learners.mydata.api.shapes import AccountClosingInput, AccountClosingRow, ErasureInput, ErasureRow, KeptRow
from learners.mydata.asking import ask_to_erase
from learners.mydata.closing import ask_to_close, take_back
from learners.mydata.keeping import kept_of
from learners.mydata.models import Closing
from learners.mydata.places import places
from learners.mydata.queries import own_erasure_requests
from tenancy.refusal import Refused


def _list(api: Api, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=gettext_lazy("Your data")):
        return api.page(own_erasure_requests(), ErasureRow)


def _ask(api: Api, child: UUID | None = None) -> Response:
    given = api.given(ErasureInput)
    with acting(api.access.person, child, what=gettext_lazy("Your data")) as who:
        place = next((one for one in places() if one.community.slug == given["community"]), None)
        if place is None:
            raise Http404
        return Response(ErasureRow(ask_to_erase(who, community=place.community, words=given["words"])).data, status=201)


def _closing(api: Api, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=gettext_lazy("Your data")):
        last = Closing.objects.order_by("-asked_at").first()
        if last is None:
            raise Http404
        return Response(AccountClosingRow(last).data)


def _close(api: Api, child: UUID | None = None) -> Response:
    if not api.access.person.check_password(api.given(AccountClosingInput)["password"]):
        raise Refused(_("This is not your password."))
    with acting(api.access.person, child, what=gettext_lazy("Your data")) as who:
        return Response(AccountClosingRow(ask_to_close(who)).data, status=201)


def _undo(api: Api, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=gettext_lazy("Your data")) as who:
        return Response(AccountClosingRow(take_back(who)).data)


def _kept(api: Api, slug: str, child: UUID | None = None) -> Response:
    with acting(api.access.person, child, what=gettext_lazy("Your data")):
        place = next((one for one in places() if one.community.slug == slug), None)
        if place is None:
            raise Http404
        return Response(KeptRow(kept_of(place), many=True).data)


class PlaceApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_data_place", summary="What a community keeps about me, and until when",
        responses=KeptRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        return _kept(self, slug)


class ChildPlaceApi(Api):
    pagination_class = None

    @extend_schema(
        operation_id="me_child_data_place", summary="What a community keeps about a child, and until when",
        responses=KeptRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID, slug: str) -> Response:
        return _kept(self, slug, child)


class ErasuresApi(Api):
    @extend_schema(
        operation_id="me_data_erasures", summary="What I asked communities to erase", responses=ErasureRow(many=True)
    )
    def get(self, request: Request) -> Response:
        return _list(self)

    @extend_schema(
        operation_id="me_data_erasure_ask", summary="Ask a community that I left to erase what it recorded",
        request=ErasureInput, responses={201: ErasureRow},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return _ask(self)


class ChildErasuresApi(Api):
    @extend_schema(
        operation_id="me_child_data_erasures", summary="What communities were asked to erase about a child",
        responses=ErasureRow(many=True),
    )  # fmt: skip
    def get(self, request: Request, child: UUID) -> Response:
        return _list(self, child)

    @extend_schema(
        operation_id="me_child_data_erasure_ask", summary="Ask a community that a child left to erase what it recorded",
        request=ErasureInput, responses={201: ErasureRow},
    )  # fmt: skip
    def post(self, request: Request, child: UUID) -> Response:
        return _ask(self, child)


@never_stored
class ClosingApi(Api):
    @extend_schema(
        operation_id="me_data_closing", summary="Whether my account is being closed", responses=AccountClosingRow
    )
    def get(self, request: Request) -> Response:
        return _closing(self)

    @extend_schema(
        operation_id="me_data_close", request=AccountClosingInput, responses={201: AccountClosingRow},
        summary="Close and erase my account after two weeks, in which it can be taken back",
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return _close(self)

    @extend_schema(operation_id="me_data_close_undo", summary="Take it back", responses={200: AccountClosingRow})
    def delete(self, request: Request) -> Response:
        return _undo(self)


@never_stored
class ChildClosingApi(Api):
    @extend_schema(
        operation_id="me_child_data_closing",
        summary="Whether a child’s account is being closed",
        responses=AccountClosingRow,
    )
    def get(self, request: Request, child: UUID) -> Response:
        return _closing(self, child)

    @extend_schema(
        operation_id="me_child_data_close", request=AccountClosingInput, responses={201: AccountClosingRow},
        summary="Close and erase a young child’s account after two weeks, in which it can be taken back",
    )  # fmt: skip
    def post(self, request: Request, child: UUID) -> Response:
        return _close(self, child)

    @extend_schema(operation_id="me_child_data_close_undo", summary="Take it back", responses={200: AccountClosingRow})
    def delete(self, request: Request, child: UUID) -> Response:
        return _undo(self, child)
