"""Guardians agree for children, children say yes themselves as soon as they are old enough, and each sees the other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from communities.actions import note_birth
from communities.models import Membership
from learners.actions import end_guardianship, record_guardianship
from learners.ages import UNKNOWN, Ages, age_on, ages_of, day_of_age
from learners.consents.actions import agree, revoke, save_profile
from learners.consents.models import Consent
from learners.consents.tasks import daily
from learners.guardianship import NotGuardian, as_guardian
from learners.models import AccessLog, Guardianship, GuardianshipRecord
from learners.queries import children
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.consents.factories import a_consent, as_guardian_of, as_learner, born, say, shared
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
BOATS = [("ines", "teaching", {"interests": "Boats"})]


def today():
    return timezone.localdate()


def years_ago(years, day=None):
    return day_of_age(day or today(), -years)


@pytest.fixture
def north():
    """In Ireland, where one consents alone from sixteen: marta and omar look after ines, omar after bo too."""
    north = a_community("north", country="IE")
    for guardian, child in (("marta", "ines"), ("omar", "ines"), ("omar", "bo")):
        a_guardianship(north, guardian, child)
    say("ines", interests="Boats")
    return north


def told(username):
    with as_person(a_person(username).pk):
        return [one.kind for one in Notice.objects.order_by("created_at")]


def seen_by(username):
    with as_person(a_person(username).pk):
        return {(one.who_name, str(one.what)) for one in AccessLog.objects.all()}


def test_a_small_child_is_spoken_for_and_sees_it(north):
    born(north, "ines", years_ago(6))
    with pytest.raises(Refused, match="your guardian decides"):
        a_consent(north, "ines")
    consent = a_consent(north, "ines", guardian="marta")
    assert (consent.holds, consent.needs_own, consent.guardian_name, shared(north)) == (True, False, "marta", BOATS)
    with as_learner("ines") as who, pytest.raises(Refused, match="your guardian decides"):
        agree(who, pk=consent.pk)
    with as_learner("ines"), pytest.raises(IntegrityError, match="own_word_from"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(own_at=timezone.now())
    assert ("marta", "Agreed for you: North, Teaching and support") in seen_by("ines")
    assert seen_by("bo") == set()


@pytest.mark.parametrize("first", ["ines", "marta"])
def test_between_assent_and_consent_both_speak_and_nothing_is_shared_before(north, first):
    born(north, "ines", years_ago(10))
    consent = a_consent(north, "ines", guardian="" if first == "ines" else first)
    assert (consent.holds, shared(north)) == (False, [])
    assert (told("ines"), told("marta"), told("omar")) == (
        ([], ["consents.waits"], ["consents.waits"]) if first == "ines" else (["consents.waits"], [], [])
    )
    say("ines", interests="Ships")
    assert shared(north) == []
    with as_guardian_of("ines", "omar") if first == "ines" else as_learner("ines") as who:
        assert agree(who, pk=consent.pk).holds
    assert shared(north) == [("ines", "teaching", {"interests": "Ships"})]
    with as_guardian_of("ines", "marta") as who:
        revoke(who, pk=consent.pk)
    assert shared(north) == []
    assert "consents.revoked" in told("ines")
    assert "consents.revoked" in told("omar")
    assert "consents.revoked" not in told("marta")


def test_from_the_age_of_consent_on_nobody_speaks_for_them(north):
    born(north, "ines", years_ago(16))
    with pytest.raises(Refused, match="old enough"):
        a_consent(north, "ines", guardian="marta")
    consent = a_consent(north, "ines")
    assert (consent.holds, shared(north)) == (True, BOATS)
    with as_guardian_of("ines", "marta") as who, pytest.raises(Refused, match="old enough"):
        revoke(who, pk=consent.pk)


def test_without_a_day_of_birth_whoever_has_a_guardian_counts_as_a_child_who_is_asked(north):
    consent = a_consent(north, "ines")
    assert (consent.waits_for_guardian, consent.waits_for_own) == (True, False)
    a_member(north, "sol", "learner")
    assert a_consent(north, "sol").holds


def test_the_strictest_country_counts(north):
    born(north, "ines", years_ago(16))
    a_member(a_community("south", country="CO"), "ines", "learner")
    assert a_consent(north, "ines").waits_for_guardian


def test_a_guardianship_that_ends_today_ends_with_all_its_doors(client, north):
    born(north, "ines", years_ago(10))
    consent = a_consent(north, "ines")
    with in_community(north.pk):
        records = {
            one.guardian.display_name: one for one in GuardianshipRecord.objects.filter(child__person=a_person("ines"))
        }
        end_guardianship(records["marta"], until=today() + timedelta(days=1))
        end_guardianship(records["omar"])
    for username, status in (("marta", 200), ("omar", 404), ("ines", 404), ("bo", 404)):
        client.force_login(a_person(username))
        start = f"/me/children/{a_person('ines').pk}"
        pages = [f"{start}/consents/", f"{start}/consents/{consent.pk}/", f"{start}/consents/new/", f"{start}/profile/"]
        pages += [f"/api/v1{page}" for page in (pages[0], pages[1], f"{pages[1]}receipt/", pages[3])]
        assert [(page, client.get(page).status_code) for page in pages] == [(page, status) for page in pages]
    client.force_login(a_person("omar"))
    assert client.post(f"{pages[1]}agree/").status_code == 404
    assert client.post(f"/api/v1{start}/consents/{consent.pk}/agree/").status_code == 404
    assert client.delete(f"/api/v1{start}/consents/{consent.pk}/").status_code == 404
    assert shared(north) == []


def test_a_guardian_agrees_by_page_and_by_api(client, north):
    born(north, "ines", years_ago(6))
    client.force_login(a_person("marta"))
    start = f"/me/children/{a_person('ines').pk}"
    answer = client.post(
        f"{start}/consents/new/?community=north&purpose=teaching", {"fields_agreed": ["interests"], "days": 92}
    )
    assert answer.status_code == 302
    assert "Take it back" in client.get(answer["Location"]).content.decode()
    assert "Boats" in client.get(f"{start}/profile/").content.decode()
    assert shared(north) == BOATS
    about = {"community": "north", "purpose": "contact", "covers": ["languages"], "days": 9}
    send = {"content_type": "application/json"}
    made = client.post(f"/api/v1{start}/consents/", about, **send).json()
    assert (made["holds"], made["guardian_name"]) == (True, "marta")
    assert client.delete(f"/api/v1{start}/consents/{made['id']}/").status_code == 204
    assert len(client.get(f"/api/v1{start}/consents/").json()["results"]) == 2
    other = f"/api/v1/me/children/{a_person('bo').pk}/consents/"
    assert client.post(other, about, **send).status_code == 404
    client.force_login(a_person("ines"))
    refused = client.post("/api/v1/me/consents/", about, **send)
    assert (refused.status_code, refused.json()["detail"]) == (409, "At your age your guardian decides this. Ask them.")


def test_what_is_the_childs_alone_no_guardian_reads_nor_writes(client, north):
    say("ines", seen_by="me", goals="Live at sea")
    client.force_login(a_person("marta"))
    start = f"/me/children/{a_person('ines').pk}/profile/"
    assert "Live at sea" not in client.get(start).content.decode()
    assert [one["text"] for one in client.get(f"/api/v1{start}").json()] == ["Boats"]
    with as_guardian_of("ines", "marta") as who, pytest.raises(Refused, match="own words"):
        save_profile(who, said={"goals": ("School", "guardians")})


def test_an_end_set_ahead_counts_until_that_day_and_room_is_made_for_a_new_one(north):
    marta, ines = a_person("marta"), a_person("ines")
    with in_community(north.pk):
        record = GuardianshipRecord.objects.get(guardian__person=marta)
        end_guardianship(record, until=today() + timedelta(days=1))
        with pytest.raises(Refused, match="recorded already"):
            record_guardianship(record.guardian, child=record.child, by=a_person("founder-of-north"))
    with as_person(marta.pk):
        assert [one.other_id for one in children()] == [ines.pk]
    with in_community(north.pk):
        GuardianshipRecord.objects.filter(pk=record.pk).update(until=today())
    for person in (marta, ines):
        with as_person(person.pk):
            Guardianship.objects.filter(other__in=[marta, ines]).update(until=today())
    with pytest.raises(NotGuardian), as_guardian(ines.pk, marta, what=gettext_lazy("How far you are")):
        pass
    with in_community(north.pk):
        again = record_guardianship(record.guardian, child=record.child, by=a_person("founder-of-north"), seen="court")
        assert GuardianshipRecord.objects.filter(guardian__person=marta).count() == 2
    with as_person(marta.pk):
        assert [(one.other_id, one.until) for one in children()] == [(ines.pk, again.until)]


def test_a_guardianship_ends_when_the_child_comes_of_age(north):
    ines = a_person("ines")
    with in_community(north.pk):
        note_birth(Membership.objects.get(person=ines), born_on=years_ago(17))
    daily(north.pk)
    of_age = day_of_age(years_ago(17), 18)
    with as_person(ines.pk):
        assert {one.until for one in Guardianship.objects.all()} == {of_age}
    with in_community(north.pk):
        assert set(GuardianshipRecord.objects.filter(child__person=ines).values_list("until", flat=True)) == {of_age}
        assert GuardianshipRecord.objects.get(child__person=a_person("bo")).until is None
        grown = a_member(north, "kim", "learner")
        grown = note_birth(grown, born_on=years_ago(18))
        with pytest.raises(Refused, match="comes of age"):
            record_guardianship(
                Membership.objects.get(person=a_person("marta")), child=grown, by=a_person("founder-of-north")
            )


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_an_administrator_says_what_was_seen_and_until_when(client, north, prefix):
    client.force_login(a_person("founder-of-north"))
    pair = [a_member(north, "lea", "guardian"), a_member(north, "tim", "learner")]
    until = str(today() + timedelta(days=9))
    about = {"guardian": str(pair[0].pk), "child": str(pair[1].pk), "seen": "court", "until": until}
    send = {"content_type": "application/json"} if prefix else {}
    address = f"{prefix}/c/north/offerings/guardians/"
    assert client.post(address, {**about, "until": str(today())}, **send).status_code == (409 if prefix else 422)
    assert client.post(address, about, **send).status_code == (201 if prefix else 302)
    with in_community(north.pk):
        record = GuardianshipRecord.objects.get(guardian=pair[0])
        assert (record.seen, str(record.until), record.seen_on) == ("court", until, today())
    later = {"until": str(today() + timedelta(days=20))}
    if prefix:
        assert client.patch(f"{address}{record.pk}/", later, **send).json()["until"] == later["until"]
    else:
        assert "A decision of a court" in client.get(address).content.decode()
        assert client.post(f"{address}{record.pk}/end/", later).status_code == 302
    with as_person(a_person("lea").pk):
        assert [str(one.until) for one in children()] == [later["until"]]


def test_ages_are_counted_in_full_years():
    born_on = day_of_age(today(), -16)
    assert (age_on(born_on, today()), age_on(born_on, today() - timedelta(days=1))) == (16, 15)
    leap = today().replace(year=2012, month=2, day=29)
    assert [str(day_of_age(leap, years)) for years in (16, 18)] == ["2028-02-29", "2030-03-01"]


def test_of_several_countries_the_strictest_counts_and_of_none_the_strictest_of_all():
    assert ages_of(["IE"]) == Ages(consent=16, assent=7, majority=18)
    assert ages_of(["ES", "IE"]) == Ages(consent=16, assent=7, majority=18)
    assert ages_of([""]) == ages_of([]) == UNKNOWN
