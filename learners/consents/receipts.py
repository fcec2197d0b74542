"""A receipt of a consent, with the names of the Kantara Initiative's Consent Receipt Specification 1.1 (2018), whose
fields ISO/IEC TS 27560:2023 took over; times in seconds since 1970, as that specification has them."""

from typing import Any

from django.utils.translation import get_language

from learners.consents.models import Consent
from learners.consents.terms import purpose_of

SENSITIVE = ("access",)  # may say something about health


def receipt_of(consent: Consent) -> dict[str, Any]:
    community, given = consent.community, consent.given_at
    return {
        "version": "KI-CR-v1.1.0",
        "jurisdiction": community.country,
        "consentTimestamp": int(max(consent.own_at or given, consent.guardian_at or given).timestamp()),
        "collectionMethod": "web form of Rhizome, by the learner or their guardian",
        "consentReceiptID": str(consent.pk),
        "language": get_language() or "en",
        "piiPrincipalId": str(consent.person_id),
        "piiControllers": [{"piiController": community.name, "contact": community.get_absolute_url()}],
        "policyUrl": f"{community.get_absolute_url()}charter/",
        "services": [{"service": community.name, "purposes": [_purpose(consent)]}],
        "sensitive": bool(set(SENSITIVE) & set(consent.fields)),
        "spiCat": [field for field in SENSITIVE if field in consent.fields],
    }


def _purpose(consent: Consent) -> dict[str, Any]:
    return {
        "purpose": consent.why,
        "purposeCategory": [purpose_of(consent.purpose)],
        "consentType": "EXPLICIT",
        "piiCategory": [*consent.fields],
        "primaryPurpose": consent.purpose == "teaching",
        "termination": consent.expires_at.isoformat(),
        "thirdPartyDisclosure": False,
    }
