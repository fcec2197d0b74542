"""Whether something shared fits a community: language, materials, ages and time, each with its reason."""

from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from curriculum.commons.models import SharedVersion
from curriculum.commons.rules import where_one_may
from curriculum.commons.words import primary
from curriculum.wording import duration
from web.amounts import language_name

ALIKE, SHORT = 0.87, 5  # how like two words must be, from 0 to 1; of so many letters at least
PLACES = (Community.Kind.SCHOOL, Community.Kind.LEARNING)  # where people teach


class Verdict(models.TextChoices):
    FITS = "fits", gettext_lazy("Fits")
    NOT = "not", gettext_lazy("Does not fit")
    UNKNOWN = "unknown", gettext_lazy("May fit")  # the community has not said what would tell


class Ground(NamedTuple):
    """What is known of a community; None and nothing at all: not said."""

    community: Community
    languages: frozenset[str] = frozenset()  # primary subtags
    materials: frozenset[str] | None = None  # of those that shared curricula name, what it has
    age_from: int | None = None
    age_to: int | None = None
    hours: int | None = None  # for one curriculum; not said: time is no reason

    @property
    def says_ages(self) -> bool:
        return self.age_from is not None or self.age_to is not None


class Reason(NamedTuple):
    about: str  # language, materials, ages or time
    verdict: Verdict
    words: str
    lacks: tuple[str, ...] = ()  # materials


class Fit(NamedTuple):
    community: Community
    reasons: list[Reason]

    @property
    def verdict(self) -> Verdict:
        given = {reason.verdict for reason in self.reasons}
        return next((one for one in (Verdict.NOT, Verdict.UNKNOWN) if one in given), Verdict.FITS)

    @property
    def lacks(self) -> tuple[str, ...]:
        return tuple(one for reason in self.reasons for one in reason.lacks)


def places_of(access: Any) -> list[Community]:
    """Where the person may read curricula, but for the network and circles."""
    return [one for one in where_one_may(access, "curriculum.read") if one.kind in PLACES]


def is_slip(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip of the pen."""
    return min(len(one), len(other)) >= SHORT and SequenceMatcher(None, one, other).ratio() >= ALIKE


def fit_of(shared: SharedVersion, ground: Ground) -> Fit:
    reasons = [_language(shared, ground), _materials(shared, ground), _ages(shared, ground)]
    return Fit(ground.community, reasons if ground.hours is None else [*reasons, _time(shared, ground.hours)])


def _language(shared: SharedVersion, ground: Ground) -> Reason:
    name = language_name(shared.language)
    if not ground.languages:
        return Reason("language", Verdict.UNKNOWN, _("It is in %(language)s.") % {"language": name})
    if primary(shared.language) in ground.languages:
        return Reason("language", Verdict.FITS, _("It is in %(language)s, as you are.") % {"language": name})
    if shown := [one for one in shared.languages if one in ground.languages]:
        told = {"language": name, "others": _listed(map(language_name, shown))}
        words = _("It is in %(language)s, and all of it is translated into %(others)s.") % told
        return Reason("language", Verdict.FITS, words)
    told = {"language": name, "others": _listed(map(language_name, sorted(ground.languages)))}
    words = _("It is in %(language)s, and not all of it in any of your languages: %(others)s.") % told
    return Reason("language", Verdict.NOT, words)


def _materials(shared: SharedVersion, ground: Ground) -> Reason:
    needed = {"materials": _listed(shared.materials)}
    if not needed["materials"]:
        return Reason("materials", Verdict.FITS, _("It names no materials."))
    if ground.materials is None:
        words = _("It needs: %(materials)s. Nobody has written down what you have.") % needed
        return Reason("materials", Verdict.UNKNOWN, words)
    lacks = tuple(one for one in shared.materials if one not in ground.materials)
    if not lacks:
        return Reason("materials", Verdict.FITS, _("You have what it needs: %(materials)s.") % needed)
    has = [one for one in shared.materials if one in ground.materials]
    words = _("Not on your list: %(materials)s.") % {"materials": _listed(lacks)}
    if has:
        words += " " + _("You have: %(materials)s.") % {"materials": _listed(has)}
    return Reason("materials", Verdict.NOT, words, lacks)


def _ages(shared: SharedVersion, ground: Ground) -> Reason:
    if shared.age_from is None and shared.age_to is None:
        return Reason("ages", Verdict.FITS, _("It is for any age."))
    told = {"ages": _span(shared), "yours": _span(ground)}
    if not ground.says_ages:
        words = _("It is for ages %(ages)s. Nobody has written down whom you teach.") % told
        return Reason("ages", Verdict.UNKNOWN, words)
    words = _("It is for ages %(ages)s; you teach %(yours)s.") % told
    return Reason("ages", Verdict.FITS if _overlap(shared, ground) else Verdict.NOT, words)


def _time(shared: SharedVersion, hours: int) -> Reason:
    if not shared.minutes:
        return Reason("time", Verdict.FITS, _("It does not say how long it takes."))
    told = {"time": duration(shared.minutes), "yours": duration(hours * 60)}
    words = _("It takes about %(time)s; you have %(yours)s.") % told
    return Reason("time", Verdict.FITS if shared.minutes <= longest(hours) else Verdict.NOT, words)


def longest(hours: int) -> int:
    """The most minutes that are told as so many hours: from two on they are rounded."""
    return hours * 60 + (30 if hours > 1 else 0)


def _overlap(one: Any, other: Any) -> bool:
    return bool(
        (one.age_to is None or other.age_from is None or other.age_from <= one.age_to)
        and (one.age_from is None or other.age_to is None or one.age_from <= other.age_to)
    )


def _span(one: Any) -> str:
    """As 8+ where there is no last age."""
    if one.age_to is None:
        return f"{one.age_from}+"
    return f"{'' if one.age_from is None else one.age_from}–{one.age_to}"


def _listed(names: Any) -> str:
    return ", ".join(names)
