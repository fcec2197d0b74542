"""Whoever looks does it in their language, and the learner reads of it in their own."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, override

from learners.models import AccessLog
from learners.mydata.actions import ask_for_copy, make_copy
from learners.mydata.correcting import ask_to_correct, records_at
from learners.mydata.models import Copy
from learners.mydata.places import places
from tenancy.scope import as_person
from tests.consents.factories import a_consent, as_guardian_of, as_learner, say
from tests.evidence.factories import a_piece
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.mydata.factories import parts, table

pytestmark = pytest.mark.django_db
SPANISH = {"headers": {"accept-language": "es"}}
PAGE, API = "learners-who-looked", "api-learners-who-looked"
TOLD = {  # of all that happens below, by language
    "en": ["Agreed for you: North, Contact", "What you share: Teaching and support", "Your consents",
           "Your evidence: My bridge", "Your plan"],
    "es": ["Aceptó por ti: North, Contacto", "Lo que compartes: Enseñanza y apoyo", "Tu plan",
           "Tus consentimientos", "Tus evidencias: My bridge"],
    "ar": ["أدلتك: My bridge", "خطتك", "ما تشاركه: التعليم والدعم", "موافقاتك", "وافق عنك: North, التواصل"],
}  # fmt: skip


@pytest.fixture
def north():
    """Ann, and Bo whose rows could leak; Gil looks after Ann."""
    a_community("network", kind="network")
    north = a_community("north", country="ES")
    for name in ("ann", "bo"):
        a_member(north, name, "learner")
        say(name, interests="Tides")
        a_consent(north, name)
    a_guardianship(north, "gil", "ann")
    return north


@pytest.fixture
def looked(north, client):
    """In Spanish, a teacher reads what is shared, and a guardian the plan and a piece, and agrees to a purpose."""
    piece = a_piece(an_enrolment(an_offering(north), "ann"))
    client.force_login(a_person("founder-of-north"))
    shared = client.get(reverse("consents-shared", args=["north"]), **SPANISH)
    client.force_login(a_person("gil"))
    plan = client.get(f"/me/children/{a_person('ann').pk}/plan/", **SPANISH)
    assert 'lang="es"' in plan.text
    seen = client.get(f"/api/v1/c/north/evidence/{piece.pk}/", **SPANISH)
    assert [one.status_code for one in (shared, plan, seen)] == [200, 200, 200]
    with override("es"):
        a_consent(north, "ann", guardian="gil", purpose="contact", fields=["languages"])
    return north


def looks_of(username):
    with as_person(a_person(username).pk):
        return list(AccessLog.objects.all())


@pytest.mark.parametrize("language", ["ar", "en", "es"])
def test_the_learner_reads_in_their_language_who_looked_in_spanish(looked, client, language):
    client.force_login(a_person("ann"))
    asked = {"headers": {"accept-language": language}}
    page = client.get(reverse(PAGE), **asked).text
    assert f'lang="{language}"' in page
    assert [words for words in TOLD[language] if words not in page] == []
    told = client.get(reverse(API), **asked).json()["results"]
    assert sorted(one["what"] for one in told) == TOLD[language]
    assert {one["who_name"] for one in told} == {"gil", "founder-of-north"}


def test_nothing_is_kept_in_the_language_of_whoever_looked(looked):
    kept = str([one.what.kept for one in looks_of("ann")])
    assert not any(words in kept for words in ("Tu ", "Tus ", "compartes", "Enseñanza", "Aceptó", "Contacto"))
    with override("ar"):
        assert [str(one.what) for one in looks_of("bo")] == ["ما تشاركه: التعليم والدعم"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_copy_of_everything_tells_it_in_the_language_of_whoever_asked_for_it(looked, language):
    with as_learner("ann") as who, override(language):
        copy = make_copy(ask_for_copy(who).pk)
        copy = Copy.objects.get(pk=copy.pk)
    assert sorted(one["what"] for one in parts(copy)["learners.accesslog"]) == TOLD[language]
    assert sorted(one["what"] for one in table(copy, "learners.accesslog.csv")) == TOLD[language]


def test_the_same_look_in_two_languages_is_one_and_two_things_are_two(north, client):
    enrolment = an_enrolment(an_offering(north), "ann")
    pieces = [a_piece(enrolment, title=title) for title in ("My bridge", "My boat")]
    client.force_login(a_person("gil"))
    for language in ("es", "ar", "en"):
        for piece in pieces:
            asked = {"headers": {"accept-language": language}}
            assert client.get(f"/api/v1/c/north/evidence/{piece.pk}/", **asked).status_code == 200
    assert sorted(str(one.what) for one in looks_of("ann")) == ["Your evidence: My boat", "Your evidence: My bridge"]


def test_what_is_asked_to_be_corrected_is_named_with_its_day_in_the_language_of_the_reader(north):
    with override("es"), as_guardian_of("ann", "gil") as who:
        place = next(one for one in places() if one.community.slug == "north")
        record = next(one for one in records_at(place) if one.key.startswith("communities."))
        assert str(record.record).startswith("Pertenencia: ann, ")
        ask_to_correct(who, place=place, record=record.key, wrong="x", right="y")
    (asked,) = (one.what for one in looks_of("ann") if one.did)
    with override("en"):
        assert str(asked).startswith("Asked for you that North corrects: Membership: ann, ")
    with override("ar"):
        assert str(asked).startswith("طلب عنك أن يصحح North: العضوية: ann, ")


def test_a_look_in_one_language_alone_is_refused(north):
    ann = a_person("ann")
    with as_person(ann.pk), override("es"), pytest.raises(TypeError):
        AccessLog.note(ann.pk, who=a_person("gil"), what=gettext("Your plan"))
    with as_person(ann.pk), pytest.raises(TypeError):
        AccessLog.objects.create(who=a_person("gil"), who_name="gil", what="Tu plan")
    with as_person(ann.pk):
        AccessLog.note(ann.pk, who=a_person("gil"), what=gettext_lazy("Your plan"))
    assert [str(one.what) for one in looks_of("ann")] == ["Your plan"]
