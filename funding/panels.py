"""What the books show on other pages, and what the search finds in them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.doors import DOORS, Door
from funding.openness import open_parts
from funding.privacy import seen_entries, seen_totals
from funding.queries import by_fund
from funding.register import Asked
from funding.waiting import SOURCES, drafts_to_answer
from learners.registry import CHILD_PAGES, ChildPage
from web.amounts import write_day, write_money
from web.links import url_here
from web.registry import (
    COMMUNITY_HOME,
    MY_MENU,
    PUBLIC_PAGE,
    RAIL,
    SEARCH,
    Hit,
    MenuItem,
    Panel,
    RailItem,
    SearchSource,
)

MOST = 12  # hits


def register() -> None:
    RAIL.append(
        RailItem(
            key="money",
            label=_("Money"),
            icon="coins",
            url_name="funding-money",
            permission="funding.see_books",
            order=60,
        )
    )
    COMMUNITY_HOME.append(Panel(key="money", template="funding/home_panel.html", context=for_administrators, order=75))
    PUBLIC_PAGE.append(Panel(key="books", template="funding/public_panel.html", context=for_everyone, order=80))
    MY_MENU.append(MenuItem(label=_("My fund"), icon="wallet", url_name="funding-own", order=28))
    CHILD_PAGES.append(ChildPage(_("The fund of %(name)s"), "funding-child"))
    _open_doors()
    SOURCES.append(drafts_to_answer)
    SEARCH.append(SearchSource(key="entries", label=_("Entries in the books"), find=find, order=60))


def _open_doors() -> None:
    DOORS.extend([
        Door(
            label=_("Drafts"), lead=_("Entries that one writes and another approves."),
            url_name="funding-drafts", icon="pencil-line", permission="funding.draft", order=70,
        ),
        Door(
            label=_("Chart of accounts"), lead=_("What money is and was for, line by line; yours to change."),
            url_name="funding-chart", icon="layers", permission="funding.see_books", order=80,
        ),
        Door(
            label=_("Opening balances"), lead=_("What there was before these books began."),
            url_name="funding-openings", icon="play", permission="funding.post", order=85,
        ),
        Door(
            label=_("Currencies"), lead=_("What other money is worth, and money exchanged."),
            url_name="funding-currencies", icon="arrow-left-right", permission="funding.see_books", order=90,
        ),
        Door(
            label=_("Periods"), lead=_("How far the books are closed, by whom and when."),
            url_name="funding-periods", icon="lock", permission="funding.see_books", order=95,
        ),
    ])  # fmt: skip


def for_administrators(request: Any) -> dict[str, Any] | None:
    access = request.access
    if not (access.has_role("administrator", "steward") and access.can("funding.see_books")):
        return None
    return {"funds": by_fund(seen_totals(access))[:4], "may_post": access.can("funding.post")}


def for_everyone(request: Any) -> dict[str, Any] | None:
    """The way to the open books, of a community that opens any of them."""
    parts = open_parts(request.access.community)
    return {"parts": parts} if parts else None


def find(request: Any, text: str) -> Iterator[Hit]:
    access = request.access
    if access.community is None or not access.can("funding.see_books"):
        return
    for entry in seen_entries(access, Asked(text=text))[:MOST]:
        yield Hit(
            title=str(entry),
            url=url_here(request, "funding-entry", entry.pk),
            meta=f"{write_day(entry.effective_on)} · {write_money(*entry.total)}",
            icon="coins",
        )
