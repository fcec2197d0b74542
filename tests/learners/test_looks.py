"""The access log: whoever opens or does something of a learner's is in it, and only the learner reads it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy

from communities.models import Community
from learners.models import AccessLog
from learners.progress.evidence.actions import ask_peer
from tenancy.scope import as_person, in_community
from tests.consents.factories import a_consent, as_guardian_of, say
from tests.evidence.factories import a_piece
from tests.factories import a_community, a_member, a_person
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.mentors.factories import accepted
from web.sentences import Sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Ann and Bo share their interests with the north, and Bo with the south too."""
    north, south = a_community("north"), a_community("south")
    for place, name in ((north, "ann"), (north, "bo"), (south, "bo")):
        a_member(place, name, "learner")
        say(name, interests="Tides")
        a_consent(place, name)
    return north


def seen(username, **about):
    with as_person(a_person(username).pk):
        found = sorted(AccessLog.objects.filter(**about), key=lambda one: str(one.what))
        return [(one.who_name, str(one.what), one.role, one.did) for one in found]


@pytest.mark.parametrize("route", ["consents-shared", "api-consents-shared"])
def test_whoever_reads_what_is_shared_is_seen_by_each_learner_once_a_day(north, client, route):
    client.force_login(a_person("founder-of-north"))
    for _time in range(2):
        assert client.get(reverse(route, args=["north"])).status_code == 200
    expected = [("founder-of-north", "What you share: Teaching and support", "community", False)]
    assert (seen("ann"), seen("bo")) == (expected, expected)
    assert [one.slug for one in _places("bo")] == ["north"]


def _places(username):
    with as_person(a_person(username).pk):
        return [one.community for one in AccessLog.objects.select_related("community")]


def test_the_page_of_an_enrolment_tells_only_the_learner_shown(north, client):
    enrolment = an_enrolment(an_offering(north), "ann")
    client.force_login(a_person("founder-of-north"))
    assert client.get(reverse("progress-enrolment", args=["north", enrolment.pk])).status_code == 200
    assert (len(seen("ann")), seen("bo")) == (1, [])


def test_reading_what_many_share_costs_as_much_as_of_one(north, client):
    client.force_login(a_person("founder-of-north"))

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as made:
            client.get(reverse("consents-shared", args=["north"]))
        return len(made)

    cost()
    few = cost()
    for number in range(30):
        a_member(north, f"more{number}", "learner")
        a_consent(north, f"more{number}")
    assert cost() == few


def test_a_mentor_a_guardian_and_a_peer_are_seen_for_what_they_are(north, client):
    a_member(north, "joss", "teacher")
    mentoring = accepted(north, "ann", "joss")
    client.force_login(a_person("joss"))
    assert client.get(reverse("mentors-learner", args=["north", mentoring.pk])).status_code == 200
    a_guardianship(north, "gil", "bo")
    with as_guardian_of("bo", "gil") as who:
        who.log(gettext_lazy("Agreed for you"))
    offering = an_offering(north)
    piece, peer = a_piece(an_enrolment(offering, "bo")), an_enrolment(offering, "ann")
    with in_community(north.pk):
        ask_peer(piece, peer=peer, by=a_person("bo"))
    client.force_login(a_person("ann"))
    client.get(reverse("evidence-piece", args=["north", piece.pk]))
    assert seen("ann") == [("joss", "Your plan", "mentor", False)]
    assert seen("bo") == [
        ("gil", "Agreed for you", "guardian", True),
        ("gil", "Your consents", "guardian", False),
        ("ann", "Your evidence: My bridge", "community", False),
    ]


def test_a_community_adds_in_its_own_name_alone_and_reads_nothing(north):
    with in_community(north.pk):
        AccessLog.note_here([a_person("ann").pk], who=a_person("joss"), what=gettext_lazy("x"))
    south = Community.objects.get(slug="south")
    with pytest.raises(DatabaseError), transaction.atomic(), in_community(north.pk):
        what = Sentence(gettext_lazy("y"))
        one = AccessLog(person=a_person("ann"), who=a_person("joss"), who_name="j", what=what, community=south)
        AccessLog.objects.bulk_create([one])
    with in_community(north.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM learners_accesslog")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("route", ["learners-who-looked", "api-learners-who-looked"])
def test_looks_are_filtered_by_community_and_kind(north, client, route):
    client.force_login(a_person("founder-of-north"))
    client.get(reverse("consents-shared", args=["north"]))
    a_guardianship(north, "gil", "ann")
    with as_guardian_of("ann", "gil") as who:
        who.log(gettext_lazy("Agreed for you"))
    client.force_login(a_person("ann"))
    for asked, told in (
        ("", "ASL"), ("community=north", "S"), ("community=south", ""), ("role=guardian", "AL"), ("did=did", "A"),
    ):  # fmt: skip
        if route.startswith("api"):
            asked = asked.replace("did=did", "did=true")
        if asked == "community=south" and not route.startswith("api"):
            told = "ASL"  # no choice of the page: as if nothing was asked
        text = client.get(f"{reverse(route)}?{asked}").text
        words = {"A": "Agreed for you", "S": "What you share", "L": "Your consents"}
        assert "".join(letter for letter in "ASL" if words[letter] in text) == told
