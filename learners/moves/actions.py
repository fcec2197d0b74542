"""Ask for a move, add one's word, undo it; and what the new community's answer makes of it.

Rows are locked in one order: the request to join, the move, what the move changes."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from communities.actions import end_membership
from communities.governance.models import JoinRequest
from communities.governance.people.admitting import ask_to_join, withdraw_request
from communities.models import Community, Membership
from jobs.outbox import enqueue
from learners.consents.acting import Acting
from learners.consents.actions import refuse_who_is_not_asked
from learners.consents.queries import own_memberships
from learners.consents.rules import Needs, needs_of
from learners.moves import news
from learners.moves.models import HomeMove
from learners.moves.queries import destinations, homes
from learners.queries import guardians
from tenancy.refusal import Refused, refusing
from tenancy.scope import as_person, in_community
from web.amounts import write_day
from web.sentences import Sentence

LONGEST = 366  # days ahead
State = HomeMove.State


@transaction.atomic
def ask_move(
    acting: Acting, *, source: Community, target: Community, on: date, rest: str = HomeMove.Rest.STAY, words: str = ""
) -> HomeMove:
    """Ask for the home to move on a day; asked again, the same move. It waits for each word that it needs."""
    memberships = own_memberships()
    home = next((one for one in homes(memberships) if one.community_id == source.pk), None)
    if home is None:
        raise Refused(_("The learner is not at home there."))
    same = HomeMove.objects.filter(state__in=[State.WORDS, State.ASKED, State.ACCEPTED], target=target, on=on).first()
    if same:
        return same
    _refuse_place_or_day(memberships, source, target, on)
    needs = needs_of(memberships, target, guarded=guardians().exists())
    refuse_who_is_not_asked(acting, needs)
    acting.log(Sentence(gettext_lazy("Asked for your home to move to %(target)s"), target=target.name))
    move = HomeMove(
        source=source, target=target, on=on, rest=rest, words=words.strip(), display_name=home.display_name,
        needs_own=needs.own, needs_guardian=needs.guardian,
    )  # fmt: skip
    with refusing({"one_move_at_a_time": _("A move is under way already. Undo it first.")}):
        _sign(move, acting)
    _send(move)
    return move


@transaction.atomic
def agree_move(acting: Acting, *, pk: UUID) -> HomeMove:
    """Add one's own word to a move that waits for it. Raises HomeMove.DoesNotExist."""
    move = locked_move(pk)
    refuse_who_is_not_asked(acting, Needs(move.needs_own, move.needs_guardian))
    if not (move.waits_for_guardian if acting.child else move.waits_for_own):
        return move
    acting.log(Sentence(gettext_lazy("Agreed that your home moves to %(target)s"), target=move.target.name))
    _sign(move, acting)
    _send(move)
    return move


@transaction.atomic
def undo_move(acting: Acting, *, pk: UUID) -> HomeMove:
    """Until it has taken place: by the learner at any age, or a guardian where one is asked. A membership of the new
    community that came of it ends. Raises HomeMove.DoesNotExist."""
    found = HomeMove.objects.get(pk=pk)
    if found.request:
        with in_community(found.target_id):
            list(JoinRequest.objects.select_for_update(of=["self"]).filter(pk=found.request))
    move = locked_move(pk)
    if move.state == State.UNDONE:
        return move
    if not move.is_open:
        raise Refused(_("It is too late to undo this move."))
    if acting.child and not move.needs_guardian:
        raise Refused(_("They are old enough to decide this alone."))
    acting.log(Sentence(gettext_lazy("Undid the move of your home to %(target)s"), target=move.target.name))
    was = move.state
    settle(move, State.UNDONE)
    if found.request:
        with in_community(move.target_id):
            _take_back(move, found.request, was)
    _tell_undone(move, was, by=acting.by.pk)
    return move


def answered(request: JoinRequest) -> None:
    """In the new community's scope, once it has settled a request to join: what that means for a move."""
    with as_person(request.person_id):
        waiting = HomeMove.objects.filter(request=request.pk, state=State.ASKED)
        move = waiting.select_related("source", "target").select_for_update(of=["self"]).first()
        if move is None:
            return
        if request.state == JoinRequest.State.ADMITTED:
            _accept(move)
            return
        move.answer = request.answer
        declined = request.state == JoinRequest.State.DECLINED
        settle(move, State.DECLINED if declined else State.UNDONE)
        news.tell_family(move, "declined" if declined else "undone")


def locked_move(pk: UUID) -> HomeMove:
    found: HomeMove = HomeMove.objects.select_for_update(of=["self"]).select_related("source", "target").get(pk=pk)
    return found


def settle(move: HomeMove, state: str, **about: Any) -> None:
    move.state, move.settled_at = state, timezone.now()
    for name, value in about.items():
        setattr(move, name, value)
    move.save()


def _refuse_place_or_day(memberships: list[Membership], source: Community, target: Community, on: date) -> None:
    if target == source:
        raise Refused(_("The learner is at home there already."))
    if target not in destinations(memberships):
        raise Refused(_("No home can move there: it is closed to new learners, or no place for them."))
    there = next((one for one in memberships if one.community_id == target.pk), None)
    if there and "learner" not in there.roles:
        raise Refused(_("You are a member there, but not as a learner. Ask them to make you one first."))
    today = timezone.localdate(timezone=ZoneInfo(target.time_zone))
    if not today <= on <= today + timedelta(days=LONGEST):
        raise Refused(_("A home moves today or within a year."))


def _sign(move: HomeMove, acting: Acting) -> None:
    if acting.child:
        move.guardian, move.guardian_name = acting.by, str(acting.by)
    else:
        move.own_at = timezone.now()
    move.save()


def _send(move: HomeMove) -> None:
    """To the new community, once every word is there."""
    if move.waits_for_own or move.waits_for_guardian:
        news.tell_who_is_asked(move)
        return
    if any(one.community_id == move.target_id for one in own_memberships()):
        _accept(move)
        return
    with override((move.target.languages or ["en"])[0]):  # who reads it there
        told = _("Moves home on %(day)s.") % {"day": write_day(move.on)}
    with in_community(move.target_id):
        asked = ask_to_join(move.person, words=f"{told}\n\n{move.words}", display_name=move.display_name)
    move.state, move.request = State.ASKED, asked.pk
    move.save()
    news.tell_target(move, "asked")


def _accept(move: HomeMove) -> None:
    move.state = State.ACCEPTED
    move.save()
    news.tell_family(move, "accepted")
    news.tell_source(move, "leaves")
    begins = datetime.combine(move.on, time(), ZoneInfo(move.target.time_zone))
    enqueue("moves.turn", move.person_id, move.pk, not_before=begins if begins > timezone.now() else None)


def _tell_undone(move: HomeMove, was: str, *, by: UUID) -> None:
    """Whoever was told of it before."""
    news.tell_family(move, "undone", by=by)
    if was != State.WORDS:
        news.tell_target(move, "undone", by=by)
    if was == State.ACCEPTED:
        news.tell_source(move, "undone", by=by)


def _take_back(move: HomeMove, request: UUID, was: str) -> None:
    """In the new community's scope: the request, or the membership that came of it."""
    if was == State.ASKED:
        withdraw_request(JoinRequest.objects.get(pk=request))
        return
    membership = Membership.objects.filter(person=move.person_id, until__isnull=True).first()
    if membership:
        end_membership(membership)
