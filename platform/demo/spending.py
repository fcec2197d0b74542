"""A half-year in the books of each community: grants, wages, bread and one mistake put right."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from babel.numbers import get_currency_precision

from demo.planting import Garden, Home
from demo.words import say
from funding.actions import record_expense, record_grant, record_restricted_grant, reverse_entry
from funding.models import Account, Fund
from funding.usual import usual_account
from tenancy.scope import in_community

SPACE = UUID("51c1b5a2-0f5d-5e55-8b0a-3d5f0b8f9a10")
MONTHS = 6
COSTS = (
    ("premises", 0.22, ("Rent of the house", "Heating and water", "Roof repair")),
    ("materials", 0.09, ("Paper, clay and tools", "Books for the shelf", "Seeds and pots")),
    ("food", 0.17, ("Lunches of the month",)),
    ("transport", 0.07, ("Bus and ferry passes",)),
)


def keep_books(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk):
            _keep(garden, home)


def _keep(garden: Garden, home: Home) -> None:
    place, chance = home.place, garden.chance
    unit = 10 ** get_currency_precision(place.currency)
    fund = Fund.objects.order_by("opened_on", "pk").first()
    assert fund is not None
    month = place.wages * unit

    def key(*words: object) -> UUID:
        return uuid5(SPACE, f"{place.slug} {words}")

    def spend(account: Account, amount: int, words: str, on: date, id: UUID) -> None:
        record_expense(account=account, amount=amount, to_whom=say(place, words), on=on, id=id, by=home.administrator)

    common: dict[str, Any] = {"currency": place.currency, "by": home.administrator}
    for quarter in range(2):
        on = garden.today - timedelta(days=30 * (MONTHS - 3 * quarter))
        record_grant(fund=fund, amount=month * 11, from_whom=place.funder, on=on, id=key("grant", quarter), **common)
    for number in range(MONTHS):
        on = garden.today - timedelta(days=30 * (MONTHS - number) - 4)
        people = usual_account("people", fund=fund, currency=place.currency)
        spend(people, month * 2, "Two teachers", on, key("people", number))
        for code, part, memos in COSTS:
            account = usual_account(code, fund=fund, currency=place.currency)
            amount = int(month * part * chance.uniform(0.7, 1.3)) // unit * unit
            spend(account, amount, chance.choice(memos), on + timedelta(days=2), key(code, number))
    record_restricted_grant(
        name=say(place, "Library"), purpose=say(place, "Books that the learners choose"),
        amount=month,
        from_whom=say(place, "Friends of the school"), on=garden.today - timedelta(days=40),
        id=key("library"), **common,
    )  # fmt: skip
    wrong = record_grant(
        fund=fund, amount=month // 10, from_whom=say(place, "Harvest fair"), on=garden.today - timedelta(days=12),
        id=key("fair"), memo=say(place, "Entered twice by mistake"), **common,
    )  # fmt: skip
    on, memo = garden.today - timedelta(days=11), say(place, "Was in the till already")
    reverse_entry(wrong, id=key("fair", "back"), on=on, memo=memo, by=home.administrator)
