from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MONDAY, NIGHT = 0, 20


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        _declare_rights()
        _register_governance()
        _register_times()
        _listen()
        _declare_notices()
        _register_pages()


def _declare_rights() -> None:
    from communities.roles import declare
    from evaluation.publishing import REVIEW

    declare(
        "evaluation.see_reports",
        _("Read the community’s reports"),
        *("administrator", "teacher", "guardian", "member", "steward", "policymaker"),
    )
    declare("evaluation.define_indicators", _("Decide what else the reports measure"), "administrator")
    declare(REVIEW, _("Look reports over before they are published"), "administrator", "steward")


def _register_governance() -> None:
    from communities.governance.effects import register_effect
    from communities.governance.kinds import register
    from communities.governance.kinds.decision_rules import add_matter
    from evaluation.consent import CONSENT
    from evaluation.effect import PUBLISH
    from evaluation.publishing import MATTER
    from evaluation.scheduling import REPORTING

    add_matter(MATTER, _("Publishing a report"))
    register(REPORTING)
    register(CONSENT)
    register_effect(PUBLISH)


def _register_times() -> None:
    """The network's come when Monday morning has come everywhere."""
    from communities.governance.founding import ON_FOUNDING
    from communities.queries import time_zone_of
    from evaluation.tasks import MORNING
    from jobs.due import daily, register_due, schedule, weekly

    register_due("evaluation.reports", task="evaluation.reports", next_at=daily(MORNING, time_zone_of))
    register_due(
        "evaluation.network",
        task="evaluation.network",
        next_at=weekly(MONDAY, NIGHT, lambda _community: "UTC"),
        of_network=True,
    )
    ON_FOUNDING.append(lambda community, _founder: schedule("evaluation.reports", community.pk))


def _listen() -> None:
    """The books have a log of their own: what is sealed has come."""
    from functools import partial

    from evaluation.refreshing import touch
    from funding.sealing import ON_SEALED

    ON_SEALED.append(partial(touch, "books"))


def _declare_notices() -> None:
    from evaluation import news
    from notices.kinds import declare_kind, declare_topic

    declare_topic(
        "reports", _("Reports"), _("That a report of a community of mine is published, or ready to look over.")
    )
    for kind, words in (("report_ready", news.ready), ("draft_ready", news.draft), ("published", news.published)):
        declare_kind(f"evaluation.{kind}", topic="reports", words=words, icon="chart-column")


def _register_pages() -> None:
    from evaluation import panels
    from web.registry import COMMUNITY_HOME, NETWORK_HOME, NETWORK_MENU, RAIL, MenuItem, Panel, RailItem

    RAIL.append(
        RailItem(
            key="reports",
            label=_("Reports"),
            icon="chart-column",
            url_name="evaluation-reports",
            permission="evaluation.see_reports",
            order=80,
        )
    )
    COMMUNITY_HOME.append(
        Panel(key="observatory", template="evaluation/panel_observatory.html", context=panels.network_news, order=10)
    )
    COMMUNITY_HOME.append(
        Panel(key="report", template="evaluation/panel_report.html", context=panels.latest_report, order=70)
    )
    NETWORK_HOME.append(
        Panel(key="observatory", template="evaluation/panel_published.html", context=panels.published, order=60)
    )
    NETWORK_MENU.append(
        MenuItem(label=_("Observatory"), icon="chart-column", url_name="evaluation-observatory", order=40)
    )
