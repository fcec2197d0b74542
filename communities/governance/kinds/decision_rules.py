"""By which rule the community decides what."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.electorate import count_eligible
from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.governance.kinds.rule_fields import rule_fields
from communities.governance.rule_words import rule_words
from communities.governance.rules import MATTERS, METHODS, Rule
from communities.models import Community
from communities.queries import acting_members
from communities.roles import COMMUNITY_ROLES, DELEGATE, ROLES
from communities.rules import roles_of
from tenancy.refusal import Refused

FIRST = ("method", "electorate", "proposers", "quorum", "deliberation_hours", "voting_hours", "secret")
LISTS = ("electorate", "proposers")


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

    def by_matter(self) -> list[dict[str, Any]]:
        """Of each matter its label and method, what every rule has, what only some need, and where errors are."""
        return [self._of(matter, label) for matter, label in MATTERS.items()]

    def _of(self, matter: str, label: Any) -> dict[str, Any]:
        first = [self[f"{matter}-{part}"] for part in FIRST]
        more = [self[f"{matter}-{part}"] for part in rule_fields() if part not in FIRST]
        wrong_more = any(field.errors for field in more)
        return {
            "label": label, "method": METHODS.get(first[0].value(), ""), "first": first, "more": more,
            "is_wrong": wrong_more or any(field.errors for field in first), "more_is_wrong": wrong_more,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        for matter, label in MATTERS.items():
            if self.cleaned_data.get(f"{matter}-method", "entrusted") != "entrusted":
                for part in LISTS:
                    if not self.cleaned_data.get(f"{matter}-{part}"):
                        self.add_error(f"{matter}-{part}", _("%(matter)s: choose a role.") % {"matter": label})
        return self.cleaned_data

    def value(self) -> Any:
        return {matter: {part: self.cleaned_data[f"{matter}-{part}"] for part in rule_fields()} for matter in MATTERS}


def add_matter(matter: str, label: Any) -> None:
    """Make a kind of matter known, with a rule of its own; for apps above."""
    MATTERS[matter] = label
    DecisionRulesForm.base_fields.update({f"{matter}-{part}": field for part, field in rule_fields().items()})


def default() -> dict[str, Any]:
    return {matter: Rule().plain() for matter in MATTERS}


def words(value: Any) -> list[tuple[str, str]]:
    return [(str(label), rule_words(Rule.read(value.get(matter, {})))) for matter, label in MATTERS.items()]


def refuse_empty_electorate(_community: Community, value: Any) -> None:
    """A rule by which nobody could propose or vote could never be changed again."""
    live = acting_members()
    for matter, given in value.items():
        rule, told = Rule.read(given), {"matter": MATTERS[matter]}
        if rule.is_entrusted:
            continue
        if not all(live.filter(roles__overlap=list(getattr(rule, part))).exists() for part in LISTS):
            raise Refused(_("%(matter)s: nobody here has these roles, so nothing could be decided.") % told)
        if not count_eligible(rule):
            raise Refused(_("%(matter)s: nobody here is old enough and a member for long enough to vote.") % told)


def refuse_others_than_delegates(community: Community, value: Any) -> None:
    """In a circle each member community has one vote, its delegate's."""
    if community.kind == Community.Kind.CIRCLE:
        for given in value.values():
            rule = Rule.read(given)
            if not rule.is_entrusted and rule.electorate != (DELEGATE,):
                raise Refused(_("In a circle the delegates vote, one for each community."))


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
