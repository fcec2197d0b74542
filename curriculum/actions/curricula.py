"""Start a curriculum, say what it is, put it away."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from curriculum.actions.locking import locked
from curriculum.models import Curriculum
from tenancy.refusal import refusing

REFUSALS = {"ages_in_order": _("The first age is above the last.")}


@transaction.atomic
def create_curriculum(*, by: Membership, title: str, language: str, **described: Any) -> Curriculum:
    """Start a draft, with `by` as its first author unless `authors` says otherwise."""
    described.setdefault("authors", [{"name": by.display_name, "community": by.community.name}])
    with refusing(REFUSALS):
        return Curriculum.objects.create(created_by=by, title=title, language=language, **described)


@transaction.atomic
def edit_curriculum(curriculum: Curriculum, **described: Any) -> Curriculum:
    """Change what the draft says about itself."""
    curriculum = locked(curriculum)
    for name, value in described.items():
        setattr(curriculum, name, value)
    curriculum.edited_at = timezone.now()
    with refusing(REFUSALS):
        curriculum.save()
    curriculum.grants.update(title=curriculum.title)
    return curriculum
