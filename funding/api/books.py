"""The books as a whole: their chain, their proof, and closing them."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.actions import ask_for_proof, close_books
from funding.api.shapes import BooksOutput
from funding.forms.books import ClosingForm
from funding.queries import head, last_verification, the_books
from funding.waiting import Wait, waits_for


class BooksApi(Api):
    permission = "funding.see_books"

    @extend_schema(responses=BooksOutput)
    def get(self, request: Request) -> Response:
        """How far the books are closed, sealed and proved."""
        return Response(_said(self))


class WaitsApi(Api):
    permission = "funding.see_books"
    pagination_class = None

    class Output(serializers.Serializer[Any]):
        key = serializers.CharField(help_text="What kind of thing")
        count = serializers.IntegerField()
        words = serializers.CharField()
        page = serializers.SerializerMethodField(help_text="Where it is done")

        class Meta:
            ref_name = "MoneyWait"

        def get_page(self, wait: Wait) -> str:
            return wait.page(self.context["community"])

    @extend_schema(operation_id="here_money_waits", responses=Output(many=True))
    def get(self, request: Request) -> Response:
        """What waits for you in the rooms of the money, and nothing of which is others' to do."""
        found = waits_for(self.access)
        return Response(self.Output(found, many=True, context={"community": self.access.community}).data)


class ClosingApi(Api):
    permission = "funding.close_books"

    class Input(serializers.Serializer[Any]):
        through = serializers.DateField(help_text="The last closed day; it never opens again")

        def validate(self, given: dict[str, object]) -> dict[str, object]:
            form = ClosingForm(given)
            if not form.is_valid():
                raise serializers.ValidationError({"through": [str(error) for error in form.errors["through"]]})
            return given

    @extend_schema(request=Input, responses=BooksOutput)
    def post(self, request: Request) -> Response:
        """Take no more entries up to and including a day."""
        close_books(by=self.access.person, **self.given(self.Input))
        return Response(_said(self))


class ProofApi(Api):
    permission = "funding.post"

    class Output(serializers.Serializer[Any]):
        job = serializers.UUIDField(help_text="/jobs/ tells how far it is; the result is the books’ `verification`")

        class Meta:
            ref_name = "ProofStarted"

    @extend_schema(request=None, responses={202: Output})
    def post(self, request: Request) -> Response:
        """Prove the books now, by a job, instead of waiting for the night."""
        then = reverse("api-funding-books", args=[self.access.community.slug])
        return Response({"job": ask_for_proof(by=self.access.person, then=then)}, status=202)


def _said(api: Api) -> dict[str, object]:
    return BooksOutput(
        {
            "currency": api.access.community.currency,
            "closed_through": the_books().closed_through,
            "head": head(),
            "verification": last_verification(),
        }
    ).data
