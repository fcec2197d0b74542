from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from funding.models import Balance, Books, BooksHead, Seal, Unsealed, Verification
from funding.posting import Move, post
from funding.proof import faults
from funding.sealing import BATCH, seal
from jobs.due import take_due
from jobs.models import Due, Job
from jobs.outbox import TASKS, run_waiting
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.factories import a_community, a_person
from tests.funding.factories import a_fund, a_posting, an_account, the_account

pytestmark = pytest.mark.django_db


def some_entries(count):
    cash = an_account(a_fund())
    grant = an_account(cash.fund)
    for n in range(count):
        post(a_posting(Move(cash, grant, n + 1)))


def test_one_job_waits_however_many_entries_do():
    north, south = a_community("north"), a_community("south")
    for town in (north, south):
        with in_community(town.pk):
            some_entries(3)
    jobs = Job.objects.filter(task="funding.seal")
    assert sorted(jobs.values_list("args", flat=True)) == sorted([[north.pk], [south.pk]])
    run_waiting()
    for town in (north, south):
        with in_community(town.pk):
            assert Unsealed.objects.count() == 0
            assert Seal.objects.count() == 3
    assert list(BooksHead.objects.values_list("seq", flat=True)) == [3, 3]


def test_a_full_batch_asks_for_the_next():
    north = a_community("north")
    with in_community(north.pk):
        cash = an_account(a_fund())
        grant = an_account(cash.fund)
        post(*(a_posting(Move(cash, grant, 1)) for _ in range(BATCH + 1)))
    assert run_waiting() == 2
    with in_community(north.pk):
        assert Seal.objects.count() == BATCH + 1
        assert list(BooksHead.objects.order_by("seq").values_list("seq", flat=True)) == [BATCH, BATCH + 1]
        assert list(faults()) == []


def test_the_sweep_finds_what_no_job_asks_for():
    north, _south = a_community("north"), a_community("south")
    with in_community(north.pk):
        some_entries(1)
    Job.objects.all().delete()
    take_due()
    Due.objects.filter(kind="funding.sweep").update(next_at=timezone.now() - timedelta(seconds=1))
    take_due()
    run_waiting()
    with in_community(north.pk):
        assert Seal.objects.count() == 1


def test_books_are_proved_every_night_at_the_communitys_three():
    north = a_community("north")
    due = Due.objects.get(kind="funding.verify", community=north.pk)
    assert (due.next_at.hour, due.next_at.minute) == (3, 0)
    with in_community(north.pk):
        some_entries(2)
        seal()
    TASKS["funding.verify"](north.pk)
    with in_community(north.pk):
        assert [(v.seq, v.fault) for v in Verification.objects.all()] == [(2, "")]


def test_the_command_proves_one_community_or_all():
    for slug in ("north", "south"):
        with in_community(a_community(slug).pk):
            some_entries(2)
            seal()
    proved = "verified up to entry 2: chain, balances, limits, heads\n"
    said = StringIO()
    call_command("verify_books", stdout=said)
    assert said.getvalue() == (
        f"north: {proved}south: {proved}between communities: 0 debts, told alike in both books\n"
    )
    said = StringIO()
    call_command("verify_books", "south", stdout=said)
    assert said.getvalue() == f"south: {proved}"
    with pytest.raises(CommandError, match="no community east"):
        call_command("verify_books", "east")


def test_the_command_names_the_first_bad_row():
    with in_community(a_community("north").pk):
        some_entries(2)
        seal()
        balance = an_account(a_fund()).pk
        Balance.objects.create(pk=balance, balance=1, held_in=0, held_out=0)
    said = StringIO()
    with pytest.raises(CommandError, match="not as they were written: 1"):
        call_command("verify_books", stdout=said)
    told = "a sealed balance is not the sum of its transfers"
    assert said.getvalue().splitlines()[0] == f"north: {told} (balance.balance) (row {balance})"
    with as_person(a_person("founder-of-north").pk):
        assert [one.params["fault"] for one in Notice.objects.filter(kind="funding.fault")] == [
            f"{told} (balance.balance)"
        ]


def test_a_new_community_has_books_of_its_own_in_its_language():
    north = a_community("north")
    with in_community(north.pk):
        assert Books.objects.get().pk == north.pk
        assert the_account("bank").name == "Bank"
        assert the_account("bank").fund.name == "General fund"
