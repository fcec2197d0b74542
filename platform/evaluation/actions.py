"""Roll a community up, write its report, and publish the network's: each once a period, however often it is asked."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from communities.models import Community
from evaluation.counting import Figure, count_all
from evaluation.defining import definitions
from evaluation.hashes import Seal, hash_of, new_salts
from evaluation.keeping import keep_alone
from evaluation.measures import words
from evaluation.memory import periods_of
from evaluation.models import NetworkReport, Publishing, Report, RollUp, Round
from evaluation.network import Contribution, contribution_of, fingerprint
from evaluation.news import tell_draft, tell_ready
from evaluation.own_names import publish_figures
from evaluation.periods import Kind, Period
from evaluation.places import places_of
from evaluation.publication import assemble
from evaluation.scheduling import Way
from evaluation.turns import take_turns
from jobs.outbox import enqueue
from tenancy.scope import current_community, in_community

PATIENCE = timedelta(hours=1)  # for communities whose roll-up fails; the report then names them as missing


@transaction.atomic
def roll_up(community: Community, *, period: Period) -> list[Figure]:
    """Count the open scope's community and keep the figures in place of the period's former ones."""
    take_turns(str(current_community()))
    figures = count_all(community, period)
    RollUp.objects.exclude(learners=[]).update(learners=[])
    keep_alone(period, figures, names=True)
    return figures


@transaction.atomic
def write_report(community: Community, *, period: Period, way: str = Way.AT_ONCE) -> Report:
    """Roll up the open scope's community, write its report of the period and tell of it, or give the one there is.

    By its `way` (evaluation/scheduling.py) everyone reads it at once, or it is a draft first."""
    figures = roll_up(community, period=period)
    found: Report | None = Report.objects.filter(kind=period.kind, period=period.key).first()
    if found:
        return found
    before = _before(period)
    content = _content(community, period, figures, before)
    salts = new_salts(content)
    report: Report = Report.objects.create(
        kind=period.kind,
        period=period.key,
        ends_on=period.ends,
        content=content,
        hash=hash_of(period, content, Seal(salts, {})),
        salts=salts,
        inputs_hash=fingerprint(figures),
    )
    at = report.written_at if way == Way.AT_ONCE else None
    Publishing.objects.create(report=report, published_at=at)
    tell_ready(report, community) if at else tell_draft(report, community)
    return report


def _before(period: Period) -> Report | None:
    """What it is compared with; days that somebody asked for are as long as they like, and compare with nothing."""
    if period.kind == Kind.ON_DEMAND:
        return None
    earlier = Report.objects.filter(kind=period.kind, ends_on__lt=period.ends)
    found: Report | None = earlier.order_by("-ends_on").first()
    return found


def _content(community: Community, period: Period, figures: list[Figure], before: Report | None) -> dict[str, Any]:
    """`figures` is [{"indicator", "dims", "value"}, …]; `before` the same of the report it is compared with."""
    with override("en"):  # the words are also what their translation is found by
        counted = words()
    return {
        "version": 1,
        "community": {"name": community.name, "slug": community.slug, "time_zone": community.time_zone},
        "days": [period.starts and period.starts.isoformat(), period.ends.isoformat()],
        "figures": [{"indicator": one.indicator, "dims": one.dims, "value": one.value} for one in figures],
        "before": before and {"period": before.period, "figures": before.content["figures"]},
        "method": definitions(),
        "counted": counted,
    }


@transaction.atomic
def start_round(period: Period) -> Round:
    """Have every community visited, and the network's report published after that; asked again, the same round.

    Those not visited yet are sent for again."""
    take_turns("network")
    ids = list(Community.objects.order_by("pk").values_list("pk", flat=True))
    one_round, _new = Round.objects.get_or_create(
        kind=period.kind, period=period.key, defaults={"awaited": ids, "communities": len(ids)}
    )
    if one_round.ended_at:
        return one_round
    for community_id in one_round.awaited:
        enqueue("evaluation.visit", one_round.pk, community_id)
    enqueue("evaluation.publish", one_round.pk, not_before=timezone.now() + PATIENCE)
    if not one_round.awaited:
        enqueue("evaluation.publish", one_round.pk)
    return one_round


@transaction.atomic
def note_visit(round_id: int, community: Community) -> None:
    """The last one visited has the network's report published."""
    one_round = Round.objects.select_for_update().get(pk=round_id)
    if community.pk not in one_round.awaited:
        return
    one_round.awaited.remove(community.pk)
    one_round.save(update_fields=["awaited"])
    if not one_round.awaited:
        enqueue("evaluation.publish", one_round.pk)


@transaction.atomic
def publish_network_report(period: Period, *, missing: tuple[Any, ...] = ()) -> NetworkReport:
    """Visit each community that shares its figures, in its scope, and publish what may be published of their sums.

    `missing` are ids of communities that could not be rolled up: the report says so and does not count them."""
    take_turns("network")
    published = NetworkReport.objects.filter(kind=period.kind, period=period.key).first()
    if published:
        return published
    former = NetworkReport.objects.order_by("-id").first()
    sharing = list(Community.objects.filter(shares_reports=True).order_by("slug"))
    found = _visit(sharing, {period.key} | periods_of(former))
    made = assemble(
        [one for one in found.pop(period.key) if one.community.pk not in missing],
        period=period,
        former=former,
        then=found,
        missing=[one.name for one in sharing if one.pk in missing and one.visibility == Community.Visibility.PUBLIC],
    )
    report = NetworkReport.objects.create(
        kind=period.kind,
        period=period.key,
        ends_on=period.ends,
        content={**made.content, "places": places_of(one for one in sharing if one.pk not in missing)},
        shown=made.shown,
        bases=made.bases,
        inputs_hash=made.inputs_hash,
    )
    publish_figures(report, [one for one in sharing if one.pk not in missing], former)
    return report


def _visit(communities: list[Community], periods: set[str]) -> dict[str, list[Contribution]]:
    """What each adds, by period, read in its own scope."""
    found: dict[str, list[Contribution]] = {period: [] for period in periods}
    for community in communities:
        with in_community(community.pk):
            rows = list(RollUp.objects.filter(period__in=periods, indicator="outcomes"))
        for period in periods:
            found[period].append(contribution_of(community, [row for row in rows if row.period == period]))
    return found


@transaction.atomic
def end_round(round_id: int) -> None:
    """Publish the network's report, without those that have not been visited by now."""
    one_round = Round.objects.select_for_update().get(pk=round_id)
    if one_round.ended_at is None:
        publish_network_report(one_round.when, missing=tuple(one_round.awaited))
        one_round.ended_at = timezone.now()
        one_round.save(update_fields=["ended_at"])
