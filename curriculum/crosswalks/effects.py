"""What a proposal can do about crosswalks: adopt one, and end one."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.changes import Change
from communities.governance.effects import Effect
from communities.governance.models import Decision
from communities.models import Community
from curriculum.crosswalks.actions import MATTER, adopt_crosswalk, end_crosswalk
from curriculum.crosswalks.models import Crosswalk, Match, hash_of
from curriculum.crosswalks.queries import lines_of
from tenancy.refusal import Refused

MOST = 40  # lines that a preview shows


def crosswalk_of(payload: Any) -> Crosswalk:
    """Which one a payload names; refused without."""
    try:
        found = Crosswalk.objects.filter(pk=UUID(str(payload["crosswalk"]))).first()
    except (TypeError, KeyError, ValueError):
        found = None
    if found is None:
        raise Refused(_("There is no such crosswalk."))
    crosswalk: Crosswalk = found
    return crosswalk


def _to_adopt(payload: Any, _community: Community) -> dict[str, Any]:
    """`hash` stays that of the lines as they were proposed."""
    crosswalk = crosswalk_of(payload)
    if not crosswalk.is_draft:
        raise Refused(_("It was adopted already."))
    if not crosswalk.lines.exists():
        raise Refused(_("It has no line yet."))
    now = hash_of(crosswalk)
    if payload.get("hash") not in (None, "", now):
        raise Refused(_("Its lines have changed since it was proposed."))
    return {"crosswalk": str(crosswalk.pk), "title": crosswalk.title, "hash": now}


def _to_end(payload: Any, _community: Community) -> dict[str, Any]:
    crosswalk = crosswalk_of(payload)
    if not crosswalk.is_in_force:
        raise Refused(_("It is not in force."))
    return {"crosswalk": str(crosswalk.pk), "title": crosswalk.title}


def _lines(payload: dict[str, Any]) -> list[Change]:
    rows = list(lines_of(crosswalk_of(payload))[: MOST + 1])
    told = [Change(one.first_words, "", f"{Match(one.match).label} {one.second_words}") for one in rows[:MOST]]
    return [*told, Change(_("and more"), "", "…")] if len(rows) > MOST else told


def _page(payload: dict[str, Any]) -> tuple[Any, ...]:
    return "crosswalks-crosswalk", payload["crosswalk"]


ADOPT = Effect(
    key="adopt_crosswalk",
    label=gettext_lazy("Adopt a crosswalk"),
    checked=_to_adopt,
    matter=lambda _payload: MATTER,
    title=lambda payload: _("Adopt the crosswalk %(title)s") % payload,
    preview=_lines,
    enact=lambda payload, by, reason, at: adopt_crosswalk(
        crosswalk_of(payload), by=by, reason=reason, seen=payload["hash"], voted_at=at
    ),
    about=_page,
    decision_kind=Decision.Kind.CURRICULUM,
)
END = Effect(
    key="end_crosswalk",
    label=gettext_lazy("End a crosswalk"),
    checked=_to_end,
    matter=lambda _payload: MATTER,
    title=lambda payload: _("End the crosswalk %(title)s") % payload,
    preview=lambda payload: [Change(payload["title"], _("In force"), _("Ended"))],
    enact=lambda payload, by, reason, at: end_crosswalk(crosswalk_of(payload), by=by, reason=reason, voted_at=at),
    about=_page,
    decision_kind=Decision.Kind.CURRICULUM,
)
