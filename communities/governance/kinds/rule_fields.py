"""What a decision rule is filled in with."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.rule_words import (
    OBJECTIONS,
    OF,
    ON_NO_QUORUM,
    ON_OBJECTION,
    ON_TIE,
    SCORED_BY,
    THRESHOLDS,
)
from communities.governance.rules import METHODS
from communities.governance.tally import people_needed
from communities.roles import ROLES


class QuorumField(forms.CharField):
    """A number of people, or a fraction of those who may vote."""

    def clean(self, value: Any) -> str:
        text = "".join(super().clean(value).split())
        above, slash, below = text.partition("/")
        parts = [above, below] if slash else [above]
        if not all(part.isascii() and part.isdecimal() for part in parts) or (slash and not int(below)):
            raise ValidationError(_("Write a number of people such as 7, or a fraction such as 1/2."))
        try:
            people_needed(Fraction(int(above), int(below)) if slash else int(above), 1)
        except ValueError:
            raise ValidationError(_("A fraction is at most 1.")) from None
        return f"{int(above)}/{int(below)}" if slash else str(int(above))


def _roles(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, choices=list(ROLES.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


def _choice(label: Any, choices: Mapping[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()))


def _hours(label: Any, least: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=24 * 366)


def rule_fields() -> dict[str, forms.Field]:
    return {
        "method": _choice(gettext_lazy("Method"), METHODS),
        "threshold": _choice(gettext_lazy("Qualified majority: yes must be at least"), THRESHOLDS),
        "of": _choice(gettext_lazy("Qualified majority: of what"), OF),
        "highest": forms.IntegerField(label=gettext_lazy("Score: the highest"), min_value=1, max_value=10),
        "score_by": _choice(gettext_lazy("Score: what wins"), SCORED_BY),
        "heard": QuorumField(
            label=gettext_lazy("Advice that must be heard"), max_length=9,
            help_text=gettext_lazy("A number of people such as 2, or a fraction of those asked such as 1/2."),
        ),
        "electorate": _roles(gettext_lazy("Who votes, or is asked"), gettext_lazy("Whoever has one of these roles.")),
        "least_age": forms.IntegerField(
            label=gettext_lazy("Votes from the age of (years)"), min_value=0, max_value=120,
            help_text=gettext_lazy("0: at any age. Learners vote only if their age is known here."),
        ),
        "member_days": forms.IntegerField(
            label=gettext_lazy("Votes after so many days of membership"), min_value=0, max_value=3660
        ),
        "proposers": _roles(gettext_lazy("Who may propose")),
        "quorum": QuorumField(
            label=gettext_lazy("Quorum"), max_length=9,
            help_text=gettext_lazy("How many people must take part: a number such as 7, or a fraction such as 1/2."),
        ),
        "deliberation_hours": _hours(gettext_lazy("Talk for at least (hours)"), 0),
        "voting_hours": _hours(gettext_lazy("Vote for at least (hours)"), 1),
        "seconds": forms.IntegerField(
            label=gettext_lazy("Seconds needed"), min_value=0, max_value=100,
            help_text=gettext_lazy("How many members besides the proposer must want a vote."),
        ),
        "secret": forms.BooleanField(
            label=gettext_lazy("Secret ballot"), required=False,
            help_text=gettext_lazy("Nobody sees what anyone voted. Consent and advice are always given openly."),
        ),
        "delegation": forms.BooleanField(
            label=gettext_lazy("Delegation"), required=False,
            help_text=gettext_lazy("A member may let another vote for them, and take that back at any time."),
        ),
        "on_tie": _choice(gettext_lazy("With a tie"), ON_TIE),
        "on_no_quorum": _choice(gettext_lazy("Without a quorum"), ON_NO_QUORUM),
        "on_objection": _choice(gettext_lazy("While an objection to consent stands"), ON_OBJECTION),
        "objections": _choice(gettext_lazy("Objections to consent"), OBJECTIONS),
    }  # fmt: skip
