"""What requests show on other pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.expenses.queries import public_requests, waiting_for
from funding.expenses.rules import APPROVE, PAY
from funding.expenses.waiting import requests_that_wait
from funding.open_books import OPEN_BOOKS
from funding.waiting import SOURCES
from web.registry import COMMUNITY_HOME, MY_MENU, MenuItem, Panel

FEW, LATELY = 4, 10


def register() -> None:
    COMMUNITY_HOME.append(Panel(key="expenses", template="expenses/home_panel.html", context=to_answer, order=35))
    OPEN_BOOKS.append(Panel(key="expenses", template="expenses/public_panel.html", context=for_everyone, order=60))
    SOURCES.append(requests_that_wait)
    MY_MENU.append(MenuItem(label=_("My expenses"), icon="receipt", url_name="expenses-own", order=45))


def to_answer(request: Any) -> dict[str, Any] | None:
    """What waits for this person's approval or payment."""
    access = request.access
    approves, pays = access.can(APPROVE), access.can(PAY)
    if not (approves or pays):
        return None
    found, waiting = waiting_for(access.person.pk, approves=approves, pays=pays)
    return {"rows": found[:FEW], "waiting": waiting, "more": waiting > FEW} if found else None


def for_everyone(request: Any) -> dict[str, Any] | None:
    """Nobody's name, no reasons and no receipts."""
    found = list(public_requests()[:LATELY])
    return {"rows": found} if found else None
