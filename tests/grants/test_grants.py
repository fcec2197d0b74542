"""A grant has a fund of its own, comes in instalments, asks for something, and is reported on."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from funding.actions import record_expense, reverse_entry
from funding.grants.actions import (
    add_condition,
    drafted,
    expect_instalment,
    expect_report,
    receive_instalment,
    say_of,
    send_report,
    tell_due,
)
from funding.grants.models import Condition, Grant, Report
from funding.grants.queries import grants, spent_on, standings
from funding.models import Fund
from funding.usual import usual_account
from jobs.due import take_due
from jobs.models import Due as DueTime
from jobs.outbox import run_waiting
from notices.kinds import words_of
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_keyholder
from tests.factories import a_community, a_member
from tests.grants.factories import a_grant_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def north():
    south, north = a_community("south"), a_community("north")
    with in_community(south.pk):
        theirs = a_grant_of("Their boat")
        came(theirs, 9999)
        expect_report(theirs, due_on=TODAY, about="Theirs")
    with in_community(north.pk):
        yield north


def came(grant, amount, on=date(2026, 2, 3)):
    part = expect_instalment(grant, due_on=date(2026, 2, 1), amount=amount)
    return part, receive_instalment(part, id=uuid7(), on=on)


def bought(grant, amount, usual="materials"):
    account = usual_account(usual, fund=grant.fund, currency=grant.currency)
    return record_expense(account=account, amount=amount, to_whom="Pia", on=date(2026, 3, 1), id=uuid7())


def standing(grant):
    [found] = standings(list(grants().filter(pk=grant.pk)))
    return found


def test_a_grant_opens_a_restricted_fund_and_is_written_down_once(north):
    key = uuid7()
    first, again = (a_grant_of("Garden", id=key) for _ in range(2))
    assert first == again
    fund = Fund.objects.get(name="Garden")
    assert (fund.pk, fund.is_restricted, fund.purpose) == (key, True, "A greenhouse")
    with pytest.raises(Refused, match="a fund of this name"):
        a_grant_of("Garden")
    with pytest.raises(Refused, match="with other details"):
        a_grant_of("Garden", id=key, amount=5)


def test_an_instalment_comes_once_into_the_grants_own_fund(north):
    grant = a_grant_of()
    part = expect_instalment(grant, due_on=date(2026, 2, 1), amount=4000)
    key = uuid7()
    for _ in range(2):
        entry = receive_instalment(part, id=key, on=date(2026, 2, 3))
    assert entry.transfers.get().fund_id == grant.fund_id
    with pytest.raises(Refused, match="came already"):
        receive_instalment(part, id=uuid7(), on=date(2026, 2, 3))
    assert standing(grant).received == 4000
    reverse_entry(entry, id=uuid7(), on=date(2026, 2, 4))
    assert standing(grant).received == 0
    receive_instalment(part, id=uuid7(), on=date(2026, 2, 5))
    assert standing(grant).received == 4000


def test_instalments_are_no_more_than_what_was_promised(north):
    grant = a_grant_of(amount=100)
    expect_instalment(grant, due_on=TODAY, amount=60)
    with pytest.raises(Refused, match="more than the grant"):
        expect_instalment(grant, due_on=TODAY, amount=41)
    for wrong in (0, -1, 2**63):
        with pytest.raises(Refused):
            expect_instalment(grant, due_on=TODAY, amount=wrong)


def test_what_was_spent_is_what_left_the_grants_fund_line_by_line(north):
    grant, other = a_grant_of(), a_grant_of()
    came(grant, 5000)
    bought(grant, 300)
    bought(grant, 20, "transport")
    bought(other, 7777)
    assert [(one.account.name, one.posted, one.held) for one in spent_on(grant)] == [
        ("Learning materials", 300, 0), ("Transport", 20, 0),
    ]  # fmt: skip
    found = standing(grant)
    assert (found.received, found.spent, found.left) == (5000, 320, 4680)


def test_a_condition_is_met_with_what_shows_it(north):
    one = add_condition(a_grant_of(), text="Open to neighbours")
    by = a_keyholder(north).person
    with pytest.raises(Refused, match="what shows"):
        say_of(one, met_on=TODAY, evidence=" ", by=by)
    say_of(one, met_on=TODAY, evidence="A sign at the gate", by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Condition.objects.update(evidence="")
    say_of(one, met_on=None, evidence="x", by=by)
    assert (Condition.objects.get().met_on, Condition.objects.get().evidence) == (None, "")


def test_a_report_is_drafted_from_what_was_spent_and_kept_as_it_was_sent(north):
    grant, by = a_grant_of("Garden"), a_keyholder(north)
    came(grant, 5000)
    bought(grant, 300)
    say_of(add_condition(grant, text="Open to all"), met_on=TODAY, evidence="A sign", by=by.person)
    due = expect_report(grant, due_on=TODAY, about="The half-year")
    draft = drafted(due)
    for said in ("Garden: The half-year", "€50.00 came and €3.00 was spent", "Learning materials: €3.00", "A sign"):
        assert said in draft
    first = send_report(due, text=draft, sent_on=TODAY, by=by)
    bought(grant, 50)
    second = send_report(due, text="More.", sent_on=TODAY, by=by)
    assert (first.number, second.number) == (1, 2)
    assert first.spent == [{"line": "5200 Learning materials", "posted": 300, "held": 0}]
    assert second.spent[0]["posted"] == 350
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Report.objects.update(text="Other")
    with pytest.raises(Refused, match="Write the report"):
        send_report(due, text=" ", sent_on=TODAY, by=by)
    with pytest.raises(Refused, match="expected that day"):
        expect_report(grant, due_on=TODAY, about="The half-year")


def told(member):
    with as_person(member.person_id):
        return sorted(words_of(one.kind, one.params) for one in Notice.objects.filter(kind__startswith="grants."))


def test_who_keeps_the_books_is_told_once_of_what_is_due(north):
    grant, keeper, other = a_grant_of("Garden"), a_keyholder(north), a_member(north, "tea", "teacher")
    came(grant, 10)
    expect_instalment(grant, due_on=TODAY - timedelta(1), amount=500)
    expect_instalment(grant, due_on=TODAY + timedelta(1), amount=600)
    expect_report(grant, due_on=TODAY + timedelta(14), about="Soon")
    expect_report(grant, due_on=TODAY + timedelta(15), about="Later")
    sent = expect_report(grant, due_on=TODAY, about="Sent")
    send_report(sent, text="All of it.", sent_on=TODAY, by=keeper)
    for _ in range(2):
        tell_due(today=TODAY)
    assert told(keeper) == [
        "Garden: the report “Soon” is due on Jun 15, 2026",
        "Garden: €5.00 was expected on May 31, 2026 and has not come",
    ]
    assert told(other) == []
    tell_due(today=TODAY + timedelta(15))
    assert "Garden: the report “Soon” was due on Jun 15, 2026" in told(keeper)


def test_it_is_looked_at_every_morning(north):
    expect_report(a_grant_of(), due_on=timezone.localdate(), about="Now")
    mine = DueTime.objects.filter(kind="grants.due", community=north.pk)
    DueTime.objects.update(next_at=timezone.now() + timedelta(days=1))
    mine.update(next_at=timezone.now() - timedelta(minutes=1))
    take_due()
    run_waiting()
    assert len(told(a_keyholder(north))) == 1


def test_a_grant_of_another_community_is_none_here(north):
    mine = a_grant_of()
    assert [one.pk for one in Grant.objects.all()] == [mine.pk]
    with in_community(a_community("east").pk):
        theirs = a_grant_of()
    with in_community(north.pk), pytest.raises(IntegrityError), transaction.atomic():
        Condition.objects.create(grant=theirs, text="x")
