"""Appeals against a draw, decided by the community's own rule."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from communities.governance.models import Decision, Proposal
from jobs.outbox import run_waiting
from learners.admissions.actions import answer_appeal, appeal
from learners.admissions.effects import GRANT_APPEAL
from learners.admissions.models import Appeal, Application
from learners.models import Enrolment
from notices.models import Notice
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community
from tests.admissions.factories import a_draw, a_round, admitting, an_application
from tests.factories import a_community, a_person
from tests.governance.factories import a_rule
from tests.learners.counting import queries
from tests.learners.factories import a_guardianship

pytestmark = pytest.mark.django_db
NAMES = [f"learner{n}" for n in range(4)]


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.BALLOT_KEYS = tmp_path / "keys"


@pytest.fixture
def drawn():
    """A community, and its applications by place in the order drawn; there was one place."""
    north = admitting("north")
    round_ = a_round(north, capacity=1)
    by_code = {one.code: one for one in (an_application(round_, name) for name in NAMES)}
    return north, [by_code[code] for code in a_draw(round_).document["result"]]


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def places(north):
    with in_community(north.pk):
        return dict(Enrolment.objects.values_list("person_id", "place"))


def told(person, kind):
    with as_person(person.pk):
        return [one.params.get("granted") for one in Notice.objects.filter(kind=f"admissions.{kind}")]


def test_who_waits_appeals_once_and_who_has_a_place_has_nothing_to_appeal_for(drawn):
    north, order = drawn
    with in_community(north.pk):
        made = appeal(order[3], text="My sister is ill.", by=order[3].person)
        with pytest.raises(Refused, match="already"):
            appeal(order[3], text="Again.", by=order[3].person)
        with pytest.raises(Refused, match="waits"):
            appeal(order[0], text="I have one.", by=order[0].person)
        for change in ({"granted": True}, {"granted": True, "answer": "No."}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Appeal.objects.filter(pk=made.pk).update(**change)
    assert told(a_person("founder-of-north"), "appealed") == [None]


@pytest.mark.parametrize(("granted", "last"), [(True, 1), (False, 3)])
def test_an_answer_is_a_decision_with_a_reason_and_granted_one_is_next(drawn, granted, last):
    north, order = drawn
    joss = a_person("founder-of-north")
    with in_community(north.pk):
        made = appeal(order[3], text="My sister is ill.", by=order[3].person)
        decision = answer_appeal(made, granted=granted, reason="We looked.", by=joss)
        assert (order[3].code in decision.title, order[3].display_name in decision.title) == (True, False)
        with pytest.raises(Refused, match="decided"):
            answer_appeal(made, granted=not granted, reason="Oh.", by=joss)
    now = places(north)
    assert (now[order[0].person_id], now[order[3].person_id]) == (None, last)
    assert sorted(place for place in now.values() if place) == [1, 2, 3]
    assert told(order[3].person, "decided") == [granted]


def test_where_admission_is_voted_on_nobody_grants_alone(drawn):
    north, order = drawn
    a_rule(north, "admission")
    client = signed_in(a_person("founder-of-north"))
    with in_community(north.pk):
        made = appeal(order[3], text="My sister is ill.", by=order[3].person)
        with pytest.raises(Refused, match="nobody decides"):
            answer_appeal(made, granted=True, reason="So.", by=a_person("founder-of-north"))
    answer = client.post(f"/c/north/offerings/appeals/{made.pk}/answer/", {"granted": "yes", "reason": "So."})
    with in_community(north.pk):
        proposal = Proposal.objects.get(effect="grant_appeal")
        assert answer["Location"].endswith(f"/{proposal.number}/")
        voted = GRANT_APPEAL.enact(proposal.payload, a_person("founder-of-north"), "By vote.", proposal.created_at)
        assert (Decision.objects.filter(pk=voted.pk).exists(), Appeal.objects.get().granted) == (True, True)


def test_by_page_and_api_for_oneself_ones_child_and_no_stranger(drawn):
    _north, order = drawn
    south = a_community("south")
    a_guardianship(south, "marta", order[2].person.username)
    address = f"offerings/{order[0].round.offering_id}/"
    ann, marta, stranger = signed_in(order[3].person), signed_in(a_person("marta")), signed_in(a_person("stranger"))
    assert "Send the appeal" in ann.get(f"/c/north/{address}").content.decode()
    assert f"Appeal for {order[2].person.username}" in marta.get(f"/c/north/{address}").content.decode()
    assert ann.post(f"/c/north/offerings/applications/{order[3].pk}/appeal/", {"text": "Please."}).status_code == 302
    for one, status in ((stranger, 404), (marta, 201)):
        made = one.post(f"/api/v1/c/north/offerings/applications/{order[2].pk}/appeal/", {"text": "Please."})
        assert made.status_code == status
    run = signed_in(a_person("founder-of-north"))
    assert [one["granted"] for one in run.get(f"/api/v1/c/north/{address}appeals/").json()["results"]] == [None, None]
    answer = {"granted": False, "reason": "All were treated alike."}
    told_so = run.put(f"/api/v1/c/north/offerings/appeals/{made.json()['id']}/answer/", answer, "application/json")
    assert told_so.json()["granted"] is False
    assert "All were treated alike." in marta.get(f"/c/north/{address}").content.decode()
    for other in (ann, signed_in(a_person("founder-of-south"))):
        assert other.get(f"/c/north/{address}appeals/").status_code in (403, 404)
    assert queries(run, f"/c/north/{address}appeals/") <= 12
    run_waiting()
    with in_community(south.pk):
        assert not Application.objects.exists()
