"""Which settings a community has: each declares its form, its default and what of it the public face shows."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from communities.governance.kinds.forms import SettingForm
from communities.models import Community
from tenancy.refusal import Refused

KINDS: dict[str, "SettingKind"] = {}
# By setting: what apps above refuse of a change. Called in the community's scope with its face as it is and the value.
CHECKS: dict[str, list[Callable[[Community, Any], None]]] = defaultdict(list)
# By setting: what a change would mean for people and their rows, in words with counts ("" for nothing). Called in the
# community's scope with its face as it is, the value in force and the new one; apps above add their own.
CONSEQUENCES: dict[str, list[Callable[[Community, Any, Any], str]]] = defaultdict(list)


@dataclass(frozen=True, kw_only=True)
class SettingKind:
    """`form` takes and checks a value: `form(initial=value)` shows it, `form(data).value()` is the new one, as JSON."""

    key: str
    label: Any
    why: Any  # one sentence: what the setting is for and whom it binds
    form: type[SettingForm]
    default: Callable[[], Any]
    words: Callable[[Any], list[tuple[str, str]]]  # what a value says, line by line: (what, which)
    show: Callable[[Community, Any], None] = lambda _community, _value: None  # copies it to the public face, unsaved
    shown: Callable[[Community], Any] | None = None  # it as the face has it, for `verify_decisions`; None: not there
    brief: Callable[[Any], list[tuple[str, str]]] | None = None  # what a list of settings says of a long one
    page: str = ""  # name of the page in the community where a long one is read
    matter: str = "setting"  # by whose decision rule it changes
    not_yet: Any = ""  # what it does not bind by itself yet, though one would think so
    order: int = 50

    def briefly(self, value: Any) -> list[tuple[str, str]]:
        return (self.brief or self.words)(value)

    def checked(self, value: Any, *, community: Community | None = None) -> Any:
        """The value as its form would keep it; refused if the form would not take it."""
        form = self.form.of(value, community=community)
        if not form.is_valid():
            raise Refused(" ".join(form.complaints()))
        return form.value()


def refuse_change(key: str, value: Any, *, community: Community) -> None:
    """Raises what a check refuses; `value` is one that the setting's form would keep."""
    for check in CHECKS[key]:
        check(community, value)


def consequences(key: str, before: Any, after: Any, *, community: Community) -> list[str]:
    return [said for tell in CONSEQUENCES[key] if (said := tell(community, before, after))]


def register(kind: SettingKind) -> None:
    KINDS[kind.key] = kind


def in_order() -> list[SettingKind]:
    return sorted(KINDS.values(), key=lambda kind: kind.order)
