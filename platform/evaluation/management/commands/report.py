"""An operator's reading: a report, whether counting anew gives the same, or the network's unsuppressed figures."""

import getpass
import json
import os
from collections import defaultdict
from typing import Any
from uuid import UUID

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from communities.models import Community
from evaluation.corrections import differences
from evaluation.counting import count_all, count_outcomes, outcomes_by_attribute
from evaluation.hashes import Seal, hash_of
from evaluation.measures import MEASURES
from evaluation.models import Report
from learners.models import Offering, State
from tenancy.scope import in_community

log = structlog.get_logger()
Counts = dict[str, Any]


class Command(BaseCommand):
    help = (
        "Print a community's report, or with --network everybody's outcomes, unsuppressed: its use is logged."
        " With --recompute, count the report's period anew and say what differs; exit code 1 where something does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("which", nargs="?", help="a community's address for its latest report, or a report's id")
        parser.add_argument("--network", action="store_true", help="the figures of every community that offers")
        parser.add_argument("--recompute", action="store_true", help="count the report's period anew and compare")
        parser.add_argument("--json", action="store_true", dest="as_json", help="as JSON")

    def handle(self, *, which: str | None, network: bool, recompute: bool, as_json: bool, **_options: Any) -> None:
        if network == bool(which) or (network and recompute):
            raise CommandError("Name a community or a report, or give --network.")
        if network:
            found, lines = everybody(), _network_lines
        elif recompute:
            found, lines = recomputed(*the_report(str(which))), _recomputed_lines
        else:
            found, lines = dict(the_report(str(which))[1].content), _community_lines
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True))
        else:
            self.stdout.write("\n".join(lines(found)))
        if recompute and not found["same"]:
            raise SystemExit(1)


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
                tables = outcomes_by_attribute((one.dims, one.value) for one in count_outcomes())
            by_community[community.slug] = _recorded(tables.pop("", {}).get("", {}))
            _add(outcomes, by_community[community.slug])
            for attribute, table in tables.items():
                for value, counts in table.items():
                    _add(by[attribute][value], _recorded(counts))
    log.warning("unsuppressed_figures_read", by=getpass.getuser(), process=os.getpid(), communities=len(by_community))
    return {"outcomes": outcomes, "by_community": by_community, "by": by}


def the_report(which: str) -> tuple[Community, Report]:
    """Of that id, or the latest of the community at that address."""
    try:
        community, report = _report_with(UUID(which))
    except ValueError:
        community, report = _latest_of(which)
    log.warning("community_report_read", by=getpass.getuser(), community=community.slug)
    return community, report


def _report_with(pk: UUID) -> tuple[Community, Report]:
    """No scope sees the reports of all, so each community is asked for it."""
    for community in Community.objects.order_by("slug"):
        with in_community(community.pk):
            found: Report | None = Report.objects.filter(pk=pk).first()
        if found:
            return community, found
    raise CommandError(f"There is no report {pk}.")


def _latest_of(slug: str) -> tuple[Community, Report]:
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise CommandError(f"There is no community {slug}.")
    with in_community(community.pk):
        report: Report | None = Report.objects.order_by("-ends_on", "-id").first()
    if report is None:
        raise CommandError(f"{slug} has no report yet.")
    return community, report


def recomputed(community: Community, report: Report) -> Counts:
    """{"report": id, "period", "same": whether nothing differs, "hash_fits", "differences": [{"indicator", "dims",
    "value": as written, "counted": now}, …]}: a figure that is not there is null.

    What is counted as things stand on the day is left out. Nothing is written."""
    with in_community(community.pk):
        figures = [one._asdict() for one in count_all(community, report.when)]
    fits = report.hash == hash_of(report.when, report.content, Seal(report.salts, {}))
    found = [one._asdict() for one in differences(report.content["figures"], figures)]
    same = {"same": fits and not found, "hash_fits": fits, "differences": found}
    return {"report": str(report.pk), "period": report.period, "community": community.slug, **same}


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
    labels = {key: str(one.label) for key, one in MEASURES.items()}
    first, last = found["days"]
    lines = [f"{found['community']['name']}, {first or 'the beginning'} to {last}"]
    for figure in found["figures"]:
        dims = _dims(figure)
        label = labels.get(figure["indicator"], figure["indicator"]) + (f" ({dims})" if dims else "")
        lines.append(f"{label:<50} {figure['value']:>12,}")
    return lines


def _recomputed_lines(found: Counts) -> list[str]:
    lines = [f"{found['community']}, {found['period']}: {'same' if found['same'] else 'differs'}"]
    if not found["hash_fits"]:
        lines.append("The hash is not that of what the report says.")
    for one in found["differences"]:
        then, now = ("nothing" if value is None else f"{value:,}" for value in (one["value"], one["counted"]))
        lines.append(" ".join(filter(None, [f"{one['indicator']}:", _dims(one), f"{then}, now {now}"])))
    return lines


def _dims(figure: Counts) -> str:
    return ", ".join(f"{name} {value or '(blank)'}" for name, value in sorted(figure["dims"].items()))
