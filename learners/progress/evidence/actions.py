"""Add evidence, ask others about it, and assess it; a teacher's level of an activity's evidence is its mark."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from curriculum.assessments.models import Attempt, Rubric
from curriculum.questions import read_rubric
from curriculum.values import Ref
from files.actions import store_file
from files.models import StoredFile
from files.types import ALL, M4A, MP3, MP4, OGG, PICTURES, WAV, WEBM
from learners.models import Enrolment
from learners.progress.actions import mark_activity
from learners.progress.changed import level_changed
from learners.progress.evidence import news
from learners.progress.evidence.models import WITH_FILE, Assessment, Evidence, Kind, PeerAsk, Who
from learners.progress.evidence.queries import peers_of, taught_by
from tenancy.refusal import Refused
from tenancy.scope import current_community

MOST, MOST_PEERS = 300, 5  # pieces of an enrolment, peers asked about one
TYPES = {Kind.PHOTO: PICTURES, Kind.AUDIO: (MP3, M4A, OGG, WAV, WEBM, MP4), Kind.FILE: ALL}
SHOWN_AS = {"image": Kind.PHOTO, "audio": Kind.AUDIO}


@transaction.atomic
def add_evidence(
    enrolment: Enrolment,
    *,
    by: Person,
    role: str,
    kind: str,
    title: str,
    file: Any = None,
    attempt: Attempt | None = None,
    activity_key: UUID | None = None,
    competencies: Iterable[UUID] = (),
    **said: str,
) -> Evidence:
    """`role` of Who, as the caller found out; `said`: words, link, transcript. What is a picture or a recording by its
    bytes counts as one. Refused: not enrolled, too many, a file or an attempt that is not of its kind."""
    enrolment = _locked(enrolment)
    if enrolment.state != Enrolment.State.ENROLLED:
        raise Refused(_("Only while somebody is enrolled is evidence added."))
    if enrolment.evidence.count() >= MOST:
        raise Refused(_("There are at most %(most)s pieces of evidence in one offering.") % {"most": MOST})
    if kind == Kind.OBSERVATION and role == Who.LEARNER:
        raise Refused(_("Others observe; choose what else it is."))
    made = Evidence(
        enrolment=enrolment, person_id=enrolment.person_id, kind=kind, title=title, by=by, by_name=str(by),
        by_role=role, **said,
    )  # fmt: skip
    _refuse_empty(made)
    _with_file(made, file)
    _with_attempt(made, attempt)
    made.activity_key, made.activity_title = activity_key, _title_of(enrolment, activity_key)
    made.competencies = _named(enrolment, competencies)
    made.save()
    news.tell_added(made)
    return made


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Person) -> None:
    """By who added it, while nobody has assessed it."""
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if evidence.by_id != by.pk:
        raise Refused(_("Only who added it takes it away."))
    if evidence.assessments.exists():
        raise Refused(_("Somebody has assessed it, so it stays."))
    evidence.delete()


@transaction.atomic
def ask_peer(evidence: Evidence, *, peer: Enrolment, by: Person) -> PeerAsk:
    """Ask another learner of the same offering, by the learner or a teacher (the caller checks); asked again, the
    same."""
    enrolment = _locked(evidence.enrolment)
    known = PeerAsk.objects.filter(evidence=evidence, person=peer.person_id).first()
    if known:
        return known
    if PeerAsk.objects.filter(evidence=evidence).count() >= MOST_PEERS:
        raise Refused(_("At most %(most)s are asked about one piece.") % {"most": MOST_PEERS})
    if not peers_of(enrolment, evidence).filter(pk=peer.pk).exists():
        raise Refused(_("Ask somebody who learns in the same offering."))
    made: PeerAsk = PeerAsk.objects.create(
        evidence=evidence, enrolment=peer, person_id=peer.person_id, display_name=peer.display_name,
        title=evidence.title, learner_name=enrolment.display_name, asked_by_name=str(by),
    )  # fmt: skip
    news.tell_asked(made)
    return made


@transaction.atomic
def assess(
    evidence: Evidence,
    *,
    by: Person,
    role: str,
    level: int | None = None,
    rubric: Rubric | None = None,
    rubric_levels: Sequence[int] = (),
    competencies: Iterable[UUID] | None = None,
    words: str = "",
) -> Assessment:
    """Put a level on it, or one on each of a rubric's criteria, whose mean it is, half up. Raises Malformed.

    `role` of Assessment.Role, as the caller found out; `competencies`: what the level is of, without it all that the
    evidence names. A teacher's becomes the mark of the activity, where it is of one."""
    enrolment = _locked(evidence.enrolment)
    if (role == Assessment.Role.SELF) != (by.pk == evidence.person_id):
        raise Refused(_("Nobody marks their own work."))
    scale = Community.objects.get(pk=current_community()).mastery_scale
    made = Assessment(
        evidence=evidence, person_id=evidence.person_id, by=by, by_name=str(by), role=role, words=words,
        scale=[step["name"] for step in scale],
        competencies=evidence.competencies if competencies is None else _named(enrolment, competencies),
    )  # fmt: skip
    if rubric is not None:
        level = _by_rubric(made, rubric, rubric_levels)
    if level is None or not 1 <= level <= len(scale):
        raise Refused(_("A level is between 1 and %(top)s.") % {"top": len(scale)})
    made.level = level
    made.save()
    _follow(made, enrolment)
    return made


def _by_rubric(made: Assessment, rubric: Rubric, levels: Sequence[int]) -> int:
    """Its levels are the scale's."""
    read = read_rubric(rubric.content)
    if len(read.levels) != len(made.scale):
        raise Refused(_("This rubric was written for another scale."))
    made.rubric, made.rubric_levels = read.as_json(), read.checked(levels, "rubric_levels")
    return floor(Fraction(sum(made.rubric_levels), len(made.rubric_levels)) + Fraction(1, 2))


def _follow(made: Assessment, enrolment: Enrolment) -> None:
    """What else an assessment changes: the mark, the request it answers, and who is told."""
    evidence = made.evidence
    if made.is_of_teachers and evidence.activity_key and enrolment.is_live:
        mark_activity(enrolment, activity_key=evidence.activity_key, by=made.by, level=made.level, comment=made.words)
    elif made.is_of_teachers:
        level_changed(made.person_id)
    if made.role == Assessment.Role.PEER:
        asked = PeerAsk.objects.filter(evidence=evidence, person=made.by_id, answered_at__isnull=True)
        asked.update(answered_at=timezone.now())
    news.tell_assessed(made)


def _locked(enrolment: Enrolment) -> Enrolment:
    """One change of a learner's evidence at a time."""
    rows = Enrolment.objects.select_for_update(of=["self"]).select_related("card", "offering")
    locked: Enrolment = rows.get(pk=enrolment.pk)
    return locked


def _refuse_empty(made: Evidence) -> None:
    if made.kind == Kind.LINK and not made.link:
        raise Refused(_("Give the address of the page."))
    if made.kind in (Kind.TEXT, Kind.OBSERVATION) and not made.words.strip():
        raise Refused(_("Write what it shows."))


def _with_file(made: Evidence, file: Any) -> None:
    if made.kind not in WITH_FILE:
        return
    if file is None:
        raise Refused(_("Choose a file."))
    stored = store_file(file, allowed=TYPES[Kind(made.kind)], audience=StoredFile.Audience.PRIVATE)
    made.file, made.file_name, made.media_type = stored, stored.name, stored.media_type
    made.kind = SHOWN_AS.get(made.medium, Kind.AUDIO if made.kind == Kind.AUDIO else Kind.FILE)


def _with_attempt(made: Evidence, attempt: Attempt | None) -> None:
    if made.kind != Kind.QUIZ:
        return
    if attempt is None or attempt.person_id != made.person_id or not attempt.is_marked:
        raise Refused(_("Choose a result that is marked."))
    made.attempt = attempt


def _title_of(enrolment: Enrolment, activity_key: UUID | None) -> str:
    if activity_key is None:
        return ""
    title: str | None = enrolment.card.title_of(activity_key)
    if title is None:
        raise Refused(_("There is no such activity in this offering."))
    return title


def _named(enrolment: Enrolment, keys: Iterable[UUID]) -> tuple[Ref, ...]:
    """Of those that the offering leads to."""
    known = {one.key: one for one in taught_by(enrolment.card)}
    found = tuple(known[key] for key in dict.fromkeys(keys) if key in known)
    if len(found) < len(set(keys)):
        raise Refused(_("The offering does not lead to this competency."))
    return found
