"""What was never held is not freed: a bound, or what a fund has free, would give way by as much."""

import pytest

from funding.actions import post_entry, reverse_entry
from funding.models import Entry
from funding.posting import Move
from funding.queries import balance_of
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.funding.factories import TODAY, a_posting

pytestmark = pytest.mark.django_db


def test_nothing_is_freed_but_by_reversing_what_held_it(client, towns):
    with in_community(towns.north.pk):
        freed = Move(towns.people, towns.bank, 1000, "freed")
        with pytest.raises(Refused, match="by reversing it"):
            post_entry(a_posting(freed), by=towns.ann)
        held = post_entry(a_posting(Move(towns.people, towns.bank, 300, "held")), by=towns.ann)[0]
        assert balance_of(towns.bank.pk).held_out == 300
        reverse_entry(held, id=uuid7(), on=TODAY, by=towns.ann)
        assert balance_of(towns.bank.pk).held_out == 0
        before = Entry.objects.count()
    asked = {
        "id": str(uuid7()),
        "effective_on": "2026-03-01",
        "memo": "Free",
        "transfers": [
            {"debit": str(towns.people.pk), "credit": str(towns.bank.pk), "amount": 1000, "state": "freed"},
        ],
    }
    answer = client.post("/api/v1/c/north/money/entries/", asked, content_type="application/json")
    assert answer.status_code in (400, 409)
    with in_community(towns.north.pk):
        assert Entry.objects.count() == before
        assert balance_of(towns.bank.pk).held_out == 0
