"""The indicators that a community makes itself, and all that its reports are made by."""

from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from communities.models import Community
from evaluation.counting import count_all
from evaluation.formulas import Formula, Unsound, formula_of
from evaluation.indicators import INDICATORS, said_of
from evaluation.measures import MEASURES
from evaluation.models import OwnIndicator
from evaluation.periods import to_date
from tenancy.keys import uuid7
from tenancy.refusal import Refused
from tenancy.scope import current_community

MOST = 30  # in force at once


def own_indicators() -> QuerySet[OwnIndicator]:
    """In force in the open scope's community, by name."""
    return OwnIndicator.objects.filter(ended_at=None).order_by("label", "pk")


def definitions() -> dict[str, Any]:
    """Everything that the open scope's community is measured by, as a report carries it."""
    own = {
        one.key: {**said_of(one), "label": one.label, "why": one.why, "better": one.better} for one in own_indicators()
    }
    return {key: said_of(one) for key, one in INDICATORS.items()} | own


@transaction.atomic
def define_indicator(*, label: str, why: str, better: str = "", by: Any, **said: Any) -> OwnIndicator:
    """One more in the open scope's community, from the next report on. `said` is {"made", "measure", "of"}."""
    formula = _sound(said)
    if own_indicators().select_for_update().count() >= MOST:
        raise Refused(_("There are %(most)s of your own already: end one first.") % {"most": MOST})
    taken = own_indicators().filter(label__iexact=label).exists()
    if taken or any(str(one.label).casefold() == label.casefold() for one in INDICATORS.values()):
        raise Unsound("label", _("There is one of this name already."))
    key = f"{slugify(label)[:30].strip('-') or 'own'}-{uuid7().hex[-8:]}"
    return _written(key, 1, formula, label=label, why=why, better=better, by=by)


@transaction.atomic
def redefine_indicator(
    one: OwnIndicator, *, label: str, why: str, better: str = "", by: Any, **said: Any
) -> OwnIndicator:
    """A further version, which later reports are made by; those written keep theirs."""
    formula = _sound(said)
    _end(one)
    latest = OwnIndicator.objects.filter(key=one.key).aggregate(latest=Max("version"))["latest"]
    return _written(one.key, latest + 1, formula, label=label, why=why, better=better, by=by)


@transaction.atomic
def end_indicator(one: OwnIndicator) -> None:
    """No later report has it; those written keep it."""
    _end(one)


def _written(key: str, version: int, formula: Formula, *, label: str, why: str, better: str, by: Any) -> OwnIndicator:
    made: OwnIndicator = OwnIndicator.objects.create(
        key=key, version=version, label=label, why=why, better=better, by_name=by.display_name, **formula._asdict()
    )
    return made


def _sound(said: dict[str, Any]) -> Formula:
    """Raises Unsound also where it would be divided by what has always been nought here."""
    formula = formula_of(said)
    if formula.of:
        community = Community.objects.get(pk=current_community())
        figures = count_all(community, to_date(timezone.localdate()))
        if not any(one.value for one in figures if one.indicator == formula.of):
            says = _("“%(of)s” has always been nought here, and nothing can be divided by nought.")
            raise Unsound("of", says % {"of": MEASURES[formula.of].label})
    return formula


def _end(one: OwnIndicator) -> None:
    ended = OwnIndicator.objects.filter(pk=one.pk, ended_at=None).update(ended_at=timezone.now())
    if not ended:
        raise Refused(_("It has been changed or ended meanwhile: look at it again."))
