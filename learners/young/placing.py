"""Into another class, out of one, and into one for who is a learner here already."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import end_sessions
from accounts.models import Person
from communities.models import Membership
from learners.young import tries
from learners.young.actions import MOST_LEARNERS, NewSecret, free_name, note_act, with_secret
from learners.young.codes import as_compared
from learners.young.models import SchoolClass, YoungLearner
from learners.young.news import tell_guardians
from learners.young.queries import without_way_in
from tenancy.refusal import Refused, refusing
from web.sentences import Sentence


@transaction.atomic
def move_learner(learner: YoungLearner, *, to: SchoolClass, by: Person) -> YoungLearner:
    """Into another class: the secret stays, the old code no longer lets them in; who is called so there has the name.

    The child and the guardians see it."""
    locked = {one.pk: one for one in SchoolClass.objects.select_for_update().order_by("pk")}
    learner = YoungLearner.objects.select_related("school_class", "membership", "person").get(pk=learner.pk)
    if learner.school_class_id == to.pk:
        return learner
    to, taken = locked[to.pk], set(to.learners.values_list("called_key", flat=True))
    if len(taken) >= MOST_LEARNERS:
        raise Refused(_("A class has at most %(most)d learners.") % {"most": MOST_LEARNERS})
    if not to.is_open:
        raise Refused(_("That class is closed: its code opens nothing."))
    tries.forget(tries.key_of(learner.school_class.code, learner.called_key))
    if learner.called_key in taken:
        learner.called = free_name(learner.membership.display_name, taken)
    learner.school_class, learner.called_key = to, as_compared(learner.called)
    learner.save(update_fields=["school_class", "called", "called_key"])
    note_act(learner, by, Sentence(gettext_lazy("Moved you to the class %(name)s"), name=to.name))
    tell_guardians(learner, "moved", by=by)
    return learner


@transaction.atomic
def take_out(learner: YoungLearner, *, by: Person) -> Membership:
    """The code and the secret no longer let them in, and they are signed out everywhere; they stay a learner here, with
    everything, and an invitation or a class lets them in again. The child and the guardians see it."""
    learner = YoungLearner.objects.select_related("school_class", "membership", "person").get(pk=learner.pk)
    tries.forget(tries.key_of(learner.school_class.code, learner.called_key))
    end_sessions(learner.person)
    note_act(learner, by, Sentence(gettext_lazy("Took you out of the class %(name)s"), name=learner.school_class.name))
    tell_guardians(learner, "out", by=by)
    member: Membership = learner.membership
    learner.delete()
    return member


@transaction.atomic
def bring_in(school_class: SchoolClass, *, member: Membership, by: Person) -> NewSecret:
    """Somebody who is a learner here already, and signs in by nothing: with three pictures drawn by lot."""
    school_class = SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    taken = set(school_class.learners.values_list("called_key", flat=True))
    if len(taken) >= MOST_LEARNERS:
        raise Refused(_("A class has at most %(most)d learners.") % {"most": MOST_LEARNERS})
    member = Membership.objects.select_related("person").get(pk=member.pk)
    if not without_way_in().filter(pk=member.pk).exists():
        raise Refused(_("%(name)s signs in already, or is more than a learner here.") % {"name": member})
    called = free_name(member.display_name, taken)
    learner = YoungLearner(
        person=member.person, membership=member, school_class=school_class, called=called,
        called_key=as_compared(called),
    )  # fmt: skip
    with refusing({"one_class_each": _("%(name)s comes in by a class code already.") % {"name": member}}):
        given = with_secret(learner)
    note_act(learner, by, Sentence(gettext_lazy("Took you into the class %(name)s"), name=school_class.name))
    tell_guardians(learner, "in", by=by)
    return given
