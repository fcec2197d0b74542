"""Offerings of a curriculum, who is enrolled in them, and who looks after a learner."""

from learners.models.details import Held, Support
from learners.models.enrolments import BELONGING, Enrolment, EnrolmentChange
from learners.models.guardians import AccessLog, Guardianship, GuardianshipRecord, in_force
from learners.models.offerings import CircleCard, Offering, OfferingCard, OfferingTeacher, OpenTo, State

__all__ = [
    "BELONGING",
    "AccessLog",
    "CircleCard",
    "Enrolment",
    "EnrolmentChange",
    "Guardianship",
    "GuardianshipRecord",
    "Held",
    "Offering",
    "OfferingCard",
    "OfferingTeacher",
    "OpenTo",
    "State",
    "Support",
    "in_force",
]
