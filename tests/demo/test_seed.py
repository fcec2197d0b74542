"""The demo network: planted whole, once, through the product's own doors."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Person
from communities.governance.models import Amendment, Attachment, Decision, Proposal
from communities.governance.rules import METHODS
from communities.models import Community, Membership
from curriculum.commons.models import SharedVersion
from curriculum.models import CompetencyLink
from demo.people import SIGN_INS
from demo.places import PLACES
from demo.templates import TOGETHER
from demo.texts import all_curricula
from demo.words import WORDS
from evaluation.models import Report
from funding.models import Entry
from learners.distance import km_between
from learners.models import Enrolment
from learners.progress.models import Mark
from tenancy.scope import in_community

pytestmark = pytest.mark.django_db
SCHOOLS = Community.objects.filter(slug__in=[place.slug for place in PLACES])


def test_the_demo_network_is_planted_once():
    call_command("seed_demo", verbosity=0)
    kinds = Counter(Community.objects.values_list("kind", flat=True))
    assert (kinds["network"], kinds["circle"], kinds["school"] + kinds["learning"]) == (1, 1, 11)
    assert len(set(SCHOOLS.values_list("country", flat=True))) == 7
    assert_some_are_near_and_some_far()
    assert SharedVersion.objects.filter(latest=True).count() >= 12
    learners = 0
    for community in SCHOOLS.all():
        with in_community(community.pk):
            learners += Membership.objects.filter(roles__contains=["learner"]).count()
            assert Enrolment.objects.exclude(home=community).exists()
            assert Mark.objects.filter(level__isnull=False).exists()
            assert Entry.objects.count() > 20
            assert {"grant", "donation", "fee", "expense", "move"} <= set(Entry.objects.values_list("kind", flat=True))
            assert Report.objects.exists()
    assert learners >= 200
    assert set(
        Person.objects.filter(username__in=[w.username for w in SIGN_INS.people]).values_list("username", flat=True)
    ) == {who.username for who in SIGN_INS.people}
    with in_community(Community.objects.get(kind="network").pk):
        assert Entry.objects.filter(kind="between").count() == 2
    assert_two_years_of_decisions()
    call_command("verify_decisions", verbosity=0)
    call_command("verify_books", verbosity=0)
    with pytest.raises(CommandError, match="There are communities already"):
        call_command("seed_demo", verbosity=0)


def assert_some_are_near_and_some_far():
    """From where one signs in as: somewhere to go in a day, and somewhere that is too far."""
    for slug, near in (("alder-bridge", 2), ("rio-claro", 1), ("nour-garden", 1)):
        home = Community.objects.get(slug=slug)
        ways = [km_between(home, one) for one in Community.objects.filter(latitude__isnull=False).exclude(pk=home.pk)]
        assert [5 < way < 80 for way in ways].count(True) == near
        assert [way > 1000 for way in ways].count(True) >= 5


def assert_two_years_of_decisions():
    """In the order in which they happened; proposals in every state."""
    states, methods = Counter(), set()
    for community in Community.objects.all():
        with in_community(community.pk):
            times = list(Decision.objects.order_by("number").values_list("decided_at", flat=True))
            assert times == sorted(times)
            states.update(Proposal.objects.values_list("state", flat=True))
            methods.update(Proposal.objects.filter(result__isnull=False).values_list("rule__method", flat=True))
            if community.slug in TOGETHER:
                assert timezone.now() - times[1] > timedelta(days=730)
                assert Amendment.objects.exists()
                assert Attachment.objects.exists()
                assert CompetencyLink.objects.exists()
    assert set(states) == set(Proposal.State)
    assert methods == set(METHODS) - {"entrusted", "advice_process"}


def test_every_curriculum_says_what_it_must():
    written = list(all_curricula())
    assert len(written) == 40
    for one in written:
        assert set(one.about) - {"taught"} == {
            "title",
            "summary",
            "language",
            "subject",
            "ages",
            "licence",
            "community",
            "authors",
        }
        assert one.units
        assert all(unit.activities for unit in one.units)
        assert all(activity.body and activity.minutes for unit in one.units for activity in unit.activities)


def test_what_is_said_is_said_in_four_languages():
    assert all(len(said) == 4 and all(said) for said in WORDS.values())
