"""What else stands in the books of the demo's communities."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import translation

from communities.queries import acting_members
from demo.planting import Garden, Home
from demo.spending import key
from demo.words import say
from funding.actions import attach, open_learner_fund, record_donation, record_expense, take_template
from funding.chart_templates import template_for
from funding.models import Attachment, Entry
from funding.usual import usual_account
from tenancy.scope import in_community
from web.amounts import exponent

BILLS = 2  # of the latest expenses


def keep_more_books(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk), translation.override(home.place.language):
            _keep_bills(home)
            _give_to_a_learner(garden, home)
            take_template(template_for(home.community.kind).key)


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
