"""Asking to pay less, and deciding on it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from communities.governance.actions import decide_setting
from files.models import StoredFile
from funding.income.actions import ask_to_pay_less, confirm_request, decline_request, grant_request, record_payments
from funding.income.actions.hardship import forget_old_requests
from funding.income.models import Charge, ChargeRun, HardshipRequest, Reduction
from funding.models import Entry
from funding.queries import balance_of
from learners.models import AccessLog
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.factories import a_member, a_person
from tests.funding.factories import the_account
from tests.income.factories import a_fee, charged, less
from tests.learners.factories import a_guardianship

YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
HALF = {"free_place": False, "two_people": False, "situations": [{"situation": "No work", "percent": 50}]}


@pytest.fixture
def kit(towns):
    a_member(towns.north, "lea", "learner")
    a_member(towns.south, "sam", "learner")
    return a_member(towns.north, "kit", "learner").person


@pytest.fixture
def north(towns, kit):
    with in_community(towns.north.pk):
        yield towns.north


def ruled(**said):
    decide_setting("hardship", {**HALF, **said}, by=a_person("ann"), reason="So.")


def of(run, name="kit"):
    return Charge.objects.get(run=run, person__username=name)


def test_only_the_lowered_fee_is_charged_and_posted(towns, north, kit):
    ruled()
    less(kit, by=towns.ann, choice="0")
    run = charged(a_fee(), towns.ann)
    assert (of(run).amount, of(run, "lea").amount, run.total) == (4924, 9847, 4924 + 9847)
    assert balance_of(the_account("fees").pk).balance == -run.total
    assert (Reduction.objects.get().full, Reduction.objects.get().amount) == (9847, 4924)


def test_a_fee_due_outside_its_time_is_charged_in_full(towns, north, kit):
    less(kit, by=towns.ann, until=date(2026, 4, 30))
    assert of(charged(a_fee(), towns.ann)).amount == 9847


def test_what_is_open_is_lowered_at_once_down_to_what_was_paid(towns, north, kit):
    run = charged(a_fee(), towns.ann)
    record_payments({of(run).pk: 1000}, on=date(2026, 4, 1), id=uuid7(), by=towns.ann)
    less(kit, by=towns.ann)
    assert (of(run).amount, of(run).open, ChargeRun.objects.get().total) == (1000, 0, 9847 + 1000)
    assert balance_of(the_account("receivable").pk).balance == 9847
    assert {one.memo for one in Entry.objects.all()} == {"Materials"}


def test_the_most_of_several_holds_and_a_later_one_lowers_from_the_full_fee(towns, north, kit):
    ruled(free_place=True)
    run = charged(a_fee(), towns.ann)
    less(kit, by=towns.ann, choice="0")
    less(kit, by=towns.ann)
    assert (of(run).amount, Reduction.objects.get().full) == (0, 9847)


def test_where_two_decide_the_second_is_somebody_else(towns, north, kit):
    ruled(two_people=True)
    run = charged(a_fee(), towns.ann)
    asked = less(kit, by=towns.ann, choice="0")
    assert (asked.state, of(run).amount) == ("agreed", 9847)
    with pytest.raises(Refused):
        confirm_request(asked, by=towns.ann)
    confirm_request(asked, by=a_person("bea"))
    assert of(run).amount == 4924
    with pytest.raises(Refused):
        confirm_request(asked, by=a_person("bea"))


@pytest.mark.parametrize("wrong", [{"choice": "free"}, {"choice": "9"}, {"until": date(2025, 1, 1)}])
def test_what_the_rules_do_not_know_is_refused(towns, north, kit, wrong):
    ruled()
    asked = ask_to_pay_less(kit, by=kit, words="Please.")
    with pytest.raises(Refused):
        grant_request(asked, by=towns.ann, **{"choice": "0", **YEAR, **wrong})
    assert HardshipRequest.objects.get().state == "waiting"


def test_nobody_decides_on_their_own_request_or_their_childs(towns, north, kit):
    a_guardianship(north, "ann", "kit")
    for asker in (kit, towns.ann):
        asked = ask_to_pay_less(kit, by=asker, words="Please.")
        with pytest.raises(Refused):
            grant_request(asked, choice="free", by=towns.ann, **YEAR)
        with pytest.raises(Refused):
            decline_request(asked, by=towns.ann, answer="No.")


def test_one_asks_once_at_a_time_and_only_for_who_learns_here(towns, north, kit):
    asked = ask_to_pay_less(kit, by=kit, words="Please.")
    with pytest.raises(Refused):
        ask_to_pay_less(kit, by=kit, words="Please!")
    decline_request(asked, by=towns.ann, answer="Come and talk.")
    with pytest.raises(Refused):
        decline_request(asked, by=towns.ann, answer="No.")
    assert ask_to_pay_less(kit, by=kit, words="Again.").state == "waiting"
    with pytest.raises(Refused):
        ask_to_pay_less(a_person("sam"), by=a_person("sam"), words="Please.")


def test_rows_are_read_by_the_one_who_asked_and_in_their_community_alone(towns, north, kit):
    a_guardianship(north, "gus", "kit")
    a_guardianship(north, "eva", "kit")
    ask_to_pay_less(kit, by=a_person("gus"), words="I lost my work.")
    for name, seen in [("gus", 1), ("eva", 0), ("kit", 0), ("lea", 0)]:
        with as_person(a_person(name).pk):
            assert HardshipRequest.objects.count() == seen, name
    with in_community(towns.south.pk):
        assert (HardshipRequest.objects.count(), Reduction.objects.count()) == (0, 0)


def test_asked_granted_and_read_by_the_pages(client, towns, kit):
    a_guardianship(towns.north, "gus", "kit")
    gus, sheet = a_person("gus"), SimpleUploadedFile("note.txt", b"A letter of the office")
    with in_community(towns.north.pk):
        run = charged(a_fee(), towns.ann)
    client.force_login(gus)
    asked_at = f"/c/north/fees/help/{kit.pk}/"
    assert asked_at in client.get(f"/me/children/{kit.pk}/fees/").content.decode()
    assert client.post(asked_at, {"words": "I lost my work.", "file": sheet}).url == f"{asked_at}asked/"
    assert client.post(asked_at, {"words": "Twice."}).status_code == 422
    with as_person(gus.pk):
        request = HardshipRequest.objects.get()
    page = f"/c/north/money/fees/hardship/{request.pk}/"
    client.force_login(towns.ann)
    assert "I lost my work." in client.get(page).content.decode()
    assert b"".join(client.get(f"{page}files/note.txt").streaming_content) == b"A letter of the office"
    day = timezone.localdate()
    form = {"choice": "free", "since": "2026-01-01", "until": str(day + timedelta(days=300)), "answer": "Welcome."}
    assert client.post(f"{page}grant/", {**form, "choice": "7"}).status_code == 422
    assert client.post(f"{page}grant/", form).url == page
    with as_person(gus.pk):
        told = {(one.who_name, one.did) for one in AccessLog.objects.all() if "fees" in str(one.what)}
        assert told == {("ann", False), ("ann", True)}
    with as_person(kit.pk):
        assert not any("equest" in str(one.what) for one in AccessLog.objects.all())
        assert Charge.objects.get(run=run).amount == 0
    client.force_login(gus)
    shown = client.get(f"/me/children/{kit.pk}/fees/").content.decode()
    for words in ("I lost my work.", "Welcome.", "100 per cent less"):
        assert words in shown
    client.force_login(kit)
    shown = client.get("/me/fees/").content.decode()
    for words in ("I lost my work.", "Welcome.", "per cent less"):
        assert words not in shown


def test_what_an_old_request_came_with_is_gone_from_the_storage_too(towns, north, kit):
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 I lost my work.", "application/pdf")
    asked = ask_to_pay_less(kit, by=kit, words="Please.", file=letter)
    other = ask_to_pay_less(a_member(towns.north, "noa", "learner").person, by=towns.ann, words="Too.", file=letter)
    assert asked.file == other.file
    decline_request(asked, by=towns.ann, answer="No")
    HardshipRequest.objects.filter(pk=asked.pk).update(decided_at=timezone.make_aware(datetime(2026, 1, 5)))
    assert forget_old_requests(before=date(2026, 3, 1)) == 1
    assert StoredFile.objects.filter(pk=other.file_id).exists()  # the other one still stands on it
    HardshipRequest.objects.filter(pk=other.pk).update(
        decided_at=timezone.make_aware(datetime(2026, 1, 5)), state="declined"
    )
    assert forget_old_requests(before=date(2026, 3, 1)) == 1
    assert not StoredFile.objects.exists()


def test_old_requests_lose_their_words(towns, north, kit):
    old = less(kit, by=towns.ann, until=date(2026, 2, 1))
    HardshipRequest.objects.update(decided_at=timezone.make_aware(datetime(2026, 1, 5)))
    waiting = ask_to_pay_less(kit, by=kit, words="Please.")
    assert [forget_old_requests(before=date(2026, 2, day)) for day in (1, 2, 3)] == [0, 1, 0]
    assert HardshipRequest.objects.get(pk=waiting.pk).words == "Please."
    kept = HardshipRequest.objects.get(pk=old.pk)
    assert (kept.words, kept.answer, kept.percent) == ("", "", 100)
