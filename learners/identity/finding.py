"""Who may have been written down twice in one community: found by name and birth, and asked."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Membership
from learners.identity.models import Likeness
from learners.identity.news import tell_alike
from learners.identity.queries import unclaimed
from tenancy.refusal import Refused
from tenancy.statements import ask

LIKENESS = 0.5  # of names, from 0 to 1 (pg_trgm): the share of three-letter pieces that both have
MOST = 50
ALIKE = """
    SELECT one.id, two.id
    FROM communities_membership one
    JOIN communities_membership two ON two.born_on = one.born_on AND two.id > one.id
    WHERE one.community_id = %(here)s AND two.community_id = %(here)s AND one.until IS NULL AND two.until IS NULL
        AND similarity(lower(one.display_name), lower(two.display_name)) >= %(likeness)s
        AND NOT EXISTS (
            SELECT FROM identity_likeness known
            WHERE known.community_id = %(here)s AND known.one_id = one.id AND known.two_id = two.id AND known.apart
        )
    ORDER BY similarity(lower(one.display_name), lower(two.display_name)) DESC, one.id, two.id
    LIMIT %(most)s
"""


class Pair(NamedTuple):
    one: Membership
    two: Membership
    asked: Likeness | None
    unclaimed: list[Membership]  # those of them whom nobody signs in as


def alike() -> list[Pair]:
    """Members of one day of birth and of like names, the likest first; not who are known to be two."""
    found = ask(ALIKE, likeness=LIKENESS, most=MOST)
    named = {pk for pair in found for pk in pair}
    members = {one.pk: one for one in Membership.objects.filter(pk__in=named)}
    nobodys = set(unclaimed().filter(pk__in=named).values_list("pk", flat=True))
    asked = {(one.one_id, one.two_id): one for one in Likeness.objects.filter(one__in=named)}
    return [
        Pair(
            members[one],
            members[two],
            asked.get((one, two)),
            [members[pk] for pk in (one, two) if pk in nobodys],
        )
        for one, two in found
    ]


@transaction.atomic
def ask_both(one: UUID, two: UUID, *, by: Membership) -> Likeness:
    """Each is told, and their guardians: whoever is both joins the two. They are asked once."""
    found = _pair(one, two)
    made, is_new = Likeness.objects.get_or_create(one=found.one, two=found.two, defaults={"by_name": str(by)})
    if not is_new:
        raise Refused(_("Both have been asked already."))
    tell_alike(made, by=by.person_id)
    return made


@transaction.atomic
def keep_apart(one: UUID, two: UUID, *, by: Membership) -> Likeness:
    """The community knows that they are two people: nobody asks again."""
    found = _pair(one, two)
    known, _is_new = Likeness.objects.update_or_create(
        one=found.one, two=found.two, defaults={"by_name": str(by), "apart": True}
    )
    return known


def _pair(one: UUID, two: UUID) -> Pair:
    for pair in alike():
        if (pair.one.pk, pair.two.pk) == (one, two):
            return pair
    raise Refused(_("These two are not so like one another."))
