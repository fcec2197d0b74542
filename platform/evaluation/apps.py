from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MONDAY, NIGHT = 0, 20


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from communities.governance.founding import ON_FOUNDING
        from communities.queries import time_zone_of
        from communities.roles import declare
        from evaluation import news, panels
        from evaluation.tasks import MORNING
        from jobs.due import register_due, schedule, weekly
        from notices.kinds import declare_kind, declare_topic
        from web.registry import COMMUNITY_HOME, NETWORK_HOME, NETWORK_MENU, RAIL, MenuItem, Panel, RailItem

        declare(
            "evaluation.see_reports",
            _("Read the community’s reports"),
            *("administrator", "teacher", "guardian", "member", "steward", "policymaker"),
        )
        declare("evaluation.define_indicators", _("Decide what else the reports measure"), "administrator")
        register_due("evaluation.weekly", task="evaluation.weekly", next_at=weekly(MONDAY, MORNING, time_zone_of))
        declare_topic("reports", _("Reports"), _("That a report of a community whose keys you hold is ready."))
        declare_kind("evaluation.report_ready", topic="reports", words=news.ready, icon="chart-column")
        # By then Monday morning has come everywhere.
        register_due(
            "evaluation.network",
            task="evaluation.network",
            next_at=weekly(MONDAY, NIGHT, lambda _community: "UTC"),
            of_network=True,
        )
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
            Panel(
                key="observatory", template="evaluation/panel_observatory.html", context=panels.network_news, order=10
            )
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
        ON_FOUNDING.append(lambda community, _founder: schedule("evaluation.weekly", community.pk))
