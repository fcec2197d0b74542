"""What other pages show of budgets, and the door to them on the money page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding.budgets.figures import figures_of, sides
from funding.budgets.queries import adoption_in_force, budgets, totals
from funding.budgets.waiting import lines_used_up
from funding.doors import DOORS, Door
from funding.open_books import OPEN_BOOKS
from funding.waiting import SOURCES
from web.registry import COMMUNITY_HOME, Panel

FEW = 4


def register() -> None:
    DOORS.append(
        Door(
            label=_("Budgets"), lead=_("What was decided to be spent, and how far it is."), icon="scale",
            url_name="budgets-list", permission="funding.see_books", order=20,
        )
    )  # fmt: skip
    COMMUNITY_HOME.append(
        Panel(key="budgets", template="budgets/panel_home.html", context=for_administrators, order=76)
    )
    SOURCES.append(lines_used_up)
    OPEN_BOOKS.append(Panel(key="budgets", template="budgets/panel_public.html", context=for_everyone, order=40))


def for_administrators(request: Any) -> dict[str, Any] | None:
    """Budget against actual, of what is in force today."""
    access = request.access
    if not (access.has_role("administrator", "steward") and access.can("funding.see_books")):
        return None
    running = totals(timezone.localdate(), running=True)[:FEW]
    return {"totals": running} if running else None


def for_everyone(request: Any) -> dict[str, Any] | None:
    """What is in force today, and line by line the one of which most is planned; learners' own funds are in none."""
    today = timezone.localdate()
    running = totals(today, running=True)[:FEW]
    if not running:
        return None
    whole = max(running, key=lambda one: one.expense.planned)
    budget = budgets().get(pk=whole.id)
    adopted = adoption_in_force(budget)
    assert adopted
    found = sides(figures_of(budget, adopted.version, today=today))
    return {"totals": running, "budget": budget, "adopted": adopted, "sides": found}
