"""What guardians, and those who invite, are told."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from learners.guardianship import guardians_of
from learners.identity.models import Claim, Likeness
from notices.actions import notify
from web.links import url_at

Params = Mapping[str, Any]


def _invited(told: Params) -> str:
    return _("%(name)s can now choose a sign-in of their own: %(by)s made an invitation") % told


def _claimed(told: Params) -> str:
    return _("%(name)s has used the invitation and signs in as themself from now on") % told


def _joined(told: Params) -> str:
    return _("What was known of %(name)s by another account is joined, by %(by)s") % told


def _alike(told: Params) -> str:
    return _("%(one)s and %(two)s may be one person, written down twice: whoever is both can join the two") % told


KINDS = [
    ("invited", _invited, "key-round"), ("claimed", _claimed, "sprout"), ("joined", _joined, "link"),
    ("alike", _alike, "users"),
]  # fmt: skip


def tell_invited(claim: Claim) -> None:
    """In the community's scope, the guardians; but for who made it."""
    _tell(claim, "invited", guardians_of(claim.membership.person_id), by=claim.made_by_id)


def tell_claimed(claim: Claim) -> None:
    """In the community's scope, the guardians, and who made the invitation."""
    asked = guardians_of(claim.membership.person_id)
    _tell(claim, "claimed", asked)
    if claim.made_by_id not in asked:
        path = url_at(claim.community, "communities-person", claim.membership_id)
        _tell(claim, "claimed", [claim.made_by_id], path=path)


def tell_alike(likeness: Likeness, *, by: UUID | None) -> None:
    """In the community's scope, both, and who looks after them."""
    told = {"one": likeness.one.display_name, "two": likeness.two.display_name}
    for member in (likeness.one, likeness.two):
        key, mine = f"alike {likeness.pk}", reverse("identity-me")
        notify([member.person_id], "identity.alike", key=key, path=mine, params=told, by=by)
        theirs = reverse("identity-same-child", args=[member.person_id])
        notify(guardians_of(member.person_id), "identity.alike", key=key, path=theirs, params=told, by=by)


def _tell(claim: Claim, kind: str, people: Iterable[UUID], *, path: str = "", by: UUID | None = None) -> None:
    told = {"name": claim.membership.display_name, "by": claim.made_by_name}
    path = path or reverse("identity-child", args=[claim.membership.person_id])
    notify(people, f"identity.{kind}", key=f"{kind} {claim.pk}", path=path, params=told, by=by)
