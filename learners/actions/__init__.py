"""What can be done to offerings, enrolments and guardianships."""

from learners.actions.children import change_child, enrol_child, withdraw_child
from learners.actions.enrolments import complete_enrolment, enrol, withdraw
from learners.actions.guardians import end_guardianship, record_guardianship
from learners.actions.offerings import (
    change_offering,
    close_offering,
    end_offering,
    open_offering,
    publish_offering,
)
from learners.actions.pausing import CHANGES, change_kind, pause, resume, stay

__all__ = [
    "CHANGES",
    "change_child",
    "change_kind",
    "change_offering",
    "close_offering",
    "complete_enrolment",
    "end_guardianship",
    "end_offering",
    "enrol",
    "enrol_child",
    "open_offering",
    "pause",
    "publish_offering",
    "record_guardianship",
    "resume",
    "stay",
    "withdraw",
    "withdraw_child",
]
