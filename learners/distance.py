"""How far it is, in a straight line over the ground, from a learner's own communities to one that offers something.

Nobody's home address is kept: who asks is taken to be where their community is."""

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, FloatField, Func, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from communities.models import Community, Membership
from learners.models import Held, OfferingCard
from web.amounts import write_number

EARTH = 6371.0088  # km: the mean radius of the International Union of Geodesy and Geophysics, (2a + b) / 3 of GRS 80
NEAR = 50  # km: a way that somebody may go and come back in a day
# To the nearest of several places; filled in with a latitude, a longitude, and lists of those of the places.
KM = """(
    SELECT min(2 * EARTH * asin(least(1, sqrt(
        power(sin(radians(here.latitude - there.latitude) / 2), 2)
        + cos(radians(here.latitude)) * cos(radians(there.latitude))
            * power(sin(radians(here.longitude - there.longitude) / 2), 2)
    ))))
    FROM (VALUES (%(expressions)s)) AS there(latitude, longitude, latitudes, longitudes),
        unnest(there.latitudes, there.longitudes) AS here(latitude, longitude)
    WHERE there.latitude IS NOT NULL
)""".replace("EARTH", str(EARTH))


def starting_points(memberships: Iterable[Membership]) -> list[Community]:
    """From where a person's distances are measured: where they learn, or else belong, and that says where it is."""
    places = [one for one in memberships if not one.community.is_network and one.community.coordinates]
    learning = [one for one in places if "learner" in one.roles]
    return [one.community for one in learning or places]


def km_between(one: Community, other: Community) -> float:
    """Along a great circle, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope
    68 (2), 1984), on a sphere of EARTH's radius; both say where they are."""
    here, there = _radians(one), _radians(other)
    half = sin((here[0] - there[0]) / 2) ** 2 + cos(here[0]) * cos(there[0]) * sin((here[1] - there[1]) / 2) ** 2
    return 2 * EARTH * asin(min(1, sqrt(half)))


def _radians(place: Community) -> tuple[float, float]:
    return radians(place.latitude or 0), radians(place.longitude or 0)


class Way(NamedTuple):
    km: float
    home: Community


def nearest(card: OfferingCard, homes: Iterable[Community]) -> Way | None:
    """From a person's homes; None: it is online alone, or one of the two does not say where it is."""
    there = card.community
    if card.held == Held.ONLINE or not there.coordinates:
        return None
    return min((Way(km_between(home, there), home) for home in homes), key=lambda way: way.km, default=None)


def degrees(homes: Iterable[Community]) -> tuple[list[float], list[float]]:
    """Latitudes and longitudes, as KM takes them."""
    found = [(home.latitude, home.longitude) for home in homes]
    return [one for one, _other in found if one is not None], [one for _other, one in found if one is not None]


def measured(cards: QuerySet[OfferingCard], homes: Sequence[Community]) -> QuerySet[OfferingCard]:
    """Each with its `km`, as `nearest` tells it; null where it tells none."""
    numbers = ArrayField(FloatField())
    lists = (Cast(Value(values, output_field=numbers), numbers) for values in degrees(homes))
    km = Func(F("community__latitude"), F("community__longitude"), *lists, template=KM, output_field=FloatField())
    return cards.annotate(km=Case(When(held=Held.ONLINE, then=None), default=km))


def by_distance(
    cards: QuerySet[OfferingCard], homes: Sequence[Community], *, at_most: int | None = None, nearest: bool = False
) -> QuerySet[OfferingCard]:
    """Measured: those held no more km away (`at_most`), and the nearest first, then those of which no way is told."""
    found: QuerySet[Any] = measured(cards, homes)
    found = found if at_most is None else found.filter(km__lte=at_most)
    return found.order_by(F("km").asc(nulls_last=True), "starts_on", "id") if nearest else found


def in_words(way: Way, there: Community) -> str:
    if way.home.pk == there.pk:
        return _("In %(place)s, where you belong") % {"place": there.name}
    if way.km < 1:
        return _("Less than 1 km from %(place)s") % {"place": way.home.name}
    return _("About %(km)s km from %(place)s") % {"km": write_number(round(way.km)), "place": way.home.name}
