"""Say that a record is wrong; the community corrects it with its own pages and says so, or says why not."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Membership
from learners.consents.acting import Acting
from learners.mydata import news
from learners.mydata.models import CorrectionRequest
from learners.mydata.places import Place
from tenancy.refusal import Refused, refusing
from tenancy.scope import in_community
from web.sentences import Sentence

State = CorrectionRequest.State
MOST = 200  # records of a kind that are offered to choose from, the latest


class Correctable(NamedTuple):
    label: Any
    order: str
    called: Callable[[Any], list[Any]]  # what a row is, in a few words, as a Sentence names it


CORRECTABLE = {
    "communities.Membership": Correctable(
        gettext_lazy("Membership"), "-since", lambda row: [row.display_name, row.since]
    ),
    "learners.Enrolment": Correctable(
        gettext_lazy("Places"), "-enrolled_on", lambda row: [row.card.title, row.enrolled_on]
    ),
    "progress.Mark": Correctable(gettext_lazy("Mark"), "-created_on", lambda row: [row.activity_title]),
    "evidence.Evidence": Correctable(gettext_lazy("Evidence"), "-added_at", lambda row: [row.title]),
    "attendance.Presence": Correctable(
        gettext_lazy("Attendance"), "-on", lambda row: [row.on, dict(row._meta.get_field("was").flatchoices)[row.was]]
    ),
    "assessments.Attempt": Correctable(gettext_lazy("Assessment"), "-begun_at", lambda row: [row.title, row.number]),
}


class Chosen(NamedTuple):
    """A record that can be asked about."""

    key: str  # "table id"
    kind: str
    record: Sentence


def records_at(place: Place) -> list[Chosen]:
    """In the person's scope: what a community recorded about them, the latest of each kind first."""
    found = []
    for label, kind in CORRECTABLE.items():
        model: Any = apps.get_model(label)
        rows = model.objects.filter(community=place.community).order_by(kind.order)
        if label == "learners.Enrolment":
            rows = rows.select_related("card")
        named = str(kind.label)
        found += [Chosen(f"{label} {row.pk}", named, _record(kind, row)) for row in rows[:MOST]]
    return found


def _record(kind: Correctable, row: Any) -> Sentence:
    return Sentence(gettext_lazy("%(kind)s: %(called)s"), kind=kind.label, called=kind.called(row))


@transaction.atomic
def ask_to_correct(acting: Acting, *, place: Place, record: str, wrong: str, right: str) -> CorrectionRequest:
    """By the learner at any age, or a guardian; `record` is a key of `records_at`."""
    chosen = next((one for one in records_at(place) if one.key == record), None)
    if chosen is None:
        raise Refused(_("There is no such record of yours there."))
    if not wrong.strip() or not right.strip():
        raise Refused(_("Say what is wrong, and what it should say."))
    text = gettext_lazy("Asked for you that %(place)s corrects: %(record)s")
    acting.log(Sentence(text, place=place.community.name, record=chosen.record))
    label, _space, row = record.partition(" ")
    called = place.display_name or str(acting.by)
    with in_community(place.community.pk):
        with refusing({"one_open_correction_a_record": _("You have asked about this already.")}):
            asked: CorrectionRequest = CorrectionRequest.objects.create(
                person_id=acting.learner, display_name=called, record=label, row=UUID(row), called=chosen.record,
                wrong=wrong.strip(), right=right.strip(), by_name=str(acting.by) if acting.child else called,
            )  # fmt: skip
        news.tell_of_correction(asked, place.community)
    return asked


@transaction.atomic
def answer_correction(request: CorrectionRequest, *, corrected: bool, answer: str, by: Membership) -> CorrectionRequest:
    """In the community's scope: that it has been put right, or why not; then what they said stays beside it."""
    found: CorrectionRequest = CorrectionRequest.objects.select_for_update(of=["self"]).get(pk=request.pk)
    if found.state != State.OPEN:
        raise Refused(_("This request has been answered."))
    if found.person_id == by.person_id:
        raise Refused(_("Somebody else answers what you asked for yourself."))
    if not corrected and not answer.strip():
        raise Refused(_("Say why."))
    found.state = State.CORRECTED if corrected else State.REFUSED
    found.answer, found.answered_at, found.answered_by_name = answer.strip(), timezone.now(), str(by)
    found.save()
    news.tell_correction_answered(found, by.community)
    return found
