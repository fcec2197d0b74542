"""The same of a child, for their guardian: the child sees each look and act."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from learners.consents.api.answering import add_word, give, list_them, show, show_receipt, take_back
from learners.consents.api.receipt import Receipt
from learners.consents.api.shapes import ConsentInput, ConsentRow


class ChildConsentsApi(Api):
    @extend_schema(operation_id="me_child_consents", summary="A child’s consents", responses=ConsentRow(many=True))
    def get(self, request: Request, child: UUID) -> Response:
        return list_them(self, child)

    @extend_schema(
        operation_id="me_child_consent_give",
        summary="Agree for a child; it waits for the child’s own word from the age of assent on",
        request=ConsentInput,
        responses={201: ConsentRow},
    )
    def post(self, request: Request, child: UUID) -> Response:
        return give(self, child)


class ChildConsentApi(Api):
    @extend_schema(operation_id="me_child_consent", summary="One of a child’s consents", responses=ConsentRow)
    def get(self, request: Request, child: UUID, pk: UUID) -> Response:
        return show(self, pk, child)

    @extend_schema(operation_id="me_child_consent_revoke", summary="Take it back for a child", responses={204: None})
    def delete(self, request: Request, child: UUID, pk: UUID) -> Response:
        return take_back(self, pk, child)


class ChildAgreeApi(Api):
    @extend_schema(
        operation_id="me_child_consent_agree",
        summary="Add a guardian’s word where it waits for it",
        request=None,
        responses=ConsentRow,
    )
    def post(self, request: Request, child: UUID, pk: UUID) -> Response:
        return add_word(self, pk, child)


class ChildReceiptApi(Api):
    @extend_schema(operation_id="me_child_consent_receipt", summary="Its receipt", responses=Receipt)
    def get(self, request: Request, child: UUID, pk: UUID) -> Response:
        return show_receipt(self, pk, child)
