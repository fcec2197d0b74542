"""What a proposal of an effect is written in: a form each, with its fields before the proposal's words."""

from typing import Any, ClassVar

from communities.governance.proposals.forms import ProposalForm, WayForm
from communities.models import Community
from web.forms import offer

FORMS: dict[str, type["EffectForm"]] = {}


class EffectForm(ProposalForm):
    """Offers what there is in the open scope's community."""

    matter: ClassVar[str]
    parts: ClassVar[tuple[str, ...]]  # fields that make the payload

    label = WayForm.base_fields["label"]

    def __init__(self, data: Any = None, *, community: Community, initial: Any = None, is_way: bool = False) -> None:
        super().__init__(data, initial=initial)
        for name in ("title", "body", "holds_from") if is_way else ("label",):
            del self.fields[name]
        self.order_fields([*self.parts, "label", "title", "body", "holds_from"])
        offer(self, **self.offered(community))

    @classmethod
    def fits(cls, _community: Community) -> bool:
        """Whether it is for such a place."""
        return True

    def offered(self, _community: Community) -> dict[str, Any]:
        return {}

    def payload(self) -> dict[str, Any]:
        return {part: self.cleaned_data[part] for part in self.parts}
