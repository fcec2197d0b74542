"""What markers and those who took an assessment are told."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from communities.roles import effective
from curriculum.assessments.models import Attempt
from notices.actions import notify
from tenancy.scope import current_community
from web.links import url_at

Params = Mapping[str, Any]


def _to_mark(told: Params) -> str:
    return _("%(name)s handed in: %(title)s") % told


def _marked(told: Params) -> str:
    return _("Your attempt is marked: %(title)s") % told


KINDS = [("to_mark", _to_mark, "clipboard-check"), ("marked", _marked, "award")]


def tell_markers(attempt: Attempt) -> None:
    """Whoever marks here that something waits."""
    here = Community.objects.get(pk=current_community())
    live = Membership.objects.filter(until__isnull=True).values_list("person_id", "roles")
    people = [one for one, roles in live if "assessments.mark" in effective(roles, here.role_permissions)]
    path = url_at(here, "assessments-mark", attempt.pk)
    told = {"title": attempt.title, "name": attempt.display_name}
    notify(people, "assessments.to_mark", key=str(attempt.pk), path=path, params=told, by=attempt.person_id)


def tell_taker(attempt: Attempt, *, by: UUID) -> None:
    here = Community.objects.get(pk=current_community())
    path = url_at(here, "assessments-attempt", attempt.pk)
    notify(
        [attempt.person_id],
        "assessments.marked",
        key=str(attempt.pk),
        path=path,
        params={"title": attempt.title},
        by=by,
    )
