"""What writers are told of the originals and adaptations of their curricula."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from curriculum.commons.models import SharedVersion
from curriculum.models import Origin
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


def _undone(told: Params) -> str:
    return _("%(community)s has taken its answer back, and your offer is open again: %(title)s") % told


def _withdrawn(told: Params) -> str:
    return _("%(community)s has withdrawn its offer: %(title)s") % told


def _newer(told: Params) -> str:
    return _("%(community)s shares version %(number)s of what you took over: %(title)s") % told


KINDS = [
    ("offered", _offered, "git-compare-arrows"), ("answered", _answered, "git-compare-arrows"),
    ("said", _said, "pencil-line"), ("newer", _newer, "git-compare-arrows"),
    ("undone", _undone, "undo-2"), ("withdrawn", _withdrawn, "undo-2"),
]  # fmt: skip


def writers_here(permission: str = "curriculum.write") -> list[UUID]:
    """Who writes curricula (or may do this) in the open scope's community."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("person_id", "roles")
    return [one for one, roles in live if permission in effective(roles, here.role_permissions)]


def tell_writers(kind: str, offer: UUID, *, key: str, by: Community, title: str, but: Membership | None = None) -> None:
    """In the scope of the community whose writers are told."""
    path = url_at(Community.objects.get(pk=current_community()), "commons-offered", offer)
    told = {"title": title, "community": by.name}
    notify(writers_here(), f"commons.{kind}", key=key, path=path, params=told, by=but.person_id if but else None)


def tell_of_newer(shared: SharedVersion, earlier: Collection[UUID], *, here: Community) -> None:
    """In that community's scope: once a version, of each adaptation that starts from an earlier one of these."""
    if shared.withdrawn_at or shared.community.visibility != Community.Visibility.PUBLIC:
        return
    behind = Origin.objects.filter(version__in=earlier, number__lt=shared.number, curriculum__archived_at__isnull=True)
    for draft in (one.curriculum for one in behind.select_related("curriculum")):
        told = {"title": draft.title, "community": shared.community.name, "number": shared.number}
        key, path = f"newer {shared.pk} {draft.pk}", url_at(here, "commons-pull", draft.pk)
        notify(writers_here(), "commons.newer", key=key, path=path, params=told)
