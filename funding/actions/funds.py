"""Open funds, and accounts in them."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Community
from funding.models import Account, ChartLine, Fund
from funding.posting import REASONS
from funding.usual import BETWEEN, account_on, named_now, open_accounts
from tenancy.refusal import Refused, refusing
from tenancy.scope import current_community


@transaction.atomic
def open_fund(*, name: str, currency: str, purpose: str = "", is_restricted: bool = False, id: UUID) -> Fund:
    """A fund with the usual accounts; a restricted one may be spent on its purpose alone.

    Refused in the network and in circles: there a fund is a pool, which only a decision opens (funding/pools.py)."""
    if pools_are_decided(Community.objects.get(pk=current_community())) and not Fund.objects.filter(pk=id).exists():
        raise Refused(_("Here a fund is a pool, which a decision opens."))
    return open_decided(name=name, currency=currency, purpose=purpose, is_restricted=is_restricted, id=id)


def pools_are_decided(community: Community) -> bool:
    return community.kind in (Community.Kind.NETWORK, Community.Kind.CIRCLE)


def open_decided(*, name: str, currency: str, purpose: str, is_restricted: bool, id: UUID) -> Fund:
    asked = {"name": name, "purpose": purpose, "is_restricted": is_restricted}
    reasons = {
        "one_fund_a_name": _("There is a fund of this name."),
        "restricted_to_something": _("Say what a restricted fund is for."),
    }
    with refusing(reasons):
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
