"""What else stands in the books of the demo's communities."""

from django.core.files.base import ContentFile
from django.utils import translation

from demo.planting import Garden, Home
from demo.words import say
from funding.actions import attach, take_template
from funding.chart_templates import template_for
from funding.models import Attachment, Entry
from tenancy.scope import in_community

BILLS = 2  # of the latest expenses


def keep_more_books(garden: Garden) -> None:
    for home in garden.homes.values():
        with in_community(home.community.pk), translation.override(home.place.language):
            _keep_bills(home)
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
