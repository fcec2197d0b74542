"""Charts of accounts to take lines from: numbered by kind, with headings, as associations and schools keep them.

Numbers run 1 what there is, 2 what is owed, 3 net assets, 4 income, 5 expenses; the usual lines stand in each."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from funding.models import Kind
from funding.usual import CARE, EARNED, GIVEN, LEARNING, OWED_BY, OWED_TO, PLACE, WORK


class Suggested(NamedTuple):
    number: str
    kind: str
    name: Any
    heading: Any


class ChartTemplate(NamedTuple):
    key: str
    name: Any
    lead: Any
    lines: tuple[Suggested, ...]
    kinds: tuple[str, ...]  # of communities it is for


LASTING = _("Things that last")
STOCK = Suggested("1400", Kind.ASSET, _("Stock"), LASTING)
EQUIPMENT = Suggested("1500", Kind.ASSET, _("Equipment"), LASTING)
BUILDING = Suggested("1550", Kind.ASSET, _("House and land"), LASTING)
PREPAID = Suggested("1300", Kind.ASSET, _("Paid ahead"), OWED_TO)
LOANS = Suggested("2300", Kind.LIABILITY, _("Loans"), OWED_BY)
DEPOSITS = Suggested("2400", Kind.LIABILITY, _("Deposits of families"), OWED_BY)
WAGE_TAXES = Suggested("2200", Kind.LIABILITY, _("Wage taxes and insurance to be paid"), OWED_BY)
STATE = Suggested("4010", Kind.INCOME, _("Public money by learner"), GIVEN)
EVENTS = Suggested("4250", Kind.INCOME, _("Fairs and events"), EARNED)
SALES = Suggested("4300", Kind.INCOME, _("What we made and sold"), EARNED)
WAGES = Suggested("5010", Kind.EXPENSE, _("Wages"), WORK)
INSURED = Suggested("5020", Kind.EXPENSE, _("Wage taxes and insurance"), WORK)
FREELANCE = Suggested("5030", Kind.EXPENSE, _("Guest teachers"), WORK)
TRAINING = Suggested("5040", Kind.EXPENSE, _("Learning of those who teach"), WORK)
RENT = Suggested("5110", Kind.EXPENSE, _("Rent"), PLACE)
ENERGY = Suggested("5120", Kind.EXPENSE, _("Heating, water and power"), PLACE)
REPAIRS = Suggested("5130", Kind.EXPENSE, _("Repairs"), PLACE)
INSURANCE = Suggested("5140", Kind.EXPENSE, _("Insurance of the house"), PLACE)
OFFICE = Suggested("5150", Kind.EXPENSE, _("Office, telephone and network"), PLACE)
BANKING = Suggested("5160", Kind.EXPENSE, _("Bank and payment charges"), PLACE)
BOOKS = Suggested("5210", Kind.EXPENSE, _("Books"), LEARNING)
TOOLS = Suggested("5220", Kind.EXPENSE, _("Tools and devices"), LEARNING)
TRIPS = Suggested("5230", Kind.EXPENSE, _("Trips and camps"), LEARNING)
EXAMS = Suggested("5240", Kind.EXPENSE, _("Examinations and certificates"), LEARNING)
HARDSHIP = Suggested("5510", Kind.EXPENSE, _("Help in hardship"), CARE)
HEALTH = Suggested("5520", Kind.EXPENSE, _("First aid and health"), CARE)

TEMPLATES = {
    one.key: one
    for one in (
        ChartTemplate(
            "school", _("Small school"),
            _("Wages and what goes with them, a house to look after, public money for each learner."),
            (
                PREPAID, EQUIPMENT, BUILDING, WAGE_TAXES, LOANS, DEPOSITS, STATE, EVENTS, WAGES, INSURED, FREELANCE,
                TRAINING, RENT, ENERGY, REPAIRS, INSURANCE, OFFICE, BANKING, BOOKS, TOOLS, TRIPS, EXAMS, HARDSHIP,
                HEALTH,
            ),
            ("school",),
        ),
        ChartTemplate(
            "cooperative", _("Learning cooperative or association"),
            _("Shares and dues of members, what is made and sold together, work that is paid by the hour."),
            (
                STOCK, EQUIPMENT, LOANS, Suggested("3300", Kind.EQUITY, _("Members’ shares"), _("Net assets")),
                Suggested("4210", Kind.INCOME, _("Members’ dues"), EARNED), EVENTS, SALES, FREELANCE, TRAINING, RENT,
                ENERGY, OFFICE, BANKING, TOOLS, TRIPS, HARDSHIP,
                Suggested("5250", Kind.EXPENSE, _("What we make things from"), LEARNING),
            ),
            ("learning",),
        ),
        ChartTemplate(
            "network", _("Network or circle"),
            _("Shares that communities give, grants to them, meetings, and the machines that all use."),
            (
                Suggested("4020", Kind.INCOME, _("Shares of the communities"), GIVEN),
                Suggested("5600", Kind.EXPENSE, _("Grants to communities"), _("Shared with communities")),
                Suggested("5610", Kind.EXPENSE, _("Learners’ money passed on"), _("Shared with communities")),
                Suggested("5310", Kind.EXPENSE, _("Meetings and journeys"), CARE), FREELANCE, OFFICE, BANKING,
                Suggested("5170", Kind.EXPENSE, _("Computers and hosting"), PLACE),
                Suggested("5050", Kind.EXPENSE, _("Translation"), WORK),
            ),
            ("network", "circle"),
        ),
    )
}  # fmt: skip


def template_for(kind: str) -> ChartTemplate:
    """The one meant for such a community; the school's where none is."""
    return next((one for one in TEMPLATES.values() if kind in one.kinds), TEMPLATES["school"])
