from uuid import UUID

from communities.models import Community
from funding.actions import verify_books
from funding.debts import prove_network
from funding.models import Unsealed
from funding.posting import ask_for_seal
from funding.sealing import BATCH, seal
from jobs.outbox import enqueue, job
from tenancy.scope import in_community


@job("funding.seal")
def seal_books(community: UUID) -> None:
    with in_community(community):
        if seal() == BATCH:
            enqueue("funding.seal", community)


@job("funding.sweep")
def sweep() -> None:
    """Every minute: seal what no job asks for, as what was posted in one round trip."""
    for community in Community.objects.values_list("pk", flat=True):
        with in_community(community):
            if Unsealed.objects.exists():
                ask_for_seal()


@job("funding.verify")
def verify(community: UUID) -> None:
    """Every night, at the community's own three o'clock."""
    with in_community(community):
        verify_books()


@job("funding.prove_network")
def prove_debts() -> None:
    """Every night: all that communities owe each other cancels out."""
    prove_network()
