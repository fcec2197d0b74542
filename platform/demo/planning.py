"""What learners of the demo want, and what they said of what was suggested."""

from datetime import timedelta

from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.models import Membership
from demo.planting import Garden
from learners.consents.acting import acting, for_oneself
from learners.consents.actions import agree
from learners.consents.models import Consent
from learners.models import OfferingCard
from learners.progress.mentors.actions import agree_on_goal, answer, ask, say_of_goal
from learners.progress.plans.actions import add_step, change_goal, change_step, end_goal, overrule, set_goal
from learners.progress.plans.models import Goal, Overrule
from tenancy.scope import as_person, in_community

GOALS = (  # each with its steps, the first of which are done
    ("Build a weather station for the school roof", 90, 2, (
        "Ask Joss which sensors we have", "Measure the rain for two weeks", "Draw the stand", "Solder the wires",
    )),
    ("Read a story aloud in Spanish", 150, 1, ("Choose a story", "Read it aloud to Sol", "Ask when")),
)  # fmt: skip


def plan(garden: Garden) -> None:
    """For whoever one signs in as, and a short one for another learner of each community."""
    mika = garden.people["mika"]
    with as_person(mika.pk):
        for words, days, done, steps in GOALS:
            _want(garden, words, days, done, steps)
        moved = Goal.objects.get(words=GOALS[0][0])
        change_goal(moved, target_on=garden.today + timedelta(days=120))
        end_goal(set_goal("Swim across the mill pond"), state=Goal.State.REACHED)
        _turn_down("Listening walks")
    _ask_joss(garden)
    for home in garden.homes.values():
        learner = next(one for one in home.folk["learner"] if one.person_id != mika.pk)
        _want_what_is_offered(learner.person)


def _want(garden: Garden, words: str, days: int, done: int, steps: tuple[str, ...]) -> None:
    goal = set_goal(words, target_on=garden.today + timedelta(days=days))
    for number, title in enumerate(steps):
        goal = add_step(goal, title=title, target_on=garden.today + timedelta(days=days * (number + 1) // len(steps)))
    for step in goal.steps[:done]:
        change_step(goal, key=step.key, done=True)


def _want_what_is_offered(person: Person) -> None:
    card = OfferingCard.objects.filter(state="open", listed=True).exclude(requires=[]).order_by("title", "id").first()
    if card:
        with as_person(person.pk):
            set_goal(card.title, card=card)


def _ask_joss(garden: Garden) -> None:
    """Mika's mentor, with her guardian's word; another learner's question waits for his answer."""
    alder, joss, sol = garden.homes["alder-bridge"], garden.people["joss"], garden.people["sol"]
    mika, _younger, other = alder.folk["learner"][:3]
    with in_community(alder.community.pk):
        his = Membership.objects.get(person=joss, until__isnull=True)
    for child, words in ((mika, "Help me not to give up on the stand."), (other, "I want to learn to read plans.")):
        with for_oneself(child.person) as who:
            asked = ask(who, community=alder.community, mentor=his.pk, words=words)
        if child == mika:
            with in_community(alder.community.pk):
                answer(asked, accept=True, by=joss)
            with acting(sol, mika.person_id, what=gettext_lazy("Your consents")) as who:
                agree(who, pk=Consent.objects.get(purpose="mentoring", ended_at__isnull=True).pk)
            with as_person(mika.person_id):
                goal = Goal.objects.get(words=GOALS[0][0])
                say_of_goal(asked, goal, by=joss, words="The wires can wait until the stand stands. Start small.")
                agree_on_goal(asked, goal, by=joss)


def _turn_down(title: str) -> None:
    """The first that is open to everyone and not hers."""
    card = OfferingCard.objects.filter(state="open", listed=True).exclude(title=title).order_by("-title", "id").first()
    if card:
        overrule(card, says=Overrule.Says.NOT_FOR_ME, why="I would rather be outside.")
