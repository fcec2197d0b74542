"""How a published report of the network is cited: in words, and for reference managers (BibTeX, CSL-JSON, RIS)."""

import json
from datetime import UTC
from typing import Any

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


def in_words(report: NetworkReport) -> str:
    return _("%(network)s (%(year)s): %(title)s. Data set, version %(version)s, published %(day)s. %(address)s") % {
        "network": on_one_line(settings.NETWORK_NAME), "year": report.published_at.astimezone(UTC).year,
        "title": title_of(report), "version": VERSION, "day": write_day(report.published_at.astimezone(UTC).date()),
        "address": address_of(report),
    }  # fmt: skip


def as_bibtex(report: NetworkReport) -> str:
    fields = {
        "author": f"{{{for_bibtex(settings.NETWORK_NAME)}}}",
        "title": f"{{{for_bibtex(title_of(report))}}}",
        "year": str(report.published_at.astimezone(UTC).year),
        "howpublished": _("Data set"),
        "edition": VERSION,
        "note": "CC BY 4.0",
        "url": address_of(report),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(report)},\n{lines}}}\n"


def csl_item(report: NetworkReport) -> dict[str, Any]:
    """An item of CSL-JSON (citationstyles.org, csl-data.json of CSL 1.0.2)."""
    day = report.published_at.astimezone(UTC).date()
    network = on_one_line(settings.NETWORK_NAME)
    return {
        "id": _key(report), "type": "dataset", "title": title_of(report), "author": [{"literal": network}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]}, "publisher": network, "version": VERSION,
        "URL": address_of(report), "note": "CC BY 4.0",
    }  # fmt: skip


def as_csl(report: NetworkReport) -> str:
    return json.dumps([csl_item(report)], ensure_ascii=False, indent=2)


def as_ris(report: NetworkReport) -> str:
    """A record of RIS, lines ended as it asks for."""
    day = report.published_at.astimezone(UTC).date()
    fields = [
        ("TY", "DATA"), ("ID", _key(report)), ("AU", on_one_line(settings.NETWORK_NAME)),
        ("TI", title_of(report)), ("PY", str(day.year)), ("DA", f"{day:%Y/%m/%d}/"), ("ET", VERSION),
        ("UR", address_of(report)), ("N1", "CC BY 4.0"), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


WRITTEN = {"bib": as_bibtex, "ris": as_ris, "csl": as_csl}


def _key(report: NetworkReport) -> str:
    return f"observatory-{report.period.lower()}"
