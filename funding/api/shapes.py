"""What the endpoints take and give. Amounts are whole minor units of their currency (EUR 420 is 4.20)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from funding.models import Account, Entry, Transfer
from funding.money import MOST
from funding.queries import NOTHING, Amounts
from tenancy.keys import uuid7


def amount_field(**kwargs: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=MOST, help_text="Minor units of the currency", **kwargs)


class Keyed(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
    memo = serializers.CharField(max_length=500, default="", allow_blank=True)


class FundOutput(serializers.Serializer[Any]):
    class Total(serializers.Serializer[Any]):
        currency = serializers.CharField(help_text="ISO 4217")
        amount = serializers.IntegerField(help_text="What it has less what it owes, minor units")
        held = serializers.IntegerField(help_text="Of that, about to leave, minor units")

    id = serializers.UUIDField()
    name = serializers.CharField()
    is_restricted = serializers.BooleanField()
    purpose = serializers.CharField()
    opened_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True, help_text="The last day it may be spent")
    person = serializers.UUIDField(source="person_id", allow_null=True, help_text="The learner whose own it is")
    totals = serializers.SerializerMethodField()

    @extend_schema_field(Total(many=True))
    def get_totals(self, fund: Any) -> Any:
        mine = [total for total in self.context["totals"] if total.id == fund.pk]
        return self.Total(mine, many=True).data


class AccountOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    fund = serializers.UUIDField(source="fund_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(Account.Kind.choices)
    number = serializers.CharField(source="line.number", help_text="Of its line in the chart of accounts")
    code = serializers.CharField(source="line.usual", help_text="Which of the usual accounts it is, or empty")
    currency = serializers.CharField(help_text="ISO 4217")
    balance = serializers.SerializerMethodField(help_text="Debits less credits, minor units")
    held_in = serializers.SerializerMethodField(help_text="About to come in, minor units")
    held_out = serializers.SerializerMethodField(help_text="About to leave, minor units")

    def get_balance(self, account: Any) -> int:
        return self._amounts(account).balance

    def get_held_in(self, account: Any) -> int:
        return self._amounts(account).held_in

    def get_held_out(self, account: Any) -> int:
        return self._amounts(account).held_out

    def _amounts(self, account: Any) -> Amounts:
        balances: dict[UUID, Amounts] = self.context["balances"]
        return balances.get(account.pk, NOTHING)


class TransferShape(serializers.Serializer[Any]):
    debit = serializers.UUIDField(source="debit_id", help_text="The account that is debited")
    credit = serializers.UUIDField(source="credit_id", help_text="The account that is credited")
    amount = amount_field()
    state = serializers.ChoiceField(Transfer.State.choices, default=Transfer.State.POSTED)


class TransferOutput(TransferShape):
    fund = serializers.UUIDField(source="fund_id")
    currency = serializers.CharField(help_text="ISO 4217")


class EntryOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField(allow_null=True, help_text="Its place in the chain; null until it is sealed")
    effective_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(Entry.Kind.choices)
    memo = serializers.CharField()
    source: Any = serializers.CharField()  # not the base's
    actor = serializers.UUIDField(source="actor_id", allow_null=True, help_text="The person who recorded it")
    reverses = serializers.UUIDField(source="reverses_id", allow_null=True)
    reversed_by = serializers.UUIDField(allow_null=True)
    transfers = TransferOutput(many=True)


class BooksOutput(serializers.Serializer[Any]):
    class Head(serializers.Serializer[Any]):
        seq = serializers.IntegerField(help_text="Number of the last sealed entry")
        hash = serializers.SerializerMethodField(help_text="SHA-256 of the chain up to it, hex")

        def get_hash(self, seal: Any) -> str:
            return bytes(seal.hash).hex()

    class Verification(serializers.Serializer[Any]):
        seq = serializers.IntegerField(help_text="Number of the last entry that was proved")
        at = serializers.DateTimeField()
        fault = serializers.CharField(help_text="What is wrong, or empty")
        row = serializers.UUIDField(allow_null=True, help_text="The first bad row")

    currency = serializers.CharField(help_text="ISO 4217")
    closed_through = serializers.DateField(allow_null=True)
    head = Head(allow_null=True)
    verification = Verification(allow_null=True)
