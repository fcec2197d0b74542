"""Write frameworks of one's own by hand; one taken in from a file changes by a later file alone."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Membership
from curriculum.models import Competency, CompetencyLink, Framework
from tenancy.refusal import Refused, refusing

MOST_COMPETENCIES = 20_000  # of one framework


@transaction.atomic
def create_framework(*, by: Membership, title: str, language: str, **described: Any) -> Framework:
    made: Framework = Framework.objects.create(made_by=by, title=title, language=language, **described)
    return made


@transaction.atomic
def edit_framework(framework: Framework, **described: Any) -> Framework:
    framework = _own(framework)
    for name, value in described.items():
        setattr(framework, name, value)
    _touch(framework)
    return framework


@transaction.atomic
def add_competency(framework: Framework, *, parent_key: UUID | None = None, **written: Any) -> Competency:
    """After its siblings."""
    framework = _own(framework)
    if parent_key and not framework.competencies.filter(key=parent_key).exists():
        raise Refused(_("There is no such competency in this framework."))
    if framework.competencies.count() >= MOST_COMPETENCIES:
        raise Refused(_("A framework holds at most %(most)s competencies.") % {"most": MOST_COMPETENCIES})
    position = framework.competencies.filter(parent_key=parent_key).count()
    made: Competency = Competency.objects.create(
        framework=framework, parent_key=parent_key, position=position, **written
    )
    _touch(framework)
    return made


@transaction.atomic
def edit_competency(competency: Competency, **written: Any) -> Competency:
    framework = _own(competency.framework)
    for name, value in written.items():
        setattr(competency, name, value)
    competency.save(update_fields=list(written))
    _touch(framework)
    return competency


@transaction.atomic
def move_competency(competency: Competency, *, up: bool) -> Competency:
    """One place up or down among its siblings."""
    framework = _own(competency.framework)
    siblings = list(framework.competencies.filter(parent_key=competency.parent_key).order_by("position", "key"))
    at = siblings.index(competency)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(siblings):
        raise Refused(_("It cannot be moved further this way."))
    siblings[at], siblings[to] = siblings[to], siblings[at]
    for position, one in enumerate(siblings):
        one.position = position
    Competency.objects.bulk_update(siblings, ["position"])
    _touch(framework)
    return siblings[to]


@transaction.atomic
def delete_competency(competency: Competency) -> None:
    """Refused while others lie under it; published curricula keep what they say of it."""
    framework = _own(competency.framework)
    if framework.competencies.filter(parent_key=competency.key).exists():
        raise Refused(_("Others lie under it: take these away first."))
    competency.delete()
    _touch(framework)


@transaction.atomic
def link_competencies(
    origin: Competency, *, relation: str, target: Competency | None = None, address: str = "", title: str = ""
) -> CompetencyLink:
    """To another one here, of whatever framework, or to something outside by its address."""
    framework = _own(origin.framework)
    if target == origin:
        raise Refused(_("A competency is not linked to itself."))
    reasons = {
        "one_link_each": _("They are linked so already."),
        "one_link_outside_each": _("They are linked so already."),
        "here_or_outside": _("Choose a competency, or give an address."),
    }
    with refusing(reasons):
        made: CompetencyLink = CompetencyLink.objects.create(
            origin=origin, relation=relation, target=target, address=address, title=title
        )
    _touch(framework)
    return made


@transaction.atomic
def unlink_competencies(link: CompetencyLink) -> None:
    framework = _own(link.origin.framework)
    link.delete()
    _touch(framework)


def _own(framework: Framework) -> Framework:
    """The row as it is now, held until the transaction ends."""
    found: Framework = Framework.objects.select_for_update(no_key=True).get(pk=framework.pk)
    if found.is_imported:
        raise Refused(_("This framework came from a file. Import a newer file to change it."))
    return found


def _touch(framework: Framework) -> None:
    framework.edited_at = timezone.now()
    framework.save()
