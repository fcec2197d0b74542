"""What a decision rule says, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.governance.rules import METHODS, Rule
from communities.governance.tally import tie_rules
from communities.governance.tally.words import BASES, method_name, method_words, people_words
from communities.roles import ROLES

THRESHOLDS = {
    "1/2": gettext_lazy("more than half"),
    "3/5": gettext_lazy("three fifths"),
    "2/3": gettext_lazy("two thirds"),
    "3/4": gettext_lazy("three quarters"),
    "4/5": gettext_lazy("four fifths"),
    "9/10": gettext_lazy("nine tenths"),
    "1/1": gettext_lazy("all"),
}
SCORED_BY = {
    "sum": gettext_lazy("The highest sum"),
    "mean": gettext_lazy("The highest mean; who does not score an option is left out of it"),
}
OF = {base.value: words for base, words in BASES.items()}
ON_TIE = {
    "nothing": gettext_lazy("Nothing changes"),
    "lot": gettext_lazy("A lot decides that anyone can draw again"),
    "again": gettext_lazy("It is talked over and voted on again"),
}
ON_NO_QUORUM = {"nothing": gettext_lazy("Nothing changes"), "again": ON_TIE["again"]}
ON_OBJECTION = ON_NO_QUORUM
OBJECTIONS = {
    "stand": gettext_lazy("An objection stands until whoever made it takes it back"),
    "proposer": gettext_lazy("The proposer may say how it was met, or overrule it, with a reason"),
    "entrusted": gettext_lazy("Those entrusted with deciding may say how it was met, or overrule it, with a reason"),
}


def rule_words(rule: Rule) -> str:
    """In a few sentences, each a line."""
    if rule.is_entrusted:
        return str(METHODS[rule.method])
    method = rule.tally_method()
    asks = _("Who is asked: %(roles)s.") if rule.is_advice else _("Who votes: %(roles)s.")
    said = [
        f"{method_name(method)}. {method_words(method)}",
        asks % {"roles": roles_words(rule.electorate)},
        _("Who proposes: %(roles)s.") % {"roles": roles_words(rule.proposers)},
    ]
    said[2:2] = _conditions(rule)
    if rule.tally_quorum():
        said.append(_("Quorum: %(people)s.") % {"people": people_words(rule.tally_quorum())})
    told = {"talk": hours_words(rule.deliberation_hours), "vote": hours_words(rule.voting_hours)}
    if rule.is_advice:
        said.append(_("At least %(talk)s of talk and %(vote)s for advice.") % told)
    else:
        said.append(_("At least %(talk)s of talk and %(vote)s of voting.") % told)
    if rule.seconds:
        said.append(ngettext("%(n)s second.", "%(n)s seconds.", rule.seconds) % {"n": rule.seconds})
    return "\n".join([*said, *_otherwise(rule)])


def _conditions(rule: Rule) -> list[str]:
    """Of age and standing, and how one votes."""
    said = []
    if rule.least_age:
        words = ngettext("From the age of %(n)s year", "From the age of %(n)s years", rule.least_age)
        told = {"age": words % {"n": rule.least_age}}
        said.append(_("%(age)s; of learners it must be known.") % told)
    if rule.member_days:
        words = ngettext("Members for at least %(n)s day.", "Members for at least %(n)s days.", rule.member_days)
        said.append(words % {"n": rule.member_days})
    said.append(str(_("Secret ballot.") if rule.is_secret else _("Open ballot.")))
    if rule.may_delegate:
        said.append(str(_("A member may let another vote for them.")))
    return said


def _otherwise(rule: Rule) -> list[str]:
    method = rule.tally_method()
    if rule.method == "consent":
        after = _("While an objection stands: %(what)s.") % {"what": _lower(ON_OBJECTION[rule.on_objection])}
        said = [f"{OBJECTIONS[rule.objections]}.", after]
    elif tie_rules(method, rule.tally_tie_break()):
        said = [_("With a tie: %(what)s.") % {"what": _lower(ON_TIE[rule.on_tie])}]
    else:
        said = []
    if rule.tally_quorum():
        said.append(_("Without a quorum: %(what)s.") % {"what": _lower(ON_NO_QUORUM[rule.on_no_quorum])})
    return said


def roles_words(roles: tuple[str, ...]) -> str:
    return ", ".join(str(ROLES[role]) for role in roles)


def hours_words(hours: int) -> str:
    if hours and hours % 24 == 0:
        return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def _lower(words: object) -> str:
    text = str(words)
    return text[:1].lower() + text[1:]
