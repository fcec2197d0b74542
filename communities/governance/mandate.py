"""The one check whether somebody may decide alone."""

from datetime import datetime

from django.utils.translation import gettext as _

from communities.access import Access
from communities.governance.kinds import KINDS
from communities.governance.queries import rule_in_force
from communities.governance.rules import MATTERS
from tenancy.refusal import Refused


def matter_of_setting(key: str) -> str:
    return KINDS[key].matter


def takes_part(access: Access, matter: str) -> bool:
    """Whether somebody decides such a matter alone, or may propose it; where they are a member."""
    if access.membership is None:
        return False
    return access.can("communities.manage_people") or rule_in_force(matter).may_propose(access.membership)


def refuse_alone(matter: str, *, voted_at: datetime | None) -> None:
    """Refuse what is neither entrusted to those who decide alone nor accepted by the rule of its matter."""
    if voted_at is None and not rule_in_force(matter).is_entrusted:
        told = {"matter": MATTERS[matter]}
        raise Refused(_("%(matter)s: nobody decides this alone here. Make a proposal instead.") % told)
