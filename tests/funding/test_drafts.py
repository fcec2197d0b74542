"""Drafts: one writes, another answers; approved, they are in the books under their own id with their files."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.governance.actions import decide_setting
from funding.actions import approve_draft, attach_to_draft, draft_entry, open_learner_fund, refuse_draft
from funding.models import Attachment, Draft, Entry
from funding.posting import Move
from funding.queries import balance_of
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, queries, text_of
from tests.factories import a_member
from tests.files.factories import a_pdf
from tests.funding.factories import TODAY, a_fund, an_account

pytestmark = pytest.mark.django_db
PAGE, API = "/c/north/money/drafts/", "/api/v1/c/north/money/drafts/"


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def place(towns):
    """Tom, a teacher, drafts; Ann and Kim keep the books; a draft of the south could leak."""
    towns.tom = a_member(towns.north, "tom", "teacher")
    towns.kim = a_member(towns.north, "kim", "administrator")
    with in_community(towns.south.pk):
        moves = [Move(towns.their_bank, towns.theirs.transfers.get().credit, 5)]
        sue = a_member(towns.south, "sue").person
        towns.their_draft = draft_entry(id=uuid7(), moves=moves, effective_on=TODAY, memo="Their nets", by=sue)
    return towns


def drafted(place, amount=700, memo="Chalk", by=None, **more):
    with in_community(place.north.pk):
        moves = [Move(place.people, place.bank, amount)]
        return draft_entry(id=uuid7(), moves=moves, effective_on=TODAY, memo=memo, by=(by or place.tom).person, **more)


def a_form(place, **changed):
    return {
        "id": str(uuid7()), "effective_on": str(TODAY), "memo": "Chalk", "source": "", "kind": "expense", "note": "As asked",
        "count": "3", "debit_1": str(place.people.pk), "credit_1": str(place.bank.pk), "amount_1": "7.00",
        "debit_2": "", "credit_2": "", "amount_2": "",
    } | changed  # fmt: skip


def test_one_writes_it_and_another_approves_it_into_the_books(place):
    tom, ann = a_browser(place.tom), a_browser(place.ann)
    form = a_form(place)
    page = f"{PAGE}{form['id']}/"
    for _ in range(2):
        assert tom.post(f"{PAGE}new/", form)["Location"] == page
    assert (
        tom.post(f"{page}files/add/", {"file": a_pdf(), "name": "The bill", "audience": "members"}).status_code == 302
    )
    with in_community(place.north.pk):
        assert balance_of(place.people.pk).balance == 0
    assert tom.post(f"{page}approve/").status_code == 403
    shown = text_of(ann.get(page))
    assert "As asked" in shown
    assert "The bill" in shown
    for _ in range(2):
        assert ann.post(f"{page}approve/")["Location"] == f"/c/north/money/entries/{form['id']}/"
    with in_community(place.north.pk):
        assert balance_of(place.people.pk).balance == 700
        entry = Entry.objects.get(pk=form["id"])
        assert (entry.kind, entry.memo, entry.actor_id) == ("expense", "Chalk", place.ann.pk)
        assert [one.name for one in Attachment.objects.filter(entry=entry)] == ["The bill"]
    assert "It is in the books." in text_of(tom.get(page))
    with as_person(place.ann.pk):
        assert Notice.objects.filter(kind="funding.drafted").count() == 1
    with as_person(place.tom.person_id):
        assert Notice.objects.filter(kind="funding.answered").count() == 1


def test_nobody_approves_their_own(place):
    draft = drafted(place, by=place.kim)
    page = f"{PAGE}{draft.pk}/"
    shown = text_of(a_browser(place.kim).post(f"{page}approve/", follow=True))
    assert "You drafted it: somebody else approves it." in shown
    assert an_api(place.kim).post(f"{API}{draft.pk}/approval/").status_code == 409
    with in_community(place.north.pk):
        assert not Entry.objects.filter(pk=draft.pk).exists()
        with pytest.raises(IntegrityError, match="approved_by_another"), transaction.atomic():
            Draft.objects.filter(pk=draft.pk).update(
                state="approved", answered_by=place.kim.person, answered_at=timezone.now()
            )


def test_it_is_refused_with_a_reason_or_withdrawn_and_then_answered(place):
    draft, other = drafted(place), drafted(place, memo="Paper")
    ann, tom = a_browser(place.ann), a_browser(place.tom)
    assert "Say why." in text_of(ann.post(f"{PAGE}{draft.pk}/refuse/", {"reason": " "}, follow=True))
    ann.post(f"{PAGE}{draft.pk}/refuse/", {"reason": "Bought twice"})
    assert "Bought twice" in text_of(tom.get(f"{PAGE}{draft.pk}/"))
    assert tom.post(f"{PAGE}{draft.pk}/refuse/", {"reason": "x"}).status_code == 403
    assert "Only whoever drafted it" in text_of(ann.post(f"{PAGE}{other.pk}/withdraw/", follow=True))
    tom.post(f"{PAGE}{other.pk}/withdraw/")
    for one in (draft, other):
        answer = text_of(ann.post(f"{PAGE}{one.pk}/approve/", follow=True))
        assert "This draft was answered already." in answer
    with in_community(place.north.pk):
        assert Entry.objects.count() == 1
        with pytest.raises(Refused, match="answered already"):
            attach_to_draft(other, file=a_pdf(), by=place.tom.person)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"debit_1": ""}, "Choose both accounts of this line."),
        ({"amount_1": "seven"}, "Write an amount of more than zero."),
        ({"amount_1": "0"}, "Write an amount of more than zero."),
        ({"amount_1": "92233720368547758.08"}, "An amount is out of range."),
        ({"debit_1": "", "credit_1": "", "amount_1": ""}, "An entry needs a transfer."),
        ({"memo": ""}, "This field is required."),
    ],
)
def test_a_draft_that_cannot_be_says_why_and_leaves_nothing(place, changed, told):
    answer = a_browser(place.tom).post(f"{PAGE}new/", a_form(place, **changed))
    assert answer.status_code == 422
    assert told in text_of(answer)
    with in_community(place.north.pk):
        assert Draft.objects.count() == 0


def test_more_lines_keep_what_was_written_and_lines_of_two_funds_are_refused(place):
    tom = a_browser(place.tom)
    shown = tom.post(f"{PAGE}new/", a_form(place, more="1")).content.decode()
    assert 'name="amount_6"' in shown
    assert 'value="7.00"' in shown
    with in_community(place.north.pk):
        other = an_account(a_fund("Trips"), kind="expense")
        with pytest.raises(Refused, match="another fund or currency"):
            draft_entry(
                id=uuid7(), moves=[Move(other, place.bank, 5)], effective_on=TODAY, memo="x", by=place.tom.person
            )
    answer = tom.post(f"{PAGE}new/", a_form(place, debit_1=str(other.pk)))
    assert "Both accounts are of one fund and one currency." in text_of(answer)


def test_members_see_their_own_drafts_keepers_all_and_nobody_those_of_others_places(place):
    mine, kims = drafted(place, memo="Chalk"), drafted(place, memo="Wages", by=place.kim)
    tom, ann = text_of(a_browser(place.tom).get(PAGE)), text_of(a_browser(place.ann).get(PAGE))
    assert ["Chalk" in tom, "Wages" in tom, "Chalk" in ann, "Wages" in ann] == [True, False, True, True]
    assert "Their nets" not in ann
    browser = a_browser(place.ann)
    for pk, status in ((mine.pk, 200), (kims.pk, 200), (place.their_draft.pk, 404)):
        assert browser.get(f"{PAGE}{pk}/").status_code == status
    assert a_browser(place.tom).get(f"{PAGE}{kims.pk}/").status_code == 404
    assert a_browser(a_member(place.north, "lea", "learner")).get(PAGE).status_code == 403


def test_a_member_drafts_nothing_on_a_learners_fund(place):
    bo = a_member(place.north, "bo", "learner")
    with in_community(place.north.pk):
        fund = open_learner_fund(bo, name="Boats for Bo", currency="EUR", purpose="x", id=uuid7())
        account = fund.accounts.filter(kind="expense").first()
    assert "Boats for Bo" not in a_browser(place.tom).get(f"{PAGE}new/").content.decode()
    line = {"debit": str(account.pk), "credit": str(place.bank.pk), "amount": 5}
    asked = {"effective_on": str(TODAY), "memo": "x", "lines": [line]}
    assert an_api(place.tom).post(API, asked, format="json").status_code == 400


def test_two_people_are_enough_for_what_nobody_spends_alone(place):
    with in_community(place.north.pk):
        decide_setting("spending", {"two_from": 10_000, "currency": "EUR"}, by=place.ann, reason="Four eyes.")
    draft = drafted(place, amount=90000)
    with in_community(place.north.pk):
        approve_draft(draft, by=place.ann)
        assert balance_of(place.people.pk).balance == 90000


def test_the_api_drafts_approves_refuses_and_withdraws(place):
    tom, ann = an_api(place.tom), an_api(place.ann)
    line = {"debit": str(place.people.pk), "credit": str(place.bank.pk), "amount": 700}
    ids = [str(uuid7()) for _ in range(3)]
    for one in ids:
        asked = {"id": one, "effective_on": str(TODAY), "memo": "Chalk", "lines": [line]}
        assert tom.post(API, asked, format="json").status_code == 201
    assert tom.post(API, asked | {"memo": "Other"}, format="json").status_code == 409
    assert tom.post(f"{API}{ids[0]}/approval/").status_code == 403
    assert [ann.post(f"{API}{ids[0]}/approval/").json()["id"] for _ in range(2)] == [ids[0]] * 2
    assert ann.post(f"{API}{ids[1]}/refusal/", {"reason": "Twice"}, format="json").json()["state"] == "refused"
    assert tom.post(f"{API}{ids[2]}/files/", {"file": a_pdf()}, format="multipart").status_code == 201
    assert tom.delete(f"{API}{ids[2]}/").json()["state"] == "withdrawn"
    assert {one["state"] for one in tom.get(API).json()["results"]} == {"approved", "refused", "withdrawn"}
    assert ann.get(f"{API}{place.their_draft.pk}/").status_code == 404


def test_a_closed_period_takes_no_draft(place, client):
    draft = drafted(place)
    assert client.post("/c/north/money/closing/", {"through": str(TODAY)}).status_code == 302
    with in_community(place.north.pk), pytest.raises(Refused, match="closed for that day"), transaction.atomic():
        approve_draft(draft, by=place.ann)
    with in_community(place.north.pk):
        assert Draft.objects.get().state == "waiting"
        refuse_draft(draft, reason="Too late", by=place.ann)


def test_the_list_asks_as_much_for_thirty_drafts(place):
    drafted(place)
    browser = a_browser(place.ann)
    before = queries(browser, PAGE)
    for number in range(30):
        drafted(place, amount=number + 1)
    assert queries(browser, PAGE) == before
