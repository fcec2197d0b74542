"""The books against a model of a few lines, step by step."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from funding.actions import capture_hold, close_books, reverse_entry
from funding.models import Books, Entry, Limit, Seal, Unsealed
from funding.posting import Move, post
from funding.proof import faults
from funding.queries import balance_of, balances
from funding.sealing import seal
from tenancy.refusal import Refused
from tenancy.scope import in_community
from tests.factories import a_community, a_person
from tests.funding.factories import TODAY, a_fund, a_posting, an_account

FLOORS = [None, None, 0, -50]
CEILINGS = [None, None, 100, 0]


class Crash(Exception):
    pass


class BooksMachine(RuleBasedStateMachine):
    known = Bundle("known")

    def __init__(self):
        super().__init__()
        self.community = a_community(founder=a_person("ann"))
        with in_community(self.community.pk):
            fund = a_fund()
            self.accounts = [an_account(fund, floor=f, ceiling=c) for f, c in zip(FLOORS, CEILINGS, strict=True)]
        self.balance, self.into, self.out = Counter(), Counter(), Counter()
        self.closed, self.requests, self.ended, self.count = date.min, {}, set(), 0

    def try_post(self, posting, ends=None):
        """What the model says about a posting: a reason to refuse it, or None and its effect."""
        if posting.id in self.requests:
            return None if self.requests[posting.id] == posting else "other details"
        if posting.effective_on <= self.closed or ends in self.ended:
            same = any(m.debit == m.credit for m in posting.moves)  # then whichever the database comes to first
            return "closed|reversed already" + "|two accounts" * same
        balance, into, out = self.balance.copy(), self.into.copy(), self.out.copy()
        for m in posting.moves:
            d, c = self.accounts.index(m.debit), self.accounts.index(m.credit)
            if d == c:
                return "two accounts"
            if m.state == "posted":
                balance[d] += m.amount
                balance[c] -= m.amount
            else:
                sign = 1 if m.state == "held" else -1
                into[d] += sign * m.amount
                out[c] += sign * m.amount
        for a in range(4):
            if FLOORS[a] is not None and balance[a] - out[a] < FLOORS[a]:
                return "floor|ceiling"
            if CEILINGS[a] is not None and balance[a] + into[a] > CEILINGS[a]:
                return "floor|ceiling"
        self.balance, self.into, self.out = balance, into, out
        self.requests[posting.id] = posting
        self.ended.add(ends)
        self.ended.discard(None)
        self.count += 1
        return None

    def expect(self, reason, act):
        with in_community(self.community.pk):
            if reason:
                with pytest.raises(Refused, match=reason), transaction.atomic():
                    act()
            else:
                act()

    lines = st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 60), st.sampled_from(["posted", "posted", "held"])),
        min_size=1, max_size=4,
    )  # fmt: skip
    days = st.integers(-2, 3)

    @rule(target=known, lines=lines, day=days)
    def post_entry(self, lines, day):
        moves = [Move(self.accounts[d], self.accounts[c], n, s) for d, c, n, s in lines]
        posting = a_posting(*moves, on=TODAY + timedelta(day))
        self.expect(self.try_post(posting), lambda: post(posting))
        return posting

    @rule(posting=known)
    def post_again(self, posting):
        self.expect(self.try_post(posting), lambda: post(posting))

    @rule(posting=known, lines=lines)
    def post_another_under_the_same_id(self, posting, lines):
        moves = [Move(self.accounts[d], self.accounts[c], n, s) for d, c, n, s in lines]
        other = a_posting(*moves, id=posting.id, on=posting.effective_on)
        self.expect(self.try_post(other), lambda: post(other))

    @rule(posting=known, day=days, capturing=st.booleans())
    def end(self, posting, day, capturing):
        if self.requests.get(posting.id) != posting:
            return
        back = {"held": "freed", "freed": "held"}
        moves = [
            m._replace(state=back[m.state]) if m.state in back else m._replace(debit=m.credit, credit=m.debit)
            for m in posting.moves
        ]
        held = [m._replace(state="posted") for m in posting.moves if m.state == "held"]
        on, key = TODAY + timedelta(day), uuid4()
        ending = a_posting(*moves, *(held if capturing else ()), id=key, on=on)
        reason = "Only a hold" if capturing and not held else self.try_post(ending, ends=posting.id)
        action = capture_hold if capturing else reverse_entry
        self.expect(reason, lambda: action(Entry.objects.get(pk=posting.id), id=key, on=on))
        if reason is None:
            self.requests[key] = ending

    @rule(day=st.integers(-2, 0))
    def close(self, day):
        self.closed = max(self.closed, TODAY + timedelta(day))
        self.expect(None, lambda: close_books(TODAY + timedelta(day)))

    @rule(limit=st.integers(1, 3))
    def seal_some(self, limit):
        self.expect(None, lambda: seal(limit))

    @rule(lines=lines, closing=st.booleans())
    def crash_before_it_is_committed(self, lines, closing):
        """What was posted and closed by then was never there."""
        moves = [Move(self.accounts[d], self.accounts[c], n, s) for d, c, n, s in lines]
        with suppress(Refused, Crash), in_community(self.community.pk):
            post(a_posting(*moves, on=TODAY + timedelta(3)))
            if closing:
                close_books(TODAY + timedelta(3))
            raise Crash

    @rule(limit=st.integers(1, 3))
    def kill_the_sealer(self, limit):
        """After it has written everything and before it commits."""
        with suppress(Crash), in_community(self.community.pk):
            seal(limit)
            raise Crash

    @invariant()
    def balances_agree(self):
        with in_community(self.community.pk):
            assert [balance_of(account.pk) for account in self.accounts] == [
                (self.balance[n], self.into[n], self.out[n]) for n in range(4)
            ]

    @invariant()
    def limits_hold_and_are_live(self):
        with in_community(self.community.pk):
            kept = {limit.pk: limit for limit in Limit.objects.all()}
            for n, account in enumerate(self.accounts):
                if limit := kept.get(account.pk):
                    assert (limit.balance, limit.held_in, limit.held_out) == (
                        self.balance[n],
                        self.into[n],
                        self.out[n],
                    )
                    assert limit.balance - limit.held_out >= FLOORS[n]
                    assert limit.balance + limit.held_in <= CEILINGS[n]

    @invariant()
    def nothing_is_lost_or_invented(self):
        """Every entry stands once, sealed under a gapless number or waiting; what the books say adds up to nothing."""
        with in_community(self.community.pk):
            entries = set(Entry.objects.values_list("pk", flat=True))
            sealed = dict(Seal.objects.values_list("pk", "seq"))
            assert entries == set(self.requests)
            assert sealed.keys() | set(Unsealed.objects.values_list("pk", flat=True)) == entries
            assert len(sealed) + Unsealed.objects.count() == len(entries) == self.count
            assert sorted(sealed.values()) == list(range(1, len(sealed) + 1))
            assert sum(self.balance.values()) == sum(amounts.balance for amounts in balances().values()) == 0

    @invariant()
    def closed_days_stay_closed(self):
        with in_community(self.community.pk):
            assert (Books.objects.get().closed_through or date.min) == self.closed

    @invariant()
    def the_proof_finds_nothing(self):
        with in_community(self.community.pk):
            assert list(faults()) == []

    def teardown(self):
        with in_community(self.community.pk):
            while seal():
                pass
            assert list(Seal.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, self.count + 1))
            assert list(faults()) == []


@pytest.mark.django_db
def test_books_agree_with_the_model():
    run_state_machine_as_test(
        BooksMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
