"""What communities share with everyone, what goes along the thread, and what those say who taught it."""

from curriculum.commons.models.collections import Collection, CollectionEntry
from curriculum.commons.models.means import Means
from curriculum.commons.models.reports import ModerationStep, Report
from curriculum.commons.models.reviews import Adoption, Review
from curriculum.commons.models.thread import (
    Basis,
    Offer,
    OfferComment,
    Pull,
    Searched,
    SearchedInCircles,
    SharedVersion,
)
from curriculum.commons.models.words import Material, Word

__all__ = [
    "Adoption",
    "Basis",
    "Collection",
    "CollectionEntry",
    "Material",
    "Means",
    "ModerationStep",
    "Offer",
    "OfferComment",
    "Pull",
    "Report",
    "Review",
    "Searched",
    "SearchedInCircles",
    "SharedVersion",
    "Word",
]
