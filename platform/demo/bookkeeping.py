"""What else stands in the books of the demo's communities."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import translation

from communities.queries import acting_members
from demo.planting import Garden, Home
from demo.spending import key
from demo.words import say
from funding.actions import (
    Opening,
    attach,
    close_books,
    draft_entry,
    exchange_money,
    open_learner_fund,
    record_donation,
    record_expense,
    record_openings,
    refuse_draft,
    store_rate,
)
from funding.models import Attachment, Entry, Fund
from funding.posting import Move
from funding.usual import usual_account
from tenancy.scope import in_community
from web.amounts import exponent

BILLS = 2  # of the latest expenses


def keep_more_books(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk), translation.override(home.place.language):
            _keep_bills(home)
            _begin(garden, home)
            _give_to_a_learner(garden, home)
            _draft(garden, home)
            _exchange(garden, home)


def _keep_bills(home: Home) -> None:
    """For who keeps the books, and the last one for everybody."""
    spent = Entry.objects.filter(kind=Entry.Kind.EXPENSE).order_by("-effective_on", "-pk")
    for number, entry in enumerate(spent[:BILLS]):
        words = say(home.place, "Bill")
        text = f"{words}\n\n{entry.source}\n{entry.effective_on}\n"
        audience = Attachment.Audience.KEEPERS if number else Attachment.Audience.MEMBERS
        bill = ContentFile(text.encode(), name="bill.txt")
        attach(entry, file=bill, name=words, audience=audience, by=home.administrator)


def _give_to_a_learner(garden: Garden, home: Home) -> None:
    """To direct until a day in two months; a first part is spent."""
    place, currency = home.place, home.place.currency
    learner = acting_members().filter(roles__contains=["learner"]).order_by("since", "display_name").first()
    if learner is None:
        return
    amount = place.wages * 10 ** exponent(currency) // 4
    fund = open_learner_fund(
        learner, name=f"{say(place, 'Chosen by a learner')}: {learner.display_name}", currency=currency,
        purpose=say(place, "Tools and teachers that the learner chooses"), ends_on=garden.today + timedelta(days=55),
        id=key(place, "learner"),
    )  # fmt: skip
    on, by = garden.today - timedelta(days=20), home.administrator
    record_donation(fund=fund, amount=amount, currency=currency, on=on, id=key(place, "learner", "gift"), by=by)
    tools = usual_account("materials", fund=fund, currency=currency)
    record_expense(
        account=tools, amount=amount // 3, to_whom=say(place, "A workbench, second hand"), on=on + timedelta(days=9),
        id=key(place, "learner", "bench"), by=by,
    )  # fmt: skip


def _begin(garden: Garden, home: Home) -> None:
    """With what was in the cash box and owed two years ago; closed through that day."""
    place, last = home.place, date(garden.today.year - 2, 12, 31)
    month = place.wages * 10 ** exponent(place.currency)
    fund = Fund.objects.order_by("opened_on", "pk")[0]
    cash, bank, owed = (usual_account(one, fund=fund, currency=place.currency) for one in ("cash", "bank", "payable"))
    openings = [Opening(cash, month // 20), Opening(bank, month * 2), Opening(owed, month // 4)]
    record_openings(openings, on=last, id=key(place, "opening"), by=home.administrator)
    close_books(last, by=home.administrator)


def _draft(garden: Garden, home: Home) -> None:
    """By a teacher: one waits, one was refused."""
    teacher = acting_members().filter(roles__contains=["teacher"]).exclude(person=home.administrator).first()
    if teacher is None:
        return
    place = home.place
    fund = Fund.objects.order_by("opened_on", "pk")[0]
    materials, bank = (usual_account(one, fund=fund, currency=place.currency) for one in ("materials", "bank"))
    amount = place.wages * 10 ** exponent(place.currency) // 40
    for number, days in enumerate((3, 15)):
        draft = draft_entry(
            id=key(place, "draft", number), moves=[Move(materials, bank, amount)], kind=Entry.Kind.EXPENSE,
            effective_on=garden.today - timedelta(days=days), memo=say(place, "Seeds and pots"), by=teacher.person,
        )  # fmt: skip
        if number:
            refuse_draft(draft, reason=say(place, "Entered twice by mistake"), by=home.administrator)


RATES = {"EUR": ("USD", "1.08", "1.11"), "COP": ("USD", "0.000243", "0.000251")}


def _exchange(garden: Garden, home: Home) -> None:
    """Some of it for a journey, where a rate is known; it moved since."""
    place = home.place
    if place.currency not in RATES:
        return
    into, then, now = RATES[place.currency]
    fund = Fund.objects.order_by("opened_on", "pk")[0]
    amount = place.wages * 10 ** exponent(place.currency) // 10
    on = garden.today - timedelta(days=18)
    for day, rate in ((on, then), (garden.today, now)):
        store_rate(
            currency=into, base=place.currency, on=day, rate=Decimal(rate), source=say(place, "Bank"),
            by=home.administrator,
        )  # fmt: skip
    got = int(amount * Decimal(then)) * 10 ** exponent(into) // 10 ** exponent(place.currency)
    exchange_money(
        fund=fund, amount=amount, currency=place.currency, into=into, amount_into=got, on=on, id=key(place, "exchange"),
        memo=say(place, "For the journey to our partners"), by=home.administrator,
    )  # fmt: skip
