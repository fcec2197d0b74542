"""A receipt in the API, with the names that its specification gives."""

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from learners.consents.models import Consent

_Purpose = inline_serializer("ReceiptPurpose", {
    "purpose": serializers.CharField(),
    "purposeCategory": serializers.ListField(child=serializers.CharField()),
    "consentType": serializers.CharField(),
    "piiCategory": serializers.ListField(child=serializers.CharField()),
    "primaryPurpose": serializers.BooleanField(),
    "termination": serializers.DateTimeField(),
    "thirdPartyDisclosure": serializers.BooleanField(),
}, many=True)  # fmt: skip
_Service = inline_serializer("ReceiptService", {"service": serializers.CharField(), "purposes": _Purpose}, many=True)
_Event = inline_serializer("ReceiptEvent", {
    "event": serializers.ChoiceField(("asked", "learner_agreed", "guardian_agreed", "expired", *Consent.Ended.values)),
    "at": serializers.DateTimeField(),
    "by": serializers.CharField(help_text="Empty where it is the learner, or nobody"),
}, many=True)  # fmt: skip
_Controller = inline_serializer(
    "ReceiptController", {"piiController": serializers.CharField(), "contact": serializers.CharField()}, many=True
)
Receipt = inline_serializer("Receipt", {  # the names of Kantara's Consent Receipt Specification 1.1
    "version": serializers.CharField(),
    "jurisdiction": serializers.CharField(allow_blank=True, help_text="ISO 3166-1 alpha-2"),
    "consentTimestamp": serializers.IntegerField(help_text="Seconds since 1970, UTC"),
    "collectionMethod": serializers.CharField(),
    "consentReceiptID": serializers.UUIDField(),
    "language": serializers.CharField(),
    "piiPrincipalId": serializers.UUIDField(),
    "piiControllers": _Controller,
    "policyUrl": serializers.CharField(),
    "services": _Service,
    "sensitive": serializers.BooleanField(),
    "spiCat": serializers.ListField(child=serializers.CharField()),
    "inForce": serializers.BooleanField(help_text="Every word that it needs is there, and it has not ended"),
    "events": _Event,
})  # fmt: skip
