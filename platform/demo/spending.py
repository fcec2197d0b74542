"""A half-year in the books of each community: grants, wages, bread and one mistake put right."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation

from communities.models import Community
from demo.places import Place
from demo.planting import Garden, Home
from demo.words import say
from funding.actions import (
    move_between_funds,
    record_donation,
    record_expense,
    record_fee,
    record_grant,
    record_restricted_grant,
    reverse_entry,
)
from funding.between import Deal, charge_community, settle_with_community
from funding.models import Account, Fund
from funding.sharing import GRANT, WHOLE, Part, Sharing, share
from funding.usual import usual_account
from tenancy.scope import in_community
from web.amounts import exponent

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
        with in_community(home.community.pk), translation.override(home.place.language):
            _keep(garden, home)
    _owe_the_network(garden, garden.homes["alder-bridge"])
    _grant_from_the_network(garden)


def _keep(garden: Garden, home: Home) -> None:
    place, chance = home.place, garden.chance
    unit = 10 ** exponent(place.currency)
    fund = Fund.objects.order_by("opened_on", "pk").first()
    assert fund is not None
    month = place.wages * unit

    def spend(account: Account, amount: int, words: str, on: date, id: UUID) -> None:
        record_expense(account=account, amount=amount, to_whom=say(place, words), on=on, id=id, by=home.administrator)

    common: dict[str, Any] = {"currency": place.currency, "by": home.administrator}
    for quarter in range(2):
        on, id = garden.today - timedelta(days=30 * (MONTHS - 3 * quarter)), key(place, "grant", quarter)
        record_grant(fund=fund, amount=month * 11, from_whom=place.funder, on=on, id=id, **common)
    for number in range(MONTHS):
        on = garden.today - timedelta(days=30 * (MONTHS - number) - 4)
        people = usual_account("people", fund=fund, currency=place.currency)
        spend(people, month * 2, "Two teachers", on, key(place, "people", number))
        for code, part, memos in COSTS:
            account = usual_account(code, fund=fund, currency=place.currency)
            amount = int(month * part * chance.uniform(0.7, 1.3)) // unit * unit
            spend(account, amount, chance.choice(memos), on + timedelta(days=2), key(place, code, number))
    record_restricted_grant(
        name=say(place, "Library"), purpose=say(place, "Books that the learners choose"),
        amount=month,
        from_whom=say(place, "Friends of the school"), on=garden.today - timedelta(days=40),
        id=key(place, "library"), **common,
    )  # fmt: skip
    _give_and_move(garden, home, fund)
    _correct_a_mistake(garden, home, fund, month // 10)


def _correct_a_mistake(garden: Garden, home: Home, fund: Fund, amount: int) -> None:
    place = home.place
    wrong = record_grant(
        fund=fund, amount=amount, from_whom=say(place, "Harvest fair"), on=garden.today - timedelta(days=12),
        id=key(place, "fair"), memo=say(place, "Entered twice by mistake"),
        currency=place.currency, by=home.administrator,
    )  # fmt: skip
    on, memo = garden.today - timedelta(days=11), say(place, "Was in the till already")
    reverse_entry(wrong, id=key(place, "fair", "back"), on=on, memo=memo, by=home.administrator)


def _give_and_move(garden: Garden, home: Home, fund: Fund) -> None:
    """A donation, a fee, and some of the general fund for the library."""
    place = home.place
    month = place.wages * 10 ** exponent(place.currency)
    common: dict[str, Any] = {"fund": fund, "currency": place.currency, "by": home.administrator}
    record_donation(
        amount=month // 8, from_whom="", memo=say(place, "Cake stall at the market"),
        on=garden.today - timedelta(days=25), id=key(place, "donation"), **common,
    )  # fmt: skip
    record_fee(
        amount=month // 5, from_whom=say(place, "Families of the school"), memo=say(place, "Materials for the term"),
        on=garden.today - timedelta(days=33), id=key(place, "fee"), **common,
    )  # fmt: skip
    move_between_funds(
        to=Fund.objects.get(pk=key(place, "library")), amount=month // 20, id=key(place, "move"),
        memo=say(place, "So that the shelf is full by winter"), on=garden.today - timedelta(days=20), **common,
    )  # fmt: skip


def _grant_from_the_network(garden: Garden) -> None:
    """In its own currency, by the number of learners."""
    network, memo = Community.objects.get(kind=Community.Kind.NETWORK), "Journeys, by the number of learners"
    parts = [Part(home.community, Fraction(len(home.folk["learner"]))) for home in garden.homes.values()]
    on: date = garden.today - timedelta(days=24)
    about: dict[str, Any] = {"id": uuid5(SPACE, "network"), "amount": 250000, "per": WHOLE, "what": GRANT}
    with in_community(network.pk):
        share(Sharing(**about, on=on, memo=memo, parts=parts), here=network, by=garden.people["noor"])


def _owe_the_network(garden: Garden, home: Home) -> None:
    """Its share of the common costs: owed for a month, then paid in part."""
    network = Community.objects.get(kind=Community.Kind.NETWORK)
    on = garden.today - timedelta(days=45)
    part = Deal(home.community, network, 24000, home.place.currency, on, "Our share of the network’s costs")
    charge_community(part, id=key(home.place, "share"), by=home.administrator)
    paid = part._replace(amount=16000, on=on + timedelta(days=30), memo="Two thirds of our share")
    settle_with_community(paid, id=key(home.place, "share", "paid"), by=home.administrator)


def key(place: Place, *words: object) -> UUID:
    return uuid5(SPACE, f"{place.slug} {words}")
