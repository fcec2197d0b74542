"""Whether a code, a name and a secret belong together; whatever of them does not, the answer is the same."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from learners.young import limits, tries
from learners.young.codes import as_code, as_compared
from learners.young.models import Tries, YoungLearner
from learners.young.news import tell_locked
from learners.young.queries import class_behind, learner_called
from learners.young.secret import fits
from tenancy.scope import NOBODY, in_community


class Tried(NamedTuple):
    person: Person | None
    why: str = ""
    wait: int = 0  # seconds; 0: it may be tried again at once


def try_secret(*, code: str, called: str, secret: str, address: str) -> Tried:
    """Every try is counted: what it writes must stay, also where the person is not let in."""
    code, called = as_code(code), as_compared(called)
    taken = limits.take(address=address, code=code)
    if taken.wait:
        return later(taken.wait)
    key = tries.key_of(code, called)
    if not tries.claim(key):
        return later(1)
    so_far = tries.now_of(key)
    if tries.is_locked(so_far):
        return Tried(None, _locked(), 3600)
    if wait := tries.wait_of(so_far):
        return later(wait)
    community = class_behind(code)
    with in_community(community or NOBODY):
        learner = learner_called(code, called)
        if fits(secret, learner.secret if learner else None) and learner:
            limits.give_back(taken)
            tries.forget(key)
            return Tried(learner.person)
        return _failed(tries.count_failure(so_far), learner)


def _failed(so_far: Tries, learner: YoungLearner | None) -> Tried:
    if tries.is_locked(so_far):
        if learner:
            tell_locked(learner)
        return Tried(None, _locked(), 3600)
    if wait := tries.wait_of(so_far):
        return later(wait)
    return Tried(None, _("These do not belong together. Look at your card and try again, or ask your teacher."))


def _locked() -> str:
    return _("Too many tries. Ask your teacher, or whoever looks after you at home, for a new secret.")


def later(wait: int) -> Tried:
    minutes = -(-wait // 60)
    said = ngettext(
        "Too many tries. Wait a minute, then try again, or ask your teacher.",
        "Too many tries. Wait %(minutes)d minutes, then try again, or ask your teacher.",
        minutes,
    )
    return Tried(None, said % {"minutes": minutes}, wait)
