"""What writers are told of offers between curricula."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _offered(told: Params) -> str:
    return _("%(community)s offers changes back: %(title)s") % told


def _answered(told: Params) -> str:
    return _("%(community)s has answered your offer: %(title)s") % told


def _said(told: Params) -> str:
    return _("%(community)s wrote about an offer: %(title)s") % told


KINDS = [
    ("offered", _offered, "git-compare-arrows"), ("answered", _answered, "git-compare-arrows"),
    ("said", _said, "pencil-line"),
]  # fmt: skip


def tell_writers(kind: str, offer: UUID, *, key: str, by: Community, title: str) -> None:
    """In the scope of the community whose writers are told."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("person_id", "roles")
    people = [one for one, roles in live if "curriculum.write" in effective(roles, here.role_permissions)]
    path = url_at(here, "commons-offered", offer)
    notify(people, f"commons.{kind}", key=key, path=path, params={"title": title, "community": by.name})
