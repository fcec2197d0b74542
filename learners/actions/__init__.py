"""What can be done to offerings, enrolments and guardianships."""

from learners.actions.children import enrol_child, withdraw_child
from learners.actions.enrolments import complete_enrolment, enrol, withdraw
from learners.actions.guardians import end_guardianship, record_guardianship
from learners.actions.offerings import (
    change_offering,
    close_offering,
    end_offering,
    open_offering,
    publish_offering,
)

__all__ = [
    "change_offering",
    "close_offering",
    "complete_enrolment",
    "end_guardianship",
    "end_offering",
    "enrol",
    "enrol_child",
    "open_offering",
    "publish_offering",
    "record_guardianship",
    "withdraw",
    "withdraw_child",
]
