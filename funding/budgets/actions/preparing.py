"""Open a budget, write scenarios of it, and propose one: it becomes a version that never changes."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Membership
from funding.budgets.forecast import a_year_before, last_day, month_starts
from funding.budgets.models import Budget, Draft, DraftLine, Version, VersionLine
from funding.budgets.queries import moved, planned_lines
from funding.models import ChartLine, Fund
from funding.money import MOST, split
from tenancy.refusal import Refused, refusing

LONGEST = 60  # months
TAKEN: dict[str, Any] = {
    "one_budget_a_name": gettext_lazy("There is a budget of this name."),
    "one_budget_a_fund_and_start": gettext_lazy("There is a budget of this fund from that month on."),
    "budget_starts_before_it_ends": gettext_lazy("It ends before it starts."),
    "one_draft_a_scenario": gettext_lazy("A scenario of this name is being prepared."),
    "one_line_a_draft_and_fund": gettext_lazy("A line of the chart stands twice for the same fund."),
}


class Row(NamedTuple):
    """What is planned on a line of the chart; None as fund: for all that the budget spans and no other row names."""

    line: ChartLine
    amount: int
    fund: Fund | None = None
    note: str = ""
    months: list[int] | None = None


@transaction.atomic
def open_budget(*, name: str, currency: str, starts: date, ends: date, fund: Fund | None = None) -> Budget:
    """From the first day of the month of one day to the last of the other's. Not of a learner's own fund."""
    starts, ends = starts.replace(day=1), last_day(ends)
    if fund and fund.person_id:
        raise Refused(_("What a learner’s own fund is used for the learner chooses; nobody plans it."))
    if len(month_starts(starts, ends)) > LONGEST:
        raise Refused(_("A budget is of five years at most."))
    with refusing(TAKEN):
        return Budget.objects.create(name=name, fund=fund, currency=currency, starts=starts, ends=ends)


@transaction.atomic
def start_draft(
    budget: Budget, *, scenario: str, by: Membership, words: str = "", like: Version | Draft | None = None,
    last_year: bool = False, percent: int = 0, by_month: bool = False,
) -> Draft:  # fmt: skip
    """A scenario: a copy of another (`like`), of what the same months a year before came to (`last_year`), or empty.

    What is copied is so many per cent more (or, below nought, less), rounded to whole minor units. `by_month` keeps
    last year's course over the months; else even shares are planned."""
    copied_from = like.copied_from if isinstance(like, Draft) else like
    with refusing(TAKEN):
        draft = Draft.objects.create(
            budget=budget, scenario=scenario, words=words, by=by, by_name=by.display_name, copied_from=copied_from
        )
    rows = _last_year(budget, by_month=by_month) if last_year else _copied(like) if like else []
    write_lines(draft, [one for row in rows if (one := _changed(row, percent)).amount > 0])
    return draft


@transaction.atomic
def write_lines(draft: Draft, rows: Iterable[Row], *, words: str | None = None) -> Draft:
    """Plan these and nothing else; an amount whose months add up to another is spread as they are."""
    draft = _locked(draft)
    held = {(one.line_id, one.fund_id): one.months for one in draft.lines.all()}
    draft.lines.all().delete()
    with refusing(TAKEN):
        DraftLine.objects.bulk_create(_line(draft, row, held) for row in rows)
    draft.at, draft.words = timezone.now(), draft.words if words is None else words
    draft.save(update_fields=["at", "words"])
    return draft


@transaction.atomic
def set_months(line: DraftLine, *, months: list[int] | None) -> DraftLine:
    """When of the year a line is planned; its amount becomes their sum. None: even shares."""
    _locked(line.draft)
    if months is not None:
        budget = line.draft.budget
        if len(months) != len(month_starts(budget.starts, budget.ends)) or min(months) < 0:
            raise Refused(_("Give an amount, or nought, for each month."))
        if not 0 < sum(months) <= MOST:
            raise Refused(_("The months add up to nothing."))
        line.amount = sum(months)
    line.months = months
    line.save(update_fields=["amount", "months"])
    return line


@transaction.atomic
def remove_draft(draft: Draft) -> None:
    _locked(draft).delete()


@transaction.atomic
def propose_draft(draft: Draft, *, at: datetime | None = None) -> Version:
    """Make it the next version of its budget, which never changes and can be adopted; the draft is gone.

    `at`: when it was proposed, for what was before it came here."""
    Budget.objects.select_for_update().get(pk=draft.budget_id)  # numbers one after the other
    draft = _locked(draft)
    lines = list(draft.lines.all())
    if not lines:
        raise Refused(_("Nothing is planned yet."))
    number = Version.objects.filter(budget=draft.budget_id).count() + 1
    kept: dict[str, Any] = {
        name: getattr(draft, name) for name in ("budget_id", "scenario", "words", "by_id", "by_name")
    }
    kept["at"] = at or timezone.now()
    version = Version.objects.create(number=number, copied_from_id=draft.copied_from_id, **kept)
    VersionLine.objects.bulk_create(
        VersionLine(version=version, **{name: getattr(one, name) for name in PLAN}) for one in lines
    )
    draft.delete()
    return version


PLAN = ("line_id", "kind", "fund_id", "amount", "months", "note")


def _locked(draft: Draft) -> Draft:
    found: Draft | None = Draft.objects.select_for_update().select_related("budget").filter(pk=draft.pk).first()
    if found is None:
        raise Refused(_("It is proposed already, or was taken away."))
    return found


def _line(draft: Draft, row: Row, held: dict[tuple[UUID, UUID | None], list[int] | None]) -> DraftLine:
    fund = row.fund.pk if row.fund else None
    if row.line.kind not in ("income", "expense"):
        raise Refused(_("Only income and expenses are planned."))
    if row.fund and (draft.budget.fund_id or row.fund.person_id):
        raise Refused(_("A budget of one fund has lines of that fund alone."))
    if not 0 < row.amount <= MOST:
        raise Refused(_("An amount is out of range."))
    months = row.months if row.months is not None else held.get((row.line.pk, fund))
    if months is not None and sum(months) != row.amount:
        months = split(row.amount, months) if sum(months) else None
    return DraftLine(
        draft=draft, line=row.line, kind=row.line.kind, fund_id=fund, amount=row.amount, months=months, note=row.note
    )


def _copied(like: Version | Draft) -> list[Row]:
    lines: Any = like.lines
    return [Row(one.line, one.amount, one.fund, one.note, one.months) for one in lines.select_related("line", "fund")]


def _last_year(budget: Budget, *, by_month: bool) -> list[Row]:
    """What each line came to, all funds of the budget together."""
    firsts = [a_year_before(one) for one in month_starts(budget.starts, budget.ends)]
    places = {month: number for number, month in enumerate(firsts)}
    lines = {one.pk: one for one in planned_lines()}
    months = {line: [0] * len(firsts) for line in lines}
    for one in moved(budget, starts=firsts[0], ends=firsts[-1]):
        if one.line in months:
            months[one.line][places[one.month]] += one.amount
    return [Row(lines[line], sum(of), months=of if by_month and min(of) >= 0 else None) for line, of in months.items()]


def _changed(row: Row, percent: int) -> Row:
    return row._replace(amount=round(Fraction(row.amount * (100 + percent), 100))) if percent else row
