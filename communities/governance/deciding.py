"""One effect decided by somebody to whom its matter is entrusted."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from communities.access import Access
from communities.governance.effects import effect_of
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision


@transaction.atomic
def decide_effect(key: str, payload: Any, *, access: Access, reason: str) -> Decision:
    """Refused where the community votes on the matter; forbidden to who does not manage people."""
    assert access.community
    assert access.person
    if not access.can("communities.manage_people"):
        raise PermissionDenied
    effect = effect_of(key)
    kept = effect.checked(payload, access.community)
    refuse_alone(effect.matter(kept), voted_at=None)
    return effect.enact(kept, access.person, reason, None)
