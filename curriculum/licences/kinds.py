"""Under which licences a curriculum may be shared, and what each of them asks (creativecommons.org)."""

from typing import NamedTuple

from django.db import models


class Licence(models.TextChoices):
    """SPDX short names, as they are written everywhere."""

    CC0 = "CC0-1.0", "CC0 1.0"
    PDM = "CC-PDM-1.0", "Public Domain Mark 1.0"
    BY = "CC-BY-4.0", "CC BY 4.0"
    BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    OGL = "OGL-UK-3.0", "Open Government Licence 3.0"


class Terms(NamedTuple):
    address: str
    non_commercial: bool
    share_alike: bool
    no_derivatives: bool


def terms_of(licence: str) -> Terms:
    parts = licence.lower().split("-")
    if licence == Licence.CC0:
        return Terms("https://creativecommons.org/publicdomain/zero/1.0/", False, False, False)
    if licence == Licence.PDM:
        return Terms("https://creativecommons.org/publicdomain/mark/1.0/", False, False, False)
    if licence == Licence.OGL:
        address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        return Terms(address, False, False, False)
    kind = "-".join(part for part in parts[1:-1])
    return Terms(f"https://creativecommons.org/licenses/{kind}/4.0/", "nc" in parts, "sa" in parts, "nd" in parts)
