"""A receipt in the API, with the names that its specification gives."""

# ruff: noqa: N815
from typing import Any

from rest_framework import serializers


class ReceiptPurpose(serializers.Serializer[Any]):
    purpose = serializers.CharField()
    purposeCategory = serializers.ListField(child=serializers.CharField())
    consentType = serializers.CharField()
    piiCategory = serializers.ListField(child=serializers.CharField())
    primaryPurpose = serializers.BooleanField()
    termination = serializers.DateTimeField()
    thirdPartyDisclosure = serializers.BooleanField()


class ReceiptService(serializers.Serializer[Any]):
    service = serializers.CharField()
    purposes = ReceiptPurpose(many=True)


class ReceiptController(serializers.Serializer[Any]):
    piiController = serializers.CharField()
    contact = serializers.CharField()


class Receipt(serializers.Serializer[Any]):
    """With the names of Kantara's Consent Receipt Specification 1.1."""

    version = serializers.CharField()
    jurisdiction = serializers.CharField(allow_blank=True, help_text="ISO 3166-1 alpha-2")
    consentTimestamp = serializers.IntegerField(help_text="Seconds since 1970, UTC")
    collectionMethod = serializers.CharField()
    consentReceiptID = serializers.UUIDField()
    language = serializers.CharField()
    piiPrincipalId = serializers.UUIDField()
    piiControllers = ReceiptController(many=True)
    policyUrl = serializers.CharField()
    services = ReceiptService(many=True)
    sensitive = serializers.BooleanField()
    spiCat = serializers.ListField(child=serializers.CharField())
