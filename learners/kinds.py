"""How somebody takes part in an offering, and for how long a trial lasts."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from learners.models import Enrolment, Held, Offering
from tenancy.refusal import Refused

TRIAL, LONGEST_TRIAL = timedelta(days=28), timedelta(days=92)


def set_kind(enrolment: Enrolment, offering: Offering, kind: str, trial_until: date | None = None) -> None:
    """Of an enrolment, unsaved, whose home is known. `trial_until`: its last day, else four weeks from now."""
    visits = enrolment.home_id not in (None, offering.community_id)
    kind = kind or (Enrolment.Kind.VISITING if visits else Enrolment.Kind.FULL)
    if kind not in Enrolment.Kind.values:
        raise Refused(_("There is no such kind: %(kind)s") % {"kind": kind})
    if kind == Enrolment.Kind.VISITING and not visits:
        raise Refused(_("Only who is at home in another community is a visitor."))
    if kind == Enrolment.Kind.ONLINE and offering.held == Held.PLACE:
        raise Refused(_("This offering is not held online."))
    is_trial = kind == Enrolment.Kind.TRIAL
    enrolment.kind, enrolment.trial_until = kind, _last_day(offering, trial_until) if is_trial else None


def _last_day(offering: Offering, chosen: date | None) -> date:
    today = timezone.localdate()
    last = chosen or today + TRIAL
    if not today <= last <= today + LONGEST_TRIAL:
        raise Refused(_("A trial ends within %(days)s days from today.") % {"days": LONGEST_TRIAL.days})
    return min(last, max(offering.ends_on or last, today))
