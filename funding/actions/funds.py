"""Open funds, and accounts in them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Community, Membership
from funding.models import Account, ChartLine, Fund
from funding.posting import REASONS
from funding.usual import BETWEEN, account_on, named_now, open_accounts
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community

REFUSALS = {
    "one_fund_a_name": gettext_lazy("There is a fund of this name."),
    "one_fund_a_learner": gettext_lazy("This learner has a fund of their own already."),
    "restricted_to_something": gettext_lazy("Say what a restricted fund is for."),
    "restricted_where_it_ends_or_is_a_learners": gettext_lazy("Only a restricted fund ends."),
}


@transaction.atomic
def open_fund(
    *, name: str, currency: str, purpose: str = "", is_restricted: bool = False, ends_on: date | None = None, id: UUID
) -> Fund:  # fmt: skip
    """A fund with the usual accounts; a restricted one may be spent on its purpose alone, and until it ends.

    Refused in the network and in circles: there a fund is a pool, which only a decision opens (funding/pools.py)."""
    if pools_are_decided(Community.objects.get(pk=current_community())) and not Fund.objects.filter(pk=id).exists():
        raise Refused(_("Here a fund is a pool, which a decision opens."))
    return open_decided(
        name=name, currency=currency, purpose=purpose, is_restricted=is_restricted, ends_on=ends_on, id=id
    )


def pools_are_decided(community: Community) -> bool:
    return community.kind in (Community.Kind.NETWORK, Community.Kind.CIRCLE)


@transaction.atomic
def open_learner_fund(
    member: Membership, *, name: str, currency: str, purpose: str, ends_on: date | None = None, id: UUID
) -> Fund:  # fmt: skip
    """Money that a learner chooses how to learn with, in books of which they see this alone."""
    if not member.is_live or "learner" not in member.roles:
        raise Refused(_("A fund of one’s own is opened for a learner who is a member."))
    return open_decided(
        name=name, currency=currency, purpose=purpose, is_restricted=True, ends_on=ends_on, person=member.person, id=id
    )


def open_decided(
    *, name: str, currency: str, purpose: str, is_restricted: bool, ends_on: date | None = None,
    person: Person | None = None, id: UUID,
) -> Fund:  # fmt: skip
    asked = {"name": name, "purpose": purpose, "is_restricted": is_restricted, "ends_on": ends_on, "person": person}
    with refusing(REFUSALS):
        fund, is_new = Fund.objects.get_or_create(pk=id, defaults=asked)
    if is_new:
        open_accounts(fund, currency)
    elif any(getattr(fund, field) != value for field, value in asked.items()):
        raise Refused(str(REASONS["same_request"]))
    return fund


@transaction.atomic
def open_account(*, fund: Fund, line: ChartLine, currency: str) -> Account:
    """Of a line of the chart."""
    if line.usual in BETWEEN:
        raise Refused(_("An account between communities is opened by what is owed."))
    if line.is_retired:
        raise Refused(_("This line of the chart is no longer used."))
    account = account_on(named_now(line), fund=fund, currency=currency)
    with refusing({"one_account_a_line": _("This fund has an account on that line in that currency.")}):
        account.save(force_insert=True)
    return account
