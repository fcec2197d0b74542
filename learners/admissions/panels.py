"""What the page of an offering, and one's own, show of applications."""

from typing import Any

from django.utils import timezone

from learners.actions.alone import why_not_alone
from learners.admissions.forms import AppealForm, ApplicationForm, NewSeedForm, RoundForm
from learners.admissions.queries import application_of, commitment_of, draw_of, own_applications, round_of, standing
from learners.admissions.seeds import is_lost
from learners.equity import asked_here
from learners.guardianship import children_of
from learners.models import Enrolment, Offering
from learners.panels import own_now
from learners.queries import card_of
from learners.rules import homes_of
from learners.times.own import clashes_of


def of_offering(request: Any, offering: Offering) -> dict[str, Any] | None:
    """Where its places are given by application: how to ask, where one's own stands, and what was drawn."""
    round_ = round_of(offering)
    if round_ is None:
        if not offering.by_application:
            return None
        return {"offering": offering, "round": None, "form": RoundForm()}
    access, drawn = request.access, None if offering.by_application else draw_of(round_)
    commitment = "" if drawn or round_.is_open else commitment_of(round_)
    lost = bool(commitment) and is_lost(round_, commitment)
    mine = application_of(round_, access.person and access.person.pk)
    return {
        "offering": offering,
        "round": round_,
        "draw": drawn,
        "mine": mine,
        "appeals": _to_appeal(access, offering, round_) if drawn and access.person else [],
        "lost": NewSeedForm() if lost else None,
        "rank": drawn.document["result"].index(mine.code) + 1 if drawn and mine else None,
        **(_to_ask(access, offering, round_) if access.person and round_.is_open and not drawn else {}),
    }


def _to_appeal(access: Any, offering: Offering, round_: Any) -> list[dict[str, Any]]:
    """One's own application and one's children's, of those who wait: what they said, or a form to say it in."""
    children = {one.other_id: one for one in children_of(access.person)}
    waiting = Enrolment.objects.filter(offering=offering, offered_until=None, state=Enrolment.State.WAITING)
    people = list(waiting.filter(person__in=[access.person.pk, *children]).values_list("person_id", flat=True))
    rows = standing(round_).filter(person__in=people).prefetch_related("appeals") if people else []
    return [
        {
            "application": one,
            "child": children.get(one.person_id),
            "said": next(iter(one.appeals.all()), None),
            "form": AppealForm(auto_id=f"id_{one.pk}_%s"),
        }
        for one in rows
    ]


def _to_ask(access: Any, offering: Offering, round_: Any) -> dict[str, Any]:
    asks, card, children = asked_here(), card_of(offering), children_of(access.person)
    applied = {one.person_id: one for one in standing(round_).filter(person__in=[one.other_id for one in children])}
    return {
        "ask": ApplicationForm(homes=homes_of(access.memberships, offering.community_id), asks=asks, round=round_),
        "clashes": clashes_of(card, access.person.pk),
        "not_alone": why_not_alone(access.community, access.person, access.memberships),
        "children": [
            (one, ApplicationForm(asks=asks, round=round_, auto_id=f"id_{one.other_id}_%s"), applied.get(one.other_id))
            for one in children
        ],
    }


def mine(request: Any) -> dict[str, Any] | None:
    """On one's own page: applications that are not drawn yet; later they are enrolments."""
    found = [one for one in own_applications() if one.card.by_application]
    return {"applications": found} if found else None


def offered(request: Any) -> dict[str, Any] | None:
    """On one's own page, first: places kept for one for a time."""
    found = [one for one in own_now(request) if one.offered_until and one.offered_until > timezone.now()]
    return {"offered": found, "waiting": len(found)} if found else None
