"""Ask for a mentor, answer, end it; what a mentor says of a goal."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from learners.consents.acting import Acting
from learners.consents.actions import give_consent, revoke
from learners.consents.models import Consent
from learners.consents.terms import PURPOSES
from learners.progress.mentors import news
from learners.progress.mentors.models import Mentoring
from learners.progress.mentors.queries import PURPOSE, own_mentorings, who_may_mentor
from learners.progress.plans.actions import agree_on, say
from learners.progress.plans.models import Goal
from tenancy.refusal import Refused
from tenancy.scope import in_community

LIVE = (Mentoring.State.ASKED, Mentoring.State.ON)


@transaction.atomic
def ask(acting: Acting, *, community: Community, mentor: UUID, words: str = "", days: int = 183) -> Mentoring:
    """In the learner's scope: ask a member (by the id of the membership), and agree that they read the plan.

    The plan opens once the mentor said yes and everyone whose word the learner's age asks for agreed."""
    covers = PURPOSES[PURPOSE].covers
    give_consent(acting, community=community, purpose=PURPOSE, fields=covers, days=days)
    with in_community(community.pk):
        asked = who_may_mentor(community, learner=acting.learner).filter(pk=mentor).first()
        if asked is None:
            raise Refused(_("This person cannot be asked here."))
        name = str(Person.objects.get(pk=acting.learner))
        made, is_new = Mentoring.objects.get_or_create(
            learner_id=acting.learner, mentor=asked, state__in=LIVE,
            defaults={
                "learner_name": name, "mentor_name": asked.display_name, "words": words.strip(), "state": LIVE[0],
            },
        )  # fmt: skip
        if is_new:
            news.tell_mentor("asked", made, asked.person_id)
        return made


@transaction.atomic
def answer(mentoring: Mentoring, *, accept: bool, by: Person) -> Mentoring:
    """In the community's scope, by the one who was asked."""
    mentoring = _locked(mentoring)
    wanted = Mentoring.State.ON if accept else Mentoring.State.DECLINED
    if mentoring.state == wanted:
        return mentoring
    if mentoring.state != Mentoring.State.ASKED:
        raise Refused(_("This was answered already, or has ended."))
    mentoring.state, mentoring.answered_at = wanted, timezone.now()
    mentoring.ended_on = None if accept else timezone.localdate()
    mentoring.save()
    news.tell_learner("accepted" if accept else "declined", mentoring, by=by.pk)
    return mentoring


@transaction.atomic
def step_back(mentoring: Mentoring, *, by: Person) -> Mentoring:
    """In the community's scope: the mentor ends it."""
    mentoring = _end(_locked(mentoring))
    news.tell_learner("ended", mentoring, by=by.pk)
    return mentoring


@transaction.atomic
def part(acting: Acting, *, pk: UUID) -> Mentoring:
    """In the learner's scope: they, or a guardian whose word was needed, end it; with the last in a community goes the
    consent. Raises Mentoring.DoesNotExist."""
    found = own_mentorings().get(pk=pk)
    held = Consent.objects.filter(community=found.community_id, purpose=PURPOSE, ended_at__isnull=True).first()
    if acting.child and not (held and held.needs_guardian):
        raise Refused(_("They are old enough to decide this alone."))
    with in_community(found.community.pk):
        mentoring = _end(_locked(found))
        others = Mentoring.objects.filter(learner=acting.learner, state__in=LIVE).exists()
        news.tell_mentor("ended", mentoring, mentoring.mentor.person_id)
    if held and not others:
        revoke(acting, pk=held.pk)
    return mentoring


def say_of_goal(mentoring: Mentoring, goal: Goal, *, by: Person, words: str) -> Goal:
    """In the learner's scope, which the door opened."""
    goal = say(goal, words=words, by=mentoring.mentor_name)
    _tell(mentoring, "said", goal, by)
    return goal


def agree_on_goal(mentoring: Mentoring, goal: Goal, *, by: Person) -> Goal:
    goal = agree_on(goal, who=mentoring.mentor_name)
    _tell(mentoring, "agreed", goal, by)
    return goal


def _tell(mentoring: Mentoring, kind: str, goal: Goal, by: Person) -> None:
    with in_community(mentoring.community.pk):
        news.tell_learner(kind, mentoring, by=by.pk, goal=goal)


def _locked(mentoring: Mentoring) -> Mentoring:
    locked: Mentoring = Mentoring.objects.select_for_update(of=["self"]).get(pk=mentoring.pk)
    return locked


def _end(mentoring: Mentoring) -> Mentoring:
    if mentoring.is_live:
        mentoring.state, mentoring.ended_on = Mentoring.State.ENDED, timezone.localdate()
        mentoring.save()
    return mentoring
