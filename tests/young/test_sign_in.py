"""Coming in by a class code: whatever does not fit, the answer is the same; a script is stopped at page and API."""

from datetime import timedelta
from itertools import count

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone

from accounts.models import Person
from communities.actions import end_membership
from learners.young import limits
from learners.young.actions import change_class, renew_code
from learners.young.models import ClassCode, SchoolClass, Tries
from notices.models import Notice
from tenancy.scope import as_person, in_community
from tests.communities.factories import a_browser, an_api, text_of
from tests.factories import a_community, a_person
from tests.learners.factories import a_guardianship
from tests.young.factories import a_card, a_class, a_young_browser, a_young_learner, wrong

pytestmark = pytest.mark.django_db
SAME = "These do not belong together. Look at your card and try again, or ask your teacher."


@pytest.fixture
def wren():
    return a_young_learner(a_class(a_community("north")))


def as_json(card):
    """The same for the API."""
    return {
        "code": card["code"], "called": card["called"], "pictures": [card[f"picture{number}"] for number in (1, 2, 3)],
    }  # fmt: skip


def by_page(card, client=None):
    return (client or a_browser()).post("/class/", card)


def by_api(card, client=None):
    return (client or an_api()).post("/api/v1/class-sign-in/", as_json(card), format="json")


def test_a_child_comes_in_and_finds_their_own_page(wren):
    client = a_young_browser(wren)
    assert client.get("/me/").status_code == client.get("/c/north/").status_code == 200


def test_a_child_comes_in_by_the_api(wren):
    client = an_api()
    answer = by_api(a_card(wren), client)
    assert (answer.status_code, answer.json()) == (200, {"person": str(wren.learner.person_id)})
    assert client.get("/api/v1/c/north/membership/").json()["display_name"] == "Wren Ash"


def test_capitals_and_gaps_do_not_count(wren):
    code = wren.learner.school_class.code.lower()
    assert by_page(a_card(wren, code=f" {code[:3]}-{code[3:]}", called="  wREN ")).status_code == 302


@pytest.mark.parametrize(("send", "status"), [(by_page, 422), (by_api, 401)])
def test_whatever_does_not_fit_the_answer_is_the_same(wren, send, status):
    other = a_young_learner(a_class(a_community("south")), "Robin")
    foreign = a_card(wren, code=other.learner.school_class.code)
    for card in (wrong(wren), a_card(wren, called="Robin"), a_card(wren, code="CDFGHJ"), foreign):
        answer = send(card)
        assert answer.status_code == status
        assert SAME in (text_of(answer) if send is by_page else answer.json()["detail"])


def test_as_much_is_computed_whether_or_not_there_is_such_a_child(wren, monkeypatch):
    computed = count()
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *a, **k: (next(computed), encode(*a, **k))[1])
    by_page(a_card(wren, called="Robin"))  # the first time it makes what it compares with
    before = next(computed)
    for number, card in enumerate((wrong(wren), a_card(wren, called="Robin"), a_card(wren, code="CDFGHJ")), 1):
        by_page(card)
        assert next(computed) == before + 2 * number


def test_a_closed_class_an_ended_membership_and_an_old_code_let_nobody_in(wren):
    klass = wren.learner.school_class
    with in_community(klass.community_id):
        change_class(klass, ends_on=timezone.localdate() - timedelta(days=1))
    assert by_page(a_card(wren)).status_code == 422
    with in_community(klass.community_id):
        change_class(klass, ends_on=timezone.localdate())
        fresh = renew_code(klass).code
    assert by_page(a_card(wren)).status_code == 422
    assert by_page(a_card(wren, code=fresh)).status_code == 302
    with in_community(klass.community_id):
        end_membership(wren.learner.membership)
    assert by_page(a_card(wren, code=fresh)).status_code == 422


@pytest.mark.parametrize("send", [by_page, by_api])
def test_a_secret_is_guessed_five_times_then_after_waits_that_double(wren, send):
    answers = [send(wrong(wren)).status_code for _ in range(5)]
    assert answers == [422 if send is by_page else 401] * 4 + [429]
    assert send(a_card(wren)).status_code == 429  # even the right one has to wait
    assert Tries.objects.get().failed == 5
    Tries.objects.update(wait_until=timezone.now())
    late = send(wrong(wren))
    assert (late.status_code, late["Retry-After"]) == (429, "120")
    Tries.objects.update(wait_until=timezone.now())
    send(a_card(wren))
    assert not Tries.objects.exists()


def test_ten_failures_lock_a_name_and_guardian_and_teacher_are_told(wren):
    north = wren.learner.community
    Person.objects.filter(pk=wren.learner.person_id).update(username="wren")
    a_guardianship(north, "gus", "wren")
    for _ in range(10):
        by_page(wrong(wren))
        Tries.objects.update(wait_until=None)
    answer = by_page(a_card(wren))
    assert answer.status_code == 429
    assert "for a new secret" in text_of(answer)
    for username in ("gus", "founder-of-north"):
        with as_person(a_person(username).pk):
            assert [one.kind for one in Notice.objects.all()] == ["young.locked"]
    teacher = a_browser(a_person("founder-of-north"))
    assert "Locked" in text_of(teacher.get(f"/c/north/classes/{wren.learner.school_class_id}/"))
    assert "Locked" in text_of(a_browser(a_person("gus")).get(f"/me/children/{wren.learner.person_id}/sign-in/"))


def test_a_name_that_nobody_has_is_locked_just_the_same(wren):
    for _ in range(10):
        by_page(a_card(wren, called="Nobody"))
        Tries.objects.update(wait_until=None)
    assert "for a new secret" in text_of(by_page(a_card(wren, called="Nobody")))


@pytest.mark.parametrize("send", [by_page, by_api])
def test_a_script_that_tries_names_from_one_address_is_stopped(wren, send):
    answers = [send(a_card(wren, called=f"name{number}")).status_code for number in range(21)]
    assert (answers[19] == 429, answers[20]) == (False, 429)
    assert send(a_card(wren)).status_code == 429


def test_a_script_that_tries_codes_is_stopped(wren):
    codes = [f"CDFG{first}{second}" for first in "HJKMN" for second in "HJKMN"]
    answers = [by_page(a_card(wren, code=code)).status_code for code in codes[:21]]
    assert answers == [422] * 20 + [429]


def test_many_addresses_do_not_try_one_code_without_end():
    waits = [limits.take(address=f"10.0.0.{number}", code="CDFGHJ").wait for number in range(101)]
    assert waits[:100] == [0] * 100
    assert 0 < waits[100] <= 3601
    assert limits.take(address="10.0.1.1", code="CDFGHK").wait == 0


def test_a_class_comes_in_from_one_address(wren):
    for _ in range(22):
        a_young_browser(wren)


def test_without_a_cache_each_name_still_has_its_few_tries(wren, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    assert [by_page(wrong(wren)).status_code for _ in range(6)] == [422] * 4 + [429] * 2


def test_an_incomplete_form_is_no_try(wren):
    answer = by_page(a_card(wren, picture2=""))
    assert (answer.status_code, Tries.objects.count()) == (422, 0)
    assert "Choose a picture in each row" in text_of(answer)


def test_codes_are_known_by_their_community_alone(wren):
    south = a_community("south")
    with in_community(south.pk):
        assert not SchoolClass.objects.exists()
    assert ClassCode.objects.get().community == wren.learner.community
