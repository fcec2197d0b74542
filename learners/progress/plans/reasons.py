"""Why something is suggested, or not, in words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learners.distance import NEAR, nearest
from learners.distance import in_words as far_in_words
from learners.models import OfferingCard
from learners.progress.plans.models import Goal, Overrule
from learners.progress.plans.queries import Known
from learners.progress.plans.suggesting import Judged, Suggestions, offering_them
from learners.support import in_words as support_in_words
from learners.support import met
from learners.times.own import in_words
from learners.times.weeks import clashes
from web.amounts import language_name, write_day

Stems = Mapping[UUID, list[str]]  # of goals, by their ids
PLAINLY = {
    "shown": gettext_lazy("You have shown all that it teaches."),
    "learning": gettext_lazy("You are learning this already, or wait for a place in it."),
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """An offering with what speaks for it and, where it is ruled out, against it."""

    card: OfferingCard
    reasons: list[str]
    against: str = ""
    first: OfferingCard | None = None  # what could be done before it
    may_overrule: bool = False


@dataclass(frozen=True, kw_only=True)
class Advice:
    fit: list[Said]
    ruled_out: list[Said]
    numbers: list[str]  # how many were ruled out, by why


def explain(found: Suggestions, *, known: Known, goals: Iterable[Goal], overrules: Iterable[Overrule]) -> Advice:
    """One query, where something is lacking."""
    goals = [one for one in goals if one.is_open]
    missing = {key for one in found.ruled_out if one.ruled == "lacking" for key in _lacks(one.card, known)}
    before = offering_them(missing) if missing else []
    no = {one.card_id: one for one in overrules}
    return Advice(
        fit=[Said(card=one.card, reasons=_all_for(one, goals, known, found.stems)) for one in found.fit],
        ruled_out=[
            Said(
                card=one.card, reasons=_all_for(one, goals, known, found.stems),
                against=_against(one, known, no.get(one.card.pk)),
                first=next((card for card in before if _covers(card, _lacks(one.card, known))), None),
                may_overrule=one.ruled not in ("not_for_me", "shown"),
            )
            for one in found.ruled_out
        ],
        numbers=[_number(why, n) for why, n in sorted(found.numbers.items(), key=lambda pair: -pair[1])],
    )  # fmt: skip


def _all_for(one: Judged, goals: list[Goal], known: Known, stems: Stems) -> list[str]:
    return [*_for(one, goals, stems), *_near(one.card, known), *_support(one.card, known)]


def _for(one: Judged, goals: list[Goal], stems: Stems) -> list[str]:
    """What speaks for it; the first is the strongest."""
    card = one.card
    taught = [goal.words for goal in goals if goal.competency in card.teaches]
    told = [
        (one.all_the_same, _("You want it all the same.")),
        (one.goal, _("You put it in your plan.")),
        (bool(taught), _("It teaches what is your goal: “%(goal)s”.") % {"goal": (taught or [""])[0]}),
        (one.leads, _("It comes before what you put in your plan.")),
        (one.said, _("It is about your goal: “%(goal)s”.") % {"goal": _meant(card, goals, stems) if one.said else ""}),
        (one.liked, _("It is about what you like.")),
        (one.builds, _("You have shown what it builds on.")),
        (card.is_full, _("All places are taken; you would wait for one.")),
    ]
    return [words for is_so, words in told if is_so] or [_in_general(card)]


def _near(card: OfferingCard, known: Known) -> list[str]:
    way = nearest(card, known.homes)
    return [f"{far_in_words(way, card.community)}."] if way and way.km <= NEAR else []


def _support(card: OfferingCard, known: Known) -> list[str]:
    has, unsaid = ({"support": support_in_words(codes)} if codes else None for codes in met(card, known.needs))
    told = [
        has and _("It has what you need: %(support)s.") % has,
        unsaid and _("It does not say that it has what you need: %(support)s. Ask them.") % unsaid,
    ]
    return [one for one in told if one]


def _in_general(card: OfferingCard) -> str:
    facts = [language_name(card.language)] if card.language else []
    if card.starts_on and card.starts_on > timezone.localdate():
        facts.append(_("begins on %(day)s") % {"day": write_day(card.starts_on)})
    return _("It is open to you (%(facts)s).") % {"facts": ", ".join(facts)} if facts else _("It is open to you.")


def _meant(card: OfferingCard, goals: list[Goal], stems: Stems) -> str:
    """The goal whose words are most in what the card says."""
    there = re.findall(r"\w+", f"{card.title} {card.subject} {card.summary}".lower())

    def found(goal: Goal) -> int:
        return sum(any(word.startswith(stem) for word in there) for stem in stems[goal.pk])

    return max((one for one in goals if one.is_words), key=found).words


def _against(one: Judged, known: Known, said: Overrule | None) -> str:
    card = one.card
    if one.ruled == "not_for_me" and said:
        day = write_day(timezone.localdate(said.at))
        why = f" {said.why}" if said.why else ""
        return _("On %(day)s you said that it is not for you.") % {"day": day} + why
    if one.ruled == "lacking":
        names = [card.named.get(str(key), "") for key in _lacks(card, known)]
        return _("It builds on what you have not shown yet: %(names)s.") % {"names": ", ".join(filter(None, names))}
    if one.ruled == "age":
        return _for_ages(card)
    if one.ruled == "clash":
        return _clashing(card, known)
    if one.ruled == "language":
        return _("It is in %(language)s.") % {"language": language_name(card.language)}
    return str(PLAINLY[one.ruled])


def _clashing(card: OfferingCard, known: Known) -> str:
    found = clashes(card, known.doing, timezone.localdate())
    if not found:
        return _("It meets when something else of yours does.")
    return _("It clashes with %(clash)s.") % {"clash": in_words(found[0])}


def _for_ages(card: OfferingCard) -> str:
    if card.age_from is None:
        return _("It is for people up to %(age)s years old.") % {"age": card.age_to}
    if card.age_to is None:
        return _("It is for people from %(age)s years on.") % {"age": card.age_from}
    return _("It is for people from %(first)s to %(last)s years old.") % {"first": card.age_from, "last": card.age_to}


def _number(why: str, n: int) -> str:
    words = {
        "not_for_me": ngettext("%(n)s that you said is not for you", "%(n)s that you said are not for you", n),
        "lacking": ngettext(
            "%(n)s that builds on what you have not shown yet", "%(n)s that build on what you have not shown yet", n
        ),
        "shown": ngettext("%(n)s whose whole you have shown", "%(n)s whose whole you have shown", n),
        "learning": ngettext("%(n)s that you are learning already", "%(n)s that you are learning already", n),
        "age": ngettext("%(n)s for another age", "%(n)s for another age", n),
        "clash": ngettext("%(n)s that clashes with what you do", "%(n)s that clash with what you do", n),
        "language": ngettext("%(n)s in another language", "%(n)s in other languages", n),
    }
    return words[why] % {"n": n}


def _lacks(card: OfferingCard, known: Known) -> list[UUID]:
    return [key for key in card.requires if key not in known.parts]


def _covers(card: OfferingCard, keys: Iterable[UUID]) -> bool:
    return any(key in card.covers for key in keys)
