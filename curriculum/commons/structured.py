"""A shared curriculum in the words of schema.org's LearningResource (LRMI)."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse

from curriculum.commons.collecting.queries import Entry
from curriculum.commons.models import Collection, SharedVersion
from curriculum.licences import terms_of
from curriculum.nodes import Branch


def as_learning_resource(
    shared: SharedVersion, branches: Iterable[Branch], *, address: str, bases: Sequence[str]
) -> dict[str, Any]:
    """`address` is its own, `bases` those of what it was made of."""
    provider = {"@type": "EducationalOrganization", "name": shared.community.name}
    return {
        "@type": "LearningResource", "@id": address, "url": address, "name": shared.title,
        "description": shared.summary, "inLanguage": shared.language, "about": shared.subject,
        "typicalAgeRange": _ages(shared), "timeRequired": f"PT{shared.minutes}M" if shared.minutes else "",
        "learningResourceType": "curriculum", "license": terms_of(shared.licence).address,
        "isAccessibleForFree": True, "version": str(shared.number), "isBasedOn": bases,
        "datePublished": shared.published_at.date().isoformat(),
        "author": [_author(one) for one in shared.authors], "provider": provider,
        "hasPart": [
            {
                "@type": "LearningResource", "name": branch.node.title, "position": place,
                "timeRequired": f"PT{branch.minutes}M" if branch.minutes else "",
            }
            for place, branch in enumerate(branches, 1)
        ],
    }  # fmt: skip


def as_collection(
    found: Collection, entries: Iterable[Entry], *, address: str, at: Callable[[str], str]
) -> dict[str, Any]:
    """A schema.org Collection of what is still shared; `at` makes a path a full address."""
    shared = [one.shared for one in entries if one.shared and one.is_readable]
    return {
        "@type": "Collection", "@id": address, "url": address, "name": found.title, "description": found.summary,
        "inLanguage": found.language, "dateModified": found.changed_at.date().isoformat(),
        "publisher": {"@type": "EducationalOrganization", "name": found.community.name},
        "hasPart": [
            {
                "@type": "LearningResource", "name": one.title, "position": place,
                "url": at(reverse("commons-version", args=[one.pk])),
            }
            for place, one in enumerate(shared, 1)
        ],
    }  # fmt: skip


def _author(author: dict[str, str]) -> dict[str, Any]:
    affiliation = author.get("community")
    of = {"affiliation": {"@type": "Organization", "name": affiliation}} if affiliation else {}
    return {"@type": "Person", "name": author["name"], **of}


def _ages(shared: SharedVersion) -> str:
    """9-14, 9- or -14."""
    if shared.age_from is None and shared.age_to is None:
        return ""
    first, last = ("" if age is None else str(age) for age in (shared.age_from, shared.age_to))
    return f"{first}-{last}"
