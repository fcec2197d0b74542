"""From asking to paying, by others than who asked, and what it writes into the books."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from files.models import StoredFile
from funding.actions import confirm_expense, reverse_entry
from funding.between import take_back
from funding.expenses import actions
from funding.expenses.models import Request, Step
from funding.models import Entry
from funding.proof import faults
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tests.expenses.factories import a_draft_of, a_line, approved, asked, held, paid, pay, spent, state_of, with_rules
from tests.files.factories import a_pdf, a_picture, an_upload


def steps_of(request):
    return list(Step.objects.filter(request=request).order_by("at", "pk").values_list("what", flat=True))


def test_what_is_approved_is_held_and_then_paid(here):
    request = asked(here)
    assert (state_of(request), held(), spent()) == ("asked", 0, 0)
    actions.approve_request(request, by=here.ann.person, why="Good.")
    assert (state_of(request), held(), spent()) == ("approved", 1_000, 0)
    pay(here, request)
    assert (state_of(request), held(), spent()) == ("paid", 0, 1_000)
    assert steps_of(request) == ["asked", "approved", "paid"]
    assert list(faults()) == []


def test_nobody_approves_refuses_or_pays_their_own(here):
    own = asked(here, here.ann)
    for act in (actions.approve_request, actions.refuse_request):
        more = {"why": "Mine"} if act is actions.refuse_request else {}
        with pytest.raises(Refused, match="Nobody answers or pays their own"):
            act(own, by=here.ann.person, **more)
    actions.approve_request(own, by=here.bea.person)
    with pytest.raises(Refused, match="Nobody answers or pays their own"):
        actions.pay_request(own, id=uuid7(), on=timezone.localdate(), by=here.ann.person)
    assert (state_of(own), held(), spent()) == ("approved", 1_000, 0)


@pytest.mark.parametrize("what", ["approved", "paid"])
def test_the_database_lets_nobody_answer_their_own(here, what):
    own = asked(here, here.ann)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(request=own, what=what, by=here.ann.person)


def test_history_is_never_changed(here):
    request = asked(here)
    for change in (lambda rows: rows.update(why="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Step.objects.filter(request=request))


def test_from_the_limit_on_two_others_approve(here):
    with_rules(here, two_from=1_000)
    small, big = asked(here, here.mia, amount=999), asked(here, amount=1_000)
    actions.approve_request(small, by=here.ann.person)
    assert state_of(small) == "approved"
    actions.approve_request(big, by=here.ann.person)
    assert (state_of(big), held()) == ("asked", 999)
    with pytest.raises(Refused, match="somebody else is needed"):
        actions.approve_request(big, by=here.ann.person)
    actions.approve_request(big, by=here.bea.person)
    assert (state_of(big), held()) == ("approved", 1_999)
    pay(here, big)
    assert spent() == 1_000


def test_a_request_is_split_over_several_lines(here):
    lines = [(a_line(), 700), (a_line("food"), 300)]
    paid(here, lines=lines)
    assert (spent(), spent("food")) == (700, 300)
    for wrong in ([], [(a_line(), 1), (a_line(), 2)], [(a_line("grants"), 5)], [(a_line(), 2**63)], [(a_line(), 0)]):
        with pytest.raises(Refused):
            a_draft_of(here, lines=wrong)


def test_refusing_or_taking_back_frees_what_was_held(here):
    one, other, early = approved(here), approved(here, amount=500), asked(here)
    actions.refuse_request(one, by=here.bea.person, why="Already there.")
    assert (state_of(one), held()) == ("refused", 500)
    with pytest.raises(Refused, match="Only who asked"):
        actions.withdraw_request(other, by=here.ann.person)
    actions.withdraw_request(other, by=here.tom.person)
    assert (state_of(other), held(), spent()) == ("withdrawn", 0, 0)
    with pytest.raises(Refused, match="Say why"):
        actions.refuse_request(early, by=here.bea.person, why=" ")
    actions.refuse_request(early, by=here.bea.person, why="No.")
    for done in (one, other, early):
        with pytest.raises(Refused, match="not possible any more"):
            actions.approve_request(done, by=here.ann.person)
        with pytest.raises(Refused, match="not possible any more"):
            pay(here, done)
    assert Request.objects.get(pk=early.pk).answer == "No."


def test_paid_once_however_often_it_is_said(here):
    request, key = approved(here), uuid7()
    for _ in range(2):
        actions.pay_request(request, id=key, on=timezone.localdate(), by=here.bea.person)
    with pytest.raises(Refused, match="not possible any more"):
        pay(here, request)
    assert spent() == 1_000


def test_it_is_paid_on_a_day_since_it_was_held_and_up_to_today(here):
    request, today = approved(here), timezone.localdate()
    for wrong in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(Refused, match="up to today"):
            actions.pay_request(request, id=uuid7(), on=wrong, by=here.bea.person)
    assert (state_of(request), spent()) == ("approved", 0)


def test_a_hold_is_ended_where_the_request_is_answered(here):
    request = approved(here)
    hold = Entry.objects.get(pk=Request.objects.get(pk=request.pk).hold_id)
    told = {"id": uuid7(), "on": timezone.localdate()}
    for act in (take_back, confirm_expense):
        with pytest.raises(Refused, match="is paid or freed there"):
            act(hold, by=here.bea.person, **told)
    grant = Entry.objects.get(kind="grant")
    assert take_back(grant, by=here.bea.person, **told).reverses == grant
    assert held() == 1_000


def test_what_the_bank_took_back_meanwhile_is_not_paid_twice(here):
    request = approved(here)
    hold = Request.objects.get(pk=request.pk).hold
    reverse_entry(hold, id=uuid7(), on=timezone.localdate())
    with pytest.raises(Refused, match="reversed already"):
        pay(here, request)
    assert spent() == 0


def test_the_shops_name_goes_into_the_books_a_persons_does_not(here):
    bill, own = approved(here, kind="expense", payee="Mill & Co"), approved(here)
    found = [Entry.objects.get(pk=Request.objects.get(pk=one.pk).hold_id) for one in (bill, own)]
    assert [(one.memo, one.source) for one in found] == [("Seeds and pots", "Mill & Co"), ("Seeds and pots", "")]


def test_a_draft_is_rewritten_and_asked_once(here):
    draft = a_draft_of(here)
    with pytest.raises(Refused, match="Only who asked"):
        actions.ask_request(draft, by=here.ann.person)
    for _ in range(2):
        actions.ask_request(draft, by=here.tom.person)
    assert steps_of(draft) == ["asked"]
    with pytest.raises(Refused, match="not possible any more"):
        actions.remove_draft(draft, by=here.tom.person)
    other = a_draft_of(here)
    kept = actions.add_receipt(other, file=a_picture(), by=here.tom.person).file
    actions.remove_draft(other, by=here.tom.person)
    assert not Request.objects.filter(pk=other.pk).exists()
    assert not StoredFile.objects.filter(pk=kept.pk).exists()


def test_receipts_are_pictures_or_pdf_and_stay_once_asked(here):
    draft = a_draft_of(here)
    first = actions.add_receipt(draft, file=a_picture(), by=here.tom.person)
    assert actions.add_receipt(draft, file=a_picture(), by=here.tom.person) == first
    assert first.file.audience == "private"
    other = actions.add_receipt(draft, file=a_pdf(), by=here.tom.person)
    with pytest.raises(Refused, match="not taken here"):
        actions.add_receipt(draft, file=an_upload("notes.txt", b"Bought seeds."), by=here.tom.person)
    with pytest.raises(Refused, match="Only who asked"):
        actions.add_receipt(draft, file=a_pdf(more=b"x"), by=here.ann.person)
    gone = other.file
    actions.remove_receipt(other, by=here.tom.person)
    assert not StoredFile.objects.filter(pk=gone.pk).exists()
    actions.ask_request(draft, by=here.tom.person)
    with pytest.raises(Refused, match="not possible any more"):
        actions.remove_receipt(first, by=here.tom.person)
    assert draft.receipts.count() == 1


def test_what_is_still_to_come_is_no_expense(here):
    late = a_draft_of(here, spent_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused, match="ask for an advance"):
        actions.ask_request(late, by=here.tom.person)
    nobody = a_draft_of(here, kind="expense", payee="")
    with pytest.raises(Refused, match="to whom it is paid"):
        actions.ask_request(nobody, by=here.tom.person)
