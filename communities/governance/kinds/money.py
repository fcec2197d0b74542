"""The currency of the community's books."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.models import Community
from communities.names import currencies, currency_name


class MoneyForm(SettingForm):
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=lambda: [(code, f"{code} – {name}") for code, name in currencies()],
        help_text=gettext_lazy("It can change until the first entry is in the books."),
    )


def show(community: Community, value: Any) -> None:
    community.currency = value["currency"]


def words(value: Any) -> list[tuple[str, str]]:
    return [(_("Currency"), f"{value['currency']} – {currency_name(value['currency'])}")]


MONEY = SettingKind(
    key="money",
    label=gettext_lazy("Money"),
    why=gettext_lazy("What the books are kept in."),
    form=MoneyForm,
    default=lambda: {"currency": "EUR"},
    show=show,
    shown=lambda community: {"currency": community.currency},
    words=words,
    order=70,
)
