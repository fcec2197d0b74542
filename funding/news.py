"""What those who keep the books are told."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community
from communities.queries import acting_members
from communities.roles import ROLES, effective
from funding.models import Draft, NetworkProof, Verification
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _fault(told: Params) -> str:
    return _("The books are not as they were written: %(fault)s") % told


def _apart(told: Params) -> str:
    return _("What we and %(other)s owe each other is not the same in both books") % told


def _network(told: Params) -> str:
    return _("Debts between communities that do not cancel out: %(number)s") % told


def _drafted(told: Params) -> str:
    return _("A draft waits for your word: %(title)s") % told


def _answered(told: Params) -> str:
    if told["state"] == "approved":
        return _("Your draft is in the books: %(title)s") % told
    return _("Your draft was refused: %(title)s") % told


DRAFT_KINDS = [("drafted", _drafted, "pencil-line"), ("answered", _answered, "check")]
KINDS = [
    ("fault", _fault, "triangle-alert"),
    ("apart", _apart, "triangle-alert"),
    ("network", _network, "network"),
]


def keepers(community: Community) -> Iterable[UUID]:
    """In its scope: those who may write into its books."""
    decided: Any = community.role_permissions
    roles = [role for role in ROLES if "funding.post" in effective([role], decided)]
    found: Iterable[UUID] = acting_members().filter(roles__overlap=roles).values_list("person_id", flat=True)
    return found


def tell_fault(here: Community, found: Verification) -> None:
    """Once for each bad row."""
    _tell(here, "fault", f"fault {found.row}", {"fault": found.fault})


def tell_apart(here: Community, other: Community, proof: NetworkProof) -> None:
    _tell(here, "apart", f"apart {proof.pk} {other.pk}", {"other": other.name})


def tell_network(network: Community, proof: NetworkProof) -> None:
    _tell(network, "network", f"network {proof.pk}", {"number": len(proof.apart)})


def tell_drafted(draft: Draft) -> None:
    here = Community.objects.get(pk=current_community())
    path = url_at(here, "funding-draft", draft.pk)
    params = {"title": draft.memo}
    notify(keepers(here), "funding.drafted", key=f"draft {draft.pk}", path=path, params=params, by=draft.drafted_by_id)


def tell_draft_answered(draft: Draft) -> None:
    """Whoever drafted it, unless they took it back themselves."""
    here = Community.objects.get(pk=current_community())
    path, params = url_at(here, "funding-draft", draft.pk), {"title": draft.memo, "state": str(draft.state)}
    key = f"answered {draft.pk}"
    notify([draft.drafted_by_id], "funding.answered", key=key, path=path, params=params, by=draft.answered_by_id)


def _tell(here: Community, kind: str, key: str, params: Params) -> None:
    notify(keepers(here), f"funding.{kind}", key=key, path=url_at(here, "funding-money"), params=params)
