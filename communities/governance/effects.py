"""What a proposal can do: each effect checks its payload, says what would change, and is enacted by the decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from communities.governance.changes import Change
from communities.governance.models import Decision
from communities.models import Community, Membership
from tenancy.refusal import Refused

EFFECTS: dict[str, "Effect"] = {}
Enact = Callable[[dict[str, Any], Person, str, datetime | None], Decision]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """`checked` gives the payload as it is kept, and refuses one that is not, or no longer, valid.

    `enact(payload, by, reason, at)` decides and carries out in the transaction it is called in. `of_right` says of a
    member that they may propose it whatever the rule says, without a second: an appeal."""

    key: str
    label: Any
    checked: Callable[[Any, Community], dict[str, Any]]
    matter: Callable[[dict[str, Any]], str]
    title: Callable[[dict[str, Any]], str]
    preview: Callable[[dict[str, Any]], list[Change]]
    enact: Enact
    consequences: Callable[[dict[str, Any]], list[str]] = lambda _payload: []  # for people and rows, in words
    about: Callable[[dict[str, Any]], tuple[Any, ...]] = lambda _payload: ()  # the page to read: its name, and its keys
    decision_kind: str
    of_right: Callable[[dict[str, Any], Membership], bool] = lambda _payload, _member: False


def register_effect(effect: Effect) -> None:
    EFFECTS[effect.key] = effect


def effect_of(key: str) -> Effect:
    if key not in EFFECTS:
        raise Refused(_("There is no such effect: %(key)s") % {"key": key})
    return EFFECTS[key]
