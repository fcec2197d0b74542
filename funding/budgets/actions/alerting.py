"""Notice who keeps the books, and who prepared it, when a line of a budget runs out: once a line and share."""

from datetime import date

from django.db import transaction

from communities.governance.queries import value_of
from funding.budgets import news
from funding.budgets.figures import Figure, figures_of
from funding.budgets.models import Alert, Version
from funding.budgets.queries import adoption_in_force, budgets
from funding.budgets.rules import shares_of


@transaction.atomic
def tell_of_lines(*, today: date) -> list[Alert]:
    """What was not told before, in every budget of the open scope that today is in. Run twice, it tells once."""
    shares = shares_of(value_of("budget_alerts"))
    told: list[Alert] = []
    for budget in budgets().filter(starts__lte=today, ends__gte=today):
        adopted = adoption_in_force(budget)
        if adopted and shares:
            told += _tell(adopted.version, figures_of(budget, adopted.version, today=today), shares)
    return told


def _tell(version: Version, figures: list[Figure], shares: list[int]) -> list[Alert]:
    """Of several shares that are new at once the highest is told; the lower ones count as told."""
    known = set(Alert.objects.filter(line__version=version).values_list("line_id", "share"))
    told = []
    for one in figures:
        new = [share for share in shares if one.is_planned and one.reaches(share) and (one.id, share) not in known]
        rows = [Alert(line_id=one.id or "", share=share, used=one.used) for share in new]
        Alert.objects.bulk_create(rows, ignore_conflicts=True)
        if rows:
            news.tell_used(version, one, rows[-1])
            told.append(rows[-1])
    return told
