"""What learners and their guardians are told, in the name of the community that it is about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from learners.consents.acting import Acting
from learners.consents.models import Consent, SharedRecord
from learners.consents.terms import purpose_of
from learners.queries import guardians
from notices.actions import notify
from tenancy.scope import in_community

Params = Mapping[str, Any]


def _waits(told: Params) -> str:
    return _("%(community)s: your word is needed before something is shared: %(purpose)s") % _shown(told)


def _expires(told: Params) -> str:
    return _("%(community)s: a consent is about to end: %(purpose)s") % _shown(told)


def _revoked(told: Params) -> str:
    return _("%(community)s: %(by)s took a consent back: %(purpose)s") % _shown(told)


KINDS = [("waits", _waits, "hourglass"), ("expires", _expires, "clock"), ("revoked", _revoked, "undo-2")]


def _shown(told: Params) -> dict[str, Any]:
    return {**told, "purpose": purpose_of(told["purpose"])}


def tell_who_is_asked(consent: Consent) -> None:
    """In the learner's scope."""
    learner: Any = consent.person_id
    if consent.waits_for_guardian:
        asked = [one.other_id for one in guardians()]
        _tell(consent, "waits", asked, reverse("consents-child-consent", args=[learner, consent.pk]))
    if consent.waits_for_own:
        _tell(consent, "waits", [learner], reverse("consents-consent", args=[consent.pk]))


def tell_revoked(consent: Consent, acting: Acting) -> None:
    """The learner, and the guardians where one was asked, but for whoever did it."""
    looking_after = [one.other_id for one in guardians()] if consent.needs_guardian else []
    for people, path in (
        ([acting.learner], reverse("consents-consent", args=[consent.pk])),
        (looking_after, reverse("consents-child-consent", args=[acting.learner, consent.pk])),
    ):
        _tell(consent, "revoked", people, path, by=acting.by.pk, by_name=str(acting.by))


def tell_expiring(record: SharedRecord, community: Any) -> None:
    """In the community's scope."""
    told = {"community": community.name, "purpose": record.purpose}
    key = f"expires {record.consent}"
    path = reverse("consents-consent", args=[record.consent])
    notify([record.learner_id], "consents.expires", key=key, path=path, params=told)
    if record.guardian:
        path = reverse("consents-child-consent", args=[record.learner_id, record.consent])
        notify([record.guardian], "consents.expires", key=key, path=path, params=told)


def _tell(
    consent: Consent, kind: str, people: list[UUID], path: str, *, by: UUID | None = None, by_name: str = ""
) -> None:
    told = {"community": consent.community.name, "purpose": consent.purpose, "by": by_name}
    with in_community(consent.community_id):
        notify(people, f"consents.{kind}", key=f"{kind} {consent.pk}", path=path, params=told, by=by)
