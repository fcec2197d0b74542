from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "funding.budgets"

    def ready(self) -> None:
        from communities.governance.founding import ON_FOUNDING
        from communities.queries import time_zone_of
        from communities.roles import declare
        from funding.budgets import news, panels, planned, tables
        from funding.reports.plans import PLANNERS
        from jobs.due import daily, register_due, schedule
        from notices.kinds import declare_kind, declare_topic

        declare("funding.prepare_budget", _("Prepare budgets and propose them"), "administrator", "steward")
        _decide()
        declare_topic("budgets", _("Budgets"), _("That a line of a budget you look after is used up, or soon will be."))
        for kind, words, icon in news.KINDS:
            declare_kind(f"budgets.{kind}", topic="budgets", words=words, icon=icon)
        register_due("budgets.alert", task="budgets.alert", next_at=daily(4, time_zone_of))
        ON_FOUNDING.append(lambda community, _founder: schedule("budgets.alert", community.pk))
        PLANNERS.append(planned.plans_within)
        panels.register()
        tables.register()


def _decide() -> None:
    from communities.governance.effects import register_effect
    from communities.governance.kinds import register
    from communities.governance.kinds.decision_rules import add_matter
    from funding.budgets.effects import ADOPT_BUDGET
    from funding.budgets.rules import ALERTS

    add_matter("budget", _("Budgets"))
    register(ALERTS)
    register_effect(ADOPT_BUDGET)
