"""What is planned, adopted and used."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from communities.governance.models import Proposal
from communities.governance.proposals.queries import open_proposals
from communities.models import Membership
from funding.budgets.models import Adoption, Budget, Draft, DraftLine, Version, VersionLine
from funding.models import ChartLine, Fund
from tenancy.statements import ask

# What accounts of income and expense moved month by month: sealed sums plus the unsealed tail. Not of learners' funds.
MOVED = """
    SELECT a.line_id, a.fund_id, a.currency, a.kind, x.month,
        (CASE a.kind WHEN 'income' THEN -1 ELSE 1 END) * (x.debits - x.credits) AS amount
    FROM (
        SELECT account, month, debits, credits FROM funding_monthtotal WHERE community_id = %(here)s
        UNION ALL
        SELECT e.account_id, date_trunc('month', n.effective_on)::date, greatest(e.balance, 0), greatest(-e.balance, 0)
        FROM funding_unsealed u
        JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
        JOIN funding_entry n ON (n.community_id, n.id) = (u.community_id, u.id)
        WHERE u.community_id = %(here)s AND e.balance <> 0) x
    JOIN funding_account a ON a.community_id = %(here)s AND a.id = x.account AND a.kind IN ('income', 'expense')
    JOIN funding_fund f ON f.community_id = %(here)s AND f.id = a.fund_id AND f.person_id IS NULL
"""
# What is held on accounts of expense now: promised, not yet paid.
HELD = """
    SELECT a.line_id, a.fund_id, a.currency, a.kind, x.held_in AS amount
    FROM (
        SELECT id, held_in FROM funding_balance WHERE community_id = %(here)s AND held_in <> 0
        UNION ALL
        SELECT e.account_id, e.held_in FROM funding_unsealed u
        JOIN funding_effect e ON (e.community_id, e.entry_id) = (u.community_id, u.id)
        WHERE u.community_id = %(here)s AND e.held_in <> 0) x
    JOIN funding_account a ON a.community_id = %(here)s AND a.id = x.id AND a.kind = 'expense'
    JOIN funding_fund f ON f.community_id = %(here)s AND f.id = a.fund_id AND f.person_id IS NULL
"""
OF_BUDGET = "currency = %(currency)s AND (%(fund)s::uuid IS NULL OR fund_id = %(fund)s)"
MOVES = f"""
    SELECT line_id, fund_id, month, sum(amount) FROM ({MOVED}) m
    WHERE {OF_BUDGET} AND month BETWEEN %(starts)s AND %(ends)s GROUP BY line_id, fund_id, month
"""  # noqa: S608 (no part of it comes from outside)
HOLDS = f"""
    SELECT line_id, fund_id, sum(amount) FROM ({HELD}) h WHERE {OF_BUDGET} GROUP BY line_id, fund_id
"""  # noqa: S608 (no part of it comes from outside)
TOTALS = f"""
    WITH moved AS ({MOVED}), held AS ({HELD})
    SELECT b.id, b.name, b.currency, b.starts, b.ends, a.version_id, k.kind,
        (SELECT coalesce(sum(l.amount), 0) FROM budgets_versionline l
            WHERE l.community_id = %(here)s AND l.version_id = a.version_id AND l.kind = k.kind),
        (SELECT coalesce(sum(m.amount), 0) FROM moved m WHERE m.kind = k.kind AND m.currency = b.currency
            AND (b.fund_id IS NULL OR m.fund_id = b.fund_id) AND m.month BETWEEN b.starts AND b.ends),
        (SELECT coalesce(sum(h.amount), 0) FROM held h WHERE h.kind = k.kind AND h.currency = b.currency
            AND (b.fund_id IS NULL OR h.fund_id = b.fund_id) AND %(today)s BETWEEN b.starts AND b.ends)
    FROM budgets_budget b
    JOIN budgets_adoption a ON (a.community_id, a.budget_id) = (b.community_id, b.id)
    CROSS JOIN (VALUES ('income'), ('expense')) k(kind)
    WHERE b.community_id = %(here)s AND NOT EXISTS (SELECT FROM budgets_adoption r
        WHERE r.community_id = %(here)s AND r.replaces_id = a.version_id)
        AND (NOT %(running)s OR %(today)s BETWEEN b.starts AND b.ends)
    ORDER BY b.starts DESC, b.fund_id IS NOT NULL, b.name, k.kind DESC
"""  # noqa: S608 (no part of it comes from outside)
MOST = 6  # scenarios side by side


class Moved(NamedTuple):
    """Income came in and expenses went out as positive figures, minor units."""

    line: UUID
    fund: UUID
    month: date
    amount: int


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Of one kind of lines of a budget in force, minor units."""

    planned: int = 0
    actual: int = 0
    committed: int = 0

    @property
    def used(self) -> int:
        return self.actual + self.committed

    @property
    def free(self) -> int:
        return self.planned - self.used


@dataclass(frozen=True, kw_only=True)
class Total:
    """A budget in force beside what came in and went out."""

    id: UUID
    name: str
    currency: str
    starts: date
    ends: date
    income: Sums
    expense: Sums


def budgets() -> QuerySet[Budget]:
    """The latest first, that of all funds before those of one."""
    return Budget.objects.select_related("fund").order_by("-starts", "fund__name", "name")


def versions() -> QuerySet[Version]:
    """The latest first."""
    return Version.objects.select_related("budget__fund").order_by("-number")


def drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related("budget__fund").order_by("scenario")


def adoptions(budget: Budget) -> QuerySet[Adoption]:
    """Its history, the latest first; the first of them is in force."""
    return budget.adoptions.select_related("version", "decision", "replaces").order_by("-decision__number")


def adoption_in_force(budget: Budget) -> Adoption | None:
    found: Adoption | None = (
        Adoption.objects.filter(budget=budget)
        .filter(~Exists(Adoption.objects.filter(replaces=OuterRef("version"))))
        .select_related("version", "decision")
        .first()
    )
    return found


def open_versions() -> QuerySet[Version]:
    """Those that were never adopted."""
    return versions().filter(~Exists(Adoption.objects.filter(version=OuterRef("pk"))))


def plan_of(plan: Version | Draft) -> list[Any]:
    """Its lines in order of the chart: income first."""
    return plans_of(plan)[plan.pk]


def plans_of(*plans: Version | Draft) -> dict[UUID, list[Any]]:
    """The lines of each of several versions, or of several drafts, in one query."""
    whole, model = ("version", VersionLine) if isinstance(plans[0], Version) else ("draft", DraftLine)
    lines: Any = model._default_manager.filter(**{f"{whole}__in": plans}).select_related("line", "fund")
    found: dict[UUID, list[Any]] = {plan.pk: [] for plan in plans}
    for one in lines.order_by("-kind", "line__number", F("fund__name").asc(nulls_first=True)):
        found[getattr(one, f"{whole}_id")].append(one)
    return found


def with_lines(budget: Budget) -> list[Version | Draft]:
    """What can be compared: scenarios being prepared, then versions, the latest first; in four queries."""
    of = [
        found.filter(budget=budget).prefetch_related(Prefetch("lines", model.objects.select_related("line", "fund")))
        for found, model in ((drafts(), DraftLine), (versions(), VersionLine))
    ]
    return [*of[0], *of[1][:20]]


def moved(budget: Budget, *, starts: date | None = None, ends: date | None = None) -> list[Moved]:
    """By line, fund and month, over the budget's own months unless others are given; in one query."""
    asked = {"starts": starts or budget.starts, "ends": ends or budget.ends, **_of(budget)}
    return [Moved(line, fund, month, int(amount)) for line, fund, month, amount in ask(MOVES, **asked)]


def held(budget: Budget) -> dict[tuple[UUID, UUID], int]:
    """What is promised now, by line and fund."""
    return {(line, fund): int(amount) for line, fund, amount in ask(HOLDS, **_of(budget))}


def totals(today: date, *, running: bool = False) -> list[Total]:
    """Every budget that has a version in force, or those that today is in; in one query."""
    rows = ask(TOTALS, today=today, running=running)
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for id, name, currency, starts, ends, _version, kind, *sums in rows:
        said = {"id": id, "name": name, "currency": currency, "starts": starts, "ends": ends}
        planned, actual, committed = map(int, sums)
        found[id] |= {**said, kind: Sums(planned=planned, actual=actual, committed=committed)}
    return [Total(**said) for said in found.values()]


def planned_lines() -> QuerySet[ChartLine]:
    """Of the chart: what can be planned, income first."""
    return ChartLine.objects.filter(kind__in=["income", "expense"], is_retired=False).order_by("-kind", "number")


def planned_funds() -> QuerySet[Fund]:
    return Fund.objects.filter(person=None).order_by("is_restricted", "opened_on", "id")


def proposal_on(version: Version, member: Membership) -> Proposal | None:
    """An open one to adopt it, that the member may read."""
    return open_proposals(member).filter(effect="adopt_budget", payload__version=str(version.pk)).first()


def _of(budget: Budget) -> dict[str, Any]:
    return {"currency": budget.currency, "fund": budget.fund_id}
