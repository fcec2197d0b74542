"""A sample to test with."""

from communities.models import Membership
from learners.progress.evidence.models import Evidence
from learners.progress.moderation.actions import ask_for_moderation
from learners.progress.moderation.models import Moderation
from tenancy.scope import in_community
from tests.evidence.factories import an_assessment_of


def a_moderation(piece: Evidence, by: Membership, second: Membership) -> Moderation:
    """Of that piece, which is assessed first."""
    an_assessment_of(piece)
    with in_community(piece.community_id):
        return ask_for_moderation(piece.enrolment.offering, second=second, size=1, by=by.person)
