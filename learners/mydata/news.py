"""What people are told about their data; every notice is given in the name of a community."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from learners.mydata.models import Copy
from notices.actions import notify
from tenancy.scope import in_community

Params = Mapping[str, Any]


def _made(_told: Params) -> str:
    return _("The copy of everything about you is ready")


def _made_of_child(_told: Params) -> str:
    return _("The copy of everything about your child is ready")


KINDS = [("made", _made, "download"), ("made_of_child", _made_of_child, "download")]


def tell_made(copy: Copy) -> None:
    """In the network's name; the guardian who asked, too."""
    network = Community.objects.filter(kind=Community.Kind.NETWORK).first()
    if network is None:
        return
    with in_community(network.pk):
        notify([copy.person.pk], "mydata.made", key=f"made {copy.pk}", path=reverse("mydata-home"))
        if copy.by_id != copy.person_id:
            path = reverse("mydata-child-home", args=[copy.person_id])
            notify([copy.by_id], "mydata.made_of_child", key=f"made {copy.pk}", path=path)
