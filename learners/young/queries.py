"""The classes of a community and who is in them; how one learner comes in."""

from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from communities.models import Membership
from communities.tokens import community_in, hash_of
from learners.young.models import ClassCode, SchoolClass, Tries, YoungLearner
from learners.young.tries import MOST, key_of
from tenancy.scope import in_community


def classes() -> QuerySet[SchoolClass]:
    """Those that are open longest first, each with its number of learners."""
    return SchoolClass.objects.annotate(count=Count("learners")).order_by("-ends_on", "name", "id")


def classes_beside(learner: YoungLearner) -> QuerySet[SchoolClass]:
    """Into which they may move: those that are open."""
    return classes().filter(ends_on__gte=timezone.localdate()).exclude(pk=learner.school_class_id)


def learners_in(school_class: SchoolClass) -> QuerySet[YoungLearner]:
    """By name, but for those whose membership has ended."""
    found = YoungLearner.objects.filter(school_class=school_class, membership__until__isnull=True)
    return found.select_related("membership", "school_class").order_by("called", "id")


def without_way_in() -> QuerySet[Membership]:
    """Learners of the community, and nothing else, whom nobody signs in as: by no class code either."""
    young = YoungLearner.objects.filter(person=OuterRef("person"))
    nobodys = Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX, person__is_active=True)
    found = Membership.objects.filter(nobodys, ~Exists(young), until__isnull=True, roles=["learner"])
    return found.order_by("display_name", "pk")


def locked_among(learners: list[YoungLearner]) -> set[UUID]:
    """Those who have been tried in vain too often; each with its class."""
    keys = {key_of(one.school_class.code, one.called_key): one.pk for one in learners}
    locked = Tries.objects.filter(pk__in=list(keys), failed__gte=MOST).values_list("pk", flat=True)
    return {keys[key] for key in locked}


def is_locked_out(learner: YoungLearner) -> bool:
    """Of one whose class is known."""
    return bool(locked_among([learner]))


def class_behind(code: str) -> UUID | None:
    """The community of a code."""
    return ClassCode.objects.filter(pk=code).values_list("community_id", flat=True).first()


def learner_called(code: str, called_key: str) -> YoungLearner | None:
    """In the scope of the code's community: who comes in by this name now."""
    live = Q(membership__until__isnull=True, person__is_active=True)
    found = YoungLearner.objects.filter(live, school_class__code=code, called_key=called_key)
    learner = found.select_related("school_class", "person", "community").first()
    return learner if learner and learner.school_class.is_open else None


def own_way_in() -> YoungLearner | None:
    """In a person's scope: how they come in, if it is by a class code."""
    own = YoungLearner.objects.select_related("community").first()
    if own is None:
        return None
    with in_community(own.community.pk):
        return YoungLearner.objects.select_related("school_class", "community", "membership").get(pk=own.pk)


def learner_behind(token: str) -> YoungLearner | None:
    """Who gets credentials of their own by a link, open or not."""
    community_id = community_in(token)
    if community_id is None:
        return None
    with in_community(community_id):
        found = YoungLearner.objects.filter(link_hash=hash_of(token))
        return found.select_related("person", "community", "school_class", "membership").first()
