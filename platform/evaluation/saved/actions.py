"""Keep a comparison under a name, call it otherwise: in the person's own scope."""

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from evaluation.choosing import asked_report, form_of
from evaluation.saved.models import SavedView
from evaluation.saved.queries import saved_views
from tenancy.refusal import Refused, refusing

MOST = 100
TAKEN = "one_saved_view_a_name"


@transaction.atomic
def save_view(name: str, *, query: str) -> SavedView:
    """`query` is of the address of the page that compares; refused where it chooses what cannot be compared."""
    if saved_views().count() >= MOST:
        raise Refused(_("These are %(n)s already. Remove one first.") % {"n": MOST})
    with refusing({TAKEN: _("You have one of this name already.")}):
        view: SavedView = SavedView.objects.create(name=name.strip(), query=_checked(query))
    return view


@transaction.atomic
def rename_view(view: SavedView, *, name: str) -> SavedView:
    view.name = name.strip()
    with refusing({TAKEN: _("You have one of this name already.")}):
        view.save(update_fields=["name"])
    return view


def _checked(query: str) -> str:
    """As the page writes it: in one order, with nothing that was not chosen."""
    asked = QueryDict(query)
    report = asked_report(asked.get("period", ""))
    if report is None:
        raise Refused(_("Nothing is published yet"))
    form = form_of(report, asked)
    if not form.is_valid():
        raise Refused(_("Something of this cannot be compared."))
    return form.address()
