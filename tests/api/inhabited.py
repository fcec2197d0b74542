"""A network with something at every address of the API."""

from communities.actions import invite
from communities.governance.people.admitting import ask_to_join
from communities.keys import make_key
from communities.models import Membership
from curriculum.actions import add_coauthor, add_node, link_competencies, publish_version
from curriculum.assessments.actions import add_evidence, keep_question, make_bank, write_rubric
from curriculum.authoring.actions import comment_on_draft
from curriculum.commons.collecting.actions import add_entry, make_collection
from curriculum.commons.models import Offer, SharedVersion
from curriculum.interchange.models import Import
from curriculum.media.actions import add_medium
from curriculum.models import Curriculum, Kind
from curriculum.releases.actions import hand_in
from evaluation.defining import define_indicator
from evaluation.saved.actions import save_view
from files.actions import store_file
from files.exporting import ask_for_export, write_export
from files.exports import KINDS
from files.models import Export
from funding.actions import attach, open_fund
from funding.models import Account, ChartLine, Fund
from jobs import progress
from jobs.outbox import enqueue
from learners.models import GuardianshipRecord
from learners.progress.plans.actions import add_step, set_goal
from notices.models import Notice
from tenancy.keys import uuid7
from tenancy.scope import as_person, in_community
from tests.api.rooms import (
    a_young_class_in,
    admissions_in,
    an_appeal,
    drafted_in_north,
    income_in,
    mentors_in,
    proposals_in,
    terms_in,
    unclaimed_in,
)
from tests.assessments.factories import an_assessment, an_attempt, of_type
from tests.assessments.written import RUBRIC
from tests.attendance.factories import a_roll, an_absence
from tests.budgets.factories import budgets_in
from tests.commons.factories import a_review, a_shared
from tests.consents.factories import a_consent, say
from tests.crosswalks.factories import a_crosswalk
from tests.curriculum.factories import a_framework, a_version
from tests.evaluation.factories import a_network_report
from tests.evidence.factories import a_piece
from tests.expenses.standing import expenses_in
from tests.factories import a_community, a_member, a_person
from tests.files.factories import a_pdf, a_picture
from tests.funding.factories import a_grant
from tests.governance.people import a_request
from tests.grants.factories import grants_in
from tests.identity.factories import unclaimed
from tests.identity.lives import joined
from tests.learners.factories import a_guardianship, an_enrolment, an_offering
from tests.moderation.factories import a_moderation
from tests.moves.factories import a_move
from tests.mydata.factories import a_correction, an_erasure_request, an_old_copy
from tests.progress.factories import a_mark, a_submission, keys, with_scale
from tests.releases.factories import with_reviewers


def an_inhabited_network():
    """Ann, who may do everything in a school, and what stands in its addresses: by the start of the path, and name."""
    ann = a_person("ann")
    north = with_scale(a_community("north", founder=ann))
    with in_community(north.pk):
        Membership.objects.update(roles=["administrator", "teacher", "learner"])
        by = Membership.objects.get()
    foreign_place = a_community("south")
    foreign = a_shared(foreign_place, "Tides")
    own = a_review(foreign, by)
    version = a_version(north, by=by, share=True)
    reviewed = a_review(SharedVersion.objects.get(version=version.pk), a_member(foreign_place, "dov", "teacher"))
    offering = an_offering(north, version=version, teachers=(by,))
    learnt = an_enrolment(offering, "ann", home=north)
    a_guardianship(north, "ann", "bo")
    for_bo = an_enrolment(offering, "bo", home=north)
    for enrolment in (learnt, for_bo):
        a_mark(enrolment)
        a_submission(enrolment, 1)
    piece = a_piece(learnt)
    moderated = a_moderation(a_piece(for_bo), by, a_member(north, "sid", "teacher"))
    a_roll(offering, by)
    absence = an_absence(learnt)
    cleo = a_member(north, "cleo", "learner", "administrator", "teacher")
    otters, wren = a_young_class_in(north)
    una, uli, claim = unclaimed_in(north)
    with in_community(north.pk):
        proposals, payload = proposals_in(north, ann=by, cleo=cleo)
        curriculum = version.curriculum
        grant = add_coauthor(curriculum, person=a_person("dee"))
        unit = add_node(curriculum, kind=Kind.UNIT, title="Tides")
        add_node(curriculum, kind=Kind.ACTIVITY, title="Spring tides", parent_key=unit.key, body="Look.", minutes=45)
        publish_version(curriculum, by=by)
        add_node(curriculum, kind=Kind.ACTIVITY, title="Neap tides", parent_key=unit.key, body="Look.", minutes=45)
        with_reviewers(north, 1)
        handed_in = hand_in(curriculum, by=cleo)
        with_reviewers(north, 0)
        said = comment_on_draft(curriculum, by=ann, text="Longer?", key=unit.key)
        framework = a_framework(north, codes="M M.1 M.2 M.3")
        first, second, third = framework.competencies.exclude(parent_key=None)
        link = link_competencies(second, relation="precedes", target=third)
        walk = a_crosswalk(cleo)
        line = walk.lines.get()
        quiz = an_assessment(north, by=by)
        begun = an_attempt(quiz, "ann")
        evidence = add_evidence(begun, key=of_type(begun, "project").key, file=a_pdf())
        waiting = an_attempt(quiz, "bo", answers="right")
        quiz_draft = quiz.version.curriculum.nodes.get(key=quiz.key)
        bank = make_bank(by=by, title="Tides", language="en")
        kept = keep_question(bank, quiz.questions[0])
        rubric = write_rubric(None, by=by, content=RUBRIC)
        taken_in = Import.objects.create(kind="case", files=["one.json"], language="en", by=by)
        invitation, token = invite(by=by, role="guardian")
        store_file(a_picture())
        bill = attach(a_grant(currency=north.currency), file=a_pdf("bill.pdf"))
        trips = open_fund(name="Trips", currency=north.currency, id=uuid7())
        wanted = KINDS["funding.entries"].table({})
        ask_for_export("funding.entries", {}, table=wanted, community=north, by=ann)
        export = write_export(Export.objects.get())
        job = enqueue("api.forget_old_answers")
        offer = Offer.objects.create(
            side="made", curriculum=curriculum, other=foreign_place, base=foreign, number=1, about={"title": "Tides"}, nodes=[],
            message="Better", offered_by="Ann",
        )  # fmt: skip
        with in_community(foreign_place.pk):
            tides = Curriculum.objects.get()
            Offer.objects.create(
                pk=offer.pk, side="received", curriculum=tides, other=north, base=foreign, number=1,
                about={"title": "Tides"}, nodes=[], message="Better", offered_by="Ann",
            )  # fmt: skip
        film = add_medium(unit, file=a_pdf("tides.pdf"), title="Tides")
        liked = make_collection(by=by, title="By the water", language="en")
        entry = add_entry(liked, SharedVersion.objects.get(version=version.pk))
        looked_at = define_indicator(
            label="Looked at", why="To try.", made="rate", measure="handed_in", of="joined", by=by
        )
        here = {
            "indicators": {"id": looked_at.pk},
            "money/statements": {"key": "sheet"},
            "evidence": {"id": piece.pk},
            "moderations": {"id": moderated.pk, "number": 1},
            "attempts": {"id": begun.pk},
            "attempts/{id}/marks": {"id": waiting.pk},
            "attempts/{id}/evidence": {"id": begun.pk, "one": evidence.pk},
            "banks": {"id": bank.pk, "key": kept.key},
            "rubrics": {"id": rubric.pk},
            "curricula/{id}/assessments": {"id": quiz.version.curriculum_id, "key": quiz.key},
            "curricula/{id}/comments": {"id": curriculum.pk, "comment": said.pk},
            "curricula/{id}/parts/{key}/questions": {"id": quiz.version.curriculum_id, "key": quiz_draft.key},
            "curricula/{id}/versions/{number}/assessments": {
                "id": quiz.version.curriculum_id,
                "key": quiz.key,
                "number": 1,
            },
            "offers": {"id": offer.pk},
            "reviews": {"id": reviewed.pk},
            "reported-reviews": {"id": reviewed.pk},
            "submissions": {"id": handed_in.pk},
            "commons": {"id": foreign.pk},
            "commons/{id}/withdraw": {"id": SharedVersion.objects.get(version=version.pk).pk},
            "collections": {"id": liked.pk, "one": entry.pk},
            "charter": {"number": 1},
            "curricula": {
                "id": curriculum.pk,
                "key": unit.key,
                "grant": grant.pk,
                "number": 1,
                "old": 1,
                "new": 2,
                "file": film.file,
                "language": "en",
            },
            "frameworks": {"id": framework.pk, "key": first.key},
            "frameworks/{id}/competencies/{key}/links": {"id": framework.pk, "key": second.key, "link": link.pk},
            "crosswalks": {"id": walk.pk, "line": line.pk},
            "imports": {"id": taken_in.pk},
            "classes": {"id": otters.pk},
            "classes/learners": {"id": wren.learner.pk},
            "unclaimed": {"id": una.pk},
            "claims": {"id": claim.pk},
            "decisions": {"number": 1},
            "exports": {"id": export.pk},
            "invitations": {"id": invitation.pk},
            "learn": {"id": learnt.pk, "key": keys(learnt)[1], "one": absence.pk},
            "members": {"id": cleo.pk},
            "members/{id}/suspension": {"id": an_appeal(north).pk},
            "requests": {"id": a_request(north).pk},
            "erasures": {"id": an_erasure_request(north, "eli").pk},
            "corrections": {"id": a_correction("bo", "north").pk},
            "money/accounts": {"id": Account.objects.filter(kind="expense").first().pk},
            "money/entries": {"id": bill.entry_id, "one": bill.pk},
            "money/chart": {"id": ChartLine.objects.get(usual="people").pk},
            "money/drafts": {"id": drafted_in_north(cleo).pk},
            "money/funds": {"id": Fund.objects.first().pk},
            **proposals,
            **income_in(north, ann),
            "offerings": {"id": offering.pk, "child": for_bo.person_id},
            "offerings/enrolments": {"id": for_bo.pk, "key": keys(for_bo)[0]},
            "offerings/guardians": {"id": GuardianshipRecord.objects.order_by("id").first().pk},
        }
    here |= admissions_in(north, version) | budgets_in(north, by) | grants_in(north)
    expenses, of_mine = expenses_in(north, ann=by, cleo=cleo)
    here |= expenses
    mentoring, mentors = mentors_in(north)
    here |= mentoring
    terms, own_terms = terms_in(north)
    here |= terms
    progress.start(job, 40, person_id=ann.pk, label="Export", then="/somewhere/")
    say("ann", interests="Tides")
    mine, of_bo = a_consent(north, "ann", fields=["interests", "mastery"]), a_consent(north, "bo")
    period = a_network_report().period
    key, _secret = make_key(ann, name="Laptop")
    shore = a_community("shore")
    moving = [a_move("ann", north, shore), a_move("bo", north, shore, guardian="ann")]
    with as_person(ann.pk):
        view = save_view("Circles", query="by=circle")
        goal = add_step(set_goal("To keep bees"), title="Read about hives")
        notice = Notice.objects.create(community=north, key="a", kind="governance.decided", params={"title": "x"})
    elsewhere = {
        **mentors,
        **own_terms,
        "commons": {"id": foreign.pk},
        "commons/collections": {"id": liked.pk},
        "commons/reviews": {"id": own.pk},
        "communities": {"community": "south"},
        "jobs": {"id": job},
        "me/evidence": {"id": piece.pk},
        "me/expenses": {"id": of_mine.pk},
        "me/attempts": {"id": begun.pk},
        "me/children/{child}/attempts": {"child": for_bo.person_id, "id": waiting.pk},
        "me/consents": {"id": mine.pk},
        "me/children/{child}/consents": {"child": for_bo.person_id, "id": of_bo.pk},
        "me/moves": {"id": moving[0].pk},
        "me/children/{child}/moves": {"child": for_bo.person_id, "id": moving[1].pk},
        "me/data/places": {"slug": "north"},
        "me/children/{child}/data/places": {"child": for_bo.person_id, "slug": "north"},
        "me/data/copies": {"id": an_old_copy("ann").pk},
        "me/children/{child}/data/copies": {"child": for_bo.person_id, "id": an_old_copy("bo", guardian="ann").pk},
        "me/children": {"child": for_bo.person_id, "id": offering.pk},
        "me/children/{child}/sign-in": {"child": wren.learner.person_id},
        "me/identity/joins": {"id": joined("ann", "annie").pk},
        "me/children/{child}/invitation": {"child": uli.person_id},
        "me/comparisons": {"id": view.pk},
        "me/goals": {"id": goal.pk, "key": goal.steps[0].key},
        "me/suggestions": {"card": offering.pk},
        "me/keys": {"id": key.pk},
        "me/reports": {"id": reviewed.pk},
        "me/receipts": here["money/giving/receipts"],
        "me/learning": {"id": learnt.pk},
        "me/notices": {"id": notice.pk},
        "observatory": {"period": period},
    }
    named = {f"c/{{slug}}/{start}": {"slug": "north", **names} for start, names in here.items()}
    with in_community(foreign_place.pk):
        ask_to_join(ann, words="I know tides.")
    named["c/{slug}/join"] = {"slug": "south"}
    named["c/{slug}/reports"] = {"slug": "north", "period": period}
    body = {
        "fund": here["money/funds"]["id"], "account": here["money/accounts"]["id"], "version": version.pk,
        "member": cleo.pk, "guardian": cleo.pk, "child": by.pk, "username": "cleo", "home": "north", "community": "north",
        "currency": north.currency, "token": token, "to": trips.pk, "password": "learning-together",
        "school_class": otters.pk,
        "membership": unclaimed(north, "ula").pk,
        "effect": "setting", "payload": payload, "content": "consent", "matter": "rules",
    }  # fmt: skip
    return ann, {**named, **elsewhere}, body
