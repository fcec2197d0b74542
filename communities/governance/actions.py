"""Decide, and change a setting or a role: the decision and its effect are one transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions import add_role, drop_role, end_membership
from communities.governance.kinds import KINDS, refuse_change
from communities.governance.mandate import matter_of_setting, refuse_alone
from communities.governance.models import Decision, Setting
from communities.governance.news.announcing import announce
from communities.governance.queries import history_of
from communities.governance.record.chain import (
    Change,
    membership_ended,
    role_ended,
    role_given,
    setting_changed,
    take_turn,
    write_decision,
)
from communities.models import Community, Membership
from communities.roles import ROLES
from tenancy.refusal import Refused
from tenancy.scope import current_community

# By setting: what apps above make of a change, in the same transaction: called in the community's scope as checks are.
ON_CHANGE: dict[str, list[Callable[[Community, Any], None]]] = defaultdict(list)


@transaction.atomic
def decide(
    *,
    by: Person,
    kind: str,
    title: str,
    reason: str = "",
    settings: Mapping[str, Any] | None = None,
    changes: Iterable[Change] = (),
    at: datetime | None = None,
) -> Decision:
    """Write the next decision of the open scope's community and put in force the settings it changes: the only way.

    `settings` holds the new values by setting; each is refused unless its form and the checks take it. `changes` says
    what else the decision changes (record.py); whoever calls puts that in force. `at`: when it was decided, for what
    was decided before it came here."""
    take_turn()
    community = Community.objects.select_for_update(no_key=True).get(pk=current_community())
    values = {key: _accepted(key, value, community) for key, value in (settings or {}).items()}
    decision = write_decision(
        by=by, kind=kind, title=title, reason=reason, at=at,
        changes=[*(setting_changed(key, value) for key, value in values.items()), *changes],
    )  # fmt: skip
    for setting in rows_of(decision):
        change_setting(setting, community=community)
    if kind != Decision.Kind.FOUNDING:
        announce("decision", decision.pk)
    return decision


def _accepted(key: str, value: Any, community: Community) -> Any:
    """The value as it will be kept."""
    if key not in KINDS:
        raise Refused(_("There is no such setting: %(key)s") % {"key": key})
    value = KINDS[key].checked(value, community=community)
    refuse_change(key, value, community=community)
    return value


def rows_of(decision: Decision) -> list[Setting]:
    """A row for each setting that the decision changes, unsaved."""
    changed = [change for change in decision.changes if change["what"] == "setting"]
    return [Setting(pk=UUID(one["id"]), key=one["key"], value=one["value"], decision=decision) for one in changed]


def change_setting(setting: Setting, *, community: Community) -> None:
    """Put a value in force by its decision; the public face follows in the same transaction."""
    for follow in ON_CHANGE[setting.key]:
        follow(community, setting.value)
    KINDS[setting.key].show(community, setting.value)
    community.save()
    setting.save(force_insert=True)


@transaction.atomic
def grant_role(
    membership: Membership, *, role: str, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:
    """Give a member a further role, by a decision."""
    refuse_alone("role", voted_at=voted_at)
    take_turn()
    add_role(membership, role=role)
    told = {"name": membership.display_name, "role": ROLES[role]}
    title, changes = _("%(name)s: %(role)s from now on") % told, [role_given(membership, role)]
    return decide(by=by, kind=Decision.Kind.ROLE, title=title, reason=reason, changes=changes, at=voted_at)


@transaction.atomic
def end_role(
    membership: Membership, *, role: str, by: Person, reason: str, voted_at: datetime | None = None
) -> Decision:
    """Take a role from a member, by a decision."""
    refuse_alone("role", voted_at=voted_at)
    take_turn()
    drop_role(membership, role=role)
    told = {"name": membership.display_name, "role": ROLES[role]}
    title, changes = _("%(name)s: no longer %(role)s") % told, [role_ended(membership, role)]
    return decide(by=by, kind=Decision.Kind.ROLE, title=title, reason=reason, changes=changes, at=voted_at)


@transaction.atomic
def remove_member(membership: Membership, *, by: Person, reason: str, voted_at: datetime | None = None) -> Decision:
    """End someone else's membership, by a decision; who leaves by themself needs none."""
    refuse_alone("membership", voted_at=voted_at)
    take_turn()
    end_membership(membership)
    title = _("%(name)s: end of membership") % {"name": membership.display_name}
    return decide(
        by=by, kind=Decision.Kind.ROLE, title=title, reason=reason, changes=[membership_ended(membership)], at=voted_at
    )


@transaction.atomic
def decide_setting(
    key: str, value: Any, *, by: Person, reason: str, instead_of: int | None = None, voted_at: datetime | None = None
) -> Setting:
    """Change a setting: one to whom it is entrusted does so and says why, or a proposal was accepted (`voted_at`).

    `instead_of` numbers the decision that was in force when the change was drawn up: refused if another came since.
    Refused too if nothing would change."""
    if key not in KINDS:
        raise Refused(_("There is no such setting: %(key)s") % {"key": key})
    refuse_alone(matter_of_setting(key), voted_at=voted_at)
    take_turn()
    before = history_of(key).first()
    if before and instead_of not in (None, before.decision.number):
        raise Refused(
            _("Decision %(number)s changed this meanwhile. Look at it and start again.")
            % {"number": before.decision.number}
        )
    title = _("%(setting)s changed") % {"setting": KINDS[key].label}
    decision = decide(by=by, kind=Decision.Kind.SETTING, title=title, reason=reason, settings={key: value}, at=voted_at)
    setting: Setting = decision.settings.get()
    if before and before.value == setting.value:
        raise Refused(_("Nothing would change."))
    return setting
