"""Evidence and what was made of it, to test with."""

from learners.models import Enrolment
from learners.progress.evidence.actions import add_evidence, assess
from learners.progress.evidence.models import Assessment, Evidence
from tenancy.scope import in_community
from tests.factories import a_person


def a_piece(enrolment: Enrolment, **about: object) -> Evidence:
    """Words by the learner, unless it is said otherwise."""
    said = {"by": enrolment.person, "role": "learner", "kind": "text", "title": "My bridge", "words": "It holds."}
    with in_community(enrolment.community_id):
        return add_evidence(enrolment, **{**said, **about})


def an_assessment_of(piece: Evidence, level: int = 3, *, by: str = "teacher", role: str = "teacher") -> Assessment:
    with in_community(piece.community_id):
        return assess(piece, by=a_person(by), role=role, level=level)
