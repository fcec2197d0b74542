"""What a founder chooses to begin with besides settings; rooms above add theirs in AppConfig.ready."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communities.models import Community
from tenancy.refusal import Refused


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """`begin` is called in the new community's scope, in its language, when all else is there."""

    key: str
    label: Any
    why: Any
    options: Callable[[], list[tuple[str, Any]]]  # value and words; the first is taken where nothing is chosen
    suggested: str  # what the page has chosen before anybody looks
    begin: Callable[[Community, str], None]


BEGINNINGS: dict[str, Beginning] = {}


def checked(chosen: Mapping[str, str]) -> dict[str, str]:
    """One value for each beginning; refused where one is unknown."""
    if unknown := chosen.keys() - BEGINNINGS.keys():
        raise Refused(_("Nothing of this name can be chosen at a founding: %(key)s") % {"key": ", ".join(unknown)})
    found = {}
    for key, one in BEGINNINGS.items():
        values = [value for value, _words in one.options()]
        found[key] = chosen.get(key, values[0])
        if found[key] not in values:
            raise Refused(
                _("“%(value)s” is none of these: %(values)s")
                % {
                    "value": found[key],
                    "values": ", ".join(filter(None, values)),
                }
            )
    return found
