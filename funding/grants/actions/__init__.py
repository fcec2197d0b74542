"""What may be done about grants. Amounts are minor units."""

from funding.grants.actions.awarding import add_condition, award_grant, expect_instalment, receive_instalment, say_of
from funding.grants.actions.reporting import drafted, expect_report, send_report, tell_due, write_report

__all__ = [
    "add_condition", "award_grant", "drafted", "expect_instalment", "expect_report", "receive_instalment", "say_of",
    "send_report", "tell_due", "write_report",
]  # fmt: skip
