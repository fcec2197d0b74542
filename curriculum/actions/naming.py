"""Say of a part which competencies it teaches and assesses, and what comes before it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from curriculum.checking import circle_of, told_circle
from curriculum.models import Competency, Curriculum, Node
from curriculum.nodes import SEVERAL
from curriculum.values import Ref, frozen
from tenancy.refusal import Refused
from tenancy.scope import current_community

MOST = 50  # of each, for one part
TURN = "SELECT pg_advisory_xact_lock(hashtextextended('requires ' || %s::uuid, 0))"


def named(node: Node, given: dict[str, Any]) -> dict[str, Any]:
    """What is given for a part, with Refs for the keys in `teaches`, `assesses` and `requires`; what it names already
    may stay, whether it is known here or not."""
    given = dict(given)
    for name, of in SEVERAL.items():
        if name in given and of is not Ref:
            given[name] = frozen(of, given[name])
    for name in {"teaches", "assesses"} & given.keys():
        given[name] = competencies(getattr(node, name), given[name])
    if "requires" in given:
        with connection.cursor() as cursor:  # two writers do not each close one half of a circle
            cursor.execute(TURN, [current_community()])
        given["requires"] = required(node, given["requires"])
    return given


def competencies(known: Iterable[Ref], keys: Iterable[UUID]) -> tuple[Ref, ...]:
    """By their keys, in this order; refused where one is neither known nor in a framework here."""
    wanted = _few(keys)
    told = {ref.key: ref for ref in known}
    asked = [key for key in wanted if key not in told]
    for found in Competency.objects.filter(key__in=asked).order_by("framework", "pk") if asked else ():
        told.setdefault(found.key, Ref(found.key, str(found)[:300]))
    return tuple(_told(told, key, _("No framework here has the competency %(key)s.")) for key in wanted)


def required(node: Node, keys: Iterable[UUID]) -> tuple[Ref, ...]:
    """The same of parts of this curriculum or another one here."""
    wanted = _few(keys)
    told = {ref.key: ref for ref in node.requires}
    asked = [key for key in wanted if key not in told]
    found = Node.objects.filter(key__in=asked, curriculum__archived_at__isnull=True).select_related("curriculum")
    for one in found.order_by("pk") if asked else ():
        elsewhere = one.curriculum_id != node.curriculum_id
        told.setdefault(one.key, Ref(one.key, f"{one.title} ({one.curriculum.title})" if elsewhere else one.title))
    return tuple(_told(told, key, _("No curriculum here has the part %(key)s.")) for key in wanted)


def _few(keys: Iterable[UUID]) -> list[UUID]:
    wanted = list(dict.fromkeys(keys))
    if len(wanted) > MOST:
        raise Refused(_("Name at most %(most)s.") % {"most": MOST})
    return wanted


def _told(told: dict[UUID, Ref], key: UUID, refusal: str) -> Ref:
    if key not in told:
        raise Refused(refusal % {"key": key})
    return told[key]


def refuse_circles(curriculum: Curriculum) -> None:
    if around := circle_of(curriculum):
        raise Refused(told_circle(around))
