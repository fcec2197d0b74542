"""A ballot's paper for each method; `content()` is what was filled in, in tally's plain form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.ballots.reading import CHOICES, LONGEST_REASON
from communities.governance.models import Ballot
from communities.governance.proposals.options import Way
from communities.governance.rules import Rule
from communities.governance.tally import Settled
from web.forms import needed_when

AREA = {"rows": 2}


class BallotForm(forms.Form):
    """Every paper has room for words; each method adds its own fields before them."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs=AREA),
        help_text=gettext_lazy("Everyone here reads it."),
    )  # fmt: skip
    lead: Any = ""

    def __init__(
        self, data: Any = None, *, rule: Rule, options: list[Way], mine: Ballot | None = None,
        whom: Iterable[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        """`whom`: for whom it may be cast, where that is not oneself alone."""
        super().__init__(data)
        self.rule, self.options = rule, options
        self.make_fields(mine.content if mine else None)
        if named := list(whom):
            self.fields["whom"] = forms.MultipleChoiceField(
                label=_("For whom you vote"), choices=named, widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Say for whom you vote.")},
            )  # fmt: skip
            self.initial["whom"] = [key for key, _name in named]
        self.order_fields([name for name in self.fields if name != "reason"])
        self.initial["reason"] = mine.why if mine else ""
        if rule.is_secret:
            del self.fields["reason"]

    def make_fields(self, said: Any) -> None:
        """`said`: what the ballot cast before says."""

    def content(self) -> Any:
        raise NotImplementedError


class ChoiceBallot(BallotForm):
    choices: tuple[str, ...] = ("yes", "no", "abstain")

    def make_fields(self, said: Any) -> None:
        self.fields["choice"] = forms.ChoiceField(
            label=_("What do you say to it?"), choices=[(one, CHOICES[one]) for one in self.choices],
            widget=forms.RadioSelect, error_messages={"required": _("Choose one of these.")},
        )  # fmt: skip
        self.initial["choice"] = said.get("stance") if isinstance(said, dict) else said

    def content(self) -> Any:
        return self.cleaned_data["choice"]


class ConsentBallot(ChoiceBallot):
    choices = ("consent", "stand_aside", "objection")

    def make_fields(self, said: Any) -> None:
        super().make_fields(said)
        needed_when(self.fields["reason"], _("with an objection")).help_text = _("Everyone here reads it.")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("choice") == "objection" and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("An objection needs a reason."))
        return self.cleaned_data


class RankedBallot(BallotForm):
    lead = gettext_lazy("1 is the best. The same number twice means equally good; without a number comes last.")

    def make_fields(self, said: Any) -> None:
        numbers = [("", "–"), *((str(n), str(n)) for n in range(1, len(self.options) + 1))]
        for option in self.options:
            name = f"rank_{option.key}"
            self.fields[name] = forms.ChoiceField(label=option.label, choices=numbers, required=False)
            self.initial[name] = next((n for n, rank in enumerate(said or [], 1) if option.key in rank), "")

    def content(self) -> Any:
        ranks: dict[int, list[str]] = {}
        for option in self.options:
            if number := self.cleaned_data[f"rank_{option.key}"]:
                ranks.setdefault(int(number), []).append(option.key)
        return [ranks[number] for number in sorted(ranks)]


class ApprovalBallot(BallotForm):
    def make_fields(self, said: Any) -> None:
        self.fields["approved"] = forms.MultipleChoiceField(
            label=_("What you could live with"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(option.key, option.label) for option in self.options],
        )  # fmt: skip
        self.initial["approved"] = said or []

    def content(self) -> Any:
        return self.cleaned_data["approved"]


class ScoreBallot(BallotForm):
    def make_fields(self, said: Any) -> None:
        self.lead = _("0 is the worst and %(highest)s the best.") % {"highest": self.rule.highest}
        scores = [("", "–"), *((str(n), str(n)) for n in range(self.rule.highest + 1))]
        for option in self.options:
            name = f"score_{option.key}"
            self.fields[name] = forms.ChoiceField(label=option.label, choices=scores, required=False)
            self.initial[name] = (said or {}).get(option.key, "")

    def content(self) -> Any:
        given = {option.key: self.cleaned_data[f"score_{option.key}"] for option in self.options}
        return {key: int(score) for key, score in given.items() if score}


class AdvicePaper(BallotForm):
    def make_fields(self, said: Any) -> None:
        self.fields["reason"] = forms.CharField(
            label=_("Your advice"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("The proposer answers it. Everyone here reads both."),
            error_messages={"required": _("Write your advice.")},
        )  # fmt: skip

    def content(self) -> Any:
        return "given"


PAPERS: dict[str, type[BallotForm]] = {
    "consent": ConsentBallot,
    "advice_process": AdvicePaper,
    "instant_runoff": RankedBallot,
    "schulze": RankedBallot,
    "approval": ApprovalBallot,
    "score": ScoreBallot,
}


def paper_for(rule: Rule) -> type[BallotForm]:
    return PAPERS.get(rule.method, ChoiceBallot)


class SettleForm(forms.Form):
    settled = forms.ChoiceField(
        label=gettext_lazy("The objection is"), choices=[(one.value, one.value) for one in list(Settled)[1:]]
    )
    answer = forms.CharField(label=gettext_lazy("How, or why"), max_length=2000)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=gettext_lazy("What you make of it"), max_length=2000)


class VerdictForm(forms.Form):
    goes_ahead = forms.TypedChoiceField(
        label=gettext_lazy("After the advice"),
        choices=[("yes", gettext_lazy("I go ahead")), ("no", gettext_lazy("I step back"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
