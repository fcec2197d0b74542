"""From what ages a country lets a young person decide about their own data; one table, each line with its source.

`consent`: GDPR Art. 8(1) as each state set it in its own law (European Commission and EU Agency for Fundamental Rights,
"Use of consent for data of children", 2023, and the laws named where they are newer); outside of it the law named.
`assent`: the age from which a child must be heard where a law names one (UN Convention on the Rights of the Child,
Art. 12, names none); otherwise seven, as asked for in research with children (US National Commission, 1977; 45 CFR
46.408). `majority`: 18 (Convention on the Rights of the Child, Art. 1) but where the law of the country says more."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Ages(NamedTuple):
    """In years."""

    consent: int  # from then on a young person consents alone
    assent: int = 7  # from then on nothing is agreed without their own word
    majority: int = 18  # from then on nobody is their guardian


UNKNOWN = Ages(18)
AGES = {
    "AT": Ages(14),
    "BE": Ages(13),
    "BG": Ages(14),
    "BR": Ages(12, assent=12),  # LGPD (Law 13.709/2018) Art. 14; ECA (Law 8.069/1990) Art. 28
    "CO": Ages(18),  # Decree 1377/2013 Art. 12: the representative, once the child has been heard
    "CY": Ages(14),
    "CZ": Ages(15),
    "DE": Ages(16),
    "DK": Ages(15),  # Act 1783 of 2023
    "EE": Ages(13),
    "ES": Ages(14, assent=12),  # Organic Law 1/1996 Art. 9
    "FI": Ages(13),
    "FR": Ages(15),
    "GB": Ages(13),  # Data Protection Act 2018 s. 9
    "GR": Ages(15),
    "HR": Ages(16),
    "HU": Ages(16),
    "IE": Ages(16),  # Data Protection Act 2018 s. 31
    "IS": Ages(13),
    "IT": Ages(14, assent=12),  # Civil Code Art. 315 bis
    "JO": Ages(18),  # Personal Data Protection Law 24 of 2023
    "KE": Ages(18),  # Data Protection Act 2019 s. 33
    "KR": Ages(14, majority=19),  # Personal Information Protection Act Art. 22-2; Civil Act Art. 4
    "LI": Ages(16),
    "LT": Ages(14),
    "LU": Ages(16),
    "LV": Ages(13),
    "MT": Ages(13),
    "NL": Ages(16),
    "NO": Ages(13),
    "NP": Ages(18),  # Act Relating to Children 2075 s. 2
    "PL": Ages(16),
    "PT": Ages(13),
    "RO": Ages(16),
    "SE": Ages(13),
    "SI": Ages(15),  # Personal Data Protection Act (ZVOP-2) of 2022 Art. 8
    "SK": Ages(16),
    "US": Ages(13),  # COPPA, 15 U.S.C. 6501
}


def ages_of(countries: Iterable[str]) -> Ages:
    """The strictest of these countries; of one that the table does not have, what is strictest in it."""
    found = [AGES.get(country, UNKNOWN) for country in countries] or [UNKNOWN]
    return Ages(
        consent=max(one.consent for one in found),
        assent=min(one.assent for one in found),
        majority=max(one.majority for one in found),
    )


def age_on(born_on: date, day: date) -> int:
    """In full years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def day_of_age(born_on: date, years: int) -> date:
    """The birthday; in a year without a 29 February, the day after the 28th."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
