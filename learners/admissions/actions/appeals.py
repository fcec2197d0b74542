"""An appeal against the outcome of a draw: said once, decided by the community's rule of admission, with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.actions import decide
from communities.governance.mandate import refuse_alone
from communities.governance.models import Decision
from communities.governance.record.chain import take_turn
from learners.admissions import news
from learners.admissions.models import Appeal, Application
from learners.admissions.queries import draw_of, was_turned_down
from learners.guardianship import as_guardian
from learners.models import Enrolment, Offering
from learners.waiting import lock_offering, promote_waiting, to_front
from tenancy.refusal import Refused, refusing
from web.sentences import Sentence


@transaction.atomic
def appeal(application: Application, *, text: str, by: Person) -> Appeal:
    """By an applicant who waits for a place, or their guardian; those who decide are told. Raises NotGuardian."""
    if application.person_id != by.pk:
        what = Sentence(gettext_lazy("Appealed for you: %(code)s"), code=application.code)
        with as_guardian(application.person_id, by, what=what, did=True):
            pass  # the look is written down
    offering = lock_offering(application.round.offering)
    if not draw_of(application.round):
        raise Refused(_("The places are not drawn yet."))
    _waiting(offering, application)
    with refusing({"one_appeal_each": _("There is an appeal already.")}):
        made: Appeal = Appeal.objects.create(
            application=application, person_id=application.person_id, text=text.strip()
        )
    news.tell_appealed(made, offering, by=by)
    return made


@transaction.atomic
def answer_appeal(
    found: Appeal, *, granted: bool, reason: str, by: Person, voted_at: datetime | None = None
) -> Decision:
    """Granted, they are the first in the waiting list after those who were offered a place; nobody loses one for it.

    Those do it to whom admission is entrusted, or a proposal was accepted; to turn it down, also once one was rejected.
    """
    if granted or not was_turned_down(found):
        refuse_alone("admission", voted_at=voted_at)
    take_turn()
    offering = lock_offering(found.application.round.offering)
    found = Appeal.objects.select_related("application").get(pk=found.pk)
    if found.decision_id:
        raise Refused(_("This appeal is decided."))
    if granted:
        enrolment = _waiting(offering, found.application)
        to_front(offering, enrolment)
        enrolment.save(update_fields=["place"])
        promote_waiting(offering, by=by)
    words = _("Appeal of receipt %(code)s granted") if granted else _("Appeal of receipt %(code)s turned down")
    title = words % {"code": found.application.code}
    decision = decide(by=by, kind=Decision.Kind.MEMBERSHIP, title=title, reason=reason, at=voted_at)
    found.granted, found.answer, found.decision = granted, reason, decision
    found.save(update_fields=["granted", "answer", "decision"])
    news.tell_appeal_decided(found, offering)
    return decision


def _waiting(offering: Offering, application: Application) -> Enrolment:
    state = Enrolment.State.WAITING
    rows = Enrolment.objects.filter(offering=offering, person=application.person_id, state=state, offered_until=None)
    found: Enrolment | None = rows.first()
    if found is None:
        raise Refused(_("Only who waits for a place can appeal for one."))
    return found
