"""The door to grants on the money page, and what open books say of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.doors import DOORS, Door
from funding.grants.queries import grants, standings
from funding.grants.waiting import grants_that_wait
from funding.open_books import OPEN_BOOKS
from funding.waiting import SOURCES
from web.registry import Panel

MOST = 20


def register() -> None:
    DOORS.append(
        Door(
            label=_("Grants"), lead=_("What was promised for what, on what conditions, and what is due."),
            icon="hand-coins", url_name="grants-list", permission="funding.see_books", order=40,
        )
    )  # fmt: skip
    SOURCES.append(grants_that_wait)
    OPEN_BOOKS.append(Panel(key="grants", template="grants/panel_public.html", context=for_everyone, order=50))


def for_everyone(_request: Any) -> dict[str, Any] | None:
    """What for, how much, what came and was spent; the funder where they may be named."""
    found = standings(list(grants()[:MOST]))
    return {"standings": found} if found else None
