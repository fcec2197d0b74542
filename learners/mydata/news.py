"""What people are told about their data; every notice is given in the name of a community."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from learners.guardianship import guardians_of
from learners.moves.queries import who_admits
from learners.mydata.models import Closing, Copy, CorrectionRequest, ErasureRequest
from notices.actions import notify
from tenancy.scope import in_community
from web.amounts import write_day
from web.links import url_at
from web.sentences import tell

Params = Mapping[str, Any]


def _made(_told: Params) -> str:
    return _("The copy of everything about you is ready")


def _made_of_child(_told: Params) -> str:
    return _("The copy of everything about your child is ready")


def _erasure_asked(told: Params) -> str:
    return _("%(name)s, who left, asks us to erase what we recorded") % told


def _erasure_done(told: Params) -> str:
    return _("%(community)s has erased what it recorded about you") % told


def _erasure_refused(told: Params) -> str:
    return _("%(community)s does not erase what it recorded about you, and says why") % told


def _closing(told: Params) -> str:
    return _("The account of %(name)s is closed and erased on %(day)s, unless it is taken back") % {
        **told, "day": write_day(date.fromisoformat(told["on"])),
    }  # fmt: skip


def _stopped(told: Params) -> str:
    return _("The account of %(name)s was not closed: %(problem)s") % told


def _correction_asked(told: Params) -> str:
    return _("%(name)s says that a record is wrong: %(record)s") % _recorded(told)


def _correction_corrected(told: Params) -> str:
    return _("%(community)s has corrected: %(record)s") % _recorded(told)


def _correction_refused(told: Params) -> str:
    return _("%(community)s does not change this, and says why: %(record)s") % _recorded(told)


def _recorded(told: Params) -> dict[str, Any]:
    """With the record in the reader's language."""
    return {**told, "record": tell(told["record"])}


KINDS = [
    ("correction_asked", _correction_asked, "pencil-line"), ("correction_corrected", _correction_corrected, "check"),
    ("correction_refused", _correction_refused, "x"),
    ("made", _made, "download"), ("made_of_child", _made_of_child, "download"),
    ("erasure_asked", _erasure_asked, "eye-off"), ("erasure_done", _erasure_done, "check"),
    ("erasure_refused", _erasure_refused, "x"), ("closing", _closing, "hourglass"), ("stopped", _stopped, "x"),
]  # fmt: skip


def tell_made(copy: Copy) -> None:
    """The guardian who asked, too."""
    _tell_in_private([copy.person.pk], "made", f"made {copy.pk}", reverse("mydata-home"))
    if copy.by_id != copy.person_id:
        path = reverse("mydata-child-home", args=[copy.person_id])
        _tell_in_private([copy.by.pk], "made_of_child", f"made {copy.pk}", path)


def tell_who_answers(asked: ErasureRequest, community: Community) -> None:
    """In the community's scope."""
    told, path = {"name": asked.display_name}, url_at(community, "mydata-erasures")
    notify(who_admits(community), "mydata.erasure_asked", key=f"asked {asked.pk}", path=path, params=told)


def tell_answered(asked: ErasureRequest, community: Community) -> None:
    """In the community's scope: the person, and who looks after them."""
    told, key = {"community": community.name}, f"answered {asked.pk}"
    kind = f"mydata.erasure_{asked.state}"
    person: Any = asked.person_id
    notify([person], kind, key=key, path=reverse("mydata-home"), params=told)
    notify(guardians_of(person), kind, key=key, path=reverse("mydata-child-home", args=[person]), params=told)


def tell_of_correction(asked: CorrectionRequest, community: Community) -> None:
    """In the community's scope: those who look after its people."""
    told, path = {"name": asked.display_name, "record": asked.called.kept}, url_at(community, "mydata-corrections")
    people = (one for one in who_admits(community) if one != asked.person_id)
    notify(people, "mydata.correction_asked", key=f"asked {asked.pk}", path=path, params=told)


def tell_correction_answered(asked: CorrectionRequest, community: Community) -> None:
    """In the community's scope: the person, and who looks after them."""
    told, key = {"community": community.name, "record": asked.called.kept}, f"answered {asked.pk}"
    kind, slug = f"mydata.correction_{asked.state}", community.slug
    person: Any = asked.person_id
    notify([person], kind, key=key, path=reverse("mydata-place", args=[slug]), params=told)
    path = reverse("mydata-child-place", args=[person, slug])
    notify(guardians_of(person), kind, key=key, path=path, params=told)


def tell_closing(closing: Closing, kind: str) -> None:
    """The person, and the guardian who asked."""
    told = {"name": str(closing.person), "on": timezone.localdate(closing.due_at).isoformat()}
    told["problem"] = closing.problem
    key, person = f"{kind} {closing.pk}", closing.person.pk
    _tell_in_private([person], kind, key, reverse("mydata-close"), told)
    if closing.by_id != person:
        _tell_in_private([closing.by.pk], kind, key, reverse("mydata-child-close", args=[person]), told)


def _tell_in_private(people: list[UUID], kind: str, key: str, path: str, told: Params | None = None) -> None:
    """In the network's name, which is no community's business."""
    network = Community.objects.filter(kind=Community.Kind.NETWORK).first()
    if network is None:
        return
    with in_community(network.pk):
        notify(people, f"mydata.{kind}", key=key, path=path, params=told)
