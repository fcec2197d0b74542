"""How an indicator is made of measures, and what cannot be one."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.facts import SOURCES, Measure, Unit
from evaluation.measures import MEASURES
from tenancy.refusal import Refused


class Unsound(Refused):
    """No indicator can be made so; `field` of what was said is wrong."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


class Made(models.TextChoices):
    COUNT = "count", gettext_lazy("The number itself")
    SHARE = "share", gettext_lazy("Which part of another number")
    RATE = "rate", gettext_lazy("How much for each of another number")


class Formula(NamedTuple):
    """A measure, or it divided by another: times 100 for a share, as it is for a rate."""

    made: str
    measure: str
    of: str = ""

    def __str__(self) -> str:
        """As one would write it down."""
        top = MEASURES[self.measure].label
        if self.made == Made.COUNT:
            return str(top)
        below = MEASURES[self.of].label
        return f"100 × {top} / {below}" if self.made == Made.SHARE else f"{top} / {below}"

    @property
    def measures(self) -> list[Measure]:
        return [MEASURES[key] for key in (self.measure, self.of) if key]

    @property
    def permissions(self) -> set[str]:
        """All of them are needed to see it."""
        return {SOURCES[one.source].permission for one in self.measures} - {""}

    @property
    def unit(self) -> str:
        units = [str(one.unit.label) for one in self.measures]
        return {Made.COUNT: units[0], Made.SHARE: "%"}.get(Made(self.made)) or " / ".join(units)

    def value(self, figures: Mapping[str, int]) -> Fraction | None:
        """Of these measures; None where it would be divided by nought, or one of them was not counted."""
        top = figures.get(self.measure)
        if self.made == Made.COUNT or top is None:
            return None if top is None else Fraction(top)
        below = figures.get(self.of)
        return Fraction(top, below) * (100 if self.made == Made.SHARE else 1) if below else None


def formula_of(said: Mapping[str, Any]) -> Formula:
    """From {"made", "measure", "of"}. Raises Unsound, which says what is wrong, and where."""
    formula = Formula(str(said["made"]), str(said["measure"]), str(said.get("of") or ""))
    _check_names(formula)
    if formula.made != Made.COUNT:
        _check_division(formula)
    return formula


def _check_names(formula: Formula) -> None:
    if formula.made not in Made.values:
        raise Unsound("made", _("An indicator is a count, a share or a rate."))
    wanted = {"measure": formula.measure} | ({} if formula.made == Made.COUNT else {"of": formula.of})
    for field, key in wanted.items():
        if key not in MEASURES:
            raise Unsound(field, _("There is no number called “%(key)s”.") % {"key": key})
        if key == "outcomes":
            raise Unsound(field, _("That is a table of its own; take how many passed, or left early."))
    if formula.made == Made.COUNT and formula.of:
        raise Unsound("of", _("A count is not divided: leave this empty."))


def _check_division(formula: Formula) -> None:
    top, below = formula.measures
    told = {"part": top.label, "of": below.label, "one": top.unit.label, "other": below.unit.label}
    if formula.measure == formula.of:
        raise Unsound("of", _("Divided by itself it is always the same."))
    if below.unit == Unit.MONEY:
        raise Unsound("of", _("Money comes in several currencies: nothing is divided by it."))
    if formula.made == Made.SHARE and top.unit != below.unit:
        says = _("“%(part)s” counts %(one)s and “%(of)s” %(other)s: a share needs the same unit.")
        raise Unsound("of", says % told)
    if formula.made == Made.SHARE and top.within != formula.of:
        says = _(
            "“%(part)s” is no part of “%(of)s”: the share could be over 100, and a small part could not be hidden"
            " safely."
        )
        raise Unsound("of", says % told)
