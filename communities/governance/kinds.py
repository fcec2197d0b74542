"""Which settings a community has: each declares its form, its default and what of it the public face shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from communities.models import Community

KINDS: dict[str, "SettingKind"] = {}


@dataclass(frozen=True, kw_only=True)
class SettingKind:
    """`form` takes and checks a value: `form(initial=value)` shows it, `form(data).value()` is the new one, as JSON."""

    key: str
    label: Any
    why: Any  # one sentence: what the setting is for and whom it binds
    form: type[forms.Form]
    default: Callable[[], Any]
    show: Callable[[Community, Any], None]  # copies the value to the public face, unsaved


def register(kind: SettingKind) -> None:
    KINDS[kind.key] = kind
