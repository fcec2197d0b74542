"""From a class code to a name and a password of one's own: the same person, who loses nothing."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import end_sessions, give_credentials
from accounts.models import Person
from communities.models import Membership
from communities.tokens import hash_of, new_token
from learners.consents.rules import needs_of
from learners.guardianship import as_guardian
from learners.queries import guardians
from learners.young import tries
from learners.young.actions import note_act
from learners.young.models import YoungLearner
from learners.young.news import tell_guardians
from learners.young.queries import learner_behind, own_way_in
from tenancy.refusal import Refused
from tenancy.scope import as_person, in_community

LINK_DAYS = 14


@transaction.atomic
def make_link(learner: YoungLearner, *, by: Person) -> str:
    """A teacher's: for a learner old enough to consent alone, or who has no guardian and whose age nobody knows."""
    learner = YoungLearner.objects.select_related("membership", "community").get(pk=learner.pk)
    with as_person(learner.person_id):
        memberships = list(Membership.objects.filter(until__isnull=True).select_related("community"))
        needs = needs_of(memberships, learner.community, guarded=guardians().exists())
    if needs.guardian:
        raise Refused(
            _("%(name)s is too young to decide it alone: a guardian makes the link.") % {"name": learner.membership}
        )
    note_act(learner, by, gettext_lazy("Made a link to a sign-in of your own"))
    return _linked(learner, by)


@transaction.atomic
def make_link_for_child(child_id: UUID, *, guardian: Person) -> str:
    """A guardian's, at any age. Raises NotGuardian."""
    with as_guardian(child_id, guardian, what=gettext_lazy("Made a link to a sign-in of your own"), did=True):
        learner = own_way_in()
    if learner is None:
        raise Refused(_("They do not sign in by a class code."))
    with in_community(learner.community.pk):
        return _linked(learner, guardian)


@transaction.atomic
def grow(token: str, *, username: str, password: str) -> Person:
    """The same person signs in by their own name and password from now on; the class code lets them in no more."""
    found = learner_behind(token)
    if found is None:
        raise Refused(_("This link is not open, or no more."))
    with in_community(found.community.pk):
        rows = YoungLearner.objects.select_for_update(of=["self"])
        rows = rows.select_related("person", "membership", "community", "school_class")
        young = rows.filter(pk=found.pk, link_hash=hash_of(token)).first()
        if young is None or not is_open(young):
            raise Refused(_("This link is not open, or no more."))
        person = give_credentials(young.person, username=username, password=password)
        end_sessions(person)
        tries.forget(tries.key_of(young.school_class.code, young.called_key))
        tell_guardians(young, "grown")
        young.delete()
    return person


def is_open(learner: YoungLearner) -> bool:
    return learner.link_until is not None and timezone.now() < learner.link_until and learner.person.is_active


def _linked(learner: YoungLearner, by: Person) -> str:
    """The token; an earlier one opens nothing any more."""
    token = new_token(learner.community.pk)
    learner.link_hash, learner.link_until = hash_of(token), timezone.now() + timedelta(days=LINK_DAYS)
    learner.save(update_fields=["link_hash", "link_until"])
    tell_guardians(learner, "link", by=by)
    return token
