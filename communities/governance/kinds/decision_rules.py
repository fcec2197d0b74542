"""By which rule the community decides what."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.rule_words import OBJECTIONS, OF, ON_NO_QUORUM, ON_TIE, SCORED_BY, THRESHOLDS, rule_words
from communities.governance.rules import MATTERS, METHODS, Rule
from communities.governance.tally import people_needed
from communities.models import Community
from communities.queries import acting_members
from communities.roles import COMMUNITY_ROLES, ROLES
from communities.rules import roles_of
from tenancy.refusal import Refused

LISTS = ("electorate", "proposers")


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


def _fields() -> dict[str, forms.Field]:
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
        "on_tie": _choice(gettext_lazy("With a tie"), ON_TIE),
        "on_no_quorum": _choice(gettext_lazy("Without a quorum"), ON_NO_QUORUM),
        "objections": _choice(gettext_lazy("Objections to consent"), OBJECTIONS),
    }  # fmt: skip


class DecisionRulesForm(SettingForm):
    """A set of fields for each matter; a field's name is the matter's and the part's."""

    template = "governance/rules_fields.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_of(self.community) if self.community else COMMUNITY_ROLES
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField) and name.rpartition("-")[2] in LISTS:
                field.choices = [(role, ROLES[role]) for role in roles]

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        if unknown := value.keys() - MATTERS.keys():
            raise ValueError(f"There are no such matters: {unknown}")
        rules = {matter: Rule.read(value.get(matter, {})).plain() for matter in MATTERS}
        return {f"{matter}-{part}": v for matter, rule in rules.items() for part, v in rule.items()}, {}

    def by_matter(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[f"{matter}-{part}"] for part in _fields()]) for matter, label in MATTERS.items()]

    def clean(self) -> dict[str, Any]:
        for matter, label in MATTERS.items():
            if self.cleaned_data.get(f"{matter}-method", "entrusted") != "entrusted":
                for part in LISTS:
                    if not self.cleaned_data.get(f"{matter}-{part}"):
                        self.add_error(f"{matter}-{part}", _("%(matter)s: choose a role.") % {"matter": label})
        return self.cleaned_data

    def value(self) -> Any:
        return {matter: {part: self.cleaned_data[f"{matter}-{part}"] for part in _fields()} for matter in MATTERS}


def add_matter(matter: str, label: Any) -> None:
    """Make a kind of matter known, with a rule of its own; for apps above."""
    MATTERS[matter] = label
    DecisionRulesForm.base_fields.update({f"{matter}-{part}": field for part, field in _fields().items()})


def default() -> dict[str, Any]:
    return {matter: Rule().plain() for matter in MATTERS}


def words(value: Any) -> list[tuple[str, str]]:
    return [(str(label), rule_words(Rule.read(value.get(matter, {})))) for matter, label in MATTERS.items()]


def refuse_empty_electorate(_community: Community, value: Any) -> None:
    """A rule by which nobody could propose or vote could never be changed again."""
    live = [set(roles) for roles in acting_members().values_list("roles", flat=True)]
    for matter, given in value.items():
        rule = Rule.read(given)
        for part in LISTS:
            wanted = set(getattr(rule, part))
            if not rule.is_entrusted and not any(wanted & roles for roles in live):
                told = {"matter": MATTERS[matter]}
                raise Refused(_("%(matter)s: nobody here has these roles, so nothing could be decided.") % told)


for _matter, _label in list(MATTERS.items()):
    add_matter(_matter, _label)

DECISION_RULES = SettingKind(
    key="decision_rules",
    label=gettext_lazy("Decision rules"),
    why=gettext_lazy("Who decides what here, and how. The rules themselves change only by their own rule."),
    form=DecisionRulesForm,
    default=default,
    words=words,
    matter="rules",
    order=55,
)
