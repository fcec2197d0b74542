"""What is asked of who asks for money, and which requests are listed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.access import Access
from communities.names import currency_name
from funding.expenses.actions import Draft
from funding.expenses.models import Kind, Request
from funding.expenses.queries import advances_of, expense_lines, funds_for
from funding.models import ChartLine, Fund
from tenancy.keys import uuid7
from web.forms import DayField, FilterForm, MoneyField, needed_when, offer

ROWS = 4  # lines one can fill in; programs give more
KINDS = [
    (Kind.REIMBURSEMENT, gettext_lazy("I paid it myself: pay it back to me")),
    (Kind.EXPENSE, gettext_lazy("A bill that is to be paid")),
    (Kind.ADVANCE, gettext_lazy("I need money before I buy something")),
    (Kind.SETTLEMENT, gettext_lazy("I bought it from an advance, and account for it")),
]
AREA = forms.Textarea(attrs={"rows": 3, "dir": "auto"})


class RequestForm(forms.Form):
    """Made under the id the form was made with; `advance` is offered to who has one to account for."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("What do you need?"), choices=KINDS, widget=forms.RadioSelect)
    advance: "forms.ModelChoiceField[Request]" = needed_when(
        forms.ModelChoiceField(
            Request.objects.none(), label=gettext_lazy("Which advance"), empty_label=gettext_lazy("Choose one")
        ),
        gettext_lazy("when you account for one"),
    )
    title = forms.CharField(
        label=gettext_lazy("What for"), max_length=150,
        help_text=gettext_lazy("Everyone may read this line, so name nobody in it."),
    )  # fmt: skip
    photo = needed_when(
        forms.FileField(
            label=gettext_lazy("Photo of the receipt"),
            widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        ),
        gettext_lazy("where the spending limits ask for one"),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"), required=False, help_text=gettext_lazy("A picture or PDF."),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )  # fmt: skip
    fund: "forms.ModelChoiceField[Fund]" = forms.ModelChoiceField(
        Fund.objects.none(), label=gettext_lazy("Out of which fund"), empty_label=gettext_lazy("Choose one")
    )
    spent_on = needed_when(
        DayField(label=gettext_lazy("When it was spent, or the day of the bill")),
        gettext_lazy("but for an advance"),
    )
    payee = needed_when(
        forms.CharField(
            label=gettext_lazy("Who is paid"), max_length=150,
            help_text=gettext_lazy("Only who approves and pays reads it."),
        ),
        gettext_lazy("of a bill"),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Why"), max_length=5000, required=False, widget=AREA,
        help_text=gettext_lazy("Only who approves and pays reads it."),
    )  # fmt: skip
    serves = needed_when(
        forms.CharField(
            label=gettext_lazy("How it serves the fund’s purpose"), max_length=5000, widget=AREA,
            help_text=gettext_lazy("Only who approves and pays reads it."),
        ),
        gettext_lazy("out of a restricted fund"),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, access: Access, initial: Any = None) -> None:
        first = {"id": uuid7(), "kind": Kind.REIMBURSEMENT, "spent_on": timezone.localdate()}
        super().__init__(data, files, initial={**first, **(initial or {})})
        assert access.community
        assert access.person
        self.currency = access.community.currency
        advances = advances_of(access.person.pk)
        lines = list(expense_lines())
        self.fields |= dict(self._rows(lines))
        funds = list(funds_for(access)[:2])
        offer(self, fund=funds_for(access), advance=advances)
        if len(funds) == 1:
            self.initial.setdefault("fund", funds[0].pk)
        if not advances.exists():
            del self.fields["advance"]
            offer(self, kind=[one for one in KINDS if one[0] != Kind.SETTLEMENT])

    def _rows(self, lines: Iterable[ChartLine]) -> Iterable[tuple[str, forms.Field]]:
        self.by_key = {str(one.pk): one for one in lines}
        offered = [("", _("Choose one")), *((key, line.name) for key, line in self.by_key.items())]
        for number in range(1, ROWS + 1):
            needed = number == 1
            label = _("Kind of expense") if needed else _("Kind of expense %(number)s") % {"number": number}
            yield f"line{number}", forms.ChoiceField(label=label, choices=offered, required=needed)
            label = _("How much") if needed else _("How much %(number)s") % {"number": number}
            amount = MoneyField(label=label, max_length=40, required=needed, currency=self.currency)
            amount.help_text = f"{currency_name(self.currency)} ({self.currency})"
            yield f"amount{number}", amount

    @property
    def first_row(self) -> list[Any]:
        return [self["line1"], self["amount1"]]

    @property
    def more_rows(self) -> list[Any]:
        return [self[f"{name}{number}"] for number in range(2, ROWS + 1) for name in ("line", "amount")]

    @property
    def is_split(self) -> bool:
        return any(one.value() for one in self.more_rows)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for number in range(2, ROWS + 1):
            line, amount = given.get(f"line{number}"), given.get(f"amount{number}")
            if bool(line) != bool(amount) and not {f"line{number}", f"amount{number}"} & set(self.errors):
                self.add_error(f"amount{number}", _("Give both, or neither."))
        if given.get("kind") == Kind.SETTLEMENT and not given.get("advance"):
            self.add_error("advance", ValidationError(_("Choose the advance.")))
        return given

    def draft(self) -> Draft:
        given = self.cleaned_data
        rows = [(given[f"line{n}"], given[f"amount{n}"]) for n in range(1, ROWS + 1) if given[f"line{n}"]]
        names = ("kind", "title", "fund", "words", "serves", "payee", "spent_on")
        advance = given.get("advance") if given["kind"] == Kind.SETTLEMENT else None
        lines = [(self.by_key[key], amount) for key, amount in rows]
        return Draft(lines=lines, advance=advance, currency=self.currency, **{name: given[name] for name in names})

    def receipts(self) -> list[Any]:
        return [given for name in ("photo", "file") if (given := self.cleaned_data.get(name))]


def initial_of(request: Request) -> dict[str, Any]:
    """The form as it was filled in."""
    names = ("kind", "advance", "title", "fund", "spent_on", "payee", "words", "serves")
    told: dict[str, Any] = {name: getattr(request, name) for name in names}
    for number, one in enumerate(request.lines.order_by("pk"), 1):
        told |= {f"line{number}": str(one.line_id), f"amount{number}": one.amount}
    return told


class ViewForm(FilterForm):
    """Which requests are listed."""

    view = forms.ChoiceField(
        label=gettext_lazy("Which"), required=False,
        choices=[
            ("all", gettext_lazy("All")), ("mine", gettext_lazy("Mine")), ("approve", gettext_lazy("To approve")),
            ("pay", gettext_lazy("To pay")), ("advances", gettext_lazy("Open advances")),
        ],
    )  # fmt: skip
