"""A budget is adopted, and changed, by decision alone."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.governance.record.chain import take_turn
from funding.budgets.models import Adoption, Budget, Version
from funding.budgets.queries import adoption_in_force
from tenancy.refusal import Refused, refusing


@transaction.atomic
def adopt_version(
    version: Version, *, by: Person, reason: str, instead_of: int | None = None, voted_at: datetime | None = None
) -> Decision:
    """Put a version in force by a decision, instead of the one before.

    `instead_of` numbers the version in force when this was drawn up (0: none): refused if another came since."""
    refuse_alone("budget", voted_at=voted_at)
    take_turn()
    budget = Budget.objects.get(pk=version.budget_id)
    before = adoption_in_force(budget)
    number = before.version.number if before else 0
    if instead_of not in (None, number):
        raise Refused(
            _("Version %(number)s of this budget was adopted meanwhile. Look at it and start again.")
            % {"number": number}
        )
    told = {"name": budget.name, "number": version.number}
    decision = decide(
        by=by, kind=Decision.Kind.MONEY, reason=reason, at=voted_at,
        title=(_("Adopted the budget %(name)s, version %(number)s") % told)[:200],
        changes=[{"what": "budget adopted", "budget": str(budget.pk), "version": str(version.pk), **told}],
    )  # fmt: skip
    taken = _("This version was adopted before. Copy it to adopt it again.")
    other = _("Another version of this budget was adopted at this moment.")
    with refusing({"adopted_once": taken, "replaced_once_a_budget": other, "replaces_another": taken}):
        Adoption.objects.create(
            budget=budget, version=version, replaces=before.version if before else None, decision=decision,
            since=timezone.localdate(decision.decided_at),
        )  # fmt: skip
    return decision
