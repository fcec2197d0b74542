"""What stands in single rooms of the inhabited network, with the names in their addresses."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.governance.ballots.answering import answer_advice
from communities.governance.ballots.delegating import delegate
from communities.governance.ballots.voting import cast_ballot, close_proposal
from communities.governance.people.appealing import appeal
from communities.governance.proposals.amending import offer_amendment
from communities.governance.proposals.attaching import attach_file
from communities.governance.proposals.options import add_way
from communities.governance.proposals.talking import comment
from communities.governance.queries import value_of
from funding.actions import draft_entry
from funding.income.actions import ask_to_pay_less, make_receipt, record_payments
from funding.income.models import Charge
from funding.posting import Move
from learners.admissions.actions import appeal as appeal_for_a_place
from learners.admissions.actions import apply, draw, open_round
from learners.admissions.models import Application
from learners.consents.acting import acting
from learners.consents.actions import agree
from learners.consents.models import Consent
from learners.identity.models import Claim
from learners.models import Enrolment, Offering, OfferingCard
from learners.progress.plans.actions import set_goal
from learners.turn.actions import carry_on
from learners.turn.models import TurnedPlace
from tenancy.keys import uuid7
from tenancy.scope import as_person, in_community
from tests.factories import a_member, a_person
from tests.files.factories import a_pdf
from tests.funding.factories import the_account
from tests.governance.factories import a_draft, a_rule, a_talk, a_vote
from tests.governance.people import a_suspended_member
from tests.identity.factories import an_invited, unclaimed
from tests.income.factories import a_donor, a_fee, a_gift, a_pledge, charged
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.mentors.factories import accepted, asked
from tests.progress.factories import a_mark
from tests.turn.factories import in_autumn, turned, with_terms
from tests.young.factories import a_class, a_young_learner


def drafted_in_north(cleo):
    """A draft of hers that waits, in the open scope."""
    moves = [Move(the_account("people"), the_account("bank"), 500)]
    return draft_entry(id=uuid7(), moves=moves, effective_on=timezone.localdate(), memo="Chalk", by=cleo.person)


def proposals_in(north, *, ann, cleo):
    """Of Ann's, by the start of the path; and the payload of another."""
    said = {"electorate": ["learner"], "proposers": ["administrator"], "objections": "entrusted"}
    ago = timezone.now() - timedelta(hours=30)
    a_rule(north, "rules", method="advice_process", **said)
    asked, over, counted = (a_vote(ann, at=at, payload=hours_of_voting(49)) for at in (None, ago, ago))
    with in_community(north.pk):
        advice = cast_ballot(asked, content="given", reason="Too long.", by=cleo)
        old = cast_ballot(over, content="given", reason="Too long.", by=cleo, at=ago)
        answer_advice(old, answer="Three days are short.", by=ann)
        close_proposal(counted)
    a_rule(north, "rules", method="consent", delegation=True, **said)
    payload = hours_of_voting(48)
    talk, vote = a_talk(ann, payload=payload), a_vote(ann, payload=payload)
    draft = a_draft(ann, payload=hours_of_voting(49))
    with in_community(north.pk):
        comment(talk, text="Why so long?", by=cleo)
        attachment = attach_file(talk, file=a_pdf(), by=ann)
        amendment = offer_amendment(talk, title="Talk longer", reason="Harvest.", by=ann)
        objection = cast_ballot(vote, content="objection", reason="Too long.", by=cleo)
        add_way(draft, payload=hours_of_voting(50), by=ann)
    places = {
        "": {"number": talk.number},
        "/{number}/advice": {"number": asked.number, "id": advice.pk},
        "/{number}/amendments": {"number": talk.number, "id": amendment.pk},
        "/{number}/ballots": {"number": vote.number, "id": objection.pk},
        "/{number}/files": {"number": talk.number, "id": attachment.pk},
        "/{number}/published": {"number": counted.number},
        "/{number}/result": {"number": counted.number},
        "/{number}/verdict": {"number": over.number},
        "/{number}/steps": {"number": a_talk(ann, payload=payload).number},
        "/{number}/ways": {"number": draft.number, "way": 1},
    }
    dan = a_member(north, "dan", "learner")
    given = delegate(by=ann, to=dan)
    named = {f"proposals{start}": names for start, names in places.items()}
    return {**named, "delegations": {"id": given.pk}}, payload


def admissions_in(north, version):
    """Applications that are open, those of another offering that are drawn, and Ann's."""
    asked, drawn = (an_offering(north, version=version, capacity=5) for _ in range(2))
    with in_community(north.pk):
        Offering.objects.filter(pk__in=[asked.pk, drawn.pk]).update(by_application=True)
        closes_at = timezone.now() + timedelta(days=3)
        rounds = [open_round(one, closes_at=closes_at, by=a_person("ann")) for one in (asked, drawn)]
        mine, _old = (apply(one, person=a_person("ann"), by=a_person("ann")) for one in rounds)
        apply(rounds[1], person=a_person("kit"), by=a_person("kit"))
        Offering.objects.filter(pk=drawn.pk).update(capacity=1)
        draw(rounds[1], now=closes_at)
        waits = Enrolment.objects.get(offering=drawn, state="waiting")
        appealed = appeal_for_a_place(
            Application.objects.get(round=rounds[1], person=waits.person), text="Please.", by=waits.person
        )
    return {
        "offerings/{id}/round": {"id": asked.pk},
        "offerings/{id}/apply": {"id": asked.pk, "child": a_person("bo").pk},
        "offerings/{id}/applications": {"id": asked.pk},
        "offerings/{id}/draw": {"id": drawn.pk},
        "offerings/{id}/appeals": {"id": drawn.pk},
        "offerings/appeals": {"id": appealed.pk},
        "offerings/applications": {"id": mine.pk},
    }


def unclaimed_in(north):
    """Two whom nobody signs in as, of whom Ann looks after one, and an invitation of a third."""
    una, uli = unclaimed(north, "una"), unclaimed(north, "uli")
    a_guardianship(north, "ann", "uli")
    invited, _code = an_invited(north, "ugo")
    with in_community(north.pk):
        return una, uli, Claim.objects.get(membership=invited)


def a_young_class_in(north):
    """With a child whose guardian Ann is."""
    otters = a_class(north)
    wren = a_young_learner(otters)
    Person.objects.filter(pk=wren.learner.person_id).update(username="wren")
    a_guardianship(north, "ann", "wren")
    return otters, wren


def mentors_in(north):
    """Ann asked Cleo, and is Bo's mentor, with a goal of his that she reads; by the start of the path, here and mine."""
    hers, his = asked(north, "ann", "cleo"), accepted(north, "bo", "ann")
    bo = a_person("bo")
    with acting(a_person("ann"), bo.pk, what=gettext_lazy("Your consents")) as who:
        agree(who, pk=Consent.objects.get(purpose="mentoring").pk)
        goal = set_goal("To sail")
    mine = {
        "me/mentors": {"id": hers.pk},
        "me/children/{child}/mentors": {"child": bo.pk, "id": his.pk},
    }
    return {"mentoring": {"id": his.pk, "goal": goal.pk}}, mine


def terms_in(north):
    """One that is closed, and Ann's place in what ended with it, which her plan is about; here and mine."""
    boats = in_autumn(with_terms(north), "Boats")
    a_mark(an_enrolment(boats, "ann", home=north))
    turn = turned(north)
    with as_person(a_person("ann").pk):
        set_goal("Boats", card=OfferingCard.objects.get(pk=boats.pk))
        place = TurnedPlace.objects.get()
        carry_on(place)
    return {"terms": {"key": "autumn", "id": turn.pk}}, {"me/terms": {"id": place.pk}}


def an_appeal(north):
    """The suspended member whose it is."""
    member = a_suspended_member(north)
    with in_community(north.pk):
        appeal(member, text="I am sorry.")
    return member


def hours_of_voting(hours):
    rules = value_of("decision_rules")
    return {"key": "decision_rules", "value": {**rules, "rules": {**rules["rules"], "voting_hours": hours}}}


def income_in(north, ann):
    """A donor of whose two gifts one has a receipt; in north's scope."""
    donor = a_donor("Olive Grove", person=ann)
    pledge, gift = a_pledge(donor, currency=north.currency), a_gift(donor, currency=north.currency)
    receipt = make_receipt(a_gift(donor, currency=north.currency), by=ann)
    kind = a_fee(currency=north.currency)
    run = charged(kind, ann)
    charges = list(Charge.objects.filter(run=run))
    paid = record_payments({charges[0].pk: 100}, on=run.due_on, id=uuid7(), by=ann)
    learner = charges[1].person
    asked = ask_to_pay_less(learner, by=learner, words="Please.")
    return {
        "money/fees/kinds": {"id": kind.pk},
        "money/fees/runs": {"id": run.pk},
        "money/fees/charges": {"id": charges[1].pk},
        "money/fees/payments": {"id": paid.pk},
        "money/fees/hardship": {"id": asked.pk},
        "fees/help": {"person": ann.pk, "id": asked.pk},
        "money/giving/donors": {"id": donor.pk},
        "money/giving/pledges": {"id": pledge.pk},
        "money/giving/gifts": {"id": gift.pk},
        "money/giving/receipts": {"id": receipt.pk},
    }
