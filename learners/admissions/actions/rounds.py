"""Open a round, apply, confirm groups, and draw."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.secrecy.keys import new_receipt
from communities.models import Community
from jobs.outbox import enqueue
from learners.actions.answers import keep_answers
from learners.actions.enrolments import refuse_who_may_not_enrol, seat
from learners.admissions import draw_again, news, treatment
from learners.admissions.models import Application, Draw, NewSeed, Round
from learners.admissions.queries import draw_of, groups_on_record, new_seeds_of, standing
from learners.admissions.rules import ON_RECORD, group_of, rule_now
from learners.admissions.seeds import forget_seed, make_seed, seed_of
from learners.cards import show_card
from learners.guardianship import as_guardian
from learners.models import Offering
from learners.queries import card_of
from learners.times.own import refuse_clash
from learners.waiting import lock_offering
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import current_community


@transaction.atomic
def open_round(offering: Offering, *, closes_at: datetime, by: Person) -> Round:
    """Take applications until then, and draw at once afterwards; the seed is committed to now. Once an offering."""
    offering, rule = lock_offering(offering), rule_now()
    if not (offering.is_open and offering.by_application):
        raise Refused(_("This offering takes no applications."))
    if closes_at <= timezone.now():
        raise Refused(_("Choose a day that is still to come."))
    if Round.objects.filter(offering=offering).exists():
        raise Refused(_("Applications for this offering were opened already."))
    pk = uuid7()
    made: Round = Round.objects.create(
        pk=pk, offering=offering, order=rule["order"], groups=rule["groups"], closes_at=closes_at,
        commitment=make_seed(pk) if rule["order"] == "lottery" else "", opened_by_name=str(by),
    )  # fmt: skip
    enqueue("admissions.draw", current_community(), pk, not_before=closes_at)
    return made


@transaction.atomic
def apply(
    round_: Round,
    *,
    person: Person,
    by: Person,
    home: Community | None = None,
    display_name: str = "",
    claims: Iterable[str] = (),
    attributes: Mapping[str, Any] | None = None,
    knowingly: bool = True,
) -> Application:
    """Ask for a place; asked again, the same application. What the community's rows tell of groups counts at once,
    what else is claimed once it is confirmed."""
    offering = _lock_open(round_)
    refuse_who_may_not_enrol(offering, person, by=by)
    found = Application.objects.filter(round=round_, person=person).first()
    if found and not found.withdrawn_at:
        return found
    if not knowingly:
        refuse_clash(card_of(offering), person.pk)
    row: Application = found or Application(round=round_, card_id=offering.pk, person=person)
    row.display_name, row.home = display_name or str(person), home
    row.number = _last_number(round_) + 1
    row.code, row.withdrawn_at, row.made_at = new_receipt(), None, timezone.now()
    row.claims = [one for one in round_.groups if one in set(claims) and one not in ON_RECORD]
    row.granted = [one for one in groups_on_record(person.pk, offering) if one in round_.groups]
    keep_answers(row, person, attributes, by=by)
    row.save()
    return row


@transaction.atomic
def withdraw_application(application: Application, *, by: Person) -> Application:
    """By the applicant or their guardian. Raises NotGuardian."""
    if application.person_id != by.pk:
        with as_guardian(application.person_id, by, what=gettext_lazy("Withdrew your application"), did=True):
            pass  # the look is written down
    _lock_open(application.round)
    application.withdrawn_at = application.withdrawn_at or timezone.now()
    application.save(update_fields=["withdrawn_at"])
    return application


@transaction.atomic
def confirm_groups(application: Application, *, groups: Iterable[str]) -> Application:
    """Of those claimed; until the applications close. What is on record stays as it is."""
    round_, confirmed = application.round, set(groups)
    _lock_open(round_)
    application = Application.objects.get(pk=application.pk)
    if unknown := confirmed - {*application.claims, *application.granted}:
        raise Refused(_("They do not claim this: %(groups)s") % {"groups": ", ".join(sorted(unknown))})
    kept = {one for one in application.granted if one in ON_RECORD}
    application.granted = [one for one in round_.groups if one in confirmed | kept]
    application.save(update_fields=["granted"])
    return application


def _lock_open(round_: Round) -> Offering:
    """Neither closed nor, by another machine's clock, drawn already."""
    offering = lock_offering(round_.offering)
    if not (round_.is_open and offering.by_application):
        raise Refused(_("Applications have closed."))
    return offering


@transaction.atomic
def draw(round_: Round, *, now: datetime | None = None) -> Draw:
    """Bring the applications into their order, publish all that is needed to do it again, and give out the places.

    Done once; whoever gets none waits, in the order drawn."""
    offering = lock_offering(round_.offering)
    if done := draw_of(round_):
        return done
    seeds = new_seeds_of(round_)
    _refuse_early(round_, seeds, now or timezone.now())
    applications = list(standing(round_).select_related("person", "home"))
    document = _document(round_, seeds, applications, offering)
    figures = treatment.shown(treatment.counted(applications, treatment.in_reach(document)))
    made: Draw = Draw.objects.create(round=round_, document=document, treatment=figures)
    by_code = {one.code: one for one in applications}
    offering.by_application = False
    offering.save(update_fields=["by_application"])
    seated = []
    for one in (by_code[code] for code in made.document["result"]):
        enrolment = seat(
            offering, person=one.person, home=one.home, display_name=one.display_name, answered=one,
            by=one.person,
        )  # fmt: skip
        seated.append((one, enrolment))
    news.tell_drawn(seated, offering)
    show_card(offering)
    community, pk = current_community(), round_.pk
    transaction.on_commit(lambda: forget_seed(community, pk))
    return made


def _refuse_early(round_: Round, seeds: list[NewSeed], now: datetime) -> None:
    if now < round_.closes_at:
        raise Refused(_("Applications are still open."))
    if seeds and now < seeds[-1].draw_from:
        raise Refused(_("The new commitment is to be read first."))


def _document(
    round_: Round, seeds: list[NewSeed], applications: list[Application], offering: Offering
) -> dict[str, Any]:
    commitment = seeds[-1].commitment if seeds else round_.commitment
    rows = [{"code": one.code, "group": group_of(one, round_), "number": one.number} for one in applications]
    drawn: dict[str, Any] = {
        "offering": str(offering.pk),
        "order": round_.order,
        "groups": list(round_.groups),
        "places": offering.places_left,
        "commitment": commitment,
        "seed": seed_of(round_, commitment) if round_.order == "lottery" else "",
        "voided": [
            {"commitment": one.voided, "reason": one.reason, "made_at": one.made_at.isoformat()} for one in seeds
        ],
        "applications": sorted(rows, key=lambda one: one["code"]),
        "list_hash": draw_again.list_hash(rows),
    }
    return drawn | {"result": draw_again.order_of(drawn)}


def _last_number(round_: Round) -> int:
    last = Application.objects.filter(round=round_).order_by("-number").values_list("number", flat=True).first()
    return last or 0


def draw_due(community_id: UUID, round_id: UUID) -> None:
    """The job's: once the applications have closed."""
    found = Round.objects.filter(pk=round_id).select_related("offering").first()
    if found and not draw_of(found):
        draw(found)
