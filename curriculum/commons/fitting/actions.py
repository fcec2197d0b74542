"""Write down what a community has."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Membership
from curriculum.commons.models import Means
from curriculum.commons.models.means import MOST_MATERIALS
from tenancy.refusal import Refused, refusing

REFUSALS = {"means_ages_in_order": gettext_lazy("The youngest age is above the oldest one.")}


@transaction.atomic
def write_means(
    *,
    by: Membership,
    materials: Iterable[str],
    age_from: int | None = None,
    age_to: int | None = None,
    hours: int | None = None,
) -> Means:
    """What the open scope's community has, whom it teaches and for how long, in place of what was written before."""
    names = list(dict.fromkeys(" ".join(name.split()) for name in materials if name.strip()))
    if len(names) > MOST_MATERIALS:
        raise Refused(_("Name at most %(most)s.") % {"most": MOST_MATERIALS})
    said = {
        "materials": names, "age_from": age_from, "age_to": age_to, "hours": hours, "changed_by": by.display_name,
        "changed_at": timezone.now(),
    }  # fmt: skip
    with refusing(REFUSALS):
        means, _new = Means.objects.update_or_create(community=by.community, defaults=said)
    return means
