"""Start a curriculum, say what it is, put it away, and let others write along."""

from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from guardian.shortcuts import assign_perm

from accounts.models import Person
from communities.models import Community, Membership
from curriculum.actions.locking import locked
from curriculum.licences import bars
from curriculum.models import Curriculum, CurriculumUserPermission
from curriculum.sharing import licence_here
from tenancy.refusal import Refused, refusing

REFUSALS = {"ages_in_order": gettext_lazy("The first age is above the last.")}


@transaction.atomic
def create_curriculum(*, by: Membership, title: str, language: str, **described: Any) -> Curriculum:
    """Start a draft, by `by` unless `authors` says otherwise, under the community's licence unless another is named."""
    described.setdefault("authors", [{"name": by.display_name, "community": by.community.name}])
    if "licence" not in described:
        described["licence"] = licence_here()
    with refusing(REFUSALS):
        made: Curriculum = Curriculum.objects.create(created_by=by, title=title, language=language, **described)
    return made


@transaction.atomic
def edit_curriculum(curriculum: Curriculum, **described: Any) -> Curriculum:
    """Change what the draft says about itself."""
    curriculum = locked(curriculum)
    new = described.get("licence", curriculum.licence)
    if new != curriculum.licence and (why := bars([one.licence for one in curriculum.origins.all()], new)):
        raise Refused(why[0])
    for name, value in described.items():
        setattr(curriculum, name, value)
    curriculum.edited_at = timezone.now()
    with refusing(REFUSALS):
        curriculum.save()
    curriculum.grants.update(title=curriculum.title)
    return curriculum


@transaction.atomic
def archive_curriculum(curriculum: Curriculum) -> Curriculum:
    """Put it away: nobody writes on it, its versions stay readable."""
    curriculum = locked(curriculum)
    curriculum.archived_at = timezone.now()
    curriculum.save(update_fields=["archived_at"])
    return curriculum


@transaction.atomic
def restore_curriculum(curriculum: Curriculum) -> Curriculum:
    curriculum = Curriculum.objects.select_for_update().get(pk=curriculum.pk)
    curriculum.archived_at = None
    curriculum.save(update_fields=["archived_at"])
    return curriculum


@transaction.atomic
def add_coauthor(curriculum: Curriculum, *, person: Person) -> CurriculumUserPermission:
    """Let a person, member or not, write on this curriculum alone; the name joins its authors."""
    curriculum = locked(curriculum)
    membership = Membership.objects.filter(person=person, until__isnull=True).first()
    if membership is None and curriculum.community.visibility == Community.Visibility.HIDDEN:
        raise Refused(_("Nobody outside may know of this community: only members can write along."))
    grant = cast(CurriculumUserPermission, assign_perm("write_curriculum", person, curriculum))
    name = membership.display_name if membership else str(person)
    if name not in [author["name"] for author in curriculum.authors]:
        community = curriculum.community.name if membership else ""
        curriculum.authors = [*curriculum.authors, {"name": name, "community": community}]
        curriculum.save(update_fields=["authors"])
    return grant


@transaction.atomic
def remove_coauthor(grant: CurriculumUserPermission) -> None:
    """End the right to write along; who has written stays among the authors."""
    grant.delete()
