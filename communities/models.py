"""The tenant, who belongs to it, and how one comes in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenancy.keys import uuid7
from tenancy.models import TenantForeignKey, TenantModel, UniqueInCommunity


class Community(models.Model):
    """A community's public face: what its settings say, copied here for everyone to see.

    Written by `change_setting` alone. `calendar`, `mastery_scale` and `role_permissions` have the shapes of the
    settings of these names (communities/governance/kinds/)."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("School")
        LEARNING = "learning", _("Learning community")
        CIRCLE = "circle", _("Circle")
        NETWORK = "network", _("Network")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Anyone may see the public page")
        HIDDEN = "hidden", _("Only members may see that it exists")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SCHOOL)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    purpose = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    latitude = models.FloatField(null=True, blank=True)  # WGS 84, degrees; distances are measured from here
    longitude = models.FloatField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list)  # BCP 47, in order of preference
    time_zone = models.CharField(max_length=64, default="UTC")
    hue = models.PositiveSmallIntegerField(default=45)  # one of 24: a multiple of 15 degrees
    logo = models.UUIDField(null=True, blank=True)  # a stored file of this community
    visibility = models.CharField(max_length=6, choices=Visibility, default=Visibility.PUBLIC)
    calendar = models.JSONField(default=dict)
    mastery_scale = models.JSONField(default=list)
    role_permissions = models.JSONField(default=dict)
    takes_learners = models.BooleanField(default=True)
    shares_reports = models.BooleanField(default=True)
    currency = models.CharField(max_length=3, default="EUR")  # ISO 4217
    founded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="network"), name="one_network"),
            models.CheckConstraint(condition=Q(hue__in=range(0, 360, 15)), name="hue_is_one_of_24"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="both_coordinates_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)), name="latitude_on_earth"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)), name="longitude_on_earth"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/c/{self.slug}/"

    @property
    def is_network(self) -> bool:
        return self.kind == self.Kind.NETWORK

    @property
    def coordinates(self) -> str:
        """Nothing where it says none."""
        return "" if self.latitude is None else f"{self.latitude}, {self.longitude}"

    @property
    def initials(self) -> str:
        """Up to two letters for the crest, of the first two words that start with a letter."""
        return "".join(word[0] for word in self.name.split() if word[0].isalpha())[:2].upper() or "·"


class Membership(TenantModel):
    """A person in a community from a day on, until they leave; a return is a new row.

    While it is suspended they may do nothing as a member; `suspended_until` is the first moment they may again."""

    owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    display_name = models.CharField(max_length=150)
    roles = ArrayField(models.CharField(max_length=30), default=list)
    born_on = models.DateField(null=True, blank=True)  # for those who manage people and the person; gone with the end
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    suspended_from = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateTimeField(null=True, blank=True)  # nothing: until it is lifted

    class Meta(TenantModel.Meta):
        constraints = [
            UniqueInCommunity(fields=["person"], condition=Q(until__isnull=True), name="one_live_membership_each"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="until_after_since"
            ),
            models.CheckConstraint(
                condition=Q(suspended_until__isnull=True) | Q(suspended_until__gt=models.F("suspended_from")),
                name="suspended_until_after_from",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="memberships_of_person")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_live(self) -> bool:
        return self.until is None

    @property
    def will_be_suspended(self) -> bool:
        """Or is: it is neither over nor lifted."""
        return self.suspended_from is not None and (
            self.suspended_until is None or timezone.now() < self.suspended_until
        )

    @property
    def is_suspended(self) -> bool:
        return self.will_be_suspended and self.suspended_from <= timezone.now()  # type: ignore[operator]


class Invitation(TenantModel):
    """A link that lets one person in, once, with a role; only the token's hash is kept."""

    role = models.CharField(max_length=30)
    token_hash = models.CharField(max_length=64)  # SHA-256, hex
    note = models.CharField(max_length=150, blank=True)
    invited_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [UniqueInCommunity(fields=["token_hash"], name="one_invitation_a_token")]

    @property
    def is_open(self) -> bool:
        return not self.why_closed

    @property
    def why_closed(self) -> str:
        """Nothing while it is open."""
        if self.used_by_id:
            return gettext("This invitation has been used.")
        if self.withdrawn_at:
            return gettext("This invitation has been withdrawn.")
        return "" if timezone.now() < self.expires_at else gettext("This invitation has expired.")


class ApiKey(models.Model):
    """A key to the API of a person, or of a community; only its hash is kept. Read by sign-in and its owner's page."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="api_keys")
    name = models.CharField(max_length=100)
    key_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hex
    scopes = ArrayField(models.CharField(max_length=20), default=list)  # "read", "write"
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
