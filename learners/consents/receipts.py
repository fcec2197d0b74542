"""A receipt of a consent, with the names of the Kantara Initiative's Consent Receipt Specification 1.1 (2018), whose
fields ISO/IEC TS 27560:2023 took over; times in seconds since 1970, as that specification has them. `inForce` and
`events` are ours: a receipt that is kept says whose word was there when it was made, and whether it still held."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from learners.consents.models import Consent
from learners.consents.terms import purpose_of

SENSITIVE = ("access", "support", "disability")  # say something about health


def receipt_of(consent: Consent) -> dict[str, Any]:
    community, given = consent.community, consent.given_at
    home = f"{settings.SITE_URL.rstrip('/')}{community.get_absolute_url()}"
    return {
        "version": "KI-CR-v1.1.0",
        "jurisdiction": community.country,
        "consentTimestamp": int(max(consent.own_at or given, consent.guardian_at or given).timestamp()),
        "collectionMethod": "web form of Rhizome, by the learner or their guardian",
        "consentReceiptID": str(consent.pk),
        "language": get_language() or "en",
        "piiPrincipalId": str(consent.person_id),
        "piiControllers": [{"piiController": community.name, "contact": home}],
        "policyUrl": f"{home}charter/",
        "services": [{"service": community.name, "purposes": [_purpose(consent)]}],
        "sensitive": bool(set(SENSITIVE) & set(consent.fields)),
        "spiCat": [field for field in SENSITIVE if field in consent.fields],
        "inForce": consent.holds,
        "events": [
            {"event": event, "at": at.isoformat(), "by": by} for event, at, by in sorted(_events(consent), key=_when)
        ],
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


Event = tuple[str, datetime, str]


def _events(consent: Consent) -> list[Event]:
    """What happened to it, when and by whom; "" where it is the learner, or nobody."""
    happened = [
        ("asked", consent.given_at, ""),
        ("learner_agreed", consent.own_at, ""),
        ("guardian_agreed", consent.guardian_at, consent.guardian_name),
        (consent.ended, consent.ended_at, consent.ended_by_name),
        ("expired", consent.expires_at if consent.is_expired and not consent.ended_at else None, ""),
    ]
    return [(event, at, by) for event, at, by in happened if at]


def _when(event: Event) -> datetime:
    return event[1]
