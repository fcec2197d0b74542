"""Which step to take next, and why it is suggested."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.models import Enrolment, OfferingCard, State
from learners.progress.standing import Activity, Standing
from web.amounts import write_day

SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Step:
    standing: Standing
    activity: Activity
    why: str

    @property
    def enrolment(self) -> Enrolment:
        return self.standing.enrolment

    @property
    def card(self) -> OfferingCard:
        card: OfferingCard = self.standing.enrolment.card
        return card


def next_steps(standings: Iterable[Standing], today: date) -> list[Step]:
    """The next activity of each running enrolment; what ends soonest first, then what was touched last."""
    running = [one for one in standings if one.next and _runs(one.enrolment, today)]
    running.sort(key=lambda one: (-_touched(one).toordinal(), one.enrolment.card.title))
    running.sort(key=lambda one: _urgency(one.enrolment.card, today))
    return [Step(standing=one, activity=one.next, why=_why(one, today)) for one in running if one.next]


def _runs(enrolment: Enrolment, today: date) -> bool:
    card = enrolment.card
    begun = card.starts_on is None or card.starts_on <= today
    over = card.state == State.ENDED or (card.ends_on is not None and card.ends_on < today)
    return enrolment.state == Enrolment.State.ENROLLED and begun and not over


def _urgency(card: OfferingCard, today: date) -> int:
    """Days until the end where that is near; all else is equal."""
    days = (card.ends_on - today).days if card.ends_on else SOON.days
    return min(days, SOON.days)


def _touched(standing: Standing) -> date:
    latest = standing.latest
    return latest.mark.touched_on if latest and latest.mark else standing.enrolment.enrolled_on


def _why(standing: Standing, today: date) -> str:
    card, latest = standing.enrolment.card, standing.latest
    if card.ends_on and card.ends_on - today <= SOON:
        text = ngettext(
            "Suggested because the offering ends on %(day)s and %(left)s step is left.",
            "Suggested because the offering ends on %(day)s and %(left)s steps are left.",
            standing.left,
        )
        return text % {"day": write_day(card.ends_on), "left": standing.left}
    if latest is None or latest.mark is None:
        return _("Suggested because it is the first step of “%(offering)s”.") % {"offering": card.title}
    day = write_day(latest.mark.touched_on)
    if latest.is_marked:
        return _("Suggested because you showed “%(activity)s” on %(day)s.") % {"activity": latest.title, "day": day}
    return _("Suggested because you handed in “%(activity)s” on %(day)s.") % {"activity": latest.title, "day": day}
