"""What donations show on other pages: what waits of them, and to everyone their sums by month."""

from typing import Any

from django.utils import timezone

from funding.income.due import what_waits
from funding.income.queries import by_month
from funding.income.waiting import donations_that_wait, hardship_that_waits
from funding.open_books import OPEN_BOOKS
from funding.waiting import SOURCES
from web.registry import COMMUNITY_HOME, Panel

FEW = 4


def register() -> None:
    COMMUNITY_HOME.append(Panel(key="income", template="income/panel_home.html", context=to_look_after, order=36))
    OPEN_BOOKS.append(Panel(key="donations", template="income/panel_public.html", context=for_everyone, order=55))
    SOURCES.extend([donations_that_wait, hardship_that_waits])


def to_look_after(request: Any) -> dict[str, Any] | None:
    """Promised gifts that are due, and gifts whose receipt is still to be sent."""
    access = request.access
    if not access.can("funding.see_donors"):
        return None
    due, bare = what_waits(timezone.localdate())
    if not (due or bare):
        return None
    shown = {"due": due[:FEW], "more": max(len(due) - FEW, 0), "bare": bare, "may_post": access.can("funding.post")}
    return {**shown, "waiting": sum(one.is_missed for one in due) + bare}


def for_everyone(_request: Any) -> dict[str, Any] | None:
    """The last twelve months, in each currency; nobody's name."""
    today = timezone.localdate()
    months = by_month(since=today.replace(year=today.year - 1, day=1))
    return {"months": months} if months else None
