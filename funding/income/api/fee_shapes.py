"""How fees and requests look in the API. Amounts are whole minor units of their currency (EUR 420 is 4.20)."""

from typing import Any

from rest_framework import serializers

from funding.api.shapes import amount_field
from funding.income.models import ForWhom, HardshipState, Per
from funding.models import Fund
from funding.money import MOST
from learners.models import Offering
from tenancy.keys import uuid7


class FeeInput(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
    title = serializers.CharField(max_length=150)
    amount = amount_field()
    per = serializers.ChoiceField(Per.choices)
    for_whom = serializers.ChoiceField(ForWhom.choices)
    role = serializers.CharField(max_length=30, required=False, allow_blank=True, help_text="With for_whom `role`")
    offering = serializers.PrimaryKeyRelatedField(queryset=Offering.objects.all(), required=False, allow_null=True)
    fund = serializers.PrimaryKeyRelatedField(queryset=Fund.objects.all(), help_text="Without restrictions")


class FeeRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    amount = serializers.IntegerField(help_text="In full")
    currency = serializers.CharField()
    per = serializers.ChoiceField(Per.choices)
    for_whom = serializers.ChoiceField(ForWhom.choices)
    role = serializers.CharField()
    offering = serializers.UUIDField(source="offering_id", allow_null=True)
    fund = serializers.UUIDField(source="fund_id")
    is_retired = serializers.BooleanField()


class RunInput(serializers.Serializer[Any]):
    kind = serializers.UUIDField()
    period = serializers.CharField(max_length=60, help_text="Key of a term, a month such as 2026-11, or `once`")
    due_on = serializers.DateField()


class RunRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.UUIDField(source="kind_id")
    title = serializers.CharField()
    period = serializers.CharField()
    due_on = serializers.DateField()
    total = serializers.IntegerField(help_text="Of all its charges")
    came = serializers.IntegerField(help_text="What was paid of all of them", allow_null=True)
    entry = serializers.UUIDField(source="entry_id", allow_null=True)


class ChargeRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")
    title = serializers.CharField()
    due_on = serializers.DateField()
    amount = serializers.IntegerField()
    paid = serializers.IntegerField()
    currency = serializers.CharField()


class ChargeChange(serializers.Serializer[Any]):
    amount = serializers.IntegerField(min_value=0, max_value=MOST, required=False, help_text="0 takes it back")


class PaidInput(serializers.Serializer[Any]):
    charge = serializers.UUIDField()
    amount = amount_field()


class PaymentsInput(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key, and the id of the entry")
    on = serializers.DateField()
    payments = PaidInput(many=True)


class PaymentsRow(serializers.Serializer[Any]):
    entry = serializers.UUIDField(help_text="In the books; it says the sum")
    amount = serializers.IntegerField()


class HelpInput(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=600)
    file = serializers.FileField(required=False)


class HelpAnswer(serializers.Serializer[Any]):
    choice = serializers.CharField(
        max_length=20,
        required=False,
        help_text="A situation by its place in the setting (0 …), or `free`; left out: no",
    )
    since = serializers.DateField(required=False, help_text="With a choice: fees due from this day")
    until = serializers.DateField(required=False)
    answer = serializers.CharField(max_length=600, default="", allow_blank=True)


class RequestRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    community = serializers.CharField(source="community.slug")
    learner = serializers.UUIDField(source="learner_id")
    learner_name = serializers.CharField()
    asker_name = serializers.CharField()
    words = serializers.CharField()
    file_name = serializers.CharField()
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(HardshipState.choices)
    situation = serializers.CharField()
    percent = serializers.IntegerField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    answer = serializers.CharField()
