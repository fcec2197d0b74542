"""What a changed copy, or a whole made of several, may be given out under, and why.

After Creative Commons' chart of adapter's licences (creativecommons.org/faq, "If I derive or adapt material")
and the Open Government Licence's own word that it goes together with CC BY."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.licences.kinds import Licence, terms_of

FREE = (Licence.CC0, Licence.PDM)  # nobody holds rights any more
OPENNESS: list[Licence] = [
    Licence.CC0, Licence.OGL, Licence.BY, Licence.BY_SA, Licence.BY_NC, Licence.BY_NC_SA, Licence.BY_ND,
    Licence.BY_NC_ND, Licence.PDM,
]  # fmt: skip
BARS = {
    "unchanged": gettext_lazy("%(origin)s lets others pass it on as it is, not changed and not in parts."),
    "marked": gettext_lazy(
        "The Public Domain Mark says that nobody holds rights in it. What is changed has authors, who can let go of"
        " theirs with CC0."
    ),
    "alike": gettext_lazy("What is made of something under %(origin)s stays under %(origin)s."),
    "public": gettext_lazy(
        "The Open Government Licence is given by public bodies: what is under %(origin)s does not come under it."
    ),
    "named": gettext_lazy("%(origin)s asks that its authors stay named, and %(licence)s would not."),
    "commercial": gettext_lazy("%(origin)s does not allow commercial use, and %(licence)s would."),
}


def _bar(origin: str, licence: str) -> str:
    """Which of BARS stands between them, or ""."""
    old, new = terms_of(origin), terms_of(licence)
    barred = {
        "unchanged": old.no_derivatives,
        "marked": licence == Licence.PDM,
        "alike": old.share_alike and licence != origin,
        "public": licence == Licence.OGL and origin != Licence.OGL and origin not in FREE,
        "named": licence == Licence.CC0 and origin not in FREE,
        "commercial": old.non_commercial and not new.non_commercial,
    }
    return next((bar for bar, stands in barred.items() if stands), "")


def may_become(origin: str, licence: str) -> bool:
    """Whether a changed copy or a part of something under `origin` may be given out under `licence`."""
    return not _bar(origin, licence)


def reason(origin: str, licence: str) -> str:
    """Why it may, or may not."""
    old, bar = terms_of(origin), _bar(origin, licence)
    told = {"origin": Licence(origin).label, "licence": Licence(licence).label}
    if bar:
        return str(BARS[bar]) % told
    if origin in FREE:
        return _("Nobody holds rights in what is under %(origin)s: it may come under any licence.") % told
    if old.share_alike:
        return str(BARS["alike"]) % told
    if old.non_commercial:
        return _("%(origin)s asks for authors to be named and no commercial use; %(licence)s keeps both.") % told
    return _("%(origin)s asks for authors to be named; %(licence)s keeps that.") % told


class Outcome(NamedTuple):
    """What several together come under; `licence` is "" when nothing allows them to be brought together."""

    licence: str
    reasons: list[str]

    @property
    def label(self) -> str:
        return str(Licence(self.licence).label) if self.licence else ""


def outcome(origins: Iterable[str], own: str = "") -> Outcome:
    """`own`, if all of these allow it, else the most open licence that they all do; with the reasons."""
    several = [one for one in OPENNESS if one in set(origins)]
    allowed = [one for one in OPENNESS if all(may_become(origin, one) for origin in several)]
    if own in allowed or not several:
        return Outcome(own, _said(several, own))
    if not allowed:
        return Outcome("", _clash(several))
    barred = [origin for origin in several if own and not may_become(origin, own)]
    return Outcome(allowed[0].value, _said(barred, own) or _said(several, allowed[0]))


def _said(origins: Iterable[str], licence: str) -> list[str]:
    return list(dict.fromkeys(reason(origin, licence) for origin in origins))


def _clash(origins: Sequence[str]) -> list[str]:
    fixed = [one for one in origins if terms_of(one).no_derivatives]
    if fixed:
        return _said(fixed, Licence.CC0)
    alike = next(one for one in origins if terms_of(one).share_alike)
    return [*_said([alike], alike), *bars([one for one in origins if one != alike], alike)]


def bars(origins: Iterable[str], licence: str) -> list[str]:
    """Why these do not allow it; empty if all do."""
    return _said([one for one in origins if not may_become(one, licence)], licence)
