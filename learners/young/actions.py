"""Make classes, bring young learners into them, and give them new secrets."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import create_person, end_sessions
from accounts.models import Person
from communities.actions import join
from communities.models import Community, Membership
from learners.guardianship import as_guardian
from learners.models import AccessLog
from learners.young import tries
from learners.young.codes import as_compared, new_code
from learners.young.models import ClassCode, SchoolClass, YoungLearner
from learners.young.news import tell_guardians
from learners.young.queries import own_way_in
from learners.young.secret import SHORTEST_WORD, draw_pictures, hashed, of_pictures, of_word
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import current_community, in_community
from web.sentences import Wording

LONGEST = 400  # days that a code may be open
MOST_LEARNERS = 60  # in a class


class NewSecret(NamedTuple):
    """What is told this once."""

    learner: YoungLearner
    pictures: list[str]
    word: str


@transaction.atomic
def make_class(*, name: str, ends_on: date, by: Membership) -> SchoolClass:
    _check_end(ends_on)
    return SchoolClass.objects.create(name=name, ends_on=ends_on, made_by=by, code=_free_code())


@transaction.atomic
def change_class(school_class: SchoolClass, *, name: str | None = None, ends_on: date | None = None) -> SchoolClass:
    """What is None stays. A last day that is over closes the class."""
    if ends_on:
        _check_end(ends_on)
    school_class.name, school_class.ends_on = name or school_class.name, ends_on or school_class.ends_on
    school_class.save(update_fields=["name", "ends_on"])
    return school_class


@transaction.atomic
def renew_code(school_class: SchoolClass) -> SchoolClass:
    """The old code opens nothing any more, and nobody is locked who was by it."""
    school_class = SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    for learner in school_class.learners.all():
        tries.forget(tries.key_of(school_class.code, learner.called_key))
    ClassCode.objects.filter(pk=school_class.code).delete()
    school_class.code = _free_code()
    school_class.save(update_fields=["code"])
    return school_class


@transaction.atomic
def add_learners(school_class: SchoolClass, *, names: Sequence[str]) -> list[NewSecret]:
    """New people without e-mail or password, learners of the community, each with three pictures drawn by lot.

    A name is what the community calls them; its first word, made longer where another has it, is what they write."""
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)  # names are given one class at a time
    here = Community.objects.get(pk=current_community())
    taken = set(school_class.learners.values_list("called_key", flat=True))
    if len(taken) + len(names) > MOST_LEARNERS:
        raise Refused(_("A class has at most %(most)d learners.") % {"most": MOST_LEARNERS})
    made = []
    for name in names:
        called = free_name(name, taken)
        taken.add(as_compared(called))
        membership = join(_new_person(name, here), role="learner", display_name=name)
        learner = YoungLearner(
            person=membership.person, membership=membership, school_class=school_class, called=called,
            called_key=as_compared(called),
        )  # fmt: skip
        made.append(with_secret(learner))
    return made


@transaction.atomic
def reset_secret(learner: YoungLearner, *, by: Person, word: str = "", as_their_guardian: bool = False) -> NewSecret:
    """New pictures, or a word that the grown-up chose; the child sees who did it, and is signed out everywhere."""
    learner = YoungLearner.objects.select_related("school_class", "membership", "person").get(pk=learner.pk)
    if word and (len(as_compared(word)) < SHORTEST_WORD or as_compared(word) == learner.called_key):
        raise Refused(_("A word has at least %(least)d letters, and is not the name.") % {"least": SHORTEST_WORD})
    given = with_secret(learner, word)
    tries.forget(tries.key_of(learner.school_class.code, learner.called_key))
    end_sessions(learner.person)
    if not as_their_guardian:
        note_act(learner, by, gettext_lazy("Gave you a new secret to sign in with"))
    tell_guardians(learner, "reset", by=by)
    return given


@transaction.atomic
def reset_for_child(child_id: UUID, *, guardian: Person, word: str = "") -> NewSecret:
    """Raises NotGuardian."""
    with as_guardian(child_id, guardian, what=gettext_lazy("Gave you a new secret to sign in with"), did=True):
        learner = own_way_in()
    if learner is None:
        raise Refused(_("They do not sign in by a class code."))
    with in_community(learner.community.pk):
        return reset_secret(learner, by=guardian, word=word, as_their_guardian=True)


def note_act(learner: YoungLearner, by: Person, what: Wording) -> None:
    """Where the child sees it."""
    with in_community(learner.community.pk):
        AccessLog.note_here([learner.person_id], who=by, what=what, did=True)


def with_secret(learner: YoungLearner, word: str = "") -> NewSecret:
    pictures = [] if word else draw_pictures()
    learner.by_word = bool(word)
    learner.secret = hashed(of_word(word) if word else of_pictures(pictures))
    learner.save()
    return NewSecret(learner, pictures, word)


def _new_person(name: str, here: Community) -> Person:
    language = next((one for one in here.languages if one in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)
    return create_person(f"young-{uuid7().hex}", name=name, language=language, time_zone=here.time_zone)


def free_name(name: str, taken: set[str]) -> str:
    """The first word; with what follows where others are called so; with a number where all is the same."""
    words = name.split()
    longer = [" ".join(words[:count])[:36] for count in range(1, len(words) + 1)]
    numbered = [f"{longer[0]} {number}" for number in range(2, len(taken) + 3)]
    return next(one for one in [*longer, *numbered] if as_compared(one) not in taken)


def _free_code() -> str:
    while True:
        made, is_new = ClassCode.objects.get_or_create(code=new_code(), defaults={"community_id": current_community()})
        if is_new:
            return made.code


def _check_end(ends_on: date) -> None:
    if ends_on > timezone.localdate() + timedelta(days=LONGEST):
        raise Refused(_("A class code is open for at most %(days)d days.") % {"days": LONGEST})
