"""Found a community: its first settings belong to one founding decision."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.actions import rows_of
from communities.governance.beginnings import BEGINNINGS, checked
from communities.governance.charter.templates import Template, template_called
from communities.governance.kinds import KINDS
from communities.governance.models import Decision, Setting
from communities.governance.record.chain import founded, role_given, setting_changed, write_decision
from communities.models import Community, Membership
from tenancy.refusal import Refused, refusing
from tenancy.scope import in_community

# What apps above add to a new community, in its scope: called with the community and its founder's membership.
ON_FOUNDING: list[Callable[[Community, Membership], None]] = []


@transaction.atomic
def found_community(
    founder: Person,
    *,
    slug: str,
    kind: str = Community.Kind.SCHOOL,
    choices: dict[str, Any] | None = None,
    role: str = "",
    on: datetime | None = None,
    template: str = "",
    beginnings: Mapping[str, str] | None = None,
) -> Community:
    """Make a community whose first settings belong to one founding decision; the founder becomes its administrator.

    `choices` holds values by setting (kinds/); what is missing takes its default. The network's founder
    is its steward. `on`: when it was founded, for one that lived before it came here. `template` (charter/templates/)
    gives a charter, decision rules and roles to begin with, the founder's too; choices go before it.
    `beginnings`: what rooms above let a founder choose, by key."""
    on = on or timezone.now()
    if kind != Community.Kind.CIRCLE and Community.objects.filter(kind="network", takes_learners=False).exists():
        raise Refused(_("The network takes no new communities at present."))
    community = Community(slug=slug.lower(), kind=kind, founded_at=on)
    chosen = template_called(template) if template else None
    roles = [role] if role else chosen.founder if chosen else ["steward" if community.is_network else "administrator"]
    values, begun = _first_values(community, choices or {}, chosen), checked(beginnings or {})
    with refusing({"slug": _("This address is taken."), "one_network": _("There is a network already.")}):
        community.save(force_insert=True)
    with in_community(community.pk):
        since = timezone.localdate(on)
        membership = Membership.objects.create(person=founder, display_name=str(founder), roles=roles, since=since)
        decision = write_decision(
            by=founder, kind=Decision.Kind.FOUNDING, title=_("Founding"), reason=_why(chosen), at=on,
            changes=[
                founded(community), *(role_given(membership, one) for one in roles),
                *(setting_changed(key, value) for key, value in values.items()),
            ],
        )  # fmt: skip
        Setting.objects.bulk_create(rows_of(decision))
        for add in ON_FOUNDING:
            add(community, membership)
        with override(community.languages[0] if community.languages else "en"):
            for key, value in begun.items():
                BEGINNINGS[key].begin(community, value)
    return community


def _why(chosen: Template | None) -> str:
    told = {"name": chosen.writing([get_language() or "en"]).name} if chosen else {}
    return _("From the template “%(name)s”.") % told if chosen else ""


def _first_values(community: Community, choices: dict[str, Any], chosen: Template | None) -> dict[str, Any]:
    """Every setting's value, checked and shown on the new community's face."""
    if unknown := choices.keys() - KINDS.keys():
        raise Refused(_("There is no such setting: %(key)s") % {"key": ", ".join(unknown)})
    languages = choices.get("languages") or KINDS["languages"].default()
    offered, values = chosen.values(languages) if chosen and isinstance(languages, list) else {}, {}
    for key, kind in KINDS.items():
        default = kind.default()
        value = _chosen(choices.get(key), _chosen(offered.get(key), default))
        if key == "identity" and isinstance(value, dict):
            value["name"] = value["name"] or community.slug.replace("-", " ").title()
        values[key] = default if value == default else kind.checked(value, community=community)  # a test holds defaults
        kind.show(community, values[key])
    return values


def _chosen(given: Any, default: Any) -> Any:
    """A choice may leave out parts that have a default."""
    if given is None:
        return default
    return {**default, **given} if isinstance(default, dict) and isinstance(given, dict) else given
