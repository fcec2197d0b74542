"""What is asked of who answers, pays and accounts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.expenses.forms.asking import AREA
from funding.expenses.models import Request
from funding.forms.days import EntryDay
from tenancy.keys import uuid7
from web.amounts import write_money
from web.forms import MoneyField


class ReceiptForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Another receipt"), help_text=gettext_lazy("A picture or PDF."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )  # fmt: skip


class WordForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("A word to it"), max_length=2000, required=False, widget=AREA)


class RefusalForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why not"), max_length=2000, widget=AREA, help_text=gettext_lazy("Who asked reads it.")
    )


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=2000, widget=AREA,
        help_text=gettext_lazy("It stands in the record of decisions."),
    )  # fmt: skip


class PaymentForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    on = EntryDay(label=gettext_lazy("Paid on"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"id": uuid7(), "on": timezone.localdate()}, auto_id="pay-%s")


class UndoForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    on = EntryDay(label=gettext_lazy("When"))
    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=2000, widget=AREA, help_text=gettext_lazy("Who asked reads it.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"id": uuid7(), "on": timezone.localdate()}, auto_id="undo-%s")


class RestForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=gettext_lazy("How much came back"), max_length=40)
    on = EntryDay(label=gettext_lazy("When"))

    def __init__(self, data: Any = None, *, request: Request) -> None:
        initial = {"id": uuid7(), "on": timezone.localdate(), "amount": request.left}
        super().__init__(data, initial=initial, auto_id="rest-%s")
        field: Any = self.fields["amount"]
        field.currency = request.currency
        field.help_text = _("%(left)s is still to be accounted for.") % {
            "left": write_money(request.left, request.currency)
        }
