"""A grant of each community: half of it came, a condition is met, one report was sent and another is due soon."""

from datetime import timedelta
from uuid import uuid5

from django.utils import translation

from communities.models import Membership
from demo.planting import Garden, Home
from demo.spending import SPACE
from demo.words import say
from funding.actions import record_expense
from funding.grants.actions import (
    add_condition,
    award_grant,
    drafted,
    expect_instalment,
    expect_report,
    receive_instalment,
    say_of,
    send_report,
)
from funding.grants.models import Grant
from funding.usual import usual_account
from tenancy.scope import in_community
from web.amounts import exponent


def grant_money(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk), translation.override(home.place.language):
            grant = _award(garden, home)
            _ask(garden, home, grant)
            _report(garden, home, grant)


def _award(garden: Garden, home: Home) -> Grant:
    """In two halves, of which one is still to come; seeds were bought of the first."""
    place, today = home.place, garden.today
    month = place.wages * 10 ** exponent(place.currency)
    grant = award_grant(
        id=uuid5(SPACE, f"{place.slug} garden"), name=say(place, "School garden"), amount=month * 2, may_be_named=True,
        purpose=say(place, "Beds, a shed and a pond for all ages"), funder=place.funder, currency=place.currency,
        awarded_on=today - timedelta(days=80),
    )  # fmt: skip
    first = expect_instalment(grant, due_on=today - timedelta(days=60), amount=month)
    expect_instalment(grant, due_on=today + timedelta(days=40), amount=month)
    on = today - timedelta(days=58)
    receive_instalment(first, id=uuid5(SPACE, f"{place.slug} garden came"), on=on, by=home.administrator)
    materials = usual_account("materials", fund=grant.fund, currency=place.currency)
    record_expense(
        account=materials, amount=month // 8, to_whom=say(place, "Seeds and pots"), on=today - timedelta(days=30),
        id=uuid5(SPACE, f"{place.slug} garden seeds"), by=home.administrator,
    )  # fmt: skip
    return grant


def _ask(garden: Garden, home: Home, grant: Grant) -> None:
    drawn = add_condition(grant, text=say(home.place, "The learners draw the plan of the beds"))
    shown = say(home.place, "It hangs in the hall, with forty names")
    say_of(drawn, met_on=garden.today - timedelta(days=50), evidence=shown, by=home.administrator)
    add_condition(grant, text=say(home.place, "A third of the beds are for neighbours"))


def _report(garden: Garden, home: Home, grant: Grant) -> None:
    first = expect_report(grant, due_on=garden.today - timedelta(days=7), about=say(home.place, "The first half-year"))
    by = Membership.objects.get(person=home.administrator)
    send_report(first, text=drafted(first), sent_on=garden.today - timedelta(days=9), by=by)
    expect_report(grant, due_on=garden.today + timedelta(days=10), about=say(home.place, "The whole garden"))
