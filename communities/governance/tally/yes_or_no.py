"""Consent, majorities and the advice process: is one proposal accepted?"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from communities.governance.tally.ballots import Advice, Choice, Position, Settled, Stage, Stance, Verdict, Vote
from communities.governance.tally.choosing import YES_AND_NO, Terms, broken, undecided
from communities.governance.tally.counts import AdviceCount, ConsentCount, MajorityCount, Objection
from communities.governance.tally.methods import (
    HALF,
    AdviceProcess,
    Base,
    Consent,
    QualifiedMajority,
    SimpleMajority,
    people_needed,
)
from communities.governance.tally.results import Code, Finding, Outcome, Reason


def count_consent(_method: Consent, piles: Mapping[Position, int], _terms: Terms) -> Finding:
    people = dict.fromkeys(Stance, 0)
    for said, n in piles.items():
        people[said.stance] += n
    told = [(said.reason, said.settled, n) for said, n in piles.items() if said.stance is Stance.OBJECTION]
    objections = tuple(Objection(*one) for one in sorted(told))  # not in the order of casting
    consents, aside = people[Stance.CONSENT], people[Stance.STAND_ASIDE]
    stand = sum(objection.people for objection in objections if objection.settled == Settled.OPEN)
    if stand:
        reason = Reason(Code.OBJECTION_STANDS, {"objections": stand})
    elif not consents:
        reason = Reason(Code.NOBODY_CONSENTS, {"stood_aside": aside})
    else:
        reason = Reason(Code.CONSENT_GIVEN, {"consents": consents, "stood_aside": aside})
    return _answer(reason, Code.CONSENT_GIVEN, ConsentCount(consents, aside, objections))


def count_simple(_method: SimpleMajority, piles: Mapping[Vote, int], terms: Terms) -> Finding:
    """More yes than no. As many yes as no is a tie."""
    finding = count_qualified(QualifiedMajority(HALF, Base.YES_AND_NO, exceed=True), piles, terms)
    count = finding.count
    assert isinstance(count, MajorityCount)
    if count.yes != count.no or not count.yes:
        return finding
    tie = broken(YES_AND_NO, terms)
    if tie.chosen is None:
        return undecided(tie.left, terms, count=count, order=(), ties=(tie,))
    return Finding(
        outcome=Outcome.ACCEPTED if tie.chosen == Choice.YES else Outcome.REJECTED,
        reason=Reason(Code.TIE_BY_LOT, {"yes": count.yes, "no": count.no}),
        count=count,
        ties=(tie,),
    )


def count_qualified(method: QualifiedMajority, piles: Mapping[Vote, int], terms: Terms) -> Finding:
    yes, no, abstain = (sum(n for said, n in piles.items() if said.choice == choice) for choice in Choice)
    base = {Base.YES_AND_NO: yes + no, Base.CAST: yes + no + abstain, Base.ELIGIBLE: terms.eligible}[method.of]
    exact = method.threshold * base
    needed = max(1, floor(exact) + 1 if method.exceed else ceil(exact))
    count = MajorityCount(
        yes=yes,
        no=no,
        abstain=abstain,
        base=base,
        share=Fraction(yes, base) if base else None,
        threshold=method.threshold,
        exceed=method.exceed,
        needed=needed,
        distance=yes - needed,
    )
    code = Code.THRESHOLD_REACHED if yes >= needed else Code.THRESHOLD_MISSED
    numbers: dict[str, int | Fraction] = {"yes": yes, "no": no, "needed": needed, "distance": yes - needed}
    if yes >= needed and yes <= no:
        return _answer(Reason(Code.NOT_MORE_YES, {"yes": yes, "no": no}), Code.THRESHOLD_REACHED, count)
    return _answer(Reason(code, numbers), Code.THRESHOLD_REACHED, count)


def count_advice(method: AdviceProcess, piles: Mapping[Advice | Verdict, int], terms: Terms) -> Finding:
    stages = {stage: piles.get(Advice(stage), 0) for stage in Stage}
    verdicts = [said.goes_ahead for said, n in piles.items() if isinstance(said, Verdict) for _ in range(n)]
    if len(verdicts) > 1:
        raise ValueError(f"more than one decision of the proposer: {len(verdicts)}")
    heard = stages[Stage.HEARD]
    count = AdviceCount(
        asked=sum(stages.values()),
        given=heard + stages[Stage.GIVEN],
        heard=heard,
        asked_needed=people_needed(method.asked, terms.eligible),
        heard_needed=people_needed(method.heard, terms.eligible),
        goes_ahead=verdicts[0] if verdicts else None,
    )
    return _answer(_advice_reason(count), Code.PROPOSER_GOES_AHEAD, count)


def _advice_reason(count: AdviceCount) -> Reason:
    if count.asked < count.asked_needed:
        return Reason(Code.TOO_FEW_ASKED, {"people": count.asked, "needed": count.asked_needed})
    if count.heard < count.heard_needed:
        return Reason(Code.TOO_FEW_HEARD, {"people": count.heard, "needed": count.heard_needed})
    if count.given > count.heard:
        return Reason(Code.ADVICE_UNHEARD, {"people": count.given - count.heard})
    if count.goes_ahead is None:
        return Reason(Code.PROPOSER_UNDECIDED)
    code = Code.PROPOSER_GOES_AHEAD if count.goes_ahead else Code.PROPOSER_STEPS_BACK
    return Reason(code, {"heard": count.heard})


def _answer(reason: Reason, accepts: Code, count: ConsentCount | MajorityCount | AdviceCount) -> Finding:
    outcome = Outcome.ACCEPTED if reason.code == accepts else Outcome.REJECTED
    return Finding(outcome=outcome, reason=reason, count=count)
