"""How income looks in the API. Amounts are whole minor units of their currency (EUR 420 is 4.20)."""

from typing import Any

from rest_framework import serializers

from communities.models import Membership
from funding.api.shapes import amount_field
from funding.income.models import Every, PledgeState
from funding.models import Fund
from tenancy.keys import uuid7


class DonorInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=150)
    member = serializers.PrimaryKeyRelatedField(
        queryset=Membership.objects.all(), required=False, allow_null=True, help_text="A membership, if they have one"
    )
    email = serializers.EmailField(required=False, allow_blank=True)
    address = serializers.CharField(max_length=500, required=False, allow_blank=True)
    tax_number = serializers.CharField(max_length=40, required=False, allow_blank=True)
    may_be_named = serializers.BooleanField(required=False, help_text="Members may read their name in the books")
    wants_reminders = serializers.BooleanField(required=False)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class NewDonor(DonorInput):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")


class DonorRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    person = serializers.UUIDField(source="person_id", allow_null=True)
    email = serializers.CharField()
    address = serializers.CharField()
    tax_number = serializers.CharField()
    may_be_named = serializers.BooleanField()
    wants_reminders = serializers.BooleanField()
    note = serializers.CharField()


class PledgeInput(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
    amount = amount_field()
    every = serializers.ChoiceField(Every.choices)
    fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all())
    starts = serializers.DateField()
    ends = serializers.DateField(required=False, allow_null=True)


class PledgeRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    donor = serializers.UUIDField(source="donor_id")
    fund = serializers.UUIDField(source="fund_id")
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    every = serializers.ChoiceField(Every.choices)
    starts = serializers.DateField()
    ends = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(PledgeState.choices)


class PledgeChange(serializers.Serializer[Any]):
    state = serializers.ChoiceField(PledgeState.choices, required=False, help_text="As of today")


class GiftInput(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key, and the id of its entry in the books")
    amount = amount_field()
    fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all())
    on = serializers.DateField()
    memo = serializers.CharField(max_length=500, default="", allow_blank=True, help_text="Members read it")
    pledge = serializers.UUIDField(required=False)
    due_on = serializers.DateField(required=False, help_text="The day on which the pledge expected it")


class GiftRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    donor = serializers.UUIDField(source="donor_id")
    pledge = serializers.UUIDField(source="pledge_id", allow_null=True)
    entry = serializers.UUIDField(source="entry_id")
    due_on = serializers.DateField(allow_null=True)
    on = serializers.DateField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    taken_back_on = serializers.DateField(allow_null=True)


class ReceiptRow(serializers.Serializer[Any]):
    class Line(serializers.Serializer[Any]):
        on = serializers.DateField()
        amount = serializers.IntegerField()

    id = serializers.UUIDField()
    number = serializers.SerializerMethodField(help_text="Year and number, without a gap")
    made_on = serializers.DateField()
    name = serializers.CharField(source="content.name")
    community = serializers.CharField(source="content.community")
    title = serializers.CharField(source="content.title")
    paragraphs = serializers.ListField(source="content.paragraphs", child=serializers.CharField())
    gifts = Line(source="content.gifts", many=True)
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    cancels = serializers.UUIDField(source="cancels_id", allow_null=True)
    cancelled = serializers.BooleanField()

    def get_number(self, receipt: Any) -> str:
        return str(receipt)


class YearInput(serializers.Serializer[Any]):
    year = serializers.IntegerField(min_value=2000, max_value=9998)


class MonthRow(serializers.Serializer[Any]):
    month = serializers.DateField(help_text="Its first day")
    currency = serializers.CharField()
    amount = serializers.IntegerField()
