"""What becomes of an offer: answered by the original's side, its answer undone, or withdrawn by those who made it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Membership
from curriculum.actions import REFUSALS, fill_draft, locked
from curriculum.commons.models import Offer
from curriculum.commons.news import tell_writers
from curriculum.commons.offering import offered_changes
from curriculum.commons.pulling import credited
from curriculum.merging import ABOUT, Offered, join, part_of
from curriculum.models import Curriculum
from curriculum.nodes import data_of, from_json
from tenancy.refusal import Refused, refusing
from tenancy.scope import in_community

State, Side = Offer.State, Offer.Side
ANSWERED = gettext_lazy("This offer is answered already.")
ANOTHER = {"one_open_offer": gettext_lazy("They have made another offer since.")}


@transaction.atomic
def answer_offer(
    offer: Offer, *, by: Membership, taken: Collection[str], seen: datetime | None = None, reason: str = ""
) -> Offer:
    """Take these changes into the original's draft and credit their authors; none of them: decline, with a reason."""
    offer = _locked(offer)
    found = offered_changes(offer)
    told = [one for one in found if one.id in set(taken)]
    _refuse_answer(offer, told, seen, reason)
    state = State.DECLINED if not told else State.TAKEN if len(told) == len(found) else State.IN_PART
    answer: dict[str, Any] = {
        "state": state, "reason": reason, "decided_by": by.display_name, "decided_at": timezone.now(),
        "taken": [{"id": one.id, "title": one.title, "field": one.field, "what": one.what.value} for one in told],
    }  # fmt: skip
    Offer.objects.filter(pk=offer.pk).update(**answer, **(_write(offer, told) if told else {}))
    with in_community(offer.other_id):
        Offer.objects.filter(pk=offer.pk).update(**answer)
        _tell("answered", offer, by, answer["decided_at"])
    offer.refresh_from_db()
    return offer


def _locked(offer: Offer) -> Offer:
    """The draft first, then the offer, as everybody takes them."""
    curriculum = locked(offer.curriculum)
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    offer.curriculum = curriculum
    return offer


def _tell(kind: str, offer: Offer, by: Membership, at: datetime) -> None:
    title = offer.about["title"]
    tell_writers(kind, offer.pk, key=f"{kind} {offer.pk} {at.isoformat()}", by=by.community, title=title, but=by)


def _refuse_answer(offer: Offer, told: list[Offered], seen: datetime | None, reason: str) -> None:
    if not offer.is_open or offer.side != Side.RECEIVED:
        raise Refused(str(ANSWERED))
    if told and seen and offer.curriculum.edited_at != seen:
        raise Refused(_("The draft has changed since you looked. Look at it again."))
    if not told and not reason.strip():
        raise Refused(_("Whoever offered it wants to know why: give a reason."))


def _write(offer: Offer, told: list[Offered]) -> dict[str, Any]:
    """Into the draft; what it was before, and when it was as this leaves it."""
    curriculum = offer.curriculum
    draft = [data_of(node) for node in curriculum.nodes.all()]
    about = {name: getattr(curriculum, name) for name in (*ABOUT, "authors")}
    for one in told:
        if one.key is None:
            setattr(curriculum, one.field, one.theirs)
    curriculum.authors = credited(curriculum.authors, offer.about["authors"])
    with refusing(REFUSALS):
        curriculum.save()
    wanted = {one.id for one in told}
    result = join(part_of(offer.base.node_data, offer.keys), offer.node_data, draft, wanted)
    after = fill_draft(curriculum, result.nodes)
    return {"before": {"about": about, "nodes": [node.as_json() for node in draft]}, "draft_at": after.edited_at}


def can_undo(offer: Offer) -> bool:
    """Nobody has written on the draft since changes of the offer were taken into it."""
    return offer.before is not None and offer.draft_at == offer.curriculum.edited_at


@transaction.atomic
def undo_answer(offer: Offer, *, by: Membership) -> Curriculum:
    """Let the draft be as it was before the offer was taken, and the offer open again, on both sides."""
    offer = _locked(offer)
    if offer.before is None:
        raise Refused(_("Nothing was taken that could be undone."))
    if not can_undo(offer):
        raise Refused(_("Somebody has written on the draft since: it cannot be undone as a whole any more."))
    curriculum, before = offer.curriculum, offer.before
    for name, value in before["about"].items():
        setattr(curriculum, name, value)
    curriculum.save()
    curriculum = fill_draft(curriculum, [from_json(node) for node in before["nodes"]])
    again: dict[str, Any] = {"state": State.OPEN, "reason": "", "decided_by": "", "decided_at": None, "taken": []}
    Offer.objects.filter(pk=offer.pk).update(**again, before=None, draft_at=None)
    with in_community(offer.other_id):
        with refusing(ANOTHER):
            Offer.objects.filter(pk=offer.pk).update(**again)
        _tell("undone", offer, by, timezone.now())
    return curriculum


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: Membership) -> Offer:
    """Take an open offer back, on both sides; refused once it is answered."""
    if offer.side != Side.MADE:
        raise Refused(_("Those who made an offer withdraw it."))
    now = timezone.now()
    answer: dict[str, Any] = {"state": State.WITHDRAWN, "decided_by": by.display_name, "decided_at": now}
    with in_community(offer.other_id):
        theirs = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
        if not theirs.is_open:
            raise Refused(str(ANSWERED))
        Offer.objects.filter(pk=offer.pk).update(**answer)
        _tell("withdrawn", offer, by, now)
    Offer.objects.filter(pk=offer.pk).update(**answer)
    _tell("withdrawn", offer, by, now)
    offer.refresh_from_db()
    return offer
