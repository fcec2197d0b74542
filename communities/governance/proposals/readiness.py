"""What a proposal still needs before its voting may open."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from communities.governance.effects import effect_of
from communities.governance.models import Amendment, Comment, Proposal
from communities.governance.proposals.options import refuse_ways
from communities.governance.queries import rule_in_force
from communities.governance.rules import Rule
from communities.models import Community
from tenancy.refusal import Refused
from tenancy.scope import current_community
from web.amounts import write_moment


def ready(proposal: Proposal, now: datetime) -> Rule:
    """The rule it was talked over by; refused while something is missing."""
    if proposal.state != Proposal.State.DELIBERATION or proposal.deliberation_at is None:
        raise Refused(_("This is not being talked over."))
    rule = Rule.read(proposal.rule or {})
    if rule_in_force(proposal.matter) != rule:
        raise Refused(_("The decision rule has changed since the talk began. Begin the talk again by the new rule."))
    refuse_ways(proposal, rule, Community.objects.get(pk=current_community()))
    if lacking := missing(proposal, rule, now):
        raise Refused(" ".join(lacking))
    return rule


def missing(proposal: Proposal, rule: Rule, now: datetime) -> list[str]:
    """Sentence by sentence; nothing when the voting may open."""
    said = []
    if now < talk_until(proposal, rule):
        told = {"when": write_moment(talk_until(proposal, rule))}
        said.append(_("By the decision rule it is talked over until %(when)s at least.") % told)
    if is_of_right(proposal):  # nobody else can keep an appeal from its vote
        return said
    seconds = rule.seconds - proposal.seconds.count()
    if seconds > 0:
        said.append(_("Seconds still missing: %(missing)s.") % {"missing": seconds})
    if questions := open_questions(proposal).count():
        said.append(_("Questions still to be answered: %(number)s.") % {"number": questions})
    if amendments := proposal.amendments.filter(state=Amendment.State.OPEN).count():
        said.append(_("Amendments still to be answered: %(number)s.") % {"number": amendments})
    return said


def open_questions(proposal: Proposal) -> QuerySet[Comment]:
    """Those beneath which neither the proposer nor who asked has said more."""
    heard = Comment.objects.filter(parent=OuterRef("pk")).filter(
        Q(author=proposal.proposer_id) | Q(author=F("parent__author"))
    )
    found: QuerySet[Comment] = proposal.comments.filter(~Exists(heard), is_question=True)
    return found


def talk_until(proposal: Proposal, rule: Rule) -> datetime:
    """The earliest moment at which the voting may open."""
    assert proposal.deliberation_at
    return proposal.deliberation_at + timedelta(hours=rule.deliberation_hours)


def is_of_right(proposal: Proposal) -> bool:
    return effect_of(proposal.effect).of_right(proposal.payload, proposal.proposer)
