"""What the endpoints take and give. Amounts are whole minor units of the grant's currency (EUR 420 is 4.20)."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from funding.api.shapes import amount_field
from funding.grants.queries import Spent, came
from tenancy.keys import uuid7


class GrantAwardInput(serializers.Serializer[Any]):
    id = serializers.UUIDField(default=uuid7, help_text="Your own key: the same request is done once")
    funder = serializers.CharField(max_length=200)
    name = serializers.CharField(max_length=100, help_text="Also of the restricted fund that is opened with it")
    purpose = serializers.CharField(max_length=300)
    amount = amount_field()
    awarded_on = serializers.DateField()
    may_be_named = serializers.BooleanField(default=False, help_text="The funder, on the page of open books")


class GrantRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    funder = serializers.CharField()
    name = serializers.CharField(source="fund.name")
    purpose = serializers.CharField(source="fund.purpose")
    fund = serializers.UUIDField(source="fund_id")
    amount = serializers.IntegerField(help_text="Promised, minor units")
    currency = serializers.CharField(help_text="ISO 4217")
    awarded_on = serializers.DateField()
    may_be_named = serializers.BooleanField()


class GrantCondition(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    met_on = serializers.DateField(allow_null=True)
    evidence = serializers.CharField()


class GrantInstalment(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    due_on = serializers.DateField()
    amount = serializers.IntegerField()
    entry = serializers.UUIDField(source="entry_id", allow_null=True, help_text="By which it came")
    came = serializers.SerializerMethodField(help_text="False too where its entry was reversed")

    def get_came(self, one: Any) -> bool:
        return came(one)


class GrantReport(serializers.Serializer[Any]):
    class Line(serializers.Serializer[Any]):
        line = serializers.CharField()
        posted = serializers.IntegerField(help_text="Minor units")
        held = serializers.IntegerField(help_text="Minor units")

        class Meta:
            ref_name = "GrantReportLine"

    id = serializers.UUIDField()
    number = serializers.IntegerField(help_text="Of the version; the highest was sent last")
    text = serializers.CharField()
    sent_on = serializers.DateField()
    by_name = serializers.CharField()
    spent = Line(many=True)


class GrantDue(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    due_on = serializers.DateField()
    about = serializers.CharField()
    text = serializers.CharField(help_text="The draft")
    sent = GrantReport(many=True)


class GrantSpent(serializers.Serializer[Any]):
    account = serializers.UUIDField(source="account.pk")
    name = serializers.CharField(source="account.name")
    posted = serializers.IntegerField(help_text="Minor units")
    held = serializers.IntegerField(help_text="For payments to come, minor units")


class GrantWhole(GrantRow):
    received = serializers.IntegerField(help_text="Minor units")
    spent = serializers.SerializerMethodField(help_text="From its fund, by account")
    conditions = serializers.SerializerMethodField()
    instalments = serializers.SerializerMethodField()
    reports = serializers.SerializerMethodField(help_text="That the funder expects")

    @extend_schema_field(GrantSpent(many=True))
    def get_spent(self, _grant: Any) -> Any:
        found: list[Spent] = self.context["spent"]
        return GrantSpent(found, many=True).data

    @extend_schema_field(GrantCondition(many=True))
    def get_conditions(self, _grant: Any) -> Any:
        return GrantCondition(self.context["conditions"], many=True).data

    @extend_schema_field(GrantInstalment(many=True))
    def get_instalments(self, grant: Any) -> Any:
        return GrantInstalment(grant.parts, many=True).data

    @extend_schema_field(GrantDue(many=True))
    def get_reports(self, _grant: Any) -> Any:
        return GrantDue(self.context["dues"], many=True).data
