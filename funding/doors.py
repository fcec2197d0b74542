"""The rooms behind the money page; rooms above add theirs in AppConfig.ready."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Door:
    label: Any
    lead: Any
    url_name: str
    icon: str
    permission: str
    order: int


DOORS: list[Door] = []


def doors_for(access: Any) -> list[Door]:
    """Those that the reader's permissions open, in order."""
    return sorted((one for one in DOORS if access.can(one.permission)), key=lambda one: one.order)
