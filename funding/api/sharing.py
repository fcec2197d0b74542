"""A sum shared among several communities, looked at first or written in the books of all."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.views import Api
from funding.api.recording import Dated
from funding.sharing import COST, EACH, GRANT, WHOLE, Part, Sharing, parts_of, share, shares_of
from tenancy.refusal import Refused


class SharesApi(Api):
    permission = "funding.post"

    class Input(Dated):
        class Named(serializers.Serializer[Any]):
            community = serializers.CharField(help_text="The other one's slug, or its name")
            weight = serializers.CharField(default="", allow_blank=True, help_text="A number; for all or for none")

            class Meta:
                ref_name = "WeighedCommunity"

        what = serializers.ChoiceField([GRANT, COST], default=GRANT, help_text="`cost`: what each is owed for a cost")
        amount_is = serializers.ChoiceField(
            [WHOLE, EACH], default=WHOLE, source="per", help_text="The whole, or for each unit of weight"
        )
        among = Named(many=True, help_text="Of equal remainders the one that stands earlier comes first")
        preview = serializers.BooleanField(default=False, help_text="Only say what each would get")

        class Meta:
            ref_name = "Sharing"

        def validate_among(self, named: list[dict[str, str]]) -> list[Part]:
            try:
                return parts_of([(one["community"].strip(), one["weight"].strip()) for one in named])
            except Refused as refusal:
                raise serializers.ValidationError(str(refusal)) from None

    class Output(serializers.Serializer[Any]):
        class One(serializers.Serializer[Any]):
            community = serializers.CharField(help_text="Its slug")
            amount = serializers.IntegerField(help_text="Minor units")
            entry = serializers.UUIDField(allow_null=True, help_text="Null where nothing is written")

            class Meta:
                ref_name = "ShareOfSum"

        total = serializers.IntegerField(help_text="Minor units")
        shares = One(many=True)

        class Meta:
            ref_name = "SharesOfSum"

    @extend_schema(request=Input, responses={200: Output, 201: Output})
    def post(self, request: Request) -> Response:
        """Grant a sum to several communities, or owe each its part: in the books of all of them, or of none."""
        given = self.given(self.Input)
        preview, parts = given.pop("preview"), given.pop("among")
        sharing = Sharing(parts=parts, **given)
        here = self.access.community
        found = shares_of(sharing) if preview else share(sharing, here=here, by=self.access.person)
        shares = [
            {
                "community": one.part.community.slug,
                "amount": one.amount,
                "entry": sharing.entry_of(one) if one.amount and not preview else None,
            }
            for one in found
        ]
        told = {"total": sum(one.amount for one in found), "shares": shares}
        return Response(self.Output(told).data, status=200 if preview else 201)
