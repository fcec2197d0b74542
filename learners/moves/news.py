"""What the learner, their guardians and those who admit in both communities are told of a move."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from learners.moves.models import HomeMove
from learners.moves.queries import who_admits
from learners.queries import guardians
from notices.actions import notify
from tenancy.scope import as_person, in_community
from web.amounts import write_day
from web.links import url_at

Params = Mapping[str, Any]
HIDDEN = Community.Visibility.HIDDEN


def _waits(told: Params) -> str:
    return _("Your word is needed before a home moves to %(target)s: %(name)s") % _shown(told)


def _asked(told: Params) -> str:
    return _("%(name)s asks to move home to us on %(day)s") % _shown(told)


def _accepted(told: Params) -> str:
    return _("%(target)s takes %(name)s: the home moves on %(day)s") % _shown(told)


def _leaves(told: Params) -> str:
    return _("%(name)s moves home to %(target)s on %(day)s") % _shown(told)


def _declined(told: Params) -> str:
    return _("%(target)s does not take %(name)s; nothing moves") % _shown(told)


def _undone(told: Params) -> str:
    return _("The move of %(name)s to %(target)s was undone; nothing moves") % _shown(told)


def _done(told: Params) -> str:
    return _("%(name)s has moved home to %(target)s") % _shown(told)


KINDS = [
    ("waits", _waits, "hourglass"), ("asked", _asked, "house"), ("accepted", _accepted, "check"),
    ("leaves", _leaves, "house"), ("declined", _declined, "x"), ("undone", _undone, "undo-2"),
    ("done", _done, "house"),
]  # fmt: skip


def _shown(told: Params) -> dict[str, Any]:
    day = write_day(date.fromisoformat(told["on"]))
    return {**told, "target": told["target"] or _("another community"), "day": day}


def tell_who_is_asked(move: HomeMove) -> None:
    own, looking_after = _family(move)
    if move.waits_for_own:
        _tell(move, move.target, "waits", *own)
    if move.waits_for_guardian:
        _tell(move, move.target, "waits", *looking_after)


def tell_family(move: HomeMove, kind: str, *, by: UUID | None = None) -> None:
    for people, path in _family(move):
        _tell(move, move.target, kind, people, path, by=by)


def tell_target(move: HomeMove, kind: str, *, by: UUID | None = None) -> None:
    page = "governance-requests" if kind == "asked" else "moves-here"
    _tell(move, move.target, kind, None, url_at(move.target, page), by=by)


def tell_source(move: HomeMove, kind: str, *, by: UUID | None = None) -> None:
    _tell(move, move.source, kind, None, url_at(move.source, "moves-here"), by=by)


def _family(move: HomeMove) -> list[tuple[list[UUID], str]]:
    """The learner, and who looks after them, each with where they read of it."""
    learner: Any = move.person_id
    with as_person(learner):
        looking_after = [one.other_id for one in guardians()] if move.needs_guardian else []
    return [
        ([learner], reverse("moves-move", args=[move.pk])),
        (looking_after, reverse("moves-child-move", args=[learner, move.pk])),
    ]


def _tell(
    move: HomeMove, place: Community, kind: str, people: Iterable[UUID] | None, path: str, *, by: UUID | None = None
) -> None:
    """In the name of one of the two; without people, those who admit there."""
    secret = place == move.source and move.target.visibility == HIDDEN
    told = {"name": move.display_name, "target": "" if secret else move.target.name, "on": move.on.isoformat()}
    with in_community(place.pk):
        who = list(who_admits(place)) if people is None else people
        notify(who, f"moves.{kind}", key=f"{kind} {move.pk}", path=path, params=told, by=by)
