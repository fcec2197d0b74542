"""How a published report of the network, or a comparison made of one, is cited: in words, and for reference managers
(BibTeX, CSL-JSON, RIS)."""

import json
from datetime import UTC, date
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.models import NetworkReport
from web.amounts import write_day
from web.citing import for_bibtex, on_one_line

VERSION = "1.0.0"  # of the package's shape; a report never changes
TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}


def address_of(report: NetworkReport, ending: str = "/") -> str:
    """Permanent: of its page, or (".zip") of its package."""
    page = reverse("evaluation-network-report", args=[report.period])
    return f"{settings.SITE_URL.rstrip('/')}{page.rstrip('/')}{ending}"


def title_of(report: NetworkReport) -> str:
    return _("Observatory: %(period)s") % {"period": report}


class Cited(NamedTuple):
    """A report, or a comparison in it: `query` is of its address, and names the period; `told` is what it compares."""

    report: NetworkReport
    query: str = ""
    told: str = ""

    @property
    def title(self) -> str:
        return f"{title_of(self.report)}. {self.told}" if self.told else title_of(self.report)

    @property
    def address(self) -> str:
        """Permanent."""
        if not self.query:
            return address_of(self.report)
        return f"{settings.SITE_URL.rstrip('/')}{reverse('evaluation-compare')}?{self.query}"

    @property
    def key(self) -> str:
        ending = f"-{sha256(self.query.encode()).hexdigest()[:8]}" if self.query else ""
        return f"observatory-{self.report.period.lower()}{ending}"

    @property
    def day(self) -> date:
        return self.report.published_at.astimezone(UTC).date()


def in_words(cited: Cited) -> str:
    return _("%(network)s (%(year)s): %(title)s. Data set, version %(version)s, published %(day)s. %(address)s") % {
        "network": on_one_line(settings.NETWORK_NAME), "year": cited.day.year, "title": cited.title,
        "version": VERSION, "day": write_day(cited.day), "address": cited.address,
    }  # fmt: skip


def as_bibtex(cited: Cited) -> str:
    fields = {
        "author": f"{{{for_bibtex(settings.NETWORK_NAME)}}}",
        "title": f"{{{for_bibtex(cited.title)}}}",
        "year": str(cited.day.year),
        "howpublished": _("Data set"),
        "edition": VERSION,
        "note": "CC BY 4.0",
        "url": cited.address,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{cited.key},\n{lines}}}\n"


def csl_item(cited: Cited) -> dict[str, Any]:
    """An item of CSL-JSON (citationstyles.org, csl-data.json of CSL 1.0.2)."""
    network, day = on_one_line(settings.NETWORK_NAME), cited.day
    return {
        "id": cited.key, "type": "dataset", "title": cited.title, "author": [{"literal": network}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]}, "publisher": network, "version": VERSION,
        "URL": cited.address, "note": "CC BY 4.0",
    }  # fmt: skip


def as_csl(cited: Cited) -> str:
    return json.dumps([csl_item(cited)], ensure_ascii=False, indent=2)


def as_ris(cited: Cited) -> str:
    """A record of RIS, lines ended as it asks for."""
    fields = [
        ("TY", "DATA"), ("ID", cited.key), ("AU", on_one_line(settings.NETWORK_NAME)), ("TI", cited.title),
        ("PY", str(cited.day.year)), ("DA", f"{cited.day:%Y/%m/%d}/"), ("ET", VERSION), ("UR", cited.address),
        ("N1", "CC BY 4.0"), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


WRITTEN = {"bib": as_bibtex, "ris": as_ris, "csl": as_csl}
