"""What communities say they owe each other cancels out: what is due from one is what the other says is due to it."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from communities.models import Community
from funding.actions.books import wait_for_who_is_posting
from funding.models import Account, NetworkProof
from funding.news import tell_apart, tell_network
from funding.queries import NOTHING, balances
from tenancy.scope import in_community

Debt = tuple[UUID, UUID, str]  # creditor, debtor, currency


class Mismatch(NamedTuple):
    creditor: Community
    debtor: Community
    currency: str
    due_from: int  # in the creditor's books, minor units
    due_to: int  # in the debtor's


class Compared(NamedTuple):
    debts: int
    apart: list[Mismatch]


def compare_debts() -> Compared:
    """Every debt as both books tell it; visits the books of every community.

    A deal may be written between two visits: where they differ both are read again while nobody posts in either."""
    known = {community.pk: community for community in Community.objects.all()}
    due_from, due_to = _told(known)
    apart = []
    for debt in sorted(due_from.keys() | due_to.keys(), key=str):
        if due_from[debt] != due_to[debt] and known.keys() >= set(debt[:2]):
            claimed, owed = _read_again(debt)
            if claimed != owed:
                apart.append(Mismatch(known[debt[0]], known[debt[1]], debt[2], claimed, owed))
    return Compared(len(due_from.keys() | due_to.keys()), apart)


@transaction.atomic
def prove_network() -> NetworkProof | None:
    """Note in the network's books whether all debts cancel out, and tell those who keep the books where they don't."""
    network = Community.objects.filter(kind=Community.Kind.NETWORK).first()
    if network is None:
        return None
    compared = compare_debts()
    said = [{"creditor": m.creditor.name, "debtor": m.debtor.name, "currency": m.currency} for m in compared.apart]
    with in_community(network.pk):
        proof = NetworkProof.objects.create(compared=compared.debts, apart=said)
        if said:
            tell_network(network, proof)
    for mismatch in compared.apart:
        for here, other in ((mismatch.creditor, mismatch.debtor), (mismatch.debtor, mismatch.creditor)):
            with in_community(here.pk):
                tell_apart(here, other, proof)
    return proof


def _told(communities: Iterable[UUID]) -> tuple[Counter[Debt], Counter[Debt]]:
    """What is due from and what is due to, in minor units."""
    due: dict[str, Counter[Debt]] = {"due-from": Counter(), "due-to": Counter()}
    for here in communities:
        with in_community(here):
            found = list(Account.objects.filter(line__usual__in=due, other__isnull=False).select_related("line"))
            now = balances() if found else {}
        for account in found:
            told, other = account.line.usual, account.other_id
            pair = (here, other) if told == "due-from" else (other, here)
            due[told][(*pair, account.currency)] += account.sign * now.get(account.pk, NOTHING).balance
    return due["due-from"], due["due-to"]


@transaction.atomic
def _read_again(debt: Debt) -> tuple[int, int]:
    pair = sorted(debt[:2])
    for here in pair:
        with in_community(here):
            wait_for_who_is_posting()
    due_from, due_to = _told(pair)
    return due_from[debt], due_to[debt]
