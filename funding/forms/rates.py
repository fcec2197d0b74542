"""Rates, and money exchanged, as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.names import currencies
from funding.forms.openings import text_of
from funding.forms.posting import FundField, PostingForm
from funding.queries import funds
from web.amounts import read_money
from web.forms import DayField, offer


def named_currencies(without: str = "") -> list[tuple[str, str]]:
    return [(code, f"{code} – {name}") for code, name in currencies() if code != without]


class RateForm(forms.Form):
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    rate = forms.DecimalField(
        label=gettext_lazy("Rate"), max_digits=24, decimal_places=12, min_value=Decimal("1e-12"), localize=True
    )
    on = DayField(label=gettext_lazy("From which day"))
    source = forms.CharField(
        label=gettext_lazy("Where it is from"), max_length=100,
        help_text=gettext_lazy("For example the central bank, or your bank’s statement."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, base: str) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        offer(self, currency=named_currencies(without=base))
        self.fields["rate"].help_text = _("How many units of it one %(base)s buys.") % {"base": base}


class RateTableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table (CSV)"),
        help_text=gettext_lazy("date,currency,rate by line; or as the European Central Bank publishes its rates."),
    )  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Where it is from"), max_length=100)

    def clean_file(self) -> str:
        return text_of(self.cleaned_data["file"])


class ExchangeForm(PostingForm):
    """Amounts are read in their own currencies, and come out in minor units."""

    fund = FundField(label=gettext_lazy("Of which fund"))
    currency = forms.ChoiceField(label=gettext_lazy("Out of which currency"))
    amount: Any = forms.CharField(
        label=gettext_lazy("How much went out"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    into = forms.ChoiceField(label=gettext_lazy("Into which currency"))
    amount_into = forms.CharField(
        label=gettext_lazy("How much came in"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("After what the exchange cost. The rate is worked out from both."),
    )  # fmt: skip
    field_order = ["id", "fund", "currency", "amount", "into", "amount_into", "on", "memo"]

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, currency=currency, **kwargs)
        self.fields["currency"].initial = currency
        offer(self, fund=funds(), currency=named_currencies(), into=[("", "–"), *named_currencies()])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for amount, currency in (("amount", "currency"), ("amount_into", "into")):
            if amount in given and currency in given:
                given[amount] = self._read(amount, given[amount], given[currency])
        return given

    def _read(self, name: str, text: str, currency: str) -> int:
        try:
            amount = read_money(text, currency)
        except ValueError:
            amount = 0
        if amount < 1:
            self.add_error(name, _("Write an amount of more than zero."))
        return amount
