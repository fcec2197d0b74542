"""What a change of a setting would mean for those who are here, counted."""

from typing import Any

from django.utils.translation import ngettext

from communities.governance.models import Proposal
from communities.models import Community, Membership
from communities.roles import effective


def of_roles(_community: Community, before: Any, after: Any) -> str:
    """How many members get a permission or lose one."""
    live = Membership.objects.filter(until__isnull=True).values_list("roles", flat=True)
    n = sum(effective(roles, before) != effective(roles, after) for roles in live)
    return ngettext("%(n)s member may do more or less than now.", "%(n)s members may do more or less than now.", n) % {
        "n": n
    }


def of_rules(_community: Community, before: Any, after: Any) -> str:
    """How many proposals are being talked over by a rule that would change."""
    changed = [matter for matter in {**before, **after} if before.get(matter) != after.get(matter)]
    n = Proposal.objects.filter(state=Proposal.State.DELIBERATION, matter__in=changed).count()
    if not n:
        return ""
    return ngettext(
        "%(n)s proposal begins its talk again by the new rule.",
        "%(n)s proposals begin their talk again by the new rule.",
        n,
    ) % {"n": n}
