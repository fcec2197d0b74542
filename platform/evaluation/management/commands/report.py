"""An operator's reading: a community's latest report, or the network's figures with nothing suppressed."""

import getpass
import json
import os
from collections import defaultdict
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from communities.models import Community
from evaluation.counting import count_outcomes, outcomes_by_attribute
from evaluation.indicators import INDICATORS
from evaluation.models import Report
from learners.models import Offering, State
from tenancy.scope import in_community

log = structlog.get_logger()
Counts = dict[str, Any]


class Command(BaseCommand):
    help = "Print a community's latest report, or with --network everybody's outcomes, unsuppressed: its use is logged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="the community's address")
        parser.add_argument("--network", action="store_true", help="the figures of every community that offers")
        parser.add_argument("--json", action="store_true", dest="as_json", help="as JSON")

    def handle(self, *, slug: str | None, network: bool, as_json: bool, **_options: Any) -> None:
        if network == bool(slug):
            raise CommandError("Name a community, or give --network.")
        found = everybody() if network else latest(str(slug))
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True))
        else:
            self.stdout.write("\n".join(_network_lines(found) if network else _community_lines(found)))


def everybody() -> Counts:
    """{"outcomes": {outcome: n}, "by_community": {slug: …}, "by": {attribute: {value: …}}}: recorded outcomes."""
    outcomes: dict[str, int] = defaultdict(int)
    by: dict[str, Any] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    by_community: dict[str, Any] = {}
    with transaction.atomic():
        for community in Community.objects.order_by("slug"):
            with in_community(community.pk):
                if not Offering.objects.exclude(state=State.DRAFT).exists():
                    continue
                tables = outcomes_by_attribute((one.dims, one.value) for one in count_outcomes(community))
            by_community[community.slug] = _recorded(tables.pop("", {}).get("", {}))
            _add(outcomes, by_community[community.slug])
            for attribute, table in tables.items():
                for value, counts in table.items():
                    _add(by[attribute][value], _recorded(counts))
    log.warning("unsuppressed_figures_read", by=getpass.getuser(), process=os.getpid(), communities=len(by_community))
    return {"outcomes": outcomes, "by_community": by_community, "by": by}


def latest(slug: str) -> Counts:
    """The content of a community's latest report."""
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise CommandError(f"There is no community {slug}.")
    with in_community(community.pk):
        report: Report | None = Report.objects.order_by("-ends_on", "-id").first()
    log.warning("community_report_read", by=getpass.getuser(), community=slug)
    if report is None:
        raise CommandError(f"{slug} has no report yet.")
    return dict(report.content)


def _recorded(counts: dict[str, int]) -> dict[str, int]:
    return {outcome: count for outcome, count in counts.items() if outcome}


def _add(to: dict[str, int], counts: dict[str, int]) -> None:
    for outcome, count in counts.items():
        to[outcome] += count


def _network_lines(found: Counts) -> list[str]:
    outcomes = sorted(found["outcomes"])
    tables = {"community": found["by_community"], **found["by"]}
    lines = _table("network", {"all": found["outcomes"]}, outcomes)
    for name, rows in sorted(tables.items()):
        lines += ["", *_table(name, rows, outcomes)]
    return lines


def _table(name: str, rows: dict[str, Any], outcomes: list[str]) -> list[str]:
    width = max([len(name), *map(len, rows)])
    head = "  ".join([name.ljust(width), *(outcome.rjust(11) for outcome in outcomes)])
    return [
        head,
        *(
            "  ".join([key.ljust(width), *(f"{row.get(o, 0):11,}" for o in outcomes)])
            for key, row in sorted(rows.items())
        ),
    ]


def _community_lines(found: Counts) -> list[str]:
    labels = {one.key: str(one.label) for one in INDICATORS.values()}
    first, last = found["days"]
    lines = [f"{found['community']['name']}, {first or 'the beginning'} to {last}"]
    for figure in found["figures"]:
        dims = ", ".join(f"{name} {value or '(blank)'}" for name, value in sorted(figure["dims"].items()))
        label = labels.get(figure["indicator"], figure["indicator"]) + (f" ({dims})" if dims else "")
        lines.append(f"{label:<50} {figure['value']:>12,}")
    return lines
